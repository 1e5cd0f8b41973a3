/** Method resolution order (C3), the base that gives the layout, the metaclass of a new class. CPython: mro_implementation, best_base, _PyType_CalculateMetaclass. */
import { Ptr, Value, NULL, isPtr } from "../base/value";
import { as, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import { T, TypeObject, TF_TYPE_SUBCLASS, TF_BASETYPE, TF_TUPLE_SUBCLASS } from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { memAlloc, memFree } from "../memory/alloc";
import { raise, raiseFmt, raiseObject, raiseNoMemory, errOccurred } from "./errors";
import { sbNew, sbLit, sbStr, sbFinish } from "../types/str/builder";
import { tupleNew, tupleInit, tupleItem, tupleSize, tupleFromArray } from "../types/tuple/core";
import { sequenceToTuple } from "./abstract";
import { typeOf } from "./typeof";
import { typeIsSubtype } from "./type-static";
import { lookupSpecial } from "./attributes";
import { typeLookup } from "./type-lookup";
import { callSpecial0 } from "./special";
import { stackAlloc, stackMark, stackRestore } from "./scratch";

/** The C3 linearisation of t with these bases (a tuple of types). New tuple, or NULL with TypeError. */
export function mroCompute(t: TypeObject, bases: Value): Value {
  const n = tupleSize(bases);
  let total = 1;
  for (let i = 0; i < n; i++) {
    const b = as<TypeObject>(tupleItem(bases, i));
    if (!b.tp_mro) return raiseFmt(T.TypeError, "Cannot extend an incomplete type '%N'", toValue(b));
    total += tupleSize(b.tp_mro);
    for (let j = 0; j < i; j++) if (tupleItem(bases, j) == toValue(b)) return raiseFmt(T.TypeError, "duplicate base class %N", toValue(b));
  }
  if (n == 1) {
    const m = as<TypeObject>(tupleItem(bases, 0)).tp_mro, k = tupleSize(m), r = tupleNew(k + 1);
    if (!r) return NULL;
    tupleInit(r, 0, newRef(toValue(t)));
    for (let i = 0; i < k; i++) tupleInit(r, i + 1, newRef(tupleItem(m, i)));
    return r;
  }
  // the sequences to merge: each base's MRO, then the bases themselves; heads[i] is how far each is consumed
  const out = memAlloc((<usize>total << 3) + (<usize>(n + 1) << 2));
  if (!out) return raiseNoMemory();
  const heads = out + (<usize>total << 3);
  memory.fill(heads, 0, <usize>(n + 1) << 2);
  let count = 1;
  store<u64>(out, toValue(t));
  let r: Value = NULL;
  while (true) {
    let left = false, found: Value = NULL;
    for (let i = 0; i <= n && !found; i++) {
      const s = i < n ? as<TypeObject>(tupleItem(bases, i)).tp_mro : bases, h = load<i32>(heads + (<usize>i << 2));
      if (h >= tupleSize(s)) continue;
      left = true;
      const c = tupleItem(s, h);
      let inTail = false;
      for (let j = 0; j <= n && !inTail; j++) {
        const o = j < n ? as<TypeObject>(tupleItem(bases, j)).tp_mro : bases, m = tupleSize(o);
        for (let k = load<i32>(heads + (<usize>j << 2)) + 1; k < m; k++) if (tupleItem(o, k) == c) { inTail = true; break; }
      }
      if (!inTail) found = c;
    }
    if (!left) { r = tupleFromArray(out, count); break; }
    if (!found) { inconsistent(bases, heads); break; }
    store<u64>(out + (<usize>count << 3), found);
    count++;
    for (let i = 0; i <= n; i++) {
      const s = i < n ? as<TypeObject>(tupleItem(bases, i)).tp_mro : bases, at = heads + (<usize>i << 2), h = load<i32>(at);
      if (h < tupleSize(s) && tupleItem(s, h) == found) store<i32>(at, h + 1);
    }
  }
  memFree(out);
  return r;
}
function inconsistent(bases: Value, heads: Ptr): void {
  const sb = sbNew(128), n = tupleSize(bases);
  sbLit(sb, "Cannot create a consistent method resolution order (MRO) for bases ");
  let first = true;
  // the classes that stand at the head of what is left, each once
  for (let i = 0; i <= n; i++) {
    const s = i < n ? as<TypeObject>(tupleItem(bases, i)).tp_mro : bases, h = load<i32>(heads + (<usize>i << 2));
    if (h >= tupleSize(s)) continue;
    const c = tupleItem(s, h);
    let seen = false;
    for (let j = 0; j < i; j++) {
      const o = j < n ? as<TypeObject>(tupleItem(bases, j)).tp_mro : bases, g = load<i32>(heads + (<usize>j << 2));
      if (g < tupleSize(o) && tupleItem(o, g) == c) seen = true;
    }
    if (seen) continue;
    if (!first) sbLit(sb, ", ");
    first = false;
    sbStr(sb, as<TypeObject>(c).tp_name);
  }
  raiseObject(T.TypeError, sbFinish(sb));
}
/** Has the metaclass a `mro()` of its own? */
export function mroIsCustom(t: TypeObject): bool {
  const meta = typeOf(toValue(t));
  if (meta == T.type) return false;
  const f = typeLookup(meta, N.mro), plain = typeLookup(T.type, N.mro), same = f == plain;
  decref(f); decref(plain);
  return !same;
}
/** The MRO, by the metaclass's `mro()` if it has its own (it finds the bases itself). New tuple. */
export function mroOf(t: TypeObject, bases: Value): Value {
  if (!mroIsCustom(t)) return mroCompute(t, bases ? bases : t.tp_bases);
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return NULL;
  const m = lookupSpecial(toValue(t), N.mro, slot);
  const r = m ? callSpecial0(m, slot) : NULL;
  stackRestore(mark);
  if (!r) { if (!errOccurred()) raise(T.AttributeError, "mro"); return NULL; }
  const tuple = sequenceToTuple(r);
  decref(r);
  if (!tuple) return NULL;
  const solid = solidBase(t), n = tupleSize(tuple);
  for (let i = 0; i < n; i++) {
    const c = tupleItem(tuple, i);
    if (!isPtr(c) || !(typeOf(c).tp_flags & TF_TYPE_SUBCLASS)) { raiseFmt(T.TypeError, "mro() returned a non-class ('%T')", c); decref(tuple); return NULL; }
    if (!typeIsSubtype(solid, solidBase(as<TypeObject>(c)))) { raiseFmt(T.TypeError, "mro() returned base with unsuitable layout ('%N')", c); decref(tuple); return NULL; }
  }
  return tuple;
}
/** The nearest base (t included) that adds something to the struct. */
export function solidBase(t: TypeObject): TypeObject {
  while (t.tp_base) {
    const b = changetype<TypeObject>(t.tp_base);
    if (t.tp_basicsize != b.tp_basicsize || t.tp_itemsize != b.tp_itemsize) return t;
    t = b;
  }
  return t;
}
/** The base whose layout the new class extends; null (0) with TypeError. */
export function bestBase(bases: Value): TypeObject {
  const none = changetype<TypeObject>(0);
  let base = none, winner = none;
  const n = tupleSize(bases);
  for (let i = 0; i < n; i++) {
    const v = tupleItem(bases, i);
    if (!isPtr(v) || !(typeOf(v).tp_flags & TF_TYPE_SUBCLASS)) { raise(T.TypeError, "bases must be types"); return none; }
    const b = as<TypeObject>(v);
    if (!(b.tp_flags & TF_BASETYPE)) { raiseFmt(T.TypeError, "type '%N' is not an acceptable base type", v); return none; }
    const candidate = solidBase(b);
    if (!changetype<u32>(winner)) { winner = candidate; base = b; }
    else if (typeIsSubtype(winner, candidate)) continue;
    else if (typeIsSubtype(candidate, winner)) { winner = candidate; base = b; }
    else { raise(T.TypeError, "multiple bases have instance lay-out conflict"); return none; }
  }
  return base;
}
/** The most derived of `meta` and the bases' metaclasses. Borrowed; NULL with TypeError. */
export function typeCalculateMetaclass(meta: TypeObject, bases: Value): Value {
  let winner = meta;
  const n = tupleSize(bases);
  for (let i = 0; i < n; i++) {
    const m = typeOf(tupleItem(bases, i));
    if (typeIsSubtype(winner, m)) continue;
    if (typeIsSubtype(m, winner)) { winner = m; continue; }
    return raise(T.TypeError, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases");
  }
  return toValue(winner);
}
