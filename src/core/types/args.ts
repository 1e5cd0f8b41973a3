/** Checks of raw arguments (tp_new, tp_init, functions with *args), with the messages of CPython's _PyArg_CheckPositional and _PyArg_NoKeywords. */
import { Ptr, Value, NULL, int } from "../base/value";
import { T } from "../../generated/core/types";
import { raiseFmt, fmt } from "../objects/errors";
import { decref } from "../refcount/count";
import { strFromLiteral } from "./str/core";
import { tupleItem, tupleSize } from "./tuple/core";
import { strEqLiteral } from "./str/core";

/** False with TypeError when keyword arguments were given. */
export function argsNoKeywords(name: string, kwnames: Value): bool {
  if (!kwnames || tupleSize(kwnames) == 0) return true;
  const n = strFromLiteral(name);
  raiseFmt(T.TypeError, "%U() takes no keyword arguments", n);
  decref(n);
  return false;
}
/** False with TypeError when nargs is not in [min, max]. */
export function argsCount(name: string, nargs: i32, min: i32, max: i32): bool {
  if (nargs >= min && nargs <= max) return true;
  const n = strFromLiteral(name), bound = nargs < min ? min : max;
  const how = strFromLiteral(min == max ? "" : nargs < min ? "at least " : "at most ");
  const s = strFromLiteral(bound == 1 ? "" : "s");
  const head = fmt("%U expected %U%d argument%U", n, how, int(bound), s);
  if (head) raiseFmt(T.TypeError, "%U, got %d", head, int(nargs));
  decref(n); decref(how); decref(s); decref(head);
  return false;
}
// @ts-ignore: decorator
@inline export function argAt(args: Ptr, i: i32): Value { return load<u64>(args + (<usize>i << 3)); }
/** The value given for keyword `name`, or NULL. Borrowed. */
export function argKeyword(args: Ptr, nargs: i32, kwnames: Value, name: string): Value {
  if (!kwnames) return NULL;
  const n = tupleSize(kwnames);
  for (let i = 0; i < n; i++) if (strEqLiteral(tupleItem(kwnames, i), name)) return argAt(args, nargs + i);
  return NULL;
}
/** False with TypeError when a keyword is none of the given names ("" for none). */
export function argsOnlyKeywords(fname: string, kwnames: Value, a: string, b: string = "", c: string = ""): bool {
  if (!kwnames) return true;
  const n = tupleSize(kwnames);
  for (let i = 0; i < n; i++) {
    const k = tupleItem(kwnames, i);
    if (strEqLiteral(k, a) || (b.length && strEqLiteral(k, b)) || (c.length && strEqLiteral(k, c))) continue;
    const f = strFromLiteral(fname);
    raiseFmt(T.TypeError, "%U() got an unexpected keyword argument '%U'", f, k);
    decref(f);
    return false;
  }
  return true;
}
