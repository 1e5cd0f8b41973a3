/**
 * The one-byte mutex over the parking lot (contract, section 6; src/core/sync/mutex and parking-lot; CPython Python/lock.c and
 * parking_lot.c).
 *
 *   m          the byte: LOCKED, PARKED (somebody is, or was, in the lot for it)
 *   bucket     the lot's lock for this address; `q` its waiters, first come first; `unparking` and `handed` of a waiter belong to it
 *   wake       one word per thread, what it sleeps on: bit 1 unparked, bit 2 interrupted. Set by an atomic or, then notified;
 *              `asleep` is the engine's wait queue: wait32 compares and goes to sleep in one step, notify ends it.
 *
 * lock: CAS if free; spin; set PARKED by CAS; park: under the bucket's lock the byte must still be LOCKED|PARKED. unlock: CAS
 * LOCKED→0 if nobody is parked, else unpark: under the bucket's lock take the first waiter and store the byte; if the waiter has
 * waited long enough (a `choose`: time is not modelled) the byte stays LOCKED and is his. A time-out or an interruption may meet an
 * unpark half-way: whoever finds itself taken from the queue must wait for the wake-up that is on its way, and may hold the lock then.
 *
 * Proven: mutual exclusion, no lost wake-up (deadlock and livelock checks), whoever is handed the lock gets it, the byte is 0 in
 * the end but for a stale PARKED. Not shown: bounded waiting, which is a matter of time (hand-off after 1 ms).
 */
import { BLOCK, check, choose, defineCase, type Case, type Program, type Protocol } from "./explorer.ts";

const LOCKED = 1, PARKED = 2, WOKEN = 1, INTERRUPTED = 2;
const shared = { m: 0, bucket: 0, q: [0, 0, 0], owner: 0, entered: 0 };
const locals = { v: 0, wake: 0, asleep: 0, unparking: 0, handed: 0, w: 0, n: 0, timed: 0, failed: 0 };
type S = typeof shared; type L = typeof locals; type P = Program<S, L>;
interface Bugs { noRecheck?: boolean; dropParked?: boolean; ignoreUnparking?: boolean; notifyFirst?: boolean; storeUnlock?: boolean }

