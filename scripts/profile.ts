/**
 * `npm run profile`: takes the branch profile of the core anew and writes bench/profile/branches.txt, from which the next release build marks the core's branches (scripts/lib/branch-profile.ts). Takes about two
 * minutes. `--programs DIR`: the folder of the programs beside the micro-benchmarks; without them the profile knows less.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../bench/lib/find.ts';
import { readOptions } from '../bench/lib/options.ts';
import { formatProfile } from './lib/branch-profile.ts';
import { buildCore, PROFILE } from './lib/core.ts';
import { train } from './lib/train.ts';

const o = readOptions('npm run profile [-- --programs DIR]', [], ['programs']);
if (o.words.length > 0) { process.stderr.write(`profile: unexpected ${o.words[0]}\n`); process.exit(2); }
buildCore({ root, entry: 'src/core/index.ts', out: 'build/core', variant: 'release' });
const profile = train(root, join(root, 'build/core'), o.value('programs'), (what) => process.stderr.write(`profile: ${what}\n`));
mkdirSync(dirname(join(root, PROFILE)), { recursive: true });
writeFileSync(join(root, PROFILE), formatProfile(profile));
process.stdout.write(`profile: ${profile.size} branches in ${PROFILE}; npm run build uses them\n`);
