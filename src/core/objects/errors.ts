/**
 * Raising: the exception goes into the thread state, the caller returns NULL (or -1). CPython: Python/errors.c.
 * The raised exception is always an instance (never a bare type), as in CPython since 3.12.
 */
import { Ptr, Value, NULL, None, int, intOf, isInt, isPtr } from "../base/value";
import { Obj, as, toValue } from "../base/obj";
import { T, TypeObject, TF_FULL_NAME, TF_HEAPTYPE, TF_UNICODE_SUBCLASS } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { ThreadState } from "../threads/state";
import { ts } from "../threads/self";
import { decref, newRef } from "../refcount/count";
import { sbNew, sbChar, sbLit, sbStr, sbInt, sbFinish, sbDiscard, StrBuilder } from "../types/str/builder";
import { strFromLiteral } from "../types/str/core";
import { exceptionNew1, exceptionNew0, exceptionChainContext } from "../types/exceptions/create";
import { dictGetStr } from "../types/dict/core";
import { hasFlag, typeOf } from "./typeof";
import { repr, str } from "./abstract";

// @ts-ignore: decorator
@inline function state(): ThreadState { return changetype<ThreadState>(ts); }
/** The exception set in this thread, borrowed; NULL if none. */
// @ts-ignore: decorator
@inline export function errOccurred(): Value { return state().exc; }
/** Takes the exception out of the thread. Returns new (or NULL). */
export function errFetch(): Value { const e = state().exc; state().exc = NULL; return e; }
/** Sets the exception as it is, no context added. Steals e (NULL clears). */
export function errRestore(e: Value): void { const old = state().exc; state().exc = e; decref(old); }
export function errClear(): void { const old = state().exc; state().exc = NULL; decref(old); }
/** Whether the current exception is an instance of t (or a subclass). */
export function errMatches(t: TypeObject): bool {
  const e = state().exc;
  return e != NULL && typeIsSubtype(typeOf(e), t);
}
import { typeIsSubtype } from "./type-static";

/** Raises an exception instance, chaining the one being handled as its context. Steals e. Returns NULL. */
export function raiseException(e: Value): Value {
  if (e) { exceptionChainContext(e); errRestore(e); }
  return NULL;
}
/** Raises t(message). */
export function raise(t: TypeObject, message: string): Value { return raiseObject(t, strFromLiteral(message)); }
/** Raises t(arg). Steals arg; NULL arg: the error that made it NULL stays. */
export function raiseObject(t: TypeObject, arg: Value): Value {
  if (!arg) return NULL;
  const e = exceptionNew1(t, arg);
  return raiseException(e);
}
/** For recursion.ts. */
export function raiseTooDeep(): void { raise(T.RecursionError, "maximum recursion depth exceeded"); }
/** Raises t() without arguments. */
export function raiseBare(t: TypeObject): Value { return raiseException(exceptionNew0(t)); }
/**
 * Raises t(formatted). Directives, each taking the next of a, b, c, d:  %S str() · %R repr() · %T name of the value's type, %N of the type that
 * the value is, as C's tp_name has it (native types outside of builtins with their module) · %d small integer Value · %U a str · %% a percent sign.
 */
export function raiseFmt(t: TypeObject, format: string, a: Value = 0, b: Value = 0, c: Value = 0, d: Value = 0): Value {
  return raiseObject(t, fmt(format, a, b, c, d));
}
/** The formatted str, by raiseFmt's directives. */
export function fmt(format: string, a: Value = 0, b: Value = 0, c: Value = 0, d: Value = 0): Value {
  const sb = sbNew(128);
  let arg = 0;
  for (let i = 0; i < format.length; i++) {
    const ch = format.charCodeAt(i);
    if (ch != 37 || i + 1 >= format.length) { sbChar(sb, ch); continue; }
    const code = format.charCodeAt(++i);
    if (code == 37) { sbChar(sb, 37); continue; }
    const v = arg == 0 ? a : arg == 1 ? b : arg == 2 ? c : d;
    arg++;
    if (code == 100 && isInt(v)) { sbInt(sb, intOf(v)); continue; }
    // an argument that could not be made for want of memory: its exception stands
    if (!v) { sbDiscard(sb); return errOccurred() ? NULL : raiseNoMemory(); }
    if (code == 84) { sbTypeName(sb, typeOf(v)); continue; }
    if (code == 78) { sbTypeName(sb, as<TypeObject>(v)); continue; }
    if (code == 85) { sbStr(sb, v); continue; }
    const text = code == 82 ? repr(v) : str(v);
    if (!text) { sbDiscard(sb); return NULL; }
    sbStr(sb, text);
    decref(text);
  }
  return sbFinish(sb);
}
/** C's tp_name: "collections.deque", but "C" for a class made in Python. */
export function sbTypeName(sb: StrBuilder, t: TypeObject): void {
  if (!(t.tp_flags & TF_HEAPTYPE)) {
    if (t.ht_module && t.ht_module != N.builtins) { sbStr(sb, t.ht_module); sbChar(sb, 46); }
  } else if (t.tp_flags & TF_FULL_NAME) {
    const m = dictGetStr(t.tp_dict, N.__module__);
    if (m) { if (hasFlag(m, TF_UNICODE_SUBCLASS)) { sbStr(sb, m); sbChar(sb, 46); } decref(m); }
  }
  sbStr(sb, t.tp_name);
}
/** MemoryError, without allocating where none is left. Returns NULL. */
export function raiseNoMemory(): Value {
  errRestore(memoryErrorInstance());
  return NULL;
}
import { memoryErrorInstance } from "../types/exceptions/create";
/** TypeError for an argument: "NAME() argument must be EXPECTED, not TYPE". */
export function raiseArgType(fname: string, expected: string, got: Value): Value {
  const f = strFromLiteral(fname), x = strFromLiteral(expected);
  raiseFmt(T.TypeError, "%U() argument must be %U, not %T", f, x, got);
  decref(f); decref(x);
  return NULL;
}
/** KeyError(key). Borrows key. */
export function raiseKeyError(key: Value): Value { return raiseObject(T.KeyError, newRef(key)); }
/** A "SystemError: … returned NULL without setting an exception" guard for natives in checked builds. */
export function ensureRaised(): Value { if (!errOccurred()) raise(T.SystemError, "error return without exception set"); return NULL; }
