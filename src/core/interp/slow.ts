/**
 * What the run loop calls out of line: slow paths of the hot opcodes, calls that are not plain Python functions, and consumption of temporaries.
 */
import { check } from "../base/panic";
import { Ptr, Value, NULL, None, True, False, NotImplemented, MOVED, INT_BIAS, isPtr, isInt, bothInt, isFloat, floatOf, float, intOf, int, boolean, fitsInt } from "../base/value";
import { LOCAL_SENTINELS, Obj, as, toValue } from "../base/obj";
import { T, TypeObject, TF_DICT_SUBCLASS, TF_HEAPTYPE, TF_LIST_SUBCLASS, TF_TUPLE_SUBCLASS, TF_GENERIC_GETATTR, TF_GENERIC_SETATTR, call_tp_iter, call_tp_iternext } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { EB_TRACE } from "../base/thread-layout";
import { ts } from "../threads/self";
import { ThreadState } from "../threads/state";
import { decref, decrefPtr, incref, increfPtr, newRef } from "../refcount/count";
import { decrefSlow, decrefToZero } from "../refcount/count-slow";
import { BIASED, COUNT } from "../refcount/mode";
import { errClear, errFetch, errMatches, errOccurred, raise, raiseFmt, raiseObject, fmt } from "../objects/errors";
import { typeLookup, typeVersion } from "../objects/type-lookup";
import { typeIsSubtype } from "../objects/type-static";
import * as O from "../../generated/core/opcodes";
import { tid } from "../threads/self";
import { isReadable } from "../types/sharing";
import { ARRAY_ITEMS, LIST_ITEMS, LIST_SIZE } from "../types/list/core";
import { copyRefs, tupleItems } from "../types/tuple/core";
import { recursionError } from "./function";
import { framePush, FRAME_BINARY } from "./frame";
import { typeOf, isExact } from "../objects/typeof";
import { getAttr, setAttr, getMethod } from "../objects/attributes";
import * as X from "../objects/abstract";
import { call, callMethod1 } from "../objects/call";
import { callDef, BuiltinObject, MethodDef, MethodDescrObject } from "../objects/method-def";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { tupleFromArraySteal, tupleItem, tupleSize, tupleNew, tupleInit } from "../types/tuple/core";
import { listAppend, listFromArraySteal, listSize, listGetItem, listGetItemOrNull, listSetItem } from "../types/list/core";
import { dictGetStr, dictSet, dictGet, dictGetQuick, dictReplaceQuick, dictSetStr } from "../types/dict/core";
import { seqIterMake } from "../types/iter/sequence";
import { setAdd, setHasQuick } from "../types/set/core";
import { str_contains } from "../types/str/methods-find";
import { set_and, set_or, set_sub } from "../types/set/methods";
import { intFromI64 } from "../types/int/core";
import { sbNew, sbStr, sbFinish, sbDiscard } from "../types/str/builder";
import { strEmpty, strLen, strKind, strNew, strData } from "../types/str/core";
import { newObject } from "../objects/alloc";
import { CodeObject, CODE_TEMPBASE, KIND_FREE, codeLocalName, codeLocalKind } from "./code";
import { Frame, FRAME_HEADER, FRAME_INIT } from "./frame";
import { FunctionObject, bindFunction, frameForFunction, frameLeave } from "./function";
import { MethodObject } from "../objects/method";

