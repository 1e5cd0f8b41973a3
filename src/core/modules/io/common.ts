/**
 * What the io objects share: the lock, io.UnsupportedOperation, checks.
 *
 * THE LOCK. A buffered or text object has a recursive lock in its block (16 bytes behind the header), taken for each operation; a thread that waits for it is detached. It is no
 * critical section: it stays held during the write itself, so what one call writes is never mixed with what another thread writes. It is recursive since a signal handler or a
 * finalizer may print in the middle of a print; the structures are consistent wherever Python code can run.
 */
import { Ptr, Value, NULL, None, isPtr } from "../../base/value";
import { Obj, as, toValue } from "../../base/obj";
import { T, TypeObject, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { errOccurred, raise, raiseException, raiseFmt, raiseObject } from "../../objects/errors";
import { hasFlag, typeOf } from "../../objects/typeof";
import { BuiltinObject } from "../../objects/method-def";
import { getAttr, getAttrOptional } from "../../objects/attributes";
import { call0, call1, call3, callMethod0 } from "../../objects/call";
import { indexAsSsize, numberIndex } from "../../objects/abstract-index";
import { isTrue } from "../../objects/abstract";
import { self } from "../../threads/state";
import { rlockAcquire, rlockIsOwned, rlockRelease } from "../../sync/lock";
import { LOCK_ACQUIRED } from "../../sync/mutex";
import { intAsI64 } from "../../types/int/core";
import { dictNew, dictSet } from "../../types/dict/core";
import { strFromLiteral } from "../../types/str/core";
import { tuplePack2 } from "../../types/tuple/core";
import { rootSlot } from "../../boot/state";
import { ROOT_UNSUPPORTED } from "../../boot/roots";
import { signalsRun } from "../signal";

// @ts-ignore: decorator
@inline export const LOCK_OFFSET: usize = 16;

/** Takes the object's lock; false with what a signal handler raised. */
export function ioLock(v: Value): bool {
  while (rlockAcquire(<Ptr>v + LOCK_OFFSET, self().ident, -1) != LOCK_ACQUIRED) if (signalsRun() < 0) return false;
  return true;
}
export function ioUnlock(v: Value): void { rlockRelease(<Ptr>v + LOCK_OFFSET, self().ident); }
export function ioLockOwned(v: Value): bool { return rlockIsOwned(<Ptr>v + LOCK_OFFSET, self().ident); }

/** io.UnsupportedOperation, borrowed: a class with two bases, so it is made when _io is. */
export function unsupportedType(): Value { return load<u64>(rootSlot(ROOT_UNSUPPORTED)); }
export function unsupportedInit(): bool {
  const slot = rootSlot(ROOT_UNSUPPORTED);
  if (load<u64>(slot)) return true;
  const name = strFromLiteral("UnsupportedOperation"), mod = strFromLiteral("io"), bases = tuplePack2(toValue(T.OSError), toValue(T.ValueError)), d = dictNew();
  const ok = name && mod && bases && d && dictSet(d, N.__module__, mod) == 0;
  const t = ok ? call3(toValue(T.type), name, bases, d) : NULL;
  decref(name); decref(mod); decref(bases); decref(d);
  store<u64>(slot, t);
  return t != NULL;
}
export function raiseUnsupported(text: string): Value {
  const s = strFromLiteral(text), e = s ? call1(unsupportedType(), s) : NULL;
  decref(s);
  return e ? raiseException(e) : NULL;
}
/** The size argument of read and its kin: None and negative numbers are -1. -2: TypeError raised. */
export function sizeArg(v: Value): i32 {
  if (!v || v == None) return -1;
  if (!typeOf(v).nb_index) { raiseFmt(T.TypeError, "argument should be integer or None, not '%T'", v); return -2; }
  const n = indexAsSsize(v);
  if (n == -1 && errOccurred()) return -2;
  return n < 0 ? -1 : n;
}
/** An offset as i64; check errOccurred when it is -1. */
export function offsetArg(v: Value): i64 {
  const i = numberIndex(v);
  if (!i) return -1;
  const n = intAsI64(i);
  decref(i);
  return n;
}
/** Whether `o.name` is true: 1, 0, -1 */
export function attrTrue(o: Value, name: Value): i32 {
  const v = getAttr(o, name);
  if (!v) return -1;
  const r = isTrue(v);
  decref(v);
  return r;
}
/** Whether `o.name()` is true: 1, 0, -1 */
export function methodTrue(o: Value, name: Value): i32 {
  const v = callMethod0(o, name);
  if (!v) return -1;
  const r = isTrue(v);
  decref(v);
  return r;
}
export function raiseClosed(): Value { return raise(T.ValueError, "I/O operation on closed file."); }
/** __reduce__ and __reduce_ex__ of what stands on a descriptor. */
export function ioReduce(self: Value): Value { return raiseFmt(T.TypeError, "cannot pickle '%U' instances", typeOf(self).tp_name); }
export function ioReduceEx(self: Value, protocol: Value): Value { return ioReduce(self); }
/**
 * self.flush() for close() and detach(), which hold its lock and hold it again afterwards. The native one runs under it, so that nothing is taken between the two that would be lost; one that a program has put
 * in its place runs without, since it may wait for another user of the file (CPython gives the lock up for either). False with the exception.
 */
export function flushToEnd(v: Value): bool {
  const f = getAttr(v, N.flush);
  if (!f) return false;
  const native = typeOf(f) == T.builtin_function_or_method && as<BuiltinObject>(f).self == v;
  if (!native) ioUnlock(v);
  const r = call0(f);
  let saved = r ? NULL : errFetch();
  decref(f); decref(r);
  // what a signal handler raises meanwhile comes after it
  if (!native) while (!ioLock(v)) {
    const e = errFetch();
    if (e && saved) exceptionSetContext(e, saved);
    saved = e;
  }
  if (!saved) return true;
  errRestore(saved);
  return false;
}
/** What close() below gave (NULL with its exception) after a flush that failed with `saved` (stolen), or did not (NULL). */
export function afterFlush(r: Value, saved: Value): Value {
  if (!saved) return r;
  if (r) { decref(r); errRestore(saved); return NULL; }
  const e = errFetch();
  if (e) { exceptionSetContext(e, saved); errRestore(e); } else errRestore(saved);
  return NULL;
}
import { errFetch, errRestore } from "../../objects/errors";
import { exceptionSetContext } from "../../types/exceptions/create";
