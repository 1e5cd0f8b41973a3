/**
 * itertools: product, permutations, combinations, combinations_with_replacement. Mirrors Modules/itertoolsmodule.c, but each step builds its tuple
 * from the indices (CPython changes the last result in place when nobody else holds it).
 *
 *   +16 pool: tuple (product: tuple of tuples) @frozen | +24 address of the indices (raw i32[], freed with the object) | numbers
 *
 * A step runs no Python code, so it is done under the object's lock as a whole.
 */
import { Ptr, Value, NULL, None, isInt } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject, TF_LONG_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { memAlloc, memFree } from "../../memory/alloc";
import { newObject, freeObject } from "../../objects/alloc";
import { raise, raiseNoMemory } from "../../objects/errors";
import { sequenceToTuple } from "../../objects/abstract";
import { bindSimple } from "../../objects/args";
import { hasFlag } from "../../objects/typeof";
import { newRef, decref } from "../../refcount/count";
import { csBegin, csEnd } from "../../threads/critical-section";
import { gcVisit } from "../../gc/visit";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { argKeyword, argAt, argsOnlyKeywords } from "../../types/args";
import { tupleInit, tupleItem, tupleNew, tupleSize } from "../../types/tuple/core";
import { COUNT_ERROR, countArg } from "./stream";
export { selfIter } from "../../types/iter/sequence";

