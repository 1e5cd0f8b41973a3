/** Instructions of async code: awaitables, async iteration, the handler around a SEND loop. CPython: Python/ceval.c, Objects/genobject.c (_PyCoro_GetAwaitableIter). */
import { Ptr, Value, NULL, None } from "../base/value";
import { as, toValue } from "../base/obj";
import { iterCheck } from "../objects/abstract";
import { T, TypeObject, call_am_await, call_am_aiter, call_am_anext } from "../../generated/core/types";
import { CO_ITERABLE_COROUTINE, CO_COROUTINE } from "../../generated/core/opcodes";
import { decref, newRef } from "../refcount/count";
import { errClear, errFetch, errMatches, errOccurred, errRestore, raise, raiseFmt } from "../objects/errors";
import { isExact, typeOf } from "../objects/typeof";
import { typeIsSubtype } from "../objects/type-static";
import * as X from "../objects/abstract";
import { CodeObject } from "./code";
import { Frame, FRAME_HEADER } from "./frame";
import { GeneratorObject } from "./generator";
import { COLD_ERROR, COLD_ERROR_AGAIN, COLD_NEXT } from "./cold";
import { consume1, consume2 } from "./slow";
import { excSet } from "./exc-state";
import { stopIterationGetValue, exceptionFormatCause } from "./exceptions";
import { newObject } from "../objects/alloc";
import { Obj } from "../base/obj";