// ---- registers -------------------------------------------------------------------------------------------------------------
/** Drops an object reference. Out of line, so that the loop stays small. */
export function drop(p: Ptr): void {
  if (COUNT == BIASED) {
    if (load<u16>(p) == tid) {
      const local = load<u32>(p, 4) - 1;
      store<u32>(p, local, 4);
      if (local == 0) decrefToZero(p);
    } else if (load<u32>(p, 4) < LOCAL_SENTINELS) decrefSlow(p);
  } else if (load<u32>(p, 4) < LOCAL_SENTINELS) decrefPtr(p);
}
// @ts-ignore: decorator
@inline function consume(fp: Ptr, reg: u32, base: u32): void {
  if (reg >= base) {
    const v = load<u64>(fp + reg);
    if (isPtr(v)) { store<u64>(fp + reg, NULL); decrefPtr(<Ptr>v); }
  }
}
/** After an instruction read the register: a temporary is dropped. */
export function consume1(f: Ptr, fp: Ptr, a: u32): void { consume(fp, a, load<u32>(load<u32>(f), CODE_TEMPBASE)); }
export function consume2(f: Ptr, fp: Ptr, a: u32, b: u32): void {
  const base = load<u32>(load<u32>(f), CODE_TEMPBASE);
  consume(fp, a, base); consume(fp, b, base);
}
export function consume3(f: Ptr, fp: Ptr, a: u32, b: u32, c: u32): void {
  const base = load<u32>(load<u32>(f), CODE_TEMPBASE);
  consume(fp, a, base); consume(fp, b, base); consume(fp, c, base);
}
/** frameClear for a frame of the data stack whose object nobody asked for. */
export function frameClearFast(f: Frame): void {
  const c = changetype<CodeObject>(f.code);
  let p = changetype<Ptr>(f) + FRAME_HEADER;
  const end = changetype<Ptr>(f) + c.frameSize;
  for (; p < end; p += 8) { const v = load<u64>(p); if (isPtr(v)) decrefPtr(<Ptr>v); }
  const l = f.locals;
  if (l) decref(l);
  // 0: a generator took it over
  const fn = f.func;
  if (fn && load<u32>(fn, 4) < LOCAL_SENTINELS) decrefPtr(fn);
}

// ---- variables -------------------------------------------------------------------------------------------------------------
export function unboundLocal(name: Value): void { nameError(T.UnboundLocalError, "cannot access local variable '%U' where it is not associated with a value", name); }
export function nameError(t: TypeObject, format: string, name: Value): void {
  raiseFmt(t, format, name);
  const e = errOccurred();
  if (e && t != T.UnboundLocalError) exceptionSetName(e, name);
}
import { exceptionSetName } from "./exceptions";
export function unboundCell(f: Ptr, reg: u32): void {
  const c = changetype<CodeObject>(load<u32>(f)), i = <i32>(reg >> 3), name = codeLocalName(c, i);
  if (codeLocalKind(c, i) & KIND_FREE) nameError(T.NameError, "cannot access free variable '%U' where it is not associated with a value in enclosing scope", name);
  else unboundLocal(name);
}
import { globalCacheFill } from "./caches";
import { calleeCached } from "./caches";
export { globalCached, attrCached, methodCached, storeAttrCached, storeSlotAlone } from "./caches";
/** globals, then builtins. New reference, or NULL with NameError. */
export function loadGlobal(frame: Ptr, pc: Ptr, name: Value): Value {
  const f = changetype<Frame>(frame);
  globalCacheFill(f.globals, f.builtins, name, pc);
  return lookupGlobal(f, name);
}
export function lookupGlobal(f: Frame, name: Value): Value {
  let v = isExact(f.globals, T.dict) ? dictGetStr(f.globals, name) : mappingGet(f.globals, name);
  if (v) return v;
  if (errOccurred()) return NULL;
  v = isExact(f.builtins, T.dict) ? dictGetStr(f.builtins, name) : mappingGet(f.builtins, name);
  if (v) return v;
  if (!errOccurred()) nameError(T.NameError, "name '%U' is not defined", name);
  return NULL;
}
/** m[name], NULL without exception where there is none. */
export function mappingGet(m: Value, name: Value): Value {
  if (isExact(m, T.dict)) return dictGetStr(m, name);
  const v = X.getItem(m, name);
  if (!v && errMatches(T.KeyError)) errClear();
  return v;
}
export function storeGlobal(frame: Ptr, name: Value, src: Ptr): i32 {
  const f = changetype<Frame>(frame), v = load<u64>(src);
  const r = isExact(f.globals, T.dict) ? dictSet(f.globals, name, v) : X.setItem(f.globals, name, v);
  if (r < 0) return -1;
  consume1(frame, frame + FRAME_HEADER, <u32>(src - frame - FRAME_HEADER));
  return 0;
}

