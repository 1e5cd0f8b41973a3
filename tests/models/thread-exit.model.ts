/**
 * The end of a thread, join, daemon threads and shutdown (contract, sections 3, 4 and 8; src/core/threads/finish, threading handles;
 * CPython Modules/_threadmodule.c thread_run, Python/pystate.c, pylifecycle.c Py_Finalize).
 *
 * exit      in this order: clear what the thread owns and drain its merge queue until, under the registry's lock, it is empty: then
 *           unregister in the same section. No counting after that (its objects belong to nobody). Give up the heap. Leave the thread list
 *           (a stop does not wait any more). Last of all set the join event. Whoever returned from join() may count bytes: nothing of the
 *           thread is left but its worker.
 * handle    the event is not in a Python object: after unregistering the thread could not drop a reference to one. It is a raw
 *           record with a count of two holders, the thread and the Python handle; the last one frees it.
 * shutdown  the main thread joins all other than daemons; `finalizing` = 1; stops the world; with it stopped takes the daemons out of
 *           the registry, under its lock, with *both* of their queues (the shared one, and the one they had taken to work on when they were
 *           suspended in a finalizer); lets the world go: a daemon that wants to attach hangs for ever (the supervisor ends its worker);
 *           merges what it adopted; tears down.
 *
 * References are dropped by main at any time: registered → pushed on the queue, else merged at once.
 * Proven: nobody touches the heap after the teardown; each dropped reference is merged exactly once; what join promises; the record is
 * freed once and not touched afterwards; main always ends, whatever a daemon is doing.
 */
import { BLOCK, check, choose, defineCase, type Case, type Program, type Protocol, type State } from "./explorer.ts";

const GONE = 0, DETACHED = 1, ATTACHED = 2, SUSPENDED = 3, HANG = 4;
const shared = { lock: 0, finalizing: 0, stop: 0, torn: 0, dropped: 0, merged: 0 };
const locals = { state: ATTACHED, reg: 1, q: 0, hand: 0, heap: 1, done: 0, refs: 2, freed: 0, naps: 0, drops: 0, k: 0, adopted: 0 };
type S = typeof shared; type L = typeof locals; type P = Program<S, L>; type St = State<S, L>;
interface Bugs { eventFirst?: boolean; noRefs?: boolean; handLeft?: boolean; noHang?: boolean; unregisterLater?: boolean }
const WORKER = 1;

