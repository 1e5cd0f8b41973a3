/** The host calls that start children and wait for them: the worker's half of children.ts. */
import { ERRNO, type HostCalls, SPAWN } from '../../generated/host/calls.ts';
import { CHILD_BYTES, CHILDREN_AT, ChildState, H_UMASK, MAX_CHILDREN } from '../contract/region.ts';
import type { WorkerContext } from '../contract/worker-context.ts';
import { attempt } from './errors.ts';
import type { Descriptors } from './descriptors.ts';
import type { Pipes } from './pipes.ts';

const WNOHANG = 1;

export function processCalls(ctx: WorkerContext, fds: Descriptors, pipes: Pipes, cwd: () => Buffer, environment: () => [Buffer, Buffer][]): Pick<HostCalls, 'processSpawn' | 'processWait' | 'fdPipe' | 'fdDupTo' | 'fdFlag' | 'fdPoll'> {
  const { mem } = ctx;
  const entry = (i: number): number => (mem.region + CHILDREN_AT + i * CHILD_BYTES) >>> 2;

  return {
    fdPipe: (out) => attempt(() => pipes.pipe(out)),
    fdDupTo: (fd, to) => attempt(() => pipes.dupTo(fd, to)),
    fdFlag: (fd, flag, value) => attempt(() => pipes.flag(fd, flag, value)),
    fdPoll: (entries, count, ms) => attempt(() => pipes.poll(entries, count, ms)),

    processSpawn: (request, length) => {
      const bytes = Buffer.from(mem.copy(request, length));
      let at: number = SPAWN.LISTS;
      const number = (): number => { const n = bytes.readInt32LE(at); at += 4; return n; };
      const text = (): string => { const n = number(); at += n; return bytes.toString('utf8', at - n, at); };
      const list = <T>(f: () => T): T[] => Array.from({ length: Math.max(0, number()) }, f);
      const keep = list(number);
      const args = list(text);
      const programs = list(text);
      const [dir] = list(text);
      const inheritsEnvironment = bytes.readInt32LE(at) < 0;
      const variables = list(text);
      const env: Record<string, string> = {};
      if (inheritsEnvironment) for (const [k, v] of environment()) env[k.toString()] = v.toString();
      else for (const v of variables) { const i = v.indexOf('=', 1); if (i > 0) env[v.slice(0, i)] = v.slice(i + 1); }

      const fresh: number[] = [];
      const result = attempt(() => {
        const stdio: number[] = [];
        for (const [i, field] of [SPAWN.STDIN, SPAWN.STDOUT, SPAWN.STDERR].entries()) {
          const fd = bytes.readInt32LE(field);
          stdio.push(pipes.forChild(fd < 0 ? i : fd, fresh));
        }
        const more = bytes.readInt32LE(SPAWN.KEEP_INHERITABLE) !== 0 ? fds.inheritable() : keep;
        for (const fd of more) {
          if (fd <= 2) continue;
          while (stdio.length <= fd) stdio.push(-1);
          stdio[fd] = pipes.forChild(fd, fresh);
        }
        const mask = Atomics.load(mem.i32, mem.header(H_UMASK));
        const asked = bytes.readInt32LE(SPAWN.UMASK);
        const here = cwd();
        const status = ctx.askChild({
          programs, args, env, stdio, close: fresh, cwd: dir === undefined ? here.toString() : dir.startsWith('/') ? dir : `${here.toString()}/${dir}`,
          newSession: bytes.readInt32LE(SPAWN.NEW_SESSION) !== 0, uid: bytes.readInt32LE(SPAWN.UID), gid: bytes.readInt32LE(SPAWN.GID),
          umask: asked >= 0 ? asked : mask !== 0 ? mask & 0o777 : -1,
        });
        fresh.length = 0;
        return status;
      });
      for (const fd of fresh) fds.closeSystems(fd);
      return result;
    },

    processWait: (pid, options, out) => {
      for (;;) {
        const seen = ctx.activity();
        let any = false;
        for (let i = 0; i < MAX_CHILDREN; i++) {
          const at = entry(i);
          const state = Atomics.load(mem.i32, at + 1);
          if (state !== ChildState.RUNNING && state !== ChildState.EXITED) continue;
          const id = mem.i32[at];
          if (pid > 0 ? id !== pid : pid < -1) continue;
          any = true;
          if (state !== ChildState.EXITED || Atomics.compareExchange(mem.i32, at + 1, ChildState.EXITED, ChildState.TAKEN) !== ChildState.EXITED) continue;
          const status = mem.i32[at + 2];
          Atomics.store(mem.i32, at + 1, ChildState.FREE);
          mem.i32[out >>> 2] = status;
          return id;
        }
        if (!any) return -ERRNO.ECHILD;
        if ((options & WNOHANG) !== 0) return 0;
        if (ctx.signalPending()) return -ERRNO.EINTR;
        ctx.pause(1000, seen);
        if (ctx.signalPending()) return -ERRNO.EINTR;
      }
    },
  };
}
