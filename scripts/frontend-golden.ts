/**
 * Makes the golden files of tests/frontend/golden from CPython 3.14 (the one in pyodide).
 *
 * `npx tsx scripts/frontend-golden.ts` asks CPython about every source in `errors.json`, `trees.json` and about every file of its own library, writes the answers, and
 * prints where ours differ. To add a case, add `{"src": …}` to one of the files and run this.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { askCPython } from './lib/cpython.ts';
import type { Answer, Question } from './lib/cpython.ts';
import { normalized, ourAnswer } from './lib/frontend-answer.ts';
import { readZip } from './lib/zip.ts';

const folder = new URL('../tests/frontend/golden/', import.meta.url);
type Case = Question & { answer?: Answer };

const sets = ['errors.json', 'trees.json'].map((name) => {
  const url = new URL(name, folder);
  return { url, cases: existsSync(url) ? JSON.parse(readFileSync(url, 'utf8')) as Case[] : [] };
});
const library = readZip(new URL('../node_modules/pyodide/python_stdlib.zip', import.meta.url).pathname).filter((e) => e.name.endsWith('.py'));

const strip = ({ answer: _answer, ...question }: Case): Question => question;
const questions: Question[] = [
  ...sets.flatMap((s) => s.cases.map(strip)),
  ...library.map((e) => ({ src: { bytes: [...e.read()] }, attrs: true, hash: true })),
];
const answers = await askCPython(questions);
let at = 0;
let differ = 0;
for (const s of sets) {
  const lines = s.cases.map((c) => {
    const q = strip(c);
    const answer = normalized(answers[at++]);
    const ours = ourAnswer(q);
    if (!isDeepStrictEqual(ours, answer)) {
      differ++;
      console.log(JSON.stringify(q.src), '\n  CPython', JSON.stringify(answer), '\n  ours   ', JSON.stringify(ours));
    }
    return JSON.stringify({ ...q, answer });
  });
  writeFileSync(s.url, `[\n${lines.join(',\n')}\n]\n`);
}
const hashes = library.map((e) => {
  const want = answers[at++].ok!;
  const ours = createHash('sha1').update(ourAnswer({ src: { bytes: [...e.read()] }, attrs: true }).ok ?? '').digest('hex');
  if (ours !== want) { differ++; console.log('differs:', e.name); }
  return `${JSON.stringify(e.name)}: ${JSON.stringify(want)}`;
});
writeFileSync(new URL('library.json', folder), `{\n${hashes.join(',\n')}\n}\n`);
console.log(`${questions.length} sources, ${differ} differ`);
