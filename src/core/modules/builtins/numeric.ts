/** min, max, sum, round. */
import { Ptr, Value, NULL, None, False, bothInt, float, floatOf, int, intOf, isBool, isFloat, isInt, isPtr, fitsInt } from "../../base/value";
import { T, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { errOccurred, raise, raiseFmt } from "../../objects/errors";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import * as X from "../../objects/abstract";
import { call0, call1 } from "../../objects/call";
import { holdingBegin, holdingEnd } from "../../objects/finalize";
import { lookupSpecial } from "../../objects/attributes";
import { keywordOnly } from "../../objects/args";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { SINK_MAX, SINK_MIN, SINK_SUM_FLOAT, SINK_SUM_INT, sinkFor, sinkGet, sinkRest, sinkSet, sinkSetRest, sumLost } from "../../interp/sink";
import { tupleFromArray } from "../../types/tuple/core";
import { strFromLiteral } from "../../types/str/core";
import { callMethod0, callMethod1 } from "../../objects/call";

function minmax(args: Ptr, nargs: i32, kwnames: Value, op: i32, name: string): Value {
  const mark = stackMark(), kw = stackAlloc(16);
  if (!kw) return NULL;
  if (!keywordOnly(name, args + (<usize>nargs << 3), kwnames, N.key, N.$default, kw)) { stackRestore(mark); return NULL; }
  let key = load<u64>(kw);
  const dflt = load<u64>(kw, 8);
  stackRestore(mark);
  if (key == None) key = NULL;
  if (nargs == 0) { const n = strFromLiteral(name); raiseFmt(T.TypeError, "%U expected at least 1 argument, got 0", n); decref(n); return NULL; }
  if (nargs > 1 && dflt) { const n = strFromLiteral(name); raiseFmt(T.TypeError, "Cannot specify a default for %U() with multiple positional arguments", n); decref(n); return NULL; }
  let it: Value = NULL, sink: Ptr = 0;
  if (nargs == 1) { it = X.iter(load<u64>(args)); if (!it) return NULL; if (!key) sink = sinkFor(it); }
  let best: Value = NULL, bestKey: Value = NULL, failed = false;
  holdingBegin();
  for (let i = 0; ; i++) {
    let v: Value;
    if (it) {
      const into = sink && best && !isPtr(best) ? sink : 0;
      if (into) sinkSet(into, op == 4 ? SINK_MAX : SINK_MIN, best);
      v = X.iterNextInto(it, into);
      if (into) best = bestKey = sinkGet(into);
      if (!v) { failed = errOccurred() != NULL; break; }
    } else { if (i >= nargs) break; v = newRef(load<u64>(args + (<usize>i << 3))); }
    const k = key ? call1(key, v) : newRef(v);
    if (!k) { decref(v); failed = true; break; }
    if (!best) { best = v; bestKey = k; continue; }
    let c: i32;
    if (bothInt(k, bestKey)) c = op == 4 ? <i32>(<i64>k > <i64>bestKey) : <i32>(<i64>k < <i64>bestKey);
    else c = compareTruth(k, bestKey, op);
    if (c < 0) { decref(v); decref(k); failed = true; break; }
    if (c) { const a = best, b = bestKey; best = v; bestKey = k; decref(a); decref(b); }
    else { decref(v); decref(k); }
  }
  holdingEnd();
  stackRestore(mark);
  decref(it); decref(bestKey);
  if (failed) { decref(best); return NULL; }
  if (best) return best;
  if (dflt) return newRef(dflt);
  const n = strFromLiteral(name);
  raiseFmt(T.ValueError, "%U() iterable argument is empty", n);
  decref(n);
  return NULL;
}
export function builtinMax(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return minmax(args, nargs, kwnames, 4, "max"); }
export function builtinMin(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return minmax(args, nargs, kwnames, 0, "min"); }
/** sum(): small ints and floats (compensated, as since 3.12) without boxing, then the general way. */
export function builtinSum(m: Value, iterable: Value, start: Value): Value {
  if (hasFlag(start, TF_UNICODE_SUBCLASS)) return raise(T.TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
  if (isExact(start, T.bytes)) return raise(T.TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
  if (isExact(start, T.bytearray)) return raise(T.TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
  const it = X.iter(iterable);
  if (!it) return NULL;
  const mark = stackMark(), r = sum(it, start, sinkFor(it));
  stackRestore(mark);
  decref(it);
  return r;
}
function sum(it: Value, start: Value, sink: Ptr): Value {
  let acc = newRef(start), v: Value = NULL;
  if (isInt(acc)) {
    let s = intOf(acc);
    for (;;) {
      if (sink) sinkSet(sink, SINK_SUM_INT, s);
      v = X.iterNextInto(it, sink);
      if (sink) s = sinkGet(sink);
      const n = s + (isInt(v) ? intOf(v) : <i64>(v - False));
      if (!(isInt(v) || isBool(v)) || !fitsInt(n)) break;
      s = n;
    }
    acc = int(s);
    if (!v) return errOccurred() ? NULL : acc;
    if (isFloat(v)) acc = float(<f64>s);
  }
  if (isFloat(acc)) {
    let hi = floatOf(acc), lo: f64 = 0;
    for (;;) {
      if (!v) {
        if (sink) { sinkSet(sink, SINK_SUM_FLOAT, reinterpret<u64>(hi)); sinkSetRest(sink, lo); }
        v = X.iterNextInto(it, sink);
        if (sink) { hi = reinterpret<f64>(sinkGet(sink)); lo = sinkRest(sink); }
        if (!v) break;
      }
      if (isFloat(v)) {
        const x = floatOf(v), t = hi + x;
        lo += sumLost(hi, x, t);
        hi = t;
      } else if (isInt(v)) hi += <f64>intOf(v);
      else if (isBool(v)) hi += <f64>(v - False);
      else break;
      v = NULL;
    }
    if (lo != 0 && isFinite(lo)) hi += lo;
    acc = float(hi);
    if (!v) return errOccurred() ? NULL : acc;
  }
  for (;;) {
    if (!v) { v = X.iterNext(it); if (!v) break; }
    const s = X.numberAdd(acc, v);
    decref(v); decref(acc);
    v = NULL;
    acc = s;
    if (!s) return NULL;
  }
  if (errOccurred()) { decref(acc); return NULL; }
  return acc;
}
export function builtinRound(m: Value, v: Value, ndigits: Value): Value {
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return NULL;
  const f = lookupSpecial(v, N.__round__, slot), bound = load<u64>(slot);
  stackRestore(mark);
  if (!f) { if (!errOccurred()) raiseFmt(T.TypeError, "type %T doesn't define __round__ method", v); return NULL; }
  let r: Value;
  if (ndigits == None) r = bound ? call1(f, v) : call0(f);
  else r = bound ? call2(f, v, ndigits) : call1(f, ndigits);
  decref(f);
  return r;
}
import { call2 } from "../../objects/call";
import { compareTruth } from "../../interp/slow";
