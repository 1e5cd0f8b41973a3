/**
 * A machine for the torture tests: the drivers of tests/core/as/torture.ts over one shared memory, a main thread here and others in workers.
 * Compiled modules are kept in build/tests/core by the hash of their sources and flags.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
// @ts-expect-error: plain JavaScript, shared with the worker
import { imports } from './imports.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
export type Exports = Record<string, (...args: number[]) => number>;

export function compile(flags: readonly string[] = [], entry = 'tests/core/as/torture.ts'): WebAssembly.Module {
  const hash = createHash('sha256').update(entry).update(flags.join(' '));
  const walk = (dir: string): void => {
    for (const e of readdirSync(join(root, dir), { withFileTypes: true })) {
      if (e.isDirectory()) walk(`${dir}/${e.name}`);
      else hash.update(readFileSync(join(root, dir, e.name)));
    }
  };
  for (const d of ['base', 'sync', 'memory', 'threads', 'refcount']) walk(`src/core/${d}`);
  walk(dirname(entry));
  const out = join(root, 'build/tests/core', `${hash.digest('hex').slice(0, 16)}.wasm`);
  if (!existsSync(out)) {
    mkdirSync(dirname(out), { recursive: true });
    // two test files may compile the same at once: nobody reads half a module
    const own = `${out.slice(0, -5)}.${process.pid}.wasm`;
    const run = spawnSync(process.execPath, [join(root, 'node_modules/assemblyscript/bin/asc.js'), entry, '-o', own, '-O2', '--runtime', 'stub', '--importMemory', '--sharedMemory',
      '--initialMemory', '65536', '--maximumMemory', '65536', '--memoryBase', '524288', '--exportStart', '_start', '--exportTable', '--debug',
      '--enable', 'threads', '--enable', 'simd', '--enable', 'bulk-memory', ...flags], { cwd: root, encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`${run.stdout}${run.stderr}`);
    renameSync(own, out);
  }
  return new WebAssembly.Module(readFileSync(out));
}

export interface MachineOptions { flags?: readonly string[]; gil?: boolean; intervalUs?: number; maxObjects?: number; firstSlice?: number; image?: Uint32Array; world?: number }

export class Machine {
  readonly memory: WebAssembly.Memory;
  readonly main: Exports;
  readonly u32: Uint32Array;
  /** Workers of machines whose test failed must not keep the process alive. */
  static readonly machines: Machine[] = [];
  static async endAll(): Promise<void> { await Promise.all(Machine.machines.map((m) => m.end())); }
  private readonly module: WebAssembly.Module;
  private readonly idle: Worker[] = [];
  private readonly all: Worker[] = [];
  readonly world: number;
  private jobs = 0;

  constructor(options: MachineOptions = {}) {
    Machine.machines.push(this);
    this.module = compile(options.flags ?? ['--use', 'TYPHON_CHECK=2']);
    this.memory = new WebAssembly.Memory({ initial: 65536, maximum: 65536, shared: true });
    this.main = new WebAssembly.Instance(this.module, imports(this.memory)).exports as unknown as Exports;
    this.main._start?.();
    this.u32 = new Uint32Array(this.memory.buffer);
    if (options.image) {
      this.u32.set(options.image);
      this.world = options.world ?? 0;
      this.main.threadsResume(options.gil ? 1 : 0, options.intervalUs ?? 5000);
      this.main.worldUse(this.world);
      return;
    }
    this.main.machineryInitAt(this.main.heapBase(), options.firstSlice ?? 0x100, options.gil ? 1 : 0, options.intervalUs ?? 5000);
    this.world = this.main.worldNew(options.maxObjects ?? 1 << 20) >>> 0;
    this.main.worldUse(this.world);
  }
  /** A zeroed raw buffer. */
  buffer(bytes: number): number {
    const p = this.main.memAlloc(bytes) >>> 0;
    this.u32.fill(0, p >>> 2, (p + bytes + 3) >>> 2);
    return p;
  }
  /** Starts a thread that runs the driver `fn`. */
  spawn(fn: string, ...args: number[]): Promise<number> { return this.start(fn, args); }
  /** Threads that begin together; waits for all of them. */
  async together(...jobs: [string, ...number[]][]): Promise<number[]> {
    const line = { at: this.buffer(16), n: jobs.length };
    const results = await this.join(jobs.map(([fn, ...args]) => this.start(fn, args, line)));
    this.main.memFree(line.at);
    return results;
  }
  private start(fn: string, args: number[], line?: { at: number; n: number }): Promise<number> {
    const state = this.main.threadPrepare() >>> 0;
    if (!state) throw new Error('threadPrepare');
    let worker = this.idle.pop();
    if (!worker) {
      worker = new Worker(new URL('./worker.mjs', import.meta.url), { workerData: { module: this.module, memory: this.memory, world: { at: this.world } }, execArgv: [] });
      worker.setMaxListeners(0);
      this.all.push(worker);
    }
    const w = worker, id = ++this.jobs;
    return new Promise((resolve, reject) => {
      const failed = (e: Error): void => reject(e);
      const done = (m: { id: number; result?: number; error?: string }): void => {
        if (m.id !== id) return;
        w.off('message', done);
        w.off('error', failed);
        if (m.error !== undefined) reject(new Error(`${fn}: ${m.error}`));
        else { this.idle.push(w); resolve(m.result ?? 0); }
      };
      w.on('message', done);
      w.once('error', failed);
      w.postMessage({ id, state, fn, args, line });
    });
  }
  /** Waits for threads, detached meanwhile. */
  async join<T>(threads: readonly Promise<T>[]): Promise<T[]> {
    this.main.threadDetach();
    const results = await Promise.all(threads);
    this.main.threadReattach();
    return results;
  }
  async end(): Promise<void> { await Promise.all(this.all.map((w) => w.terminate())); }
}
