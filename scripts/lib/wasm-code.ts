/**
 * Walks the instructions of a module's functions: just their boundaries and opcodes, which is what branch-profile.ts needs. Knows everything that asc and Binaryen write for the features the core is built
 * with (MVP, sign extension, saturating conversions, bulk memory, reference types, SIMD, threads); an opcode it does not know makes it throw, for its length is not known either.
 * Format: WebAssembly core specification, chapter 5 (binary format), and the threads proposal.
 */
import { ByteReader, SECTION, type Section } from './wasm-sections.ts';

/** Code of each function that the module defines, in order: declarations of locals, then instructions. */
export function functionBodies(sections: readonly Section[]): Uint8Array[] {
  const code = sections.find((s) => s.id === SECTION.code);
  if (code === undefined) throw new Error('the module has no code section');
  const r = new ByteReader(code.body);
  return Array.from({ length: r.u32() }, () => r.take(r.u32()));
}

/** Past one LEB128 number of any size. */
function skipLeb(r: ByteReader): void { while ((r.byte() & 0x80) !== 0); }
function skipLebs(r: ByteReader, n: number): void { for (; n > 0; n--) skipLeb(r); }

/** How many numbers follow the one-byte opcodes that have any; the ranges without are below. */
const NUMBERS: Readonly<Record<number, number>> = {
  0x02: 1, 0x03: 1, 0x04: 1, 0x0c: 1, 0x0d: 1, 0x10: 1, 0x11: 2, 0x20: 1, 0x21: 1, 0x22: 1, 0x23: 1, 0x24: 1, 0x25: 1, 0x26: 1, 0x3f: 1, 0x40: 1, 0x41: 1, 0x42: 1, 0xd0: 1, 0xd2: 1,
};

/** Calls `visit` with each instruction's opcode (of a prefixed one: prefix × 256 + number), its place in `body`, and the place after it. */
export function instructions(body: Uint8Array, visit: (opcode: number, at: number, end: number) => void): void {
  const r = new ByteReader(body);
  for (let n = r.u32(); n > 0; n--) { r.u32(); r.byte(); }
  while (!r.done) {
    const at = r.at, op = r.byte();
    if (op === 0xfc || op === 0xfd || op === 0xfe) {
      const sub = r.u32();
      if (op === 0xfc) skipLebs(r, sub < 8 ? 0 : sub === 9 || sub === 11 || sub === 13 || sub >= 15 ? 1 : 2);
      else if (op === 0xfe) skipLebs(r, sub === 3 ? 1 : 2);
      else if (sub <= 11 || sub === 92 || sub === 93) skipLebs(r, 2);
      else if (sub === 12 || sub === 13) r.take(16);
      else if (sub >= 21 && sub <= 34) r.byte();
      else if (sub >= 84 && sub <= 91) { skipLebs(r, 2); r.byte(); }
      visit(op * 256 + sub, at, r.at);
      continue;
    }
    const numbers = NUMBERS[op];
    if (numbers !== undefined) skipLebs(r, numbers);
    else if (op === 0x0e) skipLebs(r, r.u32() + 1);
    else if (op >= 0x28 && op <= 0x3e) skipLebs(r, 2);
    else if (op === 0x43) r.take(4);
    else if (op === 0x44) r.take(8);
    else if (op === 0x1c) r.take(r.u32());
    else if (!(op <= 0x01 || op === 0x05 || op === 0x0b || op === 0x0f || op === 0x1a || op === 0x1b || (op >= 0x45 && op <= 0xc4) || op === 0xd1)) throw new Error(`wasm: opcode 0x${op.toString(16)} is not known here`);
    visit(op, at, r.at);
  }
}

const MEMORY_ATOMIC_WAIT32 = 0xfe01;
/** How many functions contain memory.atomic.wait32. More than one is a danger on Node 20: docs/internals/engines.md. */
export function waitingFunctions(sections: readonly Section[]): number {
  let found = 0;
  for (const body of functionBodies(sections)) {
    let waits = false;
    instructions(body, (op) => { if (op === MEMORY_ATOMIC_WAIT32) waits = true; });
    if (waits) found++;
  }
  return found;
}
