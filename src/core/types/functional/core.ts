/**
 * enumerate, zip, map, filter. Mirrors Objects/enumobject.c and the iterators of Python/bltinmodule.c.
 *
 * Iterators and functions they hold are @frozen; an enumerate's counter is an i64 that threads may race on (a shared enumerate may repeat a number),
 * or a Python int under the lock once it does not fit.
 */
import { loadV, storeV } from "../../base/atomics";
import { publish } from "../sharing";
import { Ptr, Value, NULL, None, False, int, isInt, intOf, True } from "../../base/value";
import { Obj, as, toValue } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { newObject, freeObject } from "../../objects/alloc";
import { errOccurred, raise, raiseFmt } from "../../objects/errors";
import { isTrue, iter, iterNext, numberAdd, numberIndex } from "../../objects/abstract";
import { call, call1 } from "../../objects/call";
import { bindSimple } from "../../objects/args";
import { KIND_NOARGS, MethodDef, MethodDescrObject } from "../../objects/method-def";
import { holdingBegin, holdingEnd } from "../../objects/finalize";
import { isExact, typeOf } from "../../objects/typeof";
import { strIterNext } from "../str/iter";
import { newRef, decref } from "../../refcount/count";
import { tid } from "../../threads/self";
import { csBegin, csEnd } from "../../threads/critical-section";
import { gcVisit } from "../../gc/visit";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { strEqLiteral, strFromLiteral } from "../str/core";
import { argAt, argKeyword, argsCount, argsNoKeywords, argsOnlyKeywords } from "../args";
import { tupleInit, tupleItem, tupleNew, tuplePack2, tuplePack3, tupleReusable, tupleReuse2, tupleSize, tupleSteal2 } from "../tuple/core";

// @ts-ignore: decorator
@inline export function typeValue(v: Value): Value { return <Value>changetype<Ptr>(typeOf(v)); }

