/**
 * Pipes, polling and the flags of descriptors, for Python: what Node's fs does not have.
 *
 * PIPES. Node cannot make one, but mkfifo(1) can: some FIFOs at once, opened (for reading and writing, so that nobody waits) and unlinked at once; what is left are descriptors of nameless
 * FIFOs in store. A pipe is one of them, opened once for reading and once for writing through /proc/self/fd. Both ends are non-blocking for us, and waits are
 * descriptors.ts's: no thread sits in a system call. A child gets an end opened anew, blocking, as it expects it (`forChild`).
 *
 * POLLING. There is no poll() in Node either. To see whether something can be read, one byte is read, non-blocking, and kept in the descriptor's entry, from where the next read takes it
 * first. To see whether something can be written there is no way without writing; so a pipe that was said to be writable takes one chunk (PIPE_BUF) in any case: what the kernel does not
 * take is put into a buffer of ours, the *stash*, and until that has gone the pipe is not writable. Closing leaves the stash to the supervisor (children.ts). Between two looks a poll sleeps on
 * H_ACTIVITY, at most 10 ms when only another process can change the answer. All this under the entry's lock, a bit in its word of flags; nothing under it blocks.
 *
 * TWO WAYS. A two-way pipe (socketpair, once detached) is two of them, each end a descriptor to read from whose entry names the one that writes go to (`writer`). A program that is not Typhon can
 * inherit one way only; multiprocessing tells its child both numbers.
 *
 * `dup2`: the entry of the old number says which descriptor of the system stands for it (#direct in descriptors.ts); the number itself stays taken.
 */
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ERRNO, FD_FLAG, POLL } from '../../generated/host/calls.ts';
import type { WorkerContext } from '../contract/worker-context.ts';
import { childProcess } from './builtin.ts';
import { type Descriptors, Kind } from './descriptors.ts';
import { errnoOf } from './errors.ts';

const STORE = 4;
const c = fs.constants;
const store: number[] = [];

