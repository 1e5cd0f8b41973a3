/**
 * The cold opcodes, each a function of (frame, pc). Results: COLD_NEXT (go on behind the instruction), COLD_JUMP (f.pc says where), COLD_SWITCH (another frame is the innermost),
 * COLD_RETURN (the frame returns what setResult got), COLD_ERROR, COLD_ERROR_AGAIN (re-raised: no traceback entry for this frame).
 */
import { Ptr, Value, NULL, None, True, False, isPtr, isInt, int, intOf, boolean } from "../base/value";
import { as, toValue } from "../base/obj";
import { T, TypeObject, TF_BASE_EXC_SUBCLASS, TF_TYPE_SUBCLASS, TF_SEQUENCE, TF_MAPPING } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import * as O from "../../generated/core/opcodes";
import { ts } from "../threads/self";
import { ThreadState } from "../threads/state";
import { decref, decrefPtr, incref, newRef } from "../refcount/count";
import { errClear, errFetch, errMatches, errOccurred, errRestore, raise, raiseException, raiseFmt, raiseObject, fmt } from "../objects/errors";
import { hasFlag, isExact, typeOf } from "../objects/typeof";
import { getAttr, getAttrOptional, setAttr, lookupSpecial } from "../objects/attributes";
import * as X from "../objects/abstract";
import { call, call0, call1, call3, callMethod0 } from "../objects/call";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { tupleFromArraySteal, tupleItem, tupleSize, tupleItems } from "../types/tuple/core";
import { dictDel, dictGetStr, dictNew, dictNewPresized, dictSet } from "../types/dict/core";
import { dictMerge } from "../types/dict/merge";
import { setAdd, setBuild } from "../types/set/core";
import { setUpdate } from "../types/set/update";
import { listExtend } from "../types/list/core";
import { sliceNew } from "../types/slice/core";
import { CODE_TWIN, CodeObject, codeConst, codeLocalName } from "./code";
import { Frame, FRAME_ENTRY, FRAME_HEADER, framePop } from "./frame";
import { FunctionObject, functionNew } from "./function";
import { cellGet, cellSet } from "./cell";
import { generatorFromFrame } from "./generator";
import { excExchange, excHandled, excSet } from "./exc-state";
import { K_POW, arith, binaryFrame, consume1, consume2, consume3, lookupGlobal, mappingGet, nameError, setResult, unboundCell, unboundLocal, unpackIterable } from "./slow";
import { reraisedFrom } from "./unwind";
import * as M from "./match";
import * as A from "./async";
import * as I from "./intrinsics";
import { importFrom, importName } from "./import";
import { exceptionTraceback, exceptionSetCause } from "../types/exceptions/create";
import { interpCommon } from "../boot/state";
import { templateNew, interpolationNew } from "../types/template/core";
import { mergeKeywords } from "./calls";
import { callEx } from "./call-ex";

export const COLD_NEXT: i32 = 0, COLD_ERROR: i32 = 1, COLD_JUMP: i32 = 2, COLD_SWITCH: i32 = 3, COLD_RETURN: i32 = 4, COLD_ERROR_AGAIN: i32 = 5;

// @ts-ignore: decorator
@inline function ra(pc: Ptr): u32 { return load<u16>(pc, 2); }
// @ts-ignore: decorator
@inline function rb(pc: Ptr): u32 { return load<u16>(pc, 4); }
// @ts-ignore: decorator
@inline function rc(pc: Ptr): u32 { return load<u16>(pc, 6); }
// @ts-ignore: decorator
@inline function K(f: Ptr, i: u32): Value { return codeConst(changetype<CodeObject>(load<u32>(f)), <i32>i); }
function put(slot: Ptr, v: Value): void { const old = load<u64>(slot); store<u64>(slot, v); decref(old); }
/** Writes the result (steals) or reports its absence. */
function done(slot: Ptr, v: Value): i32 { if (!v) return COLD_ERROR; put(slot, v); return COLD_NEXT; }
/** The value in a register as an owned reference: a temporary is moved out. */
function takeReg(f: Ptr, reg: u32): Value {
  const slot = f + FRAME_HEADER + reg, v = load<u64>(slot);
  if (reg >= changetype<CodeObject>(load<u32>(f)).tempBase) store<u64>(slot, NULL); else incref(v);
  return v;
}
function locals(f: Frame): Value {
  if (!f.locals) { raise(T.SystemError, "no locals found"); return NULL; }
  return f.locals;
}

