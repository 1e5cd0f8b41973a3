/**
 * Exceptions as text, natively: what is printed when CPython's traceback module cannot be (while the interpreter starts, when it ends, when traceback.py itself fails) and
 * by the default sys.unraisablehook. No carets, no source lines. CPython: Python/traceback.c, Python/pythonrun.c.
 */
import { Ptr, Value, NULL, None, int } from "../../base/value";
import { as, toValue } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { errClear, errFetch, errRestore } from "../../objects/errors";
import { isExact, typeOf } from "../../objects/typeof";
import { repr, str } from "../../objects/abstract";
import { callMethod0, callMethod1 } from "../../objects/call";
import { exceptionCause, exceptionContext, exceptionTraceback } from "../../types/exceptions/create";
import { BaseExceptionObject } from "../../types/exceptions/objects";
import { tracebackCode, tracebackGetLineno, tracebackNext } from "../../interp/unwind";
import { CodeObject } from "../../interp/code";
import { dictGetStr } from "../../types/dict/core";
import { strLen, strFromLiteral } from "../../types/str/core";
import { StrBuilder, sbFinish, sbLit, sbNew, sbStr } from "../../types/str/builder";
import { strToUtf8Surrogatepass } from "../../codecs/host-text";
import { bytesData, bytesLen } from "../../types/bytes/core";
import { interpSysDict } from "../../boot/state";
import { debugText } from "../../../generated/core/host";

/** Writes a text to sys.stderr, or to descriptor 2 if there is none. Never raises. Borrows. */
export function printText(text: Value): void {
  const saved = errFetch();
  const sys = interpSysDict(), f = sys ? dictGetStr(sys, N.stderr) : NULL;
  let done = false;
  if (f && f != None) {
    const r = callMethod1(f, N.write, text);
    if (r) { decref(r); const s = callMethod0(f, N.flush); if (s) { decref(s); } else errClear(); done = true; } else errClear();
  } else if (f == None) done = true;
  decref(f);
  if (!done) {
    const b = strToUtf8Surrogatepass(text);
    if (b) { debugText(bytesData(b), bytesLen(b)); decref(b); } else errClear();
  }
  errRestore(saved);
}
/** "  File …, line …, in …" for each entry; `tb` may be NULL. */
export function sbTraceback(sb: StrBuilder, tb: Value): void {
  if (!tb || tb == None) return;
  sbLit(sb, "Traceback (most recent call last):\n");
  let n = 0;
  for (let t = newRef(tb), next: Value = NULL; t; t = next) {
    if (++n > 500) { sbLit(sb, "  ...\n"); decref(t); return; }
    next = tracebackNext(t);
    const code = tracebackCode(t), c = as<CodeObject>(code);
    if (!code) { decref(t); continue; }
    sbLit(sb, "  File \"");
    sbStr(sb, c.filename);
    sbLit(sb, "\", line ");
    const line = tracebackGetLineno(t), s = line ? str(line) : NULL;
    if (s) sbStr(sb, s); else { errClear(); sbLit(sb, "?"); }
    decref(line); decref(s);
    sbLit(sb, ", in ");
    sbStr(sb, c.qualname);
    sbLit(sb, "\n");
    decref(code); decref(t);
  }
}
/** "module.Type: text\n" */
export function sbExceptionOnly(sb: StrBuilder, e: Value): void {
  const t = typeOf(e), m = t.ht_module ? t.ht_module : NULL;
  if (m && isExact(m, T.str) && m != N.builtins && m != N.__main__) { sbStr(sb, m); sbLit(sb, "."); }
  sbStr(sb, t.tp_qualname);
  const s = str(e);
  if (!s) { errClear(); sbLit(sb, ": <exception str() failed>"); }
  else if (strLen(s)) { sbLit(sb, ": "); sbStr(sb, s); }
  decref(s);
  sbLit(sb, "\n");
}
/** The exception with its traceback and what it came from. Borrows. */
export function sbException(sb: StrBuilder, e: Value): void { sbChain(sb, e, 0); }
function sbChain(sb: StrBuilder, e: Value, depth: i32): void {
  if (depth < 50) {
    const cause = exceptionCause(e);
    if (cause && cause != None) { sbChain(sb, cause, depth + 1); sbLit(sb, "\nThe above exception was the direct cause of the following exception:\n\n"); }
    else if (!atomic.load<u8>(<Ptr>e, offsetof<BaseExceptionObject>("suppress"))) {
      const context = exceptionContext(e);
      if (context && context != None) { sbChain(sb, context, depth + 1); sbLit(sb, "\nDuring handling of the above exception, another exception occurred:\n\n"); }
      decref(context);
    }
    decref(cause);
  }
  const tb = exceptionTraceback(e);
  sbTraceback(sb, tb);
  decref(tb);
  sbExceptionOnly(sb, e);
}
/** The exception with its traceback and what it came from. Never raises. Borrows. */
export function printExceptionNative(e: Value): void {
  const sb = sbNew(256);
  sbChain(sb, e, 0);
  const s = sbFinish(sb);
  if (s) { printText(s); decref(s); } else errClear();
}
/** The default sys.unraisablehook. msg: str or None; obj: anything, None for nothing. Never raises. Borrows all. */
export function printUnraisable(e: Value, msg: Value, obj: Value): void {
  const sb = sbNew(256), hasObj = obj != NULL && obj != None, hasMsg = msg != NULL && isExact(msg, T.str);
  if (hasMsg) sbStr(sb, msg); else sbLit(sb, "Exception ignored in");
  if (hasObj) {
    const r = repr(obj);
    sbLit(sb, hasMsg ? ": " : ": ");
    if (r) sbStr(sb, r); else { errClear(); sbLit(sb, "<object repr() failed>"); }
    decref(r);
    sbLit(sb, "\n");
  } else sbLit(sb, ":\n");
  const tb = exceptionTraceback(e);
  sbTraceback(sb, tb);
  decref(tb);
  sbExceptionOnly(sb, e);
  const s = sbFinish(sb);
  if (s) { printText(s); decref(s); } else errClear();
}
