/**
 * Copies of a list or dict without its lock (src/core/types/snapshot.ts; docs/decisions/0018-copies-without-the-lock.md).
 *
 * Two slots, whose values one operation changes together: `a` and `b` are equal whenever nobody is in an operation, so a copy equals a state that was if its two values are equal. Values are objects
 * in `rc` (the slots' references): a reader may only count one that has any.
 *
 *   writer   lock; (it may give the lock up before its first change and take it again: a section that is suspended); if the version is not 0, version + 1; two stores, each of which drops what was
 *            there; in between it may give the lock up too, having put both slots right: it counts up again then. Unlock
 *   copier   load version: 0 → open; load the mutex: held → open; load a slot, try-incref, look at it again, twice; version the same? Else drop both, and copy under the lock
 *   open     lock; version 0 → 1; unlock; once more from the start; then under the lock
 *
 * `replace` is an operation that puts another table in place of the one that is read: slots 2 and 3. Tables given up are not used again before the copier's next safepoint (qsbr.model.ts), and keep what they held.
 */
import { BLOCK, check, choose, defineCase, type Case, type Program, type Protocol, type State } from "./explorer.ts";

const OBJECTS = 4;
const shared = { lock: 0, version: 0, table: 0, slots: [0, 0, -1, -1], rc: [2, 0, 0, 0], next: 1 };
const locals = { v: 0, t: 0, x: -1, y: -1, old: -1, tries: 0, mine: -1, again: 0 };
type S = typeof shared; type L = typeof locals; type P = Program<S, L>; type St = State<S, L>;
interface Bugs { late?: boolean; lockFirst?: boolean; silent?: boolean; noLook?: boolean; once?: boolean; early?: boolean }

const drop = (s: St, v: number): void => { if (v >= 0) { check(s.rc[v] > 0, "dropped once too often"); s.rc[v]--; } };
const take = (s: St, v: number): void => { check(s.rc[v] > 0, "a freed value is counted under the lock"); s.rc[v]++; };
const lock = (name: string): P => [[name, (s) => { if (s.lock) return BLOCK; s.lock = 1; return; }]];
const bump = (s: St): void => { if (s.version !== 0) s.version++; };

