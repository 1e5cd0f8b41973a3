/**
 * functools.partial and Placeholder. Mirrors Modules/_functoolsmodule.c.
 *
 *   +16 func | +24 args (tuple) | +32 keywords (dict) | +40 i32 number of Placeholders in args       @frozen after __new__ but for __setstate__ and the collector (world stopped)
 */
import { Ptr, Value, NULL, None, int } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject, TF_DICT_SUBCLASS, TF_TUPLE_SUBCLASS, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { newObject, freeObject } from "../../objects/alloc";
import { raise, raiseFmt } from "../../objects/errors";
import { sequenceToTuple } from "../../objects/abstract";
import { getAttrOptional } from "../../objects/attributes";
import { call } from "../../objects/call";
import { methodNew } from "../../objects/method";
import { isExact, hasFlag, typeOf } from "../../objects/typeof";
import { instanceSetDict, instanceTailClear, instanceTailVisit } from "../../objects/instance";
import { newRef, incref, decref } from "../../refcount/count";
import { worldStart, worldStop } from "../../threads/attach";
import { PROC_MULTI } from "../../base/map";
import { gcVisit } from "../../gc/visit";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { sbNew, sbLit, sbStr, sbFinish, sbDiscard } from "../../types/str/builder";
import { strFromLiteral } from "../../types/str/core";
import { isPrivate } from "../../types/sharing";
import { argAt } from "../../types/args";
import { reprEnter, reprLeave } from "../../types/repr-guard";
import { dictCopy, dictNew, dictNextNew, dictSet, dictSize } from "../../types/dict/core";
import { reprInto } from "../../types/dict/methods";
import { tupleEmpty, tupleInit, tupleItem, tupleNew, tuplePack1, tuplePack4, tupleSize } from "../../types/tuple/core";

@unmanaged
export class Partial extends Obj {
  func: Value;
  args: Value;
  keywords: Value;
  placeholders: i32;
}
const PLACEHOLDER: usize = memory.data(8);
/** The one Placeholder, immortal. */
export function placeholder(): Value {
  let p = load<u64>(PLACEHOLDER);
  if (!p) {
    p = <Value>newObject(T._PlaceholderType);
    if (!p) return NULL;
    immortalize(<Ptr>p);
    const seen = atomic.cmpxchg<u64>(PLACEHOLDER, 0, p);
    if (seen) p = seen;
  }
  return p;
}
import { immortalize } from "../../refcount/count-slow";
export function placeholder_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs || (kwnames && tupleSize(kwnames))) return raise(T.TypeError, "PlaceholderType takes no arguments");
  return placeholder();
}
export function placeholder_repr(self: Value): Value { return strFromLiteral("Placeholder"); }
export function placeholder_reduce(self: Value): Value { return strFromLiteral("Placeholder"); }
export function placeholder_dealloc(p: Ptr): void {}

