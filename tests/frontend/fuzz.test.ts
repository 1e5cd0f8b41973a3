/**
 * Mutated sources: whatever the bytes, the outcome is a tree or a PySyntaxError with a place inside the source.
 *
 * Runs for 20 seconds; `TYPHON_FUZZ_SECONDS` sets another time and `TYPHON_FUZZ_SEED` another start. A failure prints its seed and its source.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dumpAst } from '../../src/frontend/ast/dump.ts';
import { parseModule, PySyntaxError } from '../../src/frontend/parser/index.ts';
import { readZip } from '../../scripts/lib/zip.ts';

const seconds = Number(process.env.TYPHON_FUZZ_SECONDS ?? 20);
const firstSeed = Number(process.env.TYPHON_FUZZ_SEED ?? 1);

/** A small generator of random numbers (mulberry32). */
function randomOf(seed: number): (below: number) => number {
  let a = seed >>> 0;
  return (below) => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const spice = ['(', ')', '[', ']', '{', '}', ':', ',', '.', ';', '=', '==', ':=', '*', '**', '->', '@', '!', '\\', '\n', '\n  ', '\t', ' ', '\f', '\r', "'", '"', "'''", 'f"',
  "f'{", '}}', '{{', "t'{x!r:", 'b"', 'rb', '0x', '1e', '1_', '0777', '1j', 'if', 'else', 'elif', 'for', 'in', 'not', 'is', 'lambda', 'yield', 'await', 'async', 'match', 'case', 'type', '_',
  'class', 'def', 'with', 'as', 'try', 'except', 'finally', 'from', 'import', 'None', 'print', 'é', 'ﬁ', '😀', '\ud800', '\u200b', '#', '# coding: latin-1\n', '\\N{', '\\x', '$', '?', '0'];

const zip = new URL('../../node_modules/pyodide/python_stdlib.zip', import.meta.url).pathname;
const library = readZip(zip).filter((e) => e.name.endsWith('.py'));
const decoder = new TextDecoder();
const encoder = new TextEncoder();

function mutate(random: (below: number) => number): string | Uint8Array {
  const text = decoder.decode(library[random(library.length)].read());
  const from = random(Math.max(1, text.length - 100));
  // Mostly pieces: they are quicker and break in more ways. A piece begins at a top-level statement, or else its first line is indented.
  const begin = random(10) === 0 ? from : Math.max(0, text.slice(0, from).search(/\n\S[^\n]*(?:\n(?:[ \t][^\n]*)?)*$/) + 1);
  let s = random(20) === 0 ? text : text.slice(begin, begin + 20 + random(1500));
  for (let k = 1 + random(4); k > 0; k--) {
    const at = random(s.length + 1);
    const to = Math.min(s.length, at + random(12));
    switch (random(6)) {
      case 0: s = s.slice(0, at) + s.slice(to); break;
      case 1: s = s.slice(0, to) + s.slice(at); break;
      case 2: s = s.slice(0, at) + spice[random(spice.length)] + s.slice(at); break;
      case 3: s = s.slice(0, at) + spice[random(spice.length)] + s.slice(to); break;
      case 4: s = s.slice(0, at); break;
      default: {
        const other = random(s.length + 1);
        s = s.slice(0, at) + s.slice(other, other + 10) + s.slice(at);
      }
    }
  }
  if (random(4) > 0) return s;
  const bytes = encoder.encode(s);
  for (let k = random(3); k > 0 && bytes.length > 0; k--) bytes[random(bytes.length)] = random(256);
  return bytes;
}

test(`fuzz: ${seconds} seconds from seed ${firstSeed}`, () => {
  const end = performance.now() + seconds * 1000;
  let count = 0;
  let errors = 0;
  for (let seed = firstSeed; performance.now() < end; seed++) {
    const random = randomOf(seed);
    const source = mutate(random);
    const mode = random(8) === 0 ? 'single' : random(8) === 0 ? 'eval' : 'exec';
    const start = performance.now();
    count++;
    try {
      const r = parseModule(source, '<fuzz>', { mode });
      dumpAst(r.module, { includeAttributes: true });
    } catch (e) {
      if (!(e instanceof PySyntaxError)) {
        console.error(`seed ${seed}`, JSON.stringify(typeof source === 'string' ? source : [...source]));
        throw e;
      }
      errors++;
      assert.ok(e.lineno >= 0 && Number.isInteger(e.lineno) && Number.isInteger(e.offset) && Number.isInteger(e.end_offset), `seed ${seed}: ${e.message} ${e.offset} ${e.end_offset}`);
    }
    const took = performance.now() - start;
    assert.ok(took < 8000, `seed ${seed} took ${took} ms`);
  }
  console.log(`  ${count} sources, ${errors} errors`);
});
