/** types.FrameType: attributes of frames. The object's life: frame.ts. CPython: Objects/frameobject.c. f_locals of a function is a snapshot dict (docs/status.md). */
import { Ptr, Value, NULL, None, True, False, boolean, int, isPtr } from "../base/value";
import { as, toValue } from "../base/obj";
import { T } from "../../generated/core/types";
import { CO_OPTIMIZED } from "../../generated/core/opcodes";
import { decref, newRef } from "../refcount/count";
import { memFree } from "../memory/alloc";
import { freeObject } from "../objects/alloc";
import { gcVisit } from "../gc/visit";
import { fmt, raise } from "../objects/errors";
import { dictNew, dictSet } from "../types/dict/core";
import { CodeObject, codeLine, codeLineRange, rangeFrom, rangeTo, codeLocalKind, codeLocalName, KIND_CELL, KIND_FREE, KIND_HIDDEN } from "./code";
import { Frame, FrameObject, TRACE_NO_LINES, TRACE_OPCODES, FRAME_HEADER, FRAME_GENERATOR, frameClear, frameObject } from "./frame";
import { cellGet } from "./cell";
import { frameVisit } from "./generator";
import { isExact } from "../objects/typeof";
import { hexAddress } from "../objects/hash";
import { PROC_MULTI } from "../base/map";
import { ts } from "../threads/self";
import { ThreadState } from "../threads/state";
import { worldStart, worldStop } from "../threads/attach";

// @ts-ignore: decorator
@inline function fo(v: Value): FrameObject { return as<FrameObject>(v); }
function live(v: Value): Frame { return changetype<Frame>(fo(v).frame); }
function code(v: Value): CodeObject { return changetype<CodeObject>(live(v).code); }

/**
 * Another thread may be running the frame, push and pop, or end it: then the world is stopped for the time of a look (`release(hold(v))` around it). Not for frames of this
 * thread, of which most looks are, nor for those that have ended. Two threads that look never make two objects for one frame.
 */
function hold(v: Value): bool {
  const o = fo(v);
  if (atomic.load<u32>(PROC_MULTI) == 0 || o.own || !o.frame) return false;
  for (let f: Ptr = changetype<ThreadState>(ts).frame; f; f = changetype<Frame>(f).prev) if (f == <Ptr>o.frame) return false;
  worldStop();
  return true;
}
function release(held: bool): void { if (held) worldStart(); }

