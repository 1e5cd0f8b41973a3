/**
 * The handshake: "do this once in every thread, or for it" (docs/internals/promotion.md; meant as one mechanism for demotion, bias
 * revocation, QSBR requests and merging the queue of a detached owner; src/core/threads/handshake). HotSpot calls it a thread-local handshake.
 *
 * An initiator posts its operation's bit in each other thread's `req` (atomic or) and sets the breaker. A thread takes its bits at a
 * safepoint, does the operations, and only then acknowledges by clearing them. The initiator goes from thread to thread until each has
 * acknowledged: detached → CAS to suspended, does it itself, clears the bit, back to detached; exited (under the registry's lock) → nothing to do, the exit
 * did it. While it waits it is at a safepoint itself and answers others. If it finds a thread suspended by another it waits for that one.
 * `lock` serialises register and exit with the initiator's look at "gone"; a thread that registers later is not asked: whatever the initiator
 * changed before it began is visible to it.
 *
 * Proven: every operation is done exactly once for every thread that was registered when it was posted, never by another while the thread
 * runs; initiators that wait for each other all come to an end.
 */
import { BLOCK, check, choose, defineCase, type Case, type Program, type Protocol } from "./explorer.ts";

const GONE = 0, DETACHED = 1, ATTACHED = 2, SUSPENDED = 3;
const shared = { lock: 0 };
const locals = { state: ATTACHED, req: 0, did: 0, busy: 0, inits: 0, naps: 0, i: 0, w: 0, asked: 0 };
type S = typeof shared; type L = typeof locals; type P = Program<S, L>;
interface Bugs { noAnswer?: boolean; noSuspend?: boolean; ackFirst?: boolean; overwrite?: boolean }
const answer = (p: string, bugs: Bugs): P => [
  [`${p} answer: load req`, (_, me) => { me.w = me.req; if (bugs.ackFirst) me.req = 0; return me.w ? undefined : `${p} answered`; }],
  [`${p} answer: do`, (_, me) => { check((me.did & me.w) === 0, "done twice"); check(me.busy === 0, "done by two at once"); me.did |= me.w; }],
  [`${p} answer: acknowledge`, (_, me) => { me.req &= ~me.w; me.w = 0; }],
  [`${p} answered`, () => {}],
];
const program = (bugs: Bugs): P => [
  ["next", (_, me) => {
    if (me.naps > 0 && choose(2)) { me.naps--; return "nap: detach"; }
    if (me.inits > 0) { me.inits--; me.i = 0; return "post"; }
    return choose(2) ? "exit: lock" : undefined;
  }],
  ...answer("safepoint", bugs),
  ["again", () => "next"],
  ["nap: detach", (_, me) => { me.state = DETACHED; }],
  ["nap: attach", (_, me) => { if (me.state === SUSPENDED) return BLOCK; me.state = ATTACHED; return "next"; }],
  ["post", (s, me) => {
    if (me.i === me.id) me.i++;
    if (me.i >= s.t.length) { me.i = 0; return "look"; }
    const t = s.t[me.i++], bit = 1 << me.id;
    if (t.state !== GONE) { t.req = bugs.overwrite ? bit : t.req | bit; me.asked |= 1 << t.id; }
    return "post";
  }],
  ["look", (s, me) => {
    if (me.i === me.id) me.i++;
    if (me.i >= s.t.length) return "finish";
    const t = s.t[me.i], bit = 1 << me.id;
    if (!(me.asked >> t.id & 1) || t.state === GONE || !(t.req & bit)) { me.i++; return "look"; }
    if (t.state === DETACHED) { if (!bugs.noSuspend) t.state = SUSPENDED; return "for it: begin"; }
    return me.req && !bugs.noAnswer ? undefined : BLOCK;
  }],
  ...answer("waiting", bugs),
  ["look again", () => "look"],
  ["for it: begin", (s, me) => { const t = s.t[me.i]; check(t.state === SUSPENDED || !!bugs.noSuspend, "not suspended"); t.busy = 1; }],
  ["for it: do", (s, me) => { const t = s.t[me.i], bit = 1 << me.id; check((t.did & bit) === 0, "done twice"); t.did |= bit; t.busy = 0; }],
  ["for it: clear bit", (s, me) => { s.t[me.i].req &= ~(1 << me.id); }],
  ["for it: back to detached", (s, me) => { if (!bugs.noSuspend) s.t[me.i].state = DETACHED; me.i++; return "look"; }],
  ["finish", (s, me) => { for (const t of s.t) check(!(me.asked >> t.id & 1) || t.state === GONE || (t.did >> me.id & 1) === 1, "a thread was left out"); me.asked = me.i = 0; return "next"; }],
  ["exit: lock", (s) => { if (s.lock) return BLOCK; s.lock = 1; return; }],
  ["exit: does all, unregisters", (s, me) => { check(me.busy === 0, "exits while another works for it"); me.state = GONE; me.req = 0; s.lock = 0; }],
];
const c = (name: string, threads: { inits?: number; naps?: number }[], bugs: Bugs = {}): Case => defineCase<S, L>({
  name, shared, locals,
  threads: threads.map((t, i) => ({ name: `T${i + 1}`, program: program(bugs), init: { inits: t.inits ?? 0, naps: t.naps ?? 0 } })),
});
export const protocol: Protocol = {
  name: "handshake",
  right: [
    c("handshake: one initiator, one that naps", [{ inits: 1 }, { naps: 1 }]),
    c("handshake: two initiators", [{ inits: 1, naps: 1 }, { inits: 1, naps: 1 }]),
    c("handshake: two initiators, a third that naps", [{ inits: 1 }, { inits: 1 }, { naps: 1 }]),
  ],
  deep: [c("handshake: three initiators, two nap", [{ inits: 1, naps: 1 }, { inits: 1, naps: 1 }, { inits: 1 }])],
  broken: [
    c("handshake BROKEN: who waits answers nobody", [{ inits: 1 }, { inits: 1 }], { noAnswer: true }),
    c("handshake BROKEN: done for a detached thread that is not held", [{ inits: 1 }, { naps: 1 }], { noSuspend: true }),
    c("handshake BROKEN: acknowledged before it is done", [{ inits: 1 }, {}], { ackFirst: true }),
    c("handshake BROKEN: a request overwrites another", [{ inits: 1 }, { inits: 1 }, {}], { overwrite: true }),
  ],
};
