/**
 * The dump of all threads' states, asked for by SIGQUIT, the watchdog, or after a crash. It runs on the supervisor's thread in an instance of the core of its own,
 * so that it works while every worker hangs. The core's `dumpState` only reads, takes no lock and writes with `debugText`; every other host call says -ENOSYS.
 */
import { ERRNO } from '../../generated/host/calls.ts';
import type { Mem } from '../contract/region.ts';
import { type CoreExports, literal } from '../contract/worker-context.ts';

export function dumpState(module: WebAssembly.Module, mem: Mem, write: (text: string | Uint8Array) => void): void {
  const host: WebAssembly.ModuleImports = {};
  for (const i of WebAssembly.Module.imports(module)) if (i.module === 'host') host[i.name] = () => -ERRNO.ENOSYS;
  host.debugText = (at: number, length: number) => write(mem.copy(at >>> 0, length >>> 0));
  host.debugLog = (at: number) => write(`${literal(mem, at >>> 0)}\n`);
  host.debugNumber = (at: number, value: number) => write(`${literal(mem, at >>> 0)} ${value}\n`);
  host.clockMonotonic = (out: number) => { mem.setI64(out >>> 0, process.hrtime.bigint()); return 0; };
  host.panic = (at: number) => { throw new Error(`panic while dumping: ${literal(mem, at >>> 0)}`); };
  try {
    const core = new WebAssembly.Instance(module, { env: { memory: mem.memory }, host }).exports as unknown as CoreExports;
    core._start?.();
    if (core.dumpState === undefined) write('(this core cannot dump its threads)\n');
    else core.dumpState();
  } catch (e) {
    write(`(dump failed: ${e instanceof Error ? e.message : String(e)})\n`);
  }
}
