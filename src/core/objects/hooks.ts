/**
 * What the object model needs from rooms above it, as function-table indices set once at boot (the indices are the same in every thread's instance):
 * the globals of the running Python frame (for `__module__` of type('X', …)), the arguments of a zero-argument super(), sys.unraisablehook.
 */
import { Ptr, Value, NULL } from "../base/value";
import { errFetch, errClear } from "./errors";
import { decref } from "../refcount/count";

const HOOKS: usize = memory.data(32, 16); // @frozen after boot: u32 globals, u32 super, u32 unraisable

export function setGlobalsHook(f: () => Value): void { store<u32>(HOOKS, f.index); }
export function setSuperHook(f: (out: Ptr) => bool): void { store<u32>(HOOKS, f.index, 4); }
export function setUnraisableHook(f: (exc: Value, message: string, object: Value) => void): void { store<u32>(HOOKS, f.index, 8); }

/** The globals dict of the innermost Python frame, new; NULL without an exception if there is none. */
export function currentGlobals(): Value { const f = load<u32>(HOOKS); return f ? call_indirect<Value>(f) : NULL; }
/** super() without arguments: out = class and first argument of the running frame (both new). False with RuntimeError. */
export function superArguments(out: Ptr): bool { const f = load<u32>(HOOKS, 4); return f ? call_indirect<bool>(f, out) : false; }
export function hasSuperHook(): bool { return load<u32>(HOOKS, 4) != 0; }
/** Takes the exception that is set and hands it to sys.unraisablehook. `object` may be NULL. */
export function writeUnraisable(message: string, object: Value): void {
  const e = errFetch();
  if (!e) return;
  const f = load<u32>(HOOKS, 8);
  if (f) call_indirect<void>(f, e, message, object);
  errClear();
  decref(e);
}
