/**
 * A finished code object, as the compiler leaves it: what the image writer, the disassembler and the verifier read.
 */
import type { ConstantValue } from '../../generated/frontend/ast.ts';

/** A constant of a code object: those of the AST, and what the compiler makes of them. */
export type Const =
  | ConstantValue
  | { readonly t: 'tuple'; readonly items: readonly Const[] }
  | { readonly t: 'frozenset'; readonly items: readonly Const[] }
  | { readonly t: 'complex2'; readonly re: number; readonly im: number }
  | { readonly t: 'slice'; readonly start: Const; readonly stop: Const; readonly step: Const }
  | { readonly t: 'code'; readonly code: Code };

export const NONE: Const = { t: 'none' };
export const ELLIPSIS: Const = { t: 'ellipsis' };
export const TRUE: Const = { t: 'bool', v: true };
export const FALSE: Const = { t: 'bool', v: false };
export const int = (v: number): Const => ({ t: 'int', v });
export const str = (v: string): Const => ({ t: 'str', v, split: null });
export const EMPTY_STR: Const = str('');

let codeCount = 0;
const codeIds = new WeakMap<Code, number>();
const floatBits = new Float64Array(1);
const floatWords = new Uint32Array(floatBits.buffer);
function floatKey(v: number): string {
  if (!Number.isInteger(v)) return String(v);
  floatBits[0] = v;
  return `${floatWords[1].toString(36)}.${floatWords[0].toString(36)}`;
}

/** A string that is equal for constants that are equal, of equal type, and of equal sign of zero. */
export function constKey(c: Const): string {
  switch (c.t) {
    case 'none': return 'N';
    case 'bool': return c.v ? 'T' : 'F';
    case 'ellipsis': return 'E';
    case 'int': return `i${c.v}`;
    case 'float': return `f${floatKey(c.v)}`;
    case 'complex': return `c${floatKey(0)},${floatKey(c.v)}`;
    case 'complex2': return `c${floatKey(c.re)},${floatKey(c.im)}`;
    case 'str': return c.split === null ? `s${c.v}` : `S${c.split.join()}:${c.v}`;
    case 'bytes': {
      let s = 'b';
      for (let i = 0; i < c.v.length; i++) s += String.fromCharCode(c.v[i]);
      return s;
    }
    case 'tuple':
    case 'frozenset': {
      let s = `${c.t === 'tuple' ? '(' : '{'}${c.items.length}`;
      for (const x of c.items) {
        const k = constKey(x);
        s += `;${k.length}:${k}`;
      }
      return s;
    }
    case 'slice': return `[${constKey(c.start)};${constKey(c.stop)};${constKey(c.step)}`;
    case 'code': {
      let id = codeIds.get(c.code);
      if (id === undefined) codeIds.set(c.code, id = ++codeCount);
      return `o${id}`;
    }
  }
}

export interface ExceptionEntry {
  start: number;
  end: number;
  target: number;
  depth: number;
  lasti: boolean;
  /** register index */
  reg: number;
}

export interface Code {
  name: string;
  qualname: string;
  filename: string;
  flags: number;
  argCount: number;
  posOnlyCount: number;
  kwOnlyCount: number;
  firstLine: number;
  /** named registers, in order; `localKinds` are LOCAL_KINDS */
  localNames: string[];
  localKinds: number[];
  registerCount: number;
  /** the pool: names, names of locals for error texts, constants */
  names: string[];
  extraNames: string[];
  consts: Const[];
  /** two u32 (low, high) an instruction word */
  words: Uint32Array;
  lineTable: Uint8Array;
  exceptions: ExceptionEntry[];
}
