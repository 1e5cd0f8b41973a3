/** The host calls about clocks, environment, process and system, on Node. */
import * as os from 'node:os';
import { openSync, readFileSync, readSync } from 'node:fs';
import { threadId } from 'node:worker_threads';
import { ERRNO, type HostCalls, SYSTEM_NUMBER, SYSTEM_TEXT } from '../../generated/host/calls.ts';
import { ENV_AT, ENV_BYTES, H_CWD_LOCK, H_TIME_ZONE } from '../contract/region.ts';
import { HostPanic, literal, type WorkerContext } from '../contract/worker-context.ts';
import { crypto } from './builtin.ts';
import { attempt } from './errors.ts';
import { localZone, type Span } from './time-zone.ts';
import { writeAll } from './write-all.ts';

type Names =
  | Exclude<Extract<keyof HostCalls, `clock${string}` | `environ${string}` | `system${string}` | `debug${string}`>, 'systemRequest'>
  | 'panic' | 'localTime' | 'randomBytes' | 'kill' | 'signalMode' | 'exitNow';

const signalNames: Readonly<Record<number, NodeJS.Signals>> = Object.fromEntries(Object.entries(os.constants.signals).map(([n, v]) => [v, n as NodeJS.Signals]));

let urandom = process.platform === 'win32' ? -1 : 0;
/** From the system's device: loading node:crypto for the hash seed would cost every start some milliseconds. */
function random(length: number): Buffer {
  const out = Buffer.alloc(length);
  if (urandom >= 0) {
    try {
      if (urandom === 0) urandom = openSync('/dev/urandom', 'r');
      let at = 0;
      while (at < length) at += readSync(urandom, out, at, length - at, null);
      return out;
    } catch {
      urandom = -1;
    }
  }
  return crypto().randomFillSync(out);
}

/** The environment as Python has it. Under H_CWD_LOCK where another thread may change it. */
export function environmentOf({ mem }: WorkerContext): [Buffer, Buffer][] {
  const env = mem.region + ENV_AT;
  const length = mem.getU32(env);
  if (length === 0) return Object.entries(process.env).map(([k, v]) => [Buffer.from(k), Buffer.from(v ?? '')]);
  const bytes = Buffer.from(mem.copy(env + 4, length - 1));
  const out: [Buffer, Buffer][] = [];
  for (let at = 0; at < bytes.length;) {
    const n = bytes.readUInt32LE(at);
    const name = bytes.subarray(at + 4, at + 4 + n);
    at += 4 + n;
    const v = bytes.readUInt32LE(at);
    out.push([name, bytes.subarray(at + 4, at + 4 + v)]);
    at += 4 + v;
  }
  return out;
}

