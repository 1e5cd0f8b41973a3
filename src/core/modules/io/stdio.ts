/** sys.stdin, stdout, stderr, and builtins.open. CPython: init_sys_streams in Python/pylifecycle.c. */
import { Ptr, Value, NULL, None, True, False, boolean, int } from "../../base/value";
import { toValue } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import * as H from "../../../generated/core/host";
import { decref, newRef } from "../../refcount/count";
import { newObject } from "../../objects/alloc";
import { errClear } from "../../objects/errors";
import { setAttr, getAttr } from "../../objects/attributes";
import { moduleDict } from "../../objects/module";
import { dictGetStr, dictSet } from "../../types/dict/core";
import { strFromLiteral } from "../../types/str/core";
import { interpBuiltins, interpModules, interpSysDict } from "../../boot/state";
import { optionHasText, optionNumber, optionText } from "../../boot/options";
import { nativeModuleFind, nativeModuleMake } from "../import/imp";
import { bufferedOpen } from "./buffered";
import { fileioNew, fileioOpen } from "./fileio";
import { textOpen } from "./text";

/** The text file on a standard descriptor; None if it is closed; NULL with an exception. */
function stream(fd: i32, name: string, write: bool, errors: string): Value {
  const tty = H.fdIsatty(fd);
  if (tty < 0) return None;
  const raw = fileioNew(toValue(T.FileIO), 0, 0, NULL), mode = strFromLiteral(write ? "w" : "r"), label = strFromLiteral(name), unbuffered = write && optionNumber(H.OPTION_UNBUFFERED) != 0;
  if (!raw) return NULL;
  if (fileioOpen(raw, int(fd), mode, False, None) < 0) { errClear(); decref(raw); decref(mode); decref(label); return None; }
  setAttr(raw, N.name, label);
  // -u: the text goes straight to the raw file, which is then stdout.buffer too
  const b = unbuffered ? newRef(raw) : <Value>newObject(write ? T.BufferedWriter : T.BufferedReader), t = <Value>newObject(T.TextIOWrapper);
  const enc = optionHasText(H.OPTION_TEXT_STDIO_ENCODING) ? optionText(H.OPTION_TEXT_STDIO_ENCODING) : strFromLiteral("utf-8");
  const err = fd != 2 && optionHasText(H.OPTION_TEXT_STDIO_ERRORS) ? optionText(H.OPTION_TEXT_STDIO_ERRORS) : strFromLiteral(errors);
  // nothing is translated, as in CPython but on Windows
  const nl = strFromLiteral("\n");
  const ok = b && t && (unbuffered || bufferedOpen(b, raw, 8192) == 0) && textOpen(t, b, enc, err, nl, write && !unbuffered && (tty > 0 || fd == 2), unbuffered) == 0 && setAttr(t, N.mode, mode) == 0;
  decref(raw); decref(b); decref(enc); decref(err); decref(nl); decref(mode); decref(label);
  if (!ok) { decref(t); return NULL; }
  return t;
}
function put(name: Value, dunder: Value, v: Value): bool {
  if (!v) return false;
  const d = interpSysDict(), ok = dictSet(d, name, v) == 0 && dictSet(d, dunder, v) == 0;
  decref(v);
  return ok;
}
/** _io and builtins.open. */
export function ioInit(): bool {
  const io = nativeModuleMake(nativeModuleFind(N._io));
  if (!io || dictSet(interpModules(), N._io, io) < 0) return false;
  const open = dictGetStr(moduleDict(io), N.open);
  if (!open || dictSet(interpBuiltins(), N.open, open) < 0) return false;
  decref(open); decref(io);
  return true;
}
/** The streams, on the descriptors of this process. */
export function stdioInit(): bool {
  return put(N.stdin, N.__stdin__, stream(0, "<stdin>", false, "strict")) && put(N.stdout, N.__stdout__, stream(1, "<stdout>", true, "strict")) && put(N.stderr, N.__stderr__, stream(2, "<stderr>", true, "backslashreplace"));
}
