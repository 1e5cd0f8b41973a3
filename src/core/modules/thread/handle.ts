/**
 * `_thread._ThreadHandle`: what Python joins (CPython Modules/_threadmodule.c: ThreadHandle). The event of a handle lies in a record outside of the object heap, which handle and
 * thread hold together, since the thread sets it as its very last act, when it has no heap and no reference any more:
 *
 *   +0 u32 event (sync/event.ts)      +4 u32 who: 0 both hold it · 1 the handle is gone, the thread frees it · 2 the thread will set it, the handle frees it
 *
 * States, forward only (@atomic): NOT_STARTED → STARTING → RUNNING → DONE; a start that fails goes back to NOT_STARTED.
 */
import { Ptr, Value, NULL, None, boolean } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { ts } from "../../base/self";
import { monotonicNs } from "../../base/clock";
import { decref } from "../../refcount/count";
import { memAlloc, memFree } from "../../memory/alloc";
import { eventIsSet, eventSet, eventWait } from "../../sync/event";
import { LOCK_INTERRUPTED, LOCK_TIMEOUT } from "../../sync/mutex";
import { PARK_DETACH, PARK_INTERRUPTIBLE } from "../../sync/parking";
import { ThreadState } from "../../threads/state";
import { newObject, freeObject } from "../../objects/alloc";
import { errOccurred, fmt, raise, raiseNoMemory } from "../../objects/errors";
import { instanceTailClear } from "../../objects/instance";
import { intFromU64 } from "../../types/int/core";
import { breaker, BREAKER_ERROR } from "../../interp/breaker";
import { secondsToNs } from "./time";

@unmanaged
export class HandleObject extends Obj {
  /** @atomic */ ident: u64;
  /** @atomic HANDLE_* */ state: u32;
  /** @frozen record */ record: u32;
  /** @atomic 1: a thread of ours sets the event (not a handle made for a thread from elsewhere) */ threaded: u32;
  pad: u32;
}
export const HANDLE_NOT_STARTED: u32 = 1, HANDLE_STARTING: u32 = 2, HANDLE_RUNNING: u32 = 3, HANDLE_DONE: u32 = 4;
const STATE: usize = offsetof<HandleObject>("state");
// @ts-ignore: decorator
@inline function ho(v: Value): HandleObject { return as<HandleObject>(v); }
export function handleState(v: Value): u32 { return atomic.load<u32>(<Ptr>v + STATE); }
export function handleSetState(v: Value, s: u32): void { atomic.store<u32>(<Ptr>v + STATE, s); }
/** NOT_STARTED → STARTING; false: somebody was first. */
export function handleClaim(v: Value): bool { return atomic.cmpxchg<u32>(<Ptr>v + STATE, HANDLE_NOT_STARTED, HANDLE_STARTING) == HANDLE_NOT_STARTED; }

export function handleNew(): Value {
  const r = memAlloc(16);
  if (!r) return raiseNoMemory();
  const p = newObject(T._ThreadHandle);
  if (!p) { memFree(r); return NULL; }
  store<u64>(r, 0);
  const h = changetype<HandleObject>(p);
  h.record = <u32>r; h.state = HANDLE_NOT_STARTED;
  return <Value>p;
}
export function handleTypeNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return handleNew(); }
export function handleDealloc(p: Ptr): void {
  const h = changetype<HandleObject>(p), r: Ptr = h.record;
  instanceTailClear(p, changetype<TypeObject>(h.type));
  // a thread that still runs frees the record at its end
  const threads = atomic.load<u32>(p, offsetof<HandleObject>("threaded")) != 0;
  if (!threads || atomic.cmpxchg<u32>(r, 0, 1, 4) == 2) {
    if (threads) while (!eventIsSet(r)) eventWait(r, 1000000, PARK_DETACH);
    memFree(r);
  }
  freeObject(p);
}
/** The thread's side, before threadFinish and after its reference to the handle went: the event to set at the very end, or 0. */
export function handleRecordCommit(record: Ptr): Ptr {
  if (!record || atomic.cmpxchg<u32>(record, 0, 2, 4) == 0) return record;
  memFree(record);
  return 0;
}
export function handleIdent(v: Value): Value { return intFromU64(atomic.load<u64>(<Ptr>v, offsetof<HandleObject>("ident"))); }
export function handleRepr(v: Value): Value {
  const i = handleIdent(v), r = fmt("<_ThreadHandle object: ident=%S>", i);
  decref(i);
  return r;
}
export function handleIsDone(v: Value): Value { return boolean(eventIsSet(ho(v).record)); }
export function handleSetDone(v: Value): Value {
  if (handleState(v) < HANDLE_RUNNING) return raise(T.RuntimeError, "thread not started");
  eventSet(ho(v).record);
  handleSetState(v, HANDLE_DONE);
  return None;
}
/** Waits until the thread has ended for good. ns < 0: for ever. 0, or -1 with an exception. A time-out is no error: is_done() tells. */
export function handleJoin(v: Value, ns: i64): i32 {
  if (handleState(v) < HANDLE_RUNNING) { raise(T.RuntimeError, "thread not started"); return -1; }
  const e: Ptr = ho(v).record;
  if (!eventIsSet(e) && atomic.load<u64>(<Ptr>v, offsetof<HandleObject>("ident")) == changetype<ThreadState>(ts).ident) { raise(T.RuntimeError, "Cannot join current thread"); return -1; }
  const end: i64 = ns < 0 ? 0 : monotonicNs() + ns;
  while (true) {
    const r = eventWait(e, ns < 0 ? -1 : max<i64>(end - monotonicNs(), 0), PARK_DETACH | PARK_INTERRUPTIBLE);
    if (r == LOCK_TIMEOUT) return 0;
    if (r != LOCK_INTERRUPTED) break;
    if (breaker() == BREAKER_ERROR) return -1;
  }
  handleSetState(v, HANDLE_DONE);
  return 0;
}
export function handleJoinMethod(v: Value, timeout: Value): Value {
  let ns: i64 = -1;
  if (timeout && timeout != None) {
    ns = secondsToNs(timeout);
    if (ns == -1 && errOccurred()) return NULL;
    if (ns < 0) ns = -1;
  }
  return handleJoin(v, ns) < 0 ? NULL : None;
}
