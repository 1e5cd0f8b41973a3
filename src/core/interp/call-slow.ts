/**
 * Calls that are not the plain case of loop.ts, and not of native functions (native.ts): keywords, defaults, bound methods, classes with __init__, instances with __call__.
 *
 * Invariant: all the temporaries of a call are consumed in every case; arguments are *moved* into the frame that is pushed. A thread's own data only; no lock. Mirrors
 * what Python/ceval.c's specialised CALLs do.
 */
import { setResultRegister } from "./slow";
import { N } from "../../generated/core/names";
import { call_tp_new, T, TF_HEAPTYPE, TF_TYPE_SUBCLASS, TypeObject } from "../../generated/core/types";
import { as, LOCAL_SENTINELS } from "../base/obj";
import { check } from "../base/panic";
import { EB_TRACE } from "../base/thread-layout";
import { isPtr, NULL, Ptr, Value } from "../base/value";
import { newObject } from "../objects/alloc";
import { enterNative, leaveNative } from "../objects/recursion";
import { call } from "../objects/call";
import { errClear, errOccurred, raiseFmt } from "../objects/errors";
import { MethodObject } from "../objects/method";
import { BuiltinObject, callDef, MethodDef, MethodDescrObject } from "../objects/method-def";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { typeIsSubtype } from "../objects/type-static";
import { typeOf } from "../objects/typeof";
import { decref, decrefDeferred, decrefPtr, incref, increfDeferred, increfPtr, newRef } from "../refcount/count";
import { ts } from "../threads/self";
import { ThreadState } from "../threads/state";
import { tupleItem, tupleSize } from "../types/tuple/core";
import { specialCached, typeInitFunction } from "./caches";
import { CALL_DONE, CALL_ERROR, CALL_GENERIC, CALL_LEAVE, CALL_SWITCH } from "./call-result";
import { codeLocalName, CodeObject } from "./code";
import { Frame, FRAME_HEADER, FRAME_INIT, framePush } from "./frame";
import { bindFunction, frameForFunction, frameLeave, FunctionObject } from "./function";
import { callTypeQuick } from "./native";
import { specialFunction } from "./operators";


/** Drops the temporaries of a call: callable, self, and `count` arguments. */
function dropCall(base: Ptr, count: i32): void {
  const end = base + (<usize>(count + 2) << 3);
  for (let p = base; p < end; p += 8) {
    const v = load<u64>(p);
    store<u64>(p, NULL);
    if (isPtr(v) && load<u32>(<Ptr>v, 4) < LOCAL_SENTINELS) decrefPtr(<Ptr>v);
  }
}
/**
 * A call that is not the plain case. base: callable, self or NULL, then `count` arguments of which the last are keywords named by kwnames (tuple or NULL). CALL_DONE: the result is in
 * register a; CALL_SWITCH: a Python frame was pushed; CALL_LEAVE: done, and tracing began (trace.ts): leave the run loop, pc is saved; CALL_ERROR. All the temporaries are consumed in every case.
 */