export function systemCalls(ctx: WorkerContext): Pick<HostCalls, Names> {
  const { mem } = ctx;
  const env = mem.region + ENV_AT;

  // The system's clock in milliseconds, refined by the monotonic one; taken anew when the two part (somebody set the clock).
  let offset = 0n;
  const realtime = (): bigint => {
    const wall = BigInt(Date.now()) * 1_000_000n;
    const now = process.hrtime.bigint() + offset;
    const apart = now - wall;
    if (apart >= 0n && apart < 1_500_000n) return now;
    offset = BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e6)) - process.hrtime.bigint();
    const again = process.hrtime.bigint() + offset;
    const off = again - wall;
    if (off < -1_000_000n || off > 2_000_000n) offset = wall - process.hrtime.bigint();
    return process.hrtime.bigint() + offset;
  };

  const variables = (): [Buffer, Buffer][] => environmentOf(ctx);
  const pack = (list: readonly [Buffer, Buffer][]): Buffer => {
    const parts: Buffer[] = [];
    for (const pair of list) {
      for (const text of pair) {
        const head = Buffer.alloc(4);
        head.writeUInt32LE(text.length);
        parts.push(head, text);
      }
    }
    return Buffer.concat(parts);
  };
  /** The same of the process's own variables, without a buffer for each. */
  const packOwn = (): { count: number; bytes: Buffer } => {
    const list = Object.entries(process.env);
    let room = 0;
    for (const [k, v = ''] of list) room += 8 + (k.length + v.length) * 3;
    const bytes = Buffer.allocUnsafe(room);
    let at = 0;
    for (const pair of list) {
      for (const text of pair) {
        const n = bytes.write(text ?? '', at + 4);
        bytes.writeUInt32LE(n, at);
        at += 4 + n;
      }
    }
    return { count: list.length, bytes: bytes.subarray(0, at) };
  };
  // The block's length word is its byte length + 1, so that an empty environment is not "the process's own".
  const change = (name: Buffer, value: Buffer | undefined): number => mem.locked(H_CWD_LOCK, () => {
    const list = variables().filter(([n]) => !n.equals(name));
    if (value !== undefined) list.push([name, value]);
    const bytes = pack(list);
    if (bytes.length > ENV_BYTES - 8) return -ERRNO.ENOMEM;
    mem.u8.set(bytes, env + 4);
    mem.setU32(env, bytes.length + 1);
    return 0;
  });
  const bytes = (at: number, length: number): Buffer => Buffer.from(mem.copy(at, length));

  // TZ as it was at the start, or as it was in Python's environment when time.tzset() was called last, in whatever thread.
  let zoneAt: (seconds: number) => Span;
  let zoneSeen = -1;
  // what was answered last holds until the zone's next change
  let last: { offset: number; dst: boolean; name: Buffer; from: number; until: number } = { offset: 0, dst: false, name: Buffer.alloc(0), from: 0, until: 0 };
  const zoneNow = (seconds: number): typeof last => {
    const generation = Atomics.load(mem.i32, mem.header(H_TIME_ZONE));
    if (generation !== zoneSeen) {
      const own = generation === 0 ? undefined : mem.locked(H_CWD_LOCK, variables).find(([k]) => k.toString() === 'TZ');
      zoneAt = localZone(generation === 0 ? process.env.TZ : own?.[1].toString());
      zoneSeen = generation;
      last.until = last.from;
    }
    if (!(seconds >= last.from && seconds < last.until)) {
      const { zone, from, until } = zoneAt(seconds);
      last = { offset: zone.offset, dst: zone.dst, name: Buffer.from(zone.name).subarray(0, 52), from, until };
    }
    return last;
  };

  const texts: Record<number, () => string> = {
    [SYSTEM_TEXT.PLATFORM]: () => process.platform,
    [SYSTEM_TEXT.SYSNAME]: () => os.type(),
    [SYSTEM_TEXT.HOSTNAME]: () => os.hostname(),
    [SYSTEM_TEXT.RELEASE]: () => os.release(),
    [SYSTEM_TEXT.VERSION]: () => os.version(),
    [SYSTEM_TEXT.MACHINE]: () => os.machine(),
    [SYSTEM_TEXT.EXECUTABLE]: () => ctx.config.executable,
    [SYSTEM_TEXT.LIBRARY]: () => ctx.config.library,
    [SYSTEM_TEXT.HOME]: () => os.homedir(),
    [SYSTEM_TEXT.TMPDIR]: () => os.tmpdir(),
    [SYSTEM_TEXT.HOST_VERSION]: () => ctx.config.hostVersion,
  };
  const numbers: Record<number, () => number> = {
    [SYSTEM_NUMBER.PID]: () => process.pid,
    [SYSTEM_NUMBER.PPID]: () => process.ppid,
    [SYSTEM_NUMBER.UID]: () => process.getuid?.() ?? 0,
    [SYSTEM_NUMBER.EUID]: () => process.geteuid?.() ?? 0,
    [SYSTEM_NUMBER.GID]: () => process.getgid?.() ?? 0,
    [SYSTEM_NUMBER.EGID]: () => process.getegid?.() ?? 0,
    [SYSTEM_NUMBER.CPU_COUNT]: () => os.availableParallelism(),
    [SYSTEM_NUMBER.NATIVE_THREAD_ID]: () => ctx.isMain ? process.pid : threadId,
    [SYSTEM_NUMBER.BYTE_ORDER_LITTLE]: () => 1,
  };

  return {
    panic: (message) => { throw new HostPanic(literal(mem, message)); },
    debugLog: (message) => writeAll(2, `${literal(mem, message)}\n`),
    debugNumber: (label, value) => writeAll(2, `${literal(mem, label)} ${value}\n`),
    debugText: (text, length) => writeAll(2, length === 0 ? Buffer.from(`${new Error('stack').stack?.split('\n').slice(2).join('\n')}\n`) : bytes(text, length)),

    clockRealtime: (out) => { mem.setI64(out, realtime()); return 0; },
    clockMonotonic: (out) => { mem.setI64(out, process.hrtime.bigint()); return 0; },
    clockProcess: (out) => { const u = process.cpuUsage(); mem.setI64(out, BigInt(u.user + u.system) * 1000n); return 0; },
    clockThread: (out) => attempt(() => {
      const usage = (process as { threadCpuUsage?: () => { user: number; system: number } }).threadCpuUsage;
      if (process.platform === 'linux') mem.setI64(out, BigInt(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[0]));
      else if (usage !== undefined) { const u = usage.call(process); mem.setI64(out, BigInt(u.user + u.system) * 1000n); }
      else return -ERRNO.ENOSYS;
      return 0;
    }),
    localTime: (seconds, out) => {
      const zone = zoneNow(seconds);
      mem.i32[out >>> 2] = zone.offset;
      mem.i32[(out + 4) >>> 2] = zone.dst ? 1 : 0;
      mem.setU32(out + 8, zone.name.length);
      mem.u8.set(zone.name, out + 12);
      return 0;
    },
    randomBytes: (out, length) => { mem.u8.set(random(length), out); return 0; },

    environGet: (out) => {
      if (mem.getU32(env) === 0) { const own = packOwn(); return ctx.blob(out, own.bytes) ? own.count : -ERRNO.ENOMEM; }
      const list = mem.locked(H_CWD_LOCK, variables);
      return ctx.blob(out, pack(list)) ? list.length : -ERRNO.ENOMEM;
    },
    environSet: (name, nl, value, vl) => nl === 0 || bytes(name, nl).includes(0x3d) ? -ERRNO.EINVAL : change(bytes(name, nl), bytes(value, vl)),
    environUnset: (name, nl) => nl === 0 || bytes(name, nl).includes(0x3d) ? -ERRNO.EINVAL : change(bytes(name, nl), undefined),
    systemNumber: (which) => numbers[which]?.() ?? -ERRNO.EINVAL,
    systemText: (which, out) => {
      const text = texts[which];
      if (text === undefined) return -ERRNO.EINVAL;
      return ctx.blob(out, Buffer.from(text())) ? 0 : -ERRNO.ENOMEM;
    },
    kill: (pid, signal) => attempt(() => {
      if (signal !== 0 && signalNames[signal] === undefined) return -ERRNO.EINVAL;
      process.kill(pid, signal);
      return 0;
    }),
    signalMode: (signal, mode) => signalNames[signal] === undefined ? -ERRNO.EINVAL : ctx.ask('signalMode', signal, mode).status,
    exitNow: (status) => {
      ctx.post({ t: 'exitNow', status });
      const word = new Int32Array(new SharedArrayBuffer(4));
      for (;;) Atomics.wait(word, 0, 0, 60_000);
    },
  };
}
