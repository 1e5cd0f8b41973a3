/**
 * Tracing: sys.settrace, sys.setprofile, frame.f_trace. CPython: Python/legacy_tracing.c.
 *
 * Untraced code pays nothing: there are two run loops from one source. `loop.ts` is compiled as it is, and once more with the calls of `traceHead` and `traceLeave` at the places that its
 * comments `@trace` mark (scripts/gen.ts makes loop-traced.ts of it). `runFrame` takes the traced one while this thread traces. An activation of the untraced loop that runs when tracing begins
 * is told by EB_TRACE: RESUME and back edges poll it, and the loop is left and entered again. The traced loop leaves (REENTER) when tracing is over.
 *
 * A frame is FRAME_TRACED from its 'call' event on; frames that ran before tracing began get the flag then, without an event. While the trace function itself runs (INSIDE) nothing is traced.
 * A line event comes when the line changes or the code jumps back. The last place is kept in the frame object, which only a frame that is traced line by line has.
 *
 * All state is this thread's own (@owner), in its interpreter block: two functions, ACTIVE (are there any, and not INSIDE), INSIDE. Another thread sets them with the world
 * stopped (`_settraceallthreads`).
 */
import { Ptr, Value, NULL, None, isPtr } from "../base/value";
import { toValue } from "../base/obj";
import { EB_TRACE } from "../base/thread-layout";
import { T, call_tp_descr_get } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import * as O from "../../generated/core/opcodes";
import { ts } from "../threads/self";
import { ThreadState, TS_INTERP } from "../threads/state";
import { threadFirst, threadNext } from "../threads/registry";
import { worldStart, worldStop } from "../threads/attach";
import { decref, newRef } from "../refcount/count";
import { errFetch, errRestore } from "../objects/errors";
import { memberExchange, memberLoad } from "../objects/descriptors";
import { call3 } from "../objects/call";
import { typeOf } from "../objects/typeof";
import { exceptionTraceback } from "../types/exceptions/create";
import { tuplePack3 } from "../types/tuple/core";
import { CodeObject, codeLineRange, rangeFrom, rangeTo } from "./code";
import { Frame, FrameObject, FRAME_HEADER, FRAME_TRACED, frameObject, TRACE_NO_LINES, TRACE_OPCODES } from "./frame";

// among the Values of the block, which the collector visits and threadClear drops
const TRACE: usize = TS_INTERP + 0x38;
const PROFILE: usize = TS_INTERP + 0x40;
/** f_trace of a frame object; another thread may set it */
const LOCAL: usize = offsetof<FrameObject>("trace");
// @ts-ignore: decorator
@inline function hasLocal(o: Ptr): bool { return atomic.load<u64>(o, LOCAL) != 0; }
// @ts-ignore: decorator
@inline function traceFlags(o: Ptr): u32 { return atomic.load<u32>(o, offsetof<FrameObject>("traceFlags")); }
const ACTIVE: usize = TS_INTERP + 0x90;
const INSIDE: usize = TS_INTERP + 0x94;

export const TRACE_GO: i32 = 0, TRACE_ERROR: i32 = 1, TRACE_OVER: i32 = 2;

/** Does this thread trace or profile, and is it not in the function that does? */
// @ts-ignore: decorator
@inline export function traceActive(): bool { return load<u32>(ts, ACTIVE) != 0; }

function update(s: Ptr): void {
  const on = (load<u64>(s, TRACE) || load<u64>(s, PROFILE)) && !load<u32>(s, INSIDE);
  store<u32>(s, on ? 1 : 0, ACTIVE);
  if (on) atomic.or<u32>(s, EB_TRACE); else atomic.and<u32>(s, ~EB_TRACE);
}
/** Steals f (NULL: none). `s` is this thread's, or the world is stopped. The old function, for the caller to drop. */
function exchange(s: Ptr, slot: usize, f: Value): Value {
  const old = load<u64>(s + slot);
  store<u64>(s + slot, f);
  if (f && !load<u32>(s, ACTIVE)) for (let p: Ptr = changetype<ThreadState>(s).frame; p; p = changetype<Frame>(p).prev) changetype<Frame>(p).flags |= FRAME_TRACED;
  update(s);
  return old;
}
export function traceSet(profile: bool, f: Value): void { decref(exchange(ts, profile ? PROFILE : TRACE, f == None ? NULL : newRef(f))); }
export function traceGet(profile: bool): Value { const f = load<u64>(ts + (profile ? PROFILE : TRACE)); return f ? newRef(f) : None; }
export function traceSetAll(profile: bool, f: Value): void {
  const slot = profile ? PROFILE : TRACE;
  // one reference after the other is dropped after the world goes on again: finalizers may run
  for (;;) {
    let old: Value = NULL;
    worldStop();
    for (let s = changetype<Ptr>(threadFirst()); s && !old; s = threadNext(s)) {
      const g: Value = f == None ? NULL : f;
      if (load<u64>(s + slot) == g) continue;
      old = exchange(s, slot, g ? newRef(g) : NULL);
    }
    let done = !old;
    if (done) for (let s = changetype<Ptr>(threadFirst()); s; s = threadNext(s)) if (load<u64>(s + slot) != (f == None ? NULL : f)) done = false;
    worldStart();
    decref(old);
    if (done) return;
  }
}
/** sys.call_tracing: as if no trace function were running. Returns what traceCallEnd needs. */
export function traceCallBegin(): u32 { const was = load<u32>(ts, INSIDE); store<u32>(ts, 0, INSIDE); update(ts); return was; }
export function traceCallEnd(was: u32): void { store<u32>(ts, was, INSIDE); update(ts); }

