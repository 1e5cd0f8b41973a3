/**
 * types.FrameType: attributes of frames. The object's life: frame.ts. CPython: Objects/frameobject.c. f_locals of a function: frame-locals.ts.
 *
 * Any thread may have the object. A frame that lives is read by its own thread as it is, by others with the world stopped (`hold`); what is taken out of it is counted before the world goes on. One that has ended
 * (`own`) is frozen but for its registers, which `clear()` empties: they are read and emptied in the object's critical section. f_trace and f_back are @atomic: memberLoad, memberExchange.
 */
import { Ptr, Value, NULL, None, True, False, boolean, int, isPtr } from "../base/value";
import { as, toValue } from "../base/obj";
import { T } from "../../generated/core/types";
import { CO_OPTIMIZED } from "../../generated/core/opcodes";
import { decref, newRef } from "../refcount/count";
import { csBegin, csEnd } from "../threads/critical-section";
import { memberExchange, memberLoad } from "../objects/descriptors";
import { memFree } from "../memory/alloc";
import { freeObject } from "../objects/alloc";
import { gcVisit } from "../gc/visit";
import { fmt, raise } from "../objects/errors";
import { dictNew, dictSet } from "../types/dict/core";
import { CodeObject, codeLine, codeLineRange, rangeFrom, rangeTo, codeLocalKind, codeLocalName, KIND_CELL, KIND_FREE } from "./code";
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
  if (atomic.load<u32>(PROC_MULTI) == 0 || isOwn(o)) return false;
  const frame: Ptr = atomic.load<u32>(changetype<Ptr>(o), offsetof<FrameObject>("frame"));
  if (!frame) return false;
  // on this thread's data stack (frame.ts), or the frame of a generator that this thread runs
  const s = changetype<ThreadState>(ts);
  for (let c: Ptr = s.dataStackChunk, limit: Ptr = s.dataStackLimit; c; limit = load<u32>(c, 8), c = load<u32>(c)) if (frame > c && frame < limit) return false;
  for (let f: Ptr = s.frame; f; f = changetype<Frame>(f).prev) if (f == frame) return false;
  worldStop();
  return true;
}
function release(held: bool): void { if (held) worldStart(); }
/** The frame has ended and its contents are the object's: stays so. Pairs with the store in frameTakeOver. */
function isOwn(o: FrameObject): bool { return atomic.load<u32>(changetype<Ptr>(o), offsetof<FrameObject>("own")) != 0; }
/** Its frame ended when there was no memory for what it held. */
function isLost(v: Value): bool { return fo(v).frame == 0; }
function raiseLost(): Value { return raise(T.MemoryError, "the frame ended when there was no memory left to keep it"); }
/** The frame's code, new; NULL without an exception if the frame is lost. */
export function frameCode(v: Value): Value {
  const held = hold(v), r: Value = isLost(v) ? NULL : newRef(live(v).code);
  release(held);
  return r;
}

