/**
 * Asynchronous generators (PEP 525) and the awaitables that drive them: `__anext__()` and `asend()` make an AsendObject of type async_generator_asend,
 * `athrow()` and `aclose()` one of type async_generator_athrow. CPython: Objects/genobject.c.
 *
 * The generator itself is an ordinary generator object (generator.ts). What it yields with `yield` comes wrapped (async.ts: WrappedValue), what an
 * `await` inside it yields comes bare: the awaitable passes the bare ones on to the event loop and turns a wrapped one into StopIteration(value), the awaitable's result.
 *
 * Bits in GeneratorObject.asyncFlags (@atomic): the hooks of sys.set_asyncgen_hooks were taken over; closed; an awaitable of it is under way.
 * The hooks are per thread, in the interpreter's block of the ThreadState (roots of the collector).
 */
import { Ptr, Value, NULL, None, boolean, int } from "../base/value";
import { Obj, as } from "../base/obj";
import { T } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { load32 } from "../base/atomics";
import { interpBlock } from "../threads/state";
import { decref, newRef, setSlot } from "../refcount/count";
import { newObject, freeObject } from "../objects/alloc";
import { errClear, errFetch, errMatches, errOccurred, errRestore, raise, raiseBare, raiseFmt, fmt } from "../objects/errors";
import { call1 } from "../objects/call";
import { unraisable } from "../objects/unraisable";
import { finalizeFromDealloc } from "../objects/finalize";
import { genericAliasNew } from "../objects/generic-alias";
import { isExact } from "../objects/typeof";
import { tupleFromArray, tupleItem, tupleSize } from "../types/tuple/core";
import { exceptionNew0 } from "../types/exceptions/create";
import { gcVisit } from "../gc/visit";
import { warnRuntime } from "../modules/warnings";
import { WrappedValue } from "./async";
import { exceptionNormalize } from "./exceptions";
import { GEN_DONE, GEN_SUSPENDED, GeneratorObject, genSend, genThrowValue, generatorClose, outcome, raiseStop } from "./generator";
export {
  generatorDealloc as asyncGeneratorDealloc, generatorTraverse as asyncGeneratorTraverse, generatorClear as asyncGeneratorClear, generatorRepr as asyncGeneratorRepr,
  selfIter as asyncGeneratorAiter, generatorGetName as asyncGeneratorGetName, generatorSetName as asyncGeneratorSetName, generatorGetQualname as asyncGeneratorGetQualname,
  generatorSetQualname as asyncGeneratorSetQualname, generatorGetFrame as asyncGeneratorGetFrame, generatorGetSuspended as asyncGeneratorGetSuspended,
  generatorGetYieldFrom as asyncGeneratorGetAwait, generatorGetCode as asyncGeneratorGetCode, selfIter as asendSelf,
} from "./generator";

const HOOKED: u32 = 1, CLOSED: u32 = 2, RUNNING: u32 = 4;
const FLAGS: usize = offsetof<GeneratorObject>("asyncFlags");
const STATE: usize = offsetof<GeneratorObject>("state");
const INIT: u32 = 0, ITER: u32 = 1, DONE: u32 = 2;

/** What asend(), __anext__(), athrow() and aclose() return. */
@unmanaged
export class AsendObject extends Obj {
  /** async generator, owned; @frozen */ gen: Value;
  /** asend: the value to send or NULL; athrow: tuple of the arguments, NULL for aclose(); @frozen */ value: Value;
  /** @atomic INIT, ITER, DONE */ state: u32;
  pad: u32;
}
// ---- hooks ---------------------------------------------------------------------------------------------------------------
// @ts-ignore: decorator
@inline function firstiterSlot(): Ptr { return interpBlock() + 0x20; }
// @ts-ignore: decorator
@inline function finalizerSlot(): Ptr { return interpBlock() + 0x28; }
/** sys.get_asyncgen_hooks of this thread; borrowed, NULL: none. */
export function asyncHookFirstiter(): Value { return load<u64>(firstiterSlot()); }
export function asyncHookFinalizer(): Value { return load<u64>(finalizerSlot()); }
/** Borrows; NULL or None: no hook. */
export function asyncHookSetFirstiter(f: Value): void { setSlot(firstiterSlot(), f == None ? NULL : newRef(f)); }
export function asyncHookSetFinalizer(f: Value): void { setSlot(finalizerSlot(), f == None ? NULL : newRef(f)); }
/** Drops both: the thread ends. */
export function asyncHooksClear(): void { asyncHookSetFirstiter(NULL); asyncHookSetFinalizer(NULL); }

