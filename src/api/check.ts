/**
 * What a caller without types may get wrong: each check gives its value back or throws a TypeError (of the wrong kind) or RangeError (out of range) that names the argument, before anything is sent or started.
 */
import type { PyValue } from '../host/common/interchange.ts';
import type { PythonOptions } from './index.ts';

const kindOf = (v: unknown): string => v === null ? 'null' : Array.isArray(v) ? 'an array' : typeof v === 'object' ? 'an object' : `a ${typeof v}`;
function wrong(name: string, wanted: string, v: unknown): never { throw new TypeError(`${name} must be ${wanted}, not ${v === undefined ? 'undefined' : kindOf(v)}`); }

export function text(name: string, v: unknown): string { return typeof v === 'string' ? v : wrong(name, 'a string', v); }
export function list(name: string, v: unknown): PyValue[] { return Array.isArray(v) ? [...v] : wrong(name, 'an array', v); }
export function texts(name: string, v: unknown): string[] { return list(name, v).map((item, i) => text(`${name}[${i}]`, item)); }
export function dictionary(name: string, v: unknown): { [name: string]: PyValue } {
  const prototype: unknown = typeof v === 'object' && v !== null ? Object.getPrototypeOf(v) : undefined;
  return prototype === Object.prototype || prototype === null ? v as { [name: string]: PyValue } : wrong(name, 'a plain object', v);
}
function whole(name: string, v: unknown, most: number): void {
  if (typeof v !== 'number') wrong(name, 'a number', v);
  if (!Number.isInteger(v) || v < 0 || v > most) throw new RangeError(`${name} must be a whole number from 0 to ${most}, not ${v}`);
}
function flag(name: string, v: unknown): void { if (typeof v !== 'boolean') wrong(name, 'a boolean', v); }
const has = (v: unknown, member: PropertyKey): boolean => typeof v === 'object' && v !== null && typeof (v as { [k: PropertyKey]: unknown })[member] === 'function';
function output(name: string, v: unknown): void {
  if (v !== 'inherit' && v !== 'ignore' && typeof v !== 'function' && !(has(v, 'write') && has(v, 'once'))) wrong(name, "'inherit', 'ignore', a function or a writable stream", v);
}
function input(name: string, v: unknown): void {
  if (typeof v !== 'string' && !(v instanceof Uint8Array) && !has(v, Symbol.asyncIterator)) wrong(name, "'inherit', 'ignore', a string, a Uint8Array or an async iterable", v);
}

/** One row for each option: a new option without a row does not compile. */
const CHECKS: { readonly [K in keyof Required<PythonOptions>]: (name: string, v: unknown) => unknown } = {
  argv: texts, path: texts, stdin: input, stdout: output, stderr: output, gil: flag, optimize: (name, v) => whole(name, v, 2), hashSeed: (name, v) => whole(name, v, 0xffffffff),
  memoryLimitMib: (name, v) => whole(name, v, 4096), checked: flag, cold: flag,
};
export function checkOptions(options: unknown): void {
  for (const [name, v] of Object.entries(dictionary('options', options))) {
    if (!Object.hasOwn(CHECKS, name)) throw new TypeError(`there is no option ${name}`);
    if (v !== undefined) CHECKS[name as keyof PythonOptions](name, v);
  }
}
