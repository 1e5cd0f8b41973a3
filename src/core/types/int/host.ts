/**
 * Big numbers that the JavaScript engine multiplies, divides and so on (host calls): long ones detached, so that nobody waits for this thread meanwhile. The numbers are immutable and
 * held by the caller, and what is written is the caller's alone. No finalizer runs here: callers keep results in globals.
 */
import { threadDetachQuiet, threadReattach } from "../../threads/attach";

/** From this many limbs (32 bits) on: a product of two numbers of half of it takes 0.1 ms. */
const LONG: i32 = 4000;
/** Before a host call on operands of so many limbs together; what it returns goes to hostEnd. */
export function hostBegin(limbs: i32): bool {
  if (limbs < LONG) return false;
  threadDetachQuiet();
  return true;
}
export function hostEnd(away: bool): void { if (away) threadReattach(); }
