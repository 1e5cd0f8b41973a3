/** Time-outs as Python gives them: seconds as int or float. CPython: _PyTime_FromSecondsObject with ROUND_TIMEOUT (away from zero). */
import { Value, isFloat, isInt, intOf } from "../../base/value";
import { T } from "../../../generated/core/types";
import { errOccurred, raise } from "../../objects/errors";
import { floatFromValue, isFloatLike, number } from "../../types/float/core";
import { intAsI64, isLong } from "../../types/int/core";

/** What acquire(timeout=…) allows, in seconds: PY_TIMEOUT_MAX. */
export const TIMEOUT_MAX: f64 = 9223372036.0;

/** Nanoseconds; check errOccurred when the result is -1. */
export function secondsToNs(v: Value): i64 {
  if (!isFloat(v) && !isFloatLike(v) && isLong(v)) {
    const s = isInt(v) ? intOf(v) : intAsI64(v);
    if (s == -1 && errOccurred()) return -1;
    if (s > 9223372036 || s < -9223372036) { raise(T.OverflowError, "timestamp too large to convert to C PyTime_t"); return -1; }
    return s * 1000000000;
  }
  if (!floatFromValue(v)) return -1;
  const d = number;
  if (d != d) { raise(T.ValueError, "Invalid value NaN (not a number)"); return -1; }
  const ns = d * 1e9, away = ns >= 0 ? Math.ceil(ns) : Math.floor(ns);
  if (!(away >= -9.2233720368547e18 && away <= 9.2233720368547e18)) { raise(T.OverflowError, "timestamp out of range for platform time_t"); return -1; }
  return <i64>away;
}
/**
 * The arguments of acquire(blocking, timeout): nanoseconds to wait (0: try, -1: for ever), or -2 with an exception.
 */
export function acquireTimeout(blocking: bool, timeout: Value): i64 {
  const ns: i64 = timeout ? secondsToNs(timeout) : -1000000000;
  if (ns == -1 && errOccurred()) return -2;
  const unset = ns == -1000000000;
  if (!blocking && !unset) { raise(T.ValueError, "can't specify a timeout for a non-blocking call"); return -2; }
  if (ns < 0 && !unset) { raise(T.ValueError, "timeout value must be a non-negative number"); return -2; }
  if (!blocking) return 0;
  if (unset) return -1;
  if (ns > 9223372036000000000) { raise(T.OverflowError, "timeout value is too large"); return -2; }
  return ns;
}
