/**
 * Is a name a keyword? The hot path of the tokenizer: candidates are looked up by first letter and length, so most names are
 * dismissed after one table read and no string is made.
 */
import { T, firstKeyword, keywordList } from '../../generated/frontend/tokens.ts';

interface Candidate { readonly word: string; readonly kind: number }

/** Candidates under `firstLetter * 16 + length`. */
const table: (Candidate[] | undefined)[] = new Array(128 * 16).fill(undefined);
keywordList.forEach((word, i) => {
  const slot = word.charCodeAt(0) * 16 + word.length;
  (table[slot] ??= []).push({ word, kind: firstKeyword + i });
});

/** The keyword's kind, or NAME. The range holds ASCII. */
export function keywordKind(text: string, start: number, end: number): number {
  const length = end - start;
  if (length > 8) return T.NAME;
  const candidates = table[text.charCodeAt(start) * 16 + length];
  if (candidates === undefined) return T.NAME;
  next: for (let k = 0; k < candidates.length; k++) {
    const word = candidates[k].word;
    for (let i = 1; i < length; i++) if (word.charCodeAt(i) !== text.charCodeAt(start + i)) continue next;
    return candidates[k].kind;
  }
  return T.NAME;
}