/** FIFOs without a name, as descriptors open for reading and writing. */
function fifo(): number {
  const kept = store.pop();
  if (kept !== undefined) return kept;
  const dir = fs.mkdtempSync(join(tmpdir(), 'typhon-'));
  try {
    const names = Array.from({ length: STORE }, (_, i) => join(dir, String(i)));
    const r = childProcess().spawnSync('mkfifo', names, { stdio: 'ignore' });
    if (r.error !== undefined) throw r.error;
    if (r.status !== 0) return -ERRNO.EMFILE;
    for (const name of names) store.push(fs.openSync(name, c.O_RDWR | c.O_NONBLOCK));
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
  return store.pop() as number;
}

export class Pipes {
  readonly #ctx: WorkerContext;
  readonly #fds: Descriptors;
  constructor(ctx: WorkerContext, fds: Descriptors) { this.#ctx = ctx; this.#fds = fds; }

  pipe(out: number): number {
    if (process.platform !== 'linux') return -ERRNO.ENOSYS;
    const f = fifo();
    if (f < 0) return f;
    const { i32 } = this.#ctx.mem;
    let r = -1;
    try {
      r = fs.openSync(`/proc/self/fd/${f}`, c.O_RDONLY | c.O_NONBLOCK);
      const w = fs.openSync(`/proc/self/fd/${f}`, c.O_WRONLY | c.O_NONBLOCK);
      let e = this.#fds.opened(r, false, false);
      if (e < 0) { fs.closeSync(w); return e; }
      e = this.#fds.opened(w, false, false);
      if (e < 0) { this.#fds.close(r); return e; }
      this.#fds.isPipe(r);
      this.#fds.isPipe(w);
      i32[out >>> 2] = r;
      i32[(out + 4) >>> 2] = w;
      return 0;
    } finally {
      fs.closeSync(f);
    }
  }

  flag(fd: number, flag: number, value: number): number {
    if (this.#fds.kind(fd) === Kind.CLOSED) return -ERRNO.EBADF;
    if (flag === FD_FLAG.WRITER) {
      if (value > 0 && (this.#fds.kind(value) === Kind.CLOSED || !this.#fds.nonblocking(fd) || !this.#fds.nonblocking(value) || this.#fds.writer(fd) > 0)) return -ERRNO.EINVAL;
      return this.#fds.writer(fd, value);
    }
    if (flag !== FD_FLAG.INHERITABLE && flag !== FD_FLAG.NONBLOCKING) return -ERRNO.EINVAL;
    return this.#fds.flag(fd, flag === FD_FLAG.INHERITABLE ? 'inheritable' : 'nonblocking', value);
  }

  // the last look that found nothing: when, at which count of activity, at what (an event loop asks thousands of times a second)
  #asked = new Int32Array(0);
  #askedAt = Number.NEGATIVE_INFINITY;
  #askedActivity = 0;

  /** Whether the same question was answered with "nothing" within this millisecond and nobody here has done anything since; two-way pipes only, whose other end is usually ours. */
  #asBefore(entries: number, count: number): boolean {
    const { i32 } = this.#ctx.mem;
    if (this.#asked.length !== count * 3 || this.#ctx.activity() !== this.#askedActivity || performance.now() - this.#askedAt > 1) return false;
    for (let i = 0, at = entries >>> 2; i < count * 3; i++) if (i % 3 !== 2 && this.#asked[i] !== i32[at + i]) return false;
    for (let i = 0; i < count; i++) {
      const fd = i32[(entries >>> 2) + i * 3];
      if (fd < 0 || this.#fds.kind(fd) !== Kind.STREAM || this.#fds.writer(fd) <= 0) return false;
    }
    return !this.#ctx.signalPending();
  }

  poll(entries: number, count: number, ms: number): number {
    const { mem } = this.#ctx;
    if (ms === 0 && count > 0 && count <= 8 && this.#asBefore(entries, count)) return 0;
    const end = ms < 0 ? Number.POSITIVE_INFINITY : performance.now() + ms;
    for (let pause = 1; ; pause = Math.min(pause * 2, 10)) {
      const seen = this.#ctx.activity();
      let ready = 0;
      for (let i = 0; i < count; i++) {
        const at = (entries + i * 12) >>> 2;
        const found = this.#ready(mem.i32[at], mem.i32[at + 1]);
        mem.i32[at + 2] = found;
        if (found !== 0) ready++;
      }
      if (ready > 0) return ready;
      if (this.#ctx.signalPending()) return -ERRNO.EINTR;
      const left = end - performance.now();
      if (left <= 0) {
        if (count <= 8) {
          this.#asked = mem.i32.slice(entries >>> 2, (entries >>> 2) + count * 3);
          this.#askedAt = performance.now();
          this.#askedActivity = seen;
        }
        return 0;
      }
      this.#ctx.pause(count === 0 ? Math.min(left, 1000) : Math.min(left, pause), seen);
    }
  }

  #ready(fd: number, events: number): number {
    if (fd < 0) return 0;
    let kind: number;
    try { kind = this.#fds.kind(fd); } catch { return POLL.NVAL; }
    if (kind === Kind.CLOSED) return POLL.NVAL;
    if (kind === Kind.SUPERVISED) return fd === 0 ? (this.#fds.supervisedReady() ? events & POLL.IN : 0) : events & POLL.OUT;
    if (kind !== Kind.STREAM || !this.#fds.nonblocking(fd)) return events & (POLL.IN | POLL.OUT);
    let found = 0;
    if ((events & POLL.IN) !== 0 && this.#fds.mode(fd) !== c.O_WRONLY) found |= this.#fds.readable(fd);
    const writer = this.#fds.writer(fd) || fd;
    if ((events & POLL.OUT) !== 0 && this.#fds.mode(writer) !== c.O_RDONLY) found |= this.#fds.writable(writer);
    return found;
  }

  dupTo(fd: number, to: number): number {
    if (process.platform !== 'linux') return -ERRNO.ENOSYS;
    if (this.#fds.kind(fd) === Kind.CLOSED) return -ERRNO.EBADF;
    if (to < 0 || to > 4096) return -ERRNO.EBADF;
    if (fd === to) return to;
    return this.#fds.replace(to, fd);
  }

  /** A descriptor of the system's for a child's use: -1 none; in `fresh` if it was opened for this. */
  forChild(fd: number, fresh: number[]): number {
    const kind = this.#fds.kind(fd);
    if (kind === Kind.CLOSED) return -1;
    const own = this.#fds.systems(fd);
    if (process.platform !== 'linux') return own;
    const keep = (n: number): number => { fresh.push(n); return n; };
    const path = `/proc/self/fd/${own}`;
    if (kind === Kind.STREAM && this.#fds.nonblocking(fd)) {
      // a reader and a writer for a moment, so that opening waits for nobody
      let both = -1;
      try {
        both = fs.openSync(path, c.O_RDWR | c.O_NONBLOCK);
        return keep(fs.openSync(path, this.#fds.mode(fd)));
      } catch (e) {
        if (errnoOf(e) === -ERRNO.EMFILE) throw e;
        return own;
      } finally {
        if (both >= 0) fs.closeSync(both);
      }
    }
    if (kind !== Kind.FILE) return own;
    // our position is not the system's: one that stands there
    const position = this.#fds.tell(fd);
    const mode = this.#fds.mode(fd);
    if (this.#fds.appends(fd) || (mode !== c.O_RDONLY && position > 0 && position === fs.fstatSync(own).size)) return keep(fs.openSync(path, mode | c.O_APPEND));
    if (position === 0) return keep(fs.openSync(path, mode));
    const there = keep(fs.openSync(path, mode === c.O_WRONLY ? c.O_RDWR : mode));
    const buffer = Buffer.alloc(Math.min(position, 1 << 16));
    for (let left = position; left > 0;) {
      const n = fs.readSync(there, buffer, 0, Math.min(left, buffer.length), null);
      if (n === 0) break;
      left -= n;
    }
    return there;
  }
}
