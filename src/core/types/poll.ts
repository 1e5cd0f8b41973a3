/** A look at the eval breaker from long native loops, so that the world can be stopped and signals are heard. */
import { ts } from "../base/self";
import { EB_TICK } from "../base/thread-layout";
import { BREAKER_ERROR, BREAKER_TICK, breaker } from "../interp/breaker";

/** 0, or -1 with an exception (KeyboardInterrupt, an asynchronous exception). Python code may run. */
// @ts-ignore: decorator
@inline export function pollBreaker(): i32 { return atomic.load<u32>(ts) ? pollSlow() : 0; }
export function pollSlow(): i32 {
  const r = breaker();
  // meant for the run loop: put it back
  if (r == BREAKER_TICK) atomic.or<u32>(ts, EB_TICK);
  return r == BREAKER_ERROR ? -1 : 0;
}
