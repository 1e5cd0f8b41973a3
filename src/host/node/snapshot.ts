/**
 * The snapshot's file: dist/core.snap (and core-checked.snap), written by scripts/build-snapshot.ts, read by the supervisor straight into the shared memory. What is in it, and why, is
 * docs/internals/snapshot.md; the core's side is src/core/boot/snapshot.ts.
 *
 *   u32 magic "TYPS" · u32 version · u32 bytes of the head · u32 bytes of the file · u32 sum of all words behind the head · u32 bytes of globals · u32 number of runs · u32 0
 *   64 bytes: the build of the core it belongs to (the last bytes of core.wasm) · 16 bytes: process.platform · globals · runs: u32 address, u32 bytes each · (end of the head) the runs' bytes
 *
 * Runs are whole pages of 4 KiB that are not zero, neighbours joined. A snapshot that does not fit, or is damaged in a way that its head shows, is as good as none: the interpreter boots
 * without it. The sum is looked at only with `verify` (the checked core): it costs a millisecond, and guards against what core.wasm beside it is not guarded against either.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { OptionValues } from '../common/options-block.ts';
import { GLOBALS_BYTES, LOW_BYTES, type Mem } from '../contract/region.ts';

const MAGIC = 0x53505954;
const VERSION = 1;
const FIXED = 112;
const PAGE = 4096;
/** A hole of so many zero pages is not worth a call of its own. */
const JOIN = 4;
/** The host page belongs to the process: never part of an image. */
const HOST_PAGE_FROM = 0x8000;
const HOST_PAGE_TO = 0x10000;

export const BUILD_ID_BYTES = 64;
/** The identity of a core: what the build put at the end of core.wasm. */
export const buildOf = (wasm: Uint8Array): string => Buffer.from(wasm.buffer, wasm.byteOffset + wasm.length - BUILD_ID_BYTES, BUILD_ID_BYTES).toString('latin1');

function sum(words: Uint32Array, seed: number): number {
  let s = seed;
  for (let i = 0; i < words.length; i++) s = (Math.imul(s, 31) + words[i]) | 0;
  return s;
}

/** The file's bytes: memory below `end`, and the globals of the instance that prepared it. */
export function encodeSnapshot(mem: Mem, end: number, globals: Uint8Array, build: string): Buffer {
  const runs: [at: number, bytes: number][] = [];
  const words = new BigUint64Array(mem.buffer, 0, Math.ceil(end / PAGE) * (PAGE / 8));
  for (let at = 0; at < end; at += PAGE) {
    if (at >= HOST_PAGE_FROM && at < HOST_PAGE_TO) continue;
    if (words.subarray(at / 8, (at + PAGE) / 8).every((w) => w === 0n)) continue;
    const last = runs.at(-1);
    const hole = last === undefined ? 0 : at - (last[0] + last[1]);
    if (last !== undefined && hole <= JOIN * PAGE && !(last[0] < HOST_PAGE_TO && at >= HOST_PAGE_TO)) last[1] += hole + PAGE;
    else runs.push([at, PAGE]);
  }
  if (end > LOW_BYTES) throw new Error('the snapshot is larger than LOW_BYTES');
  const head = Buffer.alloc((FIXED + globals.length + runs.length * 8 + 15) & ~15);
  const body = Buffer.concat(runs.map(([at, bytes]) => mem.copy(at, bytes)));
  [MAGIC, VERSION, head.length, head.length + body.length, sum(new Uint32Array(body.buffer, body.byteOffset, body.length / 4), 0) >>> 0, globals.length, runs.length, 0].forEach((w, i) => head.writeUInt32LE(w, i * 4));
  head.write(build, 32, BUILD_ID_BYTES, 'latin1');
  head.write(process.platform, 32 + BUILD_ID_BYTES, 16, 'latin1');
  head.set(globals, FIXED);
  runs.forEach(([at, bytes], i) => { head.writeUInt32LE(at, FIXED + globals.length + i * 8); head.writeUInt32LE(bytes, FIXED + globals.length + i * 8 + 4); });
  return Buffer.concat([head, body]);
}

/** Whether the interpreter is to say what it does while it boots, so that it must: -v, -X importtime. */
export const showsItsStart = (o: OptionValues): boolean => !!o.numbers.VERBOSE || !!o.numbers.IMPORT_TIME;

/** Zeroes what the first `runs` runs have written. */
function forget(u8: Uint8Array, head: Buffer, globals: number, runs: number): void {
  for (let i = 0, r = FIXED + globals; i < runs; i++, r += 8) u8.fill(0, head.readUInt32LE(r), head.readUInt32LE(r) + head.readUInt32LE(r + 4));
}

/** Reads the snapshot into a memory that is all zero. The globals of its main thread, or what is wrong. */
export function restoreSnapshot(memory: SharedArrayBuffer, path: string, build: string, verify: boolean): Uint8Array | string {
  const u8 = new Uint8Array(memory);
  let fd: number;
  try { fd = openSync(path, 'r'); } catch { return 'there is none'; }
  try {
    const size = fstatSync(fd).size;
    let head = Buffer.allocUnsafe(8192);
    const got = readSync(fd, head, 0, head.length, 0);
    if (got < FIXED || head.readUInt32LE(0) !== MAGIC || head.readUInt32LE(4) !== VERSION || head.readUInt32LE(12) !== size) return 'it is damaged';
    if (head.toString('latin1', 32, 32 + BUILD_ID_BYTES) !== build) return 'it belongs to another core';
    if (head.toString('latin1', 32 + BUILD_ID_BYTES, FIXED).replace(/\0+$/, '') !== process.platform) return 'it was made on another system';
    const bytes = head.readUInt32LE(8);
    if (bytes > head.length) {
      head = Buffer.allocUnsafe(bytes);
      if (readSync(fd, head, 0, bytes, 0) !== bytes) return 'it is damaged';
    }
    const globals = head.readUInt32LE(20);
    const runs = head.readUInt32LE(24);
    if (globals > GLOBALS_BYTES || FIXED + globals + runs * 8 > bytes) return 'it is damaged';
    let from = bytes;
    for (let i = 0, r = FIXED + globals; i < runs; i++, r += 8) {
      const at = head.readUInt32LE(r);
      const length = head.readUInt32LE(r + 4);
      if (at + length > Math.min(LOW_BYTES, u8.length) || from + length > size || (at | length) % 4 !== 0) return 'it does not fit';
      if (readSync(fd, u8, at, length, from) !== length) { forget(u8, head, globals, i + 1); return 'it cannot be read'; }
      from += length;
    }
    if (verify) {
      const u32 = new Uint32Array(memory);
      let s = 0;
      for (let i = 0, r = FIXED + globals; i < runs; i++, r += 8) s = sum(u32.subarray(head.readUInt32LE(r) >>> 2, (head.readUInt32LE(r) + head.readUInt32LE(r + 4)) >>> 2), s);
      if (s >>> 0 !== head.readUInt32LE(16)) { forget(u8, head, globals, runs); return 'its sum is wrong'; }
    }
    return head.subarray(FIXED, FIXED + globals);
  } catch (e) {
    return e instanceof Error ? e.message : String(e);
  } finally {
    closeSync(fd);
  }
}
