/**
 * Calls with * and **: CALL_EX, and calls from native code whose keywords are a dict. A Python function (or a method bound to one) is entered as a frame, so that wrappers,
 * `def w(*args, **kwargs): return f(*args, **kwargs)`, nest no interpreter. CPython: do_call_core and _PyEval_Vector in Python/ceval.c.
 *
 * The dict of a CALL_EX was made for it (BUILD_MAP, DICT_MERGE); when nobody else holds it, a callee that takes **kwargs gets that very dict.
 */
import { Ptr, Value, NULL, isPtr } from "../base/value";
import { as, toValue } from "../base/obj";
import { T, TF_UNICODE_SUBCLASS } from "../../generated/core/types";
import { CO_VARARGS, CO_VARKEYWORDS } from "../../generated/core/opcodes";
import { tid } from "../threads/self";
import { decref, incref, newRef } from "../refcount/count";
import { raise, raiseFmt, raiseNoMemory } from "../objects/errors";
import { hasFlag, isExact, typeOf } from "../objects/typeof";
import * as X from "../objects/abstract";
import { call } from "../objects/call";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { memAlloc, memFree } from "../memory/alloc";
import { tupleInit, tupleItems, tupleNew, tupleSize } from "../types/tuple/core";
import { DK_KIND, dictGetStr, dictKeys, dictNextNew, dictSize } from "../types/dict/core";
import { MethodObject } from "../objects/method";
import { CodeObject, codeLocalName } from "./code";
import { Frame, FRAME_HEADER } from "./frame";
import { FunctionObject, bindFunction, frameForFunction, frameLeave } from "./function";
import { functionStr } from "./calls";
import { clearRun } from "./intrinsics";
import { COLD_ERROR, COLD_NEXT, COLD_SWITCH } from "./cold";

