/**
 * The import statements. The machinery is CPython's own importlib (imported at start-up); here are its fast path and its calls. CPython: Python/import.c
 * (PyImport_ImportModuleLevelObject), Python/ceval.c (import_name, import_from, import_all_from).
 */
import { Ptr, Value, NULL, None, True, int, intOf, isInt, isPtr } from "../base/value";
import { isDeferred } from "../refcount/count-slow";
import { holdingBegin, holdingEnd } from "../objects/finalize";
import { as, toValue } from "../base/obj";
import { T, TF_UNICODE_SUBCLASS, TF_DICT_SUBCLASS } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { decref, newRef } from "../refcount/count";
import { errClear, errFetch, errMatches, errOccurred, raise, raiseFmt, raiseException, fmt } from "../objects/errors";
import { hasFlag, isExact, typeOf } from "../objects/typeof";
import { getAttr, getAttrOptional } from "../objects/attributes";
import * as X from "../objects/abstract";
import { call, call1, call2, call3, callMethod1, callMethod2 } from "../objects/call";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { moduleDict } from "../objects/module";
import { dictGetStr, dictGet } from "../types/dict/core";
import { strAt, strLen, strEq, strEmpty } from "../types/str/core";
import { strSub as strSlice } from "../types/str/slice";
import { tupleSize } from "../types/tuple/core";
import { intAsI32 } from "../types/int/core";
import { Frame } from "./frame";
import { mappingGet } from "./slow";
import { interpImportFunc, interpImportlib, interpSysDict } from "../boot/state";
import { importTrimTraceback } from "./import-trim";
import { importErrorNew } from "../types/exceptions/create";

