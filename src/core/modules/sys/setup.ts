/** sys: its values, made when the interpreter starts. CPython: _PySys_InitCore in Python/sysmodule.c. */
import { Ptr, Value, NULL, None, True, False, boolean, float, int } from "../../base/value";
import { as, toValue } from "../../base/obj";
import { PROC_GIL_ENABLED } from "../../base/map";
import { T, TypeObject } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import * as H from "../../../generated/core/host";
import { NATIVE_MODULE_COUNT, nativeModuleName } from "../../../generated/core/modules";
import { decref, newRef } from "../../refcount/count";
import { errOccurred, fmt } from "../../objects/errors";
import { moduleAddConstant, moduleDict } from "../../objects/module";
import { namespaceNew } from "../../objects/namespace";
import { callMethod0 } from "../../objects/call";
import { dictNew, dictSet, dictGetStr } from "../../types/dict/core";
import { frozensetNew, setAdd } from "../../types/set/core";
import { listNew, listAppendSteal, listSize, listItem } from "../../types/list/core";
import { sortedNames } from "./names";
import { tupleEmpty, tupleInit, tupleNew } from "../../types/tuple/core";
import { strEqLiteral, strFromLiteral, strLen, strAt, intern } from "../../types/str/core";
import { strSub } from "../../types/str/slice";
import { strFromUtf8Surrogateescape } from "../../codecs/utf8";
import { intFromI64, intFromU64 } from "../../types/int/core";
import { structMatchArgs, structNew, structSet } from "../../types/structseq/core";
import { typeAddAttribute } from "../../objects/type-static";
import { maxStrDigits } from "../../types/int/text";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { memFree } from "../../memory/alloc";
import { optionHasText, optionList, optionNumber, optionText } from "../../boot/options";

