/**
 * Stop the world (contract, sections 6 and 8; src/core/threads/attach.ts worldStop, worldStart, threadAttach, leave; registry.ts;
 * CPython Python/pystate.c stop_the_world, which counts arrivals down where this scans again).
 *
 * Each thread's status word: GONE (not in the list), DETACHED, ATTACHED, SUSPENDED, HELD. Only an attached thread touches the heap.
 *
 *   attach    CAS detached → attached; anything else: wait on the word.
 *   detach    store detached: only the thread itself leaves "attached".
 *   request   the stop mutex first (whoever waits for it is *detached*, or two requesters would wait for each other); `requester` is set under the
 *             list's lock. Then rounds over the list, each under its lock: suspended → fine; detached → CAS to suspended; attached →
 *             set its breaker; in doubt: another round. The world is stopped after a round that found nobody else.
 *   safepoint breaker set: clear it, store suspended, attach again.
 *   start     under the list's lock: requester = 0; for each: clear the breaker, *then* suspended → detached, notify. Then the mutex.
 *   register  under the list's lock: born suspended if there is a requester.
 *   exit      detach, then out of the list under its lock: also while suspended, which touches no heap.
 *   hold      an attached thread may CAS a detached one to held for a moment, to merge its queue or revoke its bias, and stores
 *             detached again. The requester does not count a held thread, so no stop is complete while one is held.
 *
 *   mutex     one of those that native code takes in the middle of something (objects/weakref.ts): a waiter is detached, and may be handed the mutex
 *             before it attaches. Then it is stopped with the mutex locked on its behalf: who has stopped the world takes no such mutex. The same with an
 *             object's section (threads/critical-section.ts): what the stopper cannot lock at once it elides.
 *
 * The requester sleeps with a short time-out between rounds, since a thread that detaches by itself need not tell; here it tries again when a
 * round could change something.
 *
 * Proven: no thread touches the heap while the world is stopped for another; requesters, starting, exiting and held threads never deadlock.
 */
import { BLOCK, check, choose, defineCase, type Case, type Program, type Protocol } from "./explorer.ts";

const GONE = 0, DETACHED = 1, ATTACHED = 2, SUSPENDED = 3, HELD = 4;
const shared = { mutex: 0, head: 0, requester: 0, stopped: 0, stripe: 0 };
const locals = { state: GONE, breaker: 0, requests: 0, naps: 0, holds: 0, uses: 0, waits: 0, inside: 0, i: 0, v: 0, pending: 0 };
type S = typeof shared; type L = typeof locals; type P = Program<S, L>;
interface Bugs { attachedWait?: boolean; bornDetached?: boolean; askedIsStopped?: boolean; attachByStore?: boolean; staleBreaker?: boolean; heldIsStopped?: boolean; locksStopped?: boolean }

