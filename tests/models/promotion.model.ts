/**
 * Per-thread counts for hot shared objects (issue 3, item 5). The design and the alternatives are in docs/internals/promotion.md;
 * nothing like it is in CPython, whose per-thread counts (uniqueid.c) are for types and code only and never find zero by themselves.
 *
 * One object, merged (no owner), whose references are: one in a slot, those that threads hold, and perhaps one of a merge queue.
 *   shared word   cnt, st. State merged: exact, zero frees. State queued: some references are counted in tables; zero frees nothing.
 *   local word    `tag`: 0, or "promoted, index 1": threads then count in their own tables, with plain accesses.
 *   tbl           each thread's table entry, never negative: at zero a decref goes to the shared word.
 *
 *   promote   by a thread that holds a reference: CAS merged → queued, *then* store the tag. No handshake: a thread that has not
 *             seen the tag counts in the shared word, which stays valid. The true count is cnt + the sum of tbl at all times.
 *   alarm     a decref that leaves cnt ≤ 0 in state queued and finds a tag: since no table is negative, the object can only be
 *             dead if cnt ≤ 0, and whoever took it there is sure to raise the alarm. CAS tag → 0: the winner demotes.
 *   demote    no new table counting can begin. The demoter flushes its own entry into cnt, then every other thread's: attached →
 *             request and breaker, the thread flushes at its next safepoint; detached → suspended, flushed for it; gone → flushed at exit.
 *             An access to the table never straddles a safepoint, so afterwards every entry is zero for good, cnt is exact, and
 *             the index may be used again. Then CAS to merged; zero: free, on the demoter's thread.
 *   readers   try-incref of a promoted object always succeeds: it cannot be freed before the reader has answered.
 *
 * Proven: freed exactly once, never while referenced; nobody touches it afterwards; it always is freed; no entry is left, and
 * no thread is about to use one, when an index is released.
 */
import { BLOCK, check, choose, defineCase, type Case, type Program, type Protocol, type State } from "./explorer.ts";

const QUEUED = 2, MERGED = 3, GONE = 0, DETACHED = 1, ATTACHED = 2, SUSPENDED = 3;
const shared = { cnt: 1, st: MERGED, tag: 0, slot: 1, freed: 0, queue: 0, head: 0 };
const locals = { held: 0, tbl: 0, req: 0, state: ATTACHED, g: 0, c: 0, x: 0, i: 0, ops: 0, k: 0 };
type S = typeof shared; type L = typeof locals; type P = Program<S, L>; type St = State<S, L>;
interface Bugs { tagFirst?: boolean; noHandshake?: boolean; detachedNotFlushed?: boolean; exitNotFlushed?: boolean; negativeTables?: boolean; queueMerges?: boolean; ackFirst?: boolean; alarmOnFirstLook?: boolean }

