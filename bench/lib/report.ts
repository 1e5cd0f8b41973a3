/**
 * From runs to a table: times of each column as ratios to the base column, round by round, their median and spread, geometric means, gains of a second thread.
 * A cell that failed says what happened; it counts in no mean, and the mean says over how many programs it is.
 */
import { geometricMean, short, spread, type Spread } from './stats.ts';

export type Failure = 'wrong' | 'crashed' | 'timeout';

export interface Cell {
  readonly program: string;
  readonly column: string;
  /** Seconds of each round; a round that failed is not among them. */
  readonly seconds: readonly (number | null)[];
  readonly failure?: Failure;
  readonly why?: string;
  /** A peer printed something else than 3.14 does; its time counts. */
  readonly differs?: string;
}

export interface Column { readonly id: string; readonly label: string; readonly engine: string; readonly threads: number }

export interface Results {
  readonly date: string;
  readonly machine: string;
  readonly rounds: number;
  readonly sizes: 'default' | 'long';
  readonly base: string;
  readonly columns: readonly Column[];
  readonly programs: readonly { readonly name: string; readonly kind: 'program' | 'micro' }[];
  readonly cells: readonly Cell[];
}

const WORD: Readonly<Record<Failure, string>> = { wrong: 'FAIL', crashed: 'CRASH', timeout: 'TIMEOUT' };

const cellOf = (r: Results, program: string, column: string): Cell | undefined => r.cells.find((c) => c.program === program && c.column === column);

/** Quotients of two columns over the rounds in which both ran. */
export function ratio(r: Results, program: string, over: string, under: string): Spread | undefined {
  const a = cellOf(r, program, over);
  const b = cellOf(r, program, under);
  if (a === undefined || b === undefined || a.failure !== undefined || b.failure !== undefined) return undefined;
  const q: number[] = [];
  for (let i = 0; i < Math.min(a.seconds.length, b.seconds.length); i++) {
    const x = a.seconds[i];
    const y = b.seconds[i];
    if (x !== null && y !== null && x > 0 && y > 0) q.push(x / y);
  }
  return spread(q);
}

export interface Mean { readonly value: number; readonly over: number; readonly of: number }

export function mean(r: Results, kind: 'program' | 'micro', over: string, under: string): Mean | undefined {
  const of = r.programs.filter((p) => p.kind === kind && cellOf(r, p.name, over) !== undefined && cellOf(r, p.name, under) !== undefined);
  const values = of.map((p) => ratio(r, p.name, over, under)?.median).filter((v) => v !== undefined);
  return values.length === 0 ? undefined : { value: geometricMean(values), over: values.length, of: of.length };
}

const meanText = (m: Mean | undefined): string => m === undefined ? '–' : `${short(m.value)}${m.over < m.of ? ` (${m.over} of ${m.of})` : ''}`;

/** Rows of text, the first the heading. */
export type Table = readonly (readonly string[])[];

/** Times of a kind of programs: seconds in the base column, ratios to it in the others. */
export function timeTable(r: Results, kind: 'program' | 'micro'): Table {
  const programs = r.programs.filter((p) => p.kind === kind);
  const columns = r.columns.filter((c) => programs.some((p) => cellOf(r, p.name, c.id) !== undefined));
  const rows = programs.map((p) => [p.name, ...columns.map((c) => {
    const cell = cellOf(r, p.name, c.id);
    if (cell === undefined) return '';
    if (cell.failure !== undefined) return WORD[cell.failure];
    const own = spread(cell.seconds.filter((s) => s !== null));
    const mark = cell.differs === undefined ? '' : '*';
    if (c.id === r.base) return own === undefined ? '–' : `${own.median.toFixed(3)} s${mark}`;
    const q = ratio(r, p.name, c.id, r.base);
    if (q === undefined) return own === undefined ? '–' : `${own.median.toFixed(3)} s${mark}`;
    return mark + (q.n > 1 ? `${short(q.median)} (${short(q.min)}–${short(q.max)})` : short(q.median));
  })]);
  return [
    [kind === 'program' ? 'program' : 'micro-benchmark', ...columns.map((c) => `${c.label}${c.threads > 1 ? `, ${c.threads} threads` : ''}`)],
    ...rows,
    ['**geometric mean**', ...columns.map((c) => c.id === r.base ? '1' : meanText(mean(r, kind, c.id, r.base)))],
  ];
}

/** For each engine with several columns: how much faster it is with n threads than with one. */
export function gainTable(r: Results, kind: 'program' | 'micro'): Table | undefined {
  const many = r.columns.filter((c) => c.threads > 1 && r.columns.some((d) => d.engine === c.engine && d.threads === 1));
  const single = (c: Column): string => (r.columns.find((d) => d.engine === c.engine && d.threads === 1) as Column).id;
  const programs = r.programs.filter((p) => p.kind === kind && many.some((c) => cellOf(r, p.name, c.id) !== undefined));
  if (many.length === 0 || programs.length === 0) return undefined;
  return [
    ['gain of threads', ...many.map((c) => `${c.label}, ${c.threads} threads`)],
    ...programs.map((p) => [p.name, ...many.map((c) => {
      const q = ratio(r, p.name, single(c), c.id);
      return q === undefined ? '–' : q.n > 1 ? `${short(q.median)} (${short(q.min)}–${short(q.max)})` : short(q.median);
    })]),
    ['**geometric mean**', ...many.map((c) => meanText(mean(r, kind, single(c), c.id)))],
  ];
}

export function asText(table: Table): string {
  const plain = table.map((row) => row.map((t) => t.replaceAll('**', '')));
  const widths = plain[0].map((_, k) => Math.max(...plain.map((row) => row[k].length)));
  return plain.map((row) => row.map((t, k) => k === 0 ? t.padEnd(widths[k]) : t.padStart(widths[k])).join('  ').trimEnd()).join('\n');
}

export function asMarkdown(table: Table): string {
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
  return [line(table[0]), `|${table[0].map((_, k) => k === 0 ? '---' : '--:').join('|')}|`, ...table.slice(1).map(line)].join('\n');
}

export function failures(r: Results): string[] {
  return r.cells.filter((c) => c.failure !== undefined).map((c) => `${WORD[c.failure as Failure]} ${c.program} on ${c.column}: ${c.why ?? ''}`);
}

export function notes(r: Results): string[] {
  return r.programs.flatMap((p) => {
    const cells = r.cells.filter((c) => c.program === p.name && c.differs !== undefined);
    return cells.length === 0 ? [] : [`* ${p.name} prints something else than Python 3.14 on ${cells.map((c) => c.column).join(', ')}: ${cells[0].differs}`];
  });
}

/** Everything, through `form` (asText or asMarkdown). */
export function report(r: Results, form: (t: Table) => string): string {
  const parts: string[] = [];
  for (const kind of ['program', 'micro'] as const) {
    if (!r.programs.some((p) => p.kind === kind)) continue;
    parts.push(form(timeTable(r, kind)));
    const gain = gainTable(r, kind);
    if (gain !== undefined) parts.push(form(gain));
  }
  return parts.join('\n\n');
}
