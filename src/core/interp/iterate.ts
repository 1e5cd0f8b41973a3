/**
 * FOR_ITER's inline steps over the commonest iterators. 0: not one of these, or at its end: the slot decides · else the next value, new reference. The layouts are those of
 * types/iter/sequence.ts and types/range/core.ts, where their sharing is explained.
 */
import { Ptr, Value, NULL, INT_TAG, int, isPtr } from "../base/value";
import { PROC_MULTI } from "../base/map";
import { GC_SHARED } from "../base/obj";
import { PRIVATE_MASK, biasId } from "../base/self";
import { T, call_tp_iternext } from "../../generated/core/types";
import { typeOf } from "../objects/typeof";
import { EnumObject, ZipObject } from "../types/functional/core";
import { holdingBegin, holdingEnd } from "../objects/finalize";
import { dictItemsStep, dictIterOver, dictIterStep } from "../types/dict/iter";
import { setIterOver, setIterStep } from "../types/set/iter";
import { strIterNext } from "../types/str/iter";
import { decref, decrefHot, incref } from "../refcount/count";
import { tid } from "../threads/self";
import { ITER_INDEX, ITER_SEQ } from "../types/iter/sequence";
import { RANGE_ITER_NEXT, RANGE_ITER_REMAINING, RANGE_ITER_STEP } from "../types/range/core";
import { isUniquelyReferenced, tryIncrefHot } from "../refcount/count-slow";
import { ARRAY_ITEMS, LIST_ITEMS, LIST_SIZE, listGetItemSlow, listSize, listSlot } from "../types/list/core";
import { tupleItem, tupleSize } from "../types/tuple/core";

// @ts-ignore: decorator
@inline export function iterNextFast(it: Ptr): Value {
  return load<u32>(it, 12) == changetype<u32>(T.range_iterator) ? rangeNext(it) : iterNextSequence(it);
}
// @ts-ignore: decorator
@inline export function rangeNext(it: Ptr): Value {
  const n = load<i64>(it, RANGE_ITER_REMAINING);
  if (n <= 0) return NULL;
  const v = load<i64>(it, RANGE_ITER_NEXT);
  store<i64>(it, n - 1, RANGE_ITER_REMAINING);
  store<i64>(it, v + load<i64>(it, RANGE_ITER_STEP), RANGE_ITER_NEXT);
  const r = int(v);
  return r >= INT_TAG ? r : NULL;
}
/** FOR_ITER over anything but a range: the next value goes to register `to`, what that held is dropped. False: as NULL of the others. */
export function iterStepTo(it: Ptr, to: Ptr): bool {
  const v = iterNextInline(it);
  if (!v) return false;
  const old = load<u64>(to);
  store<u64>(to, v);
  if (isPtr(old)) decrefHot(<Ptr>old);
  return true;
}
export function iterNextSequence(it: Ptr): Value { return iterNextInline(it); }
// @ts-ignore: decorator
@inline function iterNextInline(it: Ptr): Value {
  const t = load<u32>(it, 12);
  if (t == changetype<u32>(T.generator)) return NULL;
  if (t == changetype<u32>(T.list_iterator)) return listIterStep(it);
  if (t == changetype<u32>(T.tuple_iterator)) {
    const s = load<u64>(it, ITER_SEQ), i = load<i32>(it, ITER_INDEX);
    if (!s || i >= tupleSize(s)) return NULL;
    const v = tupleItem(s, i);
    incref(v);
    store<i32>(it, i + 1, ITER_INDEX);
    return v;
  }
  if (t == changetype<u32>(T.str_iterator)) return strIterNext(<Value>it);
  if (t == changetype<u32>(T.dict_keyiterator) || t == changetype<u32>(T.dict_valueiterator)) return dictIterStep(<Value>it);
  if (t == changetype<u32>(T.set_iterator)) return setIterStep(<Value>it);
  return NULL;
}
/** The step of a list_iterator; NULL: at its end, or a case for the slot. */
// @ts-ignore: decorator
@inline function listIterStep(it: Ptr): Value {
  const l = load<u64>(it, ITER_SEQ), i = load<i32>(it, ITER_INDEX);
  if (!l) return NULL;
  const word = load<u32>(<Ptr>l);
  if ((word & PRIVATE_MASK) == biasId || load<u32>(PROC_MULTI) == 0) { // isPrivate
    if (<u32>i >= load<u32>(<Ptr>l, LIST_SIZE)) return NULL;
    const w = load<u64>(listSlot(l, i));
    incref(w);
    store<i32>(it, i + 1, ITER_INDEX);
    return w;
  }
  const v = listGetItemHot(l, i, word);
  if (v) store<i32>(it, i + 1, ITER_INDEX);
  return v;
}
/** listGetItemOrNull without a call for what many threads count; `word` is the header's first. */
// @ts-ignore: decorator
@inline function listGetItemHot(l: Value, i: i32, word: u32): Value {
  // length and array lie in 8 bytes
  const p = <Ptr>l, both = atomic.load<u64>(p, LIST_SIZE);
  if (<u32>i >= <u32>both) return NULL;
  const a = <Ptr>(both >> 32);
  // isReadable
  if (((word & (<u32>GC_SHARED << 24)) != 0 || (word & 0xFFFF) == <u32>tid) && <u32>i < load<u32>(a)) {
    const slot = a + (<usize>i << 3) + ARRAY_ITEMS, v = atomic.load<u64>(slot);
    if (!isPtr(v)) { if (v) return v; } // it was there while the array was the list's: nothing to take back
    else if (tryIncrefHot(slot, v)) {
      if (<usize>atomic.load<u32>(p, LIST_ITEMS) == a) return v;
      decref(v);
    }
  }
  return listGetItemSlow(l, i);
}
/**
 * Its step gave nothing because the iterator is at its end, and nothing need be noted there: it stays at its end by itself (range, tuple), or nobody else can ask it again.
 * False: the slot decides.
 */