export function callSlow(frame: Ptr, fp: Ptr, pc: Ptr, base: Ptr, count: i32, kwnames: Value): i32 {
  let callee = load<u64>(base);
  const nkw = kwnames ? tupleSize(kwnames) : 0, first = load<u64>(base, 8);
  let npos = count - nkw, args = base + 16;
  let r: Value = NULL, done = false;
  if (isPtr(callee)) {
    let ct = load<u32>(<Ptr>callee, 12);
    if (ct == changetype<u32>(T.method) && !first) {
      callee = unpackMethod(base);
      ct = isPtr(callee) ? load<u32>(<Ptr>callee, 12) : 0;
      args -= 8; npos++;
    } else if (first) { args -= 8; npos++; }
    if (ct == changetype<u32>(T.method_descriptor)) {
      const d = as<MethodDescrObject>(callee);
      if (npos && typeIsSubtype(typeOf(load<u64>(args)), changetype<TypeObject>(d.objclass))) { r = callDef(changetype<MethodDef>(d.def), load<u64>(args), args + 8, npos - 1, kwnames); done = true; }
    } else if (ct == changetype<u32>(T.builtin_function_or_method)) {
      const b = as<BuiltinObject>(callee);
      r = callDef(changetype<MethodDef>(b.def), b.self, args, npos, kwnames);
      done = true;
    } else if (ct == changetype<u32>(T.$function)) return callFunction(pc, base, args, npos, count, kwnames);
    else if (isMetaclass(ct)) {
      if (as<TypeObject>(callee).tp_flags & TF_HEAPTYPE) { const c = callClass(fp, pc, base, args, npos, count, kwnames); if (c != CALL_GENERIC) return c; }
      else if (!kwnames) { r = callTypeQuick(as<TypeObject>(callee), args, npos); done = r != NULL || errOccurred() != NULL; }
    } else if (as<TypeObject>(<Value>ct).tp_flags & TF_HEAPTYPE && callObjectFrame(pc, base, callee, args, npos, kwnames)) return CALL_SWITCH;
    else if (ct == changetype<u32>(T.method)) return callMethodObject(fp, pc, base, args, npos, count, kwnames); // its self slot is taken by the first argument
  } else if (first) { args -= 8; npos++; }
  if (!done) r = call(callee, args, npos, kwnames);
  check(!r || !errOccurred(), "a native function returned a result with an exception set");
  check(r || errOccurred(), "a native function returned NULL without an exception");
  dropCall(base, count);
  if (!r) return CALL_ERROR;
  setResultRegister(fp, pc, r);
  if (load<u32>(ts) & EB_TRACE) { store<u32>(frame, <u32>(pc + 16), offsetof<Frame>("pc")); return CALL_LEAVE; }
  return CALL_DONE;
}
/** The callee is an instance of a class with __call__ in Python, which is entered with it in front. False: nothing was touched. */
function callObjectFrame(pc: Ptr, base: Ptr, callee: Value, args: Ptr, npos: i32, kwnames: Value): bool {
  const t = typeOf(callee);
  let m = specialCached(t, pc);
  if (!m) m = specialFunction(t, N.__call__, pc);
  if (!m) return false;
  const nf = pushCall(as<FunctionObject>(m), newRef(callee), args, npos, kwnames);
  if (!nf) { decref(callee); decref(m); return false; }
  store<u64>(base, NULL);
  decref(callee);
  const f = changetype<Frame>(nf);
  f.retReg = load<u16>(pc, 2); f.retPc = <u32>(pc + 16);
  return true;
}
/** The callee is a Python function; not the plain case of loop.ts. */
export function callFunction(pc: Ptr, base: Ptr, args: Ptr, npos: i32, count: i32, kwnames: Value): i32 {
  const fo = as<FunctionObject>(load<u64>(base)), c = changetype<CodeObject>(fo.code), s = changetype<ThreadState>(ts), d = fo.defaults;
  const missing = c.argCount - npos;
  if (!kwnames && c.simple && s.recursionLeft > 0 && missing >= 0 && (missing == 0 || (d && missing <= tupleSize(d)))) {
    // by position, the rest by defaults: all in one
    const size = <usize>c.frameSize, p = framePush(size);
    if (!p) { dropCall(base, count); return CALL_ERROR; }
    s.recursionLeft--;
    const f = changetype<Frame>(p);
    f.code = fo.code; f.func = changetype<u32>(fo); f.prev = s.frame; f.pc = c.words; f.globals = fo.globals; f.builtins = fo.builtins;
    f.flags = 0; f.retReg = load<u16>(pc, 2); f.retPc = <u32>(pc + 16); f.frameObj = 0; f.gen = 0; f.locals = NULL;
    store<u64>(base, NULL);
    let to = p + FRAME_HEADER;
    for (let i = npos; i > 0; i--, to += 8, args += 8) { store<u64>(to, load<u64>(args)); store<u64>(args, NULL); }
    if (missing) for (let n = tupleSize(d), i = n - missing; i < n; i++, to += 8) store<u64>(to, newRef(tupleItem(d, i)));
    for (const end = p + size; to < end; to += 8) store<u64>(to, NULL);
    s.frame = <u32>p;
    return CALL_SWITCH;
  }
  let nf = pushCall(fo, NULL, args, npos, kwnames);
  // its reference is the frame's now
  if (nf) store<u64>(base, NULL);
  else {
    increfPtr(changetype<Ptr>(fo));
    nf = frameForFunction(fo);
    if (!nf) { dropCall(base, count); return CALL_ERROR; }
    if (!bindFunction(fo, args, npos, kwnames, nf + FRAME_HEADER)) { frameLeave(nf); dropCall(base, count); return CALL_ERROR; }
    dropCall(base, count);
  }
  const f = changetype<Frame>(nf);
  f.retReg = load<u16>(pc, 2); f.retPc = <u32>(pc + 16);
  return CALL_SWITCH;
}
/**
 * The common case of binding: plain positional parameters, defaults at the end, keywords that name parameters. Pushes a frame and *moves* the arguments into it (their
 * slots become NULL); `first`, if not NULL, is one more in front. Steals first and the reference to fo. 0: not that case; nothing was touched, no exception.
 */
