/**
 * Plain JavaScript values ↔ the encoding of src/spec/interchange.ts.
 *
 * To Python: null and undefined → None, booleans, integral numbers → int (but -0, NaN and infinities → float), other numbers → float, bigint → int, string → str, Uint8Array →
 * bytes, Array → list, PyTuple → tuple, Set → set, Map and plain objects → dict, PyFloat → float. From Python: int → number if safe, else bigint; dict → Map; tuple → PyTuple;
 * set and frozenset → Set; complex → PyComplex; what is no plain value → PyObject with its repr.
 */
import { REQUEST_STATUS, VALUE_DEPTH, VALUE_TAG as T } from '../../spec/interchange.ts';
import { decodeWtf8, encodeWtf8 } from './wtf8.ts';

/** A float whatever its value: `new PyFloat(1)` is 1.0. */
export class PyFloat { readonly value: number; constructor(value: number) { this.value = value; } }
/** A tuple. */
export class PyTuple extends Array<PyValue> {}
export class PyComplex { readonly real: number; readonly imag: number; constructor(real: number, imag: number) { this.real = real; this.imag = imag; } }
/** A result that is no plain value. */
export class PyObject { readonly type: string; readonly repr: string; constructor(type: string, repr: string) { this.type = type; this.repr = repr; } toString(): string { return this.repr; } }

export type PyValue = null | undefined | boolean | number | bigint | string | Uint8Array | PyFloat | PyComplex | PyObject | PyValue[] | Set<PyValue> | Map<PyValue, PyValue> | { [key: string]: PyValue };

export class ValueWriter {
  #bytes = new Uint8Array(256);
  #view = new DataView(this.#bytes.buffer);
  #at = 0;

