/**
 * A small explicit-state model explorer.
 *
 * A model is a handful of small integers (the shared memory), N threads with a few integers each, and for each thread a
 * program: a list of labelled steps. One step is one atomic action: at most one access to shared memory that another thread
 * may race with, plus whatever is the thread's own. The explorer runs every interleaving, breadth first, so the first
 * violation found has a shortest trace. Memory is sequentially consistent; what the order of plain accesses may do is not seen.
 *
 * Checked in every model:
 *   - `check(…)` inside steps, and the invariants in every reachable state;
 *   - the `final` assertions in every state where all threads (but daemons) have ended;
 *   - deadlock: a state in which a non-daemon thread has not ended and no thread can step;
 *   - livelock: a state from which no final state can be reached by any schedule (AG EF final). It finds lost wake-ups that
 *     spinning would hide; it does not prove that a fair scheduler reaches the end.
 *
 * How a program reads:
 *
 *     const inc: Program<S, L> = [
 *       ["lock",   (s) => { if (s.lock) return BLOCK; s.lock = 1; }],
 *       ["load",   (s, me) => { me.v = s.x; }],
 *       ["store",  (s, me) => { s.x = me.v + 1; }],
 *       ["unlock", (s) => { s.lock = 0; }],
 *     ];
 *
 * A step that returns nothing goes on to the next one; one that returns a label jumps there ("end" ends the thread); one that
 * returns BLOCK is not enabled in this state (what it wrote is discarded). `choose(n)` branches: the step runs once for each
 * of 0 … n-1. Fields are signed bytes; fields of another thread are `s.t[i].field`.
 *
 * How it is fast: the state is one block of bytes. All states lie in one growing Int32Array, found through an open-addressing
 * table; steps work on one mutable copy through accessors generated for the model's field names, so nothing is allocated per state.
 *
 * Symmetry: threads that run the same program may be declared interchangeable. States are then kept up to a permutation of
 * them; fields that hold thread ids (`ids`, as id + 1, 0 for nobody) are renamed along. Renaming is an isomorphism, so nothing
 * is lost; ties in the sort only cost some reduction.
 */
export type Shape = Record<string, number | readonly number[]>;
export type View<S extends Shape> = { -readonly [K in keyof S]: S[K] extends number ? number : Int8Array };
export type Thread<L extends Shape> = View<L> & { readonly id: number };
export type State<S extends Shape, L extends Shape> = View<S> & { readonly t: readonly Thread<L>[] };
export type Effect = void | string | typeof BLOCK;
export type Step<S extends Shape, L extends Shape> = readonly [label: string, run: (s: State<S, L>, me: Thread<L>) => Effect];
export type Program<S extends Shape, L extends Shape> = readonly Step<S, L>[];
export type Predicate<S extends Shape, L extends Shape> = (s: State<S, L>) => boolean;

export interface Model<S extends Shape, L extends Shape> {
  name: string;
  shared: S;
  locals: L;
  threads: readonly {
    name: string; program: Program<S, L>;
    /** May still be running (or blocked) in a final state. */
    daemon?: boolean;
    /** Initial values of this thread's fields that differ from `locals`. */
    init?: Partial<{ [K in keyof L]: L[K] extends number ? number : readonly number[] }>;
  }[];
  invariants?: Record<string, Predicate<S, L>>;
  final?: Record<string, Predicate<S, L>>;
  /** Groups of interchangeable threads: same program, same initial fields. */
  symmetric?: readonly (readonly number[])[];
  /** Fields, shared or local, that hold a thread id + 1 (0: nobody). Only needed with `symmetric`. */
  ids?: readonly string[];
  maxStates?: number;
  /** Skip the livelock check (for models whose threads may run for ever by design). */
  mayRunForever?: boolean;
}

export interface Violation { kind: "check" | "invariant" | "final" | "deadlock" | "livelock"; message: string; trace: string[] }
export interface Result { name: string; states: number; transitions: number; depth: number; ms: number; violation: Violation | null }

export const BLOCK: unique symbol = Symbol("blocked");

let choiceAt = 0, choiceCount = 1, failed: string | null = null;
/** Branches into n cases. At most one call in a step. */
export function choose(n: number): number { choiceCount = n; return choiceAt; }
/** An assertion inside a step. */
export function check(ok: boolean, message: string): void { if (!ok && failed === null) failed = message; }

interface Field { name: string; offset: number; length: number; array: boolean; id: boolean }