// ---- attributes, items -----------------------------------------------------------------------------------------------------
import { attrCached, attrCacheFill, classMethodCached, specialCached, specialRemember, furtherCache, isGeneric, methodCached, methodCacheFill, propertyCached, storeAttrCached, storeCacheFill } from "./caches";
/** What loadAttr returns when it has entered a property's getter. */
// @ts-ignore: decorator
@inline export const SWITCHED: Value = MOVED;
/** LOAD_ATTR without a value from the cache. New reference; SWITCHED: a frame was pushed, b is consumed; NULL. */
export function loadAttr(f: Ptr, fp: Ptr, o: Value, name: Value, pc: Ptr): Value {
  let getter = propertyCached(o, pc), known = isGeneric(o, pc);
  if (!getter && !known) {
    const further = furtherCache(o, pc);
    if (further) {
      const v = attrCached(o, further);
      if (v) return v;
      getter = propertyCached(o, further);
      known = isGeneric(o, further);
    }
  }
  if (getter) {
    const b: usize = load<u16>(pc, 4), temp = b >= <usize>load<u32>(load<u32>(f), CODE_TEMPBASE), mark = stackMark(), args = stackAlloc(16);
    if (!args) { decref(getter); return NULL; }
    store<u64>(args, temp ? o : newRef(o));
    const nf = pushCall(as<FunctionObject>(getter), NULL, args, 1, NULL);
    stackRestore(mark);
    if (nf) {
      if (temp) store<u64>(fp + b, NULL);
      const r = changetype<Frame>(nf);
      r.retReg = load<u16>(pc, 2); r.retPc = <u32>(pc + 24);
      return SWITCHED;
    }
    if (!temp) decref(o);
    decref(getter);
    return getAttr(o, name);
  }
  if (!known) attrCacheFill(o, name, pc);
  return getAttr(o, name);
}
/** Writes the callable and its receiver (both references are taken over; receiver NULL: none) for a call, consumes b. */
function methodFound(f: Ptr, fp: Ptr, pc: Ptr, m: Value, receiver: Value): bool {
  const b: u32 = load<u16>(pc, 4), a: usize = load<u16>(pc, 2);
  consume1(f, fp, b);
  store<u64>(fp + a, m); store<u64>(fp + a, receiver, 8);
  return true;
}
/** o.name for a call by the cache at pc (an instruction or a further cache of it); false: general way. */
function methodByCache(f: Ptr, fp: Ptr, o: Value, pc: Ptr, cache: Ptr): bool {
  const c = calleeCached(o, cache);
  if (c) return methodFound(f, fp, pc, c, NULL);
  const mark = stackMark(), receiver = stackAlloc(8);
  if (!receiver) { errClear(); return false; }
  const m = classMethodCached(o, cache, receiver), r = load<u64>(receiver);
  stackRestore(mark);
  return m != NULL && methodFound(f, fp, pc, m, newRef(r));
}
/** LOAD_METHOD without a cache hit: writes a and a+8, consumes b. */
export function loadMethod(f: Ptr, fp: Ptr, o: Value, name: Value, pc: Ptr): bool {
  if (methodByCache(f, fp, o, pc, pc)) return true;
  let known = isGeneric(o, pc);
  if (!known) {
    const further = furtherCache(o, pc);
    if (further) {
      const m = methodCached(o, further);
      if (m) return methodFound(f, fp, pc, m, newRef(o));
      if (methodByCache(f, fp, o, pc, further)) return true;
      known = isGeneric(o, further);
    }
  }
  if (!known) methodCacheFill(o, name, pc);
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return false;
  const m = getMethod(o, name, slot);
  const bound = load<u64>(slot);
  stackRestore(mark);
  if (!m) return false;
  const b: u32 = load<u16>(pc, 4), a: usize = load<u16>(pc, 2);
  const temp = b >= load<u32>(load<u32>(f), CODE_TEMPBASE);
  if (temp) store<u64>(fp + b, NULL);
  if (bound) { if (!temp) incref(o); store<u64>(fp + a, m); store<u64>(fp + a, o, 8); }
  else { store<u64>(fp + a, m); store<u64>(fp + a, NULL, 8); if (temp) decref(o); }
  return true;
}
export function storeAttr(o: Value, name: Value, v: Value, pc: Ptr): i32 {
  const further = furtherCache(o, pc);
  if (further) { if (storeAttrCached(o, v, further)) return 0; }
  else storeCacheFill(o, name, pc);
  return setAttr(o, name, v);
}
/** o[key] for a list or tuple that can be read at once: new reference; NULL: subscr. */
// @ts-ignore: decorator
@inline export function itemFast(p: Ptr, key: Value): Value {
  const t = load<u32>(p, 12);
  let slot: Ptr;
  if (t == changetype<u32>(T.list)) {
    if (!isReadable(p)) return NULL;
    const n: i64 = load<i32>(p, LIST_SIZE), a: Ptr = load<u32>(p, LIST_ITEMS);
    let i = intOf(key);
    if (i < 0) i += n;
    // a shared list may be between two arrays: the index must fit this one
    if (<u64>i >= <u64>n || <u64>i >= <u64>load<u32>(a)) return NULL;
    slot = a + (<usize>i << 3) + ARRAY_ITEMS;
  } else if (t == changetype<u32>(T.tuple)) {
    const n: i64 = tupleSize(<Value>p);
    let i = intOf(key);
    if (i < 0) i += n;
    if (<u64>i >= <u64>n) return NULL;
    slot = tupleItems(<Value>p) + (<usize>i << 3);
  } else return NULL;
  const v = atomic.load<u64>(slot);
  if (!isPtr(v)) return v;
  // what this thread owns cannot die while it is here
  if (load<u16>(<Ptr>v) != tid) return NULL;
  increfPtr(<Ptr>v);
  return v;
}
/** o[key], new reference; SWITCHED: a frame was pushed; NULL. */
export function subscr(o: Value, key: Value, pc: Ptr): Value {
  if (isPtr(o)) {
    const t = load<u32>(<Ptr>o, 12);
    if (isInt(key)) {
      if (t == changetype<u32>(T.list)) {
        let i = intOf(key);
        const n: i64 = listSize(o);
        if (i < 0) i += n;
        if (<u64>i < <u64>n) {
          const v = listGetItemOrNull(o, <i32>i);
          if (v) return v;
        }
      } else if (t == changetype<u32>(T.tuple)) {
        let i = intOf(key);
        const n: i64 = tupleSize(o);
        if (i < 0) i += n;
        if (<u64>i < <u64>n) return newRef(tupleItem(o, <i32>i));
      }
    }
    if (t == changetype<u32>(T.dict)) {
      const q = dictGetQuick(o, key);
      if (q && q != MOVED) return q;
      const v = dictGet(o, key);
      if (v || errOccurred()) return v;
      return X.getItem(o, key);
    }
    if (subscrFrame(o, key, pc)) return SWITCHED;
  }
  return X.getItem(o, key);
}
export function storeSubscr(o: Value, key: Value, v: Value): i32 {
  if (isPtr(o)) {
    const t = load<u32>(<Ptr>o, 12);
    if (t == changetype<u32>(T.list) && isInt(key)) {
      let i = intOf(key);
      const n: i64 = listSize(o);
      if (i < 0) i += n;
      if (<u64>i < <u64>n) return listSetItem(o, <i32>i, v);
    } else if (t == changetype<u32>(T.dict)) return dictReplaceQuick(o, key, v) ? 0 : dictSet(o, key, v);
  }
  return X.setItem(o, key, v);
}

