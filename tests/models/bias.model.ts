/**
 * Biased locks and their revocation by handshake (contract, section 6c; src/core/sync/bias; no counterpart in CPython, the idea
 * is HotSpot's).
 *
 * `bias[o]`: the thread that may enter sections over o without touching the lock (id + 1), 0: nobody. Only the owner reads it without
 * synchronisation, and only these clear it: the owner itself at a safepoint; somebody who holds the owner *suspended*; somebody who
 * holds the registry's lock and does not find the owner there. So the owner's plain look can never race.
 *
 *   begin     bias is mine: push an elided section, no atomic access. Bias of another: revoke. No bias: lock, suspending all
 *             sections if it blocks.
 *   revoke    post a request in the owner's `req` (atomic or), set its breaker, and wait until the bias is gone; while it waits it
 *             answers requests to itself (or is detached: then others answer for it). In each round it looks at the owner's state: detached →
 *             CAS to suspended, clear the bias, back to detached (its sections are suspended: no lock to take); not registered →
 *             clear the bias under the registry's lock.
 *   answer    (safepoint) for each requested object: if one of my active sections over it is elided, take its lock (it must be free:
 *             nobody could lock it while it was biased) and turn the section into an ordinary one; *then* clear the bias.
 *   resume    an elided section that was suspended is entered again by the rules of begin.
 *   merge     an owner whose count merges loses the object (owner word 0): it converts its own sections first, as in an answer.
 *
 * Proven: never two threads in active sections over one object; mutual revocation ends; nothing is left locked.
 */
import { BLOCK, check, choose, defineCase, type Case, type Program, type Protocol, type State, type Thread } from "./explorer.ts";

const GONE = 0, DETACHED = 1, ATTACHED = 2, SUSPENDED = 3;
const shared = { bias: [0, 0], lock: [0, 0], head: 0, inside: [0, 0] };
const locals = {
  state: ATTACHED, breaker: 0, req: 0, depth: 0, obj: [0, 0], elided: [0, 0], inactive: [0, 0], o: 0, w: 0, i: 0, back: 0,
};
type S = typeof shared; type L = typeof locals; type P = Program<S, L>; type St = State<S, L>; type T = Thread<L>;
interface Bugs { noAnswerWhileWaiting?: boolean; noConvert?: boolean; clearFirst?: boolean; detachedByStore?: boolean; exitedWithoutLock?: boolean; mergeFirst?: boolean; resumeElided?: boolean }
/** What a thread does: a section over an object with things inside, a nap (detach, attach), a merge of an object it owns, a safepoint. */
type Op = { on: number; inside: readonly Op[] } | "nap" | "safepoint" | { merge: number };
const on = (o: number, ...inside: Op[]): Op => ({ on: o, inside });

/** Ghost: who is in an active section over o. Counts nested sections of one thread. */
const enter = (s: St, me: T, o: number): void => { check(s.inside[o] === 0 || s.inside[o] === me.id + 1, "two threads in sections over one object"); s.inside[o] = me.id + 1; };
const leave = (s: St, me: T, o: number): void => {
  for (let k = 0; k < me.depth; k++) if (me.obj[k] === o && !me.inactive[k]) return;
  s.inside[o] = 0;
};

