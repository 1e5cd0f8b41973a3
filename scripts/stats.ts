/** `npx tsx scripts/stats.ts program.py [arguments]`: the program on a build that counts its fast paths too (base/counters.ts); the counters come on standard error at its end. Slow: each is an atomic addition. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildStats } from './lib/modes.ts';

const cli = buildStats(fileURLToPath(new URL('..', import.meta.url)), 'release');
process.exit(spawnSync(process.execPath, [cli, '--stats', ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1);
