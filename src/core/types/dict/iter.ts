/**
 * Iterators of dicts: over keys, values, items, forwards and backwards. Mirrors dictiter_* in Objects/dictobject.c.
 *
 *   +16 dict (Value; NULL when exhausted) | +24 i32 used at the start; -1 once a change was seen | +28 i32 position (entry number) | +32 i32 remaining
 *
 * A step takes the lock only to read the entry (dictNextNew); the iterator's own fields are racy by design: every position is checked
 * against the table that it is used with. Changed sizes and keys are detected as CPython does: used differs → "changed size"; entries
 * left when `remaining` is 0 → "keys changed".
 */
import { Ptr, Value, NULL, int } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { newObject, freeObject } from "../../objects/alloc";
import { raise } from "../../objects/errors";
import { typeOf } from "../../objects/typeof";
import { newRef, incref, increfHot, decref, tryIncref } from "../../refcount/count";
import { tryIncrefHot } from "../../refcount/count-slow";
import { csBegin, csEnd } from "../../threads/critical-section";
import { gcVisit } from "../../gc/visit";
import { load32, loadV } from "../../base/atomics";
import { builtinAttr } from "../iter/builtins";
import { isPrivate, isReadable, newRefLockHeld, publish, shareLockHeld, singleThreaded } from "../sharing";
import { tuplePack1, tuplePack2, tupleReusable, tupleReuse2, tupleSteal2 } from "../tuple/core";
import { tid } from "../../threads/self";
import { listAppendSteal, listEmpty } from "../list/core";
import { DK_NENTRIES, ENTRY_SIZE, ENTRY_VALUE, dkEntry, dkNentries } from "./table";
import { DICT_KEYS, DICT_USED, dictKeys, dictSize } from "./core";

@unmanaged
export class DictIter extends Obj {
  dict: Value;
  /** racy */ used: i32;
  /** racy */ pos: i32;
  /** racy */ remaining: i32;
  /** what a step gives: 0 key, 1 value, 2 item @frozen */ what: u8;
  /** @frozen */ reverse: u8;
  pad: u16;
  /** @owner items: the last pair given out, for use again; NULL at first. Other threads than the maker of the iterator leave it alone */ result: Value;
}
export function dictIterNew(t: TypeObject, d: Value, what: u8, reverse: bool): Value {
  const p = newObject(t);
  if (!p) return NULL;
  const it = changetype<DictIter>(p);
  it.dict = newRef(d); it.used = dictSize(d); it.remaining = dictSize(d); it.what = what; it.reverse = <u8>reverse;
  it.pos = reverse ? dkNentries(dictKeys(d)) - 1 : 0;
  return <Value>p;
}
export function dict_iter(self: Value): Value { return dictIterNew(T.dict_keyiterator, self, 0, false); }
export function dict_reversed(self: Value): Value { return dictIterNew(T.dict_reversekeyiterator, self, 0, true); }
export function dictIter_dealloc(p: Ptr): void {
  decref(changetype<DictIter>(p).dict); decref(changetype<DictIter>(p).result);
  freeObject(p);
}
export function dictIter_traverse(p: Ptr): void { gcVisit(changetype<DictIter>(p).dict); gcVisit(changetype<DictIter>(p).result); }

