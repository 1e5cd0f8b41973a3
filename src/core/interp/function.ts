/**
 * Python functions: object, attributes, binding of arguments to parameters, the call from native code. CPython: Objects/funcobject.c, Python/ceval.c
 * (initialize_locals). Top-level functions are deferred (not counted): calling one from many threads touches no shared word; nested functions are counted, since
 * they may capture what must die promptly.
 */
import { Ptr, Value, NULL, None, int, isPtr } from "../base/value";
import { DEFERRED, Obj, as, toValue } from "../base/obj";
import { T, TypeObject, TF_DICT_SUBCLASS } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_HAS_DOCSTRING } from "../../generated/core/opcodes";
import { ts } from "../threads/self";
import { ThreadState } from "../threads/state";
import { decref, newRef, incref, increfDeferred, setSlot } from "../refcount/count";
import { setDeferred } from "../refcount/count-slow";
import { newObject, freeObject } from "../objects/alloc";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { raise, raiseFmt, fmt } from "../objects/errors";
import { raiseUnexpectedKeyword, suggestFor, suggestTry } from "../objects/suggest";
import { gcVisit } from "../gc/visit";
import { instanceTailClear, instanceTailVisit } from "../objects/instance";
import { hasFlag, isExact, typeOf } from "../objects/typeof";
import { tupleNew, tupleInit, tupleItem, tupleSize } from "../types/tuple/core";
import { dictNew, dictGetStr, dictSet, dictGet } from "../types/dict/core";
import { strEmpty, strEq } from "../types/str/core";
import { sbNew, sbChar, sbLit, sbStr, sbFinish } from "../types/str/builder";
import { CodeObject, codeConst, codeLocalName } from "./code";
import { Frame, FRAME_ENTRY, FRAME_HEADER, frameClear, framePop, framePush } from "./frame";
import { runFrame } from "./run";
import { holdingBegin, holdingEnd } from "../objects/finalize";

@unmanaged
export class FunctionObject extends Obj {
  code: u32;
  /** DictObject */ globals: u32;
  /** DictObject */ builtins: u32;
  version: u32;
  name: Value;
  qualname: Value;
  /** tuple or NULL */ defaults: Value;
  /** dict or NULL */ kwdefaults: Value;
  /** tuple of cells or NULL */ closure: Value;
  doc: Value;
  module: Value;
  annotations: Value;
  /** __annotate__: callable or NULL */ annotate: Value;
  typeParams: Value;
}

/** A function of `code` with `globals` (dict). Borrows both. */
export function functionNew(code: Value, globals: Value, qualname: Value): Value {
  const p = newObject(T.$function);
  if (!p) return NULL;
  const f = changetype<FunctionObject>(p), c = as<CodeObject>(code);
  incref(code); incref(globals);
  f.code = <u32>code; f.globals = <u32>globals;
  f.name = newRef(c.name);
  f.qualname = newRef(qualname ? qualname : c.qualname);
  f.doc = (c.flags & CO_HAS_DOCSTRING) && c.poolCount > c.constBase ? newRef(codeConst(c, c.constBase)) : None;
  const m = dictGetStr(globals, N.__name__);
  f.module = m;
  f.builtins = <u32>builtinsOf(globals);
  if (!(c.flags & CO_NESTED)) setDeferred(p);
  return <Value>p;
}
import { interpBuiltins } from "../boot/state";
/** The builtins dict that code with these globals sees; new. */
export function builtinsOf(globals: Value): Value {
  const b = dictGetStr(globals, N.__builtins__);
  if (b) {
    if (hasFlag(b, TF_DICT_SUBCLASS)) return b;
    const d = isExact(b, T.module) ? newRef(moduleDict(b)) : NULL;
    decref(b);
    if (d) return d;
  }
  return newRef(interpBuiltins());
}
import { moduleDict } from "../objects/module";

