// The branch profile: counting changes nothing but the counts, the profile says what was counted, the marks are a valid section that leaves the code alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { branchCount, COUNTS_AT, countBranches, formatProfile, markBranches, parseProfile, profileOf } from '../../scripts/lib/branch-profile.ts';
import { functionBodies, instructions, waitingFunctions } from '../../scripts/lib/wasm-code.ts';
import { customName, importCounts, readSections, SECTION, writeSections } from '../../scripts/lib/wasm-sections.ts';

const name = (text: string): number[] => [text.length, ...Buffer.from(text)];
const section = (id: number, body: number[]): number[] => [id, body.length, ...body];
/** f(x, y): if (x) y += 1; block { br_if y; y -= 7 } y: one `if`, one `br_if`. */
const body = [0, 0x20, 0, 0x04, 0x40, 0x20, 1, 0x41, 1, 0x6a, 0x21, 1, 0x0b, 0x02, 0x40, 0x20, 1, 0x0d, 0, 0x20, 1, 0x41, 7, 0x6b, 0x21, 1, 0x0b, 0x20, 1, 0x0b];
const module = Uint8Array.from([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
  ...section(1, [1, 0x60, 2, 0x7f, 0x7f, 1, 0x7f]),
  ...section(2, [2, ...name('env'), ...name('g'), 0, 0, ...name('env'), ...name('memory'), 2, 3, 1, 0x80, 0x80, 4]),
  ...section(3, [1, 0]), ...section(7, [1, ...name('f'), 0, 1]), ...section(10, [1, body.length, ...body]),
]);

const start = (bytes: Uint8Array, memory: WebAssembly.Memory): (x: number, y: number) => number =>
  new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource), { env: { memory, g: () => 0 } }).exports.f as (x: number, y: number) => number;

test('counts, profile, marks', () => {
  const sections = readSections(module), memory = new WebAssembly.Memory({ initial: 65536, maximum: 65536, shared: true });
  assert.deepEqual(importCounts(sections), { functions: 1, globals: 0 });
  assert.equal(branchCount(sections), 2);
  const plain = start(module, memory), counting = start(writeSections(countBranches(sections)), memory);
  for (let i = 0; i < 1000; i++) assert.equal(counting(i % 100 === 0 ? 1 : 0, i % 2), plain(i % 100 === 0 ? 1 : 0, i % 2));
  const counts = new Uint32Array(memory.buffer, COUNTS_AT, 4);
  // the second branch sees y + 1 whenever the first was taken
  assert.deepEqual([...counts], [990, 10, 490, 510]);
  const profile = profileOf(sections, counts);
  assert.deepEqual([...profile.values()], [false]);
  assert.deepEqual(parseProfile(formatProfile(profile)), profile);

  const marked = markBranches(sections, profile);
  assert.equal(marked.coverage, 1);
  assert.ok(WebAssembly.validate(writeSections(marked.sections) as BufferSource));
  const at = marked.sections.findIndex((s) => customName(s) === 'metadata.code.branch_hint');
  assert.equal(marked.sections[at + 1].id, SECTION.code);
  // function 1 (0 is imported), one hint: at byte 3 of its code, of one byte, unlikely
  assert.deepEqual([...marked.sections[at].body.slice(-6)], [1, 1, 1, 3, 1, 0]);
  assert.deepEqual(functionBodies(marked.sections), functionBodies(sections));
  assert.deepEqual(markBranches(marked.sections, profile).sections, marked.sections, 'marking twice is marking once');
});

test('branches that are not in the module are what the profile does not cover', () => {
  const profile = parseProfile('# head\n0 00000000 00000001\n1 00000002\n');
  assert.equal(markBranches(readSections(module), profile).coverage, 0);
  assert.throws(() => parseProfile('0 0000000x\n'), /not a line/);
});

test('an instruction that the walk does not know is an error', () => {
  assert.throws(() => instructions(Uint8Array.of(0, 0xf0, 0x0b), () => undefined), /opcode 0xf0/);
});

test('functions that wait are found by their instruction, not by constants that look like it', () => {
  const sections = readSections(module);
  const withCode = (code: number[]): typeof sections => sections.map((s) => s.id === SECTION.code ? { id: s.id, body: Uint8Array.from([1, code.length, ...code]) } : s);
  // i64.const whose bytes are FE 01 …, then memory.atomic.wait32
  assert.equal(waitingFunctions(withCode([0, 0x42, 0xfe, 1, 0x1a, 0x20, 0, 0x0b])), 0);
  assert.equal(waitingFunctions(withCode([0, 0x20, 0, 0x20, 1, 0x42, 0x7f, 0xfe, 1, 2, 0, 0x0b])), 1);
});
