/** Docstrings without their indentation, as CPython's compiler strips them since 3.13 (_PyCompile_CleanDoc). */
export function cleanDoc(doc: string): string {
  doc = expandTabs(doc);
  const lines = doc.split('\n');
  let margin = Infinity;
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i];
    let n = 0;
    while (n < line.length && line.charCodeAt(n) === 32) n++;
    if (n < line.length && n < margin) margin = n;
  }
  if (margin === Infinity) margin = 0;
  const first = /^ */.exec(lines[0])![0].length;
  if (first === 0 && margin === 0) return doc;
  for (let i = 1; i < lines.length; i++) {
    let n = 0;
    while (n < margin && lines[i].charCodeAt(n) === 32) n++;
    lines[i] = lines[i].slice(n);
  }
  lines[0] = lines[0].slice(first);
  return lines.join('\n');
}

/** str.expandtabs(8) */
function expandTabs(s: string): string {
  if (!s.includes('\t')) return s;
  let out = '';
  let column = 0;
  for (const ch of s) {
    if (ch === '\t') {
      const n = 8 - (column % 8);
      out += ' '.repeat(n);
      column += n;
    } else {
      out += ch;
      column = ch === '\n' || ch === '\r' ? 0 : column + 1;
    }
  }
  return out;
}