  #room(n: number): number {
    const at = this.#at;
    if (at + n > this.#bytes.length) {
      const bigger = new Uint8Array(Math.max(this.#bytes.length * 2, at + n));
      bigger.set(this.#bytes);
      this.#bytes = bigger;
      this.#view = new DataView(bigger.buffer);
    }
    this.#at += n;
    return at;
  }
  u8(v: number): void { const at = this.#room(1); this.#bytes[at] = v; }
  u32(v: number): void { const at = this.#room(4); this.#view.setUint32(at, v, true); }
  f64(v: number): void { const at = this.#room(8); this.#view.setFloat64(at, v, true); }
  raw(bytes: Uint8Array): void { const at = this.#room(bytes.length); this.#bytes.set(bytes, at); }
  get bytes(): Uint8Array { return this.#bytes.subarray(0, this.#at); }

  value(v: PyValue, depth = 0): void {
    if (depth > VALUE_DEPTH) throw new RangeError('the value is nested too deeply, or contains itself');
    if (v === null || v === undefined) return this.u8(T.NONE);
    switch (typeof v) {
      case 'boolean': return this.u8(v ? T.TRUE : T.FALSE);
      case 'number': return Number.isInteger(v) && !Object.is(v, -0) ? this.#int(BigInt(v)) : this.#float(v);
      case 'bigint': return this.#int(v);
      case 'string': return this.#text(T.STR, encodeWtf8(v));
      case 'object': break;
      default: throw new TypeError(`a ${typeof v} cannot cross to Python`);
    }
    const items = (tag: number, list: Iterable<PyValue>, count: number): void => { this.u8(tag); this.u32(count); for (const item of list) this.value(item, depth + 1); };
    if (v instanceof Uint8Array) return this.#text(T.BYTES, v);
    if (v instanceof PyFloat) return this.#float(v.value);
    if (v instanceof PyComplex) { this.u8(T.COMPLEX); this.f64(v.real); return this.f64(v.imag); }
    if (v instanceof PyTuple) return items(T.TUPLE, v, v.length);
    if (Array.isArray(v)) return items(T.LIST, v, v.length);
    if (v instanceof Set) return items(T.SET, v, v.size);
    const prototype: unknown = Object.getPrototypeOf(v);
    if (!(v instanceof Map) && prototype !== Object.prototype && prototype !== null) throw new TypeError(`a ${(v as object).constructor?.name ?? 'object'} cannot cross to Python`);
    const entries: [PyValue, PyValue][] = v instanceof Map ? [...v] : Object.entries(v as { [key: string]: PyValue });
    this.u8(T.DICT);
    this.u32(entries.length);
    for (const [key, value] of entries) { this.value(key, depth + 1); this.value(value, depth + 1); }
  }
  #float(v: number): void { this.u8(T.FLOAT); this.f64(v); }
  #text(tag: number, bytes: Uint8Array): void { this.u8(tag); this.u32(bytes.length); this.raw(bytes); }
  #int(v: bigint): void {
    if (BigInt.asIntN(64, v) === v) { this.u8(T.INT); const at = this.#room(8); this.#view.setBigInt64(at, v, true); return; }
    let magnitude = v < 0n ? -v : v;
    const words: number[] = [];
    for (; magnitude > 0n; magnitude >>= 32n) words.push(Number(magnitude & 0xffffffffn));
    this.u8(T.BIG_INT);
    this.u8(v < 0n ? 1 : 0);
    this.u32(words.length * 4);
    for (const w of words) this.u32(w);
  }
}

export class ValueReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;
  /** bytes must not be shared memory */
  constructor(bytes: Uint8Array) { this.#bytes = bytes; this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length); }
  #u32(): number { this.#at += 4; return this.#view.getUint32(this.#at - 4, true); }
  #f64(): number { this.#at += 8; return this.#view.getFloat64(this.#at - 8, true); }
  #take(): Uint8Array { const n = this.#u32(); this.#at += n; return this.#bytes.slice(this.#at - n, this.#at); }
  #list(): PyValue[] { const out: PyValue[] = []; for (let n = this.#u32(); n > 0; n--) out.push(this.value()); return out; }
  string(): string { return String(this.value()); }

  value(): PyValue {
    const tag = this.#bytes[this.#at++];
    switch (tag) {
      case T.NONE: return null;
      case T.FALSE: return false;
      case T.TRUE: return true;
      case T.INT: {
        this.#at += 8;
        const v = this.#view.getBigInt64(this.#at - 8, true);
        const n = Number(v);
        return Number.isSafeInteger(n) ? n : v;
      }
      case T.BIG_INT: {
        const negative = this.#bytes[this.#at++] === 1;
        const bytes = this.#take();
        let v = 0n;
        for (let i = bytes.length - 4; i >= 0; i -= 4) v = (v << 32n) | BigInt(new DataView(bytes.buffer, bytes.byteOffset + i, 4).getUint32(0, true));
        if (negative) v = -v;
        return Number.isSafeInteger(Number(v)) ? Number(v) : v;
      }
      case T.FLOAT: return this.#f64();
      case T.COMPLEX: return new PyComplex(this.#f64(), this.#f64());
      case T.STR: return decodeWtf8(this.#take());
      case T.BYTES: return this.#take();
      case T.LIST: return this.#list();
      case T.TUPLE: return PyTuple.from(this.#list()) as PyTuple;
      case T.SET: case T.FROZENSET: return new Set(this.#list());
      case T.DICT: {
        const out = new Map<PyValue, PyValue>();
        for (let n = this.#u32(); n > 0; n--) { const key = this.value(); out.set(key, this.value()); }
        return out;
      }
      case T.OBJECT: return new PyObject(this.string(), this.string());
      default: throw new Error(`damaged value: tag ${tag}`);
    }
  }
}

/** A Python exception, with what Python knows of it. */
export class PythonError extends Error {
  /** "ValueError" */
  readonly type: string;
  /** "builtins" */
  readonly module: string;
  readonly args: readonly PyValue[];
  /** as Python would print it */
  readonly traceback: string;
  constructor(type: string, module: string, text: string, args: readonly PyValue[], traceback: string) {
    super(text === '' ? type : `${type}: ${text}`);
    this.name = 'PythonError';
    this.type = type;
    this.module = module;
    this.args = args;
    this.traceback = traceback;
  }
}

/** A request to an interpreter that is closed, or that ended on its own. */
export class PythonClosed extends Error {
  constructor(why: string) { super(`the interpreter is gone: ${why}`); this.name = 'PythonClosed'; }
}

/** SystemExit. */
export class PythonExit extends Error {
  readonly status: number;
  constructor(status: number) { super(`Python exited with status ${status}`); this.name = 'PythonExit'; this.status = status; }
}

/** status and payload of a RESULT → its value; throws PythonError and PythonExit. */
export function readResult(status: number, payload: Uint8Array): PyValue {
  const r = new ValueReader(payload);
  if (status === REQUEST_STATUS.VALUE) return r.value();
  if (status === REQUEST_STATUS.EXIT) throw new PythonExit(Number(r.value()));
  const [type, module, text] = [r.string(), r.string(), r.string()];
  const args = r.value();
  throw new PythonError(type, module, text, Array.isArray(args) ? args : [], r.string());
}
