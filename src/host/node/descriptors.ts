/**
 * The table of file descriptors, in shared memory, and input and output through it.
 *
 * Node has no lseek, so the position of a regular file that Python opened is ours: a record in shared memory, with a lock that makes "read here and
 * move on" one step for all threads; files are read and written at explicit positions. What was inherited (0, 1, 2 redirected by a shell) keeps the system's own
 * position, which other processes may share, until Python seeks in it.
 *
 * Pipes and terminals must not block the worker in a system call: a signal could not interrupt it, and the process could not end while a daemon
 * thread sits in read(). On Linux they are opened once more, non-blocking, through /proc/self/fd, and waited for with growing pauses that a signal
 * cuts short. Sockets (what Node gives its children as standard input) cannot be opened so; they, and the streams of a host program, are read by the supervisor.
 *
 *   entry (FD_BYTES = 16):  u32 kind · u32 position record (of a stream: address of its stash) · i32 alternative descriptor + 1 · u32 flags F_*
 *   position record (16):   u32 references · u32 lock · f64 position
 */
import * as fs from 'node:fs';
import { ERRNO, POLL } from '../../generated/host/calls.ts';
import { FD_BYTES, FDS_AT, H_FD_LOCK, H_FLUSHES, H_OUTPUT_PENDING, H_STDIN_LENGTH, H_STDIN_LOCK, H_STDIN_STATE, H_STDIN_TAKEN, MAX_FDS, STDIN_AT } from '../contract/region.ts';
import type { WorkerContext } from '../contract/worker-context.ts';
import { errnoOf } from './errors.ts';

export const Kind = { UNKNOWN: 0, FILE: 1, INHERITED_FILE: 2, STREAM: 3, SUPERVISED: 4, CLOSED: 5 } as const;

/** Flags of an entry. LOCK guards the look-ahead byte and the stash (pipes.ts); MODE holds the access mode + 1, WRITER (14 bits) the descriptor that writes go to. @atomic */
const F_APPEND = 1, F_INHERITABLE = 2, F_NONBLOCKING = 4, F_AHEAD = 8, F_TOLD = 16, F_LOCK = 32, F_PIPE = 64, F_REPLACED = 128, F_BYTE_SHIFT = 8, F_MODE_SHIFT = 16, F_WRITER_SHIFT = 18;
/** what a pipe takes whole, and what the stash holds */
const PIPE_BUF = 4096;
const STASH_BYTES = 8 + PIPE_BUF;

const POSITIONS_AT = FDS_AT + MAX_FDS * FD_BYTES;
const MAX_POSITIONS = 0x7f00;
const MAX_TRANSFER = 1 << 30;
const MAX_PENDING_OUTPUT = 1 << 20;
const linux = process.platform === 'linux';

