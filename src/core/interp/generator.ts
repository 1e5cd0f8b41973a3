/**
 * Generators, coroutines and asynchronous generators' common part: an object that owns a frame. `state` is won by compare-and-swap: SUSPENDED (or
 * CREATED) → RUNNING by the one thread that resumes it; a second one gets ValueError. While RUNNING the frame belongs to that thread. CPython: Objects/genobject.c.
 */
import { Ptr, Value, NULL, None, isPtr, boolean } from "../base/value";
import { LOCAL_SENTINELS, Obj, as, toValue } from "../base/obj";
import { T, TypeObject } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import * as O from "../../generated/core/opcodes";
import { ts } from "../threads/self";
import { ThreadState } from "../threads/state";
import { worldStart, worldStop } from "../threads/attach";
import { isMine } from "../base/self";
import { biasOwner, biasRevoke } from "../threads/bias";
import { PROC_MULTI } from "../base/map";
import { clearBytes, copyBytes } from "../base/bytes";
import { cas32, load32, loadV, store32 } from "../base/atomics";
import { decref, decrefPtr, incref, increfDeferred, newRef, setSlot } from "../refcount/count";
import { memAlloc, memFree } from "../memory/alloc";
import { newObject, freeObject } from "../objects/alloc";
import { errClear, errFetch, errMatches, errOccurred, errRestore, raise, raiseBare, raiseException, raiseFmt, raiseNoMemory, raiseObject, fmt } from "../objects/errors";
import { gcVisit } from "../gc/visit";
import { instanceTailClear, instanceTailVisit } from "../objects/instance";
import { typeOf, isExact, hasFlag } from "../objects/typeof";
import { CodeObject } from "./code";
import { Frame, FrameObject, FRAME_ENTRY, FRAME_GENERATOR, FRAME_HEADER, FRAME_INLINE_GEN, FRAME_SINK, FRAME_TRACED, frameClear, frameEnd, frameObject, framePop } from "./frame";
import { runFrame, runFrameThrow } from "./run";
import { takeReturned, setResult } from "./slow";
import { recursionError } from "./function";
import { exceptionChainContext, exceptionNew1 } from "../types/exceptions/create";
import { excTop } from "./exc-state";
import { traceActive } from "./trace";
import { stopIterationGetValue, stopIterationNew, exceptionNormalize } from "./exceptions";
import { unraisable } from "../objects/unraisable";

@unmanaged
export class GeneratorObject extends Obj {
  /** Frame in raw memory; 0 when done */ frame: u32;
  /** @atomic GEN_* */ state: u32;
  /** the generator's own exc-state item (exc-state.ts): exception, previous item */ excValue: Value;
  excPrev: u32;
  /** async generators: bits */ asyncFlags: u32;
  name: Value;
  qualname: Value;
  /** coroutines: cr_origin; async generators: finalizer hook */ extra: Value;
  code: Value;
}
export const GEN_CREATED: u32 = 0, GEN_SUSPENDED: u32 = 1, GEN_RUNNING: u32 = 2, GEN_DONE: u32 = 3;
// @ts-ignore: decorator
@inline export const GEN_FRAME: usize = offsetof<GeneratorObject>("frame");
const GEN_STATE: usize = offsetof<GeneratorObject>("state");
const GEN_EXC: usize = offsetof<GeneratorObject>("excValue");

// @ts-ignore: decorator
@inline function gen(v: Value): GeneratorObject { return as<GeneratorObject>(v); }

