/**
 * Proves the import table of ARCHITECTURE.md: every relative import in src must be allowed by the row of its room, and `node:` modules by the word node.
 * The longest row that matches a file's path is its room.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const rows = new Map<string, { allowed: string[]; node: boolean }>();
for (const line of readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').split('\n')) {
  const m = /^\| `(src\/[^`]+)` \|(.*)\|$/.exec(line);
  if (m) rows.set(m[1], { allowed: [...m[2].matchAll(/`([^`]+)`/g)].map((a) => a[1]), node: /\bnode\b/.test(m[2].replace(/`[^`]*`/g, '')) });
}
if (rows.size === 0) throw new Error('ARCHITECTURE.md has no import table');
const within = (path: string, room: string): boolean => path === room || path.startsWith(`${room}/`);
const roomOf = (path: string): string | undefined => [...rows.keys()].filter((r) => within(path, r)).sort((a, b) => b.length - a.length)[0];

const wrong: string[] = [];
let files = 0;
const walk = (dir: string): void => {
  for (const e of readdirSync(join(root, dir), { withFileTypes: true })) {
    const path = `${dir}/${e.name}`;
    if (e.isDirectory()) { if (path !== 'src/generated') walk(path); continue; }
    if (!/\.m?ts$/.test(path)) continue;
    files++;
    const room = roomOf(path);
    if (room === undefined) { wrong.push(`${path}: no row of ARCHITECTURE.md holds it`); continue; }
    const row = rows.get(room) as { allowed: string[]; node: boolean };
    const text = readFileSync(join(root, path), 'utf8');
    for (const m of text.matchAll(/(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)) {
      const target = m[1] ?? m[2] ?? m[3];
      if (!target.startsWith('.')) {
        if (!(target.startsWith('node:') && row.node)) wrong.push(`${path}: imports ${target}`);
        continue;
      }
      const to = normalize(join(dirname(path), target));
      if (!within(to, room) && !row.allowed.some((a) => within(to, a))) wrong.push(`${path}: ${room} may not import ${to}`);
      else if (!to.startsWith('src/generated') && !existsSync(join(root, to)) && !existsSync(join(root, `${to}.ts`)) && !existsSync(join(root, to, 'index.ts'))) wrong.push(`${path}: ${to} does not exist`);
    }
  }
};
walk('src');
for (const w of wrong) process.stdout.write(`${w}\n`);
process.stdout.write(`imports: ${files} files, ${wrong.length} wrong\n`);
process.exit(wrong.length === 0 ? 0 : 1);
