/**
 * Elision while one thread only was ever started, and the flip (contract, section 6a; src/core/sync/critical-section, thread start).
 *
 * `multi` is PROC_MULTI, 0 until the second thread is created. While it is 0 a section is pushed on the stack, but its mutex is not taken:
 * the entry is marked elided. The creator flips: it takes the mutex of every *active* elided section on its own stack (all are free) and
 * marks them ordinary, then sets `multi`, and only then makes the new thread runnable. It never goes back.
 *
 * What may go wrong is not the flip but what straddles it: a begin that has read `multi` and not yet pushed, an end that has
 * read "elided" before the flip. The flip happens inside a call of the creator (start_new_thread), so nothing of *its own* straddles; but
 * there may be more Python-capable threads than those started by Python: the supervisor never attaches, so "one thread" is true.
 * A section suspended during the flip (start waits for the new thread: detached) is resumed by what `multi` says then.
 *
 * Proven: mutual exclusion of active sections, everything unlocked in the end. The new thread may create a third: multi is 1 already.
 */
import { BLOCK, check, choose, defineCase, type Case, type Program, type Protocol, type State, type Thread } from "./explorer.ts";

const shared = { multi: 0, lock: [0, 0], inside: [0, 0], runnable: 0, started: 0 };
const locals = { depth: 0, obj: [0, 0], elided: [0, 0], inactive: [0, 0], i: 0, waits: 0 };
type S = typeof shared; type L = typeof locals; type P = Program<S, L>; type St = State<S, L>; type T = Thread<L>;
interface Bugs { noConvert?: boolean; flipAfterStart?: boolean; convertSuspended?: boolean; endTrustsMulti?: boolean }

const enter = (s: St, me: T, o: number): void => { check(s.inside[o] === 0, "two threads in sections over one object"); s.inside[o] = me.id + 1; };
const begin = (p: string, o: number): P => [
  [`${p} push`, (_, me) => { me.obj[me.depth] = o; me.inactive[me.depth] = 1; me.elided[me.depth] = 0; me.depth++; }],
  [`${p} multi?`, (s, me) => { if (s.multi) return; me.elided[me.depth - 1] = 1; me.inactive[me.depth - 1] = 0; enter(s, me, o); return `${p} in`; }],
  [`${p} lock`, (s, me) => { if (s.lock[o]) return BLOCK; s.lock[o] = me.id + 1; me.inactive[me.depth - 1] = 0; enter(s, me, o); return; }],
  [`${p} in`, () => {}],
];
const end = (p: string, bugs: Bugs): P => [
  [`${p} end`, (s, me) => {
    const k = me.depth - 1, o = me.obj[k];
    check(!me.inactive[k], "ends a section that is not active");
    check(s.inside[o] === me.id + 1, "somebody else is inside");
    s.inside[o] = 0;
    if (bugs.endTrustsMulti ? s.multi : !me.elided[k]) { check(s.lock[o] === me.id + 1, "unlocks what it has not"); s.lock[o] = 0; }
    me.depth--; me.obj[k] = me.elided[k] = 0;
  }],
];
const suspend = (p: string): P => [[`${p} suspend`, (s, me) => {
  for (let k = me.depth - 1; k >= 0; k--) if (!me.inactive[k]) {
    me.inactive[k] = 1; s.inside[me.obj[k]] = 0;
    if (!me.elided[k]) { check(s.lock[me.obj[k]] === me.id + 1, "gives back what it has not"); s.lock[me.obj[k]] = 0; }
  }
}]];
const resume = (p: string): P => [
  [`${p} resume: multi?`, (s, me) => {
    const k = me.depth - 1;
    if (k < 0 || !me.inactive[k]) return `${p} resumed`;
    if (s.multi) { me.elided[k] = 0; return; }
    me.elided[k] = 1; me.inactive[k] = 0; enter(s, me, me.obj[k]);
    return `${p} resumed`;
  }],
  [`${p} resume: lock`, (s, me) => { const k = me.depth - 1, o = me.obj[k]; if (s.lock[o]) return BLOCK; s.lock[o] = me.id + 1; me.inactive[k] = 0; enter(s, me, o); return; }],
  [`${p} resumed`, () => {}],
];
/** start_new_thread, on the creator's stack. With `nap` it suspends its sections first (it waited for a worker). */
const start = (bugs: Bugs): P => [
  ["start: must wait?", () => choose(2) ? undefined : "flip: convert"],
  ...suspend("start:"),
  ["flip: convert", (s, me) => {
    for (let k = 0; k < me.depth; k++) if (me.elided[k] && !bugs.noConvert) {
      if (me.inactive[k] && !bugs.convertSuspended) continue;
      check(s.lock[me.obj[k]] === 0, "an elided section's lock is taken"); s.lock[me.obj[k]] = me.id + 1; me.elided[k] = 0;
    }
    if (bugs.flipAfterStart) s.runnable = 1;
  }],
  ["flip: multi = 1", (s) => { s.multi = 1; }],
  ["start: new thread runnable", (s) => { s.runnable = 1; }],
  ...resume("start:"),
];
const creator = (bugs: Bugs): P => [
  ...begin("outer", 0), ...begin("inner", 1), ...start(bugs),
  ...end("inner", bugs), ...resume("outer"), ...end("outer", bugs),
  ...begin("again", 1), ...end("again", bugs),
];
const newcomer = (bugs: Bugs): P => [
  ["started", (s) => s.runnable ? undefined : BLOCK],
  ...begin("a", 0), ...end("a", bugs), ...begin("b", 1), ...end("b", bugs),
];
const c = (name: string, newcomers: number, bugs: Bugs = {}): Case => defineCase<S, L>({
  name, shared, locals,
  threads: [{ name: "creator", program: creator(bugs) }, ...Array.from({ length: newcomers }, (_, i) => ({ name: `new${i + 1}`, program: newcomer(bugs) }))],
  final: { "all unlocked": (s) => s.lock[0] === 0 && s.lock[1] === 0 && s.inside[0] === 0 && s.inside[1] === 0 },
});
export const protocol: Protocol = {
  name: "elision",
  right: [c("elision: the flip inside two sections, one new thread", 1), c("elision: the flip inside two sections, two new threads", 2)],
  deep: [c("elision: three new threads", 3)],
  broken: [
    c("elision BROKEN: sections on the stack are not converted", 1, { noConvert: true }),
    c("elision BROKEN: the new thread runs before the flip", 1, { flipAfterStart: true }),
    c("elision BROKEN: suspended sections are converted too", 1, { convertSuspended: true }),
    c("elision BROKEN: end looks at multi, not at its entry", 1, { noConvert: true, endTrustsMulti: true }),
  ],
};
