/** The host call `nativeDoc`: dist/native-docs.json (scripts/build-docs.ts), read at the first question. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERRNO, type HostCalls } from '../../generated/host/calls.ts';
import type { WorkerContext } from '../contract/worker-context.ts';
import { attempt } from './errors.ts';

type Docs = Record<string, readonly [doc: string | null, signature: string | null]>;

export function docCalls(ctx: WorkerContext): Pick<HostCalls, 'nativeDoc'> {
  let docs: Docs | undefined;
  const load = (): Docs => {
    const none = Object.create(null) as Docs;
    // a build without pyodide has none
    try { return Object.assign(none, JSON.parse(readFileSync(join(ctx.config.dist, 'native-docs.json'), 'utf8')) as Docs); } catch { return none; }
  };
  return {
    nativeDoc: (at, length, which, out) => attempt(() => {
      docs ??= load();
      const entry = docs[Buffer.from(ctx.mem.copy(at, length)).toString('latin1')];
      if (entry === undefined) return 0;
      const text = entry[which === 0 ? 0 : 1];
      if (text === null) return 2;
      return ctx.blob(out, Buffer.from(text)) ? 1 : -ERRNO.ENOMEM;
    }),
  };
}