/** RETURN_GENERATOR: the innermost frame moves into a new generator, which becomes the call's result. pc is at the RETURN_GENERATOR. NULL: exception. */
export function generatorFromFrame(f: Frame): Value {
  const c = changetype<CodeObject>(f.code);
  const t = c.flags & O.CO_COROUTINE ? T.coroutine : c.flags & O.CO_ASYNC_GENERATOR ? T.async_generator : T.generator;
  const p = newObject(t);
  if (!p) return NULL;
  const g = changetype<GeneratorObject>(p);
  const copy = memAlloc(c.frameSize);
  if (!copy) { freeObject(p); return raiseNoMemory(); }
  copyBytes(copy, changetype<Ptr>(f), c.frameSize);
  const h = changetype<Frame>(copy);
  h.flags = FRAME_GENERATOR; h.prev = 0; h.gen = <u32>p; h.pc = f.pc + 8;
  if (h.frameObj) changetype<FrameObject>(h.frameObj).frame = <u32>copy;
  g.frame = <u32>copy; g.state = GEN_CREATED;
  const fn = changetype<FunctionObject>(f.func);
  g.name = nameOf(fn, offsetof<FunctionObject>("name")); g.qualname = nameOf(fn, offsetof<FunctionObject>("qualname"));
  increfDeferred(f.code);
  g.code = <Value>f.code;
  // the registers moved: the old frame owns nothing
  clearBytes(changetype<Ptr>(f) + FRAME_HEADER, <usize>c.registerCount << 3);
  f.func = 0; f.locals = NULL; f.frameObj = 0;
  return <Value>p;
}
import { FunctionObject } from "./function";

/** The name of a function, new: mostly an immortal str or one that is this thread's. */
// @ts-ignore: decorator
@inline function nameOf(fn: FunctionObject, field: usize): Value {
  const v = loadV(changetype<Ptr>(fn) + field);
  return isPtr(v) && load<u32>(<Ptr>v, 4) >= LOCAL_SENTINELS ? v : memberLoad(toValue(fn), changetype<Ptr>(fn) + field);
}
/** Links a generator's frame as the innermost one. */
function enter(g: GeneratorObject, retReg: u32, retPc: u32, endPc: u32): Ptr {
  const s = changetype<ThreadState>(ts), f = changetype<Frame>(g.frame);
  s.recursionLeft--;
  f.prev = s.frame; f.retReg = retReg; f.retPc = retPc; f.endPc = endPc;
  s.frame = g.frame;
  g.excPrev = s.excInfo;
  s.excInfo = changetype<u32>(g) + <u32>GEN_EXC;
  return g.frame;
}
/** Nobody else can be at this generator's state: plain accesses do. Another thread that wants to resume it takes that away first (threads/bias.ts). */
// @ts-ignore: decorator
@inline function alone(g: Ptr): bool { return isMine(g) || load<u32>(PROC_MULTI) == 0; }
/** Before another thread than its owner looks at the state in order to change it. */
// @ts-ignore: decorator
@inline function claim(g: Ptr): void { if (biasOwner(g) && load<u32>(PROC_MULTI) != 0) biasRevoke(g); }
/** Wins the right to run. False: exception (already executing), or `done`. */
function acquire(v: Ptr, started: u32): i32 {
  claim(v);
  for (;;) {
    const st = load32(v + GEN_STATE);
    if (st == GEN_DONE) return -1;
    if (st == GEN_RUNNING) {
      const t = typeOf(<Value>v);
      raise(T.ValueError, t == T.coroutine ? "coroutine already executing" : t == T.async_generator ? "async generator already executing" : "generator already executing");
      return -2;
    }
    if (alone(v)) { store<u32>(v, GEN_RUNNING, GEN_STATE); return <i32>st; }
    if (cas32(v + GEN_STATE, st, GEN_RUNNING) == st) return <i32>st;
  }
  return -2;
}
/**
 * FOR_ITER and SEND: enters generator v from the running frame. Steals sent. 0: an exception is set, or the generator is done (no exception).
 */
