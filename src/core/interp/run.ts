/**
 * Entry to the interpreter from native code. The run loop returns REENTER when a tick asked for it (so that the engine's optimised code is entered: Wasm has no on-stack
 * replacement); we just call it again.
 */
import { Ptr, Value, NULL, MOVED } from "../base/value";
import { Frame, FRAME_ENTRY } from "./frame";
import { ts } from "../threads/self";
import { ThreadState } from "../threads/state";
import { soloVisit } from "../threads/solo";
import { loop } from "./loop";
import { unwind } from "./unwind";

// @ts-ignore: decorator
@inline export const REENTER: Value = MOVED;

/** Runs the frame (innermost, linked) until it returns or yields; new reference, or NULL with an exception. */
export function runFrame(f: Ptr): Value {
  changetype<Frame>(f).flags |= FRAME_ENTRY;
  let at = f;
  for (;;) {
    const r = loop(at);
    if (r != REENTER) return r;
    soloVisit();
    at = changetype<ThreadState>(ts).frame;
  }
  return NULL;
}
/** Goes on in the frame with the exception that is set, as if its current instruction had raised it. */
export function runFrameThrow(f: Ptr): Value {
  changetype<Frame>(f).flags |= FRAME_ENTRY;
  let at = unwind(f, true);
  if (!at) return NULL;
  for (;;) {
    const r = loop(at);
    if (r != REENTER) return r;
    soloVisit();
    at = changetype<ThreadState>(ts).frame;
  }
  return NULL;
}