export class Descriptors {
  readonly #ctx: WorkerContext;
  constructor(ctx: WorkerContext) { this.#ctx = ctx; }

  #entry(fd: number): number { return (this.#ctx.mem.region + FDS_AT + fd * FD_BYTES) >>> 2; }
  #position(fd: number): number { return this.#ctx.mem.region + POSITIONS_AT + this.#ctx.mem.i32[this.#entry(fd) + 1] * 16; }

  /** What the descriptor is, found out at first use. Throws Node's error on a bad descriptor. */
  kind(fd: number): number {
    const { i32 } = this.#ctx.mem;
    if (fd < 0 || fd >= MAX_FDS) return Kind.CLOSED;
    const at = this.#entry(fd);
    const known = Atomics.load(i32, at);
    if (known !== Kind.UNKNOWN) return known;
    if (fd <= 2 && this.#ctx.config.streams[fd]) { Atomics.store(i32, at, Kind.SUPERVISED); return Kind.SUPERVISED; }
    const s = fs.fstatSync(fd);
    let kind: number = s.isFile() ? Kind.INHERITED_FILE : Kind.STREAM;
    if (kind === Kind.STREAM && fd === 0 && s.isSocket()) kind = Kind.SUPERVISED;
    Atomics.or(i32, at + 3, F_INHERITABLE);
    if (kind === Kind.STREAM && linux && (s.isFIFO() || (fd === 0 && s.isCharacterDevice()))) {
      try {
        const mode = fd === 0 ? fs.constants.O_RDONLY : fd <= 2 ? fs.constants.O_WRONLY : this.mode(fd);
        i32[at + 2] = fs.openSync(`/proc/self/fd/${fd}`, mode | fs.constants.O_NONBLOCK | fs.constants.O_NOCTTY) + 1;
      } catch { /* it stays a blocking one */ }
    }
    Atomics.store(i32, at, kind);
    return kind;
  }

  /** Enters a descriptor that Python has just opened. */
  opened(fd: number, isFile: boolean, append: boolean): number {
    const { mem } = this.#ctx;
    if (fd >= MAX_FDS) { fs.closeSync(fd); return -ERRNO.EMFILE; }
    const at = this.#entry(fd);
    if (isFile) {
      const record = this.#takePosition();
      if (record < 0) { fs.closeSync(fd); return -ERRNO.ENFILE; }
      mem.i32[at + 1] = record;
      mem.setF64(this.#position(fd) + 8, 0);
    }
    mem.i32[at + 2] = 0;
    mem.i32[at + 3] = append ? F_APPEND : 0;
    if (!isFile) mem.i32[at + 1] = 0;
    Atomics.store(mem.i32, at, isFile ? Kind.FILE : Kind.STREAM);
    return fd;
  }

  #takePosition(): number {
    const { mem } = this.#ctx;
    const base = (mem.region + POSITIONS_AT) >>> 2;
    for (let i = 0; i < MAX_POSITIONS; i++) {
      const refs = base + i * 4;
      if (Atomics.compareExchange(mem.i32, refs, 0, 1) === 0) { mem.i32[refs + 1] = 0; return i; }
    }
    return -1;
  }

  close(fd: number): number {
    const { mem, config } = this.#ctx;
    const kind = this.kind(fd);
    if (kind === Kind.CLOSED) return -ERRNO.EBADF;
    const at = this.#entry(fd);
    if (fd <= 2 && (!config.ownsProcess || kind === Kind.SUPERVISED)) { Atomics.store(mem.i32, at, Kind.CLOSED); return 0; }
    const pipe = this.nonblocking(fd);
    const writer = this.writer(fd);
    this.#release(fd);
    Atomics.store(mem.i32, at, fd <= 2 ? Kind.CLOSED : Kind.UNKNOWN);
    fs.closeSync(fd);
    if (writer > 0) this.close(writer);
    if (pipe) mem.active();
    return 0;
  }

  /** Lets go of all that the entry holds beside the descriptor itself; its flags are 0 then. */
  #release(fd: number): void {
    const { mem } = this.#ctx;
    const at = this.#entry(fd);
    if (Atomics.load(mem.i32, at) === Kind.FILE) Atomics.sub(mem.i32, this.#position(fd) >>> 2, 1);
    else if (Atomics.load(mem.i32, at) === Kind.STREAM) {
      const stash = mem.u32[at + 1];
      mem.i32[at + 1] = 0;
      if (stash !== 0) {
        const n = mem.getU32(stash);
        if (n > 0) {
          const fd2 = fs.openSync(`/proc/self/fd/${this.#direct(fd)}`, fs.constants.O_WRONLY | fs.constants.O_NONBLOCK);
          Atomics.add(mem.i32, mem.header(H_FLUSHES), 1);
          this.#ctx.post({ t: 'flush', fd: fd2, bytes: mem.copy(stash + 8, n) });
        }
        this.#ctx.core.hostFree(stash);
      }
    }
    const other = mem.i32[at + 2];
    mem.i32[at + 2] = 0;
    mem.i32[at + 3] = 0;
    if (other > 0) fs.closeSync(other - 1);
  }

  dup(fd: number): number {
    if (!linux) return -ERRNO.ENOSYS;
    const fresh = this.#reopen(fd);
    if (fresh < 0) return fresh;
    if (fresh >= MAX_FDS) { fs.closeSync(fresh); return -ERRNO.EMFILE; }
    this.#become(fresh, fd, 0, 0);
    const writer = this.writer(fd);
    if (writer > 0) this.writer(fresh, this.dup(writer));
    return fresh;
  }

  /** dup2: `to` becomes what fd is. The number `to` stays taken in the system, whatever it is there; the entry says what stands for it. */
  replace(to: number, fd: number): number {
    const fresh = this.#reopen(fd);
    if (fresh < 0) return fresh;
    let open = true;
    try { open = this.kind(to) !== Kind.CLOSED; } catch { open = false; }
    if (fresh === to) { this.#become(to, fd, 0, F_INHERITABLE); return to; }
    if (open) this.#release(to);
    else if (to > 2) {
      const others: number[] = [];
      let n = -1;
      while ((n = fs.openSync('/dev/null', 'r')) < to) others.push(n);
      for (const o of others) fs.closeSync(o);
      if (n !== to) { fs.closeSync(n); fs.closeSync(fresh); return -ERRNO.EMFILE; }
    }
    this.#become(to, fd, fresh + 1, F_REPLACED | F_INHERITABLE);
    return to;
  }

  /** The same file once more, by another number of the system's. */
  #reopen(fd: number): number {
    const kind = this.kind(fd);
    if (kind === Kind.CLOSED) return -ERRNO.EBADF;
    if (kind === Kind.SUPERVISED) return -ERRNO.ENOSYS;
    if (kind === Kind.INHERITED_FILE) this.#own(fd);
    const more = this.nonblocking(fd) ? fs.constants.O_NONBLOCK : this.appends(fd) ? fs.constants.O_APPEND : 0;
    return fs.openSync(`/proc/self/fd/${this.#direct(fd)}`, this.mode(fd) | more | fs.constants.O_NOCTTY);
  }

  /** The entry of `to` says from now on what fd's says, of its own descriptor. */
  #become(to: number, fd: number, alternative: number, flags: number): void {
    const { mem } = this.#ctx;
    const isFile = this.kind(fd) === Kind.FILE;
    const at = this.#entry(to);
    mem.i32[at + 1] = isFile ? mem.i32[this.#entry(fd) + 1] : 0;
    mem.i32[at + 2] = alternative;
    mem.i32[at + 3] = flags | (this.appends(fd) ? F_APPEND : 0) | (this.nonblocking(fd) ? F_PIPE : 0) | (Atomics.load(mem.i32, this.#entry(fd) + 3) & (3 << F_MODE_SHIFT));
    if (isFile) Atomics.add(mem.i32, this.#position(fd) >>> 2, 1);
    Atomics.store(mem.i32, at, isFile ? Kind.FILE : Kind.STREAM);
  }

  // ---- for pipes.ts ---------------------------------------------------------------------------------------------------------
  isPipe(fd: number): void { Atomics.or(this.#ctx.mem.i32, this.#entry(fd) + 3, F_PIPE); }
  /** Can it be read and written without waiting in the system? */
  nonblocking(fd: number): boolean {
    const { i32 } = this.#ctx.mem;
    const at = this.#entry(fd);
    return Atomics.load(i32, at) === Kind.STREAM && ((Atomics.load(i32, at + 3) & F_PIPE) !== 0 || (i32[at + 2] > 0 && (Atomics.load(i32, at + 3) & F_REPLACED) === 0));
  }
  appends(fd: number): boolean { return (Atomics.load(this.#ctx.mem.i32, this.#entry(fd) + 3) & F_APPEND) !== 0; }
  systems(fd: number): number {
    const at = this.#entry(fd);
    return (Atomics.load(this.#ctx.mem.i32, at + 3) & F_REPLACED) !== 0 ? this.#ctx.mem.i32[at + 2] - 1 : fd;
  }
  /** What is written to fd goes to this descriptor (0: to fd itself), which is closed with fd; a value above 0 is the descriptor from now on. */
  writer(fd: number, value = -1): number {
    const { i32 } = this.#ctx.mem;
    const at = this.#entry(fd) + 3;
    if (value > 0) {
      if (value >>> 14 !== 0) return -ERRNO.EMFILE;
      Atomics.or(i32, at, value << F_WRITER_SHIFT);
    }
    return Atomics.load(i32, at) >>> F_WRITER_SHIFT;
  }
  closeSystems(fd: number): void { fs.closeSync(fd); }
  /** O_RDONLY, O_WRONLY or O_RDWR */
  mode(fd: number): number {
    const { i32 } = this.#ctx.mem;
    const at = this.#entry(fd) + 3;
    const known = (Atomics.load(i32, at) >> F_MODE_SHIFT) & 3;
    if (known !== 0) return known - 1;
    const mode = Number.parseInt(/flags:\s+(\d+)/.exec(fs.readFileSync(`/proc/self/fdinfo/${this.systems(fd)}`, 'latin1'))?.[1] ?? '0', 8) & 3;
    Atomics.or(i32, at, (mode + 1) << F_MODE_SHIFT);
    return mode;
  }
  tell(fd: number): number { return this.#withPosition(fd, (position) => position); }
  flag(fd: number, which: 'inheritable' | 'nonblocking', value: number): number {
    const { i32 } = this.#ctx.mem;
    const at = this.#entry(fd) + 3;
    const bit = which === 'inheritable' ? F_INHERITABLE : F_NONBLOCKING;
    if (value > 0) Atomics.or(i32, at, bit);
    else if (value === 0) Atomics.and(i32, at, ~bit);
    return (Atomics.load(i32, at) & bit) !== 0 ? 1 : 0;
  }
  /** Those above 2 that a child inherits when nothing is closed for it. */
  inheritable(): number[] {
    const out: number[] = [];
    for (let fd = 3; fd < MAX_FDS; fd++) if ((Atomics.load(this.#ctx.mem.i32, this.#entry(fd) + 3) & F_INHERITABLE) !== 0 && Atomics.load(this.#ctx.mem.i32, this.#entry(fd)) !== Kind.UNKNOWN) out.push(fd);
    return out;
  }
  supervisedReady(): boolean {
    const { mem } = this.#ctx;
    const s = Atomics.load(mem.i32, mem.header(H_STDIN_STATE));
    if (s === 3 || (s === 2 && mem.i32[mem.header(H_STDIN_TAKEN)] < mem.i32[mem.header(H_STDIN_LENGTH)])) return true;
    if (s !== 1) { Atomics.store(mem.i32, mem.header(H_STDIN_STATE), 1); this.#ctx.post({ t: 'stdin' }); }
    return false;
  }
  /** POLLIN and POLLHUP of a pipe. */
  readable(fd: number): number {
    const { i32 } = this.#ctx.mem;
    const at = this.#entry(fd) + 3;
    return this.#lockEntry(fd, () => {
      if ((Atomics.load(i32, at) & F_AHEAD) !== 0) return POLL.IN;
      const byte = Buffer.alloc(1);
      try {
        if (fs.readSync(this.#direct(fd), byte, 0, 1, null) === 0) return POLL.HUP;
      } catch (e) {
        return errnoOf(e) === -ERRNO.EAGAIN ? 0 : errnoOf(e) === 0 ? POLL.HUP : POLL.ERR;
      }
      i32[at] = (i32[at] & ~(0xff << F_BYTE_SHIFT)) | F_AHEAD | (byte[0] << F_BYTE_SHIFT);
      return POLL.IN;
    });
  }
  /** POLLOUT and POLLERR of a pipe; it may be written to once then without waiting. */
  writable(fd: number): number {
    return this.#lockEntry(fd, () => {
      const e = this.#flushStash(fd);
      if (e === -ERRNO.EAGAIN) return 0;
      Atomics.or(this.#ctx.mem.i32, this.#entry(fd) + 3, F_TOLD);
      return e < 0 ? POLL.ERR | POLL.OUT : POLL.OUT;
    });
  }
  /** Under the entry's lock: 0 when there is no stash any more, else a negative errno. */
  #flushStash(fd: number): number {
    const { mem } = this.#ctx;
    const stash = mem.u32[this.#entry(fd) + 1];
    const n = stash === 0 ? 0 : mem.getU32(stash);
    if (n === 0) return 0;
    try {
      const took = fs.writeSync(this.#direct(fd), mem.bytes(stash + 8, n), 0, n, null);
      mem.u8.copyWithin(stash + 8, stash + 8 + took, stash + 8 + n);
      mem.setU32(stash, n - took);
      return took === n ? 0 : -ERRNO.EAGAIN;
    } catch (e) {
      const errno = errnoOf(e);
      if (errno !== -ERRNO.EAGAIN) mem.setU32(stash, 0);
      return errno;
    }
  }
  #lockEntry<T>(fd: number, f: () => T): T {
    const { i32 } = this.#ctx.mem;
    const at = this.#entry(fd) + 3;
    while ((Atomics.or(i32, at, F_LOCK) & F_LOCK) !== 0) Atomics.wait(i32, at, Atomics.load(i32, at) | F_LOCK, 1);
    try {
      return f();
    } finally {
      Atomics.and(i32, at, ~F_LOCK);
    }
  }
  #readPipe(fd: number, view: Uint8Array): number {
    const { i32 } = this.#ctx.mem;
    const at = this.#entry(fd) + 3;
    const n = this.#lockEntry(fd, () => {
      if (view.length === 0) return 0;
      if ((i32[at] & F_AHEAD) === 0) return fs.readSync(this.#direct(fd), view, 0, view.length, null);
      view[0] = (i32[at] >> F_BYTE_SHIFT) & 0xff;
      i32[at] &= ~F_AHEAD;
      if (view.length === 1) return 1;
      try { return 1 + fs.readSync(this.#direct(fd), view, 1, view.length - 1, null); } catch { return 1; }
    });
    this.#ctx.mem.active();
    return n;
  }
  #writePipe(fd: number, view: Uint8Array): number {
    const { mem } = this.#ctx;
    const at = this.#entry(fd);
    const n = this.#lockEntry(fd, () => {
      const e = this.#flushStash(fd);
      if (e < 0) return e;
      const told = (Atomics.and(mem.i32, at + 3, ~F_TOLD) & F_TOLD) !== 0;
      try {
        return fs.writeSync(this.#direct(fd), view, 0, view.length, null);
      } catch (error) {
        if (!told || errnoOf(error) !== -ERRNO.EAGAIN) throw error;
      }
      if (mem.u32[at + 1] === 0) {
        const stash = this.#ctx.core.hostAlloc(STASH_BYTES) >>> 0;
        if (stash === 0) return -ERRNO.ENOMEM;
        mem.u32[at + 1] = stash;
      }
      const stash = mem.u32[at + 1];
      const count = Math.min(view.length, PIPE_BUF);
      mem.u8.set(view.subarray(0, count), stash + 8);
      mem.setU32(stash, count);
      return count;
    });
    mem.active();
    return n;
  }

  /** Takes over the position of an inherited file. */
  #own(fd: number): void {
    const { mem } = this.#ctx;
    mem.locked(H_FD_LOCK, () => {
      const at = this.#entry(fd);
      if (Atomics.load(mem.i32, at) !== Kind.INHERITED_FILE) return;
      let position = 0;
      let append = false;
      try {
        const info = fs.readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1');
        position = Number(/pos:\s+(\d+)/.exec(info)?.[1] ?? 0);
        append = (Number.parseInt(/flags:\s+(\d+)/.exec(info)?.[1] ?? '0', 8) & 0o2000) !== 0;
      } catch { /* no /proc: a file that was handed over at its beginning */ }
      const record = this.#takePosition();
      if (record < 0) return;
      mem.i32[at + 1] = record;
      mem.setF64(this.#position(fd) + 8, position);
      if (append) Atomics.or(mem.i32, at + 3, F_APPEND);
      Atomics.store(mem.i32, at, Kind.FILE);
    });
  }

  #withPosition<T>(fd: number, f: (position: number, set: (p: number) => void) => T): T {
    const { mem } = this.#ctx;
    const at = this.#position(fd);
    const lock = (at + 4) >>> 2;
    while (Atomics.compareExchange(mem.i32, lock, 0, 1) !== 0) Atomics.wait(mem.i32, lock, 1, 1);
    try {
      return f(mem.f64[(at + 8) / 8], (p) => { mem.f64[(at + 8) / 8] = p; });
    } finally {
      Atomics.store(mem.i32, lock, 0);
      Atomics.notify(mem.i32, lock, 1);
    }
  }

  read(fd: number, out: number, length: number): number {
    const { mem } = this.#ctx;
    const kind = this.kind(fd);
    if (kind === Kind.CLOSED) return -ERRNO.EBADF;
    const view = mem.bytes(out, Math.min(length, MAX_TRANSFER));
    if (kind === Kind.FILE) {
      return this.#withPosition(fd, (position, set) => {
        const n = fs.readSync(this.systems(fd), view, 0, view.length, position);
        set(position + n);
        return n;
      });
    }
    if (kind === Kind.SUPERVISED) return fd === 0 ? this.#readSupervised(view) : -ERRNO.EBADF;
    if (this.nonblocking(fd)) return this.#patiently(fd, () => this.#readPipe(fd, view));
    return this.#patiently(fd, () => fs.readSync(this.#direct(fd), view, 0, view.length, null));
  }

  write(fd: number, from: number, length: number): number {
    const { mem } = this.#ctx;
    const kind = this.kind(fd);
    if (kind === Kind.CLOSED) return -ERRNO.EBADF;
    const writer = this.writer(fd);
    if (writer > 0) return this.write(writer, from, length);
    if (length === 0) return 0;
    const view = mem.bytes(from, Math.min(length, MAX_TRANSFER));
    if (kind === Kind.FILE) {
      return this.#withPosition(fd, (position, set) => {
        if (this.appends(fd)) {
          const n = fs.writeSync(this.systems(fd), view, 0, view.length, null);
          set(fs.fstatSync(this.systems(fd)).size);
          return n;
        }
        const n = fs.writeSync(this.systems(fd), view, 0, view.length, position);
        set(position + n);
        return n;
      });
    }
    if (kind === Kind.SUPERVISED) return fd === 0 ? -ERRNO.EBADF : this.#writeSupervised(fd, view);
    if (this.nonblocking(fd)) return this.#patiently(fd, () => this.#writePipe(fd, view));
    return this.#patiently(fd, () => fs.writeSync(this.#direct(fd), view, 0, view.length, null));
  }

  #direct(fd: number): number { return this.#ctx.mem.i32[this.#entry(fd) + 2] - 1 >= 0 ? this.#ctx.mem.i32[this.#entry(fd) + 2] - 1 : fd; }

  /** Tries until the other side is ready, with pauses of 1 to 16 ms, or less when a pipe of ours is used; not at all if Python made the descriptor non-blocking. */
  #patiently(fd: number, f: () => number): number {
    for (let ms = 1; ; ms = Math.min(ms * 2, 16)) {
      const seen = this.#ctx.activity();
      let errno: number;
      try {
        errno = f();
        if (errno >= 0) return errno;
      } catch (e) {
        errno = errnoOf(e);
        if (errno === -ERRNO.EINTR && !this.#ctx.signalPending()) continue;
      }
      if (errno !== -ERRNO.EAGAIN || (Atomics.load(this.#ctx.mem.i32, this.#entry(fd) + 3) & F_NONBLOCKING) !== 0) return errno;
      if (this.#ctx.signalPending()) return -ERRNO.EINTR;
      this.#ctx.pause(ms, seen);
      if (this.#ctx.signalPending()) return -ERRNO.EINTR;
    }
  }

  #readSupervised(view: Uint8Array): number {
    const { mem } = this.#ctx;
    const state = mem.header(H_STDIN_STATE);
    return mem.locked(H_STDIN_LOCK, () => {
      for (;;) {
        const s = Atomics.load(mem.i32, state);
        if (s === 3) return 0;
        if (s === 2) {
          const taken = mem.i32[mem.header(H_STDIN_TAKEN)];
          const n = Math.min(view.length, mem.i32[mem.header(H_STDIN_LENGTH)] - taken);
          if (n > 0) {
            view.set(mem.bytes(mem.region + STDIN_AT + taken, n));
            mem.i32[mem.header(H_STDIN_TAKEN)] = taken + n;
            return n;
          }
        }
        if (s !== 1) { Atomics.store(mem.i32, state, 1); this.#ctx.post({ t: 'stdin' }); }
        if (this.#ctx.signalPending()) return -ERRNO.EINTR;
        Atomics.wait(mem.i32, state, 1, this.#ctx.isMain ? 20 : 1000);
      }
    });
  }

  #writeSupervised(fd: number, view: Uint8Array): number {
    const { mem } = this.#ctx;
    const at = mem.header(H_OUTPUT_PENDING);
    const bytes = view.slice(0, Math.min(view.length, 1 << 16));
    for (;;) {
      const pending = Atomics.load(mem.i32, at);
      if (pending < MAX_PENDING_OUTPUT) break;
      if (this.#ctx.signalPending()) return -ERRNO.EINTR;
      Atomics.wait(mem.i32, at, pending, 20);
    }
    Atomics.add(mem.i32, at, bytes.length);
    this.#ctx.post({ t: 'output', fd, bytes });
    return bytes.length;
  }

  seek(fd: number, offset: number, whence: number, out: number): number {
    const { mem } = this.#ctx;
    let kind = this.kind(fd);
    if (kind === Kind.CLOSED) return -ERRNO.EBADF;
    if (kind === Kind.INHERITED_FILE) { this.#own(fd); kind = this.kind(fd); }
    if (kind !== Kind.FILE) return -ERRNO.ESPIPE;
    return this.#withPosition(fd, (position, set) => {
      const base = whence === 0 ? 0 : whence === 1 ? position : whence === 2 ? fs.fstatSync(this.systems(fd)).size : Number.NaN;
      const target = base + offset;
      if (!(target >= 0)) return -ERRNO.EINVAL;
      set(target);
      mem.setI64(out, BigInt(target));
      return 0;
    });
  }
}
