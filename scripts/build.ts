/**
 * `npm run build`: from sources to dist/. Also run by `npm ci` through `prepare`.
 *
 *   tsx scripts/build.ts [release|dev|checked]… [--core] [--force] [--no-types] [--if-stale]
 *
 * Steps: generators (tables → src/generated), the core (asc and post-processing, skipped when no source changed), the JavaScript bundles, the
 * standard library, the snapshot that programs start from, the copies into dist. `release` and `dev` both become dist/core.wasm (the one built last), `checked` becomes dist/core-checked.wasm.
 * `--core` stops after the core. `--if-stale` does nothing after a complete release build of the same sources: npx runs `prepare` once
 * more when it first links the command. Steps whose sources do not exist yet are left out.
 */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildCore, type Variant } from './lib/core.ts';
import { bundleAll, buildTypes, cacheFrontEnd } from './lib/bundle.ts';
import { buildDocs } from './build-docs.ts';
import { buildNames } from './build-names.ts';
import { buildLibrary } from './build-stdlib.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);
const has = (flag: string): boolean => args.includes(flag);
const variants = args.filter((a) => !a.startsWith('-')) as Variant[];
if (variants.length === 0) variants.push('release');
for (const v of variants) {
  if (!['release', 'dev', 'checked'].includes(v)) { process.stderr.write(`build: unknown variant ${v}\n`); process.exit(2); }
}

let last = performance.now();
const say = (what: string): void => {
  const now = performance.now();
  process.stdout.write(`build: ${what} (${((now - last) / 1000).toFixed(1)} s)\n`);
  last = now;
};

/** Hash of everything a build depends on. */
function sourceHash(): string {
  const h = createHash('sha256').update(process.version);
  const walk = (path: string): void => {
    for (const e of readdirSync(join(root, path), { withFileTypes: true })) {
      const child = `${path}/${e.name}`;
      if (e.isDirectory()) { if (child !== 'src/generated') walk(child); } else h.update(child).update(readFileSync(join(root, child)));
    }
  };
  for (const dir of ['src', 'scripts']) walk(dir);
  return h.update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
}

/** A step failed; the later ones may still be of use. Not process.exitCode: pyodide, which the docstrings are taken out of, sets that to 0. */
let failed = false;

/** Every scripts/gen*.ts, each a program that writes below src/generated. */
function generate(): void {
  const generators = readdirSync(join(root, 'scripts')).filter((f) => /^gen(-[a-z-]+)?\.ts$/.test(f)).sort();
  for (const g of generators) {
    const r = spawnSync(process.execPath, ['--import', 'tsx', join('scripts', g)], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    // Go on: the other rooms can be built and tried; but the build has failed.
    if (r.status !== 0) { process.stderr.write(`build: generator scripts/${g} failed\n`); failed = true; }
  }
  say(`generated from ${generators.length} tables`);
}

async function main(): Promise<void> {
  const record = join(root, 'dist/build.json');
  const sources = sourceHash();
  if (has('--if-stale') && existsSync(record) && (JSON.parse(readFileSync(record, 'utf8')) as { sources?: string }).sources === sources) return;
  generate();
  mkdirSync(join(root, 'build'), { recursive: true });
  mkdirSync(join(root, 'dist'), { recursive: true });
  const entry = 'src/core/index.ts';
  if (existsSync(join(root, entry))) {
    for (const variant of variants) {
      const out = variant === 'release' ? 'build/core' : `build/core-${variant}`;
      let fresh: boolean;
      try {
        fresh = buildCore({ root, entry, out, variant, force: has('--force') });
      } catch (e) {
        process.stderr.write(`build: ${e instanceof Error ? e.message : String(e)}\n`);
        failed = true;
        continue;
      }
      const to = variant === 'checked' ? 'dist/core-checked' : 'dist/core';
      for (const ext of ['wasm', 'data']) copyFileSync(join(root, `${out}.${ext}`), join(root, `${to}.${ext}`));
      say(`core ${variant} ${fresh ? 'compiled' : 'unchanged'}`);
    }
  } else say(`no ${entry} yet: core left out`);
  if (has('--core')) return;
  const bundles = await bundleAll(root);
  if (existsSync(join(root, 'dist/cli.js'))) {
    chmodSync(join(root, 'dist/cli.js'), 0o755);
  }
  say(`bundles: ${bundles.join(' ')}`);
  if (await cacheFrontEnd(root)) say('code cache');
  const names = await buildNames(has('--force'));
  if (names !== undefined) say(names);
  const docs = await buildDocs(has('--force'));
  if (docs !== undefined) say(docs);
  const library = await buildLibrary(has('--force'));
  if (library !== undefined) say(library);
  // What it imports has been generated only now.
  const { buildSnapshot } = await import('./build-snapshot.ts');
  for (const core of new Set(variants.map((v) => v === 'checked' ? 'core-checked' : 'core'))) {
    if (!failed && existsSync(join(root, `dist/${core}.wasm`))) say(buildSnapshot(root, core));
  }
  if (!has('--no-types') && variants.includes('release')) { buildTypes(root); say('types'); }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  writeFileSync(join(root, 'dist/build.json'), `${JSON.stringify({ version, core: variants.filter((v) => v !== 'checked').at(-1) ?? null, ...(variants.includes('release') && !failed ? { sources } : {}) })}\n`);
}

main().then(() => { process.exitCode = failed ? 1 : 0; }).catch((e: unknown) => {
  process.stderr.write(`build: ${e instanceof Error ? e.message : String(e)}\n`);
  process.exit(1);
});
