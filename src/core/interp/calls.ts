/** Keyword arguments of calls with ** and *: merging, and CALL_EX. CPython: _PyDict_MergeEx, format_kwargs_error. */
import { Ptr, Value, NULL } from "../base/value";
import { T, TF_DICT_SUBCLASS, TF_UNICODE_SUBCLASS } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { decref, newRef } from "../refcount/count";
import { errClear, errFetch, errMatches, errOccurred, raise, raiseFmt, raiseObject, fmt } from "../objects/errors";
import { hasFlag, isExact, typeOf } from "../objects/typeof";
import { callMethod0 } from "../objects/call";
import { getAttrOptional } from "../objects/attributes";
import * as X from "../objects/abstract";
import { DK_KIND, dictClear, dictContains, dictCopy, dictKeys, dictSet, dictSize, dictUpdate } from "../types/dict/core";
import { sbNew, sbStr, sbLit, sbFinish } from "../types/str/builder";

/** "mod.f()" for error texts, as _PyObject_FunctionStr; new. */
export function functionStr(f: Value): Value {
  const q = getAttrOptional(f, N.__qualname__);
  if (!q) { errClear(); return X.str(f); }
  let r: Value = NULL;
  const m = getAttrOptional(f, N.__module__);
  if (!m) errClear();
  if (m && hasFlag(m, TF_UNICODE_SUBCLASS) && m != N.builtins) r = fmt("%U.%S()", m, q);
  else r = fmt("%S()", q);
  decref(m); decref(q);
  return r;
}
/** dict.update(mapping) that refuses repeated and non-string keys; `callable` for the texts. */
export function mergeKeywords(dict: Value, mapping: Value, callable: Value): i32 {
  if (!hasFlag(mapping, TF_DICT_SUBCLASS)) {
    const has = getAttrOptional(mapping, N.keys);
    if (!has) {
      if (errOccurred()) return -1;
      const f = functionStr(callable);
      if (f) raiseFmt(T.TypeError, "%U argument after ** must be a mapping, not %T", f, mapping);
      decref(f);
      return -1;
    }
    decref(has);
  }
  if (!isExact(mapping, T.dict) && hasFlag(mapping, TF_DICT_SUBCLASS) && typeOf(mapping).tp_iter == T.dict.tp_iter) {
    // as CPython: its entries, whatever keys() of the subclass says
    const copy = dictCopy(mapping);
    if (!copy) return -1;
    const r = mergeKeywords(dict, copy, callable);
    decref(copy);
    return r;
  }
  if (isExact(mapping, T.dict)) {
    if (dictSize(mapping) == 0) return 0;
    if (dictSize(dict) == 0) {
      if (dictUpdate(dict, mapping) < 0) return -1;
      // looked at in the copy, which nobody else knows: every key is an exact str
      if (load<u8>(dictKeys(dict), DK_KIND)) return 0;
      dictClear(dict);
    }
  }
  const keys = callMethod0(mapping, N.keys);
  if (!keys) return -1;
  const it = X.iter(keys);
  decref(keys);
  if (!it) return -1;
  let r = 0;
  for (;;) {
    const k = X.iterNext(it);
    if (!k) { if (errOccurred()) r = -1; break; }
    const dup = dictContains(dict, k);
    if (dup < 0) r = -1;
    else if (!hasFlag(k, TF_UNICODE_SUBCLASS)) { raise(T.TypeError, "keywords must be strings"); r = -1; }
    else if (dup) {
      const f = functionStr(callable);
      if (f) raiseFmt(T.TypeError, "%U got multiple values for keyword argument '%S'", f, k);
      decref(f);
      r = -1;
    } else {
      const v = X.getItem(mapping, k);
      if (!v) r = -1; else { r = dictSet(dict, k, v); decref(v); }
    }
    decref(k);
    if (r < 0) break;
  }
  decref(it);
  return r;
}
