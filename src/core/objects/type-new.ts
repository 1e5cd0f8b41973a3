/**
 * Making classes: type.__new__ (CPython: type_new in Objects/typeobject.c). Steps: arguments and metaclass; the base that gives the layout; `__slots__`; the type object;
 * attributes of the namespace that mean something; MRO, inheritance, slots; then, when the class is complete, `__set_name__`, `__init_subclass__`. The new type is this
 * thread's alone until its bases know it as a subclass, which is the last of the steps before hooks run. Then it becomes deferred: not counted,
 * found dead by the collector only.
 */
import { shareOwn } from "../types/sharing";
import { Ptr, Value, NULL, None, isPtr, int, intOf, isInt } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import {
  T, TypeObject, TF_HEAPTYPE, TF_BASETYPE, TF_HAVE_GC, TF_READY, TF_TYPE_SUBCLASS, TF_UNICODE_SUBCLASS, TF_TUPLE_SUBCLASS, TF_DICT_SUBCLASS, TF_HAS_DICT, TF_HAS_WEAKREF,
  TF_SEQUENCE, TF_MAPPING, TF_MATCH_SELF, call_tp_new,
} from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { setDeferred } from "../refcount/count-slow";
import { newObject } from "./alloc";
import { raise, raiseFmt, raiseObject, errOccurred, errFetch, errRestore, fmt } from "./errors";
import { typeOf, isExact, hasFlag } from "./typeof";
import { call1, call2, callMethod1 } from "./call";
import { hasKeywords } from "./args";
import { getAttr, getAttrOptional, lookupSpecial } from "./attributes";
import { dictNew, dictGetStr, dictSet, dictDel, dictContains, dictNextNew, dictCopy, dictSize } from "../types/dict/core";
import { dictUpdate } from "../types/dict/merge";
import { tupleItem, tupleSize, tuplePack1, tupleEmpty } from "../types/tuple/core";
import { internStr, strLen } from "../types/str/core";
import { typeIsSubtype, typeSetTail, typeIsVarSized, SUBCLASS_BITS } from "./type-static";
import { typeNameFits } from "./type-object";
import { typeInheritSlots, typeInheritFromBase, hashNotImplemented } from "./type-inherit";
import { typeFixupSlots } from "./type-update";
import { typeAddSubclass, typeEpoch, typeModified, typeMro } from "./type-lookup";
import { typeBaseMros, typeRemake } from "./type-bases";
import { bestBase, mroOf, typeCalculateMetaclass } from "./type-mro";
import { slotsPrepare, slotsAddMembers, Layout } from "./type-slots";
import { subtypeDealloc, subtypeTraverse, subtypeClear } from "./heap-object";
import { typeInitInline } from "./instance";
import { staticMethodNew, classMethodNew } from "./property";
import { currentGlobals } from "./hooks";
import { handleMark, handlePush, handleRelease } from "../gc/handles";
import { stackAlloc, stackMark, stackRestore } from "./scratch";
import { callSpecial2 } from "./special";
import { superLookup } from "./super";
import { cellSet } from "../interp/cell";
import { call } from "./call";
import { addNote } from "../types/exceptions/exceptions";
import { sequenceFast } from "./abstract";

export { typeCalculateMetaclass } from "./type-mro";

/** type.__new__(mcs, name, bases, namespace, **kwargs) */
export function typeTypeNew(meta: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs != 3) return raiseFmt(T.TypeError, "type.__new__() takes exactly 3 arguments (%d given)", int(nargs));
  const name = load<u64>(args), bases = load<u64>(args, 8), ns = load<u64>(args, 16);
  if (!hasFlag(name, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "type.__new__() argument 1 must be str, not %T", name);
  if (!hasFlag(bases, TF_TUPLE_SUBCLASS)) return raiseFmt(T.TypeError, "type.__new__() argument 2 must be tuple, not %T", bases);
  if (!hasFlag(ns, TF_DICT_SUBCLASS)) return raiseFmt(T.TypeError, "type.__new__() argument 3 must be dict, not %T", ns);
  const n = tupleSize(bases);
  for (let i = 0; i < n; i++) {
    const b = tupleItem(bases, i);
    if (hasFlag(b, TF_TYPE_SUBCLASS)) continue;
    const e = getAttrOptional(b, N.__mro_entries__);
    if (e) { decref(e); return raise(T.TypeError, "type() doesn't support MRO entry resolution; use types.new_class()"); }
    if (errOccurred()) return NULL;
  }
  if (!typeNameFits(name)) return NULL;
  let metatype = as<TypeObject>(meta);
  if (n) {
    const winner = typeCalculateMetaclass(metatype, bases);
    if (!winner) return NULL;
    if (winner != meta) {
      metatype = as<TypeObject>(winner);
      if (metatype.tp_new != typeTypeNew.index) return call_tp_new(metatype, winner, args, nargs, kwnames);
    }
  }
  const own = n ? newRef(bases) : tuplePack1(toValue(T.object));
  if (!own) return NULL;
  const base = bestBase(own);
  let r: Value = NULL;
  if (changetype<u32>(base)) {
    const d = dictNew();
    if (d) {
      if (dictUpdate(d, ns) == 0) r = make(metatype, name, own, base, d);
      decref(d);
    }
  }
  decref(own);
  if (!r) return NULL;
  // deferred by now: only this native frame knows it
  const h = handleMark();
  handlePush(r);
  const ok = setNames(r) >= 0 && initSubclass(r, args, nargs, kwnames) >= 0;
  handleRelease(h);
  if (!ok) { decref(r); return NULL; }
  return r;
}
function make(metatype: TypeObject, name: Value, bases: Value, base: TypeObject, dict: Value): Value {
  const mark = stackMark();
  const layout = changetype<Layout>(stackAlloc(offsetof<Layout>()));
  if (!changetype<Ptr>(layout)) return NULL;
  memory.fill(changetype<Ptr>(layout), 0, offsetof<Layout>());
  let r: Value = NULL;
  if (slotsPrepare(layout, name, bases, base, dict)) {
    const p = newObject(metatype);
    if (p) {
      r = <Value>p;
      if (!fill(changetype<TypeObject>(p), layout, name, bases, base, dict)) { decref(r); r = NULL; }
    }
  }
  decref(layout.names);
  stackRestore(mark);
  return r;
}
function isText(v: Value): bool { return isPtr(v) && (typeOf(v).tp_flags & TF_UNICODE_SUBCLASS) != 0; }