const merge = (s: St): void => { check(!s.torn, "touches the heap after the teardown"); s.merged++; };
/** A safepoint: suspended while a stop is requested. */
const safepoint = (p: string): P => [
  [`${p} safepoint`, (s, me) => { if (!s.stop) return `${p} on`; me.state = SUSPENDED; return; }],
  [`${p} attach again`, (_, me) => { if (me.state !== DETACHED) return BLOCK; me.state = ATTACHED; return; }],
  [`${p} on`, () => {}],
];
const finish = (bugs: Bugs): P => [
  ["finish: lock registry", (s) => { if (s.lock) return BLOCK; s.lock = 1; return; }],
  ["finish: take queue", (s, me) => { me.hand += me.q; me.q = 0; if (me.hand === 0 && !bugs.unregisterLater) me.reg = 0; s.lock = 0; return me.hand ? undefined : "finish: (unregister later)"; }],
  ["finish: merge one", (s, me) => { if (me.hand) { merge(s); me.hand--; } return; }],
  ...safepoint("finish:"), // a finalizer may run anything
  ["finish: more?", (_, me) => me.hand ? "finish: merge one" : "finish: lock registry"],
  ["finish: (unregister later)", (_, me) => { me.reg = 0; }],
  ["finish: (event too early)", (_, me) => { if (bugs.eventFirst) me.done = 1; }],
  ["finish: give up heap", (s, me) => { check(!s.torn, "touches the heap after the teardown"); me.heap = 0; }],
  ["finish: leave thread list", (_, me) => { me.state = GONE; }],
  ["finish: set event", (_, me) => { check(!me.freed, "sets an event that is freed"); me.done = 1; }],
  ["finish: notify", (_, me) => { check(!me.freed, "notifies an event that is freed"); }],
  ["finish: drop record", (_, me) => { if (--me.refs === 0) { check(!me.freed, "record freed twice"); me.freed = 1; } }],
];
const worker = (bugs: Bugs): P => [["work", (s) => { check(!s.torn, "touches the heap after the teardown"); }], ...safepoint("work:"), ...finish(bugs)];
const daemon = (bugs: Bugs): P => [
  ["work", (s, me) => { check(!s.torn, "touches the heap after the teardown"); check(me.state === ATTACHED, "works unattached"); }],
  ...safepoint("work:"),
  ["what next?", (_, me) => { if (me.naps === 0) return "finish: lock registry"; me.naps--; return ["nap: detach", "poll: lock", "finish: lock registry"][choose(3)]; }],
  ["poll: lock", (s) => { if (s.lock) return BLOCK; s.lock = 1; return; }],
  ["poll: take queue", (s, me) => { me.hand += me.q; me.q = 0; s.lock = 0; return me.hand ? undefined : "work"; }],
  ["poll: merge one", (s, me) => { merge(s); me.hand--; }],
  ...safepoint("poll:"),
  ["poll: more?", (_, me) => me.hand ? "poll: merge one" : "work"],
  ["nap: detach", (_, me) => { me.state = DETACHED; }],
  ["nap: attach", (s, me) => {
    if (me.state === SUSPENDED || me.state === HANG) return BLOCK;
    if (s.finalizing && !bugs.noHang) { me.state = HANG; return BLOCK; }
    me.state = ATTACHED;
    return "work";
  }],
  ...finish(bugs),
];
/** Main drops a reference to an object of thread t. */
const drop = (p: string, t: number): P => [
  [`${p} lock registry`, (s) => { if (s.lock) return BLOCK; s.lock = 1; s.dropped++; return; }],
  [`${p} push or merge`, (s) => { if (s.t[t].reg) s.t[t].q++; else merge(s); }],
  [`${p} unlock`, (s) => { s.lock = 0; }],
];
const main = (bugs: Bugs, daemons: number[]): P => [
  ...drop("w1:", WORKER),
  ...daemons.flatMap((d) => [...drop(`d${d}a:`, d), ...drop(`d${d}b:`, d)]),
  ["join: detach, wait", (s) => { if (!s.t[WORKER].done) return BLOCK; return; }],
  ["join: back", (s) => {
    const w = s.t[WORKER];
    check(!w.reg && !w.heap && w.state === GONE, "join returns before the thread is gone");
    check(w.q === 0 && w.hand === 0, "join returns, and references wait in a queue that nobody serves");
  }],
  ["join: drop record", (s) => { const w = s.t[WORKER]; if (bugs.noRefs) w.freed = 1; else if (--w.refs === 0) { check(!w.freed, "record freed twice"); w.freed = 1; } }],
  ...drop("w2:", WORKER),
  ["finalizing", (s) => { s.finalizing = 1; }],
  ["stop: request", (s) => { s.stop = 1; }],
  ["stop: all there?", (s) => {
    for (const d of daemons) { const t = s.t[d]; if (t.state === DETACHED) t.state = SUSPENDED; if (t.state === ATTACHED) return BLOCK; }
    return;
  }],
  ["stopped: lock registry", (s) => { if (s.lock) return BLOCK; s.lock = 1; return; }],
  ["stopped: take daemons out", (s, me) => {
    for (const d of daemons) { const t = s.t[d]; t.reg = 0; me.adopted += t.q + (bugs.handLeft ? 0 : t.hand); t.q = 0; if (!bugs.handLeft) t.hand = 0; }
    s.lock = 0;
  }],
  ["start: let go", (s) => { s.stop = 0; for (const d of daemons) if (s.t[d].state === SUSPENDED) s.t[d].state = bugs.noHang ? DETACHED : HANG; }],
  ["adopted: merge", (s, me) => { if (me.adopted === 0) return; merge(s); me.adopted--; return "adopted: merge"; }],
  ...daemons.flatMap((d) => drop(`late ${d}:`, d)),
  ["tear down", (s) => { s.torn = 1; }],
];
function c(name: string, daemons: number, naps: number, bugs: Bugs = {}): Case {
  const ids = Array.from({ length: daemons }, (_, i) => 2 + i);
  return defineCase<S, L>({
    name, shared, locals,
    threads: [
      { name: "main", program: main(bugs, ids) }, { name: "worker", program: worker(bugs) },
      ...ids.map((d) => ({ name: `daemon${d - 1}`, program: daemon(bugs), daemon: true, init: { naps } })),
    ],
    final: {
      "every reference merged once": (s) => s.merged === s.dropped,
      "torn down": (s) => s.torn === 1,
      "the record is freed": (s) => s.t[WORKER].freed === 1,
    },
  });
}
export const protocol: Protocol = {
  name: "thread exit",
  right: [c("exit: main and a worker", 0, 0), c("exit: main, a worker, a daemon", 1, 2)],
  deep: [c("exit: main, a worker, a busy daemon", 1, 4), c("exit: main, a worker, two daemons", 2, 1)],
  broken: [
    c("exit BROKEN: the join event is set before the thread has left", 0, 0, { eventFirst: true }),
    c("exit BROKEN: the joiner frees the event's record", 0, 0, { noRefs: true }),
    c("exit BROKEN: the queue a daemon was working on is not adopted", 1, 1, { handLeft: true }),
    c("exit BROKEN: daemons may attach after the shutdown", 1, 1, { noHang: true }),
    c("exit BROKEN: unregistered after the lock is given back", 0, 0, { unregisterLater: true }),
  ],
};
