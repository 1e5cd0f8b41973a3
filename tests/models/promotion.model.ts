/**
 * Per-thread counts for hot shared objects (issue 3, item 5; src/core/refcount/promote.ts). The design and the alternatives are in
 * docs/internals/promotion.md; nothing like it is in CPython, whose per-thread counts (uniqueid.c) are for types and code only and never find zero by themselves.
 *
 * One object, merged (no owner), whose references are: one in a slot, those that threads hold, and perhaps one of a merge queue.
 *   shared word   cnt, st. State merged: exact, zero frees. State queued: some references are counted in tables; zero frees nothing.
 *   local word    0 or 2: a record of who counted (merged objects); 1: the tag, "promoted, index 1": threads count in their own tables, plainly.
 *   tbl           each thread's table entry, never negative: at zero a decref goes to the shared word.
 *
 *   promote   by a thread that holds a reference counted in cnt: CAS merged → queued, *then* store the tag. A thread that has not
 *             seen the tag counts in the shared word, which stays valid. The true count is cnt + the sum of tbl at all times.
 *   record    after a shared incref in state merged: CAS of the local word from what was loaded before. It can never overwrite a tag.
 *   alarm     a decref that leaves cnt ≤ 0 in state queued and finds a tag: since no table is negative, the object can only be
 *             dead if cnt ≤ 0, and whoever took it there is sure to raise the alarm. CAS tag → 0: the winner demotes.
 *   demote    no new table counting can begin. Grace: a ticket; every attached thread is asked through its breaker and answers at its next safepoint with
 *             the ticket it sees. A detached thread is in no table access, and finds the tag gone when it attaches. An access never straddles a safepoint: so then
 *             all entries are frozen, and the demoter itself adds them up, under the registry's lock, gives the index back, and merges by CAS; zero: free.
 *             While the grace lasts the demoter may wait, or go on and finish at a later safepoint; it finishes before it exits.
 *   refill    a decref at an empty entry, under the tag, that finds the shared count large: takes several references from there into the entry at once, and leaves it above zero.
 *   exit      under the registry's lock: entries go to cnt, the thread leaves the list.
 *   readers   try-incref of a promoted object always succeeds: it cannot be freed before the reader has answered.
 *
 * Proven: freed exactly once, never while referenced; nobody touches it afterwards; it always is freed; no entry is left, and
 * no thread is about to use one, when an index is released.
 */
import { BLOCK, check, choose, defineCase, type Case, type Program, type Protocol, type State } from "./explorer.ts";

const QUEUED = 2, MERGED = 3, GONE = 0, DETACHED = 1, ATTACHED = 2, TAG = 1;
const shared = { cnt: 1, st: MERGED, local: 0, slot: 1, freed: 0, queue: 0, lock: 0, epoch: 0 };
const locals = { held: 0, tbl: 0, asked: 0, seen: 0, state: ATTACHED, g: 0, c: 0, x: 0, ops: 0, k: 0, sum: 0, want: 0, room: 1 };
type S = typeof shared; type L = typeof locals; type P = Program<S, L>; type St = State<S, L>;
interface Bugs {
  tagFirst?: boolean; noGrace?: boolean; exitNotFlushed?: boolean; negativeTables?: boolean; queueMerges?: boolean; answerLate?: boolean; ticketFirst?: boolean;
  alarmOnFirstLook?: boolean; recordStores?: boolean; levelLast?: boolean; sumUnlocked?: boolean; refillToZero?: boolean;
}

