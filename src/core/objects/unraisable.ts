/** Exceptions that nobody can catch (in finalizers, callbacks): to sys.unraisablehook. */
import { Value } from "../base/value";
import { writeUnraisable } from "./hooks";

/** Takes the exception that is set. `object` may be NULL. */
export function unraisable(object: Value, message: string): void { writeUnraisable(message, object); }
