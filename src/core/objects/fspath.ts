/** os.fspath() and os.fsdecode() for native code. CPython: PyOS_FSPath in Modules/posixmodule.c, PyUnicode_FSDecoder in Objects/unicodeobject.c. */
import { Ptr, Value, NULL } from "../base/value";
import { T, TF_BYTES_SUBCLASS, TF_UNICODE_SUBCLASS } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { decref, newRef } from "../refcount/count";
import { errOccurred, raise, raiseFmt } from "./errors";
import { hasFlag } from "./typeof";
import { special0 } from "./special";
import { strAt, strLen } from "../types/str/core";
import { bytesData, bytesLen } from "../types/bytes/core";
import { strFromUtf8Surrogateescape } from "../codecs/utf8";
import { fsEncode } from "../codecs/host-text";

/** os.fspath(v): str or bytes; new, or NULL with TypeError. */
export function fsPath(v: Value): Value {
  if (hasFlag(v, TF_UNICODE_SUBCLASS) || hasFlag(v, TF_BYTES_SUBCLASS)) return newRef(v);
  const r = special0(v, N.__fspath__);
  if (!r) {
    if (!errOccurred()) raiseFmt(T.TypeError, "expected str, bytes or os.PathLike object, not %T", v);
    return NULL;
  }
  if (hasFlag(r, TF_UNICODE_SUBCLASS) || hasFlag(r, TF_BYTES_SUBCLASS)) return r;
  raiseFmt(T.TypeError, "expected %T.__fspath__() to return str or bytes, not %T", v, r);
  decref(r);
  return NULL;
}
/** The path as a str; new. */
export function fsDecodePath(v: Value): Value {
  const p = fsPath(v);
  if (!p) return NULL;
  let s = p;
  if (!hasFlag(p, TF_UNICODE_SUBCLASS)) {
    s = strFromUtf8Surrogateescape(bytesData(p), bytesLen(p));
    decref(p);
    if (!s) return NULL;
  }
  const n = strLen(s);
  for (let i = 0; i < n; i++) if (strAt(s, i) == 0) { decref(s); return raise(T.ValueError, "embedded null character"); }
  return s;
}
/** The path as bytes for the host; new. */
export function fsEncodePath(v: Value): Value {
  const p = fsPath(v);
  if (!p) return NULL;
  let b = p;
  if (hasFlag(p, TF_UNICODE_SUBCLASS)) {
    b = fsEncode(p);
    decref(p);
    if (!b) return NULL;
  }
  const d = bytesData(b), n = bytesLen(b);
  for (let i = 0; i < n; i++) if (load<u8>(d + i) == 0) { decref(b); return raise(T.ValueError, "embedded null byte"); }
  return b;
}
