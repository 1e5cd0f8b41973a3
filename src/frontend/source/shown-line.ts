import type { SourceFile } from './source-file.ts';

/**
 * The text of a line as CPython's parser shows it in errors: with its line end if the tokenizer was still on that line (`reached` is the line
 * it was on), without if it had gone further.
 */
export function shownLine(source: SourceFile, line: number, reached = line): string {
  const text = source.lineText(line);
  if (reached > line) return text.endsWith('\n') ? text.slice(0, -1) : text;
  return !source.endsLines || text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
