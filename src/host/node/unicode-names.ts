/** The host calls about character names, and the lookup that the front end borrows for `\N{…}`: dist/unicode-names.txt, read at the first question. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERRNO, type HostCalls } from '../../generated/host/calls.ts';
import { UnicodeNames } from '../common/unicode-names.ts';
import type { WorkerContext } from '../contract/worker-context.ts';
import { attempt } from './errors.ts';

export const unicodeNames = (dist: string): UnicodeNames => new UnicodeNames(() => readFileSync(join(dist, 'unicode-names.txt'), 'latin1'));

/** `\N{…}`: no named sequences there. */
export const characterLookup = (names: UnicodeNames) => (name: string): string | null => names.lookup(name, false) ?? null;

export function nameCalls(ctx: WorkerContext, names: UnicodeNames): Pick<HostCalls, 'unicodeName' | 'unicodeLookup'> {
  return {
    unicodeName: (code, out, capacity) => attempt(() => {
      const bytes = Buffer.from(names.name(code) ?? '', 'latin1');
      if (bytes.length > capacity) return -ERRNO.ERANGE;
      ctx.mem.u8.set(bytes, out);
      return bytes.length;
    }),
    unicodeLookup: (at, length, sequences, out) => attempt(() => {
      const found = Array.from(names.lookup(Buffer.from(ctx.mem.copy(at, length)).toString('latin1'), sequences !== 0) ?? '');
      found.forEach((c, i) => { ctx.mem.setU32(out + 4 * i, c.codePointAt(0) ?? 0); });
      return found.length;
    }),
  };
}