export function pushCall(fo: FunctionObject, first: Value, args: Ptr, npos: i32, kwnames: Value): Ptr {
  const c = changetype<CodeObject>(fo.code), s = changetype<ThreadState>(ts), argc = c.argCount, lead: i32 = first ? 1 : 0, given = npos + lead;
  if (!c.simple || given > argc || argc > 32 || s.recursionLeft <= 0) return 0;
  const d = fo.defaults, missing = argc - (d ? tupleSize(d) : 0), nk = kwnames ? tupleSize(kwnames) : 0;
  let have: u64 = (<u64>1 << given) - 1, where: u64 = 0;
  if (nk) {
    if (nk > 8) return 0;
    for (let i = 0; i < nk; i++) {
      const name = tupleItem(kwnames, i);
      let j = c.posOnlyCount;
      while (j < argc && codeLocalName(c, j) != name) j++;
      if (j == argc || (have >> j & 1)) return 0;
      have |= <u64>1 << j;
      where |= <u64>j << (i << 3);
    }
  }
  const need = (<u64>1 << missing) - 1;
  if ((have & need) != need) return 0;
  const size = <usize>c.frameSize, nf = framePush(size);
  if (!nf) { errClear(); return 0; }
  s.recursionLeft--;
  const f = changetype<Frame>(nf), regs = nf + FRAME_HEADER;
  f.code = fo.code; f.func = changetype<u32>(fo); f.prev = s.frame; f.pc = c.words; f.globals = fo.globals; f.builtins = fo.builtins;
  f.flags = 0; f.frameObj = 0; f.gen = 0; f.locals = NULL;
  for (let p = regs + (<usize>given << 3), end = nf + size; p < end; p += 8) store<u64>(p, NULL);
  let to = regs;
  if (first) { store<u64>(to, first); to += 8; }
  for (let i = 0; i < npos; i++, to += 8, args += 8) { store<u64>(to, load<u64>(args)); store<u64>(args, NULL); }
  for (let i = 0; i < nk; i++, args += 8) { store<u64>(regs + (<usize>(where >> (i << 3) & 0xFF) << 3), load<u64>(args)); store<u64>(args, NULL); }
  for (let i = missing > given ? missing : given; i < argc; i++) if (!(have >> i & 1)) store<u64>(regs + (<usize>i << 3), newRef(tupleItem(d, i - missing)));
  s.frame = <u32>nf;
  return nf;
}
function callMethodObject(fp: Ptr, pc: Ptr, base: Ptr, args: Ptr, npos: i32, count: i32, kwnames: Value): i32 {
  const m = as<MethodObject>(load<u64>(base)), func = m.func, n = npos + (kwnames ? tupleSize(kwnames) : 0);
  const mark = stackMark(), p = stackAlloc(<usize>(n + 1) << 3);
  if (!p) { dropCall(base, count); return CALL_ERROR; }
  store<u64>(p, m.self);
  memory.copy(p + 8, args, <usize>n << 3);
  if (isPtr(func) && load<u32>(<Ptr>func, 12) == changetype<u32>(T.$function)) {
    incref(func);
    const nf = frameForFunction(as<FunctionObject>(func));
    const ok = nf != 0 && bindFunction(as<FunctionObject>(func), p, npos + 1, kwnames, nf + FRAME_HEADER);
    stackRestore(mark);
    if (nf && !ok) frameLeave(nf);
    dropCall(base, count);
    if (!ok) return CALL_ERROR;
    const f = changetype<Frame>(nf);
    f.retReg = load<u16>(pc, 2); f.retPc = <u32>(pc + 16);
    return CALL_SWITCH;
  }
  const r = call(func, p, npos + 1, kwnames);
  stackRestore(mark);
  dropCall(base, count);
  if (!r) return CALL_ERROR;
  setResultRegister(fp, pc, r);
  return CALL_DONE;
}

/** Whether calling instances of type ct is what calling a class is. */
// @ts-ignore: decorator
@inline export function isMetaclass(ct: u32): bool { return ct == changetype<u32>(T.type) || ((load<u32>(ct, offsetof<TypeObject>("tp_flags")) & TF_TYPE_SUBCLASS) != 0 && load<u32>(ct, offsetof<TypeObject>("tp_call")) == T.type.tp_call); }
/** A call by position of a class: of one made by `class`, or of a static type in a plain case. CALL_GENERIC: callSlow. */
export function callType(frame: Ptr, fp: Ptr, pc: Ptr, base: Ptr, count: i32): i32 {
  const t = as<TypeObject>(load<u64>(base));
  let args = base + 16, npos = count;
  if (load<u64>(base, 8)) { args -= 8; npos++; }
  if (t.tp_flags & TF_HEAPTYPE) return callClass(fp, pc, base, args, npos, count, NULL);
  let r = callTypeQuick(t, args, npos);
  if (!r) {
    // where object's __init__ follows, which has nothing to do after another __new__
    if (!errOccurred() && t.tp_new && t != T.type && t.tp_init == T.object.tp_init && t.tp_new != T.object.tp_new && enterNative()) {
      r = call_tp_new(t, load<u64>(base), args, npos, NULL);
      leaveNative();
    }
  }
  if (!r) {
    if (!errOccurred()) return CALL_GENERIC;
    dropCall(base, count);
    return CALL_ERROR;
  }
  dropCall(base, count);
  setResultRegister(fp, pc, r);
  if (load<u32>(ts) & EB_TRACE) { store<u32>(frame, <u32>(pc + 16), offsetof<Frame>("pc")); return CALL_LEAVE; }
  return CALL_DONE;
}
/** A call by position of a bound method: its function and receiver take its place. What the callee is then. */
export function unpackMethod(base: Ptr): Value {
  const callee = load<u64>(base), m = as<MethodObject>(callee), func = m.func;
  if (isPtr(func)) increfDeferred(<Ptr>func);
  store<u64>(base, newRef(m.self), 8);
  store<u64>(base, func);
  decref(callee);
  return func;
}

