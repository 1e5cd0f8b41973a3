/**
 * collections.defaultdict, OrderedDict, and the helpers _count_elements and _tuplegetter. Mirrors Modules/_collectionsmodule.c and Objects/odictobject.c.
 *
 * OrderedDict needs no linked list: our dict keeps its entries in order, gives its first entry away cheaply (DK_FIRST), and can put one in front: move_to_end
 * (last=False) uses entries left free before the first when the table was made (hash -1 marks one never used), and makes a new table with such room
 * when there is none. So popitem and move_to_end are O(1) amortised at both ends. To readers without the lock a key that moves is there all the time, and the length stays.
 */
import { Ptr, Value, NULL, None, NotImplemented, boolean, int, isInt, intOf, INT_MAX } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject, TF_DICT_SUBCLASS, TF_TUPLE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { newObject, freeObject } from "../../objects/alloc";
import { errOccurred, fmt, raise, raiseFmt, raiseKeyError } from "../../objects/errors";
import { getItem, iter, iterNext, numberAdd, repr, setItem, richCompareBool } from "../../objects/abstract";
import { getAttr, getAttrOptional } from "../../objects/attributes";
import { memberExchange, memberLoad } from "../../objects/descriptors";
import { TupleGetter } from "../../objects/tuplegetter";
export { TupleGetter };
import { typeLookup } from "../../objects/type-lookup";
import { call0, call1, call2, callMethod0 } from "../../objects/call";
import { hasFlag, typeOf } from "../../objects/typeof";
import { typeIsSubtype } from "../../objects/type-static";
import { instanceTailClear, instanceTailClearValues, instanceTailVisit } from "../../objects/instance";
import { newRef, decref } from "../../refcount/count";
import { csBegin, csEnd } from "../../threads/critical-section";
import { gcVisit } from "../../gc/visit";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { argAt, argsCount, argsNoKeywords } from "../../types/args";
import { reprEnter, reprLeave } from "../../types/repr-guard";
import { strFromLiteral } from "../../types/str/core";
import { COUNT_ERROR, countArg } from "../itertools/stream";
import { tupleEmpty, tupleInit, tupleItem, tupleNew, tuplePack1, tuplePack2, tupleSize } from "../../types/tuple/core";
import { DK_FIRST, DK_LAST, DK_NENTRIES, DK_USABLE, ENTRY_HASH, ENTRY_VALUE, IX_EMPTY, dkEntry, dkInitIndex, dkLog2For, dkLog2Slots, dkNentries, dkSetIndex, dkSlotOf } from "../../types/dict/table";
import {
  DictObject, dictFindLockHeld, dictGetHash, dictKeys, dictNextNew, dictPopHash, dictResizeLockHeld, dictSetDefault, dictSetHash,
  dictSize, keyHash, dictCopyItems, dictNewOf, dictClear, DK_VERSION,
} from "../../types/dict/core";
import { isPrivate, publishIn, writing } from "../../types/sharing";
import { dictUpdate } from "../../types/dict/merge";
import { dictPopItem, dict_clearSlot, dict_compare, dict_dealloc, dict_init, dict_repr, dict_traverse } from "../../types/dict/methods";
import { dictIterNew } from "../../types/dict/iter";
export { classGetItem } from "../../types/class-getitem";
export { dict_clearSlot } from "../../types/dict/methods";

