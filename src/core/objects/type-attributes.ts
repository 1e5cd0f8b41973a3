/** Attributes of classes: type.__getattribute__ and type.__setattr__. CPython: type_getattro, type_setattro, type_update_dict. */
import { Ptr, Value, NULL, None, isPtr } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import { T, TypeObject, TF_IMMUTABLE, TF_UNICODE_SUBCLASS, call_tp_descr_get, call_tp_descr_set } from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { setDeferred } from "../refcount/count-slow";
import { raiseFmt, errMatches, errClear, fmt } from "./errors";
import { typeOf } from "./typeof";
import { raiseAttributeText } from "./attributes";
import { typeLookup, typeLock, typeUnlock, typeModifiedLocked } from "./type-lookup";
import { typeUpdateSlot, isDunder } from "./type-update";
import { dictGetStr, dictSet, dictDel } from "../types/dict/core";
import { internStr } from "../types/str/core";

export function typeGetAttro(o: Value, name: Value): Value { return typeGetAttroEx(o, name, false); }
export function typeGetAttroEx(o: Value, name: Value, quiet: bool): Value {
  if (!isPtr(name) || !(typeOf(name).tp_flags & TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "attribute name must be string, not '%T'", name);
  const meta = typeOf(o), t = as<TypeObject>(o);
  const m = typeLookup(meta, name);
  let get: u32 = 0;
  if (m) {
    const mt = typeOf(m);
    get = mt.tp_descr_get;
    if (get && mt.tp_descr_set) {
      const r = call_tp_descr_get(mt, m, o, toValue(meta));
      decref(m);
      if (!r && quiet && errMatches(T.AttributeError)) errClear();
      return r;
    }
  }
  const v = typeLookup(t, name);
  if (v) {
    decref(m);
    const vt = typeOf(v);
    if (!vt.tp_descr_get) return v;
    const r = call_tp_descr_get(vt, v, NULL, o);
    decref(v);
    if (!r && quiet && errMatches(T.AttributeError)) errClear();
    return r;
  }
  if (get) {
    const r = call_tp_descr_get(typeOf(m), m, o, toValue(meta));
    decref(m);
    if (!r && quiet && errMatches(T.AttributeError)) errClear();
    return r;
  }
  if (m) return m;
  return quiet ? NULL : raiseAttributeText(o, name, fmt("type object '%N' has no attribute '%U'", o, name));
}
export function typeSetAttro(o: Value, name: Value, v: Value): i32 {
  const t = as<TypeObject>(o);
  if (t.tp_flags & TF_IMMUTABLE) {
    raiseFmt(T.TypeError, "cannot set %R attribute of immutable type '%N'", name, o);
    return -1;
  }
  if (!isPtr(name) || !(typeOf(name).tp_flags & TF_UNICODE_SUBCLASS)) { raiseFmt(T.TypeError, "attribute name must be string, not '%T'", name); return -1; }
  const meta = typeOf(o);
  const m = typeLookup(meta, name);
  if (m) {
    const mt = typeOf(m);
    if (mt.tp_descr_set) {
      const r = call_tp_descr_set(mt, m, o, v);
      decref(m);
      return r;
    }
    decref(m);
  }
  const r = typeSetDict(t, name, v);
  if (r == -2) { raiseAttributeText(o, name, fmt("type object '%N' has no attribute '%U'", o, name)); return -1; }
  return r;
}
/** t.__dict__[name] = v (NULL deletes) with all that follows. 0, -1, -2: absent. */
export function typeSetDict(t: TypeObject, name: Value, v: Value): i32 {
  const own = internStr(name);
  if (!own) return -1;
  // the old value is kept until the lock is free: its death may run anything
  typeLock();
  typeModifiedLocked(t);
  const old = dictGetStr(t.tp_dict, own);
  const r: i32 = v ? dictSet(t.tp_dict, own, v) : old ? dictDel(t.tp_dict, own) : -2;
  typeUnlock();
  if (r == 0) typeUpdateSlot(t, own);
  decref(old);
  decref(own);
  return r;
}
