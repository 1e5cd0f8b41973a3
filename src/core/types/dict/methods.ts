/** dict: slots and methods. Mirrors Objects/dictobject.c. */
import { Ptr, Value, NULL, MOVED, None, NotImplemented, boolean, int } from "../../base/value";
import { as, toValue } from "../../base/obj";
import { T, TypeObject, TF_DICT_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { freeObject } from "../../objects/alloc";
import { freeBlockFast } from "../../memory/alloc";
import { errOccurred, raise, raiseKeyError } from "../../objects/errors";
import { iter, iterNext, repr, richCompareBool, setItem } from "../../objects/abstract";
import { lookupSpecial } from "../../objects/attributes";
import { call0, call1, call2 } from "../../objects/call";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { newRef, incref, decref } from "../../refcount/count";
import { csBegin, csBegin2, csEnd } from "../../threads/critical-section";
import { gcVisit } from "../../gc/visit";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { StrBuilder, sbNew, sbLit, sbStr, sbFinish, sbDiscard } from "../str/builder";
import { strFromLiteral, strHash } from "../str/core";
import { argAt, argsCount } from "../args";
import { reprEnter, reprLeave } from "../repr-guard";
import { tupleInit, tupleItem, tupleNew, tuplePack2, tupleSize } from "../tuple/core";
import { DK_FIRST, DK_LAST, DK_NENTRIES, EMPTY_KEYS, ENTRY_HASH, ENTRY_VALUE, IX_EMPTY, dkEntry } from "./table";
import {
  DICT_KEYS, dictClear, dictContains, dictCopy, dictDel, dictGet, dictGetHash, dictGetQuick, dictKeys, dictNew, dictNewOf, dictNextNew, dictPopHash, dictSet, dictSetDefault,
  dictSetHash, dictSize, dictTakeLockHeld, dkRelease, keyHash, dictEntryHash,
} from "./core";
import { dictBeginAnew, dictMerge, dictUpdate } from "./merge";

export function dict_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return dictNewOf(as<TypeObject>(type)); }
export function dict_init(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 { return updateArgs(self, args, nargs, kwnames, "dict"); }
function updateArgs(self: Value, args: Ptr, nargs: i32, kwnames: Value, name: string): i32 {
  if (!argsCount(name, nargs, 0, 1)) return -1;
  if (nargs && dictUpdate(self, argAt(args, 0)) < 0) return -1;
  if (kwnames) {
    const n = tupleSize(kwnames);
    if (n && dictSize(self) == 0) dictBeginAnew(self);
    for (let i = 0; i < n; i++) if (dictSet(self, tupleItem(kwnames, i), argAt(args, nargs + i)) < 0) return -1;
  }
  return 0;
}
export function dict_update(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return updateArgs(self, args, nargs, kwnames, "update") < 0 ? NULL : None; }
export function dict_dealloc(p: Ptr): void {
  const k: Ptr = load<u32>(p, DICT_KEYS);
  store<u32>(p, <u32>EMPTY_KEYS, DICT_KEYS);
  dkRelease(p, k);
  if (load<u32>(p, 12) == changetype<u32>(T.dict)) freeBlockFast(p); else freeObject(p);
}
export function dict_traverse(p: Ptr): void {
  const k: Ptr = load<u32>(p, DICT_KEYS), n = k ? load<i32>(k, DK_LAST) : 0;
  for (let i = k ? load<i32>(k, DK_FIRST) : 0; i < n; i++) { const e = dkEntry(k, i); gcVisit(load<u64>(e)); gcVisit(load<u64>(e, ENTRY_VALUE)); }
}
export function dict_clearSlot(p: Ptr): void { dictClear(<Value>p); }
export function dict_len(self: Value): i32 { return dictSize(self); }
export function dict_contains(self: Value, key: Value): i32 { return dictContains(self, key); }
export function dict_containsMethod(self: Value, key: Value): Value { const c = dictContains(self, key); return c < 0 ? NULL : boolean(c != 0); }
export function dict_subscript(self: Value, key: Value): Value {
  const h = keyHash(key);
  if (h == -1) return NULL;
  const before = errOccurred();
  const v = dictGetHash(self, key, h);
  if (v || errOccurred() != before) return v;
  return typeOf(self) == T.dict ? raiseKeyError(key) : missing(self, key);
}
/** __missing__ of a subclass. */
function missing(self: Value, key: Value): Value {
  const mark = stackMark(), slot = stackAlloc(8);
  if (!slot) return NULL;
  const f = lookupSpecial(self, N.__missing__, slot), me = load<u64>(slot);
  stackRestore(mark);
  if (!f) return errOccurred() ? NULL : raiseKeyError(key);
  const r = me ? call2(f, me, key) : call1(f, key);
  decref(f);
  return r;
}
export function dict_assSubscript(self: Value, key: Value, v: Value): i32 { return v ? dictSet(self, key, v) : dictDel(self, key); }
export function dict_repr(self: Value): Value {
  if (dictSize(self) == 0) return strFromLiteral("{}");
  const g = reprEnter(self);
  if (g) return g < 0 ? NULL : strFromLiteral("{...}");
  const sb = sbNew(64), mark = stackMark(), out = stackAlloc(16);
  let ok = out != 0, first = true;
  sbLit(sb, "{");
  for (let i = 0; ok; i++) {
    i = dictNextNew(self, i, out);
    if (i < 0) break;
    const key = load<u64>(out), v = load<u64>(out, 8);
    if (!first) sbLit(sb, ", ");
    first = false;
    ok = reprInto(sb, key);
    if (ok) { sbLit(sb, ": "); ok = reprInto(sb, v); }
    decref(key); decref(v);
  }
  stackRestore(mark);
  reprLeave(self);
  if (!ok) { sbDiscard(sb); return NULL; }
  sbLit(sb, "}");
  return sbFinish(sb);
}
export function reprInto(sb: StrBuilder, v: Value): bool {
  const t = repr(v);
  if (!t) return false;
  sbStr(sb, t);
  decref(t);
  return true;
}
export function dict_compare(a: Value, b: Value, op: i32): Value {
  if (!hasFlag(a, TF_DICT_SUBCLASS) || !hasFlag(b, TF_DICT_SUBCLASS) || (op != 2 && op != 3)) return NotImplemented;
  const e = dictEqual(a, b);
  return e < 0 ? NULL : boolean((e == 1) == (op == 2));
}
function dictEqual(a: Value, b: Value): i32 {
  if (dictSize(a) != dictSize(b)) return 0;
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return -1;
  let r = 1;
  for (let i = 0; r == 1; i++) {
    i = dictNextNew(a, i, out);
    if (i < 0) break;
    const key = load<u64>(out), v = load<u64>(out, 8), h = keyHash(key);
    const w = h == -1 ? NULL : dictGetHash(b, key, h);
    r = w ? richCompareBool(v, w, 2) : errOccurred() ? -1 : 0;
    decref(key); decref(v); decref(w);
  }
  stackRestore(mark);
  return r;
}
export function dict_or(a: Value, b: Value): Value {
  if (!hasFlag(a, TF_DICT_SUBCLASS) || !hasFlag(b, TF_DICT_SUBCLASS)) return NotImplemented;
  const r = dictCopy(a);
  if (r && dictUpdate(r, b) < 0) { decref(r); return NULL; }
  return r;
}
export function dict_ior(a: Value, b: Value): Value { return dictUpdate(a, b) < 0 ? NULL : newRef(a); }

// ---- methods ----------------------------------------------------------------------------------------------------------------
export function dict_get(self: Value, key: Value, dflt: Value): Value {
  const q = dictGetQuick(self, key);
  if (q) return q == MOVED ? newRef(dflt) : q;
  const before = errOccurred(), v = dictGet(self, key);
  return v ? v : errOccurred() != before ? NULL : newRef(dflt);
}
export function dict_setdefault(self: Value, key: Value, dflt: Value): Value { return dictSetDefault(self, key, dflt); }
export function dict_pop(self: Value, key: Value, dflt: Value): Value {
  if (dictSize(self) == 0) return dflt ? newRef(dflt) : raiseKeyError(key);
  const h = keyHash(key);
  if (h == -1) return NULL;
  const before = errOccurred(), v = dictPopHash(self, key, h);
  if (v) return v;
  return errOccurred() != before ? NULL : dflt ? newRef(dflt) : raiseKeyError(key);
}
export function dict_popitem(self: Value): Value {
  const t = tupleNew(2);
  if (!t) return NULL;
  if (dictPopItem(self, t, true)) return t;
  decref(t);
  return errOccurred() ? NULL : raise(T.KeyError, "popitem(): dictionary is empty");
}
/** Moves the last (or first) item into the new 2-tuple t. False if there is none, or with an exception. */
export function dictPopItem(self: Value, t: Value, last: bool): bool {
  const mark = stackMark(), out = stackAlloc(8);
  if (!out) return false;
  let found = false;
  csBegin(<Ptr>self);
  const k = dictKeys(self);
  if (dictSize(self)) {
    let i = last ? load<i32>(k, DK_LAST) - 1 : load<i32>(k, DK_FIRST);
    while (load<u64>(dkEntry(k, i)) == NULL) i += last ? -1 : 1;
    const v = dictTakeLockHeld(self, i, out);
    if (last) store<i32>(k, i, DK_LAST); else store<i32>(k, i + 1, DK_FIRST);
    tupleInit(t, 0, load<u64>(out));
    tupleInit(t, 1, v);
    found = true;
  }
  csEnd();
  stackRestore(mark);
  return found;
}
export function dict_clear(self: Value): Value { dictClear(self); return None; }
export function dict_copy(self: Value): Value { return dictCopy(self); }
export function dict_sizeof(self: Value): Value {
  const k = dictKeys(self);
  const slots: i64 = <i64>load<u32>(k, 28) + 1;
  return int(k == EMPTY_KEYS ? 24 : 56 + slots + slots * 2 / 3 * 24);
}
/** The keys of a set or dict with the hashes that it has. 0, or -1 with an exception. */
function fromHashed(d: Value, source: Value, value: Value): i32 {
  const mark = stackMark(), out = stackAlloc(24), isDict = isExact(source, T.dict);
  if (!out) return -1;
  let r = 0;
  for (let i = 0; r == 0; i++) {
    i = isDict ? dictNextHashed(source, i, out) : setNextNew(source, i, out);
    if (i < 0) break;
    const key = load<u64>(out);
    r = dictSetHash(d, key, load<i64>(out + (isDict ? 16 : 8)), value);
    decref(key);
    if (isDict) decref(load<u64>(out, 8));
  }
  stackRestore(mark);
  return r;
}
import { dictNextHashed } from "./core";
import { setNextNew } from "../set/core";
export function dict_fromkeys(cls: Value, iterable: Value, value: Value): Value {
  const d = cls == toValue(T.dict) ? dictNew() : call0(cls);
  if (!d) return NULL;
  const exact = isExact(d, T.dict);
  if (exact && (isExact(iterable, T.set) || isExact(iterable, T.frozenset) || isExact(iterable, T.dict))) {
    if (fromHashed(d, iterable, value) == 0) return d;
    decref(d);
    return NULL;
  }
  const it = iter(iterable);
  let r = it ? 0 : -1;
  while (r == 0) {
    const key = iterNext(it);
    if (!key) { if (errOccurred()) r = -1; break; }
    r = exact ? dictSet(d, key, value) : setItem(d, key, value);
    decref(key);
  }
  decref(it);
  if (r < 0) { decref(d); return NULL; }
  return d;
}
