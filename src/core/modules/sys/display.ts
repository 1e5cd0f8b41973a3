/** sys: displayhook, excepthook, unraisablehook, breakpointhook. CPython: Python/sysmodule.c, Python/pythonrun.c. */
import { Ptr, Value, NULL, None } from "../../base/value";
import { as, toValue } from "../../base/obj";
import { T, TF_BASE_EXC_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { errClear, errFetch, errMatches, errOccurred, raise, raiseFmt } from "../../objects/errors";
import { hasFlag, isExact } from "../../objects/typeof";
import { getAttr, getAttrOptional, setAttr } from "../../objects/attributes";
import { call, call1, call3, callMethod0, callMethod1, callMethod2 } from "../../objects/call";
import { repr } from "../../objects/abstract";
import { importLevel } from "../../interp/import";
import { dictGetStr, dictSet, dictDiscard } from "../../types/dict/core";
import { exceptionSetTraceback, exceptionTraceback } from "../../types/exceptions/create";
import { StructObject } from "../../types/structseq/core";
import { strFromLiteral, strEqLiteral, strAt, strLen } from "../../types/str/core";
import { strSub } from "../../types/str/slice";
import { interpBuiltins, interpSysDict, rootSlot } from "../../boot/state";
import { ROOT_MAIN_CODE, ROOT_MAIN_SOURCE } from "../../boot/roots";
import { printExceptionNative, printUnraisable } from "./traceback-text";

/** Prints repr(v) and remembers it in builtins._; None is passed over. */
export function sysDisplayhook(m: Value, v: Value): Value {
  if (v == None) return None;
  if (dictSet(interpBuiltins(), N._, None) < 0) return NULL;
  const out = dictGetStr(interpSysDict(), N.stdout);
  if (!out || out == None) return raise(T.RuntimeError, "lost sys.stdout");
  const s = repr(v);
  let r = s ? callMethod1(out, N.write, s) : NULL;
  if (!r && s && errMatches(T.UnicodeEncodeError)) {
    errClear();
    const enc = getAttr(out, N.encoding), how = strFromLiteral("backslashreplace");
    const b = enc ? callMethod2(s, N.encode, enc, how) : NULL, back = b ? callMethod1(b, N.decode, enc) : NULL;
    r = back ? callMethod1(out, N.write, back) : NULL;
    decref(enc); decref(how); decref(b); decref(back);
  }
  decref(s);
  if (r) {
    decref(r);
    const nl = strFromLiteral("\n");
    r = callMethod1(out, N.write, nl);
    decref(nl);
  }
  decref(out);
  if (!r) return NULL;
  decref(r);
  return dictSet(interpBuiltins(), N._, v) < 0 ? NULL : None;
}
/** The program given with -c has no file: linecache gets its text before a traceback shows it. */
function registerMainSource(): void {
  const code = load<u64>(rootSlot(ROOT_MAIN_CODE)), source = load<u64>(rootSlot(ROOT_MAIN_SOURCE));
  if (!code || !source) return;
  const m = importLevel(N.linecache, NULL, None, 0), f = m ? getAttr(m, N._register_code) : NULL;
  const name = strFromLiteral("<string>"), r = f ? call3(f, code, source, name) : NULL;
  decref(name);
  if (!r) errClear();
  decref(m); decref(f); decref(r);
  store<u64>(rootSlot(ROOT_MAIN_SOURCE), NULL);
  decref(source);
}
/** Prints an exception with its traceback to sys.stderr, by traceback.py; natively if that fails. Never raises. */
export function printException(e: Value): void {
  const err = dictGetStr(interpSysDict(), N.stderr);
  decref(err);
  if (err == None) return;
  registerMainSource();
  let done = false;
  const m = importLevel(N.traceback, NULL, None, 0);
  const f = m ? getAttr(m, N._print_exception_bltin) : NULL;
  if (f) {
    const r = call1(f, e);
    if (r) { decref(r); done = true; }
  }
  decref(f); decref(m);
  if (!done) { errClear(); printExceptionNative(e); }
  else if (err) { const out = dictGetStr(interpSysDict(), N.stderr), r = out ? callMethod0(out, N.flush) : NULL; if (r) decref(r); else errClear(); decref(out); }
}
export function sysExcepthook(m: Value, type: Value, e: Value, tb: Value): Value {
  if (hasFlag(e, TF_BASE_EXC_SUBCLASS)) {
    if (tb != None) {
      const have = exceptionTraceback(e);
      if (!have) exceptionSetTraceback(e, newRef(tb));
      decref(have);
    }
    printException(e);
  } else { const s = repr(e); if (s) raiseFmt(T.TypeError, "print_exception(): Exception expected for value, %T found", e); decref(s); return NULL; }
  return None;
}
export function sysUnraisablehook(m: Value, args: Value): Value {
  if (!isExact(args, T.UnraisableHookArgs)) return raise(T.TypeError, "sys.unraisablehook argument type must be UnraisableHookArgs");
  const a = as<StructObject>(args);
  if (a.f1 && a.f1 != None) printUnraisable(a.f1, a.f3, a.f4);
  return None;
}
/** breakpoint(): what PYTHONBREAKPOINT names, or pdb.set_trace. */
export function sysBreakpointhook(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const os = importLevel(N.os, NULL, None, 0), env = os ? getAttr(os, N.environ) : NULL, key = strFromLiteral("PYTHONBREAKPOINT");
  let name = env ? callMethod1(env, N.get, key) : NULL;
  decref(os); decref(env); decref(key);
  if (!name) return NULL;
  if (name == None || strLen(name) == 0) { decref(name); name = strFromLiteral("pdb.set_trace"); }
  if (strEqLiteral(name, "0")) { decref(name); return None; }
  let dot = strLen(name) - 1;
  while (dot >= 0 && strAt(name, dot) != 46) dot--;
  const modName = dot < 0 ? newRef(N.builtins) : strSub(name, 0, dot), attr = strSub(name, dot + 1, strLen(name));
  const il = importLevel(N.importlib, NULL, None, 0), mod = il ? callMethod1(il, N.import_module, modName) : NULL;
  const f = mod ? getAttr(mod, attr) : NULL;
  const r = f ? call(f, args, nargs, kwnames) : NULL;
  decref(name); decref(modName); decref(attr); decref(il); decref(mod); decref(f);
  return r;
}
