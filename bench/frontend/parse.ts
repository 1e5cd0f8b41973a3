/**
 * How fast the front half is: cold and warm, over the library, and on one source of five megabytes. `npx tsx bench/frontend/parse.ts`
 */
import { decodeSource } from '../../src/frontend/source/decode.ts';
import { parseModule } from '../../src/frontend/parser/index.ts';
import { tokenize } from '../../src/frontend/tokens/tokenizer.ts';
import { readZip } from '../../scripts/lib/zip.ts';

const zip = new URL('../../node_modules/pyodide/python_stdlib.zip', import.meta.url).pathname;
const files = readZip(zip).filter((e) => e.name.endsWith('.py')).map((e) => ({ name: e.name, bytes: e.read() }));
const total = files.reduce((n, f) => n + f.bytes.length, 0);
const time = (f: () => void): number => {
  const start = performance.now();
  f();
  return performance.now() - start;
};
const show = (what: string, bytes: number, ms: number): void => console.log(`${what.padEnd(38)} ${ms.toFixed(1).padStart(8)} ms ${(bytes / ms / 1000).toFixed(1).padStart(7)} MB/s`);

const one = files.find((f) => f.name === 'argparse.py')!;
show('argparse.py, first source of a process', one.bytes.length, time(() => parseModule(one.bytes, one.name)));
show(`library (${files.length} files), first time`, total, time(() => { for (const f of files) parseModule(f.bytes, f.name); }));
for (let i = 0; i < 3; i++) show('library, warm', total, time(() => { for (const f of files) parseModule(f.bytes, f.name); }));
show('library, warm, tokens only', total, time(() => { for (const f of files) tokenize(decodeSource(f.bytes, f.name)); }));
show('library, warm, decoding only', total, time(() => { for (const f of files) decodeSource(f.bytes, f.name); }));
let big = '';
for (const f of files) if (big.length < 5_000_000) big += `if True:\n${new TextDecoder().decode(f.bytes).replace(/^/gm, ' ').replace(/\n $/, '\n')}\n pass\n`;
let outcome = 'a tree';
const ms = time(() => { try { parseModule(big, 'big.py'); } catch (e) { outcome = String(e); } });
show(`one source (${outcome.slice(0, 20)})`, big.length, ms);
const broken = `${big}x y\n`;
show('the same, with an error at its end', big.length, time(() => { try { parseModule(broken, 'big.py'); } catch { /* expected */ } }));
const inside = `class C:\n${Array(200_000).fill(' def f(x): return x').join('\n')}\n x y\n`;
show('an error in a class of 200,000 lines', inside.length, time(() => { try { parseModule(inside, 'big.py'); } catch { /* expected */ } }));
