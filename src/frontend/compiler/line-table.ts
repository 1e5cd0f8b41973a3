/** The line table: see src/spec/image.ts for its format. */
import type { Located } from '../symbols/errors.ts';

const MAX_RUN = 32;

export function encodeLineTable(locs: readonly (Located | null)[], firstLine: number): Uint8Array {
  const out: number[] = [];
  const varint = (v: number): void => {
    while (v >= 128) {
      out.push((v & 127) | 128);
      v = Math.floor(v / 128);
    }
    out.push(v);
  };
  const signed = (v: number): void => varint(v < 0 ? -v * 2 + 1 : v * 2);
  let line = firstLine;
  for (let i = 0; i < locs.length;) {
    const l = locs[i];
    let end = i + 1;
    while (end < locs.length && locs[end] === l) end++;
    let n = end - i;
    i = end;
    const first = Math.min(n, MAX_RUN);
    const head = (first - 1) << 3;
    if (l === null || l.lineno < 0) out.push(head);
    else {
      const delta = l.lineno - line;
      line = l.lineno;
      if (l.col_offset < 0 || l.end_col_offset < 0) {
        out.push(head | 1);
        signed(delta);
      } else if (l.end_lineno === l.lineno) {
        if (delta === 0 && l.col_offset < 256 && l.end_col_offset < 256) out.push(head | 2, l.col_offset, l.end_col_offset);
        else {
          out.push(head | 3);
          signed(delta);
          varint(l.col_offset);
          varint(l.end_col_offset);
        }
      } else {
        out.push(head | 4);
        signed(delta);
        varint(Math.max(0, l.end_lineno - l.lineno));
        varint(l.col_offset);
        varint(l.end_col_offset);
      }
    }
    for (n -= first; n > 0; n -= MAX_RUN) out.push(((Math.min(n, MAX_RUN) - 1) << 3) | 5);
  }
  return Uint8Array.from(out);
}

/** The location of each word, or null. */
export function decodeLineTable(table: Uint8Array, firstLine: number): (Located | null)[] {
  const result: (Located | null)[] = [];
  let at = 0;
  const varint = (): number => {
    let v = 0;
    let scale = 1;
    for (;;) {
      const b = table[at++];
      v += (b & 127) * scale;
      if (b < 128) return v;
      scale *= 128;
    }
  };
  const signed = (): number => {
    const v = varint();
    return v & 1 ? -((v - 1) / 2) : v / 2;
  };
  let line = firstLine;
  let last: Located | null = null;
  while (at < table.length) {
    const head = table[at++];
    const n = (head >> 3) + 1;
    switch (head & 7) {
      case 0: last = null; break;
      case 1:
        line += signed();
        last = { lineno: line, col_offset: -1, end_lineno: line, end_col_offset: -1 };
        break;
      case 2:
        last = { lineno: line, col_offset: table[at], end_lineno: line, end_col_offset: table[at + 1] };
        at += 2;
        break;
      case 3: {
        line += signed();
        const col = varint();
        last = { lineno: line, col_offset: col, end_lineno: line, end_col_offset: varint() };
        break;
      }
      case 4: {
        line += signed();
        const endLine = line + varint();
        const col = varint();
        last = { lineno: line, col_offset: col, end_lineno: endLine, end_col_offset: varint() };
        break;
      }
    }
    for (let k = 0; k < n; k++) result.push(last);
  }
  return result;
}
