/**
 * Messages between workers and the supervisor. A worker posts them without ever returning to its event loop; the supervisor answers through shared
 * memory (a word and a notify). The only messages *to* a worker come before it enters Python.
 */
export type FromWorker =
  /** some slot is REQUESTED, or the last warm worker was claimed */
  | { t: 'spawn' }
  /** the main program has ended */
  | { t: 'exit'; status: number }
  /** os._exit */
  | { t: 'exitNow'; status: number }
  /** the core panicked or trapped: `text` says it all */
  | { t: 'died'; slot: number; text: string }
  | { t: 'ask'; slot: number; op: 'terminalSize' | 'signalMode'; a: number; b: number }
  /** H_STDIN_STATE was set to 1 */
  | { t: 'stdin' }
  /** bytes for a stream of the host program; they count in H_OUTPUT_PENDING until consumed */
  | { t: 'output'; fd: number; bytes: Uint8Array }
  /** the answer to an API request is there (H_API_STATE is 3) */
  | { t: 'answer' }
  /** the interpreter is up and waits for API requests */
  | { t: 'ready' };

export type ToWorker = { module: WebAssembly.Module };

/** What a worker is made for. */
export type WorkerRole = 'main' | 'thread';
