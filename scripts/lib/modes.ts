/**
 * The counting modes (src/core/refcount/mode.ts) as whole Typhons: build/modes/NAME is a copy of dist whose core was compiled with another TYPHON_COUNT. Large files are links.
 * No snapshot: a program starts cold there.
 */
import { copyFileSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { buildCore, type Variant } from './core.ts';

export const MODES = ['biased', 'plain', 'atomic', 'locked', 'racy'] as const;
export type Mode = (typeof MODES)[number];
/** Those whose counts are right; racy is there to be caught. */
export const HONEST: readonly Mode[] = ['biased', 'plain', 'atomic', 'locked'];

export const modeCli = (root: string, mode: Mode, variant: Variant): string => join(root, 'build/modes', `${mode}-${variant}`, 'cli.js');
/** Builds it, if it is not fresh, and returns the path of its command. dist must have been built. */
export function buildMode(root: string, mode: Mode, variant: Variant): string { return buildWith(root, mode, variant, `TYPHON_COUNT=${MODES.indexOf(mode)}`); }
/** The product with its fast paths counted too (src/core/base/counters.ts: FAST_*): build/modes/stats-VARIANT. */
export function buildStats(root: string, variant: Variant): string { return buildWith(root, 'stats', variant, 'TYPHON_STATS=1'); }
function buildWith(root: string, name: string, variant: Variant, use: string): string {
  const out = `build/core-${name}-${variant}`, to = join(root, 'build/modes', `${name}-${variant}`), dist = join(root, 'dist');
  if (!existsSync(join(dist, 'cli.js'))) throw new Error('modes: dist is not built');
  buildCore({ root, entry: 'src/core/index.ts', out, variant, use: [use] });
  return copyDist(root, to, join(root, out));
}
/** Makes `to` a copy of dist with another core (`core`: path without extension) and no snapshot. Returns the path of its command. */
export function copyDist(root: string, to: string, core: string): string {
  const dist = join(root, 'dist');
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(dist)) {
    if (/^core/.test(name) || name === 'types') continue;
    const from = join(dist, name);
    if (lstatSync(from).isDirectory() || /^stdlib\.bin$/.test(name)) symlinkSync(from, join(to, name)); else cpSync(from, join(to, name));
  }
  for (const ext of ['wasm', 'data']) copyFileSync(`${core}.${ext}`, join(to, `core.${ext}`));
  return join(to, 'cli.js');
}
