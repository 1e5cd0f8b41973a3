/**
 * The one error that leaves the front end, and the record of a warning.
 *
 * `PySyntaxError` carries what CPython puts in the arguments of SyntaxError: the message, the line (from 1), the columns in characters
 * (from 1) and the text of the line. Where CPython reports "no end", `endOffset` is −1 or 0 just as there. A `lineno` of 0 says
 * that there is no place at all (None in Python: the source could not be decoded). The runtime makes the Python exception from it.
 */
export type PyErrorType = 'SyntaxError' | 'IndentationError' | 'TabError';

export class PySyntaxError extends Error {
  readonly pyType: PyErrorType;
  readonly msg: string;
  readonly lineno: number;
  readonly offset: number;
  readonly end_lineno: number;
  readonly end_offset: number;
  readonly text: string | null;
  filename = '';

  constructor(pyType: PyErrorType, msg: string, lineno: number, offset: number, endLineno: number, endOffset: number, text: string | null) {
    super(`${pyType}: ${msg} (line ${lineno})`);
    this.name = 'PySyntaxError';
    this.pyType = pyType;
    this.msg = msg;
    this.lineno = lineno;
    this.offset = offset;
    this.end_lineno = endLineno;
    this.end_offset = endOffset;
    this.text = text;
  }
}

/** A warning found while tokenizing or parsing. Positions as in PySyntaxError, for when the filter turns it into an error. */
export interface SyntaxWarningRecord {
  readonly category: 'SyntaxWarning' | 'DeprecationWarning';
  readonly msg: string;
  readonly lineno: number;
  readonly offset: number;
}
