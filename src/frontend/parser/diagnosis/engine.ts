/**
 * The second parser: a packrat machine that runs the diagnosis grammar over the tokens of a program that does not parse.
 *
 * It is compiled from the grammar on the first syntax error of a process. Two passes: the first without the rules for mistakes, to learn how far the
 * source makes sense (`far`, the furthest token anyone looked at); the second with them, in which the first rule that recognises its
 * mistake throws the PySyntaxError. Every rule remembers its outcome per place, so time is linear in the failing statement; what was remembered within
 * a statement is dropped when the statement is done, and statements that the fast parser accepted are stepped over, so memory stays small.
 *
 * Mirrors the runtime of pegen (`Parser/pegen.c`): the messages depend on its order of trying things, so the order here is the same.
 */
import { T, softKeywordList, tokenNames, tokenSpelling } from '../../../generated/frontend/tokens.ts';
import type { TokenBuffer } from '../../tokens/token-buffer.ts';
import type { Alt, Item, Result, Rule } from './notation.ts';

/** What a rule found: an expression of a kind, over the tokens from `s` up to, not with, `e`. */
export class Found {
  readonly kind: string;
  readonly s: number;
  readonly e: number;
  /** The labelled values of the alternative that made it. */
  readonly parts: readonly unknown[];
  constructor(kind: string, s: number, e: number, parts: readonly unknown[]) {
    this.kind = kind;
    this.s = s;
    this.e = e;
    this.parts = parts;
  }
}

/** A token as a value. */
export class FoundToken {
  readonly index: number;
  constructor(index: number) {
    this.index = index;
  }
}

export const FAILED: unique symbol = Symbol('failed');
const CUT: unique symbol = Symbol('cut');

type Step = (m: Machine) => unknown;
type Action = (m: Machine, args: readonly unknown[], start: number) => unknown;
export type Actions = Readonly<Record<string, Action>>;

interface Compiled { name: string; id: number; shared: boolean; statement: boolean; withoutInvalid: boolean; step: Step }

export class Grammar {
  readonly rules = new Map<string, Compiled>();
  readonly #actions: Actions;

  constructor(rules: readonly Rule[], actions: Actions) {
    this.#actions = actions;
    rules.forEach((r, id) => {
      this.rules.set(r.name, {
        name: r.name, id, shared: r.memo, statement: r.name === 'statement',
        withoutInvalid: r.name === 'expression_without_invalid', step: () => FAILED,
      });
    });
    for (const r of rules) this.rules.get(r.name)!.step = this.#alts(r.alts);
  }

  #alts(alts: readonly Alt[]): Step {
    const steps = alts.map((a) => this.#alt(a));
    if (steps.length === 1) {
      const only = steps[0];
      return (m) => {
        const r = only(m);
        return r === CUT ? FAILED : r;
      };
    }
    return (m) => {
      const start = m.pos;
      for (let i = 0; i < steps.length; i++) {
        const r = steps[i](m);
        if (r === CUT) break;
        if (r !== FAILED) return r;
        m.pos = start;
      }
      m.pos = start;
      return FAILED;
    };
  }

  #alt(alt: Alt): Step {
    const steps = alt.items.map((i) => this.#item(i.item));
    const cutAt = alt.items.findIndex((i) => i.item.t === 'cut');
    const labels = alt.items.map((i) => i.label);
    const finish = this.#result(alt.result, labels, alt.items.map((i) => i.item));
    const n = steps.length;
    // As in CPython, only an alternative that is nothing but a rule for a mistake waits for the second pass: a mistake in a dict is found in the first.
    const only = alt.items[0].item;
    const isMistake = n === 1 && only.t === 'rule' && only.name.startsWith('invalid_');
    return (m) => {
      if (isMistake && !m.invalid) return FAILED;
      const start = m.pos;
      const values: unknown[] = new Array(n);
      for (let i = 0; i < n; i++) {
        const v = steps[i](m);
        if (v === FAILED) {
          m.pos = start;
          return cutAt >= 0 && i > cutAt ? CUT : FAILED;
        }
        values[i] = v;
      }
      const r = finish(m, values, start);
      if (r === FAILED) m.pos = start;
      return r;
    };
  }