// @ts-ignore: decorator
@inline function flagsOf(g: Value): u32 { return load32(<Ptr>g + FLAGS); }
function setFlags(g: Value, bits: u32): void { atomic.or<u32>(<Ptr>g + FLAGS, bits); }
function clearFlags(g: Value, bits: u32): void { atomic.and<u32>(<Ptr>g + FLAGS, ~bits); }
function initHooks(g: Value): bool {
  if (atomic.or<u32>(<Ptr>g + FLAGS, HOOKED) & HOOKED) return true;
  const finalizer = asyncHookFinalizer();
  if (finalizer) setSlot(<Ptr>g + offsetof<GeneratorObject>("extra"), newRef(finalizer));
  const first = asyncHookFirstiter();
  if (!first) return true;
  newRef(first);
  const r = call1(first, g);
  decref(first);
  if (!r) return false;
  decref(r);
  return true;
}
// ---- the generator's methods ------------------------------------------------------------------------------------------------
function awaitableNew(isThrow: bool, g: Value, value: Value): Value {
  const p = newObject(isThrow ? T.async_generator_athrow : T.async_generator_asend);
  if (!p) return NULL;
  const a = changetype<AsendObject>(p);
  a.gen = newRef(g); a.value = newRef(value);
  return <Value>p;
}
export function asyncGeneratorAnext(g: Value): Value { return initHooks(g) ? awaitableNew(false, g, NULL) : NULL; }
export function asyncGeneratorAsend(g: Value, v: Value): Value { return initHooks(g) ? awaitableNew(false, g, v) : NULL; }
export function asyncGeneratorAclose(g: Value): Value { return initHooks(g) ? awaitableNew(true, g, NULL) : NULL; }
export function asyncGeneratorAthrow(g: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (kwnames && tupleSize(kwnames)) return raise(T.TypeError, "async_generator.athrow() takes no keyword arguments");
  if (!initHooks(g)) return NULL;
  const t = tupleFromArray(args, nargs);
  if (!t) return NULL;
  const r = awaitableNew(true, g, t);
  decref(t);
  return r;
}
export function asyncGeneratorClassGetitem(cls: Value, item: Value): Value { return genericAliasNew(cls, item); }
export function asyncGeneratorGetRunning(g: Value): Value { return boolean((flagsOf(g) & RUNNING) != 0); }
/** A generator that is not exhausted goes to the finalizer hook (the event loop runs its aclose()); without one it is closed here, as far as that goes. */
export function asyncGeneratorFinalize(v: Value): void {
  const st = load32(<Ptr>v + STATE);
  if (st == GEN_DONE) return;
  const finalizer = as<GeneratorObject>(v).extra, saved = errFetch();
  if (finalizer && !(flagsOf(v) & CLOSED)) {
    const r = call1(finalizer, v);
    if (r) decref(r); else unraisable(v, "Exception ignored while finalizing async generator");
  } else if (st == GEN_SUSPENDED) {
    const r = generatorClose(v);
    if (r) decref(r); else unraisable(v, "Exception ignored while closing generator");
  }
  errRestore(saved);
}
// ---- both awaitables -------------------------------------------------------------------------------------------------------
// @ts-ignore: decorator
@inline function aw(v: Value): AsendObject { return as<AsendObject>(v); }
export function asendDealloc(p: Ptr): void {
  const a = changetype<AsendObject>(p);
  if (a.state == INIT && a.gen && !finalizeFromDealloc(p)) return;
  decref(a.gen); decref(a.value);
  freeObject(p);
}
export function asendTraverse(p: Ptr): void { const a = changetype<AsendObject>(p); gcVisit(a.gen); gcVisit(a.value); }
export function asendClear(p: Ptr): void {
  const a = changetype<AsendObject>(p), g = a.gen, v = a.value;
  a.state = DONE;
  a.gen = NULL; a.value = NULL;
  decref(g); decref(v);
}
/** RuntimeWarning: made, but never awaited. */
function warnUnawaited(v: Value, method: Value): void {
  const a = aw(v);
  if (load32(stateOf(v)) != INIT || !a.gen) return;
  const saved = errFetch();
  const m = fmt("coroutine method '%U' of '%U' was never awaited", method, as<GeneratorObject>(a.gen).qualname);
  if (m && warnRuntime(m, 1) < 0) unraisable(v, "Exception ignored while finalizing async generator method");
  decref(m);
  errClear();
  errRestore(saved);
}
export function asendFinalize(v: Value): void { warnUnawaited(v, N.asend); }
export function athrowFinalize(v: Value): void { warnUnawaited(v, aw(v).value ? N.athrow : N.aclose); }
// @ts-ignore: decorator
@inline function stateOf(v: Value): Ptr { return <Ptr>v + offsetof<AsendObject>("state"); }
function setState(v: Value, s: u32): void { atomic.store<u32>(stateOf(v), s); }

