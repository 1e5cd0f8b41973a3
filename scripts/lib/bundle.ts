/**
 * The JavaScript half of the build: esbuild bundles of the command line, the API, the worker and the front end, and `tsc` for the API's types.
 *
 * The bundles are separate files on purpose. A program pays at start only for what it runs: the command line knows neither the compiler nor the
 * worker's host calls, and the worker loads the front end (the largest of them) only when something must be compiled.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

interface Bundle { entry: string; out: string; format: 'esm' | 'cjs'; banner?: string }

/** Worker and front end are CommonJS: Node starts a worker faster so, and only `require` loads a bundle synchronously on Node 20. */
const BUNDLES: readonly Bundle[] = [
  { entry: 'src/cli/main.ts', out: 'dist/cli.js', format: 'esm', banner: '#!/usr/bin/env node' },
  { entry: 'src/api/index.ts', out: 'dist/api.js', format: 'esm' },
  { entry: 'src/host/node/worker-entry.ts', out: 'dist/worker.cjs', format: 'cjs' },
  { entry: 'src/frontend/index.ts', out: 'dist/frontend.cjs', format: 'cjs' },
  { entry: 'src/tools/dump.ts', out: 'dist/dump.cjs', format: 'cjs' },
];

/** Bundles whatever exists; returns the outputs. */
export async function bundleAll(root: string): Promise<string[]> {
  const present = BUNDLES.filter((b) => existsSync(join(root, b.entry)));
  await Promise.all(present.map(async (b) => {
    await build({
      absWorkingDir: root, entryPoints: [b.entry], outfile: b.out, bundle: true, format: b.format, platform: 'node', target: 'node20',
      banner: b.banner === undefined ? {} : { js: b.banner }, minifySyntax: true, minifyWhitespace: true, legalComments: 'none', logLevel: 'warning',
    });
  }));
  return present.map((b) => b.out);
}

/** V8's code cache of the front end, for the Node that builds: with its hot paths in it. */
export async function cacheFrontEnd(root: string): Promise<boolean> {
  const path = join(root, 'dist/frontend.cjs');
  if (!existsSync(path)) return false;
  for (const f of readdirSync(join(root, 'dist'))) if (f.endsWith('.cache')) rmSync(join(root, 'dist', f));
  const { writeCache } = await import('../../src/host/node/load-bundle.ts');
  const sample = readFileSync(join(root, 'examples/primes.py'), 'utf8');
  writeCache(path, (exports) => { (exports as { compileSource(source: string, filename: string, mode: string): unknown }).compileSource(sample, 'primes.py', 'exec'); });
  return true;
}

/** Declarations of the public API into dist/types. */
export function buildTypes(root: string): void {
  if (!existsSync(join(root, 'src/api/index.ts'))) return;
  rmSync(join(root, 'dist/types'), { recursive: true, force: true });
  const r = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'scripts/tsconfig.types.json'], { cwd: root, encoding: 'utf8' });
  if (r.status !== 0) throw new Error(`tsc (types) failed:\n${r.stdout}${r.stderr}`);
}
