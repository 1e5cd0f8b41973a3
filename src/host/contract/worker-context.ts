/**
 * What one worker knows: its memory, its slot, its instance of the core, and how it talks to the supervisor. Host calls are made from it, so that nothing in them is global
 * and two interpreters can live in one host process.
 */
import { HOST_PAGE } from '../../generated/host/calls.ts';
import { H_ACTIVITY, type Mem, SLOT_REPLY, SLOT_REPLY_A, SLOT_REPLY_B, SLOT_REPLY_STATUS } from './region.ts';
import type { ChildRequest, FromWorker, SupervisorOp } from './messages.ts';

/** Exports of the core module that the host calls. */
export interface CoreExports {
  _start?(): void;
  initProcess(memoryEnd: number): void;
  /** Made by the build (scripts/lib/wasm-sections.ts): all mutable globals to and from memory; return how many bytes. */
  globalsSave(at: number): number;
  globalsLoad(at: number): number;
  /** instead of `_start` and initProcess, after globalsLoad, in a memory read from a snapshot */
  resumeProcess(): void;
  /** the build's, after initProcess: the end of what the image must hold, or 0 with the reason on standard error */
  snapshotPrepare(): number;
  initThread(threadState: number): void;
  runMain(options: number): number;
  threadMain(threadState: number): void;
  hostAlloc(size: number): number;
  hostFree(address: number): void;
  apiRequest?(request: number): number;
  /** writes the state of all threads with debugText; may be called by a foreign instance at any moment */
  dumpState?(): void;
}

/** What the supervisor tells a worker when it makes it. Plain data: it crosses by structured clone. */
export interface WorkerConfig {
  /** directory of the bundles, the wasm and the library */
  dist: string;
  /** directory of the library's .py files */
  library: string;
  executable: string;
  hostVersion: string;
  /** which of descriptors 0, 1, 2 are streams of the host program, reached through the supervisor */
  streams: readonly [boolean, boolean, boolean];
  /** its own process (the command line): descriptors are really closed, exitNow ends the process */
  ownsProcess: boolean;
}

export class HostPanic extends Error {}

export class WorkerContext {
  readonly mem: Mem;
  readonly slot: number;
  readonly config: WorkerConfig;
  readonly post: (m: FromWorker) => void;
  core!: CoreExports;
  /** true in the worker of Python's main thread: the one that hears signals */
  isMain = false;

  constructor(mem: Mem, slot: number, config: WorkerConfig, post: (m: FromWorker) => void) {
    this.mem = mem;
    this.slot = slot;
    this.config = config;
    this.post = post;
  }

  /** Asks the supervisor and waits for its answer. */
  ask(op: SupervisorOp, a: number, b: number): { status: number; a: number; b: number } {
    const { i32 } = this.mem;
    const reply = this.mem.slot(this.slot, SLOT_REPLY);
    Atomics.store(i32, reply, 0);
    this.post({ t: 'ask', slot: this.slot, op, a, b });
    return this.#answer(reply);
  }

  /** Has the supervisor start a child and waits for its id. */
  askChild(request: ChildRequest): number {
    const reply = this.mem.slot(this.slot, SLOT_REPLY);
    Atomics.store(this.mem.i32, reply, 0);
    this.post({ t: 'child', slot: this.slot, request });
    return this.#answer(reply).status;
  }

  #answer(reply: number): { status: number; a: number; b: number } {
    const { i32 } = this.mem;
    while (Atomics.load(i32, reply) === 0) Atomics.wait(i32, reply, 0, 1000);
    return { status: i32[this.mem.slot(this.slot, SLOT_REPLY_STATUS)], a: i32[this.mem.slot(this.slot, SLOT_REPLY_A)], b: i32[this.mem.slot(this.slot, SLOT_REPLY_B)] };
  }

  /** A signal for Python has arrived and is not yet taken: calls that block return -EINTR in the main thread. */
  signalPending(): boolean {
    if (!this.isMain) return false;
    const { i32 } = this.mem;
    return (Atomics.load(i32, HOST_PAGE.SIGNALS_LOW >> 2) | Atomics.load(i32, HOST_PAGE.SIGNALS_HIGH >> 2)) !== 0;
  }

  /** What `pause` compares with: take it before you look whether there is something to wait for. */
  activity(): number { return Atomics.load(this.mem.i32, this.mem.header(H_ACTIVITY)); }

  /** Sleeps at most `ms`, and less when a signal arrives, a pipe of ours is written to or a child ends. */
  pause(ms: number, seen = this.activity()): void {
    if (!this.signalPending()) Atomics.wait(this.mem.i32, this.mem.header(H_ACTIVITY), seen, ms);
  }

  /** Writes `parts`, one behind the other, into memory from hostAlloc, and its address and length to `out`. False if memory is out. */
  blob(out: number, ...parts: readonly Uint8Array[]): boolean {
    let length = 0;
    for (const p of parts) length += p.length;
    const at = this.core.hostAlloc(length) >>> 0;
    if (at === 0) return false;
    let to = at;
    for (const p of parts) { this.mem.u8.set(p, to); to += p.length; }
    this.mem.setU32(out, at);
    this.mem.setU32(out + 4, length);
    return true;
  }
}

/** An AssemblyScript string literal: UTF-16 at its address, its byte length before it. */
export function literal(mem: Mem, at: number): string {
  const bytes = mem.copy(at, Math.min(mem.getU32(at - 4), 4096));
  return String.fromCharCode(...new Uint16Array(bytes.buffer, 0, bytes.length >> 1));
}
