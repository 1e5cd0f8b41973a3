/** Writes a code image: see src/spec/image.ts for the format. */
import { EXCEPTION_ENTRY_WORDS } from '../../spec/opcodes.ts';
import {
  CODE_FIELDS, CODE_FIXED_BYTES, IMAGE_HEADER_BYTES, IMAGE_MAGIC, IMAGE_TAGS, IMAGE_VERSION, LOCAL_KINDS, STR_CLASS, STR_FLAGS, type CodeField,
} from '../../spec/image.ts';
import { constKey, str, type Code, type Const } from '../compiler/code.ts';

const NAME_CHARACTERS = /^[A-Za-z0-9_]*$/;

class ImageWriter {
  private bytes = new Uint8Array(1 << 16);
  private view = new DataView(this.bytes.buffer);
  private at = IMAGE_HEADER_BYTES;
  private count = 0;
  private words = 0;
  private readonly index = new Map<string, number>();
  private readonly names = new Map<string, number>();
  /** where the records of strings begin, to mark them as interned later */
  private readonly strAt = new Map<number, number>();

  private reserve(n: number): void {
    if (this.at + n <= this.bytes.length) return;
    let size = this.bytes.length * 2;
    while (size < this.at + n) size *= 2;
    const bigger = new Uint8Array(size);
    bigger.set(this.bytes.subarray(0, this.at));
    this.bytes = bigger;
    this.view = new DataView(bigger.buffer);
  }
  private record(tag: number, payload: number): number {
    const size = (8 + payload + 7) & ~7;
    this.reserve(size);
    const start = this.at;
    this.view.setUint8(start, tag);
    this.view.setUint32(start + 4, size, true);
    this.at += size;
    this.count++;
    return start;
  }

  private string(v: string, split: readonly number[] | null, intern: boolean): void {
    // at most 3 bytes a UTF-16 unit
    this.reserve(24 + v.length * 3 + 8);
    const start = this.at;
    const bytes = this.bytes;
    let p = start + 16;
    let length = 0;
    let max = 0;
    for (let i = 0; i < v.length; i++) {
      let cp = v.charCodeAt(i);
      if (cp >= 0xd800 && cp < 0xdc00 && i + 1 < v.length) {
        const low = v.charCodeAt(i + 1);
        if (low >= 0xdc00 && low < 0xe000 && !split?.includes(i)) {
          cp = 0x10000 + ((cp - 0xd800) << 10) + (low - 0xdc00);
          i++;
        }
      }
      length++;
      if (cp > max) max = cp;
      if (cp < 0x80) bytes[p++] = cp;
      else if (cp < 0x800) {
        bytes[p++] = 0xc0 | (cp >> 6);
        bytes[p++] = 0x80 | (cp & 63);
      } else if (cp < 0x10000) {
        bytes[p++] = 0xe0 | (cp >> 12);
        bytes[p++] = 0x80 | ((cp >> 6) & 63);
        bytes[p++] = 0x80 | (cp & 63);
      } else {
        bytes[p++] = 0xf0 | (cp >> 18);
        bytes[p++] = 0x80 | ((cp >> 12) & 63);
        bytes[p++] = 0x80 | ((cp >> 6) & 63);
        bytes[p++] = 0x80 | (cp & 63);
      }
    }
    const byteCount = p - start - 16;
    const s = this.record(IMAGE_TAGS.STR, 8 + byteCount);
    bytes[s + 1] = intern ? STR_FLAGS.INTERN : 0;
    bytes[s + 2] = max < 0x80 ? STR_CLASS.ASCII : max < 0x100 ? STR_CLASS.LATIN1 : max < 0x10000 ? STR_CLASS.UCS2 : STR_CLASS.UCS4;
    this.view.setUint32(s + 8, length, true);
    this.view.setUint32(s + 12, byteCount, true);
    this.strAt.set(this.count - 1, s);
  }

  /** The number of an interned string. */
  name(v: string): number {
    let i = this.names.get(v);
    if (i === undefined) {
      i = this.object(str(v));
      this.bytes[this.strAt.get(i)! + 1] |= STR_FLAGS.INTERN;
      this.names.set(v, i);
    }
    return i;
  }

