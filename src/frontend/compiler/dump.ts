/**
 * Code as text: one instruction a line, registers by their names (temporaries t0, t1, …), jumps as labels, then the exception table.
 */
import {
  BINARY_OPS, COMMON_CONSTANTS, COMPARE_OPS, CONVERSIONS, FUNCTION_ATTRIBUTES, INPLACE, INTRINSICS_1, INTRINSICS_2, OPCODES, SPECIAL_METHODS,
} from '../../spec/opcodes.ts';
import { LOCAL_KINDS } from '../../spec/image.ts';
import { constantRepr } from '../ast/dump.ts';
import type { Code, Const } from './code.ts';
import { decodeLineTable } from './line-table.ts';

export function constText(c: Const): string {
  switch (c.t) {
    case 'tuple': return `(${c.items.map(constText).join(', ')}${c.items.length === 1 ? ',' : ''})`;
    case 'frozenset': return `frozenset({${c.items.map(constText).join(', ')}})`;
    case 'slice': return `slice(${constText(c.start)}, ${constText(c.stop)}, ${constText(c.step)})`;
    case 'complex2': return `(${c.re}${c.im < 0 ? '' : '+'}${c.im}j)`;
    case 'code': return `<code ${c.code.qualname}>`;
    default: return constantRepr(c);
  }
}

export interface Instruction {
  readonly at: number;
  readonly op: number;
  readonly name: string;
  readonly x: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** words of the whole instruction */
  readonly words: number;
  /** word index, or -1 */
  readonly target: number;
  readonly extLow: number;
  readonly extHigh: number;
}

const signed16 = (v: number): number => (v << 16) >> 16;

export function decodeInstruction(code: Code, at: number): Instruction {
  const low = code.words[at * 2];
  const high = code.words[at * 2 + 1];
  const op = low & 255;
  const spec = OPCODES[op];
  if (spec === undefined) throw new Error(`${code.qualname}+${at}: no opcode ${op}`);
  const x = (low >> 8) & 255;
  const a = low >>> 16;
  const b = high & 0xffff;
  const c = high >>> 16;
  const next = at + 1 + spec.words;
  let target = -1;
  if (spec.name === 'FOR_ITER' || spec.name === 'SEND') target = next + (code.words[(at + 1) * 2] | 0);
  else if (spec.operands[1] === 'J') target = next + ((b | (c << 16)) | 0);
  else if (spec.operands[2] === 'j') target = next + signed16(c);
  return {
    at, op, name: spec.name, x, a, b, c, words: 1 + spec.words, target,
    extLow: spec.words > 0 ? code.words[(at + 1) * 2] : 0, extHigh: spec.words > 0 ? code.words[(at + 1) * 2 + 1] : 0,
  };
}

export function registerName(code: Code, byteOffset: number): string {
  const r = byteOffset / 8;
  if (r < code.localNames.length) {
    const hidden = code.localKinds[r] & LOCAL_KINDS.HIDDEN ? `'${r}` : '';
    return `${code.localNames[r]}${hidden}`;
  }
  return `t${r - code.localNames.length}`;
}

function poolText(code: Code, k: number): string {
  const constBase = code.names.length + code.extraNames.length;
  if (k < code.names.length) return code.names[k];
  if (k < constBase) return code.extraNames[k - code.names.length];
  return constText(code.consts[k - constBase]);
}

function extra(name: string, x: number): string {
  switch (name) {
    case 'COMPARE': return COMPARE_OPS[x];
    case 'JUMP_CMP':
    case 'JUMP_CMP_I': return `${COMPARE_OPS[x & 15]} ${x >> 4 ? 'true' : 'false'}`;
    case 'BINARY_OP': return BINARY_OPS[x & ~INPLACE] + (x & INPLACE ? '=' : '');
    case 'CALL_INTRINSIC_1': return INTRINSICS_1[x];
    case 'CALL_INTRINSIC_2': return INTRINSICS_2[x];
    case 'LOAD_SPECIAL': return SPECIAL_METHODS[x];
    case 'LOAD_COMMON': return COMMON_CONSTANTS[x];
    case 'SET_FUNCTION_ATTRIBUTE': return FUNCTION_ATTRIBUTES[x];
    case 'CONVERT_VALUE':
    case 'BUILD_INTERPOLATION': return CONVERSIONS[x];
    default: return x === 0 ? '' : `x=${x}`;
  }
}

