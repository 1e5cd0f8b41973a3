/** Calls of special methods found by lookupSpecial, which left the receiver to pass (or NULL) in a slot. They consume the callable. */
import { isPtr, Ptr, Value, NULL } from "../base/value";
import { decrefDeferred } from "../refcount/count";
import { call, call0, call1, call2, call3 } from "./call";
import { errOccurred, raiseObject } from "./errors";
import { T } from "../../generated/core/types";
import { lookupSpecial } from "./attributes";
import { stackAlloc, stackMark, stackRestore } from "./scratch";

export function callSpecial0(f: Value, selfSlot: Ptr): Value {
  const s = load<u64>(selfSlot);
  const r = s ? call1(f, s) : call0(f);
  if (isPtr(f)) decrefDeferred(<Ptr>f);
  return r;
}
export function callSpecial1(f: Value, selfSlot: Ptr, a: Value): Value {
  const s = load<u64>(selfSlot);
  const r = s ? call2(f, s, a) : call1(f, a);
  if (isPtr(f)) decrefDeferred(<Ptr>f);
  return r;
}
export function callSpecial2(f: Value, selfSlot: Ptr, a: Value, b: Value): Value {
  const s = load<u64>(selfSlot);
  const r = s ? call3(f, s, a, b) : call2(f, a, b);
  if (isPtr(f)) decrefDeferred(<Ptr>f);
  return r;
}
/** type(o).name(o): NULL without an exception if the type has none. */
export function special0(o: Value, name: Value): Value {
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return NULL;
  const f = lookupSpecial(o, name, slot);
  const r = f ? callSpecial0(f, slot) : NULL;
  stackRestore(mark);
  return r;
}
export function special1(o: Value, name: Value, a: Value): Value {
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return NULL;
  const f = lookupSpecial(o, name, slot);
  const r = f ? callSpecial1(f, slot, a) : NULL;
  stackRestore(mark);
  return r;
}
