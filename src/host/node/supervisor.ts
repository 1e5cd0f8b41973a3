/**
 * The supervisor: the host's main thread. It reserves the memory, compiles the core, writes what the memory begins with once (the snapshot, or the static data), makes the workers, hears signals, and serves what needs an event
 * loop. It never runs Python and never waits.
 *
 * Order of the start, which is what `print(1)` pays: the main worker is started first and boots on its own core while this thread reads and
 * compiles the module; the module follows as a message. Then this thread compiles the program too, while the worker instantiates and resumes.
 * A program that imports threading finds warm workers (docs/decisions/0010).
 *
 * The end: a worker posts `exit` (or `died`), and whoever started the supervisor decides; the command line calls process.exit, which ends the other workers. All of
 * Python's output was written synchronously before. `dump` makes an instance of the core on this thread, whose only use is `dumpState`: it works while every worker hangs.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Readable } from 'node:stream';
import { ERRNO, HOST_PAGE } from '../../generated/host/calls.ts';
import { compileTo, type FrontEnd } from '../common/compile-call.ts';
import type { CompileInput, FromWorker, SupervisorOp, ToWorker } from '../contract/messages.ts';
import {
  GLOBALS_AT, H_AHEAD, H_API_REQUEST, H_API_RESULT, H_FLUSHES, H_API_STATE, H_GLOBALS, H_OUTPUT_PENDING, H_SLOTS_USED, H_STDIN_LENGTH, H_STDIN_STATE, H_STDIN_TAKEN, LOW_BYTES, MAX_SLOTS, Mem, NO_THREAD, CWD_AT, OPTIONS_BLOCK_AT, REGION_BYTES,
  SLOT_REPLY, SLOT_REPLY_A, SLOT_REPLY_B, SLOT_REPLY_STATUS, SLOT_STATE, SLOT_THREAD, SlotState, START_GROWN, START_WORKER, STDIN_AT, STDIN_BYTES,
} from '../contract/region.ts';
import type { WorkerConfig } from '../contract/worker-context.ts';
import { type AlarmClock, packMs } from './alarm.ts';
import { loadFrontEnd } from './load-front-end.ts';
import { buildOf, restoreSnapshot } from './snapshot.ts';
import { flushPipe, startChild } from './children.ts';
import { unicodeNames } from './unicode-names.ts';
import type { WorkerData } from './worker-entry.ts';

export interface SupervisorOptions {
  config: WorkerConfig;
  /** file name of the core, without extension: "core" or "core-checked" */
  core: string;
  /** the options block (src/host/common/options-block.ts) */
  options: Uint8Array;
  stdin?: Readable;
  /** bytes of descriptor 1 or 2, when config.streams says so; a promise holds the writer back */
  output?: (fd: number, bytes: Uint8Array) => void | Promise<void>;
  /** MiB of linear memory; the ladder starts there */
  memoryMib?: number;
  /** Python's working directory, where it is not the process's */
  directory?: string;
  /** MiB of native stack of each worker */
  stackMib?: number;
  /** what must be said about a snapshot that could not be used (the checked core); nothing is said otherwise */
  onCold?: (why: string) => void;
  /** boot from nothing, as the build did */
  cold?: boolean;
  /** the main program, to be compiled here while the main worker starts */
  ahead?: CompileInput;
}

export interface Ending { status: number; /** set when it died of a bug of ours */ crash?: string }

