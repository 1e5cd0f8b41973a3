/** The parts of posixpath that are C in CPython (Python/fileutils.c): splitting off the root, normalising. */
import { Ptr, Value, NULL } from "../../base/value";
import { TF_BYTES_SUBCLASS } from "../../../generated/core/types";
import { decref, newRef } from "../../refcount/count";
import { hasFlag } from "../../objects/typeof";
import { fsPath } from "../../objects/fspath";
import { strAt, strEmpty, strLen } from "../../types/str/core";
import { strSub } from "../../types/str/slice";
import { StrBuilder, sbChar, sbFinish, sbNew, sbSlice } from "../../types/str/builder";
import { bytesData, bytesFromPtr, bytesLen } from "../../types/bytes/core";
import { tupleInit, tupleNew, tuplePack2 } from "../../types/tuple/core";
import { fsDecodePath } from "../../objects/fspath";
import { fsEncode } from "../../codecs/host-text";

function rootLength(s: Value): i32 {
  const n = strLen(s);
  if (!n || strAt(s, 0) != 47) return 0;
  return n > 1 && strAt(s, 1) == 47 && (n == 2 || strAt(s, 2) != 47) ? 2 : 1;
}
/** ('', root and the rest): importlib's view, root and tail */
export function pathSplitroot(m: Value, path: Value): Value {
  const s = fsDecodePath(path);
  if (!s) return NULL;
  const k = rootLength(s), a = strSub(s, 0, k), b = strSub(s, k, strLen(s)), r = tuplePack2(a, b);
  decref(s); decref(a); decref(b);
  return r;
}
function typed(s: Value, asBytes: bool): Value {
  if (!asBytes || !s) return s;
  const b = fsEncode(s);
  decref(s);
  return b;
}
/** (drive '', root, tail), of the path's own type */
export function pathSplitrootEx(m: Value, path: Value): Value {
  const p = fsPath(path);
  if (!p) return NULL;
  const asBytes = hasFlag(p, TF_BYTES_SUBCLASS), s = fsText(p);
  decref(p);
  const t = s ? tupleNew(3) : NULL;
  if (t) {
    const k = rootLength(s);
    tupleInit(t, 0, typed(strEmpty(), asBytes)); tupleInit(t, 1, typed(strSub(s, 0, k), asBytes)); tupleInit(t, 2, typed(strSub(s, k, strLen(s)), asBytes));
  }
  decref(s);
  return t;
}
import { strFromUtf8Surrogateescape } from "../../codecs/utf8";
/** Text of a str or bytes path; null characters are let through. */
function fsText(p: Value): Value { return hasFlag(p, TF_BYTES_SUBCLASS) ? strFromUtf8Surrogateescape(bytesData(p), bytesLen(p)) : newRef(p); }
export function pathNormpath(m: Value, path: Value): Value {
  const p = fsPath(path);
  if (!p) return NULL;
  const asBytes = hasFlag(p, TF_BYTES_SUBCLASS), s = fsText(p);
  decref(p);
  if (!s) return NULL;
  const n = strLen(s), root = rootLength(s), sb = sbNew(n + 1);
  for (let i = 0; i < root; i++) sbChar(sb, 47);
  // components in the builder end before `depth`; ".." takes one away by cutting the builder
  let i = root, named = 0, first = true;
  while (i <= n) {
    let j = i;
    while (j < n && strAt(s, j) != 47) j++;
    const len = j - i, dot = len == 1 && strAt(s, i) == 46, up = len == 2 && strAt(s, i) == 46 && strAt(s, i + 1) == 46;
    if (len && !dot) {
      if (up && named > 0) {
        let k = sb.length - 1;
        while (k >= root && builderAt(sb, k) != 47) k--;
        sb.length = k < root ? root : k;
        named--;
        first = sb.length <= root;
      } else if (!(up && root)) {
        if (!first) sbChar(sb, 47);
        sbSlice(sb, s, i, j);
        first = false;
        if (!up) named++;
      }
    }
    i = j + 1;
  }
  if (sb.length == 0) sbChar(sb, 46);
  decref(s);
  return typed(sbFinish(sb), asBytes);
}
import { charAt } from "../../types/str/core";
function builderAt(sb: StrBuilder, i: i32): u32 { return charAt(sb.data, sb.kind, i); }
