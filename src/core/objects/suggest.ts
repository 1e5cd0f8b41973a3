/**
 * "Did you mean …?": the candidate nearest to a misspelt keyword argument, by Levenshtein distance over UTF-8 with a discount for a change of case. Used as
 *
 *     suggestFor(key); suggestTry(candidate)…; raiseUnexpectedKeyword(functionName, key)
 *
 * with no Python code in between: the state is the thread's own (globals of this instance). CPython: Python/suggestions.c, error_unexpected_keyword_arg in Python/getargs.c.
 */
import { Ptr, Value, NULL } from "../base/value";
import { T } from "../../generated/core/types";
import { newRef, decref } from "../refcount/count";
import { raiseFmt } from "./errors";
import { stackAlloc, stackMark, stackRestore } from "./scratch";
import { strEq, strFromLiteral } from "../types/str/core";
import { utf8Length, utf8Write } from "../codecs/utf8";

const MAX_CANDIDATES: i32 = 750, MAX_SIZE: i32 = 40, MOVE_COST: i32 = 2, CASE_COST: i32 = 1;
/** Thread-local: the name, the best candidate (both borrowed), its distance, candidates seen. */
let wanted: Value = NULL;
let best: Value = NULL;
let bestDistance: i32 = i32.MAX_VALUE;
let seen: i32 = 0;

export function suggestFor(name: Value): void { wanted = name; best = NULL; bestDistance = i32.MAX_VALUE; seen = 0; }
function lower(c: i32): i32 { return c >= 65 && c <= 90 ? c + 32 : c; }
function substitution(a: i32, b: i32): i32 {
  if ((a & 31) != (b & 31)) return MOVE_COST;
  if (a == b) return 0;
  return lower(a) == lower(b) ? CASE_COST : MOVE_COST;
}
/** The distance of a and b, or anything above `max` if it is more. `row`: MAX_SIZE i32. */
function distance(a: Ptr, na: i32, b: Ptr, nb: i32, max: i32, row: Ptr): i32 {
  while (na && nb && load<u8>(a) == load<u8>(b)) { a++; na--; b++; nb--; }
  while (na && nb && load<u8>(a + na - 1) == load<u8>(b + nb - 1)) { na--; nb--; }
  if (!na || !nb) return (na + nb) * MOVE_COST;
  if (na > MAX_SIZE || nb > MAX_SIZE) return max + 1;
  if (nb < na) { const p = a, n = na; a = b; na = nb; b = p; nb = n; }
  if ((nb - na) * MOVE_COST > max) return max + 1;
  for (let i = 0; i < na; i++) store<i32>(row + (<usize>i << 2), (i + 1) * MOVE_COST);
  let result = 0;
  for (let j = 0; j < nb; j++) {
    const c = <i32>load<u8>(b + j);
    let before = j * MOVE_COST, minimum = i32.MAX_VALUE;
    result = before;
    for (let i = 0; i < na; i++) {
      const slot = row + (<usize>i << 2), replaced = before + substitution(c, <i32>load<u8>(a + i));
      before = load<i32>(slot);
      const moved = min(result, before) + MOVE_COST;
      result = min(moved, replaced);
      store<i32>(slot, result);
      if (result < minimum) minimum = result;
    }
    if (minimum > max) return max + 1;
  }
  return result;
}
/** A candidate (borrowed). */
export function suggestTry(candidate: Value): void {
  if (!candidate || ++seen >= MAX_CANDIDATES || strEq(candidate, wanted)) return;
  const na = utf8Length(wanted), nb = utf8Length(candidate), mark = stackMark(), p = stackAlloc(na + nb + (MAX_SIZE << 2) + 16);
  if (!p) return;
  const q = utf8Write(wanted, p), row = (utf8Write(candidate, q) + 7) & ~7;
  let max = (na + nb + 3) * MOVE_COST / 6;
  if (max > bestDistance - 1) max = bestDistance - 1;
  const d = distance(p, na, q, nb, max, row);
  if (d <= max) { best = candidate; bestDistance = d; }
  stackRestore(mark);
}
/** TypeError for a keyword that no parameter has, with what suggestTry found. Returns NULL. */
export function raiseUnexpectedKeyword(fname: Value, key: Value): Value {
  const near = seen < MAX_CANDIDATES ? newRef(best) : NULL;
  wanted = NULL; best = NULL;
  if (near) raiseFmt(T.TypeError, "%U() got an unexpected keyword argument '%S'. Did you mean '%S'?", fname, key, near);
  else raiseFmt(T.TypeError, "%U() got an unexpected keyword argument '%S'", fname, key);
  decref(near);
  return NULL;
}
/** The same for a function that takes up to four keywords, which are given as literals ("": none). Returns NULL. */
export function raiseUnexpectedOf(fname: string, key: Value, a: string = "", b: string = "", c: string = "", d: string = ""): Value {
  suggestFor(key);
  const f = strFromLiteral(fname), v0 = a.length ? strFromLiteral(a) : NULL, v1 = b.length ? strFromLiteral(b) : NULL, v2 = c.length ? strFromLiteral(c) : NULL, v3 = d.length ? strFromLiteral(d) : NULL;
  suggestTry(v0); suggestTry(v1); suggestTry(v2); suggestTry(v3);
  if (f) raiseUnexpectedKeyword(f, key);
  decref(f); decref(v0); decref(v1); decref(v2); decref(v3);
  return NULL;
}