function fill(t: TypeObject, layout: Layout, name: Value, bases: Value, base: TypeObject, dict: Value): bool {
  t.tp_key = -1;
  t.tp_name = internStr(name);
  t.tp_qualname = newRef(t.tp_name);
  t.tp_base = changetype<u32>(base);
  newRef(toValue(base));
  t.tp_bases = newRef(bases);
  t.tp_dict = newRef(dict);
  shareOwn(<Ptr>dict);
  t.tp_doc = None;
  t.tp_basicsize = layout.basicsize;
  t.tp_itemsize = base.tp_itemsize;
  t.tp_flags = TF_HEAPTYPE | TF_BASETYPE | TF_HAVE_GC | (base.tp_flags & (SUBCLASS_BITS | TF_HAS_DICT | TF_HAS_WEAKREF)) | (layout.addDict ? TF_HAS_DICT : 0) | (layout.addWeak ? TF_HAS_WEAKREF : 0);
  typeSetTail(t);
  t.tp_dealloc = subtypeDealloc.index;
  t.tp_traverse = subtypeTraverse.index;
  t.tp_clear = subtypeClear.index;
  t.ht_slots = newRef(layout.names);
  if (!special(t, dict)) return false;
  if (!slotsAddMembers(t, layout, base)) return false;
  if (!t.ht_slots || layout.addDict || (t.tp_flags & TF_HAS_DICT)) { if (t.tp_tail > 0 && (t.tp_flags & TF_HAS_DICT) && !(t.tp_flags & TF_TYPE_SUBCLASS) && !typeInitInline(t, staticAttributes(dict))) return false; }
  if (!classCell(t, dict)) return false;
  return typeReadyHeap(t, bases, base);
}
/** How many attributes the methods assign to self, as the compiler says. */
function staticAttributes(dict: Value): i32 {
  const s = dictGetStr(dict, N.__static_attributes__);
  const n = isExact(s, T.tuple) ? tupleSize(s) : 0;
  decref(s);
  return n;
}
/** Names of the namespace with a meaning. */
function special(t: TypeObject, dict: Value): bool {
  if (!dictContains(dict, N.__module__)) {
    const g = currentGlobals();
    if (g) {
      const m = dictGetStr(g, N.__name__);
      if (m) { dictSet(dict, N.__module__, m); decref(m); }
      decref(g);
    }
  }
  const q = dictGetStr(dict, N.__qualname__);
  if (q) {
    if (!isText(q)) { raiseFmt(T.TypeError, "type __qualname__ must be a str, not %T", q); decref(q); return false; }
    decref(t.tp_qualname);
    t.tp_qualname = q;
    if (dictDel(dict, N.__qualname__) < 0) return false;
  }
  const doc = dictGetStr(dict, N.__doc__);
  if (!doc) { if (dictSet(dict, N.__doc__, None) < 0) return false; }
  else { if (isText(doc)) t.tp_doc = newRef(doc); decref(doc); }
  if (!wrapFunction(dict, N.__new__, true) || !wrapFunction(dict, N.__init_subclass__, false) || !wrapFunction(dict, N.__class_getitem__, false)) return false;
  return true;
}
function wrapFunction(dict: Value, name: Value, asStatic: bool): bool {
  const f = dictGetStr(dict, name);
  if (!f) return true;
  let ok = true;
  if (isExact(f, T.$function)) {
    const w = asStatic ? staticMethodNew(f) : classMethodNew(f);
    ok = w != NULL && dictSet(dict, name, w) == 0;
    decref(w);
  }
  decref(f);
  return ok;
}
/** The cell of `__class__` that methods close over gets the class. */
function classCell(t: TypeObject, dict: Value): bool {
  const c = dictGetStr(dict, N.__classcell__);
  if (c) {
    if (!isExact(c, T.cell)) { raiseFmt(T.TypeError, "__classcell__ must be a nonlocal cell, not %R", toValue(typeOf(c))); decref(c); return false; }
    cellSet(<Ptr>c, newRef(toValue(t)));
    decref(c);
    if (dictDel(dict, N.__classcell__) < 0) return false;
  }
  const d = dictGetStr(dict, N.__classdictcell__);
  if (d) {
    if (!isExact(d, T.cell)) { raiseFmt(T.TypeError, "__classdictcell__ must be a nonlocal cell, not %R", toValue(typeOf(d))); decref(d); return false; }
    cellSet(<Ptr>d, newRef(dict));
    decref(d);
    if (dictDel(dict, N.__classdictcell__) < 0) return false;
  }
  return true;
}
/** MRO, inherited slots, slots from dunders; then the bases know their subclass. */
export function typeReadyHeap(t: TypeObject, bases: Value, base: TypeObject): bool {
  const epoch = typeEpoch(), mros = typeBaseMros(t, bases);
  if (!mros) return false;
  const ok = ready(t, bases, base, mros, epoch);
  decref(mros);
  return ok;
}
function ready(t: TypeObject, bases: Value, base: TypeObject, mros: Value, epoch: u32): bool {
  const mro = mroOf(t, bases);
  if (!mro) return false;
  t.tp_mro = mro;
  // a mro() in Python may have asked the class for something before there was an MRO to find it in
  typeModified(t);
  typeInheritFromBase(t, base);
  // not from the base of the layout, but in the order of the MRO, below
  t.tp_flags &= ~(TF_SEQUENCE | TF_MAPPING);
  const n = tupleSize(mro);
  t.tp_new = base.tp_new;
  for (let i = 1; i < n; i++) typeInheritSlots(t, as<TypeObject>(tupleItem(mro, i)));
  // what match statements look at: said by collections.abc, else inherited from the first class of the MRO that is a sequence or a mapping
  const said = dictGetStr(t.tp_dict, N.__abc_tpflags__);
  if (said) {
    if (isInt(said) && (intOf(said) & 0x60) == 0x60) { decref(said); raise(T.TypeError, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING"); return false; }
    if (isInt(said)) t.tp_flags |= (intOf(said) & 0x20 ? TF_SEQUENCE : 0) | (intOf(said) & 0x40 ? TF_MAPPING : 0);
    decref(said);
    if (dictDel(t.tp_dict, N.__abc_tpflags__) < 0) return false;
  }
  for (let i = 1; i < n && !(t.tp_flags & (TF_SEQUENCE | TF_MAPPING)); i++) t.tp_flags |= as<TypeObject>(tupleItem(mro, i)).tp_flags & (TF_SEQUENCE | TF_MAPPING);
  if (!t.tp_hash && !dictContains(t.tp_dict, N.__hash__)) {
    if (dictSet(t.tp_dict, N.__hash__, None) < 0) return false;
    t.tp_hash = hashNotImplemented.index;
  }
  typeFixupSlots(t);
  t.tp_flags |= TF_READY;
  // deferred before others can find it in __subclasses__; only this native frame knows it
  const h = handleMark();
  handlePush(toValue(t));
  setDeferred(changetype<Ptr>(t));
  const nb = tupleSize(bases);
  let ok = true;
  for (let i = 0; i < nb && ok; i++) ok = typeAddSubclass(as<TypeObject>(tupleItem(bases, i)), t);
  if (!ok) raise(T.MemoryError, "");
  else if (typeEpoch() != epoch) ok = typeRemake(t, mros);
  handleRelease(h);
  return ok;
}
/** v.__set_name__(cls, name) for every attribute that has it. */
function setNames(cls: Value): i32 {
  const names = dictCopy(as<TypeObject>(cls).tp_dict);
  if (!names) return -1;
  const mark = stackMark(), out = stackAlloc(32);
  let r: i32 = out ? 0 : -1;
  for (let i = 0; r == 0;) {
    i = dictNextNew(names, i, out);
    if (i < 0) break;
    i++;
    const k = load<u64>(out), v = load<u64>(out, 8);
    const f = lookupSpecial(v, N.__set_name__, out + 16);
    if (f) {
      const x = callSpecial2(f, out + 16, cls, k);
      if (!x) { noteSetName(cls, k, v); r = -1; }
      decref(x);
    } else if (errOccurred()) r = -1;
    decref(k); decref(v);
  }
  stackRestore(mark);
  decref(names);
  return r;
}
function noteSetName(cls: Value, name: Value, v: Value): void {
  const e = errFetch();
  const note = fmt("Error calling __set_name__ on '%T' instance %R in '%N'", v, name, cls);
  if (note) { decref(addNote(e, note)); decref(note); }
  errRestore(e);
}
/** super(cls, cls).__init_subclass__(**kwargs) */
function initSubclass(cls: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  const f = superLookup(as<TypeObject>(cls), cls, N.__init_subclass__, 0);
  if (!f) return -1;
  const r = call(f, args + (<usize>nargs << 3), 0, kwnames);
  decref(f); decref(r);
  return r ? 0 : -1;
}