function countPlaceholders(t: Value): i32 {
  const ph = placeholder();
  let n = 0;
  for (let i = 0; i < tupleSize(t); i++) if (tupleItem(t, i) == ph) n++;
  return n;
}
export function partial_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const t = as<TypeObject>(type), ph = placeholder();
  if (nargs < 1) return raise(T.TypeError, "type 'partial' takes at least one argument");
  let func = argAt(args, 0);
  if (!typeOf(func).tp_call) return raise(T.TypeError, "the first argument must be callable");
  if (nargs > 1 && argAt(args, nargs - 1) == ph) return raise(T.TypeError, "trailing Placeholders are not allowed");
  const nk = kwnames ? tupleSize(kwnames) : 0;
  for (let i = 0; i < nk; i++) if (argAt(args, nargs + i) == ph) return raise(T.TypeError, "Placeholder cannot be passed as a keyword argument");
  // a partial of a partial becomes one
  let pargs: Value = NULL, pkw: Value = NULL, holes = 0;
  if (typeOf(func) == t && t == T.partial) {
    const p = as<Partial>(func);
    const d = getAttrOptional(func, N.__dict__), plain = !d || dictSize(d) == 0;
    decref(d);
    // __setstate__ changes them with the world stopped: no safepoint between these
    if (plain) { pargs = newRef(p.args); pkw = newRef(p.keywords); holes = p.placeholders; func = p.func; }
  }
  func = newRef(func);
  const own = nargs - 1, np = pargs ? tupleSize(pargs) : 0;
  const filled = own < holes ? own : holes, total = np + own - filled;
  const a = tupleNew(total);
  if (!a) { decref(func); decref(pargs); decref(pkw); return NULL; }
  let next = 1;
  for (let i = 0; i < np; i++) {
    const v = tupleItem(pargs, i);
    tupleInit(a, i, newRef(v == ph && next < nargs ? argAt(args, next++) : v));
  }
  for (let i = np; i < total; i++) tupleInit(a, i, newRef(argAt(args, next++)));
  const kw = pkw ? dictCopy(pkw) : dictNew();
  let ok = kw != NULL;
  for (let i = 0; ok && i < nk; i++) ok = dictSet(kw, tupleItem(kwnames, i), argAt(args, nargs + i)) == 0;
  decref(pargs); decref(pkw);
  const o = ok ? newObject(t) : 0;
  if (!o) { decref(a); decref(kw); decref(func); return NULL; }
  const p = changetype<Partial>(o);
  p.func = func; p.args = a; p.keywords = kw; p.placeholders = countPlaceholders(a);
  return <Value>o;
}
export function partial_dealloc(o: Ptr): void {
  const p = changetype<Partial>(o), t = typeOf(<Value>o);
  if (t.tp_tail) instanceTailClear(o, t);
  decref(p.func); decref(p.args); decref(p.keywords);
  freeObject(o);
}
export function partial_traverse(o: Ptr): void {
  const p = changetype<Partial>(o), t = typeOf(<Value>o);
  gcVisit(p.func); gcVisit(p.args); gcVisit(p.keywords);
  if (t == T.partial) instanceTailVisit(o, t);
}
/** Who finds it meanwhile calls None, which is a TypeError. The keywords are a dict that clears itself. */
export function partial_clear(o: Ptr): void {
  const none = tupleEmpty(), stop = atomic.load<u32>(PROC_MULTI) != 0;
  if (stop) worldStop();
  const p = changetype<Partial>(o), f = p.func, a = p.args;
  p.func = None; p.args = none; p.placeholders = 0;
  if (stop) worldStart();
  decref(f); decref(a);
}
export function partial_get(self: Value, obj: Value, type: Value): Value { return !obj || obj == None ? newRef(self) : methodNew(self, obj); }

