/** type(v), for immediates too. */
import { Value, None, True, False, Ellipsis, NotImplemented, isPtr, isInt, isFloat } from "../base/value";
import { as, Obj } from "../base/obj";
import { T, TypeObject } from "../../generated/core/types";

// @ts-ignore: decorator
@inline export function typeOf(v: Value): TypeObject { return isPtr(v) ? changetype<TypeObject>(as<Obj>(v).type) : typeOfImmediate(v); }
export function typeOfImmediate(v: Value): TypeObject {
  if (isInt(v)) return T.int;
  if (isFloat(v)) return T.float;
  if (v == None) return T.NoneType;
  if (v == True || v == False) return T.bool;
  if (v == Ellipsis) return T.ellipsis;
  return T.NotImplementedType;
}
// @ts-ignore: decorator
@inline export function isExact(v: Value, t: TypeObject): bool { return isPtr(v) && as<Obj>(v).type == changetype<u32>(t); }
/** Whether type(v) has one of these tp_flags (TF_LIST_SUBCLASS and the like). */
// @ts-ignore: decorator
@inline export function hasFlag(v: Value, flag: u32): bool { return (typeOf(v).tp_flags & flag) != 0; }
