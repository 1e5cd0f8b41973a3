/** print and input. CPython: Python/bltinmodule.c. */
import { raiseUnexpectedOf } from "../../objects/suggest";
import { Ptr, Value, NULL, None, int } from "../../base/value";
import { as } from "../../base/obj";
import { T, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { errClear, errOccurred, raise, raiseFmt } from "../../objects/errors";
import { hasFlag, isExact } from "../../objects/typeof";
import { callMethod0, callMethod1 } from "../../objects/call";
import * as X from "../../objects/abstract";
import { tupleItem, tupleSize } from "../../types/tuple/core";
import { dictGetStr } from "../../types/dict/core";
import { interpSysDict } from "../../boot/state";
import { strEqLiteral, strFromLiteral, strLen, strAt } from "../../types/str/core";
import { sbNew, sbStr, sbChar, sbFinish, sbDiscard, StrBuilder } from "../../types/str/builder";

/** Appends str(v); false with an exception. */
function add(sb: StrBuilder, v: Value): bool {
  if (isExact(v, T.str)) { sbStr(sb, v); return true; }
  const s = X.str(v);
  if (!s) return false;
  sbStr(sb, s);
  decref(s);
  return true;
}
/**
 * The whole line is one write, so that lines of several threads do not mix (CPython writes the pieces one by one; under its GIL that rarely shows). A file that is not one of ours gets the
 * same single write.
 */
export function builtinPrint(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  let sep: Value = NULL, end: Value = NULL, file: Value = NULL, flush: Value = NULL;
  const nk = kwnames ? tupleSize(kwnames) : 0;
  for (let i = 0; i < nk; i++) {
    const k = tupleItem(kwnames, i), v = load<u64>(args + (<usize>(nargs + i) << 3));
    if (strEqLiteral(k, "sep")) sep = v;
    else if (strEqLiteral(k, "end")) end = v;
    else if (strEqLiteral(k, "file")) file = v;
    else if (strEqLiteral(k, "flush")) flush = v;
    else return raiseUnexpectedOf("print", k, "sep", "end", "file", "flush");
  }
  if (sep == None) sep = NULL;
  if (end == None) end = NULL;
  if (sep && !hasFlag(sep, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "sep must be None or a string, not %T", sep);
  if (end && !hasFlag(end, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "end must be None or a string, not %T", end);
  if (!file || file == None) {
    file = dictGetStr(interpSysDict(), N.stdout);
    if (!file) return raise(T.RuntimeError, "lost sys.stdout");
    if (file == None) return None;
  } else newRef(file);
  const sb = sbNew(80);
  let ok = true;
  for (let i = 0; ok && i < nargs; i++) {
    if (i) { if (sep) sbStr(sb, sep); else sbChar(sb, 32); }
    ok = add(sb, load<u64>(args + (<usize>i << 3)));
  }
  if (!ok) { sbDiscard(sb); decref(file); return NULL; }
  if (end) sbStr(sb, end); else sbChar(sb, 10);
  const line = sbFinish(sb);
  if (!line) { decref(file); return NULL; }
  let r = callMethod1(file, N.write, line);
  decref(line);
  if (r && flush) {
    decref(r);
    const t = X.isTrue(flush);
    r = t < 0 ? NULL : t ? callMethod0(file, N.flush) : None;
  }
  decref(file);
  if (!r) return NULL;
  decref(r);
  return None;
}
/** input([prompt]): through sys.stdin and sys.stdout (line editing of a terminal is the terminal's own). */
export function builtinInput(m: Value, prompt: Value): Value {
  const sin = dictGetStr(interpSysDict(), N.stdin), sout = dictGetStr(interpSysDict(), N.stdout);
  let r: Value = NULL;
  if (!sin || sin == None) raise(T.RuntimeError, "input(): lost sys.stdin");
  else if (!sout || sout == None) raise(T.RuntimeError, "input(): lost sys.stdout");
  else {
    const serr = dictGetStr(interpSysDict(), N.stderr);
    if (serr && serr != None) { const x = callMethod0(serr, N.flush); if (!x) errClear(); else decref(x); }
    decref(serr);
    let ok = true;
    if (prompt) {
      const s = X.str(prompt);
      const w = s ? callMethod1(sout, N.write, s) : NULL;
      decref(s);
      if (!w) ok = false; else decref(w);
    }
    if (ok) {
      const x = callMethod0(sout, N.flush);
      if (!x) errClear(); else decref(x);
      const line = callMethod0(sin, N.readline);
      if (line) {
        if (!hasFlag(line, TF_UNICODE_SUBCLASS)) raise(T.TypeError, "object.readline() returned non-string");
        else if (strLen(line) == 0) raise(T.EOFError, "EOF when reading a line");
        else {
          const n = strLen(line);
          r = strAt(line, n - 1) == 10 ? strSlice(line, 0, n - 1) : newRef(line);
        }
        decref(line);
      }
    }
  }
  decref(sin); decref(sout);
  return r;
}
import { strSub as strSlice } from "../../types/str/slice";