export function frameObjectDealloc(p: Ptr): void {
  const o = changetype<FrameObject>(p);
  if (o.own && o.frame) { frameClear(changetype<Frame>(o.frame)); memFree(o.frame); }
  decref(o.trace); decref(o.native); decref(o.extra); decref(o.back);
  freeObject(p);
}
export function frameObjectTraverse(p: Ptr): void {
  const o = changetype<FrameObject>(p);
  if (o.own && o.frame) frameVisit(changetype<Frame>(o.frame));
  gcVisit(o.trace); gcVisit(o.native); gcVisit(o.extra); gcVisit(o.back);
}
export function frameObjectClear(p: Ptr): void {
  const o = changetype<FrameObject>(p);
  if (o.own && o.frame) clearRegisters(changetype<Frame>(o.frame));
  const e = o.extra, b = o.back, t = o.trace;
  o.extra = NULL; o.back = NULL; o.trace = NULL;
  decref(e); decref(b); decref(t);
}
/** Drops registers and locals but keeps the function, whose code says the layout. */
function clearRegisters(f: Frame): void {
  const c = changetype<CodeObject>(f.code);
  for (let p = changetype<Ptr>(f) + FRAME_HEADER, e = p + (<usize>c.registerCount << 3); p < e; p += 8) {
    const v = load<u64>(p);
    store<u64>(p, NULL);
    decref(v);
  }
  const l = f.locals;
  f.locals = NULL;
  decref(l);
}
/** frame.clear() */
export function frameObjectClearMethod(v: Value): Value {
  const o = fo(v);
  if (!o.frame) return None;
  if (!o.own) {
    if (live(v).flags & FRAME_GENERATOR) {
      const g = live(v).gen;
      if (g) {
        if (atomic.load<u32>(g, offsetof<GeneratorObject>("state")) == GEN_RUNNING) return raise(T.RuntimeError, "cannot clear an executing frame");
        const r = generatorClose(g);
        return r;
      }
      return None;
    }
    return raise(T.RuntimeError, "cannot clear an executing frame");
  }
  clearRegisters(live(v));
  return None;
}
import { GeneratorObject, GEN_RUNNING, generatorClose } from "./generator";
export function frameObjectRepr(v: Value): Value {
  const held = hold(v), c = code(v);
  release(held);
  const a = hexAddress(v), r = fmt("<frame at %U, file %R, line %S, code %U>", a, c.filename, frameGetLineno(v), c.name);
  decref(a);
  return r;
}
export function frameGetBack(v: Value): Value {
  const held = hold(v), r = back(v);
  release(held);
  return r;
}
function back(v: Value): Value {
  const o = fo(v);
  if (!o.frame) return None;
  if (o.own) return o.back ? newRef(o.back) : None;
  const prev = live(v).prev;
  if (!prev) return None;
  const b = frameObject(changetype<Frame>(prev));
  return b ? newRef(<Value>b) : NULL;
}
export function frameGetCode(v: Value): Value { const held = hold(v), r = newRef(live(v).code); release(held); return r; }
export function frameGetGlobals(v: Value): Value { const held = hold(v), r = newRef(live(v).globals); release(held); return r; }
export function frameGetBuiltins(v: Value): Value { const held = hold(v), r = newRef(live(v).builtins); release(held); return r; }
export function frameLine(f: Frame): i32 { const c = changetype<CodeObject>(f.code); return codeLine(c, <i32>((f.pc - c.words) >> 3)); }
export function frameGetLineno(v: Value): Value { const held = hold(v), n = frameLine(live(v)); release(held); return n ? int(n) : None; }
export function frameGetLasti(v: Value): Value { const held = hold(v), n = (live(v).pc - code(v).words) >> 2; release(held); return int(n); }
export function frameGetTrace(v: Value): Value { const t = fo(v).trace; return t ? newRef(t) : None; }
export function frameSetTrace(v: Value, x: Value): i32 {
  const o = fo(v), old = o.trace;
  if (!old && x && o.frame) {
    // the line it is on has begun already
    const f = live(v);
    o.lastWord = <i32>((f.pc - changetype<CodeObject>(f.code).words) >> 3);
    o.lastLine = codeLineRange(changetype<CodeObject>(f.code), o.lastWord);
    o.lineFrom = rangeFrom; o.lineTo = rangeTo;
  }
  o.trace = x && x != None ? newRef(x) : NULL;
  decref(old);
  return 0;
}
function flagSet(v: Value, x: Value, flag: u32, negate: bool, name: string): i32 {
  if (!x) { raise(T.AttributeError, name); return -1; }
  if (x != True && x != False) { raise(T.TypeError, "attribute value type must be bool"); return -1; }
  const o = fo(v);
  if ((x == True) != negate) o.traceFlags |= flag; else o.traceFlags &= ~flag;
  return 0;
}
export function frameGetTraceLines(v: Value): Value { return boolean(!(fo(v).traceFlags & TRACE_NO_LINES)); }
export function frameSetTraceLines(v: Value, x: Value): i32 { return flagSet(v, x, TRACE_NO_LINES, true, "cannot delete f_trace_lines"); }
export function frameGetTraceOpcodes(v: Value): Value { return boolean((fo(v).traceFlags & TRACE_OPCODES) != 0); }
export function frameSetTraceOpcodes(v: Value, x: Value): i32 { return flagSet(v, x, TRACE_OPCODES, false, "cannot delete f_trace_opcodes"); }
export function frameGetGenerator(v: Value): Value { const held = hold(v), g = live(v).gen, r = g ? newRef(<Value>g) : None; release(held); return r; }
/** The mapping of a frame's variables: the real one of a module or class body; for a function a new dict. New reference. */
export function frameLocals(f: Frame): Value {
  if (f.locals) return newRef(f.locals);
  const c = changetype<CodeObject>(f.code);
  const d = dictNew();
  if (!d) return NULL;
  for (let i = 0; i < c.localCount; i++) {
    const kind = codeLocalKind(c, i);
    if (kind & KIND_HIDDEN) continue;
    let v = load<u64>(changetype<Ptr>(f) + FRAME_HEADER + (<usize>i << 3));
    if (!v) continue;
    if ((kind & (KIND_CELL | KIND_FREE)) && isExact(v, T.cell)) v = cellGet(<Ptr>v); else newRef(v);
    if (!v) continue;
    const e = dictSet(d, codeLocalName(c, i), v);
    decref(v);
    if (e < 0) { decref(d); return NULL; }
  }
  return d;
}
export function frameGetLocals(v: Value): Value { const held = hold(v), r = frameLocals(live(v)); release(held); return r; }
