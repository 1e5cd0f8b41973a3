/**
 * Readers that take a reference without a lock (contract, sections 3 and 7; src/core/refcount tryIncref; CPython
 * _Py_TryIncrefCompare, _Py_NewRefWithLock), against an owner that overwrites the slot, frees the object and uses its block again.
 *
 * One block of a type-stable page, one slot of a container with a lock. The counting is that of merge.model.ts, whose steps are used
 * here: `freed` says that the block is on a free list. `mail` is the slot's reference.
 *
 *   reader   p = slot; owned by me: local++; else load shared: zero in state default (its owner may be freeing it without an atomic)
 *            or merged (dead) fails; CAS +1; slot still p? else drop it again. Failure: the slot under the container's lock, and +1
 *            together with maybe-weakref'd, so that the owner's last decref has to use a CAS from now on.
 *   writer   owner of the object: swaps the slot under the lock, drops the old reference, answers its queue.
 *   reuse    the block is taken again: owner, local, shared written one by one, by the writer (`reuse: "owner"`) or by another
 *            thread (`reuse: "other"`, a page adopted meanwhile), and either kept private or stored into the same slot (ABA).
 *
 * Proven: no reference is ever taken on a block that is free or half initialised; what a reader gets was published in this slot;
 * everything is freed in the end. Needed: a freed block's count words stay zero (link in the type word), which the broken variant
 * with the link in the count word shows; the same variant stands for a page that changes its size class while readers look.
 */
import { BLOCK, check, choose, defineCase, type Case, type Model, type Program, type Protocol } from "./explorer.ts";
import { DEFAULT, decref, drain, locals as mergeLocals, shared as mergeShared } from "./merge.model.ts";

const MAYBE_WEAKREF = 1, MERGED = 3, EMPTY = 0, BLOCK_0 = 1;
const shared = { ...mergeShared, slot: BLOCK_0, mutex: 0, published: 1, raw: 0, readersLeft: 0 };
const locals = { ...mergeLocals, p: 0, tries: 0 };
type S = typeof shared; type L = typeof locals; type P = Program<S, L>;
interface Bugs { takeZero?: boolean; noRecheck?: boolean; linkInCount?: boolean; noLock?: boolean; initAfterPublish?: boolean }

const reader = (bugs: Bugs): P => [
  ["read slot", (s, me) => { me.p = s.slot; return me.p === EMPTY ? "leave" : undefined; }],
  ["mine?", (s, me) => s.owner === me.tid ? undefined : "load shared"],
  ["local++", (s, me) => { check(!s.freed, "reference taken on a free block"); s.local++; me.held++; return "use"; }],
  ["load shared", (s, me) => {
    me.c = s.cnt; me.x = s.st;
    if (me.c === 0 && (me.x === MERGED || (me.x === DEFAULT && !bugs.takeZero))) return "slow: lock";
    return;
  }],
  ["cas shared + 1", (s, me) => {
    if (s.cnt !== me.c || s.st !== me.x) return "load shared";
    check(!s.freed && !s.raw, "reference taken on a free block");
    s.cnt++; me.held++;
    return bugs.noRecheck ? "use" : undefined;
  }],
  ["slot unchanged?", (s, me) => s.slot === me.p ? "use" : "undo decref: mine?"],
  ...decref("undo"),
  ["undone", () => "slow: lock"],
  ["slow: lock", (s) => { if (!bugs.noLock) { if (s.mutex) return BLOCK; s.mutex = 1; } return; }],
  ["slow: read slot", (s, me) => { me.p = s.slot; return me.p === EMPTY ? "slow: unlock" : undefined; }],
  ["slow: mine?", (s, me) => s.owner === me.tid ? "slow: local++" : "slow: load shared"],
  ["slow: local++", (s, me) => { s.local++; me.held++; return "slow: unlock"; }],
  ["slow: load shared", (s, me) => { me.c = s.cnt; me.x = s.st; }],
  ["slow: cas shared + 1, maybe-weakref'd", (s, me) => {
    if (s.cnt !== me.c || s.st !== me.x) return "slow: load shared";
    check(!s.freed, "reference taken on a free block");
    s.cnt++; me.held++; if (s.st === DEFAULT) s.st = MAYBE_WEAKREF;
    return;
  }],
  ["slow: unlock", (s, me) => { if (!bugs.noLock) s.mutex = 0; return me.held ? undefined : "leave"; }],
  ["use", (s) => { check(!s.freed, "used after free"); check(s.published === 1, "an object that was never in the slot"); }],
  ...decref("drop"),
  ["again?", (_, me) => { if (me.tries > 0) { me.tries--; return "read slot"; } return; }],
  ["leave", (s) => { s.readersLeft--; }],
];
const allocate = (bugs: Bugs): P => [
  ["alloc: from the free list", (s, me) => { if (!s.freed) return BLOCK; s.raw = 1; s.freed = 0; s.published = 0; me.held = 1; if (bugs.linkInCount) { s.cnt = 0; s.st = DEFAULT; } }],
  ["init owner", (s, me) => { s.owner = me.tid; }],
  ["init local", (s) => { s.local = 1; }],
  ["init shared", (s) => { if (!bugs.initAfterPublish) { s.cnt = 0; s.st = DEFAULT; } s.raw = 0; }],
  ["publish?", () => choose(2) ? "publish: lock" : "private: lend"],
  ["private: lend", (s, me) => { s.cnt++; me.hand++; }], // a stranger that holds it for a while, so that its count is not zero
  ["private: given back", (s, me) => { s.cnt--; me.hand--; }],
  ...decref("private"),
  ["private died", () => "idle"],
  ["publish: lock", (s) => { if (s.mutex) return BLOCK; s.mutex = 1; return; }],
  ["publish: store slot", (s, me) => { s.slot = BLOCK_0; s.published = 1; s.mail = 1; me.held--; }],
  ["publish: unlock", (s) => { s.mutex = 0; }],
  ["publish: init shared (late)", (s) => { if (bugs.initAfterPublish) { s.cnt = 0; s.st = DEFAULT; } }],
  ["unpublish: lock", (s) => { if (s.mutex) return BLOCK; s.mutex = 1; return; }],
  ["unpublish: empty slot", (s, me) => { s.slot = EMPTY; s.mail = 0; me.held++; }],
  ["unpublish: unlock", (s) => { s.mutex = 0; }],
  ...decref("last"),
];
/** Answers the queue until all readers have left. */
const idle: P = [
  ["idle", (s, me) => {
    if (s.readersLeft === 0 && s.registered) return "exit drain: lock";
    return s.queue > 0 && s.owner === me.tid ? "poll drain: lock" : BLOCK;
  }],
  ...drain("poll", false, {}),
  ["idle again", () => "idle"],
  ...drain("exit", true, {}),
];
const swapOut: P = [
  ["swap: lock", (s) => { if (s.mutex) return BLOCK; s.mutex = 1; return; }],
  ["swap: empty slot", (s, me) => { s.slot = EMPTY; s.mail = 0; me.held++; }],
  ["swap: unlock", (s) => { s.mutex = 0; }],
  ...decref("old"),
  ["old: dead?", (s) => { return s.freed ? undefined : s.queue > 0 ? "swap drain: lock" : s.readersLeft === 0 ? "idle" : BLOCK; }],
  ["old: dead", () => "reuse"],
  ...drain("swap", false, {}),
  ["old: dead now?", () => "old: dead?"],
  ["reuse", () => {}],
];
/** With the link of the free list in the count word, free looks like a count to a stale reader. */
const withLink = (program: P): P => program.map(([label, run]) => label.endsWith(" free") || label.endsWith("free?")
  ? [label, (s, me) => { const r = run(s, me); if (s.freed) { s.cnt = 5; s.st = 0; } return r; }] : [label, run]);