function compile(ops: readonly Op[], bugs: Bugs): P {
  let serial = 0;
  /** Turns my elided sections over o into locked ones: the lock is free, so a store does. */
  const convert = (s: St, me: T, o: number): void => {
    for (let k = 0; k < me.depth; k++) if (me.obj[k] === o && me.elided[k]) {
      if (me.inactive[k]) { me.elided[k] = 0; continue; }
      if (!bugs.noConvert) { check(s.lock[o] === 0 || s.lock[o] === me.id + 1, "the lock of a biased object is taken"); s.lock[o] = me.id + 1; }
      me.elided[k] = 0;
    }
  };
  const answer = (p: string): P => [
    [`${p} answer: requests`, (_, me) => { me.breaker = 0; me.w = me.req; me.req = 0; return me.w ? undefined : `${p} answered`; }],
    [`${p} answer: convert`, (s, me) => { const o = me.w & 1 ? 0 : 1; if (bugs.clearFirst) s.bias[o] = 0; else if (s.bias[o] === me.id + 1) convert(s, me, o); }],
    [`${p} answer: clear bias`, (s, me) => {
      const o = me.w & 1 ? 0 : 1;
      if (bugs.clearFirst) convert(s, me, o); else if (s.bias[o] === me.id + 1) s.bias[o] = 0;
      me.w &= ~(1 << o);
      return me.w ? `${p} answer: convert` : `${p} answered`;
    }],
    [`${p} answered`, () => {}],
  ];
  const suspendAll = (p: string): P => [
    [`${p} suspend`, (s, me) => {
      let k = me.depth - 1;
      while (k >= 0 && me.inactive[k]) k--;
      if (k < 0 || (k < me.depth - 1 && me.inactive[k])) { me.state = DETACHED; return; }
      me.inactive[k] = 1;
      leave(s, me, me.obj[k]);
      if (!me.elided[k] && me.obj[k] >= 0) { check(s.lock[me.obj[k]] === me.id + 1, "gives back a lock it has not"); s.lock[me.obj[k]] = 0; }
      return `${p} suspend`;
    }],
  ];
  const attach = (p: string): P => [[`${p} attach`, (_, me) => { if (me.state === SUSPENDED) return BLOCK; me.state = ATTACHED; return; }]];
  /** Enters the section on top of the stack, whose object is me.o; its entry is marked inactive until it is in. */
  const take = (p: string): P => [
    [`${p} bias?`, (s, me) => {
      const b = s.bias[me.o], k = me.depth - 1;
      if (b === me.id + 1 || (bugs.resumeElided && me.elided[k])) { me.elided[k] = 1; me.inactive[k] = 0; enter(s, me, me.o); return `${p} in`; }
      me.w = 0;
      return b === 0 ? `${p} lock` : undefined;
    }],
    // revoke
    [`${p} revoke: or request`, (s, me) => { const b = s.bias[me.o]; if (b === 0) return `${p} lock`; s.t[b - 1].req |= 1 << me.o; return; }],
    [`${p} revoke: set breaker`, (s, me) => { const b = s.bias[me.o]; if (b) s.t[b - 1].breaker = 1; }],
    [`${p} revoke: gone?`, (s, me) => s.bias[me.o] === 0 ? `${p} lock` : me.breaker && !bugs.noAnswerWhileWaiting ? `${p} w answer: requests` : undefined],
    [`${p} revoke: owner's state`, (s, me) => {
      const b = s.bias[me.o];
      if (b === 0) return `${p} lock`;
      const t = s.t[b - 1];
      if (t.state === DETACHED) { if (!bugs.detachedByStore) t.state = SUSPENDED; me.i = b; return `${p} revoke: for the detached`; }
      if (t.state === GONE) return bugs.exitedWithoutLock ? `${p} revoke: for the exited` : `${p} revoke: registry's lock`;
      return `${p} revoke: gone?`;
    }],
    [`${p} revoke: for the detached`, (s, me) => { if (s.bias[me.o] === me.i) s.bias[me.o] = 0; }],
    [`${p} revoke: back to detached`, (s, me) => { if (!bugs.detachedByStore) s.t[me.i - 1].state = DETACHED; me.i = 0; return `${p} lock`; }],
    [`${p} revoke: registry's lock`, (s) => { if (s.head) return BLOCK; s.head = 1; return; }],
    [`${p} revoke: for the exited`, (s, me) => { const b = s.bias[me.o]; if (b && s.t[b - 1].state === GONE) s.bias[me.o] = 0; s.head = 0; return `${p} bias?`; }],
    ...answer(`${p} w`),
    [`${p} revoke: again`, () => `${p} revoke: gone?`],
    // lock
    [`${p} lock`, (s, me) => { if (s.lock[me.o]) return; s.lock[me.o] = me.id + 1; return `${p} locked`; }],
    ...suspendAll(`${p} block`),
    [`${p} block: wait`, (s, me) => { if (s.lock[me.o]) return BLOCK; s.lock[me.o] = me.id + 1; return; }],
    ...attach(`${p} block`),
    [`${p} locked`, (s, me) => { const k = me.depth - 1; me.elided[k] = 0; me.inactive[k] = 0; enter(s, me, me.o); }],
    [`${p} in`, () => {}],
  ];
  const resume = (p: string): P => [
    [`${p} resume?`, (_, me) => { const k = me.depth - 1; if (k < 0 || !me.inactive[k]) return `${p} resumed`; me.o = me.obj[k]; return; }],
    ...take(`${p} resume`),
    [`${p} resumed`, () => {}],
  ];
  const emit = (op: Op): P => {
    const p = `#${++serial}`;
    if (op === "safepoint") return [[`${p} safepoint`, (_, me) => me.breaker ? undefined : `${p} past`], ...answer(p), [`${p} past`, () => {}]];
    if (op === "nap") return [...suspendAll(`${p} nap`), ...attach(`${p} nap`), ...resume(`${p} nap`)];
    if ("merge" in op) return [
      [`${p} merge: convert`, (s, me) => { if (bugs.mergeFirst) s.bias[op.merge] = 0; else if (s.bias[op.merge] === me.id + 1) convert(s, me, op.merge); }],
      [`${p} merge: owner = 0`, (s, me) => { if (bugs.mergeFirst) convert(s, me, op.merge); else if (s.bias[op.merge] === me.id + 1) s.bias[op.merge] = 0; }],
    ];
    return [
      [`${p} begin(${op.on}): push`, (_, me) => { me.obj[me.depth] = op.on; me.elided[me.depth] = 0; me.inactive[me.depth] = 1; me.depth++; me.o = op.on; }],
      ...take(`${p} begin(${op.on})`),
      [`${p} body(${op.on})`, (s, me) => { check(s.inside[op.on] === me.id + 1, "its section is not active"); }],
      ...op.inside.flatMap(emit),
      [`${p} end(${op.on})`, (s, me) => {
        const k = me.depth - 1;
        check(!me.inactive[k], "ends a section that is not active");
        if (!me.elided[k]) { check(s.lock[op.on] === me.id + 1, "unlocks what it has not"); s.lock[op.on] = 0; }
        me.depth--; leave(s, me, op.on);
        me.obj[k] = me.elided[k] = 0;
      }],
      ...resume(`${p} outer`),
    ];
  };
  return [
    ...ops.flatMap(emit),
    ["exit: registry's lock", (s) => { if (s.head) return BLOCK; s.head = 1; return; }],
    ["exit: unregister", (s, me) => { me.state = GONE; s.head = 0; me.breaker = me.req = 0; }],
  ];
}
const c = (name: string, bias: number[], threads: Op[][], bugs: Bugs = {}): Case => defineCase<S, L>({
  name, shared: { ...shared, bias }, locals,
  threads: threads.map((ops, i) => ({ name: `T${i + 1}`, program: compile(ops, bugs) })),
  final: { "nothing is locked": (s) => s.lock[0] === 0 && s.lock[1] === 0 && s.inside[0] === 0 && s.inside[1] === 0 },
});
export const protocol: Protocol = {
  name: "bias revocation",
  right: [
    c("bias: the owner in its section, one foreign writer", [1, 0], [[on(0, "safepoint")], [on(0)]]),
    c("bias: the owner naps inside, one foreign writer", [1, 0], [[on(0, "nap"), on(0)], [on(0)]]),
    c("bias: two threads revoke each other", [1, 2], [[on(0, "safepoint", on(1))], [on(1, "safepoint", on(0))]]),
    c("bias: the owner and two foreign writers", [1, 0], [[on(0, "safepoint"), "nap"], [on(0)], [on(0)]]),
    c("bias: the owner merges the object inside its section", [1, 0], [[on(0, { merge: 0 })], [on(0)]]),
  ],
  deep: [c("bias: mutual revocation, naps, and a third", [1, 2], [[on(0, "nap", on(1))], [on(1, "nap", on(0))], [on(0)]])],
  broken: [
    c("bias BROKEN: who waits for a revocation answers nobody", [1, 2], [[on(0, on(1))], [on(1, on(0))]], { noAnswerWhileWaiting: true }),
    c("bias BROKEN: sections on the stack are not converted", [1, 0], [[on(0, "safepoint", "safepoint")], [on(0)]], { noConvert: true }),
    c("bias BROKEN: bias cleared before the section is converted", [1, 0], [[on(0, "safepoint")], [on(0)]], { clearFirst: true }),
    c("bias BROKEN: a detached owner is not held suspended", [1, 0], [["nap", on(0)], [on(0)]], { detachedByStore: true }),
    c("bias BROKEN: a merge gives up the object before it converts", [1, 0], [[on(0, { merge: 0 })], [on(0)]], { mergeFirst: true }),
    c("bias BROKEN: a suspended section is resumed elided without a look", [1, 0], [[on(0, "nap")], [on(0)]], { resumeElided: true }),
  ],
};
