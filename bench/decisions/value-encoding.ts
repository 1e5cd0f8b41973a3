/**
 * Times both encodings of docs/decisions/0001: `node --import tsx bench/decisions/value-encoding.ts`. They take turns; the numbers are medians of the quotients.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../lib/find.ts';
import { asText } from '../lib/report.ts';
import { short, spread } from '../lib/stats.ts';

interface Core {
  floatsPrepare(n: number): void; intsPrepare(n: number): void; interpret(): number;
  listPrepare(floats: number): void; listSum(): number; frames(n: number): number;
}
const folder = mkdtempSync(join(tmpdir(), 'typhon-encoding-'));
const build = (raw: number): Core => {
  const out = join(folder, `${raw}.wasm`);
  const r = spawnSync(process.execPath, [join(root, 'node_modules/assemblyscript/bin/asc.js'), 'bench/decisions/as/encodings.ts', '-o', out, '-O3', '--noAssert', '--runtime', 'stub', '--initialMemory', '32', '--memoryBase', '1048576', '--use', `RAW=${raw}`, '--use', 'abort='], { cwd: root, encoding: 'utf8' });
  if (r.status !== 0) throw new Error(r.stdout + r.stderr);
  return new WebAssembly.Instance(new WebAssembly.Module(readFileSync(out)), { env: {} }).exports as unknown as Core;
};
const raw = build(1);
const offset = build(0);
rmSync(folder, { recursive: true });

const N = 2_000_000;
const cases: { name: string; each: number; run(c: Core): number }[] = [
  { name: 'float loop, interpreted (ns a turn of 9 instructions)', each: N, run: (c) => { c.floatsPrepare(N); return c.interpret(); } },
  { name: 'integer loop, interpreted (ns a turn of 8 instructions)', each: N, run: (c) => { c.intsPrepare(N); return c.interpret(); } },
  { name: 'sum of a list of floats (ns an item)', each: 20_000 * 200, run: (c) => { c.listPrepare(1); let s = 0; for (let i = 0; i < 200; i++) s += c.listSum(); return s; } },
  { name: 'sum of a list of integers (ns an item)', each: 20_000 * 200, run: (c) => { c.listPrepare(0); let s = 0; for (let i = 0; i < 200; i++) s += c.listSum(); return s; } },
  { name: 'frame of 24 registers made and scanned (ns)', each: 1_000_000, run: (c) => c.frames(1_000_000) },
];
const rows = cases.map((k) => {
  const ns: [number[], number[]] = [[], []];
  for (let round = -2; round < 15; round++) {
    const results = [raw, offset].map((c, which) => {
      const begun = performance.now();
      const result = k.run(c);
      if (round >= 0) ns[which].push((performance.now() - begun) * 1e6 / k.each);
      return result;
    });
    if (results[0] !== results[1]) throw new Error(`${k.name}: ${results.join(' and ')}`);
  }
  const q = spread(ns[1].map((v, i) => v / ns[0][i]));
  const [r, o] = ns.map(spread);
  if (q === undefined || r === undefined || o === undefined) throw new Error('no runs');
  return [k.name, r.median.toFixed(2), o.median.toFixed(2), `${short(q.median)} (${short(q.min)}–${short(q.max)})`];
});
process.stdout.write(`Node ${process.version.slice(1)}\n${asText([['', 'raw doubles', 'offset doubles', 'offset / raw'], ...rows])}\n`);
