/**
 * Tearing the modules down at exit, so that `__del__` and weak references' callbacks of what still lives are called (CPython 3.14: Python/pylifecycle.c, finalize_modules; Objects/
 * moduleobject.c, _PyModule_ClearDict). The world is stopped for good by now: only the main thread runs, daemons stay where they are.
 *
 *   1. a collection, while all modules are intact
 *   2. names in sys and builtins that hide user's values become None (sys.path, sys.last_exc …), the standard streams what they were at the start
 *   3. every module leaves sys.modules; its name and a weak reference are noted. builtins gets back what it had at the start. A collection: modules die that nobody holds
 *   4. modules that live on lose their names, the one imported last first: names with one underscore, then the others, `__builtins__` never
 *   5. sys, then builtins lose theirs; the last collection
 *
 * NOT FOR NOTHING. Freeing what nobody will look at is a waste: a program with a million objects would pay a tenth of a second for it. The release core looks over the heap first
 * (finalize-scan.ts), and leaves everything as it is if no object there can tell of its end. The checked core always does all of it, since the leak check comes next.
 */
import { Value, None, NULL, isPtr } from "../base/value";
import { CHECK } from "../base/panic";
import { N } from "../../generated/core/names";
import { TF_UNICODE_SUBCLASS } from "../../generated/core/types";
import { decref } from "../refcount/count";
import { errClear, errOccurred } from "../objects/errors";
import { hasFlag } from "../objects/typeof";
import { moduleDict, moduleIs } from "../objects/module";
import { unraisable } from "../objects/unraisable";
import { weakrefGet, weakrefNew } from "../objects/weakref";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { dictClear, dictContains, dictCopy, dictGetStr, dictNextNew, dictSet } from "../types/dict/core";
import { listAppendSteal, listGetItem, listNew, listSize } from "../types/list/core";
import { strAt, strLen, strEq, strFromLiteral } from "../types/str/core";
import { dictUpdate } from "../types/dict/merge";
import { gcCollect, GC_EXPLICIT, GC_SHUTDOWN } from "../gc/collect";
import { gcState } from "../gc/state";
import { interpBuiltins, interpModules, interpSysDict, rootSlot } from "./state";
import { ROOT_BUILTINS_COPY } from "./roots";
import { exitIsVisible } from "./finalize-scan";

/** Start-up, when builtins is complete: what step 3 gives back. */
export function builtinsRemember(): bool {
  const c = dictCopy(interpBuiltins());
  store<u64>(rootSlot(ROOT_BUILTINS_COPY), c);
  return c != NULL;
}
export function finalizeModules(): void {
  if (!interpModules() || !interpSysDict() || !interpBuiltins()) return;
  if (CHECK == 0 && !exitIsVisible()) return;
  if (gcState().enabled) gcCollect(2, GC_EXPLICIT);
  deleteSpecial();
  const list = removeModules();
  dictClear(interpModules());
  restoreBuiltins();
  gcCollect(2, GC_SHUTDOWN);
  if (list) clearModules(list);
  decref(list);
  clearDict(interpSysDict());
  clearDict(interpBuiltins());
  gcCollect(2, GC_SHUTDOWN);
}
function put(d: Value, name: Value, v: Value): void {
  if (!name || dictSet(d, name, v) < 0) { if (errOccurred()) unraisable(NULL, "Exception ignored while deleting a global at exit"); }
}
/** sys.NAME = None, if there is one. Steals name. */
function forget(name: Value): void {
  const d = interpSysDict();
  if (name && dictContains(d, name) == 1) put(d, name, None);
  decref(name);
  errClear();
}
function deleteSpecial(): void {
  const under = strFromLiteral("_"), b = interpBuiltins();
  if (under && dictContains(b, under) == 1) put(b, under, None);
  decref(under);
  forget(N.path); forget(N.argv); forget(strFromLiteral("ps1")); forget(strFromLiteral("ps2")); forget(N.last_exc); forget(N.last_type); forget(N.last_value);
  forget(N.last_traceback); forget(N.path_hooks); forget(N.path_importer_cache); forget(N.meta_path); forget(strFromLiteral("__interactivehook__"));
  stream(N.stdin, N.__stdin__); stream(N.stdout, N.__stdout__); stream(N.stderr, N.__stderr__);
}
function stream(name: Value, origin: Value): void {
  const d = interpSysDict(), v = dictGetStr(d, origin);
  put(d, name, v ? v : None);
  decref(v);
}
/** sys.modules[…] = None. A list of weak references to the modules, in the order of import; NULL: no memory. */
function removeModules(): Value {
  const d = interpModules(), list = listNew(0), mark = stackMark(), out = stackAlloc(16);
  for (let i = out ? dictNextNew(d, 0, out) : -1; i >= 0; i = dictNextNew(d, i + 1, out)) {
    const k = load<u64>(out), m = load<u64>(out, 8);
    if (moduleIs(m)) {
      const w = list && hasFlag(k, TF_UNICODE_SUBCLASS) ? weakrefNew(m) : NULL;
      if (!w || listAppendSteal(list, w) < 0) errClear();
      put(d, k, None);
    }
    decref(k); decref(m);
  }
  stackRestore(mark);
  return list;
}
function restoreBuiltins(): void {
  const c = load<u64>(rootSlot(ROOT_BUILTINS_COPY)), b = interpBuiltins(), old = c ? dictCopy(b) : NULL;
  if (!old) { errClear(); return; }
  dictClear(b);
  if (dictUpdate(b, c) < 0) errClear();
  decref(old);
}
function clearModules(list: Value): void {
  for (let i = listSize(list) - 1; i >= 0; i--) {
    const w = listGetItem(list, i), m = w ? weakrefGet(w) : NULL;
    decref(w);
    if (!m) continue;
    const d = moduleDict(m);
    if (d != interpBuiltins() && d != interpSysDict()) clearDict(d);
    decref(m);
  }
}
/** Sets the names of a module to None: first those that begin with one underscore, then all but `__builtins__`. */
function clearDict(d: Value): void {
  clearNames(d, true);
  clearNames(d, false);
}
function clearNames(d: Value, hidden: bool): void {
  const mark = stackMark(), out = stackAlloc(16);
  for (let i = out ? dictNextNew(d, 0, out) : -1; i >= 0; i = dictNextNew(d, i + 1, out)) {
    const k = load<u64>(out), v = load<u64>(out, 8);
    if (v != None && isPtr(k) && hasFlag(k, TF_UNICODE_SUBCLASS)) {
      const n = strLen(k), one = n > 0 && strAt(k, 0) == 95 && (n == 1 || strAt(k, 1) != 95);
      if (hidden ? one : !strEq(k, N.__builtins__)) put(d, k, None);
    }
    decref(v); decref(k);
  }
  stackRestore(mark);
}
