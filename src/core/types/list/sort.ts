import { Value } from "../../base/value";
/** list.sort() without key. */
export function listSort(l: Value): i32 { return -1; }