export function cold(op: u32, f: Ptr, pc: Ptr): i32 {
  const fp = f + FRAME_HEADER;
  switch (op) {
    case O.OP_DELETE_LOCAL: {
      const s = fp + ra(pc), v = load<u64>(s);
      if (!v) { unboundLocal(K(f, rb(pc))); return COLD_ERROR; }
      store<u64>(s, NULL);
      decref(v);
      return COLD_NEXT;
    }
    case O.OP_LOAD_NAME: {
      const name = K(f, rb(pc)), l = locals(changetype<Frame>(f));
      if (!l) return COLD_ERROR;
      let v = mappingGet(l, name);
      if (!v) { if (errOccurred()) return COLD_ERROR; v = lookupGlobal(changetype<Frame>(f), name); }
      return done(fp + ra(pc), v);
    }
    case O.OP_STORE_NAME: {
      const l = locals(changetype<Frame>(f));
      if (!l) return COLD_ERROR;
      const v = load<u64>(fp + rc(pc));
      if ((isExact(l, T.dict) ? dictSet(l, K(f, rb(pc)), v) : X.setItem(l, K(f, rb(pc)), v)) < 0) return COLD_ERROR;
      consume1(f, fp, rc(pc));
      return COLD_NEXT;
    }
    case O.OP_DELETE_NAME: {
      const l = locals(changetype<Frame>(f));
      if (!l) return COLD_ERROR;
      if (X.delItem(l, K(f, rb(pc))) < 0) { if (errMatches(T.KeyError)) { errClear(); nameError(T.NameError, "name '%U' is not defined", K(f, rb(pc))); } return COLD_ERROR; }
      return COLD_NEXT;
    }
    case O.OP_DELETE_GLOBAL: {
      if (X.delItem(changetype<Frame>(f).globals, K(f, rb(pc))) < 0) { if (errMatches(T.KeyError)) { errClear(); nameError(T.NameError, "name '%U' is not defined", K(f, rb(pc))); } return COLD_ERROR; }
      return COLD_NEXT;
    }
    case O.OP_LOAD_LOCALS: { const l = locals(changetype<Frame>(f)); if (!l) return COLD_ERROR; return done(fp + ra(pc), newRef(l)); }
    case O.OP_LOAD_FROM_DICT_OR_GLOBALS: {
      let v = mappingGet(load<u64>(fp + rc(pc)), K(f, rb(pc)));
      if (!v) { if (errOccurred()) return COLD_ERROR; v = lookupGlobal(changetype<Frame>(f), K(f, rb(pc))); if (!v) return COLD_ERROR; }
      consume1(f, fp, rc(pc));
      put(fp + ra(pc), v);
      return COLD_NEXT;
    }
    case O.OP_LOAD_FROM_DICT_OR_DEREF: {
      const c = changetype<CodeObject>(load<u32>(f)), name = codeLocalName(c, <i32>(rb(pc) >> 3));
      let v = mappingGet(load<u64>(fp + rc(pc)), name);
      if (!v) {
        if (errOccurred()) return COLD_ERROR;
        v = cellGet(<Ptr>load<u64>(fp + rb(pc)));
        if (!v) { unboundCell(f, rb(pc)); return COLD_ERROR; }
      }
      consume1(f, fp, rc(pc));
      put(fp + ra(pc), v);
      return COLD_NEXT;
    }
    case O.OP_DELETE_DEREF: {
      const c = <Ptr>load<u64>(fp + rb(pc)), v = cellGet(c);
      if (!v) { unboundCell(f, rb(pc)); return COLD_ERROR; }
      decref(v);
      cellSet(c, NULL);
      return COLD_NEXT;
    }
    case O.OP_LOAD_COMMON: return done(fp + ra(pc), newRef(interpCommon(load<u8>(pc, 1))));
    case O.OP_SETUP_ANNOTATIONS: {
      const l = locals(changetype<Frame>(f));
      if (!l) return COLD_ERROR;
      const have = mappingGet(l, N.__annotations__);
      if (have) { decref(have); return COLD_NEXT; }
      if (errOccurred()) return COLD_ERROR;
      const d = dictNew();
      if (!d) return COLD_ERROR;
      const r = X.setItem(l, N.__annotations__, d);
      decref(d);
      return r < 0 ? COLD_ERROR : COLD_NEXT;
    }
    case O.OP_LOAD_SUPER_ATTR: return I.loadSuperAttr(f, pc, K(f, rc(pc)));
    case O.OP_DELETE_ATTR: {
      if (setAttr(load<u64>(fp + ra(pc)), K(f, rc(pc)), NULL) < 0) return COLD_ERROR;
      consume1(f, fp, ra(pc));
      return COLD_NEXT;
    }
    case O.OP_DELETE_SUBSCR: {
      if (X.delItem(load<u64>(fp + ra(pc)), load<u64>(fp + rb(pc))) < 0) return COLD_ERROR;
      consume2(f, fp, ra(pc), rb(pc));
      return COLD_NEXT;
    }
    case O.OP_BINARY_SLICE: {
      const b = fp + rb(pc), s = sliceNew(load<u64>(b, 8), load<u64>(b, 16), None);
      if (!s) return COLD_ERROR;
      const v = X.getItem(load<u64>(b), s);
      decref(s);
      if (!v) return COLD_ERROR;
      I.clearRun(b, 3);
      put(fp + ra(pc), v);
      return COLD_NEXT;
    }
    case O.OP_STORE_SLICE: {
      const a = fp + ra(pc), s = sliceNew(load<u64>(a, 8), load<u64>(a, 16), None);
      if (!s) return COLD_ERROR;
      const r = X.setItem(load<u64>(a), s, load<u64>(a, 24));
      decref(s);
      if (r < 0) return COLD_ERROR;
      I.clearRun(a, 4);
      return COLD_NEXT;
    }
    case O.OP_BUILD_SLICE: {
      const b = fp + rb(pc), s = sliceNew(load<u64>(b), load<u64>(b, 8), rc(pc) == 3 ? load<u64>(b, 16) : None);
      if (!s) return COLD_ERROR;
      I.clearRun(b, <i32>rc(pc));
      put(fp + ra(pc), s);
      return COLD_NEXT;
    }
    case O.OP_BINARY_OP: {
      const how: u32 = load<u8>(pc, 1), x = load<u64>(fp + rb(pc));
      if (isPtr(x) && binaryFrame(pc, x, load<u64>(fp + rc(pc)), <i32>(how & 0x7F), (how & 0x80) != 0)) return COLD_SWITCH;
      const r = arith(load<u64>(fp + rb(pc)), load<u64>(fp + rc(pc)), <i32>(how & 0x7F), (how & 0x80) != 0);
      if (!r) return COLD_ERROR;
      consume2(f, fp, rb(pc), rc(pc));
      put(fp + ra(pc), r);
      return COLD_NEXT;
    }
    case O.OP_UNARY_INVERT: {
      const r = X.numberInvert(load<u64>(fp + rb(pc)));
      if (!r) return COLD_ERROR;
      consume1(f, fp, rb(pc));
      put(fp + ra(pc), r);
      return COLD_NEXT;
    }
    case O.OP_GET_AITER: return A.getAiter(f, pc);
    case O.OP_GET_ANEXT: return A.getAnext(f, pc);
    case O.OP_END_ASYNC_FOR: return A.endAsyncFor(f, pc);
    case O.OP_GET_AWAITABLE: return A.getAwaitable(f, pc);
    case O.OP_GET_YIELD_FROM_ITER: return A.getYieldFromIter(f, pc);
    case O.OP_CLEANUP_THROW: return A.cleanupThrow(f, pc);
    case O.OP_CALL_EX: return callEx(f, pc);
    case O.OP_CALL_INTRINSIC_1: {
      const r = I.intrinsic1(f, load<u8>(pc, 1), load<u64>(fp + rb(pc)));
      if (!r) return COLD_ERROR;
      consume1(f, fp, rb(pc));
      put(fp + ra(pc), r);
      return COLD_NEXT;
    }
    case O.OP_CALL_INTRINSIC_2: {
      const r = I.intrinsic2(f, load<u8>(pc, 1), load<u64>(fp + rb(pc)), load<u64>(fp + rc(pc)));
      if (!r) return COLD_ERROR;
      consume2(f, fp, rb(pc), rc(pc));
      put(fp + ra(pc), r);
      return COLD_NEXT;
    }
    case O.OP_MAKE_FUNCTION: return done(fp + ra(pc), functionNew(K(f, load<u32>(pc, 4)), changetype<Frame>(f).globals, NULL));
    case O.OP_SET_FUNCTION_ATTRIBUTE: {
      const fo = as<FunctionObject>(load<u64>(fp + ra(pc))), v = takeReg(f, rb(pc));
      const slot = changetype<Ptr>(fo) + (load<u8>(pc, 1) == 0 ? offsetof<FunctionObject>("defaults") : load<u8>(pc, 1) == 1 ? offsetof<FunctionObject>("kwdefaults") : load<u8>(pc, 1) == 2 ? offsetof<FunctionObject>("annotate") : offsetof<FunctionObject>("closure"));
      put(slot, v);
      return COLD_NEXT;
    }
    case O.OP_RETURN_GENERATOR: {
      const g = generatorFromFrame(changetype<Frame>(f));
      if (!g) return COLD_ERROR;
      setResult(g);
      return COLD_RETURN;
    }
    case O.OP_BUILD_SET: {
      const b = fp + rb(pc), s = setBuild(b, <i32>rc(pc));
      if (!s) return COLD_ERROR;
      I.clearRun(b, <i32>rc(pc));
      put(fp + ra(pc), s);
      return COLD_NEXT;
    }
    case O.OP_BUILD_MAP: {
      const d = dictNewPresized(<i32>rc(pc));
      if (!d) return COLD_ERROR;
      const b = fp + rb(pc);
      for (let i: u32 = 0; i < rc(pc); i++) if (dictSet(d, load<u64>(b + (<usize>i << 4)), load<u64>(b + (<usize>i << 4), 8)) < 0) { decref(d); return COLD_ERROR; }
      I.clearRun(b, <i32>rc(pc) * 2);
      put(fp + ra(pc), d);
      return COLD_NEXT;
    }
    case O.OP_LIST_EXTEND: {
      const v = load<u64>(fp + rb(pc));
      if (listExtend(load<u64>(fp + ra(pc)), v) < 0) {
        if (errMatches(T.TypeError) && !typeOf(v).tp_iter && !typeOf(v).sq_item) { errClear(); raiseFmt(T.TypeError, "Value after * must be an iterable, not %T", v); }
        return COLD_ERROR;
      }
      consume1(f, fp, rb(pc));
      return COLD_NEXT;
    }
    case O.OP_SET_UPDATE: {
      if (setUpdate(load<u64>(fp + ra(pc)), load<u64>(fp + rb(pc))) < 0) return COLD_ERROR;
      consume1(f, fp, rb(pc));
      return COLD_NEXT;
    }
    case O.OP_DICT_UPDATE: {
      const v = load<u64>(fp + rb(pc));
      if (dictMerge(load<u64>(fp + ra(pc)), v, 1) < 0) {
        if (errMatches(T.AttributeError)) { errClear(); raiseFmt(T.TypeError, "'%T' object is not a mapping", v); }
        return COLD_ERROR;
      }
      consume1(f, fp, rb(pc));
      return COLD_NEXT;
    }
    case O.OP_DICT_MERGE: {
      if (mergeKeywords(load<u64>(fp + ra(pc)), load<u64>(fp + rb(pc)), load<u64>(fp + rc(pc))) < 0) return COLD_ERROR;
      consume1(f, fp, rb(pc));
      return COLD_NEXT;
    }
    case O.OP_FORMAT_WITH_SPEC: {
      const r = X.format(load<u64>(fp + rb(pc)), load<u64>(fp + rc(pc)));
      if (!r) return COLD_ERROR;
      consume2(f, fp, rb(pc), rc(pc));
      put(fp + ra(pc), r);
      return COLD_NEXT;
    }
    case O.OP_BUILD_INTERPOLATION: {
      const b = fp + rb(pc), n: u32 = rc(pc) == 1 ? 3 : 2;
      const r = interpolationNew(load<u64>(b), load<u64>(b, 8), load<u8>(pc, 1), n == 3 ? load<u64>(b, 16) : NULL);
      if (!r) return COLD_ERROR;
      I.clearRun(b, n);
      put(fp + ra(pc), r);
      return COLD_NEXT;
    }
    case O.OP_BUILD_TEMPLATE: {
      const r = templateNew(load<u64>(fp + rb(pc)), load<u64>(fp + rc(pc)));
      if (!r) return COLD_ERROR;
      consume2(f, fp, rb(pc), rc(pc));
      put(fp + ra(pc), r);
      return COLD_NEXT;
    }
    case O.OP_UNPACK_EX: {
      const v = takeReg(f, ra(pc)), n = <i32>(rc(pc) & 0xFF), after = <i32>(rc(pc) >> 8);
      const r = unpackIterable(v, fp + rb(pc), n, after);
      decref(v);
      return r < 0 ? COLD_ERROR : COLD_NEXT;
    }
    case O.OP_PUSH_EXC_INFO: {
      if (changetype<CodeObject>(changetype<Frame>(f).code).flags & CODE_TWIN) { put(fp + ra(pc), newRef(load<u64>(fp + rb(pc)))); return COLD_NEXT; } // for caughtHere
      const e = load<u64>(fp + rb(pc)), old = excExchange(newRef(e));
      put(fp + ra(pc), old ? old : None);
      return COLD_NEXT;
    }
    case O.OP_POP_EXCEPT: {
      const v = takeReg(f, ra(pc));
      if (changetype<CodeObject>(changetype<Frame>(f).code).flags & CODE_TWIN) { decref(v); return COLD_NEXT; }
      excSet(v == None ? NULL : v);
      return COLD_NEXT;
    }
    case O.OP_CHECK_EXC_MATCH: {
      const m = I.exceptionMatches(load<u64>(fp + rb(pc)), load<u64>(fp + rc(pc)));
      if (m < 0) return COLD_ERROR;
      consume1(f, fp, rc(pc));
      put(fp + ra(pc), boolean(m != 0));
      return COLD_NEXT;
    }
    case O.OP_CHECK_EG_MATCH: return I.checkEgMatch(f, pc);
    case O.OP_RAISE: return I.raiseOp(f, pc);
    case O.OP_RERAISE: {
      const e = takeReg(f, ra(pc));
      if (load<u8>(pc, 1)) {
        // the register after the exception holds the index of the instruction that raised first
        const slot = fp + ra(pc) + 8, lasti = load<u64>(slot);
        if (isInt(lasti)) { store<u64>(slot, NULL); reraisedFrom(<i32>intOf(lasti)); }
      }
      errRestore(e);
      return COLD_ERROR_AGAIN;
    }
    case O.OP_LOAD_SPECIAL: return I.loadSpecial(f, pc);
    case O.OP_WITH_EXCEPT_START: {
      const b = fp + rb(pc), e = load<u64>(fp + rc(pc)), mark = stackMark(), args = stackAlloc(32);
      if (!args) return COLD_ERROR;
      const tb = exceptionTraceback(e);
      store<u64>(args, load<u64>(b, 8)); store<u64>(args, toValue(typeOf(e)), 8); store<u64>(args, e, 16); store<u64>(args, tb ? tb : None, 24);
      const r = load<u64>(b, 8) ? call(load<u64>(b), args, 4, NULL) : call(load<u64>(b), args + 8, 3, NULL);
      decref(tb);
      stackRestore(mark);
      return done(fp + ra(pc), r);
    }
    case O.OP_GET_LEN: {
      const n = X.length(load<u64>(fp + rb(pc)));
      return n < 0 ? COLD_ERROR : done(fp + ra(pc), int(n));
    }
    case O.OP_MATCH_MAPPING: return done(fp + ra(pc), boolean(hasFlag(load<u64>(fp + rb(pc)), TF_MAPPING)));
    case O.OP_MATCH_SEQUENCE: return done(fp + ra(pc), boolean(hasFlag(load<u64>(fp + rb(pc)), TF_SEQUENCE)));
    case O.OP_MATCH_KEYS: return done(fp + ra(pc), M.matchKeys(load<u64>(fp + rb(pc)), load<u64>(fp + rc(pc))));
    case O.OP_MATCH_CLASS: {
      const names = K(f, load<u32>(pc, 8)), npos = <i32>load<u32>(pc, 12);
      const r = M.matchClass(load<u64>(fp + rb(pc)), load<u64>(fp + rc(pc)), npos, names);
      if (!r) return COLD_ERROR;
      consume1(f, fp, rc(pc));
      put(fp + ra(pc), r);
      return COLD_NEXT;
    }
    case O.OP_IMPORT_NAME: {
      const b = fp + rb(pc), fr = changetype<Frame>(f);
      const r = importName(fr, K(f, rc(pc)), load<u64>(b, 8), load<u64>(b));
      if (!r) return COLD_ERROR;
      I.clearRun(b, 2);
      put(fp + ra(pc), r);
      return COLD_NEXT;
    }
    case O.OP_IMPORT_FROM: return done(fp + ra(pc), importFrom(load<u64>(fp + rb(pc)), K(f, rc(pc))));
    default: {
      raiseFmt(T.SystemError, "unknown opcode %d", int(op));
      return COLD_ERROR;
    }
  }
}
