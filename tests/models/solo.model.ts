/**
 * Solo: the only attached thread holds the sleepers, so that it may work as if no second thread existed (src/core/threads/solo.ts).
 *
 * `st[i]` is thread i's status word, `holder` the thread that holds the others (+1; under the thread list's lock), `multi` PROC_MULTI, `ask[i]` EB_SOLO in
 * thread i's breaker. Work is either *plain* (multi was 0: a load and a store that nobody may come between) or *careful* (multi was 1: one atomic step).
 * The thread polls its breaker between pieces of work, never inside one: a safepoint.
 *
 *   take    lock · every other DETACHED? · holder := me · each DETACHED → SUSPENDED by compare-and-swap; one that fails: give back · multi := 0 · unlock
 *   ask     lock · my status SUSPENDED → WAITING, and then the holder's breaker · unlock · wait for the status to change
 *   end     lock · multi := 1 · ask := 0 · holder := 0 · each SUSPENDED → DETACHED · unlock. By the holder, at a safepoint or when it detaches.
 *
 * Proven: plain work is never disturbed (no update of `x` is lost), nobody is attached beside a holder that works plainly, everybody gets to the end.
 */
import { BLOCK, check, choose, defineCase, type Case, type Program, type Protocol, type State, type Thread } from "./explorer.ts";

const DETACHED = 0, ATTACHED = 1, SUSPENDED = 2, GONE = 3, WAITING = 4;
const shared = { st: [0, 0, 0], ask: [0, 0, 0], holder: 0, multi: 1, lock: 0, x: 0, done: 0 };
const locals = { v: 0, i: 0, plain: 0, todo: 0, seen: 0 };
type S = typeof shared; type L = typeof locals; type P = Program<S, L>; type St = State<S, L>; type T = Thread<L>;
interface Bugs { sameValue?: boolean; noUndo?: boolean; multiAfterRelease?: boolean; noAsk?: boolean; detachHeld?: boolean }

