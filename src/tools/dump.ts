/** `typhon --dump tokens|ast|symbols|code file.py`: what each stage of the front end made of a program. A bundle of its own, loaded only for that. */
import { tokenNames } from '../generated/frontend/tokens.ts';
import { dumpAst } from '../frontend/ast/dump.ts';
import { compileToCode, dumpCode, dumpSourceSymbols } from '../frontend/index.ts';
import { parseModule } from '../frontend/parser/index.ts';
import { decodeSource } from '../frontend/source/decode.ts';
import { tokenize } from '../frontend/tokens/tokenizer.ts';

function dumpTokens(source: Uint8Array, filename: string): string {
  const file = decodeSource(source, filename);
  const b = tokenize(file);
  const out: string[] = [];
  for (let i = 0; i < b.count; i++) {
    const line = file.lineOf(b.start[i]);
    const column = file.charColumn(line, 0) + file.charCount(file.indexOfByteColumn(line, 0), b.start[i]);
    out.push(`${line},${column}:\t${tokenNames[b.kind[i]]}\t${JSON.stringify(file.text.slice(b.start[i], b.end[i]))}\n`);
  }
  return out.join('');
}

export function dumpSource(what: string, source: Uint8Array, filename: string): string {
  switch (what) {
    case 'tokens': return dumpTokens(source, filename);
    case 'ast': return `${dumpAst(parseModule(source, filename).module, { indent: 3 }).trimEnd()}\n`;
    case 'symbols': return dumpSourceSymbols(source, filename, 'exec');
    default: return dumpCode(compileToCode(source, filename, 'exec').code);
  }
}