export function generatorTryEnter(v: Ptr, from: u32, retReg: u32, retPc: u32, endPc: u32, sent: Value): Ptr {
  const s = changetype<ThreadState>(ts);
  // the commonest: nobody else can be at it, and it waits in a yield
  if (alone(v) && load<u32>(v, GEN_STATE) == GEN_SUSPENDED && s.recursionLeft > 0) {
    store<u32>(v, GEN_RUNNING, GEN_STATE);
    const f = enter(changetype<GeneratorObject>(v), retReg, retPc, endPc);
    resumeAt(changetype<Frame>(f), sent);
    return f;
  }
  if (s.recursionLeft <= 0) { recursionError(); decref(sent); return 0; }
  const st = acquire(v, 0);
  if (st < 0) {
    decref(sent);
    if (st == -1 && typeOf(<Value>v) == T.coroutine) raise(T.RuntimeError, "cannot reuse already awaited coroutine");
    return 0;
  }
  const g = changetype<GeneratorObject>(v);
  if (st == GEN_CREATED) {
    if (sent != None) {
      store32(v + GEN_STATE, GEN_CREATED);
      decref(sent);
      raise(T.TypeError, g.type == changetype<u32>(T.coroutine) ? "can't send non-None value to a just-started coroutine" : "can't send non-None value to a just-started generator");
      return 0;
    }
    return enter(g, retReg, retPc, endPc);
  }
  const f = enter(g, retReg, retPc, endPc);
  resumeAt(changetype<Frame>(f), sent);
  return f;
}
/** The suspended YIELD_VALUE gets its result; pc goes behind it. */
function resumeAt(f: Frame, sent: Value): void {
  const pc: Ptr = f.pc, slot = changetype<Ptr>(f) + FRAME_HEADER + <usize>load<u16>(pc, 2), old = load<u64>(slot);
  store<u64>(slot, sent);
  decref(old);
  f.pc = <u32>(pc + 8);
}
function leave(f: Frame): GeneratorObject {
  const g = changetype<GeneratorObject>(f.gen), s = changetype<ThreadState>(ts);
  s.excInfo = g.excPrev;
  f.flags &= ~(FRAME_ENTRY | FRAME_INLINE_GEN | FRAME_SINK | FRAME_TRACED);
  f.prev = 0;
  return g;
}
/** The frame yielded: s.frame and recursion are already restored. */
export function generatorSuspend(f: Frame): void {
  const g = leave(f);
  if (alone(changetype<Ptr>(g))) store<u32>(changetype<Ptr>(g), GEN_SUSPENDED, GEN_STATE); else store32(changetype<Ptr>(g) + GEN_STATE, GEN_SUSPENDED);
}
/** The frame returned or an exception left it. The generator object itself stays alive through whoever resumed it. */
export function generatorFrameDone(f: Frame): void {
  const g = leave(f);
  const e = g.excValue;
  g.excValue = NULL;
  g.frame = 0;
  store32(changetype<Ptr>(g) + GEN_STATE, GEN_DONE);
  frameEnd(f);
  memFree(changetype<Ptr>(f));
  decref(e);
}

