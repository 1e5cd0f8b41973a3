/** The built-in functions that are a few lines each. Larger ones beside: class.ts (__build_class__), evaluate.ts (compile, eval, exec), print.ts, minmax.ts. CPython: Python/bltinmodule.c. */
import { Ptr, Value, NULL, None, True, False, Ellipsis, NotImplemented, boolean, int, intOf, isInt, isPtr, isFloat, bothInt, float, floatOf, fitsInt } from "../../base/value";
import { as, toValue } from "../../base/obj";
import { T, TypeObject, TF_UNICODE_SUBCLASS, TF_DICT_SUBCLASS, call_tp_iternext, call_am_aiter, call_am_anext } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { ts } from "../../threads/self";
import { ThreadState } from "../../threads/state";
import { decref, newRef } from "../../refcount/count";
import { errClear, errMatches, errOccurred, raise, raiseFmt, fmt, raiseBare } from "../../objects/errors";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { getAttr, getAttrOptional, setAttr, lookupSpecial } from "../../objects/attributes";
import * as X from "../../objects/abstract";
import { call, call0, call1, call2, callMethod0 } from "../../objects/call";
import { SINK_ALL, SINK_ANY, sinkFor, sinkSet } from "../../interp/sink";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { moduleAddConstant, moduleDict } from "../../objects/module";
import { bytesData, bytesLen } from "../../types/bytes/core";
import { tupleItem, tupleSize, tupleFromArray } from "../../types/tuple/core";
import { listSize, listNew } from "../../types/list/core";
import { callIterNew as callIteratorNew } from "../../types/iter/core";
import { strAt, strFromChar, strLen, strFromLiteral, strEmpty } from "../../types/str/core";
import { intAsI32, intToBase } from "../../types/int/core";
import { Frame } from "../../interp/frame";
import { frameLocalsAll } from "../../interp/frame-object";
import { typeLookup } from "../../objects/type-lookup";
import { importLevel } from "../../interp/import";
import { interpSysDict } from "../../boot/state";
import { dictGetStr, dictContains } from "../../types/dict/core";
import { keywordOnly } from "../../objects/args";
import { floatFromValue } from "../../types/float/core";

export { builtinBuildClass } from "./class";
export { builtinCompile, builtinEval, builtinExec } from "./evaluate";
export { builtinPrint, builtinInput } from "./print";
export { builtinMax, builtinMin, builtinSum, builtinRound } from "./numeric";

