/**
 * FOR_ITER's inline steps over the commonest iterators. 0: not one of these, or at its end: the slot decides · else the next value, new reference. The layouts are those of
 * types/iter/sequence.ts and types/range/core.ts, where their sharing is explained.
 */
import { Ptr, Value, NULL, INT_TAG, int } from "../base/value";
import { T } from "../../generated/core/types";
import { incref } from "../refcount/count";
import { ITER_INDEX, ITER_SEQ } from "../types/iter/sequence";
import { RANGE_ITER_NEXT, RANGE_ITER_REMAINING, RANGE_ITER_STEP } from "../types/range/core";
import { listGetItemOrNull } from "../types/list/core";
import { tupleItem, tupleSize } from "../types/tuple/core";

// @ts-ignore: decorator
@inline export function iterNextFast(it: Ptr): Value {
  const t = load<u32>(it, 12);
  if (t == changetype<u32>(T.range_iterator)) {
    const n = load<i64>(it, RANGE_ITER_REMAINING);
    if (n <= 0) return NULL;
    const v = load<i64>(it, RANGE_ITER_NEXT);
    store<i64>(it, n - 1, RANGE_ITER_REMAINING);
    store<i64>(it, v + load<i64>(it, RANGE_ITER_STEP), RANGE_ITER_NEXT);
    const r = int(v);
    return r >= INT_TAG ? r : NULL;
  }
  return iterNextSequence(it, t);
}
export function iterNextSequence(it: Ptr, t: u32): Value {
  if (t == changetype<u32>(T.list_iterator)) {
    const l = load<u64>(it, ITER_SEQ), i = load<i32>(it, ITER_INDEX);
    if (!l) return NULL;
    const v = listGetItemOrNull(l, i);
    if (v) store<i32>(it, i + 1, ITER_INDEX);
    return v;
  }
  if (t == changetype<u32>(T.tuple_iterator)) {
    const s = load<u64>(it, ITER_SEQ), i = load<i32>(it, ITER_INDEX);
    if (!s || i >= tupleSize(s)) return NULL;
    const v = tupleItem(s, i);
    incref(v);
    store<i32>(it, i + 1, ITER_INDEX);
    return v;
  }
  return NULL;
}