// ---- from native code ------------------------------------------------------------------------------------------------------
export const SEND_NEXT: i32 = 0, SEND_RETURN: i32 = 1, SEND_ERROR: i32 = 2;
/** Result value of genSend: yielded or returned; take it (owned). */
export let sendResult: Value = NULL;
/** Resumes v with `sent` (borrowed; NULL as None for a start). SEND_NEXT / SEND_RETURN: value in sendResult. */
export function genSend(v: Value, sent: Value): i32 {
  sendResult = NULL;
  const s = changetype<ThreadState>(ts);
  if (s.recursionLeft <= 0) { recursionError(); return SEND_ERROR; }
  const p = <Ptr>v, st = acquire(p, 0);
  if (st == -2) return SEND_ERROR;
  if (st == -1) {
    if (typeOf(v) == T.coroutine) { raise(T.RuntimeError, "cannot reuse already awaited coroutine"); return SEND_ERROR; }
    sendResult = None;
    return SEND_RETURN;
  }
  const g = gen(v);
  if (st == GEN_CREATED && sent && sent != None) {
    store32(p + GEN_STATE, GEN_CREATED);
    const t = typeOf(v);
    raise(T.TypeError, t == T.coroutine ? "can't send non-None value to a just-started coroutine" : t == T.async_generator ? "can't send non-None value to a just-started async generator" : "can't send non-None value to a just-started generator");
    return SEND_ERROR;
  }
  incref(v);
  const f = enter(g, 0, 0, 0);
  if (st == GEN_SUSPENDED) resumeAt(changetype<Frame>(f), sent ? newRef(sent) : None);
  const r = enterRun(f);
  const k = finish(r, p);
  decref(v);
  return k;
}
function enterRun(f: Ptr): Value {
  if (!enterNative()) { changetype<Frame>(f).flags |= FRAME_ENTRY; return runFrameThrow(f); }
  const r = runFrame(f);
  leaveNative();
  return r;
}
import { enterNative, leaveNative } from "../objects/recursion";
function finish(r: Value, p: Ptr): i32 {
  if (r) { sendResult = r; return SEND_NEXT; }
  if (errOccurred()) return SEND_ERROR;
  sendResult = takeReturned();
  return SEND_RETURN;
}
/** Resumes v by raising the exception that is set. */
export function genThrowSet(v: Value): i32 {
  sendResult = NULL;
  const p = <Ptr>v, exc = errFetch(), st = acquire(p, 0);
  if (st == -2) { decref(exc); return SEND_ERROR; }
  if (st == -1) {
    errRestore(exc);
    if (typeOf(v) == T.coroutine) { errClear(); raise(T.RuntimeError, "cannot reuse already awaited coroutine"); }
    return SEND_ERROR;
  }
  incref(v);
  const f = enter(gen(v), 0, 0, 0);
  // what the generator is handling is the context (CPython: _PyErr_ChainStackItem)
  const handled = load<u64>(excTop());
  if (handled && handled != None) exceptionChainContext(exc);
  errRestore(exc);
  const r = runFrameThrow(f);
  const k = finish(r, p);
  decref(v);
  return k;
}
/** tp_iternext of generators. */
export function generatorNext(v: Value): Value { return next(v, 0); }
/** generatorNext, but what the sink (sink.ts) takes is not returned. The end as iterNext tells it: no StopIteration. */
export function generatorNextInto(v: Value, sink: Ptr): Value {
  const r = next(v, sink);
  if (!r && errOccurred() && errMatches(T.StopIteration)) errClear();
  return r;
}
// @ts-ignore: decorator
@inline function next(v: Value, sink: Ptr): Value {
  const p = <Ptr>v;
  // the commonest resumption, by sum, list, join …: nobody else can be at it, and it waits in a yield
  if (alone(p) && load<u32>(p, GEN_STATE) == GEN_SUSPENDED && changetype<ThreadState>(ts).recursionLeft > 0) {
    if (!enterNative()) return NULL;
    store<u32>(p, GEN_RUNNING, GEN_STATE);
    incref(v);
    const f = enter(gen(v), 0, 0, 0);
    resumeAt(changetype<Frame>(f), None);
    if (sink) { changetype<Frame>(f).sink = <u32>sink; changetype<Frame>(f).flags |= FRAME_SINK; }
    const r = runFrame(f);
    leaveNative();
    if (!r && !errOccurred()) { const x = takeReturned(); if (x != None) raiseStop(x); }
    decref(v);
    return r;
  }
  const k = genSend(v, NULL);
  if (k == SEND_NEXT) { const r = sendResult; sendResult = NULL; return r; }
  if (k == SEND_RETURN) { const r = sendResult; sendResult = NULL; if (r != None) raiseStop(r); }
  return NULL;
}
/** Raises StopIteration(value). Steals value. */
export function raiseStop(value: Value): void {
  const e = value == None ? NULL : stopIterationNew(value);
  if (value == None) raiseBare(T.StopIteration); else { decref(value); raiseException(e); }
}
/** What a method returns for the outcome of a resumption. */
export function outcome(k: i32, v: Value): Value {
  if (k == SEND_ERROR) return NULL;
  const r = sendResult;
  sendResult = NULL;
  if (k == SEND_NEXT) return r;
  if (typeOf(v) == T.async_generator) { decref(r); raiseBare(T.StopAsyncIteration); return NULL; }
  raiseStop(r);
  return NULL;
}
export function generatorSend(v: Value, sent: Value): Value { return outcome(genSend(v, sent), v); }

/**
 * The sub-iterator of a generator suspended in yield from or await: new, or NULL; with ValueError if somebody runs it. The right to run is held meanwhile, or another
 * thread could end the frame.
 */
