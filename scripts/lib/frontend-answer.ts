/** What our front end says, in the form in which scripts/lib/cpython.ts gives CPython's answer, so that the two can be compared. */
import { dumpAst } from '../../src/frontend/ast/dump.ts';
import { parseModule, PySyntaxError } from '../../src/frontend/parser/index.ts';
import type { Answer, Question } from './cpython.ts';

export function ourAnswer(q: Question): Answer {
  const src = typeof q.src === 'string' ? q.src : Uint8Array.from(q.src.bytes);
  try {
    const r = parseModule(src, '<f>', { mode: q.mode ?? 'exec' });
    return { ok: dumpAst(r.module, { includeAttributes: q.attrs ?? false }), w: r.warnings.map((w) => [w.category, w.msg, w.lineno] as const) };
  } catch (e) {
    if (!(e instanceof PySyntaxError)) throw e;
    // Line 0 is our way to say "no place".
    if (e.lineno === 0) return { err: [e.pyType, e.msg, null, null, null, null, null], w: [] };
    return { err: [e.pyType, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text], w: [] };
  }
}

/** CPython's answer with "no place" written in one way (it has several: None, and line 0 with offset −1). */
export function normalized(a: Answer): Answer {
  if (a.err && (a.err[2] === null || a.err[2] === 0)) return { err: [a.err[0], a.err[1], null, null, null, null, null], w: [] };
  return a;
}