/** a = b(*b+16, **b+24); the four registers from b are consumed. */
export function callEx(f: Ptr, pc: Ptr): i32 {
  const fp = f + FRAME_HEADER, b = fp + <usize>load<u16>(pc, 4), a = fp + <usize>load<u16>(pc, 2);
  const callee = load<u64>(b), kw = load<u64>(b, 24);
  let args = load<u64>(b, 16);
  if (!isExact(args, T.tuple)) {
    if (!typeOf(args).tp_iter && !typeOf(args).sq_item) {
      const s = functionStr(callee);
      if (s) raiseFmt(T.TypeError, "%U argument after * must be an iterable, not %T", s, args);
      decref(s);
      return COLD_ERROR;
    }
    const t = X.sequenceToTuple(args);
    if (!t) return COLD_ERROR;
    store<u64>(b, t, 16);
    decref(args);
    args = t;
  }
  let target = callee, self: Value = NULL;
  if (isExact(callee, T.method)) { target = as<MethodObject>(callee).func; self = as<MethodObject>(callee).self; }
  if (isExact(target, T.$function)) {
    const nf = enter(as<FunctionObject>(target), self, args, kw);
    if (!nf) return COLD_ERROR;
    clearRun(b, 4);
    const r = changetype<Frame>(nf);
    r.retReg = load<u16>(pc, 2); r.retPc = <u32>(pc + 8);
    return COLD_SWITCH;
  }
  const r = kw && dictSize(kw) ? callWithDict(callee, tupleItems(args), tupleSize(args), kw) : call(callee, tupleItems(args), tupleSize(args), NULL);
  if (!r) return COLD_ERROR;
  clearRun(b, 4);
  const old = load<u64>(a);
  store<u64>(a, r);
  decref(old);
  return COLD_NEXT;
}
/** A frame of fo with its arguments bound, innermost and not yet running; 0 with an exception. Borrows all. */
function enter(fo: FunctionObject, self: Value, args: Value, kw: Value): Ptr {
  const c = changetype<CodeObject>(fo.code), n = tupleSize(args), nk = kw ? dictSize(kw) : 0, given = nk != 0 && canGive(c, kw);
  incref(toValue(fo));
  const nf = frameForFunction(fo);
  if (!nf) return 0;
  const regs = nf + FRAME_HEADER;
  let ok: bool;
  if (!self && (!nk || given)) ok = bindFunction(fo, tupleItems(args), n, NULL, regs);
  else ok = bindSpread(fo, self, args, given ? NULL : kw, regs);
  if (!ok) { frameLeave(nf); return 0; }
  if (given) {
    const slot = regs + (<usize>(c.argCount + c.kwOnlyCount + <i32>((c.flags & CO_VARARGS) != 0)) << 3), empty = load<u64>(slot);
    store<u64>(slot, newRef(kw));
    decref(empty);
  }
  return nf;
}
/** Whether kw, which nobody else knows, can be the callee's **kwargs as it is: every key a str, none of them a parameter's name. */
function canGive(c: CodeObject, kw: Value): bool {
  const p = <Ptr>kw;
  if (!(c.flags & CO_VARKEYWORDS) || load<u16>(p) != tid || load<u32>(p, 4) != 1 || atomic.load<u32>(p, 8) != 0 || !load<u8>(dictKeys(kw), DK_KIND)) return false;
  for (let i = c.posOnlyCount, n = c.argCount + c.kwOnlyCount; i < n; i++) {
    const v = dictGetStr(kw, codeLocalName(c, i));
    if (v) { decref(v); return false; }
  }
  return true;
}
function bindSpread(fo: FunctionObject, self: Value, args: Value, kw: Value, regs: Ptr): bool {
  const n = tupleSize(args), lead: i32 = self ? 1 : 0, nk = kw ? dictSize(kw) : 0, mark = stackMark();
  const big = n + nk > 500, bytes = <usize>(lead + n + nk + 1) << 3, array = big ? memAlloc(bytes) : stackAlloc(bytes);
  if (!array) { if (big) raiseNoMemory(); return false; }
  if (self) store<u64>(array, self);
  memory.copy(array + (<usize>lead << 3), tupleItems(args), <usize>n << 3);
  const values = array + (<usize>(lead + n) << 3), names = nk ? keywords(kw, nk, values) : NULL;
  let ok = false;
  if (!nk || names) {
    ok = bindFunction(fo, array, lead + n, names, regs);
    dropKeywords(names, values);
  }
  if (big) memFree(array);
  stackRestore(mark);
  return ok;
}
/** The names of kw's nk entries, a tuple, and their values, new references, at `values`; NULL: an exception, nothing is held. */
function keywords(kw: Value, nk: i32, values: Ptr): Value {
  const names = tupleNew(nk);
  if (!names) return NULL;
  const mark = stackMark(), out = stackAlloc(16);
  let k = 0, ok = out != 0;
  for (let i = 0; ok && k < nk; k++) {
    i = dictNextNew(kw, i, out);
    if (i < 0) break;
    i++;
    const key = load<u64>(out);
    tupleInit(names, k, key);
    store<u64>(values + (<usize>k << 3), load<u64>(out, 8));
    if (!hasFlag(key, TF_UNICODE_SUBCLASS)) { raise(T.TypeError, "keywords must be strings"); ok = false; }
  }
  stackRestore(mark);
  if (ok && k < nk) { raise(T.RuntimeError, "dictionary changed size during iteration"); ok = false; }
  if (ok) return names;
  for (let j = 0; j < k; j++) decref(load<u64>(values + (<usize>j << 3)));
  decref(names);
  return NULL;
}
function dropKeywords(names: Value, values: Ptr): void {
  if (!names) return;
  for (let j = tupleSize(names) - 1; j >= 0; j--) decref(load<u64>(values + (<usize>j << 3)));
  decref(names);
}
/** callee(*args, **kw) for a dict kw, from native code. */
export function callWithDict(callee: Value, args: Ptr, n: i32, kw: Value): Value {
  const nk = dictSize(kw), array = memAlloc(<usize>(n + nk + 1) << 3);
  if (!array) return raiseNoMemory();
  memory.copy(array, args, <usize>n << 3);
  const values = array + (<usize>n << 3), names = keywords(kw, nk, values);
  const r = names ? call(callee, array, n, names) : NULL;
  dropKeywords(names, values);
  memFree(array);
  return r;
}
