/**
 * Biased locks and their revocation by handshake (contract, section 6c; src/core/threads/bias.ts; no counterpart in CPython, the idea
 * is HotSpot's).
 *
 * `bias[o]`: the thread (id + 1) that has o to itself and enters sections over it without touching the lock; 0: o is common. Here it stands for "the header
 * names an owner and GC_SHARED is not set". Only these clear it: the owner itself at a safepoint; somebody who *holds* the owner detached; somebody
 * who holds the lock of the owner's id and does not find it registered, or finds that it has given up all its bias (`off`). So the
 * owner's plain look can never race.
 *
 *   begin     o is mine and I am not off: push an elided section, no atomic access. Of another: revoke. Common: lock, suspending all sections if it blocks.
 *   revoke    under the owner's id lock: exited or off → clear. Else note its wake count, post a request, set its breaker, and *then* look at its state: detached →
 *             hold it, clear for it, let it go. Attached → unlock; spin a little or detach (sections suspended: others can do the same to me) and
 *             sleep until the owner's wake count is another; then look again.
 *   answer    (safepoint) under my id lock, for each requested object: my elided sections over it become suspended ones, *then* the bias goes. Unlock, count up and
 *             wake, resume the innermost section by the rules of begin. An owner that is asked too often goes off: all its sections are converted.
 *   detach    suspend, store the state, *then* look at the breaker: if asked, count up and wake, so that who sleeps looks at my state again.
 *   attach    may turn the bias on again, under the id lock.
 *   merge     an owner whose count merges loses the object: its innermost section over it takes the lock first (it must be free), others are suspended.
 *
 * Proven: never two threads in active sections over one object; mutual revocation ends; no sleep is for ever; nothing is left locked.
 */
import { BLOCK, check, choose, defineCase, type Case, type Program, type Protocol, type State, type Thread } from "./explorer.ts";

const GONE = 0, DETACHED = 1, ATTACHED = 2, HELD = 3, SUSPENDED = 4;
const shared = { bias: [0, 0], lock: [0, 0], inside: [0, 0] };
const locals = {
  state: ATTACHED, breaker: 0, req: 0, word: 0, off: 0, idlock: 0, depth: 0, obj: [0, 0, 0], elided: [0, 0, 0], inactive: [0, 0, 0], o: 0, w: 0, i: 0,
};
type S = typeof shared; type L = typeof locals; type P = Program<S, L>; type St = State<S, L>; type T = Thread<L>;
interface Bugs {
  noWakeOnDetach?: boolean; statusFirst?: boolean; noConvert?: boolean; clearFirst?: boolean; notHeld?: boolean; mergeFirst?: boolean; resumeElided?: boolean;
  onWithoutLock?: boolean; waitsAttached?: boolean; countFirst?: boolean; staleState?: boolean;
}
/** What a thread does: a section over an object with things inside, a nap (detach, attach), one that lasts until the second thread has ended, the same with the bias on again after, a safepoint, one that gives up all
 *  bias if it is asked, the merge of an object it owns, a stop of the world that finds the first thread detached. */
type Op = { on: number; inside: readonly Op[] } | "nap" | "join" | "nap, on again" | "safepoint" | "safepoint, off" | "stop" | { merge: number };
const on = (o: number, ...inside: Op[]): Op => ({ on: o, inside });

/** Ghost: who is in an active section over o. Counts nested sections of one thread. */
const enter = (s: St, me: T, o: number): void => { check(s.inside[o] === 0 || s.inside[o] === me.id + 1, "two threads in sections over one object"); s.inside[o] = me.id + 1; };
const leave = (s: St, me: T, o: number): void => {
  for (let k = 0; k < me.depth; k++) if (me.obj[k] === o && !me.inactive[k]) return;
  if (s.inside[o] === me.id + 1) s.inside[o] = 0;
};

