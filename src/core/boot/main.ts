/**
 * The main program: -c, -m, a file, a directory or zip file, standard input; and how the process ends. CPython: Modules/main.c, Python/pylifecycle.c (Py_FinalizeEx).
 */
import { STRESS_PROMOTE } from "../base/stress";
import { promotionTune } from "../refcount/promote";
import { Ptr, Value, NULL, None, True, False, isInt, intOf, int } from "../base/value";
import { as, toValue } from "../base/obj";
import { T, TF_UNICODE_SUBCLASS } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import * as H from "../../generated/core/host";
import { decref, newRef } from "../refcount/count";
import { errClear, errFetch, errMatches, errOccurred, errRestore, fmt, raise, raiseNoMemory } from "../objects/errors";
import { hasFlag, typeOf } from "../objects/typeof";
import { typeIsSubtype } from "../objects/type-static";
import { getAttr, getAttrOptional } from "../objects/attributes";
import { call, call1, call2, call3, callMethod0, callMethod1, callMethod2 } from "../objects/call";
import { isTrue, str } from "../objects/abstract";
import { moduleDict, moduleNew } from "../objects/module";
import { evalCode } from "../interp/function";
import { importLevel } from "../interp/import";
import { compileSource } from "../modules/builtins/evaluate";
import { atexitRun } from "../modules/atexit";
import { printException, sysExcepthook } from "../modules/sys/display";
import { printExceptionNative, printText } from "../modules/sys/traceback-text";
import { setFinalizing } from "../modules/sys/functions";
import { reportUnraisable } from "../modules/sys/unraisable";
import { dictContains, dictGetStr, dictSet } from "../types/dict/core";
import { exceptionTraceback, exceptionSetTraceback } from "../types/exceptions/create";
import { SystemExitObject } from "../types/exceptions/objects";
import { listInsertFront } from "./path";
import { strAt, strFromLiteral, strLen } from "../types/str/core";
import { strSub } from "../types/str/slice";
import { bytesData, bytesFromPtr, bytesLen, bytesNew, bytesShorten } from "../types/bytes/core";
import { fsEncode } from "../codecs/host-text";
import { strFromUtf8Surrogateescape } from "../codecs/utf8";
import { intAsI32 } from "../types/int/core";
import { memAlloc, memFree } from "../memory/alloc";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { threadAttach, threadDetach } from "../threads/attach";
import { errnoText } from "../modules/posix/errors";
import { interpBuiltins, interpBuiltinsModule, interpModules, interpSysDict, rootSlot } from "./state";
import { ROOT_MAIN_CODE, ROOT_MAIN_SOURCE } from "./roots";
import { optionNumber, optionText } from "./options";
import { processFinish, STATUS_LEAK } from "./finish";