export function functionDealloc(p: Ptr): void {
  const f = changetype<FunctionObject>(p);
  instanceTailClear(p, T.$function);
  decref(f.code); decref(f.globals); decref(f.builtins);
  decref(f.name); decref(f.qualname); decref(f.defaults); decref(f.kwdefaults); decref(f.closure); decref(f.doc); decref(f.module); decref(f.annotations); decref(f.annotate); decref(f.typeParams);
  freeObject(p);
}
export function functionTraverse(p: Ptr): void {
  const f = changetype<FunctionObject>(p);
  instanceTailVisit(p, T.$function);
  gcVisit(f.code); gcVisit(f.globals); gcVisit(f.builtins);
  gcVisit(f.name); gcVisit(f.qualname); gcVisit(f.defaults); gcVisit(f.kwdefaults); gcVisit(f.closure); gcVisit(f.doc); gcVisit(f.module); gcVisit(f.annotations); gcVisit(f.annotate); gcVisit(f.typeParams);
}
function drop(slot: Ptr): void { const v = load<u64>(slot); store<u64>(slot, NULL); decref(v); }
import { memberExchange, memberLoad } from "../objects/descriptors";
import { worldStart, worldStop } from "../threads/attach";
import { xchgV } from "../base/atomics";
export function functionClear(p: Ptr): void {
  for (let o = offsetof<FunctionObject>("defaults"); o <= offsetof<FunctionObject>("typeParams"); o += 8) drop(p + o);
  // they may be instances of subclasses of str with cycles of their own; a finalizer may still see the function
  setSlot(p + offsetof<FunctionObject>("name"), strEmpty());
  setSlot(p + offsetof<FunctionObject>("qualname"), strEmpty());
}

// ---- arguments -----------------------------------------------------------------------------------------------------------
function plural(n: i32): string { return n == 1 ? "" : "s"; }
function tooMany(f: FunctionObject, c: CodeObject, given: i32, kwGiven: i32): void {
  const sb = sbNew(), nd = f.defaults ? tupleSize(f.defaults) : 0;
  const q = qualnameOf(f);
  sbStr(sb, q);
  decref(q);
  sbLit(sb, "() takes ");
  const n = c.argCount;
  if (nd) { sbLit(sb, "from "); num(sb, n - nd); sbLit(sb, " to "); }
  num(sb, n);
  sbLit(sb, " positional argument"); sbLit(sb, nd || n != 1 ? "s" : "");
  sbLit(sb, " but "); num(sb, given);
  if (kwGiven) { sbLit(sb, " positional argument"); sbLit(sb, plural(given)); sbLit(sb, " (and "); num(sb, kwGiven); sbLit(sb, " keyword-only argument"); sbLit(sb, plural(kwGiven)); sbLit(sb, ")"); }
  sbLit(sb, given == 1 && !kwGiven ? " was given" : " were given");
  raiseObject(T.TypeError, sbFinish(sb));
}
import { raiseObject } from "../objects/errors";
import { StrBuilder, sbInt } from "../types/str/builder";
function num(sb: StrBuilder, n: i32): void { sbInt(sb, n); }
/** Lists what is missing among registers [from, to). */
function missing(f: FunctionObject, c: CodeObject, regs: Ptr, from: i32, to: i32, kind: string): void {
  let n = 0;
  for (let i = from; i < to; i++) if (!load<u64>(regs + (<usize>i << 3))) n++;
  const sb = sbNew();
  const q = qualnameOf(f);
  sbStr(sb, q); decref(q); sbLit(sb, "() missing "); num(sb, n); sbLit(sb, " required "); sbLit(sb, kind); sbLit(sb, " argument"); sbLit(sb, plural(n)); sbLit(sb, ": ");
  let k = 0;
  for (let i = from; i < to; i++) {
    if (load<u64>(regs + (<usize>i << 3))) continue;
    k++;
    if (k > 1) sbLit(sb, k == n ? (n == 2 ? " and " : ", and ") : ", ");
    sbChar(sb, 39); sbStr(sb, codeLocalName(c, i)); sbChar(sb, 39);
  }
  raiseObject(T.TypeError, sbFinish(sb));
}
/**
 * Binds arguments to the parameters of f: fills the registers at `regs` (NULL before) with new references. args: nargs positional Values, then one for each name
 * of kwnames; borrowed. False: TypeError raised, registers filled in part (the caller clears the frame).
 */
