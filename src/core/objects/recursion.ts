/** Bounds native recursion (a slot that runs Python that calls a slot …) well within the worker's stack: RecursionError, never a trap. Thread-local. */
import { T } from "../../generated/core/types";
import { raise } from "./errors";

let depth: i32 = 0;
/** Nested native calls allowed; the worker's stack is sized for it (src/host). */
export let nativeLimit: i32 = 2000;

// @ts-ignore: decorator
@inline export function enterNative(): bool {
  if (++depth > nativeLimit) return overflow();
  return true;
}
// @ts-ignore: decorator
@inline export function leaveNative(): void { depth--; }
function overflow(): bool {
  depth--;
  // room for the handler that reports it
  nativeLimit += 50;
  raise(T.RecursionError, "maximum recursion depth exceeded");
  nativeLimit -= 50;
  return false;
}
export function recursionReset(): void { depth = 0; }
export function recursionDepth(): i32 { return depth; }