  object(c: Const): number {
    const key = constKey(c);
    const known = this.index.get(key);
    if (known !== undefined) return known;
    switch (c.t) {
      case 'none': this.record(IMAGE_TAGS.NONE, 0); break;
      case 'bool': this.record(c.v ? IMAGE_TAGS.TRUE : IMAGE_TAGS.FALSE, 0); break;
      case 'ellipsis': this.record(IMAGE_TAGS.ELLIPSIS, 0); break;
      case 'int': {
        const v = BigInt(c.v);
        if (BigInt.asIntN(64, v) === v) {
          const s = this.record(IMAGE_TAGS.INT, 8);
          this.view.setBigInt64(s + 8, v, true);
        } else {
          let hex = (v < 0n ? -v : v).toString(16);
          hex = hex.padStart(Math.ceil(hex.length / 8) * 8, '0');
          const n = hex.length / 8;
          const s = this.record(IMAGE_TAGS.BIGINT, 8 + n * 4);
          this.bytes[s + 1] = v < 0n ? 1 : 0;
          this.view.setUint32(s + 8, n, true);
          for (let i = 0; i < n; i++) this.view.setUint32(s + 16 + i * 4, parseInt(hex.slice(hex.length - (i + 1) * 8, hex.length - i * 8), 16), true);
        }
        break;
      }
      case 'float': {
        const s = this.record(IMAGE_TAGS.FLOAT, 8);
        this.view.setFloat64(s + 8, c.v, true);
        break;
      }
      case 'complex':
      case 'complex2': {
        const s = this.record(IMAGE_TAGS.COMPLEX, 16);
        this.view.setFloat64(s + 8, c.t === 'complex' ? 0 : c.re, true);
        this.view.setFloat64(s + 16, c.t === 'complex' ? c.v : c.im, true);
        break;
      }
      case 'str': this.string(c.v, c.split, c.split === null && NAME_CHARACTERS.test(c.v)); break;
      case 'bytes': {
        const s = this.record(IMAGE_TAGS.BYTES, 8 + c.v.length);
        this.view.setUint32(s + 8, c.v.length, true);
        this.bytes.set(c.v, s + 16);
        break;
      }
      case 'tuple':
      case 'frozenset': {
        const items = c.items.map((x) => this.object(x));
        const s = this.record(c.t === 'tuple' ? IMAGE_TAGS.TUPLE : IMAGE_TAGS.FROZENSET, 8 + items.length * 4);
        this.view.setUint32(s + 8, items.length, true);
        items.forEach((n, i) => this.view.setUint32(s + 16 + i * 4, n, true));
        break;
      }
      case 'slice': {
        const parts = [this.object(c.start), this.object(c.stop), this.object(c.step)];
        const s = this.record(IMAGE_TAGS.SLICE, 16);
        parts.forEach((n, i) => this.view.setUint32(s + 8 + i * 4, n, true));
        break;
      }
      case 'code': this.code(c.code); break;
    }
    const n = this.count - 1;
    this.index.set(key, n);
    return n;
  }

  private code(c: Code): void {
    const pool: number[] = [];
    for (const n of c.names) pool.push(this.name(n));
    for (const n of c.extraNames) pool.push(this.name(n));
    const constBase = pool.length;
    for (const k of c.consts) pool.push(this.object(k));
    const locals = c.localNames.map((n) => this.name(n));
    const name = this.name(c.name);
    const qualname = this.name(c.qualname);
    const filename = this.object(str(c.filename));
    const wordCount = c.words.length / 2;
    this.words += wordCount;
    const wordsAt = CODE_FIXED_BYTES;
    const exceptionsAt = wordsAt + wordCount * 8;
    const poolAt = exceptionsAt + ((c.exceptions.length * EXCEPTION_ENTRY_WORDS * 4 + 7) & ~7);
    const localNamesAt = poolAt + pool.length * 4;
    const localKindsAt = localNamesAt + locals.length * 4;
    const lineTableAt = localKindsAt + locals.length;
    const end = lineTableAt + c.lineTable.length;
    const s = this.record(IMAGE_TAGS.CODE, end - 8);
    const count = (bit: number): number => c.localKinds.reduce((n, k) => n + (k & bit && !(k & LOCAL_KINDS.HIDDEN) ? 1 : 0), 0);
    const fields: Record<CodeField, number> = {
      flags: c.flags, argCount: c.argCount, posOnlyCount: c.posOnlyCount, kwOnlyCount: c.kwOnlyCount, localCount: locals.length, registerCount: c.registerCount,
      tempBase: locals.length * 8, varCount: count(LOCAL_KINDS.LOCAL), cellCount: count(LOCAL_KINDS.CELL), freeCount: count(LOCAL_KINDS.FREE),
      firstLine: c.firstLine, name, qualname, filename, nameCount: c.names.length, constBase, poolCount: pool.length, poolAt, localNamesAt, localKindsAt,
      wordCount, wordsAt, lineTableAt, lineTableBytes: c.lineTable.length, exceptionCount: c.exceptions.length, exceptionsAt,
    };
    CODE_FIELDS.forEach((f, i) => this.view.setUint32(s + 8 + i * 4, fields[f], true));
    for (let i = 0; i < c.words.length; i++) this.view.setUint32(s + wordsAt + i * 4, c.words[i], true);
    c.exceptions.forEach((e, i) => {
      const at = s + exceptionsAt + i * EXCEPTION_ENTRY_WORDS * 4;
      [e.start, e.end, e.target, (e.depth | (e.lasti ? 0x80000000 : 0)) >>> 0, e.reg * 8].forEach((v, k) => this.view.setUint32(at + k * 4, v, true));
    });
    pool.forEach((n, i) => this.view.setUint32(s + poolAt + i * 4, n, true));
    locals.forEach((n, i) => this.view.setUint32(s + localNamesAt + i * 4, n, true));
    this.bytes.set(c.localKinds, s + localKindsAt);
    this.bytes.set(c.lineTable, s + lineTableAt);
  }

  finish(): Uint8Array {
    const fields = [IMAGE_MAGIC, IMAGE_VERSION, this.at, this.count, this.count - 1, this.words, 0, 0];
    fields.forEach((v, i) => this.view.setUint32(i * 4, v, true));
    return this.bytes.slice(0, this.at);
  }
}

export function writeImage(code: Code): Uint8Array {
  const w = new ImageWriter();
  w.object({ t: 'code', code });
  return w.finish();
}
