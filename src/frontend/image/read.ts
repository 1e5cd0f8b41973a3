/** Reads a code image back into a Code: for the printer, the verifier and tests; the runtime has a loader of its own. */
import { EXCEPTION_ENTRY_WORDS } from '../../spec/opcodes.ts';
import { IMAGE_HEADER_BYTES, IMAGE_MAGIC, IMAGE_TAGS, IMAGE_VERSION, codeFieldOffset, type CodeField } from '../../spec/image.ts';
import { ELLIPSIS, FALSE, NONE, TRUE, type Code, type Const, type ExceptionEntry } from '../compiler/code.ts';

export class ImageError extends Error {}

function decodeString(bytes: Uint8Array): Const {
  const split: number[] = [];
  let v = '';
  for (let i = 0; i < bytes.length;) {
    const b = bytes[i];
    let cp: number;
    if (b < 0x80) {
      cp = b;
      i += 1;
    } else if (b < 0xe0) {
      cp = ((b & 31) << 6) | (bytes[i + 1] & 63);
      i += 2;
    } else if (b < 0xf0) {
      cp = ((b & 15) << 12) | ((bytes[i + 1] & 63) << 6) | (bytes[i + 2] & 63);
      i += 3;
    } else {
      cp = ((b & 7) << 18) | ((bytes[i + 1] & 63) << 12) | ((bytes[i + 2] & 63) << 6) | (bytes[i + 3] & 63);
      i += 4;
    }
    if (cp >= 0xdc00 && cp < 0xe000 && v.length > 0) {
      const last = v.charCodeAt(v.length - 1);
      if (last >= 0xd800 && last < 0xdc00) split.push(v.length - 1);
    }
    v += String.fromCodePoint(cp);
  }
  return { t: 'str', v, split: split.length > 0 ? split : null };
}

export function readImage(image: Uint8Array): Code {
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  const u32 = (at: number): number => view.getUint32(at, true);
  if (u32(0) !== IMAGE_MAGIC) throw new ImageError('not a code image');
  if (u32(4) !== IMAGE_VERSION) throw new ImageError(`code image of version ${u32(4)}`);
  if (u32(8) !== image.byteLength) throw new ImageError('code image is cut off');
  const objects: Const[] = [];
  const total = u32(12);
  const text = (i: number): string => {
    const c = objects[i];
    if (c?.t !== 'str') throw new ImageError(`object ${i} is no string`);
    return c.v;
  };
  let at = IMAGE_HEADER_BYTES;
  for (let n = 0; n < total; n++) {
    const s = at;
    const tag = image[s];
    at += u32(s + 4);
    if (at > image.byteLength || at % 8 !== 0) throw new ImageError(`object ${n} has a wrong length`);
    const list = (): Const[] => Array.from({ length: u32(s + 8) }, (_, i) => {
      const k = u32(s + 16 + i * 4);
      if (k >= n) throw new ImageError(`object ${n} refers forward`);
      return objects[k];
    });
    switch (tag) {
      case IMAGE_TAGS.NONE: objects.push(NONE); break;
      case IMAGE_TAGS.FALSE: objects.push(FALSE); break;
      case IMAGE_TAGS.TRUE: objects.push(TRUE); break;
      case IMAGE_TAGS.ELLIPSIS: objects.push(ELLIPSIS); break;
      case IMAGE_TAGS.INT: {
        const v = view.getBigInt64(s + 8, true);
        objects.push({ t: 'int', v: Number.isSafeInteger(Number(v)) ? Number(v) : v });
        break;
      }
      case IMAGE_TAGS.BIGINT: {
        let v = 0n;
        for (let i = u32(s + 8) - 1; i >= 0; i--) v = (v << 32n) | BigInt(u32(s + 16 + i * 4));
        objects.push({ t: 'int', v: image[s + 1] ? -v : v });
        break;
      }
      case IMAGE_TAGS.FLOAT: objects.push({ t: 'float', v: view.getFloat64(s + 8, true) }); break;
      case IMAGE_TAGS.COMPLEX: {
        const re = view.getFloat64(s + 8, true);
        const im = view.getFloat64(s + 16, true);
        objects.push(Object.is(re, 0) ? { t: 'complex', v: im } : { t: 'complex2', re, im });
        break;
      }
      case IMAGE_TAGS.STR: objects.push(decodeString(image.subarray(s + 16, s + 16 + u32(s + 12)))); break;
      case IMAGE_TAGS.BYTES: objects.push({ t: 'bytes', v: image.slice(s + 16, s + 16 + u32(s + 8)) }); break;
      case IMAGE_TAGS.TUPLE: objects.push({ t: 'tuple', items: list() }); break;
      case IMAGE_TAGS.FROZENSET: objects.push({ t: 'frozenset', items: list() }); break;
      case IMAGE_TAGS.SLICE: objects.push({ t: 'slice', start: objects[u32(s + 8)], stop: objects[u32(s + 12)], step: objects[u32(s + 16)] }); break;
      case IMAGE_TAGS.CODE: {
        const f = (field: CodeField): number => u32(s + codeFieldOffset(field));
        const pool = Array.from({ length: f('poolCount') }, (_, i) => u32(s + f('poolAt') + i * 4));
        const names = f('nameCount');
        const base = f('constBase');
        const words = new Uint32Array(f('wordCount') * 2);
        for (let i = 0; i < words.length; i++) words[i] = u32(s + f('wordsAt') + i * 4);
        const exceptions: ExceptionEntry[] = [];
        for (let i = 0; i < f('exceptionCount'); i++) {
          const e = s + f('exceptionsAt') + i * EXCEPTION_ENTRY_WORDS * 4;
          const depth = u32(e + 12);
          exceptions.push({ start: u32(e), end: u32(e + 4), target: u32(e + 8), depth: depth & 0x7fffffff, lasti: depth >= 0x80000000, reg: u32(e + 16) / 8 });
        }
        const code: Code = {
          name: text(f('name')), qualname: text(f('qualname')), filename: text(f('filename')), flags: f('flags'), argCount: f('argCount'),
          posOnlyCount: f('posOnlyCount'), kwOnlyCount: f('kwOnlyCount'), firstLine: f('firstLine'),
          localNames: Array.from({ length: f('localCount') }, (_, i) => text(u32(s + f('localNamesAt') + i * 4))),
          localKinds: [...image.subarray(s + f('localKindsAt'), s + f('localKindsAt') + f('localCount'))],
          registerCount: f('registerCount'),
          names: pool.slice(0, names).map(text), extraNames: pool.slice(names, base).map(text), consts: pool.slice(base).map((i) => objects[i]),
          words, lineTable: image.slice(s + f('lineTableAt'), s + f('lineTableAt') + f('lineTableBytes')), exceptions,
        };
        objects.push({ t: 'code', code });
        break;
      }
      default: throw new ImageError(`object ${n} has the unknown tag ${tag}`);
    }
  }
  const root = objects[u32(16)];
  if (root?.t !== 'code') throw new ImageError('the root is no code object');
  return root.code;
}