// ---- enumerate -----------------------------------------------------------------------------------------------------------------
@unmanaged
export class EnumObject extends Obj {
  /** @frozen */ it: Value;
  /** racy */ index: i64;
  /** @atomic, written under the lock: the count once it is no small int; NULL before */ big: Value;
  /** @atomic, the owner's: the last pair given out, for use again; NULL at first. Other threads than the maker of the enumerate leave it alone */ result: Value;
}
export function enum_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs == 0 && (!kwnames || tupleSize(kwnames) == 0)) return raise(T.TypeError, "enumerate() missing required argument 'iterable'");
  if (type == toValue(T.enumerate) && !enumKeywords(nargs, kwnames)) return NULL;
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return NULL;
  const ok = bindSimple("enumerate", args, nargs, kwnames, 1, 2, out, N.iterable, N.start, NULL, NULL);
  const iterable = load<u64>(out), start = load<u64>(out, 8);
  stackRestore(mark);
  if (!ok) return NULL;
  const from = start ? numberIndex(start) : int(0);
  if (!from) return NULL;
  const it = iter(iterable), p = it ? newObject(as<TypeObject>(type)) : 0;
  if (!p) { decref(it); decref(from); return NULL; }
  const e = changetype<EnumObject>(p);
  e.it = it;
  if (isInt(from)) e.index = intOf(from); else e.big = from;
  return <Value>p;
}
/** The keywords of enumerate() itself, one by one as CPython's vectorcall looks at them. */
function enumKeywords(nargs: i32, kwnames: Value): bool {
  const nk = kwnames ? tupleSize(kwnames) : 0;
  if (nk == 0 || nargs + nk > 2) return true;
  const swapped = nk == 2 && strEqLiteral(tupleItem(kwnames, 0), "start");
  for (let i = 0; i < nk; i++) {
    const first = swapped ? i == 1 : nargs + i == 0, k = tupleItem(kwnames, i);
    if (swapped && i == 0 || strEqLiteral(k, first ? "iterable" : "start")) continue;
    raiseFmt(T.TypeError, "'%U' is an invalid keyword argument for enumerate()", k);
    return false;
  }
  return true;
}
export function enum_dealloc(p: Ptr): void {
  const e = changetype<EnumObject>(p);
  decref(e.it); decref(e.big); decref(e.result);
  freeObject(p);
}
export function enum_traverse(p: Ptr): void { gcVisit(changetype<EnumObject>(p).it); gcVisit(changetype<EnumObject>(p).result); }
// @ts-ignore: decorator
@inline function bigOf(e: EnumObject): Ptr { return changetype<Ptr>(e) + offsetof<EnumObject>("big"); }
function count(e: EnumObject): Value {
  const i = e.index;
  if (!loadV(bigOf(e)) && i < 0x1FFFFFFFFFFFF) { e.index = i + 1; return int(i); }
  let v: Value = NULL;
  csBegin(changetype<Ptr>(e));
  if (!e.big) storeV(bigOf(e), int(i));
  const next = numberAdd(e.big, int(1));
  if (next) { v = e.big; storeV(bigOf(e), next); }
  csEnd();
  return v;
}
export function enum_next(self: Value): Value {
  const e = as<EnumObject>(self), v = iterNext(e.it);
  if (!v) return NULL;
  const n = count(e);
  if (!n) { decref(v); return NULL; }
  const last = loadV(changetype<Ptr>(e) + offsetof<EnumObject>("result"));
  if (tupleReusable(last)) return tupleReuse2(last, n, v);
  const t = tupleSteal2(n, v);
  if (t && !last && isOwn(changetype<Ptr>(e))) publish<u64>(changetype<Ptr>(e) + offsetof<EnumObject>("result"), newRef(t));
  return t;
}
/** Whether this thread made p, and counts it. */
// @ts-ignore: decorator
@inline function isOwn(p: Ptr): bool { return load<u16>(p) == tid; }
export function enum_reduce(self: Value): Value {
  const e = as<EnumObject>(self);
  csBegin(<Ptr>self);
  const big = newRef(e.big);
  csEnd();
  const t = tuplePack2(e.it, big ? big : int(e.index));
  decref(big);
  const r = t ? tuplePack2(typeValue(self), t) : NULL;
  decref(t);
  return r;
}

