/**
 * A type's value taken from a cache without a count (contract, sections 3 and 7; src/core/interp/caches.ts methodCached, typeValue,
 * specialCached; src/core/objects/type-lookup.ts typeLookup), against a thread that changes the type, drops the old value and uses its
 * block again for an object that nobody counts.
 *
 * Two types, 1 and 2, are met by one instruction, whose words all threads share: `w1` a type's version, `w2` a block and again a version, read and
 * written together (one 64-bit word). Blocks lie in pages that keep their size class; a block's header says free, counted or deferred. Objects
 * have numbers, for `who`.
 *
 *   reader   w1, and it is my type's version; w2, and it is of this version; the header: deferred? then the version again: the object, uncounted.
 *            Counted: the count by CAS, not from zero (try-incref.model.ts has the whole of it), then the same look, else undone.
 *   writer   under TYPE_LOCK: the version becomes 0, then the dict's slot changes; the lock is free, then the old reference is dropped. If
 *            the block is free, a function is made in it that is never in the type.
 *   filler   of type 1 (under TYPE_LOCK: a version, and what the slot has) or of type 2: w2, then w1.
 *
 * Proven: what a reader gets was in its type at some time since it began. Needed: the version in w2, the second look at the type's, and that
 * it goes before the value. Two of these were missing once. The header tells nothing about whose block it is by now. And w2 was a value
 * alone, whose version w1 told, read before and after (fillers kept each other out by a mark in w1): "the same word 1 means the same word 2" is
 * wrong, one filler puts the other type's value there and another brings w1 back (`value alone`).
 */
import { BLOCK, check, defineCase, type Case, type Model, type Program, type Protocol } from "./explorer.ts";

const BUSY = 99, FREE = 0, COUNTED = 1, DEFERRED = 2;
/** Objects: 1 the first value of type 1, 2 the function that never is in a type, 3 the next value of type 1, 4 the value of type 2. */
const FUNCTION = 2;
const shared = {
  version: 1, next: 3, slot: 1, w1: 1, w2: 1, w2version: 1, lock: 0,
  kind: [FREE, COUNTED, FREE, COUNTED, DEFERRED], who: [0, 1, 0, 3, 4], cnt: [0, 1, 0, 1, 1],
};
const locals = { w: 0, p: 0, c: 0, old: 0, ver: 0, was: 0 };
type S = typeof shared; type L = typeof locals; type P = Program<S, L>;
interface Bugs { noVersionAgain?: boolean; valueAlone?: boolean; dropFirst?: boolean }

