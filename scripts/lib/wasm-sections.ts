/**
 * Reads and writes the sections of a WebAssembly module: just as much of the binary format as the build needs.
 *
 * Why at all: asc writes what a module's static data needs (string literals, function objects) as *active* data segments, which run at every
 * instantiation. Typhon makes one instance for each thread over one shared memory, so the second instance would write over the first one's
 * memory. `splitData` therefore takes the segments out of the module; the supervisor writes them once (see `encodeDataImage`). The module
 * that remains has no data section and no start section, which `verifyCore` proves for every build. `patchMemoryImport` widens the limits of the imported
 * memory, so that one module serves every rung of the memory ladder.
 */
export interface Section { id: number; /** the section's contents, without id and size */ body: Uint8Array }
export interface DataSegment { offset: number; bytes: Uint8Array }

export const SECTION = { custom: 0, type: 1, import: 2, function: 3, table: 4, memory: 5, global: 6, export: 7, start: 8, element: 9, code: 10, data: 11, dataCount: 12 } as const;

/** A cursor over bytes that knows LEB128. */
export class ByteReader {
  at = 0;
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) { this.bytes = bytes; }
  get done(): boolean { return this.at >= this.bytes.length; }
  byte(): number {
    if (this.at >= this.bytes.length) throw new Error('unexpected end of wasm section');
    return this.bytes[this.at++];
  }
  u32(): number {
    let result = 0;
    for (let shift = 0; ; shift += 7) {
      const b = this.byte();
      result += (b & 0x7f) * 2 ** shift;
      if (b < 0x80) return result;
    }
  }
  s32(): number {
    let result = 0;
    let shift = 0;
    for (;;) {
      const b = this.byte();
      result |= (b & 0x7f) << shift;
      shift += 7;
      if (b < 0x80) return shift < 32 && (b & 0x40) !== 0 ? result | (-1 << shift) : result;
    }
  }
  take(length: number): Uint8Array {
    if (this.at + length > this.bytes.length) throw new Error('unexpected end of wasm section');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
  name(): string { return new TextDecoder().decode(this.take(this.u32())); }
}

export function leb(value: number): number[] {
  const out: number[] = [];
  let v = value;
  do {
    const b = v % 128;
    v = Math.floor(v / 128);
    out.push(v > 0 ? b | 0x80 : b);
  } while (v > 0);
  return out;
}

export function concat(parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) { out.set(part, at); at += part.length; }
  return out;
}

export function readSections(module: Uint8Array): Section[] {
  const r = new ByteReader(module);
  const magic = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  if (!magic.every((b) => r.byte() === b)) throw new Error('not a wasm module');
  const sections: Section[] = [];
  while (!r.done) {
    const id = r.byte();
    sections.push({ id, body: r.take(r.u32()) });
  }
  return sections;
}

export function writeSections(sections: readonly Section[]): Uint8Array {
  const parts: (Uint8Array | number[])[] = [[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]];
  for (const s of sections) parts.push([s.id], leb(s.body.length), s.body);
  return concat(parts);
}

export const customName = (s: Section): string => s.id === SECTION.custom ? new ByteReader(s.body).name() : '';

/** Takes the active data segments out of the module. Throws on passive ones: nothing in the core may use memory.init. */
export function splitData(sections: readonly Section[]): { sections: Section[]; segments: DataSegment[] } {
  const segments: DataSegment[] = [];
  for (const s of sections) {
    if (s.id !== SECTION.data) continue;
    const r = new ByteReader(s.body);
    for (let n = r.u32(); n > 0; n--) {
      if (r.u32() !== 0) throw new Error('data segment is not a plain active one');
      if (r.byte() !== 0x41) throw new Error('data segment offset is not i32.const');
      const offset = r.s32() >>> 0;
      if (r.byte() !== 0x0b) throw new Error('data segment offset is not a constant');
      segments.push({ offset, bytes: r.take(r.u32()).slice() });
    }
  }
  return { sections: sections.filter((s) => s.id !== SECTION.data && s.id !== SECTION.dataCount), segments };
}

