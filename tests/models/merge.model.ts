/**
 * Biased counting and the merge (contract, section 3; src/core/refcount; CPython Objects/object.c and Python/brc.c).
 *
 * One object. Its owner counts `local` with plain loads and stores (steps "local …": nobody else may touch it while the owner
 * lives), the others the word `shared` by compare-and-swap: `cnt` and `st` are one word, read and swapped together.
 *
 *   decref by a stranger    a count of zero in state default or maybe-weakref'd does not become -1: the state becomes queued and
 *                           the reference that was to be dropped now belongs to the owner's queue. Any later one goes below zero.
 *   the queue               under the registry's lock: owner registered → push, set its eval breaker; not registered (exited) →
 *                           the stranger merges, still under the lock, since a new thread may take the id and become the owner.
 *   merge                   local and owner to zero *before* the CAS to merged: after it the object may be freed by anybody.
 *   owner's local is zero   shared word entirely zero: free, without an atomic write. Otherwise owner = 0, CAS to merged, and
 *                           free if the count is zero.
 *   exit                    drain the queue until it is empty under the lock, and unregister in the same section.
 *   asleep    the owner is detached (join, a lock, a read) and may be so for long: who pushes then looks at its status, holds it
 *             (CAS detached → held), merges its queue, lets it go. The owner, once detached, looks at its breaker again: one of the two sees the other.
 *   id reuse                a later thread with the same id owns what the dead one owned. It registers under the lock first.
 *
 * Ghosts: `held` is the references a thread really has, `queue` those of the queue, `hand` those being merged from the queue.
 * Proven: the object is freed exactly once, with no reference left; nobody touches its header afterwards.
 */
import { BLOCK, check, choose, defineCase, type Case, type Model, type Program, type Protocol, type State } from "./explorer.ts";

const ATTACHED = 0, DETACHED = 1, HELD = 2;
export const DEFAULT = 0, MAYBE_WEAKREF = 1, QUEUED = 2, MERGED = 3, OWNER = 1;
export const shared = { owner: OWNER, local: 0, cnt: 0, st: DEFAULT, freed: 0, lock: 0, registered: 1, queue: 0, breaker: 0, mail: 0 };
export const locals = { tid: 0, held: 0, hand: 0, c: 0, x: 0, l: 0, o: 0, n: 0, status: 0 };
type S = typeof shared; type L = typeof locals; type P = Program<S, L>; type St = State<S, L>;

export interface Bugs {
  mergeOutsideLock?: boolean; exitWithoutDrain?: boolean; ownerAfterCas?: boolean; countToo?: boolean; statusFirst?: boolean; noSecondLook?: boolean;
  askUncounted?: boolean;
}

