/**
 * From a raised exception to its handler: exception table, traceback entries, frames that end on the way. CPython: exception_unwind in Python/ceval.c. Traceback objects: their fields are frozen but for tb_next (@atomic: memberLoad, and
 * memberExchange with the world stopped, so that no two threads together make a loop).
 */
import { Ptr, Value, NULL, None, int, isPtr } from "../base/value";
import { Obj, as } from "../base/obj";
import { T } from "../../generated/core/types";
import { ts } from "../threads/self";
import { ThreadState } from "../threads/state";
import { decref, decrefPtr, incref, newRef } from "../refcount/count";
import { newObject, freeObject } from "../objects/alloc";
import { errFetch, errRestore, raise } from "../objects/errors";
import { exceptionSetTraceback, exceptionTraceback } from "../types/exceptions/create";
import { CODE_TWIN, CodeObject, codeLine } from "./code";
import { Frame, FRAME_ENTRY, FRAME_GENERATOR, FRAME_HEADER, FRAME_INIT, frameEnd, frameObject, framePop } from "./frame";
import { generatorFrameDone } from "./generator";
import { traceActive, traceException, traceUnwound } from "./trace";
import { gcVisit } from "../gc/visit";
import { memberExchange, memberLoad } from "../objects/descriptors";
import { worldStart, worldStop } from "../threads/attach";
import { PROC_MULTI } from "../base/map";
import { xchgV } from "../base/atomics";
import { frameCode } from "./frame-object";

@unmanaged
export class TracebackObject extends Obj {
  /** next (inner) entry or NULL */ next: Value;
  /** FrameObject */ frame: Value;
  /** index of the instruction word */ lasti: i32;
  /** line, or -1: compute from lasti */ lineno: i32;
}
export function tracebackNew(next: Value, frame: Value, lasti: i32, lineno: i32): Value {
  const p = newObject(T.traceback);
  if (!p) return NULL;
  const t = changetype<TracebackObject>(p);
  t.next = newRef(next); t.frame = newRef(frame); t.lasti = lasti; t.lineno = lineno;
  return <Value>p;
}
/** Adds the frame's current position to the traceback of the raised exception. */
export function tracebackHere(f: Frame): void {
  const e = errFetch();
  if (!e) return;
  const fo = frameObject(f);
  if (fo) {
    const c = changetype<CodeObject>(f.code), lasti = <i32>((f.pc - c.words) >> 3);
    const old = exceptionTraceback(e);
    const t = tracebackNew(old, <Value>fo, lasti, -1);
    decref(old);
    if (t) exceptionSetTraceback(e, t);
  }
  errRestore(e);
}
/** Drops the temporaries from `depth` on. */
function dropTemps(f: Frame, c: CodeObject, depth: u32): void {
  let p = changetype<Ptr>(f) + FRAME_HEADER + c.tempBase + (<usize>depth << 3);
  const end = changetype<Ptr>(f) + FRAME_HEADER + (<usize>c.registerCount << 3);
  for (; p < end; p += 8) {
    const v = load<u64>(p);
    if (isPtr(v)) { store<u64>(p, NULL); decrefPtr(<Ptr>v); } else store<u64>(p, NULL);
  }
}
/** Thread-local: the instruction whose exception RERAISE is about to raise again, -1 if it does not know. */
let reraised: i32 = -1;
export function reraisedFrom(lasti: i32): void { reraised = lasti; }
/** f ends by an exception that was raised again: its position is that of the instruction that raised it, not the end of a handler. */
function rewind(f: Frame, c: CodeObject): void {
  const at = reraised;
  reraised = -1;
  if (!f.frameObj) return;
  if (at >= 0 && codeLine(c, at)) { f.pc = c.words + (<u32>at << 3); return; }
  const e = changetype<ThreadState>(ts).exc, tb = e ? exceptionTraceback(e) : NULL;
  if (!tb) return;
  const t = as<TracebackObject>(tb);
  if (t.frame == <Value>f.frameObj) f.pc = c.words + (<u32>t.lasti << 3);
  decref(tb);
}
/**
 * An exception is set and f (innermost) raised it at f.pc. Returns the frame that goes on, its pc at the handler; 0 if the entry frame ended (the exception
 * stays set). `here`: add a traceback entry for f itself (not after RERAISE).
 */