  #result(result: Result, labels: readonly (string | null)[], items: readonly Item[]): (m: Machine, values: unknown[], start: number) => unknown {
    const indexOf = (label: string): number => {
      const i = labels.indexOf(label);
      if (i < 0) throw new Error(`grammar: no label ${label}`);
      return i;
    };
    switch (result.t) {
      case 'default': {
        const real = items.flatMap((item, i) => (item.t === 'and' || item.t === 'not' || item.t === 'cut' ? [] : [i]));
        const only = real[0];
        return real.length === 1 ? (_m, values) => values[only] : () => true;
      }
      case 'label': {
        const i = indexOf(result.label);
        return (_m, values) => values[i];
      }
      case 'kind': {
        const kind = result.kind;
        const kept = labels.flatMap((l, i) => (l === null ? [] : [i]));
        return (m, values, start) => new Found(kind, start, m.pos, kept.map((i) => values[i]));
      }
      case 'action': {
        const action = this.#actions[result.verb];
        if (!action) throw new Error(`grammar: no action ${result.verb}`);
        const args = result.args.map((a): ((v: unknown[]) => unknown) => {
          if (a[0] === '"') {
            const text: string = JSON.parse(a);
            return () => text;
          }
          const i = indexOf(a);
          return (v) => v[i];
        });
        return (m, values, start) => action(m, args.map((f) => f(values)), start);
      }
    }
  }

  #item(item: Item): Step {
    switch (item.t) {
      case 'cut': return () => true;
      case 'token': {
        if (item.spelling === 'SOFT_KEYWORD') return (m) => (m.kindHere() === T.NAME && softKeywordList.includes(m.textAt(m.pos)) ? m.take() : FAILED);
        const kind = kindOf(item.spelling);
        return (m) => (m.kindHere() === kind ? m.take() : FAILED);
      }
      case 'forced': {
        const kind = kindOf(item.spelling);
        const spelling = item.spelling;
        return (m) => (m.kindHere() === kind ? m.take() : m.forced(spelling));
      }
      case 'soft': {
        const word = item.word;
        return (m) => (m.kindHere() === T.NAME && m.textAt(m.pos) === word ? m.take() : FAILED);
      }
      case 'rule': {
        const rule = this.rules.get(item.name);
        if (!rule) throw new Error(`grammar: no rule ${item.name}`);
        return (m) => m.run(rule);
      }
      case 'group': return this.#alts(item.alts);
      case 'opt': {
        const step = this.#item(item.item);
        return (m) => {
          const r = step(m);
          return r === FAILED ? null : r;
        };
      }
      case 'star': case 'plus': {
        const step = this.#item(item.item);
        const min = item.t === 'plus' ? 1 : 0;
        return (m) => {
          const out: unknown[] = [];
          for (;;) {
            const at = m.pos;
            const r = step(m);
            if (r === FAILED || m.pos === at) break;
            out.push(r);
          }
          return out.length < min ? FAILED : out;
        };
      }
      case 'gather': {
        const separator = this.#item(item.separator);
        const step = this.#item(item.item);
        return (m) => {
          const first = step(m);
          if (first === FAILED) return FAILED;
          const out = [first];
          for (;;) {
            const at = m.pos;
            if (separator(m) === FAILED) break;
            const r = step(m);
            if (r === FAILED) {
              m.pos = at;
              break;
            }
            out.push(r);
          }
          return out;
        };
      }
      case 'and': case 'not': {
        const step = this.#item(item.item);
        const want = item.t === 'and';
        return (m) => {
          const at = m.pos;
          const r = step(m);
          m.pos = at;
          return (r !== FAILED) === want ? true : FAILED;
        };
      }
    }
  }
}

const kinds = new Map<string, number>();
tokenSpelling.forEach((s, i) => kinds.set(s, i));
tokenNames.forEach((s, i) => { if (!kinds.has(s)) kinds.set(s, i); });
function kindOf(spelling: string): number {
  const k = kinds.get(spelling);
  if (k === undefined) throw new Error(`grammar: no token ${spelling}`);
  return k;
}

/** True for keywords that cannot begin a statement: where one does, the statement before it may be at fault. */
const continuesStatement = (kind: number): boolean =>
  kind === T.KW_ELIF || kind === T.KW_ELSE || kind === T.KW_EXCEPT || kind === T.KW_FINALLY;

interface Memo { readonly value: unknown; readonly end: number }

export class Machine {
  pos: number;
  /** The furthest token that was looked at. */
  far: number;
  /** True in the second pass. */
  invalid = false;
  readonly tokens: TokenBuffer;
  readonly text: string;
  /** Thrown by a token that had to be there. */
  readonly onForced: (m: Machine, spelling: string) => never;
  /** Thrown on the way to the ERRORTOKEN. */
  readonly onErrorToken: () => never;
  /** Reads the strings at a token the way the fast parser does, which throws if there is a mistake in one. */
  readonly checkStrings: (at: number) => void;
  readonly #completed: ReadonlyMap<number, number>;
  #memo: (Map<number, Memo> | undefined)[] = [];

  constructor(tokens: TokenBuffer, text: string, start: number, completed: ReadonlyMap<number, number>, onForced: (m: Machine, spelling: string) => never, onErrorToken: () => never, checkStrings: (at: number) => void) {
    this.checkStrings = checkStrings;
    this.tokens = tokens;
    this.text = text;
    this.pos = start;
    this.far = start;
    this.#completed = completed;
    this.onForced = onForced;
    this.onErrorToken = onErrorToken;
  }

  reset(start: number, invalid: boolean): void {
    this.pos = start;
    this.invalid = invalid;
    this.#memo = [];
  }

  kindHere(): number {
    const i = this.pos;
    if (i > this.far) this.far = i;
    const k = this.tokens.kind[i];
    if (k === T.ERRORTOKEN) this.onErrorToken();
    return k;
  }

  take(): FoundToken {
    return new FoundToken(this.pos++);
  }

  textAt(i: number): string {
    return this.text.slice(this.tokens.start[i], this.tokens.end[i]);
  }

  forced(spelling: string): never {
    return this.onForced(this, spelling);
  }

  run(rule: Compiled): unknown {
    const start = this.pos;
    if (rule.statement) {
      const end = this.#completed.get(start);
      if (end !== undefined && !continuesStatement(this.tokens.kind[end])) {
        this.pos = end;
        return true;
      }
    }
    const key = rule.id * 2 + (!rule.shared && this.invalid ? 1 : 0);
    let at = this.#memo[start];
    const known = at?.get(key);
    if (known) {
      this.pos = known.end;
      return known.value;
    }
    let value: unknown;
    if (rule.withoutInvalid) {
      const keep = this.invalid;
      this.invalid = false;
      value = rule.step(this);
      this.invalid = keep;
    } else value = rule.step(this);
    if (value === FAILED) this.pos = start;
    at = this.#memo[start] ??= new Map();
    at.set(key, { value, end: this.pos });
    if (rule.statement && value !== FAILED) for (let i = start + 1; i < this.pos; i++) this.#memo[i] = undefined;
    return value;
  }
}
