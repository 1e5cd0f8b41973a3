/**
 * `npm run bench:startup`: what `typhon -c 'print(1)'` costs beside `node -e 0`, in time and in resident memory, on each Node: from the snapshot, under the GIL, and with a cold boot. Runs take
 * turns; medians. `first output` is when the program's first byte arrives: the start-up to the first statement, without the end of the process. Beside the wall time stands the CPU time of all threads of the process, which says more on a machine that has other work (Linux only).
 *
 * The peak of the resident memory is the process's own, asked at its end by a preloaded file; those runs are not timed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cli, findNodes, peerEngines, root } from './lib/find.ts';
import { readOptions } from './lib/options.ts';
import { asText } from './lib/report.ts';
import { spread, type Spread } from './lib/stats.ts';

const o = readOptions('npm run bench:startup [-- --rounds N (15)] [--node26 PATH] [--code CODE]', [], ['rounds', 'node26', 'code']);
const rounds = o.number('rounds', 15);
const code = o.value('code') ?? 'print(1)';
if (!existsSync(cli)) { process.stderr.write('startup: Typhon is not built (npm run build)\n'); process.exit(2); }

interface Candidate { label: string; command: string[]; over?: string; memory?: boolean }
const candidates: Candidate[] = [];
for (const n of findNodes(o.value('node26'))) {
  candidates.push({ label: `node -e 0, Node ${n.major}`, command: [n.path, '-e', '0'], memory: true });
  candidates.push({ label: `typhon -c '${code}', Node ${n.major}`, command: [n.path, cli, '-c', code], over: `node -e 0, Node ${n.major}`, memory: true });
  candidates.push({ label: `typhon --cold -c '${code}', Node ${n.major}`, command: [n.path, cli, '--cold', '-c', code], over: `node -e 0, Node ${n.major}` });
  candidates.push({ label: `typhon -X gil=1 -c '${code}', Node ${n.major}`, command: [n.path, cli, '-X', 'gil=1', '-c', code], over: `node -e 0, Node ${n.major}`, memory: true });
}
for (const e of peerEngines([1]).filter((p) => p.id !== 'pyodide')) {
  candidates.push({ label: `${e.label} -c '${code}'`, command: [e.command({ name: '', path: '', threaded: false, size: [], kind: 'micro' }, 1)[0], '-c', code] });
}

const times = new Map<string, number[]>();
const cpu = new Map<string, number[]>();
/** CPU seconds of the children so far that have ended: the clock ticks of /proc/self/stat, user and system. */
function childrenCpu(): number | undefined {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').replace(/^.*\) /s, '').split(' ');
    return (Number(fields[13]) + Number(fields[14])) * 10;
  } catch {
    return undefined;
  }
}
const firsts = new Map<string, number[]>();
const memory = new Map<string, number[]>();
interface Ran { status: number | null; signal: string | null; stdout: string; stderr: string; ms: number; first: number | undefined }
function run(command: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const child = spawn(command[0], command.slice(1), { stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 });
    const r: Ran = { status: null, signal: null, stdout: '', stderr: '', ms: 0, first: undefined };
    child.stdout.on('data', (d: Buffer) => { r.first ??= performance.now() - begun; r.stdout += d.toString(); });
    child.stderr.on('data', (d: Buffer) => { r.stderr += d.toString(); });
    child.on('exit', () => { r.ms = performance.now() - begun; });
    child.on('close', (status, signal) => resolve({ ...r, status, signal }));
    child.on('error', reject);
  });
}
let wrong = 0;
const folder = mkdtempSync(join(tmpdir(), 'typhon-startup-'));
for (let round = -1; round < rounds; round++) {
  for (const c of candidates) {
    const used = childrenCpu();
    const r = await run(c.command);
    const usedNow = childrenCpu();
    if (r.status !== 0 || (code === 'print(1)' && c.over !== undefined && r.stdout !== '1\n')) {
      wrong++;
      process.stdout.write(`FAIL ${c.label}: status ${r.status} ${r.signal ?? ''}: ${r.stderr.trimEnd().split('\n').at(-1) ?? ''}\n`);
      continue;
    }
    // The first round warms the file cache.
    if (round < 0) continue;
    times.set(c.label, [...times.get(c.label) ?? [], r.ms]);
    if (r.first !== undefined) firsts.set(c.label, [...firsts.get(c.label) ?? [], r.first]);
    if (used !== undefined && usedNow !== undefined) cpu.set(c.label, [...cpu.get(c.label) ?? [], usedNow - used]);
  }
}
for (let round = 0; round < Math.min(rounds, 5); round++) {
  for (const c of candidates.filter((k) => k.memory)) {
    const file = join(folder, 'rss');
    const r = spawnSync(c.command[0], ['--require', join(root, 'bench/lib/rss.cjs'), ...c.command.slice(1)], { encoding: 'utf8', timeout: 60_000, env: { ...process.env, TYPHON_RSS_FILE: file } });
    if (r.status === 0 && existsSync(file)) memory.set(c.label, [...memory.get(c.label) ?? [], Number(readFileSync(file, 'utf8')) / 1024]);
    rmSync(file, { force: true });
  }
}
rmSync(folder, { recursive: true });

/** The system counts CPU time in steps of 10 ms: a median would be a step, a mean is not. */
const mean = (list: readonly number[] | undefined): number | undefined => list === undefined || list.length === 0 ? undefined : list.reduce((a, b) => a + b) / list.length;
const show = (s: Spread | undefined): string => s === undefined ? '–' : `${s.median.toFixed(0)} (${s.min.toFixed(0)}–${s.max.toFixed(0)})`;
process.stdout.write(`${asText([
  ['medians (lowest–highest)', 'ms', 'of node', 'first output', 'of node', 'CPU ms, mean', 'of node', 'peak MiB resident'],
  ...candidates.map((c) => {
    const own = spread(times.get(c.label) ?? []);
    const first = firsts.has(c.label) ? spread(firsts.get(c.label) as number[]) : undefined;
    const node = c.over === undefined ? undefined : spread(times.get(c.over) ?? []);
    const [cpuOwn, cpuNode] = [mean(cpu.get(c.label)), mean(c.over === undefined ? undefined : cpu.get(c.over))];
    return [c.label, show(own), own === undefined || node === undefined ? '' : (own.median / node.median).toFixed(2), show(first), first === undefined || node === undefined ? '' : (first.median / node.median).toFixed(2), cpuOwn === undefined ? '' : cpuOwn.toFixed(0), cpuOwn === undefined || cpuNode === undefined ? '' : (cpuOwn / cpuNode).toFixed(2), c.memory ? show(spread(memory.get(c.label) ?? [])) : ''];
  }),
])}\n`);
process.exit(wrong === 0 ? 0 : 1);
