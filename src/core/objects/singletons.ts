/** NoneType, ellipsis, NotImplementedType: immediates, so nothing is ever allocated or freed. Cells as Python sees them. */
import { Ptr, Value, NULL, None, True, False, Ellipsis, NotImplemented, boolean } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import { T } from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { gcVisit } from "../gc/visit";
import { xchgV } from "../base/atomics";
import { freeObject } from "./alloc";
import { raise, raiseFmt, fmt } from "./errors";
import { typeOf, isExact } from "./typeof";
import { hasKeywords, noKeywords, checkPositional } from "./args";
import { hexAddress } from "./hash";
import { richCompare } from "./abstract";
import { CELL_VALUE, cellNew, cellGet, cellSet } from "../interp/cell";

export function noneRepr(v: Value): Value { return newRef(N.None); }
export function noneBool(v: Value): i32 { return 0; }
export function noneHash(v: Value): i64 { return 0xfca86420; }
export function noneNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return nargs || hasKeywords(kwnames) ? raise(T.TypeError, "NoneType takes no arguments") : None; }
export function ellipsisRepr(v: Value): Value { return newRef(N.Ellipsis); }
export function ellipsisNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return nargs || hasKeywords(kwnames) ? raise(T.TypeError, "EllipsisType takes no arguments") : Ellipsis; }
export function ellipsisReduce(v: Value): Value { return newRef(N.Ellipsis); }
export function notImplementedRepr(v: Value): Value { return newRef(N.NotImplemented); }
export function notImplementedBool(v: Value): i32 { raise(T.TypeError, "NotImplemented should not be used in a boolean context"); return -1; }
export function notImplementedNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return nargs || hasKeywords(kwnames) ? raise(T.TypeError, "NotImplementedType takes no arguments") : NotImplemented; }
export function notImplementedReduce(v: Value): Value { return newRef(N.NotImplemented); }

// ---- cell -------------------------------------------------------------------------------------------------------------------------
export function cellTypeNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("cell", kwnames) || !checkPositional("cell", nargs, 0, 1)) return NULL;
  return cellNew(nargs ? newRef(load<u64>(args)) : NULL);
}
export function cellDealloc(p: Ptr): void { decref(xchgV(p + CELL_VALUE, NULL)); freeObject(p); }
export function cellTraverse(p: Ptr): void { gcVisit(load<u64>(p + CELL_VALUE)); }
export function cellClear(p: Ptr): void { decref(xchgV(p + CELL_VALUE, NULL)); }
export function cellContents(c: Value): Value { const v = cellGet(<Ptr>c); return v ? v : raise(T.ValueError, "cell is empty"); }
export function cellSetContents(c: Value, v: Value): i32 { cellSet(<Ptr>c, newRef(v)); return 0; }
export function cellRepr(c: Value): Value {
  const id = hexAddress(c), v = cellGet(<Ptr>c);
  let r: Value;
  if (!v) r = fmt("<cell at %U: empty>", id);
  else { const o = hexAddress(v); r = fmt("<cell at %U: %T object at %U>", id, v, o); decref(o); decref(v); }
  decref(id);
  return r;
}
export function cellCompare(a: Value, b: Value, op: i32): Value {
  if (!isExact(a, T.cell) || !isExact(b, T.cell)) return NotImplemented;
  const x = cellGet(<Ptr>a), y = cellGet(<Ptr>b);
  let r: Value;
  if (x && y) r = richCompare(x, y, op);
  else { const i = x ? 1 : 0, j = y ? 1 : 0; r = boolean(op == 0 ? i < j : op == 1 ? i <= j : op == 2 ? i == j : op == 3 ? i != j : op == 4 ? i > j : i >= j); }
  decref(x); decref(y);
  return r;
}