export const touch = (s: St): void => check(!s.freed, "touches freed memory");
export const references = (s: St): number => s.t.reduce((n, t) => n + t.held + t.hand, s.queue + s.mail);
const free = (s: St): void => {
  check(!s.freed, "freed twice");
  check(references(s) === 0, "freed while referenced");
  s.freed = 1;
};
/** `extra` is -1 when a reference of the queue or of the caller goes with the merge. Ends at label `p merged`, n = what is left. */
const explicitMerge = (p: string, bugs: Bugs, extra = -1): P => [
  [`${p} merge: load local`, (s, me) => { touch(s); me.l = s.local; }],
  [`${p} merge: local = 0`, (s) => { touch(s); s.local = 0; }],
  [`${p} merge: owner = 0`, (s) => { if (!bugs.ownerAfterCas) { touch(s); s.owner = 0; } }],
  [`${p} merge: load shared`, (s, me) => { touch(s); me.c = s.cnt; me.x = s.st; }],
  [`${p} merge: cas shared`, (s, me) => {
    touch(s);
    if (s.cnt !== me.c || s.st !== me.x) return `${p} merge: load shared`;
    s.cnt = me.c + me.l + extra; s.st = MERGED; me.n = s.cnt;
    if (extra === 0) return;
    if (me.hand > 0) me.hand--; else me.held--;
    return;
  }],
  [`${p} merge: owner = 0 (late)`, (s) => { if (bugs.ownerAfterCas) { touch(s); s.owner = 0; } }],
];
export const decref = (p: string, bugs: Bugs = {}): P => [
  [`${p} decref: mine?`, (s, me) => { touch(s); return s.owner === me.tid ? undefined : `${p} decref: load shared`; }],
  [`${p} decref: local--`, (s, me) => { touch(s); s.local--; me.held--; if (s.local !== 0) return `${p} done`; return; }],
  [`${p} zero: load shared`, (s, me) => {
    touch(s); me.c = s.cnt; me.x = s.st;
    if (me.c === 0 && me.x === DEFAULT) return `${p} free`;
    return;
  }],
  [`${p} zero: owner = 0`, (s) => { touch(s); s.owner = 0; }],
  [`${p} zero: cas merged`, (s, me) => {
    touch(s);
    if (s.cnt !== me.c || s.st !== me.x) { me.c = s.cnt; me.x = s.st; return `${p} zero: cas merged`; }
    s.st = MERGED;
    return s.cnt === 0 ? `${p} free` : `${p} done`;
  }],
  [`${p} decref: load shared`, (s, me) => { touch(s); me.c = s.cnt; me.x = s.st; }],
  [`${p} decref: cas shared`, (s, me) => {
    touch(s);
    if (s.cnt !== me.c || s.st !== me.x) return `${p} decref: load shared`;
    if (me.c === 0 && me.x <= MAYBE_WEAKREF) { s.st = QUEUED; if (bugs.countToo) s.cnt--; return; } // its reference is the queue's now
    s.cnt--; me.held--;
    return s.cnt === 0 && s.st === MERGED ? `${p} free` : `${p} done`;
  }],
  [`${p} queue: load owner`, (s, me) => {
    touch(s); me.o = s.owner; if (me.o !== 0) return;
    return `${p} decref: load shared`; // merged meanwhile: an ordinary shared decref
  }],
  [`${p} queue: lock`, (s) => { if (s.lock) return BLOCK; s.lock = 1; return; }],
  [`${p} queue: look up`, (s, me) => {
    if (s.registered) {
      if (bugs.statusFirst && s.t[0].status === DETACHED && me.id !== 0) { s.t[0].status = HELD; return `${p} merge: load local`; }
      s.queue++; me.held--;
      return;
    }
    if (bugs.mergeOutsideLock) s.lock = 0;
    return `${p} merge: load local`;
  }],
  [`${p} queue: set breaker`, (s) => { s.breaker = 1; }],
  // In this order, push, then look at the status: the owner does it the other way round (detach, then look at its breaker).
  [`${p} queue: owner asleep?`, (s, me) => {
    const owner = s.t[0];
    if (owner.status !== DETACHED || me.id === 0 || bugs.statusFirst) return;
    owner.status = HELD; me.hand = s.queue; s.queue = 0; s.breaker = 0;
    return me.hand ? `${p} merge: load local` : undefined;
  }],
  [`${p} queue: unlock`, (s) => { s.lock = 0; return `${p} done`; }],
  ...explicitMerge(p, bugs),
  [`${p} merge: let the owner go`, (s, me) => { if (s.t[0].status === HELD && me.id !== 0 && s.registered) s.t[0].status = DETACHED; }],
  [`${p} merge: unlock`, (s, me) => { if (!bugs.mergeOutsideLock) s.lock = 0; return me.n === 0 ? `${p} free` : `${p} done`; }],
  [`${p} free`, (s) => { free(s); }],
  [`${p} done`, () => {}],
];
const incref = (p: string): P => [
  [`${p} incref: mine?`, (s, me) => { touch(s); return s.owner === me.tid ? undefined : `${p} incref: shared`; }],
  [`${p} incref: local++`, (s, me) => { touch(s); s.local++; me.held++; return `${p} incref: done`; }],
  [`${p} incref: shared`, (s, me) => { touch(s); s.cnt++; me.held++; }],
  [`${p} incref: done`, () => {}],
];
/** A stranger who counts an owned object often asks for a merge (it can be promoted then, promotion.model.ts). It holds a reference, so nothing can die here. */
const ask = (p: string, bugs: Bugs): P => [
  [`${p} ask: load owner`, (s, me) => { touch(s); me.o = s.owner; return me.o === 0 || me.o === me.tid ? `${p} asked` : undefined; }],
  [`${p} ask: lock`, (s) => { if (s.lock) return BLOCK; s.lock = 1; return; }],
  [`${p} ask: look up`, (s) => {
    if (s.registered && s.t[0].status !== DETACHED) return `${p} ask: load shared`;
    if (s.registered) s.t[0].status = HELD;
    return;
  }],
  [`${p} ask: still owned?`, (s, me) => s.owner === me.o ? undefined : `${p} ask: let the owner go`],
  ...explicitMerge(`${p} ask`, bugs, 0),
  [`${p} ask: let the owner go`, (s) => { if (s.registered && s.t[0].status === HELD) s.t[0].status = DETACHED; }],
  [`${p} ask: unlock`, (s) => { s.lock = 0; return `${p} asked`; }],
  [`${p} ask: load shared`, (s, me) => { touch(s); me.c = s.cnt; me.x = s.st; return me.x <= MAYBE_WEAKREF ? undefined : `${p} ask: unlock`; }],
  // the reference that is added is the queue's
  [`${p} ask: cas queued`, (s, me) => { touch(s); if (s.cnt !== me.c || s.st !== me.x) return `${p} ask: load shared`; if (!bugs.askUncounted) s.cnt++; s.st = QUEUED; me.hand++; return; }],
  [`${p} ask: push`, (s, me) => { s.queue++; me.hand--; }],
  [`${p} ask: set breaker`, (s) => { s.breaker = 1; }],
  [`${p} ask: owner asleep?`, (s, me) => {
    if (s.t[0].status !== DETACHED) return `${p} ask: unlock`;
    s.t[0].status = HELD; s.queue--; me.hand++; // takes its own entry back, the last one
    return;
  }],
  ...explicitMerge(`${p} asked for`, bugs),
  [`${p} ask: back`, () => `${p} ask: let the owner go`],
  [`${p} asked`, (_, me) => { me.c = me.x = me.l = me.n = me.o = 0; }],
];
/** The eval breaker's merge, or with `exit` the loop that ends in unregistering. */
export const drain = (p: string, exit: boolean, bugs: Bugs): P => [
  [`${p} drain: lock`, (s) => { if (s.lock) return BLOCK; s.lock = 1; return; }],
  [`${p} drain: take`, (s, me) => {
    me.hand = s.queue; s.queue = 0; s.breaker = 0;
    if (exit && (me.hand === 0 || bugs.exitWithoutDrain)) { s.registered = 0; me.hand = 0; }
    me.o = me.hand;
  }],
  [`${p} drain: unlock`, (s) => { s.lock = 0; }],
  [`${p} drain: more?`, (s, me) => {
    if (me.hand > 0) return;
    return exit && s.registered && me.o > 0 ? `${p} drain: lock` : `${p} drained`;
  }],
  ...explicitMerge(p, bugs),
  [`${p} drain: free?`, (s, me) => { if (me.n === 0) free(s); return `${p} drain: more?`; }],
  [`${p} drained`, () => {}],
];

