/**
 * Slow halves of the operators: arithmetic on anything, special methods entered as frames, truth, comparison, `in`. Small ints and floats are done in the run loop (loop.ts).
 * CPython: Objects/abstract.c behind BINARY_OP, COMPARE_OP, CONTAINS_OP.
 */
import { N } from "../../generated/core/names";
import { T, TF_DICT_SUBCLASS, TF_HEAPTYPE, TF_LIST_SUBCLASS, TF_TUPLE_SUBCLASS, TypeObject } from "../../generated/core/types";
import { as } from "../base/obj";
import { boolean, bothInt, False, fitsInt, float, floatOf, int, INT_BIAS, intOf, isFloat, isInt, isPtr, MOVED, None, NULL, Ptr, True, Value } from "../base/value";
import { errClear } from "../objects/errors";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { typeLookup, typeVersion } from "../objects/type-lookup";
import { isExact } from "../objects/typeof";
import { decref, newRef } from "../refcount/count";
import { dictGetQuick } from "../types/dict/core";
import { intFromI64 } from "../types/int/core";
import { intAdd, intMul, intSub } from "../types/int/arith";
import { setHasQuick } from "../types/set/core";
import { set_and, set_or, set_sub } from "../types/set/methods";
import { str_contains } from "../types/str/methods-find";
import { specialCached, specialRemember } from "./caches";
import { CALL_DONE, CALL_ERROR, CALL_SWITCH } from "./call-result";
import { pushCall } from "./call-slow";
import { Frame, FRAME_BINARY, FRAME_HEADER, framePush } from "./frame";
import { CodeObject } from "./code";
import { ts } from "../threads/self";
import { ThreadState } from "../threads/state";
import { FunctionObject } from "./function";
import { consume1, consume2, setResultRegister } from "./slow";
import * as O from "../../generated/core/opcodes";
import * as X from "../objects/abstract";

export const K_ADD: i32 = 0, K_SUB: i32 = 1, K_MUL: i32 = 2, K_TRUEDIV: i32 = 3, K_FLOORDIV: i32 = 4, K_MOD: i32 = 5, K_AND: i32 = 6, K_OR: i32 = 7, K_XOR: i32 = 8, K_LSHIFT: i32 = 9, K_RSHIFT: i32 = 10, K_POW: i32 = 11, K_MATMUL: i32 = 12;

// @ts-ignore: decorator
@inline export function floorDiv(a: i64, b: i64): i64 { const q = a / b; return a % b < 0 ? q - 1 : q; }
// @ts-ignore: decorator
@inline export function floorMod(a: i64, b: i64): i64 { const r = a % b; return r < 0 ? r + b : r; }
/** Boxes an integer that may not fit an immediate. */
// @ts-ignore: decorator
@inline export function intBox(i: i64): Value { return fitsInt(i) ? int(i) : intFromI64(i); }