/** Turns what the generator did into what the awaitable does: a wrapped value becomes StopIteration(value). Steals r. */
function unwrap(g: Value, r: Value): Value {
  if (!r) {
    if (!errOccurred()) raiseBare(T.StopAsyncIteration);
    if (errMatches(T.StopAsyncIteration) || errMatches(T.GeneratorExit)) setFlags(g, CLOSED);
    clearFlags(g, RUNNING);
    return NULL;
  }
  if (!isExact(r, T.async_generator_wrapped_value)) return r;
  raiseStop(newRef(as<WrappedValue>(r).value));
  decref(r);
  clearFlags(g, RUNNING);
  return NULL;
}
/** Claims the generator for the awaitable that starts. */
function claim(g: Value): bool { return (atomic.or<u32>(<Ptr>g + FLAGS, RUNNING) & RUNNING) == 0; }
/** throw(type_or_exception…) into the generator; new, or NULL with an exception. */
function throwArgs(g: Value, args: Ptr, nargs: i32, isAthrow: bool, close: bool): Value {
  if (nargs < 1) return raiseFmt(T.TypeError, isAthrow ? "athrow expected at least 1 argument, got 0" : "throw expected at least 1 argument, got 0");
  if (nargs > 3) return raiseFmt(T.TypeError, isAthrow ? "athrow expected at most 3 arguments, got %d" : "throw expected at most 3 arguments, got %d", int(nargs));
  const e = exceptionNormalize(load<u64>(args), nargs > 1 ? load<u64>(args, 8) : None, nargs > 2 ? load<u64>(args, 16) : None);
  if (!e) return NULL;
  const r = outcome(genThrowValue(g, e, close), g);
  decref(e);
  return r;
}
// ---- __anext__() and asend() -------------------------------------------------------------------------------------------------
export function asendNext(v: Value): Value { return asendSend(v, None); }
export function asendSend(v: Value, arg: Value): Value {
  const a = aw(v), g = a.gen, st = load32(stateOf(v));
  if (st == DONE) return raise(T.RuntimeError, "cannot reuse already awaited __anext__()/asend()");
  if (st == INIT) {
    if (!claim(g)) { setState(v, DONE); return raise(T.RuntimeError, "anext(): asynchronous generator is already running"); }
    if (arg == None) arg = a.value;
    setState(v, ITER);
  }
  setFlags(g, RUNNING);
  const r = unwrap(g, outcome(genSend(g, arg), g));
  if (!r) setState(v, DONE);
  return r;
}
export function asendThrow(v: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const g = aw(v).gen, st = load32(stateOf(v));
  if (st == DONE) return raise(T.RuntimeError, "cannot reuse already awaited __anext__()/asend()");
  if (st == INIT) {
    if (!claim(g)) { setState(v, DONE); return raise(T.RuntimeError, "anext(): asynchronous generator is already running"); }
    setState(v, ITER);
  }
  const r = unwrap(g, throwArgs(g, args, nargs, false, true));
  if (!r) setState(v, DONE);
  return r;
}
/** close() of either: throws GeneratorExit; what it should come back with is forgotten. */
function closeWith(v: Value, isThrow: bool): Value {
  if (load32(stateOf(v)) == DONE) return None;
  const e = exceptionNew0(T.GeneratorExit);
  if (!e) return NULL;
  const slot = stackMark(), args = stackAlloc(8);
  let r: Value = NULL;
  if (args) { store<u64>(args, e); r = isThrow ? athrowThrow(v, args, 1, NULL) : asendThrow(v, args, 1, NULL); }
  stackRestore(slot);
  decref(e);
  if (r) { decref(r); return raise(T.RuntimeError, "coroutine ignored GeneratorExit"); }
  if (!errMatches(T.StopIteration) && !errMatches(T.StopAsyncIteration) && !errMatches(T.GeneratorExit)) return NULL;
  errClear();
  return None;
}
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
export function asendClose(v: Value): Value { return closeWith(v, false); }

