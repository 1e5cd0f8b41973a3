/** Cold instructions that are more than a few lines: raising, matching of exceptions, with, super, CALL_EX, intrinsics. */
import { Ptr, Value, NULL, None, True, False, int, isPtr } from "../base/value";
import { as, toValue } from "../base/obj";
import { T, TypeObject, TF_BASE_EXC_SUBCLASS, TF_TUPLE_SUBCLASS, TF_TYPE_SUBCLASS, TF_DICT_SUBCLASS, TF_UNICODE_SUBCLASS } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { decref, incref, newRef, setSlot } from "../refcount/count";
import { errClear, errFetch, errMatches, errOccurred, errRestore, raise, raiseException, raiseFmt, raiseObject, fmt } from "../objects/errors";
import { hasFlag, isExact, typeOf } from "../objects/typeof";
import { getAttr, getAttrOptional, lookupSpecial } from "../objects/attributes";
import { strEq } from "../types/str/core";
import { superLookup } from "../objects/super";
import { typeIsSubtype } from "../objects/type-static";
import * as X from "../objects/abstract";
import { call, call0, call1, call2, callMethod1 } from "../objects/call";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { tupleItem, tupleItems, tupleSize, tuplePack1, tuplePack2, tuplePack3, tupleFromArray } from "../types/tuple/core";
import { listToTuple, listSize, listGetItem, listNew, listAppend } from "../types/list/core";
import { dictSize, dictNext, dictCopy, dictSet, dictNew } from "../types/dict/core";
import { CODE_TWIN, CodeObject, codeConst } from "./code";
import { Frame, FRAME_HEADER } from "./frame";
import { FunctionObject } from "./function";
import { excHandled } from "./exc-state";
import { COLD_ERROR, COLD_ERROR_AGAIN, COLD_JUMP, COLD_NEXT, COLD_SWITCH } from "./cold";
import { consume1, mappingGet } from "./slow";
import { exceptionTraceback, exceptionSetCause, exceptionSetContext, exceptionNew1 } from "../types/exceptions/create";
import { groupMatch } from "../types/exceptions/group";
import { prepReraiseStar } from "./exceptions";
import { functionStr } from "./calls";
import { importStar } from "./import";
import { sysDisplayHook } from "../modules/sys/hooks";
import { asyncGenWrap } from "./async";
import * as TV from "../types/typevar/core";

/** Drops n temporaries from p. */
export function clearRun(p: Ptr, n: i32): void {
  for (let i = 0; i < n; i++) { const s = p + (<usize>i << 3), v = load<u64>(s); store<u64>(s, NULL); decref(v); }
}
function put(slot: Ptr, v: Value): void { const old = load<u64>(slot); store<u64>(slot, v); decref(old); }

