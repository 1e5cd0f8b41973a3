/** A look at the eval breaker from long native loops, so that the world can be stopped and signals are heard. */
import { load32 } from "../base/atomics";
import { ts } from "../base/self";
import { TS_EVAL_BREAKER } from "../base/thread-layout";

/** 0, or -1 with an exception (KeyboardInterrupt, an asynchronous exception). */
export function pollBreaker(): i32 { return load32(ts + TS_EVAL_BREAKER) ? pollSlow() : 0; }
function pollSlow(): i32 { return 0; }