const others = (s: St, me: T): number[] => s.t.map((t) => t.id).filter((i) => i !== me.id);
const attach = (p: string, bugs: Bugs): P => [
  [`${p} cas`, (s, me) => {
    me.seen = s.st[me.id];
    if (s.st[me.id] !== DETACHED) return;
    s.st[me.id] = ATTACHED;
    return `${p} in`;
  }],
  [`${p} ask: lock`, (s) => { if (bugs.noAsk) return; if (s.lock) return BLOCK; s.lock = 1; return; }],
  [`${p} ask: or`, (s, me) => {
    if (bugs.noAsk || s.st[me.id] !== SUSPENDED) return;
    if (!bugs.sameValue) s.st[me.id] = me.seen = WAITING;
    if (s.holder) s.ask[s.holder - 1] = 1;
  }],
  [`${p} ask: unlock`, (s) => { if (!bugs.noAsk) s.lock = 0; }],
  [`${p} wait`, (s, me) => s.st[me.id] === me.seen ? BLOCK : `${p} cas`],
  [`${p} in`, () => {}],
];
/** One piece of work: x += 1. */
const work = (p: string): P => [
  [`${p} multi?`, (s, me) => { me.plain = s.multi ? 0 : 1; if (me.plain) return; s.x++; return `${p} done`; }],
  [`${p} load`, (s, me) => { check(others(s, me).every((i) => s.st[i] !== ATTACHED), "attached beside plain work"); me.v = s.x; }],
  [`${p} store`, (s, me) => { check(s.x === me.v, "plain work was disturbed"); s.x = me.v + 1; }],
  [`${p} done`, () => {}],
];
const end = (p: string, bugs: Bugs): P => [
  [`${p} mine?`, (s, me) => s.holder === me.id + 1 ? undefined : `${p} over`],
  [`${p} lock`, (s) => { if (s.lock) return BLOCK; s.lock = 1; return; }],
  [`${p} multi = 1`, (s, me) => { if (!bugs.multiAfterRelease) s.multi = 1; s.ask[me.id] = 0; me.i = 0; }],
  [`${p} holder = 0`, (s) => { s.holder = 0; }],
  [`${p} release`, (s, me) => {
    const rest = others(s, me).filter((i) => s.st[i] === SUSPENDED || s.st[i] === WAITING);
    if (rest.length === 0) return;
    s.st[rest[0]!] = DETACHED;
    return `${p} release`;
  }],
  [`${p} late multi`, (s) => { s.multi = 1; }],
  [`${p} unlock`, (s) => { s.lock = 0; }],
  [`${p} over`, () => {}],
];
const take = (p: string, bugs: Bugs): P => [
  [`${p} try`, (s, me) => { if (choose(2) === 0 || s.lock || !s.multi) return `${p} taken`; s.lock = 1; me.i = 0; return; }],
  [`${p} all detached?`, (s, me) => others(s, me).every((i) => s.st[i] === DETACHED || s.st[i] === GONE) ? undefined : `${p} unlock`],
  [`${p} holder`, (s, me) => { s.holder = me.id + 1; }],
  [`${p} cas`, (s, me) => {
    if (me.i === s.t.length) return `${p} multi = 0`;
    if (me.i === me.id || s.st[me.i] === GONE) { me.i++; return `${p} cas`; }
    if (s.st[me.i] === DETACHED) { s.st[me.i] = SUSPENDED; me.i++; return `${p} cas`; }
    return;
  }],
  [`${p} undo`, (s, me) => {
    s.holder = 0;
    if (!bugs.noUndo) for (let i = 0; i < me.i; i++) if (i !== me.id && (s.st[i] === SUSPENDED || s.st[i] === WAITING)) s.st[i] = DETACHED;
    return `${p} unlock`;
  }],
  [`${p} multi = 0`, (s) => { s.multi = 0; }],
  [`${p} unlock`, (s) => { s.lock = 0; }],
  [`${p} taken`, () => {}],
];
/** `joins`: 1: it works until another thread is done, or sleeps until then; 2: it never sleeps. */
const program = (pieces: number, bugs: Bugs, joins = 0): P => [
  ["start", (_, me) => { me.todo = pieces; }],
  ...attach("attach", bugs),
  ["again", (_, me) => me.todo === 0 ? "leave: mine?" : undefined],
  ...take("solo:", bugs),
  ...work("work:"),
  ["count", (_, me) => { me.todo--; }],
  ["poll", (s, me) => s.ask[me.id] ? undefined : "poll: over"],
  ["clear", (s, me) => { s.ask[me.id] = 0; }],
  ...end("poll:", bugs),
  ["sleep?", (s, me) => { if (joins && me.todo === 0 && s.done === 0) { me.todo = 1; s.x--; return joins === 2 || choose(2) === 0 ? "again" : undefined; } return choose(2) === 0 ? "again" : undefined; }],
  // A nap: detaches and comes back.
  ...(bugs.detachHeld ? [] : end("nap:", bugs)),
  ["nap: detach", (s, me) => { s.st[me.id] = DETACHED; }],
  ["nap", (s) => joins && s.done === 0 ? BLOCK : undefined],
  ...attach("reattach", bugs),
  ["round", () => "again"],
  ...end("leave:", bugs),
  ["gone", (s, me) => { s.st[me.id] = GONE; s.done++; }],
];
const c = (name: string, threads: number, pieces: number, bugs: Bugs = {}, joins = 0): Case => defineCase<S, L>({
  name, locals,
  shared: { ...shared, st: [0, 0, 0].map((_, i) => i < threads ? DETACHED : GONE) },
  threads: Array.from({ length: threads }, (_, i) => ({ name: `t${i + 1}`, program: program(pieces, bugs, i === 0 ? joins : 0) })),
  final: { "no update lost": (s) => s.x === threads * pieces, "nothing held": (s) => s.holder === 0 && s.lock === 0 && s.multi === 1 },
});
export const protocol: Protocol = {
  name: "solo",
  right: [c("solo: two threads", 2, 2), c("solo: three threads", 3, 1), c("solo: one waits for the other, busily or asleep", 2, 1, {}, 1), c("solo: one works until the other is done", 2, 1, {}, 2)],
  deep: [c("solo: three threads, two pieces each", 3, 2)],
  broken: [
    c("solo BROKEN: a failed attempt gives nobody back", 3, 1, { noUndo: true }),
    c("solo BROKEN: sleepers are given back before multi is 1", 2, 2, { multiAfterRelease: true }),
    c("solo BROKEN: who waits is let go and held again unnoticed", 2, 1, { sameValue: true }, 2),
    c("solo BROKEN: nobody asks", 2, 1, { noAsk: true }, 2),
    c("solo BROKEN: the holder detaches without giving back", 2, 1, { detachHeld: true }, 1),
  ],
};
