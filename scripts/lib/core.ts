/**
 * Compiles an AssemblyScript entry to the pair `<out>.wasm` and `<out>.data`: asc, then the post-processing of wasm-sections.ts.
 *
 * Three variants. `dev` compiles fast and runs slowly; `checked` is optimised too (an unoptimised interpreter would make the torture programs
 * useless) and has the checks of base/panic.ts compiled in; `release` is what is shipped. Names of functions stay in dev and checked, for the
 * dumps, and are dropped in release. Nothing is compiled when neither the sources nor the flags have changed: their hash stands in `<out>.hash`.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { spawnSync } from 'node:child_process';
import { markBranches, parseProfile, type Profile } from './branch-profile.ts';
import { threadJumps } from './thread-jumps.ts';
import { waitingFunctions } from './wasm-code.ts';
import { appendIdentity, customName, encodeDataImage, globalAccess, patchMemoryImport, readSections, splitData, unboundTable, verifyCore, writeSections } from './wasm-sections.ts';

export type Variant = 'release' | 'dev' | 'checked';

export interface CoreOptions {
  root: string;
  /** entry file, relative to root */
  entry: string;
  /** a second entry, whose exports are added */
  also?: string;
  /** output path without extension, relative to root */
  out: string;
  variant: Variant;
  /** further `--use NAME=integer` */
  use?: readonly string[];
  /** keep names in release too */
  names?: boolean;
  force?: boolean;
  /** which way branches usually go, for release; the committed profile unless told */
  profile?: Profile;
}

/** The smallest number of pages any memory that the core is linked to may have: static data end well below. */
const MIN_PAGES = 256;
const MAX_PAGES = 65536;

const FLAGS = [
  '--runtime', 'stub', '--importMemory', '--sharedMemory', '--maximumMemory', String(MAX_PAGES), '--exportStart', '_start',
  '--memoryBase', '524288', '--exportTable', '--enable', 'threads', '--enable', 'simd', '--enable', 'bulk-memory', '--enable', 'sign-extension',
  '--disableWarning', '201', '--enable', 'mutable-globals', '--enable', 'nontrapping-f2i', '--enable', 'reference-types',
];

const VARIANT_FLAGS: Record<Variant, readonly string[]> = {
  release: ['-O3', '--noAssert'],
  dev: ['--debug', '-O0'],
  checked: ['-O2', '--debug', '--use', 'TYPHON_CHECK=2'],
};

/** Hash of all .ts files below `src/core` and `src/generated/core`, of the entry, and of the build's own code and flags. */
export function coreHash(root: string, entry: string, flags: readonly string[]): string {
  const h = createHash('sha256');
  const files: string[] = [join(root, entry)];
  const walk = (dir: string): void => {
    if (!existsSync(dir)) return;
    for (const e of readdirSync(dir, { withFileTypes: true })) {
      if (e.isDirectory()) walk(join(dir, e.name));
      else if (e.name.endsWith('.ts')) files.push(join(dir, e.name));
    }
  };
  walk(join(root, 'src/core'));
  walk(join(root, 'src/generated/core'));
  if (!entry.startsWith('src/')) walk(dirname(join(root, entry)));
  for (const f of files.sort()) h.update(relative(root, f)).update('\0').update(readFileSync(f)).update('\0');
  for (const f of ['scripts/lib/core.ts', 'scripts/lib/wasm-sections.ts', 'scripts/lib/wasm-code.ts', 'scripts/lib/branch-profile.ts', 'scripts/lib/thread-jumps.ts', 'scripts/lib/wasm-tree.ts', PROFILE]) if (existsSync(join(root, f))) h.update(readFileSync(join(root, f)));
  return h.update(flags.join(' ')).digest('hex');
}

/** Where the committed profile is, relative to root. */
export const PROFILE = 'bench/profile/branches.txt';
export function readProfile(root: string): Profile {
  const path = join(root, PROFILE);
  return existsSync(path) ? parseProfile(readFileSync(path, 'utf8')) : new Map();
}

/** Returns true if it compiled, false if nothing had changed. Throws with asc's output if it failed. */
export function buildCore(o: CoreOptions): boolean {
  const flags = [...FLAGS, ...VARIANT_FLAGS[o.variant], ...(o.names ? ['--debug'] : []), ...(o.use ?? []).flatMap((u) => ['--use', u])];
  const out = join(o.root, o.out);
  const hash = coreHash(o.root, o.entry, o.also === undefined ? flags : [...flags, o.also]);
  if (!o.force && existsSync(`${out}.wasm`) && existsSync(`${out}.data`) && existsSync(`${out}.hash`) && readFileSync(`${out}.hash`, 'utf8') === hash) return false;
  mkdirSync(dirname(out), { recursive: true });
  const asc = join(o.root, 'node_modules/assemblyscript/bin/asc.js');
  const run = spawnSync(process.execPath, ['--max-old-space-size=4096', '--stack-size=4000', asc, o.entry, ...(o.also === undefined ? [] : [o.also]), '-o', relative(o.root, `${out}.raw.wasm`), ...flags], { cwd: o.root, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`asc failed on ${o.entry} (${o.variant}):\n${run.stdout}${run.stderr}`);
  if (run.stderr.trim() !== '') process.stderr.write(run.stderr);
  const raw = readFileSync(`${out}.raw.wasm`);
  let { sections, segments } = splitData(readSections(o.variant === 'release' ? threadJumps(raw, o.names === true) : raw));
  sections = unboundTable(patchMemoryImport(sections, MIN_PAGES, MAX_PAGES));
  if (o.variant === 'release' && !o.names) sections = sections.filter((s) => customName(s) !== 'name');
  sections = sections.filter((s) => customName(s) !== 'sourceMappingURL');
  const waiting = waitingFunctions(sections);
  sections = globalAccess(sections);
  if (o.variant === 'release') {
    const marked = markBranches(sections, o.profile ?? readProfile(o.root));
    sections = marked.sections;
    if (o.use === undefined && marked.coverage < 0.9) process.stderr.write(`build: ${Math.round(100 - 100 * marked.coverage)} % of the branch profile fits no branch any more; npm run profile takes it again\n`);
  }
  sections = appendIdentity(sections, hash);
  if (waiting > 1) process.stderr.write(`build: ${o.out}: ${waiting} functions contain memory.atomic.wait32; use wait32 of base/atomics (docs/internals/engines.md)\n`);
  const module = writeSections(sections);
  const wrong = verifyCore(module);
  if (wrong.length > 0) throw new Error(`${o.out}.wasm: ${wrong.join('; ')}`);
  writeFileSync(`${out}.wasm`, module);
  writeFileSync(`${out}.data`, encodeDataImage(segments));
  writeFileSync(`${out}.hash`, hash);
  return true;
}

/** Marks the branches of a core that was built already by another profile. */
export function markCore(path: string, profile: Profile): void {
  writeFileSync(path, writeSections(markBranches(readSections(readFileSync(path)), profile).sections));
}
