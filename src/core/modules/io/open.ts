/** open(), open_code(), text_encoding(), and the _io module itself. CPython: Modules/_io/_iomodule.c. */
import { Ptr, Value, NULL, None, True, False, boolean, int } from "../../base/value";
import { toValue } from "../../base/obj";
import { T, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { newObject } from "../../objects/alloc";
import { errClear, errFetch, errOccurred, errRestore, raise, raiseFmt } from "../../objects/errors";
import { hasFlag } from "../../objects/typeof";
import { setAttr } from "../../objects/attributes";
import { callMethod0 } from "../../objects/call";
import { isTrue } from "../../objects/abstract";
import { indexAsSsize } from "../../objects/abstract-index";
import { moduleAddConstant } from "../../objects/module";
import { fsPath } from "../../objects/fspath";
import { strAt, strFromLiteral, strLen } from "../../types/str/core";
import { sbChar, sbFinish, sbNew } from "../../types/str/builder";
import { DEFAULT_SIZE, bufferedOpen } from "./buffered";
import { methodTrue, unsupportedInit, unsupportedType } from "./common";
import { FileIOObject, fileioOpen, fileioNew } from "./fileio";
import { textOpen } from "./text";

/** open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None) */
export function ioOpen(m: Value, file: Value, mode: Value, buffering: Value, encoding: Value, errors: Value, newline: Value, closefd: Value, opener: Value): Value {
  if (mode && !hasFlag(mode, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "open() argument 'mode' must be str, not %T", mode);
  if (encoding != None && !hasFlag(encoding, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "open() argument 'encoding' must be str or None, not %T", encoding);
  if (errors != None && !hasFlag(errors, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "open() argument 'errors' must be str or None, not %T", errors);
  if (newline != None && !hasFlag(newline, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "open() argument 'newline' must be str or None, not %T", newline);
  let buf = indexAsSsize(buffering);
  if (buf == -1 && errOccurred()) return NULL;
  let x = false, r = false, w = false, a = false, plus = false, t = false, b = false, bad = false;
  const n = mode ? strLen(mode) : 0;
  for (let i = 0; i < n; i++) {
    const c = strAt(mode, i);
    const again = c == 120 ? x : c == 114 ? r : c == 119 ? w : c == 97 ? a : c == 43 ? plus : c == 116 ? t : c == 98 ? b : true;
    if (again) bad = true;
    if (c == 120) x = true; else if (c == 114) r = true; else if (c == 119) w = true; else if (c == 97) a = true; else if (c == 43) plus = true; else if (c == 116) t = true; else if (c == 98) b = true;
  }
  if (bad) return raiseFmt(T.ValueError, "invalid mode: %R", mode);
  if (!mode) r = true;
  if (t && b) return raise(T.ValueError, "can't have text and binary mode at once");
  if (<i32>x + <i32>r + <i32>w + <i32>a != 1) return raise(T.ValueError, "must have exactly one of create/read/write/append mode");
  if (b && encoding != None) return raise(T.ValueError, "binary mode doesn't take an encoding argument");
  if (b && errors != None) return raise(T.ValueError, "binary mode doesn't take an errors argument");
  if (b && newline != None) return raise(T.ValueError, "binary mode doesn't take a newline argument");
  const sb = sbNew(8);
  sbChar(sb, x ? 120 : r ? 114 : w ? 119 : 97);
  if (plus) sbChar(sb, 43);
  const rawMode = sbFinish(sb), path = typeOf(file).nb_index ? newRef(file) : fsPath(file);
  const raw = rawMode && path ? fileioNew(toValue(T.FileIO), 0, 0, NULL) : NULL;
  const e = raw ? fileioOpen(raw, path, rawMode, closefd, opener) : -1;
  decref(path); decref(rawMode);
  if (e < 0) { decref(raw); return NULL; }
  const result = wrap(raw, mode, buf, encoding, errors, newline, b, plus, r);
  if (!result) { const saved = errFetch(), c = callMethod0(raw, N.close); if (c) decref(c); else errClear(); errRestore(saved); }
  decref(raw);
  return result;
}
import { typeOf } from "../../objects/typeof";
function wrap(raw: Value, mode: Value, buf: i32, encoding: Value, errors: Value, newline: Value, binary: bool, plus: bool, reading: bool): Value {
  let line = false;
  if (buf < 0) {
    const tty = methodTrue(raw, N.isatty);
    if (tty < 0) return NULL;
    if (tty) { buf = -1; line = true; }
  }
  if (buf == 1) { if (binary) { if (warnText(T.RuntimeWarning, "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used", 1) < 0) return NULL; } else line = true; buf = -1; }
  if (buf < 0) { buf = DEFAULT_SIZE; const blk = <i32>changetype<FileIOObject>(<usize>raw).blksize; if (blk > buf) buf = blk; }
  if (buf == 0) return binary ? newRef(raw) : raise(T.ValueError, "can't have unbuffered text I/O");
  const b = <Value>newObject(plus ? T.BufferedRandom : reading ? T.BufferedReader : T.BufferedWriter);
  if (!b || bufferedOpen(b, raw, buf) < 0) { decref(b); return NULL; }
  if (binary) return b;
  const t = <Value>newObject(T.TextIOWrapper), m = mode ? newRef(mode) : strFromLiteral("r");
  const ok = t && textOpen(t, b, encoding, errors, newline, line, false) == 0 && setAttr(t, N.mode, m) == 0;
  // closed here, so that nobody is told of an unclosed file
  if (!ok) { const saved = errFetch(), c = callMethod0(b, N.close); if (c) decref(c); else errClear(); errRestore(saved); }
  decref(b); decref(m);
  if (!ok) { decref(t); return NULL; }
  return t;
}
import { warnText } from "../warnings";
export function ioOpenCode(m: Value, path: Value): Value {
  if (!hasFlag(path, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "open_code() argument 'path' must be str, not %T", path);
  const mode = strFromLiteral("rb"), r = ioOpen(m, path, mode, int(-1), None, None, None, True, None);
  decref(mode);
  return r;
}
export function ioTextEncoding(m: Value, encoding: Value, stacklevel: Value): Value { return encoding == None ? strFromLiteral("utf-8") : newRef(encoding); }
export function ioExec(m: Value): i32 {
  if (!unsupportedInit()) return -1;
  moduleAddConstant(m, N.UnsupportedOperation, newRef(unsupportedType()));
  moduleAddConstant(m, N.BlockingIOError, toValue(T.BlockingIOError));
  return 0;
}
