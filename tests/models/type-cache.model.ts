/**
 * Caches of what a type holds (src/core/objects/type-lookup.ts, src/core/interp/caches.ts; contract, section 7): a value that the cache does not count, vouched for by the type's version.
 *
 * One type, one name (and another type that is met at the same instruction). `truth[version]` (ghost) is the object that the type holds under that version. Two blocks; `what` is the object that lives in a block (0: free), objects from LATE on are counted by nobody
 * (functions). A change of the type is: version = 0, dict = other, drop what was there; later a new version. The block dropped may at once be taken by another object.
 *
 *   inline   word 1 is the version and the number of values published here so far, word 2 the block; after GENS values there are no more. Filling: word 1 → BUSY by compare-and-swap, word 2, word 1. Reading: version of the type, word 1 (the same?), word 2, word 1 again, then either a
 *            counted reference (try-incref) or nothing to count, *in both cases* then the type's version again
 *   vouched  two words of the type: value, then the version that vouches for it (tp_cached_init, tp_cached_version), both stored under the lock of types. Reading: version, vouching version, value
 *
 * Proven: what a reader uses is alive, and what the type held under the version that the reader saw (vouched: or later).
 */
import { BLOCK, check, choose, defineCase, type Case, type Program, type Protocol, type State } from "./explorer.ts";

const BUSY = 9, OTHER = 8, LATE = 3, GENS = 3;
const shared = { version: 1, next: 2, dict: 0, what: [1, 2], rc: [1, 1], truth: [0, 1, 0, 0, 0], w1: 0, gen: 0, w2: 0, lock: 0, late: LATE };
const locals = { v: 0, b: 0, got: 0, old: 0, was: 0, wasGen: 0, gen: 0, n: 0 };
type S = typeof shared; type L = typeof locals; type P = Program<S, L>; type St = State<S, L>;
interface Bugs { noRecheck?: boolean; noBusy?: boolean; readOnce?: boolean; dropFirst?: boolean; noLock?: boolean; versionFirst?: boolean; noGen?: boolean }

const drop = (s: St, b: number): void => { if (s.what[b] >= LATE) { s.what[b] = 0; return; } check(s.rc[b] > 0, "dropped once too often"); if (--s.rc[b] === 0) s.what[b] = 0; };
const lock = (label: string): P => [[label, (s) => { if (s.lock) return BLOCK; s.lock = 1; return; }]];

