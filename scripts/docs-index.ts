/**
 * Keeps the list of pages in docs/internals/README.md: `npx tsx scripts/docs-index.ts` writes it, `--check` only compares, and finds links between pages that lead nowhere.
 * A page's line is its title; the order is that of FIRST, then the alphabet.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const FIRST = ['memory-model', 'core-conventions', 'interpreter', 'counting', 'allocator', 'qsbr', 'locks', 'threads'];
const folder = join(root, 'docs/internals');
const rank = (f: string): number => { const i = FIRST.indexOf(f.slice(0, -3)); return i < 0 ? FIRST.length : i; };
const pages = readdirSync(folder).filter((f) => f.endsWith('.md') && f !== 'README.md').sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
const lines = pages.map((f) => `- [${f.slice(0, -3)}](${f}): ${/^# (.+)$/m.exec(readFileSync(join(folder, f), 'utf8'))?.[1] ?? '(no title)'}`);
const index = join(folder, 'README.md');
const old = readFileSync(index, 'utf8');
const fresh = old.replace(/<!-- pages -->[\s\S]*<!-- end of pages -->/, `<!-- pages -->\n${lines.join('\n')}\n<!-- end of pages -->`);

const wrong: string[] = [];
if (fresh !== old) {
  if (process.argv.includes('--check')) process.stdout.write('note: the list of pages in docs/internals/README.md is old (npx tsx scripts/docs-index.ts)\n');
  else writeFileSync(index, fresh);
}
const walk = (dir: string): string[] => readdirSync(dir, { withFileTypes: true }).flatMap((e) => e.isDirectory() ? walk(join(dir, e.name)) : e.name.endsWith('.md') ? [join(dir, e.name)] : []);
for (const file of [...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'bench/README.md'].map((f) => join(root, f)), ...walk(join(root, 'docs'))]) {
  for (const m of readFileSync(file, 'utf8').replaceAll(/```[\s\S]*?```/g, '').matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
    if (!/^[a-z]+:/.test(m[1]) && !existsSync(join(dirname(file), m[1]))) wrong.push(`${relative(root, file)}: ${m[1]} does not exist`);
  }
}
for (const w of wrong) process.stdout.write(`${w}\n`);
process.stdout.write(`docs: ${pages.length} pages, ${wrong.length} wrong\n`);
process.exit(wrong.length === 0 ? 0 : 1);
