/** Module _thread: CPython's own threading.py, queue and concurrent.futures run on it. CPython: Modules/_threadmodule.c. */
import { Ptr, Value, NULL, None, True, float, int } from "../../base/value";
import { as, toValue } from "../../base/obj";
import { N } from "../../../generated/core/names";
import { T, TF_DICT_SUBCLASS, TF_TUPLE_SUBCLASS } from "../../../generated/core/types";
import { ts } from "../../base/self";
import { EB_SIGNAL } from "../../base/thread-layout";
import { HOST_PAGE_SIGNALS_HIGH, HOST_PAGE_SIGNALS_LOW, systemNumber, SYSTEM_NUMBER_PID, threadExpect } from "../../../generated/core/host";
import { decref, newRef, setSlot } from "../../refcount/count";
import { evalBreakerSet, threadSetAsyncExc } from "../../threads/eval-breaker";
import { threadMain } from "../../threads/registry";
import { ThreadState } from "../../threads/state";
import { errOccurred, raise, raiseBare, raiseFmt } from "../../objects/errors";
import { isExact, hasFlag } from "../../objects/typeof";
import { callableCheck, indexAsSsize, isTrue } from "../../objects/abstract";
import { checkPositional, noKeywords } from "../../objects/args";
import { moduleDict } from "../../objects/module";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { intAsU64Mask, intFromU64 } from "../../types/int/core";
import { dictSet } from "../../types/dict/core";
import { tupleEmpty } from "../../types/tuple/core";
import { signalHandler, signalsRun } from "../signal";
import { HandleObject, HANDLE_RUNNING, handleNew, handleSetState } from "./handle";
import { startThread, threadsAlive, threadsJoin } from "./start";
import { TIMEOUT_MAX } from "./time";

export { allocateLock } from "./lock";
export { threadExcepthook } from "./excepthook";

const STACK_SIZE: Ptr = memory.data(8, 8); // u32 @atomic: thread.stack_size()

// @ts-ignore: decorator
@inline function self(): ThreadState { return changetype<ThreadState>(ts); }
export function threadModuleExec(m: Value): i32 {
  const d = moduleDict(m);
  return dictSet(d, N.error, toValue(T.RuntimeError)) < 0 || dictSet(d, N.TIMEOUT_MAX, float(TIMEOUT_MAX)) < 0 || dictSet(d, N.LockType, toValue(T.lock)) < 0 ? -1 : 0;
}
export function startNewThread(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("start_new_thread", kwnames) || !checkPositional("start_new_thread", nargs, 2, 3)) return NULL;
  const f = load<u64>(args), a = load<u64>(args, 8), kw: Value = nargs > 2 ? load<u64>(args, 16) : NULL;
  if (!callableCheck(f)) return raise(T.TypeError, "first arg must be callable");
  if (!hasFlag(a, TF_TUPLE_SUBCLASS)) return raise(T.TypeError, "2nd arg must be a tuple");
  if (kw && !hasFlag(kw, TF_DICT_SUBCLASS)) return raise(T.TypeError, "optional 3rd arg must be a dictionary");
  const h = handleNew();
  if (!h) return NULL;
  const id = startThread(f, a, kw, h, true);
  decref(h);
  return id ? intFromU64(id) : NULL;
}
export function startJoinableThread(m: Value, f: Value, handle: Value, daemon: Value): Value {
  if (!callableCheck(f)) return raise(T.TypeError, "thread function must be callable");
  if (handle != None && !isExact(handle, T._ThreadHandle)) return raise(T.TypeError, "'handle' must be a _ThreadHandle");
  const d = isTrue(daemon);
  if (d < 0) return NULL;
  const h = handle == None ? handleNew() : newRef(handle);
  if (!h) return NULL;
  if (startThread(f, tupleEmpty(), NULL, h, d != 0)) return h;
  decref(h);
  return NULL;
}
/** threading calls it as it is imported, for the main thread (and again for threads it did not start). */
export function makeThreadHandle(m: Value, ident: Value): Value {
  const id = intAsU64Mask(ident);
  if (errOccurred()) return NULL;
  const h = handleNew();
  if (!h) return NULL;
  as<HandleObject>(h).ident = id;
  handleSetState(h, HANDLE_RUNNING);
  threadExpect();
  return h;
}
export function getIdent(m: Value): Value { return intFromU64(self().ident); }
export function getMainThreadIdent(m: Value): Value { return intFromU64(changetype<ThreadState>(threadMain()).ident); }
export function getNativeId(m: Value): Value {
  // the host's id of the process for the main thread; behind it the number of the thread, since one worker of the host runs many, one after the other
  const n = systemNumber(SYSTEM_NUMBER_PID);
  return intFromU64((n > 0 ? <u64>n : 0) + self().id - changetype<ThreadState>(threadMain()).id);
}
export function threadSetName(m: Value, name: Value): Value { setSlot(ts + offsetof<ThreadState>("name"), newRef(name)); return None; }
export function threadCountCall(m: Value): Value { return int(threadsAlive()); }
export function threadExit(m: Value): Value { return raiseBare(T.SystemExit); }
export function daemonThreadsAllowed(m: Value): Value { return True; }
export function isMainInterpreter(m: Value): Value { return True; }
export function threadShutdown(m: Value): Value { threadsJoin(); return None; }
export function stackSize(m: Value, size: Value): Value {
  const n = indexAsSsize(size);
  if (n == -1 && errOccurred()) return NULL;
  if (n < 0) return raise(T.ValueError, "size must be 0 or a positive value");
  if (n && n < 32768) return raiseFmt(T.ValueError, "size not valid: %d bytes", int(n));
  return int(atomic.xchg<u32>(STACK_SIZE, <u32>n));
}
/** As if the signal had arrived: its handler runs in the main thread. */
export function interruptMain(m: Value, signum: Value): Value {
  const n = indexAsSsize(signum);
  if (n == -1 && errOccurred()) return NULL;
  if (n < 1 || n > 64) return raise(T.ValueError, "signal number out of range");
  const h = signalHandler(n);
  if (h == int(0) || h == int(1)) return None;
  if (n <= 32) atomic.or<u32>(HOST_PAGE_SIGNALS_LOW, <u32>1 << (n - 1)); else atomic.or<u32>(HOST_PAGE_SIGNALS_HIGH, <u32>1 << (n - 33));
  evalBreakerSet(changetype<ThreadState>(threadMain()), EB_SIGNAL);
  // in the main thread the handler has run when the call returns
  return signalsRun() < 0 ? NULL : None;
}
// ---- for _typhon ---------------------------------------------------------------------------------------------------------
/** PyThreadState_SetAsyncExc: number of threads changed. exc None: takes back what is pending. */
export function setAsyncExc(m: Value, ident: Value, exc: Value): Value {
  const id = intAsU64Mask(ident);
  if (errOccurred()) return NULL;
  const mark = stackMark(), old = stackAlloc(8);
  if (!old) return NULL;
  store<u64>(old, NULL);
  const e: Value = exc == None ? NULL : newRef(exc), found = threadSetAsyncExc(id, e, old);
  const was = load<u64>(old);
  stackRestore(mark);
  decref(found ? was : e);
  return int(found ? 1 : 0);
}
