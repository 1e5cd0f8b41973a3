/**
 * operator.itemgetter, attrgetter, methodcaller. Mirrors Modules/_operator.c. All fields @frozen.
 *
 *   itemgetter:    +16 items (tuple)
 *   attrgetter:    +16 attrs (tuple; each a str, or a tuple of str for a dotted name)
 *   methodcaller:  +16 name | +24 args (tuple) | +32 keywords (dict, or NULL)
 */
import { Ptr, Value, NULL } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { newObject, freeObject } from "../../objects/alloc";
import { raise } from "../../objects/errors";
import { getItem } from "../../objects/abstract";
import { getAttr } from "../../objects/attributes";
import { call } from "../../objects/call";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { newRef, decref } from "../../refcount/count";
import { gcVisit } from "../../gc/visit";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { sbNew, sbLit, sbStr, sbChar, sbSlice, sbFinish, sbDiscard, StrBuilder } from "../../types/str/builder";
import { internStr, strAt, strFromLiteral, strLen } from "../../types/str/core";
import { argAt, argsCount, argsNoKeywords } from "../../types/args";
import { reprEnter, reprLeave } from "../../types/repr-guard";
import { reprInto } from "../../types/dict/methods";
import { dictNew, dictNextNew, dictSet, dictSize } from "../../types/dict/core";
import { listAppendSteal, listEmpty, listToTuple } from "../../types/list/core";
import { tupleFromArray, tupleInit, tupleItem, tupleItems, tupleNew, tuplePack2, tupleSize } from "../../types/tuple/core";
import { partial_new } from "../functools/partial";

@unmanaged
export class Getter extends Obj {
  items: Value;
}
function getterNew(type: Value, items: Value): Value {
  const p = items ? newObject(as<TypeObject>(type)) : 0;
  if (!p) { decref(items); return NULL; }
  changetype<Getter>(p).items = items;
  return <Value>p;
}
export function getter_dealloc(p: Ptr): void {
  decref(changetype<Getter>(p).items);
  freeObject(p);
}
export function getter_traverse(p: Ptr): void { gcVisit(changetype<Getter>(p).items); }
function oneArgument(name: string, nargs: i32, kwnames: Value): bool { return argsNoKeywords(name, kwnames) && argsCount(name, nargs, 1, 1); }

// ---- itemgetter -------------------------------------------------------------------------------------------------------------------
export function itemgetter_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!argsNoKeywords("itemgetter", kwnames)) return NULL;
  if (nargs < 1) return raise(T.TypeError, "itemgetter expected 1 argument, got 0");
  return getterNew(type, tupleFromArray(args, nargs));
}
export function itemgetter_call(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!oneArgument("itemgetter", nargs, kwnames)) return NULL;
  const items = as<Getter>(self).items, o = argAt(args, 0), n = tupleSize(items);
  if (n == 1) return getItem(o, tupleItem(items, 0));
  const t = tupleNew(n);
  for (let i = 0; t && i < n; i++) {
    const v = getItem(o, tupleItem(items, i));
    if (!v) { decref(t); return NULL; }
    tupleInit(t, i, v);
  }
  return t;
}
export function itemgetter_reduce(self: Value): Value { return tuplePack2(<Value>changetype<Ptr>(typeOf(self)), as<Getter>(self).items); }
export function itemgetter_repr(self: Value): Value { return reprCall(self, as<Getter>(self).items); }
/** module.name(a, b) */
function reprCall(self: Value, items: Value): Value {
  const g = reprEnter(self);
  if (g) return g < 0 ? NULL : strFromLiteral("...");
  const sb = sbNew(48);
  sbLit(sb, "operator."); sbStr(sb, typeOf(self).tp_name); sbLit(sb, "(");
  let ok = true;
  for (let i = 0; ok && i < tupleSize(items); i++) { if (i) sbLit(sb, ", "); ok = reprInto(sb, tupleItem(items, i)); }
  reprLeave(self);
  if (!ok) { sbDiscard(sb); return NULL; }
  sbLit(sb, ")");
  return sbFinish(sb);
}