/** Rewrites the limits of the imported shared memory. */
export function patchMemoryImport(sections: readonly Section[], minPages: number, maxPages: number): Section[] {
  return sections.map((s) => {
    if (s.id !== SECTION.import) return s;
    const r = new ByteReader(s.body);
    let found = false;
    const n = r.u32();
    const parts: (Uint8Array | number[])[] = [leb(n)];
    for (let i = 0; i < n; i++) {
      const from = r.at;
      r.name();
      r.name();
      const kind = r.byte();
      if (kind === 0) r.u32();
      else if (kind === 1) { r.byte(); if (r.byte() === 0) r.u32(); else { r.u32(); r.u32(); } }
      else if (kind === 3) { r.byte(); r.byte(); }
      else if (kind === 2) {
        const limitsAt = r.at;
        const flags = r.byte();
        r.u32();
        if ((flags & 1) !== 0) r.u32();
        if ((flags & 2) === 0) throw new Error('the imported memory is not shared');
        parts.push(s.body.subarray(from, limitsAt), [3], leb(minPages), leb(maxPages));
        found = true;
        continue;
      } else throw new Error(`unknown import kind ${kind}`);
      parts.push(s.body.subarray(from, r.at));
    }
    if (!found) throw new Error('the module imports no memory');
    return { id: s.id, body: concat(parts) };
  });
}

/** Makes the exported table growable: its maximum goes, so that jitted functions can be appended. */
export function unboundTable(sections: readonly Section[]): Section[] {
  return sections.map((s) => {
    if (s.id !== SECTION.table) return s;
    const r = new ByteReader(s.body);
    if (r.u32() !== 1) throw new Error('expected one table');
    const type = r.byte();
    const flags = r.byte();
    const min = r.u32();
    if (flags === 0) return s;
    return { id: s.id, body: concat([[1, type, 0], leb(min)]) };
  });
}

/** How many functions and globals the module imports: its own are numbered from there. */
export function importCounts(sections: readonly Section[]): { functions: number; globals: number } {
  const r = new ByteReader(sections.find((s) => s.id === SECTION.import)?.body ?? Uint8Array.of(0));
  let functions = 0, globals = 0;
  for (let n = r.u32(); n > 0; n--) {
    r.take(r.u32());
    r.take(r.u32());
    switch (r.byte()) {
      case 0: r.u32(); functions++; break;
      case 1: { r.byte(); const flags = r.byte(); r.u32(); if ((flags & 1) !== 0) r.u32(); break; }
      case 2: { const flags = r.byte(); r.u32(); if ((flags & 1) !== 0) r.u32(); break; }
      case 3: r.byte(); if (r.byte() !== 0) throw new Error('the module imports a mutable global'); globals++; break;
      default: throw new Error('an import of a kind that the build does not know');
    }
  }
  return { functions, globals };
}

/**
 * Adds the exports `globalsSave(at)` and `globalsLoad(at)`, both (i32) → i32: they copy all mutable globals of the instance to and from memory, 8 bytes each, and return how many bytes that is. So an
 * instance can go on where another of the same module stopped (a snapshot), and no global can be forgotten.
 */