export function unwind(frame: Ptr, here: bool): Ptr {
  const s = changetype<ThreadState>(ts);
  let add = here, again = !here;
  for (;;) {
    const f = changetype<Frame>(frame), c = changetype<CodeObject>(f.code);
    if (add) { if (!(c.flags & CODE_TWIN)) tracebackHere(f); if (traceActive()) traceException(f); }
    add = true;
    const at = (f.pc - c.words) >> 3;
    let e: Ptr = c.exceptions;
    const end = e + <usize>c.exceptionCount * 20;
    for (; e < end; e += 20) if (at >= load<u32>(e) && at < load<u32>(e, 4)) break;
    if (e < end) {
      const depth = load<u32>(e, 12), reg: usize = load<u32>(e, 16);
      dropTemps(f, c, depth & 0x7FFFFFFF);
      const slot = frame + FRAME_HEADER + reg;
      const exc = s.exc;
      s.exc = NULL;
      const old = load<u64>(slot);
      store<u64>(slot, exc);
      decref(old);
      if (depth >> 31) store<u64>(slot, int(again && reraised >= 0 ? reraised : at), 8);
      f.pc = c.words + (load<u32>(e, 8) << 3);
      reraised = -1;
      return frame;
    }
    if (again) { rewind(f, c); again = false; }
    if (traceActive()) traceUnwound(f);
    const flags = f.flags, prev: Ptr = f.prev;
    s.frame = <u32>prev;
    s.recursionLeft++;
    if (flags & FRAME_GENERATOR) generatorFrameDone(f);
    else { frameEnd(f); framePop(frame); }
    if (flags & FRAME_ENTRY) return 0;
    if (flags & FRAME_INIT) {
      const slot = prev + FRAME_HEADER + f.retReg;
      const v = load<u64>(slot); store<u64>(slot, NULL); decref(v);
    }
    frame = prev;
  }
  return 0;
}
export function tracebackDealloc(p: Ptr): void {
  const t = changetype<TracebackObject>(p);
  const n = t.next, f = t.frame;
  t.next = NULL; t.frame = NULL;
  decref(n); decref(f);
  freeObject(p);
}
export function tracebackTraverse(p: Ptr): void { gcVisit(changetype<TracebackObject>(p).next); gcVisit(changetype<TracebackObject>(p).frame); }
/** Breaks the cycle; the frame stays readable for who finds the object meanwhile. */
export function tracebackClear(p: Ptr): void { memberExchange(<Value>p, p + NEXT, NULL); }
const NEXT: usize = offsetof<TracebackObject>("next");
/** The next entry, new; NULL at the end. */
export function tracebackNext(v: Value): Value { return memberLoad(v, <Ptr>v + NEXT); }
/** Steals x. */
export function tracebackExchangeNext(v: Value, x: Value): void { memberExchange(v, <Ptr>v + NEXT, x); }
/** The code of the entry's frame, new; NULL without an exception if it is lost. */
export function tracebackCode(v: Value): Value { return frameCode(as<TracebackObject>(v).frame); }
export function tracebackGetLineno(v: Value): Value {
  const t = as<TracebackObject>(v);
  if (t.lineno > 0) return int(t.lineno);
  const c = tracebackCode(v);
  if (!c) return None;
  const n = codeLine(as<CodeObject>(c), t.lasti);
  decref(c);
  return n ? int(n) : None;
}
export function tracebackGetNext(v: Value): Value { const n = tracebackNext(v); return n ? n : None; }
export function tracebackSetNext(v: Value, x: Value): i32 {
  if (!x) { raise(T.TypeError, "can't delete tb_next attribute"); return -1; }
  if (x != None && !isExact(x, T.traceback)) { raiseFmt(T.TypeError, "expected traceback object or None, got '%T'", x); return -1; }
  const stop = load<u32>(PROC_MULTI) != 0;
  if (stop) worldStop();
  let loops = false;
  for (let t = x; t && t != None && !loops; t = as<TracebackObject>(t).next) loops = t == v;
  let old: Value = NULL;
  if (!loops) { newRef(x); old = xchgV(<Ptr>v + NEXT, x == None ? NULL : x); }
  if (stop) worldStart();
  if (loops) { raise(T.ValueError, "traceback loop detected"); return -1; }
  decref(old);
  return 0;
}
import { isExact } from "../objects/typeof";
import { raiseFmt } from "../objects/errors";
import { intAsI32 } from "../types/int/core";
/** types.TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno) */
export function tracebackTypeNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs != 4 || kwnames) return raiseFmt(T.TypeError, "traceback expected 4 positional arguments, got %d", int(nargs));
  const next = load<u64>(args), frame = load<u64>(args, 8);
  if (next != None && !isExact(next, T.traceback)) return raiseFmt(T.TypeError, "expected traceback object or None, got '%T'", next);
  if (!isExact(frame, T.frame)) return raiseFmt(T.TypeError, "TracebackType() argument 'tb_frame' must be frame, not %T", frame);
  const lasti = intAsI32(load<u64>(args, 16)), line = intAsI32(load<u64>(args, 24));
  if (s_exc()) return NULL;
  return tracebackNew(next == None ? NULL : next, frame, lasti >> 1, line);
}
function s_exc(): bool { return changetype<ThreadState>(ts).exc != NULL; }
/** Two for each word: the library counts CPython's two-byte code units, and co_positions() has one entry a word. */
export function tracebackGetLasti(v: Value): Value { return int(as<TracebackObject>(v).lasti << 1); }
