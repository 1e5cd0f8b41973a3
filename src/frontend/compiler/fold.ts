/**
 * Constant folding: what CPython's flow-graph optimiser folds (flowgraph.c: fold_const_binop and its limits), done on the AST.
 *
 * `foldConst` answers the constant an expression is equal to, or null. It never folds what would raise, nor what would grow large.
 * The answer is remembered per node, so that asking at each level of a deep tree stays linear.
 */
import { Kind, expr_context, operator, unaryop, type expr } from '../../generated/frontend/ast.ts';
import { FALSE, TRUE, type Const } from './code.ts';

const MAX_INT_SIZE = 128; // bits
const MAX_COLLECTION_SIZE = 256; // items
const MAX_STR_SIZE = 4096; // characters

const memo = new WeakMap<expr, Const | null>();

export function constTruth(c: Const): boolean {
  switch (c.t) {
    case 'none': return false;
    case 'bool': return c.v;
    case 'ellipsis': return true;
    case 'int': return Number(c.v) !== 0;
    case 'float': return c.v !== 0;
    case 'complex': return c.v !== 0;
    case 'complex2': return c.re !== 0 || c.im !== 0;
    case 'str': return c.v !== '';
    case 'bytes': return c.v.length > 0;
    case 'tuple':
    case 'frozenset': return c.items.length > 0;
    default: return true;
  }
}

/** The constant that an expression is, or null. `debug` is the value of __debug__. */
export function foldConst(e: expr, debug: boolean): Const | null {
  switch (e.kind) {
    case Kind.Constant: return e.value;
    case Kind.Name: return e.id === '__debug__' && e.ctx === expr_context.Load ? (debug ? TRUE : FALSE) : null;
    case Kind.Tuple:
      if (e.ctx !== expr_context.Load) return null;
      break;
    case Kind.UnaryOp:
    case Kind.BinOp:
    case Kind.Subscript:
      break;
    default: return null;
  }
  let r = memo.get(e);
  if (r === undefined) {
    r = fold(e, debug);
    memo.set(e, r);
  }
  return r;
}

function fold(e: expr, debug: boolean): Const | null {
  switch (e.kind) {
    case Kind.Tuple: {
      const items: Const[] = [];
      for (const x of e.elts) {
        const c = foldConst(x, debug);
        if (c === null) return null;
        items.push(c);
      }
      return { t: 'tuple', items };
    }
    case Kind.UnaryOp: {
      const c = foldConst(e.operand, debug);
      return c === null ? null : unary(e.op, c);
    }
    case Kind.BinOp: {
      // along the left spine without recursion
      const spine: Extract<expr, { kind: typeof Kind.BinOp }>[] = [];
      let left: expr = e;
      while (left.kind === Kind.BinOp && !memo.has(left)) {
        spine.push(left);
        left = left.left;
      }
      let value = left.kind === Kind.BinOp ? memo.get(left)! : foldConst(left, debug);
      for (let i = spine.length - 1; i >= 0; i--) {
        if (value !== null) {
          const right = foldConst(spine[i].right, debug);
          value = right === null ? null : binary(spine[i].op, value, right);
        }
        memo.set(spine[i], value);
      }
      return value;
    }
    case Kind.Subscript: {
      if (e.ctx !== expr_context.Load) return null;
      const base = foldConst(e.value, debug);
      if (base === null) return null;
      const index = foldConst(e.slice, debug);
      if (index === null || (index.t !== 'int' && index.t !== 'bool')) return null;
      const i = Number(index.v);
      if (base.t === 'tuple') return base.items[i < 0 ? i + base.items.length : i] ?? null;
      if (base.t === 'bytes') {
        const v = base.v[i < 0 ? i + base.v.length : i];
        return v === undefined ? null : { t: 'int', v };
      }
      if (base.t === 'str' && base.split === null && !/[\ud800-\udfff]/.test(base.v)) {
        const v = base.v[i < 0 ? i + base.v.length : i];
        return v === undefined ? null : { t: 'str', v, split: null };
      }
      return null;
    }
  }
  return null;
}

type Numeric = { k: 'int'; v: bigint } | { k: 'float'; v: number };
function numeric(c: Const): Numeric | null {
  switch (c.t) {
    case 'bool': return { k: 'int', v: c.v ? 1n : 0n };
    case 'int': return { k: 'int', v: BigInt(c.v) };
    case 'float': return { k: 'float', v: c.v };
    default: return null;
  }
}
function fromBigInt(v: bigint): Const {
  const n = Number(v);
  return { t: 'int', v: Number.isSafeInteger(n) ? n : v };
}
const bitLength = (v: bigint): number => (v < 0n ? -v : v).toString(2).length;

function unary(op: number, c: Const): Const | null {
  if (op === unaryop.Not) return constTruth(c) ? FALSE : TRUE;
  switch (c.t) {
    case 'bool':
      // CPython does not fold ~True (it is deprecated and warns)
      if (op === unaryop.Invert) return null;
      return { t: 'int', v: op === unaryop.USub && c.v ? -1 : c.v ? 1 : 0 };
    case 'int':
      if (op === unaryop.UAdd) return c;
      if (op === unaryop.USub) return typeof c.v === 'number' ? { t: 'int', v: c.v === 0 ? 0 : -c.v } : fromBigInt(-c.v);
      return fromBigInt(~BigInt(c.v));
    case 'float':
      if (op === unaryop.UAdd) return c;
      if (op === unaryop.USub) return { t: 'float', v: -c.v };
      return null;
    case 'complex': return op === unaryop.UAdd ? c : op === unaryop.USub ? { t: 'complex2', re: -0, im: -c.v } : null;
    case 'complex2': return op === unaryop.UAdd ? c : op === unaryop.USub ? { t: 'complex2', re: -c.re, im: -c.im } : null;
    default: return null;
  }
}