const DATA_MAGIC = 0x44505954;
/** 8 KB for each nested native call that src/core/objects/recursion.ts allows at most; pages that are not used cost nothing. */
const DEFAULT_STACK_MIB = 32;
/** A program that will start threads, by its look: its first worker can start while its own imports run. */
const THREADED = /^[ \t]*(from|import)\b[^\n#]*\b(_?threading|_thread|concurrent|multiprocessing\.(dummy|pool))\b/m;
/** Making a worker takes a core for 40 ms. Beside a running thread that core is V8's, which optimises the core's code; so a spare that nobody waits for is made afterwards. */
const SPARE_DELAY_MS = 250;
/** at most that many threads run at once */
const CORES = availableParallelism();
const NODE = Number(process.versions.node.split('.')[0]);
const GROWS_LATE = NODE > 20;
/**
 * The core's module. Older V8 reads its branch hints only when a flag says so (docs/decisions/0013); the flag stands while the module is decoded and no longer, for V8 refuses code caches that were made with
 * other flags.
 */
function compileCore(wasm: Uint8Array): WebAssembly.Module {
  if (NODE >= 26) return new WebAssembly.Module(wasm as BufferSource);
  setFlagsFromString('--experimental-wasm-branch-hinting');
  try { return new WebAssembly.Module(wasm as BufferSource); } finally { setFlagsFromString('--no-experimental-wasm-branch-hinting'); }
}

/** A shared memory of LOW_BYTES that can grow to `memoryMib`; where the engine or the system refuses, to half of it, and so on. */
export function reserve(memoryMib: number): WebAssembly.Memory {
  let last: unknown;
  for (let mib = memoryMib; mib >= 64; mib = Math.floor(mib / 2)) {
    try {
      return new WebAssembly.Memory({ initial: LOW_BYTES >>> 16, maximum: Math.min(65536, mib * 16), shared: true });
    } catch (e) {
      last = e;
    }
  }
  throw last;
}
/** Grows it to its whole size, or as far as the system lets it: once, before anything runs in it. */
export function growWhole(memory: WebAssembly.Memory, memoryMib: number): void {
  let last: unknown;
  for (let mib = memoryMib; mib >= 64; mib = Math.floor(mib / 2)) {
    try {
      memory.grow(Math.min(65536, mib * 16) - (LOW_BYTES >>> 16));
      return;
    } catch (e) {
      last = e;
    }
  }
  throw last;
}

export function writeStaticData(memory: SharedArrayBuffer, image: Buffer): void {
  if (image.readUInt32LE(0) !== DATA_MAGIC) throw new Error('core.data is damaged');
  const u8 = new Uint8Array(memory);
  let at = 16;
  for (let n = image.readUInt32LE(4); n > 0; n--) {
    const length = image.readUInt32LE(at + 4);
    u8.set(image.subarray(at + 8, at + 8 + length), image.readUInt32LE(at));
    at += 8 + ((length + 3) & ~3);
  }
}

export class Supervisor {
  readonly mem: Mem;
  readonly ended: Promise<Ending>;
  readonly ready: Promise<void>;
  readonly #o: SupervisorOptions;
  readonly #module: WebAssembly.Module;
  readonly #workers = new Set<Worker>();
  #end!: (e: Ending) => void;
  #isReady!: () => void;
  #over = false;
  #stdinEnded = false;
  #stdinStarted = false;
  #answer: (() => void) | undefined;
  #nag: ReturnType<typeof setTimeout> | undefined;
  /** a thread beyond the cores had to wait for its worker */
  #hungry = false;
  #later: ReturnType<typeof setTimeout> | undefined;
  /** called on signals that have no Python handler: by whoever owns the process */
  signalMode: (signal: number, mode: number) => number = () => 0;
  /** The process's alarm clock; a host program's own process has none of ours. */
  timer: Pick<AlarmClock, 'set'> = { set: () => undefined };

  constructor(o: SupervisorOptions) {
    this.#o = o;
    this.ended = new Promise((resolve) => { this.#end = resolve; });
    this.ready = new Promise((resolve) => { this.#isReady = resolve; });
    if (o.options.length > REGION_BYTES - OPTIONS_BLOCK_AT) throw new RangeError('the arguments are too long');
    const size = o.memoryMib ?? 4096;
    const memory = reserve(size);
    if (!o.config.ownsProcess) growWhole(memory, size);
    const low = memory.buffer as unknown as SharedArrayBuffer;
    const words = new Int32Array(low, 0, LOW_BYTES / 4);
    const main = this.#makeWorker(memory, 0, undefined);
    try {
      const wasm = readFileSync(join(o.config.dist, `${o.core}.wasm`));
      const globals = this.#fill(low, wasm);
      this.#module = compileCore(wasm);
      let frontEnd: FrontEnd | undefined;
      if (o.config.ownsProcess) {
        if (o.ahead !== undefined) frontEnd = this.#frontEnd();
        // Newer V8 collects garbage in a worker that is handed a large memory (docs/decisions/0005), so this one gets it while it is small. If it does not come, that costs those 5 ms.
        if (GROWS_LATE) Atomics.wait(words, START_WORKER >>> 2, 0, 200);
        growWhole(memory, size);
      }
      this.mem = new Mem(memory);
      this.#writeRegion(globals);
      if (frontEnd !== undefined) this.mem.i32[this.mem.header(H_AHEAD)] = 1;
      main.postMessage({ module: this.#module } satisfies ToWorker);
      Atomics.store(words, START_GROWN >>> 2, 1);
      Atomics.notify(words, START_GROWN >>> 2);
      if (frontEnd !== undefined && o.ahead !== undefined) this.#compileAhead(main, frontEnd, o.ahead);
      if (o.ahead !== undefined && THREADED.test(Buffer.from(o.ahead.source).toString('latin1'))) this.#spawn();
    } catch (e) {
      // it waits for what does not come
      this.#over = true;
      void main.terminate();
      throw e;
    }
  }

  /** What the memory begins with: the snapshot, whose globals are returned, or the static data alone. */
  #fill(low: SharedArrayBuffer, wasm: Uint8Array): Uint8Array | undefined {
    const o = this.#o;
    const file = join(o.config.dist, o.core);
    const globals = o.cold ? undefined : restoreSnapshot(low, `${file}.snap`, buildOf(wasm), o.onCold !== undefined);
    if (globals instanceof Uint8Array) return globals;
    writeStaticData(low, readFileSync(`${file}.data`));
    if (globals !== undefined) o.onCold?.(globals);
    return undefined;
  }

  #writeRegion(globals: Uint8Array | undefined): void {
    const { mem } = this;
    const options = mem.region + OPTIONS_BLOCK_AT;
    mem.setU32(HOST_PAGE.OPTIONS_ADDR, options);
    mem.setU32(HOST_PAGE.HOST_REGION_ADDR, mem.region);
    mem.u8.set(this.#o.options, options);
    mem.i32[mem.header(H_SLOTS_USED)] = 1;
    mem.i32[mem.slot(0, SLOT_STATE)] = SlotState.STARTING;
    if (this.#o.directory) {
      const bytes = Buffer.from(this.#o.directory);
      mem.u8.set(bytes, mem.region + CWD_AT + 4);
      mem.setU32(mem.region + CWD_AT, bytes.length);
    }
    if (globals === undefined) return;
    mem.u8.set(globals, mem.region + GLOBALS_AT);
    mem.u32[mem.header(H_GLOBALS)] = globals.length;
  }

  #frontEnd(): FrontEnd | undefined {
    try { const { dist } = this.#o.config; return loadFrontEnd(dist, unicodeNames(dist)); } catch { return undefined; }
  }

  /** This thread has nothing to do until the main worker runs: it compiles the program, and no worker need load the front end for it. */
  #compileAhead(main: Worker, frontEnd: FrontEnd, input: CompileInput): void {
    const word = this.mem.header(H_AHEAD);
    let state = 3;
    try {
      const { status, blob } = compileTo(frontEnd, input);
      main.postMessage({ ahead: { ...input, status, blob } } satisfies ToWorker);
      state = 2;
    } catch {
      // The worker compiles it itself, and has the error too.
    } finally {
      Atomics.store(this.mem.i32, word, state);
      Atomics.notify(this.mem.i32, word);
    }
  }

  #makeWorker(memory: WebAssembly.Memory, slot: number, module: WebAssembly.Module | undefined): Worker {
    const { config } = this.#o;
    const workerData: WorkerData = { memory, slot, role: slot === 0 ? 'main' : 'thread', config, ...(module === undefined ? {} : { module }) };
    const worker = new Worker(join(config.dist, 'worker.cjs'), {
      workerData, stdin: false, stdout: false, stderr: false, execArgv: [], trackUnmanagedFds: false,
      resourceLimits: { stackSizeMb: this.#o.stackMib ?? DEFAULT_STACK_MIB },
    });
    this.#workers.add(worker);
    let told = false;
    worker.on('message', (m: FromWorker) => { told ||= m.t === 'gone'; this.#hear(m); });
    worker.on('error', (e) => { told = true; this.#workerFailed(slot, e); });
    worker.on('exit', (code) => {
      this.#workers.delete(worker);
      if (!told && !this.#over) this.#workerFailed(slot, new Error(`it ended without a word (exit code ${code}); is ${join(config.dist, 'worker.cjs')} whole?`));
    });
    return worker;
  }

  #workerFailed(slot: number, e: Error): void {
    const state = this.mem.slot(slot, SLOT_STATE);
    if (Atomics.compareExchange(this.mem.i32, state, SlotState.STARTING, SlotState.FAILED) === SlotState.STARTING && slot !== 0) {
      // a spare, for which nobody waits
      if (Atomics.compareExchange(this.mem.i32, this.mem.slot(slot, SLOT_THREAD), 0, NO_THREAD) === 0) Atomics.store(this.mem.i32, state, SlotState.FREE);
      Atomics.notify(this.mem.i32, state);
      return;
    }
    this.#finish({ status: 134, crash: `worker ${slot} failed: ${e.stack ?? e.message}\n` });
  }

  #hear(m: FromWorker): void {
    switch (m.t) {
      case 'spawn':
      case 'expect': this.#spawn(); break;
      case 'exit': this.#finish({ status: m.status }); break;
      case 'exitNow': this.#finish({ status: m.status }); break;
      case 'died': this.#finish({ status: 134, crash: `worker ${m.slot}: ${m.text}` }); break;
      case 'ask': this.#serve(m.slot, m.op, m.a, m.b); break;
      case 'child': void startChild(this.mem, this.#o.config, m.request).then((status) => this.#reply(m.slot, status)); break;
      case 'flush': flushPipe(this.mem, m.fd, m.bytes); break;
      case 'stdin': this.#pumpStdin(); break;
      case 'output': void this.#output(m.fd, m.bytes); break;
      case 'answer': this.#answer?.(); break;
      case 'ready': this.#isReady(); break;
      case 'gone': break;
    }
  }

  #finish(e: Ending): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#nag);
    this.#end(e);
  }

  /** Makes the workers that were asked for, and warm spares. late: the pause before a spare is over. */
  #spawn(late = false): void {
    const { i32 } = this.mem;
    if (this.#over) return;
    const used = Atomics.load(i32, this.mem.header(H_SLOTS_USED));
    let spares = 0, busy = 0, starting = false, waited = false;
    for (let i = 1; i < used; i++) {
      const state = this.mem.slot(i, SLOT_STATE);
      const s = Atomics.load(i32, state);
      if (s === SlotState.REQUESTED) {
        this.#start(i, SlotState.REQUESTED);
        busy++;
        waited = true;
      } else if (s === SlotState.STARTING && Atomics.load(i32, this.mem.slot(i, SLOT_THREAD)) === 0) {
        spares++;
        starting = true;
      } else if (s === SlotState.IDLE) spares++;
      else if (s !== SlotState.FREE && s !== SlotState.FAILED) busy++;
    }
    if (waited && busy > CORES) this.#hungry = true;
    // One at a time: the next when this one is online.
    if (starting || spares >= this.#sparesFor(busy)) return;
    if (busy === 0 || this.#hungry || late) this.#makeSpare();
    else this.#later ??= setTimeout(() => { this.#later = undefined; this.#spawn(true); }, SPARE_DELAY_MS).unref();
  }

  /**
   * How many warm workers there should be beside `busy` ones. Enough for every core, a few ahead; beyond the cores one, and none before a thread had to wait for
   * its worker: most programs start as many threads as there are cores, and making a worker takes 40 ms of a core.
   */
  #sparesFor(busy: number): number {
    return Math.max(Math.min(CORES - busy, Math.max(2, busy)), this.#hungry ? 1 : 0);
  }

  #makeSpare(): void {
    const { i32 } = this.mem;
    for (let i = 1; i < MAX_SLOTS; i++) {
      if (Atomics.compareExchange(i32, this.mem.slot(i, SLOT_STATE), SlotState.FREE, SlotState.CLAIMING) !== SlotState.FREE) continue;
      Atomics.store(i32, this.mem.slot(i, SLOT_THREAD), 0);
      for (let u = Atomics.load(i32, this.mem.header(H_SLOTS_USED)); u <= i; u = Atomics.load(i32, this.mem.header(H_SLOTS_USED))) Atomics.compareExchange(i32, this.mem.header(H_SLOTS_USED), u, i + 1);
      this.#start(i, SlotState.CLAIMING);
      return;
    }
  }

  #start(slot: number, from: number): void {
    const { i32 } = this.mem;
    const state = this.mem.slot(slot, SLOT_STATE);
    if (Atomics.compareExchange(i32, state, from, SlotState.STARTING) !== from) return;
    try {
      this.#makeWorker(this.mem.memory, slot, this.#module).once('online', () => this.#spawn());
    } catch {
      Atomics.store(i32, state, from === SlotState.CLAIMING ? SlotState.FREE : SlotState.FAILED);
      Atomics.notify(i32, state);
    }
  }

  #serve(slot: number, op: SupervisorOp, a: number, b: number): void {
    const { mem } = this;
    let status = 0;
    if (op === 'signalMode') status = this.signalMode(a, b);
    else if (op === 'timer') {
      const old = this.timer.set(a, b);
      if (old === undefined) status = -ERRNO.ENOSYS;
      else [mem.i32[mem.slot(slot, SLOT_REPLY_A)], mem.i32[mem.slot(slot, SLOT_REPLY_B)]] = old.map(packMs);
    }
    else {
      const stream = a === 2 ? process.stderr : process.stdout;
      const size = stream.isTTY ? stream.getWindowSize() : [0, 0];
      [mem.i32[mem.slot(slot, SLOT_REPLY_A)], mem.i32[mem.slot(slot, SLOT_REPLY_B)]] = size;
    }
    this.#reply(slot, status);
  }

  #reply(slot: number, status: number): void {
    const { mem } = this;
    mem.i32[mem.slot(slot, SLOT_REPLY_STATUS)] = status;
    Atomics.store(mem.i32, mem.slot(slot, SLOT_REPLY), 1);
    Atomics.notify(mem.i32, mem.slot(slot, SLOT_REPLY));
  }

  /** Answers a request for standard input with what the stream has, or waits for it. */
  #pumpStdin(): void {
    const stream = this.#o.stdin ?? process.stdin;
    if (!this.#stdinStarted) {
      this.#stdinStarted = true;
      stream.on('readable', () => this.#pumpStdin());
      stream.on('end', () => { this.#stdinEnded = true; this.#pumpStdin(); });
      stream.on('error', () => { this.#stdinEnded = true; this.#pumpStdin(); });
    }
    const { mem } = this;
    const state = mem.header(H_STDIN_STATE);
    if (Atomics.load(mem.i32, state) !== 1) return;
    const size = Math.min(stream.readableLength, STDIN_BYTES);
    const chunk = (size > 0 ? stream.read(size) : stream.read()) as Buffer | string | null;
    if (chunk !== null) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      const now = bytes.subarray(0, STDIN_BYTES);
      if (bytes.length > now.length) stream.unshift(bytes.subarray(now.length));
      mem.u8.set(now, mem.region + STDIN_AT);
      mem.i32[mem.header(H_STDIN_LENGTH)] = now.length;
      mem.i32[mem.header(H_STDIN_TAKEN)] = 0;
      Atomics.store(mem.i32, state, 2);
    } else if (this.#stdinEnded || stream.readableEnded || stream.destroyed) Atomics.store(mem.i32, state, 3);
    else return;
    Atomics.notify(mem.i32, state);
  }

  async #output(fd: number, bytes: Uint8Array): Promise<void> {
    const at = this.mem.header(H_OUTPUT_PENDING);
    try {
      const wait = this.#o.output?.(fd, bytes);
      if (wait !== undefined) await wait;
    } finally {
      Atomics.sub(this.mem.i32, at, bytes.length);
      Atomics.notify(this.mem.i32, at);
    }
  }

  /** Hands Python a signal. False if the last one of that number has not been taken yet. */
  signal(number: number): boolean {
    const { i32 } = this.mem;
    const word = (number <= 32 ? HOST_PAGE.SIGNALS_LOW : HOST_PAGE.SIGNALS_HIGH) >> 2;
    const before = Atomics.or(i32, word, 1 << ((number - 1) & 31));
    Atomics.add(i32, HOST_PAGE.SIGNAL_COUNT >> 2, 1);
    Atomics.notify(i32, HOST_PAGE.SIGNAL_COUNT >> 2);
    this.mem.active();
    this.#wakeMain(1);
    return (before & (1 << ((number - 1) & 31))) === 0;
  }

  #wakeMain(delay: number): void {
    const { i32 } = this.mem;
    clearTimeout(this.#nag);
    if (this.#over || (Atomics.load(i32, HOST_PAGE.SIGNALS_LOW >> 2) | Atomics.load(i32, HOST_PAGE.SIGNALS_HIGH >> 2)) === 0) return;
    const breaker = this.mem.getU32(HOST_PAGE.MAIN_BREAKER_ADDR);
    const wake = this.mem.getU32(HOST_PAGE.MAIN_WAKE_ADDR);
    if (breaker !== 0) Atomics.or(i32, breaker >>> 2, this.mem.getU32(HOST_PAGE.BREAKER_SIGNAL_BIT));
    if (wake !== 0) { Atomics.or(i32, wake >>> 2, 2); Atomics.notify(i32, wake >>> 2); }
    this.#nag = setTimeout(() => this.#wakeMain(Math.min(delay * 2, 100)), delay);
    this.#nag.unref();
  }

  /** Sends an API request (in memory already) and waits for its result's address. */
  request(address: number): Promise<number> {
    const { mem } = this;
    const state = mem.header(H_API_STATE);
    mem.u32[mem.header(H_API_REQUEST)] = address;
    return new Promise((resolve) => {
      this.#answer = () => {
        this.#answer = undefined;
        const result = mem.u32[mem.header(H_API_RESULT)];
        Atomics.compareExchange(mem.i32, state, 3, 0);
        resolve(result);
      };
      Atomics.store(mem.i32, state, 1);
      Atomics.notify(mem.i32, state);
    });
  }

  /** Writes the state of all threads through `write`, from an instance of the core of our own. */
  async dump(write: (text: string | Uint8Array) => void): Promise<void> {
    const { dumpState } = await import('./dump.ts');
    dumpState(this.#module, this.mem, write);
  }

  /** Waits (two seconds at most) until pipes that were closed with bytes left have got them. */
  async flushed(): Promise<void> {
    for (let i = 0; i < 400 && Atomics.load(this.mem.i32, this.mem.header(H_FLUSHES)) !== 0; i++) await new Promise((resolve) => { setTimeout(resolve, 5); });
  }

  /** Ends every worker. */
  async close(): Promise<void> {
    this.#over = true;
    clearTimeout(this.#nag);
    Atomics.store(this.mem.i32, this.mem.header(H_API_STATE), 4);
    Atomics.notify(this.mem.i32, this.mem.header(H_API_STATE));
    await Promise.all([...this.#workers].map((w) => w.terminate()));
  }

  get workerCount(): number { return this.#workers.size; }
}
