/**
 * GIL mode (`-X gil=1`): the same build under a real global lock, so that the two worlds can be compared (CPython Python/ceval_gil.c).
 *
 * Attached means holding the GIL. A waiter that has waited for one switch interval without a switch sets EB_GIL_DROP in the holder's eval
 * breaker; the holder lets go at its next safepoint and waits until another thread has really taken it (forced switching), or one busy
 * thread would win the race against its sleeping waiters every time.
 *
 * PROC_MULTI stays 0 in this mode: threads change at safepoints only, so critical sections are elided as they were in CPython with its GIL.
 * All words @atomic. Not the parking lot but plain wait/notify: no compare besides the lock word is needed.
 */
import { Ptr } from "../base/value";
import { wait32 } from "../base/atomics";
import { PROC_GIL_ENABLED, PROC_MEMORY } from "../base/map";
import { COUNT_GIL_FORCED, COUNT_GIL_HELD_NS, COUNT_GIL_SWITCHES, COUNT_GIL_WAITS, COUNT_GIL_WAIT_NS, counterAdd } from "../base/counters";
import { monotonicNs } from "../base/clock";
import { EB_GIL_DROP } from "../base/thread-layout";

const GIL: usize = PROC_MEMORY + 0x700; // 0 free, 1 held
const HOLDER: usize = GIL + 4; // the last holder's state
const SWITCHES: usize = GIL + 8; // how often the holder changed; droppers wait on it
const WAITERS: usize = GIL + 12;
const INTERVAL: usize = GIL + 16; // µs
const TAKEN: usize = GIL + 24; // i64 @owner the holder: when it took it

// @ts-ignore: decorator
@inline export function gilEnabled(): bool { return load<u32>(PROC_GIL_ENABLED) != 0; }
export function gilSetInterval(us: u32): void { atomic.store<u32>(INTERVAL, us ? us : 1); }
export function gilInterval(): u32 { return atomic.load<u32>(INTERVAL); }

/** state: of the calling thread, which is not attached. */
export function gilTake(state: Ptr): void {
  let now: i64 = 0;
  if (atomic.cmpxchg<u32>(GIL, 0, 1) != 0) {
    const began = monotonicNs();
    counterAdd(COUNT_GIL_WAITS, 1);
    atomic.add<u32>(WAITERS, 1);
    while (true) {
      const switches = atomic.load<u32>(SWITCHES);
      if (atomic.cmpxchg<u32>(GIL, 0, 1) == 0) break;
      const r = wait32(GIL, 1, <i64>atomic.load<u32>(INTERVAL) * 1000);
      if (r == 2 && atomic.load<u32>(GIL) == 1 && atomic.load<u32>(SWITCHES) == switches) {
        const holder: Ptr = atomic.load<u32>(HOLDER);
        if (holder) atomic.or<u32>(holder, EB_GIL_DROP);
      }
    }
    atomic.sub<u32>(WAITERS, 1);
    now = monotonicNs();
    counterAdd(COUNT_GIL_WAIT_NS, <u64>(now - began));
  }
  store<i64>(TAKEN, now ? now : monotonicNs());
  atomic.and<u32>(state, ~EB_GIL_DROP);
  if (atomic.load<u32>(HOLDER) != <u32>state) {
    atomic.store<u32>(HOLDER, <u32>state);
    atomic.add<u32>(SWITCHES, 1);
    counterAdd(COUNT_GIL_SWITCHES, 1);
    atomic.notify(SWITCHES, -1);
  }
}
export function gilDrop(state: Ptr): void {
  const asked = (atomic.load<u32>(state) & EB_GIL_DROP) != 0;
  counterAdd(COUNT_GIL_HELD_NS, <u64>(monotonicNs() - load<i64>(TAKEN)));
  atomic.store<u32>(GIL, 0);
  atomic.notify(GIL, 1);
  if (!asked) return;
  atomic.and<u32>(state, ~EB_GIL_DROP);
  counterAdd(COUNT_GIL_FORCED, 1);
  while (atomic.load<u32>(WAITERS) != 0) {
    const switches = atomic.load<u32>(SWITCHES);
    if (atomic.load<u32>(HOLDER) != <u32>state) break;
    wait32(SWITCHES, switches, 1000000);
  }
}
/** Nobody may be left pointing at a state that ends. */
export function gilForget(state: Ptr): void { atomic.cmpxchg<u32>(HOLDER, <u32>state, 0); }
