/**
 * Critical sections over one and two objects (contract, section 6; src/core/sync/critical-section; CPython
 * Python/critical_section.c).
 *
 * Each thread has a stack of sections. Where a thread would block (a contended lock, or any detach) all active sections are
 * suspended: their mutexes are given back, from the top down, and they are marked inactive. When it goes on, only the *top* section is resumed; ending a
 * section resumes the one below if that is inactive. While a section's lock is being taken its entry names no mutex, so a
 * suspension in that moment gives back the outer ones only. A section over two objects takes the lower address first and keeps it
 * while it waits for the other: that is why the order matters there and nowhere else. A section over just what the top one holds takes the
 * lock over: the lower entry becomes inactive, and gets it back at the end (CPython does not push such a section). So an inactive entry may lie
 * *above* an active one, and a suspension must go down to the bottom; CPython's stop at the first inactive one would keep locks.
 *
 * The mutex is taken as proven by mutex.model.ts: one step "take" that blocks while it is held. The programs are nested sections
 * over objects 0, 1 (2); `body` steps check that the thread holds what its top section promises.
 *
 * Proven: no deadlock whatever the order of nesting, the promise of the innermost section always, of an outer one again after the inner
 * has ended; all unlocked in the end. Not promised (and so the caller's business): that what one read under a section before an
 * inner section began, or before a detach, is still so afterwards.
 */
import { BLOCK, check, choose, defineCase, type Case, type Program, type Protocol } from "./explorer.ts";

const NONE = -1;
const shared = { lock: [0, 0, 0] };
const locals = { depth: 0, m1: [NONE, NONE, NONE, NONE], m2: [NONE, NONE, NONE, NONE], inactive: [0, 0, 0, 0], i: 0, r1: 0, r2: 0 };
type S = typeof shared; type L = typeof locals; type P = Program<S, L>;
interface Bugs { noSuspend?: boolean; unordered?: boolean; noResume?: boolean; noOuterResume?: boolean; stopAtInactive?: boolean }
/** [objects, what is done inside]; "body" checks the promise, "detach" blocks for something else. */
type Section = { objects: readonly number[]; inside: readonly (Section | "body" | "detach")[] };
const on = (objects: number[], ...inside: Section["inside"][number][]): Section => ({ objects, inside: inside.length ? inside : ["body"] });