/** a = b = another object. With `suspend` perhaps the lock is given up before, and certainly between two such changes in one section. */
const writer = (bugs: Bugs, suspend: boolean): P => [
  ...lock("lock"),
  ["count up before a suspension", (s) => { if (bugs.early) bump(s); return suspend && choose(2) ? undefined : "count up"; }],
  ["suspended", (s) => { s.lock = 0; }],
  ...lock("resumed"),
  ["count up", (s, me) => { if (!bugs.late && !bugs.silent && !bugs.early && !(bugs.once && me.again)) bump(s); me.mine = s.next++; check(me.mine < OBJECTS, "model: no object left"); s.rc[me.mine] = 2; }],
  ["store a", (s, me) => { me.old = s.slots[s.table * 2]; s.slots[s.table * 2] = me.mine; }],
  ["drop old a", (s, me) => { drop(s, me.old); }],
  ["store b", (s, me) => { me.old = s.slots[s.table * 2 + 1]; s.slots[s.table * 2 + 1] = me.mine; }],
  ["drop old b", (s, me) => { drop(s, me.old); me.old = me.mine = -1; }],
  ["count up late", (s) => { if (bugs.late) bump(s); }],
  ["unlock, or again in the same section", (s, me) => {
    if (suspend && me.again === 0) { s.lock = 0; me.again = 1; return "resumed"; }
    s.lock = 0;
    return "end";
  }],
];
/** A table that takes over the references, with its values changed afterwards: a clear and an update. */
const replacer = (bugs: Bugs): P => [
  ...lock("lock"),
  ["count up", (s) => { if (!bugs.silent) bump(s); }],
  ["new table", (s, me) => { me.mine = s.next++; s.rc[me.mine] = 2; s.slots[2] = me.mine; s.slots[3] = me.mine; s.table = 1; }],
  ["drop old a", (s) => { drop(s, s.slots[0]); }],
  ["drop old b", (s) => { drop(s, s.slots[1]); }],
  ["unlock", (s, me) => { s.lock = 0; me.mine = -1; }],
];
const tryIncref = (s: St, v: number): boolean => { if (s.rc[v] === 0 || choose(2)) return false; s.rc[v]++; return true; };
const copier = (bugs: Bugs): P => [
  ["first look", (s, me) => { if (bugs.lockFirst) { if (s.lock) return "open"; } else { me.v = s.version; if (me.v === 0) return "open"; } return; }],
  ["second look", (s, me) => { if (bugs.lockFirst) { me.v = s.version; if (me.v === 0) return "open"; } else if (s.lock) return "open"; return; }],
  ["load table", (s, me) => { me.t = s.table; }],
  ["load a", (s, me) => { me.x = s.slots[me.t * 2]; }],
  ["try-incref a", (s, me) => { if (!tryIncref(s, me.x)) { me.x = -1; return "give up"; } return; }],
  ["a again", (s, me) => (s.slots[me.t * 2] === me.x ? undefined : "give up")],
  ["load b", (s, me) => { me.y = s.slots[me.t * 2 + 1]; }],
  ["try-incref b", (s, me) => { if (!tryIncref(s, me.y)) { me.y = -1; return "give up"; } return; }],
  ["b again", (s, me) => (s.slots[me.t * 2 + 1] === me.y ? undefined : "give up")],
  ["version the same?", (s, me) => (bugs.noLook || s.version === me.v ? undefined : "give up")],
  ["table the same?", (s, me) => (s.table === me.t ? "use" : undefined)],
  ["give up", (s, me) => { drop(s, me.x); me.x = -1; }],
  ["give up b", (s, me) => { drop(s, me.y); me.y = -1; return "locked: lock"; }],
  ["open", (_, me) => (me.tries++ > 0 ? "locked: lock" : undefined)],
  ...lock("open: lock"),
  ["open: set", (s) => { if (s.version === 0) s.version = 1; }],
  ["open: unlock", (s) => { s.lock = 0; return "first look"; }],
  ...lock("locked: lock"),
  ["locked: load a", (s, me) => { me.x = s.slots[s.table * 2]; take(s, me.x); }],
  ["locked: load b", (s, me) => { me.y = s.slots[s.table * 2 + 1]; take(s, me.y); }],
  ["locked: unlock", (s) => { s.lock = 0; }],
  ["use", (s, me) => { check(s.rc[me.x] > 0 && s.rc[me.y] > 0, "a copy holds a freed value"); check(me.x === me.y, "a copy of a state that never was"); }],
  ["drop a", (s, me) => { drop(s, me.x); me.x = -1; }],
  ["drop b", (s, me) => { drop(s, me.y); me.y = -1; me.v = me.tries = me.t = 0; }],
];
type Kind = "copy" | "write" | "suspended write" | "replace";
function c(name: string, kinds: Kind[], bugs: Bugs = {}, version = 0): Case {
  const threads = kinds.map((k, i) => ({
    name: `${k} ${i + 1}`,
    program: k === "copy" ? copier(bugs) : k === "replace" ? replacer(bugs) : writer(bugs, k === "suspended write"),
  }));
  return defineCase<S, L>({
    name, shared: { ...shared, version }, locals, threads,
    invariants: {
      "who has no lock sees the container right": (s) => s.lock !== 0 || s.slots[s.table * 2] === s.slots[s.table * 2 + 1],
      "no freed value in the container": (s) => s.rc[s.slots[s.table * 2]] > 0 && s.rc[s.slots[s.table * 2 + 1]] > 0,
    },
    final: { "each value is counted by its slots": (s) => s.rc.every((n, i) => n === (s.slots[s.table * 2] === i ? 2 : 0)) },
  });
}
export const protocol: Protocol = {
  name: "snapshot",
  right: [
    c("snapshot: copy against a writer", ["copy", "write"]),
    c("snapshot: copy of what was copied before", ["copy", "write"], {}, 1),
    c("snapshot: copy against two writers", ["copy", "write", "write"], {}, 1),
    c("snapshot: copy against a writer that is suspended", ["copy", "suspended write"], {}, 1),
    c("snapshot: copy against a table that is replaced, and a writer", ["copy", "replace", "write"], {}, 1),
    c("snapshot: two copies, opened by either, and a writer", ["copy", "copy", "write"]),
  ],
  deep: [c("snapshot: two copies and two writers", ["copy", "copy", "write", "write"], {}, 1), c("snapshot: copy, suspended writer, writer", ["copy", "suspended write", "write"])],
  broken: [
    c("snapshot BROKEN: the writer counts up after its changes", ["copy", "write"], { late: true }, 1),
    c("snapshot BROKEN: the mutex is looked at before the version", ["copy", "write"], { lockFirst: true }, 1),
    c("snapshot BROKEN: a writer does not count up", ["copy", "write"], { silent: true }, 1),
    c("snapshot BROKEN: the copier does not look at the version again", ["copy", "write"], { noLook: true }, 1),
    c("snapshot BROKEN: a writer that was suspended does not count up again", ["copy", "suspended write"], { once: true }, 1),
    c("snapshot BROKEN: the writer counts up before it is suspended, and changes after", ["copy", "suspended write"], { early: true }, 1),
  ],
};
