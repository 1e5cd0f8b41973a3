/**
 * Child processes, the supervisor's half: it alone has an event loop, so it starts them and hears their end. The table of children is in shared memory (region.ts); a thread that
 * waits for one sleeps on H_ACTIVITY.
 *
 * A child's entry goes FREE → STARTING → RUNNING → EXITED here, and EXITED → FREE by whoever waits for it (process-calls.ts), by compare-and-swap: so exactly one thread gets a
 * status, as with waitpid. A program that is this Typhon itself is run by this Node directly, without a look at PATH.
 */
import type { ChildProcess } from 'node:child_process';
import { close, realpathSync, statSync, write } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { ERRNO } from '../../generated/host/calls.ts';
import type { ChildRequest } from '../contract/messages.ts';
import { CHILD_BYTES, CHILDREN_AT, ChildState, H_FLUSHES, MAX_CHILDREN, type Mem } from '../contract/region.ts';
import type { WorkerConfig } from '../contract/worker-context.ts';
import { childProcess } from './builtin.ts';
import { errnoOf } from './errors.ts';

/** Added to an errno to say that it is about the working directory. */
const ABOUT_CWD = 0x10000;

const entry = (mem: Mem, i: number): number => (mem.region + CHILDREN_AT + i * CHILD_BYTES) >>> 2;

function takeEntry(mem: Mem): number {
  for (let i = 0; i < MAX_CHILDREN; i++) if (Atomics.compareExchange(mem.i32, entry(mem, i) + 1, ChildState.FREE, ChildState.STARTING) === ChildState.FREE) return i;
  return -1;
}

function isOurselves(config: WorkerConfig, program: string): boolean {
  if (!program.endsWith('cli.js') && program !== config.executable) return false;
  try {
    return realpathSync(program) === realpathSync(join(config.dist, 'cli.js'));
  } catch {
    return false;
  }
}

/** Starts a program of `programs`, the first that can be. Its id, or a negative errno. */
export async function startChild(mem: Mem, config: WorkerConfig, r: ChildRequest): Promise<number> {
  const slot = takeEntry(mem);
  const at = entry(mem, slot);
  const oldMask = r.umask >= 0 ? process.umask(r.umask) : -1;
  let error = -ERRNO.ENOENT;
  let pid = 0;
  try {
    if (slot < 0) return -ERRNO.EAGAIN;
    try {
      if (!statSync(r.cwd).isDirectory()) return -ERRNO.ENOTDIR - ABOUT_CWD;
    } catch (e) {
      return errnoOf(e) - ABOUT_CWD;
    }
    let told = 0;
    for (const program of r.programs) {
      const ours = isOurselves(config, program);
      const result = await start(ours ? process.execPath : program, ours ? [program, ...r.args.slice(1)] : r.args.slice(1), ours ? process.execPath : r.args[0] ?? program, r);
      if (typeof result !== 'number') {
        pid = result.pid as number;
        mem.i32[at] = pid;
        result.on('exit', (code, signal) => {
          mem.i32[at + 2] = signal === null ? ((code ?? 0) & 0xff) << 8 : constants.signals[signal] ?? 9;
          Atomics.store(mem.i32, at + 1, ChildState.EXITED);
          mem.active();
        });
        Atomics.store(mem.i32, at + 1, ChildState.RUNNING);
        result.unref();
        return pid;
      }
      error = result;
      if (error !== -ERRNO.ENOENT && error !== -ERRNO.ENOTDIR) { if (error !== -ERRNO.EACCES) return error; told = error; }
    }
    return told !== 0 ? told : error;
  } finally {
    if (oldMask >= 0) process.umask(oldMask);
    if (pid === 0 && slot >= 0) Atomics.store(mem.i32, at + 1, ChildState.FREE);
    for (const fd of r.close) close(fd, () => {});
  }
}

function start(program: string, args: readonly string[], argv0: string, r: ChildRequest): Promise<ChildProcess> | Promise<number> | number {
  let child: ChildProcess;
  try {
    child = childProcess().spawn(program, args, {
      argv0, cwd: r.cwd, env: r.env, detached: r.newSession, windowsHide: true, stdio: r.stdio.map((fd) => fd < 0 ? 'ignore' : fd),
      ...(r.uid >= 0 ? { uid: r.uid } : {}), ...(r.gid >= 0 ? { gid: r.gid } : {}),
    });
  } catch (e) {
    return errnoOf(e);
  }
  child.on('error', () => {});
  if (child.pid !== undefined) return Promise.resolve(child);
  return new Promise<number>((resolve) => { child.on('error', (e) => resolve(errnoOf(e))); });
}

/** Writes what a closed pipe still had to give, for as long as somebody reads. */
export function flushPipe(mem: Mem, fd: number, bytes: Uint8Array): void {
  const ended = (): void => close(fd, () => { Atomics.sub(mem.i32, mem.header(H_FLUSHES), 1); mem.active(); });
  const go = (at: number, ms: number): void => write(fd, bytes, at, bytes.length - at, null, (e, n) => {
    if (e !== null && e.code === 'EAGAIN') { setTimeout(go, ms, at, Math.min(ms * 2, 16)); return; }
    if (e !== null || at + n >= bytes.length) ended();
    else go(at + n, 1);
  });
  go(0, 1);
}
