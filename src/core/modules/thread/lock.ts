/**
 * `_thread.lock` and `_thread.RLock` (CPython Modules/_threadmodule.c) over sync/lock.ts. Waiting detaches; a signal in the main thread or an asynchronous exception ends
 * the wait, is handled, and the wait goes on with what is left of its time, unless the handler raised.
 */
import { Ptr, Value, NULL, None, True, boolean, int, isInt, intOf } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { ts } from "../../base/self";
import { monotonicNs } from "../../base/clock";
import { decref } from "../../refcount/count";
import { LOCK_ACQUIRED, LOCK_INTERRUPTED } from "../../sync/mutex";
import {
  lockAcquire, lockIsLocked, lockRelease, rlockAcquire, rlockAcquireRestore, rlockCount, rlockIsLocked, rlockIsOwned, rlockRelease, rlockReleaseSave, rlockReset,
} from "../../sync/lock";
import { ThreadState } from "../../threads/state";
import { newObject, freeObject } from "../../objects/alloc";
import { errOccurred, fmt, raise } from "../../objects/errors";
import { instanceTailClear, instanceTailVisit } from "../../objects/instance";
import { isTrue } from "../../objects/abstract";
import { hexAddress } from "../../objects/hash";
import { noKeywords, checkPositional } from "../../objects/args";
import { typeOf, hasFlag } from "../../objects/typeof";
import { intAsU64Mask, intFromU64 } from "../../types/int/core";
import { tupleItem, tuplePack2, tupleSize } from "../../types/tuple/core";
import { breaker, BREAKER_ERROR } from "../../interp/breaker";
import { acquireTimeout } from "./time";

@unmanaged
export class LockObject extends Obj {
  /** @atomic one-byte mutex */ lock: u8;
  pad8: u8;
  pad16: u16;
  pad32: u32;
}
@unmanaged
export class RLockObject extends Obj {
  /** sync/lock.ts: mutex byte, count (@lock it), owner's ident (@atomic) */
  lock: u8;
  pad8: u8;
  pad16: u16;
  count: u32;
  ident: u64;
}
// @ts-ignore: decorator
@inline function at(v: Value): Ptr { return <Ptr>v + offsetof<LockObject>("lock"); }
// @ts-ignore: decorator
@inline function me(): u64 { return changetype<ThreadState>(ts).ident; }

