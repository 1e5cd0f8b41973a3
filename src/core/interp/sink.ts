/**
 * A native consumer of a generator (sum, all, any, min, max, list …) leaves a *sink* with it: YIELD_VALUE gives its value to the sink, and if that takes it, the generator goes on at once,
 * without the way out of the run loop and back in (docs/decisions/0016-sinks.md). What a sink does not take is yielded as ever, and the consumer deals with it. So a sink takes only what
 * needs no Python code and drops no object: nobody can see that the generator did not stop in between.
 *
 * A sink lies on the native scratch stack of the thread that runs the generator (@owner). The frame's `sink` is valid while its FRAME_SINK is set: during one resumption. Its
 * numbers are immediates, so the collector need not know them; the list of SINK_LIST is held by its consumer.
 */
import { Ptr, Value, None, True, False, bothInt, fitsInt, floatOf, intOf, isBool, isFloat, isInt } from "../base/value";
import { T } from "../../generated/core/types";
import { isExact } from "../objects/typeof";
import { errClear } from "../objects/errors";
import { stackAlloc } from "../objects/scratch";
import { isPrivate } from "../types/sharing";
import { LIST_SIZE, listCapacity, listSlot } from "../types/list/core";
import { Frame } from "./frame";
import { traceActive } from "./trace";

/** `a`: the sum so far, an i64 that fits an immediate */
export const SINK_SUM_INT: u32 = 0;
/** `a`: the sum so far, `b`: its compensation (Neumaier's, CPython's cs_add); f64 */
export const SINK_SUM_FLOAT: u32 = 1;
/** takes what is true */
export const SINK_ALL: u32 = 2;
/** takes what is false */
export const SINK_ANY: u32 = 3;
/** `a`: the least number so far, an immediate */
export const SINK_MIN: u32 = 4;
/** `a`: the greatest number so far, an immediate */
export const SINK_MAX: u32 = 5;
/** `a`: a list, which takes values while nobody else uses it and there is room */
export const SINK_LIST: u32 = 6;

@unmanaged
class Sink {
  kind: u32;
  pad: u32;
  a: u64;
  b: u64;
}
const A: usize = offsetof<Sink>("a"), B: usize = offsetof<Sink>("b");

/** A sink for iterator `it` until the caller's stackRestore, if it is a generator; else 0. */
export function sinkFor(it: Value): Ptr {
  if (!isExact(it, T.generator)) return 0;
  const p = stackAlloc(offsetof<Sink>());
  if (!p) errClear(); // it goes without
  return p;
}
// @ts-ignore: decorator
@inline export function sinkSet(p: Ptr, kind: u32, a: u64): void { store<u32>(p, kind); store<u64>(p, a, A); store<u64>(p, 0, B); }
// @ts-ignore: decorator
@inline export function sinkGet(p: Ptr): u64 { return load<u64>(p, A); }
/** The compensation of SINK_SUM_FLOAT. */
// @ts-ignore: decorator
@inline export function sinkRest(p: Ptr): f64 { return load<f64>(p, B); }
// @ts-ignore: decorator
@inline export function sinkSetRest(p: Ptr, b: f64): void { store<f64>(p, b, B); }

/** Neumaier's step: what adding x to `hi`, giving `sum`, lost. */
// @ts-ignore: decorator
@inline export function sumLost(hi: f64, x: f64, sum: f64): f64 { return abs(hi) >= abs(x) ? (hi - sum) + x : (x - sum) + hi; }

/** Whether the sink of the generator frame f took v, which it steals then. */
export function sinkTakes(f: Ptr, v: Value): bool {
  if (traceActive()) return false;
  const p: Ptr = changetype<Frame>(f).sink, kind = load<u32>(p);
  switch (kind) {
    case SINK_SUM_INT: {
      const n = load<i64>(p, A) + (isInt(v) ? intOf(v) : <i64>(v - False));
      if (!(isInt(v) || isBool(v)) || !fitsInt(n)) return false;
      store<i64>(p, n, A);
      return true;
    }
    case SINK_SUM_FLOAT: {
      const hi = load<f64>(p, A);
      if (isFloat(v)) {
        const x = floatOf(v), sum = hi + x;
        store<f64>(p, load<f64>(p, B) + sumLost(hi, x, sum), B);
        store<f64>(p, sum, A);
        return true;
      }
      if (!isInt(v)) return false;
      store<f64>(p, hi + <f64>intOf(v), A);
      return true;
    }
    case SINK_ALL: return v == True || (isInt(v) && intOf(v) != 0);
    case SINK_ANY: return v == False || v == None || (isInt(v) && intOf(v) == 0);
    case SINK_MIN: case SINK_MAX: {
      const best = load<u64>(p, A);
      let better: bool;
      if (bothInt(v, best)) better = kind == SINK_MIN ? <i64>v < <i64>best : <i64>v > <i64>best;
      else if (isFloat(v) && isFloat(best)) better = kind == SINK_MIN ? floatOf(v) < floatOf(best) : floatOf(v) > floatOf(best);
      else return false;
      if (better) store<u64>(p, v, A);
      return true;
    }
    default: {
      const l = load<u64>(p, A), n = load<i32>(<Ptr>l, LIST_SIZE);
      if (!isPrivate(<Ptr>l) || n >= listCapacity(l)) return false;
      store<u64>(listSlot(l, n), v);
      store<i32>(<Ptr>l, n + 1, LIST_SIZE);
      return true;
    }
  }
}
