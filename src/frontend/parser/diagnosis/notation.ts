/**
 * The notation in which the diagnosis grammar is written, and its reader.
 *
 *     rule: item item -> result
 *         | item item
 *
 * Items: `'if'` a token by its spelling, `"match"` a soft keyword, `NAME` a token by its kind, `rule`, `( … | … )` a group, `x?` `x*` `x+`,
 * `s.x+` a list with separators, `&x` and `!x` look ahead, `&&'x'` a token that must be there, `~` no other alternative after this, `a=x` a label.
 *
 * Results: `-> 'comparison'` a node of that kind over the tokens matched; `-> a` what the label holds; `-> !verb …` an error (see actions.ts). Without a
 * result an alternative gives the value of its only item (looking ahead does not count), or `true`.
 * A rule is marked `(memo)` if CPython remembers its outcome whether or not the rules for mistakes were on; that can be seen in its messages.
 */
export type Item =
  | { readonly t: 'token'; readonly spelling: string }
  | { readonly t: 'forced'; readonly spelling: string }
  | { readonly t: 'soft'; readonly word: string }
  | { readonly t: 'rule'; readonly name: string }
  | { readonly t: 'group'; readonly alts: readonly Alt[] }
  | { readonly t: 'opt' | 'star' | 'plus' | 'and' | 'not'; readonly item: Item }
  | { readonly t: 'gather'; readonly separator: Item; readonly item: Item }
  | { readonly t: 'cut' };

export interface Alt {
  readonly items: readonly { readonly label: string | null; readonly item: Item }[];
  readonly result: Result;
}

export type Result =
  | { readonly t: 'default' }
  | { readonly t: 'kind'; readonly kind: string }
  | { readonly t: 'label'; readonly label: string }
  | { readonly t: 'action'; readonly verb: string; readonly args: readonly string[] };

export interface Rule { readonly name: string; readonly memo: boolean; readonly alts: readonly Alt[] }

const lexeme = /\s*(->|&&|'[^']*'|"(?:[^"\\]|\\.)*"|[A-Za-z_][A-Za-z_0-9]*=(?=[^=\s])|[A-Za-z_][A-Za-z_0-9]*|\S)/y;

/** Reads the text of a grammar. It is part of the program, so mistakes in it are panics. */
export function readGrammar(text: string): Rule[] {
  const rules: Rule[] = [];
  for (const block of text.split(/\n(?=[a-z_]+(?: \(memo\))?:)/)) {
    const trimmed = block.replace(/^\s*#.*$/gm, '').trim();
    if (trimmed === '') continue;
    const m = /^([a-z_]+)( \(memo\))?:\s*\|?/.exec(trimmed);
    if (!m) throw new Error(`grammar: ${trimmed}`);
    const words: string[] = [];
    lexeme.lastIndex = m[0].length;
    for (let w = lexeme.exec(trimmed); w; w = lexeme.exec(trimmed)) words.push(w[1]);
    const reader = new Reader(words);
    rules.push({ name: m[1], memo: m[2] !== undefined, alts: reader.alts() });
    if (!reader.done) throw new Error(`grammar: ${m[1]}: ${reader.rest}`);
  }
  return rules;
}

class Reader {
  readonly #words: readonly string[];
  #at = 0;

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  get done(): boolean {
    return this.#at >= this.#words.length;
  }

  get rest(): string {
    return this.#words.slice(this.#at).join(' ');
  }

  alts(): Alt[] {
    const out = [this.#alt()];
    while (this.#words[this.#at] === '|') {
      this.#at++;
      out.push(this.#alt());
    }
    return out;
  }

  #alt(): Alt {
    const items: { label: string | null; item: Item }[] = [];
    let result: Result = { t: 'default' };
    for (;;) {
      const w = this.#words[this.#at];
      if (w === undefined || w === '|' || w === ')') break;
      if (w === '->') {
        this.#at++;
        result = this.#result();
        break;
      }
      let label: string | null = null;
      if (w.endsWith('=') && w.length > 1 && w[0] !== '\'' && w[0] !== '"') {
        label = w.slice(0, -1);
        this.#at++;
      }
      items.push({ label, item: this.#item() });
    }
    return { items, result };
  }

  #result(): Result {
    const w = this.#words[this.#at++];
    if (w === '!') {
      const verb = this.#words[this.#at++];
      const args: string[] = [];
      for (let a = this.#words[this.#at]; a !== undefined && a !== '|' && a !== ')'; a = this.#words[++this.#at]) args.push(a);
      return { t: 'action', verb, args };
    }
    return w[0] === '\'' ? { t: 'kind', kind: w.slice(1, -1) } : { t: 'label', label: w };
  }

  #item(): Item {
    const w = this.#words[this.#at];
    if (w === '&&') {
      this.#at++;
      return { t: 'forced', spelling: this.#words[this.#at++].slice(1, -1) };
    }
    if (w === '&' || w === '!') {
      this.#at++;
      return { t: w === '&' ? 'and' : 'not', item: this.#item() };
    }
    if (w === '~') {
      this.#at++;
      return { t: 'cut' };
    }
    let item = this.#atom();
    for (;;) {
      const s = this.#words[this.#at];
      if (s === '?') item = { t: 'opt', item };
      else if (s === '*') item = { t: 'star', item };
      else if (s === '+') item = { t: 'plus', item };
      else if (s === '.') {
        this.#at++;
        const inner = this.#atom();
        if (this.#words[this.#at] !== '+') throw new Error('grammar: list without +');
        item = { t: 'gather', separator: item, item: inner };
      } else return item;
      this.#at++;
    }
  }

  #atom(): Item {
    const w = this.#words[this.#at++];
    if (w === '(') {
      const alts = this.alts();
      if (this.#words[this.#at++] !== ')') throw new Error(`grammar: expected ) before ${this.rest}`);
      return { t: 'group', alts };
    }
    if (w[0] === '\'') return { t: 'token', spelling: w.slice(1, -1) };
    if (w[0] === '"') return { t: 'soft', word: w.slice(1, -1) };
    if (/^[A-Z]/.test(w)) return { t: 'token', spelling: w };
    return { t: 'rule', name: w };
  }
}