function compile(ops: readonly Op[], bugs: Bugs): P {
  let serial = 0;
  /** My elided sections over o (all of them: -1) become suspended ones. */
  const convert = (s: St, me: T, o: number): void => {
    if (bugs.noConvert) return;
    for (let k = 0; k < me.depth; k++) if ((o < 0 || me.obj[k] === o) && me.elided[k] && !me.inactive[k]) { me.elided[k] = 0; me.inactive[k] = 1; leave(s, me, me.obj[k]); }
  };
  const clearRequested = (s: St, me: T): void => { for (let o = 0; o < 2; o++) if ((me.req >> o & 1) && s.bias[o] === me.id + 1) s.bias[o] = 0; };
  const convertRequested = (s: St, me: T): void => { for (let o = 0; o < 2; o++) if ((me.req >> o & 1) && s.bias[o] === me.id + 1) convert(s, me, o); };
  const answer = (p: string, off: boolean): P => [
    [`${p} id lock`, (_, me) => { if (me.idlock) return BLOCK; me.idlock = 1; me.breaker = 0; return; }],
    [`${p} convert`, (s, me) => { if (bugs.clearFirst) clearRequested(s, me); else if (off && me.req) convert(s, me, -1); else convertRequested(s, me); }],
    [`${p} clear bias`, (s, me) => { if (bugs.clearFirst) convertRequested(s, me); else clearRequested(s, me); if (off && me.req) me.off = 1; me.req = 0; }],
    [`${p} id unlock`, (_, me) => { me.idlock = 0; }],
    [`${p} count and wake`, (_, me) => { me.word = me.word + 1 & 7; }],
  ];
  const suspendAll = (p: string): P => [
    [`${p} suspend`, (s, me) => {
      let k = me.depth - 1;
      while (k >= 0 && me.inactive[k]) k--;
      if (k < 0) { me.state = DETACHED; return; }
      me.inactive[k] = 1;
      leave(s, me, me.obj[k]);
      if (!me.elided[k]) { check(s.lock[me.obj[k]] === me.id + 1, "gives back a lock it has not"); s.lock[me.obj[k]] = 0; }
      return `${p} suspend`;
    }],
    [`${p} asked?`, (_, me) => { if (!me.breaker || bugs.noWakeOnDetach) return `${p} left`; me.breaker = 0; return; }],
    [`${p} count and wake`, (_, me) => { me.word = me.word + 1 & 7; }],
    [`${p} left`, () => {}],
  ];
  const attach = (p: string): P => [[`${p} attach`, (_, me) => { if (me.state !== DETACHED) return BLOCK; me.state = ATTACHED; return; }]];
  const owner = (s: St, me: T): T => s.t[me.i - 1] as T;
  const done = (me: T, t: T): void => { t.idlock = 0; me.i = 0; me.w = 0; };
  /** Enters the section on top of the stack, whose object is me.o; its entry is marked inactive until it is in. */
  const take = (p: string): P => [
    [`${p} private?`, (s, me) => {
      const b = s.bias[me.o], k = me.depth - 1;
      if ((b === me.id + 1 && !me.off) || (bugs.resumeElided && me.elided[k])) { me.elided[k] = 1; me.inactive[k] = 0; enter(s, me, me.o); return `${p} in`; }
      if (b === 0 || b === me.id + 1) return `${p} lock`;
      me.i = b;
      return;
    }],
    [`${p} revoke: id lock`, (s, me) => { const t = owner(s, me); if (t.idlock) return BLOCK; t.idlock = 1; return; }],
    [`${p} revoke: registered?`, (s, me) => {
      const t = owner(s, me);
      if (s.bias[me.o] !== me.i) { done(me, t); return `${p} private?`; }
      if (t.state === GONE || t.off) return `${p} revoke: exited or off`;
      if (!bugs.countFirst) me.w = t.word;
      if (bugs.statusFirst && t.state === ATTACHED) return `${p} revoke: post, not held`;
      return;
    }],
    [`${p} revoke: post`, (s, me) => { const t = owner(s, me); t.req |= 1 << me.o; t.breaker = 1; }],
    [`${p} revoke: owner's state`, (s, me) => {
      const t = owner(s, me);
      if (t.state === SUSPENDED) return `${p} revoke: world stops`;
      if (t.state !== DETACHED) return `${p} revoke: id unlock`;
      if (bugs.staleState) return `${p} revoke: late hold`;
      if (!bugs.notHeld) t.state = HELD;
      return `${p} revoke: for the detached`;
    }],
    [`${p} revoke: late hold`, (s, me) => { const t = owner(s, me); if (t.state !== DETACHED) return `${p} revoke: id unlock`; t.state = HELD; return `${p} revoke: for the detached`; }],
    [`${p} revoke: world stops`, (s, me) => { owner(s, me).idlock = 0; me.i = 0; return `${p} private?`; }],
    [`${p} revoke: for the detached`, (s, me) => { const t = owner(s, me); clearRequested(s, t); t.req = 0; }],
    [`${p} revoke: let go`, (s, me) => { const t = owner(s, me); if (!bugs.notHeld) t.state = DETACHED; }],
    [`${p} revoke: done`, (s, me) => { done(me, owner(s, me)); return `${p} private?`; }],
    [`${p} revoke: exited or off`, (s, me) => { s.bias[me.o] = 0; done(me, owner(s, me)); return `${p} private?`; }],
    [`${p} revoke: post, not held`, (s, me) => { const t = owner(s, me); t.req |= 1 << me.o; t.breaker = 1; }],
    [`${p} revoke: id unlock`, (s, me) => {
      owner(s, me).idlock = 0;
      if (bugs.waitsAttached) return `${p} revoke: wait`;
      return;
    }],
    // attached, it looks again a few times before it detaches
    [`${p} revoke: spin`, (_, me) => choose(2) && !me.breaker ? `${p} private?` : undefined],
    ...suspendAll(`${p} revoke:`),
    [`${p} revoke: late count`, (s, me) => { if (bugs.countFirst) me.w = owner(s, me).word; }],
    [`${p} revoke: wait`, (s, me) => { if (owner(s, me).word === me.w) return BLOCK; me.w = 0; me.i = 0; return bugs.waitsAttached ? `${p} private?` : undefined; }],
    ...attach(`${p} revoke:`),
    [`${p} revoke: again`, () => `${p} private?`],
    // lock
    [`${p} lock`, (s, me) => { if (s.lock[me.o]) return; s.lock[me.o] = me.id + 1; return `${p} locked`; }],
    ...suspendAll(`${p} block:`),
    [`${p} block: wait`, (s, me) => { if (s.lock[me.o]) return BLOCK; s.lock[me.o] = me.id + 1; return; }],
    ...attach(`${p} block:`),
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
    if (op === "safepoint" || op === "safepoint, off") return [[`${p} safepoint`, (_, me) => me.breaker ? undefined : `${p} past`], ...answer(p, op !== "safepoint"), ...resume(p), [`${p} past`, () => {}]];
    if (op === "nap" || op === "join" || op === "nap, on again") return [
      ...suspendAll(`${p} nap`), ...(op === "join" ? [[`${p} join`, (s: St) => s.t[1].state === GONE ? undefined : BLOCK]] as P : []), ...attach(`${p} nap`),
      ...(op !== "nap, on again" ? [] : [
        [`${p} on: id lock`, (_: St, me: T) => { if (bugs.onWithoutLock) { me.off = 0; return `${p} on`; } if (me.idlock) return BLOCK; me.idlock = 1; return; }],
        [`${p} on: id unlock`, (_: St, me: T) => { me.off = 0; me.idlock = 0; }],
        [`${p} on`, () => {}],
      ] as P),
      ...resume(`${p} nap`)];
    if (op === "stop") return [
      [`${p} suspend T1`, (s) => { if (s.t[0].state !== DETACHED) return `${p} stopped`; s.t[0].state = SUSPENDED; return; }],
      [`${p} let it go`, (s) => { s.t[0].state = DETACHED; }],
      [`${p} stopped`, () => {}],
    ];
    if ("merge" in op) return [
      [`${p} merge: convert`, (s, me) => {
        if (bugs.mergeFirst) { s.bias[op.merge] = 0; return; }
        if (s.bias[op.merge] !== me.id + 1) return;
        const top = me.depth - 1, mine = top >= 0 && me.obj[top] === op.merge && me.elided[top] === 1 && me.inactive[top] === 0;
        convert(s, me, op.merge);
        if (mine) { check(s.lock[op.merge] === 0, "the lock of a biased object is taken"); s.lock[op.merge] = me.id + 1; me.inactive[top] = 0; enter(s, me, op.merge); }
      }],
      [`${p} merge: owner = 0`, (s, me) => { if (bugs.mergeFirst) convert(s, me, op.merge); else if (s.bias[op.merge] === me.id + 1) s.bias[op.merge] = 0; }],
      ...resume(`${p} merged`),
    ];
    return [
      [`${p} begin(${op.on}): push`, (_, me) => {
        const top = me.depth - 1;
        me.obj[me.depth] = op.on; me.inactive[me.depth] = 1; me.elided[me.depth] = 0; me.depth++; me.o = op.on;
        // on what the top holds: takes the lock over
        if (top >= 0 && !me.inactive[top] && !me.elided[top] && me.obj[top] === op.on) { me.inactive[top] = 1; me.inactive[top + 1] = 0; return `${p} entered`; }
        return;
      }],
      ...take(`${p} begin(${op.on})`),
      [`${p} entered`, () => {}],
      [`${p} body(${op.on})`, (s, me) => { check(s.inside[op.on] === me.id + 1, "its section is not active"); }],
      ...op.inside.flatMap(emit),
      [`${p} end(${op.on})`, (s, me) => {
        const k = me.depth - 1, below = k - 1;
        check(!me.inactive[k], "ends a section that is not active");
        check(s.inside[op.on] === me.id + 1, "its section is not active at the end");
        if (!me.elided[k]) {
          check(s.lock[op.on] === me.id + 1, "unlocks what it has not");
          if (below >= 0 && me.inactive[below] && me.obj[below] === op.on) { me.inactive[below] = 0; me.elided[below] = 0; } else s.lock[op.on] = 0;
        }
        me.depth--; leave(s, me, op.on);
        me.obj[k] = me.elided[k] = me.inactive[k] = 0;
      }],
      ...resume(`${p} outer`),
    ];
  };
  return [
    ...ops.flatMap(emit),
    ["exit: id lock", (_, me) => { if (me.idlock) return BLOCK; me.idlock = 1; return; }],
    ["exit: unregister", (_, me) => { me.state = GONE; me.req = 0; me.idlock = 0; }],
    ["exit: count and wake", (_, me) => { me.breaker = me.off = me.o = 0; me.word = me.word + 1 & 7; }],
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
    c("bias: the owner in its section, one foreign thread", [1, 0], [[on(0, "safepoint")], [on(0)]]),
    c("bias: the owner naps inside, one foreign thread", [1, 0], [[on(0, "nap"), on(0)], [on(0)]]),
    c("bias: nested sections of the owner over one object", [1, 0], [[on(0, on(0, "safepoint"), "safepoint")], [on(0)]]),
    c("bias: the owner waits for the other thread inside its section", [1, 0], [[on(0, "join")], [on(0)]]),
    c("bias: the world is stopped while the owner waits", [1, 0], [[on(0, "join")], [on(0)], ["stop"]]),
    c("bias: two threads revoke each other", [1, 2], [[on(0, on(1))], [on(1, on(0))]]),
    c("bias: the owner and two foreign threads", [1, 0], [[on(0, "safepoint")], [on(0)], [on(0)]]),
    c("bias: the owner merges the object inside its section", [1, 0], [[on(0, { merge: 0 })], [on(0)]]),
    c("bias: the owner merges it under another section", [1, 1], [[on(0, on(1, { merge: 0 }))], [on(0)]]),
    c("bias: asked too often, the owner gives up all", [1, 1], [[on(1, "safepoint, off"), on(1)], [on(0), on(1)]]),
    c("bias: off, then on again", [1, 1], [["safepoint, off", "nap, on again", on(1)], [on(0), on(1)]]),
  ],
  deep: [
    c("bias: mutual revocation with naps", [1, 2], [[on(0, "nap", on(1))], [on(1, "nap", on(0))]]),
    c("bias: three threads, two objects, off", [1, 1], [[on(0, "safepoint, off"), on(1)], [on(0)], [on(1)]]),
  ],
  broken: [
    c("bias BROKEN: who waits for a revocation stays attached", [1, 2], [[on(0, on(1))], [on(1, on(0))]], { waitsAttached: true }),
    c("bias BROKEN: sections on the stack are not converted", [1, 0], [[on(0, "safepoint", "safepoint")], [on(0)]], { noConvert: true }),
    c("bias BROKEN: bias cleared before the section is converted", [1, 0], [[on(0, "safepoint")], [on(0)]], { clearFirst: true }),
    c("bias BROKEN: a detached owner is not held", [1, 0], [["nap", on(0)], [on(0)]], { notHeld: true }),
    c("bias BROKEN: an owner that detaches wakes nobody", [1, 0], [["join"], [on(0)]], { noWakeOnDetach: true }),
    c("bias BROKEN: looks at the owner's state, then posts", [1, 0], [["join"], [on(0)]], { statusFirst: true }),
    c("bias BROKEN: looks at the owner's state twice, and the world stops in between", [1, 0], [[on(0, "join")], [on(0)], ["stop"]], { staleState: true }),
    c("bias BROKEN: reads the wake count after it has posted", [1, 0], [["safepoint"], [on(0)]], { countFirst: true }),
    c("bias BROKEN: a merge gives up the object before it converts", [1, 0], [[on(0, { merge: 0 })], [on(0)]], { mergeFirst: true }),
    c("bias BROKEN: a suspended section is resumed elided without a look", [1, 0], [[on(0, "nap")], [on(0)]], { resumeElided: true }),
    c("bias BROKEN: turned on again without the id's lock", [1, 1], [["safepoint, off", "nap, on again", on(1)], [on(0), on(1)]], { onWithoutLock: true }),
  ],
};
