/**
 * The host call that starts a Python thread: on a warm worker if there is one, on a spare that is still starting, else on one that the supervisor makes. The slots'
 * protocol is in contract/region.ts.
 */
import { ERRNO, type HostCalls } from '../../generated/host/calls.ts';
import { H_SLOTS_USED, H_THREADS_STARTED, MAX_SLOTS, SLOT_STATE, SLOT_THREAD, SlotState } from '../contract/region.ts';
import type { WorkerContext } from '../contract/worker-context.ts';

export function threadCalls(ctx: WorkerContext): Pick<HostCalls, 'threadSpawn' | 'threadExpect'> {
  const { mem } = ctx;
  const take = (slot: number, from: number): boolean => Atomics.compareExchange(mem.i32, mem.slot(slot, SLOT_STATE), from, SlotState.CLAIMING) === from;
  /** Waits until the slot's worker has arrived, with the thread that was given to it. */
  const arrived = (slot: number, threadState: number): number => {
    const state = mem.slot(slot, SLOT_STATE);
    for (;;) {
      const s = Atomics.load(mem.i32, state);
      // long over, and the slot another's by now
      if (mem.u32[mem.slot(slot, SLOT_THREAD)] !== threadState >>> 0) return 0;
      if (s === SlotState.FAILED) { Atomics.store(mem.i32, state, SlotState.FREE); return -ERRNO.EAGAIN; }
      if (s !== SlotState.REQUESTED && s !== SlotState.STARTING) return 0;
      Atomics.wait(mem.i32, state, s, 1000);
    }
  };
  return {
    threadExpect: () => ctx.post({ t: 'expect' }),
    threadSpawn: (threadState) => {
      Atomics.add(mem.i32, mem.header(H_THREADS_STARTED), 1);
      const used = Atomics.load(mem.i32, mem.header(H_SLOTS_USED));
      for (let i = 1; i < used; i++) {
        if (!take(i, SlotState.IDLE)) continue;
        const state = mem.slot(i, SLOT_STATE);
        mem.i32[mem.slot(i, SLOT_THREAD)] = threadState;
        Atomics.store(mem.i32, state, SlotState.CLAIMED);
        Atomics.notify(mem.i32, state);
        ctx.post({ t: 'spawn' });
        return 0;
      }
      for (let i = 1; i < used; i++) {
        if (Atomics.load(mem.i32, mem.slot(i, SLOT_STATE)) !== SlotState.STARTING || Atomics.compareExchange(mem.i32, mem.slot(i, SLOT_THREAD), 0, threadState) !== 0) continue;
        ctx.post({ t: 'spawn' });
        return arrived(i, threadState);
      }
      for (let i = 1; i < MAX_SLOTS; i++) {
        if (!take(i, SlotState.FREE)) continue;
        const state = mem.slot(i, SLOT_STATE);
        mem.i32[mem.slot(i, SLOT_THREAD)] = threadState;
        Atomics.store(mem.i32, state, SlotState.REQUESTED);
        for (let u = Atomics.load(mem.i32, mem.header(H_SLOTS_USED)); u <= i; u = Atomics.load(mem.i32, mem.header(H_SLOTS_USED))) {
          Atomics.compareExchange(mem.i32, mem.header(H_SLOTS_USED), u, i + 1);
        }
        ctx.post({ t: 'spawn' });
        return arrived(i, threadState);
      }
      return -ERRNO.EAGAIN;
    },
  };
}
