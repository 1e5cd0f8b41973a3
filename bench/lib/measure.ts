/**
 * One run of one program: a process with a time limit, its own `elapsed`, its wall time, and whether it printed what it had to.
 */
import { spawn } from 'node:child_process';

export interface Run {
  readonly status: 'ok' | 'wrong' | 'crashed' | 'timeout';
  /** The program's own time in seconds; of the whole process if it prints none. */
  readonly seconds: number;
  readonly wall: number;
  readonly stdout: string;
  /** What went wrong, in one line. */
  readonly why: string;
  /** The last lines of standard error. */
  readonly tail: string;
}

/** Where two texts differ first. */
export function firstDifference(got: string, wanted: string): string {
  const g = got.split('\n');
  const w = wanted.split('\n');
  const i = w.findIndex((line, k) => line !== g[k]);
  const at = i < 0 ? w.length : i;
  return `line ${at + 1}: wanted ${JSON.stringify(w[at] ?? '(end)')}, got ${JSON.stringify(g[at] ?? '(end)')}`;
}

export async function runOnce(command: readonly string[], limitSeconds: number, expected?: string): Promise<Run> {
  const begun = performance.now();
  const child = spawn(command[0], command.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (d: Buffer) => { out.push(d); });
  child.stderr.on('data', (d: Buffer) => { err.push(d); });
  let late = false;
  const timer = setTimeout(() => { late = true; child.kill('SIGKILL'); }, limitSeconds * 1000);
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
    child.on('error', (e) => { err.push(Buffer.from(String(e))); resolve([127, null]); });
    child.on('close', (c, s) => { resolve([c, s]); });
  });
  clearTimeout(timer);
  const wall = (performance.now() - begun) / 1000;
  const stdout = Buffer.concat(out).toString('utf8');
  const stderr = Buffer.concat(err).toString('utf8');
  const seconds = Number(/^elapsed ([\d.]+)/m.exec(stderr)?.[1] ?? wall);
  const tail = stderr.trimEnd().split('\n').slice(-12).join('\n');
  const done = (status: Run['status'], why = ''): Run => ({ status, seconds, wall, stdout, why, tail });
  if (late) return done('timeout', `no end after ${limitSeconds} s`);
  if (code !== 0) return done('crashed', signal === null ? `exit status ${code}: ${stderr.trimEnd().split('\n').at(-1) ?? ''}` : `killed by ${signal}`);
  if (expected !== undefined && stdout !== expected) return done('wrong', firstDifference(stdout, expected));
  return done('ok');
}