/** Results of findEntry: key and value, new references (value only if wanted). Thread's own, read at once. */
let foundKey: Value = NULL;
let foundValue: Value = NULL;
/** The live entry at or after (before) position i: its number, or -1. Key or value or both, new, in foundKey, foundValue. */
function findEntry(d: Value, i: i32, what: u32, step: i32): i32 {
  foundKey = NULL; foundValue = NULL;
  const p = <Ptr>d;
  if (isReadable(p)) {
    const k: Ptr = load32(p + DICT_KEYS), n = dkNentries(k);
    for (; <u32>i < <u32>n; i += step) {
      const e = dkEntry(k, i), key = loadV(e);
      if (!key) continue;
      const v = loadV(e + ENTRY_VALUE);
      if (!v) break;
      if (what != 1) { if (!tryIncref(e, key)) break; foundKey = key; }
      if (what != 0) { if (!tryIncref(e + ENTRY_VALUE, v)) { decref(foundKey); foundKey = NULL; break; } foundValue = v; }
      if (<usize>load32(p + DICT_KEYS) == k) return i;
      const a = foundKey, b = foundValue;
      foundKey = NULL; foundValue = NULL;
      decref(a); decref(b);
      if (a | b) break;
    }
    if (<u32>i >= <u32>n && <usize>load32(p + DICT_KEYS) == k) return -1;
  }
  let r = -1, key: Value = NULL, v: Value = NULL;
  csBegin(p);
  shareLockHeld(p);
  const k = dictKeys(d), n = dkNentries(k);
  for (; r < 0 && <u32>i < <u32>n; i += step) {
    const e = dkEntry(k, i);
    if (load<u64>(e)) {
      if (what != 1) key = newRefLockHeld(load<u64>(e));
      if (what != 0) v = newRefLockHeld(load<u64>(e, ENTRY_VALUE));
      r = i;
    }
  }
  csEnd();
  foundKey = key; foundValue = v;
  return r;
}
function finish(it: DictIter): void {
  if (singleThreaded()) { const d = it.dict; it.dict = NULL; decref(d); }
  else it.remaining = -1;
}
export function dictIter_next(self: Value): Value {
  const v = dictIterStep(self);
  return v || errOccurredHere() ? v : nextSlow(self);
}
/** Forwards over a dict that may be read without its lock, with entries left: the next value; NULL without an exception: all else. */
export function dictIterStep(self: Value): Value {
  const it = as<DictIter>(self), d = it.dict;
  if (d && !it.reverse && it.remaining > 0 && it.used == dictSize(d) && isReadable(<Ptr>d)) {
    const k: Ptr = dictKeys(d), n = dkNentries(k), what = it.what;
    let i = it.pos, e = dkEntry(k, i);
    while (i < n && loadV(e) == NULL) { i++; e += ENTRY_SIZE; }
    if (i < n) {
      const slot = what == 1 ? e + ENTRY_VALUE : e, a = loadV(slot);
      if (a && tryIncrefHot(slot, a)) {
        if (what != 2) {
          if (dictKeys(d) == k) { it.pos = i + 1; it.remaining = it.remaining - 1; return a; }
        } else {
          const b = loadV(e + ENTRY_VALUE);
          if (b && tryIncref(e + ENTRY_VALUE, b)) {
            if (dictKeys(d) == k) { it.pos = i + 1; it.remaining = it.remaining - 1; return pair(it, a, b); }
            decref(b);
          }
        }
        decref(a);
      }
    }
  }
  return NULL;
}
/** Whether a forward iterator that nobody else has is at its end, over a dict that is this thread's and did not change meanwhile: nothing need be noted, for it dies next. */
export function dictIterOver(p: Ptr): bool {
  const it = changetype<DictIter>(p), d = it.dict;
  if (!d || it.reverse || it.remaining != 0 || !isPrivate(<Ptr>d) || it.used != load<i32>(<Ptr>d, DICT_USED)) return false;
  const k: Ptr = load<u32>(<Ptr>d, DICT_KEYS), n = load<i32>(k, DK_NENTRIES);
  let i = it.pos, e = dkEntry(k, i);
  while (i < n && load<u64>(e) == NULL) { i++; e += ENTRY_SIZE; }
  return i >= n;
}
/** The same for an iterator over items whose pair is unpacked at once: key to `to`, value to to + 8. False: take the general step. */
export function dictItemsStep(p: Ptr, to: Ptr): bool {
  const it = changetype<DictIter>(p), d = it.dict;
  if (d && isPrivate(<Ptr>d) && it.remaining > 0 && it.used == load<i32>(<Ptr>d, DICT_USED) && !it.reverse) {
    const k: Ptr = load<u32>(<Ptr>d, DICT_KEYS), n = load<i32>(k, DK_NENTRIES);
    let i = it.pos, e = dkEntry(k, i);
    while (i < n && load<u64>(e) == NULL) { i++; e += ENTRY_SIZE; }
    if (i >= n) return false;
    const a = load<u64>(e), b = load<u64>(e, ENTRY_VALUE);
    increfHot(a); increfHot(b);
    it.pos = i + 1; it.remaining = it.remaining - 1;
    store<u64>(to, a); store<u64>(to, b, 8);
    return true;
  }
  if (!d || it.reverse || it.remaining <= 0 || it.used != dictSize(d) || !isReadable(<Ptr>d)) return false;
  const k: Ptr = dictKeys(d), n = dkNentries(k);
  let i = it.pos, e = dkEntry(k, i);
  while (i < n && loadV(e) == NULL) { i++; e += ENTRY_SIZE; }
  if (i >= n) return false;
  const a = loadV(e);
  if (!a || !tryIncrefHot(e, a)) return false;
  const b = loadV(e + ENTRY_VALUE);
  if (!b || !tryIncrefHot(e + ENTRY_VALUE, b)) { decref(a); return false; }
  if (dictKeys(d) != k) { decref(a); decref(b); return false; }
  it.pos = i + 1; it.remaining = it.remaining - 1;
  store<u64>(to, a); store<u64>(to, b, 8);
  return true;
}
/** Steals key and v. */
function pair(it: DictIter, key: Value, v: Value): Value {
  const last = loadV(changetype<Ptr>(it) + offsetof<DictIter>("result"));
  if (tupleReusable(last)) return tupleReuse2(last, key, v);
  const t = tupleSteal2(key, v);
  if (t && !last && load<u16>(changetype<Ptr>(it)) == tid) publish<u64>(changetype<Ptr>(it) + offsetof<DictIter>("result"), newRef(t));
  return t;
}
function nextSlow(self: Value): Value {
  const it = as<DictIter>(self), d = it.dict;
  if (!d || it.remaining < 0) return NULL;
  if (it.used != dictSize(d)) {
    it.used = -1;
    return raise(T.RuntimeError, typeOf(self) == T.odict_iterator ? "OrderedDict changed size during iteration" : "dictionary changed size during iteration");
  }
  const what: u32 = it.what, step = it.reverse ? -1 : 1;
  // while this thread waits another that runs alone may exhaust the iterator and drop the dict
  incref(d);
  const i = findEntry(d, it.pos, what, step);
  const key = foundKey, v = foundValue;
  if (i < 0) { finish(it); decref(d); return NULL; }
  decref(d);
  if (it.remaining == 0 && !it.reverse) {
    decref(key); decref(v);
    finish(it);
    return raise(T.RuntimeError, typeOf(self) == T.odict_iterator ? "OrderedDict mutated during iteration" : "dictionary keys changed during iteration");
  }
  it.pos = i + step;
  it.remaining = it.remaining - 1;
  if (what == 0) return key;
  if (what == 1) return v;
  return pair(it, key, v);
}
export function dictIter_hint(self: Value): Value {
  const it = as<DictIter>(self), d = it.dict;
  return int(d && it.used == dictSize(d) && it.remaining > 0 ? it.remaining : 0);
}
/** (iter, ([items left],)) */
export function dictIter_reduce(self: Value): Value {
  const it = as<DictIter>(self), l = listEmpty();
  if (!l) return NULL;
  const c = newObject(typeOf(self));
  if (!c) { decref(l); return NULL; }
  const k = changetype<DictIter>(c);
  k.dict = newRef(it.dict); k.used = it.used; k.pos = it.pos; k.remaining = it.remaining; k.what = it.what; k.reverse = it.reverse;
  let ok = true;
  while (ok) {
    const v = dictIter_next(<Value>c);
    if (!v) { ok = !errOccurredHere(); break; }
    ok = listAppendSteal(l, v) == 0;
  }
  decref(<Value>c);
  if (!ok) { decref(l); return NULL; }
  const f = builtinAttr(N.iter), a = f ? tuplePack1(l) : NULL, r = a ? tuplePack2(f, a) : NULL;
  decref(f); decref(a); decref(l);
  return r;
}
import { errOccurred } from "../../objects/errors";
function errOccurredHere(): bool { return errOccurred() != NULL; }
