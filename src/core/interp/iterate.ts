/** FOR_ITER's inline steps over the common iterators. 0: not one of these (use the slot) · 1: exhausted · else the next value, new reference. */
import { Ptr, Value, NULL, int } from "../base/value";
import { T } from "../../generated/core/types";

export function iterNextFast(it: Ptr): Value {
  return NULL;
}