// ---- zip -------------------------------------------------------------------------------------------------------------------------
@unmanaged
export class ZipObject extends Obj {
  /** tuple of iterators @frozen */ its: Value;
  strict: u32;
  pad: u32;
  /** @atomic, as in EnumObject: the last tuple given out */ result: Value;
}
/** A tuple of iter(args[i]). */
function iterators(args: Ptr, from: i32, nargs: i32): Value {
  const t = tupleNew(nargs - from);
  for (let i = from; t && i < nargs; i++) {
    const it = iter(argAt(args, i));
    if (!it) { decref(t); return NULL; }
    tupleInit(t, i - from, it);
  }
  return t;
}
/** the keyword strict: 0, 1, -1 */
function strictArg(name: string, args: Ptr, nargs: i32, kwnames: Value): i32 {
  if (!kwnames) return 0;
  if (!argsOnlyKeywords(name, kwnames, "strict")) return -1;
  const v = argKeyword(args, nargs, kwnames, "strict");
  return v ? isTrue(v) : 0;
}
export function zip_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const strict = strictArg("zip", args, nargs, kwnames);
  if (strict < 0) return NULL;
  const its = iterators(args, 0, nargs), p = its ? newObject(as<TypeObject>(type)) : 0;
  if (!p) { decref(its); return NULL; }
  changetype<ZipObject>(p).its = its;
  changetype<ZipObject>(p).strict = strict;
  return <Value>p;
}
export function zip_dealloc(p: Ptr): void {
  decref(changetype<ZipObject>(p).its); decref(changetype<ZipObject>(p).result);
  freeObject(p);
}
export function zip_traverse(p: Ptr): void { gcVisit(changetype<ZipObject>(p).its); gcVisit(changetype<ZipObject>(p).result); }
/** ValueError of strict zip and map: argument i + 1 is shorter or longer. */
function strictError(name: string, i: i32, how: string): Value {
  const n = strFromLiteral(name), h = strFromLiteral(how);
  const format = i == 1 ? "%U() argument %d is %U than argument %d" : "%U() argument %d is %U than arguments 1-%d";
  raiseFmt(T.ValueError, format, n, int(i + 1), h, int(i));
  decref(n); decref(h);
  return NULL;
}
/** Iterator i of `its` is exhausted in strict mode: complains unless all the others are too. */
function checkStrict(name: string, its: Value, i: i32): Value {
  if (errOccurred()) return NULL;
  if (i) return strictError(name, i, "shorter");
  const n = tupleSize(its);
  for (let k = 1; k < n; k++) {
    const v = iterNext(tupleItem(its, k));
    if (v) { decref(v); return strictError(name, k, "longer"); }
    if (errOccurred()) return NULL;
  }
  return NULL;
}
export function zip_next(self: Value): Value {
  const z = as<ZipObject>(self), its = z.its, n = tupleSize(its);
  if (n == 0) return NULL;
  const last = loadV(changetype<Ptr>(z) + offsetof<ZipObject>("result"));
  if (n == 2 && tupleReusable(last)) {
    const a = iterNext(tupleItem(its, 0));
    if (!a) return z.strict ? checkStrict("zip", its, 0) : NULL;
    holdingBegin();
    const b = iterNext(tupleItem(its, 1));
    holdingEnd();
    if (!b) { decref(a); return z.strict ? checkStrict("zip", its, 1) : NULL; }
    // the iterators may have called this one
    return tupleReusable(last) ? tupleReuse2(last, a, b) : tupleSteal2(a, b);
  }
  const t = tupleNew(n);
  if (n == 2 && t && !last && isOwn(changetype<Ptr>(z))) publish<u64>(changetype<Ptr>(z) + offsetof<ZipObject>("result"), newRef(t));
  for (let i = 0; t && i < n; i++) {
    const v = iterNext(tupleItem(its, i));
    if (!v) { decref(t); return z.strict ? checkStrict("zip", its, i) : NULL; }
    tupleInit(t, i, v);
  }
  return t;
}
export function zip_reduce(self: Value): Value {
  const z = as<ZipObject>(self);
  return z.strict ? tuplePack3(typeValue(self), z.its, True) : tuplePack2(typeValue(self), z.its);
}
export function zip_setstate(self: Value, state: Value): Value {
  const s = isTrue(state);
  if (s < 0) return NULL;
  as<ZipObject>(self).strict = s;
  return None;
}

// ---- map -------------------------------------------------------------------------------------------------------------------------
@unmanaged
export class MapObject extends Obj {
  /** tuple of iterators @frozen */ its: Value;
  /** @frozen */ func: Value;
  strict: u32;
}
export function map_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const strict = strictArg("map", args, nargs, kwnames);
  if (strict < 0) return NULL;
  if (nargs < 2) return raise(T.TypeError, "map() must have at least two arguments.");
  const its = iterators(args, 1, nargs), p = its ? newObject(as<TypeObject>(type)) : 0;
  if (!p) { decref(its); return NULL; }
  const m = changetype<MapObject>(p);
  m.its = its; m.func = newRef(argAt(args, 0)); m.strict = strict;
  return <Value>p;
}
export function map_dealloc(p: Ptr): void {
  const m = changetype<MapObject>(p);
  decref(m.its); decref(m.func);
  freeObject(p);
}
export function map_traverse(p: Ptr): void { gcVisit(changetype<MapObject>(p).its); gcVisit(changetype<MapObject>(p).func); }
export function map_next(self: Value): Value {
  const m = as<MapObject>(self), its = m.its, n = tupleSize(its);
  if (n == 1) {
    const v = iterNext(tupleItem(its, 0));
    if (!v) return NULL;
    const r = call1(m.func, v);
    decref(v);
    return r;
  }
  const mark = stackMark(), a = stackAlloc(<usize>n << 3);
  if (!a) return NULL;
  let got = 0, r: Value = NULL;
  holdingBegin();
  for (; got < n; got++) {
    const v = iterNext(tupleItem(its, got));
    if (!v) break;
    store<u64>(a + (<usize>got << 3), v);
  }
  holdingEnd();
  if (got == n) r = call(m.func, a, n, NULL);
  for (let i = 0; i < got; i++) decref(argAt(a, i));
  stackRestore(mark);
  if (got < n && m.strict) return checkStrict("map", its, got);
  return r;
}
export function map_reduce(self: Value): Value {
  const m = as<MapObject>(self), n = tupleSize(m.its), t = tupleNew(n + 1);
  if (!t) return NULL;
  tupleInit(t, 0, newRef(m.func));
  for (let i = 0; i < n; i++) tupleInit(t, i + 1, newRef(tupleItem(m.its, i)));
  const r = m.strict ? tuplePack3(typeValue(self), t, True) : tuplePack2(typeValue(self), t);
  decref(t);
  return r;
}
export function map_setstate(self: Value, state: Value): Value {
  const s = isTrue(state);
  if (s < 0) return NULL;
  as<MapObject>(self).strict = s;
  return None;
}