/** Float arithmetic on a mix of small ints and floats; NULL: not that case. */
function mixedFloat(x: Value, y: Value, kind: i32): Value {
  let a: f64, b: f64;
  if (isFloat(x)) a = floatOf(x); else if (isInt(x)) a = <f64>intOf(x); else return NULL;
  if (isFloat(y)) b = floatOf(y); else if (isInt(y)) b = <f64>intOf(y); else return NULL;
  switch (kind) {
    case K_ADD: return float(a + b);
    case K_SUB: return float(a - b);
    case K_MUL: return float(a * b);
    case K_TRUEDIV: return b != 0 ? float(a / b) : NULL;
    default: return NULL;
  }
}
/** x KIND y for any operands. In place when `inplace`. New reference or NULL. */
export function arith(x: Value, y: Value, kind: i32, inplace: bool): Value {
  if (!isPtr(x) && !isPtr(y)) {
    if (bothInt(x, y)) {
      if (kind == K_TRUEDIV && y != INT_BIAS) {
        const i = intOf(x), j = intOf(y);
        return float(<f64>i / <f64>j); // both exact in a double
      }
    } else { const r = mixedFloat(x, y, kind); if (r) return r; }
  } else if (isExact(x, T.int) ? isInt(y) || isExact(y, T.int) : isInt(x) && isExact(y, T.int)) {
    // an int has no in-place forms
    switch (kind) {
      case K_ADD: return intAdd(x, y);
      case K_SUB: return intSub(x, y);
      case K_MUL: return intMul(x, y);
      default:
    }
  } else if (!inplace && isExact(x, T.set) && isExact(y, T.set)) {
    if (kind == K_OR) return set_or(x, y);
    if (kind == K_AND) return set_and(x, y);
    if (kind == K_SUB) return set_sub(x, y);
  }
  if (inplace) switch (kind) {
    case K_ADD: return X.inPlaceAdd(x, y);
    case K_SUB: return X.inPlaceSubtract(x, y);
    case K_MUL: return X.inPlaceMultiply(x, y);
    case K_TRUEDIV: return X.inPlaceTrueDivide(x, y);
    case K_FLOORDIV: return X.inPlaceFloorDivide(x, y);
    case K_MOD: return X.inPlaceRemainder(x, y);
    case K_AND: return X.inPlaceAnd(x, y);
    case K_OR: return X.inPlaceOr(x, y);
    case K_XOR: return X.inPlaceXor(x, y);
    case K_LSHIFT: return X.inPlaceLshift(x, y);
    case K_RSHIFT: return X.inPlaceRshift(x, y);
    case K_POW: return X.inPlacePower(x, y, None);
    default: return X.inPlaceMatMul(x, y);
  }
  switch (kind) {
    case K_ADD: return X.numberAdd(x, y);
    case K_SUB: return X.numberSubtract(x, y);
    case K_MUL: return X.numberMultiply(x, y);
    case K_TRUEDIV: return X.numberTrueDivide(x, y);
    case K_FLOORDIV: return X.numberFloorDivide(x, y);
    case K_MOD: return X.numberRemainder(x, y);
    case K_AND: return X.numberAnd(x, y);
    case K_OR: return X.numberOr(x, y);
    case K_XOR: return X.numberXor(x, y);
    case K_LSHIFT: return X.numberLshift(x, y);
    case K_RSHIFT: return X.numberRshift(x, y);
    case K_POW: return X.numberPower(x, y, None);
    default: return X.numberMatMul(x, y);
  }
}
/** Slow half of a three-register operator: computes, consumes b and c, writes a. CALL_SWITCH: the frame of a special method was pushed. */
export function binary(f: Ptr, fp: Ptr, pc: Ptr, kind: i32): i32 {
  const x = load<u64>(fp + <usize>load<u16>(pc, 4)), y = load<u64>(fp + <usize>load<u16>(pc, 6));
  if (isPtr(x) && binaryFrame(pc, x, y, kind, load<u8>(pc, 1) != 0)) return CALL_SWITCH;
  const r = arith(x, y, kind, load<u8>(pc, 1) != 0);
  if (!r) return CALL_ERROR;
  consume2(f, fp, load<u16>(pc, 4), load<u16>(pc, 6));
  setResultRegister(fp, pc, r);
  return CALL_DONE;
}
export function binaryImm(f: Ptr, fp: Ptr, pc: Ptr, kind: i32): i32 {
  const x = load<u64>(fp + <usize>load<u16>(pc, 4)), y = int(load<i16>(pc, 6));
  if (isPtr(x) && binaryFrame(pc, x, y, kind, load<u8>(pc, 1) != 0)) return CALL_SWITCH;
  const r = arith(x, y, kind, load<u8>(pc, 1) != 0);
  if (!r) return CALL_ERROR;
  consume1(f, fp, load<u16>(pc, 4));
  setResultRegister(fp, pc, r);
  return CALL_DONE;
}
/**
 * x OP y where a class in Python decides alone: y is of the same type or a small number, whose reflected method would not be asked. Enters x's method as a frame; its
 * operands stay in their registers until it returns (loop.ts). False: the general way.
 */
