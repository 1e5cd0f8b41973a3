/**
 * Making exceptions from native code, `__context__` chaining, the preallocated MemoryError. CPython: Python/errors.c, Objects/exceptions.c.
 */
import { Ptr, Value, NULL, None, isPtr } from "../../base/value";
import { as, Obj, toValue } from "../../base/obj";
import { T, TypeObject, TF_BASE_EXC_SUBCLASS } from "../../../generated/core/types";
import { PROC_MULTI } from "../../base/map";
import { loadV, storeV, xchgV } from "../../base/atomics";
import { decref, newRef, incref } from "../../refcount/count";
import { immortalize } from "../../refcount/count-slow";
import { newObject } from "../../objects/alloc";
import { call0, call1 } from "../../objects/call";
import { errClear, errOccurred, raiseFmt } from "../../objects/errors";
import { typeOf } from "../../objects/typeof";
import { tuplePack1, tupleEmpty } from "../tuple/core";
import { strFromLiteral } from "../str/core";
import { csBegin, csEnd } from "../../threads/critical-section";
import { memberLoad } from "../../objects/descriptors";
import { baseExceptionNew, baseExceptionInit } from "./exceptions";
import { setField } from "./exceptions";
import { BaseExceptionObject, AttributeErrorObject, NameErrorObject, StopIterationObject, ImportErrorObject } from "./objects";
import { handledException } from "../../objects/handled";

/** An instance whose class has nothing of its own in __new__ and __init__. Steals args. */
function plain(t: TypeObject, args: Value): Value {
  if (!args) return NULL;
  const p = newObject(t);
  if (!p) { decref(args); return NULL; }
  changetype<BaseExceptionObject>(p).args = args;
  return <Value>p;
}
// @ts-ignore: decorator
@inline function isPlain(t: TypeObject): bool { return t.tp_new == baseExceptionNew.index && t.tp_init == baseExceptionInit.index; }
/** What a call of an exception class returned must be an exception. Steals e. */
function checked(e: Value, t: TypeObject): Value {
  if (!e || (isPtr(e) && (typeOf(e).tp_flags & TF_BASE_EXC_SUBCLASS))) return e;
  raiseFmt(T.TypeError, "calling %R should have returned an instance of BaseException, not %R", toValue(t), toValue(typeOf(e)));
  decref(e);
  return NULL;
}
/** t(). New, or NULL with another exception. */
export function exceptionNew0(t: TypeObject): Value {
  if (isPlain(t)) return plain(t, newRef(tupleEmpty()));
  return checked(call0(toValue(t)), t);
}
/** t(arg). Steals arg. */
export function exceptionNew1(t: TypeObject, arg: Value): Value {
  if (isPlain(t)) {
    const args = tuplePack1(arg);
    decref(arg);
    return plain(t, args);
  }
  if (t == T.StopIteration) {
    const args = tuplePack1(arg);
    const e = plain(t, args);
    if (e) as<StopIterationObject>(e).value = arg; else decref(arg);
    return e;
  }
  const e = checked(call1(toValue(t), arg), t);
  decref(arg);
  return e;
}
/** AttributeError(text, name=name, obj=obj). Steals text, borrows the others. */
export function attributeErrorNew(text: Value, name: Value, obj: Value): Value {
  const args = tuplePack1(text);
  decref(text);
  const e = plain(T.AttributeError, args);
  if (e) { as<AttributeErrorObject>(e).name = newRef(name); as<AttributeErrorObject>(e).obj = newRef(obj); }
  return e;
}
/** Sets name and obj if neither is set. */
export function attributeErrorSet(e: Value, name: Value, obj: Value): void {
  const x = as<AttributeErrorObject>(e);
  if (x.name || x.obj) return;
  setField(e, offsetof<AttributeErrorObject>("name"), newRef(name));
  setField(e, offsetof<AttributeErrorObject>("obj"), newRef(obj));
}
/** NameError or UnboundLocalError(text, name=name). Steals text, borrows name. */
export function nameErrorNew(t: TypeObject, text: Value, name: Value): Value {
  const args = tuplePack1(text);
  decref(text);
  const e = plain(t, args);
  if (e) as<NameErrorObject>(e).name = newRef(name);
  return e;
}
/** ImportError or ModuleNotFoundError(text, name=, path=, name_from=). Steals text, borrows the others (NULL: None). */
export function importErrorNew(t: TypeObject, text: Value, name: Value, path: Value, nameFrom: Value): Value {
  const e = plain(t, tuplePack1(text));
  if (!e) { decref(text); return NULL; }
  const x = as<ImportErrorObject>(e);
  x.msg = text; x.name = newRef(name); x.path = newRef(path); x.nameFrom = newRef(nameFrom);
  return e;
}