const touch = (s: St): void => check(!s.freed, "touches freed memory");
const free = (s: St): void => {
  check(!s.freed, "freed twice");
  check(s.slot + s.queue + s.t.reduce((n, t) => n + t.held, 0) === 0, "freed while referenced");
  s.freed = 1;
};
/** Everybody who might be in a table access has passed a safepoint since the ticket. Asks who has not. */
const graceOver = (s: St, want: number): boolean => s.t.every((t) => t.state !== ATTACHED || t.seen >= want);
const finish = (p: string, bugs: Bugs): P => [
  [`${p} sum: lock`, (s) => { if (s.lock) return BLOCK; if (!bugs.sumUnlocked) s.lock = 1; return; }],
  ...[0, 1, 2].map((i): P[number] => [`${p} sum: entry ${i}`, (s, me) => {
    const t = s.t[i];
    if (!t || t.state === GONE) return;
    check(t.g !== TAG, "a thread is about to count under a tag that is gone");
    me.sum += t.tbl; t.tbl = 0;
  }]),
  [`${p} release index, unlock`, (s) => {
    for (const t of s.t) check(t.state === GONE || t.tbl === 0, "a table still counts when its index is released");
    s.lock = 0;
  }],
  [`${p} store level`, (s) => { touch(s); if (!bugs.levelLast) s.local = 0; }],
  [`${p} merge: load shared`, (s, me) => { touch(s); me.c = s.cnt; me.x = s.st; }],
  [`${p} merge: cas merged`, (s, me) => {
    touch(s);
    if (s.cnt !== me.c || s.st !== me.x) return `${p} merge: load shared`;
    s.cnt += me.sum; s.st = MERGED; me.sum = me.c = me.x = me.want = 0;
    if (bugs.levelLast) return s.cnt === 0 ? `${p} free` : undefined;
    return s.cnt === 0 ? `${p} free` : `${p} finished`;
  }],
  [`${p} (level last)`, (s) => { touch(s); return `${p} finished`; }],
  [`${p} free`, (s) => { free(s); }],
  [`${p} finished`, () => {}],
];
/** Drops one reference. The alarm's winner has `want` set afterwards and finishes when the grace is over. */
const decref = (p: string, bugs: Bugs): P => [
  [`${p} decref: load local`, (s, me) => { touch(s); me.g = s.local; return me.g === TAG && me.room && (me.tbl > 0 || bugs.negativeTables) ? undefined : `${p} decref: load shared`; }],
  [`${p} decref: entry - 1`, (_, me) => { me.tbl--; me.held--; me.g = 0; return `${p} dropped`; }],
  [`${p} decref: load shared`, (s, me) => { touch(s); me.c = s.cnt; me.x = s.st; }],
  [`${p} decref: refill?`, (_, me) => me.g === TAG && me.room && me.tbl === 0 && me.x === QUEUED && me.c >= (bugs.refillToZero ? 2 : 3) ? undefined : `${p} decref: cas shared - 1`],
  [`${p} decref: cas shared - 2`, (s, me) => { touch(s); if (s.cnt !== me.c || s.st !== me.x) return `${p} decref: cas shared - 1`; s.cnt -= 2; me.sum++; me.held--; me.c = me.x = 0; return; }],
  [`${p} decref: entry + 1`, (_, me) => { me.sum--; me.tbl++; me.g = 0; return `${p} dropped`; }],
  [`${p} decref: cas shared - 1`, (s, me) => {
    touch(s);
    if (s.cnt !== me.c || s.st !== me.x) return `${p} decref: load shared`;
    s.cnt--; me.held--; me.c = me.x = 0;
    if (s.st === MERGED) { me.g = 0; if (s.cnt === 0) free(s); return `${p} dropped`; }
    if (s.cnt > 0 || (bugs.alarmOnFirstLook && me.g !== TAG)) { me.g = 0; return `${p} dropped`; }
    me.g = 0;
    return;
  }],
  [`${p} alarm: (ticket first)`, (s, me) => { if (bugs.ticketFirst && s.local === TAG) { s.epoch++; me.want = s.epoch; } }],
  [`${p} alarm: cas tag → 0`, (s, me) => { if (s.local !== TAG) { if (bugs.ticketFirst) me.want = 0; return `${p} dropped`; } touch(s); s.local = 0; return; }],
  [`${p} ticket`, (s, me) => { if (!bugs.ticketFirst) { s.epoch++; me.want = s.epoch; } me.seen = me.want; }],
  [`${p} dropped`, () => {}],
];
const worker = (bugs: Bugs): P => [
  ["next", (s, me) => {
    if (me.want && choose(2)) { if (!bugs.noGrace && !graceOver(s, me.want)) return BLOCK; return "own sum: lock"; }
    if (me.ops === 0) return "leave";
    me.ops--;
    return;
  }],
  ["which?", (s, me) => {
    const can = me.k ? ["read slot", "drop decref: load local", "promote: load shared"] : ["read slot", "nap: detach"];
    if (me.id === 0 && s.slot) can.push("empty slot");
    if (me.seen < s.epoch || (bugs.answerLate && me.seen < 9)) can.push("safepoint: load ticket");
    return can[choose(can.length)];
  }],
  ...finish("own", bugs),
  ["own done", () => "next"],
  // a reader
  ["read slot", (s, me) => s.slot && me.k < 2 ? undefined : "next"],
  ["try: load local", (s, me) => { me.g = s.local; return me.g === TAG && me.room ? undefined : "try: load shared"; }],
  ["try: entry + 1", (s, me) => { check(!s.freed, "a reference to freed memory"); me.tbl++; me.held++; me.k++; me.g = 0; return "try: slot unchanged?"; }],
  ["try: load shared", (s, me) => { me.c = s.cnt; me.x = s.st; if (me.c === 0 && me.x === MERGED) { me.g = 0; return "next"; } return; }],
  ["try: cas shared + 1", (s, me) => {
    if (s.cnt !== me.c || s.st !== me.x) return "try: load shared";
    check(!s.freed, "a reference to freed memory");
    s.cnt++; me.held++; me.k++; me.c = 0;
    const merged = me.x === MERGED && me.g !== TAG;
    me.x = 0;
    if (merged) return;
    me.g = 0;
    return "try: slot unchanged?";
  }],
  ["try: record", (s, me) => { touch(s); if (s.local === me.g || bugs.recordStores) s.local = me.g === 2 ? 0 : 2; me.g = 0; }],
  ["try: slot unchanged?", (s) => s.slot ? "next" : "drop decref: load local"],
  ...decref("drop", bugs),
  ["drop done", (_, me) => { me.k = Math.max(0, me.k - 1); return "next"; }],
  // promotion
  ["promote: load shared", (s, me) => { touch(s); if (bugs.tagFirst && s.local !== TAG && s.st === MERGED) s.local = TAG; me.c = s.cnt; return s.st === MERGED ? undefined : "promote: no"; }],
  ["promote: cas queued", (s, me) => { touch(s); if (s.st !== MERGED || s.cnt !== me.c) return "promote: no"; s.st = QUEUED; me.c = 0; return; }],
  ["promote: store tag", (s) => { touch(s); s.local = TAG; return "next"; }],
  ["promote: no", (_, me) => { me.c = 0; return "next"; }],
  // the slot's reference is dropped
  ["empty slot", (s, me) => { if (!s.slot) return "next"; s.slot = 0; me.held++; me.k++; return "drop decref: load local"; }],
  ["safepoint: load ticket", (s, me) => { me.c = s.epoch; if (bugs.answerLate) { me.seen = 9; me.c = 0; return "next"; } return; }],
  ["safepoint: answer", (_, me) => { me.seen = me.c; me.c = 0; return "next"; }],
  ["nap: detach", (_, me) => { me.state = DETACHED; }],
  ["nap: attach", (_, me) => { me.state = ATTACHED; return "next"; }],
  // the end: drops what it holds, answers, thread 0 empties slot and queue, finishes its demotion
  ["leave", (s, me) => me.k > 0 ? "last decref: load local" : me.id === 0 && s.queue ? "queue" : me.id === 0 && s.slot ? "last slot" : me.want ? "last: wait" : "exit: lock"],
  ["last slot", (s, me) => { if (!s.slot) return "leave"; s.slot = 0; me.held++; me.k++; return; }],
  ...decref("last", bugs),
  ["last done", (_, me) => { me.k--; return "leave"; }],
  ["last: wait", (s, me) => { if (!bugs.noGrace && !graceOver(s, me.want)) return BLOCK; return; }],
  ...finish("last", bugs),
  ["last finish done", () => "leave"],
  ["queue", (s, me) => { // the merge queue had it when it was merged otherwise: no owner any more, so an ordinary decref
    s.queue--; me.held++;
    if (!bugs.queueMerges) { me.k++; return "last decref: load local"; }
    s.cnt += (s.local === TAG ? TAG : 0) - 1; s.st = MERGED; s.local = 0; me.held--;
    if (s.cnt === 0) free(s);
    return "leave";
  }],
  ["exit: lock", (s) => { if (s.lock) return BLOCK; s.lock = 1; return bugs.exitNotFlushed ? "exit: gone" : undefined; }],
  ["exit flush: load shared", (s, me) => { if (me.tbl === 0) return "exit: gone"; touch(s); me.c = s.cnt; me.x = s.st; return; }],
  ["exit flush: cas shared + entry", (s, me) => { touch(s); if (s.cnt !== me.c || s.st !== me.x) return "exit flush: load shared"; s.cnt += me.tbl; me.tbl = me.c = me.x = 0; return; }],
  ["exit: gone", (s, me) => { me.state = GONE; s.lock = 0; }],
];
const c = (name: string, threads: number, ops: number, opts: { queue?: boolean; promoted?: boolean; late?: boolean; small?: boolean; bugs?: Bugs } = {}): Case => defineCase<S, L>({
  name, shared: { ...shared, cnt: 1 + (opts.queue ? 1 : 0), queue: opts.queue ? 1 : 0, st: opts.promoted ? QUEUED : MERGED, local: opts.promoted ? TAG : 0 }, locals,
  threads: Array.from({ length: threads }, (_, i) => ({
    name: `T${i + 1}`, program: opts.late && i === 1 ? [["register", (_, me) => { me.state = ATTACHED; }], ...worker(opts.bugs ?? {})] : worker(opts.bugs ?? {}),
    init: { ops, state: opts.late && i === 1 ? GONE : ATTACHED, room: opts.small && i === 1 ? 0 : 1 },
  })),
  invariants: {
    "no table is negative": (s) => s.t.every((t) => t.tbl >= 0) || opts.bugs?.negativeTables === true,
    "the sum is right": (s) => s.freed === 1 || s.cnt + s.t.reduce((n, t) => n + t.tbl + t.sum, 0) === s.slot + s.queue + s.t.reduce((n, t) => n + t.held, 0) || Object.keys(opts.bugs ?? {}).length > 0,
  },
  final: { "freed": (s) => s.freed === 1 },
});
export const protocol: Protocol = {
  name: "promotion",
  right: [
    c("promotion: two threads, four operations each", 2, 4),
    c("promotion: two threads, six operations, promoted before", 2, 6, { promoted: true }),
    c("promotion: two threads, and a merge queue that has it", 2, 4, { queue: true }),
    c("promotion: two threads, one registers meanwhile", 2, 4, { promoted: true, late: true }),
    c("promotion: two threads, one has no room in its table", 2, 4, { promoted: true, small: true }),
    c("promotion: three threads, two operations, promoted before", 3, 2, { promoted: true }),
  ],
  deep: [c("promotion: two threads, seven operations", 2, 7), c("promotion: three threads, one registers meanwhile", 3, 2, { promoted: true, late: true })],
  broken: [
    c("promotion BROKEN: the tag is stored before the state is queued", 2, 4, { bugs: { tagFirst: true } }),
    c("promotion BROKEN: demoted without a grace period", 2, 4, { promoted: true, bugs: { noGrace: true } }),
    c("promotion BROKEN: the ticket is taken before the tag is cleared", 2, 5, { promoted: true, bugs: { ticketFirst: true } }),
    c("promotion BROKEN: an answer for tickets to come", 2, 5, { promoted: true, bugs: { answerLate: true } }),
    c("promotion BROKEN: an exiting thread does not flush", 2, 4, { promoted: true, bugs: { exitNotFlushed: true } }),
    c("promotion BROKEN: entries are added up without the registry's lock", 2, 4, { promoted: true, bugs: { sumUnlocked: true } }),
    c("promotion BROKEN: tables may go below zero", 2, 4, { promoted: true, bugs: { negativeTables: true } }),
    c("promotion BROKEN: the merge queue merges a promoted object", 2, 4, { queue: true, bugs: { queueMerges: true } }),
    c("promotion BROKEN: the alarm trusts a look at the tag from before", 2, 4, { bugs: { alarmOnFirstLook: true } }),
    c("promotion BROKEN: the record is stored without a compare", 2, 4, { bugs: { recordStores: true } }),
    c("promotion BROKEN: a refill takes the shared word to zero without an alarm", 2, 5, { bugs: { refillToZero: true } }),
    c("promotion BROKEN: the level is stored after the merge", 2, 4, { promoted: true, bugs: { levelLast: true } }),
  ],
};
