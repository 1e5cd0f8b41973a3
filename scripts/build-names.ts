/**
 * Character names for dist/unicode-names.txt (the format: src/host/common/unicode-names.ts), taken out of the unicodedata of the pyodide devDependency, a CPython 3.14.
 *
 * Names come from its C function `getname`, which `unicodedata._ucnhash_CAPI` points to: unlike `unicodedata.name` it also tells the aliases and named sequences, which have numbers in
 * private planes from 0xF0000 on. Done once for a version of pyodide.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hangulName } from '../src/host/common/unicode-names.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const ALIASES = 0xf0000;
const MAX_NAME = 512;

interface Inside { HEAPU32: Uint32Array; wasmTable: WebAssembly.Table; _malloc(n: number): number; UTF8ToString(at: number): string }

/** What was done; undefined if pyodide is not installed. */
export async function buildNames(force: boolean): Promise<string | undefined> {
  const target = join(root, 'dist/unicode-names.txt');
  const packageFile = join(root, 'node_modules/pyodide/package.json');
  if (!existsSync(packageFile)) return undefined;
  const head = `#${(JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }).version}`;
  const kept = join(root, 'build/unicode-names.txt');
  let text = !force && existsSync(kept) ? readFileSync(kept, 'utf8') : '';
  const fresh = !text.startsWith(`${head}\n`);
  if (fresh) {
    text = `${head}\n${await take()}`;
    mkdirSync(join(root, 'build'), { recursive: true });
    writeFileSync(kept, text);
  }
  const out = text.slice(text.indexOf('\n') + 1);
  if (!existsSync(target) || readFileSync(target, 'utf8') !== out) writeFileSync(target, out);
  return fresh ? 'character names' : 'character names unchanged';
}

async function take(): Promise<string> {
  const { loadPyodide } = await import('pyodide');
  const py = await loadPyodide();
  const m = (py as unknown as { _module: Inside })._module;
  const capsule = py.runPython('import unicodedata\nid(unicodedata._ucnhash_CAPI)') as number;
  const functions = m.HEAPU32[(capsule >> 2) + 2]; // PyCapsule: two words of header, then the pointer
  const getname = m.wasmTable.get(m.HEAPU32[functions >> 2]) as (code: number, buffer: number, length: number, aliases: number) => number;
  const buffer = m._malloc(MAX_NAME);
  const nameOf = (code: number): string => getname(code, buffer, MAX_NAME, 1) === 0 ? '' : m.UTF8ToString(buffer);
  const lines: string[] = [];
  let next = -1;
  for (let c = 0; c < 0x110000; c++) {
    const name = c >= ALIASES && c < ALIASES + 0x1000 ? '' : nameOf(c);
    if (name === '' || (c >= 0xac00 && c < 0xac00 + 11172 && name === hangulName(c - 0xac00))) continue;
    const number = c.toString(16).toUpperCase();
    if (name.endsWith(`-${number}`)) {
      const prefix = name.slice(0, -number.length);
      let count = 1;
      while (nameOf(c + count) === prefix + (c + count).toString(16).toUpperCase()) count++;
      lines.push(`*${number} ${count} ${prefix}`);
      c += count - 1;
      next = -1;
      continue;
    }
    if (c !== next) lines.push(`@${number}`);
    lines.push(name);
    next = c + 1;
  }
  py.globals.set('lookup_name', '');
  for (let c = ALIASES; c < ALIASES + 0x1000; c++) {
    const name = nameOf(c);
    if (name === '') continue;
    py.globals.set('lookup_name', name);
    lines.push(`=${py.runPython("','.join(f'{ord(c):X}' for c in unicodedata.lookup(lookup_name))")} ${name}`);
  }
  return `${lines.join('\n')}\n`;
}
