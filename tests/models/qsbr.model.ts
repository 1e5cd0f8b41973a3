/**
 * Safe memory reclamation by quiescent states (contract, section 5; src/core/memory/qsbr; CPython Python/qsbr.c).
 *
 * Readers look at a table without a lock. Writers replace it and free the old one when every attached thread has passed a
 * quiescent state since.
 *
 *   writer   new table stored (under the container's lock); then goal = wr += 2; then the breaker bit of every thread (once for all:
 *            `asked`); then polls: rd reached the goal? else scan: the smallest `seq` of attached threads, and rd = that, by CAS.
 *   reader   attach: load wr, store seq (two steps). Then loads the table pointer and looks into the table, with no safepoint
 *            between. At a safepoint: load wr, store seq. Detach: seq = 0 (offline). A sleeping thread is detached and holds back nothing.
 *   exit     is a detach; start is an attach.
 *
 * Tables are numbered 1 …; `dead` is a bit for each freed one. Sequence numbers are odd, so none is 0 (offline).
 * Wrap: with `modulo` the numbers live in a small circle and are compared as signed differences, as 32-bit numbers would be.
 * One attached thread that never answers lets wr run away from it: half a circle later the comparison turns round and memory
 * is freed under it. So either the numbers are 64 bits (wasm has i64 atomics: the choice recommended), or nobody advances wr more than a
 * quarter circle beyond rd, which is the "what may be pending is bounded" of the contract (`bounded`). The bound alone is not enough,
 * as the explorer found: between an attaching thread's load of wr and its store of seq (it may be descheduled there) the others may go
 * round the circle; so attach has to read wr once more after the store and start again if it moved.
 */
import { BLOCK, check, choose, defineCase, type Case, type Model, type Program, type Protocol } from "./explorer.ts";

const shared = { table: 1, dead: 0, wr: 1, rd: 1, mutex: 0, readers: 0 };
const locals = { seq: 0, tab: 0, w: 0, goal: 0, old: 0, at: 0, min: 0, r: 0, n: 0 };
type S = typeof shared; type L = typeof locals; type P = Program<S, L>;
interface Bugs { goalFirst?: boolean; freeAtOnce?: boolean; answerInside?: boolean; attachLate?: boolean; skipOneThread?: boolean; attachOnce?: boolean }
interface Opts { readers: number; writers: number; rounds?: number; writes?: number; modulo?: number; bounded?: boolean; stubborn?: boolean; bugs?: Bugs }

