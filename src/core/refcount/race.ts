/**
 * The seeded interleaving of the `racy` mode (mode.ts): two threads hand a baton to each other before the load of every count and between load and store, in the order that a seed says, so
 * that a lost count is replayed from its number. Nothing of this is in the other modes.
 *
 * Who holds the baton runs up to its next racePoint, or to raceLeave; nobody else moves meanwhile. All words @atomic; `me` is the thread's own (0: takes no part).
 */
import { wait32 } from "../base/atomics";
import { PROC_COUNTERS } from "../base/map";

const SEED: usize = PROC_COUNTERS + 0x840;
const STEP: usize = SEED + 4; // turns that are over
const GONE: usize = SEED + 8; // bit i: thread i + 1 has left
let me: u32 = 0;

/** Before the threads start. */
export function raceInit(seed: u32): void { atomic.store<u32>(STEP, 0); atomic.store<u32>(GONE, 0); atomic.store<u32>(SEED, seed); }
/** Whose turn the step is. */
function turnOf(step: u32): u32 {
  let x = atomic.load<u32>(SEED) * 0x9E3779B1 + step * 0x85EBCA6B;
  x ^= x >> 15; x *= 0x2C1B3C6D; x ^= x >> 12;
  const who: u32 = 1 + (x & 1);
  return atomic.load<u32>(GONE) & who ? 3 - who : who;
}
function waitForTurn(): void {
  while (true) {
    const step = atomic.load<u32>(STEP);
    if (turnOf(step) == me) return;
    wait32(STEP, step, 1000000);
  }
}
function pass(): void { atomic.add<u32>(STEP, 1); atomic.notify(STEP, -1); }
/** who: 1 or 2. Returns with the baton. */
export function raceEnter(who: u32): void { me = who; waitForTurn(); }
export function raceLeave(): void { atomic.or<u32>(GONE, me); me = 0; pass(); }
/** Before a load, and between it and its store. */
export function racePoint(): void { if (me) { pass(); waitForTurn(); } }