const attach = (p: string, bugs: Bugs): P => [
  [`${p} attach: cas detached → attached`, (_, me) => { if (me.state !== DETACHED && !bugs.attachByStore) return BLOCK; me.state = ATTACHED; return; }],
];
const lock = (p: string): P => [[`${p}: lock list`, (s) => { if (s.head) return BLOCK; s.head = 1; return; }]];
const program = (bugs: Bugs): P => [
  ["born?", (_, me) => me.state === GONE ? undefined : "first attach: cas detached → attached"],
  ...lock("register"),
  ["register", (s, me) => { me.state = s.requester && !bugs.bornDetached ? SUSPENDED : DETACHED; s.head = 0; }],
  ...attach("first", bugs),
  ["work", (s, me) => { check(me.state === ATTACHED, "works unattached"); check(s.stopped === 0, "touches the heap of a stopped world"); }],
  ["poll", (_, me) => me.breaker ? "suspend: clear breaker" : undefined],
  ["what next?", (_, me) => {
    if (me.naps > 0 && choose(2)) { me.naps--; return "nap: detach"; }
    if (me.holds > 0) { me.holds--; return "hold: cas"; }
    if (me.uses > 0) { me.uses--; return "stripe: lock"; }
    if (me.requests > 0) { me.requests--; return "request: mutex"; }
    me.naps = 0;
    return "exit: detach";
  }],
  ["suspend: clear breaker", (_, me) => { me.breaker = 0; }],
  ["suspend: store suspended", (_, me) => { me.state = SUSPENDED; }],
  ...attach("suspend", bugs),
  ["suspend done", () => "work"],
  ["nap: detach", (_, me) => { me.state = DETACHED; }],
  ...attach("nap", bugs),
  ["nap done", () => "work"],
  // holding thread 0
  ["hold: cas", (s) => { if (s.t[0].state !== DETACHED) return "work"; s.t[0].state = HELD; return; }],
  ["hold: its own", (s) => { check(s.stopped === 0, "works for a held thread in a stopped world"); check(s.t[0].state === HELD, "the held thread runs"); }],
  ["hold: store detached", (s) => { s.t[0].state = DETACHED; return "work"; }],
  // a mutex of native code
  ["stripe: lock", (s, me) => { if (s.stripe === 0) { s.stripe = me.id + 1; return "stripe: begin"; } me.state = DETACHED; me.waits = 1; return; }],
  ["stripe: handed over", (s, me) => { if (s.stripe !== me.id + 1) return BLOCK; me.waits = 0; return; }],
  ...attach("stripe", bugs),
  ["stripe: begin", (s, me) => { check(me.state === ATTACHED && s.stopped === 0, "touches what the stopper may be at"); me.inside = 1; }],
  ["stripe: end", (s, me) => { me.inside = 0; const next = s.t.find((t) => t.waits === 1); s.stripe = next ? next.id + 1 : 0; return "work"; }],
  // a request
  ["request: mutex", (s, me) => { if (s.mutex === 0) { s.mutex = 1; return "request: lock list"; } if (!bugs.attachedWait) me.state = DETACHED; return; }],
  ["request: wait for mutex", (s) => { if (s.mutex) return BLOCK; s.mutex = 1; return; }],
  ["request: attach", (_, me) => { if (me.state === ATTACHED) return; if (me.state !== DETACHED) return BLOCK; me.state = ATTACHED; return; }],
  ...lock("request"),
  ["request: requester", (s, me) => { s.requester = me.id + 1; me.i = me.pending = 0; }],
  ["scan: load status", (s, me) => {
    if (me.i === me.id) me.i++;
    if (me.i >= s.t.length) return "scan: unlock";
    me.v = s.t[me.i].state;
    if (me.v === GONE || me.v === SUSPENDED || (bugs.heldIsStopped && me.v === HELD)) { me.i++; return "scan: load status"; }
    return;
  }],
  ["scan: cas or ask", (s, me) => {
    const t = s.t[me.i++];
    if (me.v === DETACHED && t.state === DETACHED) { t.state = SUSPENDED; return "scan: load status"; }
    if (me.v === ATTACHED) { t.breaker = 1; if (bugs.askedIsStopped) return "scan: load status"; }
    me.pending = 1;
    return "scan: load status";
  }],
  ["scan: unlock", (s, me) => { s.head = 0; me.i = me.v = 0; if (!me.pending) return "stopped"; me.pending = 0; return; }],
  ["scan: again", (s, me) => {
    if (s.head) return BLOCK;
    if (!s.t.some((t) => t.id !== me.id && (t.state === DETACHED || (t.state === ATTACHED && !t.breaker))) && s.t.some((t) => t.id !== me.id && (t.state === ATTACHED || t.state === HELD))) return BLOCK;
    s.head = 1;
    return "scan: load status";
  }],
  ["stopped", (s, me) => { s.stopped = me.id + 1; }],
  ["stopped: work", (s, me) => { if (bugs.locksStopped && s.stripe) return BLOCK; for (const t of s.t) check(t.inside === 0, "stopped in the middle"); for (const t of s.t) check(t.id === me.id || (t.state !== ATTACHED && t.state !== HELD), "a thread is attached or held in a stopped world"); s.stopped = 0; }],
  ...lock("start"),
  ["start: no requester", (s, me) => { s.requester = 0; me.i = 0; }],
  ["start: clear breaker", (s, me) => {
    if (me.i >= s.t.length) return "start: unlock";
    const t = s.t[me.i];
    if (!bugs.staleBreaker) t.breaker = 0;
    return;
  }],
  ["start: let go", (s, me) => {
    const t = s.t[me.i++];
    if (t.id !== me.id && t.state === SUSPENDED) t.state = DETACHED;
    return "start: clear breaker";
  }],
  ["start: unlock", (s, me) => { s.head = 0; me.i = 0; }],
  ["start: mutex", (s) => { s.mutex = 0; return "work"; }],
  ["exit: detach", (_, me) => { me.state = DETACHED; }],
  ...lock("exit"),
  ["exit: out of the list", (s, me) => { if (me.state === HELD) return BLOCK; me.state = GONE; me.breaker = 0; s.head = 0; return; }],
];
interface Who { born: boolean; requests?: number; naps?: number; holds?: number; uses?: number }
const c = (name: string, threads: Who[], bugs: Bugs = {}): Case => defineCase<S, L>({
  name, shared, locals,
  threads: threads.map((t, i) => ({ name: `T${i + 1}`, program: program(bugs), init: { state: t.born ? DETACHED : GONE, requests: t.requests ?? 0, naps: t.naps ?? 0, holds: t.holds ?? 0, uses: t.uses ?? 0 } })),
  final: { "the world goes": (s) => s.requester === 0 && s.mutex === 0 && s.head === 0 },
});
const old = { born: true }, young = { born: false };
export const protocol: Protocol = {
  name: "stop the world",
  right: [
    c("stop: one requester, one worker that naps", [{ ...old, requests: 1 }, { ...old, naps: 1 }]),
    c("stop: two requesters", [{ ...old, requests: 1 }, { ...old, requests: 1 }]),
    c("stop: two requesters and a starting thread that naps", [{ ...old, requests: 1 }, { ...old, requests: 1 }, { ...young, naps: 1 }]),
    c("stop: two stops in a row, a worker and a starting thread", [{ ...old, requests: 2 }, { ...old, naps: 1 }, young]),
    c("stop: a napping thread is held while another stops the world", [{ ...old, naps: 1 }, { ...old, requests: 1 }, { ...old, holds: 1 }]),
    c("stop: a mutex is handed to a thread that is being stopped", [{ ...old, requests: 1 }, { ...old, uses: 1 }, { ...old, uses: 1 }]),
  ],
  deep: [c("stop: three requesters, one of them starting", [{ ...old, requests: 1 }, { ...old, requests: 1, naps: 1 }, { ...young, requests: 1, naps: 1 }])],
  broken: [
    c("stop BROKEN: waits for the stop mutex attached", [{ ...old, requests: 1 }, { ...old, requests: 1 }], { attachedWait: true }),
    c("stop BROKEN: a thread is born detached while a stop is under way", [{ ...old, requests: 1 }, { ...old }, young], { bornDetached: true }),
    c("stop BROKEN: who was asked counts as stopped", [{ ...old, requests: 1 }, old], { askedIsStopped: true }),
    c("stop BROKEN: attach by a store", [{ ...old, requests: 1 }, { ...old, naps: 1 }], { attachByStore: true }),
    c("stop BROKEN: a held thread counts as stopped", [{ ...old, naps: 1 }, { ...old, requests: 1 }, { ...old, holds: 1 }], { heldIsStopped: true }),
    c("stop BROKEN: start leaves breakers set", [{ ...old, requests: 2 }, { ...old, naps: 1 }], { staleBreaker: true }),
    c("stop BROKEN: the stopper waits for a mutex that was handed over", [{ ...old, requests: 1 }, { ...old, uses: 1 }, { ...old, uses: 1 }], { locksStopped: true }),
  ],
};
