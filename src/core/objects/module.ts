/**
 * Modules. The dict is the instance's (the tail's word, set at creation and never replaced), so attribute access is the general one with a last resort:
 * the module's `__getattr__`. Modules are deferred: what every thread reads all the time is not counted. CPython: Objects/moduleobject.c.
 */
import { Ptr, Value, NULL, None, True, isPtr, int } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import { T, TypeObject, TF_UNICODE_SUBCLASS, TF_DICT_SUBCLASS } from "../../generated/core/types";
import { loadV, storeV } from "../base/atomics";
import { decref, newRef } from "../refcount/count";
import { setDeferred } from "../refcount/count-slow";
import { newObject, freeObject } from "./alloc";
import { gcVisit } from "../gc/visit";
import { raise, raiseFmt, errOccurred, errMatches, errClear, fmt } from "./errors";
import { typeOf, isExact, hasFlag } from "./typeof";
import { typeIsSubtype } from "./type-static";
import { call1 } from "./call";
import { bindSimple } from "./args";
import { getAttr, getAttrOptional, genericGetAttrEx, raiseAttributeText } from "./attributes";
import { instanceTailClear, instanceTailVisit, tailOf } from "./instance";
import { MethodDef, BuiltinObject } from "./method-def";
import { builtinNew } from "./descriptors";
import { shareOwn, singleThreaded } from "../types/sharing";
import { dictNew, dictGetStr, dictSet, dictContains, dictDel, dictNextNew } from "../types/dict/core";
import { strFromLiteral, strEq } from "../types/str/core";
import { isTrue, repr, objectDir, mappingKeys, callableCheck } from "./abstract";
import { immortalize } from "../refcount/count-slow";
import { interpBuiltins, interpImportFunc, interpModules } from "../boot/state";
import { stackAlloc, stackMark, stackRestore } from "./scratch";

@unmanaged
export class ModuleObject extends Obj {
  /** address of the native module's own state, or 0; @frozen after its exec */ state: u32;
  pad: u32;
}
export function moduleIs(v: Value): bool { return isPtr(v) && (typeOf(v) == T.module || typeIsSubtype(typeOf(v), T.module)); }
/** A module of this name (a str). New, or NULL with an exception. */
export function moduleNew(name: Value): Value {
  const m = moduleAlloc(T.module);
  if (!m || !moduleInitDict(moduleDict(m), name, None)) { decref(m); return NULL; }
  setDeferred(<Ptr>m);
  return m;
}
function moduleAlloc(t: TypeObject): Value {
  const p = newObject(t);
  if (!p) return NULL;
  const d = dictNew();
  if (!d) { decref(<Value>p); return NULL; }
  if (!singleThreaded()) shareOwn(<Ptr>d);
  storeV(tailOf(p, t), d);
  return <Value>p;
}
function moduleInitDict(d: Value, name: Value, doc: Value): bool {
  return dictSet(d, N.__name__, name) == 0 && dictSet(d, N.__doc__, doc) == 0 && dictSet(d, N.__package__, None) == 0 && dictSet(d, N.__loader__, None) == 0 && dictSet(d, N.__spec__, None) == 0;
}
/** Before the second thread starts: the dicts of all modules, which every thread uses, are nobody's own any more (threads/bias.ts). */
export function modulesShare(): void {
  const modules = interpModules();
  if (!modules) return;
  shareOwn(<Ptr>modules);
  const mark = stackMark(), out = stackAlloc(16);
  for (let i = out ? dictNextNew(modules, 0, out) : -1; i >= 0; i = dictNextNew(modules, i + 1, out)) {
    const m = load<u64>(out, 8);
    if (moduleIs(m)) { const d = moduleDict(m); if (d) shareOwn(<Ptr>d); }
    decref(load<u64>(out)); decref(m);
  }
  stackRestore(mark);
}
/** The module's dict. Borrowed: it lives as long as the module. */
export function moduleDict(m: Value): Value { return loadV(tailOf(<Ptr>m, typeOf(m))); }
export function moduleGetState(m: Value): Ptr { return as<ModuleObject>(m).state; }
export function moduleSetState(m: Value, state: Ptr): void { as<ModuleObject>(m).state = <u32>state; }
/** Steals v. */
export function moduleAddConstant(m: Value, name: Value, v: Value): void {
  if (!v) return;
  dictSet(moduleDict(m), name, v);
  decref(v);
}
export function moduleAddFunction(m: Value, d: MethodDef): void {
  const name = dictGetStr(moduleDict(m), N.__name__);
  const f = builtinNew(d, m, name);
  decref(name);
  // found dead by the collector only, as the module is
  if (f) setDeferred(<Ptr>f);
  moduleAddConstant(m, d.name, f);
}
/** The module's __name__, new; NULL with SystemError if it has none. */
export function moduleNameOf(m: Value): Value {
  const n = dictGetStr(moduleDict(m), N.__name__);
  if (hasFlag(n, TF_UNICODE_SUBCLASS)) return n;
  decref(n);
  return raise(T.SystemError, "nameless module");
}
/** builtins.NAME, new; NULL with NameError-like AttributeError. */
export function getBuiltin(name: Value): Value {
  const v = dictGetStr(interpBuiltins(), name);
  return v ? v : raiseFmt(T.AttributeError, "module 'builtins' has no attribute '%U'", name);
}
/** The attribute of a top-level module, which is imported if need be. New. */
export function importModuleAttr(module: Value, name: Value): Value {
  let m = dictGetStr(interpModules(), module);
  if (!m) m = call1(interpImportFunc(), module);
  if (!m) return NULL;
  const r = getAttr(m, name);
  decref(m);
  return r;
}

