/**
 * Warnings from native code. There is no native `_warnings`: CPython's own warnings.py has everything in Python (Lib/_py_warnings.py), and it is imported when the first
 * warning is issued, not before. So a program without warnings pays nothing, and filters, registries and catch_warnings() are the library's.
 * CPython: Python/_warnings.c.
 */
import { Value, NULL, None, int } from "../base/value";
import { toValue } from "../base/obj";
import { T, TypeObject } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { decref } from "../refcount/count";
import { call1, call3, call4 } from "../objects/call";
import { getAttr } from "../objects/attributes";
import { strFromLiteral } from "../types/str/core";
import { importLevel } from "../interp/import";
import { interpImportlib } from "../boot/state";

/** A function of the warnings module, new; NULL without exception while the interpreter is not up. */
function warningsFunction(name: Value): Value {
  if (!interpImportlib()) return NULL;
  const m = importLevel(N.warnings, NULL, None, 0);
  if (!m) return NULL;
  const f = getAttr(m, name);
  decref(m);
  return f;
}
/** warnings.warn(msg, category, stacklevel): 0, or -1 with the exception that a filter made of it. */
export function warn(category: TypeObject, msg: Value, stacklevel: i32): i32 {
  if (!interpImportlib()) return 0;
  const f = warningsFunction(N.warn);
  if (!f) return -1;
  const r = call3(f, msg, toValue(category), int(stacklevel));
  decref(f);
  if (!r) return -1;
  decref(r);
  return 0;
}
export function warnText(category: TypeObject, text: string, stacklevel: i32): i32 {
  if (!interpImportlib()) return 0;
  const s = strFromLiteral(text);
  if (!s) return -1;
  const r = warn(category, s, stacklevel);
  decref(s);
  return r;
}
/** Borrows msg. */
export function warnRuntime(msg: Value, stacklevel: i32): i32 { return warn(T.RuntimeWarning, msg, stacklevel); }
/** The RuntimeWarning about a coroutine that dies without having been awaited: warnings says where it was made, if that is known. */
export function warnUnawaited(coroutine: Value): i32 {
  if (!interpImportlib()) return 0;
  const f = warningsFunction(N._warn_unawaited_coroutine), r = f ? call1(f, coroutine) : NULL;
  decref(f);
  if (!r) return -1;
  decref(r);
  return 0;
}
export function warnDeprecation(text: string, stacklevel: i32): i32 { return warnText(T.DeprecationWarning, text, stacklevel); }
/** warnings.warn_explicit(msg, category, filename, lineno). */
export function warnExplicit(type: TypeObject, msg: Value, filename: Value, lineno: i32): i32 {
  if (!interpImportlib()) return 0;
  const f = warningsFunction(N.warn_explicit);
  if (!f) return -1;
  const r = call4(f, msg, toValue(type), filename, int(lineno));
  decref(f);
  if (!r) return -1;
  decref(r);
  return 0;
}
function hasOptions(): bool {
  const options = dictGetStr(interpSysDict(), N.warnoptions), some = options != NULL && isExact(options, T.list) && listSize(options) > 0;
  decref(options);
  return some;
}
/** At start-up: module warnings reads -W and PYTHONWARNINGS when it is imported, and complains of what it does not understand (CPython: init_interp_main). False with an exception. */
export function warningsStart(): bool {
  if (!hasOptions()) return true;
  const m = importLevel(N.warnings, NULL, None, 0);
  decref(m);
  return m != NULL;
}
/** Whether a ResourceWarning could be seen: nobody has imported warnings and no option speaks of them: then the filter that ignores them is in force. */
export function warnsResources(): bool {
  if (!interpImportlib()) return false;
  if (hasOptions()) return true;
  const m = dictGetStr(interpModules(), N.warnings);
  decref(m);
  return m != NULL;
}
/** warnings.warn(msg, ResourceWarning, 1, source). */
export function warnResource(msg: Value, source: Value): i32 {
  const f = warningsFunction(N.warn);
  if (!f) return -1;
  const r = call4(f, msg, toValue(T.ResourceWarning), int(1), source);
  decref(f);
  if (!r) return -1;
  decref(r);
  return 0;
}
import { dictGetStr } from "../types/dict/core";
import { isExact } from "../objects/typeof";
import { listSize } from "../types/list/core";
import { interpModules, interpSysDict } from "../boot/state";
