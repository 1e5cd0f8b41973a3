/**
 * Stop the world (contract, sections 6 and 8; src/core/threads/stop-the-world; CPython Python/pystate.c stop_the_world,
 * park_detached_threads, start_the_world, tstate_wait_attach).
 *
 * Each thread's state word: GONE (not registered), DETACHED, ATTACHED, SUSPENDED. Only an attached thread touches the heap.
 *
 *   attach    CAS detached → attached; suspended: wait.
 *   detach    store detached: only the thread itself leaves "attached".
 *   request   the stop mutex first (whoever waits for it is *detached*, or two requesters would wait for each other); then under the registry's
 *             lock: requested, countdown = all registered others. Then until the countdown is zero, under the registry's lock: each
 *             detached thread is CAS'd to suspended (and counted), each attached one gets its breaker bit.
 *   safepoint breaker set: under the registry's lock, still requested and not me: state = suspended, countdown--. Then attach again.
 *   start     under the registry's lock: requested = 0, every suspended thread to detached (and its waiters woken), then the mutex.
 *   register  under the registry's lock: born SUSPENDED if a stop is requested, so that it is not counted and cannot attach.
 *   exit      under the registry's lock: if a stop is requested that has not suspended me, countdown--.
 *
 *   borrow    an attached thread may CAS a detached one to suspended for a moment, to merge its queue or revoke its bias, and puts
 *             it back by a store of detached. Suspended by somebody else is *not* counted by the requester, who looks again in its next
 *             round; so no stop is complete while a thread is borrowed, and "start" never lets a borrowed thread go.
 *
 * The requester sleeps on an event with a short time-out between its rounds, since a thread that detaches by itself tells nobody;
 * here it simply tries again. A thread that only the countdown of a *former* stop concerned looks at `requested` under the lock.
 *
 * Proven: no thread touches the heap while the world is stopped for another; two requesters, starting and exiting threads never
 * deadlock; the countdown is never below zero.
 */
import { BLOCK, check, choose, defineCase, type Case, type Program, type Protocol } from "./explorer.ts";

const GONE = 0, DETACHED = 1, ATTACHED = 2, SUSPENDED = 3;
const shared = { mutex: 0, head: 0, requested: 0, countdown: 0, stopped: 0 };
const locals = { state: GONE, breaker: 0, requests: 0, naps: 0, i: 0, borrows: 0, lent: 0 };
type S = typeof shared; type L = typeof locals; type P = Program<S, L>;
interface Bugs { attachedWait?: boolean; bornDetached?: boolean; exitNotCounted?: boolean; attachByStore?: boolean; staleBreaker?: boolean; countsBorrowed?: boolean }