@unmanaged
export class Combinatoric extends Obj {
  pool: Value;
  /** i32[]: indices; permutations: then cycles */ indices: u32;
  /** length of the results */ r: i32;
  /** 0: nothing given yet · 1: going · 2: over */ state: i32;
  pad: u32;
}
export function comb_dealloc(p: Ptr): void {
  const c = changetype<Combinatoric>(p);
  decref(c.pool);
  memFree(c.indices);
  freeObject(p);
}
export function comb_traverse(p: Ptr): void { gcVisit(changetype<Combinatoric>(p).pool); }
// @ts-ignore: decorator
@inline function ix(c: Combinatoric, i: i32): i32 { return load<i32>(c.indices + (<usize>i << 2)); }
// @ts-ignore: decorator
@inline function setIx(c: Combinatoric, i: i32, v: i32): void { store<i32>(c.indices + (<usize>i << 2), v); }
/** A new object. Steals pool. `count` indices, zeroed. */
function make(type: Value, pool: Value, r: i32, count: i32, over: bool): Value {
  const p = newObject(as<TypeObject>(type));
  if (!p) { decref(pool); return NULL; }
  const c = changetype<Combinatoric>(p), bytes = <usize>count << 2;
  c.pool = pool; c.r = r; c.state = over ? 2 : 0;
  c.indices = <u32>memAlloc(bytes + 4);
  if (!c.indices) { decref(<Value>p); return raiseNoMemory(); }
  memory.fill(c.indices, 0, bytes);
  return <Value>p;
}
/** The tuple of pool items at the indices. */
function result(c: Combinatoric): Value {
  const t = tupleNew(c.r);
  if (t) for (let i = 0; i < c.r; i++) tupleInit(t, i, newRef(tupleItem(c.pool, ix(c, i))));
  return t;
}
/** r as an index; -1 with an exception */
function lengthArg(v: Value): i32 {
  const n = countArg(v);
  if (n == COUNT_ERROR) return -1;
  if (n < 0) { raise(T.ValueError, "r must be non-negative"); return -1; }
  return n > 0x7FFFFF0 ? 0x7FFFFF0 : <i32>n;
}
/** Binds (iterable, r): pool as a tuple (new) in `boundPool`, r (NULL if absent) returned through `boundR`. */
let boundR: Value = NULL;
function bindPool(name: string, args: Ptr, nargs: i32, kwnames: Value, min: i32): Value {
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return NULL;
  const ok = bindSimple(name, args, nargs, kwnames, min, 2, out, N.iterable, N.r, NULL, NULL);
  const iterable = load<u64>(out);
  const r = load<u64>(out, 8);
  stackRestore(mark);
  const pool = ok ? sequenceToTuple(iterable) : NULL;
  boundR = r;
  return pool;
}
export function combinations_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const pool = bindPool("combinations", args, nargs, kwnames, 2);
  if (!pool) return NULL;
  const r = lengthArg(boundR), n = tupleSize(pool);
  if (r < 0) { decref(pool); return NULL; }
  const o = make(type, pool, r, r > n ? 0 : r, r > n);
  if (o && r <= n) for (let i = 0; i < r; i++) setIx(as<Combinatoric>(o), i, i);
  return o;
}
export function combinations_next(self: Value): Value {
  csBegin(<Ptr>self);
  const v = combinationsStep(as<Combinatoric>(self));
  csEnd();
  return v;
}
function combinationsStep(c: Combinatoric): Value {
  if (c.state == 2) return NULL;
  if (c.state == 1) {
    const n = tupleSize(c.pool), r = c.r;
    let i = r - 1;
    while (i >= 0 && ix(c, i) == i + n - r) i--;
    if (i < 0) { c.state = 2; return NULL; }
    setIx(c, i, ix(c, i) + 1);
    for (let j = i + 1; j < r; j++) setIx(c, j, ix(c, j - 1) + 1);
  }
  c.state = 1;
  return result(c);
}
export function cwr_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const pool = bindPool("combinations_with_replacement", args, nargs, kwnames, 2);
  if (!pool) return NULL;
  const r = lengthArg(boundR);
  if (r < 0) { decref(pool); return NULL; }
  return make(type, pool, r, r, tupleSize(pool) == 0 && r > 0);
}
export function cwr_next(self: Value): Value {
  csBegin(<Ptr>self);
  const v = cwrStep(as<Combinatoric>(self));
  csEnd();
  return v;
}
function cwrStep(c: Combinatoric): Value {
  if (c.state == 2) return NULL;
  if (c.state == 1) {
    const n = tupleSize(c.pool), r = c.r;
    let i = r - 1;
    while (i >= 0 && ix(c, i) == n - 1) i--;
    if (i < 0) { c.state = 2; return NULL; }
    const v = ix(c, i) + 1;
    for (let j = i; j < r; j++) setIx(c, j, v);
  }
  c.state = 1;
  return result(c);
}
export function permutations_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const pool = bindPool("permutations", args, nargs, kwnames, 1);
  if (!pool) return NULL;
  const n = tupleSize(pool), given = boundR;
  let r = n;
  if (given && given != None) {
    if (!isInt(given) && !hasFlag(given, TF_LONG_SUBCLASS)) { decref(pool); return raise(T.TypeError, "Expected int as r"); }
    r = lengthArg(given);
    if (r < 0) { decref(pool); return NULL; }
  }
  const o = make(type, pool, r, r > n ? 0 : n + r, r > n);
  if (o && r <= n) {
    const c = as<Combinatoric>(o);
    for (let i = 0; i < n; i++) setIx(c, i, i);
    for (let i = 0; i < r; i++) setIx(c, n + i, n - i);
  }
  return o;
}
export function permutations_next(self: Value): Value {
  csBegin(<Ptr>self);
  const v = permutationsStep(as<Combinatoric>(self));
  csEnd();
  return v;
}
function permutationsStep(c: Combinatoric): Value {
  if (c.state == 2) return NULL;
  if (c.state == 1) {
    const n = tupleSize(c.pool), r = c.r;
    let i = r - 1;
    for (; i >= 0; i--) {
      const cycle = ix(c, n + i) - 1;
      setIx(c, n + i, cycle);
      if (cycle == 0) {
        // rotate indices[i:] left by one
        const first = ix(c, i);
        for (let j = i; j < n - 1; j++) setIx(c, j, ix(c, j + 1));
        setIx(c, n - 1, first);
        setIx(c, n + i, n - i);
      } else {
        const a = ix(c, i), j = n - cycle;
        setIx(c, i, ix(c, j));
        setIx(c, j, a);
        break;
      }
    }
    if (i < 0) { c.state = 2; return NULL; }
  }
  c.state = 1;
  return result(c);
}
export function product_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!argsOnlyKeywords("product", kwnames, "repeat")) return NULL;
  const rep = argKeyword(args, nargs, kwnames, "repeat");
  const times = rep ? countArg(rep) : 1;
  if (times == COUNT_ERROR) return NULL;
  if (times < 0) return raise(T.ValueError, "repeat argument cannot be negative");
  if (times > 0x7FFFFF0 || times * nargs > 0x7FFFFF0) return raise(T.OverflowError, "repeat argument too large");
  const n = times == 0 ? 0 : nargs, total = <i32>times * n;
  const pool = tupleNew(total);
  if (!pool) return NULL;
  let empty = false;
  for (let i = 0; i < n; i++) {
    const t = sequenceToTuple(argAt(args, i));
    if (!t) { decref(pool); return NULL; }
    if (tupleSize(t) == 0) empty = true;
    for (let k = 0; k < <i32>times; k++) tupleInit(pool, k * n + i, newRef(t));
    decref(t);
  }
  return make(type, pool, total, total, empty);
}
export function product_next(self: Value): Value {
  csBegin(<Ptr>self);
  const v = productStep(as<Combinatoric>(self));
  csEnd();
  return v;
}
function productStep(c: Combinatoric): Value {
  if (c.state == 2) return NULL;
  const n = c.r;
  if (c.state == 1) {
    let i = n - 1;
    for (; i >= 0; i--) {
      const next = ix(c, i) + 1;
      if (next < tupleSize(tupleItem(c.pool, i))) { setIx(c, i, next); break; }
      setIx(c, i, 0);
    }
    if (i < 0) { c.state = 2; return NULL; }
  }
  c.state = 1;
  const t = tupleNew(n);
  if (t) for (let i = 0; i < n; i++) tupleInit(t, i, newRef(tupleItem(tupleItem(c.pool, i), ix(c, i))));
  return t;
}
