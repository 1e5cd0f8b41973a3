/** Access to raw arguments (tp_new, tp_init, functions with *args). The checks: objects/args.ts. */
import { Ptr, Value, NULL } from "../base/value";
import { raiseUnexpectedOf } from "../objects/suggest";
import { tupleItem, tupleSize } from "./tuple/core";
import { strEqLiteral } from "./str/core";

export { noKeywords as argsNoKeywords, checkPositional as argsCount } from "../objects/args";
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
    if (!strEqLiteral(k, a) && !(b.length && strEqLiteral(k, b)) && !(c.length && strEqLiteral(k, c))) {
      raiseUnexpectedOf(fname, k, a, b, c);
      return false;
    }
  }
  return true;
}
