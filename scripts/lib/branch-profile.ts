/**
 * Which way the core's branches usually go, and telling the engine. V8 moves a branch that is marked as unlikely out of the way: the registers that a slow path needs are saved there instead of
 * before every fast path (docs/decisions/0013). The marks are the custom section `metadata.code.branch_hint` (WebAssembly branch hinting); engines that do not know it skip it.
 *
 * The profile (bench/profile/branches.txt) is measured, not written: `npm run profile` runs training programs on a core in which each `if` and `br_if` counts. A function is found again by a hash of its
 * opcodes, so renaming and renumbering change nothing; a function whose code has changed has no marks until the profile is taken again, and `coverage` tells how much that is.
 */
import { createHash } from 'node:crypto';
import { ByteReader, concat, customName, leb, SECTION, type Section } from './wasm-sections.ts';
import { functionBodies, importedFunctions, instructions } from './wasm-code.ts';

/** Counts are kept from here on, two u32 for each branch: not taken, taken. The very end of a whole memory of 4 GiB, which no program of the training reaches. */
export const COUNTS_AT = 0xfff00000;
/** A branch is marked when it goes one way less often than this: 0.02 to 0.3 measured about the same. */
const RARE = 0.1;
/** Fewer executions than this in the whole training say nothing. */
const FEW = 100;
const IF = 0x04, BR_IF = 0x0d;

interface Branches { hash: string; at: number[] }
/** The branches of a function in order, and the hash by which it is known. */
function branches(body: Uint8Array): Branches {
  const h = createHash('sha256'), at: number[] = [], opcodes: number[] = [];
  instructions(body, (op, p) => {
    opcodes.push(op);
    if (op === IF || op === BR_IF) at.push(p);
  });
  return { hash: h.update(Uint32Array.from(opcodes)).digest('hex').slice(0, 12), at };
}

/** A signed LEB128 number of 32 bits. */
function signed(value: number): number[] {
  const out: number[] = [];
  for (let v = value | 0; ; v >>= 7) {
    const b = v & 0x7f;
    if (v >> 7 === ((b & 0x40) === 0 ? 0 : -1)) { out.push(b); return out; }
    out.push(b | 0x80);
  }
}

const MARKS = 'metadata.code.branch_hint';
/** The module without marks. */
const unmarked = (sections: readonly Section[]): Section[] => sections.filter((s) => s.id !== SECTION.custom || customName(s) !== MARKS);

/** The module with a call `count(condition, number)` before each branch, for the training. */
export function countBranches(sections: readonly Section[]): Section[] {
  const own = functionBodies(sections), count = importedFunctions(sections) + own.length;
  let number = 0;
  const bodies = own.map((body) => {
    const parts: (Uint8Array | number[])[] = [];
    let from = 0;
    for (const at of branches(body).at) { parts.push(body.subarray(from, at), [0x41, ...signed(number++), 0x10, ...leb(count)]); from = at; }
    return concat([...parts, body.subarray(from)]);
  });
  // (c, n) → c: if the memory is whole, add 1 to the u32 at COUNTS_AT + 8 n + (c ? 4 : 0)
  bodies.push(Uint8Array.from([
    1, 1, 0x7f, 0x3f, 0, 0x41, ...signed(65536), 0x46, 0x04, 0x40, 0x20, 1, 0x41, 3, 0x74, 0x20, 0, 0x45, 0x45, 0x41, 2, 0x74, 0x6a, 0x41, ...signed(COUNTS_AT), 0x6a, 0x22, 2,
    0x20, 2, 0x28, 2, 0, 0x41, 1, 0x6a, 0x36, 2, 0, 0x0b, 0x20, 0, 0x0b,
  ]));
  const types = new ByteReader(sections.find((s) => s.id === SECTION.type)?.body ?? Uint8Array.of(0)).u32();
  const list = (s: Section, more: readonly number[]): Section => {
    const r = new ByteReader(s.body), n = r.u32();
    return { id: s.id, body: concat([leb(n + 1), s.body.subarray(r.at), more]) };
  };
  return unmarked(sections).map((s) => {
    if (s.id === SECTION.type) return list(s, [0x60, 2, 0x7f, 0x7f, 1, 0x7f]);
    if (s.id === SECTION.function) return list(s, leb(types));
    if (s.id === SECTION.code) return { id: s.id, body: concat([leb(bodies.length), ...bodies.flatMap((b) => [leb(b.length), b])]) };
    return s;
  });
}