export function binaryFrame(pc: Ptr, x: Value, y: Value, kind: i32, isInplace: bool): bool {
  const t = changetype<TypeObject>(load<u32>(<Ptr>x, 12));
  if (!(t.tp_flags & TF_HEAPTYPE) || (isPtr(y) ? load<u32>(<Ptr>y, 12) != changetype<u32>(t) : !isInt(y) && !isFloat(y))) return false;
  let m = specialCached(t, pc);
  if (!m) {
    if (t.sq_concat || t.sq_repeat) return false;
    let name: Value, slot: u32, inplace: u32;
    switch (kind) {
      case K_ADD: name = N.__add__; slot = t.nb_add; inplace = t.nb_inplace_add; break;
      case K_SUB: name = N.__sub__; slot = t.nb_subtract; inplace = t.nb_inplace_subtract; break;
      case K_MUL: name = N.__mul__; slot = t.nb_multiply; inplace = t.nb_inplace_multiply; break;
      case K_TRUEDIV: name = N.__truediv__; slot = t.nb_true_divide; inplace = t.nb_inplace_true_divide; break;
      case K_FLOORDIV: name = N.__floordiv__; slot = t.nb_floor_divide; inplace = t.nb_inplace_floor_divide; break;
      case K_MOD: name = N.__mod__; slot = t.nb_remainder; inplace = t.nb_inplace_remainder; break;
      case K_AND: name = N.__and__; slot = t.nb_and; inplace = t.nb_inplace_and; break;
      case K_OR: name = N.__or__; slot = t.nb_or; inplace = t.nb_inplace_or; break;
      case K_XOR: name = N.__xor__; slot = t.nb_xor; inplace = t.nb_inplace_xor; break;
      case K_MATMUL: name = N.__matmul__; slot = t.nb_matrix_multiply; inplace = t.nb_inplace_matrix_multiply; break;
      default: return false;
    }
    if (!slot || (isInplace && inplace != 0)) return false;
    m = specialFunction(t, name, pc);
    if (!m) return false;
  }
  return enterSpecial(m, x, y, pc);
}
/** The Python function that t has under a special name, new reference, remembered for (instruction, type) in the further caches; NULL: it is something else. */
export function specialFunction(t: TypeObject, name: Value, pc: Ptr): Value {
  const version = typeVersion(t), m = typeLookup(t, name);
  if (!m) return NULL;
  if (!isExact(m, T.$function)) { decref(m); return NULL; }
  specialRemember(t, version, pc, m);
  return m;
}
/** Enters the special method m (its reference is taken over) of x with y: operands stay in their registers until it returns (FRAME_BINARY). */
function enterSpecial(m: Value, x: Value, y: Value, pc: Ptr): bool {
  const fo = as<FunctionObject>(m), c = changetype<CodeObject>(fo.code), s = changetype<ThreadState>(ts);
  if (c.simple && c.argCount == 2 && s.recursionLeft > 0) {
    const size = <usize>c.frameSize, p = framePush(size);
    if (!p) { errClear(); decref(m); return false; }
    s.recursionLeft--;
    const f = changetype<Frame>(p), regs = p + FRAME_HEADER;
    f.code = fo.code; f.func = <u32>m; f.prev = s.frame; f.pc = c.words; f.globals = fo.globals; f.builtins = fo.builtins;
    f.flags = FRAME_BINARY; f.retReg = load<u16>(pc, 2); f.retPc = <u32>(pc + 8); f.frameObj = 0; f.gen = 0; f.locals = NULL;
    store<u64>(regs, newRef(x)); store<u64>(regs, newRef(y), 8);
    for (let q = regs + 16, end = p + size; q < end; q += 8) store<u64>(q, NULL);
    s.frame = <u32>p;
    return true;
  }
  const mark = stackMark(), args = stackAlloc(16);
  if (!args) { errClear(); decref(m); return false; }
  store<u64>(args, newRef(x)); store<u64>(args, newRef(y), 8);
  const nf = pushCall(as<FunctionObject>(m), NULL, args, 2, NULL);
  stackRestore(mark);
  if (!nf) { decref(x); decref(y); decref(m); return false; }
  const r = changetype<Frame>(nf);
  r.flags = FRAME_BINARY; r.retReg = load<u16>(pc, 2); r.retPc = <u32>(pc + 8);
  return true;
}
/** o[key] where o's class has __getitem__ in Python: enters it. False: subscr. */
export function subscrFrame(o: Value, key: Value, pc: Ptr): bool {
  if (!isPtr(o)) return false;
  const t = changetype<TypeObject>(load<u32>(<Ptr>o, 12));
  // containers by inheritance seldom have their own
  if ((t.tp_flags & (TF_HEAPTYPE | TF_DICT_SUBCLASS | TF_LIST_SUBCLASS | TF_TUPLE_SUBCLASS)) != TF_HEAPTYPE || !t.mp_subscript) return false;
  let m = specialCached(t, pc);
  if (!m) m = specialFunction(t, N.__getitem__, pc);
  return m != NULL && enterSpecial(m, o, key, pc);
}
// @ts-ignore: decorator
@inline export function isImmediateOp(op: u8): bool { return op >= O.OP_ADD_I && op <= O.OP_RSHIFT_I; }
/** The method that binaryFrame entered returned NotImplemented: TypeError. */
export function binaryRefused(fp: Ptr, pc: Ptr): void {
  const x = load<u64>(fp + <usize>load<u16>(pc, 4)), y = isImmediateOp(load<u8>(pc)) ? int(load<i16>(pc, 6)) : load<u64>(fp + <usize>load<u16>(pc, 6));
  const how = load<u8>(pc, 1);
  X.raiseUnsupported(x, y, load<u8>(pc), load<u8>(pc) == O.OP_BINARY_OP ? (how & 0x80) != 0 : how != 0);
}
export function unaryNegative(f: Ptr, fp: Ptr, pc: Ptr, x: Value): bool {
  const r = isInt(x) ? intBox(-intOf(x)) : X.numberNegative(x);
  if (!r) return false;
  consume1(f, fp, load<u16>(pc, 4));
  setResultRegister(fp, pc, r);
  return true;
}
/** Truth of what needs no call; -1: truthSlow. */
// @ts-ignore: decorator
@inline export function truthFast(x: Value): i32 {
  if (x == True) return 1;
  if (x == False || x == None) return 0;
  if (isInt(x)) return <i32>(x != INT_BIAS);
  return -1;
}
export function truthSlow(x: Value): i32 {
  if (isFloat(x)) return <i32>(floatOf(x) != 0);
  return X.isTrue(x);
}
/** For each comparison (<, <=, ==, !=, >, >=) 4 bits: whether it holds when a < b, a == b, a > b, and for NaNs. */
// @ts-ignore: decorator
@inline const ORDER_MASKS: u32 = 1 | 3 << 4 | 2 << 8 | 13 << 12 | 4 << 16 | 6 << 20;
// @ts-ignore: decorator
@inline export function compareInts(a: i64, b: i64, how: u32): i32 {
  return <i32>((ORDER_MASKS >> ((how << 2) + <u32>(a >= b) + <u32>(a > b))) & 1);
}
// @ts-ignore: decorator
@inline export function compareFloats(a: f64, b: f64, how: u32): i32 {
  const order: u32 = a == b ? 1 : a > b ? 2 : a < b ? 0 : 3;
  return <i32>((ORDER_MASKS >> ((how << 2) + order)) & 1);
}
export function compare(x: Value, y: Value, how: u32): Value {
  if (!isPtr(x) && !isPtr(y) && (isInt(x) || isFloat(x)) && (isInt(y) || isFloat(y))) return boolean(compareFloats(isInt(x) ? <f64>intOf(x) : floatOf(x), isInt(y) ? <f64>intOf(y) : floatOf(y), how) != 0);
  return X.richCompare(x, y, how);
}
/** Truth of a comparison: 1, 0, -1. */
export function compareTruth(x: Value, y: Value, how: u32): i32 {
  const r = compare(x, y, how);
  if (!r) return -1;
  if (r == True) return 1;
  if (r == False) return 0;
  const t = X.isTrue(r);
  decref(r);
  return t;
}
export function containsOp(container: Value, v: Value): i32 {
  if (isPtr(container)) {
    const t = load<u32>(<Ptr>container, 12);
    if (t == changetype<u32>(T.set) || t == changetype<u32>(T.frozenset)) {
      const r = setHasQuick(container, v);
      if (r >= 0) return r;
    } else if (t == changetype<u32>(T.dict)) {
      const q = dictGetQuick(container, v);
      if (q == MOVED) return 0;
      if (q) { decref(q); return 1; }
    } else if (t == changetype<u32>(T.str)) return str_contains(container, v);
  }
  return X.contains(container, v);
}
