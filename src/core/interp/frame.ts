/**
 * Frames. A frame is a header and the registers behind it, in the thread's data stack or, for generators, inside the generator object. One thread runs a
 * frame at a time (@owner; a suspended generator's frame belongs to who wins its state by CAS). The collector reads frames with the world stopped.
 * CPython: Include/internal/pycore_frame.h, Python/frame.c.
 */
import { Ptr, Value, NULL, isPtr } from "../base/value";
import { Obj } from "../base/obj";
import { T } from "../../generated/core/types";
import { storeV } from "../base/atomics";
import { ts } from "../threads/self";
import { ThreadState } from "../threads/state";
import { decref, decrefPtr, increfPtr } from "../refcount/count";
import { memAlloc, memFree } from "../memory/alloc";
import { newObject } from "../objects/alloc";
import { errClear, errFetch, errRestore, raiseNoMemory } from "../objects/errors";
import { CodeObject } from "./code";

@unmanaged
export class Frame {
  /** CodeObject; borrowed from func (or owned by the function that a module or class body gets) */ code: u32;
  /** FunctionObject, owned */ func: u32;
  /** caller, 0 at the bottom */ prev: u32;
  /** current instruction, saved at every safepoint */ pc: u32;
  /** DictObject, borrowed from func */ globals: u32;
  /** DictObject or mapping address, borrowed from func */ builtins: u32;
  flags: u32;
  /** byte offset of the register of `prev` that gets the result */ retReg: u32;
  /** where `prev` goes on */ retPc: u32;
  /** where `prev` goes on when a generator frame returns instead of yielding */ endPc: u32;
  /** FrameObject if somebody asked for one; owned */ frameObj: u32;
  /** generator object that contains this frame, borrowed; or 0 */ gen: u32;
  /** f_locals of module and class bodies, exec: mapping, owned; else NULL */ locals: Value;
  /** FRAME_SINK: the sink (sink.ts) */ sink: u32;
  spare: u32;
}
// @ts-ignore: decorator
@inline export const FRAME_HEADER: usize = 64;
/** run() returns when this frame ends */
// @ts-ignore: decorator
@inline export const FRAME_ENTRY: u32 = 1;
/** an __init__ called by the class: the result must be None, and the instance waits in the caller's register retReg… see loop.ts */
// @ts-ignore: decorator
@inline export const FRAME_INIT: u32 = 2;
/** the frame lies in a generator object */
// @ts-ignore: decorator
@inline export const FRAME_GENERATOR: u32 = 4;
/** entered by FOR_ITER or SEND of `prev` */
// @ts-ignore: decorator
@inline export const FRAME_INLINE_GEN: u32 = 8;
/** a special method called by a binary operator of `prev`, whose operands still lie in their registers: NotImplemented is refused (operators.ts, binaryFrame) */
// @ts-ignore: decorator
@inline export const FRAME_BINARY: u32 = 512;
/** a generator frame whose values go to `sink` first (sink.ts); set for one resumption */
// @ts-ignore: decorator
@inline export const FRAME_SINK: u32 = 1024;
/** comes from a caller that wants a bool (1) … reserved */
// @ts-ignore: decorator
@inline export const FRAME_CLEARED: u32 = 16;

/** its 'call' event has been (trace.ts) */
// @ts-ignore: decorator
@inline export const FRAME_TRACED: u32 = 32;
/** FrameObject.traceFlags: f_trace_lines is False, f_trace_opcodes is True */
// @ts-ignore: decorator
@inline export const TRACE_NO_LINES: u32 = 1;
// @ts-ignore: decorator
@inline export const TRACE_OPCODES: u32 = 2;

const CHUNK: usize = 256 * 1024;

function tstate(): ThreadState { return changetype<ThreadState>(ts); }

/** Memory for a frame of `size` bytes on this thread's data stack; 0 with an exception. The header is not initialised. */
// @ts-ignore: decorator
@inline export function framePush(size: usize): Ptr {
  const s = changetype<ThreadState>(ts), p: Ptr = s.dataStackTop;
  if (p + size > <Ptr>s.dataStackLimit) return framePushSlow(size);
  s.dataStackTop = <u32>(p + size);
  return p;
}
export function framePushSlow(size: usize): Ptr {
  const s = tstate();
  const bytes = size + 32 > CHUNK ? size + 32 : CHUNK;
  const c = memAlloc(bytes);
  if (!c) { raiseNoMemory(); return 0; }
  // chunk header: previous chunk, its top and limit
  store<u32>(c, s.dataStackChunk); store<u32>(c, s.dataStackTop, 4); store<u32>(c, s.dataStackLimit, 8);
  s.dataStackChunk = <u32>c; s.dataStackTop = <u32>(c + 16 + size); s.dataStackLimit = <u32>(c + bytes);
  return c + 16;
}
/** Gives a frame's memory back: the innermost of the data stack. */
// @ts-ignore: decorator
@inline export function framePop(p: Ptr): void {
  const s = changetype<ThreadState>(ts);
  if (p == <Ptr>s.dataStackChunk + 16) framePopChunk(); else s.dataStackTop = <u32>p;
}
export function framePopChunk(): void {
  const s = tstate(), c: Ptr = s.dataStackChunk;
  s.dataStackChunk = load<u32>(c); s.dataStackTop = load<u32>(c, 4); s.dataStackLimit = load<u32>(c, 8);
  memFree(c);
}
/** Drops all that a frame owns: registers, locals, function. The header stays readable. */
export function frameClear(f: Frame): void {
  const c = changetype<CodeObject>(f.code);
  let p = changetype<Ptr>(f) + FRAME_HEADER;
  const end = p + (<usize>c.registerCount << 3);
  for (; p < end; p += 8) {
    const v = load<u64>(p);
    if (isPtr(v)) { store<u64>(p, NULL); decrefPtr(<Ptr>v); }
  }
  const l = f.locals;
  if (l) { f.locals = NULL; decref(l); }
  const fn = f.func;
  f.func = 0;
  if (fn) decrefPtr(fn);
}

