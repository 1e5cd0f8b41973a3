/**
 * A worker: one thread of Python. It gets the shared memory, makes its own instance of the core over it and enters Python, from where it never returns to its
 * event loop (but to end: a thread's worker that has long been idle).
 *
 * The main worker calls `initProcess(memoryEnd)`, which sets up the process and the main thread's own state (or resumes the snapshot that the supervisor has read), then `runMain(options)`. A thread's worker calls
 * `initThread(threadState)` and `threadMain(threadState)` for each Python thread it runs, and waits between two of them on its slot's state word.
 *
 * A trap or a panic is our bug: the process is poisoned (HOST_PAGE.STATUS), the supervisor is told, and this worker stops where it is.
 */
import { availableParallelism } from 'node:os';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { bindHost, HOST_PAGE, OPTION_MODE, OPTIONS_AT } from '../../generated/host/calls.ts';
import type { CompileInput, CompileOutput, FromWorker, ToWorker, WorkerRole } from '../contract/messages.ts';
import { H_API_REQUEST, H_API_RESULT, GLOBALS_AT, H_AHEAD, H_API_STATE, H_GLOBALS, LOW_BYTES, Mem, NO_THREAD, SLOT_REPLY, SLOT_STATE, SLOT_THREAD, SlotState, START_GROWN, START_WORKER } from '../contract/region.ts';
import { type CoreExports, HostPanic, type WorkerConfig, WorkerContext } from '../contract/worker-context.ts';
import { hostCalls } from './host-calls.ts';

export interface WorkerData {
  memory: WebAssembly.Memory;
  /** missing in the main worker, which starts while the module is still being compiled: it comes as a message */
  module?: WebAssembly.Module;
  slot: number;
  role: WorkerRole;
  config: WorkerConfig;
}

/** A worker that nobody has needed for so long ends, if there are spares without it. */
const IDLE_MS = 3000;
const CORES = availableParallelism();

const data = workerData as WorkerData;
const port = parentPort as NonNullable<typeof parentPort>;
const mem = new Mem(wholeMemory());
const post = (m: FromWorker): void => port.postMessage(m);
const ctx = new WorkerContext(mem, data.slot, data.config, post);
ctx.isMain = data.role === 'main';

/** The main worker gets the memory while it is small (docs/decisions/0005), says that it has it, and waits until it has grown. */
function wholeMemory(): WebAssembly.Memory {
  const { memory, role } = data;
  if (role === 'main') {
    const words = new Int32Array(memory.buffer, 0, LOW_BYTES / 4);
    Atomics.store(words, START_WORKER >>> 2, 1);
    Atomics.notify(words, START_WORKER >>> 2);
    while (Atomics.load(words, START_GROWN >>> 2) === 0) Atomics.wait(words, START_GROWN >>> 2, 0);
    memory.grow(0); // memory.buffer is the grown one from here on
  }
  return memory;
}

function waitForModule(): WebAssembly.Module {
  const word = mem.slot(data.slot, SLOT_REPLY);
  for (;;) {
    const m = receiveMessageOnPort(port) as { message: ToWorker } | undefined;
    if (m !== undefined && 'module' in m.message) return m.message.module;
    Atomics.wait(mem.i32, word, 0, 10);
  }
}

/** The main program, if the supervisor compiles it: it began before this worker got its module, so waiting is never longer than compiling here. */
function compiledAhead(): (CompileInput & CompileOutput) | undefined {
  const word = mem.header(H_AHEAD);
  if (data.role !== 'main') return undefined;
  while (Atomics.load(mem.i32, word) === 1) Atomics.wait(mem.i32, word, 1);
  if (Atomics.load(mem.i32, word) !== 2) return undefined;
  const m = receiveMessageOnPort(port) as { message: ToWorker } | undefined;
  return m !== undefined && 'ahead' in m.message ? m.message.ahead : undefined;
}

function instantiate(): void {
  const calls = hostCalls(ctx, compiledAhead);
  const module = data.module ?? waitForModule();
  const instance = new WebAssembly.Instance(module, { env: { memory: data.memory }, host: bindHost(calls) });
  ctx.core = instance.exports as unknown as CoreExports;
  if (data.role !== 'main' || mem.u32[mem.header(H_GLOBALS)] === 0) ctx.core._start?.();
}