// ---- filter ------------------------------------------------------------------------------------------------------------------------
@unmanaged
export class FilterObject extends Obj {
  /** @frozen */ func: Value;
  /** @frozen */ it: Value;
}
export function filter_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const t = as<TypeObject>(type);
  if (t == T.filter && !argsNoKeywords("filter", kwnames)) return NULL;
  if (!argsCount("filter", nargs, 2, 2)) return NULL;
  const it = iter(argAt(args, 1)), p = it ? newObject(t) : 0;
  if (!p) { decref(it); return NULL; }
  changetype<FilterObject>(p).func = newRef(argAt(args, 0));
  changetype<FilterObject>(p).it = it;
  return <Value>p;
}
export function filter_dealloc(p: Ptr): void {
  const f = changetype<FilterObject>(p);
  decref(f.func); decref(f.it);
  freeObject(p);
}
export function filter_traverse(p: Ptr): void { gcVisit(changetype<FilterObject>(p).func); gcVisit(changetype<FilterObject>(p).it); }
/** Whether func(v) is true (func None or bool: v itself): 1, 0, -1. */
export function predicate(func: Value, v: Value): i32 {
  if (func == None || func == <Value>changetype<Ptr>(T.bool)) return isTrue(v);
  const r = call1(func, v);
  if (!r) return -1;
  const c = r == True ? 1 : r == False ? 0 : isTrue(r);
  decref(r);
  return c;
}
export function filter_next(self: Value): Value {
  const f = as<FilterObject>(self), it = f.it, func = f.func;
  // a method of str over characters: no Python code runs, and none of this can recurse
  if (isExact(it, T.str_iterator) && isExact(func, T.method_descriptor) && as<MethodDescrObject>(func).objclass == changetype<u32>(T.str)) {
    const d = changetype<MethodDef>(as<MethodDescrObject>(func).def);
    if (d.kind == KIND_NOARGS) while (true) {
      const v = strIterNext(it);
      if (!v) return NULL;
      const r = call_indirect<Value>(d.fn, v);
      if (r == True) return v;
      const c = r == False ? 0 : !r ? -1 : isTrue(r);
      decref(r);
      if (c > 0) return v;
      decref(v);
      if (c < 0) return NULL;
    }
  }
  while (true) {
    const v = iterNext(f.it);
    if (!v) return NULL;
    const c = predicate(f.func, v);
    if (c > 0) return v;
    decref(v);
    if (c < 0) return NULL;
  }
}
export function filter_reduce(self: Value): Value {
  const f = as<FilterObject>(self), t = tuplePack2(f.func, f.it);
  const r = t ? tuplePack2(typeValue(self), t) : NULL;
  decref(t);
  return r;
}