function binary(op: number, a: Const, b: Const): Const | null {
  const x = numeric(a);
  const y = numeric(b);
  if (x !== null && y !== null) {
    if (x.k === 'int' && y.k === 'int') return intBinary(op, x.v, y.v, a, b);
    const fx = x.k === 'int' ? toFloat(x.v) : x.v;
    const fy = y.k === 'int' ? toFloat(y.v) : y.v;
    if (fx === null || fy === null) return null;
    return floatBinary(op, fx, fy);
  }
  if (x !== null && b.t === 'complex' && (op === operator.Add || op === operator.Sub)) {
    // a real number with an imaginary literal: how complex constants are written
    const re = x.k === 'int' ? toFloat(x.v) : x.v;
    return re === null ? null : { t: 'complex2', re, im: op === operator.Add ? b.v : -b.v };
  }
  if (op === operator.Add) {
    if (a.t === 'str' && b.t === 'str') {
      if (a.split !== null || b.split !== null || a.v.length + b.v.length > MAX_STR_SIZE * 4) return null;
      // a high surrogate before a low one would become one character
      if (/[\ud800-\udbff]$/.test(a.v) && /^[\udc00-\udfff]/.test(b.v)) return null;
      return { t: 'str', v: a.v + b.v, split: null };
    }
    if (a.t === 'bytes' && b.t === 'bytes') {
      const v = new Uint8Array(a.v.length + b.v.length);
      v.set(a.v);
      v.set(b.v, a.v.length);
      return { t: 'bytes', v };
    }
    if (a.t === 'tuple' && b.t === 'tuple') return { t: 'tuple', items: [...a.items, ...b.items] };
    return null;
  }
  if (op === operator.Mult) {
    if (y !== null && y.k === 'int') return repeat(a, y.v);
    if (x !== null && x.k === 'int') return repeat(b, x.v);
  }
  return null;
}

function toFloat(v: bigint): number | null {
  const f = Number(v);
  return Number.isFinite(f) ? f : null;
}

function repeat(c: Const, count: bigint): Const | null {
  if (count < 0n || count > 100000n) return null;
  const n = Number(count);
  switch (c.t) {
    case 'str':
      if (c.split !== null || c.v.length * n > MAX_STR_SIZE || /[\ud800-\udfff]/.test(c.v)) return null;
      return { t: 'str', v: c.v.repeat(n), split: null };
    case 'bytes': {
      if (c.v.length * n > MAX_STR_SIZE) return null;
      const v = new Uint8Array(c.v.length * n);
      for (let i = 0; i < n; i++) v.set(c.v, i * c.v.length);
      return { t: 'bytes', v };
    }
    case 'tuple': {
      if (c.items.length * n > MAX_COLLECTION_SIZE) return null;
      const items: Const[] = [];
      for (let i = 0; i < n; i++) items.push(...c.items);
      return { t: 'tuple', items };
    }
    default: return null;
  }
}

function intBinary(op: number, x: bigint, y: bigint, a: Const, b: Const): Const | null {
  const bothBool = a.t === 'bool' && b.t === 'bool';
  switch (op) {
    case operator.Add: return fromBigInt(x + y);
    case operator.Sub: return fromBigInt(x - y);
    case operator.Mult:
      if (x !== 0n && y !== 0n && bitLength(x) + bitLength(y) > MAX_INT_SIZE) return null;
      return fromBigInt(x * y);
    case operator.Div: {
      if (y === 0n) return null;
      const nx = Number(x);
      const ny = Number(y);
      return Number.isSafeInteger(nx) && Number.isSafeInteger(ny) ? { t: 'float', v: nx === 0 ? 0 : nx / ny } : null;
    }
    case operator.FloorDiv:
    case operator.Mod: {
      if (y === 0n) return null;
      let q = x / y;
      let r = x % y;
      if (r !== 0n && (r < 0n) !== (y < 0n)) {
        q -= 1n;
        r += y;
      }
      return fromBigInt(op === operator.FloorDiv ? q : r);
    }
    case operator.Pow:
      if (y < 0n) return null;
      if (x !== 0n && y !== 0n && BigInt(bitLength(x)) * y > BigInt(MAX_INT_SIZE)) return null;
      return fromBigInt(x ** y);
    case operator.LShift:
      if (y < 0n) return null;
      if (x !== 0n && y !== 0n && (y > BigInt(MAX_INT_SIZE) || BigInt(bitLength(x)) + y > BigInt(MAX_INT_SIZE))) return null;
      return fromBigInt(x === 0n ? 0n : x << y);
    case operator.RShift:
      if (y < 0n) return null;
      return fromBigInt(y > 100000n ? (x < 0n ? -1n : 0n) : x >> y);
    case operator.BitAnd: return bothBool ? (x & y ? TRUE : FALSE) : fromBigInt(x & y);
    case operator.BitOr: return bothBool ? (x | y ? TRUE : FALSE) : fromBigInt(x | y);
    case operator.BitXor: return bothBool ? (x ^ y ? TRUE : FALSE) : fromBigInt(x ^ y);
    default: return null;
  }
}

function floatBinary(op: number, x: number, y: number): Const | null {
  switch (op) {
    case operator.Add: return { t: 'float', v: x + y };
    case operator.Sub: return { t: 'float', v: x - y };
    case operator.Mult: return { t: 'float', v: x * y };
    case operator.Div: return y === 0 ? null : { t: 'float', v: x / y };
    default: return null; // %, // and ** are left to the runtime, whose rounding rules they are
  }
}