function compile(section: Section, bugs: Bugs): P {
  let serial = 0;
  /** Take the mutex `m`: at once, or suspend all, wait, and let the top section be resumed. */
  const take = (p: string, m: (me: { r1: number; r2: number }) => number): P => [
    [`${p}: try`, (s, me) => {
      const k = m(me);
      if (k === NONE) return `${p}: taken`;
      if (s.lock[k] === 0) { s.lock[k] = me.id + 1; return `${p}: taken`; }
      me.i = me.depth - 1;
      return bugs.noSuspend ? `${p}: wait` : undefined;
    }],
    [`${p}: suspend`, (s, me) => {
      while (me.i >= 0 && me.inactive[me.i]) me.i = bugs.stopAtInactive ? -1 : me.i - 1;
      if (me.i < 0) return;
      for (const k of [me.m1[me.i], me.m2[me.i]]) if (k !== NONE) { check(s.lock[k] === me.id + 1, "suspends what it does not hold"); s.lock[k] = 0; }
      me.inactive[me.i] = 1; me.i--;
      return `${p}: suspend`;
    }],
    [`${p}: wait`, (s, me) => { me.i = 0; const k = m(me); if (s.lock[k]) return BLOCK; s.lock[k] = me.id + 1; return; }],
    // On attaching again the top section would be resumed: it is the one being entered or resumed, which names no mutex, so: only its mark.
    [`${p}: attached`, (_, me) => { if (me.depth > 0) me.inactive[me.depth - 1] = 0; }],
    [`${p}: taken`, () => {}],
  ];
  const resume = (p: string): P => [
    [`${p}: needed?`, (_, me) => {
      const k = me.depth - 1;
      if (k < 0 || !me.inactive[k] || bugs.noResume) return `${p}: resumed`;
      me.r1 = me.m1[k]; me.r2 = me.m2[k]; me.m1[k] = me.m2[k] = NONE;
      return;
    }],
    ...take(`${p} 1st`, (me) => me.r1), ...take(`${p} 2nd`, (me) => me.r2),
    [`${p}: active`, (_, me) => { const k = me.depth - 1; me.m1[k] = me.r1; me.m2[k] = me.r2; me.inactive[k] = 0; me.r1 = me.r2 = 0; }],
    [`${p}: resumed`, () => {}],
  ];
  const emit = (sec: Section): P => {
    const id = ++serial, [a, b] = bugs.unordered ? sec.objects : [...sec.objects].sort(), second = b ?? NONE, p = `§${id}(${sec.objects.join(",")})`;
    return [
      [`${p} begin: push`, (_, me) => {
        const top = me.depth - 1;
        if (top >= 0 && !me.inactive[top] && me.m1[top] === a && me.m2[top] === second) {
          me.inactive[top] = 1;
          me.m1[me.depth] = a; me.m2[me.depth] = second; me.inactive[me.depth] = 0; me.depth++;
          return `${p} inside`;
        }
        me.m1[me.depth] = me.m2[me.depth] = NONE; me.inactive[me.depth] = 0; me.depth++;
        return;
      }],
      ...take(`${p} begin ${a}`, () => a), ...(b === undefined ? [] : take(`${p} begin ${b}`, () => second)),
      [`${p} begin: entered`, (_, me) => { me.m1[me.depth - 1] = a; me.m2[me.depth - 1] = second; me.inactive[me.depth - 1] = 0; }],
      [`${p} inside`, () => {}],
      ...sec.inside.flatMap((x, i): P => typeof x === "object" ? emit(x) : x === "body"
        ? [[`${p} body ${i}`, (s, me) => { for (const k of sec.objects) check(s.lock[k] === me.id + 1, "the section's object is not locked"); }]]
        : [
          [`${p} detach ${i}?`, (_, me) => { me.i = me.depth - 1; return choose(2) ? undefined : `${p} attached ${i}`; }],
          [`${p} detach ${i}: suspend`, (s, me) => {
            while (me.i >= 0 && me.inactive[me.i]) me.i = bugs.stopAtInactive ? -1 : me.i - 1;
            if (me.i < 0) { me.i = 0; return; }
            for (const k of [me.m1[me.i], me.m2[me.i]]) if (k !== NONE) { check(s.lock[k] === me.id + 1, "suspends what it does not hold"); s.lock[k] = 0; }
            me.inactive[me.i] = 1; me.i--;
            return `${p} detach ${i}: suspend`;
          }],
          ...resume(`${p} attach ${i}`),
          [`${p} attached ${i}`, () => {}],
        ]),
      [`${p} end: unlock`, (s, me) => {
        const k = me.depth - 1, below = k - 1;
        if (below >= 0 && me.inactive[below] && me.m1[below] === me.m1[k] && me.m2[below] === me.m2[k]) {
          me.inactive[below] = 0; me.m1[k] = me.m2[k] = NONE; me.depth--; // gives the lock back
          return `${p} ended`;
        }
        for (const m of [me.m1[k], me.m2[k]]) if (m !== NONE) { check(s.lock[m] === me.id + 1, "unlocks what it does not hold"); s.lock[m] = 0; }
        me.m1[k] = me.m2[k] = NONE; me.depth--;
        return bugs.noOuterResume ? `${p} ended` : undefined;
      }],
      ...resume(`${p} end: resume outer`),
      [`${p} ended`, () => {}],
    ];
  };
  return emit(section);
}
const c = (name: string, sections: Section[], bugs: Bugs = {}): Case => defineCase<S, L>({
  name, shared, locals,
  threads: sections.map((x, i) => ({ name: `T${i + 1}`, program: compile(x, bugs) })),
  final: { "all unlocked": (s) => s.lock.every((v) => v === 0) },
});
export const protocol: Protocol = {
  name: "critical section",
  right: [
    c("section: nested in opposite orders", [on([0], "body", on([1]), "body"), on([1], "body", on([0]), "body")]),
    c("section: two objects, in opposite orders", [on([0, 1]), on([1, 0])]),
    c("section: two objects against nested ones", [on([0, 1]), on([1], "body", on([0]), "body")]),
    c("section: two objects inside one of them", [on([1], on([0, 1]), "body"), on([0], on([1]), "body")]),
    c("section: the same object again, and a detach", [on([0], on([0], "detach", "body"), "body"), on([0], "detach", "body")]),
    c("section: taken over twice, under another", [on([1], on([0], on([0], "detach", "body"), "body"), "body"), on([0], on([1]), "body")]),
    c("section: taken over, in opposite orders", [on([1], on([0], on([0], on([2])))), on([2], on([0], on([0], on([1]))))]),
    c("section: both again, and one of both again", [on([0, 1], on([1, 0], "detach", "body"), "body"), on([0, 1], on([1], "body"), "body")]),
    c("section: three threads in a ring", [on([0], on([1]), "body"), on([1], on([2]), "body"), on([2], on([0]), "body")]),
    c("section: detach inside a section over two", [on([0, 1], "detach", "body"), on([1, 0], "detach", "body"), on([0])]),
  ],
  deep: [
    c("section: three deep, three threads", [on([0], on([1], on([2], "detach"), "body"), "body"), on([2], on([1], on([0]), "body"), "body"), on([1, 2], on([0]), "body")]),
    c("section: three over two objects", [on([0, 1]), on([1, 2], "detach", "body"), on([2, 0])]),
  ],
  broken: [
    c("section BROKEN: not suspended when the thread blocks", [on([0], on([1])), on([1], on([0]))], { noSuspend: true }),
    c("section BROKEN: two objects not ordered", [on([0, 1]), on([1, 0])], { unordered: true }),
    c("section BROKEN: not resumed after a detach", [on([0], "detach", "body"), on([0])], { noResume: true }),
    c("section BROKEN: a suspension stops at the first inactive entry", [on([1], on([0], on([0], on([2])))), on([2], on([0], on([0], on([1]))))], { stopAtInactive: true }),
    c("section BROKEN: ending the inner one does not resume the outer", [on([0], on([1]), "body"), on([1], "body")], { noOuterResume: true }),
  ],
};
