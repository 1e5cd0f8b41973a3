/** __build_class__: the class statement. CPython: Python/bltinmodule.c (builtin___build_class__). */
import { Ptr, Value, NULL, None, int, isPtr } from "../../base/value";
import { as, toValue } from "../../base/obj";
import { T, TypeObject, TF_TYPE_SUBCLASS, TF_UNICODE_SUBCLASS, TF_DICT_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { errOccurred, raise, raiseFmt } from "../../objects/errors";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { getAttrOptional } from "../../objects/attributes";
import { call, call1 } from "../../objects/call";
import * as X from "../../objects/abstract";
import { typeCalculateMetaclass } from "../../objects/type-new";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { tupleFromArray, tupleItem, tupleItems, tupleSize } from "../../types/tuple/core";
import { listAppend, listNew, listExtend, listToTuple } from "../../types/list/core";
import { dictDel, dictNew, dictSet, dictGetStr, dictSize } from "../../types/dict/core";
import { FunctionObject } from "../../interp/function";
import { callWithDict } from "../../interp/call-ex";
import { cellGet } from "../../interp/cell";
import { evalCode } from "../../interp/function";

/** bases with __mro_entries__ applied: the same tuple (new reference) if there are none. */
export function updateBases(bases: Value): Value {
  const n = tupleSize(bases);
  let out: Value = NULL;
  for (let i = 0; i < n; i++) {
    const b = tupleItem(bases, i);
    if (hasFlag(b, TF_TYPE_SUBCLASS)) { if (out && listAppend(out, b) < 0) { decref(out); return NULL; } continue; }
    const m = getAttrOptional(b, N.__mro_entries__);
    if (!m) {
      if (errOccurred()) { decref(out); return NULL; }
      if (out && listAppend(out, b) < 0) { decref(out); return NULL; }
      continue;
    }
    const e = call1(m, bases);
    decref(m);
    if (!e) { decref(out); return NULL; }
    if (!isExact(e, T.tuple)) { raise(T.TypeError, "__mro_entries__ must return a tuple"); decref(e); decref(out); return NULL; }
    if (!out) {
      out = listNew(0);
      if (!out) { decref(e); return NULL; }
      for (let j = 0; j < i; j++) if (listAppend(out, tupleItem(bases, j)) < 0) { decref(e); decref(out); return NULL; }
    }
    const x = listExtend(out, e);
    decref(e);
    if (x < 0) { decref(out); return NULL; }
  }
  if (!out) return newRef(bases);
  const t = listToTuple(out);
  decref(out);
  return t;
}
/** __build_class__(func, name, /, *bases, [metaclass], **kwds) */
export function builtinBuildClass(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs < 2) return raise(T.TypeError, "__build_class__: not enough arguments");
  const func = load<u64>(args), name = load<u64>(args, 8);
  if (!isExact(func, T.$function)) return raise(T.TypeError, "__build_class__: func must be a function");
  if (!hasFlag(name, TF_UNICODE_SUBCLASS)) return raise(T.TypeError, "__build_class__: name is not a string");
  const orig = tupleFromArray(args + 16, nargs - 2);
  if (!orig) return NULL;
  const bases = updateBases(orig);
  if (!bases) { decref(orig); return NULL; }
  const r = build(func, name, orig, bases, args + (<usize>nargs << 3), kwnames);
  decref(orig); decref(bases);
  return r;
}
function build(func: Value, name: Value, orig: Value, bases: Value, kwargs: Ptr, kwnames: Value): Value {
  const kw = dictNew();
  if (!kw) return NULL;
  let meta: Value = NULL;
  const nk = kwnames ? tupleSize(kwnames) : 0;
  for (let i = 0; i < nk; i++) {
    const k = tupleItem(kwnames, i), v = load<u64>(kwargs + (<usize>i << 3));
    if (k == N.metaclass) { meta = newRef(v); continue; }
    if (dictSet(kw, k, v) < 0) { decref(kw); decref(meta); return NULL; }
  }
  let isType = true;
  if (meta) isType = hasFlag(meta, TF_TYPE_SUBCLASS);
  else meta = newRef(tupleSize(bases) ? toValue(typeOf(tupleItem(bases, 0))) : toValue(T.type));
  if (isType) {
    const winner = typeCalculateMetaclass(as<TypeObject>(meta), bases);
    if (!winner) { decref(kw); decref(meta); return NULL; }
    if (winner != meta) { const old = meta; meta = newRef(winner); decref(old); }
  }
  let cls: Value = NULL;
  const prep = getAttrOptional(meta, N.__prepare__);
  let space: Value = NULL;
  if (!prep) { if (!errOccurred()) space = dictNew(); }
  else {
    const mark = stackMark(), p = stackAlloc(16);
    if (p) {
      store<u64>(p, name); store<u64>(p, bases, 8);
      space = dictSize(kw) ? callWithDict(prep, p, 2, kw) : call(prep, p, 2, NULL);
    }
    stackRestore(mark);
    decref(prep);
  }
  if (space && !typeOf(space).mp_subscript) {
    raiseFmt(T.TypeError, isType ? "%N.__prepare__() must return a mapping, not %T" : "<metaclass>.__prepare__() must return a mapping, not %T", isType ? meta : space, space);
    decref(space);
    space = NULL;
  }
  if (space) {
    const f = as<FunctionObject>(func);
    const cell = evalCode(f.code, f.globals, space, f.closure);
    if (cell) {
      let ok = true;
      if (bases != orig && X.setItem(space, N.__orig_bases__, orig) < 0) ok = false;
      if (ok) {
        const mark = stackMark(), p = stackAlloc(24);
        if (p) {
          store<u64>(p, name); store<u64>(p, bases, 8); store<u64>(p, space, 16);
          cls = dictSize(kw) ? callWithDict(meta, p, 3, kw) : call(meta, p, 3, NULL);
        }
        stackRestore(mark);
        if (cls && hasFlag(cls, TF_TYPE_SUBCLASS) && isExact(cell, T.cell)) {
          const inside = cellGet(<Ptr>cell);
          if (inside != cls) {
            if (!inside) raiseFmt(T.RuntimeError, "__class__ not set defining %R as %R. Was __classcell__ propagated to type.__new__?", name, cls);
            else raiseFmt(T.TypeError, "__class__ set to %R defining %R as %R", inside, name, cls);
            decref(cls);
            cls = NULL;
          }
          decref(inside);
        }
      }
      decref(cell);
    }
    decref(space);
  }
  decref(kw); decref(meta);
  return cls;
}
