/**
 * A decoded source: its text with `\n` line ends, the table of line starts, and the conversions between the three ways to count columns.
 *
 * Positions in the AST are UTF-8 byte columns (as in CPython), positions in errors are character columns, and the tokenizer works on indexes
 * into the UTF-16 text. On a line of ASCII all three are a subtraction. On other lines the byte column is counted from the last place asked
 * for, so asking in rising order costs linear time even when a line is megabytes long.
 */
export class SourceFile {
  readonly filename: string;
  readonly text: string;
  readonly isAscii: boolean;
  /** The encoding the bytes were in, as the cookie says; 'utf-8' for sources given as text. */
  readonly encoding: string;
  /** Index of the first unit of each line; line n (from 1) starts at `lineStarts[n - 1]`. */
  readonly lineStarts: Int32Array;
  readonly lineCount: number;
  /** True if a last line without a line end counts as having one, as it does for modules and not for single expressions and statements. */
  readonly endsLines: boolean;
  #cacheStart = -1;
  #cacheIndex = 0;
  #cacheBytes = 0;

  constructor(filename: string, text: string, encoding: string, endsLines = true) {
    this.endsLines = endsLines;
    this.filename = filename;
    this.text = text;
    this.encoding = encoding;
    this.isAscii = /^[\x00-\x7f]*$/.test(text);
    let table = new Int32Array(Math.max(16, text.length >> 4));
    let n = 0;
    table[n++] = 0;
    for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) {
      if (n === table.length) {
        const bigger = new Int32Array(n * 2);
        bigger.set(table);
        table = bigger;
      }
      table[n++] = i + 1;
    }
    this.lineStarts = table.subarray(0, n);
    this.lineCount = n;
  }

  /** The UTF-8 byte column of an index on the line that starts at `lineStart`. */
  byteColumn(lineStart: number, index: number): number {
    if (this.isAscii) return index - lineStart;
    let at: number;
    let bytes: number;
    if (this.#cacheStart === lineStart && this.#cacheIndex <= index) {
      at = this.#cacheIndex;
      bytes = this.#cacheBytes;
    } else {
      at = lineStart;
      bytes = 0;
    }
    const text = this.text;
    for (; at < index; at++) {
      const c = text.charCodeAt(at);
      // The line end that a source may lack is behind the text; it counts as one.
      if (c < 0x80 || at >= text.length) bytes++;
      else if (c < 0x800) bytes += 2;
      else if (c >= 0xd800 && c < 0xdc00 && at + 1 < text.length && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
        // A pair counts whole on its first unit, so that an index behind the pair sees 4 bytes.
        bytes += 4;
        at++;
      } else bytes += 3;
    }
    if (at === index) {
      this.#cacheStart = lineStart;
      this.#cacheIndex = index;
      this.#cacheBytes = bytes;
    }
    return bytes;
  }

  /** The line (from 1) an index stands on. */
  lineOf(index: number): number {
    let lo = 0;
    let hi = this.lineCount - 1;
    while (lo < hi) {
      const mid = (lo + hi + 1) >> 1;
      if (this.lineStarts[mid] <= index) lo = mid;
      else hi = mid - 1;
    }
    return lo + 1;
  }

  /** The text of a line with its line end; a line past the end is empty. */
  lineText(line: number): string {
    if (line < 1 || line > this.lineCount) return '';
    return this.text.slice(this.lineStarts[line - 1], line < this.lineCount ? this.lineStarts[line] : this.text.length);
  }

  /** The index for a UTF-8 byte column of a line. */
  indexOfByteColumn(line: number, column: number): number {
    if (line < 1 || line > this.lineCount) return this.text.length;
    const start = this.lineStarts[line - 1];
    if (this.isAscii) return start + column;
    const text = this.text;
    let at = start;
    for (let bytes = 0; bytes < column && at < text.length; at++) {
      const c = text.charCodeAt(at);
      if (c < 0x80) bytes++;
      else if (c < 0x800) bytes += 2;
      else if (c >= 0xd800 && c < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
        bytes += 4;
        at++;
      } else bytes += 3;
    }
    return at;
  }

  /** The column in characters (code points, from 0) of a UTF-8 byte column. */
  charColumn(line: number, column: number): number {
    if (this.isAscii || line < 1 || line > this.lineCount) return column;
    const start = this.lineStarts[line - 1];
    const end = this.indexOfByteColumn(line, column);
    return this.charCount(start, end) + Math.max(0, column - this.#bytesBetween(start, end));
  }

  /** How many code points stand between two indexes. */
  charCount(from: number, to: number): number {
    if (this.isAscii) return to - from;
    let n = 0;
    for (let i = from; i < to; i++) {
      const c = this.text.charCodeAt(i);
      if (c >= 0xd800 && c < 0xdc00 && i + 1 < this.text.length && (this.text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) i++;
      n++;
    }
    return n;
  }

  #bytesBetween(from: number, to: number): number {
    let bytes = 0;
    for (let i = from; i < to; i++) {
      const c = this.text.charCodeAt(i);
      if (c < 0x80) bytes++;
      else if (c < 0x800) bytes += 2;
      else if (c >= 0xd800 && c < 0xdc00 && (this.text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
        bytes += 4;
        i++;
      } else bytes += 3;
    }
    return bytes;
  }
}
