/** The _signal module. CPython: Modules/signalmodule.c. What the supervisor does with a signal is told to it by signalMode. */
import { Ptr, Value, NULL, None, int, isInt, intOf } from "../base/value";
import { T } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import * as H from "../../generated/core/host";
import { decref, newRef } from "../refcount/count";
import { errOccurred, raise, raiseBare } from "../objects/errors";
import { callableCheck } from "../objects/abstract";
import { getAttr } from "../objects/attributes";
import { moduleAddConstant, moduleDict } from "../objects/module";
import { listAppend, listGetItem, listNew, listSetItem } from "../types/list/core";
import { setAdd, setNew } from "../types/set/core";
import { intAsI32 } from "../types/int/core";
import { strFromLiteral } from "../types/str/core";
import { threadIsMain } from "../threads/registry";
import { threadAttach, threadDetach } from "../threads/attach";
import { rootSlot } from "../boot/state";
import { ROOT_SIGNALS } from "../boot/roots";
import { nativeModuleFind, nativeModuleMake } from "./import/imp";
import { raiseErrno } from "./posix/errors";
import { signalsRun } from "./signal";

const NSIG: i32 = 65;
/** The table of handlers. The host begins so too: SIGINT is Python's, SIGPIPE is ignored. `signal` is not imported for it: SIGINT's default handler needs none (signals.ts). */
export function signalsInit(): bool {
  const l = listNew(0);
  if (!l) return false;
  for (let i = 0; i < NSIG; i++) if (listAppend(l, i == 2 ? None : int(0)) < 0) return false;
  // NULL stands for "the default handler of SIGINT" until the module is there: see signalHandler
  store<u64>(rootSlot(ROOT_SIGNAL_TABLE), l);
  return true;
}
import { ROOT_SIGNAL_TABLE } from "../boot/roots";
/** Once the module is made its objects are in the table. */
export function signalExec(m: Value): i32 {
  const l = load<u64>(rootSlot(ROOT_SIGNAL_TABLE)), d = dictGetStr(moduleDict(m), N.default_int_handler);
  if (l && d) listSetItem(l, 2, d);
  if (l) listSetItem(l, 13, int(1));
  decref(d);
  if (l) store<u64>(rootSlot(ROOT_SIGNALS), newRef(l));
  return 0;
}
import { dictGetStr } from "../types/dict/core";
function table(): Value { return load<u64>(rootSlot(ROOT_SIGNALS)); }
function number(v: Value): i32 {
  const n = intAsI32(v);
  if (n == -1 && errOccurred()) return -1;
  if (n < 1 || n >= NSIG) { raise(T.ValueError, "signal number out of range"); return -1; }
  return n;
}
export function signalSignal(m: Value, signum: Value, handler: Value): Value {
  if (!threadIsMain()) return raise(T.ValueError, "signal only works in main thread of the main interpreter");
  const n = number(signum);
  if (n < 0) return NULL;
  const h = intLike(handler);
  if (h < 0 && !callableCheck(handler)) return raise(T.TypeError, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
  if (n == 9 || n == 19) return raiseErrno(22);
  if (signalsRun() < 0) return NULL;
  threadDetach();
  const r = H.signalMode(n, h == 0 ? 0 : h == 1 ? 1 : 2);
  threadAttach();
  if (r < 0) return raiseErrno(-r);
  const old = listGetItem(table(), n);
  if (listSetItem(table(), n, h >= 0 ? int(h) : handler) < 0) { decref(old); return NULL; }
  return old;
}
/** 0 SIG_DFL, 1 SIG_IGN (plain ints or Handlers members), -1 something else */
function intLike(v: Value): i32 {
  if (v == int(0)) return 0;
  if (v == int(1)) return 1;
  if (hasFlag(v, TF_LONG_SUBCLASS)) { const n = intAsI32(v); return n == 0 || n == 1 ? n : -1; }
  return -1;
}
import { hasFlag } from "../objects/typeof";
import { TF_LONG_SUBCLASS } from "../../generated/core/types";
export function signalGetsignal(m: Value, signum: Value): Value {
  const n = number(signum);
  return n < 0 ? NULL : listGetItem(table(), n);
}
export function signalDefaultInt(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return raiseBare(T.KeyboardInterrupt); }
export function signalRaise(m: Value, signum: Value): Value {
  const n = number(signum);
  if (n < 0) return NULL;
  threadDetach();
  const r = H.kill(H.systemNumber(H.SYSTEM_NUMBER_PID), n);
  threadAttach();
  if (r < 0) return raiseErrno(-r);
  return signalsRun() < 0 ? NULL : None;
}
export function signalStrsignal(m: Value, signum: Value): Value {
  const n = number(signum);
  if (n < 0) return NULL;
  switch (n) {
    case 1: return strFromLiteral("Hangup"); case 2: return strFromLiteral("Interrupt"); case 3: return strFromLiteral("Quit"); case 4: return strFromLiteral("Illegal instruction"); case 6: return strFromLiteral("Aborted");
    case 8: return strFromLiteral("Floating point exception"); case 9: return strFromLiteral("Killed"); case 10: return strFromLiteral("User defined signal 1"); case 11: return strFromLiteral("Segmentation fault");
    case 12: return strFromLiteral("User defined signal 2"); case 13: return strFromLiteral("Broken pipe"); case 14: return strFromLiteral("Alarm clock"); case 15: return strFromLiteral("Terminated"); case 17: return strFromLiteral("Child exited");
    default: return None;
  }
}
export function signalValid(m: Value): Value {
  const s = setNew();
  if (s) for (let i = 1; i < NSIG; i++) setAdd(s, int(i));
  return s;
}
export function signalNotHere(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return raiseErrno(38); }
