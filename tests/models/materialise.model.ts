/**
 * Lazy materialisation of an instance's __dict__ (contract, sections 6b and 7; src/core/types/object; CPython
 * _PyObject_MaterializeManagedDict, make_dict_from_instance_attributes, and set_dict_inline_values on assignment and clearing).
 *
 * An instance has inline values and a `dict` pointer, NULL until somebody asks for o.__dict__. The new dict *shares* the inline values
 * (CPython's way): values move nowhere. When the dict is replaced (o.__dict__ = other) or the instance dies before its dict, the values are
 * moved into a table of the dict's own: MOVED is exchanged into every inline slot, as in slot-store.model.ts, under the instance's lock.
 *
 *   ask        dict pointer; NULL → under the instance's lock look again, make one, store the pointer (initialised before).
 *   store attr `where`: values inline and valid → CAS on the inline slot (neither NULL nor MOVED); MOVED → through the dict, under the
 *              *dict's* lock.
 *   detach     (o.__dict__ replaced) under both locks: exchange each inline slot to MOVED into the old dict's own table, `valid` = 0.
 *
 * Proven: one dict only; no store is lost; a store lands in the values that its holder's dict shows.
 */
import { BLOCK, check, defineCase, type Case, type Program, type Protocol } from "./explorer.ts";

const MOVED = 9;
const shared = { dict: 0, made: 0, lock: 0, dictLock: 0, inline: 1, table: 0, valid: 1, current: 1, ready: 0 };
const locals = { d: 0, v: 0, n: 0 };
type S = typeof shared; type L = typeof locals; type P = Program<S, L>;
interface Bugs { noSecondLook?: boolean; publishFirst?: boolean; copy?: boolean; storePlain?: boolean }
const take: P = [["lock instance", (s) => { if (s.lock) return BLOCK; s.lock = 1; return; }]];
const ask = (bugs: Bugs): P => [
  ["ask: load dict", (s, me) => { me.d = s.dict; return me.d ? "ask: use" : undefined; }],
  ...take,
  ["ask: look again", (s, me) => { me.d = bugs.noSecondLook ? 0 : s.dict; return me.d ? "ask: unlock" : undefined; }],
  ["ask: make", (s, me) => { s.made++; me.d = s.made; if (!bugs.publishFirst) s.ready |= 1 << me.d; }],
  ["ask: store dict", (s, me) => { s.dict = me.d; }],
  ["ask: initialise (late)", (s, me) => { s.ready |= 1 << me.d; }],
  ["ask: unlock", (s) => { s.lock = 0; }],
  ["ask: use", (s, me) => { check((s.ready >> me.d & 1) === 1, "a dict that is not initialised"); check(s.made === 1, "two dicts"); }],
];
const store = (bugs: Bugs): P => [
  ["store: load slot", (s, me) => { me.v = s.inline; return me.v === MOVED ? "store: lock dict" : undefined; }],
  ["store: cas slot", (s, me) => { if (s.inline !== me.v && !bugs.storePlain) return "store: load slot"; s.inline = me.n; s.current = me.n; return "end"; }],
  ["store: lock dict", (s) => { if (s.dictLock) return BLOCK; s.dictLock = 1; return; }],
  ["store: in the dict's table", (s, me) => { check(s.table !== 0, "the dict has no table yet"); s.table = me.n; s.current = me.n; }],
  ["store: unlock dict", (s) => { s.dictLock = 0; }],
];
const detach = (bugs: Bugs): P => [
  ...ask(bugs), ...take.map(([l, f]) => [`detach: ${l}`, f] as const),
  ["detach: lock dict", (s) => { if (s.dictLock) return BLOCK; s.dictLock = 1; return; }],
  ["detach: exchange moved", (s, me) => { if (s.inline === MOVED) return "detach: unlock"; me.v = s.inline; if (!bugs.copy) s.inline = MOVED; return; }],
  ["detach: put", (s, me) => { s.table = me.v; if (bugs.copy) s.inline = MOVED; }],
  ["detach: invalid", (s) => { s.valid = 0; }],
  ["detach: unlock", (s) => { s.lock = 0; s.dictLock = 0; }],
];
type Kind = "ask" | "store" | "detach";
const c = (name: string, kinds: Kind[], bugs: Bugs = {}): Case => defineCase<S, L>({
  name, shared, locals,
  threads: kinds.map((k, i) => ({ name: `${k} ${i + 1}`, program: { ask, store, detach }[k](bugs), init: { n: i + 2 } })),
  final: { "one dict at most": (s) => s.made <= 1, "the last store is there": (s) => (s.valid ? s.inline : s.table) === s.current },
});
export const protocol: Protocol = {
  name: "materialise",
  right: [c("materialise: three ask", ["ask", "ask", "ask"]), c("materialise: store, ask, detach", ["store", "ask", "detach"]), c("materialise: two stores, detach", ["store", "store", "detach"])],
  deep: [c("materialise: two stores, two detach", ["store", "store", "detach", "detach"])],
  broken: [
    c("materialise BROKEN: no second look under the lock", ["ask", "ask"], { noSecondLook: true }),
    c("materialise BROKEN: the pointer is stored before the dict is ready", ["ask", "ask"], { publishFirst: true }),
    c("materialise BROKEN: values are copied, then marked", ["store", "detach"], { copy: true }),
    c("materialise BROKEN: a plain store instead of CAS", ["store", "detach"], { storePlain: true }),
  ],
};
