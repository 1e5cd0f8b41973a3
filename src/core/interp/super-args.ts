/**
 * What the object model asks of the running Python frame: class and receiver for super() without arguments, globals for `__module__`.
 * CPython: super_init_without_args in Objects/typeobject.c.
 */
import { Ptr, Value, NULL, isPtr } from "../base/value";
import { as } from "../base/obj";
import { T, TF_TYPE_SUBCLASS } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { ts } from "../threads/self";
import { ThreadState } from "../threads/state";
import { newRef } from "../refcount/count";
import { raise, raiseFmt } from "../objects/errors";
import { hasFlag, isExact } from "../objects/typeof";
import { setGlobalsHook, setSuperHook } from "../objects/hooks";
import { CodeObject, codeLocalKind, codeLocalName, KIND_CELL, KIND_FREE } from "./code";
import { cellGet } from "./cell";
import { Frame, FRAME_HEADER } from "./frame";

function superFrameArguments(out: Ptr): bool {
  const frame: Ptr = changetype<ThreadState>(ts).frame;
  if (!frame) { raise(T.RuntimeError, "super(): no current frame"); return false; }
  const c = changetype<CodeObject>(<Ptr>changetype<Frame>(frame).code), regs = frame + FRAME_HEADER;
  if (c.argCount == 0) { raise(T.RuntimeError, "super(): no arguments"); return false; }
  let first = load<u64>(regs);
  // captured by a closure: the register holds the cell
  if (first && (codeLocalKind(c, 0) & KIND_CELL) && isExact(first, T.cell)) first = cellGet(<Ptr>first); else first = newRef(first);
  if (!first) { raise(T.RuntimeError, "super(): arg[0] deleted"); return false; }
  store<u64>(out, first, 8);
  for (let i = 0; i < c.localCount; i++) {
    if (!(codeLocalKind(c, i) & KIND_FREE) || codeLocalName(c, i) != N.__class__) continue;
    const cell = load<u64>(regs + (<usize>i << 3));
    if (!isExact(cell, T.cell)) { raise(T.RuntimeError, "super(): bad __class__ cell"); return false; }
    const cls = cellGet(<Ptr>cell);
    if (!cls) { raise(T.RuntimeError, "super(): empty __class__ cell"); return false; }
    if (!hasFlag(cls, TF_TYPE_SUBCLASS)) { raiseFmt(T.RuntimeError, "super(): __class__ is not a type (%T)", cls); return false; }
    store<u64>(out, cls);
    return true;
  }
  raise(T.RuntimeError, "super(): __class__ cell not found");
  return false;
}
function frameGlobals(): Value {
  const frame: Ptr = changetype<ThreadState>(ts).frame;
  return frame ? newRef(<Value>changetype<Frame>(frame).globals) : NULL;
}
/** At boot. */
export function modelHooksInit(): void {
  setSuperHook(superFrameArguments);
  setGlobalsHook(frameGlobals);
}