function model(name: string, o: Opts): Model<S, L> {
  const bugs = o.bugs ?? {}, modulo = o.modulo ?? 64, half = modulo / 2;
  const less = (a: number, b: number): boolean => { const d = (b - a) & (modulo - 1); return d !== 0 && d < half; };
  const next = (a: number): number => (a + 2) & (modulo - 1);
  const attach = (p: string): P => [
    [`${p} attach: load wr`, (s, me) => { me.w = s.wr; }],
    [`${p} attach: store seq`, (_, me) => { if (!bugs.attachLate) me.seq = me.w; }],
    ...(o.bounded && !bugs.attachOnce ? [[`${p} attach: wr unchanged?`, (s, me) => s.wr === me.w ? undefined : `${p} attach: load wr`] as const] satisfies P : []),
  ];
  const reader: P = [
    ...attach("first"),
    ["load table", (s, me) => { me.tab = s.table; }],
    ["late attach", (_, me) => { if (bugs.attachLate) me.seq = me.w; }],
    ["safepoint inside?", (s, me) => { if (bugs.answerInside && choose(2)) me.seq = s.wr; }],
    ["look into table", (s, me) => { check((s.dead >> me.tab & 1) === 0, "reads a freed table"); me.tab = 0; }],
    ["what next?", (_, me) => {
      if (me.n === 0) return o.stubborn ? "leave" : choose(2) ? "leave" : "answer: load wr";
      me.n--;
      return ["load table", "answer: load wr", "detach"][choose(o.stubborn ? 1 : 3)];
    }],
    ["answer: load wr", (s, me) => { me.w = s.wr; }],
    ["answer: store seq", (_, me) => { me.seq = me.w; return me.n === 0 ? "leave" : "load table"; }],
    ["detach", (_, me) => { me.seq = 0; return "first attach: load wr"; }],
    ["leave", (s, me) => { me.seq = 0; s.readers--; }],
  ];
  const writer: P = [
    ["lock", (s) => { if (s.mutex) return BLOCK; s.mutex = 1; return; }],
    ["(goal first)", (s, me) => { if (bugs.goalFirst) { s.wr = next(s.wr); me.goal = s.wr; } }],
    ["store new table", (s, me) => { me.old = s.table; s.table = s.table + 1; }],
    ["unlock", (s) => { s.mutex = 0; return bugs.freeAtOnce ? "free" : undefined; }],
    ["goal = wr += 2", (s, me) => {
      if (bugs.goalFirst) return;
      if (o.bounded && !less(s.wr, (s.rd + half / 2) & (modulo - 1))) return BLOCK; // in the code: poll, then try again
      s.wr = next(s.wr); me.goal = s.wr;
    }],
    // A thread that may block on a bound may not itself be what it waits for: it answers its own quiescent state.
    ["poll: load rd", (s, me) => less(s.rd, me.goal) ? undefined : "free"],
    ["scan: load wr", (s, me) => { me.min = s.wr; me.at = bugs.skipOneThread ? 1 : 0; }],
    ["scan: load seq", (s, me) => {
      const seq = s.t[me.at].seq;
      if (seq !== 0 && less(seq, me.min)) me.min = seq;
      if (++me.at < o.readers) return "scan: load seq";
      me.at = 0;
      return;
    }],
    ["scan: load rd", (s, me) => { me.r = s.rd; if (!less(me.r, me.min)) { me.min = me.r; return "scan: goal?"; } return; }],
    ["scan: cas rd", (s, me) => { if (s.rd === me.r) s.rd = me.min; }],
    ["scan: goal?", (_, me) => { const ok = !less(me.min, me.goal); me.min = me.r = me.at = 0; return ok ? "free" : "poll: load rd"; }],
    ["free", (s, me) => { check((s.dead >> me.old & 1) === 0, "freed twice"); s.dead |= 1 << me.old; me.old = me.goal = 0; if (me.n-- > 0) return "lock"; me.n = 0; return; }],
  ];
  return {
    name, shared: { ...shared, readers: o.readers }, locals,
    threads: [
      ...Array.from({ length: o.readers }, (_, i) => ({ name: `reader${i + 1}`, program: reader, init: { n: o.rounds ?? 1 } })),
      ...Array.from({ length: o.writers }, (_, i) => ({ name: `writer${i + 1}`, program: writer, init: { n: o.writes ?? 0 } })),
    ],
    symmetric: bugs.skipOneThread ? undefined : [Array.from({ length: o.readers }, (_, i) => i), Array.from({ length: o.writers }, (_, i) => o.readers + i)],
    invariants: { "the table in use is not freed": (s) => (s.dead >> s.table & 1) === 0 },
    final: { "every old table is freed": (s) => s.dead === (1 << s.table) - 2 },
  };
}
// `symmetric` and a scan that goes thread by thread: renaming the readers while `at` > 0 would not be an isomorphism, so the scan of
// more than one reader is only explored without it.
const build = (name: string, o: Opts): Case => { const m = model(name, o); return defineCase(o.readers > 1 ? { ...m, symmetric: undefined } : m); };
/**
 * The same with breakers: a busy reader answers only when it was asked, and the writer asks once, all threads that are attached
 * at that moment. So attaching has to set the status *before* it loads wr (whoever is not asked loads the new wr), and a
 * reader has to clear its breaker *before* it loads wr (or it wipes a request that it has not answered). The livelock check is what
 * matters here: the reader runs until the table is freed.
 */
