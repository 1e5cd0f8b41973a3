/**
 * Which way the core's branches usually go, and telling the engine. V8 moves a branch that is marked as unlikely out of the way: the registers that a slow path needs are saved there instead of
 * before every fast path (docs/decisions/0013). The marks are the custom section `metadata.code.branch_hint` (WebAssembly branch hinting); engines that do not know it skip it.
 *
 * The profile (bench/profile/branches.txt) is measured, not written: `npm run profile` runs training programs on a core in which each `if` and `br_if` counts. A branch is found again by what stands around it: a hash of the
 * 24 instructions before it and after it, opcodes and the offsets of memory accesses, so that renaming and renumbering change nothing, and a change of the source costs the marks near it until the profile is taken again.
 * Branches that look the same share their counts.
 */
import { createHash } from 'node:crypto';
import { ByteReader, concat, customName, importCounts, leb, SECTION, type Section, signedLeb } from './wasm-sections.ts';
import { functionBodies, instructions } from './wasm-code.ts';

/** Counts are kept from here on, two u32 for each branch: not taken, taken. The very end of a whole memory of 4 GiB, which no program of the training reaches. */
export const COUNTS_AT = 0xfff00000;
/** A branch is marked when it goes one way less often than this: 0.02 to 0.3 measured about the same. */
const RARE = 0.1;
/** Fewer executions than this in the whole training say nothing. */
const FEW = 100;
const IF = 0x04, BR_IF = 0x0d;

/** How many instructions before and after a branch say which it is. */
const AROUND = 24;

interface Branch { at: number; name: string }
/** The branches of a function in order, each with the hash by which it is known: 8 hexadecimal digits. */
function branches(body: Uint8Array): Branch[] {
  const at: number[] = [], which: number[] = [], looks: number[] = [];
  instructions(body, (op, p, end) => {
    if (op === IF || op === BR_IF) { at.push(p); which.push(looks.length); }
    let look = op;
    if (op >= 0x28 && op <= 0x3e) for (let i = p + 1; i < end; i++) look = Math.imul(look, 257) + body[i];
    looks.push(look | 0);
  });
  const words = Int32Array.from(looks);
  return at.map((p, i) => ({
    at: p, name: createHash('sha256').update(words.subarray(Math.max(0, which[i] - AROUND), which[i])).update('|').update(words.subarray(which[i], which[i] + AROUND + 1)).digest('hex').slice(0, 8),
  }));
}

const MARKS = 'metadata.code.branch_hint';
/** The module without marks. */
const unmarked = (sections: readonly Section[]): Section[] => sections.filter((s) => s.id !== SECTION.custom || customName(s) !== MARKS);

/** How many branches countBranches numbers. */
export function branchCount(sections: readonly Section[]): number {
  let n = 0;
  for (const body of functionBodies(sections)) instructions(body, (op) => { if (op === IF || op === BR_IF) n++; });
  return n;
}

/** The module with a call `count(condition, number)` before each branch, for the training. */
export function countBranches(sections: readonly Section[]): Section[] {
  const own = functionBodies(sections), count = importCounts(sections).functions + own.length;
  let number = 0;
  const bodies = own.map((body) => {
    const parts: (Uint8Array | number[])[] = [];
    let from = 0;
    for (const { at } of branches(body)) { parts.push(body.subarray(from, at), [0x41, ...signedLeb(number++), 0x10, ...leb(count)]); from = at; }
    return concat([...parts, body.subarray(from)]);
  });
  // (c, n) → c: if the memory is whole, add 1 to the u32 at COUNTS_AT + 8 n + (c ? 4 : 0)
  bodies.push(Uint8Array.from([
    1, 1, 0x7f, 0x3f, 0, 0x41, ...signedLeb(65536), 0x46, 0x04, 0x40, 0x20, 1, 0x41, 3, 0x74, 0x20, 0, 0x45, 0x45, 0x41, 2, 0x74, 0x6a, 0x41, ...signedLeb(COUNTS_AT), 0x6a, 0x22, 2,
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

/** Name of a branch → whether it is usually taken. */
export type Profile = Map<string, boolean>;

/** What the counts (two u32 a branch, as countBranches numbers them) say. */
export function profileOf(sections: readonly Section[], counts: ArrayLike<number>): Profile {
  const sums = new Map<string, [no: number, yes: number]>();
  let number = 0;
  for (const body of functionBodies(sections)) {
    for (const { name } of branches(body)) {
      const sum = sums.get(name);
      if (sum === undefined) sums.set(name, [counts[2 * number], counts[2 * number + 1]]);
      else { sum[0] += counts[2 * number]; sum[1] += counts[2 * number + 1]; }
      number++;
    }
  }
  const profile: Profile = new Map();
  for (const [name, [no, yes]] of sums) {
    const n = no + yes;
    if (n >= FEW && (yes < n * RARE || no < n * RARE)) profile.set(name, yes > no);
  }
  return profile;
}

const HEAD = '# Which way the branches of the core usually go: scripts/lib/branch-profile.ts. Made by `npm run profile`; do not edit.\n';
const PER_LINE = 20;
/** Lines of names: after `0` those usually not taken, after `1` those usually taken. */
export function formatProfile(profile: Profile): string {
  let text = HEAD;
  for (const taken of [false, true]) {
    const names = [...profile].filter(([, t]) => t === taken).map(([name]) => name).sort();
    for (let i = 0; i < names.length; i += PER_LINE) text += `${Number(taken)} ${names.slice(i, i + PER_LINE).join(' ')}\n`;
  }
  return text;
}
export function parseProfile(text: string): Profile {
  const profile: Profile = new Map();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    if (!/^[01]( [0-9a-f]{8})+$/.test(line)) throw new Error(`branch profile: not a line of it: ${line.slice(0, 60)}`);
    for (const name of line.slice(2).split(' ')) profile.set(name, line[0] === '1');
  }
  return profile;
}

/** The module with the marks of the profile, and which part of the profile was found in it (0 … 1). */
export function markBranches(sections: readonly Section[], profile: Profile): { sections: Section[]; coverage: number } {
  const first = importCounts(sections).functions, functions: number[][] = [], found = new Set<string>();
  functionBodies(sections).forEach((body, i) => {
    const hints: number[] = [];
    let n = 0;
    for (const { at, name } of branches(body)) {
      const taken = profile.get(name);
      if (taken === undefined) continue;
      found.add(name);
      hints.push(...leb(at), 1, Number(taken));
      n++;
    }
    if (n > 0) functions.push([...leb(first + i), ...leb(n), ...hints]);
  });
  const section: Section = { id: SECTION.custom, body: concat([leb(MARKS.length), Buffer.from(MARKS), leb(functions.length), ...functions]) };
  return { sections: unmarked(sections).flatMap((s) => (s.id === SECTION.code ? [section, s] : [s])), coverage: profile.size === 0 ? 1 : found.size / profile.size };
}