// ---- defaultdict ---------------------------------------------------------------------------------------------------------------------
@unmanaged
export class DefaultDict extends DictObject {
  /** @atomic callable, None or NULL: read by memberLoad, exchanged under the lock */ factory: Value;
}
export function defdict_init(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  let factory: Value = NULL;
  if (nargs > 0) {
    const f = argAt(args, 0);
    if (f != None) { if (!typeOf(f).tp_call) { raise(T.TypeError, "first argument must be callable or None"); return -1; } factory = newRef(f); }
    args += 8; nargs--;
  }
  memberExchange(self, <Ptr>self + offsetof<DefaultDict>("factory"), factory);
  return dict_init(self, args, nargs, kwnames);
}
export function defdict_dealloc(p: Ptr): void {
  const f = changetype<DefaultDict>(p).factory;
  changetype<DefaultDict>(p).factory = NULL;
  decref(f);
  dict_dealloc(p);
}
export function defdict_clearSlot(p: Ptr): void { memberExchange(<Value>p, p + offsetof<DefaultDict>("factory"), NULL); dict_clearSlot(p); }
export function defdict_traverse(p: Ptr): void { gcVisit(changetype<DefaultDict>(p).factory); dict_traverse(p); }
/** Calls may run while another thread replaces it: a new reference, or NULL. */
function factoryOf(self: Value): Value { return memberLoad(self, <Ptr>self + offsetof<DefaultDict>("factory")); }
export function defdict_missing(self: Value, key: Value): Value {
  const f = factoryOf(self);
  if (!f || f == None) return raiseKeyError(key);
  const v = call0(f);
  decref(f);
  if (!v) return NULL;
  const r = dictSetDefault(self, key, v);
  decref(v);
  return r;
}
export function defdict_repr(self: Value): Value {
  const base = dict_repr(self);
  if (!base) return NULL;
  const f = factoryOf(self);
  let text: Value = NULL;
  if (!f) text = strFromLiteral("None");
  else {
    const g = reprEnter(f);
    if (g == 0) { text = repr(f); reprLeave(f); } else if (g > 0) text = strFromLiteral("...");
  }
  const r = text ? fmt("%U(%U, %U)", typeOf(self).tp_name, text, base) : NULL;
  decref(base); decref(text); decref(f);
  return r;
}
/** type(self)(the factory, arg) */
function likeThis(self: Value, arg: Value): Value {
  const f = factoryOf(self), r = call2(<Value>changetype<Ptr>(typeOf(self)), f ? f : None, arg);
  decref(f);
  return r;
}
export function defdict_copy(self: Value): Value { return likeThis(self, self); }
export function defdict_reduce(self: Value): Value {
  const f = factoryOf(self), args = f && f != None ? tuplePack1(f) : tupleEmpty();
  decref(f);
  const items = args ? callMethod0(self, N.items) : NULL, it = items ? iter(items) : NULL, t = it ? tupleNew(5) : NULL;
  decref(items);
  if (!t) { decref(args); decref(it); return NULL; }
  tupleInit(t, 0, newRef(<Value>changetype<Ptr>(typeOf(self))));
  tupleInit(t, 1, args); tupleInit(t, 2, None); tupleInit(t, 3, None); tupleInit(t, 4, it);
  return t;
}
export function defdict_or(a: Value, b: Value): Value {
  const left = hasFlag(a, TF_DICT_SUBCLASS) && (typeOf(a) == T.defaultdict || typeIsSubtype(typeOf(a), T.defaultdict)), self = left ? a : b, other = left ? b : a;
  if (!hasFlag(other, TF_DICT_SUBCLASS)) return NotImplemented;
  // like copy(), but with the left operand's items first
  const r = likeThis(self, a);
  if (r && dictUpdate(r, b) < 0) { decref(r); return NULL; }
  return r;
}