// ---- the type ---------------------------------------------------------------------------------------------------------------------
export function moduleTypeNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const m = moduleAlloc(as<TypeObject>(type));
  if (m) setDeferred(<Ptr>m);
  return m;
}
export function moduleInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return -1;
  const ok = bindSimple("module", args, nargs, kwnames, 1, 2, out, N.name, N.doc, NULL, NULL);
  const name = load<u64>(out), doc = load<u64>(out, 8);
  stackRestore(mark);
  if (!ok) return -1;
  if (!hasFlag(name, TF_UNICODE_SUBCLASS)) { raiseFmt(T.TypeError, "module() argument 'name' must be str, not %T", name); return -1; }
  return moduleInitDict(moduleDict(self), name, doc ? doc : None) ? 0 : -1;
}
export function moduleDealloc(p: Ptr): void {
  instanceTailClear(p, changetype<TypeObject>(changetype<Obj>(p).type));
  freeObject(p);
}
export function moduleTraverse(p: Ptr): void { instanceTailVisit(p, changetype<TypeObject>(changetype<Obj>(p).type)); }
// No tp_clear: the dict, if it is garbage too, is emptied for itself; if functions of the module live on, it is their globals and stays as it is.
export function moduleGetDict(self: Value): Value { return newRef(moduleDict(self)); }
export function moduleGetAttro(o: Value, name: Value): Value { return moduleGetAttroEx(o, name, false); }
export function moduleGetAttroEx(o: Value, name: Value, quiet: bool): Value {
  const r = genericGetAttrEx(o, name, true);
  if (r || errOccurred()) return r;
  const d = moduleDict(o);
  const f = dictGetStr(d, N.__getattr__);
  if (f) {
    const v = call1(f, name);
    decref(f);
    if (!v && quiet && errMatches(T.AttributeError)) errClear();
    return v;
  }
  if (quiet) return NULL;
  const mn = dictGetStr(d, N.__name__);
  if (!hasFlag(mn, TF_UNICODE_SUBCLASS)) { decref(mn); return raiseAttributeText(o, name, fmt("module has no attribute '%U'", name)); }
  const busy = moduleInitializing(d);
  raiseAttributeText(o, name, busy ? fmt("partially initialized module '%U' has no attribute '%U' (most likely due to a circular import)", mn, name) : fmt("module '%U' has no attribute '%U'", mn, name));
  decref(mn);
  return NULL;
}
/** Whether __spec__._initializing is true. Never raises. */
export function moduleInitializing(d: Value): bool {
  const s = dictGetStr(d, N.__spec__);
  if (!s || s == None) return false;
  const v = getAttrOptional(s, N._initializing);
  decref(s);
  if (!v) { if (errOccurred()) errClear(); return false; }
  const r = isTrue(v);
  decref(v);
  if (r < 0) errClear();
  return r > 0;
}
export function moduleRepr(self: Value): Value {
  const d = moduleDict(self);
  let name = dictGetStr(d, N.__name__);
  if (!name) name = strFromLiteral("?");
  let r: Value = NULL;
  const spec = dictGetStr(d, N.__spec__);
  if (spec && spec != None) {
    const origin = getAttrOptional(spec, N.origin), located = getAttrOptional(spec, N.has_location), sname = getAttrOptional(spec, N.name);
    if (!errOccurred()) {
      const n = sname ? sname : name;
      if (!origin || origin == None) {
        const loader = getAttrOptional(spec, N.loader);
        if (!errOccurred()) r = !loader || loader == None ? fmt("<module %R>", n) : fmt("<module %R (%R)>", n, loader);
        decref(loader);
      } else {
        const at = located ? isTrue(located) : 0;
        r = at > 0 ? fmt("<module %R from %R>", n, origin) : fmt("<module %R (%S)>", n, origin);
      }
    }
    decref(origin); decref(located); decref(sname);
  } else {
    const file = dictGetStr(d, N.__file__);
    if (file && file != None) r = fmt("<module %R from %R>", name, file);
    else {
      const loader = dictGetStr(d, N.__loader__);
      r = !loader || loader == None ? fmt("<module %R>", name) : fmt("<module %R (%R)>", name, loader);
      decref(loader);
    }
    decref(file);
  }
  decref(spec); decref(name);
  return r;
}
export function moduleDir(self: Value): Value {
  const d = getAttr(self, N.__dict__);
  if (!d) return NULL;
  let r: Value = NULL;
  if (!hasFlag(d, TF_DICT_SUBCLASS)) raise(T.TypeError, "<module>.__dict__ is not a dictionary");
  else {
    const f = dictGetStr(d, N.__dir__);
    if (f) { r = call0(f); decref(f); } else r = mappingKeys(d);
  }
  decref(d);
  return r;
}
import { call0 } from "./call";
export function moduleGetAnnotate(self: Value): Value {
  const v = dictGetStr(moduleDict(self), N.__annotate__);
  if (v) return v;
  dictSet(moduleDict(self), N.__annotate__, None);
  return None;
}
export function moduleSetAnnotate(self: Value, v: Value): i32 {
  if (!v) { raise(T.TypeError, "cannot delete __annotate__ attribute"); return -1; }
  if (v != None && !callableCheck(v)) { raise(T.TypeError, "__annotate__ must be callable or None"); return -1; }
  const d = moduleDict(self);
  if (dictSet(d, N.__annotate__, v) < 0) return -1;
  if (v != None && dictContains(d, N.__annotations__) == 1) return dictDel(d, N.__annotations__);
  return 0;
}
export function moduleGetAnnotations(self: Value): Value {
  const d = moduleDict(self);
  const have = dictGetStr(d, N.__annotations__);
  if (have) return have;
  const f = dictGetStr(d, N.__annotate__);
  let a: Value;
  if (f && f != None) {
    a = call1(f, int(1));
    if (a && !hasFlag(a, TF_DICT_SUBCLASS)) { raiseFmt(T.TypeError, "__annotate__() must return a dict, not %T", a); decref(a); a = NULL; }
  } else a = dictNew();
  decref(f);
  // while the module's body still runs, more may come
  if (a && !moduleInitializing(d) && dictSet(d, N.__annotations__, a) < 0) { decref(a); return NULL; }
  return a;
}
export function moduleSetAnnotations(self: Value, v: Value): i32 {
  const d = moduleDict(self);
  if (v) { if (dictSet(d, N.__annotations__, v) < 0) return -1; }
  else if (dictContains(d, N.__annotations__) != 1) { raise(T.AttributeError, "__annotations__"); return -1; }
  else if (dictDel(d, N.__annotations__) < 0) return -1;
  if (dictContains(d, N.__annotate__) == 1) return dictDel(d, N.__annotate__);
  return 0;
}
