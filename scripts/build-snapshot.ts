/**
 * Writes dist/<core>.snap: an interpreter is booted in this process, as far as all processes of this build are the same, and its memory written down (src/core/boot/snapshot.ts,
 * src/host/node/snapshot.ts). It sees an empty environment, so that nothing of the machine that builds ends up in the file but the library's directory, and hashes with seed 0.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bindHost, HOST_PAGE } from '../src/generated/host/calls.ts';
import { encodeOptions } from '../src/host/common/options-block.ts';
import { GLOBALS_AT, GLOBALS_BYTES, Mem, OPTIONS_BLOCK_AT } from '../src/host/contract/region.ts';
import { type CoreExports, WorkerContext } from '../src/host/contract/worker-context.ts';
import { hostCalls } from '../src/host/node/host-calls.ts';
import { buildOf, encodeSnapshot } from '../src/host/node/snapshot.ts';
import { growWhole, reserve, writeStaticData } from '../src/host/node/supervisor.ts';
import { OPTION_MODE } from '../src/spec/options.ts';

export function buildSnapshot(root: string, core: string): string {
  const dist = join(root, 'dist');
  const target = join(dist, `${core}.snap`);
  rmSync(target, { force: true });
  const wasm = readFileSync(join(dist, `${core}.wasm`));
  const memory = reserve(4096);
  growWhole(memory, 4096);
  const mem = new Mem(memory);
  writeStaticData(mem.buffer, readFileSync(join(dist, `${core}.data`)));
  const library = join(dist, 'lib');
  const options = encodeOptions({ numbers: { MODE: OPTION_MODE.COMMAND, HASH_SEED_SET: 1, HASH_SEED: 0, INT_MAX_STR_DIGITS: 4300 }, texts: { LIBRARY: library }, lists: {} });
  mem.u8.set(options, mem.region + OPTIONS_BLOCK_AT);
  mem.setU32(HOST_PAGE.OPTIONS_ADDR, mem.region + OPTIONS_BLOCK_AT);
  mem.setU32(HOST_PAGE.HOST_REGION_ADDR, mem.region);
  const config = { dist, library, executable: '', hostVersion: '', streams: [false, false, false] as const, ownsProcess: false };
  const ctx = new WorkerContext(mem, 0, config, (m) => { throw new Error(`the snapshot's interpreter wants the supervisor: ${m.t}`); });
  ctx.isMain = true;
  const calls = { ...hostCalls(ctx), environGet: (out: number) => ctx.blob(out) ? 0 : -12 };
  const module = new WebAssembly.Module(wasm);
  const instance = new WebAssembly.Instance(module, { env: { memory: mem.memory }, host: bindHost(calls) });
  ctx.core = instance.exports as unknown as CoreExports;
  ctx.core._start?.();
  ctx.core.initProcess(mem.region);
  const end = ctx.core.snapshotPrepare() >>> 0;
  if (end === 0) throw new Error(`no snapshot of ${core}: its interpreter does not boot`);
  const globals = ctx.core.globalsSave(mem.region + GLOBALS_AT);
  if (globals > GLOBALS_BYTES) throw new Error('GLOBALS_BYTES is too small');
  const file = encodeSnapshot(mem, end, mem.copy(mem.region + GLOBALS_AT, globals), buildOf(wasm));
  writeFileSync(`${target}.new`, file);
  renameSync(`${target}.new`, target);
  return `snapshot of ${core}: ${(file.length / 1e6).toFixed(1)} MB`;
}
