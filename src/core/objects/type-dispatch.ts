/**
 * From slots to Python: what the slots of a class written in Python do, namely look up the dunder on the type and call it. CPython: the slot_* functions of
 * Objects/typeobject.c. The regular ones are generated (src/generated/core/dispatch.ts, by scripts/lib/gen-dispatch.ts) and call dispatch0 …; the others
 * are here under the name the generator looks for, `slot_NAME`. type-update.ts decides which types get them.
 */
import { copyBytes } from "../base/bytes";
import { Ptr, Value, NULL, None, True, False, NotImplemented, int, intOf, isInt, isPtr } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import { T, TypeObject, SLOT_nb_power, TF_LONG_SUBCLASS } from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { raise, raiseFmt, raiseObject, errOccurred, errFetch, errRestore, errClear, errMatches } from "./errors";
import { typeOf } from "./typeof";
import { call, call1 } from "./call";
import { getAttr, genericGetAttr, genericGetAttrEx, lookupSpecial, getMethod } from "./attributes";
import { typeLookup } from "./type-lookup";
import { typeIsSubtype } from "./type-static";
import { hashNotImplemented } from "./type-inherit";
import { callSpecial0, callSpecial1, callSpecial2, special0, special1 } from "./special";
import { stackAlloc, stackMark, stackRestore } from "./scratch";
import { isTrue, lengthIsWide, hash, richCompareBool, sequenceContains, iterNext, nextNotImplemented } from "./abstract";
import { indexAsSsize, numberIndex } from "./abstract-index";
import { fitsI64, smallValue, intAsI64Overflow as intAsI64 } from "../types/int/core";
import { tupleSize } from "../types/tuple/core";
import { seqIterNew } from "../types/iter/core";
import { WrapperDescrObject } from "./descriptors";
import { writeUnraisable } from "./hooks";

function missing(o: Value, name: Value): Value {
  if (!errOccurred()) raiseObject(T.AttributeError, newRef(name));
  return NULL;
}
// ---- generic shapes -----------------------------------------------------------------------------------------------------------
/** type(o).name(o) */
export function dispatch0(o: Value, name: Value): Value {
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return NULL;
  const f = lookupSpecial(o, name, slot);
  const r = f ? callSpecial0(f, slot) : missing(o, name);
  stackRestore(mark);
  return r;
}
/** type(o).name(o, a) */
export function dispatch1(o: Value, name: Value, a: Value): Value {
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return NULL;
  const f = lookupSpecial(o, name, slot);
  const r = f ? callSpecial1(f, slot, a) : missing(o, name);
  stackRestore(mark);
  return r;
}
/** type(o).name(o, a), NotImplemented if there is no such method. c: a third argument, or NULL. */
function maybe1(o: Value, name: Value, a: Value, c: Value): Value {
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return NULL;
  const f = lookupSpecial(o, name, slot);
  const r = f ? (c ? callSpecial2(f, slot, a, c) : callSpecial1(f, slot, a)) : errOccurred() ? NULL : NotImplemented;
  stackRestore(mark);
  return r;
}
/** Whether type(b) has another `name` than type(a): 1, 0, -1. */
function isOverloaded(a: Value, b: Value, name: Value): i32 {
  const y = typeLookup(typeOf(b), name);
  if (!y) return 0;
  const x = typeLookup(typeOf(a), name);
  if (!x) { decref(y); return 1; }
  const same = x == y ? 1 : richCompareBool(x, y, 2);
  decref(x); decref(y);
  return same < 0 ? -1 : same ? 0 : 1;
}
/** The slot function `self` of number slot `off` for a OP b: which operand is asked first (CPython: SLOT1BINFULL). */
export function dispatchBinary(a: Value, b: Value, off: usize, self: u32, name: Value, rname: Value): Value { return binary(a, b, NULL, off, self, name, rname); }
function binary(a: Value, b: Value, c: Value, off: usize, self: u32, name: Value, rname: Value): Value {
  const ta = typeOf(a), tb = typeOf(b);
  let other = ta != tb && load<u32>(changetype<Ptr>(tb) + off) == self;
  if (load<u32>(changetype<Ptr>(ta) + off) == self) {
    if (other && typeIsSubtype(tb, ta)) {
      const o = isOverloaded(a, b, rname);
      if (o < 0) return NULL;
      if (o) {
        const r = maybe1(b, rname, a, c);
        if (r != NotImplemented) return r;
        other = false;
      }
    }
    const r = maybe1(a, name, b, c);
    if (r != NotImplemented || ta == tb) return r;
  }
  return other ? maybe1(b, rname, a, c) : NotImplemented;
}
export function dispatchLen(o: Value): i32 {
  const v = dispatch0(o, N.__len__);
  if (!v) return -1;
  const i = numberIndex(v);
  decref(v);
  if (!i) return -1;
  let n: i64 = 0;
  let over = 0;
  if (isInt(i)) n = intOf(i);
  else {
    const mark = stackMark(), p = stackAlloc(16);
    if (p) { store<i32>(p, 0); n = intAsI64(i, p); over = load<i32>(p); }
    stackRestore(mark);
    decref(i);
    if (!p) return -1;
  }
  if (n < 0 || over < 0) { raise(T.ValueError, "__len__() should return >= 0"); return -1; }
  if (over) { raise(T.OverflowError, "cannot fit 'int' into an index-sized integer"); return -1; }
  if (n > i32.MAX_VALUE) return lengthIsWide(n);
  return <i32>n;
}
/** o.set(k, v), or o.del(k) if v is NULL */
export function dispatchSet(o: Value, k: Value, v: Value, set: Value, del: Value): i32 {
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return -1;
  const f = lookupSpecial(o, v ? set : del, slot);
  const r = f ? (v ? callSpecial2(f, slot, k, v) : callSpecial1(f, slot, k)) : missing(o, v ? set : del);
  stackRestore(mark);
  decref(r);
  return r ? 0 : -1;
}