// ---- context -----------------------------------------------------------------------------------------------------------------
export function exceptionContext(e: Value): Value { return memberLoad(e, <Ptr>e + offsetof<BaseExceptionObject>("context")); }
export function exceptionCause(e: Value): Value { return memberLoad(e, <Ptr>e + offsetof<BaseExceptionObject>("cause")); }
export function exceptionTraceback(e: Value): Value { return memberLoad(e, <Ptr>e + offsetof<BaseExceptionObject>("traceback")); }
function exchange(e: Value, field: usize, v: Value): void {
  if (e == loadV(MEMORY_ERROR)) { decref(v); return; }
  if (load<u32>(PROC_MULTI) == 0) {
    const old = load<u64>(<Ptr>e + field);
    store<u64>(<Ptr>e + field, v);
    decref(old);
    return;
  }
  csBegin(<Ptr>e);
  const old = xchgV(<Ptr>e + field, v);
  csEnd();
  decref(old);
}
/** e.__context__ = c. Steals c (NULL clears). */
export function exceptionSetContext(e: Value, c: Value): void { exchange(e, offsetof<BaseExceptionObject>("context"), c); }
/** e.__cause__ = c, which also suppresses the context. Steals c (NULL clears). */
export function exceptionSetCause(e: Value, c: Value): void {
  atomic.store<u8>(<Ptr>e, 1, offsetof<BaseExceptionObject>("suppress"));
  exchange(e, offsetof<BaseExceptionObject>("cause"), c);
}
/** e.__traceback__ = tb. Steals tb (NULL clears). */
export function exceptionSetTraceback(e: Value, tb: Value): void { exchange(e, offsetof<BaseExceptionObject>("traceback"), tb); }
/** args[0], borrowed from the args tuple as it is now, or NULL. */
export function exceptionArgs(e: Value): Value { return memberLoad(e, <Ptr>e + offsetof<BaseExceptionObject>("args")); }
/**
 * e is about to be raised: the exception being handled (if any, and if it is not e) becomes its context. If e already stands somewhere in that one's chain of
 * contexts, the chain is cut there, so that no cycle arises (CPython: _PyErr_SetObject). Floyd's two pointers end the walk in a chain that is a cycle already.
 */
export function exceptionChainContext(e: Value): void {
  const h = handledException();
  if (!h || h == None || h == e) return;
  let o = newRef(h), slow = newRef(h);
  let step = false;
  while (true) {
    const c = exceptionContext(o);
    if (!c) break;
    if (c == e) { exceptionSetContext(o, NULL); decref(c); break; }
    decref(o);
    o = c;
    if (o == slow) break;
    if (step) { const s = exceptionContext(slow); decref(slow); slow = s; }
    step = !step;
  }
  decref(o); decref(slow);
  exceptionSetContext(e, newRef(h));
}

// ---- MemoryError ---------------------------------------------------------------------------------------------------------------
const MEMORY_ERROR: usize = memory.data(16, 16);
/** At boot: the MemoryError for when nothing can be allocated. */
export function exceptionsInit(): void {
  const e = plain(T.MemoryError, newRef(tupleEmpty()));
  immortalize(<Ptr>e);
  storeV(MEMORY_ERROR, e);
}
/**
 * An instance to raise: a fresh one if there is memory for it, else the shared one, which is never written to: it keeps no traceback and no context (exchange drops
 * what it is given), so threads do not meet in it. New.
 */
export function memoryErrorInstance(): Value {
  const shared = loadV(MEMORY_ERROR);
  if (!shared || making) return shared;
  making = true;
  const e = plain(T.MemoryError, newRef(tupleEmpty()));
  making = false;
  if (e) return e;
  errClear();
  return shared;
}
/** Thread-local: a MemoryError is being made; if that fails, it is the shared one. */
let making: bool = false;
