/**
 * CPython's pure-Python standard library for dist/: sources into dist/lib (for tracebacks, inspect and whoever reads them) and code images into dist/stdlib.bin, one archive that
 * src/host/node/library.ts reads.
 *
 * The sources come from `python_stdlib.zip` of the npm package pyodide (CPython 3.14's own files, unchanged). Files below `src/library` take the place of those of the
 * same path or are added: modules that are Typhon's own. Nothing is done when neither the sources nor the front end have changed.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readZip } from './lib/zip.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const zip = join(root, 'node_modules/pyodide/python_stdlib.zip');
const MAGIC = 0x4c505954;

const walk = (dir: string, out: string[] = []): string[] => {
  if (!existsSync(dir)) return out;
  for (const e of readdirSync(dir, { withFileTypes: true })) {
    if (e.isDirectory()) walk(join(dir, e.name), out);
    else out.push(join(dir, e.name));
  }
  return out.sort();
};

/** False if nothing had changed. */
export async function buildLibrary(force: boolean): Promise<string | undefined> {
  if (!existsSync(join(root, 'src/frontend/index.ts')) || !existsSync(zip)) return undefined;
  const own = join(root, 'src/library');
  const h = createHash('sha256');
  for (const f of [...walk(join(root, 'src/frontend')), ...walk(join(root, 'src/generated/frontend')), ...walk(join(root, 'src/spec')), ...walk(own), zip, fileURLToPath(import.meta.url)]) h.update(f).update(readFileSync(f));
  const hash = h.digest('hex');
  const hashFile = join(root, 'build/stdlib.hash');
  const target = join(root, 'dist/stdlib.bin');
  if (!force && existsSync(target) && existsSync(hashFile) && readFileSync(hashFile, 'utf8') === hash) return 'library unchanged';

  const { compileSource } = await import('../src/frontend/index.ts');
  const sources = new Map<string, Uint8Array>();
  for (const entry of readZip(zip)) if (entry.name.endsWith('.py')) sources.set(entry.name, entry.read());
  for (const f of walk(own)) if (f.endsWith('.py')) sources.set(f.slice(own.length + 1), readFileSync(f));
  rmSync(join(root, 'dist/lib'), { recursive: true, force: true });
  mkdirSync(join(root, 'dist/lib'), { recursive: true });
  copyFileSync(join(root, 'docs/licenses/PSF-LICENSE.txt'), join(root, 'dist/lib/LICENSE.txt'));
  const index: Record<string, [number, number, 0 | 1, string]> = {};
  const images: Uint8Array[] = [];
  const failed: string[] = [];
  let end = 0;
  for (const [file, source] of [...sources].sort(([a], [b]) => a < b ? -1 : 1)) {
    const to = join(root, 'dist/lib', file);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, source);
    const isPackage = file.endsWith('/__init__.py');
    const name = file.replace(/\/__init__\.py$|\.py$/, '').replaceAll('/', '.');
    try {
      const { image } = compileSource(source, file, 'exec', {});
      index[name] = [end, image.length, isPackage ? 1 : 0, file];
      const padded = new Uint8Array((image.length + 7) & ~7);
      padded.set(image);
      images.push(padded);
      end += padded.length;
    } catch (e) {
      failed.push(`${file}: ${(e as Error).message}`);
    }
  }
  // The index names absolute places, and its own length decides where they begin.
  const place = (base: number): Buffer => Buffer.from(JSON.stringify(Object.fromEntries(Object.entries(index).map(([n, [at, ...rest]]) => [n, [at + base, ...rest]]))));
  let base = 8;
  for (let text = place(base); ; text = place(base)) {
    const need = (8 + text.length + 7) & ~7;
    if (need <= base) {
      const head = Buffer.alloc(base, 0x20);
      head.writeUInt32LE(MAGIC, 0);
      head.writeUInt32LE(base - 8, 4);
      text.copy(head, 8);
      writeFileSync(target, Buffer.concat([head, ...images]));
      break;
    }
    base = need;
  }
  if (failed.length > 0) throw new Error(`${failed.length} library modules do not compile:\n${failed.slice(0, 10).join('\n')}`);
  mkdirSync(join(root, 'build'), { recursive: true });
  writeFileSync(hashFile, hash);
  return `library: ${images.length} modules, ${(end / 1e6).toFixed(1)} MB of images`;
}