// ---- athrow() and aclose() ---------------------------------------------------------------------------------------------------
export function athrowNext(v: Value): Value { return athrowSend(v, None); }
export function athrowSend(v: Value, arg: Value): Value {
  const a = aw(v), g = a.gen, st = load32(stateOf(v));
  if (st == DONE) return raise(T.RuntimeError, "cannot reuse already awaited aclose()/athrow()");
  if (load32(<Ptr>g + STATE) == GEN_DONE) { setState(v, DONE); return raiseBare(T.StopIteration); }
  if (st == ITER) {
    const r = outcome(genSend(g, arg), g);
    return a.value ? unwrap(g, r) : closing(v, r);
  }
  if (flagsOf(g) & RUNNING) return alreadyRunning(v);
  if (flagsOf(g) & CLOSED) { setState(v, DONE); return raiseBare(T.StopAsyncIteration); }
  if (arg != None) return raise(T.RuntimeError, "can't send non-None value to a just-started coroutine");
  if (!claim(g)) return alreadyRunning(v);
  setState(v, ITER);
  if (!a.value) {
    setFlags(g, CLOSED);
    const e = exceptionNew0(T.GeneratorExit);
    if (!e) return ended(v);
    const r = outcome(genThrowValue(g, e, false), g);
    decref(e);
    return closing(v, r);
  }
  const mark = stackMark(), n = tupleSize(a.value), args = stackAlloc(<usize>(n + 1) << 3);
  let r: Value = NULL;
  if (args) {
    for (let i = 0; i < n; i++) store<u64>(args + (<usize>i << 3), tupleItem(a.value, i));
    r = throwArgs(g, args, n, true, false);
  }
  stackRestore(mark);
  r = unwrap(g, r);
  return r ? r : ended(v);
}
function alreadyRunning(v: Value): Value {
  setState(v, DONE);
  return raise(T.RuntimeError, aw(v).value ? "athrow(): asynchronous generator is already running" : "aclose(): asynchronous generator is already running");
}
/** aclose() got r from the generator: bare values pass, a wrapped one means that it did not close. Steals r. */
function closing(v: Value, r: Value): Value {
  if (!r) return ended(v);
  if (!isExact(r, T.async_generator_wrapped_value)) return r;
  decref(r);
  clearFlags(aw(v).gen, RUNNING);
  setState(v, DONE);
  return raise(T.RuntimeError, "async generator ignored GeneratorExit");
}
/** With an exception set: the awaitable is through. From aclose() neither StopAsyncIteration nor GeneratorExit gets out. */
function ended(v: Value): Value {
  clearFlags(aw(v).gen, RUNNING);
  setState(v, DONE);
  if (!aw(v).value && (errMatches(T.StopAsyncIteration) || errMatches(T.GeneratorExit))) { errClear(); raiseBare(T.StopIteration); }
  return NULL;
}
export function athrowThrow(v: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const a = aw(v), g = a.gen, st = load32(stateOf(v));
  if (st == DONE) return raise(T.RuntimeError, "cannot reuse already awaited aclose()/athrow()");
  if (st == INIT) {
    if (!claim(g)) return alreadyRunning(v);
    setState(v, ITER);
  }
  const r = throwArgs(g, args, nargs, false, true);
  if (!a.value) return closing(v, r);
  const u = unwrap(g, r);
  if (!u) setState(v, DONE);
  return u;
}
export function athrowClose(v: Value): Value { return closeWith(v, true); }
export { anextAwaitable } from "./anext";
