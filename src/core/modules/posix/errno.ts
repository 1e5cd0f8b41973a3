/** errno.errorcode: {number: name}, from the module's own constants. */
import { Value, NULL, isInt, intOf } from "../../base/value";
import { N } from "../../../generated/core/names";
import { decref } from "../../refcount/count";
import { moduleAddConstant, moduleDict } from "../../objects/module";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { dictContains, dictNew, dictNextNew, dictSet } from "../../types/dict/core";

export function errnoExec(m: Value): i32 {
  const d = moduleDict(m), codes = dictNew(), mark = stackMark(), out = stackAlloc(16);
  if (!codes || !out) return -1;
  for (let i = 0; ;) {
    i = dictNextNew(d, i, out);
    if (i < 0) break;
    const k = load<u64>(out), v = load<u64>(out, 8);
    // the first name of a number is its name: EAGAIN, EDEADLK, EOPNOTSUPP
    if (isInt(v) && dictContains(codes, v) == 0) dictSet(codes, v, k);
    decref(k); decref(v);
  }
  stackRestore(mark);
  moduleAddConstant(m, N.errorcode, codes);
  return 0;
}