/** Acquires; handles what interrupts. LOCK_ACQUIRED, LOCK_TIMEOUT, or -1 with an exception. */
function acquire(p: Ptr, ns: i64, recursive: bool): i32 {
  let r = recursive ? rlockAcquire(p, me(), 0) : lockAcquire(p, 0);
  if (r == LOCK_ACQUIRED || ns == 0) return r;

  const end: i64 = ns > 0 ? monotonicNs() + ns : 0;
  while (true) {
    const left: i64 = ns < 0 ? -1 : max<i64>(end - monotonicNs(), 0);
    r = recursive ? rlockAcquire(p, me(), left) : lockAcquire(p, left);
    if (r != LOCK_INTERRUPTED) return r;
    if (breaker() == BREAKER_ERROR) return -1;
  }
}
function acquireCall(v: Value, blocking: Value, timeout: Value, recursive: bool): Value {
  const b = isTrue(blocking);
  if (b < 0) return NULL;
  const ns = acquireTimeout(b != 0, timeout);
  if (ns == -2) return NULL;
  const r = acquire(at(v), ns, recursive);
  return r < 0 ? NULL : boolean(r == LOCK_ACQUIRED);
}
// ---- lock ------------------------------------------------------------------------------------------------------------------
export function lockTypeNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("lock", kwnames) || !checkPositional("lock", nargs, 0, 0)) return NULL;
  return <Value>newObject(as<TypeObject>(type));
}
export function allocateLock(m: Value): Value { return <Value>newObject(T.lock); }
export function lockDealloc(p: Ptr): void { instanceTailClear(p, changetype<TypeObject>(load<u32>(p, 12))); freeObject(p); }
export function lockAcquireMethod(v: Value, blocking: Value, timeout: Value): Value { return acquireCall(v, blocking, timeout, false); }
export function lockEnter(v: Value): Value { const r = acquire(at(v), -1, false); return r < 0 ? NULL : True; }
export function lockReleaseMethod(v: Value): Value { return lockRelease(at(v)) ? None : raise(T.RuntimeError, "release unlocked lock"); }
export function lockExit(v: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return lockReleaseMethod(v); }
export function lockLocked(v: Value): Value { return boolean(lockIsLocked(at(v))); }
export function lockReinit(v: Value): Value { atomic.store<u8>(at(v), 0); return None; }
export function lockRepr(v: Value): Value {
  const a = hexAddress(v), r = fmt(lockIsLocked(at(v)) ? "<locked %U object at %U>" : "<unlocked %U object at %U>", qualified(v), a);
  decref(a);
  return r;
}
/** "module.name" of the type, as tp_name has it in C; borrowed where it can be. */
function qualified(v: Value): Value {
  if (typeOf(v) == T.lock) return N_lock();
  if (typeOf(v) == T.RLock) return N_rlock();
  return typeOf(v).tp_name;
}
import { intern } from "../../types/str/core";
function N_lock(): Value { return intern("_thread.lock"); }
function N_rlock(): Value { return intern("_thread.RLock"); }
// ---- RLock -----------------------------------------------------------------------------------------------------------------
export function rlockTypeNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return <Value>newObject(as<TypeObject>(type)); }
export function rlockDealloc(p: Ptr): void { instanceTailClear(p, changetype<TypeObject>(load<u32>(p, 12))); freeObject(p); }
export function rlockTraverse(p: Ptr): void { instanceTailVisit(p, changetype<TypeObject>(load<u32>(p, 12))); }
export function rlockAcquireMethod(v: Value, blocking: Value, timeout: Value): Value { return acquireCall(v, blocking, timeout, true); }
export function rlockEnter(v: Value): Value { const r = acquire(at(v), -1, true); return r < 0 ? NULL : True; }
export function rlockReleaseMethod(v: Value): Value { return rlockRelease(at(v), me()) ? None : raise(T.RuntimeError, "cannot release un-acquired lock"); }
export function rlockExit(v: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return rlockReleaseMethod(v); }
export function rlockLocked(v: Value): Value { return boolean(rlockIsLocked(at(v))); }
export function rlockOwned(v: Value): Value { return boolean(rlockIsOwned(at(v), me())); }
export function rlockRecursion(v: Value): Value { return int(rlockCount(at(v), me())); }
/** Condition variables: lets go whatever the count; (count, owner). */
export function rlockSave(v: Value): Value {
  const ident = me(), n = rlockReleaseSave(at(v), ident);
  if (!n) return raise(T.RuntimeError, "cannot release un-acquired lock");
  const id = intFromU64(ident), r = tuplePack2(int(n), id);
  decref(id);
  return r;
}
export function rlockRestore(v: Value, state: Value): Value {
  if (!hasFlag(state, TF_TUPLE_SUBCLASS) || tupleSize(state) != 2 || !isInt(tupleItem(state, 0))) return raise(T.TypeError, "_acquire_restore() argument 1 must be a tuple (count, owner)");
  const owner = intAsU64Mask(tupleItem(state, 1));
  if (errOccurred()) return NULL;
  rlockAcquireRestore(at(v), owner, <u32>intOf(tupleItem(state, 0)));
  return None;
}
import { TF_TUPLE_SUBCLASS } from "../../../generated/core/types";
export function rlockReinit(v: Value): Value { rlockReset(at(v)); return None; }
export function rlockRepr(v: Value): Value {
  const p = as<RLockObject>(v), owner = atomic.load<u64>(<Ptr>v, offsetof<RLockObject>("ident"));
  const a = hexAddress(v), o = intFromU64(owner);
  const head = fmt(rlockIsLocked(at(v)) ? "<locked %U object owner=%S count=%d at %U>" : "<unlocked %U object owner=%S count=%d at %U>", qualified(v), o, int(p.count), a);
  decref(a); decref(o);
  return head;
}
