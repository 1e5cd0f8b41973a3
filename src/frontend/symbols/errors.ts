/**
 * Errors found after parsing, before they have a source line.
 *
 * The symbol table and the compiler see nodes, not text; their columns are UTF-8 bytes. They throw `CompileError`, and `src/frontend/index.ts`
 * alone turns it into the `PySyntaxError` that leaves the front end, with columns in characters and the text of the line.
 */

/** Where a node stands: as in the AST (lines from 1, columns in UTF-8 bytes from 0). line 0: nowhere. */
export interface Located {
  readonly lineno: number;
  readonly col_offset: number;
  readonly end_lineno: number;
  readonly end_col_offset: number;
}

export type CompileErrorType = 'SyntaxError' | 'RecursionError' | 'OverflowError';

export class CompileError extends Error {
  readonly at: Located | null;
  readonly msg: string;
  readonly pyType: CompileErrorType;
  constructor(msg: string, at: Located | null, pyType: CompileErrorType = 'SyntaxError') {
    super(msg);
    this.msg = msg;
    this.at = at;
    this.pyType = pyType;
  }
}

/** A SyntaxWarning of the compiler; columns in bytes as in the AST. */
export interface CompileWarning { readonly msg: string; readonly at: Located }

/**
 * Nesting of statements and expressions that the recursive passes accept. CPython stops by stack space ("maximum recursion depth exceeded
 * during compilation"); a fixed number here, so that the answer does not depend on the host's stack.
 */
export const MAX_NESTING = 2000;

export function tooDeep(at: Located | null): never {
  throw new CompileError('maximum recursion depth exceeded during compilation', at, 'RecursionError');
}
