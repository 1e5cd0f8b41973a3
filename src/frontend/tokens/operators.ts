/**
 * Operators: the longest spelling that matches at a place. Brackets are the tokenizer's own business and not here.
 */
import { T, tokenSpelling } from '../../generated/frontend/tokens.ts';

/** For each first character, the kinds that start with it, the longest first. */
const byFirst: number[][] = Array.from({ length: 128 }, () => []);
for (let kind = T.LPAR as number; kind <= T.DOUBLESLASHEQUAL; kind++) byFirst[tokenSpelling[kind].charCodeAt(0)].push(kind);
for (const list of byFirst) list.sort((a, b) => tokenSpelling[b].length - tokenSpelling[a].length);

export function operatorAt(text: string, pos: number, c: number): number {
  const list = byFirst[c];
  for (let i = 0; i < list.length; i++) {
    const spelling = tokenSpelling[list[i]];
    if (spelling.length === 1) return list[i];
    if (text.charCodeAt(pos + 1) === spelling.charCodeAt(1)
      && (spelling.length === 2 || text.charCodeAt(pos + 2) === spelling.charCodeAt(2))) return list[i];
  }
  return T.OP;
}
