/**
 * The training of the branch profile (branch-profile.ts): a copy of dist whose core counts its branches runs the micro-benchmarks of bench/micro and the programs of shared/programs (those with threads
 * once with one thread and once with two, so that neither is taken for unusual), one after the other.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findMicros, findPrograms } from '../../bench/lib/find.ts';
import { branchCount, COUNTS_AT, countBranches, type Profile, profileOf } from './branch-profile.ts';
import { copyDist } from './modes.ts';
import { readSections, writeSections } from './wasm-sections.ts';

const LIMIT_MS = 120_000;

/** The profile of a built core (`core`: path without extension). Throws if a program of the training fails. `say` hears of each program. */
export function train(root: string, core: string, programs: string | undefined, say: (what: string) => void): Profile {
  const sections = readSections(readFileSync(`${core}.wasm`)), branches = branchCount(sections);
  // of its own: two trainings may run at once
  const place = join(root, `build/profile-${process.pid}`), counting = join(place, 'counting'), counts = `${counting}.counts`;
  const cli = copyDist(root, place, core);
  writeFileSync(join(place, 'core.wasm'), writeSections(countBranches(sections)));
  const sums = new Float64Array(2 * branches);
  try {
    for (const p of [...findMicros(), ...findPrograms(programs)]) for (const threads of p.threaded ? ['1', '2'] : ['1']) {
      rmSync(counts, { force: true });
      const env = { ...process.env, TYPHON_COUNTS: counts, TYPHON_COUNTS_AT: String(COUNTS_AT), TYPHON_COUNTS_BYTES: String(8 * branches) };
      const r = spawnSync(process.execPath, ['--import', join(root, 'scripts/lib/keep-counts.mjs'), cli, p.path, threads, ...p.size], { env, stdio: ['ignore', 'ignore', 'pipe'], timeout: LIMIT_MS, encoding: 'utf8' });
      const run = `profile: ${p.name} with ${threads} threads`;
      if (r.status !== 0) throw new Error(`${run} ended with ${r.status ?? r.signal}:\n${r.stderr}`);
      if (!existsSync(counts)) throw new Error(`${run} left no counts: the system refused the whole memory of 4 GiB, at whose end they lie`);
      const bytes = readFileSync(counts), words = new Uint32Array(bytes.buffer, bytes.byteOffset, 2 * branches);
      for (let i = 0; i < words.length; i++) sums[i] += words[i];
      say(`${p.name} ${threads}`);
    }
  } finally { rmSync(place, { recursive: true, force: true }); }
  return profileOf(sections, sums);
}