const askShared = { wr: 1, table: 1, dead: 0, left: 0 }, askLocals = { status: 0, seq: 0, breaker: 0, w: 0, tab: 0, goal: 0, at: 0, n: 0 };
type AS = typeof askShared; type AL = typeof askLocals; type AP = Program<AS, AL>;
function asked(name: string, readers: number, writers: number, bugs: { seqFirst?: boolean; clearLast?: boolean } = {}): Case {
  const status: AP = [["attach: status", (_, me) => { me.status = 1; }]];
  const online: AP = [["attach: load wr", (s, me) => { me.w = s.wr; }], ["attach: store seq", (_, me) => { me.seq = me.w; }]];
  const reader: AP = [
    ...(bugs.seqFirst ? [...online, ...status] : [...status, ...online]),
    ["load table", (s, me) => { me.tab = s.table; }],
    ["look into table", (s, me) => { check((s.dead >> me.tab & 1) === 0, "reads a freed table"); me.tab = 0; }],
    ["safepoint", (s, me) => {
      if (me.breaker) { if (!bugs.clearLast) me.breaker = 0; return "answer: load wr"; }
      return s.left === 0 ? "leave" : choose(2) ? "nap: seq" : "load table";
    }],
    ["nap: seq", (_, me) => { if (me.n === 0) return "load table"; me.n--; me.seq = 0; return; }],
    ["nap: status", (_, me) => { me.status = 0; return bugs.seqFirst ? "attach: load wr" : "attach: status"; }],
    ["answer: load wr", (s, me) => { me.w = s.wr; }],
    ["answer: store seq", (_, me) => { me.seq = me.w; }],
    ["answer: clear (late)", (_, me) => { if (bugs.clearLast) me.breaker = 0; return "load table"; }],
    ["leave", (_, me) => { me.seq = 0; }],
  ];
  const writer: AP = [
    ["store new table", (s, me) => { me.tab = s.table++; }],
    ["goal = wr + 1", (s, me) => { me.goal = s.wr + 1; }],
    ["advance", (s) => { s.wr++; }],
    ["ask", (s, me) => { const t = s.t[me.at]; if (t.status) t.breaker = 1; if (++me.at < readers) return "ask"; me.at = 0; return; }],
    ["scan", (s, me) => { const q = s.t[me.at].seq; if (q !== 0 && q < me.goal) return BLOCK; if (++me.at < readers) return "scan"; return; }],
    ["free", (s, me) => { s.dead |= 1 << me.tab; s.left--; }],
  ];
  return defineCase<AS, AL>({
    name, shared: { ...askShared, left: writers }, locals: askLocals,
    threads: [
      ...Array.from({ length: readers }, (_, i) => ({ name: `reader${i + 1}`, program: reader, init: { n: 1 } })),
      ...Array.from({ length: writers }, (_, i) => ({ name: `writer${i + 1}`, program: writer })),
    ],
  });
}
export const protocol: Protocol = {
  name: "qsbr",
  right: [
    build("qsbr: one reader, one writer, two frees", { readers: 1, writers: 1, rounds: 2, writes: 1 }),
    build("qsbr: two readers, one writer", { readers: 2, writers: 1, rounds: 1 }),
    build("qsbr: one reader, two writers", { readers: 1, writers: 2, rounds: 1 }),
    build("qsbr: numbers wrap, what is pending is bounded", { readers: 1, writers: 2, rounds: 1, writes: 1, modulo: 8, bounded: true }),
    asked("qsbr: a busy reader is asked by two writers", 1, 2),
    asked("qsbr: two busy readers are asked", 2, 1),
  ],
  deep: [
    build("qsbr: two readers, one writer, two frees", { readers: 2, writers: 1, rounds: 2, writes: 1 }),
    build("qsbr: two readers, two writers", { readers: 2, writers: 2, rounds: 0 }),
  ],
  broken: [
    asked("qsbr BROKEN: an attaching thread loads wr before its status is seen", 1, 1, { seqFirst: true }),
    asked("qsbr BROKEN: the breaker is cleared after the answer", 1, 2, { clearLast: true }),
    build("qsbr BROKEN: freed at once", { readers: 1, writers: 1, bugs: { freeAtOnce: true } }),
    build("qsbr BROKEN: the goal is taken before the new table is stored", { readers: 1, writers: 1, rounds: 2, bugs: { goalFirst: true } }),
    build("qsbr BROKEN: a reader answers while it looks into the table", { readers: 1, writers: 1, bugs: { answerInside: true } }),
    build("qsbr BROKEN: attached only after the table pointer was loaded", { readers: 1, writers: 1, bugs: { attachLate: true } }),
    build("qsbr BROKEN: the scan leaves a thread out", { readers: 2, writers: 1, bugs: { skipOneThread: true } }),
    build("qsbr BROKEN: numbers wrap, bounded, but attach does not look at wr again", { readers: 1, writers: 2, writes: 1, modulo: 8, bounded: true, bugs: { attachOnce: true } }),
    build("qsbr BROKEN: numbers wrap and nothing bounds what is pending", { readers: 1, writers: 3, writes: 0, rounds: 1, modulo: 8, stubborn: true }),
  ],
};