// ---- frame objects -------------------------------------------------------------------------------------------------------
/** types.FrameType: what sys._getframe() and tracebacks show. `frame` is the live frame, or this object's own copy (`own`) after the frame ended. */
@unmanaged
export class FrameObject extends Obj {
  /** @atomic where another thread may look */ frame: u32;
  /** @atomic 1: frame is memory of this object, for good. 0 with frame 0: lost for want of memory */ own: u32;
  /** where a traced frame was last: instruction word, line, and the words [lineFrom, lineTo) that belong to it */ lastWord: i32;
  lastLine: i32;
  lineFrom: i32;
  lineTo: i32;
  /** TRACE_* */ traceFlags: u32;
  /** f_trace or NULL; @atomic memberLoad, memberExchange */ trace: Value;
  /** what a native call that the profiler was told of calls; owned */ native: Value;
  /** f_locals' names that the code does not have: dict or NULL; @atomic memberLoad, compare-and-swap (frame-locals.ts) */ extra: Value;
  /** values that f_locals has replaced: list or NULL; as `extra` */ kept: Value;
  /** f_back of a finished frame: FrameObject or NULL; @atomic memberLoad, memberExchange */ back: Value;
}
/** The frame's object, made on demand. Borrowed. 0 with MemoryError. */
export function frameObject(f: Frame): Ptr {
  if (f.frameObj) return f.frameObj;
  const p = newObject(T.frame);
  if (!p) return 0;
  changetype<FrameObject>(p).frame = changetype<u32>(f);
  f.frameObj = <u32>p;
  return p;
}
function setFrame(o: FrameObject, frame: u32): void { atomic.store<u32>(changetype<Ptr>(o), frame, offsetof<FrameObject>("frame")); }
/** The frame ends while its object lives on: registers move into a copy that the object owns. Called instead of frameClear when frameObj is set. */
export function frameTakeOver(f: Frame): void {
  const o = changetype<FrameObject>(f.frameObj), c = changetype<CodeObject>(f.code);
  if (load<u32>(changetype<Ptr>(o), 4) == 1 && load<u16>(changetype<Ptr>(o)) == load<u16>(ts, offsetof<ThreadState>("tid")) && atomic.load<u32>(changetype<Ptr>(o), 8) == 0) {
    // nobody else holds the object
    f.frameObj = 0;
    setFrame(o, 0);
    decrefPtr(changetype<Ptr>(o));
    frameClear(f);
    return;
  }
  const size = <usize>c.frameSize, copy = memAlloc(size);
  if (!copy) { f.frameObj = 0; setFrame(o, 0); decrefPtr(changetype<Ptr>(o)); frameClear(f); return; }
  memory.copy(copy, changetype<Ptr>(f), size);
  const g = changetype<Frame>(copy);
  // the copy owns what the frame owned, but the object does not own itself
  g.frameObj = 0;
  g.gen = 0;
  g.flags = (g.flags | FRAME_CLEARED) & ~(FRAME_TRACED | FRAME_ENTRY | FRAME_INLINE_GEN);
  if (f.prev) {
    const e = errFetch(), b = frameObject(changetype<Frame>(f.prev));
    if (b) { increfPtr(b); storeV(changetype<Ptr>(o) + offsetof<FrameObject>("back"), <Value>b); } else errClear();
    errRestore(e);
  }
  g.prev = 0;
  setFrame(o, <u32>copy);
  atomic.store<u32>(changetype<Ptr>(o), 1, offsetof<FrameObject>("own"));
  f.func = 0; f.locals = NULL; f.frameObj = 0;
  memory.fill(changetype<Ptr>(f) + FRAME_HEADER, 0, <usize>c.registerCount << 3);
  decrefPtr(changetype<Ptr>(o));
}
/** Ends a frame: clears it or hands it to its object. */
// @ts-ignore: decorator
@inline export function frameEnd(f: Frame): void { if (f.frameObj) frameTakeOver(f); else frameClear(f); }