/** Hash of a function → a character for each of its branches ('1' usually taken, '0' usually not, '.' both or unknown), and its part of all executed branches, in millionths. */
export type Profile = Map<string, { marks: string; weight: number }>;

/** What the counts (two u32 a branch, as countBranches numbers them) say. */
export function profileOf(sections: readonly Section[], counts: ArrayLike<number>): Profile {
  const sums = new Map<string, number[]>();
  let number = 0, all = 0;
  for (const body of functionBodies(sections)) {
    const { hash, at } = branches(body);
    // functions alike but for constants share their marks
    let sum = sums.get(hash);
    if (sum === undefined) sums.set(hash, sum = new Array<number>(2 * at.length).fill(0));
    for (let i = 0; i < 2 * at.length; i++) { sum[i] += counts[2 * number + i]; all += counts[2 * number + i]; }
    number += at.length;
  }
  const profile: Profile = new Map();
  for (const [hash, sum] of sums) {
    let marks = '', total = 0;
    for (let i = 0; i < sum.length; i += 2) {
      const n = sum[i] + sum[i + 1];
      total += n;
      marks += n < FEW ? '.' : sum[i + 1] < n * RARE ? '0' : sum[i] < n * RARE ? '1' : '.';
    }
    marks = marks.replace(/\.+$/, '');
    if (marks !== '') profile.set(hash, { marks, weight: Math.round(1e6 * total / all) });
  }
  return profile;
}

const HEAD = '# Which way the branches of the core usually go: scripts/lib/branch-profile.ts. Made by `npm run profile`; do not edit.\n# hash of a function, its part of all executed branches in millionths, a mark for each branch\n';
export function formatProfile(profile: Profile): string {
  return HEAD + [...profile].sort(([a], [b]) => (a < b ? -1 : 1)).map(([hash, p]) => `${hash} ${p.weight} ${p.marks}\n`).join('');
}
export function parseProfile(text: string): Profile {
  const profile: Profile = new Map();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const m = /^([0-9a-f]{12}) (\d+) ([.01]+)$/.exec(line);
    if (m === null) throw new Error(`branch profile: not a line of it: ${line.slice(0, 60)}`);
    profile.set(m[1], { marks: m[3], weight: Number(m[2]) });
  }
  return profile;
}

/** The module with the marks of the profile, and how much of what the training executed they cover (0 … 1). */
export function markBranches(sections: readonly Section[], profile: Profile): { sections: Section[]; coverage: number } {
  const first = importedFunctions(sections), functions: number[][] = [], found = new Set<string>();
  functionBodies(sections).forEach((body, i) => {
    const { hash, at } = branches(body), p = profile.get(hash);
    if (p === undefined) return;
    found.add(hash);
    const hints: number[] = [];
    let n = 0;
    for (let k = 0; k < p.marks.length && k < at.length; k++) if (p.marks[k] !== '.') { hints.push(...leb(at[k]), 1, Number(p.marks[k])); n++; }
    functions.push([...leb(first + i), ...leb(n), ...hints]);
  });
  let all = 0, covered = 0;
  for (const [hash, p] of profile) { all += p.weight; if (found.has(hash)) covered += p.weight; }
  const section: Section = { id: SECTION.custom, body: concat([leb(MARKS.length), Buffer.from(MARKS), leb(functions.length), ...functions]) };
  return { sections: unmarked(sections).flatMap((s) => (s.id === SECTION.code ? [section, s] : [s])), coverage: all === 0 ? 1 : covered / all };
}
