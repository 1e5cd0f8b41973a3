/**
 * Stores by compare-and-swap against a table that moves (contract, sections 2, 6b and 7; attribute stores, instance values that become a
 * dict, dict tables that grow).
 *
 * A table is a list of entries; an entry has a key and a value slot. `table` is the pointer to the current one. A heap value v ≥ 10 has a
 * count in `rc`; value 1 is an immediate. Old tables are freed through QSBR (qsbr.model.ts), so they stay readable here.
 *
 *   store     (key exists) load table, find the entry, load the slot: NULL or MOVED → lock. CAS from what was loaded to the new
 *             value; then *look at the lock*, and if somebody has it wait until it was free once (slotReplaced); then drop the old one, which
 *             is the storer's now. CAS failed: from the start.
 *   move      under the lock: for each entry, *exchange* MOVED into the old slot and put what came out into the new table; then
 *             store the table pointer. A CAS that comes before the exchange is carried along, one that comes later fails.
 *   delete    under the lock: exchange NULL into the slot, since a store by CAS may come at any moment; drop what came out.
 *   insert    under the lock: value first, then the key.
 *   read      table, entry, slot; MOVED → lock; try-incref, which may fail for a live object (an owner that counts without atomics); slot still the
 *             same, else drop and lock. Under the lock: load, and in another step count. Between the two a storer, who has no lock, may have put
 *             another value there: that the old one still lives is what the storer's look is for.
 *
 * Proven: no value is lost, leaked or freed twice; the last store of a key (ghost `current`) is what the table has in the end; a
 * reader never uses a freed value. Found: an entry must keep its key for the life of its table. If a deleted entry is used again for
 * another key, a CAS that expects an *immediate* (True, 0) succeeds on the other key's slot (ABA). CPython's entries are append-only for
 * other reasons; here it is a rule of the protocol. A value that is freed and born again at the same address is safe only because the CAS
 * then replaces what the slot truly has.
 */
import { BLOCK, check, choose, defineCase, type Case, type Program, type Protocol, type State } from "./explorer.ts";

const E = 3; // entries of a table
const NULL = 0, IMMEDIATE = 1, MOVED = 9, A = 1, B = 2, HEAP = 10;
const shared = { table: 0, lock: 0, keys: [A, 0, 0, 0, 0, 0], slots: [HEAP, 0, 0, 0, 0, 0], used: 1, current: HEAP, rc: [1, 0, 0, 0] };
const locals = { v: 0, e: 0, t: 0, mine: 0, old: 0, i: 0 };
type S = typeof shared; type L = typeof locals; type P = Program<S, L>; type St = State<S, L>;
interface Bugs { copyMove?: boolean; storeDelete?: boolean; reuseEntry?: boolean; casNull?: boolean; noLook?: boolean; lookFirst?: boolean }

const drop = (s: St, v: number): void => { if (v >= HEAP) { check(s.rc[v - HEAP] > 0, "dropped once too often"); s.rc[v - HEAP]--; } };
const find = (s: St, t: number, key: number): number => { for (let e = t * E; e < t * E + E; e++) if (s.keys[e] === key) return e; return -1; };
const lock: P = [["lock", (s) => { if (s.lock) return BLOCK; s.lock = 1; return; }]];