export function mergeModel(name: string, strangers: number, opts: { increfs?: number; reborn?: boolean; bugs?: Bugs; maybeWeakref?: boolean; sleeps?: boolean; asks?: boolean } = {}): Model<S, L> {
  const bugs = opts.bugs ?? {};
  // The owner drops its reference now or after a look at its breaker, then exits; choices make both orders reachable.
  const owner: P = [
    ["first?", () => choose(2) ? "first drain: lock" : "own decref: mine?"],
    ["first drain: awaits breaker", () => {}],
    ...drain("first", false, bugs),
    ...decref("own", bugs),
    ["sleeps?", () => opts.sleeps ? undefined : "exits?"],
    ["sleep: detach", (_, me) => { me.status = DETACHED; }],
    ["sleep: breaker set meanwhile?", (s) => s.breaker && !bugs.noSecondLook ? undefined : "sleep: join"],
    ["sleep: back", (_, me) => { if (me.status === HELD) return BLOCK; me.status = ATTACHED; return; }],
    ...drain("sleep", false, bugs),
    ["sleep: again", () => "sleep: detach"],
    ["sleep: join", (s, me) => { // in join(): all the others have ended, and what nobody refers to is gone
      if (me.status === HELD || s.t.some((t) => t.id !== 0 && t.held + t.hand > 0) || s.lock) return BLOCK;
      return;
    }],
    ["sleep: look", (s, me) => { check(s.queue === 0, "a reference waits while its owner sleeps"); }],
    ["sleep: attach", (_, me) => { if (me.status === HELD) return BLOCK; me.status = ATTACHED; return; }],
    ["exits?", () => {}],
    ...drain("exit", true, bugs),
  ];
  const stranger: P = [
    ...(opts.increfs ? [...incref("s1"), ...decref("s1", bugs)] : []),
    ...(opts.asks ? [...incref("s0"), ...ask("s0", bugs), ...decref("s0", bugs)] : []),
    ["give away?", (s, me) => {
      if (opts.reborn && me.id === 1 && choose(2)) { s.mail++; me.held--; return "end"; }
      return;
    }],
    ...decref("s2", bugs),
  ];
  const reborn: P = [ // takes the dead owner's id; then drops a reference that a stranger hands to it, if any
    ["id is free?", (s, me) => { if (s.registered || s.lock || s.t[0].hand) return BLOCK; s.lock = 1; me.tid = OWNER; return; }],
    ["register", (s) => { s.registered = 1; }],
    ["register: unlock", (s) => { s.lock = 0; }],
    ["mail?", (s, me) => {
      if (s.mail) { s.mail--; me.held++; return; }
      if (s.t[1].held === 0 || s.t[1].tid < 0) return "exit drain: lock";
      return choose(2) ? "mail?" : "exit drain: lock";
    }],
    ...incref("r"), ...decref("r1", bugs), ...decref("r2", bugs),
    ...drain("exit", true, bugs),
  ];
  const foreigners = Array.from({ length: strangers }, (_, i) => ({ name: `stranger${i + 1}`, program: stranger, init: { tid: 2 + i, held: 1 } }));
  return {
    name, shared: { ...shared, local: 1 + strangers, st: opts.maybeWeakref ? MAYBE_WEAKREF : DEFAULT }, locals,
    threads: [
      { name: "owner", program: owner, init: { tid: OWNER, held: 1 } }, ...foreigners,
      ...(opts.reborn ? [{ name: "reborn", program: reborn, init: { tid: 9 } }] : []),
    ],
    invariants: { "nobody holds a reference to freed memory": (s) => !s.freed || references(s) === 0 },
    final: {
      "freed unless a reference is left in the mail": (s) => s.freed === 1 || s.mail > 0,
      "the queue is empty": (s) => s.queue === 0,
    },
  };
}
const c = (...args: Parameters<typeof mergeModel>): Case => defineCase(mergeModel(...args));
export const protocol: Protocol = {
  name: "merge",
  right: [
    c("merge: owner and one stranger", 1, { increfs: 1 }),
    c("merge: owner and one stranger, maybe-weakref'd", 1, { increfs: 1, maybeWeakref: true }),
    c("merge: owner and two strangers", 2),
    c("merge: owner, a stranger, and a thread that reuses the id", 1, { reborn: true }),
    c("merge: the owner sleeps in join, one stranger", 1, { increfs: 1, sleeps: true }),
    c("merge: the owner sleeps in join, two strangers", 2, { increfs: 1, sleeps: true }),
    c("merge: owner and two strangers with increfs", 2, { increfs: 1 }),
    c("merge: owner, two strangers, id reuse", 2, { reborn: true }),
    c("merge: a stranger asks for the merge", 1, { asks: true, sleeps: true }),
    c("merge: a stranger asks, id reuse", 1, { asks: true, reborn: true }),
    c("merge: two strangers ask", 2, { asks: true }),
  ],
  deep: [c("merge: owner, two strangers with increfs, id reuse", 2, { reborn: true, increfs: 1 }), c("merge: owner and three strangers", 3), c("merge: two strangers ask, the owner sleeps", 2, { asks: true, sleeps: true })],
  broken: [
    c("merge BROKEN: stranger merges after the registry's lock is given back", 2, { reborn: true, bugs: { mergeOutsideLock: true } }),
    c("merge BROKEN: owner exits without a last look at its queue", 1, { bugs: { exitWithoutDrain: true } }),
    c("merge BROKEN: owner word cleared after the CAS to merged", 2, { bugs: { ownerAfterCas: true } }),
    c("merge BROKEN: the owner's status is looked at before the push only", 1, { sleeps: true, bugs: { statusFirst: true } }),
    c("merge BROKEN: the owner goes to sleep without a second look at its breaker", 1, { sleeps: true, bugs: { noSecondLook: true } }),
    c("merge BROKEN: who asks gives the queue no reference", 1, { asks: true, bugs: { askUncounted: true } }),
    c("merge BROKEN: queueing subtracts as well", 1, { bugs: { countToo: true } }),
  ],
};