function model(name: string, readers: number, reuse: "owner" | "other" | "none", tries: number, bugs: Bugs = {}): Model<S, L> {
  const writer: P = [...swapOut, ...(reuse === "owner" ? allocate(bugs) : []), ...idle];
  const other: P = [["page adopted?", (s) => { return s.freed ? undefined : s.readersLeft === 0 ? "end" : BLOCK; }], ...allocate(bugs), ...(reuse === "other" ? [["idle", () => "end"] as const] : [])];
  const link = (p: P): P => bugs.linkInCount ? withLink(p) : p;
  return {
    name, shared: { ...shared, owner: 1, local: 1, mail: 1, readersLeft: readers }, locals,
    threads: [
      { name: "writer", program: link(writer), init: { tid: 1 } },
      ...Array.from({ length: readers }, (_, i) => ({ name: `reader${i + 1}`, program: link(reader(bugs)), init: { tid: 2 + i, tries } })),
      ...(reuse === "other" ? [{ name: "other", program: link(other), init: { tid: 8 } }] : []),
    ],
    final: { "nothing leaks": (s) => s.freed === 1 || (reuse === "other" && s.owner === 8) },
  };
}
const c = (...args: Parameters<typeof model>): Case => defineCase(model(...args));
export const protocol: Protocol = {
  name: "try-incref",
  right: [
    c("try-incref: one reader, block not reused", 1, "none", 1),
    c("try-incref: one reader twice, block reused by its owner", 1, "owner", 1),
    c("try-incref: two readers, block reused by its owner", 2, "owner", 0),
    c("try-incref: one reader, block reused by another thread", 1, "other", 0),
  ],
  deep: [c("try-incref: two readers, block reused by another thread", 2, "other", 0), c("try-incref: two readers twice, block reused by its owner", 2, "owner", 1)],
  broken: [
    c("try-incref BROKEN: a zero count in state default is taken", 1, "owner", 0, { takeZero: true }),
    c("try-incref BROKEN: the slot is not read again", 1, "owner", 1, { noRecheck: true }),
    c("try-incref BROKEN: the free list's link lies in the count word", 1, "none", 0, { linkInCount: true }),
    c("try-incref BROKEN: the slow path takes no lock", 1, "none", 0, { noLock: true }),
    c("try-incref BROKEN: the count is initialised after the object is published", 1, "owner", 1, { initAfterPublish: true }),
  ],
};