const storer = (bugs: Bugs): P => [
  ["load table", (s, me) => { me.t = s.table; }],
  ["find entry", (s, me) => { me.e = find(s, me.t, A); return me.e < 0 ? "lock" : undefined; }],
  ["load slot", (s, me) => { me.v = s.slots[me.e]; return me.v === MOVED || (me.v === NULL && !bugs.casNull) ? "lock" : undefined; }],
  ["look first", (s) => (bugs.lookFirst && s.lock ? BLOCK : undefined)],
  ["cas slot", (s, me) => {
    if (s.slots[me.e] !== me.v) return "load table";
    s.slots[me.e] = me.mine; s.current = me.mine; me.old = me.v;
    return bugs.noLook || bugs.lookFirst ? "drop old" : undefined;
  }],
  ["look at the lock", (s) => (s.lock ? BLOCK : "drop old")],
  ...lock,
  ["locked: exchange or insert", (s, me) => {
    me.e = find(s, s.table, A);
    if (me.e < 0) { me.e = s.table * E + s.used; check(s.used < E, "model: table full"); s.used++; s.slots[me.e] = me.mine; s.keys[me.e] = A; me.old = NULL; }
    else { me.old = s.slots[me.e]; s.slots[me.e] = me.mine; }
    s.current = me.mine;
  }],
  ["unlock", (s) => { s.lock = 0; }],
  ["drop old", (s, me) => { drop(s, me.old); me.old = me.v = me.mine = 0; }],
];
const mover = (bugs: Bugs): P => [
  ...lock,
  ["move: take slot", (s, me) => {
    const e = s.table * E + me.i;
    me.v = s.slots[e]; if (!bugs.copyMove) s.slots[e] = MOVED;
  }],
  ["move: put", (s, me) => { const e = E + me.i; s.slots[e] = me.v; s.keys[e] = s.keys[s.table * E + me.i]; return ++me.i < E ? "move: take slot" : undefined; }],
  ["move: store table", (s, me) => { s.table = 1; me.v = me.i = 0; }],
  ["unlock", (s) => { s.lock = 0; }],
];
const deleter = (bugs: Bugs): P => [
  ...lock,
  ["delete: find", (s, me) => { me.e = find(s, s.table, A); return me.e < 0 ? "unlock" : undefined; }],
  ["delete: take slot", (s, me) => { me.old = s.slots[me.e]; if (!bugs.storeDelete) { s.slots[me.e] = NULL; s.current = NULL; } }],
  ["delete: clear slot (late)", (s, me) => { if (bugs.storeDelete) { s.slots[me.e] = NULL; s.current = NULL; } }],
  ["delete: clear key", (s, me) => { s.keys[me.e] = 0; if (bugs.reuseEntry) s.used--; }],
  ["unlock", (s) => { s.lock = 0; }],
  ["drop old", (s, me) => { drop(s, me.old); me.old = 0; }],
];
const inserterOfB: P = [
  ...lock,
  ["insert b: value", (s, me) => { if (s.used >= E) return "unlock"; me.e = s.table * E + s.used++; s.slots[me.e] = IMMEDIATE; return; }],
  ["insert b: key", (s, me) => { s.keys[me.e] = B; }],
  ["unlock", (s) => { s.lock = 0; }],
];
const reader = (): P => [
  ["load table", (s, me) => { me.t = s.table; }],
  ["find entry", (s, me) => { me.e = find(s, me.t, A); return me.e < 0 ? "lock" : undefined; }],
  ["load slot", (s, me) => { me.v = s.slots[me.e]; return me.v === MOVED || me.v === NULL ? "lock" : me.v === IMMEDIATE ? "end" : undefined; }],
  ["try-incref", (s, me) => { if (s.rc[me.v - HEAP] === 0 || choose(2)) return "lock"; s.rc[me.v - HEAP]++; return; }],
  ["slot unchanged?", (s, me) => s.slots[me.e] === me.v ? "use" : undefined],
  ["undo", (s, me) => { drop(s, me.v); }],
  ...lock,
  ["locked: load", (s, me) => {
    const e = find(s, s.table, A);
    me.v = e < 0 ? NULL : s.slots[e];
  }],
  ["locked: count", (s, me) => { if (me.v >= HEAP) { check(s.rc[me.v - HEAP] > 0, "a freed value is counted"); s.rc[me.v - HEAP]++; } }],
  ["unlock", (s, me) => { s.lock = 0; return me.v >= HEAP ? undefined : "end"; }],
  ["use", (s, me) => { check(s.rc[me.v - HEAP] > 0, "used after free"); }],
  ["drop", (s, me) => { drop(s, me.v); me.v = 0; }],
];
type Kind = "store" | "move" | "delete" | "insert b" | "read";
function c(name: string, kinds: Kind[], bugs: Bugs = {}, immediate = false): Case {
  const rc = [1, 0, 0, 0]; let next = 1;
  const threads = kinds.map((k, i) => {
    const program = { store: storer, move: mover, delete: deleter, "insert b": () => inserterOfB, read: reader }[k](bugs);
    const mine = k === "store" ? HEAP + next : 0;
    if (mine) rc[next++] = 1;
    return { name: `${k} ${i + 1}`, program, init: { mine } };
  });
  const first = immediate ? IMMEDIATE : HEAP;
  if (immediate) rc[0] = 0;
  return defineCase<S, L>({
    name, shared: { ...shared, rc, slots: [first, 0, 0, 0, 0, 0], current: first }, locals, threads,
    invariants: { "no freed value in the table": (s) => { for (let e = s.table * E; e < s.table * E + E; e++) { const v = s.slots[e]; if (v >= HEAP && s.rc[v - HEAP] <= 0) return false; } return true; } },
    final: {
      "the last store is there": (s) => { const e = find(s, s.table, A); return (e < 0 ? NULL : s.slots[e]) === s.current; },
      "b has its own value": (s) => { const e = find(s, s.table, B); return e < 0 || s.slots[e] === IMMEDIATE; },
      "every other value is freed": (s) => s.rc.every((n, i) => n === (s.current === HEAP + i ? 1 : 0)),
    },
  });
}
export const protocol: Protocol = {
  name: "slot store",
  right: [
    c("slot: store against move", ["store", "move"]),
    c("slot: two stores and a reader", ["store", "store", "read"]),
    c("slot: two stores against move", ["store", "store", "move"]),
    c("slot: store, move and delete", ["store", "move", "delete"]),
    c("slot: store, read and move", ["store", "read", "move"]),
    c("slot: store, delete and insert of another key, immediates", ["store", "delete", "insert b"], {}, true),
  ],
  deep: [c("slot: two stores, read, move", ["store", "store", "read", "move"]), c("slot: store, read, move, delete", ["store", "read", "move", "delete"])],
  broken: [
    c("slot BROKEN: the mover copies instead of exchanging", ["store", "move"], { copyMove: true }),
    c("slot BROKEN: delete loads, then stores NULL", ["store", "delete"], { storeDelete: true }),
    c("slot BROKEN: a deleted entry is used again for another key (ABA on an immediate)", ["store", "delete", "insert b"], { reuseEntry: true }, true),
    c("slot BROKEN: the CAS may expect NULL", ["store", "delete"], { casNull: true }),
    c("slot BROKEN: the storer does not look at the lock", ["store", "read"], { noLook: true }),
    c("slot BROKEN: the storer looks at the lock before it stores", ["store", "read"], { lookFirst: true }),
  ],
};
