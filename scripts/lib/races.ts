/**
 * The races build: the checked core in which every memory access calls the race detector (src/core/races/room.ts, docs/internals/races.md). The calls are put into the finished binary, so what is checked is what the
 * optimiser left, and no source knows of it. The detector's own functions are left alone.
 *
 * A plain access: its address goes through racesPlain first. An atomic write: racesBefore first, racesAfter when it is done, and nobody passes the address in between. An atomic load and memory.atomic.wait: racesAfter.
 * Fences and notify order nothing here. Each access has a number, its place; `places` says which function that is in.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCore } from './core.ts';
import { copyDist } from './modes.ts';
import { functionBodies, instructions } from './wasm-code.ts';
import { ByteReader, concat, customName, importCounts, leb, SECTION, type Section, readSections, signedLeb, writeSections } from './wasm-sections.ts';

export interface Place { name: string; /** byte of the function's code in the unchanged module */ at: number; op: number; offset: number }

const I32 = 0x7f, I64 = 0x7e, F32 = 0x7d, F64 = 0x7c, V128 = 0x7b;
const LOAD_BYTES = [4, 8, 4, 8, 1, 1, 2, 2, 1, 1, 2, 2, 4, 4], STORE_BYTES = [4, 8, 4, 8, 1, 2, 1, 2, 4], STORE_TYPES = [I32, I64, F32, F64, I32, I32, I64, I64, I64];
const ATOMIC_BYTES = [4, 8, 1, 2, 1, 2, 4], ATOMIC_TYPES = [I32, I64, I32, I32, I64, I64, I64];
const WRITE = 1, ATOMIC = 2;

/** What the exports are called → their function's index. */
function exportsOf(sections: readonly Section[]): Map<string, number> {
  const r = new ByteReader(sections.find((s) => s.id === SECTION.export)?.body ?? Uint8Array.of(0)), found = new Map<string, number>();
  for (let n = r.u32(); n > 0; n--) { const name = r.name(), kind = r.byte(), index = r.u32(); if (kind === 0) found.set(name, index); }
  return found;
}
/** Names of functions, from the name section. */
export function functionNames(sections: readonly Section[]): Map<number, string> {
  const names = new Map<number, string>(), s = sections.find((x) => customName(x) === 'name');
  if (s === undefined) return names;
  const r = new ByteReader(s.body);
  r.name();
  while (!r.done) {
    const id = r.byte(), part = new ByteReader(r.take(r.u32()));
    if (id === 1) for (let n = part.u32(); n > 0; n--) names.set(part.u32(), part.name());
  }
  return names;
}
/** How many parameters each of the module's own functions has. */
function parameters(sections: readonly Section[]): number[] {
  const t = new ByteReader(sections.find((s) => s.id === SECTION.type)?.body ?? Uint8Array.of(0)), types: number[] = [];
  for (let n = t.u32(); n > 0; n--) { if (t.byte() !== 0x60) throw new Error('races: a type that is no function'); const count = t.u32(); t.take(count); types.push(count); t.take(t.u32()); }
  const f = new ByteReader(sections.find((s) => s.id === SECTION.function)?.body ?? Uint8Array.of(0));
  return Array.from({ length: f.u32() }, () => types[f.u32()]);
}

