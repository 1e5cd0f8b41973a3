/** list[int] and the like, and the tp_hash of unhashable types, for the specs. */
import { Value } from "../base/value";
import { genericAliasNew } from "../objects/generic-alias";

export function classGetItem(cls: Value, item: Value): Value { return genericAliasNew(cls, item); }
export { hashNotImplemented as notHashable } from "../objects/type-inherit";