/** sys.modules, new reference. */
function modules(): Value {
  const m = dictGetStr(interpSysDict(), N.modules);
  if (!m) raise(T.RuntimeError, "unable to get sys.modules");
  return m;
}
/** sys.modules[name], new; NULL without exception if absent. */
export function importedModule(name: Value): Value {
  const m = modules();
  if (!m) return NULL;
  const v = isExact(m, T.dict) ? dictGet(m, name) : mappingGet(m, name);
  decref(m);
  return v;
}
/** Whether the module's spec says it is still being initialised: 1, 0, -1. */
function initializing(mod: Value): i32 {
  const spec = isExact(mod, T.module) ? dictGetStr(moduleDict(mod), N.__spec__) : getAttrOptional(mod, N.__spec__);
  if (!spec) return errOccurred() ? -1 : 0;
  if (spec == None) return 0;
  const v = getAttrOptional(spec, N._initializing);
  decref(spec);
  if (!v) return errOccurred() ? -1 : 0;
  const t = X.isTrue(v);
  decref(v);
  return t;
}
/** The module of an absolute name, loaded if necessary; new. */
function findAndLoad(absName: Value): Value {
  let mod = importedModule(absName);
  if (mod && mod != None) {
    const busy = initializing(mod);
    if (busy < 0) { decref(mod); return NULL; }
    if (busy) {
      // another thread imports it: wait for its lock
      const r = callMethod1(interpImportlib(), N._lock_unlock_module, absName);
      if (!r) { decref(mod); return NULL; }
      decref(r);
    }
    return mod;
  }
  decref(mod);
  if (errOccurred()) return NULL;
  const f = getAttr(interpImportlib(), N._find_and_load);
  if (!f) return NULL;
  const imp = interpImportFunc();
  // `imp` is not counted, but it is the interpreter's for good: no reason to keep all that is not counted while a module runs (runHolding)
  const free = isPtr(imp) && isDeferred(<Ptr>imp);
  if (free) holdingEnd();
  mod = call2(f, absName, imp);
  if (free) holdingBegin();
  decref(f);
  return mod;
}
/** The absolute name for a relative import, by the importing module's globals; new. */
function resolveName(name: Value, globals: Value, level: i32): Value {
  if (!globals) return raise(T.KeyError, "'__name__' not in globals");
  const f = getAttr(interpImportlib(), N._calc___package__);
  if (!f) return NULL;
  const pkg = call1(f, globals);
  decref(f);
  if (!pkg) return NULL;
  if (!hasFlag(pkg, TF_UNICODE_SUBCLASS)) { decref(pkg); return raise(T.TypeError, "package must be a string"); }
  if (strLen(pkg) == 0) { decref(pkg); return raise(T.ImportError, "attempted relative import with no known parent package"); }
  const g = getAttr(interpImportlib(), N._resolve_name);
  const r = g ? call3(g, name, pkg, int(level)) : NULL;
  decref(g); decref(pkg);
  return r;
}
/** __import__(name, globals, locals, fromlist, level) as a function; globals may be NULL. New reference. */
export function importLevel(name: Value, globals: Value, fromlist: Value, level: i32): Value {
  const r = importAt(name, globals, fromlist, level);
  if (!r) importTrimTraceback();
  return r;
}
function importAt(name: Value, globals: Value, fromlist: Value, level: i32): Value {
  if (level < 0) return raise(T.ValueError, "level must be >= 0");
  let abs: Value;
  if (level > 0) { abs = resolveName(name, globals, level); if (!abs) return NULL; }
  else {
    if (strLen(name) == 0) return raise(T.ValueError, "Empty module name");
    abs = newRef(name);
  }
  const mod = findAndLoad(abs);
  if (!mod) { decref(abs); return NULL; }
  let has = 0;
  if (fromlist != None && fromlist) { has = X.isTrue(fromlist); if (has < 0) { decref(mod); decref(abs); return NULL; } }
  let r: Value = NULL;
  if (!has) {
    const n = strLen(name);
    if (level == 0 || n > 0) {
      let dot = 0;
      while (dot < n && strAt(name, dot) != 46) dot++;
      if (dot == n) r = newRef(mod);
      else if (level == 0) {
        const front = strSlice(name, 0, dot);
        r = front ? importLevel(front, NULL, None, 0) : NULL;
        decref(front);
      } else {
        const cut = n - dot, to = strSlice(abs, 0, strLen(abs) - cut);
        r = to ? importedModule(to) : NULL;
        if (to && !r && !errOccurred()) raiseFmt(T.KeyError, "%R not in sys.modules as expected", to);
        decref(to);
      }
    } else r = newRef(mod);
  } else {
    const path = getAttrOptional(mod, N.__path__);
    if (!path) r = errOccurred() ? NULL : newRef(mod);
    else {
      decref(path);
      const f = getAttr(interpImportlib(), N._handle_fromlist);
      r = f ? call3(f, mod, fromlist, interpImportFunc()) : NULL;
      decref(f);
    }
  }
  decref(mod); decref(abs);
  return r;
}
/** IMPORT_NAME: through builtins.__import__ if somebody replaced it. */
export function importName(f: Frame, name: Value, fromlist: Value, level: Value): Value {
  const imp = mappingGet(f.builtins, N.__import__);
  if (!imp) { if (!errOccurred()) raise(T.ImportError, "__import__ not found"); return NULL; }
  let r: Value;
  if (imp == interpImportFunc()) r = importLevel(name, f.globals, fromlist, <i32>intOf(level));
  else {
    const mark = stackMark(), p = stackAlloc(40);
    if (p) {
      store<u64>(p, name); store<u64>(p, f.globals, 8); store<u64>(p, f.locals ? f.locals : None, 16); store<u64>(p, fromlist, 24); store<u64>(p, level, 32);
      r = call(imp, p, 5, NULL);
    } else r = NULL;
    stackRestore(mark);
  }
  decref(imp);
  return r;
}
/** from module import name */
export function importFrom(mod: Value, name: Value): Value {
  const v = getAttrOptional(mod, name);
  if (v || errOccurred()) return v;
  // a submodule that is being imported in a circle is in sys.modules before it is an attribute
  let pkg = getAttrOptional(mod, N.__name__);
  if (!pkg && errOccurred()) return NULL;
  if (pkg && hasFlag(pkg, TF_UNICODE_SUBCLASS)) {
    const full = fmt("%U.%U", pkg, name);
    const sub = full ? importedModule(full) : NULL;
    decref(full);
    if (sub) { decref(pkg); return sub; }
    if (errOccurred()) { decref(pkg); return NULL; }
  }
  return importFromError(mod, pkg, name);
}
/** Steals pkg (may be NULL). */
function importFromError(mod: Value, pkg: Value, name: Value): Value {
  const unknown = !pkg || !hasFlag(pkg, TF_UNICODE_SUBCLASS);
  let path = getAttrOptional(mod, N.__file__);
  if (!path) errClear();
  if (path && !hasFlag(path, TF_UNICODE_SUBCLASS)) { decref(path); path = NULL; }
  let text: Value;
  const busy = initializing(mod);
  if (busy < 0) errClear();
  if (unknown) text = path ? fmt("cannot import name %R from '<unknown module name>' (%U)", name, path) : fmt("cannot import name %R from '<unknown module name>' (unknown location)", name);
  else if (busy > 0) text = path ? fmt("cannot import name %R from partially initialized module %R (most likely due to a circular import) (%U)", name, pkg, path) : fmt("cannot import name %R from partially initialized module %R (most likely due to a circular import) (unknown location)", name, pkg);
  else text = path ? fmt("cannot import name %R from %R (%U)", name, pkg, path) : fmt("cannot import name %R from %R (unknown location)", name, pkg);
  if (text) {
    const e = importErrorNew(T.ImportError, text, unknown ? None : pkg, path ? path : None, name);
    if (e) raiseException(e);
  }
  decref(text); decref(pkg); decref(path);
  return NULL;
}
/** from module import *: into the frame's locals. */
export function importStar(f: Frame, mod: Value): i32 {
  if (!f.locals) { raise(T.SystemError, "no locals found during 'import *'"); return -1; }
  let all = getAttrOptional(mod, N.__all__), skipPrivate = false;
  if (!all) {
    if (errOccurred()) return -1;
    const d = getAttrOptional(mod, N.__dict__);
    if (!d) { if (!errOccurred()) raise(T.ImportError, "from-import-* object has no __dict__ and no __all__"); return -1; }
    all = X.sequenceToList(d);
    decref(d);
    if (!all) return -1;
    skipPrivate = true;
  }
  const it = X.iter(all);
  decref(all);
  if (!it) return -1;
  let r = 0;
  for (;;) {
    const name = X.iterNext(it);
    if (!name) { if (errOccurred()) r = -1; break; }
    if (!hasFlag(name, TF_UNICODE_SUBCLASS)) {
      const mn = getAttrOptional(mod, N.__name__);
      if (mn) raiseFmt(T.TypeError, skipPrivate ? "Key in %S.__dict__ must be str, not %T" : "Item in %S.__all__ must be str, not %T", mn, name);
      decref(mn);
      decref(name);
      r = -1;
      break;
    }
    if (!(skipPrivate && strLen(name) && strAt(name, 0) == 95)) {
      const v = getAttr(mod, name);
      if (!v) r = -1;
      else { r = X.setItem(f.locals, name, v); decref(v); }
    }
    decref(name);
    if (r < 0) break;
  }
  decref(it);
  return r;
}
