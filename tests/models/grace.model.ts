/**
 * The grace period of a demotion (src/core/threads/grace.ts; docs/internals/promotion.md): "since I cleared my tag, every thread has passed a safepoint, or cannot
 * have seen it". Several who wait for each other, and one who stops the world meanwhile. What is done with it is in promotion.model.ts.
 *
 * The waiter clears its tag, takes a ticket (epoch + 1), sets the breaker of all attached threads and looks at each until it is detached, suspended, gone, or has
 * answered with a ticket ≥ its own. A thread answers at a safepoint. Two wait at no safepoint and answer nevertheless, since they are in no access:
 *   - a waiter. It stays attached and does not stop for a stopped world: what it holds without counting stays good. (A handshake that stops was modelled first; there is no need to.)
 *   - who is stopping the world and waits for the waiter to arrive.
 * A suspended thread stays suspended as long as the waiter is attached, since the world cannot be all stopped, and so cannot start, before.
 *
 * Proven: when a wait is over nobody has a tag in its hands that was read before; nobody is in an access while the world is stopped; all waits and stops end.
 */
import { BLOCK, check, choose, defineCase, type Case, type Program, type Protocol } from "./explorer.ts";

const GONE = 0, DETACHED = 1, ATTACHED = 2, SUSPENDED = 3;
const shared = { epoch: 0, stop: 0, tag: [1, 1, 1] };
const locals = { state: ATTACHED, seen: 0, want: 0, in: 0, c: 0, ops: 0, inits: 0, stops: 0, i: 0 };
type S = typeof shared; type L = typeof locals; type P = Program<S, L>;
interface Bugs { waiterSilent?: boolean; stopperSilent?: boolean; ticketFirst?: boolean }

const answer = (p: string): P => [
  [`${p} ticket?`, (s, me) => { me.c = s.epoch; return me.seen < me.c ? undefined : `${p} answered`; }],
  [`${p} answer`, (_, me) => { check(!me.in, "answers in the middle of an access"); me.seen = me.c; }],
  [`${p} answered`, (_, me) => { me.c = 0; }],
];
const program = (bugs: Bugs): P => [
  ["next", (s, me) => {
    if (me.ops === 0) return me.inits ? "clear tag" : me.stops ? "stop: mutex" : choose(2) ? "safepoint ticket?" : "exit";
    me.ops--;
    const can = ["access: load tag", "nap: detach"];
    if (me.seen < s.epoch || s.stop) can.push("safepoint ticket?");
    if (me.inits) can.push("clear tag");
    if (me.stops) can.push("stop: mutex");
    return can[choose(can.length)];
  }],
  // a table access under the tag of thread `look - 1`
  ["access: load tag", (s, me) => {
    const w = choose(s.t.length);
    if (w === me.id || !s.tag[w]) return "next";
    me.in = w + 1;
    return;
  }],
  ["access: use", (_, me) => { me.in = 0; return "next"; }],
  ["nap: detach", (_, me) => { me.state = DETACHED; }],
  ["nap: attach", (_, me) => { if (me.state !== DETACHED) return BLOCK; me.state = ATTACHED; return "next"; }],
  ...answer("safepoint"),
  ["safepoint: stop?", (s, me) => { if (!s.stop) return "next"; me.state = SUSPENDED; return "nap: attach"; }],
  // a waiter
  ["clear tag", (s, me) => { me.inits--; if (bugs.ticketFirst) me.want = ++s.epoch; else s.tag[me.id] = 0; }],
  ["ticket", (s, me) => { if (bugs.ticketFirst) s.tag[me.id] = 0; else me.want = ++s.epoch; me.i = 0; }],
  ["wait: look", (s, me) => {
    if (me.i === me.id) me.i++;
    if (me.i >= s.t.length) return "wait: over";
    const t = s.t[me.i];
    if (t.state !== ATTACHED || t.seen >= me.want) { me.i++; return "wait: look"; }
    if (bugs.waiterSilent) return BLOCK;
    return me.seen < s.epoch ? undefined : BLOCK;
  }],
  ...answer("waiting"),
  ["wait: again", () => "wait: look"],
  ["wait: over", (s, me) => { for (const t of s.t) check(t.in !== me.id + 1, "the wait is over and a tag is in somebody's hands"); me.want = me.i = 0; return "next"; }],
  // who stops the world
  ["stop: mutex", (s, me) => { me.stops--; me.state = DETACHED; }],
  ["stop: got it", (s, me) => { if (s.stop || me.state !== DETACHED) return BLOCK; s.stop = 1; me.state = ATTACHED; me.i = 0; return; }],
  ["stop: look", (s, me) => {
    if (me.i === me.id) me.i++;
    if (me.i >= s.t.length) return "stopped";
    const t = s.t[me.i];
    if (t.state === DETACHED) t.state = SUSPENDED;
    if (t.state !== ATTACHED) { me.i++; return "stop: look"; }
    return me.seen < s.epoch && !bugs.stopperSilent ? undefined : BLOCK;
  }],
  ...answer("stopping"),
  ["stop: again", () => "stop: look"],
  ["stopped", (s, me) => { for (const t of s.t) { check(t.id === me.id || t.state !== ATTACHED, "runs in a stopped world"); check(!t.in, "in an access while the world is stopped"); } }],
  ["start", (s, me) => { s.stop = 0; for (const t of s.t) if (t.state === SUSPENDED) t.state = DETACHED; me.i = 0; return "next"; }],
  ["exit", (_, me) => { me.state = GONE; }],
];
const c = (name: string, threads: { ops?: number; inits?: number; stops?: number }[], bugs: Bugs = {}): Case => defineCase<S, L>({
  name, shared, locals,
  threads: threads.map((t, i) => ({ name: `T${i + 1}`, program: program(bugs), init: { ops: t.ops ?? 0, inits: t.inits ?? 0, stops: t.stops ?? 0 } })),
});
export const protocol: Protocol = {
  name: "grace",
  right: [
    c("grace: one waits, one reads and naps", [{ inits: 1 }, { ops: 4 }]),
    c("grace: two wait for each other and read", [{ inits: 1, ops: 3 }, { inits: 1, ops: 3 }]),
    c("grace: two wait, one stops the world", [{ inits: 1, ops: 1 }, { inits: 1, ops: 1 }, { stops: 1, ops: 1 }]),
  ],
  deep: [c("grace: three wait, one of them stops the world", [{ inits: 1, ops: 2 }, { inits: 1, ops: 1 }, { inits: 1, stops: 1, ops: 1 }])],
  broken: [
    c("grace BROKEN: who waits answers nobody", [{ inits: 1 }, { inits: 1 }], { waiterSilent: true }),
    c("grace BROKEN: who stops the world answers nobody", [{ inits: 1 }, { stops: 1 }], { stopperSilent: true }),
    c("grace BROKEN: the ticket is taken before the tag is cleared", [{ inits: 1 }, { ops: 4 }], { ticketFirst: true }),
  ],
};