export function partial_call(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  // No lock: the fields change with the world stopped only (__setstate__), and there is no safepoint between these.
  const p = as<Partial>(self), func = newRef(p.func), pargs = newRef(p.args), holes = p.placeholders;
  let kw = newRef(p.keywords);
  // the dict is to be had as `keywords`: what others may be changing is copied
  if (dictSize(kw) && !isPrivate(<Ptr>kw)) { const c = dictCopy(kw); decref(kw); kw = c; if (!c) { decref(func); decref(pargs); return NULL; } }
  const r = callWith(func, pargs, kw, holes, args, nargs, kwnames);
  decref(func); decref(pargs); decref(kw);
  return r;
}
function callWith(func: Value, pargs: Value, kw: Value, holes: i32, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs < holes) return raiseFmt(T.TypeError, "missing positional arguments in 'partial' call; expected at least %d, got %d", int(holes), int(nargs));
  const np = tupleSize(pargs), nk = kwnames ? tupleSize(kwnames) : 0, n0 = dictSize(kw), ph = placeholder();
  const mark = stackMark(), a = stackAlloc(<usize>(np + nargs + n0 + nk) << 3);
  if (!a) return NULL;
  let n = 0, next = 0;
  for (let i = 0; i < np; i++) {
    const v = tupleItem(pargs, i);
    store<u64>(a + (<usize>n << 3), holes && v == ph ? argAt(args, next++) : v);
    n++;
  }
  for (; next < nargs; next++, n++) store<u64>(a + (<usize>n << 3), argAt(args, next));
  let r: Value = NULL;
  if (n0 == 0) {
    for (let i = 0; i < nk; i++) store<u64>(a + (<usize>(n + i) << 3), argAt(args, nargs + i));
    r = call(func, a, n, kwnames);
  } else r = callKeywords(func, a, n, kw, n0, args + (<usize>nargs << 3), kwnames, nk);
  stackRestore(mark);
  return r;
}
/** The call with keywords of both: those of the call win. a has room for all. */
function callKeywords(func: Value, a: Ptr, n: i32, kw: Value, n0: i32, callKw: Ptr, kwnames: Value, nk: i32): Value {
  const merged = nk ? dictCopy(kw) : newRef(kw);
  if (!merged) return NULL;
  let r: Value = NULL, ok = true;
  for (let i = 0; ok && i < nk; i++) ok = dictSet(merged, tupleItem(kwnames, i), argAt(callKw, i)) == 0;
  const count = dictSize(merged), names = ok ? tupleNew(count) : NULL;
  if (names && count <= n0 + nk) {
    const mark = stackMark(), out = stackAlloc(16);
    let k = 0;
    if (out) for (let i = 0; k < count; i++) {
      i = dictNextNew(merged, i, out);
      if (i < 0) break;
      if (!hasFlag(load<u64>(out), TF_UNICODE_SUBCLASS)) {
        decref(load<u64>(out)); decref(load<u64>(out, 8));
        raise(T.TypeError, "keywords must be strings");
        break;
      }
      tupleInit(names, k, load<u64>(out));
      store<u64>(a + (<usize>(n + k) << 3), load<u64>(out, 8));
      k++;
    }
    stackRestore(mark);
    if (k == count) r = call(func, a, n, names);
    for (let i = 0; i < k; i++) decref(argAt(a, n + i));
  }
  decref(names); decref(merged);
  return r;
}
export function partial_repr(self: Value): Value {
  const g = reprEnter(self);
  if (g) return g < 0 ? NULL : strFromLiteral("...");
  const p = as<Partial>(self), func = newRef(p.func), pargs = newRef(p.args), kw = newRef(p.keywords), sb = sbNew(64), t = typeOf(self);
  let ok = true;
  if (t == T.partial) sbLit(sb, "functools.");
  else {
    const m = getAttrOptional(<Value>changetype<Ptr>(t), N.__module__);
    if (m) { sbStr(sb, m); sbLit(sb, "."); decref(m); }
  }
  sbStr(sb, t.tp_qualname); sbLit(sb, "(");
  ok = reprInto(sb, func);
  for (let i = 0; ok && i < tupleSize(pargs); i++) { sbLit(sb, ", "); ok = reprInto(sb, tupleItem(pargs, i)); }
  const mark = stackMark(), out = stackAlloc(16);
  for (let i = 0; ok && out; i++) {
    i = dictNextNew(kw, i, out);
    if (i < 0) break;
    const key = load<u64>(out), v = load<u64>(out, 8), s = strOf(key);
    ok = s != NULL;
    if (ok) { sbLit(sb, ", "); sbStr(sb, s); sbLit(sb, "="); ok = reprInto(sb, v); }
    decref(key); decref(v); decref(s);
  }
  stackRestore(mark);
  reprLeave(self);
  decref(func); decref(pargs); decref(kw);
  if (!ok) { sbDiscard(sb); return NULL; }
  sbLit(sb, ")");
  return sbFinish(sb);
}
import { str as strOf } from "../../objects/abstract";
export function partial_reduce(self: Value): Value {
  const p = as<Partial>(self), d0 = getAttrOptional(self, N.__dict__), d = d0 && dictSize(d0) ? d0 : None;
  const state = tuplePack4(p.func, p.args, p.keywords, d), a = state ? tuplePack1(p.func) : NULL, r = a ? tupleNew(3) : NULL;
  decref(d0);
  if (!r) { decref(state); decref(a); return NULL; }
  tupleInit(r, 0, newRef(<Value>changetype<Ptr>(typeOf(self)))); tupleInit(r, 1, a); tupleInit(r, 2, state);
  return r;
}
export function partial_setstate(self: Value, state: Value): Value {
  if (!hasFlag(state, TF_TUPLE_SUBCLASS) || tupleSize(state) != 4) return raise(T.TypeError, "invalid partial state");
  const f = tupleItem(state, 0), a0 = tupleItem(state, 1), k0 = tupleItem(state, 2), d = tupleItem(state, 3);
  if (!typeOf(f).tp_call || !hasFlag(a0, TF_TUPLE_SUBCLASS) || (k0 != None && !hasFlag(k0, TF_DICT_SUBCLASS))) return raise(T.TypeError, "invalid partial state");
  const n = tupleSize(a0);
  if (n && tupleItem(a0, n - 1) == placeholder()) return raise(T.TypeError, "trailing Placeholders are not allowed");
  const a = isExact(a0, T.tuple) ? newRef(a0) : sequenceToTuple(a0), k = !a ? NULL : k0 == None ? dictNew() : isExact(k0, T.dict) ? newRef(k0) : dictCopy(k0);
  if (!k) { decref(a); return NULL; }
  if (instanceSetDict(self, d == None ? NULL : d) < 0) { decref(a); decref(k); return NULL; }
  const holes = countPlaceholders(a);
  incref(f);
  worldStop();
  const p = as<Partial>(self), x = p.func, y = p.args, z = p.keywords;
  p.func = f; p.args = a; p.keywords = k; p.placeholders = holes;
  worldStart();
  decref(x); decref(y); decref(z);
  return None;
}