export function bindFunction(f: FunctionObject, args: Ptr, nargs: i32, kwnames: Value, regs: Ptr): bool {
  const c = changetype<CodeObject>(f.code);
  const nparams = c.argCount + c.kwOnlyCount;
  const hasVar = (c.flags & CO_VARARGS) != 0, hasKw = (c.flags & CO_VARKEYWORDS) != 0;
  let kwdict: Value = NULL;
  if (hasKw) {
    kwdict = dictNew();
    if (!kwdict) return false;
    store<u64>(regs + (<usize>(nparams + <i32>hasVar) << 3), kwdict);
  }
  const n = nargs < c.argCount ? nargs : c.argCount;
  for (let i = 0; i < n; i++) store<u64>(regs + (<usize>i << 3), newRef(load<u64>(args + (<usize>i << 3))));
  if (hasVar) {
    const t = tupleNew(nargs - n);
    if (!t) return false;
    for (let i = n; i < nargs; i++) tupleInit(t, i - n, newRef(load<u64>(args + (<usize>i << 3))));
    store<u64>(regs + (<usize>nparams << 3), t);
  }
  if (kwnames) {
    const nk = tupleSize(kwnames);
    for (let k = 0; k < nk; k++) {
      const name = tupleItem(kwnames, k), v = load<u64>(args + (<usize>(nargs + k) << 3));
      let j = -1;
      for (let i = c.posOnlyCount; i < nparams; i++) if (codeLocalName(c, i) == name) { j = i; break; }
      if (j < 0) for (let i = c.posOnlyCount; i < nparams; i++) if (strEq(codeLocalName(c, i), name)) { j = i; break; }
      if (j < 0) {
        if (!hasKw) {
          for (let i = 0; i < c.posOnlyCount; i++) if (strEq(codeLocalName(c, i), name)) { posOnlyGiven(f, c, kwnames); return false; }
          return unexpectedKeyword(f, c, name);
        }
        if (dictSet(kwdict, name, v) < 0) return false;
        continue;
      }
      const slot = regs + (<usize>j << 3);
      if (load<u64>(slot)) { const q = qualnameOf(f); raiseFmt(T.TypeError, "%U() got multiple values for argument '%U'", q, name); decref(q); return false; }
      store<u64>(slot, newRef(v));
    }
  }
  if (nargs > c.argCount && !hasVar) {
    let kwGiven = 0;
    for (let i = c.argCount; i < nparams; i++) if (load<u64>(regs + (<usize>i << 3))) kwGiven++;
    tooMany(f, c, nargs, kwGiven);
    return false;
  }
  if (nargs < c.argCount) {
    const d = f.defaults, nd = d ? tupleSize(d) : 0, m = c.argCount - nd;
    for (let i = nargs; i < m; i++) if (!load<u64>(regs + (<usize>i << 3))) { missing(f, c, regs, 0, m, "positional"); return false; }
    for (let i = nargs > m ? nargs : m; i < c.argCount; i++) {
      const slot = regs + (<usize>i << 3);
      if (!load<u64>(slot)) store<u64>(slot, newRef(tupleItem(d, i - m)));
    }
  }
  if (c.kwOnlyCount) {
    let lacks = false;
    for (let i = c.argCount; i < nparams; i++) {
      const slot = regs + (<usize>i << 3);
      if (load<u64>(slot)) continue;
      const kd = get(toValue(f), offsetof<FunctionObject>("kwdefaults")), v = kd ? dictGetStr(kd, codeLocalName(c, i)) : NULL;
      decref(kd);
      if (v) store<u64>(slot, v); else lacks = true;
    }
    if (lacks) { missing(f, c, regs, c.argCount, nparams, "keyword-only"); return false; }
  }
  return true;
}
function unexpectedKeyword(f: FunctionObject, c: CodeObject, name: Value): bool {
  const q = qualnameOf(f);
  suggestFor(name);
  for (let i = c.posOnlyCount; i < c.argCount + c.kwOnlyCount; i++) suggestTry(codeLocalName(c, i));
  raiseUnexpectedKeyword(q, name);
  decref(q);
  return false;
}
function posOnlyGiven(f: FunctionObject, c: CodeObject, kwnames: Value): void {
  const sb = sbNew();
  const q = qualnameOf(f);
  sbStr(sb, q); decref(q); sbLit(sb, "() got some positional-only arguments passed as keyword arguments: '");
  let k = 0;
  for (let i = 0; i < c.posOnlyCount; i++) for (let j = 0; j < tupleSize(kwnames); j++) if (strEq(codeLocalName(c, i), tupleItem(kwnames, j))) {
    if (k++) sbLit(sb, ", ");
    sbStr(sb, codeLocalName(c, i));
  }
  sbChar(sb, 39);
  raiseObject(T.TypeError, sbFinish(sb));
}

