/** tuple: slots and methods. Mirrors Objects/tupleobject.c. */
import { Ptr, Value, NULL, NotImplemented, True, boolean, int, isInt, intOf } from "../../base/value";
import { VarObj, as } from "../../base/obj";
import { T, TypeObject, TF_TUPLE_SUBCLASS } from "../../../generated/core/types";
import { freeObject } from "../../objects/alloc";
import { freeBlockFast } from "../../memory/alloc";
import { raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { repr, richCompare, richCompareBool, sequenceToTuple } from "../../objects/abstract";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { newRef, decref } from "../../refcount/count";
import { gcVisit } from "../../gc/visit";
import { sbNew, sbLit, sbStr, sbFinish, sbDiscard } from "../str/builder";
import { strFromLiteral } from "../str/core";
import { argAt, argsCount, argsNoKeywords } from "../args";
import { reprEnter, reprLeave } from "../repr-guard";
import { sliceFit, sliceLength, sliceStart, sliceStep } from "../slice/core";
import { boundArg, compareSizes, indexArg, indexFailed } from "../list/methods";
import { LIST_MAX } from "../list/core";
import { hashOf } from "../dict/core";
import { tupleEmpty, tupleFromArray, tupleInit, tupleItem, tupleItems, tupleNew, tupleNewOf, tuplePack1, tupleSize } from "./core";

export function tuple_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const t = as<TypeObject>(type);
  if ((t == T.tuple || t.tp_init == T.tuple.tp_init) && !argsNoKeywords("tuple", kwnames)) return NULL;
  if (!argsCount("tuple", nargs, 0, 1)) return NULL;
  const r = nargs ? sequenceToTuple(argAt(args, 0)) : tupleEmpty();
  if (!r || t == T.tuple) return r;
  const n = tupleSize(r), s = tupleNewOf(t, n);
  if (s) for (let i = 0; i < n; i++) tupleInit(s, i, newRef(tupleItem(r, i)));
  decref(r);
  return s;
}
export function tuple_dealloc(p: Ptr): void {
  for (let i = load<i32>(p, 16) - 1; i >= 0; i--) decref(tupleItem(p, i));
  if (load<u32>(p, 12) == changetype<u32>(T.tuple)) freeBlockFast(p); else freeObject(p);
}
export function tuple_traverse(p: Ptr): void {
  const n = load<i32>(p, 16);
  for (let i = 0; i < n; i++) gcVisit(tupleItem(p, i));
}
export function tuple_len(self: Value): i32 { return tupleSize(self); }
export function tuple_repr(self: Value): Value {
  const n = tupleSize(self);
  if (n == 0) return strFromLiteral("()");
  const g = reprEnter(self);
  if (g) return g < 0 ? NULL : strFromLiteral("(...)");
  const sb = sbNew(64);
  let ok = true;
  sbLit(sb, "(");
  for (let i = 0; i < n; i++) {
    if (i) sbLit(sb, ", ");
    const t = repr(tupleItem(self, i));
    if (!t) { ok = false; break; }
    sbStr(sb, t);
    decref(t);
  }
  reprLeave(self);
  if (!ok) { sbDiscard(sb); return NULL; }
  sbLit(sb, n == 1 ? ",)" : ")");
  return sbFinish(sb);
}
/** CPython's tuple hash: a simplified xxHash of the items' hashes. */
export function tuple_hash(self: Value): i64 {
  const P1: u64 = 11400714785074694791, P2: u64 = 14029467366897019727, P5: u64 = 2870177450012600261;
  const n = tupleSize(self);
  let acc = P5;
  for (let i = 0; i < n; i++) {
    const h = hashOf(tupleItem(self, i));
    if (h == -1) return -1;
    acc += <u64>h * P2;
    acc = rotl<u64>(acc, 31);
    acc *= P1;
  }
  acc += <u64>n ^ (P5 ^ 3527539);
  return acc == u64.MAX_VALUE ? 1546275796 : <i64>acc;
}
export function tuple_compare(a: Value, b: Value, op: i32): Value {
  if (!hasFlag(a, TF_TUPLE_SUBCLASS) || !hasFlag(b, TF_TUPLE_SUBCLASS)) return NotImplemented;
  const m = tupleSize(a), n = tupleSize(b), k = m < n ? m : n;
  for (let i = 0; i < k; i++) {
    const x = tupleItem(a, i), y = tupleItem(b, i);
    const c = x == y ? 1 : richCompareBool(x, y, 2);
    if (c <= 0) return c < 0 ? NULL : op == 2 ? boolean(false) : op == 3 ? True : richCompare(x, y, op);
  }
  return compareSizes(m, n, op);
}
export function tuple_contains(self: Value, v: Value): i32 {
  const n = tupleSize(self);
  for (let i = 0; i < n; i++) {
    const x = tupleItem(self, i), c = x == v ? 1 : richCompareBool(x, v, 2);
    if (c) return c;
  }
  return 0;
}
export function tuple_item(self: Value, i: i32): Value {
  return <u32>i < <u32>tupleSize(self) ? newRef(tupleItem(self, i)) : raise(T.IndexError, "tuple index out of range");
}
export function tuple_subscript(self: Value, key: Value): Value {
  const n = tupleSize(self);
  if (isInt(key)) {
    let i = intOf(key);
    if (i < 0) i += n;
    return <u64>i < <u64>n ? newRef(tupleItem(self, <i32>i)) : raise(T.IndexError, "tuple index out of range");
  }
  if (isExact(key, T.slice)) {
    if (!sliceFit(key, n)) return NULL;
    const len = sliceLength, start = sliceStart, step = sliceStep;
    if (len <= 0) return tupleEmpty();
    if (step == 1) return len == n && isExact(self, T.tuple) ? newRef(self) : tupleFromArray(tupleItems(self) + (<usize>start << 3), len);
    const r = tupleNew(len);
    if (r) for (let i = 0, at = start; i < len; i++, at += step) tupleInit(r, i, newRef(tupleItem(self, at)));
    return r;
  }
  if (!typeOf(key).nb_index) return raiseFmt(T.TypeError, "tuple indices must be integers or slices, not %T", key);
  let i = indexArg(key);
  if (i == -1 && indexFailed()) return NULL;
  return tuple_item(self, i < 0 ? i + n : i);
}
export function tuple_concat(a: Value, b: Value): Value {
  if (!hasFlag(b, TF_TUPLE_SUBCLASS)) return raiseFmt(T.TypeError, "can only concatenate tuple (not \"%T\") to tuple", b);
  const m = tupleSize(a), n = tupleSize(b);
  if (m == 0 && isExact(b, T.tuple)) return newRef(b);
  if (n == 0 && isExact(a, T.tuple)) return newRef(a);
  const r = tupleNew(m + n);
  if (r) {
    for (let i = 0; i < m; i++) tupleInit(r, i, newRef(tupleItem(a, i)));
    for (let i = 0; i < n; i++) tupleInit(r, m + i, newRef(tupleItem(b, i)));
  }
  return r;
}
export function tuple_repeat(self: Value, k: i32): Value {
  const n = tupleSize(self);
  if (n == 0 || k == 1) { if (isExact(self, T.tuple)) return newRef(self); }
  if (n == 0 || k <= 0) return tupleEmpty();
  if (<i64>n * k > LIST_MAX) return raiseNoMemory();
  const r = tupleNew(n * k);
  if (r) for (let i = 0; i < n * k; i++) tupleInit(r, i, newRef(tupleItem(self, i % n)));
  return r;
}
export function tuple_count(self: Value, v: Value): Value {
  const n = tupleSize(self);
  let count: i64 = 0;
  for (let i = 0; i < n; i++) {
    const x = tupleItem(self, i), c = x == v ? 1 : richCompareBool(x, v, 2);
    if (c < 0) return NULL;
    count += c;
  }
  return int(count);
}
export function tuple_index(self: Value, v: Value, start: Value, stop: Value): Value {
  const n = tupleSize(self), from = boundArg(start, 0, n);
  if (start && indexFailed()) return NULL;
  let to = boundArg(stop, n, n);
  if (stop && indexFailed()) return NULL;
  if (to > n) to = n;
  for (let i = from; i < to; i++) {
    const x = tupleItem(self, i), c = x == v ? 1 : richCompareBool(x, v, 2);
    if (c < 0) return NULL;
    if (c) return int(i);
  }
  return raise(T.ValueError, "tuple.index(x): x not in tuple");
}
export function tuple_getnewargs(self: Value): Value {
  const t = tupleFromArray(tupleItems(self), tupleSize(self));
  if (!t) return NULL;
  const r = tuplePack1(t);
  decref(t);
  return r;
}
