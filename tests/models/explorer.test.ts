/** The explorer itself: it must find a race, a deadlock, a livelock, and keep quiet about a right program. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { BLOCK, check, choose, describe, explore, type Model, type Program } from "./explorer.ts";

const shared = { x: 0, lock: 0, other: 0 }, locals = { v: 0, i: 0 };
type S = typeof shared; type L = typeof locals;
const take: Program<S, L> = [["lock", (s) => { if (s.lock) return BLOCK; s.lock = 1; }]];
const give: Program<S, L> = [["unlock", (s) => { s.lock = 0; }]];
const add: Program<S, L> = [
  ["load", (s, me) => { me.v = s.x; }],
  ["store", (s, me) => { s.x = me.v + 1; }],
];
const model = (name: string, program: Program<S, L>, n: number, rest: Partial<Model<S, L>> = {}): Model<S, L> => ({
  name, shared, locals, threads: Array.from({ length: n }, (_, i) => ({ name: `T${i}`, program })), ...rest,
});

test("a lock makes an increment whole", () => {
  for (const symmetric of [undefined, [[0, 1, 2]]]) {
    const r = explore(model("counter", [...take, ...add, ...give], 3, { final: { "all counted": (s) => s.x === 3 }, symmetric }));
    assert.equal(r.violation, null, describe(r));
  }
});
test("symmetry keeps fewer states", () => {
  const all = explore(model("all", [...take, ...add, ...give], 3)), few = explore(model("few", [...take, ...add, ...give], 3, { symmetric: [[0, 1, 2]] }));
  assert.ok(few.states * 3 < all.states, `${few.states} of ${all.states}`);
});
test("a lost update is found, with a shortest trace", () => {
  const r = explore(model("race", add, 2, { final: { "all counted": (s) => s.x === 2 } }));
  assert.equal(r.violation?.kind, "final");
  assert.equal(r.violation.trace.length, 5);
});
test("a deadlock is found", () => {
  const cross = (first: "lock" | "other", second: "lock" | "other"): Program<S, L> => [
    ["first", (s) => { if (s[first]) return BLOCK; s[first] = 1; }],
    ["second", (s) => { if (s[second]) return BLOCK; s[second] = 1; }],
    ["release", (s) => { s.lock = s.other = 0; }],
  ];
  const r = explore({ name: "cross", shared, locals, threads: [{ name: "A", program: cross("lock", "other") }, { name: "B", program: cross("other", "lock") }] });
  assert.equal(r.violation?.kind, "deadlock");
});
test("a livelock is found", () => {
  const r = explore({ name: "spin", shared, locals, threads: [
    { name: "A", program: [["await", (s) => s.x ? undefined : "await"]] },
    { name: "B", program: [["maybe", (s) => { if (choose(2)) s.x = 1; }]] }] });
  assert.equal(r.violation?.kind, "livelock");
});
test("every choice is explored and checks are reported", () => {
  const r = explore({ name: "choice", shared, locals, threads: [{ name: "A", program: [["pick", (_, me) => { me.v = choose(5); check(me.v !== 4, "four"); }]] }] });
  assert.equal(r.violation?.message, "four");
});
test("it is fast enough", () => {
  const count: Program<S, L> = [
    ["work", (s, me) => { s.x = (s.x + 1) & 7; me.v = (me.v + 3) & 31; me.i++; if (me.i < 40) return "work"; }],
  ];
  const r = explore(model("speed", count, 3));
  console.log(`# ${describe(r)}, ${Math.round(r.states / r.ms)}k states/s`);
  assert.equal(r.violation, null);
});