function died(e: unknown): void {
  Atomics.store(mem.i32, HOST_PAGE.STATUS >> 2, 2);
  const what = e instanceof HostPanic ? `panic: ${e.message}` : e instanceof WebAssembly.RuntimeError ? `trap: ${e.message}` : e instanceof RangeError ? `native stack overflow: ${e.message}` : 'exception in the host';
  const stack = e instanceof Error ? (e.stack ?? String(e)).split('\n').slice(e instanceof HostPanic || e instanceof WebAssembly.RuntimeError ? 1 : 0).slice(0, 60).join('\n') : String(e);
  post({ t: 'died', slot: data.slot, text: `${what}\n${stack}\n` });
}

/** Serves the API's requests (src/spec/interchange.ts; the first boots the interpreter, CLOSE finalises it) until it is told to close. */
function serve(): void {
  const state = mem.header(H_API_STATE);
  let previous = 0;
  post({ t: 'ready' });
  for (;;) {
    const s = Atomics.load(mem.i32, state);
    if (s === 4) return;
    if (s !== 1) { Atomics.wait(mem.i32, state, s); continue; }
    Atomics.store(mem.i32, state, 2);
    if (previous !== 0) ctx.core.hostFree(previous);
    const result = (ctx.core.apiRequest?.(mem.u32[mem.header(H_API_REQUEST)]) ?? 0) >>> 0;
    previous = result;
    mem.u32[mem.header(H_API_RESULT)] = result;
    Atomics.compareExchange(mem.i32, state, 2, 3);
    post({ t: 'answer' });
  }
}

function runMain(): void {
  const options = mem.getU32(HOST_PAGE.OPTIONS_ADDR);
  Atomics.store(mem.i32, mem.slot(data.slot, SLOT_STATE), SlotState.RUNNING);
  if (mem.u32[mem.header(H_GLOBALS)] !== 0) {
    ctx.core.globalsLoad(mem.region + GLOBALS_AT);
    ctx.core.resumeProcess();
  } else ctx.core.initProcess(mem.region);
  const api = mem.getU32(options + OPTIONS_AT.OPTION_MODE) === OPTION_MODE.API;
  if (api) { serve(); return; }
  const status = ctx.core.runMain(options);
  Atomics.store(mem.i32, HOST_PAGE.STATUS >> 2, 1);
  post({ t: 'exit', status });
}

function runThreads(): void {
  const state = mem.slot(data.slot, SLOT_STATE);
  const thread = mem.slot(data.slot, SLOT_THREAD);
  for (;;) {
    const ts = Atomics.compareExchange(mem.i32, thread, 0, NO_THREAD) >>> 0;
    if (ts > NO_THREAD) {
      Atomics.store(mem.i32, state, SlotState.RUNNING);
      Atomics.notify(mem.i32, state);
      ctx.core.initThread(ts);
      ctx.core.threadMain(ts);
      Atomics.store(mem.i32, thread, NO_THREAD);
    }
    Atomics.store(mem.i32, state, SlotState.IDLE);
    let patience = IDLE_MS;
    for (let s: number = SlotState.IDLE; s === SlotState.IDLE || s === SlotState.CLAIMING; s = Atomics.load(mem.i32, state)) {
      if (Atomics.wait(mem.i32, state, s, patience) !== 'timed-out') continue;
      if (enoughIdle() && Atomics.compareExchange(mem.i32, state, SlotState.IDLE, SlotState.FREE) === SlotState.IDLE) return;
      patience = Math.min(patience * 2, 60_000);
    }
  }
}
/** Spawners take the lowest idle slots: as many as there are cores stay as the spares (supervisor.ts), and those above them are the ones that nobody has needed. */
function enoughIdle(): boolean {
  let idle = 0;
  for (let i = 1; i < data.slot; i++) if (Atomics.load(mem.i32, mem.slot(i, SLOT_STATE)) === SlotState.IDLE) idle++;
  return idle >= CORES;
}

try {
  instantiate();
  if (data.role === 'main') runMain();
  else runThreads();
  post({ t: 'gone' });
} catch (e) {
  died(e);
}
