/**
 * `__doc__` and `__text_signature__` of native functions, methods, attributes and types. The texts are CPython's, kept by the host (dist/native-docs.json, made by
 * scripts/build-docs.ts) and asked for one by one when a program reads them, so that no program pays for those it does not. The key is "module.name" or "module.Type.name".
 */
import { Ptr, Value, NULL, None } from "../base/value";
import { as, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import { TypeObject, TF_HEAPTYPE, TF_TYPE_SUBCLASS } from "../../generated/core/types";
import * as H from "../../generated/core/host";
import { memFree } from "../memory/alloc";
import { decref } from "../refcount/count";
import { dictContains } from "../types/dict/core";
import { StrBuilder, sbChar, sbFinish, sbNew, sbStr } from "../types/str/builder";
import { strFromUtf8Surrogateescape } from "../codecs/utf8";
import { strData, strIsAscii, strLen } from "../types/str/core";
import { tupleItem, tupleSize } from "../types/tuple/core";
import { hasFlag, typeOf } from "./typeof";
import { stackAlloc, stackMark, stackRestore } from "./scratch";

export const DOC: u32 = 0;
export const SIGNATURE: u32 = 1;

/** The text; None if CPython has none; NULL without an exception if it is not known. New. Steals key. */
function ask(key: Value, which: u32): Value {
  if (!key) return NULL;
  let r: Value = NULL;
  const mark = stackMark(), out = stackAlloc(16);
  if (out && strIsAscii(key)) {
    const found = H.nativeDoc(strData(key), strLen(key), which, out);
    if (found == 1) { const blob: Ptr = load<u32>(out); r = strFromUtf8Surrogateescape(blob, load<i32>(out, 4)); memFree(blob); }
    else if (found == 2) r = None;
  }
  stackRestore(mark);
  decref(key);
  return r;
}
function keyOf(t: TypeObject): StrBuilder {
  const sb = sbNew(48);
  sbStr(sb, t.ht_module ? t.ht_module : N.builtins); sbChar(sb, 46); sbStr(sb, t.tp_qualname);
  return sb;
}
/** Of a static type. */
export function docOfType(t: TypeObject, which: u32): Value { return t.tp_flags & TF_HEAPTYPE ? NULL : ask(sbFinish(keyOf(t)), which); }
/** Of the attribute `name` that t itself defines. */
export function docOfAttribute(t: TypeObject, name: Value, which: u32): Value {
  if (t.tp_flags & TF_HEAPTYPE) return NULL;
  const sb = keyOf(t);
  sbChar(sb, 46); sbStr(sb, name);
  return ask(sbFinish(sb), which);
}
/** Of a method bound to o: an instance, or a class. */
export function docOfBound(o: Value, name: Value, which: u32): Value {
  const t = hasFlag(o, TF_TYPE_SUBCLASS) ? as<TypeObject>(o) : typeOf(o), mro = t.tp_mro, n = mro ? tupleSize(mro) : 0;
  for (let i = 0; i < n; i++) {
    const b = as<TypeObject>(tupleItem(mro, i));
    if (!(b.tp_flags & TF_HEAPTYPE) && dictContains(b.tp_dict, name) == 1) return docOfAttribute(b, name, which);
  }
  return hasFlag(o, TF_TYPE_SUBCLASS) ? docOfAttribute(typeOf(o), name, which) : NULL;
}
export function docOfFunction(module: Value, name: Value, which: u32): Value {
  const sb = sbNew(48);
  sbStr(sb, module); sbChar(sb, 46); sbStr(sb, name);
  return ask(sbFinish(sb), which);
}
