/**
 * What it costs to create a shared memory of some size at once: `node --import tsx bench/decisions/memory.ts`, numbers of docs/decisions/0002. A process for each
 * measurement; time of the constructor, resident memory of the process after it, time to grow.
 */
import { spawnSync } from 'node:child_process';
import { asText } from '../lib/report.ts';
import { spread } from '../lib/stats.ts';

const child = `
const pages = Number(process.argv[1]), grown = Number(process.argv[2]);
const t = performance.now();
const m = pages === 0 ? undefined : new WebAssembly.Memory({ initial: grown || pages, maximum: pages, shared: true });
const ms = performance.now() - t;
const rss = process.memoryUsage().rss;
const u = performance.now();
if (grown) m.grow(pages - grown);
console.log(JSON.stringify([ms, rss / 1048576, performance.now() - u]));`;
const rows: string[][] = [];
for (const [label, pages, grown] of [['no memory', 0, 0], ['16 MiB', 256, 0], ['1 GiB', 16384, 0], ['4 GiB', 65536, 0], ['16 MiB of at most 4 GiB, then grown', 65536, 256]] as const) {
  const ms: number[] = [];
  const rss: number[] = [];
  const grow: number[] = [];
  for (let i = 0; i < 7; i++) {
    const r = spawnSync(process.execPath, ['-e', child, String(pages), String(grown)], { encoding: 'utf8', timeout: 60_000 });
    if (r.status !== 0) throw new Error(r.stderr);
    const [a, b, c] = JSON.parse(r.stdout) as number[];
    ms.push(a); rss.push(b); grow.push(c);
  }
  rows.push([label, (spread(ms)?.median ?? 0).toFixed(2), (spread(rss)?.median ?? 0).toFixed(1), grown ? (spread(grow)?.median ?? 0).toFixed(2) : '']);
}
process.stdout.write(`Node ${process.version.slice(1)}\n${asText([['shared memory', 'ms to create', 'MiB resident', 'ms to grow'], ...rows])}\n`);
