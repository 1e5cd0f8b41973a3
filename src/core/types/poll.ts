/** A look at the eval breaker from long native loops, so that the world can be stopped and signals are heard. */
import { ts } from "../base/self";
import { EB_TICK, EB_TRACE } from "../base/thread-layout";
import { BREAKER_ERROR, BREAKER_TICK, breaker } from "../interp/breaker";

/** 0, or -1 with an exception (KeyboardInterrupt, an asynchronous exception). Python code may run. */
// @ts-ignore: decorator
@inline export function pollBreaker(): i32 { return atomic.load<u32>(ts) ? pollSlow() : 0; }
/** What a native loop looks for: not the run loop's own bits, which stay set until it is left. */
const MASK: u32 = ~(EB_TICK | EB_TRACE);
/**
 * For iterators: a native loop over a native iterator (`sum(range(10**9))`) meets no instruction that polls. Not between wholeBegin and wholeEnd, whose steps are one
 * operation under one lock. False with an exception.
 */
// @ts-ignore: decorator
@inline export function pollStep(): bool { return (atomic.load<u32>(ts) & MASK) == 0 || pollStepSlow(); }
export function pollStepSlow(): bool { return whole || pollSlow() >= 0; }
/** Thread-local. */
let whole: bool = false;
/** Around steps of native iterators, which run no Python code, that make up one operation. */
export function wholeBegin(): void { whole = true; }
export function wholeEnd(): void { whole = false; }
export function pollSlow(): i32 {
  const r = breaker();
  // meant for the run loop: put it back
  if (r == BREAKER_TICK) atomic.or<u32>(ts, EB_TICK);
  return r == BREAKER_ERROR ? -1 : 0;
}