// ---- OrderedDict ---------------------------------------------------------------------------------------------------------------------
@unmanaged
export class OrderedDict extends DictObject {}
function isOrdered(v: Value): bool { return typeOf(v) == T.OrderedDict || (hasFlag(v, TF_DICT_SUBCLASS) && typeIsSubtype(typeOf(v), T.OrderedDict)); }
export function odict_dealloc(p: Ptr): void {
  const t = typeOf(<Value>p);
  if (t.tp_tail) instanceTailClear(p, t);
  dict_dealloc(p);
}
export function odict_traverse(p: Ptr): void { dict_traverse(p); instanceTailVisit(p, typeOf(<Value>p)); }
export function odict_clearSlot(p: Ptr): void {
  dictClear(<Value>p);
  instanceTailClearValues(p, typeOf(<Value>p));
}
export function odict_init(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 { return updateArgs(self, args, nargs, kwnames, "OrderedDict"); }
/** MutableMapping.update: through __setitem__ for subclasses. */
function updateArgs(self: Value, args: Ptr, nargs: i32, kwnames: Value, name: string): i32 {
  if (!argsCount(name, nargs, 0, 1)) return -1;
  const exact = typeOf(self) == T.OrderedDict;
  if (nargs && (exact ? dictUpdate(self, argAt(args, 0)) : updateBy(self, argAt(args, 0))) < 0) return -1;
  if (kwnames) for (let i = 0; i < tupleSize(kwnames); i++) if (setItem(self, tupleItem(kwnames, i), argAt(args, nargs + i)) < 0) return -1;
  return 0;
}
function updateBy(self: Value, other: Value): i32 {
  let keys: Value = NULL;
  const mapping = hasFlag(other, TF_DICT_SUBCLASS);
  if (!mapping) { const k = getAttrOptional(other, N.keys); if (k) { keys = call0(k); decref(k); if (!keys) return -1; } else if (errOccurred()) return -1; }
  const it = iter(keys ? keys : other);
  let r = it ? 0 : -1;
  while (r == 0) {
    const x = iterNext(it);
    if (!x) { if (errOccurred()) r = -1; break; }
    if (keys || mapping) {
      const v = getItem(other, x);
      r = v ? setItem(self, x, v) : -1;
      decref(v);
    } else r = setPair(self, x);
    decref(x);
  }
  decref(it); decref(keys);
  return r;
}
import { sequenceToTuple } from "../../objects/abstract";
function setPair(self: Value, pair: Value): i32 {
  const t = sequenceToTuple(pair);
  if (!t) return -1;
  let r = -1;
  if (tupleSize(t) == 2) r = setItem(self, tupleItem(t, 0), tupleItem(t, 1));
  else raise(T.ValueError, tupleSize(t) > 2 ? "too many values to unpack (expected 2)" : "need more than 1 value to unpack");
  decref(t);
  return r;
}
export function odict_update(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return updateArgs(self, args, nargs, kwnames, "update") < 0 ? NULL : None; }
export function odict_repr(self: Value): Value {
  const name = typeOf(self).tp_name;
  if (dictSize(self) == 0) return fmt("%U()", name);
  const text = dict_repr(self);
  if (!text) return NULL;
  const r = text == NULL ? NULL : isEllipsisText(text) ? strFromLiteral("...") : fmt("%U(%U)", name, text);
  decref(text);
  return r;
}
import { strEqLiteral } from "../../types/str/core";
function isEllipsisText(t: Value): bool { return strEqLiteral(t, "{...}"); }
export function odict_compare(a: Value, b: Value, op: i32): Value {
  if (op != 2 && op != 3) return NotImplemented;
  const r = dict_compare(a, b, 2);
  if (!r || r == NotImplemented) return r;
  let eq = r == boolean(true);
  if (eq && isOrdered(a) && isOrdered(b)) { const o = sameOrder(a, b); if (o < 0) return NULL; eq = o > 0; }
  return boolean(eq == (op == 2));
}
function sameOrder(a: Value, b: Value): i32 {
  const mark = stackMark(), out = stackAlloc(32);
  if (!out) return -1;
  let r = 1, i = 0, j = 0;
  while (r == 1) {
    i = dictNextNew(a, i, out);
    if (i < 0) break;
    j = dictNextNew(b, j, out + 16);
    if (j < 0) { decref(load<u64>(out)); decref(load<u64>(out, 8)); r = 0; break; }
    const x = load<u64>(out), y = load<u64>(out, 16);
    r = x == y ? 1 : richCompareBool(x, y, 2);
    decref(x); decref(y); decref(load<u64>(out, 8)); decref(load<u64>(out, 24));
    i++; j++;
  }
  stackRestore(mark);
  return r;
}
export function odict_or(a: Value, b: Value): Value {
  if (!hasFlag(a, TF_DICT_SUBCLASS) || !hasFlag(b, TF_DICT_SUBCLASS)) return NotImplemented;
  const t = isOrdered(a) ? typeOf(a) : typeOf(b), r = call1(<Value>changetype<Ptr>(t), a);
  if (r && updateBy(r, b) < 0) { decref(r); return NULL; }
  return r;
}
export function odict_ior(a: Value, b: Value): Value { return updateBy(a, b) < 0 ? NULL : newRef(a); }
export function odict_popitem(self: Value, last: Value): Value {
  const l = isTrue(last);
  if (l < 0) return NULL;
  const t = tupleNew(2);
  if (!t) return NULL;
  if (dictPopItem(self, t, l != 0)) return t;
  decref(t);
  return errOccurred() ? NULL : raise(T.KeyError, "dictionary is empty");
}
import { isTrue } from "../../objects/abstract";
export function odict_pop(self: Value, key: Value, dflt: Value): Value {
  const h = keyHash(key);
  if (h == -1) return NULL;
  const v = dictPopHash(self, key, h);
  if (v || errOccurred()) return v;
  return dflt ? newRef(dflt) : raiseKeyError(key);
}
export function odict_setdefault(self: Value, key: Value, dflt: Value): Value { return dictSetDefault(self, key, dflt); }
export function odict_moveToEnd(self: Value, key: Value, last: Value): Value {
  const l = isTrue(last), h = l < 0 ? -1 : keyHash(key);
  if (h == -1) return NULL;
  const r = dictMoveToEnd(self, key, h, l != 0);
  return r > 0 ? None : r < 0 ? NULL : raiseKeyError(key);
}
/** Moves the entry of key to an end: 1, 0 if it is absent, -1 with an exception. */
export function dictMoveToEnd(d: Value, key: Value, hash: i64, last: bool): i32 {
  csBegin(<Ptr>d);
  const ix = dictFindLockHeld(d, key, hash);
  const r = ix >= 0 ? dictMoveEntryLockHeld(d, ix, hash, last) : ix == IX_EMPTY ? 0 : -1;
  csEnd();
  return r;
}
/**
 * Moves live entry ix to an end: 1, or -1 with MemoryError. Who reads without the lock finds the key at any moment: a second entry of it is made, its index slot is turned to that one, and then the first is
 * emptied (who had its number looks again under the lock).
 */
export function dictMoveEntryLockHeld(d: Value, ix: i32, hash: i64, last: bool): i32 {
  const p = <Ptr>d;
  let k = dictKeys(d), at = last ? load<i32>(k, DK_LAST) - 1 : load<i32>(k, DK_FIRST);
  while (load<u64>(dkEntry(k, at)) == NULL) at += last ? -1 : 1;
  if (at == ix) return 1;
  const key = load<u64>(dkEntry(k, ix));
  at = last ? dkNentries(k) : load<i32>(k, DK_FIRST) - 1;
  if (last ? load<i32>(k, DK_USABLE) <= 0 : at < 0 || load<i64>(dkEntry(k, at), ENTRY_HASH) != -1 || load<u64>(dkEntry(k, at)) != NULL) {
    const used = dictSize(d), front = last ? 0 : used / 2 + 4;
    if (!dictResizeLockHeld(d, last ? dkLog2Slots(<i64>used * 3) : dkLog2For(used + front + used / 2 + 1), front)) return -1;
    k = dictKeys(d);
    ix = front;
    while (load<u64>(dkEntry(k, ix)) != key) ix++;
    at = last ? dkNentries(k) : front - 1;
  }
  const old = dkEntry(k, ix), e = dkEntry(k, at);
  writing(p);
  publishIn<u32>(p, k + DK_VERSION, 0);
  publishIn<u64>(p, e + ENTRY_VALUE, load<u64>(old, ENTRY_VALUE)); publishIn<i64>(p, e + ENTRY_HASH, hash); publishIn<u64>(p, e, key);
  if (last) { publishIn<i32>(p, k + DK_NENTRIES, at + 1); store<i32>(k, load<i32>(k, DK_USABLE) - 1, DK_USABLE); }
  const slot = dkSlotOf(k, hash, ix);
  if (isPrivate(p)) dkInitIndex(k, slot, at); else dkSetIndex(k, slot, at);
  publishIn<u64>(p, old + ENTRY_VALUE, NULL); publishIn<u64>(p, old, NULL);
  if (last) {
    store<i32>(k, at + 1, DK_LAST);
    if (ix == load<i32>(k, DK_FIRST)) store<i32>(k, ix + 1, DK_FIRST);
  } else {
    store<i32>(k, at, DK_FIRST);
    if (ix == load<i32>(k, DK_LAST) - 1) store<i32>(k, ix, DK_LAST);
  }
  return 1;
}
export function odict_iter(self: Value): Value { return dictIterNew(T.odict_iterator, self, 0, false); }
export function odict_reversed(self: Value): Value { return dictIterNew(T.odict_iterator, self, 0, true); }
export function odict_copy(self: Value): Value {
  if (typeOf(self) == T.OrderedDict) {
    const c = dictNewOf(T.OrderedDict);
    if (c && !dictCopyItems(c, self)) { decref(c); return NULL; }
    return c;
  }
  const c = call0(<Value>changetype<Ptr>(typeOf(self)));
  if (c && updateBy(c, self) < 0) { decref(c); return NULL; }
  return c;
}
export function odict_clear(self: Value): Value { dictClear(self); return None; }
export function odict_fromkeys(cls: Value, iterable: Value, value: Value): Value {
  const d = call0(cls), it = d ? iter(iterable) : NULL;
  let r = it ? 0 : -1;
  while (r == 0) {
    const key = iterNext(it);
    if (!key) { if (errOccurred()) r = -1; break; }
    r = setItem(d, key, value);
    decref(key);
  }
  decref(it);
  if (r < 0) { decref(d); return NULL; }
  return d;
}
export function odict_reduce(self: Value): Value {
  const state = callMethod0(self, N.__getstate__), items = state ? callMethod0(self, N.items) : NULL, it = items ? iter(items) : NULL, t = it ? tupleNew(5) : NULL;
  decref(items);
  if (!t) { decref(state); decref(it); return NULL; }
  tupleInit(t, 0, newRef(<Value>changetype<Ptr>(typeOf(self))));
  tupleInit(t, 1, tupleEmpty()); tupleInit(t, 2, state); tupleInit(t, 3, None); tupleInit(t, 4, it);
  return t;
}

// ---- helpers -------------------------------------------------------------------------------------------------------------------------
/** _count_elements(mapping, iterable): Counter's inner loop. */
export function countElements(module: Value, mapping: Value, iterable: Value): Value {
  const it = iter(iterable);
  if (!it) return NULL;
  const t = typeOf(mapping);
  let r = 0;
  if (hasFlag(mapping, TF_DICT_SUBCLASS) && sameAsDict(t, N.get) && sameAsDict(t, N.__setitem__)) {
    while (r == 0) {
      const key = iterNext(it);
      if (!key) break;
      const h = keyHash(key);
      r = h == -1 ? -1 : countOne(mapping, key, h);
      decref(key);
    }
  } else {
    const get = getAttr(mapping, N.get);
    r = get ? 0 : -1;
    while (r == 0) {
      const key = iterNext(it);
      if (!key) break;
      const old = call2(get, key, int(0)), n = old ? numberAdd(old, int(1)) : NULL;
      r = n ? setItem(mapping, key, n) : -1;
      decref(old); decref(n); decref(key);
    }
    decref(get);
  }
  decref(it);
  return r < 0 || errOccurred() ? NULL : None;
}
function sameAsDict(t: TypeObject, name: Value): bool {
  if (t == T.dict) return true;
  const a = typeLookup(t, name), b = typeLookup(T.dict, name), same = a == b;
  decref(a); decref(b);
  return same;
}
function countOne(d: Value, key: Value, h: i64): i32 {
  const old = dictGetHash(d, key, h);
  if (!old) return errOccurred() ? -1 : dictSetHash(d, key, h, int(1));
  const n = isInt(old) && intOf(old) < INT_MAX ? int(intOf(old) + 1) : numberAdd(old, int(1)), r = n ? dictSetHash(d, key, h, n) : -1;
  decref(old); decref(n);
  return r;
}
export function tuplegetter_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!argsNoKeywords("_tuplegetter", kwnames) || !argsCount("_tuplegetter", nargs, 2, 2)) return NULL;
  const i = countArg(argAt(args, 0));
  if (i == COUNT_ERROR) return NULL;
  const p = newObject(as<TypeObject>(type));
  if (!p) return NULL;
  changetype<TupleGetter>(p).index = <i32>i;
  changetype<TupleGetter>(p).doc = newRef(argAt(args, 1));
  return <Value>p;
}
export function tuplegetter_dealloc(p: Ptr): void {
  decref(changetype<TupleGetter>(p).doc);
  freeObject(p);
}
export function tuplegetter_traverse(p: Ptr): void { gcVisit(changetype<TupleGetter>(p).doc); }
export function tuplegetter_get(self: Value, obj: Value, type: Value): Value {
  if (!obj || obj == None) return newRef(self);
  const i = as<TupleGetter>(self).index;
  if (!hasFlag(obj, TF_TUPLE_SUBCLASS)) return raiseFmt(T.TypeError, "descriptor for index '%d' for tuple subclasses doesn't apply to '%T' object", int(i), obj);
  return <u32>i < <u32>tupleSize(obj) ? newRef(tupleItem(obj, i)) : raise(T.IndexError, "tuple index out of range");
}
export function tuplegetter_set(self: Value, obj: Value, v: Value): i32 {
  raise(T.AttributeError, v ? "can't set attribute" : "can't delete attribute");
  return -1;
}
export function tuplegetter_reduce(self: Value): Value {
  const g = as<TupleGetter>(self), a = tuplePack2(int(g.index), g.doc), r = a ? tuplePack2(<Value>changetype<Ptr>(typeOf(self)), a) : NULL;
  decref(a);
  return r;
}
export function tuplegetter_repr(self: Value): Value { return fmt("%U(%d, %R)", typeOf(self).tp_name, int(as<TupleGetter>(self).index), as<TupleGetter>(self).doc); }
export { odict_keys, odict_values, odict_items } from "../../types/dict/views";
