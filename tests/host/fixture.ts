/** Builds the fixture core and puts it with the bundles into a directory of its own: a Typhon whose Python is a handful of scenarios. */
import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildCore } from '../../scripts/lib/core.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const dir = join(root, 'build/host-fixture');

export function fixture(): string {
  mkdirSync(dir, { recursive: true });
  buildCore({ root, entry: 'tests/host/fixture/core.ts', out: 'build/host-fixture/core', variant: 'release' });
  for (const f of ['cli.js', 'worker.cjs', 'api.js']) if (existsSync(join(root, 'dist', f))) copyFileSync(join(root, 'dist', f), join(dir, f));
  return dir;
}

export const run = (args: readonly string[], input = '', env: Record<string, string> = {}): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [join(dir, 'cli.js'), ...args], { input, encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 1 << 28, timeout: 60_000 });

export const start = (args: readonly string[]): ReturnType<typeof spawn> => spawn(process.execPath, [join(dir, 'cli.js'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