// ---- operators -------------------------------------------------------------------------------------------------------------
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
  const d = fp + <usize>load<u16>(pc, 2), old = load<u64>(d);
  store<u64>(d, r);
  decref(old);
  return CALL_DONE;
}
export function binaryImm(f: Ptr, fp: Ptr, pc: Ptr, kind: i32): i32 {
  const x = load<u64>(fp + <usize>load<u16>(pc, 4)), y = int(load<i16>(pc, 6));
  if (isPtr(x) && binaryFrame(pc, x, y, kind, load<u8>(pc, 1) != 0)) return CALL_SWITCH;
  const r = arith(x, y, kind, load<u8>(pc, 1) != 0);
  if (!r) return CALL_ERROR;
  consume1(f, fp, load<u16>(pc, 4));
  const d = fp + <usize>load<u16>(pc, 2), old = load<u64>(d);
  store<u64>(d, r);
  decref(old);
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
function specialFunction(t: TypeObject, name: Value, pc: Ptr): Value {
  const version = typeVersion(t), m = typeLookup(t, name);
  if (!m) return NULL;
  if (!isExact(m, T.$function)) { decref(m); return NULL; }
  specialRemember(t, version, pc, m);
  return m;
}
/** Enters the special method m (its reference is taken over) of x with y: operands stay in their registers until it returns (FRAME_BINARY). */
function enterSpecial(m: Value, x: Value, y: Value, pc: Ptr): bool {
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
  const d = fp + <usize>load<u16>(pc, 2), old = load<u64>(d);
  store<u64>(d, r);
  decref(old);
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

// ---- iteration -------------------------------------------------------------------------------------------------------------
export function getIter(o: Value): Value {
  if (isPtr(o)) {
    const t = load<u32>(<Ptr>o, 12);
    if (t == changetype<u32>(T.list)) return seqIterMake(T.list_iterator, o, 0);
    if (t == changetype<u32>(T.tuple)) return seqIterMake(T.tuple_iterator, o, 0);
  }
  return X.iter(o);
}
import { iterIsOver } from "./iterate";
export { iterNextFast, iterPair, PAIR_DONE, PAIR_END, PAIR_NOT } from "./iterate";
/** next(it) through the slot: NULL with or without an exception at the end. */
export function iterNextSlow(it: Value): Value {
  if (iterIsOver(<Ptr>it)) return NULL;
  return call_tp_iternext(typeOf(it), it);
}
/** Whether the exception is StopIteration; then it is cleared. */
export function stopIteration(): bool {
  if (!errMatches(T.StopIteration)) return false;
  errClear();
  return true;
}
/** The value of the StopIteration that is set (cleared then); NULL: another exception stays. */
export function stopIterationValue(): Value {
  if (!errMatches(T.StopIteration)) return NULL;
  const e = errFetch(), v = stopIterationGetValue(e);
  decref(e);
  return v;
}
import { stopIterationGetValue } from "./exceptions";
/** it.send(v), or next(it) when v is None. */
export function send(it: Value, v: Value): Value {
  if (v == None) {
    const t = typeOf(it);
    if (X.iterCheck(it)) return call_tp_iternext(t, it);
  }
  return callMethod1(it, N.send, v);
}

// ---- calls -----------------------------------------------------------------------------------------------------------------
import { CALL_DONE, CALL_ERROR, CALL_SWITCH, CALL_GENERIC, CALL_LEAVE } from "./call-result";
export { CALL_DONE, CALL_ERROR, CALL_SWITCH, CALL_GENERIC, CALL_LEAVE } from "./call-result";
import { callTypeQuick } from "./native";
export { callNative } from "./native";

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
      const m = as<MethodObject>(callee), func = newRef(m.func);
      store<u64>(base, newRef(m.self), 8);
      store<u64>(base, func);
      decref(callee);
      callee = func;
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
    else if (ct == changetype<u32>(T.type)) {
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
  const d = fp + <usize>load<u16>(pc, 2), old = load<u64>(d);
  store<u64>(d, r);
  decref(old);
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
function callFunction(pc: Ptr, base: Ptr, args: Ptr, npos: i32, count: i32, kwnames: Value): i32 {
  const fo = as<FunctionObject>(load<u64>(base));
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
function pushCall(fo: FunctionObject, first: Value, args: Ptr, npos: i32, kwnames: Value): Ptr {
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
  const d = fp + <usize>load<u16>(pc, 2), old = load<u64>(d);
  store<u64>(d, r);
  decref(old);
  return CALL_DONE;
}

import { typeInitFunction } from "./caches";
/** C(…) where C is made by `class`, has object's __new__ and a Python __init__: allocates, and runs __init__ in the loop. */
function callClass(fp: Ptr, pc: Ptr, base: Ptr, args: Ptr, npos: i32, count: i32, kwnames: Value): i32 {
  const cls = load<u64>(base), init = typeInitFunction(as<TypeObject>(cls));
  if (!init) return CALL_GENERIC;
  const fo = as<FunctionObject>(init);
  const self = <Value>newObject(as<TypeObject>(cls));
  if (!self) { dropCall(base, count); return CALL_ERROR; }
  increfPtr(<Ptr>self);
  incref(init);
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

// ---- displays --------------------------------------------------------------------------------------------------------------
function take(from: Ptr, n: i32): void { for (let i = 0; i < n; i++) store<u64>(from + (<usize>i << 3), NULL); }
// without memory the temporaries keep what they hold, and unwinding drops it
export function buildTuple(from: Ptr, n: i32): Value { const t = tupleFromArraySteal(from, n); if (t) take(from, n); return t; }
export function buildList(from: Ptr, n: i32): Value { const l = listFromArraySteal(from, n); if (l) take(from, n); return l; }
export function buildString(from: Ptr, n: i32): Value {
  let total = 0, kind: u32 = 1, ascii = true;
  for (let i = 0; i < n; i++) {
    const s = load<u64>(from + (<usize>i << 3));
    total += strLen(s);
    if (strKind(s) > kind) kind = strKind(s);
    if (!load<u8>(<Ptr>s, 21)) ascii = false;
  }
  let r: Value;
  if (kind == 1) {
    r = strNew(total, ascii ? 127 : 255);
    if (r) {
      let d = strData(r);
      for (let i = 0; i < n; i++) { const s = load<u64>(from + (<usize>i << 3)); memory.copy(d, strData(s), strLen(s)); d += strLen(s); }
    }
  } else {
    const sb = sbNew(total);
    for (let i = 0; i < n; i++) sbStr(sb, load<u64>(from + (<usize>i << 3)));
    r = sbFinish(sb);
  }
  for (let i = 0; i < n; i++) { const p = from + (<usize>i << 3), s = load<u64>(p); store<u64>(p, NULL); decref(s); }
  return r;
}
export function listAppendOp(l: Value, v: Value): i32 { return listAppend(l, v); }
export function setAddOp(s: Value, v: Value): i32 { return setAdd(s, v); }
export function mapAddOp(d: Value, k: Value, v: Value): i32 { return dictSet(d, k, v); }
export function convertValue(v: Value, how: u32): Value { return how == 1 ? X.str(v) : how == 2 ? X.repr(v) : X.ascii(v); }
export function formatSimple(v: Value): Value {
  if (isExact(v, T.str)) return newRef(v);
  if (isInt(v)) return X.str(v);
  return X.format(v, NULL);
}
/** The items of a go to n temporaries from `to`; `src` is the register of a. Consumes a if it is a temporary (it may be one of the targets). */
export function unpackSequence(v: Value, to: Ptr, n: i32, src: Ptr): i32 {
  if (isExact(v, T.tuple) && tupleSize(v) == n) {
    const f = changetype<ThreadState>(ts).frame, last = src - f - FRAME_HEADER >= <usize>load<u32>(load<u32>(f), CODE_TEMPBASE);
    if (last) store<u64>(src, NULL);
    copyRefs(to, tupleItems(v), n);
    if (last) drop(<Ptr>v);
    return 0;
  }
  const frame = changetype<ThreadState>(ts).frame;
  const temp = src - frame - FRAME_HEADER >= <usize>load<u32>(load<u32>(frame), CODE_TEMPBASE);
  // the source register may be the first target: take the reference out of it
  if (temp) store<u64>(src, NULL); else incref(v);
  const r = unpackTo(v, to, n);
  decref(v);
  return r;
}
function countError(n: i32, got: i32): i32 {
  if (got < n) raiseFmt(T.ValueError, "not enough values to unpack (expected %d, got %d)", int(n), int(got));
  else raiseFmt(T.ValueError, "too many values to unpack (expected %d, got %d)", int(n), int(got));
  return -1;
}
function unpackTo(v: Value, to: Ptr, n: i32): i32 {
  if (isExact(v, T.tuple)) {
    const m = tupleSize(v);
    if (m != n) return countError(n, m);
    for (let i = 0; i < n; i++) store<u64>(to + (<usize>i << 3), newRef(tupleItem(v, i)));
    return 0;
  }
  if (isExact(v, T.list)) {
    const m = listSize(v);
    if (m != n) return countError(n, m);
    for (let i = 0; i < n; i++) {
      const x = listGetItem(v, i);
      if (!x) { for (let j = 0; j < i; j++) { const p = to + (<usize>j << 3), y = load<u64>(p); store<u64>(p, NULL); decref(y); } errClear(); return countError(n, i); }
      store<u64>(to + (<usize>i << 3), x);
    }
    return 0;
  }
  return unpackIterable(v, to, n, -1);
}
/** n items to `to`, and with after >= 0 a list of the rest, then the last `after` items. */
export function unpackIterable(v: Value, to: Ptr, n: i32, after: i32): i32 {
  const t = typeOf(v);
  const it = X.iter(v);
  if (!it) {
    if (errMatches(T.TypeError) && !t.tp_iter && !t.sq_item) { errClear(); raiseFmt(T.TypeError, "cannot unpack non-iterable %T object", v); }
    return -1;
  }
  let i = 0;
  for (; i < n; i++) {
    const x = X.iterNext(it);
    if (!x) break;
    store<u64>(to + (<usize>i << 3), x);
  }
  let ok = i == n && !errOccurred();
  if (!ok) {
    if (!errOccurred()) {
      if (after < 0) raiseFmt(T.ValueError, "not enough values to unpack (expected %d, got %d)", int(n), int(i));
      else raiseFmt(T.ValueError, "not enough values to unpack (expected at least %d, got %d)", int(n + after), int(i));
    }
  } else if (after < 0) {
    const x = X.iterNext(it);
    if (x) { decref(x); raiseFmt(T.ValueError, "too many values to unpack (expected %d)", int(n)); ok = false; }
    else ok = !errOccurred();
  } else {
    const l = X.sequenceToList(it);
    if (!l) ok = false;
    else {
      const have = listSize(l);
      if (have < after) { raiseFmt(T.ValueError, "not enough values to unpack (expected at least %d, got %d)", int(n + after), int(n + have)); decref(l); ok = false; }
      else {
        store<u64>(to + (<usize>n << 3), l);
        for (let j = 0; j < after; j++) store<u64>(to + (<usize>(n + 1 + j) << 3), listGetItem(l, have - after + j));
        listTruncate(l, have - after);
      }
    }
  }
  decref(it);
  if (ok) return 0;
  for (let j = 0; j < i; j++) { const p = to + (<usize>j << 3), y = load<u64>(p); store<u64>(p, NULL); decref(y); }
  return -1;
}
import { listTruncate } from "../types/list/core";