/** Changes the type n times; what it dropped is perhaps taken by a function at once, which the type may hold next. */
const changer = (bugs: Bugs): P => [
  ...lock("lock"),
  ["drop first", (s, me) => { me.old = s.dict; if (bugs.dropFirst) { drop(s, me.old); if (s.what[me.old] === 0 && choose(2)) s.what[me.old] = s.late++; } }],
  ["version = 0", (s) => { s.version = 0; }],
  ["dict = other", (s, me) => { s.dict = 1 - me.old; if (s.what[s.dict] === 0) { s.what[s.dict] = s.late++; } }],
  ["unlock", (s) => { s.lock = 0; }],
  ["drop", (s, me) => { if (!bugs.dropFirst) drop(s, me.old); }],
  ["block used again", (s, me) => { if (s.what[me.old] === 0 && choose(2)) s.what[me.old] = s.late++; }],
  ["again", (_, me) => { me.old = 0; if (me.n-- > 1) return "lock"; me.n = 0; return; }],
];
const newVersion: P = [
  ...lock("ask for a version: lock"),
  ["ask for a version", (s, me) => { if (s.version === 0) { s.truth[s.next] = s.what[s.dict]; s.version = s.next++; } me.v = s.version; me.b = s.dict; }],
  ["ask for a version: unlock", (s) => { s.lock = 0; }],
];
const filler = (bugs: Bugs): P => [
  ...newVersion,
  ["same version?", (s, me) => (s.version === me.v ? undefined : "end")],
  ["load word 1", (s, me) => { me.was = s.w1; me.wasGen = s.gen; return me.was === BUSY || (!bugs.noGen && s.gen === GENS) ? "filled" : undefined; }],
  ["cas → BUSY", (s, me) => { if (bugs.noBusy) return; if (s.w1 !== me.was || s.gen !== me.wasGen) return "filled"; s.w1 = BUSY; s.gen = 0; return; }],
  ["store word 2", (s, me) => { s.w2 = me.b; }],
  ["store word 1", (s, me) => { s.w1 = me.v; s.gen = bugs.noGen ? 0 : me.wasGen + 1; }],
  ["filled", (_, me) => { me.v = me.b = me.was = me.wasGen = 0; if (me.n-- > 1) return "ask for a version: lock"; me.n = 0; return; }],
];
/** Another type at the same instruction: its version is OTHER, and it holds what lies in block 1. */
const other = (bugs: Bugs): P => [
  ["other: load word 1", (s, me) => { me.was = s.w1; me.wasGen = s.gen; return me.was === BUSY || (!bugs.noGen && s.gen === GENS) ? "end" : undefined; }],
  ["other: cas → BUSY", (s, me) => { if (bugs.noBusy) return; if (s.w1 !== me.was || s.gen !== me.wasGen) return "end"; s.w1 = BUSY; s.gen = 0; return; }],
  ["other: store word 2", (s) => { s.w2 = 1; }],
  ["other: store word 1", (s, me) => { s.w1 = OTHER; s.gen = bugs.noGen ? 0 : me.wasGen + 1; me.was = me.wasGen = 0; }],
];
const reader = (bugs: Bugs): P => [
  ["version", (s, me) => { me.v = s.version; return me.v === 0 ? "next" : undefined; }],
  ["word 1", (s, me) => { me.gen = s.gen; return s.w1 === me.v ? undefined : "next"; }],
  ["word 2", (s, me) => { me.b = s.w2; }],
  ["word 1 again", (s, me) => (bugs.readOnce || (s.w1 === me.v && s.gen === me.gen) ? undefined : "next")],
  ["count", (s, me) => {
    me.got = s.what[me.b];
    if (me.got >= LATE) return bugs.noRecheck ? "use" : "version again";
    if (me.got === 0) return "next";
    s.rc[me.b]++;
    return;
  }],
  ["version again (counted)", (s, me) => { if (s.version === me.v) return "use"; drop(s, me.b); return "next"; }],
  ["version again", (s, me) => (s.version === me.v ? undefined : "next")],
  ["use", (s, me) => { check(s.truth[me.v] === me.got, "the cache gives what the type never held under this version"); if (me.got < LATE) drop(s, me.b); }],
  ["next", (_, me) => { me.v = me.b = me.got = me.gen = 0; if (me.n-- > 1) return "version"; me.n = 0; return; }],
];
/** tp_cached_init. w1 vouches for w2; the values are functions, which stay until the next collection, so only their age matters. */
const voucher = (bugs: Bugs): P => [
  ...newVersion,
  ["same version? (without the lock)", (s, me) => (!bugs.noLock || s.version === me.v ? undefined : "end")],
  ["lock types", (s) => { if (bugs.noLock) return; if (s.lock) return BLOCK; s.lock = 1; return; }],
  ["same version?", (s, me) => { if (bugs.noLock || s.version === me.v) return; s.lock = 0; return "end"; }],
  ["store value", (s, me) => { if (bugs.versionFirst) s.w1 = me.v; else s.w2 = s.truth[me.v]; }],
  ["store version", (s, me) => { if (bugs.versionFirst) s.w2 = s.truth[me.v]; else s.w1 = me.v; }],
  ["unlock types", (s, me) => { if (!bugs.noLock) s.lock = 0; me.v = me.b = 0; }],
];
const believer: P = [
  ["version", (s, me) => { me.v = s.version; return me.v === 0 ? "end" : undefined; }],
  ["vouching version", (s, me) => (s.w1 === me.v ? undefined : "end")],
  ["value", (s, me) => { me.got = s.w2; let ok = false; for (let v = me.v; v < s.next; v++) ok = ok || s.truth[v] === me.got; check(ok, "an older function than the version that the reader saw"); }],
];
/** For the vouched cache: the type's value changes from object 1 to 2, … each a new one. */
const renewer: P = [
  ...lock("lock"),
  ["version = 0", (s) => { s.version = 0; }],
  ["dict = other", (s) => { s.what[0] = ++s.late; }],
  ["unlock", (s) => { s.lock = 0; }],
  ["again", (_, me) => { if (me.n-- > 1) return "lock"; me.n = 0; return; }],
];
type Who = "other" | "change" | "fill" | "read" | "vouch" | "believe" | "renew";
const c = (name: string, threads: [Who, number][], bugs: Bugs = {}): Case => defineCase<S, L>({
  name, shared: { ...shared, what: [...shared.what], rc: [...shared.rc], truth: [...shared.truth] }, locals,
  threads: threads.map(([w, n], i) => ({ name: `${w} ${i + 1}`, program: { other: other(bugs), change: changer(bugs), fill: filler(bugs), read: reader(bugs), vouch: voucher(bugs), believe: believer, renew: renewer }[w], init: { n } })),
});
export const protocol: Protocol = {
  name: "type cache",
  right: [
    c("type cache: read, fill, one change", [["read", 2], ["fill", 2], ["change", 1]]),
    c("type cache: read, fill, two changes", [["read", 1], ["fill", 2], ["change", 2]]),
    c("type cache: read, two fill, two changes", [["read", 1], ["fill", 1], ["fill", 1], ["change", 2]]),
    c("type cache: read, fill, another type at the same instruction, a change", [["read", 2], ["fill", 2], ["other", 1], ["change", 1]]),
    c("type cache: vouched, two fill, changes", [["believe", 1], ["vouch", 1], ["vouch", 1], ["renew", 2]]),
  ],
  deep: [c("type cache: read twice, two fill, two changes", [["read", 2], ["fill", 2], ["fill", 1], ["change", 2]])],
  broken: [
    c("type cache BROKEN: what nobody counts is used without another look at the version", [["read", 1], ["fill", 1], ["change", 1]], { noRecheck: true }),
    c("type cache BROKEN: filled without BUSY", [["read", 1], ["fill", 1], ["fill", 1], ["change", 2]], { noBusy: true }),
    c("type cache BROKEN: an answer that comes back is the same word", [["read", 1], ["fill", 2], ["other", 1]], { noGen: true }),
    c("type cache BROKEN: the reader does not look at word 1 again", [["read", 1], ["fill", 1], ["other", 1]], { readOnce: true }),
    c("type cache BROKEN: what is replaced is dropped before the version is given up", [["read", 1], ["fill", 1], ["change", 1]], { dropFirst: true }),
    c("type cache BROKEN: a vouched value stored without the lock", [["believe", 1], ["vouch", 1], ["vouch", 1], ["renew", 2]], { noLock: true }),
    c("type cache BROKEN: the version that vouches is stored before the value", [["believe", 1], ["vouch", 1], ["renew", 1]], { versionFirst: true }),
  ],
};