const bit = (n: number): number => 1 << n;
const reader = (bugs: Bugs): P => [
  // ghost `was`: what type 1 has had since here; the writer adds to it
  ["load w1", (s, me) => { me.w = s.w1; me.was = bit(s.who[s.slot]!); return me.w === BUSY || me.w === 2 ? "end" : undefined; }],
  ["version is w1?", (s, me) => s.version === me.w ? undefined : "end"],
  ["load w2", (s, me) => { me.p = s.w2; return bugs.valueAlone || s.w2version === me.w ? undefined : "end"; }],
  ["header", (s, me) => s.kind[me.p] === DEFERRED ? "deferred: w1 again" : s.kind[me.p] === FREE ? "end" : undefined],
  ["load count", (s, me) => { me.c = s.cnt[me.p]!; return me.c === 0 ? "end" : undefined; }],
  ["cas count + 1", (s, me) => { if (s.cnt[me.p] !== me.c) return "load count"; s.cnt[me.p]++; return; }],
  ["counted: w1 again", (s, me) => !bugs.valueAlone || s.w1 === me.w ? undefined : "undo"],
  ["counted: version again", (s, me) => s.version === me.w || bugs.noVersionAgain ? undefined : "undo"],
  ["counted: use", (s, me) => { check((me.was & bit(s.who[me.p]!)) !== 0, "an object that was not in the type"); }],
  ["undo", (s, me) => { s.cnt[me.p]--; if (s.cnt[me.p] === 0 && s.kind[me.p] === COUNTED) s.kind[me.p] = FREE; return "end"; }],
  ["deferred: w1 again", (s, me) => !bugs.valueAlone || s.w1 === me.w ? undefined : "end"],
  ["deferred: version again", (s, me) => s.version === me.w || bugs.noVersionAgain ? undefined : "end"],
  ["deferred: use", (s, me) => { check((me.was & bit(s.who[me.p]!)) !== 0, "an object that was not in the type"); return "end"; }],
];
const lock: P[number] = ["lock", (s) => { if (s.lock) return BLOCK; s.lock = 1; return; }];
const unlock: P[number] = ["unlock", (s) => { s.lock = 0; }];
const giveUp: P[number] = ["version = 0", (s) => { s.version = 0; }];
const replace: P[number] = ["slot = the next value", (s, me) => { me.old = s.slot; s.slot = 3; for (const t of s.t) t.was |= bit(s.who[3]!); }];
const drop: P[number] = ["drop the old value", (s, me) => { s.cnt[me.old]--; if (s.cnt[me.old] === 0) s.kind[me.old] = FREE; }];
const writer = (bugs: Bugs): P => [
  lock,
  ...(bugs.dropFirst ? [replace, drop, giveUp] : [giveUp, replace]),
  unlock,
  ...(bugs.dropFirst ? [] : [drop]),
  ["a function in the block, if it is free", (s, me) => { if (s.kind[me.old] !== FREE) return "end"; s.cnt[me.old] = 1; return; }],
  ["its identity", (s, me) => { s.who[me.old] = FUNCTION; }],
  ["its header", (s, me) => { s.kind[me.old] = DEFERRED; }],
];
const fill = (bugs: Bugs): P => bugs.valueAlone ? [
  ["load w1", (s, me) => { me.w = s.w1; return me.w === BUSY ? "end" : undefined; }],
  ["cas w1 BUSY", (s, me) => { if (s.w1 !== me.w) return "end"; s.w1 = BUSY; return; }],
  ["store w2", (s, me) => { s.w2 = me.p; }],
  ["store w1", (s, me) => { s.w1 = me.ver; }],
] : [
  ["store w2", (s, me) => { s.w2 = me.p; s.w2version = me.ver; }],
  ["store w1", (s, me) => { s.w1 = me.ver; }],
];
const fillOne = (bugs: Bugs): P => [
  lock,
  // what was found goes into the cache only if the version is still the one before the search
  ["version assigned", (s, me) => { if (s.version === 0) { s.version = s.next; s.next++; } me.ver = s.version; }],
  ["unlock", (s) => { s.lock = 0; }],
  ["search", (s, me) => { me.p = s.slot; }],
  ["version the same?", (s, me) => s.version === me.ver ? undefined : "end"],
  ...fill(bugs),
];
const fillTwo = (bugs: Bugs): P => [["type 2", (_, me) => { me.p = 4; me.ver = 2; }], ...fill(bugs)];

function model(name: string, threads: ("one" | "two")[], readers: number, bugs: Bugs = {}): Model<S, L> {
  return {
    name, shared, locals,
    threads: [
      { name: "writer", program: writer(bugs) },
      ...Array.from({ length: readers }, (_, i) => ({ name: `reader${i + 1}`, program: reader(bugs) })),
      ...threads.map((t) => ({ name: `filler of type ${t}`, program: (t === "one" ? fillOne : fillTwo)(bugs) })),
    ],
    final: { "the old value is dead or its block is used again": (s) => s.kind[1] !== COUNTED },
  };
}
const c = (...args: Parameters<typeof model>): Case => defineCase(model(...args));
export const protocol: Protocol = {
  name: "type cache",
  right: [
    c("type cache: one reader", [], 1),
    c("type cache: one reader, filled again", ["one"], 1),
    c("type cache: one reader, filled for another type", ["two"], 1),
    c("type cache: two readers, filled again", ["one"], 2),
    c("type cache: one reader, filled for both types", ["one", "two"], 1),
  ],
  deep: [c("type cache: two readers, filled for both types", ["one", "two"], 2)],
  broken: [
    c("type cache BROKEN: the version is not looked at again", [], 1, { noVersionAgain: true }),
    c("type cache BROKEN: word 2 is a value alone, word 1 is looked at twice", ["one", "two"], 1, { valueAlone: true }),
    c("type cache BROKEN: the old value is dropped before the version is given up", [], 1, { dropFirst: true }),
  ],
};