export function globalAccess(sections: readonly Section[]): Section[] {
  const body = (id: number): Uint8Array => {
    const s = sections.find((x) => x.id === id);
    if (s === undefined) throw new Error(`the module has no section ${id}`);
    return s.body;
  };
  const imported = importCounts(sections), { functions } = imported;
  let { globals } = imported;
  /** type → opcodes of load and store, and the alignment they are given */
  const access: Readonly<Record<number, readonly [load: number, store: number, align: number]>> = { 0x7f: [0x28, 0x36, 2], 0x7e: [0x29, 0x37, 3], 0x7d: [0x2a, 0x38, 2], 0x7c: [0x2b, 0x39, 3] };
  const save: number[] = [];
  const restore: number[] = [];
  let bytes = 0;
  const list = new ByteReader(sections.find((s) => s.id === SECTION.global)?.body ?? Uint8Array.of(0));
  for (let n = list.u32(); n > 0; n--, globals++) {
    const type = list.byte();
    const mutable = list.byte() === 1;
    skipConstant(list);
    if (!mutable) continue;
    const how = access[type];
    if (how === undefined) throw new Error('a mutable global of a type that cannot be saved');
    save.push(0x20, 0, 0x23, ...leb(globals), how[1], how[2], ...leb(bytes));
    restore.push(0x20, 0, how[0], how[2], ...leb(bytes), 0x24, ...leb(globals));
    bytes += 8;
  }
  const size = [0x41, ...signedLeb(bytes), 0x0b];
  const code = [[0, ...save, ...size], [0, ...restore, ...size]];
  const own = new ByteReader(body(SECTION.function)).u32();
  const types = new ByteReader(body(SECTION.type)).u32();
  const name = (text: string): number[] => [text.length, ...Buffer.from(text)];
  const extra: Readonly<Record<number, readonly number[][]>> = {
    [SECTION.type]: [[0x60, 1, 0x7f, 1, 0x7f]],
    [SECTION.function]: [leb(types), leb(types)],
    [SECTION.export]: [[...name('globalsSave'), 0, ...leb(functions + own)], [...name('globalsLoad'), 0, ...leb(functions + own + 1)]],
    [SECTION.code]: code.map((c) => [...leb(c.length), ...c]),
  };
  return sections.map((s) => {
    const more = extra[s.id];
    if (more === undefined) return s;
    const r = new ByteReader(s.body);
    const n = r.u32();
    return { id: s.id, body: concat([leb(n + more.length), s.body.subarray(r.at), ...more]) };
  });
}
/** A signed LEB128 number of 32 bits. */
export function signedLeb(value: number): number[] {
  const out: number[] = [];
  for (let v = value | 0; ; v >>= 7) {
    const b = v & 0x7f;
    if (v >> 7 === ((b & 0x40) === 0 ? 0 : -1)) { out.push(b); return out; }
    out.push(b | 0x80);
  }
}
/** Past a constant expression of one instruction and `end`. */
function skipConstant(r: ByteReader): void {
  switch (r.byte()) {
    case 0x41: case 0x42: while ((r.byte() & 0x80) !== 0); break;
    case 0x43: r.take(4); break;
    case 0x44: r.take(8); break;
    case 0x23: case 0xd2: r.u32(); break;
    case 0xd0: r.byte(); break;
    default: throw new Error('a global with an initial value that the build does not know');
  }
  if (r.byte() !== 0x0b) throw new Error('a global with an initial value that the build does not know');
}

/** A custom section at the very end of the module, so that its contents are the file's last bytes: readable without reading the module. */
export function appendIdentity(sections: readonly Section[], identity: string): Section[] {
  const name = 'typhon.build';
  return [...sections, { id: SECTION.custom, body: concat([leb(name.length), Buffer.from(name), Buffer.from(identity)]) }];
}

/**
 * The build check: instantiating the module must write nothing. No data section, so nothing is copied; no start section, so nothing runs.
 * Returns what is wrong; an empty list is the proof.
 */
export function verifyCore(module: Uint8Array): string[] {
  const wrong: string[] = [];
  for (const s of readSections(module)) {
    if (s.id === SECTION.data) wrong.push('the module still has a data section');
    if (s.id === SECTION.start) wrong.push('the module has a start section');
    if (s.id === SECTION.memory) wrong.push('the module defines a memory of its own');
  }
  if (!WebAssembly.validate(module as BufferSource)) wrong.push('the module does not validate');
  return wrong;
}

/** Names of what a module imports from `host` and of what it exports. */
export function moduleNames(module: Uint8Array): { imports: string[]; exports: string[] } {
  const m = new WebAssembly.Module(module as BufferSource);
  return {
    imports: WebAssembly.Module.imports(m).filter((i) => i.module === 'host').map((i) => i.name),
    exports: WebAssembly.Module.exports(m).map((e) => e.name),
  };
}

export const DATA_MAGIC = 0x44505954; // "TYPD"

/**
 * `core.data`: u32 magic, u32 count, u32 end (first address past the static data), u32 0, then for each segment u32 offset, u32 length and its bytes,
 * padded to four. Little-endian.
 */
export function encodeDataImage(segments: readonly DataSegment[]): Uint8Array {
  let end = 0;
  for (const s of segments) end = Math.max(end, s.offset + s.bytes.length);
  const word = (...v: number[]): Uint8Array => new Uint8Array(Uint32Array.from(v).buffer);
  const parts: Uint8Array[] = [word(DATA_MAGIC, segments.length, end, 0)];
  for (const s of segments) parts.push(word(s.offset, s.bytes.length), s.bytes, new Uint8Array((4 - (s.bytes.length & 3)) & 3));
  return concat(parts);
}
