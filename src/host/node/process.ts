/**
 * Runs one interpreter as the process: the thin entry the command line stands on. It owns what only a process owner may: signal handlers, the exit status,
 * the dump on SIGQUIT and the watchdog.
 *
 * SIGINT. The first one is handed to Python, whose main thread raises KeyboardInterrupt at its next check. If it has not been taken when the next one comes,
 * Python is stuck in native code or holds on: that is said aloud, and the third dumps all threads and ends the process with status 130. So no Ctrl-C kills silently.
 */
import { closeSync, fstatSync, openSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ERRNO } from '../../generated/host/calls.ts';
import type { CompileInput } from '../contract/messages.ts';
import { encodeOptions, type OptionValues } from '../common/options-block.ts';
import { AlarmClock } from './alarm.ts';
import { isatty } from './builtin.ts';
import { errnoOf } from './errors.ts';
import { showsItsStart } from './snapshot.ts';
import { Supervisor } from './supervisor.ts';
import { writeAll } from './write-all.ts';

export interface ProcessOptions {
  values: OptionValues;
  checked: boolean;
  /** boot from nothing, not from the snapshot */
  cold?: boolean;
  /** the main program, to be compiled while its worker starts */
  ahead?: CompileInput;
  memoryMib?: number;
  stackMib?: number;
  /** seconds after which all threads are dumped and the process ends with status 124 */
  watchdog?: number;
}

/** The directory of the bundles. */
export const dist = dirname(fileURLToPath(import.meta.url));
export const argv = (): string[] => process.argv.slice(2);
export const env = (name: string): string | undefined => process.env[name];
export const write = (fd: 1 | 2, text: string): boolean => writeAll(fd, text);
export const exit = (status: number): never => process.exit(status);
export const isTerminal = (fd: number): boolean => isatty(fd);
/** The working directory that was removed before we began, as the system names it; empty otherwise. */
let lost = '';
/** Node makes no worker in a directory that does not exist any more: then the process goes to the root, and Python keeps the lost one as its own, where every relative path is ENOENT. */
export function settleDirectory(): void {
  try {
    process.cwd();
  } catch {
    try { lost = readlinkSync('/proc/self/cwd'); } catch { /* no /proc */ }
    lost ||= '/ (deleted)';
    process.chdir('/');
  }
}
export const absolute = (path: string): string => lost === '' ? resolve(path) : path;
export const executable = (): string => process.argv[1] ?? process.execPath;

const STRERROR: Readonly<Record<number, string>> = {
  [ERRNO.ENOENT]: 'No such file or directory', [ERRNO.EACCES]: 'Permission denied', [ERRNO.EISDIR]: 'Is a directory', [ERRNO.ENOTDIR]: 'Not a directory',
  [ERRNO.ELOOP]: 'Too many levels of symbolic links', [ERRNO.ENAMETOOLONG]: 'File name too long', [ERRNO.EPERM]: 'Operation not permitted', [ERRNO.EMFILE]: 'Too many open files',
};

/** Whether the path can be read as a program: its kind, or the reason why not as CPython words it. */
export function probe(path: string): 'file' | 'directory' | { error: string } {
  try {
    if (lost !== '' && !path.startsWith('/')) return { error: `[Errno ${ERRNO.ENOENT}] ${STRERROR[ERRNO.ENOENT]}` };
    const s = statSync(path);
    if (s.isDirectory()) return 'directory';
    closeSync(openSync(path, 'r'));
    return 'file';
  } catch (e) {
    const n = -errnoOf(e);
    return { error: `[Errno ${n}] ${STRERROR[n] ?? (e as Error).message}` };
  }
}

/** The program's file, if it is a plain one of a size that is compiled in no time; anything else (a pipe can be read once only) is left to Python. */
export function readSmall(path: string): Uint8Array | undefined {
  try {
    const s = statSync(path);
    return s.isFile() && s.size <= 200_000 ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
}
export const readBytes = (path: string): Uint8Array => path === '-' ? readFileSync(0) : readFileSync(path);

/** A CommonJS bundle of dist, loaded now. */
export const loadBundle = async (name: string): Promise<unknown> => (await import('./load-bundle.ts')).loadBundle(join(dist, name));

const signalName = (n: number): NodeJS.Signals | undefined => (Object.entries(constants.signals).find(([, v]) => v === n)?.[0]) as NodeJS.Signals | undefined;

/** Is descriptor fd open? */
export function isOpen(fd: number): boolean {
  try { fstatSync(fd); return true; } catch { return false; }
}

export async function runProcess(o: ProcessOptions): Promise<never> {
  const config = { dist, library: join(dist, 'lib'), executable: executable(), hostVersion: `Node.js ${process.version}`, streams: [false, false, false] as const, ownsProcess: true };
  const err = (text: string | Uint8Array): void => { writeAll(2, text); };
  const supervisor = new Supervisor({
    config, core: o.checked ? 'core-checked' : 'core', options: encodeOptions(o.values), memoryMib: o.memoryMib, stackMib: o.stackMib, cold: o.cold || showsItsStart(o.values),
    ahead: o.ahead, directory: lost,
    ...(o.checked || o.values.numbers.VERBOSE ? { onCold: (why: string) => err(`typhon: no use of the snapshot: ${why}\n`) } : {}),
  });

  let unheard = 0;
  const onInterrupt = (): void => {
    if (supervisor.signal(constants.signals.SIGINT)) { unheard = 0; return; }
    if (++unheard === 1) { err('\ntyphon: the interrupt is still waiting to be heard; once more dumps all threads and ends the program\n'); return; }
    void supervisor.dump(err).then(() => process.exit(130));
  };
  const handlers = new Map<number, () => void>();
  const listen = (signal: number, handler: (() => void) | undefined): void => {
    const name = signalName(signal);
    if (name === undefined) return;
    const old = handlers.get(signal);
    // Node begins with these two ignored, which ends only with the last listener.
    if (old === undefined && handler === undefined && (name === 'SIGPIPE' || name === 'SIGXFSZ')) { const nothing = (): void => {}; process.on(name, nothing); process.removeListener(name, nothing); }
    if (old !== undefined) process.removeListener(name, old);
    handlers.delete(signal);
    if (handler !== undefined) { process.on(name, handler); handlers.set(signal, handler); }
  };
  listen(constants.signals.SIGINT, onInterrupt);
  if (constants.signals.SIGQUIT !== undefined) listen(constants.signals.SIGQUIT, () => void supervisor.dump(err));
  supervisor.timer = new AlarmClock();
  supervisor.signalMode = (signal, mode) => {
    if (signal === constants.signals.SIGKILL || signal === constants.signals.SIGSTOP) return -ERRNO.EINVAL;
    try {
      if (mode === 0) listen(signal, signal === constants.signals.SIGQUIT ? () => void supervisor.dump(err) : undefined);
      else if (mode === 1) listen(signal, () => {});
      else listen(signal, signal === constants.signals.SIGINT ? onInterrupt : () => void supervisor.signal(signal));
      return 0;
    } catch {
      return -ERRNO.EINVAL;
    }
  };
  if (o.watchdog !== undefined && o.watchdog > 0) {
    setTimeout(() => {
      err(`typhon: the watchdog's ${o.watchdog} s are over\n`);
      void supervisor.dump(err).then(() => process.exit(124));
    }, o.watchdog * 1000).unref();
  }

  const ending = await supervisor.ended;
  if (ending.crash !== undefined) {
    err(`typhon: fatal error, a bug in Typhon: ${ending.crash}`);
    await supervisor.dump(err);
  }
  await supervisor.flushed();
  return process.exit(ending.status & 0xff);
}
