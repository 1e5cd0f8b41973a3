/**
 * An interpreter inside a host program, on Node: the entry that src/api stands on. It installs no signal handler and ends no process; its streams are the host's own only if
 * they are not given.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { PythonClosed } from '../common/interchange.ts';
import { encodeOptions, type OptionValues } from '../common/options-block.ts';
import { API_AT, REGION_BYTES } from '../contract/region.ts';
import { Supervisor } from './supervisor.ts';

/** A Node stream, or what looks like one. */
export interface OutputStream {
  /** false: full. Nothing more is written until 'drain' (or 'close': what comes after is lost) */
  write(chunk: Uint8Array): boolean;
  once(event: 'drain' | 'close', listener: () => void): unknown;
  removeListener?(event: 'drain' | 'close', listener: () => void): unknown;
  readonly destroyed?: boolean;
}
export type Output = 'inherit' | 'ignore' | ((chunk: Uint8Array) => void | Promise<void>) | OutputStream;
export type Input = 'inherit' | 'ignore' | string | Uint8Array | AsyncIterable<Uint8Array | string>;

export interface EmbeddedOptions { values: OptionValues; checked: boolean; cold: boolean; stdin: Input; stdout: Output; stderr: Output; memoryMib?: number; stackMib?: number }

const here = dirname(fileURLToPath(import.meta.url));
export const dist = existsSync(join(here, 'worker.cjs')) ? here : fileURLToPath(new URL('../../../dist', import.meta.url));

export class Embedded {
  readonly #supervisor: Supervisor;
  #queue: Promise<unknown> = Promise.resolve();
  #crash: string | undefined;
  #ended = false;
  /** the last promise that the caller's stdout and stderr functions gave */
  readonly #writing: (Promise<unknown> | undefined)[] = [];
  /** settles, for a request that is under way, when `close` has ended the workers: `ended` then never does */
  readonly #closed: Promise<never>;
  #fail!: (e: PythonClosed) => void;

  constructor(o: EmbeddedOptions) {
    this.#closed = new Promise((_, reject) => { this.#fail = reject; });
    this.#closed.catch(() => {});
    const outputs = [o.stdout, o.stderr];
    const config = {
      dist, library: join(dist, 'lib'), executable: join(dist, 'cli.js'), hostVersion: `Node.js ${process.version}`,
      streams: [o.stdin !== 'inherit', o.stdout !== 'inherit', o.stderr !== 'inherit'] as const, ownsProcess: false,
    };
    const stdin = o.stdin === 'inherit' ? undefined : o.stdin === 'ignore' ? Readable.from([]) : o.stdin instanceof Readable ? o.stdin
      : Readable.from(typeof o.stdin === 'string' ? [Buffer.from(o.stdin)] : o.stdin instanceof Uint8Array ? [o.stdin] : o.stdin, { objectMode: false });
    const output = (fd: number, bytes: Uint8Array): void | Promise<void> => {
      const to = outputs[fd - 1];
      if (typeof to === 'function') {
        const taken = to(bytes);
        if (taken instanceof Promise) this.#writing[fd - 1] = taken.catch(() => {});
        return taken;
      }
      if (typeof to !== 'object' || to.write(bytes) || to.destroyed) return;
      // a stream that is closed instead never drains: what was written is lost then, and nobody waits for it
      return new Promise<void>((resolve) => {
        const done = (): void => {
          to.removeListener?.('drain', done);
          to.removeListener?.('close', done);
          resolve();
        };
        to.once('drain', done);
        to.once('close', done);
      });
    };
    const texts = { EXECUTABLE: config.executable, PREFIX: dist, LIBRARY: config.library, ...o.values.texts };
    this.#supervisor = new Supervisor({ config, core: o.checked ? 'core-checked' : 'core', options: encodeOptions({ ...o.values, texts }), stdin, output, memoryMib: o.memoryMib, stackMib: o.stackMib, cold: o.cold });
    void this.#supervisor.ended.then((e) => { this.#ended = true; this.#crash = e.crash ?? `ended with status ${e.status}`; });
  }

  /** One request after another; resolves with the result's status and payload. */
  request(op: number, payload: Uint8Array): Promise<{ status: number; payload: Uint8Array }> {
    const run = this.#queue.then(async () => {
      const { mem } = this.#supervisor;
      if (this.#ended) throw new PythonClosed(this.#crash ?? 'it ended');
      if (payload.length > REGION_BYTES - API_AT - 8) throw new RangeError('the values of one request are too large (7 MB at most)');
      const at = mem.region + API_AT;
      mem.setU32(at, op);
      mem.setU32(at + 4, payload.length);
      mem.u8.set(payload, at + 8);
      const gone = this.#supervisor.ended.then((e): never => { throw new PythonClosed(this.#crash ?? e.crash ?? `status ${e.status}`); });
      gone.catch(() => {});
      const result = await Promise.race([this.#supervisor.request(at), gone, this.#closed]);
      if (result === 0) throw new Error('this core has no API');
      return { status: mem.getU32(result), payload: mem.copy(result + 8, mem.getU32(result + 4)) };
    });
    this.#queue = run.catch(() => {});
    return run;
  }

  ready(): Promise<void> {
    return Promise.race([this.#supervisor.ready, this.#supervisor.ended.then((e): never => { throw new Error(e.crash ?? `the interpreter ended with status ${e.status}`); })]);
  }
  /** Until the caller's functions have taken what was written. */
  async drained(): Promise<void> { await Promise.all(this.#writing); }
  /** SIGINT for Python. */
  interrupt(): void { this.#supervisor.signal(2); }
  async close(): Promise<void> { this.#ended = true; this.#crash ??= 'it was closed'; await this.#supervisor.close(); this.#fail(new PythonClosed(this.#crash)); }
  get workerCount(): number { return this.#supervisor.workerCount; }
}