export function recursionError(): void {
  const s = changetype<ThreadState>(ts);
  s.recursionLeft += 50;
  raise(T.RecursionError, "maximum recursion depth exceeded");
  s.recursionLeft -= 50;
}
/** A frame for f with all registers NULL, linked as the innermost, not yet running. `func` steals a reference to f. 0: exception set, f dropped. */
export function frameForFunction(f: FunctionObject): Ptr {
  const c = changetype<CodeObject>(f.code), s = changetype<ThreadState>(ts);
  if (s.recursionLeft <= 0) { recursionError(); decref(toValue(f)); return 0; }
  const p = framePush(c.frameSize);
  if (!p) { decref(toValue(f)); return 0; }
  s.recursionLeft--;
  for (let q = p, end = p + c.frameSize; q < end; q += 8) store<u64>(q, 0);
  const fr = changetype<Frame>(p);
  fr.code = f.code; fr.func = changetype<u32>(f); fr.prev = s.frame; fr.pc = c.words; fr.globals = f.globals; fr.builtins = f.builtins;
  s.frame = <u32>p;
  return p;
}
/** Unlinks the innermost frame, which did not run or is done. Clears it. */
export function frameLeave(p: Ptr): void {
  const s = changetype<ThreadState>(ts), f = changetype<Frame>(p);
  s.frame = f.prev;
  s.recursionLeft++;
  frameEnd(f);
  framePop(p);
}
import { frameEnd } from "./frame";
/** tp_call of functions: from native code. */
export function functionCall(callable: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const f = as<FunctionObject>(callable), c = changetype<CodeObject>(f.code), s = changetype<ThreadState>(ts);
  incref(callable);
  if (c.simple && nargs == c.argCount && !kwnames && s.recursionLeft > 0) {
    const p = framePush(c.frameSize);
    if (!p) { decref(callable); return NULL; }
    s.recursionLeft--;
    const fr = changetype<Frame>(p), first = p + FRAME_HEADER;
    fr.code = f.code; fr.func = changetype<u32>(f); fr.prev = s.frame; fr.pc = c.words; fr.globals = f.globals; fr.builtins = f.builtins;
    fr.flags = 0; fr.frameObj = 0; fr.gen = 0; fr.locals = NULL;
    let q = first;
    for (const to = first + (<usize>nargs << 3); q < to; q += 8, args += 8) store<u64>(q, newRef(load<u64>(args)));
    for (const end = p + <usize>c.frameSize; q < end; q += 8) store<u64>(q, NULL);
    s.frame = <u32>p;
    return runHolding(p, args - (<usize>nargs << 3), nargs);
  }
  const p = frameForFunction(f);
  if (!p) return NULL;
  if (!bindFunction(f, args, nargs, kwnames, p + FRAME_HEADER)) { frameLeave(p); return NULL; }
  return runHolding(p, args, kwnames ? nargs + tupleSize(kwnames) : nargs);
}
/**
 * Runs p, which native code calls. An argument that nobody counts (a class, a function) is visible to the collector as long as the callee has it in a register; if it lets it go (`cls = cls.__base__`) the
 * native caller, which may have it from an iterator or out of a container, goes on with it: nothing uncounted is collected meanwhile.
 */
