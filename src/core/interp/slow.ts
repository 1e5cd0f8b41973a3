/**
 * What the run loop calls out of line (it imports all of it from here): registers, variables, attributes and items, iteration; and through this file operators.ts, call-slow.ts,
 * displays.ts. Temporaries that an instruction read are consumed here or by the loop; an error is NULL or negative, with the exception in the thread state.
 */
import { CHECK, check } from "../base/panic";
import { N } from "../../generated/core/names";
import { call_tp_iternext, T, TypeObject } from "../../generated/core/types";
import { as, LOCAL_SENTINELS, LOCAL_TAGS } from "../base/obj";
import { intOf, isInt, isPtr, MOVED, None, NULL, Ptr, Value } from "../base/value";
import { getAttr, getMethod, setAttr } from "../objects/attributes";
import { callMethod1 } from "../objects/call";
import { errClear, errFetch, errMatches, errOccurred, raiseFmt } from "../objects/errors";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { isExact, typeOf } from "../objects/typeof";
import { decref, decrefHot, decrefPtr, incref, increfPtr, newRef } from "../refcount/count";
import { decrefSlow, decrefToZero } from "../refcount/count-slow";
import { tableSub } from "../refcount/promote";
import { isMine } from "../base/self";
import { load32 } from "../base/atomics";
import { BIASED, COUNT } from "../refcount/mode";
import { tid } from "../threads/self";
import { dictGet, dictGetQuick, dictGetStr, dictReplaceQuick, dictSet } from "../types/dict/core";
import { seqIterMake } from "../types/iter/sequence";
import { ARRAY_ITEMS, LIST_ITEMS, LIST_SIZE, listGetFromEnd, listGetItemOrNull, listSetItem, listSize } from "../types/list/core";
import { isReadable } from "../types/sharing";
import { tupleItem, tupleItems, tupleSize } from "../types/tuple/core";
import { attrCached, attrCacheFill, calleeCached, classMethodCached, furtherCache, globalCacheFill, isGeneric, methodCached, methodCacheFill, propertyCached, storeAttrCached, storeCacheFill } from "./caches";
import { pushCall } from "./call-slow";
import { CODE_TEMPBASE, codeLocalKind, codeLocalName, CodeObject, KIND_FREE } from "./code";
import { exceptionSetName, stopIterationGetValue } from "./exceptions";
import { Frame, FRAME_HEADER } from "./frame";
import { FunctionObject } from "./function";
import { iterIsOver } from "./iterate";
import { subscrFrame } from "./operators";
import * as X from "../objects/abstract";
export { globalCached, attrCached, methodCached, storeAttrCached, storeSlotAlone } from "./caches";
export { iterPair, iterStepTo, rangeNext, PAIR_DONE, PAIR_END, PAIR_NOT } from "./iterate";
export { CALL_DONE, CALL_ERROR, CALL_SWITCH, CALL_GENERIC, CALL_LEAVE } from "./call-result";
export { callNative } from "./native";
export * from "./operators";
export * from "./call-slow";
export * from "./displays";

// ---- registers -------------------------------------------------------------------------------------------------------------
/** Drops an object reference. Out of line, so that the loop stays small. */
export function drop(p: Ptr): void {
  if (COUNT == BIASED) {
    decrefHot(p);
  } else if (load<u32>(p, 4) < LOCAL_SENTINELS) decrefPtr(p);
}
// @ts-ignore: decorator
@inline function consume(fp: Ptr, reg: u32, base: u32): void {
  if (reg >= base) {
    const v = load<u64>(fp + reg);
    if (isPtr(v)) { store<u64>(fp + reg, NULL); decrefPtr(<Ptr>v); }
  }
}
/** Writes register a of the instruction, dropping what it held. Steals v. */
// @ts-ignore: decorator
@inline export function setResultRegister(fp: Ptr, pc: Ptr, v: Value): void {
  const d = fp + <usize>load<u16>(pc, 2), old = load<u64>(d);
  store<u64>(d, v);
  decref(old);
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
/** frameClear for a frame of the data stack whose object nobody asked for, at a RETURN: no temporary is live there (src/frontend/compiler/verify.ts), so only what has a name is looked at. */
export function frameClearFast(f: Frame): void {
  const c = changetype<CodeObject>(f.code);
  let p = changetype<Ptr>(f) + FRAME_HEADER;
  const end = p + <usize>c.tempBase;
  for (; p < end; p += 8) { const v = load<u64>(p); if (isPtr(v)) decrefHot(<Ptr>v); }
  if (CHECK >= 2) for (; p < changetype<Ptr>(f) + c.frameSize; p += 8) check(!isPtr(load<u64>(p)), "frame: a temporary lives at its return");
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
export function unboundCell(f: Ptr, reg: u32): void {
  const c = changetype<CodeObject>(load<u32>(f)), i = <i32>(reg >> 3), name = codeLocalName(c, i);
  if (codeLocalKind(c, i) & KIND_FREE) nameError(T.NameError, "cannot access free variable '%U' where it is not associated with a value in enclosing scope", name);
  else unboundLocal(name);
}
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
    let n: i64, a: Ptr;
    if (isMine(p)) { n = load<i32>(p, LIST_SIZE); a = load<u32>(p, LIST_ITEMS); }
    else if (isReadable(p)) { n = <i32>load32(p + LIST_SIZE); a = load32(p + LIST_ITEMS); }
    else return NULL;
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
        const i = intOf(key), v = i < 0 ? listGetFromEnd(o, i) : <u64>i < <u64>listSize(o) ? listGetItemOrNull(o, <i32>i) : NULL;
        if (v) return v;
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

// ---- iteration -------------------------------------------------------------------------------------------------------------
export function getIter(o: Value): Value {
  if (isPtr(o)) {
    const t = load<u32>(<Ptr>o, 12);
    if (t == changetype<u32>(T.list)) return seqIterMake(T.list_iterator, o, 0);
    if (t == changetype<u32>(T.tuple)) return seqIterMake(T.tuple_iterator, o, 0);
  }
  return X.iter(o);
}
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
/** it.send(v), or next(it) when v is None. */
export function send(it: Value, v: Value): Value {
  if (v == None) {
    const t = typeOf(it);
    if (X.iterCheck(it)) return call_tp_iternext(t, it);
  }
  return callMethod1(it, N.send, v);
}
