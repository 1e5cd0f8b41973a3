/**
 * Starting threads, and waiting for them at the end. The creator prepares a ThreadState with what is to run, and the host gives it a worker (threadSpawn, called
 * detached: it may wait for one). The new thread's side is boot/thread-main.ts.
 */
import { Ptr, Value, NULL } from "../../base/value";
import { as } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { ts } from "../../base/self";
import { threadSpawn } from "../../../generated/core/host";
import { decref, newRef } from "../../refcount/count";
import { PARK_DETACH, PARK_INTERRUPTED, PARK_INTERRUPTIBLE, park, unparkAll } from "../../sync/parking";
import { threadAttach, threadDetach } from "../../threads/attach";
import { threadDiscard, threadIsMain, threadPrepare } from "../../threads/registry";
import { ThreadState } from "../../threads/state";
import { singleThreaded } from "../../types/sharing";
import { modulesShare } from "../../objects/module";
import { raise } from "../../objects/errors";
import { unraisable } from "../../objects/unraisable";
import { breaker, BREAKER_ERROR } from "../../interp/breaker";
import { HandleObject, HANDLE_NOT_STARTED, HANDLE_RUNNING, handleClaim, handleSetState } from "./handle";

/** Process words, u32 @atomic: threads that Python started and that live; those among them that are not daemons; 1: no more are started. */
const WORDS: Ptr = memory.data(16, 16);
const ALIVE: Ptr = WORDS, WAITED: Ptr = WORDS + 4, CLOSED: Ptr = WORDS + 8;

export function threadsAlive(): u32 { return atomic.load<u32>(ALIVE); }
/** From now on threads cannot be started (finalisation). */
export function threadsClose(): void { atomic.store<u32>(CLOSED, 1); }
export function threadsAreClosed(): bool { return atomic.load<u32>(CLOSED) != 0; }

/** Starts function(*args, **kwargs); borrows all (kwargs: dict or NULL). The handle is NOT_STARTED and claimed here. The thread's ident, or 0 with an exception. */
export function startThread(f: Value, args: Value, kwargs: Value, handle: Value, daemon: bool): u64 {
  if (threadsAreClosed()) { raise(T.PythonFinalizationError, "can't create new thread at interpreter shutdown"); return 0; }
  if (!handleClaim(handle)) { raise(T.RuntimeError, "thread already started"); return 0; }
  if (singleThreaded()) modulesShare();
  const state = threadPrepare();
  if (!state) { handleSetState(handle, HANDLE_NOT_STARTED); raise(T.RuntimeError, "can't start new thread"); return 0; }
  const s = changetype<ThreadState>(state), h = as<HandleObject>(handle), ident = s.ident;
  s.startFunc = newRef(f); s.startArgs = newRef(args); s.startKwargs = newRef(kwargs);
  s.handle = newRef(handle);
  s.daemon = daemon ? 1 : 0;
  s.doneEvent = h.record;
  atomic.store<u64>(<Ptr>handle, ident, offsetof<HandleObject>("ident"));
  atomic.store<u32>(<Ptr>handle, 1, offsetof<HandleObject>("threaded"));
  handleSetState(handle, HANDLE_RUNNING);
  atomic.add<u32>(ALIVE, 1);
  if (!daemon) atomic.add<u32>(WAITED, 1);
  threadDetach();
  const r = threadSpawn(state);
  threadAttach();
  if (r >= 0) return ident;
  atomic.store<u32>(<Ptr>handle, 0, offsetof<HandleObject>("threaded"));
  handleSetState(handle, HANDLE_NOT_STARTED);
  s.doneEvent = 0;
  const a = s.startFunc, b = s.startArgs, c = s.startKwargs, d = s.handle;
  s.startFunc = NULL; s.startArgs = NULL; s.startKwargs = NULL; s.handle = NULL;
  threadGone(daemon);
  threadDiscard(state);
  decref(a); decref(b); decref(c); decref(d);
  raise(T.RuntimeError, "can't start new thread");
  return 0;
}
/** A started thread has run its Python code (or could not be started). */
export function threadGone(daemon: bool): void {
  atomic.sub<u32>(ALIVE, 1);
  if (!daemon) { atomic.sub<u32>(WAITED, 1); unparkAll(WAITED); }
}
/**
 * Waits for all threads that are not daemons. A signal's exception ends the wait, as in CPython: it is written and forgotten. For threading._shutdown.
 */
export function threadsJoin(): void {
  const s = changetype<ThreadState>(ts);
  // a thread that calls it does not wait for itself
  const own: u32 = !threadIsMain() && !s.daemon ? 1 : 0;
  while (true) {
    const n = atomic.load<u32>(WAITED);
    if (n <= own) return;
    if (park(WAITED, n, -1, 0, PARK_DETACH | PARK_INTERRUPTIBLE) == PARK_INTERRUPTED && breaker() == BREAKER_ERROR) {
      unraisable(NULL, "Exception ignored while joining a thread in _thread._shutdown()");
      return;
    }
  }
}