/** Calls f(frame, event, arg) untraced; the caller holds f. New, or NULL. */
function invoke(f: Value, fr: Frame, event: Value, arg: Value): Value {
  const o = frameObject(fr);
  if (!o) return NULL;
  newRef(<Value>o); newRef(arg);
  store<u32>(ts, load<u32>(ts, INSIDE) + 1, INSIDE);
  store<u32>(ts, 0, ACTIVE);
  atomic.and<u32>(ts, ~EB_TRACE);
  const r = call3(f, <Value>o, event, arg);
  store<u32>(ts, load<u32>(ts, INSIDE) - 1, INSIDE);
  update(ts);
  decref(<Value>o); decref(arg);
  return r;
}
/** An event of the local trace function (or, for 'call', of the global one). 0, -1: it raised, and tracing is over. */
function traceEvent(fr: Frame, event: Value, arg: Value): i32 {
  const isCall = event == N.call;
  if (!load<u64>(ts, TRACE)) return 0;
  const f: Value = isCall ? newRef(load<u64>(ts, TRACE)) : fr.frameObj ? memberLoad(<Value>fr.frameObj, <Ptr>fr.frameObj + LOCAL) : NULL;
  if (!f) return 0;
  const r = invoke(f, fr, event, arg);
  decref(f);
  const o = changetype<FrameObject>(fr.frameObj);
  if (!r) {
    const e = errFetch();
    if (changetype<Ptr>(o)) memberExchange(toValue(o), changetype<Ptr>(o) + LOCAL, NULL);
    traceSet(false, None);
    errRestore(e);
    return -1;
  }
  if (r == None) return 0;
  if (isCall) { o.lastWord = -1; o.lastLine = -1; o.lineFrom = 0; o.lineTo = 0; }
  memberExchange(toValue(o), changetype<Ptr>(o) + LOCAL, r);
  return 0;
}
function profileEvent(fr: Frame, event: Value, arg: Value): i32 {
  const f = load<u64>(ts, PROFILE);
  if (!f) return 0;
  newRef(f);
  const r = invoke(f, fr, event, arg);
  if (!r) {
    const e = errFetch();
    traceSet(true, None);
    errRestore(e);
    decref(f);
    return -1;
  }
  decref(r); decref(f);
  return 0;
}
function both(fr: Frame, event: Value, arg: Value): i32 {
  const e = traceEvent(fr, event, arg);
  return profileEvent(fr, event, arg) < 0 || e < 0 ? -1 : 0;
}
/** The end of a native call that was announced. */
function nativeDone(fr: Frame, event: Value): i32 {
  const o = changetype<FrameObject>(fr.frameObj), f = o.native;
  o.native = NULL;
  const r = profileEvent(fr, event, f);
  decref(f);
  return r;
}
/** What a CALL is about to call, if that is native: new, or NULL. */
function nativeCallee(f: Ptr, pc: Ptr): Value {
  const base = f + FRAME_HEADER + <usize>load<u16>(pc, 4), callee = load<u64>(base), first = load<u64>(base, 8);
  if (!isPtr(callee)) return NULL;
  const t = typeOf(callee);
  if (t == T.builtin_function_or_method) return newRef(callee);
  if (t != T.method_descriptor || !first) return NULL;
  const bound = call_tp_descr_get(t, callee, first, toValue(typeOf(first)));
  if (!bound) decref(errFetch());
  return bound;
}
/** Before each instruction of the traced loop; pc is not saved yet. */
export function traceHead(f: Ptr, pc: Ptr): i32 {
  const fr = changetype<Frame>(f), op = load<u8>(pc);
  if (!load<u32>(ts, ACTIVE) || (!load<u64>(ts, TRACE) && !load<u64>(ts, PROFILE))) { fr.pc = <u32>pc; store<u32>(ts, 0, ACTIVE); return TRACE_OVER; }
  if (!(fr.flags & FRAME_TRACED)) {
    if (op != O.OP_RESUME) return TRACE_GO;
    fr.pc = <u32>pc;
    return call(fr, load<u8>(pc, 1) != 0) < 0 ? TRACE_ERROR : TRACE_GO;
  }
  if (!fr.frameObj) {
    if (!load<u64>(ts, PROFILE)) return TRACE_GO;
    if (!frameObject(fr)) { fr.pc = <u32>pc; return TRACE_ERROR; }
  }
  const o = changetype<FrameObject>(fr.frameObj);
  if (o.native) { fr.pc = <u32>pc; if (nativeDone(fr, N.c_return) < 0) return TRACE_ERROR; }
  if (hasLocal(fr.frameObj) && op != O.OP_RESUME && load<u64>(ts, TRACE)) {
    const word = <i32>((pc - changetype<CodeObject>(fr.code).words) >> 3), back = word <= o.lastWord;
    if (back || word < o.lineFrom || word >= o.lineTo) {
      const line = codeLineRange(changetype<CodeObject>(fr.code), word), before = o.lastLine;
      if (line > 0) {
        o.lineFrom = rangeFrom; o.lineTo = rangeTo; o.lastLine = line; o.lastWord = word;
        if ((back || line != before) && !(traceFlags(fr.frameObj) & TRACE_NO_LINES)) { fr.pc = <u32>pc; if (traceEvent(fr, N.line, None) < 0) return TRACE_ERROR; }
      }
    } else o.lastWord = word;
    if (traceFlags(fr.frameObj) & TRACE_OPCODES) { fr.pc = <u32>pc; if (traceEvent(fr, N.opcode, None) < 0) return TRACE_ERROR; }
  }
  if ((op == O.OP_CALL || op == O.OP_CALL_KW) && load<u64>(ts, PROFILE)) {
    const callee = nativeCallee(f, pc);
    if (callee) {
      fr.pc = <u32>pc;
      o.native = callee;
      if (profileEvent(fr, N.c_call, callee) < 0) { o.native = NULL; decref(callee); return TRACE_ERROR; }
    }
  }
  return TRACE_GO;
}
function call(fr: Frame, resumed: bool): i32 {
  fr.flags |= FRAME_TRACED;
  const r = both(fr, N.call, None);
  if (resumed && fr.frameObj) {
    const o = changetype<FrameObject>(fr.frameObj), word = <i32>((fr.pc - changetype<CodeObject>(fr.code).words) >> 3);
    o.lastWord = word;
    o.lastLine = codeLineRange(changetype<CodeObject>(fr.code), word);
  }
  return r;
}
/** The frame returns or yields `ret`. 0, or -1 when an exception takes its place. */
export function traceLeave(f: Ptr, pc: Ptr, ret: Value): i32 {
  const fr = changetype<Frame>(f);
  if (!(fr.flags & FRAME_TRACED) || !load<u32>(ts, ACTIVE)) return 0;
  fr.pc = <u32>pc;
  if (fr.frameObj && changetype<FrameObject>(fr.frameObj).native && nativeDone(fr, N.c_return) < 0) return -1;
  if (both(fr, N.$return, ret) < 0) return -1;
  fr.flags &= ~FRAME_TRACED;
  return 0;
}
/** An exception that is set passes through the frame (it was raised there, or came from a call). What a trace function raises takes its place. */
export function traceException(fr: Frame): void {
  const e = errFetch();
  if (!e) return;
  if (fr.frameObj && changetype<FrameObject>(fr.frameObj).native && nativeDone(fr, N.c_exception) < 0) { decref(e); return; }
  let r = 0;
  if (fr.frameObj && hasLocal(fr.frameObj)) {
    const tb = exceptionTraceback(e), arg = tuplePack3(toValue(typeOf(e)), e, tb ? tb : None);
    decref(tb);
    r = arg ? traceEvent(fr, N.exception, arg) : -1;
    decref(arg);
  }
  if (r < 0) decref(e); else errRestore(e);
}
/** The frame ends with the exception that is set. */
export function traceUnwound(fr: Frame): void {
  if (!(fr.flags & FRAME_TRACED)) return;
  const e = errFetch(), pc = fr.pc, c = changetype<CodeObject>(fr.code);
  // what the compiler added (the end of a generator) has no line: the last that had one
  if (fr.frameObj && changetype<FrameObject>(fr.frameObj).lastWord > 0 && !codeLineRange(c, <i32>((pc - c.words) >> 3))) fr.pc = <u32>(c.words + (<usize>changetype<FrameObject>(fr.frameObj).lastWord << 3));
  const r = both(fr, N.$return, None);
  fr.pc = pc;
  fr.flags &= ~FRAME_TRACED;
  if (r < 0) decref(e); else errRestore(e);
}
/** A generator's frame is entered to raise the exception that is set. */
export function traceThrow(fr: Frame): void {
  if (fr.flags & FRAME_TRACED) return;
  const e = errFetch();
  if (call(fr, true) < 0) decref(e); else errRestore(e);
}
