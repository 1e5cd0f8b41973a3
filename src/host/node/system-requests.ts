/** The host call systemRequest: what programs ask rarely of process and system (src/spec/hostcalls.ts, SYSTEM_REQUEST). Some of it only Linux tells, through /proc. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import { ERRNO, type HostCalls, SYSTEM_REQUEST as R } from '../../generated/host/calls.ts';
import { H_TIME_ZONE } from '../contract/region.ts';
import type { WorkerContext } from '../contract/worker-context.ts';
import type { Descriptors } from './descriptors.ts';
import { unpackMs } from './alarm.ts';
import { attempt } from './errors.ts';

/** "0-2,5" */
function ranges(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [from, to = from] = part.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}

export function systemRequests(ctx: WorkerContext, fds: Descriptors, cwd: () => Buffer): Pick<HostCalls, 'systemRequest'> {
  const { mem } = ctx;
  const absolute = (path: Buffer): Buffer => path[0] === 0x2f || path.length === 0 ? path : Buffer.concat([cwd(), Buffer.from('/'), path]);
  const proc = (pid: number, name: string): string | number => {
    if (process.platform !== 'linux') return -ERRNO.ENOSYS;
    try { return fs.readFileSync(`/proc/${pid || 'self'}/${name}`, 'latin1'); } catch { return -ERRNO.ESRCH; }
  };
  const usage = (): number[] => {
    const u = process.resourceUsage();
    return [u.userCPUTime / 1e6, u.systemCPUTime / 1e6, u.maxRSS, u.sharedMemorySize, u.unsharedDataSize, u.unsharedStackSize, u.minorPageFault, u.majorPageFault, u.swappedOut, u.fsRead, u.fsWrite, u.ipcSent, u.ipcReceived, u.signalsCount, u.voluntaryContextSwitches, u.involuntaryContextSwitches];
  };
  const volume = (path: Buffer): number[] => {
    const s = fs.statfsSync(path);
    return [s.bsize, s.bsize, s.blocks, s.bfree, s.bavail, s.files, s.ffree, s.ffree, 0, 255, s.type];
  };
  const session = (pid: number): number[] | number => {
    const text = proc(pid, 'stat');
    if (typeof text === 'number') return text;
    // "pid (name) state ppid pgrp session …": the name may hold anything
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return [Number(fields[2]), Number(fields[3])];
  };
  const affinity = (pid: number): number[] | number => {
    const text = proc(pid, 'status');
    if (typeof text === 'number') return text;
    return ranges(/^Cpus_allowed_list:\s*(\S+)/m.exec(text)?.[1] ?? '0');
  };
  const openFiles = (): number[] | number => {
    const text = proc(0, 'limits');
    if (typeof text === 'number') return text;
    const soft = /^Max open files\s+(\S+)/m.exec(text)?.[1];
    return soft === undefined ? -ERRNO.ENOSYS : [soft === 'unlimited' ? -1 : Number(soft)];
  };
  const timer = (ms: number, interval: number): number[] | number => {
    const { status, a, b } = ctx.ask('timer', ms, interval);
    return status < 0 ? status : [unpackMs(a), unpackMs(b)];
  };
  const nothing = (f: () => void): number[] => { f(); return []; };

  const answer = (what: number, a: number, b: number, c: number, path: Buffer): number[] | number => {
    switch (what) {
      case R.CHOWN: return nothing(() => fs.chownSync(absolute(path), a >>> 0, b >>> 0));
      case R.LCHOWN: return nothing(() => fs.lchownSync(absolute(path), a >>> 0, b >>> 0));
      case R.FCHOWN: return nothing(() => fs.fchownSync(fds.systems(a), b >>> 0, c >>> 0));
      case R.FCHMOD: return nothing(() => fs.fchmodSync(fds.systems(a), b));
      case R.STATVFS: return volume(absolute(path));
      case R.LOAD: return os.loadavg();
      case R.GROUPS: return process.getgroups?.().slice(0, R.OUT_MAX) ?? -ERRNO.ENOSYS;
      case R.PRIORITY: return a === 0 ? [os.getPriority(b)] : -ERRNO.ENOSYS;
      case R.SET_PRIORITY: return a === 0 ? nothing(() => os.setPriority(b, c)) : -ERRNO.ENOSYS;
      case R.USAGE: return usage();
      case R.SESSION: return session(a);
      case R.AFFINITY: return affinity(a);
      case R.MEMORY: return [os.totalmem(), os.freemem()];
      case R.OPEN_FILES: return openFiles();
      case R.TIMER: return timer(a, b);
      case R.TIME_ZONE: return nothing(() => { Atomics.add(mem.i32, mem.header(H_TIME_ZONE), 1); });
      default: return -ERRNO.EINVAL;
    }
  };
  return {
    systemRequest: (what, a, b, c, path, length, out) => attempt(() => {
      const r = answer(what, a, b, c, Buffer.from(mem.copy(path, length)));
      if (typeof r === 'number') return r;
      const n = Math.min(r.length, R.OUT_MAX);
      for (let i = 0; i < n; i++) new DataView(mem.memory.buffer).setFloat64(out + i * 8, r[i], true);
      return n;
    }),
  };
}
