/**
 * The standard library's code images: dist/stdlib.bin, made by scripts/build-stdlib.ts. The index is read at the first import, images one by one when they
 * are asked for; the page cache does the rest.
 *
 *   u32 magic "TYPL" · u32 index length · index (JSON: {name: [offset, length, isPackage, source file]}) · images, each at a multiple of 8
 */
import { openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { ERRNO, type HostCalls, LIBRARY_RESULT as R } from '../../generated/host/calls.ts';
import type { WorkerContext } from '../contract/worker-context.ts';
import { attempt } from './errors.ts';

export const LIBRARY_MAGIC = 0x4c505954;
export type LibraryIndex = Record<string, [offset: number, length: number, isPackage: 0 | 1, file: string]>;

export function libraryCalls(ctx: WorkerContext): Pick<HostCalls, 'libraryLoad' | 'libraryNames'> {
  let fd = -1;
  let index: LibraryIndex | undefined;
  const open = (): LibraryIndex => {
    if (index !== undefined) return index;
    try {
      fd = openSync(join(ctx.config.dist, 'stdlib.bin'), 'r');
    } catch {
      index = Object.create(null) as LibraryIndex;
      return index;
    }
    const head = new Uint32Array(2);
    readSync(fd, head, 0, 8, 0);
    if (head[0] !== LIBRARY_MAGIC) throw new Error('stdlib.bin is damaged');
    const text = Buffer.alloc(head[1]);
    readSync(fd, text, 0, text.length, 8);
    index = Object.assign(Object.create(null) as LibraryIndex, JSON.parse(text.toString()) as LibraryIndex);
    return index;
  };
  return {
    libraryLoad: (at, length, out) => attempt(() => {
      const entry = open()[Buffer.from(ctx.mem.copy(at, length)).toString()];
      if (entry === undefined) return 0;
      const file = Buffer.from(join(ctx.config.library, entry[3]));
      const blob = Buffer.alloc(R.BYTES + entry[1] + file.length);
      blob.writeUInt32LE(R.BYTES, R.IMAGE_AT);
      blob.writeUInt32LE(entry[1], R.IMAGE_BYTES);
      blob.writeUInt32LE(R.BYTES + entry[1], R.FILENAME_TEXT);
      blob.writeUInt32LE(file.length, R.FILENAME_TEXT + 4);
      readSync(fd, blob, R.BYTES, entry[1], entry[0]);
      file.copy(blob, R.BYTES + entry[1]);
      return ctx.blob(out, blob) ? 1 + entry[2] : -ERRNO.ENOMEM;
    }),
    libraryNames: (out) => attempt(() => {
      const parts: Buffer[] = [];
      const names = Object.entries(open());
      for (const [name, entry] of names) {
        const head = Buffer.alloc(8);
        const bytes = Buffer.from(name);
        head.writeUInt32LE(entry[2], 0);
        head.writeUInt32LE(bytes.length, 4);
        parts.push(head, bytes);
      }
      return ctx.blob(out, ...parts) ? names.length : -ERRNO.ENOMEM;
    }),
  };
}
