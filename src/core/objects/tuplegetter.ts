/**
 * _tuplegetter, the descriptor of a named tuple's field: its layout, which attribute caches read too (its methods: modules/collections/dicts.ts). @frozen once made.
 */
import { Value } from "../base/value";
import { Obj, as } from "../base/obj";

@unmanaged
export class TupleGetter extends Obj {
  doc: Value;
  index: i32;
}
export function tuplegetterIndex(v: Value): i32 { return as<TupleGetter>(v).index; }
