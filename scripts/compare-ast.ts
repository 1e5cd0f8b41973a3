/**
 * Compares our trees with those of the machine's own `python3`, over folders of sources.
 *
 * `npx tsx scripts/compare-ast.ts [--limit n] folder…` parses every .py file below the folders with both, prints the files that differ, and ends with exit code 1 if any does.
 * Trees are compared without positions and in the spelling of Python 3.11 (`showEmpty`). What 3.11 cannot parse is skipped, and so are files with characters
 * named by `\N{…}`, for which the front end needs the runtime's table.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dumpAst } from '../src/frontend/ast/dump.ts';
import { parseModule } from '../src/frontend/parser/index.ts';

const program = `
import ast, json, sys, warnings
warnings.simplefilter('ignore')
sys.setrecursionlimit(10000)
for path in json.load(sys.stdin):
    try:
        print(json.dumps(ast.dump(ast.parse(open(path, 'rb').read()))))
    except (SyntaxError, ValueError, RecursionError) as e:
        print('null')
`;

/** The version of the machine's python3, or null if there is none. */
export function pythonVersion(): string | null {
  try {
    return execFileSync('python3', ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

export function pythonFiles(folder: string): string[] {
  const out: string[] = [];
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) out.push(...pythonFiles(path));
    else if (name.endsWith('.py')) out.push(path);
  }
  return out;
}

export interface Comparison { readonly same: number; readonly skipped: number; readonly different: readonly string[] }

export function compareTrees(files: readonly string[]): Comparison {
  let same = 0;
  let skipped = 0;
  const different: string[] = [];
  for (let i = 0; i < files.length; i += 50) {
    const part = files.slice(i, i + 50);
    const lines = execFileSync('python3', ['-c', program], { input: JSON.stringify(part), encoding: 'utf8', maxBuffer: 1 << 30 }).split('\n');
    part.forEach((path, k) => {
      const want: string | null = JSON.parse(lines[k]);
      const source = readFileSync(path);
      if (want === null || source.includes('\\N{')) { skipped++; return; }
      let ours: string;
      try {
        ours = dumpAst(parseModule(source, path).module, { showEmpty: true });
      } catch (e) {
        ours = String(e);
      }
      if (ours === want) { same++; return; }
      let at = 0;
      while (ours[at] === want[at]) at++;
      different.push(`${path}\n  python3 …${want.slice(Math.max(0, at - 60), at + 100)}\n  ours    …${ours.slice(Math.max(0, at - 60), at + 100)}`);
    });
  }
  return { same, skipped, different };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2);
  const limitAt = args.indexOf('--limit');
  const limit = limitAt >= 0 ? Number(args.splice(limitAt, 2)[1]) : Infinity;
  const files = args.flatMap(pythonFiles).slice(0, limit);
  const r = compareTrees(files);
  console.log(r.different.join('\n'));
  console.log(`python3 ${pythonVersion()}: ${files.length} files, ${r.same} same, ${r.different.length} different, ${r.skipped} skipped`);
  process.exitCode = r.different.length > 0 ? 1 : 0;
}
