// Conditions become jumps: random functions do the same before and after, in the same order, and branches on values are gone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import binaryen from 'binaryen';
import { threadJumps } from '../../scripts/lib/thread-jumps.ts';

const random = (seed: number): ((n: number) => number) => {
  let s = seed >>> 0;
  return (n) => { s = (Math.imul(s, 1664525) + 1013904223) >>> 0; return Math.floor(s / 2 ** 32 * n); };
};
/** Text of a function of three numbers that branches on all sorts of conditions and tells `see` what it does. */
function source(seed: number): string {
  const pick = random(seed);
  let labels = 0, seen = 0;
  const local = (): string => `(local.get ${pick(3)})`;
  const see = (x: string): string => `(call $see (i32.const ${seen++}) ${x})`;
  const compare = (depth: number): string => `(i32.${['eq', 'ne', 'lt_s', 'ge_u'][pick(4)]} ${leaf(depth)} (i32.const ${pick(4)}))`;
  const leaf = (depth: number): string => {
    switch (pick(depth > 0 ? 5 : 3)) {
      case 0: return `(local.tee ${pick(3)} (i32.add ${local()} (i32.const 1)))`;
      case 1: return see(local());
      case 2: return local();
      default: return condition(depth - 1);
    }
  };
  function condition(depth: number): string {
    const inner = (): string => (depth > 0 ? condition(depth - 1) : compare(0)), arm = (): string => (pick(2) ? `(i32.const ${pick(3)})` : inner());
    switch (pick(7)) {
      case 0: return `(i32.eqz ${inner()})`;
      case 1: return `(i32.and ${compare(0)} ${compare(depth)})`;
      case 2: return `(i32.or ${compare(0)} (i32.and ${compare(0)} ${compare(0)}))`;
      case 3: return `(if (result i32) ${inner()} (then ${arm()}) (else ${arm()}))`;
      case 4: {
        const l = `$l${labels++}`;
        return `(block ${l} (result i32) (drop (br_if ${l} ${pick(3) ? `(i32.const ${pick(2)})` : inner()} ${inner()})) (if ${inner()} (then (br ${l} ${arm()}))) ${arm()})`;
      }
      case 5: return `(block (result i32) (drop ${see(local())}) ${inner()})`;
      default: return leaf(depth);
    }
  }
  const statement = (): string => {
    const c = condition(3);
    switch (pick(5)) {
      case 0: return `(if ${c} (then (drop ${see(local())})))`;
      case 1: return `(if ${c} (then (drop ${see(local())})) (else (drop ${see(local())})))`;
      case 2: { const l = `$s${labels++}`; return `(block ${l} (br_if ${l} ${c}) (drop ${see(local())}))`; }
      case 3: return `(local.set ${pick(3)} (if (result i32) ${c} (then ${see(local())}) (else ${local()})))`;
      default: return `(if ${c} (then (return ${see(local())})) (else (drop ${see(local())})))`;
    }
  };
  return `(module (import "env" "see" (func $see (param i32 i32) (result i32))) (func (export "f") (param i32 i32 i32) (result i32) ${Array.from({ length: 4 }, statement).join(' ')} ${local()}))`;
}
function run(wasm: Uint8Array, args: number[]): string {
  const trace: number[] = [];
  const see = (at: number, x: number): number => { trace.push(at, x); return x & 3; };
  const f = new WebAssembly.Instance(new WebAssembly.Module(wasm as BufferSource), { env: { see } }).exports.f as (...args: number[]) => number;
  return `${f(...args)} ${trace.join()}`;
}
const assemble = (text: string): Uint8Array => { const m = binaryen.parseText(text), out = m.emitBinary(); m.dispose(); return out; };

test('random functions do the same, in the same order', () => {
  for (let seed = 1; seed <= 400; seed++) {
    const before = assemble(source(seed)), after = threadJumps(before, false);
    for (let i = 0; i < 27; i++) {
      const args = [i % 3, Math.floor(i / 3) % 3, Math.floor(i / 9)];
      assert.equal(run(after, args), run(before, args), `seed ${seed}, ${args}`);
    }
  }
});

test('a && b, !(a || b) and an inlined function become branches', () => {
  const f = (condition: string): string => `(module (memory 1) (func (export "f") (param i32 i32 i32) (result i32) (if ${condition} (then (return (i32.const 1)))) (i32.const 0)))`;
  const and = '(if (result i32) (i32.eq (local.get 0) (i32.const 1)) (then (i32.load (local.get 1))) (else (i32.const 0)))';
  for (const condition of [and, `(i32.eqz ${and.replace('(then (i32.load (local.get 1))) (else (i32.const 0))', '(then (i32.const 1)) (else (i32.load (local.get 1)))')})`, `(block $f (result i32) (drop (br_if $f (i32.const 0) (local.get 2))) ${and})`]) {
    const m = binaryen.readBinary(threadJumps(assemble(f(condition)), false)), text = m.emitText();
    assert.ok(!text.includes('(result i32)\n  (if'), text);
    assert.equal(text.match(/\(if \(result|\(block \(result|\(result i32\)/g)?.length, 2, text); // of the function and of its type
    m.dispose();
  }
});