export interface DumpCodeOptions {
  /** with the code objects among the constants (default) */
  readonly nested?: boolean;
  readonly lines?: boolean;
}

export function dumpCode(code: Code, options: DumpCodeOptions = {}): string {
  const out: string[] = [];
  dumpOne(code, options, out);
  return out.join('\n') + '\n';
}

function dumpOne(code: Code, options: DumpCodeOptions, out: string[]): void {
  const count = code.words.length / 2;
  const list: Instruction[] = [];
  for (let at = 0; at < count;) {
    const i = decodeInstruction(code, at);
    list.push(i);
    at += i.words;
  }
  const targets = new Set<number>();
  for (const i of list) if (i.target >= 0) targets.add(i.target);
  for (const e of code.exceptions) targets.add(e.target);
  const labels = new Map([...targets].sort((p, q) => p - q).map((t, i) => [t, `L${i + 1}`]));
  const label = (at: number): string => labels.get(at) ?? String(at);
  const locs = decodeLineTable(code.lineTable, code.firstLine);
  out.push(`code ${code.qualname} (${code.localNames.slice(0, code.localNames.length).join(', ')}) registers ${code.registerCount} flags 0x${code.flags.toString(16)}`);
  let line = -1;
  for (const i of list) {
    const spec = OPCODES[i.op];
    if (labels.has(i.at)) out.push(` ${label(i.at)}:`);
    const operands: string[] = [];
    const values = [i.a, i.b, i.c];
    for (let k = 0; k < 3; k++) {
      switch (spec.operands[k]) {
        case 'd': case 'r': case 'l': operands.push(registerName(code, values[k])); break;
        case 't': operands.push(`${registerName(code, values[k])}…`); break;
        case 'k': operands.push(poolText(code, values[k])); break;
        case 'K': operands.push(poolText(code, i.b + i.c * 65536)); break;
        case 'i': operands.push(String(signed16(values[k]))); break;
        case 'n': operands.push(String(values[k])); break;
        case 'j': case 'J': operands.push(label(i.target)); break;
      }
    }
    if (i.name === 'CALL_KW') operands.push(poolText(code, i.extLow));
    if (i.name === 'MATCH_CLASS') operands.push(`${i.extHigh} ${poolText(code, i.extLow)}`);
    if (i.name === 'UNPACK_EX') operands.splice(-1, 1, `${i.c & 255}+${i.c >> 8}`);
    if (i.name === 'SEND') operands.push(label(i.target));
    const x = extra(i.name, i.x);
    const l = locs[i.at];
    const shown = options.lines === false ? '' : l !== null && l.lineno !== line ? String(l.lineno).padStart(4) : '    ';
    if (l !== null) line = l.lineno;
    out.push(`${shown}  ${`${i.name}${x ? ` ${x}` : ''}`.padEnd(22)} ${operands.join(', ')}`.trimEnd());
  }
  if (code.exceptions.length > 0) {
    out.push(' exceptions:');
    for (const e of code.exceptions) {
      out.push(`  ${e.start}..${e.end} → ${label(e.target)} depth ${e.depth} in ${registerName(code, e.reg * 8)}${e.lasti ? ' lasti' : ''}`);
    }
  }
  if (options.nested === false) return;
  for (const k of code.consts) {
    if (k.t !== 'code') continue;
    out.push('');
    dumpOne(k.code, options, out);
  }
}
