/**
 * Objects that only tests want, shown as attributes of _typhon. ContainerNoGC (CPython: Modules/_testcapimodule.c) holds a value that the collector does not see, as a
 * type of an extension module without tp_traverse would: what hangs on it dies by counts alone, in the middle of the clearing of a cycle.
 */
import { Ptr, Value, NULL } from "../base/value";
import { Obj } from "../base/obj";
import { T, TypeObject } from "../../generated/core/types";
import { freeObject, newObject } from "../objects/alloc";
import { raise } from "../objects/errors";
import { decref, newRef } from "../refcount/count";

@unmanaged
export class ContainerNoGC extends Obj {
  /** @frozen */ value: Value;
}
export function containerNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs != 1 || kwnames) return raise(T.TypeError, "ContainerNoGC() takes exactly one positional argument");
  const p = newObject(changetype<TypeObject>(<Ptr>type));
  if (!p) return NULL;
  changetype<ContainerNoGC>(p).value = newRef(load<u64>(args));
  return <Value>p;
}
export function containerDealloc(p: Ptr): void {
  const v = changetype<ContainerNoGC>(p).value;
  freeObject(p);
  decref(v);
}
