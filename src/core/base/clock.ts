/** The host's monotonic clock. Crosses into JavaScript (50–100 ns): slow paths only. */
import { ts } from "./self";
import { TS_CLOCK } from "./thread-layout";
// @ts-ignore: decorator
@external("host", "clockMonotonic") declare function hostClockMonotonic(out: usize): i32;

/** Nanoseconds since some fixed moment, the same for all threads. The calling thread has a ThreadState. */
export function monotonicNs(): i64 { hostClockMonotonic(ts + TS_CLOCK); return load<i64>(ts + TS_CLOCK); }