/** C(…) where C is made by `class`, has object's or BaseException's __new__ and a Python __init__: allocates, and runs __init__ in the loop. */
function callClass(fp: Ptr, pc: Ptr, base: Ptr, args: Ptr, npos: i32, count: i32, kwnames: Value): i32 {
  const cls = load<u64>(base), init = typeInitFunction(as<TypeObject>(cls));
  if (!init) return CALL_GENERIC;
  const fo = as<FunctionObject>(init);
  const t = as<TypeObject>(cls), self = t.tp_new == T.object.tp_new ? <Value>newObject(t) : call_tp_new(t, cls, args, npos, kwnames);
  if (!self) { dropCall(base, count); return CALL_ERROR; }
  const co = changetype<CodeObject>(fo.code), s = changetype<ThreadState>(ts);
  increfPtr(<Ptr>self);
  if (!kwnames && co.simple && co.argCount == npos + 1 && s.recursionLeft > 0) {
    // the plain case, all in one
    const size = <usize>co.frameSize, p = framePush(size);
    if (!p) { decref(self); decref(self); dropCall(base, count); return CALL_ERROR; }
    s.recursionLeft--;
    const f = changetype<Frame>(p);
    f.code = fo.code; f.func = <u32>init; f.prev = s.frame; f.pc = co.words; f.globals = fo.globals; f.builtins = fo.builtins;
    f.flags = FRAME_INIT; f.retReg = <u32>(base - fp); f.retPc = <u32>(pc + 16); f.frameObj = 0; f.gen = 0; f.locals = NULL;
    let to = p + FRAME_HEADER;
    store<u64>(to, self);
    to += 8;
    for (let i = npos; i > 0; i--, to += 8, args += 8) { store<u64>(to, load<u64>(args)); store<u64>(args, NULL); }
    for (const end = p + size; to < end; to += 8) store<u64>(to, NULL);
    s.frame = <u32>p;
    store<u64>(base, self);
    decrefDeferred(<Ptr>cls);
    return CALL_SWITCH;
  }
  let nf = pushCall(fo, self, args, npos, kwnames);
  if (!nf) {
    decrefPtr(<Ptr>self);
    nf = frameForFunction(fo);
    if (!nf) { decref(self); dropCall(base, count); return CALL_ERROR; }
    // bind wants one array: self before the arguments
    const mark = stackMark(), p = stackAlloc(<usize>(count + 2) << 3);
    let ok = p != 0;
    if (ok) {
      const n = npos + (kwnames ? tupleSize(kwnames) : 0);
      store<u64>(p, self);
      memory.copy(p + 8, args, <usize>n << 3);
      ok = bindFunction(fo, p, npos + 1, kwnames, nf + FRAME_HEADER);
      stackRestore(mark);
    }
    if (!ok) { frameLeave(nf); decref(self); dropCall(base, count); return CALL_ERROR; }
    dropCall(base, count);
  } else decref(cls);
  // the instance waits in the temporary that held the class
  store<u64>(base, self);
  const f = changetype<Frame>(nf);
  f.flags = FRAME_INIT; f.retReg = <u32>(base - fp); f.retPc = <u32>(pc + 16);
  return CALL_SWITCH;
}
/** __init__ returned something: TypeError. Steals v. */
export function initReturned(v: Value): void {
  raiseFmt(T.TypeError, "__init__() should return None, not '%T'", v);
  decref(v);
}
/** What a generator frame entered from native code returned; the entry's caller takes it (thread-local). */
let returned: Value = NULL;
/** NULL for the caller of runFrame; the value waits for takeReturned. Steals v. */
export function generatorReturned(v: Value): Value { returned = v; return NULL; }
export function takeReturned(): Value { const v = returned; returned = NULL; return v; }
let result: Value = NULL;
export function setResult(v: Value): void { result = v; }
export function takeResult(): Value { const v = result; result = NULL; return v; }