// ---- attrgetter -------------------------------------------------------------------------------------------------------------------
/** "a.b" as a tuple of interned names, a plain name interned. New. */
function parseName(s: Value): Value {
  const n = strLen(s);
  let dots = 0;
  for (let i = 0; i < n; i++) if (strAt(s, i) == 46) dots++;
  if (!dots) return internStr(s);
  const l = listEmpty();
  if (!l) return NULL;
  for (let i = 0, from = 0; i <= n; i++) {
    if (i < n && strAt(s, i) != 46) continue;
    const sb = sbNew(32);
    sbSlice(sb, s, from, i);
    const part = sbFinish(sb), name = part ? internStr(part) : NULL;
    decref(part);
    if (!name || listAppendSteal(l, name) < 0) { decref(l); return NULL; }
    from = i + 1;
  }
  const t = listToTuple(l);
  decref(l);
  return t;
}
export function attrgetter_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!argsNoKeywords("attrgetter", kwnames)) return NULL;
  if (nargs < 1) return raise(T.TypeError, "attrgetter expected 1 argument, got 0");
  const t = tupleNew(nargs);
  for (let i = 0; t && i < nargs; i++) {
    const s = argAt(args, i);
    if (!hasFlag(s, TF_UNICODE_SUBCLASS)) { decref(t); return raise(T.TypeError, "attribute name must be a string"); }
    const p = parseName(s);
    if (!p) { decref(t); return NULL; }
    tupleInit(t, i, p);
  }
  return getterNew(type, t);
}
function dotted(o: Value, name: Value): Value {
  if (!isExact(name, T.tuple)) return getAttr(o, name);
  let v = newRef(o);
  for (let i = 0; v && i < tupleSize(name); i++) { const w = getAttr(v, tupleItem(name, i)); decref(v); v = w; }
  return v;
}
export function attrgetter_call(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!oneArgument("attrgetter", nargs, kwnames)) return NULL;
  const names = as<Getter>(self).items, o = argAt(args, 0), n = tupleSize(names);
  if (n == 1) return dotted(o, tupleItem(names, 0));
  const t = tupleNew(n);
  for (let i = 0; t && i < n; i++) {
    const v = dotted(o, tupleItem(names, i));
    if (!v) { decref(t); return NULL; }
    tupleInit(t, i, v);
  }
  return t;
}
/** The names as they were given: a tuple of str. New. */
function attrNames(self: Value): Value {
  const names = as<Getter>(self).items, n = tupleSize(names), t = tupleNew(n);
  for (let i = 0; t && i < n; i++) {
    const x = tupleItem(names, i);
    if (!isExact(x, T.tuple)) { tupleInit(t, i, newRef(x)); continue; }
    const sb = sbNew(32);
    for (let k = 0; k < tupleSize(x); k++) { if (k) sbChar(sb, 46); sbStr(sb, tupleItem(x, k)); }
    const s = sbFinish(sb);
    if (!s) { decref(t); return NULL; }
    tupleInit(t, i, s);
  }
  return t;
}
export function attrgetter_reduce(self: Value): Value {
  const t = attrNames(self), r = t ? tuplePack2(<Value>changetype<Ptr>(typeOf(self)), t) : NULL;
  decref(t);
  return r;
}
export function attrgetter_repr(self: Value): Value {
  const t = attrNames(self), r = t ? reprCall(self, t) : NULL;
  decref(t);
  return r;
}