// ---- the irregular ones -----------------------------------------------------------------------------------------------------------
export function slot_nb_power(a: Value, b: Value, c: Value): Value {
  return binary(a, b, c == None ? NULL : c, SLOT_nb_power, slot_nb_power.index, N.__pow__, N.__rpow__);
}
export function slot_nb_bool(o: Value): i32 {
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return -1;
  let len = false;
  let f = lookupSpecial(o, N.__bool__, slot);
  if (!f && !errOccurred()) { len = true; f = lookupSpecial(o, N.__len__, slot); }
  let r: i32 = 1;
  if (!f) r = errOccurred() ? -1 : 1;
  else {
    const v = callSpecial0(f, slot);
    if (!v) r = -1;
    else if (len) r = isTrue(v);
    else if (v == True || v == False) r = v == True ? 1 : 0;
    else { raiseFmt(T.TypeError, "__bool__ should return bool, returned %T", v); r = -1; }
    decref(v);
  }
  stackRestore(mark);
  return r;
}
export function slot_tp_hash(o: Value): i64 {
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return -1;
  const f = lookupSpecial(o, N.__hash__, slot);
  if (f == None || !f) { stackRestore(mark); if (!f && errOccurred()) return -1; return hashNotImplemented(o); }
  const v = callSpecial0(f, slot);
  stackRestore(mark);
  if (!v) return -1;
  if (isInt(v)) { const n = intOf(v); return n == -1 ? -2 : n; }
  if (!(typeOf(v).tp_flags & TF_LONG_SUBCLASS)) { decref(v); raise(T.TypeError, "__hash__ method should return an integer"); return -1; }
  // what fits in 64 bits is the hash as it is, not the hash of that int
  const h = fitsI64(v) ? smallValue : hash(v);
  decref(v);
  return h == -1 ? -2 : h;
}
export function slot_tp_call(o: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const mark = stackMark();
  const total = nargs + (kwnames ? tupleSize(kwnames) : 0);
  const p = stackAlloc(<usize>(total + 1) << 3);
  if (!p) return NULL;
  const f = lookupSpecial(o, N.__call__, p);
  let r: Value;
  if (!f) r = errOccurred() ? NULL : raiseFmt(T.TypeError, "'%T' object is not callable", o);
  else {
    if (load<u64>(p)) { copyBytes(p + 8, args, <usize>total << 3); r = call(f, p, nargs + 1, kwnames); }
    else r = call(f, args, nargs, kwnames);
    decref(f);
  }
  stackRestore(mark);
  return r;
}
/** __getattribute__, and if that fails with AttributeError __getattr__ */
export function slot_tp_getattro(o: Value, name: Value): Value {
  const t = typeOf(o);
  const fallback = typeLookup(t, N.__getattr__);
  if (!fallback) return dispatch1(o, N.__getattribute__, name);
  decref(fallback);
  const own = typeLookup(t, N.__getattribute__);
  let r: Value;
  if (!own || (typeOf(own) == T.wrapper_descriptor && as<WrapperDescrObject>(own).wrapped == genericGetAttr.index)) {
    decref(own);
    r = genericGetAttrEx(o, name, true);
    if (!r && errOccurred()) return NULL;
  } else {
    decref(own);
    r = dispatch1(o, N.__getattribute__, name);
    if (!r) { if (!errMatches(T.AttributeError)) return NULL; errClear(); }
  }
  return r ? r : dispatch1(o, N.__getattr__, name);
}
export function slot_tp_setattro(o: Value, name: Value, v: Value): i32 { return dispatchSet(o, name, v, N.__setattr__, N.__delattr__); }
export function slot_tp_richcompare(a: Value, b: Value, op: i32): Value {
  // an error while the method is looked up (a descriptor's) counts as absence
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return NULL;
  const f = lookupSpecial(a, op == 0 ? N.__lt__ : op == 1 ? N.__le__ : op == 2 ? N.__eq__ : op == 3 ? N.__ne__ : op == 4 ? N.__gt__ : N.__ge__, slot);
  let r: Value = NotImplemented;
  if (f) r = callSpecial1(f, slot, b); else errClear();
  stackRestore(mark);
  return r;
}
export function slot_tp_iter(o: Value): Value {
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return NULL;
  const f = lookupSpecial(o, N.__iter__, slot);
  let r: Value = NULL;
  if (f == None) raiseFmt(T.TypeError, "'%T' object is not iterable", o);
  else if (f) r = callSpecial0(f, slot);
  else if (!errOccurred()) {
    const g = typeLookup(typeOf(o), N.__getitem__);
    if (g) { decref(g); r = seqIterNew(o); } else raiseFmt(T.TypeError, "'%T' object is not iterable", o);
  }
  stackRestore(mark);
  return r;
}
export function slot_tp_iternext(o: Value): Value { return dispatch0(o, N.__next__); }
export function slot_tp_descr_get(self: Value, obj: Value, type: Value): Value {
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return NULL;
  const f = lookupSpecial(self, N.__get__, slot);
  const r = f ? callSpecial2(f, slot, obj ? obj : None, type ? type : None) : errOccurred() ? NULL : newRef(self);
  stackRestore(mark);
  return r;
}
export function slot_tp_descr_set(self: Value, obj: Value, v: Value): i32 { return dispatchSet(self, obj, v, N.__set__, N.__delete__); }
export function slot_tp_init(o: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  const mark = stackMark();
  const total = nargs + (kwnames ? tupleSize(kwnames) : 0);
  const p = stackAlloc(<usize>(total + 1) << 3);
  if (!p) return -1;
  const f = lookupSpecial(o, N.__init__, p);
  let r: Value;
  if (!f) r = missing(o, N.__init__);
  else {
    if (load<u64>(p)) { copyBytes(p + 8, args, <usize>total << 3); r = call(f, p, nargs + 1, kwnames); }
    else r = call(f, args, nargs, kwnames);
    decref(f);
  }
  stackRestore(mark);
  if (!r) return -1;
  if (r != None) { raiseFmt(T.TypeError, "__init__() should return None, not '%T'", r); decref(r); return -1; }
  return 0;
}
export function slot_tp_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const f = getAttr(type, N.__new__);
  if (!f) return NULL;
  const mark = stackMark();
  const total = nargs + (kwnames ? tupleSize(kwnames) : 0);
  const p = stackAlloc(<usize>(total + 1) << 3);
  let r: Value = NULL;
  if (p) {
    store<u64>(p, type);
    copyBytes(p + 8, args, <usize>total << 3);
    r = call(f, p, nargs + 1, kwnames);
  }
  stackRestore(mark);
  decref(f);
  return r;
}
/** __del__: its errors go to sys.unraisablehook. */
export function slot_tp_finalize(o: Value): void {
  const saved = errFetch();
  const mark = stackMark(), slot = stackAlloc(16);
  if (slot) {
    const f = lookupSpecial(o, N.__del__, slot);
    if (f) {
      const keep = newRef(f);
      const r = callSpecial0(f, slot);
      if (!r) writeUnraisable("Exception ignored while calling deallocator", keep);
      decref(r); decref(keep);
    }
  }
  if (errOccurred()) errClear();
  stackRestore(mark);
  errRestore(saved);
}
export function slot_sq_contains(o: Value, x: Value): i32 {
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return -1;
  const f = lookupSpecial(o, N.__contains__, slot);
  let r: i32;
  if (f == None) { raiseFmt(T.TypeError, "'%T' object is not a container", o); r = -1; }
  else if (f) {
    const v = callSpecial1(f, slot, x);
    r = v ? isTrue(v) : -1;
    decref(v);
  } else r = errOccurred() ? -1 : sequenceContains(o, x);
  stackRestore(mark);
  return r;
}