export function generatorYieldFrom(v: Value): Value {
  const p = <Ptr>v, st = acquire(p, 0);
  if (st < 0) return NULL;
  const y = st == GEN_SUSPENDED ? newRef(subIterator(gen(v))) : NULL;
  if (alone(p)) store<u32>(p, <u32>st, GEN_STATE); else store32(p + GEN_STATE, <u32>st);
  return y;
}
function subIterator(g: GeneratorObject): Value {
  const f = changetype<Frame>(g.frame), pc: Ptr = f.pc;
  if (load<u8>(pc) != O.OP_YIELD_VALUE || load<u8>(pc, 1) == 0) return NULL;
  const send = pc - 16;
  if (load<u8>(send) != O.OP_SEND) return NULL;
  return load<u64>(g.frame + FRAME_HEADER + <usize>load<u16>(send, 4));
}
/** throw(type_or_exception[, value[, traceback]]): normalises, delegates to a sub-iterator, else raises inside. */
export function generatorThrow(v: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs < 1 || nargs > 3 || kwnames) return raiseFmt(T.TypeError, "throw expected at least 1 argument, got %d", intValue(nargs));
  if (nargs > 1 && warnDeprecation("the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.", 1) < 0) return NULL;
  const type = load<u64>(args);
  let e = exceptionNormalize(type, nargs > 1 ? load<u64>(args, 8) : None, nargs > 2 ? load<u64>(args, 16) : None);
  // what making the exception raised goes in instead of it
  if (!e && hasFlag(type, TF_TYPE_SUBCLASS) && (nargs < 3 || load<u64>(args, 16) == None)) e = errFetch();
  if (!e) return NULL;
  const r = outcome(genThrowValue(v, e), v);
  decref(e);
  return r;
}
import { int } from "../base/value";
function intValue(n: i32): Value { return int(n); }
/** Throws exception e (borrowed) into v. `close`: a GeneratorExit closes the sub-iterator first instead of being thrown into it. */
export function genThrowValue(v: Value, e: Value, close: bool = true): i32 {
  const sub = generatorYieldFrom(v);
  if (!sub && errOccurred()) return SEND_ERROR;
  if (sub) {
    const k = throwInto(v, sub, e, close);
    decref(sub);
    if (k >= 0) return k;
  }
  raiseKeep(e);
  return genThrowSet(v);
}
function raiseKeep(e: Value): void { errRestore(newRef(e)); }
/** While an exception goes into its sub-iterator the generator's frame is on the stack, as if it ran; its owner is who holds the right to run it. */
function linkFrame(v: Value): u32 {
  const s = changetype<ThreadState>(ts), f = gen(v).frame, before = s.frame;
  changetype<Frame>(f).prev = before;
  s.frame = f;
  return before;
}
function unlinkFrame(v: Value, before: u32): void {
  changetype<ThreadState>(ts).frame = before;
  changetype<Frame>(gen(v).frame).prev = 0;
}
/** The delegating half: -1 when the exception must be raised in v itself. */
function throwInto(v: Value, sub: Value, e: Value, close: bool): i32 {
  const p = <Ptr>v;
  if (close && errGivenMatches(e, T.GeneratorExit)) {
    const st = acquire(p, 0);
    // -1: another thread has finished it since its sub-iterator was looked up
    if (st < 0) return st == -2 ? SEND_ERROR : -1;
    const c = closeIter(sub);
    store32(p + GEN_STATE, GEN_SUSPENDED);
    if (c < 0) return genThrowSet(v);
    return -1;
  }
  let k = -1, r: Value = NULL;
  const st = acquire(p, 0);
  if (st < 0) return st == -2 ? SEND_ERROR : -1;
  if (isExact(sub, T.generator) || isExact(sub, T.coroutine)) {
    const link = linkFrame(v);
    k = genThrowValue(sub, e, close);
    unlinkFrame(v, link);
    if (k == SEND_NEXT) { store32(p + GEN_STATE, GEN_SUSPENDED); return SEND_NEXT; }
    if (k == SEND_RETURN) { const val = sendResult; sendResult = NULL; raiseStop(val); }
  } else {
    const meth = getAttrOptional(sub, N.$throw);
    if (!meth) { store32(p + GEN_STATE, GEN_SUSPENDED); if (errOccurred()) return genThrowSet(v); return -1; }
    const link = linkFrame(v);
    r = call1(meth, e);
    unlinkFrame(v, link);
    decref(meth);
    if (r) { store32(p + GEN_STATE, GEN_SUSPENDED); sendResult = r; return SEND_NEXT; }
  }
  store32(p + GEN_STATE, GEN_SUSPENDED);
  // the sub-iterator ended: the exception (StopIteration included) is raised at the SEND, whose handler is CLEANUP_THROW
  return genThrowSet(v);
}
import { getAttrOptional } from "../objects/attributes";
import { call0, call1, callMethod0 } from "../objects/call";
import { typeIsSubtype } from "../objects/type-static";
function errGivenMatches(e: Value, t: TypeObject): bool { return typeIsSubtype(typeOf(e), t); }
function closeIter(sub: Value): i32 {
  if (isExact(sub, T.generator) || isExact(sub, T.coroutine)) {
    const r = generatorClose(sub);
    if (!r) return -1;
    decref(r);
    return 0;
  }
  const meth = getAttrOptional(sub, N.close);
  if (!meth) {
    if (errOccurred()) unraisable(sub, "Exception ignored while closing generator");
    return 0;
  }
  const r = call0(meth);
  decref(meth);
  if (!r) return -1;
  decref(r);
  return 0;
}
/** close(): GeneratorExit inside; returns the value of a return statement it causes. */
export function generatorClose(v: Value): Value {
  const p = <Ptr>v, g = gen(v);
  claim(p);
  const st = load32(p + GEN_STATE);
  if (st == GEN_DONE) return None;
  if (st == GEN_CREATED && cas32(p + GEN_STATE, GEN_CREATED, GEN_DONE) == GEN_CREATED) { releaseFrame(g); return None; }
  if (st == GEN_SUSPENDED && isExact(v, T.generator)) {
    const won = acquire(p, 0);
    if (won < 0) return won == -1 ? None : NULL;
    if (won == <i32>GEN_SUSPENDED && atPlainYield(changetype<Frame>(g.frame))) {
      store32(p + GEN_STATE, GEN_DONE);
      releaseFrame(g);
      return None;
    }
    if (alone(p)) store<u32>(p, <u32>won, GEN_STATE); else store32(p + GEN_STATE, <u32>won);
  }
  const e = exceptionNew0Of(T.GeneratorExit);
  if (!e) return NULL;
  const k = genThrowValue(v, e);
  decref(e);
  if (k == SEND_NEXT) {
    decref(sendResult); sendResult = NULL;
    raise(T.RuntimeError, typeOf(v) == T.coroutine ? "coroutine ignored GeneratorExit" : typeOf(v) == T.async_generator ? "async generator ignored GeneratorExit" : "generator ignored GeneratorExit");
    return NULL;
  }
  if (k == SEND_RETURN) { const r = sendResult; sendResult = NULL; return r; }
  if (errMatches(T.GeneratorExit) || errMatches(T.StopIteration)) { errClear(); return None; }
  return NULL;
}
import { exceptionNew0 } from "../types/exceptions/create";
function exceptionNew0Of(t: TypeObject): Value { return exceptionNew0(t); }
/** INTRINSICS_1 of src/spec/opcodes.ts */
// @ts-ignore: decorator
@inline const STOPITERATION_ERROR: u8 = 2;
/** Suspended in a yield that no handler of its own surrounds: a GeneratorExit would do nothing but end it, if nobody traces (CPython: gen_close and its RESUME_OPARG_DEPTH1). */
function atPlainYield(f: Frame): bool {
  // who traces is told of the exception and the end
  if (traceActive()) return false;
  const pc: Ptr = f.pc, c = changetype<CodeObject>(f.code);
  if (load<u8>(pc) != O.OP_YIELD_VALUE || load<u8>(pc, 1) != 0) return false;
  const at = (pc - c.words) >> 3;
  for (let e: Ptr = c.exceptions, end = e + <usize>c.exceptionCount * 20; e < end; e += 20) {
    if (at < load<u32>(e) || at >= load<u32>(e, 4)) continue;
    const h: Ptr = c.words + (load<u32>(e, 8) << 3);
    return load<u8>(h) == O.OP_CALL_INTRINSIC_1 && load<u8>(h, 1) == STOPITERATION_ERROR;
  }
  return true;
}
/** Nothing that its end would run is left: no finalizer is needed. */
function endsSilently(g: GeneratorObject): bool {
  return g.type == changetype<u32>(T.generator) && (g.state == GEN_CREATED || (g.state == GEN_SUSPENDED && atPlainYield(changetype<Frame>(g.frame))));
}
function releaseFrame(g: GeneratorObject): void {
  const f = changetype<Frame>(g.frame);
  g.frame = 0;
  if (!changetype<Ptr>(f)) return;
  f.gen = 0;
  frameEnd(f);
  memFree(changetype<Ptr>(f));
}
/** tp_finalize: a suspended generator is closed, a coroutine never awaited warns. */
export function generatorFinalize(v: Value): void {
  const g = gen(v), st = load32(<Ptr>v + GEN_STATE);
  if (st == GEN_DONE) return;
  const saved = errFetch();
  if (st == GEN_CREATED && isExact(v, T.coroutine)) warnNeverAwaited(v);
  else if (st == GEN_SUSPENDED) {
    if (isExact(v, T.async_generator) && g.extra && g.extra != None) {
      const r = call1(g.extra, v);
      if (r) decref(r); else unraisable(g.extra, "Exception ignored in: async generator finalizer");
      errRestore(saved);
      return;
    }
    const r = generatorClose(v);
    if (r) decref(r); else unraisable(v, "Exception ignored while closing generator");
  }
  errRestore(saved);
}
import { warnDeprecation, warnUnawaited } from "../modules/warnings";
function warnNeverAwaited(v: Value): void {
  if (warnUnawaited(v) < 0) unraisable(v, "Exception ignored in: coroutine");
}
import { finalizeFromDealloc } from "../objects/finalize";
export function generatorDealloc(p: Ptr): void {
  const g = changetype<GeneratorObject>(p);
  if (g.state != GEN_DONE && g.frame && !endsSilently(g)) { if (!finalizeFromDealloc(p)) return; }
  // its frame's object finds it no more (f_generator)
  if (g.frame) changetype<Frame>(g.frame).gen = 0;
  instanceTailClear(p, changetype<TypeObject>(g.type));
  releaseFrame(g);
  decref(g.excValue); decref(g.name); decref(g.qualname); decref(g.extra); decref(g.code);
  freeObject(p);
}
export function generatorTraverse(p: Ptr): void {
  const g = changetype<GeneratorObject>(p);
  instanceTailVisit(p, changetype<TypeObject>(g.type));
  gcVisit(g.excValue); gcVisit(g.name); gcVisit(g.qualname); gcVisit(g.extra); gcVisit(g.code);
  if (g.frame) frameVisit(changetype<Frame>(g.frame));
}
/** Visits what a frame owns, and its code, which nobody counts: the function may have another by now (`f.__code__ = …`). */
export function frameVisit(f: Frame): void {
  const c = changetype<CodeObject>(f.code);
  let q = changetype<Ptr>(f) + FRAME_HEADER;
  const end = q + (<usize>c.registerCount << 3);
  for (; q < end; q += 8) gcVisit(load<u64>(q));
  gcVisit(f.code); gcVisit(f.func); gcVisit(f.locals);
  if (f.frameObj) gcVisit(f.frameObj);
}
export function generatorClear(p: Ptr): void {
  const g = changetype<GeneratorObject>(p);
  claim(p);
  for (let st = load32(p + GEN_STATE), seen: u32 = 0; ; st = seen) {
    if (st == GEN_RUNNING) return;
    seen = cas32(p + GEN_STATE, st, GEN_DONE);
    if (seen == st) break;
  }
  releaseFrame(g);
  const e = g.excValue;
  g.excValue = NULL;
  decref(e);
}
// ---- attributes ------------------------------------------------------------------------------------------------------------
export function generatorGetFrame(v: Value): Value {
  const g = gen(v), stop = !alone(<Ptr>v);
  // another thread may be about to end the frame
  if (stop) worldStop();
  let r: Value = None;
  if (g.frame) { const fo = frameObject(changetype<Frame>(g.frame)); r = fo ? newRef(<Value>fo) : NULL; }
  if (stop) worldStart();
  return r;
}
export function generatorGetRunning(v: Value): Value { return boolean(load32(<Ptr>v + GEN_STATE) == GEN_RUNNING); }
export function generatorGetSuspended(v: Value): Value { return boolean(load32(<Ptr>v + GEN_STATE) == GEN_SUSPENDED); }
export function generatorGetYieldFrom(v: Value): Value {
  const y = generatorYieldFrom(v);
  if (y) return y;
  if (errOccurred()) errClear(); // it runs
  return None;
}
export function generatorGetCode(v: Value): Value { return newRef(gen(v).code); }
export function generatorGetOrigin(v: Value): Value { const x = gen(v).extra; return x ? newRef(x) : None; }
function setText(g: Value, field: usize, x: Value, what: string): i32 {
  if (!x || !hasFlag(x, TF_UNICODE_SUBCLASS)) { raise(T.TypeError, what); return -1; }
  memberExchange(g, <Ptr>g + field, newRef(x));
  return 0;
}
import { memberExchange, memberLoad } from "../objects/descriptors";
import { TF_TYPE_SUBCLASS, TF_UNICODE_SUBCLASS } from "../../generated/core/types";
export function generatorGetName(v: Value): Value { return memberLoad(v, <Ptr>v + offsetof<GeneratorObject>("name")); }
export function generatorSetName(v: Value, x: Value): i32 { return setText(v, offsetof<GeneratorObject>("name"), x, "__name__ must be set to a string object"); }
export function generatorGetQualname(v: Value): Value { return memberLoad(v, <Ptr>v + offsetof<GeneratorObject>("qualname")); }
export function generatorSetQualname(v: Value, x: Value): i32 { return setText(v, offsetof<GeneratorObject>("qualname"), x, "__qualname__ must be set to a string object"); }
import { hexAddress } from "../objects/hash";
export function generatorRepr(v: Value): Value {
  const a = hexAddress(v), q = generatorGetQualname(v), r = fmt("<%T object %U at %U>", v, q, a);
  decref(a); decref(q);
  return r;
}
export function selfIter(v: Value): Value { return newRef(v); }
/** coroutine.__await__(): an iterator that drives the coroutine. */
@unmanaged
export class CoroutineWrapper extends Obj { coroutine: Value; }
export function coroutineAwait(v: Value): Value {
  const p = newObject(T.coroutine_wrapper);
  if (!p) return NULL;
  changetype<CoroutineWrapper>(p).coroutine = newRef(v);
  return <Value>p;
}
export function wrapperDealloc(p: Ptr): void { decref(changetype<CoroutineWrapper>(p).coroutine); freeObject(p); }
export function wrapperTraverse(p: Ptr): void { gcVisit(changetype<CoroutineWrapper>(p).coroutine); }
export function wrapperClear(p: Ptr): void { const w = changetype<CoroutineWrapper>(p), c = w.coroutine; w.coroutine = NULL; decref(c); }
export function wrapperNext(v: Value): Value { return generatorNext(as<CoroutineWrapper>(v).coroutine); }
export function wrapperSend(v: Value, x: Value): Value { return generatorSend(as<CoroutineWrapper>(v).coroutine, x); }
export function wrapperThrow(v: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return generatorThrow(as<CoroutineWrapper>(v).coroutine, args, nargs, kwnames); }
export function wrapperClose(v: Value): Value { return generatorClose(as<CoroutineWrapper>(v).coroutine); }
