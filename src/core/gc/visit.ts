/** gcVisit: what every tp_traverse calls for each reference it owns. The visitor is the collector's, chosen per pass; thread-local (the collecting thread walks alone). */
import { Ptr, Value, isPtr } from "../base/value";

let visitor: u32 = 0;
/** Sets the function that gets the address of each object visited: fn(p: Ptr): void. */
export function gcSetVisitor(fn: (p: Ptr) => void): void { visitor = fn.index; }
export function gcVisit(v: Value): void { if (isPtr(v)) call_indirect<void>(visitor, <Ptr>v); }
