/**
 * The Python-level start, on top of boot/init.ts: builtins, sys, importlib, standard streams. Two steps, so that the first can be taken from a snapshot (boot/snapshot.ts): bootModules makes
 * what is the same in every process, bootConfigure sets all that depends on the options, the environment and the descriptors; it always runs, so both ways give the same interpreter.
 *
 * Almost everything else is imported when it is needed: a program that prints a
 * number has loaded importlib's two files and the library finder, and nothing more (`site` is not imported: what a program needs of it, exit() and its like, is
 * native; modules/site-builtins.ts). CPython: Python/pylifecycle.c, Python/import.c.
 */
import { Ptr, Value, NULL, None, True, int } from "../base/value";
import { as, toValue } from "../base/obj";
import { T } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import * as H from "../../generated/core/host";
import { EB_SIGNAL, TS_EVAL_BREAKER, TS_WAKE } from "../base/thread-layout";
import { decref, newRef } from "../refcount/count";
import { errClear, errFetch, errOccurred, raise } from "../objects/errors";
import { call1, callMethod1, callMethod2 } from "../objects/call";
import { getAttr } from "../objects/attributes";
import { setGlobalsHook, setUnraisableHook } from "../objects/hooks";
import { moduleDict, moduleNew } from "../objects/module";
import { ts } from "../threads/self";
import { ThreadState } from "../threads/state";
import { Frame } from "../interp/frame";
import { evalCode } from "../interp/function";
import { dictGetStr, dictNew, dictSet } from "../types/dict/core";
import { listAppend, listAppendSteal, listNew, listSize, listItem } from "../types/list/core";
import { tupleItem } from "../types/tuple/core";
import { strAt, strFromLiteral, strLen } from "../types/str/core";
import { strSub } from "../types/str/slice";
import { libraryFind, nativeModuleFind, nativeModuleMake } from "../modules/import/imp";
import { reportUnraisable } from "../modules/sys/unraisable";
import { printExceptionNative } from "../modules/sys/traceback-text";
import { siteBuiltinsInit } from "../modules/site-builtins";
import { signalsInit } from "../modules/signal-module";
import { ioInit, stdioInit } from "../modules/io/stdio";
import { warningsStart } from "../modules/warnings";
import { posixConfigure } from "../modules/posix/process";
import { sysConfigure } from "../modules/sys/setup";
import { libraryRelocate } from "./relocate";
import { ROOT_LIB_DIR } from "./roots";
import { interpBuiltins, interpImportlib, interpModules, interpSetBuiltins, interpSetCommon, interpSetImportFunc, interpSetImportlib, interpSetModules, interpSetSys, interpSysDict, rootSlot } from "./state";
import { optionHasText, optionNumber, optionText, optionsSet } from "./options";