function runHolding(p: Ptr, args: Ptr, n: i32): Value {
  let holds = false;
  for (const end = args + (<usize>n << 3); args < end && !holds; args += 8) { const v = load<u64>(args); holds = isPtr(v) && load<u32>(<Ptr>v, 4) == DEFERRED; }
  if (!holds) return runFrame(p);
  holdingBegin();
  const r = runFrame(p);
  holdingEnd();
  return r;
}
/** The same with one to three arguments, without an array in between: what special methods, sort keys and map are. */
export function functionCallFew(callable: Value, n: i32, a: Value, b: Value, c: Value): Value {
  const f = as<FunctionObject>(callable), co = changetype<CodeObject>(f.code), s = changetype<ThreadState>(ts);
  if (co.simple && n == co.argCount && s.recursionLeft > 0) {
    const p = framePush(co.frameSize);
    if (!p) return NULL;
    s.recursionLeft--;
    increfDeferred(<Ptr>callable);
    const fr = changetype<Frame>(p), regs = p + FRAME_HEADER;
    fr.code = f.code; fr.func = changetype<u32>(f); fr.prev = s.frame; fr.pc = co.words; fr.globals = f.globals; fr.builtins = f.builtins;
    fr.flags = 0; fr.frameObj = 0; fr.gen = 0; fr.locals = NULL;
    store<u64>(regs, newRef(a));
    if (n > 1) {
      store<u64>(regs, newRef(b), 8);
      if (n > 2) store<u64>(regs, newRef(c), 16);
    }
    for (let q = regs + (<usize>n << 3), end = p + <usize>co.frameSize; q < end; q += 8) store<u64>(q, NULL);
    s.frame = <u32>p;
    return runHolding(p, regs, n);
  }
  const mark = stackMark(), args = stackAlloc(24);
  if (!args) return NULL;
  store<u64>(args, a); store<u64>(args, b, 8); store<u64>(args, c, 16);
  const r = functionCall(callable, args, n, NULL);
  stackRestore(mark);
  return r;
}
/** Runs code with globals and locals (module bodies, exec, eval, class bodies). closure: tuple or NULL. Borrows all. */
export function evalCode(code: Value, globals: Value, locals: Value, closure: Value): Value {
  const fv = functionNew(code, globals, NULL);
  if (!fv) return NULL;
  const f = as<FunctionObject>(fv);
  if (closure) f.closure = newRef(closure);
  const p = frameForFunction(f);
  if (!p) return NULL;
  changetype<Frame>(p).locals = newRef(locals);
  return runFrame(p);
}

// ---- attributes ----------------------------------------------------------------------------------------------------------
// @ts-ignore: decorator
@inline function fn(v: Value): FunctionObject { return as<FunctionObject>(v); }
/**
 * A field that others may replace: returns new, or NULL. What calls read without counting (code, defaults, keyword defaults) is replaced with the world stopped, the rest under
 * the function's lock.
 */
