/** The matcher's window to the interpreter: signals, stop-the-world and the like during a long match. */
import { breaker, BREAKER_ERROR } from "../../interp/breaker";

/** false: an exception is set. */
export function breakerSlow(): bool { return breaker() != BREAKER_ERROR; }