export function builtinsExec(m: Value): i32 {
  moduleAddConstant(m, N.True, True); moduleAddConstant(m, N.False, False);
  moduleAddConstant(m, N.Ellipsis, Ellipsis); moduleAddConstant(m, N.NotImplemented, NotImplemented);
  moduleAddConstant(m, N.EnvironmentError, toValue(T.OSError)); moduleAddConstant(m, N.IOError, toValue(T.OSError));
  return 0;
}
export function builtinAbs(m: Value, v: Value): Value { return X.numberAbsolute(v); }
export function builtinAiter(m: Value, v: Value): Value {
  const t = typeOf(v);
  if (!t.am_aiter) return raiseFmt(T.TypeError, "'%T' object is not an async iterable", v);
  const it = call_am_aiter(t, v);
  if (it && !typeOf(it).am_anext) { raiseFmt(T.TypeError, "aiter() returned not an async iterator of type '%T'", it); decref(it); return NULL; }
  return it;
}
export function builtinAnext(m: Value, v: Value, dflt: Value): Value {
  const t = typeOf(v);
  if (!t.am_anext) return raiseFmt(T.TypeError, "'%T' object is not an async iterator", v);
  const a = call_am_anext(t, v);
  if (!a || !dflt) return a;
  const r = anextAwaitable(a, dflt);
  decref(a);
  return r;
}
import { anextAwaitable } from "../../interp/async-generator";
function iterTruth(iterable: Value, stopAt: i32): Value {
  const it = X.iter(iterable);
  if (!it) return NULL;
  const mark = stackMark(), sink = sinkFor(it);
  if (sink) sinkSet(sink, stopAt == 0 ? SINK_ALL : SINK_ANY, 0);
  let r: Value = NULL;
  for (;;) {
    const v = X.iterNextInto(it, sink);
    if (!v) { r = errOccurred() ? NULL : boolean(stopAt == 0); break; }
    const t = X.isTrue(v);
    decref(v);
    if (t < 0) { r = NULL; break; }
    if (t == stopAt) { r = boolean(stopAt == 1); break; }
  }
  stackRestore(mark);
  decref(it);
  return r;
}
export function builtinAll(m: Value, iterable: Value): Value { return iterTruth(iterable, 0); }
export function builtinAny(m: Value, iterable: Value): Value { return iterTruth(iterable, 1); }
export function builtinAscii(m: Value, v: Value): Value { return X.ascii(v); }
export function builtinBin(m: Value, v: Value): Value { return intToBase(v, 2); }
export function builtinOct(m: Value, v: Value): Value { return intToBase(v, 8); }
export function builtinHex(m: Value, v: Value): Value { return intToBase(v, 16); }
export function builtinBreakpoint(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const hook = dictGetStr(interpSysDict(), N.breakpointhook);
  if (!hook) return raise(T.RuntimeError, "lost sys.breakpointhook");
  const r = call(hook, args, nargs, kwnames);
  decref(hook);
  return r;
}
export function builtinCallable(m: Value, v: Value): Value { return boolean(typeOf(v).tp_call != 0); }
export function builtinChr(m: Value, v: Value): Value {
  const i = X.numberIndex(v);
  if (!i) return NULL;
  if (!isInt(i)) { decref(i); return raise(T.ValueError, "chr() arg not in range(0x110000)"); }
  if (<u64>intOf(i) > 0x10FFFF) return raise(T.ValueError, "chr() arg not in range(0x110000)");
  return strFromChar(<u32>intOf(i));
}
export function builtinOrd(m: Value, v: Value): Value {
  let n: i32;
  if (hasFlag(v, TF_UNICODE_SUBCLASS)) { n = strLen(v); if (n == 1) return int(strAt(v, 0)); }
  else if (typeOf(v) == T.bytes || typeOf(v) == T.bytearray) { n = X.length(v); if (n == 1) return X.getItem(v, int(0)); }
  else return raiseFmt(T.TypeError, "ord() expected string of length 1, but %T found", v);
  return raiseFmt(T.TypeError, "ord() expected a character, but string of length %d found", int(n));
}
export function builtinDelattr(m: Value, o: Value, name: Value): Value { return setAttr(o, name, NULL) < 0 ? NULL : None; }
export function builtinSetattr(m: Value, o: Value, name: Value, v: Value): Value {
  if (!hasFlag(name, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "attribute name must be string, not '%T'", name);
  return setAttr(o, name, v) < 0 ? NULL : None;
}
export function builtinGetattr(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (kwnames && tupleSize(kwnames)) return raise(T.TypeError, "getattr() takes no keyword arguments");
  if (nargs < 2 || nargs > 3) return raiseFmt(T.TypeError, nargs < 2 ? "getattr expected at least 2 arguments, got %d" : "getattr expected at most 3 arguments, got %d", int(nargs));
  const o = load<u64>(args), name = load<u64>(args, 8);
  if (!hasFlag(name, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "attribute name must be string, not '%T'", name);
  if (nargs == 2) return getAttr(o, name);
  const v = getAttrOptional(o, name);
  if (v || errOccurred()) return v;
  return newRef(load<u64>(args, 16));
}
export function builtinHasattr(m: Value, o: Value, name: Value): Value {
  if (!hasFlag(name, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "attribute name must be string, not '%T'", name);
  const v = getAttrOptional(o, name);
  if (!v) return errOccurred() ? NULL : False;
  decref(v);
  return True;
}
export function builtinDivmod(m: Value, x: Value, y: Value): Value { return X.numberDivmod(x, y); }
export function builtinFormat(m: Value, v: Value, spec: Value): Value {
  if (spec && !hasFlag(spec, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "format() argument 2 must be str, not %T", spec);
  return X.format(v, spec);
}
function current(): Frame { return changetype<Frame>(changetype<ThreadState>(ts).frame); }
export function builtinGlobals(m: Value): Value { return newRef(current().globals); }
export function builtinLocals(m: Value): Value { return frameLocalsAll(current()); }
export function builtinHash(m: Value, v: Value): Value {
  const h = X.hash(v);
  if (h == -1) return NULL;
  return fitsInt(h) ? int(h) : intFromI64(h);
}
import { intFromI64 } from "../../types/int/core";
/** Heap objects by address. Immediates by their bits, so that equal ints, floats and singletons have one id each; the two ranges do not meet. */
export function builtinId(m: Value, v: Value): Value { return isPtr(v) ? int(<i64>v) : intFromU64(v); }
import { intFromU64 } from "../../types/int/core";
export function builtinIsinstance(m: Value, o: Value, c: Value): Value { const r = X.isInstance(o, c); return r < 0 ? NULL : boolean(r != 0); }
export function builtinIssubclass(m: Value, o: Value, c: Value): Value { const r = X.isSubclass(o, c); return r < 0 ? NULL : boolean(r != 0); }
export function builtinIter(m: Value, o: Value, sentinel: Value): Value {
  if (!sentinel) return X.iter(o);
  if (!typeOf(o).tp_call) return raise(T.TypeError, "iter(v, w): v must be callable");
  return callIteratorNew(o, sentinel);
}
export function builtinLen(m: Value, o: Value): Value { return X.lengthObject(o); }
export function builtinNext(m: Value, it: Value, dflt: Value): Value {
  const t = typeOf(it);
  if (!X.iterCheck(it)) return raiseFmt(T.TypeError, "'%T' object is not an iterator", it);
  const v = call_tp_iternext(t, it);
  if (v) return v;
  if (dflt) {
    if (errOccurred()) { if (!errMatches(T.StopIteration)) return NULL; errClear(); }
    return newRef(dflt);
  }
  if (!errOccurred()) raiseBare(T.StopIteration);
  return NULL;
}
export function builtinPow(m: Value, b: Value, e: Value, mod: Value): Value { return X.numberPower(b, e, mod); }
export function builtinRepr(m: Value, v: Value): Value { return X.repr(v); }
export function builtinSorted(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs != 1) return raiseFmt(T.TypeError, "sorted expected 1 argument, got %d", int(nargs));
  const mark = stackMark(), kw = stackAlloc(16);
  if (!kw) return NULL;
  let r: Value = NULL;
  if (keywordOnly("sort", args + 8, kwnames, N.key, N.reverse, kw)) {
    r = X.sequenceToList(load<u64>(args));
    if (r) {
      const key = load<u64>(kw), rev = load<u64>(kw, 8), down = rev ? X.isTrue(rev) : 0;
      if (down < 0 || listSortWith(r, key ? key : None, down != 0) < 0) { decref(r); r = NULL; }
    }
  }
  stackRestore(mark);
  return r;
}
export function builtinVars(m: Value, o: Value): Value {
  if (!o) return builtinLocals(m);
  const d = getAttrOptional(o, N.__dict__);
  if (!d && !errOccurred()) return raise(T.TypeError, "vars() argument must have __dict__ attribute");
  return d;
}
export function builtinDir(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs > 1 || (kwnames && tupleSize(kwnames))) return raiseFmt(T.TypeError, "dir expected at most 1 argument, got %d", int(nargs));
  if (nargs == 1) return X.objectDir(load<u64>(args));
  const l = builtinLocals(m);
  if (!l) return NULL;
  const k = callMethod0(l, N.keys);
  decref(l);
  if (!k) return NULL;
  const r = X.sequenceToList(k);
  decref(k);
  if (r && listSortWith(r, None, false) < 0) { decref(r); return NULL; }
  return r;
}
export function builtinImport(m: Value, name: Value, globals: Value, locals: Value, fromlist: Value, level: Value): Value {
  if (!hasFlag(name, TF_UNICODE_SUBCLASS)) return raise(T.TypeError, "module name must be a string");
  const l = intAsI32(level);
  if (l == -1 && errOccurred()) return NULL;
  return importLevel(name, globals == None ? NULL : globals, fromlist ? fromlist : None, l);
}
import { listSortWith } from "../../types/list/sort";