export function frameObjectDealloc(p: Ptr): void {
  const o = changetype<FrameObject>(p);
  if (o.own && o.frame) { frameClear(changetype<Frame>(o.frame)); memFree(o.frame); }
  decref(o.trace); decref(o.native); decref(o.back); decref(o.extra); decref(o.kept);
  freeObject(p);
}
export function frameObjectTraverse(p: Ptr): void {
  const o = changetype<FrameObject>(p);
  if (o.own && o.frame) frameVisit(changetype<Frame>(o.frame));
  gcVisit(o.trace); gcVisit(o.native); gcVisit(o.back); gcVisit(o.extra); gcVisit(o.kept);
}
export function frameObjectClear(p: Ptr): void {
  clearOwn(<Value>p);
  memberExchange(<Value>p, p + BACK, NULL);
  memberExchange(<Value>p, p + TRACE, NULL);
  memberExchange(<Value>p, p + EXTRA, NULL);
  memberExchange(<Value>p, p + KEPT, NULL);
}
const BACK: usize = offsetof<FrameObject>("back"), TRACE: usize = offsetof<FrameObject>("trace"), EXTRA: usize = offsetof<FrameObject>("extra"), KEPT: usize = offsetof<FrameObject>("kept");
/** Empties a frame that has ended; the section may be interrupted by what dies, and another thread go on with the next register. */
function clearOwn(v: Value): void {
  const o = fo(v);
  if (!isOwn(o) || !o.frame) return;
  csBegin(<Ptr>v);
  clearRegisters(changetype<Frame>(o.frame));
  csEnd();
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
/** frame.clear(): of a frame that has ended, or of a generator that has not begun. */
export function frameObjectClearMethod(v: Value): Value {
  const held = hold(v), alive = !isOwn(fo(v)) && !isLost(v), g: Value = alive ? generatorOf(live(v)) : NULL;
  release(held);
  if (!alive) { clearOwn(v); return None; }
  if (!g) return raise(T.RuntimeError, "cannot clear an executing frame");
  const state = atomic.load<u32>(<Ptr>g, offsetof<GeneratorObject>("state"));
  let r: Value = None;
  if (state == GEN_RUNNING) r = raise(T.RuntimeError, "cannot clear an executing frame");
  else if (state == GEN_SUSPENDED) r = raise(T.RuntimeError, "cannot clear a suspended frame");
  else r = generatorClose(g);
  decref(g);
  return r;
}
/** The generator that a live frame lies in, new; NULL: none, or it is dying. */
function generatorOf(f: Frame): Value {
  const g: Ptr = f.gen;
  // one that waits to be deallocated (dealloc.ts) is dead already; generatorDealloc takes itself out of its frame before anything runs
  return g && !(load<u8>(g, 3) & GC_TRASH) ? newRef(<Value>g) : NULL;
}
import { GeneratorObject, GEN_RUNNING, GEN_SUSPENDED, generatorClose } from "./generator";
import { GC_TRASH } from "../refcount/dealloc";
export function frameObjectRepr(v: Value): Value {
  const c = frameCode(v);
  if (!c) return raiseLost();
  const a = hexAddress(v), r = fmt("<frame at %U, file %R, line %S, code %U>", a, as<CodeObject>(c).filename, frameGetLineno(v), as<CodeObject>(c).name);
  decref(a); decref(c);
  return r;
}
export function frameGetBack(v: Value): Value {
  const held = hold(v), r = back(v);
  release(held);
  return r;
}
function back(v: Value): Value {
  const o = fo(v);
  if (isOwn(o)) { const b = memberLoad(v, <Ptr>v + BACK); return b ? b : None; }
  if (!o.frame) return None;
  const prev = live(v).prev;
  if (!prev) return None;
  const b = frameObject(changetype<Frame>(prev));
  return b ? newRef(<Value>b) : NULL;
}
export function frameGetCode(v: Value): Value { const c = frameCode(v); return c ? c : raiseLost(); }
export function frameGetGlobals(v: Value): Value { const held = hold(v), r: Value = isLost(v) ? NULL : newRef(live(v).globals); release(held); return r ? r : raiseLost(); }
export function frameGetBuiltins(v: Value): Value { const held = hold(v), r: Value = isLost(v) ? NULL : newRef(live(v).builtins); release(held); return r ? r : raiseLost(); }
export function frameLine(f: Frame): i32 { const c = changetype<CodeObject>(f.code); return codeLine(c, <i32>((f.pc - c.words) >> 3)); }
export function frameGetLineno(v: Value): Value { const held = hold(v), n = isLost(v) ? 0 : frameLine(live(v)); release(held); return n ? int(n) : None; }
export function frameGetLasti(v: Value): Value { const held = hold(v), n = isLost(v) ? 0 : (live(v).pc - code(v).words) >> 2; release(held); return int(n); }
export function frameGetTrace(v: Value): Value { const t = memberLoad(v, <Ptr>v + TRACE); return t ? t : None; }
export function frameSetTrace(v: Value, x: Value): i32 {
  const held = hold(v), o = fo(v);
  // the line it is on has begun already; of a frame that has ended nobody asks for the line, and two threads may be here
  if (!o.trace && x && o.frame && !isOwn(o)) {
    const f = live(v);
    o.lastWord = <i32>((f.pc - changetype<CodeObject>(f.code).words) >> 3);
    o.lastLine = codeLineRange(changetype<CodeObject>(f.code), o.lastWord);
    o.lineFrom = rangeFrom; o.lineTo = rangeTo;
  }
  release(held);
  memberExchange(v, <Ptr>v + TRACE, x && x != None ? newRef(x) : NULL);
  return 0;
}
function flagSet(v: Value, x: Value, flag: u32, negate: bool, name: string): i32 {
  if (!x) { raise(T.AttributeError, name); return -1; }
  if (x != True && x != False) { raise(T.TypeError, "attribute value type must be bool"); return -1; }
  const at = <Ptr>v + offsetof<FrameObject>("traceFlags");
  if ((x == True) != negate) atomic.or<u32>(at, flag); else atomic.and<u32>(at, ~flag);
  return 0;
}
export function frameGetTraceLines(v: Value): Value { return boolean(!(atomic.load<u32>(<Ptr>v, offsetof<FrameObject>("traceFlags")) & TRACE_NO_LINES)); }
export function frameSetTraceLines(v: Value, x: Value): i32 { return flagSet(v, x, TRACE_NO_LINES, true, "cannot delete f_trace_lines"); }
export function frameGetTraceOpcodes(v: Value): Value { return boolean((atomic.load<u32>(<Ptr>v, offsetof<FrameObject>("traceFlags")) & TRACE_OPCODES) != 0); }
export function frameSetTraceOpcodes(v: Value, x: Value): i32 { return flagSet(v, x, TRACE_OPCODES, false, "cannot delete f_trace_opcodes"); }
export function frameGetGenerator(v: Value): Value { const held = hold(v), g: Value = isLost(v) ? NULL : generatorOf(live(v)); release(held); return g ? g : None; }
/** The mapping of a frame's variables: the real one of a module or class body; for a function a new dict. New reference. */
export function frameLocals(f: Frame): Value {
  if (f.locals) return newRef(f.locals);
  const c = changetype<CodeObject>(f.code);
  const d = dictNew();
  if (!d) return NULL;
  for (let i = 0; i < c.localCount; i++) {
    const kind = codeLocalKind(c, i);
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
/** The same with what was set through f_locals besides: locals(), eval(), exec(). The frame is this thread's own. */
export function frameLocalsAll(f: Frame): Value {
  const d = frameLocals(f), o = f.frameObj;
  return d && !f.locals && o ? withExtra(<Value>o, d) : d;
}
/** d (stolen) with the extra variables of the frame object. */
function withExtra(v: Value, d: Value): Value {
  const extra = memberLoad(v, <Ptr>v + EXTRA), ok = !extra || dictUpdate(d, extra) == 0;
  decref(extra);
  if (ok) return d;
  decref(d);
  return NULL;
}
/** A section in which the frame's variables may be read and written (frame-locals.ts): the frame; 0 with an exception: it is lost, and there is no section. */
export function enter(v: Value): Ptr {
  sectionHeld = hold(v);
  if (!sectionHeld) csBegin(<Ptr>v);
  if (!isLost(v)) return changetype<Ptr>(live(v));
  leave(v);
  raiseLost();
  return 0;
}
export function leave(v: Value): void { if (sectionHeld) worldStart(); else csEnd(); }
/** Whether the section of this thread stopped the world. */
let sectionHeld: bool = false;
/** A new dict of all variables, those of the code and the extra ones. */
export function frameLocalsDict(v: Value): Value {
  const f = enter(v);
  if (!f) return NULL;
  const d = frameLocals(changetype<Frame>(f));
  leave(v);
  return d ? withExtra(v, d) : NULL;
}
export function frameGetLocals(v: Value): Value {
  const f = enter(v);
  if (!f) return NULL;
  const own: Value = changetype<Frame>(f).locals ? newRef(changetype<Frame>(f).locals) : NULL, optimized = (changetype<CodeObject>(changetype<Frame>(f).code).flags & CO_OPTIMIZED) != 0;
  leave(v);
  if (own) return own;
  return optimized ? localsProxyNew(v) : frameLocalsDict(v);
}
import { localsProxyNew } from "./frame-locals";
import { dictUpdate } from "../types/dict/merge";