const attach = (p: string, bugs: Bugs): P => [
  [`${p} attach: cas detached → attached`, (_, me) => {
    if (me.state === SUSPENDED && !bugs.attachByStore) return BLOCK; // parked on the state word
    me.state = ATTACHED;
    return;
  }],
];
const program = (bugs: Bugs): P => [
  ["register: lock", (s, me) => { if (me.state !== GONE) return "first attach: cas detached → attached"; if (s.head) return BLOCK; s.head = 1; return; }],
  ["register", (s, me) => { me.state = s.requested && !bugs.bornDetached ? SUSPENDED : DETACHED; s.head = 0; }],
  ...attach("first", bugs),
  ["work", (s, me) => { check(me.state === ATTACHED, "works unattached"); check(s.stopped === 0, "touches the heap of a stopped world"); return me.breaker ? "safepoint: lock" : undefined; }],
  ["what next?", (_, me) => {
    if (me.naps > 0 && choose(2)) { me.naps--; return "nap: detach"; }
    if (me.borrows > 0) { me.borrows--; return "borrow: cas"; }
    if (me.requests > 0) { me.requests--; return "request: mutex"; }
    me.naps = 0;
    return "exit: lock";
  }],
  // a safepoint with the breaker set
  ["safepoint: lock", (s) => { if (s.head) return BLOCK; s.head = 1; return; }],
  ["safepoint: suspend", (s, me) => {
    me.breaker = 0; s.head = 0;
    if (!s.requested && !bugs.staleBreaker) return "work"; // that stop is over
    me.state = SUSPENDED; s.countdown--;
    return;
  }],
  ...attach("safepoint", bugs),
  ["safepoint done", () => "work"],
  ["nap: detach", (_, me) => { me.state = DETACHED; }],
  ...attach("nap", bugs),
  ["nap done", () => "work"],
  // borrowing thread 0
  ["borrow: cas", (s, me) => { const t = s.t[0]; if (t.state !== DETACHED) return "work"; t.state = SUSPENDED; t.lent = 1; return; }],
  ["borrow: its own", (s) => { check(s.stopped === 0, "borrows in a stopped world"); check(s.t[0].state === SUSPENDED, "the borrowed thread runs"); }],
  ["borrow: give back", (s) => { s.t[0].lent = 0; s.t[0].state = DETACHED; return "work"; }],
  // a request
  ["request: mutex", (s, me) => { if (s.mutex === 0) { s.mutex = 1; return "request: lock"; } if (!bugs.attachedWait) me.state = DETACHED; return; }],
  ["request: wait for mutex", (s) => { if (s.mutex) return BLOCK; s.mutex = 1; return; }],
  ["request: attach", (_, me) => { if (me.state === SUSPENDED) return BLOCK; me.state = ATTACHED; return; }],
  ["request: lock", (s) => { if (s.head) return BLOCK; s.head = 1; return; }],
  ["request: count", (s, me) => {
    s.requested = 1; s.countdown = 0; s.head = 0; me.i = 0;
    for (const t of s.t) if (t.id !== me.id && t.state !== GONE) s.countdown++;
  }],
  ["stop: lock", (s) => { if (s.head) return BLOCK; s.head = 1; return; }],
  ["stop: look at a thread", (s, me) => {
    const t = s.t[me.i];
    if (t.id !== me.id) {
      if (t.state === DETACHED) { t.state = SUSPENDED; s.countdown--; }
      else if (t.state === SUSPENDED && t.lent && bugs.countsBorrowed) s.countdown--;
      else if (t.state === ATTACHED) t.breaker = 1;
    }
    if (++me.i < s.t.length) return "stop: look at a thread";
    me.i = 0; s.head = 0;
    return;
  }],
  ["stop: all there?", (s, me) => {
    check(s.countdown >= 0, "countdown below zero");
    if (s.countdown > 0) return s.t.some((t) => t.id !== me.id && (t.state === DETACHED || (t.state === ATTACHED && !t.breaker))) ? "stop: lock" : BLOCK; // (the time-out)
    s.stopped = me.id + 1;
    return;
  }],
  ["stopped: work", (s, me) => { for (const t of s.t) check(t.id === me.id || t.state !== ATTACHED, "a thread is attached in a stopped world"); }],
  ["start: lock", (s) => { if (s.head) return BLOCK; s.head = 1; s.stopped = 0; return; }],
  ["start: let all go", (s) => { s.requested = 0; for (const t of s.t) if (t.state === SUSPENDED) t.state = DETACHED; s.head = 0; }],
  ["start: mutex", (s) => { s.mutex = 0; return "work"; }],
  // exit: detached, then out of the registry
  ["exit: lock", (s, me) => { if (s.head) return BLOCK; s.head = 1; return me.breaker && s.requested ? undefined : undefined; }],
  ["exit: unregister", (s, me) => {
    if (s.requested && !bugs.exitNotCounted) s.countdown--; // attached still, so nobody has counted me
    me.state = GONE; me.breaker = 0; s.head = 0;
  }],
];
const c = (name: string, threads: { born: boolean; requests?: number; naps?: number; borrows?: number }[], bugs: Bugs = {}): Case => defineCase<S, L>({
  name, shared, locals,
  threads: threads.map((t, i) => ({ name: `T${i + 1}`, program: program(bugs), init: { state: t.born ? DETACHED : GONE, requests: t.requests ?? 0, naps: t.naps ?? 0, borrows: t.borrows ?? 0 } })),
  final: { "the world goes": (s) => s.requested === 0 && s.mutex === 0 },
});
const old = { born: true }, young = { born: false };
export const protocol: Protocol = {
  name: "stop the world",
  right: [
    c("stop: one requester, one worker that naps", [{ ...old, requests: 1 }, { ...old, naps: 1 }]),
    c("stop: two requesters", [{ ...old, requests: 1 }, { ...old, requests: 1 }]),
    c("stop: two requesters and a starting thread that naps", [{ ...old, requests: 1 }, { ...old, requests: 1 }, { ...young, naps: 1 }]),
    c("stop: two stops in a row, a worker and a starting thread", [{ ...old, requests: 2 }, { ...old, naps: 1 }, young]),
    c("stop: a napping thread is borrowed while another stops the world", [{ ...old, naps: 1 }, { ...old, requests: 1 }, { ...old, borrows: 1 }]),
  ],
  deep: [c("stop: three requesters, one of them starting", [{ ...old, requests: 1 }, { ...old, requests: 1, naps: 1 }, { ...young, requests: 1, naps: 1 }])],
  broken: [
    c("stop BROKEN: waits for the stop mutex attached", [{ ...old, requests: 1 }, { ...old, requests: 1 }], { attachedWait: true }),
    c("stop BROKEN: a thread is born detached while a stop is under way", [{ ...old, requests: 1 }, { ...old }, young], { bornDetached: true }),
    c("stop BROKEN: an exiting thread is still waited for", [{ ...old, requests: 1 }, old], { exitNotCounted: true }),
    c("stop BROKEN: attach by a store", [{ ...old, requests: 1 }, { ...old, naps: 1 }], { attachByStore: true }),
    c("stop BROKEN: a thread suspended by a borrower counts as stopped", [{ ...old, naps: 1 }, { ...old, requests: 1 }, { ...old, borrows: 1 }], { countsBorrowed: true }),
    c("stop BROKEN: answers the breaker of a stop that is over", [{ ...old, requests: 2 }, { ...old, naps: 1 }], { staleBreaker: true }),
  ],
};