/** The byte layout: shared fields, then one block for each thread: pc, fields. Every block is padded to whole words. */
class Layout {
  readonly fields: Field[] = [];
  readonly locals: Field[] = [];
  readonly sharedBytes: number;
  readonly blockBytes: number;
  readonly bytes: number;
  constructor(m: Model<Shape, Shape>) {
    const place = (shape: Shape, at: number, into: Field[]): number => {
      for (const [name, v] of Object.entries(shape)) {
        const length = typeof v === "number" ? 1 : v.length;
        into.push({ name, offset: at, length, array: typeof v !== "number", id: m.ids?.includes(name) ?? false });
        at += length;
      }
      return (at + 3) & ~3;
    };
    this.sharedBytes = place(m.shared, 0, this.fields);
    this.blockBytes = place(m.locals, 1, this.locals);
    this.bytes = this.sharedBytes + this.blockBytes * m.threads.length;
  }
}

/** An object with one accessor per field over the bytes `mem`, generated so that each is a constant index. */
function makeView(mem: Int8Array, fields: readonly Field[], base: number, extra: Record<string, unknown>): Record<string, unknown> {
  const body = fields.map((f) => f.array ? "" :
    `get ${f.name}(){return mem[${base + f.offset}]} set ${f.name}(v){mem[${base + f.offset}]=v}`).join("\n");
  const View = new Function("mem", `return class View{${body}}`)(mem) as new () => Record<string, unknown>;
  const view = new View();
  for (const f of fields) if (f.array) view[f.name] = mem.subarray(base + f.offset, base + f.offset + f.length);
  return Object.assign(view, extra);
}