/** A text about the system, new; "" if the host cannot tell. */
export function systemText(which: i32): Value {
  const mark = stackMark(), out = stackAlloc(16);
  let r: Value = NULL;
  if (out && H.systemText(which, out) >= 0) { r = strFromUtf8Surrogateescape(load<u32>(out), load<i32>(out, 4)); memFree(load<u32>(out)); }
  stackRestore(mark);
  return r ? r : strFromLiteral("");
}
function set(d: Value, name: Value, v: Value): void { if (v) { dictSet(d, name, v); decref(v); } }
function num(i: i64): Value { return int(i); }
function versionInfo(): Value {
  const s = structNew(T.version_info);
  if (s) { structSet(s, 0, int(3)); structSet(s, 1, int(14)); structSet(s, 2, int(2)); structSet(s, 3, strFromLiteral("final")); structSet(s, 4, int(0)); }
  return s;
}
function bool01(at: usize): Value { return int(optionNumber(at) ? 1 : 0); }
function flags(): Value {
  const s = structNew(T.flags), iso = optionNumber(H.OPTION_ISOLATED) != 0;
  if (!s) return NULL;
  structSet(s, 0, int(0)); structSet(s, 1, bool01(H.OPTION_INSPECT)); structSet(s, 2, bool01(H.OPTION_INSPECT)); structSet(s, 3, int(optionNumber(H.OPTION_OPTIMIZE)));
  structSet(s, 4, int(1)); structSet(s, 5, iso ? int(1) : bool01(H.OPTION_NO_USER_SITE)); structSet(s, 6, bool01(H.OPTION_NO_SITE));
  structSet(s, 7, iso ? int(1) : bool01(H.OPTION_IGNORE_ENVIRONMENT)); structSet(s, 8, int(optionNumber(H.OPTION_VERBOSE))); structSet(s, 9, int(optionNumber(H.OPTION_BYTES_WARNING)));
  structSet(s, 10, bool01(H.OPTION_QUIET)); structSet(s, 11, int(optionNumber(H.OPTION_HASH_SEED_SET) && optionNumber(H.OPTION_HASH_SEED) == 0 ? 0 : 1)); structSet(s, 12, int(iso ? 1 : 0));
  structSet(s, 13, boolean(optionNumber(H.OPTION_DEV_MODE) != 0)); structSet(s, 14, int(1)); structSet(s, 15, int(0));
  structSet(s, 16, boolean(iso || optionNumber(H.OPTION_SAFE_PATH) != 0)); structSet(s, 17, int(maxStrDigits()));
  structSet(s, 18, int(load<u32>(PROC_GIL_ENABLED) ? 1 : 0)); structSet(s, 19, int(1)); structSet(s, 20, int(1));
  return s;
}
function floatInfo(): Value {
  const s = structNew(T.float_info);
  if (!s) return NULL;
  structSet(s, 0, float(f64.MAX_VALUE)); structSet(s, 1, int(1024)); structSet(s, 2, int(308)); structSet(s, 3, float(f64.MIN_NORMAL_VALUE)); structSet(s, 4, int(-1021)); structSet(s, 5, int(-307));
  structSet(s, 6, int(15)); structSet(s, 7, int(53)); structSet(s, 8, float(f64.EPSILON)); structSet(s, 9, int(2)); structSet(s, 10, int(1));
  return s;
}
function smallStructs(d: Value): void {
  let s = structNew(T.int_info);
  if (s) { structSet(s, 0, int(32)); structSet(s, 1, int(4)); structSet(s, 2, int(4300)); structSet(s, 3, int(640)); set(d, N.int_info, s); }
  s = structNew(T.hash_info);
  if (s) {
    structSet(s, 0, int(64)); structSet(s, 1, intFromU64((<u64>1 << 61) - 1)); structSet(s, 2, int(314159)); structSet(s, 3, int(0)); structSet(s, 4, int(1000003));
    structSet(s, 5, strFromLiteral("siphash13")); structSet(s, 6, int(64)); structSet(s, 7, int(128)); structSet(s, 8, int(0)); set(d, N.hash_info, s);
  }
  s = structNew(T.thread_info);
  if (s) { structSet(s, 0, strFromLiteral("pthread")); structSet(s, 1, strFromLiteral("semaphore")); structSet(s, 2, None); set(d, N.thread_info, s); }
}
/** sys.implementation. The name is our own; .pyc files are read where py_compile or compileall made them, and not written by imports (sys.dont_write_bytecode). */
function implementation(version: Value): Value {
  const d = dictNew();
  if (!d) return NULL;
  set(d, N.name, strFromLiteral("typhon")); set(d, N.cache_tag, strFromLiteral("typhon-314")); set(d, N.version, newRef(version)); set(d, N.hexversion, int(0x030E02F0));
  set(d, N._multiarch, strFromLiteral("wasm32-typhon")); set(d, N.supports_isolated_interpreters, False);
  const r = namespaceNew(d);
  decref(d);
  return r;
}
/** {"name": value or True} of -X options */
function xoptions(): Value {
  const l = optionList(H.OPTION_LIST_X_OPTIONS), d = dictNew();
  if (!l || !d) return d;
  for (let i = 0; i < listSize(l); i++) {
    const s = listItem(l, i), n = strLen(s);
    let eq = 0;
    while (eq < n && strAt(s, eq) != 61) eq++;
    const k = strSub(s, 0, eq), v = eq < n ? strSub(s, eq + 1, n) : True;
    if (k && v) dictSet(d, k, v);
    decref(k); decref(v);
  }
  decref(l);
  return d;
}
function builtinNames(): Value {
  const t = tupleNew(NATIVE_MODULE_COUNT);
  if (t) for (let i = 0; i < NATIVE_MODULE_COUNT; i++) tupleInit(t, i, newRef(nativeModuleName(i)));
  return t;
}
function matchArgs(t: TypeObject): void { const m = structMatchArgs(t); if (m) typeAddAttribute(t, N.__match_args__, m); }

