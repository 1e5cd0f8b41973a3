/** All host calls of Node, for one instance of the core. */
import type { HostCalls } from '../../generated/host/calls.ts';
import { compileCall } from '../common/compile-call.ts';
import { numberCalls } from '../common/numbers.ts';
import type { CompileInput, CompileOutput } from '../contract/messages.ts';
import { H_CWD_LOCK } from '../contract/region.ts';
import type { WorkerContext } from '../contract/worker-context.ts';
import { Descriptors } from './descriptors.ts';
import { docCalls } from './native-docs.ts';
import { fileCalls, workingDirectory } from './files.ts';
import { libraryCalls } from './library.ts';
import { loadFrontEnd } from './load-front-end.ts';
import { Pipes } from './pipes.ts';
import { processCalls } from './process-calls.ts';
import { environmentOf, systemCalls } from './system.ts';
import { systemRequests } from './system-requests.ts';
import { threadCalls } from './thread-calls.ts';
import { nameCalls, unicodeNames } from './unicode-names.ts';

/** `ahead`: see compileCall. */
export function hostCalls(ctx: WorkerContext, ahead: () => (CompileInput & CompileOutput) | undefined = () => undefined): HostCalls {
  const hex = { toHex: (b: Uint8Array) => Buffer.from(b.buffer, b.byteOffset, b.length).toString('hex'), fromHex: (h: string) => new Uint8Array(Buffer.from(h, 'hex')) };
  const names = unicodeNames(ctx.config.dist);
  const fds = new Descriptors(ctx);
  const environment = (): [Buffer, Buffer][] => ctx.mem.locked(H_CWD_LOCK, () => environmentOf(ctx));
  const children = processCalls(ctx, fds, new Pipes(ctx, fds), () => workingDirectory(ctx), environment);
  return { ...fileCalls(ctx, fds), ...children, ...systemCalls(ctx), ...systemRequests(ctx, fds, () => workingDirectory(ctx)), ...threadCalls(ctx), ...libraryCalls(ctx), ...numberCalls(ctx, hex), ...nameCalls(ctx, names), ...docCalls(ctx), ...compileCall(ctx, () => loadFrontEnd(ctx.config.dist, names), ahead) };
}