function get(f: Value, field: usize): Value { return memberLoad(f, <Ptr>f + field); }
function getOrNone(f: Value, field: usize): Value { const v = get(f, field); return v ? v : None; }
/** Steals x. */
function put(f: Value, field: usize, x: Value): void { memberExchange(f, <Ptr>f + field, x); }
/** Steals x. */
function putStopped(f: Value, field: usize, x: Value): void {
  worldStop();
  const old = xchgV(<Ptr>f + field, x);
  worldStart();
  decref(old);
}
/** For messages: the qualified name, new. */
function qualnameOf(f: FunctionObject): Value { return get(toValue(f), offsetof<FunctionObject>("qualname")); }
export function functionGetCode(v: Value): Value { return newRef(fn(v).code); }
export function functionSetCode(v: Value, c: Value): i32 {
  if (!c || !isExact(c, T.code)) { raise(T.TypeError, "__code__ must be set to a code object"); return -1; }
  const nfree = as<CodeObject>(c).freeCount, nclosure = fn(v).closure ? tupleSize(fn(v).closure) : 0;
  if (nfree != nclosure) { const name = get(v, offsetof<FunctionObject>("name")); raiseFmt(T.ValueError, "%U() requires a code object with %d free vars, not %d", name, int(nclosure), int(nfree)); decref(name); return -1; }
  incref(c);
  worldStop();
  const old = fn(v).code;
  fn(v).code = <u32>c;
  worldStart();
  decref(old);
  return 0;
}
export function functionGetGlobals(v: Value): Value { return newRef(fn(v).globals); }
export function functionGetBuiltins(v: Value): Value { return newRef(fn(v).builtins); }
export function functionGetName(v: Value): Value { return get(v, offsetof<FunctionObject>("name")); }
function setStr(f: Value, field: usize, v: Value, what: string): i32 {
  if (!v || !isStr(v)) { raise(T.TypeError, what); return -1; }
  put(f, field, newRef(v));
  return 0;
}
import { TF_UNICODE_SUBCLASS } from "../../generated/core/types";
function isStr(v: Value): bool { return hasFlag(v, TF_UNICODE_SUBCLASS); }
export function functionSetName(v: Value, x: Value): i32 { return setStr(v, offsetof<FunctionObject>("name"), x, "__name__ must be set to a string object"); }
export function functionGetQualname(v: Value): Value { return get(v, offsetof<FunctionObject>("qualname")); }
export function functionSetQualname(v: Value, x: Value): i32 { return setStr(v, offsetof<FunctionObject>("qualname"), x, "__qualname__ must be set to a string object"); }
export function functionGetDefaults(v: Value): Value { return getOrNone(v, offsetof<FunctionObject>("defaults")); }
export function functionSetDefaults(v: Value, x: Value): i32 {
  if (x == None) x = NULL;
  if (x && !isExact(x, T.tuple)) { raise(T.TypeError, "__defaults__ must be set to a tuple object"); return -1; }
  putStopped(v, offsetof<FunctionObject>("defaults"), newRef(x));
  return 0;
}
export function functionGetKwdefaults(v: Value): Value { return getOrNone(v, offsetof<FunctionObject>("kwdefaults")); }
export function functionSetKwdefaults(v: Value, x: Value): i32 {
  if (x == None) x = NULL;
  if (x && !isExact(x, T.dict)) { raise(T.TypeError, "__kwdefaults__ must be set to a dict object"); return -1; }
  putStopped(v, offsetof<FunctionObject>("kwdefaults"), newRef(x));
  return 0;
}
export function functionGetClosure(v: Value): Value { return getOrNone(v, offsetof<FunctionObject>("closure")); }
export function functionGetDoc(v: Value): Value { return getOrNone(v, offsetof<FunctionObject>("doc")); }
export function functionSetDoc(v: Value, x: Value): i32 { put(v, offsetof<FunctionObject>("doc"), x ? newRef(x) : None); return 0; }
export function functionGetModule(v: Value): Value { return getOrNone(v, offsetof<FunctionObject>("module")); }
export function functionSetModule(v: Value, x: Value): i32 { put(v, offsetof<FunctionObject>("module"), x ? newRef(x) : None); return 0; }
export function functionGetTypeParams(v: Value): Value { const t = get(v, offsetof<FunctionObject>("typeParams")); return t ? t : tupleNew(0); }
export function functionSetTypeParams(v: Value, x: Value): i32 {
  if (!x || !isExact(x, T.tuple)) { raise(T.TypeError, "__type_params__ must be set to a tuple"); return -1; }
  put(v, offsetof<FunctionObject>("typeParams"), newRef(x));
  return 0;
}
export function functionGetAnnotate(v: Value): Value { return getOrNone(v, offsetof<FunctionObject>("annotate")); }
export function functionSetAnnotate(v: Value, x: Value): i32 {
  if (!x) { raise(T.TypeError, "__annotate__ cannot be deleted"); return -1; }
  if (x != None && !typeOf(x).tp_call) { raise(T.TypeError, "__annotate__ must be callable or None"); return -1; }
  put(v, offsetof<FunctionObject>("annotate"), x == None ? NULL : newRef(x));
  if (x != None) put(v, offsetof<FunctionObject>("annotations"), NULL);
  return 0;
}
import { call1 } from "../objects/call";
/** __annotations__: calls __annotate__(1) once and keeps the dict. */
export function functionGetAnnotations(v: Value): Value {
  const kept = get(v, offsetof<FunctionObject>("annotations"));
  if (kept) return kept;
  let d: Value;
  const annotate = get(v, offsetof<FunctionObject>("annotate"));
  if (annotate) {
    d = call1(annotate, int(1));
    decref(annotate);
    if (d && !isExact(d, T.dict)) { raiseFmt(T.TypeError, "__annotate__() must return a dict, not %T", d); decref(d); return NULL; }
  } else d = dictNew();
  if (!d) return NULL;
  put(v, offsetof<FunctionObject>("annotations"), newRef(d));
  return d;
}
export function functionSetAnnotations(v: Value, x: Value): i32 {
  if (x == None) x = NULL;
  if (x && !isExact(x, T.dict)) { raise(T.TypeError, "__annotations__ must be set to a dict object"); return -1; }
  put(v, offsetof<FunctionObject>("annotations"), newRef(x));
  put(v, offsetof<FunctionObject>("annotate"), NULL);
  return 0;
}
export function functionRepr(v: Value): Value {
  const a = hexAddress(v), q = qualnameOf(fn(v)), r = fmt("<function %U at %U>", q, a);
  decref(a); decref(q);
  return r;
}
import { hexAddress } from "../objects/hash";
/** Binds to an instance: a method; on the class itself the function. */
export function functionDescrGet(v: Value, obj: Value, type: Value): Value {
  if (!obj || obj == None) return newRef(v);
  return methodNew(v, obj);
}
import { methodNew } from "../objects/method";
/** types.FunctionType(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None) */
export function functionTypeNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const names = functionNewDef();
  const mark = stackMark(), out = stackAlloc(64);
  if (!out) return NULL;
  let r: Value = NULL;
  if (bindArguments(names, args, nargs, kwnames, out)) {
    const code = load<u64>(out), globals = load<u64>(out, 8), name = load<u64>(out, 16), dflt = load<u64>(out, 24), closure = load<u64>(out, 32), kwd = load<u64>(out, 40);
    if (!isExact(code, T.code)) raiseFmt(T.TypeError, "function() argument 'code' must be code, not %T", code);
    else if (!hasFlag(globals, TF_DICT_SUBCLASS)) raiseFmt(T.TypeError, "function() argument 'globals' must be dict, not %T", globals);
    else if (name != None && !isStr(name)) raise(T.TypeError, "arg 3 (name) must be None or string");
    else if (dflt != None && !isExact(dflt, T.tuple)) raise(T.TypeError, "arg 4 (defaults) must be None or tuple");
    else if (closure != None && !isExact(closure, T.tuple)) raise(T.TypeError, as<CodeObject>(code).freeCount ? "arg 5 (closure) must be tuple" : "arg 5 (closure) must be None or tuple");
    else if ((closure == None ? 0 : tupleSize(closure)) != as<CodeObject>(code).freeCount) {
      if (closure == None) raise(T.TypeError, "arg 5 (closure) must be tuple");
      else raiseFmt(T.ValueError, "%U requires closure of length %d, not %d", as<CodeObject>(code).name, int(as<CodeObject>(code).freeCount), int(tupleSize(closure)));
    } else {
      r = functionNew(code, globals, NULL);
      if (r) {
        const f = as<FunctionObject>(r);
        if (name != None) setSlot(<Ptr>r + offsetof<FunctionObject>("name"), newRef(name));
        if (dflt != None) f.defaults = newRef(dflt);
        if (closure != None) f.closure = newRef(closure);
        if (kwd != None) f.kwdefaults = newRef(kwd);
      }
    }
  }
  stackRestore(mark);
  return r;
}
import { bindArguments, MethodDef, defParsed6, defParam } from "../objects/method-def";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
let newDef: u32 = 0;
function never(self: Value, a: Value, b: Value, c: Value, d: Value, e: Value, g: Value): Value { return NULL; }
function functionNewDef(): MethodDef {
  if (!newDef) {
    const d = defParsed6(N.$function, 0, never, "(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)", 0, 6);
    defParam(d, 0, N.code, NULL, false); defParam(d, 1, N.globals, NULL, false);
    defParam(d, 2, N.name, None, true); defParam(d, 3, N.argdefs, None, true); defParam(d, 4, N.closure, None, true); defParam(d, 5, N.kwdefaults, None, true);
    newDef = changetype<u32>(d);
  }
  return changetype<MethodDef>(newDef);
}