function put(slot: Ptr, v: Value): void { const old = load<u64>(slot); store<u64>(slot, v); decref(old); }
function isCoroutineGenerator(v: Value): bool {
  return isExact(v, T.generator) && (as<CodeObject>(as<GeneratorObject>(v).code).flags & CO_ITERABLE_COROUTINE) != 0;
}
/** The iterator that awaits v; new. */
export function awaitableIter(v: Value): Value {
  if (isExact(v, T.coroutine) || isCoroutineGenerator(v)) return newRef(v);
  const t = typeOf(v);
  if (!t.am_await) return raiseFmt(T.TypeError, "'%T' object can't be awaited", v);
  const it = call_am_await(t, v);
  if (!it) return NULL;
  if (isExact(it, T.coroutine) || isCoroutineGenerator(it)) { decref(it); return raise(T.TypeError, "__await__() returned a coroutine"); }
  if (!iterCheck(it)) { raiseFmt(T.TypeError, "__await__() returned non-iterator of type '%T'", it); decref(it); return NULL; }
  return it;
}
export function getAwaitable(f: Ptr, pc: Ptr): i32 {
  const fp = f + FRAME_HEADER, b: u32 = load<u16>(pc, 4), v = load<u64>(fp + b), where = load<u8>(pc, 1);
  let r = awaitableIter(v);
  if (!r) {
    if (where && !typeOf(v).am_await && errMatches(T.TypeError)) {
      errClear();
      raiseFmt(T.TypeError, where == 1 ? "'async with' received an object from __aenter__ that does not implement __await__: %T" : "'async with' received an object from __aexit__ that does not implement __await__: %T", v);
    }
    return COLD_ERROR;
  }
  if (isExact(r, T.coroutine)) {
    const sub = generatorYieldFrom(r);
    decref(sub);
    if (sub) { decref(r); raise(T.RuntimeError, "coroutine is being awaited already"); return COLD_ERROR; }
    if (errOccurred()) errClear(); // it runs: sending to it will say so
  }
  consume1(f, fp, b);
  put(fp + <usize>load<u16>(pc, 2), r);
  return COLD_NEXT;
}
import { generatorYieldFrom } from "./generator";
export function getYieldFromIter(f: Ptr, pc: Ptr): i32 {
  const fp = f + FRAME_HEADER, b: u32 = load<u16>(pc, 4), v = load<u64>(fp + b);
  let r: Value;
  if (isExact(v, T.generator)) r = newRef(v);
  else if (isExact(v, T.coroutine)) {
    if (!(changetype<CodeObject>(load<u32>(f)).flags & (CO_COROUTINE | CO_ITERABLE_COROUTINE))) { raise(T.TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator"); return COLD_ERROR; }
    r = newRef(v);
  } else r = X.iter(v);
  if (!r) return COLD_ERROR;
  consume1(f, fp, b);
  put(fp + <usize>load<u16>(pc, 2), r);
  return COLD_NEXT;
}
export function getAiter(f: Ptr, pc: Ptr): i32 {
  const fp = f + FRAME_HEADER, b: u32 = load<u16>(pc, 4), v = load<u64>(fp + b), t = typeOf(v);
  if (!t.am_aiter) { raiseFmt(T.TypeError, "'async for' requires an object with __aiter__ method, got %T", v); return COLD_ERROR; }
  const it = call_am_aiter(t, v);
  if (!it) return COLD_ERROR;
  if (!typeOf(it).am_anext) { raiseFmt(T.TypeError, "'async for' received an object from __aiter__ that does not implement __anext__: %T", it); decref(it); return COLD_ERROR; }
  consume1(f, fp, b);
  put(fp + <usize>load<u16>(pc, 2), it);
  return COLD_NEXT;
}
export function getAnext(f: Ptr, pc: Ptr): i32 {
  const fp = f + FRAME_HEADER, v = load<u64>(fp + <usize>load<u16>(pc, 4)), t = typeOf(v);
  if (!t.am_anext) { raiseFmt(T.TypeError, "'async for' requires an iterator with __anext__ method, got %T", v); return COLD_ERROR; }
  const n = call_am_anext(t, v);
  if (!n) return COLD_ERROR;
  let r = n;
  if (!isExact(v, T.async_generator)) {
    r = awaitableIter(n);
    if (!r) { exceptionFormatCause(T.TypeError, "'async for' received an invalid object from __anext__: %T", n); decref(n); return COLD_ERROR; }
    decref(n);
  }
  put(fp + <usize>load<u16>(pc, 2), r);
  return COLD_NEXT;
}
export function endAsyncFor(f: Ptr, pc: Ptr): i32 {
  const fp = f + FRAME_HEADER, a = fp + <usize>load<u16>(pc, 2), b = fp + <usize>load<u16>(pc, 4), e = load<u64>(a);
  store<u64>(a, NULL);
  if (typeIsSubtype(typeOf(e), T.StopAsyncIteration)) { decref(e); put(b, NULL); return COLD_NEXT; }
  errRestore(e);
  return COLD_ERROR_AGAIN;
}
/** In the handler around a SEND loop: StopIteration ends the delegation with its value. */
export function cleanupThrow(f: Ptr, pc: Ptr): i32 {
  const fp = f + FRAME_HEADER, b = fp + <usize>load<u16>(pc, 4), c = fp + <usize>load<u16>(pc, 6), e = load<u64>(c);
  store<u64>(c, NULL);
  if (typeIsSubtype(typeOf(e), T.StopIteration)) {
    const v = stopIterationGetValue(e);
    decref(e);
    put(b, NULL);
    put(fp + <usize>load<u16>(pc, 2), v);
    return COLD_NEXT;
  }
  errRestore(e);
  return COLD_ERROR_AGAIN;
}
/** What an async generator yields is wrapped, so that its awaiter can tell it from what an await inside yields. */
@unmanaged
export class WrappedValue extends Obj { value: Value; }
export function asyncGenWrap(v: Value): Value {
  const p = newObject(T.async_generator_wrapped_value);
  if (!p) return NULL;
  changetype<WrappedValue>(p).value = newRef(v);
  return <Value>p;
}
import { freeObject } from "../objects/alloc";
import { gcVisit } from "../gc/visit";
export function wrappedDealloc(p: Ptr): void { decref(changetype<WrappedValue>(p).value); freeObject(p); }
export function wrappedTraverse(p: Ptr): void { gcVisit(changetype<WrappedValue>(p).value); }
export function wrappedClear(p: Ptr): void { const w = changetype<WrappedValue>(p), v = w.value; w.value = NULL; decref(v); }
