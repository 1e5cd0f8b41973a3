/**
 * Messages between workers and the supervisor. A worker posts them without ever returning to its event loop; the supervisor answers through shared
 * memory (a word and a notify). The only messages *to* a worker come before it enters Python.
 */
/** All that the result of a compilation depends on: the arguments of the host call `compile`. */
export interface CompileInput { source: Uint8Array; isBytes: boolean; filename: Uint8Array; mode: number; flags: number }
/** status 0: code; 1: a syntax error. `blob` is what the core reads. */
export interface CompileOutput { status: 0 | 1; blob: Uint8Array }

/** What a worker asks the supervisor for: two numbers there, a status and two numbers back. timer: milliseconds and interval (negative: ask only), what was left and the old interval (alarm.ts: packMs). */
export type SupervisorOp = 'terminalSize' | 'signalMode' | 'timer';

export type FromWorker =
  /** some slot is REQUESTED, or a warm worker was claimed */
  | { t: 'spawn' }
  /** the program will start threads */
  | { t: 'expect' }
  /** the main program has ended */
  | { t: 'exit'; status: number }
  /** os._exit */
  | { t: 'exitNow'; status: number }
  /** the core panicked or trapped: `text` says it all */
  | { t: 'died'; slot: number; text: string }
  | { t: 'ask'; slot: number; op: SupervisorOp; a: number; b: number }
  /** processSpawn: a SPAWN request; the answer is SLOT_REPLY_STATUS. files: what the child gets (src/host/node/process-calls.ts) */
  | { t: 'child'; slot: number; request: ChildRequest }
  /** bytes left of a pipe that was closed: to be written to the descriptor (the supervisor's from now on), which is closed then */
  | { t: 'flush'; fd: number; bytes: Uint8Array }
  /** H_STDIN_STATE was set to 1 */
  | { t: 'stdin' }
  /** bytes for a stream of the host program; they count in H_OUTPUT_PENDING until consumed */
  | { t: 'output'; fd: number; bytes: Uint8Array }
  /** the answer to an API request is there (H_API_STATE is 3) */
  | { t: 'answer' }
  /** the interpreter is up and waits for API requests */
  | { t: 'ready' }
  /** this worker ends, as it should: without it, its end is an error */
  | { t: 'gone' };

/** A child to start: texts are UTF-8 already decoded; the descriptors are the operating system's, to be closed afterwards if they are in `close`. */
export interface ChildRequest {
  programs: readonly string[];
  args: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
  /** by number in the child: a descriptor of ours, or -1 for none */
  stdio: readonly number[];
  close: readonly number[];
  newSession: boolean;
  uid: number;
  gid: number;
  umask: number;
}

export type ToWorker =
  /** the first, to the main worker */
  | { module: WebAssembly.Module }
  /** to the main worker, if H_AHEAD says so: its program, compiled meanwhile. It is taken from the port by the host call `compile`. */
  | { ahead: CompileInput & CompileOutput };

/** What a worker is made for. */
export type WorkerRole = 'main' | 'thread';
