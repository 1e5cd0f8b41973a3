/**
 * Signals. The host's supervisor sets a bit in the host page when a signal comes that Python handles, and breaks and wakes the main thread; the eval breaker
 * of the main thread calls signalsRun(). Handlers are Python objects in a table of roots, @lock-free: written and read as single words by the main thread only
 * (signal.signal() is allowed there alone, as in CPython). CPython: Modules/signalmodule.c.
 */
import { Ptr, Value, NULL, None, int } from "../base/value";
import { T } from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { raiseBare } from "../objects/errors";
import { call2 } from "../objects/call";
import { memAlloc } from "../memory/alloc";
import { ts } from "../threads/self";
import { ThreadState } from "../threads/state";
import { threadIsMain } from "../threads/registry";
import { Frame, frameObject } from "../interp/frame";
import { rootSlot } from "../boot/state";
import { ROOT_SIGNALS } from "../boot/roots";
import { listGetItem, listSize } from "../types/list/core";
import { HOST_PAGE_SIGNALS_HIGH, HOST_PAGE_SIGNALS_LOW } from "../../generated/core/host";

/** Takes the bits of the signals that arrived. */
function takeSignals(): u64 {
  return <u64>atomic.xchg<u32>(HOST_PAGE_SIGNALS_LOW, 0) | (<u64>atomic.xchg<u32>(HOST_PAGE_SIGNALS_HIGH, 0) << 32);
}
/** Whether a signal waits for its handler. */
export function signalsPending(): bool { return (atomic.load<u32>(HOST_PAGE_SIGNALS_LOW) | atomic.load<u32>(HOST_PAGE_SIGNALS_HIGH)) != 0; }

/** The Python-level handler of signal n: borrowed; NULL if none was set. */
export function signalHandler(n: i32): Value {
  const l = load<u64>(rootSlot(ROOT_SIGNALS));
  if (!l || n >= listSize(l)) return NULL; // `signal` was never imported
  const v = listGetItem(l, n);
  decref(v); // the list keeps it; only the main thread replaces it
  return v;
}
/** Runs the handlers of the signals that arrived. Main thread only: others leave the bits. 0, or -1 with what a handler raised. */
export function signalsRun(): i32 {
  if (!threadIsMain()) return 0;
  let bits = takeSignals();
  for (let n = 1; bits; n++, bits >>= 1) {
    if (!(bits & 1)) continue;
    const h = signalHandler(n);
    if (!h) {
      // before the signal module was set up: what CPython's default is
      if (n == 2) { putBack(n + 1, bits >> 1); raiseBare(T.KeyboardInterrupt); return -1; }
      continue;
    }
    if (h == int(0) || h == int(1) || h == None) continue;
    const f = changetype<ThreadState>(ts).frame;
    const frame: Value = f ? <Value>frameObject(changetype<Frame>(f)) : None;
    if (!frame) return -1;
    newRef(h);
    const r = call2(h, int(n), frame);
    decref(h);
    if (!r) { putBack(n + 1, bits >> 1); return -1; }
    decref(r);
  }
  return 0;
}
/** A handler raised: the signals after it stay pending. */
function putBack(n: i32, bits: u64): void {
  const all = n <= 64 ? bits << <u64>(n - 1) : 0;
  if (<u32>all) atomic.or<u32>(HOST_PAGE_SIGNALS_LOW, <u32>all);
  if (all >> 32) atomic.or<u32>(HOST_PAGE_SIGNALS_HIGH, <u32>(all >> 32));
  if (all) atomic.or<u32>(ts, EB_SIGNAL);
}
import { EB_SIGNAL } from "../base/thread-layout";