// ---- methodcaller -----------------------------------------------------------------------------------------------------------------
@unmanaged
export class MethodCaller extends Obj {
  name: Value;
  args: Value;
  /** dict, or NULL */ keywords: Value;
}
export function methodcaller_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs < 1) return raise(T.TypeError, "methodcaller needs at least one argument, the method name");
  const name = argAt(args, 0);
  if (!hasFlag(name, TF_UNICODE_SUBCLASS)) return raise(T.TypeError, "method name must be a string");
  const nk = kwnames ? tupleSize(kwnames) : 0;
  let kw: Value = NULL;
  if (nk) {
    kw = dictNew();
    if (!kw) return NULL;
    for (let i = 0; i < nk; i++) if (dictSet(kw, tupleItem(kwnames, i), argAt(args, nargs + i)) < 0) { decref(kw); return NULL; }
  }
  const a = tupleFromArray(args + 8, nargs - 1), p = a ? newObject(as<TypeObject>(type)) : 0;
  if (!p) { decref(a); decref(kw); return NULL; }
  const m = changetype<MethodCaller>(p);
  m.name = internStr(name); m.args = a; m.keywords = kw;
  return <Value>p;
}
export function methodcaller_dealloc(p: Ptr): void {
  const m = changetype<MethodCaller>(p);
  decref(m.name); decref(m.args); decref(m.keywords);
  freeObject(p);
}
export function methodcaller_traverse(p: Ptr): void { const m = changetype<MethodCaller>(p); gcVisit(m.args); gcVisit(m.keywords); }
export function methodcaller_call(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!oneArgument("methodcaller", nargs, kwnames)) return NULL;
  const m = as<MethodCaller>(self), f = getAttr(argAt(args, 0), m.name);
  if (!f) return NULL;
  let r: Value = NULL;
  if (!m.keywords) r = call(f, tupleItems(m.args), tupleSize(m.args), NULL);
  else {
    const n = tupleSize(m.args), nk = dictSize(m.keywords), names = tupleNew(nk), mark = stackMark(), a = stackAlloc((<usize>(n + nk) << 3) + 16);
    if (names && a) {
      const out = a + (<usize>(n + nk) << 3);
      for (let i = 0; i < n; i++) store<u64>(a + (<usize>i << 3), tupleItem(m.args, i));
      let k = 0;
      for (let i = 0; k < nk; i++) {
        i = dictNextNew(m.keywords, i, out);
        if (i < 0) break;
        tupleInit(names, k, load<u64>(out));
        store<u64>(a + (<usize>(n + k) << 3), load<u64>(out, 8));
        k++;
      }
      r = call(f, a, n, names);
      for (let i = 0; i < k; i++) decref(argAt(a, n + i));
    }
    stackRestore(mark);
    decref(names);
  }
  decref(f);
  return r;
}
export function methodcaller_repr(self: Value): Value {
  const g = reprEnter(self);
  if (g) return g < 0 ? NULL : strFromLiteral("...");
  const m = as<MethodCaller>(self), sb = sbNew(48);
  sbLit(sb, "operator.methodcaller(");
  let ok = reprInto(sb, m.name);
  for (let i = 0; ok && i < tupleSize(m.args); i++) { sbLit(sb, ", "); ok = reprInto(sb, tupleItem(m.args, i)); }
  if (ok && m.keywords) ok = reprKeywords(sb, m.keywords);
  reprLeave(self);
  if (!ok) { sbDiscard(sb); return NULL; }
  sbLit(sb, ")");
  return sbFinish(sb);
}
function reprKeywords(sb: StrBuilder, kw: Value): bool {
  const mark = stackMark(), out = stackAlloc(16);
  let ok = out != 0;
  for (let i = 0; ok; i++) {
    i = dictNextNew(kw, i, out);
    if (i < 0) break;
    sbLit(sb, ", "); sbStr(sb, load<u64>(out)); sbLit(sb, "=");
    ok = reprInto(sb, load<u64>(out, 8));
    decref(load<u64>(out)); decref(load<u64>(out, 8));
  }
  stackRestore(mark);
  return ok;
}
/** (type, (name, *args)); with keywords (partial(type, name, **keywords), args). */
export function methodcaller_reduce(self: Value): Value {
  const m = as<MethodCaller>(self), type = <Value>changetype<Ptr>(typeOf(self)), n = tupleSize(m.args);
  if (!m.keywords) {
    const t = tupleNew(n + 1);
    if (!t) return NULL;
    tupleInit(t, 0, newRef(m.name));
    for (let i = 0; i < n; i++) tupleInit(t, i + 1, newRef(tupleItem(m.args, i)));
    const r = tuplePack2(type, t);
    decref(t);
    return r;
  }
  const nk = dictSize(m.keywords), names = tupleNew(nk), mark = stackMark(), a = stackAlloc(<usize>(4 + nk) << 3);
  let p: Value = NULL;
  if (names && a) {
    store<u64>(a, type); store<u64>(a, m.name, 8);
    const out = a + (<usize>(2 + nk) << 3);
    let k = 0;
    for (let i = 0; k < nk; i++) {
      i = dictNextNew(m.keywords, i, out);
      if (i < 0) break;
      tupleInit(names, k, load<u64>(out));
      store<u64>(a + (<usize>(2 + k) << 3), load<u64>(out, 8));
      k++;
    }
    p = partial_new(<Value>changetype<Ptr>(T.partial), a, 2, names);
    for (let i = 0; i < k; i++) decref(argAt(a, 2 + i));
  }
  stackRestore(mark);
  decref(names);
  const r = p ? tuplePack2(p, m.args) : NULL;
  decref(p);
  return r;
}