export function explore<S extends Shape, L extends Shape>(typed: Model<S, L>): Result {
  const m = typed as unknown as Model<Shape, Shape>;
  const start = performance.now();
  const n = m.threads.length, lay = new Layout(m), words = lay.bytes >> 2;
  const work = new Int32Array(words), mem = new Int8Array(work.buffer), pcs = new Uint8Array(work.buffer);
  const blockAt = (t: number): number => lay.sharedBytes + t * lay.blockBytes;

  // Views, programs, jump tables.
  const threads = m.threads.map((_, id) => makeView(mem, lay.locals, blockAt(id), { id }));
  const s = makeView(mem, lay.fields, 0, { t: threads }) as unknown as State<Shape, Shape>;
  const views = threads as unknown as Thread<Shape>[];
  const jumps = m.threads.map((t) => {
    const map = new Map<string, number>([["end", t.program.length]]);
    t.program.forEach(([label], i) => {
      if (map.has(label)) throw new Error(`${m.name}: ${t.name}: two steps are called "${label}"`);
      map.set(label, i);
    });
    if (t.program.length > 254) throw new Error(`${m.name}: ${t.name}: program too long`);
    return map;
  });
  const runs = m.threads.map((t) => t.program.map(([, run]) => run));
  const ends = m.threads.map((t) => t.program.length);
  const pcAt = m.threads.map((_, t) => blockAt(t));

  // Initial state.
  const put = (f: Field, base: number, v: number | readonly number[]): void => {
    if (typeof v === "number") mem[base + f.offset] = v; else mem.set(v, base + f.offset);
  };
  for (const f of lay.fields) put(f, 0, m.shared[f.name]);
  m.threads.forEach((t, i) => { for (const f of lay.locals) put(f, blockAt(i), t.init?.[f.name] ?? m.locals[f.name]); });
  const initial = work.slice();

  // The store of states.
  let capacity = 1 << 12, arena = new Int32Array(capacity * words), parent = new Int32Array(capacity), via = new Int32Array(capacity);
  let tableSize = 1 << 13, table = new Int32Array(tableSize).fill(-1), count = 0;
  let edges = new Int32Array(1 << 14), edgeCount = 0;
  const finals: number[] = [];
  const hash = (a: Int32Array, at: number): number => {
    let h = 0x811c9dc5 | 0;
    for (let i = 0; i < words; i++) { h = Math.imul(h ^ a[at + i], 0x85ebca6b); h ^= h >>> 15; }
    return Math.imul(h, 0xc2b2ae35) >>> 0;
  };
  const grow = (): void => {
    const bigger = (a: Int32Array, size: number): Int32Array<ArrayBuffer> => { const b = new Int32Array(size); b.set(a); return b; };
    capacity *= 2;
    arena = bigger(arena, capacity * words); parent = bigger(parent, capacity); via = bigger(via, capacity);
    tableSize *= 2; table = new Int32Array(tableSize).fill(-1);
    for (let i = 0; i < count; i++) {
      let h = hash(arena, i * words) & (tableSize - 1);
      while (table[h] >= 0) h = (h + 1) & (tableSize - 1);
      table[h] = i;
    }
  };
  /** Index of the state in `work`, or ~index if it is new. */
  const intern = (from: number, step: number): number => {
    let h = hash(work, 0) & (tableSize - 1);
    probe: for (let i: number; (i = table[h]) >= 0; h = (h + 1) & (tableSize - 1)) {
      for (let k = 0, at = i * words; k < words; k++) if (arena[at + k] !== work[k]) continue probe;
      return i;
    }
    if (count === capacity) { grow(); return intern(from, step); }
    table[h] = count;
    arena.set(work, count * words); parent[count] = from; via[count] = step;
    return ~count++;
  };
  const load = (i: number): void => { for (let k = 0, at = i * words; k < words; k++) work[k] = arena[at + k]; };

  // Symmetry: sort the blocks of each group, rename ids.
  const blockWords = lay.blockBytes >> 2, sharedWords = lay.sharedBytes >> 2;
  const perm = m.threads.map((_, i) => i), scratch = new Int32Array(words);
  const idFields = lay.fields.filter((f) => f.id), idLocals = lay.locals.filter((f) => f.id);
  const less = (a: number, b: number): boolean => {
    for (let k = 0; k < blockWords; k++) {
      const x = work[sharedWords + a * blockWords + k], y = work[sharedWords + b * blockWords + k];
      if (x !== y) return x < y;
    }
    return false;
  };
  /** Brings `work` into canonical form; perm[new place] = old place. */
  const canonical = (): void => {
    let moved = false;
    for (let i = 0; i < n; i++) perm[i] = i;
    for (const group of m.symmetric!) {
      for (let i = 1; i < group.length; i++)
        for (let j = i; j > 0 && less(perm[group[j]], perm[group[j - 1]]); j--) {
          const x = perm[group[j]]; perm[group[j]] = perm[group[j - 1]]; perm[group[j - 1]] = x; moved = true;
        }
    }
    if (!moved) return;
    scratch.set(work);
    const place = new Map<number, number>();
    for (let i = 0; i < n; i++) {
      place.set(perm[i] + 1, i + 1);
      work.set(scratch.subarray(sharedWords + perm[i] * blockWords, sharedWords + (perm[i] + 1) * blockWords), sharedWords + i * blockWords);
    }
    const rename = (f: Field, base: number): void => {
      for (let k = 0; k < f.length; k++) { const at = base + f.offset + k; mem[at] = place.get(mem[at]) ?? mem[at]; }
    };
    for (const f of idFields) rename(f, 0);
    for (let t = 0; t < n; t++) for (const f of idLocals) rename(f, blockAt(t));
  };

  const allEnded = (): boolean => {
    for (let t = 0; t < n; t++) if (!m.threads[t].daemon && pcs[pcAt[t]] !== ends[t]) return false;
    return true;
  };
  const invariants = Object.entries(m.invariants ?? {}), final = Object.entries(m.final ?? {});
  const maxStates = m.maxStates ?? 4_000_000;
  let violation: Violation | null = null, lastLayer = 0, depth = 0;
  const done = (kind: Violation["kind"], message: string, at: number, extra?: { thread: number; choice: number }): void => {
    violation = { kind, message, trace: replay(at, extra) };
  };

  /** Writes the steps that lead to a state, with what each changed. */
  const replay = (at: number, extra?: { thread: number; choice: number }): string[] => {
    const path: number[] = [];
    for (let i = at; parent[i] >= 0; i = parent[i]) path.push(via[i]);
    path.reverse();
    if (extra) path.push(extra.thread | extra.choice << 8);
    const lines: string[] = [];
    work.set(initial);
    let who = m.threads.map((_, i) => i); // place → the thread it was at the start
    if (m.symmetric) { canonical(); who = perm.map((p) => who[p]); }
    const width = Math.max(...m.threads.map((t) => t.name.length));
    const broken = failed;
    for (const step of path) {
      const t = step & 255, before = mem.slice(), pc = pcs[pcAt[t]];
      choiceAt = step >> 8; failed = null;
      const effect = runs[t][pc](s, views[t]);
      const note = failed;
      if (effect !== BLOCK) pcs[pcAt[t]] = typeof effect === "string" ? jumps[t].get(effect)! : pc + 1;
      const changes: string[] = [];
      const diff = (f: Field, base: number, prefix: string): void => {
        for (let k = 0; k < f.length; k++) {
          const p = base + f.offset + k;
          if (before[p] !== mem[p]) changes.push(`${prefix}${f.name}${f.array ? `[${k}]` : ""} ${before[p]}→${mem[p]}`);
        }
      };
      for (const f of lay.fields) diff(f, 0, "");
      for (let i = 0; i < n; i++) for (const f of lay.locals) diff(f, blockAt(i), i === t ? "·" : `${m.threads[who[i]].name}.`);
      lines.push(`  ${m.threads[who[t]].name.padEnd(width)}  ${m.threads[t].program[pc][0].padEnd(34)} ${changes.join(", ")}${note === null ? "" : `   ← ${note}`}`);
      if (m.symmetric) { canonical(); who = perm.map((p) => who[p]); }
    }
    failed = broken;
    const stuck = m.threads.map((t, i) => pcs[pcAt[i]] === ends[i] ? `${m.threads[who[i]].name}: ended` : `${m.threads[who[i]].name}: at "${t.program[pcs[pcAt[i]]][0]}"`);
    lines.push(`  => ${stuck.join(", ")}`);
    return lines;
  };
  /** Invariants and final assertions of the new state in `work`. */
  const inspect = (i: number): void => {
    for (const [name, holds] of invariants) if (!holds(s)) return done("invariant", name, i);
    if (allEnded()) {
      finals.push(i);
      for (const [name, holds] of final) if (!holds(s)) return done("final", name, i);
    }
  };

  if (m.symmetric) canonical();
  intern(-1, 0);
  inspect(0);
  for (let i = 0; i < count && !violation; i++) {
    if (i === lastLayer) { depth++; lastLayer = count; }
    let enabled = false;
    load(i);
    const ended = allEnded();
    for (let t = 0; t < n && !violation; t++) {
      const pc = arena[i * words + (pcAt[t] >> 2)] & 255;
      if (pc === ends[t]) continue;
      choiceCount = 1;
      for (let c = 0; c < choiceCount; c++) {
        load(i);
        choiceAt = c; failed = null;
        const count0 = choiceCount; choiceCount = 1;
        const effect = runs[t][pc](s, views[t]);
        if (c > 0) choiceCount = count0;
        if (effect === BLOCK) continue;
        enabled = true;
        if (failed !== null) { done("check", failed, i, { thread: t, choice: c }); break; }
        if (effect === undefined) pcs[pcAt[t]] = pc + 1;
        else {
          const to = jumps[t].get(effect as string);
          if (to === undefined) throw new Error(`${m.name}: ${m.threads[t].name}: no step "${String(effect)}"`);
          pcs[pcAt[t]] = to;
        }
        if (m.symmetric) canonical();
        let to = intern(i, t | c << 8);
        if (to < 0) {
          to = ~to;
          if (count > maxStates) throw new Error(`${m.name}: more than ${maxStates} states`);
          inspect(to);
          if (violation) break;
        }
        if (!m.mayRunForever) {
          if (edgeCount + 2 > edges.length) { const b = new Int32Array(edges.length * 2); b.set(edges); edges = b; }
          edges[edgeCount++] = i; edges[edgeCount++] = to;
        } else edgeCount += 2;
      }
    }
    if (!violation && !enabled && !ended) done("deadlock", "no thread can step", i);
  }

  // Livelock: everything must lead to a final state. Backward reachability over the edges, as compressed rows.
  if (!violation && !m.mayRunForever) {
    const rows = new Int32Array(count + 1);
    for (let e = 1; e < edgeCount; e += 2) rows[edges[e] + 1]++;
    for (let i = 0; i < count; i++) rows[i + 1] += rows[i];
    const fill = rows.slice(), sources = new Int32Array(edgeCount >> 1);
    for (let e = 0; e < edgeCount; e += 2) sources[fill[edges[e + 1]]++] = edges[e];
    const good = new Uint8Array(count), stack = finals.slice();
    for (const f of finals) good[f] = 1;
    while (stack.length > 0) {
      const to = stack.pop()!;
      for (let k = rows[to]; k < rows[to + 1]; k++) if (!good[sources[k]]) { good[sources[k]] = 1; stack.push(sources[k]); }
    }
    // The nearest lost state; or, where everything is lost from the start, the farthest, which shows where it ends.
    let lost = good.subarray(0, count).indexOf(0);
    if (lost === 0) lost = good.lastIndexOf(0);
    if (lost >= 0) done("livelock", "no final state can be reached from here", lost);
  }
  return { name: m.name, states: count, transitions: edgeCount >> 1, depth, ms: Math.round(performance.now() - start), violation };
}

export function describe(r: Result): string {
  const head = `${r.name}: ${r.states} states, ${r.transitions} transitions, depth ${r.depth}, ${r.ms} ms`;
  return r.violation ? `${head}\n  ${r.violation.kind}: ${r.violation.message}\n${r.violation.trace.join("\n")}` : `${head}, holds`;
}

/** A model ready to run, its types forgotten. */
export interface Case { name: string; run: () => Result }
/** What one protocol's file exports: models that must hold, larger ones for TYPHON_MODEL_DEEP=1, and broken ones that must fail. */
export interface Protocol { name: string; right: Case[]; deep: Case[]; broken: Case[] }
export function defineCase<S extends Shape, L extends Shape>(m: Model<S, L>): Case { return { name: m.name, run: () => explore(m) }; }