const program = (bugs: Bugs): P => [
  // lock
  ["lock: load", (s, me) => { me.v = s.m; }],
  ["lock: cas", (s, me) => {
    if (me.v & LOCKED) return "lock: spin or park";
    if (s.m !== me.v) return "lock: load";
    s.m = me.v | LOCKED;
    return "locked";
  }],
  ["lock: spin or park", (_, me) => me.v & PARKED || choose(2) ? undefined : "lock: load"],
  ["lock: cas parked", (s, me) => {
    if (me.v & PARKED) return;
    if (s.m !== me.v) return "lock: load";
    s.m |= PARKED; me.v = s.m;
    return;
  }],
  ["park: lock bucket", (s) => { if (s.bucket) return BLOCK; s.bucket = 1; return; }],
  ["park: byte unchanged? enqueue", (s, me) => {
    if (s.m !== me.v && !bugs.noRecheck) { s.bucket = 0; return "lock: load"; }
    s.q[s.q.indexOf(0)] = me.id + 1; me.unparking = me.handed = 0; me.wake &= ~WOKEN;
    return;
  }],
  ["park: unlock bucket", (s) => { s.bucket = 0; }],
  ["park: wait32", (_, me) => { if (!me.wake) me.asleep = 1; }],
  ["park: asleep", (_, me) => {
    if (me.asleep && !me.timed) return BLOCK;
    if (me.wake & WOKEN) { me.asleep = 0; return; } // (a timed sleeper that wakes up by itself is woken anyway)
    if (me.asleep && me.timed) { me.asleep = 0; return "give up: lock bucket"; }
    if (me.wake & INTERRUPTED) { me.wake &= ~INTERRUPTED; return "give up: lock bucket"; }
    return "park: wait32"; // spurious
  }],
  ["park: woken", (_, me) => { me.wake &= ~WOKEN; me.unparking = 0; if (me.handed) { me.handed = 0; return "locked"; } return "lock: load"; }],
  ["give up: lock bucket", (s) => { if (s.bucket) return BLOCK; s.bucket = 1; return; }],
  ["give up: still queued?", (s, me) => {
    if (me.unparking && !bugs.ignoreUnparking) { s.bucket = 0; me.timed = 0; me.failed = 0; return "park: wait32"; }
    const at = s.q.indexOf(me.id + 1);
    if (at >= 0) { s.q.copyWithin(at, at + 1); s.q[s.q.length - 1] = 0; }
    s.bucket = 0;
    if (me.timed) { me.failed = 1; return "next"; }
    return "lock: load"; // interrupted: the caller would run signal handlers here, then goes on waiting
  }],
  // inside
  ["locked", (s, me) => { check((s.m & LOCKED) !== 0, "inside, and the byte is not locked"); check(s.owner === 0, "two inside"); s.owner = me.id + 1; s.entered++; }],
  ["leave", (s) => { s.owner = 0; }],
  // unlock
  ["unlock: load", (s, me) => { me.v = s.m; return bugs.storeUnlock ? "unlock: store" : undefined; }],
  ["unlock: cas", (s, me) => {
    if (me.v & PARKED) return "unpark: lock bucket";
    if (s.m !== me.v) return "unlock: load";
    s.m = 0;
    return "next";
  }],
  ["unlock: store", (s, me) => { if (me.v & PARKED) return "unpark: lock bucket"; s.m = 0; return "next"; }],
  ["unpark: lock bucket", (s) => { if (s.bucket) return BLOCK; s.bucket = 1; return; }],
  ["unpark: dequeue, store byte", (s, me) => {
    me.w = s.q[0];
    if (me.w === 0) { s.m = 0; return; }
    s.q.copyWithin(0, 1); s.q[s.q.length - 1] = 0;
    const fair = choose(2), t = s.t[me.w - 1];
    t.unparking = 1; t.handed = fair;
    s.m = (fair ? LOCKED : 0) | (s.q[0] && !bugs.dropParked ? PARKED : 0);
    return;
  }],
  ["unpark: unlock bucket", (s, me) => { s.bucket = 0; return me.w ? undefined : "next"; }],
  ["unpark: or wake", (s, me) => { const t = s.t[me.w - 1]; if (bugs.notifyFirst) t.asleep = 0; else t.wake |= WOKEN; }],
  ["unpark: notify", (s, me) => { const t = s.t[me.w - 1]; if (bugs.notifyFirst) t.wake |= WOKEN; else t.asleep = 0; me.w = 0; }],
  ["next", (_, me) => { me.v = me.w = 0; if (me.n-- > 0) return "lock: load"; me.n = 0; return; }],
];
/** Somebody's Ctrl-C, at any time, for thread 0. */
const interrupter: P = [
  ["interrupt: or wake", (s) => { s.t[0].wake |= INTERRUPTED; }],
  ["interrupt: notify", (s) => { s.t[0].asleep = 0; }],
];
interface Opts { threads: number; again?: number; timed?: number; interrupt?: boolean; bugs?: Bugs }
const c = (name: string, o: Opts): Case => defineCase<S, L>({
  name, shared, locals,
  threads: [
    ...Array.from({ length: o.threads }, (_, i) => ({ name: `T${i + 1}`, program: program(o.bugs ?? {}), init: { n: o.again ?? 0, timed: i < (o.timed ?? 0) ? 1 : 0 } })),
    ...(o.interrupt ? [{ name: "supervisor", program: interrupter }] : []),
  ],
  symmetric: [Array.from({ length: o.threads }, (_, i) => i).filter((i) => i >= (o.timed ?? 0) && !(o.interrupt && i === 0))],
  ids: ["q", "owner", "w"],
  invariants: { "inside means locked": (s) => s.owner === 0 || (s.m & LOCKED) !== 0 },
  final: {
    "unlocked, nobody queued": (s) => (s.m & LOCKED) === 0 && s.q[0] === 0,
    "everybody got in who did not time out": (s) => s.entered + s.t.reduce((n, t) => n + t.failed, 0) === o.threads * (1 + (o.again ?? 0)) || (o.timed ?? 0) > 0,
  },
});
export const protocol: Protocol = {
  name: "mutex",
  right: [
    c("mutex: two threads, twice each", { threads: 2, again: 1 }),
    c("mutex: three threads", { threads: 3 }),
    c("mutex: two threads, one with a time-out", { threads: 2, timed: 1 }),
    c("mutex: three threads, one with a time-out", { threads: 3, timed: 1 }),
    c("mutex: two threads, one interrupted", { threads: 2, interrupt: true, again: 1 }),
  ],
  deep: [c("mutex: three threads, twice each", { threads: 3, again: 1 }), c("mutex: three threads, one interrupted, one with a time-out", { threads: 3, interrupt: true, timed: 1 })],
  broken: [
    c("mutex BROKEN: parks without a second look at the byte", { threads: 2, bugs: { noRecheck: true } }),
    c("mutex BROKEN: unlock forgets that others are parked", { threads: 3, bugs: { dropParked: true } }),
    c("mutex BROKEN: a time-out ignores that the lock was handed to it", { threads: 2, timed: 1, bugs: { ignoreUnparking: true } }),
    c("mutex BROKEN: notified before the word is set", { threads: 2, bugs: { notifyFirst: true } }),
    c("mutex BROKEN: unlock stores instead of CAS", { threads: 2, bugs: { storeUnlock: true } }),
  ],
};