export function iterIsOver(it: Ptr): bool {
  const t = load<u32>(it, 12);
  if (t == changetype<u32>(T.range_iterator)) return load<i64>(it, RANGE_ITER_REMAINING) <= 0;
  if (t == changetype<u32>(T.dict_itemiterator) || t == changetype<u32>(T.dict_keyiterator) || t == changetype<u32>(T.dict_valueiterator)) return isUniquelyReferenced(it) && dictIterOver(it);
  if (t == changetype<u32>(T.set_iterator)) return isUniquelyReferenced(it) && setIterOver(it);
  if ((t != changetype<u32>(T.list_iterator) && t != changetype<u32>(T.tuple_iterator)) || !isUniquelyReferenced(it)) return false;
  const l = load<u64>(it, ITER_SEQ);
  if (!l || t == changetype<u32>(T.tuple_iterator)) return true;
  return load<u32>(it, ITER_INDEX) >= <u32>listSize(l);
}

// ---- pairs ------------------------------------------------------------------------------------------------------------------
export const PAIR_NOT: i32 = 0, PAIR_DONE: i32 = 1, PAIR_END: i32 = 2;
/**
 * A step of enumerate, zip over two, or dict items whose pair is unpacked at once: its halves go to `to` and to + 8 (dead registers), and no tuple is made.
 * PAIR_END: it is over, or raised. PAIR_NOT: another iterator, or a case for its own step (nothing was done).
 */
export function iterPair(it: Ptr, to: Ptr): i32 {
  const t = load<u32>(it, 12);
  if (t == changetype<u32>(T.enumerate)) {
    const e = changetype<EnumObject>(it), i = e.index;
    if (atomic.load<u64>(it, offsetof<EnumObject>("big")) || i >= 0x1FFFFFFFFFFFF) return PAIR_NOT;
    const from = <Ptr>e.it;
    let v: Value = NULL;
    if (load<u32>(from, 12) == changetype<u32>(T.list_iterator)) v = listIterStep(from);
    if (!v) { v = step(<Value>from); if (!v) return PAIR_END; }
    e.index = i + 1;
    store<u64>(to, int(i)); store<u64>(to, v, 8);
    return PAIR_DONE;
  }
  if (t == changetype<u32>(T.zip)) {
    const z = changetype<ZipObject>(it), its = z.its;
    if (z.strict || tupleSize(its) != 2) return PAIR_NOT;
    const it0 = <Ptr>tupleItem(its, 0), it1 = <Ptr>tupleItem(its, 1);
    let a: Value = NULL, b: Value = NULL;
    if (load<u32>(it0, 12) == changetype<u32>(T.list_iterator)) a = listIterStep(it0);
    if (!a) { a = step(<Value>it0); if (!a) return PAIR_END; }
    if (load<u32>(it1, 12) == changetype<u32>(T.list_iterator)) b = listIterStep(it1);
    if (!b) { b = stepHolding(<Value>it1); if (!b) { decref(a); return PAIR_END; } }
    store<u64>(to, a); store<u64>(to, b, 8);
    return PAIR_DONE;
  }
  if (t == changetype<u32>(T.dict_itemiterator)) return dictItemsStep(it, to) ? PAIR_DONE : PAIR_NOT;
  return PAIR_NOT;
}
/** The same while native code alone has another Value in its hands. */
function stepHolding(it: Value): Value {
  const v = iterNextFast(<Ptr>it);
  if (v) return v;
  holdingBegin();
  const w = call_tp_iternext(typeOf(it), it);
  holdingEnd();
  return w;
}
/** next(it) of any iterator: NULL with or without an exception at the end. */
function step(it: Value): Value {
  const v = iterNextFast(<Ptr>it);
  return v ? v : call_tp_iternext(typeOf(it), it);
}
