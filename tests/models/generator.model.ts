/**
 * Resuming a generator from many threads (contract, section 3; src/core/interp/generator; CPython 3.14 Objects/genobject.c, where
 * gi_frame_state is swapped by CAS).
 *
 * `st`: CREATED, SUSPENDED, EXECUTING, FINISHED. next/send: CAS created or suspended → executing; executing → ValueError("generator already
 * executing"); finished → StopIteration. The frame is the resumer's alone until it stores suspended (at a yield) or finished.
 * What is sent goes to the frame *after* the CAS, and what is yielded is taken from the frame *before* the store of suspended. close: the same CAS
 * and runs the frame to its end; the collector and the finalizer see it only when no reference is left, or with the world stopped.
 *
 * Proven: one thread in the frame at a time; every value is yielded once; whoever lost has an exception, not a wait.
 */
import { check, choose, defineCase, type Case, type Program, type Protocol } from "./explorer.ts";

const SUSPENDED = 1, EXECUTING = 2, FINISHED = 3;
const shared = { st: SUSPENDED, inFrame: 0, at: 0, yielded: [0, 0, 0], frame: 1, sent: 0 };
const locals = { v: 0, n: 0, errors: 0, got: 0, closes: 0 };
type S = typeof shared; type L = typeof locals; type P = Program<S, L>;
interface Bugs { loadStore?: boolean; releaseBeforeTake?: boolean; sendBeforeCas?: boolean }
const resumer = (bugs: Bugs, length: number): P => [
  ["load state", (s, me) => { me.v = s.st; if (bugs.sendBeforeCas) s.sent = me.id + 1; return me.v === EXECUTING ? "ValueError" : me.v === FINISHED ? "StopIteration" : undefined; }],
  ["cas → executing", (s, me) => { if (s.st !== me.v && !bugs.loadStore) return "load state"; s.st = EXECUTING; return me.closes ? "close: enter frame" : undefined; }],
  ["put what is sent", (s, me) => { if (!bugs.sendBeforeCas) s.sent = me.id + 1; }],
  ["enter frame", (s, me) => { check(s.inFrame === 0, "two threads in one frame"); check(s.frame === 1, "the frame is gone"); s.inFrame = me.id + 1; check(s.sent === me.id + 1, "gets what another one sent"); }],
  ["run to the yield", (s) => { if (s.at < length) s.at++; else s.at = length + 1; }],
  ["leave frame", (s, me) => { s.inFrame = 0; me.got = s.at; if (s.at > length) return "finish: clear frame"; return bugs.releaseBeforeTake ? "store suspended" : undefined; }],
  ["take the value", (s, me) => { me.got = s.at; s.yielded[me.got - 1]++; if (bugs.releaseBeforeTake) return "next"; return; }],
  ["store suspended", (s) => { s.st = SUSPENDED; return bugs.releaseBeforeTake ? "take the value" : "next"; }],
  ["close: enter frame", (s, me) => { check(s.inFrame === 0, "two threads in one frame"); s.inFrame = me.id + 1; }],
  ["close: run to the end", (s) => { s.inFrame = 0; }],
  ["finish: clear frame", (s) => { check(s.frame === 1, "cleared twice"); s.frame = 0; }],
  ["finish: store finished", (s) => { s.st = FINISHED; return "StopIteration"; }],
  ["ValueError", (_, me) => { me.errors++; return "next"; }],
  ["StopIteration", () => "end"],
  ["next", (_, me) => { me.v = me.got = 0; if (me.n-- > 0) { if (choose(2)) me.closes = 1; return "load state"; } me.n = 0; return; }],
];
const c = (name: string, threads: number, rounds: number, bugs: Bugs = {}): Case => defineCase<S, L>({
  name, shared, locals,
  threads: Array.from({ length: threads }, (_, i) => ({ name: `T${i + 1}`, program: resumer(bugs, 2), init: { n: rounds } })),
  invariants: { "each value once": (s) => s.yielded.every((n) => n <= 1) },
  final: { "not left executing": (s) => s.st !== EXECUTING, "every value that was made was taken": (s) => s.yielded.reduce((a, b) => a + b, 0) === Math.min(s.at, 2) },
});
export const protocol: Protocol = {
  name: "generator",
  right: [c("generator: two threads", 2, 2), c("generator: three threads", 3, 1)],
  deep: [c("generator: three threads, three rounds", 3, 2)],
  broken: [
    c("generator BROKEN: load and store instead of CAS", 2, 1, { loadStore: true }),
    c("generator BROKEN: suspended is stored before the value is taken", 2, 1, { releaseBeforeTake: true }),
    c("generator BROKEN: the sent value is put before the CAS", 2, 1, { sendBeforeCas: true }),
  ],
};