const touch = (s: St): void => check(!s.freed, "touches freed memory");
const free = (s: St): void => {
  check(!s.freed, "freed twice");
  check(s.slot + s.queue + s.t.reduce((n, t) => n + t.held, 0) === 0, "freed while referenced");
  s.freed = 1;
};
const flush = (p: string): P => [
  [`${p} flush: load shared`, (s, me) => { if (me.tbl === 0) return `${p} flushed`; touch(s); me.c = s.cnt; me.x = s.st; return; }],
  [`${p} flush: cas shared + entry`, (s, me) => { touch(s); if (s.cnt !== me.c || s.st !== me.x) return `${p} flush: load shared`; s.cnt += me.tbl; me.tbl = 0; return; }],
  [`${p} flushed`, (_, me) => { me.c = me.x = 0; }],
];
const decref = (p: string, bugs: Bugs): P => [
  [`${p} decref: load tag`, (s, me) => { touch(s); me.g = s.tag; return me.g && (me.tbl > 0 || bugs.negativeTables) ? undefined : `${p} decref: load shared`; }],
  [`${p} decref: entry - 1`, (_, me) => { me.tbl--; me.held--; me.g = 0; return `${p} dropped`; }],
  [`${p} decref: load shared`, (s, me) => { touch(s); me.c = s.cnt; me.x = s.st; }],
  [`${p} decref: cas shared - 1`, (s, me) => {
    touch(s);
    if (s.cnt !== me.c || s.st !== me.x) return `${p} decref: load shared`;
    s.cnt--; me.held--; me.c = me.x = 0;
    if (s.st === MERGED) { me.g = 0; return s.cnt === 0 ? `${p} free` : `${p} dropped`; }
    if (s.cnt > 0 || (bugs.alarmOnFirstLook && !me.g)) { me.g = 0; return `${p} dropped`; }
    me.g = 0;
    return;
  }],
  [`${p} alarm: cas tag → 0`, (s, me) => { if (s.tag === 0) return `${p} dropped`; touch(s); s.tag = 0; me.i = 0; return bugs.noHandshake ? `${p} merge: load shared` : undefined; }],
  ...flush(`${p} own`),
  [`${p} demote: request`, (s, me) => {
    if (me.i === me.id) me.i++;
    if (me.i === s.t.length) return `${p} release index`;
    s.t[me.i].req = 1;
    return;
  }],
  [`${p} demote: answered?`, (s, me) => {
    const t = s.t[me.i];
    if (t.state === GONE || t.req === 0) { t.req = 0; me.i++; return `${p} demote: request`; }
    if (t.state === DETACHED) { if (bugs.detachedNotFlushed) { me.i++; return `${p} demote: request`; } t.state = SUSPENDED; return; }
    return BLOCK; // in the code: a spin, and a safepoint of its own
  }],
  [`${p} demote: for the detached`, (s, me) => { touch(s); const t = s.t[me.i]; s.cnt += t.tbl; t.tbl = 0; t.req = 0; }],
  [`${p} demote: back to detached`, (s, me) => { s.t[me.i].state = DETACHED; me.i++; return `${p} demote: request`; }],
  [`${p} release index`, (s, me) => {
    for (const t of s.t) { check(t.tbl === 0, "a table still counts when its index is released"); check(t.g === 0, "a thread is about to count under a released index"); }
    me.i = 0;
  }],
  [`${p} merge: load shared`, (s, me) => { touch(s); me.c = s.cnt; me.x = s.st; }],
  [`${p} merge: cas merged`, (s, me) => {
    touch(s);
    if (s.cnt !== me.c || s.st !== me.x) return `${p} merge: load shared`;
    s.st = MERGED; me.c = me.x = 0;
    if (s.cnt !== 0) return `${p} dropped`;
    return;
  }],
  [`${p} free`, (s) => { free(s); }],
  [`${p} dropped`, () => {}],
];
const worker = (bugs: Bugs): P => [
  ["next", (s, me) => {
    if (me.ops === 0) return "leave";
    me.ops--;
    return choose(2) ? undefined : me.k ? "nap: detach" : "empty slot";
  }],
  ["which?", (_, me) => {
    const can = me.k ? ["read slot", "drop decref: load tag", "promote: load shared"] : ["read slot", "nap: detach"];
    if (me.req) can.push("safepoint");
    return can[choose(can.length)];
  }],
  // a reader
  ["read slot", (s, me) => s.slot && me.k < 2 ? undefined : "next"],
  ["try: load tag", (s, me) => { me.g = s.tag; return me.g ? undefined : "try: load shared"; }],
  ["try: entry + 1", (s, me) => { check(!s.freed, "a reference to freed memory"); me.tbl++; me.held++; me.k++; me.g = 0; return "try: slot unchanged?"; }],
  ["try: load shared", (s, me) => { me.c = s.cnt; me.x = s.st; return me.c === 0 && me.x === MERGED ? "next" : undefined; }],
  ["try: cas shared + 1", (s, me) => {
    if (s.cnt !== me.c || s.st !== me.x) return "try: load shared";
    check(!s.freed, "a reference to freed memory");
    s.cnt++; me.held++; me.k++; me.c = me.x = 0;
    return;
  }],
  ["try: slot unchanged?", (s) => s.slot ? "next" : "drop decref: load tag"],
  ...decref("drop", bugs),
  ["drop done", (_, me) => { me.k = Math.max(0, me.k - 1); return "next"; }],
  // promotion
  ["promote: load shared", (s, me) => { touch(s); if (bugs.tagFirst && s.tag === 0 && s.st === MERGED) s.tag = 1; me.c = s.cnt; return s.st === MERGED ? undefined : "next"; }],
  ["promote: cas queued", (s, me) => { touch(s); if (s.st !== MERGED || s.cnt !== me.c) { me.c = 0; return "next"; } s.st = QUEUED; me.c = 0; return; }],
  ["promote: store tag", (s) => { touch(s); s.tag = 1; return "next"; }],
  // the slot's reference is dropped
  ["empty slot", (s, me) => { if (!s.slot) return "next"; s.slot = 0; me.held++; me.k++; return "drop decref: load tag"; }],
  ["safepoint", (_, me) => me.req ? undefined : "next"],
  ["safepoint: (ack first)", (_, me) => { if (bugs.ackFirst) me.req = 0; }],
  ...flush("safepoint"),
  ["safepoint: answer", (_, me) => { me.req = 0; return "next"; }],
  ["nap: detach", (_, me) => { me.state = DETACHED; }],
  ["nap: attach", (_, me) => { if (me.state === SUSPENDED) return BLOCK; me.state = ATTACHED; return "next"; }],
  // the end: drops what it holds, answers, thread 0 empties slot and queue
  ["leave", (s, me) => me.k > 0 ? "last decref: load tag" : me.id === 0 && s.queue ? "queue" : me.id === 0 && s.slot ? "last slot" : "exit"],
  ["last slot", (s, me) => { if (!s.slot) return "leave"; s.slot = 0; me.held++; me.k++; return; }],
  ...decref("last", bugs),
  ["last done", (_, me) => { me.k--; return "leave"; }],
  ["queue", (s, me) => { // the merge queue had it when it was merged otherwise: no owner any more, so an ordinary decref
    s.queue--; me.held++;
    if (!bugs.queueMerges) { me.k++; return "last decref: load tag"; }
    s.cnt += s.tag - 1; s.st = MERGED; s.tag = 0; me.held--;
    if (s.cnt === 0) free(s);
    return "leave";
  }],
  ["exit", (_, me) => me.req ? "exit: answer" : undefined],
  ["exit: no flush?", (_, me) => bugs.exitNotFlushed ? "exit: gone" : "exit flush: load shared"],
  ["exit: answer", () => "exit flush: load shared"],
  ...flush("exit"),
  ["exit: gone", (_, me) => { me.state = GONE; me.req = 0; }],
];
const c = (name: string, threads: number, ops: number, opts: { queue?: boolean; promoted?: boolean; late?: boolean; bugs?: Bugs } = {}): Case => defineCase<S, L>({
  name, shared: { ...shared, cnt: 1 + (opts.queue ? 1 : 0), queue: opts.queue ? 1 : 0, st: opts.promoted ? QUEUED : MERGED, tag: opts.promoted ? 1 : 0 }, locals,
  threads: Array.from({ length: threads }, (_, i) => ({ name: `T${i + 1}`, program: opts.late && i === 1 ? [["register", (_, me) => { me.state = ATTACHED; }], ...worker(opts.bugs ?? {})] : worker(opts.bugs ?? {}), init: { ops, state: opts.late && i === 1 ? GONE : ATTACHED } })),
  invariants: {
    "no table is negative": (s) => s.t.every((t) => t.tbl >= 0) || opts.bugs?.negativeTables === true,
    "the sum is right": (s) => s.freed === 1 || s.cnt + s.t.reduce((n, t) => n + t.tbl, 0) === s.slot + s.queue + s.t.reduce((n, t) => n + t.held, 0) || Object.keys(opts.bugs ?? {}).length > 0,
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
    c("promotion: three threads, two operations, promoted before", 3, 2, { promoted: true }),
  ],
  deep: [c("promotion: two threads, seven operations", 2, 7), c("promotion: three threads, one registers meanwhile", 3, 2, { promoted: true, late: true })],
  broken: [
    c("promotion BROKEN: the tag is stored before the state is queued", 2, 4, { bugs: { tagFirst: true } }),
    c("promotion BROKEN: demoted without a handshake", 2, 4, { promoted: true, bugs: { noHandshake: true } }),
    c("promotion BROKEN: detached threads are left out", 2, 4, { promoted: true, bugs: { detachedNotFlushed: true } }),
    c("promotion BROKEN: an exiting thread does not flush", 2, 4, { promoted: true, bugs: { exitNotFlushed: true } }),
    c("promotion BROKEN: tables may go below zero", 2, 4, { promoted: true, bugs: { negativeTables: true } }),
    c("promotion BROKEN: the merge queue merges a promoted object", 2, 4, { queue: true, bugs: { queueMerges: true } }),
    c("promotion BROKEN: a thread answers before it flushes", 2, 4, { promoted: true, bugs: { ackFirst: true } }),
    c("promotion BROKEN: the alarm trusts a look at the tag from before", 2, 4, { bugs: { alarmOnFirstLook: true } }),
  ],
};