/** __main__, with its dict ready. Borrowed dict; 0 with an exception. */
export function mainDict(): Value {
  const have = dictGetStr(interpModules(), N.__main__);
  if (have) { const d = moduleDict(have); decref(have); return d; }
  const m = moduleNew(N.__main__);
  if (!m) return NULL;
  const d = moduleDict(m), sys = dictGetStr(interpModules(), N._frozen_importlib);
  const loader = sys ? getAttr(sys, N.BuiltinImporter) : NULL;
  decref(sys);
  const ok = loader != NULL && dictSet(d, N.__builtins__, interpBuiltinsModule()) == 0 && dictSet(d, N.__loader__, loader) == 0 && dictSet(interpModules(), N.__main__, m) == 0;
  decref(loader); decref(m);
  return ok ? d : NULL;
}
/** The whole of a file descriptor, new bytes; NULL: errno in `readError`. */
let readError: i32 = 0;
function readAll(fd: i32): Value {
  let cap = 65536, n = 0;
  let buf = memAlloc(cap);
  readError = 0;
  if (!buf) return raiseNoMemory();
  for (;;) {
    if (n == cap) {
      const b = cap < 0x40000000 ? memAlloc(cap * 2) : 0;
      if (!b) { memFree(buf); return raiseNoMemory(); }
      memory.copy(b, buf, n);
      memFree(buf);
      buf = b; cap *= 2;
    }
    threadDetach();
    const r = H.fdRead(fd, buf + n, cap - n);
    threadAttach();
    if (r == -4) { if (signalsRun() < 0) { memFree(buf); readError = 0; return NULL; } continue; }
    if (r < 0) { readError = -r; memFree(buf); return NULL; }
    if (r == 0) break;
    n += r;
  }
  const b = bytesFromPtr(buf, n);
  memFree(buf);
  return b;
}
import { signalsRun } from "../modules/signal";
/** Runs source text as __main__. 0, or -1 with an exception. Borrows. */
function runSource(source: Value, filename: Value, isCommand: bool): i32 {
  const d = mainDict();
  if (!d) return -1;
  const code = compileSource(source, filename, H.COMPILE_MODE_EXEC, 0);
  if (!code) return -1;
  if (isCommand) { store<u64>(rootSlot(ROOT_MAIN_CODE), newRef(code)); store<u64>(rootSlot(ROOT_MAIN_SOURCE), newRef(source)); }
  const r = evalCode(code, d, d, NULL);
  decref(code);
  if (!r) return -1;
  decref(r);
  return 0;
}
/** sys.path[0:0] = [dir], unless -P or -I. Borrows. */
function addPath0(dir: Value): i32 {
  if (optionNumber(H.OPTION_SAFE_PATH) || optionNumber(H.OPTION_ISOLATED)) return 0;
  const path = dictGetStr(interpSysDict(), N.path), r = path ? listInsertFront(path, dir) : 0;
  decref(path);
  return r;
}
function cwd(): Value {
  const mark = stackMark(), out = stackAlloc(16);
  let r: Value = NULL;
  if (out && H.getcwd(out) >= 0) { r = strFromUtf8Surrogateescape(load<u32>(out), load<i32>(out, 4)); memFree(load<u32>(out)); }
  stackRestore(mark);
  return r ? r : strFromLiteral("");
}
/** runpy._run_module_as_main(name, alter_argv) */
function runModule(name: Value, alterArgv: bool): i32 {
  if (!mainDict()) return -1;
  const m = importLevel(N.runpy, NULL, None, 0), f = m ? getAttr(m, N._run_module_as_main) : NULL;
  const r = f ? call2(f, name, alterArgv ? True : False) : NULL;
  decref(m); decref(f);
  if (!r) return -1;
  decref(r);
  return 0;
}
/** The canonical directory of a script: symbolic links followed, as CPython does for sys.path[0]. New. */
function scriptDir(file: Value): Value {
  const b = fsEncode(file), mark = stackMark(), out = stackAlloc(16);
  let real: Value = NULL;
  if (b && out && H.pathRealpath(bytesData(b), bytesLen(b), out) >= 0) { real = strFromUtf8Surrogateescape(load<u32>(out), load<i32>(out, 4)); memFree(load<u32>(out)); }
  stackRestore(mark);
  decref(b);
  if (!real) real = newRef(file);
  let i = strLen(real) - 1;
  while (i > 0 && strAt(real, i) != 47) i--;
  const d = strSub(real, 0, i > 0 ? i : strLen(real) && strAt(real, 0) == 47 ? 1 : 0);
  decref(real);
  return d;
}
/** What running the file gave, -1 with an exception. One that can't be opened: OSError if it `raises`, else a message and the status for it. */
function runFile(name: Value, raises: bool): i32 {
  const file = absolutePath(name), r = file ? runAbsolute(file, raises) : -1;
  decref(file);
  return r;
}
/** `file` with the working directory before it, nothing else changed (as CPython's config_run_filename_abspath): what `__file__` and tracebacks say. New. */
function absolutePath(file: Value): Value {
  if (strLen(file) && strAt(file, 0) == 47) return newRef(file);
  if (strLen(file) > 2 && strAt(file, 1) == 58 && (strAt(file, 2) == 92 || strAt(file, 2) == 47)) return newRef(file); // Windows
  const c = cwd(), full = c ? strLen(c) ? fmt("%U/%U", c, file) : newRef(file) : NULL;
  decref(c);
  return full;
}
function runAbsolute(file: Value, raises: bool): i32 {
  const b = fsEncode(file);
  if (!b) return -1;
  const mark = stackMark(), st = stackAlloc(H.STAT_BYTES);
  const e = H.pathStat(bytesData(b), bytesLen(b), 1, st), isDir = e >= 0 && (load<u32>(st, H.STAT_MODE) & 0xF000) == 0x4000;
  stackRestore(mark);
  let fd = -1, r = 0;
  if (!isDir) {
    threadDetach();
    fd = H.fdOpen(bytesData(b), bytesLen(b), H.OPEN_RDONLY | H.OPEN_CLOEXEC, 0);
    threadAttach();
    if (fd < 0) { decref(b); return cannotOpen(file, -fd, raises); }
  }
  decref(b);
  const source = isDir ? NULL : readAll(fd);
  if (!isDir) {
    H.fdClose(fd);
    if (!source) return errOccurred() ? -1 : cannotOpen(file, readError, raises);
  }
  if (isDir || (bytesLen(source) > 3 && load<u32>(bytesData(source)) == 0x04034B50)) {
    decref(source);
    if (addMainPath(file) < 0) return -1;
    return runModule(N.__main__, false);
  }
  const dir = scriptDir(file), d = mainDict();
  r = dir && d ? addPath0(dir) : -1;
  decref(dir);
  if (r == 0) {
    const ext = dictGetStr(interpModules(), N._frozen_importlib_external), cls = ext ? getAttr(ext, N.SourceFileLoader) : NULL;
    const loader = cls ? call2(cls, N.__main__, file) : NULL;
    r = loader && dictSet(d, N.__file__, file) == 0 && dictSet(d, N.__cached__, None) == 0 && dictSet(d, N.__loader__, loader) == 0 ? runSource(source, file, false) : -1;
    decref(ext); decref(cls); decref(loader);
  }
  decref(source);
  return r;
}
/** What the API's RUN_FILE and RUN_MODULE do: sys.argv, then the file or module, in a fresh __main__. -1 with an exception. */
export function runPathLike(name: Value, argv: Value, isModule: bool): i32 {
  const args = listNew(0);
  let ok = args != NULL && listAppendSteal(args, newRef(name)) == 0;
  for (let i = 0; ok && i < listSize(argv); i++) ok = listAppendSteal(args, listGetItem(argv, i)) == 0;
  ok = ok && dictSet(interpSysDict(), N.argv, args) == 0 && dictDiscard(interpModules(), N.__main__) >= 0;
  decref(args);
  if (!ok) return -1;
  return isModule ? runModule(name, true) : runFile(name, true);
}
import { dictDiscard } from "../types/dict/core";
import { listAppendSteal, listGetItem, listNew, listSize } from "../types/list/core";
/** A directory or zip file stands first on sys.path whatever -P says. */
function addMainPath(file: Value): i32 {
  const path = dictGetStr(interpSysDict(), N.path), r = path ? listInsertFront(path, file) : 0;
  decref(path);
  return r;
}
function cannotOpen(file: Value, errno: i32, raises: bool): i32 {
  if (raises) { raiseErrno(errno, file); return -1; }
  const exe = dictGetStr(interpSysDict(), N.executable), text = errnoText(errno), shown = repr(file);
  const s = fmt("typhon: can't open file %U: [Errno %d] %U\n", shown, int(errno), text);
  if (s) printText(s); else errClear();
  decref(exe); decref(text); decref(s); decref(shown);
  return 2;
}
import { repr } from "../objects/abstract";
import { raiseErrno } from "../modules/posix/errors";
function runStdin(): i32 {
  const e = strFromLiteral("");
  if (addPath0(e) < 0) { decref(e); return -1; }
  decref(e);
  const source = readAll(0);
  if (!source) { if (!errOccurred()) raise(T.OSError, "cannot read standard input"); return -1; }
  const name = strFromLiteral("<stdin>"), r = runSource(source, name, false);
  decref(name); decref(source);
  return r;
}
/** Runs what the options say. 0 or an exit status; -1 with an exception. */
function runByMode(): i32 {
  switch (optionNumber(H.OPTION_MODE)) {
    case H.OPTION_MODE_COMMAND: {
      const source = optionText(H.OPTION_TEXT_MAIN), name = strFromLiteral("<string>"), e = strFromLiteral("");
      const r = source && addPath0(e) == 0 ? runSource(source, name, true) : -1;
      decref(source); decref(name); decref(e);
      return r;
    }
    case H.OPTION_MODE_MODULE: {
      const dir = cwd(), name = optionText(H.OPTION_TEXT_MAIN);
      const r = addPath0(dir) == 0 && name ? runModule(name, true) : -1;
      decref(dir); decref(name);
      return r;
    }
    case H.OPTION_MODE_FILE: {
      const file = optionText(H.OPTION_TEXT_MAIN), r = file ? runFile(file, false) : -1;
      decref(file);
      return r;
    }
    case H.OPTION_MODE_STDIN: return runStdin();
    default: return mainDict() ? 0 : -1;
  }
}
/** What the exception that ended the main program means for the exit status. Takes the exception. */
export function exitStatus(): i32 {
  const e = errFetch();
  if (!e) return 0;
  let status = 1;
  if (typeIsSubtype(typeOf(e), T.SystemExit)) {
    const code = as<SystemExitObject>(e).code;
    if (!code || code == None) status = 0;
    else if (isInt(code)) status = <i32>intOf(code);
    else if (hasFlag(code, TF_LONG_SUBCLASS)) { status = intAsI32(code); if (errOccurred()) { errClear(); status = -1; } }
    else if (code == True || code == False) status = code == True ? 1 : 0;
    else {
      flushOne(N.stdout);
      const s = str(code);
      if (s) { const line = fmt("%U\n", s); if (line) printText(line); decref(line); decref(s); }
      errClear();
    }
    decref(e);
    return status & 0xFF;
  }
  const interrupted = typeIsSubtype(typeOf(e), T.KeyboardInterrupt);
  callExcepthook(e);
  decref(e);
  return interrupted ? 130 : 1;
}
import { TF_LONG_SUBCLASS } from "../../generated/core/types";
/** sys.excepthook(type, e, traceback). Borrows e; never raises. */
export function callExcepthook(e: Value): void {
  flushOne(N.stdout);
  const tb = exceptionTraceback(e), hook = dictGetStr(interpSysDict(), N.excepthook);
  if (!hook || hook == None) {
    const lost = strFromLiteral("sys.excepthook is missing\n");
    printText(lost);
    decref(lost);
    printException(e);
  } else {
    const r = call3(hook, toValue(typeOf(e)), e, tb ? tb : None);
    if (r) decref(r);
    else {
      const x = errFetch(), a = strFromLiteral("Error in sys.excepthook:\n"), b = strFromLiteral("\nOriginal exception was:\n");
      if (x && typeIsSubtype(typeOf(x), T.SystemExit)) { errRestore(x); flushOne(N.stderr); H.exitNow(exitStatus()); }
      printText(a);
      if (x) printException(x);
      printText(b);
      printException(e);
      decref(a); decref(b); decref(x);
    }
  }
  decref(hook); decref(tb);
}
/** Flushes sys.NAME; false if that failed. The exception, if any, was reported or dropped. */
function flushOne(name: Value): bool {
  const saved = errFetch(), f = dictGetStr(interpSysDict(), name);
  let ok = true;
  if (f && f != None) {
    const closed = getAttrOptional(f, N.closed), is = closed ? isTrue(closed) : 0;
    if (!closed || is < 0) errClear();
    decref(closed);
    if (is <= 0) {
      const r = callMethod0(f, N.flush);
      if (r) decref(r); else ok = false;
    }
  }
  if (!ok && name == N.stdout) { const e = errFetch(); if (e) { reportUnraisable(e, "", f); decref(e); } } else errClear();
  decref(f);
  errRestore(saved);
  return ok;
}
/** The end of the process: other threads, atexit, streams. Returns the status to exit with. */
export function finishProgram(status: i32): i32 {
  const t = dictGetStr(interpModules(), N.threading);
  if (t) {
    const r = callMethod0(t, N._shutdown);
    if (r) decref(r); else { const e = errFetch(); if (e) { reportUnraisable(e, "Exception ignored on threading shutdown", t); decref(e); } }
    decref(t);
  }
  atexitRun();
  const ok = flushOne(N.stdout);
  flushOne(N.stderr);
  setFinalizing();
  if (processFinish() > 0) return STATUS_LEAK;
  return ok ? status : 120;
}
/** Runs the main program of the options and ends it: the process's exit status. */
export function runMainProgram(options: Ptr): i32 {
  if (<u32>optionNumber(H.OPTION_STRESS) & STRESS_PROMOTE) promotionTune(1, 0);
  let r = runByMode();
  if (r < 0) r = exitStatus();
  return finishProgram(r);
}
