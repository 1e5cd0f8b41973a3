/** Runs every generator twice, from nothing, and compares: what is generated must depend on the tables alone. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const snapshot = (): Map<string, string> => {
  const out = new Map<string, string>();
  const walk = (dir: string): void => {
    if (!existsSync(join(root, dir))) return;
    for (const e of readdirSync(join(root, dir), { withFileTypes: true })) {
      if (e.isDirectory()) walk(`${dir}/${e.name}`);
      else out.set(`${dir}/${e.name}`, createHash('sha256').update(readFileSync(join(root, dir, e.name))).digest('hex'));
    }
  };
  walk('src/generated');
  return out;
};
const before = snapshot();
for (const g of readdirSync(join(root, 'scripts')).filter((f) => /^gen(-[a-z-]+)?\.ts$/.test(f)).sort()) {
  const r = spawnSync(process.execPath, ['--import', 'tsx', join('scripts', g)], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (r.status !== 0) { process.stderr.write(`scripts/${g} failed\n`); process.exit(1); }
}
const after = snapshot();
const changed = [...after].filter(([f, h]) => before.get(f) !== h).map(([f]) => f);
for (const f of changed) process.stdout.write(`changed: ${f}\n`);
process.stdout.write(`generated: ${after.size} files, ${changed.length} came out different\n`);
process.exit(changed.length === 0 ? 0 : 1);