/** The module with its accesses checked. `plain`: in functions of this name atomic writes count as plain ones (to show that it is noticed). */
export function checkAccesses(sections: readonly Section[], plain?: string): { sections: Section[]; places: Place[] } {
  const exported = exportsOf(sections), names = functionNames(sections), counts = parameters(sections), first = importCounts(sections).functions, places: Place[] = [];
  const call = (name: string): number[] => {
    const index = exported.get(name);
    if (index === undefined) throw new Error(`races: the module does not export ${name}`);
    return [0x10, ...leb(index)];
  };
  const onPlain = call('racesPlain'), onRange = call('racesRange'), before = call('racesBefore'), after = call('racesAfter'), enter = call('racesEnter');
  const entries = new Set(['initThread', 'threadMain'].map((n) => exported.get(n)));
  const constant = (n: number): number[] => [0x41, ...signedLeb(n)];
  const bodies = functionBodies(sections).map((body, i) => {
    const name = names.get(first + i) ?? `function ${first + i}`;
    if (name.includes('core/races/') || ['globalsSave', 'globalsLoad'].some((n) => exported.get(n) === first + i)) return body;
    const head = new ByteReader(body), groups = head.u32(), groupsAt = head.at;
    let locals = counts[i];
    for (let n = groups; n > 0; n--) { locals += head.u32(); head.byte(); }
    // scratch locals: address, value, second value, result of i32; the last three of i64; one each of the others
    const of: Readonly<Record<number, readonly number[]>> = { [I32]: [1, 2, 3], [I64]: [4, 5, 6], [F32]: [7], [F64]: [8], [V128]: [9] };
    const get = (n: number): number[] => [0x20, ...leb(locals + n)], set = (n: number): number[] => [0x21, ...leb(locals + n)], tee = (n: number): number[] => [0x22, ...leb(locals + n)];
    const parts: (Uint8Array | number[])[] = [leb(groups + 5), body.subarray(groupsAt, head.at), [4, I32, 3, I64, 1, F32, 1, F64, 1, V128]];
    if (entries.has(first + i)) parts.push(enter);
    let from = head.at;
    instructions(body, (op, at, end) => {
      const own = body.subarray(at, end);
      const memarg = (skip: number): number => { const r = new ByteReader(body.subarray(at + skip, end)); r.u32(); return r.u32(); };
      const put = (...code: (Uint8Array | number[])[]): void => { parts.push(body.subarray(from, at), ...code); from = end; };
      const place = (bytes: number, kind: number, offset: number): number[] => { places.push({ name, at, op, offset }); return constant((places.length - 1) * 128 + bytes * 4 + kind); };
      const load = (bytes: number, offset: number): void => put(constant(offset), place(bytes, 0, offset), onPlain, own);
      const store = (bytes: number, type: number, offset: number): void => put(set(of[type][0]), constant(offset), place(bytes, WRITE, offset), onPlain, get(of[type][0]), own);
      if (op >= 0x28 && op <= 0x35) load(LOAD_BYTES[op - 0x28], memarg(1));
      else if (op >= 0x36 && op <= 0x3e) store(STORE_BYTES[op - 0x36], STORE_TYPES[op - 0x36], memarg(1));
      else if (op >> 8 === 0xfd) {
        const sub = op & 0xff, offset = sub <= 11 || (sub >= 84 && sub <= 93) ? memarg(2) : 0;
        if (sub === 11) store(16, V128, offset);
        else if (sub < 11) load(sub === 0 ? 16 : sub <= 6 ? 8 : 1 << (sub - 7), offset);
        else if (sub === 92 || sub === 93) load(sub === 92 ? 4 : 8, offset);
        else if (sub >= 84 && sub <= 91) put(set(9), constant(offset), place(1 << (sub & 3), sub < 88 ? 0 : WRITE, offset), onPlain, get(9), own);
      } else if (op === 0xfc0a) put(set(1), set(2), tee(0), get(1), place(0, WRITE, 0), onRange, get(2), get(1), place(0, 0, 0), onRange, get(0), get(2), get(1), own);
      else if (op === 0xfc0b) put(set(1), set(2), tee(0), get(1), place(0, WRITE, 0), onRange, get(0), get(2), get(1), own);
      else if (op >> 8 === 0xfe) {
        const sub = op & 0xff;
        if (sub === 0 || sub === 3) return;
        const offset = memarg(2);
        const done = (bytes: number, wrote: number[], reads: number): (number[])[] => [get(0), constant(offset), place(bytes, ATOMIC, offset), wrote, constant(reads), after];
        if (sub <= 2) { put(set(4), set(sub === 1 ? 1 : 5), tee(0), get(sub === 1 ? 1 : 5), get(4), own, ...done(sub === 1 ? 4 : 8, constant(0), 1)); return; }
        const group = Math.floor((sub - 0x10) / 7), which = (sub - 0x10) % 7, bytes = ATOMIC_BYTES[which], type = ATOMIC_TYPES[which], [v, w, result] = of[type];
        if (group === 0) put(tee(0), own, ...done(bytes, constant(0), 1));
        else if (plain !== undefined && name.endsWith(plain) && group < 8) store(bytes, type, offset);
        else if (group === 1) put(set(v), tee(0), constant(offset), before, get(v), own, ...done(bytes, constant(1), 0));
        else if (group < 8) put(set(v), tee(0), constant(offset), before, get(v), own, ...done(bytes, constant(1), 1));
        else put(set(w), set(v), tee(0), constant(offset), before, get(v), get(w), own, tee(result), ...done(bytes, [...get(result), ...get(v), type === I32 ? 0x46 : 0x51], 1));
      }
    });
    parts.push(body.subarray(from));
    return concat(parts);
  });
  return { places, sections: sections.map((s) => s.id === SECTION.code ? { id: s.id, body: concat([leb(bodies.length), ...bodies.flatMap((b) => [leb(b.length), b])]) } : s) };
}

/** Builds it below build/races (with `plain`: build/races-NAME), with places.json, and returns the path of its command. dist must have been built. */
export function buildRaces(root: string, plain?: string): { cli: string; places: Place[] } {
  const core = join(root, 'build/core-races'), to = join(root, plain === undefined ? 'build/races' : `build/races-${plain}`);
  mkdirSync(join(root, 'build'), { recursive: true });
  buildCore({ root, entry: 'src/core/index.ts', also: 'src/core/races/room.ts', out: 'build/core-races', variant: 'checked' });
  const { sections, places } = checkAccesses(readSections(readFileSync(`${core}.wasm`)), plain);
  const cli = copyDist(root, to, core), module = writeSections(sections);
  writeFileSync(join(to, 'core.wasm'), module);
  writeFileSync(join(to, 'places.json'), JSON.stringify(places));
  return { cli, places };
}
