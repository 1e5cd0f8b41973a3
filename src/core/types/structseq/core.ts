/**
 * Structure sequences: tuples with named fields that native code makes (sys.flags, os.stat_result, time.struct_time). CPython: Objects/structseq.c.
 *
 * An instance is a tuple whose block has room for STRUCT_MAX items: the first `size` of them are the tuple, the others are the hidden fields that only have a name.
 * The fields are members of the type at offsets of StructObject (src/spec/types/structs.ts). Like a tuple's, the items are @frozen after publication. The type's
 * attribute `__match_args__` holds the names of the visible fields; n_sequence_fields, n_fields and n_unnamed_fields are as in CPython.
 */
import { Ptr, Value, NULL, None, int, intOf } from "../../base/value";
import { VarObj, as, toValue } from "../../base/obj";
import { T, TypeObject, TF_DICT_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { gcVisit } from "../../gc/visit";
import { freeObject, newObject } from "../../objects/alloc";
import { errOccurred, raise, raiseFmt } from "../../objects/errors";
import { hasFlag, typeOf } from "../../objects/typeof";
import { repr } from "../../objects/abstract";
import { sequenceToTuple } from "../../objects/sequence";
import { bindSimple } from "../../objects/args";
import { typeLookup } from "../../objects/type-lookup";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { dictGetStr, dictNew, dictSet, dictSize } from "../dict/core";
import { tupleFromArray, tupleInit, tupleItem, tupleItems, tupleNew, tuplePack2, tupleSize } from "../tuple/core";
import { strAt, strFromLiteral, strLen } from "../str/core";
import { strSub } from "../str/slice";
import { internStr } from "../str/core";
import { sbDiscard, sbFinish, sbLit, sbNew, sbStr } from "../str/builder";

// @ts-ignore: decorator
@inline export const STRUCT_MAX: i32 = 22;

@unmanaged
export class StructObject extends VarObj {
  pad: u32;
  f0: Value; f1: Value; f2: Value; f3: Value; f4: Value; f5: Value; f6: Value; f7: Value; f8: Value; f9: Value; f10: Value;
  f11: Value; f12: Value; f13: Value; f14: Value; f15: Value; f16: Value; f17: Value; f18: Value; f19: Value; f20: Value; f21: Value;
}
/** An int attribute of a struct type. */
function count(t: TypeObject, name: Value): i32 { const v = typeLookup(t, name); return v ? <i32>intOf(v) : 0; }
/** The names of the fields that stand in the tuple, borrowed: the spec has them as one text, which becomes the tuple of `__match_args__` when it is first needed. */
function fieldNames(t: TypeObject): Value { return typeLookup(t, N._struct_fields); }

/** An instance without values; fill it with structSet. New, or NULL. */
export function structNew(t: TypeObject): Value {
  const p = newObject(t);
  if (p) changetype<StructObject>(p).size = count(t, N.n_sequence_fields);
  return <Value>p;
}
/** Steals v. */
export function structSet(s: Value, i: i32, v: Value): void { store<u64>(tupleItems(s) + (<usize>i << 3), v); }

/** s when all its fields have values; NULL, and s is dropped, when there was no memory for one. Steals s (NULL is allowed). */
export function structDone(s: Value): Value {
  if (!s) return NULL;
  const n = count(typeOf(s), N.n_fields);
  for (let i = 0; i < n; i++) if (!load<u64>(tupleItems(s) + (<usize>i << 3))) { decref(s); return NULL; }
  return s;
}
export function structDealloc(p: Ptr): void {
  const items = p + offsetof<StructObject>("f0");
  for (let i = 0; i < STRUCT_MAX; i++) decref(load<u64>(items + (<usize>i << 3)));
  freeObject(p);
}
export function structTraverse(p: Ptr): void {
  const items = p + offsetof<StructObject>("f0");
  for (let i = 0; i < STRUCT_MAX; i++) gcVisit(load<u64>(items + (<usize>i << 3)));
}
/** Name i of a text of names with spaces between them; new, or NULL. */
function wordAt(s: Value, index: i32): Value {
  const n = strLen(s);
  let i = 0, k = 0;
  while (i < n) {
    let j = i;
    while (j < n && strAt(s, j) != 32) j++;
    if (k++ == index) { const w = strSub(s, i, j), r = w ? internStr(w) : NULL; decref(w); return r; }
    i = j + 1;
  }
  return NULL;
}
export function structRepr(v: Value): Value {
  const t = typeOf(v), n = tupleSize(v), names = fieldNames(t), sb = sbNew(128);
  if (t.ht_module && t.ht_module != N.builtins) { sbStr(sb, t.ht_module); sbLit(sb, "."); }
  sbStr(sb, t.tp_name);
  sbLit(sb, "(");
  for (let i = 0; i < n; i++) {
    if (i) sbLit(sb, ", ");
    const w = wordAt(names, i), r = repr(tupleItem(v, i));
    if (!r) { decref(w); sbDiscard(sb); return NULL; }
    if (w) { sbStr(sb, w); sbLit(sb, "="); }
    sbStr(sb, r);
    decref(w); decref(r);
  }
  sbLit(sb, ")");
  return sbFinish(sb);
}
/** T(sequence, dict={}) */
export function structTypeNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const t = as<TypeObject>(type), mark = stackMark(), out = stackAlloc(16);
  if (!out) return NULL;
  const ok = bindSimple("structseq", args, nargs, kwnames, 1, 2, out, N.sequence, N.dict, NULL, NULL);
  const seq = load<u64>(out), d = load<u64>(out, 8);
  stackRestore(mark);
  if (!ok) return NULL;
  if (d && d != None && !hasFlag(d, TF_DICT_SUBCLASS)) return raiseFmt(T.TypeError, "%N() takes a dict as second arg, if any", type);
  const items = sequenceToTuple(seq);
  if (!items) return NULL;
  const min = count(t, N.n_sequence_fields), max = count(t, N.n_fields), n = tupleSize(items);
  if (n < min || n > max) {
    if (min == max) raiseFmt(T.TypeError, "%N() takes a %d-sequence (%d-sequence given)", type, int(min), int(n));
    else raiseFmt(T.TypeError, n < min ? "%N() takes an at least %d-sequence (%d-sequence given)" : "%N() takes an at most %d-sequence (%d-sequence given)", type, int(n < min ? min : max), int(n));
    decref(items);
    return NULL;
  }
  const s = structNew(t);
  if (s) {
    for (let i = 0; i < n; i++) structSet(s, i, newRef(tupleItem(items, i)));
    const names = fieldNames(t), unnamed = count(t, N.n_unnamed_fields);
    for (let i = n; i < max; i++) {
      let v: Value = NULL;
      if (d && d != None) { const w = wordAt(names, i); v = w ? dictGetStr(d, w) : NULL; decref(w); }
      // os.stat_result: the times as floats default to the whole seconds in the tuple
      if (!v && unnamed && i < min + unnamed) v = newRef(tupleItem(s, i - unnamed));
      structSet(s, i, v ? v : None);
    }
  }
  decref(items);
  return s;
}
/** (type, (visible items, {hidden fields})) */
export function structReduce(v: Value): Value {
  const t = typeOf(v), n = tupleSize(v), max = count(t, N.n_fields), names = fieldNames(t);
  const items = tupleFromArray(tupleItems(v), n), d = dictNew();
  let ok = items != NULL && d != NULL;
  for (let i = n; ok && i < max; i++) {
    const w = wordAt(names, i), x = load<u64>(tupleItems(v) + (<usize>i << 3));
    if (w && x) ok = dictSet(d, w, x) == 0;
    decref(w);
  }
  const a = ok ? tuplePack2(items, d) : NULL;
  decref(items); decref(d);
  const r = a ? tuplePack2(toValue(t), a) : NULL;
  decref(a);
  return r;
}
/** __replace__(**changes) */
export function structReplace(v: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const t = typeOf(v);
  if (nargs) return raise(T.TypeError, "__replace__() takes no positional arguments");
  if (count(t, N.n_unnamed_fields)) return raiseFmt(T.TypeError, "__replace__() is not supported for %N because it has unnamed field(s)", toValue(t));
  const max = count(t, N.n_fields), names = fieldNames(t), s = structNew(t);
  if (!s) return NULL;
  for (let i = 0; i < max; i++) structSet(s, i, newRef(load<u64>(tupleItems(v) + (<usize>i << 3))));
  const nk = kwnames ? tupleSize(kwnames) : 0;
  for (let k = 0; k < nk; k++) {
    let at = -1;
    for (let i = 0; i < max && at < 0; i++) { const w = wordAt(names, i); if (w == tupleItem(kwnames, k)) at = i; decref(w); }
    if (at < 0) { raiseFmt(T.TypeError, "Got unexpected field name(s): ['%U']", tupleItem(kwnames, k)); decref(s); return NULL; }
    decref(load<u64>(tupleItems(s) + (<usize>at << 3)));
    structSet(s, at, newRef(load<u64>(args + (<usize>k << 3))));
  }
  return s;
}
/** The getter behind `__match_args__` of a struct type: the visible names. New. */
export function structMatchArgs(t: TypeObject): Value {
  const n = count(t, N.n_sequence_fields) - count(t, N.n_unnamed_fields), names = fieldNames(t), r = tupleNew(n);
  if (r) for (let i = 0; i < n; i++) { const w = wordAt(names, i); tupleInit(r, i, w ? w : None); }
  return r;
}
