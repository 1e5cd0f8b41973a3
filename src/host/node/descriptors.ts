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
 *   entry (FD_BYTES = 16):  u32 kind · u32 position record · i32 alternative descriptor + 1 · u32 bit 0: append
 *   position record (16):   u32 references · u32 lock · f64 position
 */
import * as fs from 'node:fs';
import { ERRNO } from '../../generated/host/calls.ts';
import { FD_BYTES, FDS_AT, H_FD_LOCK, H_OUTPUT_PENDING, H_STDIN_LENGTH, H_STDIN_LOCK, H_STDIN_STATE, H_STDIN_TAKEN, MAX_FDS, STDIN_AT } from '../contract/region.ts';
import type { WorkerContext } from '../contract/worker-context.ts';
import { errnoOf } from './errors.ts';

export const Kind = { UNKNOWN: 0, FILE: 1, INHERITED_FILE: 2, STREAM: 3, SUPERVISED: 4, CLOSED: 5 } as const;

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
    if (kind === Kind.STREAM && linux && fd <= 2 && (s.isFIFO() || (fd === 0 && s.isCharacterDevice()))) {
      try {
        const mode = fd === 0 ? fs.constants.O_RDONLY : fs.constants.O_WRONLY;
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
    mem.i32[at + 3] = append ? 1 : 0;
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
    if (kind === Kind.FILE) Atomics.sub(mem.i32, this.#position(fd) >>> 2, 1);
    const other = mem.i32[at + 2];
    mem.i32[at + 2] = 0;
    Atomics.store(mem.i32, at, fd <= 2 ? Kind.CLOSED : Kind.UNKNOWN);
    if (other > 0) fs.closeSync(other - 1);
    fs.closeSync(fd);
    return 0;
  }

  dup(fd: number): number {
    if (!linux) return -ERRNO.ENOSYS;
    const { mem } = this.#ctx;
    const kind = this.kind(fd);
    if (kind === Kind.CLOSED) return -ERRNO.EBADF;
    if (kind === Kind.SUPERVISED) return -ERRNO.ENOSYS;
    const append = mem.i32[this.#entry(fd) + 3] !== 0;
    const flags = Number.parseInt(/flags:\s+(\d+)/.exec(fs.readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1] ?? '0', 8);
    const fresh = fs.openSync(`/proc/self/fd/${fd}`, flags & (3 | fs.constants.O_APPEND));
    if (kind === Kind.INHERITED_FILE) this.#own(fd);
    const isFile = this.kind(fd) === Kind.FILE;
    const at = this.#entry(fresh);
    mem.i32[at + 1] = mem.i32[this.#entry(fd) + 1];
    mem.i32[at + 2] = 0;
    mem.i32[at + 3] = append ? 1 : 0;
    if (isFile) Atomics.add(mem.i32, this.#position(fd) >>> 2, 1);
    Atomics.store(mem.i32, at, isFile ? Kind.FILE : Kind.STREAM);
    return fresh;
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
      mem.i32[at + 3] = append ? 1 : 0;
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
        const n = fs.readSync(fd, view, 0, view.length, position);
        set(position + n);
        return n;
      });
    }
    if (kind === Kind.SUPERVISED) return fd === 0 ? this.#readSupervised(view) : -ERRNO.EBADF;
    return this.#patiently(() => fs.readSync(this.#direct(fd), view, 0, view.length, null));
  }

  write(fd: number, from: number, length: number): number {
    const { mem } = this.#ctx;
    const kind = this.kind(fd);
    if (kind === Kind.CLOSED) return -ERRNO.EBADF;
    if (length === 0) return 0;
    const view = mem.bytes(from, Math.min(length, MAX_TRANSFER));
    if (kind === Kind.FILE) {
      return this.#withPosition(fd, (position, set) => {
        if (mem.i32[this.#entry(fd) + 3] !== 0) {
          const n = fs.writeSync(fd, view, 0, view.length, null);
          set(fs.fstatSync(fd).size);
          return n;
        }
        const n = fs.writeSync(fd, view, 0, view.length, position);
        set(position + n);
        return n;
      });
    }
    if (kind === Kind.SUPERVISED) return fd === 0 ? -ERRNO.EBADF : this.#writeSupervised(fd, view);
    return this.#patiently(() => fs.writeSync(this.#direct(fd), view, 0, view.length, null));
  }

  #direct(fd: number): number { return this.#ctx.mem.i32[this.#entry(fd) + 2] - 1 >= 0 ? this.#ctx.mem.i32[this.#entry(fd) + 2] - 1 : fd; }

  /** Tries until the other side is ready, with pauses of 1 to 16 ms. */
  #patiently(f: () => number): number {
    for (let ms = 1; ; ms = Math.min(ms * 2, 16)) {
      try {
        return f();
      } catch (e) {
        const errno = errnoOf(e);
        if (errno === -ERRNO.EINTR && !this.#ctx.signalPending()) continue;
        if (errno !== -ERRNO.EAGAIN) return errno;
      }
      if (this.#ctx.signalPending()) return -ERRNO.EINTR;
      this.#ctx.pause(ms);
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
      const base = whence === 0 ? 0 : whence === 1 ? position : whence === 2 ? fs.fstatSync(fd).size : Number.NaN;
      const target = base + offset;
      if (!(target >= 0)) return -ERRNO.EINVAL;
      set(target);
      mem.setI64(out, BigInt(target));
      return 0;
    });
  }
}
