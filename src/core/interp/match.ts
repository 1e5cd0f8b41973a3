/** Class and mapping patterns of match statements. CPython: Python/ceval.c (_PyEval_MatchClass, _PyEval_MatchKeys). */
import { Value, NULL, None, int } from "../base/value";
import { as } from "../base/obj";
import { T, TypeObject, TF_MATCH_SELF, TF_TYPE_SUBCLASS, TF_UNICODE_SUBCLASS } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { decref, newRef } from "../refcount/count";
import { errClear, errMatches, errOccurred, raise, raiseFmt } from "../objects/errors";
import { hasFlag, isExact } from "../objects/typeof";
import { getAttr, getAttrOptional } from "../objects/attributes";
import { call2 } from "../objects/call";
import * as X from "../objects/abstract";
import { tupleNew, tupleInit, tupleItem, tupleSize } from "../types/tuple/core";
import { setAdd, setContains, setNew } from "../types/set/core";
import { exceptionNew0 } from "../types/exceptions/create";
import { newObject } from "../objects/alloc";

/** Tuple of the values of `keys` (tuple) in map, or None if one is missing. */
export function matchKeys(map: Value, keys: Value): Value {
  const n = tupleSize(keys);
  if (n == 0) return tupleNew(0);
  const seen = setNew();
  if (!seen) return NULL;
  const get = getAttr(map, N.get);
  if (!get) { decref(seen); return NULL; }
  const dummy = <Value>newObject(T.object);
  const out = dummy ? tupleNew(n) : NULL;
  let r: Value = out;
  for (let i = 0; r && i < n; i++) {
    const key = tupleItem(keys, i), dup = setContains(seen, key);
    if (dup != 0 || setAdd(seen, key) < 0) {
      if (dup > 0) raiseFmt(T.ValueError, "mapping pattern checks duplicate key (%R)", key);
      r = NULL;
      break;
    }
    const v = call2(get, key, dummy);
    if (!v) { r = NULL; break; }
    if (v == dummy) { decref(v); r = None; break; }
    tupleInit(out, i, v);
  }
  if (r != out) decref(out);
  decref(get); decref(seen); decref(dummy);
  return r;
}
/** Attribute for a pattern: NULL without exception when absent. */
function matchAttr(subject: Value, type: Value, name: Value, seen: Value): Value {
  const dup = setContains(seen, name);
  if (dup < 0) return NULL;
  if (dup) return raiseFmt(T.TypeError, "%N() got multiple sub-patterns for attribute %R", type, name);
  if (setAdd(seen, name) < 0) return NULL;
  return getAttrOptional(subject, name);
}
/** Tuple of attributes, or None when the subject does not match. */
export function matchClass(subject: Value, type: Value, npos: i32, kwnames: Value): Value {
  if (!hasFlag(type, TF_TYPE_SUBCLASS)) return raise(T.TypeError, "called match pattern must be a class");
  const ok = X.isInstance(subject, type);
  if (ok < 0) return NULL;
  if (!ok) return None;
  const seen = setNew();
  if (!seen) return NULL;
  const nkw = tupleSize(kwnames), out = tupleNew(npos + nkw);
  if (!out) { decref(seen); return NULL; }
  let fail = false, none = false, o = 0;
  if (npos) {
    let self = false;
    let margs = getAttrOptional(type, N.__match_args__);
    if (!margs) {
      if (errOccurred()) fail = true;
      else { margs = tupleNew(0); self = (as<TypeObject>(type).tp_flags & TF_MATCH_SELF) != 0; }
    } else if (!isExact(margs, T.tuple)) { raiseFmt(T.TypeError, "%N.__match_args__ must be a tuple (got %T)", type, margs); fail = true; }
    if (!fail) {
      const allowed = self ? 1 : tupleSize(margs);
      if (allowed < npos) {
        raiseFmt(T.TypeError, allowed == 1 ? "%N() accepts %d positional sub-pattern (%d given)" : "%N() accepts %d positional sub-patterns (%d given)", type, int(allowed), int(npos));
        fail = true;
      } else if (self) tupleInit(out, o++, newRef(subject));
      else for (let i = 0; i < npos && !fail && !none; i++) {
        const name = tupleItem(margs, i);
        if (!hasFlag(name, TF_UNICODE_SUBCLASS)) { raiseFmt(T.TypeError, "__match_args__ elements must be strings (got %T)", name); fail = true; break; }
        const v = matchAttr(subject, type, name, seen);
        if (v) tupleInit(out, o++, v); else if (errOccurred()) fail = true; else none = true;
      }
    }
    decref(margs);
  }
  for (let i = 0; i < nkw && !fail && !none; i++) {
    const v = matchAttr(subject, type, tupleItem(kwnames, i), seen);
    if (v) tupleInit(out, o++, v); else if (errOccurred()) fail = true; else none = true;
  }
  decref(seen);
  if (fail) { decref(out); return NULL; }
  if (none) { decref(out); return None; }
  return out;
}
