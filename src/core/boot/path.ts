/** sys.path as a program may have left it. */
import { Value, NULL, int } from "../base/value";
import { T } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { decref } from "../refcount/count";
import { isExact } from "../objects/typeof";
import { callMethod2 } from "../objects/call";

/** path.insert(0, v): 0, or -1 with an exception. Borrows. */
export function listInsertFront(path: Value, v: Value): i32 {
  if (!isExact(path, T.list)) return 0;
  const r = callMethod2(path, N.insert, int(0), v);
  if (!r) return -1;
  decref(r);
  return 0;
}
