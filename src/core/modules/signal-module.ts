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
  moduleAddConstant(m, N.ItimerError, timerErrorType());
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

// ---- the alarm clock: one for the process, kept by the supervisor ------------------------------------------------------------------------
/** (left, interval) in seconds of the clock before this; milliseconds < 0 only ask. NULL with an exception. */
function timerError(m: Value, errno: i32): Value {
  const t = getAttr(m, N.ItimerError), text = errnoText(errno), e = t && text ? call2(t, int(errno), text) : NULL;
  decref(t); decref(text);
  return e ? raiseException(e) : NULL;
}
/** signal.ItimerError, which CPython calls itimer_error too. */
function timerErrorType(): Value {
  const name = strFromLiteral("itimer_error"), mod = strFromLiteral("signal"), bases = tuplePack1(toValue(T.OSError)), d = dictNew();
  const t = name && mod && bases && d && dictSet(d, N.__module__, mod) == 0 ? call3(toValue(T.type), name, bases, d) : NULL;
  decref(name); decref(mod); decref(bases); decref(d);
  return t;
}
function timer(m: Value, which: Value, ms: f64, interval: f64): Value {
  const w = intAsI32(which);
  if (w == -1 && errOccurred()) return NULL;
  if (w != 0) return timerError(m, w == 1 || w == 2 ? 38 : 22); // clocks of processor time: the host has none
  const mark = stackMark(), out = stackAlloc(<usize>H.SYSTEM_REQUEST_OUT_MAX * 8);
  if (!out) return NULL;
  threadDetach();
  const e = H.systemRequest(H.SYSTEM_REQUEST_TIMER, ms, interval, 0, 0, 0, out);
  threadAttach();
  const a = e < 0 ? NULL : float(load<f64>(out) / 1000), b = a ? float(load<f64>(out, 8) / 1000) : NULL;
  stackRestore(mark);
  if (e < 0) return raiseErrno(-e);
  const t = b ? tuplePack2(a, b) : NULL;
  decref(a); decref(b);
  return t;
}
/** Seconds as milliseconds, at least one if it is not zero; -1 with an exception. */
function millis(m: Value, v: Value): f64 {
  if (!floatFromValue(v)) return -1;
  const s = seconds;
  if (!(s >= 0) || s > 1e11) { timerError(m, 22); return -1; }
  return s > 0 && s < 0.001 ? 1 : s * 1000;
}
export function signalSetitimer(m: Value, which: Value, secs: Value, interval: Value): Value {
  const ms = millis(m, secs), every = ms < 0 ? -1 : millis(m, interval);
  return ms < 0 || every < 0 ? NULL : timer(m, which, ms, every);
}
export function signalGetitimer(m: Value, which: Value): Value { return timer(m, which, -1, 0); }
export function signalAlarm(m: Value, secs: Value): Value {
  const n = intAsI32(secs);
  if (n == -1 && errOccurred()) return NULL;
  // C's unsigned int
  const old = timer(m, int(0), <f64><u32>n * 1000, 0), left = old ? floatOf(tupleItem(old, 0)) : 0;
  if (!old) return NULL;
  decref(old);
  return int(<i32>ceil(left));
}
/** Sleeps until a signal was handled in this thread. Other threads sleep on: handlers run in the main thread. */
export function signalPause(m: Value): Value {
  for (;;) {
    const r = signalsPending() && threadIsMain() ? PARK_INTERRUPTED : threadSleep(-1);
    if (r != PARK_INTERRUPTED) continue;
    const heard = threadIsMain() && signalsPending();
    if (breaker() == BREAKER_ERROR) return NULL;
    if (heard) return None;
  }
  return NULL;
}
/** A signal for a thread: as any other it is handled in the main thread, and interrupts what that waits for. */
export function signalPthreadKill(m: Value, id: Value, signum: Value): Value {
  const t = intAsU64Mask(id), n = errOccurred() ? 0 : intAsI32(signum);
  if (errOccurred()) return NULL;
  if (n < 0 || n >= NSIG) return raise(T.ValueError, "signal number out of range");
  if (!threadExists(t)) return raiseErrno(3);
  threadDetach();
  const r = H.kill(H.systemNumber(H.SYSTEM_NUMBER_PID), n);
  threadAttach();
  if (r < 0) return raiseErrno(-r);
  return signalsRun() < 0 ? NULL : None;
}
import { float, floatOf } from "../base/value";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { floatFromValue, number as seconds } from "../types/float/core";
import { intAsU64Mask } from "../types/int/core";
import { threadExists } from "../threads/eval-breaker";
import { tupleItem, tuplePack2 } from "../types/tuple/core";
import { PARK_INTERRUPTED, threadSleep } from "../sync/parking";
import { BREAKER_ERROR, breaker } from "../interp/breaker";
import { signalsPending } from "./signal";
import { call2, call3 } from "../objects/call";
import { raiseException } from "../objects/errors";
import { toValue } from "../base/obj";
import { dictNew, dictSet } from "../types/dict/core";
import { errnoText } from "./posix/errors";
import { tuplePack1 } from "../types/tuple/core";