/** Fills sys after its functions are there. 0, or -1 with an exception. Nothing is imported. */
export function sysExec(m: Value): i32 {
  const d = moduleDict(m);
  matchArgs(T.flags); matchArgs(T.version_info); matchArgs(T.float_info); matchArgs(T.int_info); matchArgs(T.hash_info); matchArgs(T.thread_info); matchArgs(T.UnraisableHookArgs);
  matchArgs(T.asyncgen_hooks); matchArgs(T._ExceptHookArgs); matchArgs(T.stat_result); matchArgs(T.statvfs_result); matchArgs(T.terminal_size); matchArgs(T.times_result);
  matchArgs(T.uname_result); matchArgs(T.sched_param); matchArgs(T.struct_time);
  const version = versionInfo();
  set(d, N.version_info, newRef(version));
  set(d, N.version, None); // its place; the value: sysConfigure
  set(d, N.hexversion, int(0x030E02F0)); set(d, N.api_version, int(1013)); set(d, N.copyright, strFromLiteral("Copyright (c) 2001 Python Software Foundation.\nAll Rights Reserved.\n\nCopyright (c) 2000 BeOpen.com.\nAll Rights Reserved.\n\nCopyright (c) 1995-2001 Corporation for National Research Initiatives.\nAll Rights Reserved.\n\nCopyright (c) 1991-1995 Stichting Mathematisch Centrum, Amsterdam.\nAll Rights Reserved."));
  set(d, N.implementation, implementation(version));
  decref(version);
  set(d, N._git, gitInfo());
  set(d, N._framework, strFromLiteral("")); set(d, N.abiflags, strFromLiteral("t")); set(d, N.platlibdir, strFromLiteral("lib")); set(d, N.float_repr_style, strFromLiteral("short"));
  const platform = systemText(H.SYSTEM_TEXT_PLATFORM);
  set(d, N.platform, strLen(platform) ? platform : strFromLiteral("linux"));
  set(d, N.maxsize, intFromI64(i64.MAX_VALUE)); set(d, N.maxunicode, int(0x10FFFF)); set(d, N.byteorder, strFromLiteral("little"));
  set(d, N.flags, None); set(d, N.float_info, floatInfo());
  smallStructs(d);
  set(d, N.builtin_module_names, builtinNames());
  set(d, N.stdlib_module_names, sortedNames());
  set(d, N.dont_write_bytecode, True); set(d, N.pycache_prefix, None);
  set(d, N.meta_path, listNew(0)); set(d, N.path_hooks, listNew(0)); set(d, N.path_importer_cache, dictNew());
  set(d, N.__displayhook__, dictGetStr(d, N.displayhook)); set(d, N.__excepthook__, dictGetStr(d, N.excepthook));
  set(d, N.__unraisablehook__, dictGetStr(d, N.unraisablehook)); set(d, N.__breakpointhook__, dictGetStr(d, N.breakpointhook));
  return sysConfigure(d);
}
/** What depends on how the interpreter was started, so that a snapshot cannot hold it (boot/imports.ts). 0, or -1 with an exception. */
export function sysConfigure(d: Value): i32 {
  const own = optionHasText(H.OPTION_TEXT_VERSION_TEXT) ? optionText(H.OPTION_TEXT_VERSION_TEXT) : strFromLiteral("0.1.0");
  set(d, N.version, fmt("3.14.2 free-threading build (Typhon %U, Jan  1 2026, 00:00:00) [AssemblyScript]", own));
  decref(own);
  set(d, N.flags, flags());
  set(d, N.warnoptions, optionList(H.OPTION_LIST_WARN_OPTIONS)); set(d, N._xoptions, xoptions());
  set(d, N.argv, optionList(H.OPTION_LIST_ARGV)); set(d, N.orig_argv, optionList(H.OPTION_LIST_ORIG_ARGV));
  const executable = optionText(H.OPTION_TEXT_EXECUTABLE), prefix = optionText(H.OPTION_TEXT_PREFIX);
  set(d, N.executable, executable ? newRef(executable) : strFromLiteral("")); set(d, N._base_executable, executable ? executable : strFromLiteral(""));
  const p = prefix ? prefix : strFromLiteral("");
  set(d, N.prefix, newRef(p)); set(d, N.base_prefix, newRef(p)); set(d, N.exec_prefix, newRef(p)); set(d, N.base_exec_prefix, newRef(p));
  decref(p);
  const lib = optionText(H.OPTION_TEXT_LIBRARY);
  set(d, N._stdlib_dir, lib ? lib : None);
  if (optionNumber(H.OPTION_MODE) == <u32>H.OPTION_MODE_STDIN && optionNumber(H.OPTION_INSPECT)) { set(d, N.ps1, strFromLiteral(">>> ")); set(d, N.ps2, strFromLiteral("... ")); }
  return errOccurred() ? -1 : 0;
}
function gitInfo(): Value {
  const t = tupleNew(3);
  if (t) { tupleInit(t, 0, strFromLiteral("Typhon")); tupleInit(t, 1, strFromLiteral("")); tupleInit(t, 2, strFromLiteral("")); }
  return t;
}