// ---- exceptions ------------------------------------------------------------------------------------------------------------
function isExceptionClass(t: Value): bool { return hasFlag(t, TF_TYPE_SUBCLASS) && (as<TypeObject>(t).tp_flags & TF_BASE_EXC_SUBCLASS) != 0; }
/** Whether exception e (instance) matches type t (class or tuple of classes); -1 TypeError. */
export function exceptionMatches(e: Value, t: Value): i32 {
  if (hasFlag(t, TF_TUPLE_SUBCLASS)) {
    const n = tupleSize(t);
    for (let i = 0; i < n; i++) if (!isExceptionClass(tupleItem(t, i)) && !hasFlag(tupleItem(t, i), TF_TUPLE_SUBCLASS)) return notException();
    for (let i = 0; i < n; i++) {
      const r = exceptionMatches(e, tupleItem(t, i));
      if (r) return r;
    }
    return 0;
  }
  if (!isExceptionClass(t)) return notException();
  return <i32>typeIsSubtype(typeOf(e), as<TypeObject>(t));
}
function notException(): i32 { raise(T.TypeError, "catching classes that do not inherit from BaseException is not allowed"); return -1; }
export function checkEgMatch(f: Ptr, pc: Ptr): i32 {
  const fp = f + FRAME_HEADER, a = fp + <usize>load<u16>(pc, 2), rb: u32 = load<u16>(pc, 4), rc: u32 = load<u16>(pc, 6);
  const e = load<u64>(fp + rb), t = load<u64>(fp + rc);
  if (exceptionMatches(None, t) < 0) { errClear(); raise(T.TypeError, "catching classes that do not inherit from BaseException is not allowed"); return COLD_ERROR; }
  if (typesAreGroups(t)) { raise(T.TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead."); return COLD_ERROR; }
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return COLD_ERROR;
  const ok = groupMatch(e, t, out);
  const match = load<u64>(out), rest = load<u64>(out, 8);
  stackRestore(mark);
  if (!ok) return COLD_ERROR;
  incref(match);
  consume1(f, fp, rb); consume1(f, fp, rc);
  put(a, match ? match : None); put(a + 8, rest ? rest : None);
  if (match && match != None) {
    // the matched part is what is being handled in the clause
    excSet(newRef(match));
  }
  decref(match);
  return COLD_NEXT;
}
import { excSet } from "./exc-state";
function typesAreGroups(t: Value): bool {
  if (hasFlag(t, TF_TUPLE_SUBCLASS)) {
    for (let i = 0; i < tupleSize(t); i++) if (typesAreGroups(tupleItem(t, i))) return true;
    return false;
  }
  return hasFlag(t, TF_TYPE_SUBCLASS) && typeIsSubtype(as<TypeObject>(t), T.BaseExceptionGroup);
}
/** An exception instance of `v` (class or instance); new, or NULL with TypeError. */
function instantiate(v: Value, message: string): Value {
  if (isExceptionClass(v)) {
    const e = call0(v);
    if (e && !hasFlag(e, TF_BASE_EXC_SUBCLASS)) { raiseFmt(T.TypeError, "calling %R should have returned an instance of BaseException, not %R", v, toValue(typeOf(e))); decref(e); return NULL; }
    return e;
  }
  if (hasFlag(v, TF_BASE_EXC_SUBCLASS)) return newRef(v);
  raise(T.TypeError, message);
  return NULL;
}
/** The exception that f is handling, borrowed, for code that does not tell others (CODE_TWIN): PUSH_EXC_INFO left it among the temporaries, the innermost handler's is the last one. */
function caughtHere(f: Ptr): Value {
  const c = changetype<CodeObject>(changetype<Frame>(f).code), begin = f + FRAME_HEADER + c.tempBase;
  for (let p = f + FRAME_HEADER + (<usize>c.registerCount << 3); p > begin;) {
    p -= 8;
    const v = load<u64>(p);
    if (isPtr(v) && hasFlag(v, TF_BASE_EXC_SUBCLASS)) return v;
  }
  return NULL;
}
export function raiseOp(f: Ptr, pc: Ptr): i32 {
  const fp = f + FRAME_HEADER, how = load<u8>(pc, 1), ra: u32 = load<u16>(pc, 2), rb: u32 = load<u16>(pc, 4);
  if (how == 0) {
    const e = changetype<CodeObject>(changetype<Frame>(f).code).flags & CODE_TWIN ? caughtHere(f) : excHandled();
    if (!e) { raise(T.RuntimeError, "No active exception to reraise"); return COLD_ERROR; }
    errRestore(newRef(e));
    return COLD_ERROR_AGAIN;
  }
  const e = instantiate(load<u64>(fp + ra), "exceptions must derive from BaseException");
  if (!e) { consume1(f, fp, ra); if (how == 2) consume1(f, fp, rb); return COLD_ERROR; }
  if (how == 2) {
    const c = load<u64>(fp + rb);
    if (c == None) exceptionSetCause(e, NULL);
    else {
      const cause = instantiate(c, "exception causes must derive from BaseException");
      if (!cause) { decref(e); consume1(f, fp, ra); consume1(f, fp, rb); return COLD_ERROR; }
      exceptionSetCause(e, cause);
    }
    consume1(f, fp, rb);
  }
  consume1(f, fp, ra);
  raiseException(e);
  return COLD_ERROR;
}
// ---- with ------------------------------------------------------------------------------------------------------------------
export function loadSpecial(f: Ptr, pc: Ptr): i32 {
  const fp = f + FRAME_HEADER, a = fp + <usize>load<u16>(pc, 2), rb: u32 = load<u16>(pc, 4), which = load<u8>(pc, 1);
  const o = load<u64>(fp + rb), name = which == 0 ? N.__enter__ : which == 1 ? N.__exit__ : which == 2 ? N.__aenter__ : N.__aexit__;
  const t = typeOf(o);
  let m = specialCached(t, pc), bound = o;
  if (!m) {
    const mark = stackMark(), slot = stackAlloc(16), version = typeVersion(t);
    if (!slot) return COLD_ERROR;
    m = lookupSpecial(o, name, slot);
    bound = load<u64>(slot);
    stackRestore(mark);
    // what binds itself (a function, a native method) is remembered for (instruction, type)
    if (m && bound) specialRemember(t, version, pc, m);
  }
  if (!m) {
    if (!errOccurred()) {
      const isAsync = which >= 2;
      const other = isAsync ? N.__enter__ : N.__aenter__, otherExit = isAsync ? N.__exit__ : N.__aexit__;
      const has = typeHas(o, other) && typeHas(o, otherExit);
      const text = sbNew();
      const module = getAttr(toValue(typeOf(o)), N.__module__);
      sbLit(text, "'");
      if (!module) errClear();
      else if (hasFlag(module, TF_UNICODE_SUBCLASS) && !strEq(module, N.builtins) && !strEq(module, N.__main__)) { sbStr(text, module); sbLit(text, "."); }
      decref(module);
      sbStr(text, typeOf(o).tp_qualname);
      sbLit(text, isAsync ? "' object does not support the asynchronous context manager protocol" : "' object does not support the context manager protocol");
      sbLit(text, " (missed "); sbStr(text, name); sbLit(text, " method)");
      if (has) sbLit(text, isAsync ? " but it supports the context manager protocol. Did you mean to use 'with'?" : " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?");
      raiseObject(T.TypeError, sbFinish(text));
    }
    return COLD_ERROR;
  }
  const self = bound ? newRef(o) : NULL;
  consume1(f, fp, rb);
  put(a, m); put(a + 8, self);
  return COLD_NEXT;
}
import { sbNew, sbLit, sbStr, sbFinish } from "../types/str/builder";
import { typeLookup, typeVersion } from "../objects/type-lookup";
import { specialCached, specialRemember } from "./caches";
function typeHas(o: Value, name: Value): bool { const v = typeLookup(typeOf(o), name); decref(v); return v != NULL; }

// ---- super -----------------------------------------------------------------------------------------------------------------
export function loadSuperAttr(f: Ptr, pc: Ptr, name: Value): i32 {
  const fp = f + FRAME_HEADER, a = fp + <usize>load<u16>(pc, 2), b = fp + <usize>load<u16>(pc, 4), x = load<u8>(pc, 1);
  const sup = load<u64>(b), cls = load<u64>(b, 8), self = load<u64>(b, 16);
  let r: Value, bound: Value = NULL;
  if (sup == toValue(T.$super) && hasFlag(cls, TF_TYPE_SUBCLASS)) {
    const mark = stackMark(), slot = stackAlloc(16);
    if (!slot) return COLD_ERROR;
    store<u64>(slot, NULL);
    r = superLookup(as<TypeObject>(cls), self, name, x & 1 ? slot : 0);
    if (r && (x & 1) && load<u64>(slot)) bound = newRef(self);
    stackRestore(mark);
  } else {
    // super was shadowed, or the arguments are odd: the real call
    const o = x & 2 ? call2(sup, cls, self) : call0(sup);
    if (!o) return COLD_ERROR;
    r = getAttr(o, name);
    decref(o);
  }
  if (!r) return COLD_ERROR;
  clearRun(b, 3);
  put(a, r);
  if (x & 1) put(a + 8, bound);
  return COLD_NEXT;
}

// ---- intrinsics ------------------------------------------------------------------------------------------------------------
export function intrinsic1(f: Ptr, which: u32, v: Value): Value {
  switch (which) {
    case 0: return sysDisplayHook(v);
    case 1: return importStar(changetype<Frame>(f), v) < 0 ? NULL : None;
    case 2: return stopIterationError(f, v);
    case 3: return asyncGenWrap(v);
    case 4: return X.numberPositive(v);
    case 5: return listToTuple(v);
    case 6: return TV.typeVarNew(v, NULL, NULL);
    case 7: return TV.paramSpecNew(v);
    case 8: return TV.typeVarTupleNew(v);
    case 9: return TV.subscriptGeneric(v);
    default: return TV.typeAliasNew(v);
  }
}
export function intrinsic2(f: Ptr, which: u32, v: Value, w: Value): Value {
  switch (which) {
    case 0: return prepReraiseStar(v, w);
    case 1: return TV.typeVarNew(v, w, NULL);
    case 2: return TV.typeVarNew(v, NULL, w);
    case 3: { setSlot(<Ptr>v + offsetof<FunctionObject>("typeParams"), newRef(w)); return newRef(v); }
    default: return TV.setTypeParamDefault(v, w);
  }
}
import { CO_ASYNC_GENERATOR, CO_COROUTINE } from "../../generated/core/opcodes";
/** An exception leaves a generator: StopIteration (and StopAsyncIteration in async generators) becomes RuntimeError. */
function stopIterationError(f: Ptr, e: Value): Value {
  const flags = changetype<CodeObject>(load<u32>(f)).flags;
  let text: Value = NULL;
  if (typeIsSubtype(typeOf(e), T.StopIteration)) {
    text = strFromLiteral(flags & CO_ASYNC_GENERATOR ? "async generator raised StopIteration" : flags & CO_COROUTINE ? "coroutine raised StopIteration" : "generator raised StopIteration");
  } else if ((flags & CO_ASYNC_GENERATOR) && typeIsSubtype(typeOf(e), T.StopAsyncIteration)) text = strFromLiteral("async generator raised StopAsyncIteration");
  else return newRef(e);
  const x = exceptionNew1(T.RuntimeError, text);
  if (!x) return NULL;
  exceptionSetCause(x, newRef(e));
  exceptionSetContext(x, newRef(e));
  return x;
}
import { strFromLiteral } from "../types/str/core";