/** A native module, made and put into sys.modules. New, or NULL. */
function native(name: Value): Value {
  const i = nativeModuleFind(name);
  if (i < 0) { if (!errOccurred()) raise(T.SystemError, "a native module is missing"); return NULL; }
  const m = nativeModuleMake(i);
  if (m && dictSet(interpModules(), name, m) < 0) { decref(m); return NULL; }
  return m;
}
/** A module of the library run under another name, without importlib. New, or NULL. */
function bootModule(file: string, name: Value): Value {
  const f = strFromLiteral(file), found = f ? libraryFind(f) : NULL;
  decref(f);
  if (!found) return NULL;
  if (found == None) return raise(T.ImportError, "the standard library is missing (dist/stdlib.bin)");
  const m = moduleNew(name);
  let ok = m != NULL;
  if (ok) {
    const d = moduleDict(m);
    ok = dictSet(interpModules(), name, m) == 0 && dictSet(d, N.__builtins__, interpBuiltins()) == 0 && dictSet(d, N.__file__, tupleItem(found, 1)) == 0;
    const r = ok ? evalCode(tupleItem(found, 2), d, d, NULL) : NULL;
    ok = r != NULL;
    decref(r);
  }
  decref(found);
  if (!ok) { decref(m); return NULL; }
  return m;
}
function globalsOfFrame(): Value {
  const f = changetype<ThreadState>(ts).frame;
  return f ? newRef(<Value>changetype<Frame>(f).globals) : NULL;
}
function coreModules(): bool {
  const modules = dictNew();
  if (!modules) return false;
  interpSetModules(modules);
  const b = native(N.builtins);
  if (!b) return false;
  const bd = moduleDict(b);
  interpSetBuiltins(b, newRef(bd));
  interpSetImportFunc(dictGetStr(bd, N.__import__));
  interpSetCommon(dictGetStr(bd, N.__build_class__), dictGetStr(bd, N.all), dictGetStr(bd, N.any));
  dictSet(bd, N.__debug__, True);
  const s = native(N.sys);
  if (!s) return false;
  interpSetSys(s, newRef(moduleDict(s)));
  const t = native(N._typhon), ok = t != NULL && dictSet(moduleDict(s), N._typhon, t) == 0;
  decref(t);
  return ok && dictSet(moduleDict(s), N.modules, modules) == 0;
}
import { False } from "../base/value";
/** importlib._bootstrap as _frozen_importlib, with its import machinery installed. */
function importlib(): bool {
  const sys = dictGetStr(interpModules(), N.sys), imp = native(N._imp), b = imp ? bootModule("importlib._bootstrap", N._frozen_importlib) : NULL;
  let ok = b != NULL;
  if (ok) { const r = callMethod2(b, N._install, sys, imp); ok = r != NULL; decref(r); }
  decref(sys); decref(imp);
  if (!ok) { decref(b); return false; }
  interpSetImportlib(b);
  const e = bootModule("importlib._bootstrap_external", N._frozen_importlib_external);
  if (!e) return false;
  decref(e);
  const r = callMethod0(b, N._install_external_importers);
  if (!r) return false;
  decref(r);
  return library();
}
import { callMethod0 } from "../objects/call";
/** Where the library's sources are. New. */
function libraryDir(): Value { return optionHasText(H.OPTION_TEXT_LIBRARY) ? optionText(H.OPTION_TEXT_LIBRARY) : strFromLiteral("/lib"); }
/** The finder of the library, src/library/_typhon_library.py. */
function library(): bool {
  const m = bootModule("_typhon_library", N._typhon_library);
  if (!m) return false;
  const lib = libraryDir(), r = lib ? callMethod1(m, N.install, lib) : NULL;
  decref(r); decref(m);
  store<u64>(rootSlot(ROOT_LIB_DIR), lib);
  return r != NULL && monitoring();
}
/** sys.monitoring, a module that is written in Python: src/library/_typhon_monitoring.py. */
function monitoring(): bool {
  const m = bootModule("_typhon_monitoring", intern("sys.monitoring")), ok = m != NULL && dictSet(interpSysDict(), N.monitoring, m) == 0;
  decref(m);
  return ok;
}
import { intern } from "../types/str/core";
/** sys.path: PYTHONPATH, then the library. The main program's directory is put before them when it is run (boot/main.ts). */
function setPath(lib: Value): bool {
  const path = listNew(0);
  if (!path) return false;
  const given = optionNumber(H.OPTION_IGNORE_ENVIRONMENT) || optionNumber(H.OPTION_ISOLATED) ? NULL : optionText(H.OPTION_TEXT_PYTHONPATH);
  if (given) {
    const n = strLen(given);
    for (let i = 0; n && i <= n;) {
      let j = i;
      while (j < n && strAt(given, j) != 58) j++;
      const part = strSub(given, i, j);
      if (!part || listAppendSteal(path, part) < 0) return false;
      i = j + 1;
    }
    decref(given);
  }
  if (listAppend(path, lib) < 0) return false;
  const r = dictSet(interpSysDict(), N.path, path);
  decref(path);
  return r == 0;
}
/** All that is the same in every process of one build. */
export function bootModules(): bool {
  setUnraisableHook(reportUnraisable);
  setGlobalsHook(globalsOfFrame);
  return coreModules() && importlib() && ioInit();
}
/** What depends on options, environment and descriptors. */
function bootConfigure(): bool {
  if (sysConfigure(interpSysDict()) < 0 || dictSet(interpBuiltins(), N.__debug__, optionNumber(H.OPTION_OPTIMIZE) ? False : True) < 0) return false;
  const p = dictGetStr(interpModules(), N.posix), e = p ? posixConfigure(p) : -1;
  decref(p);
  if (e < 0) return false;
  const lib = libraryDir(), ok = lib != NULL && libraryRelocate(lib) && setPath(lib);
  decref(lib);
  return ok && siteBuiltinsInit() && builtinsRemember() && stdioInit() && signalsInit() && warningsStart();
}
/** Where the supervisor finds what it needs to interrupt the main thread. */
function publishMainThread(): void {
  store<u32>(H.HOST_PAGE_MAIN_WAKE_ADDR, <u32>(ts + TS_WAKE));
  store<u32>(H.HOST_PAGE_BREAKER_SIGNAL_BIT, EB_SIGNAL);
  atomic.store<u32>(H.HOST_PAGE_MAIN_BREAKER_ADDR, <u32>(ts + TS_EVAL_BREAKER));
}
/**
 * Starts the interpreter: 0, or -1 after it said on standard error what is wrong. `options`: address of the options block (src/spec/options.ts). Runs once, in the main thread, after
 * processInit or snapshotResume.
 */
export function bootInterpreter(options: Ptr): i32 {
  optionsSet(options);
  const ok = (interpImportlib() != NULL || bootModules()) && bootConfigure();
  if (!ok || errOccurred()) {
    const e = errFetch(), text = strFromLiteral("Fatal Python error: the interpreter cannot start\n");
    printText(text);
    decref(text);
    if (e) printExceptionNative(e);
    decref(e);
    return -1;
  }
  publishMainThread();
  return 0;
}
import { printText } from "../modules/sys/traceback-text";
import { builtinsRemember } from "./finalize";
