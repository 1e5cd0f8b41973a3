import { Ptr, Value, NULL, None, int } from "../base/value";
import * as H from "../../generated/core/host";
import { N } from "../../generated/core/names";
import { nativeModuleInit, nativeModuleName, NATIVE_MODULE_COUNT } from "../../generated/core/modules";
import { moduleNew, moduleDict } from "../objects/module";
import { strToUtf8, strFromUtf8 } from "../codecs/utf8";
import { bytesData, bytesLen } from "../types/bytes/core";
import { strFromLiteral, strEqLiteral } from "../types/str/core";
import { dictNew, dictSet } from "../types/dict/core";
import { decref, newRef } from "../refcount/count";
import { interpSetBuiltins, interpSetSys, interpSetModules, interpSetCommon, interpBuiltins } from "./state";
import { compileSource } from "../modules/builtins/evaluate";
import { evalCode } from "../interp/function";
import { errFetch, errOccurred, raise } from "../objects/errors";
import { repr, str } from "../objects/abstract";
import { typeOf } from "../objects/typeof";
import { exceptionTraceback } from "../types/exceptions/create";
import { tracebackGetLineno, TracebackObject } from "../interp/unwind";
import { dictGetStr } from "../types/dict/core";
import { isTrue } from "../objects/abstract";
import { as } from "../base/obj";
import { intOf } from "../base/value";

export function bringupWrite(m: Value, s: Value): Value {
  const b = strToUtf8(s);
  if (!b) return NULL;
  let p = bytesData(b), n = bytesLen(b);
  while (n > 0) { const w = H.fdWrite(1, p, n); if (w <= 0) break; p += w; n -= w; }
  decref(b);
  return None;
}
export function bringupFlush(m: Value): Value { return None; }
function say(v: Value): void { const r = bringupWrite(NULL, v); }
function lit(s: string): void { say(strFromLiteral(s)); }
function dumpError(): void {
  const e = errFetch();
  let t = exceptionTraceback(e);
  while (t) { lit("  line "); say(repr(tracebackGetLineno(t))); lit("\n"); t = as<TracebackObject>(t).next; }
  say(typeOf(e).tp_name); lit(": ");
  const s = str(e);
  if (s) say(s); else lit("<str failed>");
  lit("\n");
}
export function bringup(src: Ptr, len: i32): i32 {
  const mods = dictNew();
  interpSetModules(mods);
  let sysd: Value = dictNew();
  interpSetSys(NULL, sysd);
  dictSet(sysd, N.modules, mods);
  for (let i = 0; i < NATIVE_MODULE_COUNT; i++) {
    const name = nativeModuleName(i);
    if (!strEqLiteral(name, "builtins") && !strEqLiteral(name, "_bringup") && !strEqLiteral(name, "itertools")) continue;
    const m = moduleNew(name);
    if (strEqLiteral(name, "builtins")) interpSetBuiltins(m, moduleDict(m));
    if (nativeModuleInit(i, m) < 0) { lit("init failed: "); say(name); lit("\n"); dumpError(); return 1; }
    dictSet(mods, name, m);
    if (strEqLiteral(name, "_bringup")) dictSet(sysd, N.stdout, m);
  }
  interpSetCommon(dictGetStr(interpBuiltins(), N.__build_class__), dictGetStr(interpBuiltins(), N.all), dictGetStr(interpBuiltins(), N.any));
  const g = dictNew();
  dictSet(g, N.__name__, strFromLiteral("__main__"));
  dictSet(g, N.__builtins__, interpBuiltins());
  const s = strFromUtf8(src, len, NULL), fname = strFromLiteral("prog.py");
  const code = compileSource(s, fname, 0, 0);
  if (!code) { dumpError(); return 1; }
  const r = evalCode(code, g, g, NULL);
  if (!r) { dumpError(); return 1; }
  return 0;
}
