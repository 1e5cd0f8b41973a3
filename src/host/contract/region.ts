/**
 * The host region: the top 16 MiB of the shared memory, in which supervisor and workers talk to one another. The core never touches it; it gets
 * the region's address as its `memoryEnd`. What the core must see stands in the host page (HOST_PAGE in src/spec/hostcalls.ts) at fixed addresses.
 *
 *   +0          header words (H_*)
 *   +0x1000     worker slots, SLOT_BYTES each: one worker each, for its whole life
 *   +0x48000    children, CHILD_BYTES each (src/host/node/children.ts)
 *   +0x80000    table of descriptors, FD_BYTES each (src/host/node/descriptors.ts)
 *   +0x200000   working directory, 64 KiB: u32 length, bytes; length 0: the process's own
 *   +0x210000   environment, 4 MiB: u32 length, packed pairs; length 0: the process's own
 *   +0x610000   standard input, when it comes from a stream of the host program: 64 KiB
 *   +0x620000   the globals of a snapshot's main thread (src/host/node/snapshot.ts): 32 KiB
 *   +0x800000   the options block, and the API's requests and results (src/api), to the end
 *
 * SLOTS. A slot's STATE word is a small state machine, every step of which is one atomic exchange or compare-and-swap:
 *
 *   FREE ──spawner──▶ CLAIMING ──▶ REQUESTED ──supervisor──▶ STARTING ──worker──▶ RUNNING ──worker──▶ IDLE ──spawner──▶ CLAIMING ──▶ CLAIMED ──worker──▶ RUNNING …
 *                         │ no worker can be made ──▶ FAILED ──spawner──▶ FREE
 *   FREE ──supervisor──▶ STARTING (a warm spare: THREAD is 0) ──worker──▶ IDLE, or RUNNING if a spawner has taken it meanwhile
 *                                                    IDLE ──worker, long not needed──▶ FREE (it ends, and touches the slot no more)
 *
 * In CLAIMING the slot is the spawner's alone: it stores THREAD, then leaves REQUESTED or CLAIMED behind, and the worker reads it after it has seen the state: the two pair through STATE. A
 * spare that is still starting is taken by compare-and-swap of THREAD from 0; its worker closes that door by the same exchange, to NO_THREAD. So 0 there means a spare that nobody has taken and that has not arrived, and nothing else. A
 * worker waits on its STATE word; who changes the state notifies it.
 */
export const REGION_BYTES = 16 << 20;

/** Header words: offsets from the region. */
export const H_THREADS_STARTED = 0; // @atomic: workers asked for so far
export const H_CWD_LOCK = 8; // @atomic spin lock of the working directory and the environment
export const H_FD_LOCK = 12; // @atomic spin lock of the descriptor table
export const H_STDIN_STATE = 16; // @atomic 0 nothing asked, 1 asked, 2 data there, 3 end
export const H_STDIN_LENGTH = 20; // bytes in the stdin buffer; valid in state 2
export const H_STDIN_TAKEN = 24; // of these, already taken; only under H_STDIN_LOCK
export const H_STDIN_LOCK = 28; // @atomic
export const H_OUTPUT_PENDING = 32; // @atomic bytes posted to the supervisor and not yet consumed
export const H_UMASK = 36; // @atomic 0x10000 | mask once it was set
export const H_API_STATE = 40; // @atomic 0 idle, 1 request there, 2 being served, 3 answer there, 4 close
export const H_API_REQUEST = 44; // address of the request
export const H_API_RESULT = 48; // address of the result (u32), from hostAlloc

export const H_SLOTS_USED = 52; // @atomic one more than the highest slot that ever had a worker

/** Bytes of globals at GLOBALS_AT: the memory came from a snapshot, which the main worker resumes. 0: it boots. Written before the main worker gets the module. */
export const H_GLOBALS = 56;
/** @atomic counts what a waiting host call may wait for: signals, writes to pipes, ends of children; notified with each */
export const H_ACTIVITY = 60;
/** @atomic pipes closed with bytes left, which the supervisor still writes */
export const H_FLUSHES = 64;

/** A child: u32 process id · u32 ChildState (@atomic) · i32 wait status (valid when EXITED) · u32 unused. */
export const CHILDREN_AT = 0x48000;
export const CHILD_BYTES = 16;
export const MAX_CHILDREN = 4096;
export const ChildState = { FREE: 0, STARTING: 1, RUNNING: 2, EXITED: 3, TAKEN: 4 } as const;

/** @atomic whether the supervisor compiles the main program: 0 no, 1 at it, 2 done (a message is there), 3 it failed. Left 0 or 1 before the main worker gets the module. */
export const H_AHEAD = 68;
/** @atomic how often Python called time.tzset(): workers that see it change look at TZ in Python's environment. 0: the zone of the start. */
export const H_TIME_ZONE = 72;

