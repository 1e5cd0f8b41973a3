/** All host calls of Node, for one instance of the core. */
import type { HostCalls } from '../../generated/host/calls.ts';
import { compileCall, type FrontEnd } from '../common/compile-call.ts';
import { numberCalls } from '../common/numbers.ts';
import type { WorkerContext } from '../contract/worker-context.ts';
import { fileCalls } from './files.ts';
import { libraryCalls } from './library.ts';
import { loadBundle } from './load-bundle.ts';
import { systemCalls } from './system.ts';
import { threadCalls } from './thread-calls.ts';

export function hostCalls(ctx: WorkerContext): HostCalls {
  const hex = { toHex: (b: Uint8Array) => Buffer.from(b.buffer, b.byteOffset, b.length).toString('hex'), fromHex: (h: string) => new Uint8Array(Buffer.from(h, 'hex')) };
  const loadFrontEnd = (): FrontEnd => loadBundle(`${ctx.config.dist}/frontend.cjs`) as FrontEnd;
  return { ...fileCalls(ctx), ...systemCalls(ctx), ...threadCalls(ctx), ...libraryCalls(ctx), ...numberCalls(ctx, hex), ...compileCall(ctx, loadFrontEnd) };
}
