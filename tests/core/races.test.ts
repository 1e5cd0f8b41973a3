// The race detector: a list and a dict that publish by plain stores are caught. (A build of its own: about half a minute.)
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { explain, parseRaces, type Race } from '../../scripts/lib/races-report.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const races = (...more: string[]): { status: number | null; out: string } => {
  const r = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/races.ts', ...more, 'tests/races/shared.py'], { cwd: root, encoding: 'utf8', timeout: 280_000 });
  return { status: r.status, out: r.stdout + r.stderr };
};

test('publications made plain are caught', () => {
  const broken = races('--plain', 'LockHeld');
  assert.equal(broken.status, 1, broken.out);
  assert.match(broken.out, /^RACE .*plain write src\/core\/types\/(list|dict)\/core\/\w+LockHeld/m);
});

test('reports are read, and two plain writes of a header have no reason', () => {
  const place = { name: 'src/core/f', at: 1, op: 0x28, offset: 4 };
  const line = (kind: number, other: number): string => ` races: 01000004 00000004 0000000${kind} 00000000 00000001 0000000${other} 00000000 00000000 00000004 \n    at f\n`;
  const of = (kind: number, other: number): Race => { const r = parseRaces(line(kind, other), [place]).races; assert.equal(r.length, 1); return r[0]; };
  assert.equal(explain(of(1, 1)), undefined);
  assert.notEqual(explain(of(0, 1)), undefined);
  assert.ok(parseRaces(` races: ${'00000000 '.repeat(9)}\n`, [place]).tooMany);
});
