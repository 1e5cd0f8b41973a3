/**
 * Character names, for `\N{…}`, unicodedata.name and lookup, and the error handler 'namereplace'.
 *
 * The build takes the names out of CPython's own tables (scripts/build-names.ts) into one text, dist/unicode-names.txt, which is read at the first question. Its lines:
 *
 *     @HEX               the next line is the name of that code point; each further line that of the next one
 *     *HEX COUNT PREFIX  COUNT code points from HEX on are called PREFIX and their number in hexadecimal
 *     =HEX[ HEX]… NAME   an alias (one code point) or a named sequence; only lookup knows them
 *
 * Hangul syllables are not in the text; their names follow from their numbers. Mirrors `_getucname` and `_getcode` of Modules/unicodedata.c, with their limits: names are
 * compared without regard to case, but for the computed ones ("CJK UNIFIED IDEOGRAPH-4E00", "HANGUL SYLLABLE GA").
 */
const LEAD = ['G', 'GG', 'N', 'D', 'DD', 'R', 'M', 'B', 'BB', 'S', 'SS', '', 'J', 'JJ', 'C', 'K', 'T', 'P', 'H'];
const VOWEL = ['A', 'AE', 'YA', 'YAE', 'EO', 'E', 'YEO', 'YE', 'O', 'WA', 'WAE', 'OE', 'YO', 'U', 'WEO', 'WE', 'WI', 'YU', 'EU', 'YI', 'I'];
const TAIL = ['', 'G', 'GG', 'GS', 'N', 'NJ', 'NH', 'D', 'L', 'LG', 'LM', 'LB', 'LS', 'LT', 'LP', 'LH', 'M', 'B', 'BS', 'S', 'SS', 'NG', 'J', 'C', 'K', 'T', 'P', 'H'];
const UNIFIED = 'CJK UNIFIED IDEOGRAPH-';
const HANGUL = 'HANGUL SYLLABLE ';
const HANGUL_FIRST = 0xac00;
const HANGUL_COUNT = 11172;

interface Run { first: number; count: number; prefix: string }

export class UnicodeNames {
  readonly #load: () => string;
  #names: Map<number, string> | undefined;
  #codes: Map<string, string> | undefined;
  readonly #runs: Run[] = [];
  readonly #extra: [name: string, text: string][] = [];

  constructor(load: () => string) {
    this.#load = load;
  }

  /** The name of a code point; undefined if it has none. */
  name(code: number): string | undefined {
    if (code - HANGUL_FIRST >= 0 && code - HANGUL_FIRST < HANGUL_COUNT) return hangulName(code - HANGUL_FIRST);
    const named = this.#table().get(code);
    if (named !== undefined) return named;
    const run = this.#runs.find((r) => code >= r.first && code < r.first + r.count);
    return run === undefined ? undefined : run.prefix + hex(code);
  }

  /** The text of that name: one character, or several if `sequences` may be found too. */
  lookup(name: string, sequences: boolean): string | undefined {
    const codes = this.#codes ?? this.#index();
    const found = codes.get(name.toUpperCase());
    if (found !== undefined && /^[\x20-\x7e]*$/.test(name)) return sequences || isOne(found) ? found : undefined;
    if (name.startsWith(HANGUL)) return hangulCode(name.slice(HANGUL.length));
    const exact = name.startsWith(UNIFIED);
    const upper = exact ? name : name.toUpperCase();
    const dash = upper.lastIndexOf('-') + 1;
    const digits = upper.slice(dash);
    if (dash === 0 || !/^[0-9A-F]{4,5}$/.test(digits)) return undefined;
    const code = parseInt(digits, 16);
    const inside = (r: Run): boolean => r.prefix === upper.slice(0, dash) && code >= r.first && code < r.first + r.count;
    return (exact || (!upper.startsWith(UNIFIED) && digits === hex(code))) && this.#runs.some(inside) ? String.fromCodePoint(code) : undefined;
  }

  #table(): Map<number, string> {
    if (this.#names !== undefined) return this.#names;
    const names = new Map<number, string>();
    let code = 0;
    for (const line of this.#load().split('\n')) {
      switch (line.charCodeAt(0)) {
        case 64: code = parseInt(line.slice(1), 16); break;
        case 42: {
          const [first, count, ...prefix] = line.slice(1).split(' ');
          this.#runs.push({ first: parseInt(first, 16), count: Number(count), prefix: prefix.join(' ') });
          break;
        }
        case 61: {
          const m = /^=((?:[0-9A-F]+,?)+) (.*)$/.exec(line);
          if (m !== null) this.#extra.push([m[2], String.fromCodePoint(...m[1].split(',').map((h) => parseInt(h, 16)))]);
          break;
        }
        default: if (line !== '') names.set(code++, line);
      }
    }
    this.#names = names;
    return names;
  }

  #index(): Map<string, string> {
    const codes = new Map<string, string>();
    for (const [code, name] of this.#table()) codes.set(name, String.fromCodePoint(code));
    for (const [name, text] of this.#extra) codes.set(name, text);
    this.#codes = codes;
    return codes;
  }
}

const hex = (code: number): string => code.toString(16).toUpperCase().padStart(4, '0');
const isOne = (text: string): boolean => text.length === ((text.codePointAt(0) ?? 0) > 0xffff ? 2 : 1);

export function hangulName(index: number): string {
  return `${HANGUL}${LEAD[Math.floor(index / 588)]}${VOWEL[Math.floor(index / 28) % 21]}${TAIL[index % 28]}`;
}

/** Of each part the longest that fits, as CPython's find_syllable. */
function hangulCode(text: string): string | undefined {
  let at = 0;
  const part = (of: readonly string[]): number => {
    let best = -1;
    of.forEach((s, i) => { if (text.startsWith(s, at) && (best < 0 || s.length > of[best].length)) best = i; });
    if (best >= 0) at += of[best].length;
    return best;
  };
  const l = part(LEAD);
  const v = part(VOWEL);
  const t = v < 0 ? -1 : part(TAIL);
  return t < 0 || at !== text.length ? undefined : String.fromCodePoint(HANGUL_FIRST + l * 588 + v * 28 + t);
}