/** SLOT_THREAD of a worker that runs no thread. */
export const NO_THREAD = 1;

export const SLOTS_AT = 0x1000;
export const SLOT_BYTES = 64;
export const MAX_SLOTS = 4096;
export const SLOT_STATE = 0;
export const SLOT_THREAD = 4;
/** The worker's synchronous request to the supervisor: 0 waiting, 1 answered. */
export const SLOT_REPLY = 8;
export const SLOT_REPLY_STATUS = 12;
export const SLOT_REPLY_A = 16;
export const SLOT_REPLY_B = 20;

export const SlotState = { FREE: 0, REQUESTED: 1, STARTING: 2, RUNNING: 3, IDLE: 4, CLAIMED: 5, FAILED: 6, CLAIMING: 7 } as const;

export const FDS_AT = 0x80000;
export const FD_BYTES = 16;
export const MAX_FDS = 65536;
export const CWD_AT = 0x200000;
export const CWD_BYTES = 0x10000;
export const ENV_AT = 0x210000;
export const ENV_BYTES = 0x400000;
export const STDIN_AT = 0x610000;
export const STDIN_BYTES = 0x10000;
export const GLOBALS_AT = 0x620000;
export const GLOBALS_BYTES = 0x8000;
export const OPTIONS_BLOCK_AT = 0x800000;
export const API_AT = 0x900000;

/** How the memory begins: as large as a snapshot may be. Nothing runs in it before it has been grown to its whole size (docs/decisions/0005). */
export const LOW_BYTES = 32 << 20;
/** Words in the host page between supervisor and main worker, @atomic: 1 once the worker has its memory; 1 once that has been grown (the region exists from then on). */
export const START_WORKER = 0x8f00;
export const START_GROWN = 0x8f04;

/** The views of one shared memory. It does not grow any more when they are made, so they are made once. */
export class Mem {
  readonly memory: WebAssembly.Memory;
  readonly buffer: SharedArrayBuffer;
  readonly u8: Uint8Array;
  readonly i32: Int32Array;
  readonly u32: Uint32Array;
  readonly i64: BigInt64Array;
  readonly f64: Float64Array;
  /** address of the host region, and of the first byte that is not the core's */
  readonly region: number;

  constructor(memory: WebAssembly.Memory) {
    this.memory = memory;
    this.buffer = memory.buffer as unknown as SharedArrayBuffer;
    this.u8 = new Uint8Array(this.buffer);
    this.i32 = new Int32Array(this.buffer);
    this.u32 = new Uint32Array(this.buffer);
    this.i64 = new BigInt64Array(this.buffer);
    this.f64 = new Float64Array(this.buffer);
    this.region = this.buffer.byteLength - REGION_BYTES;
  }

  /** Index in i32 of a header word. */
  header(word: number): number { return (this.region + word) >>> 2; }
  /** Index in i32 of a slot's word. */
  slot(index: number, word: number): number { return (this.region + SLOTS_AT + index * SLOT_BYTES + word) >>> 2; }

  getU32(at: number): number { return this.u32[at >>> 2]; }
  setU32(at: number, value: number): void { this.u32[at >>> 2] = value; }
  setI64(at: number, value: bigint): void {
    if ((at & 7) === 0) this.i64[at / 8] = value;
    else new DataView(this.buffer, at, 8).setBigInt64(0, value, true);
  }
  getI64(at: number): bigint { return (at & 7) === 0 ? this.i64[at / 8] : new DataView(this.buffer, at, 8).getBigInt64(0, true); }
  setF64(at: number, value: number): void {
    if ((at & 7) === 0) this.f64[at / 8] = value;
    else new DataView(this.buffer, at, 8).setFloat64(0, value, true);
  }
  /** Something happened that a waiting host call may wait for. */
  active(): void {
    const at = this.header(H_ACTIVITY);
    Atomics.add(this.i32, at, 1);
    Atomics.notify(this.i32, at);
  }

  /** A view of bytes in the memory. */
  bytes(at: number, length: number): Uint8Array { return this.u8.subarray(at, at + length); }
  /** A copy of bytes in the memory, not shared. */
  copy(at: number, length: number): Uint8Array { return this.u8.slice(at, at + length); }

  /** Runs f under a spin lock that is a word of the region's header. Workers only: it may wait. */
  locked<T>(word: number, f: () => T): T {
    const at = this.header(word);
    while (Atomics.compareExchange(this.i32, at, 0, 1) !== 0) Atomics.wait(this.i32, at, 1, 1);
    try {
      return f();
    } finally {
      Atomics.store(this.i32, at, 0);
      Atomics.notify(this.i32, at, 1);
    }
  }
}
