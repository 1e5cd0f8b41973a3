/**
 * Arguments of native tp_new and tp_init, which get the raw call convention. `bindSimple` binds up to six named parameters with CPython's messages
 * (Python/getargs.c).
 */
import { Ptr, Value, NULL, int } from "../base/value";
import { T } from "../../generated/core/types";
import { tupleItem, tupleSize } from "../types/tuple/core";
import { strEq, strFromLiteral } from "../types/str/core";
import { decref } from "../refcount/count";
import { raiseFmt } from "./errors";
import { raiseUnexpectedKeyword, suggestFor, suggestTry } from "./suggest";

/** Whether keyword arguments were given. */
// @ts-ignore: decorator
@inline export function hasKeywords(kwnames: Value): bool { return kwnames != NULL && tupleSize(kwnames) > 0; }
/** TypeError "NAME() takes no keyword arguments" if there are any. */
export function noKeywords(name: string, kwnames: Value): bool {
  if (!hasKeywords(kwnames)) return true;
  const n = strFromLiteral(name);
  raiseFmt(T.TypeError, "%U() takes no keyword arguments", n);
  decref(n);
  return false;
}
/** TypeError unless min <= nargs <= max: "NAME expected at most 1 argument, got 2". */
export function checkPositional(name: string, nargs: i32, min: i32, max: i32): bool {
  if (nargs >= min && nargs <= max) return true;
  const n = strFromLiteral(name);
  const bound = nargs < min ? min : max;
  raiseFmt(T.TypeError, min == max ? (bound == 1 ? "%U expected %d argument, got %d" : "%U expected %d arguments, got %d")
    : nargs < min ? (bound == 1 ? "%U expected at least %d argument, got %d" : "%U expected at least %d arguments, got %d")
    : (bound == 1 ? "%U expected at most %d argument, got %d" : "%U expected at most %d arguments, got %d"), n, int(bound), int(nargs));
  decref(n);
  return false;
}
// @ts-ignore: decorator
@inline function pick(i: i32, n0: Value, n1: Value, n2: Value, n3: Value, n4: Value, n5: Value): Value { return i == 0 ? n0 : i == 1 ? n1 : i == 2 ? n2 : i == 3 ? n3 : i == 4 ? n4 : n5; }
/**
 * Up to six parameters named n0…n5 (NULL: positional only), `min` of them required: out[i] = value or NULL. Borrowed. False: TypeError raised.
 */
export function bindSimple(name: string, args: Ptr, nargs: i32, kwnames: Value, min: i32, max: i32, out: Ptr, n0: Value, n1: Value, n2: Value, n3: Value, n4: Value = NULL, n5: Value = NULL): bool {
  const nk = kwnames ? tupleSize(kwnames) : 0;
  if (nk && !n0) { noKeywords(name, kwnames); return false; }
  if (!nk && !n0) { if (!checkPositional(name, nargs, min, max)) return false; }
  else if (nargs + nk > max) {
    const n = strFromLiteral(name);
    raiseFmt(T.TypeError, max == 1 ? "%U() takes at most %d argument (%d given)" : "%U() takes at most %d arguments (%d given)", n, int(max), int(nargs + nk));
    decref(n);
    return false;
  }
  for (let i = 0; i < max; i++) store<u64>(out + (<usize>i << 3), i < nargs ? load<u64>(args + (<usize>i << 3)) : NULL);
  let unknown: Value = NULL;
  for (let k = 0; k < nk; k++) {
    const key = tupleItem(kwnames, k);
    let at = -1;
    for (let i = 0; i < max; i++) { const p = pick(i, n0, n1, n2, n3, n4, n5); if (p && strEq(p, key)) { at = i; break; } }
    if (at < 0) { if (!unknown) unknown = key; continue; }
    const n = strFromLiteral(name);
    if (load<u64>(out + (<usize>at << 3))) { raiseFmt(T.TypeError, "argument for %U() given by name ('%U') and position (%d)", n, key, int(at + 1)); decref(n); return false; }
    decref(n);
    store<u64>(out + (<usize>at << 3), load<u64>(args + (<usize>(nargs + k) << 3)));
  }
  for (let i = 0; i < min; i++) if (!load<u64>(out + (<usize>i << 3))) {
    const n = strFromLiteral(name);
    const p = pick(i, n0, n1, n2, n3, n4, n5);
    raiseFmt(T.TypeError, "%U() missing required argument '%U' (pos %d)", n, p, int(i + 1));
    decref(n);
    return false;
  }
  if (unknown) {
    const n = strFromLiteral(name);
    suggestFor(unknown);
    suggestTry(n0); suggestTry(n1); suggestTry(n2); suggestTry(n3); suggestTry(n4); suggestTry(n5);
    raiseUnexpectedKeyword(n, unknown);
    decref(n);
    return false;
  }
  return true;
}
/**
 * Two keyword-only parameters k0, k1 (the call's positional arguments are handled by the caller): out[0], out[1] = value or NULL, borrowed. values: the keyword
 * arguments, one for each of kwnames. False: TypeError raised.
 */
export function keywordOnly(name: string, values: Ptr, kwnames: Value, k0: Value, k1: Value, out: Ptr): bool {
  store<u64>(out, NULL); store<u64>(out, NULL, 8);
  const nk = kwnames ? tupleSize(kwnames) : 0;
  for (let i = 0; i < nk; i++) {
    const k = tupleItem(kwnames, i), v = load<u64>(values + (<usize>i << 3));
    if (strEq(k, k0)) store<u64>(out, v);
    else if (strEq(k, k1)) store<u64>(out, v, 8);
    else {
      const n = strFromLiteral(name);
      suggestFor(k);
      suggestTry(k0); suggestTry(k1);
      raiseUnexpectedKeyword(n, k);
      decref(n);
      return false;
    }
  }
  return true;
}
