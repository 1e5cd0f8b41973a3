/**
 * Entry to the interpreter from native code. The run loop returns REENTER when a tick asked for it (so that the engine's optimised code is entered: Wasm has no on-stack
 * replacement) or tracing began; we just call it again, or its traced twin (trace.ts).
 */
import { Ptr, Value, NULL, MOVED } from "../base/value";
import { Frame, FRAME_ENTRY } from "./frame";
import { ts } from "../threads/self";
import { ThreadState } from "../threads/state";
import { soloVisit } from "../threads/solo";
import { EB_TRACE } from "../base/thread-layout";
import { loopTraced } from "../../generated/core/loop-traced";
import { loop } from "./loop";
import { traceActive, traceThrow } from "./trace";
import { unwind } from "./unwind";

// @ts-ignore: decorator
@inline export const REENTER: Value = MOVED;

/** Runs the frame (innermost, linked) until it returns or yields; new reference, or NULL with an exception. */
export function runFrame(f: Ptr): Value {
  changetype<Frame>(f).flags |= FRAME_ENTRY;
  return run(f);
}
function run(f: Ptr): Value {
  let at = f;
  for (;;) {
    const r = traceActive() ? runTraced(at) : loop(at);
    if (r != REENTER) return r;
    soloVisit();
    at = changetype<ThreadState>(ts).frame;
  }
  return NULL;
}
/** The activation that called us may be of the untraced loop, entered before tracing began: it is told again. */
function runTraced(f: Ptr): Value {
  atomic.and<u32>(ts, ~EB_TRACE);
  const r = loopTraced(f);
  if (traceActive() && r != REENTER) atomic.or<u32>(ts, EB_TRACE);
  return r;
}
/** Goes on in the frame with the exception that is set, as if its current instruction had raised it. */
export function runFrameThrow(f: Ptr): Value {
  changetype<Frame>(f).flags |= FRAME_ENTRY;
  if (traceActive()) traceThrow(changetype<Frame>(f));
  const at = unwind(f, true);
  return at ? run(at) : NULL;
}
