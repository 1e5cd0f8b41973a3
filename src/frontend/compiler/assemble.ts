/**
 * From a Unit to a Code: definite assignment, jumps, registers, words, line table, exception table.
 */
import { CODE_FLAGS, OP, OPCODES } from '../../spec/opcodes.ts';
import { LOCAL_KINDS } from '../../spec/image.ts';
import { CompileError, type Located } from '../symbols/errors.ts';
import { Block } from '../symbols/scope.ts';
import type { Code, Const, ExceptionEntry } from './code.ts';
import { encodeLineTable } from './line-table.ts';
import { CELL, FREE, LOCAL, type Handler, type Unit } from './unit.ts';

const DELETED = -1;
const MAX_REGISTERS = 8191;

// what each operand of each opcode is
const Operand = { Raw: 0, Register: 1, Name: 2, Const: 3, Extra: 4 } as const;
type Operand = (typeof Operand)[keyof typeof Operand];
const kindsOf = (letters: string, name: string): Operand[] => [...letters.padEnd(3, '-')].map((l) =>
  l === 'd' || l === 'r' || l === 'l' || l === 't' ? Operand.Register
  : l === 'k' ? (name === 'CHECK_LOCAL' || name === 'DELETE_LOCAL' ? Operand.Extra : Operand.Name)
  : l === 'K' ? Operand.Const : Operand.Raw);
const KINDS = OPCODES.map((o) => kindsOf(o.operands, o.name));
const WRITES_A = OPCODES.map((o) => o.operands.startsWith('d'));
const WORDS = OPCODES.map((o) => o.words);
const SHORT_JUMP = OPCODES.map((o) => o.name.startsWith('JUMP_CMP'));
const EXT_JUMP = OPCODES.map((o) => o.name === 'FOR_ITER' || o.name === 'SEND');
const NO_FALL = OPCODES.map((o) => ['JUMP', 'JUMP_BACK', 'RETURN_VALUE', 'RETURN_CONST', 'RAISE', 'RERAISE'].includes(o.name));
const INVERSE: number[] = [];
for (const [a, b] of [['JUMP_IF_TRUE', 'JUMP_IF_FALSE'], ['JUMP_IF_NONE', 'JUMP_IF_NOT_NONE'], ['JUMP_IF_TRUE_KEEP', 'JUMP_IF_FALSE_KEEP']] as const) {
  INVERSE[OP[a]] = OP[b];
  INVERSE[OP[b]] = OP[a];
}

/**
 * Removes each CHECK_LOCAL whose local is bound on all ways to it. Forward data flow over basic blocks; the state is the set of locals
 * that may be unbound. An exception may come from anywhere in a protected range, so a handler's state takes in all states there.
 */
function removeChecks(u: Unit): void {
  const n = u.ops.length;
  const bit = new Map<number, number>();
  for (let i = 0; i < n; i++) if (u.ops[i] === OP.CHECK_LOCAL && !bit.has(u.as[i])) bit.set(u.as[i], bit.size);
  if (bit.size === 0) return;
  const bitOf = new Int32Array(u.localNames.length).fill(-1);
  for (const [reg, b] of bit) bitOf[reg & ~LOCAL] = b;
  const size = (bit.size + 31) >> 5;
  const params = u.scope.varnames.length;

  // block starts
  const starts = new Uint8Array(n + 1);
  starts[0] = 1;
  for (let i = 0; i < n; i++) {
    const j = u.jumps[i];
    if (j !== null) {
      starts[j.at] = 1;
      starts[i + 1] = 1;
    } else if (NO_FALL[u.ops[i]]) starts[i + 1] = 1;
    const h = u.handlers[i];
    if (i > 0 && h !== u.handlers[i - 1]) starts[i] = 1;
    if (h !== null && h.label.at >= 0) starts[h.label.at] = 1;
  }
  const blockAt = new Int32Array(n + 1).fill(-1);
  const begins: number[] = [];
  for (let i = 0; i < n; i++) {
    if (!starts[i]) continue;
    blockAt[i] = begins.length;
    begins.push(i);
  }
  const count = begins.length;
  begins.push(n);
  const states = new Uint32Array(count * size);
  const visited = new Uint8Array(count);
  const queued = new Uint8Array(count);
  const work: number[] = [];
  const cur = new Uint32Array(size);
  const reach = (block: number): void => {
    if (block < 0) return;
    let changed = visited[block] === 0;
    visited[block] = 1;
    const at = block * size;
    for (let k = 0; k < size; k++) {
      const v = (states[at + k] | cur[k]) >>> 0;
      if (v !== states[at + k]) {
        states[at + k] = v;
        changed = true;
      }
    }
    if (changed && !queued[block]) {
      queued[block] = 1;
      work.push(block);
    }
  };
  for (const [reg, b] of bit) if ((reg & ~LOCAL) >= params) cur[b >> 5] |= 1 << (b & 31);
  reach(0);

  const run = (block: number, final: boolean): void => {
    const at = block * size;
    for (let k = 0; k < size; k++) cur[k] = states[at + k];
    const end = begins[block + 1];
    const h = u.handlers[begins[block]];
    const handlerBlock = h === null || h.label.at < 0 || h.label.at >= n ? -1 : blockAt[h.label.at];
    if (!final && handlerBlock >= 0) reach(handlerBlock);
    for (let i = begins[block]; i < end; i++) {
      const op = u.ops[i];
      if (op === OP.CHECK_LOCAL) {
        const b = bitOf[u.as[i] & ~LOCAL];
        const mask = 1 << (b & 31);
        if (final && (cur[b >> 5] & mask) === 0) u.ops[i] = DELETED;
        cur[b >> 5] &= ~mask;
        continue;
      }
      if (op === OP.CLEAR || op === OP.DELETE_LOCAL) {
        if (u.as[i] & LOCAL) {
          const b = bitOf[u.as[i] & ~LOCAL];
          if (b >= 0) {
            cur[b >> 5] |= 1 << (b & 31);
            if (!final && handlerBlock >= 0) reach(handlerBlock);
          }
        }
        continue;
      }
      if (op === OP.MOVE && u.bs[i] & LOCAL) {
        const b = bitOf[u.bs[i] & ~LOCAL];
        if (b >= 0) {
          cur[b >> 5] |= 1 << (b & 31);
          if (!final && handlerBlock >= 0) reach(handlerBlock);
        }
      }
      const jump = u.jumps[i];
      if (jump !== null && !final && op === OP.FOR_ITER) reach(blockAt[jump.at]); // the exhausted way does not write
      if (WRITES_A[op] && u.as[i] & LOCAL) {
        const b = bitOf[u.as[i] & ~LOCAL];
        if (b >= 0) cur[b >> 5] &= ~(1 << (b & 31));
      }
      if (jump !== null && !final && op !== OP.FOR_ITER) reach(jump.at < n ? blockAt[jump.at] : -1);
    }
    if (!final && end < n && end > 0 && !NO_FALL[u.ops[end - 1]]) reach(blockAt[end]);
  };
  while (work.length > 0) {
    const block = work.pop()!;
    queued[block] = 0;
    run(block, false);
  }
  for (let block = 0; block < count; block++) if (visited[block]) run(block, true);
}

/** Jumps to jumps, jumps over jumps, jumps to the next instruction. */
function simplifyJumps(u: Unit): void {
  const n = u.ops.length;
  const next = (i: number): number => {
    while (i < n && u.ops[i] === DELETED) i++;
    return i;
  };
  const targeted = new Uint8Array(n + 1);
  for (let i = 0; i < n; i++) {
    const j = u.jumps[i];
    if (j !== null && u.ops[i] !== DELETED) targeted[next(j.at)] = 1;
    const h = u.handlers[i];
    if (h !== null && h.label.at >= 0) targeted[next(h.label.at)] = 1;
  }
  for (let i = 0; i < n; i++) {
    const op = u.ops[i];
    let label = u.jumps[i];
    if (label === null || op === DELETED || op === OP.JUMP_BACK || EXT_JUMP[op]) continue;
    // to a jump forward: go where it goes
    for (let guard = 0; guard < 16; guard++) {
      const t = next(label.at);
      if (t >= n || u.ops[t] !== OP.JUMP || t <= i) break;
      label = u.jumps[t]!;
    }
    u.jumps[i] = label;
    const target = next(label.at);
    if (op === OP.JUMP) {
      if (target === next(i + 1)) u.ops[i] = DELETED;
      else if (target < n && u.ops[target] === OP.JUMP_BACK && u.handlers[target] === u.handlers[i]) {
        u.ops[i] = OP.JUMP_BACK;
        u.jumps[i] = u.jumps[target];
      }
      continue;
    }
    // if c: goto A; goto B; A:  →  if not c: goto B; A:
    const over = next(i + 1);
    if (over < n && u.ops[over] === OP.JUMP && target === next(over + 1) && !targeted[over] && (SHORT_JUMP[op] || INVERSE[op] !== undefined)) {
      if (SHORT_JUMP[op]) u.xs[i] ^= 16;
      else u.ops[i] = INVERSE[op];
      u.jumps[i] = u.jumps[over];
      u.ops[over] = DELETED;
      i--; // look at it again
    }
  }
}

/** Deletes what nothing reaches any more. */
function removeDead(u: Unit): void {
  const n = u.ops.length;
  const targeted = new Uint8Array(n + 1);
  for (let i = 0; i < n; i++) {
    if (u.ops[i] === DELETED) continue;
    const j = u.jumps[i];
    if (j !== null) targeted[j.at] = 1;
    const h = u.handlers[i];
    if (h !== null && h.label.at >= 0) targeted[h.label.at] = 1;
  }
  let reachable = true;
  for (let i = 0; i < n; i++) {
    if (targeted[i]) reachable = true;
    if (!reachable) u.ops[i] = DELETED;
    else if (u.ops[i] !== DELETED && NO_FALL[u.ops[i]]) reachable = false;
  }
}

export function assemble(u: Unit, filename: string, futureFlags: number): Code {
  removeChecks(u);
  simplifyJumps(u);
  removeDead(u);
  simplifyJumps(u); // jumps over what is gone now
  const n = u.ops.length;

  // -- registers: parameters and other locals, cells, free variables, temporaries
  const params = u.scope.varnames.length;
  const localNames = u.localNames.slice();
  const localKinds: number[] = localNames.map((_, i) => LOCAL_KINDS.LOCAL | (u.localHidden[i] || (!u.scope.functionLike && i >= params) ? LOCAL_KINDS.HIDDEN : 0));
  for (const reg of u.hiddenCells) localKinds[reg & ~LOCAL] = LOCAL_KINDS.CELL | LOCAL_KINDS.HIDDEN;
  const cellRegister: number[] = [];
  for (const [name, reg] of u.cells) {
    const param = u.scope.varnames.indexOf(name);
    if (param >= 0) {
      cellRegister[reg & ~CELL] = param;
      localKinds[param] |= LOCAL_KINDS.CELL;
    } else {
      cellRegister[reg & ~CELL] = localNames.length;
      localNames.push(name);
      localKinds.push(LOCAL_KINDS.CELL);
    }
  }
  const firstFree = localNames.length;
  for (const name of u.frees.keys()) {
    localNames.push(name);
    localKinds.push(LOCAL_KINDS.FREE);
  }
  const firstTemp = localNames.length;
  let temps = u.maxDepth;
  const register = (r: number): number => {
    if (!(r >= 0)) throw new Error(`compiler: no register in ${u.qualname}`);
    if (r < LOCAL) {
      if (r >= temps) temps = r + 1;
      return (firstTemp + r) * 8;
    }
    if (r & LOCAL) return (r & ~LOCAL) * 8;
    if (r & CELL) return cellRegister[r & ~CELL] * 8;
    return (firstFree + (r & ~FREE)) * 8;
  };
  if (u.formatParameter) localNames[0] = 'format';

  // -- layout
  const offsets = new Int32Array(n + 1);
  const long = new Uint8Array(n);
  let total = 0;
  for (let again = true; again;) {
    again = false;
    total = 0;
    for (let i = 0; i < n; i++) {
      offsets[i] = total;
      if (u.ops[i] !== DELETED) total += 1 + WORDS[u.ops[i]] + long[i];
    }
    offsets[n] = total;
    if (total <= 32767) break;
    for (let i = 0; i < n; i++) {
      if (u.ops[i] === DELETED || !SHORT_JUMP[u.ops[i]] || long[i]) continue;
      const d = offsets[u.jumps[i]!.at] - offsets[i] - 1;
      if (d > 32000 || d < -32000) {
        long[i] = 1;
        again = true;
      }
    }
  }

  // -- constants that are used, in the order of their first use
  const constMap = new Int32Array(u.consts.length).fill(-1);
  const consts: Const[] = [];
  if (u.docstring !== null) consts.push(u.docstring);
  const names = u.names.length;
  const constBase = names + u.extraNames.length;
  if (constBase > 65535) throw new CompileError('too many names in one code object', u.scope.at);
  const constant = (i: number): number => {
    let k = constMap[i];
    if (k < 0) {
      constMap[i] = k = consts.length;
      consts.push(u.consts[i]);
    }
    return constBase + k;
  };

  // -- words
  const words = new Uint32Array(total * 2);
  const wordLocs: (Located | null)[] = new Array<Located | null>(total);
  const wordHandlers: (Handler | null)[] = new Array<Handler | null>(total);
  let at = 0;
  const put = (op: number, x: number, a: number, b: number, c: number): void => {
    words[at * 2] = (op | (x << 8) | (a << 16)) >>> 0;
    words[at * 2 + 1] = ((b & 0xffff) | (c << 16)) >>> 0;
    at++;
  };
  const operandOf = (kind: Operand, v: number): number => {
    switch (kind) {
      case Operand.Register: return register(v);
      case Operand.Extra: return names + v;
      default: return v;
    }
  };
  let loc: Located | null = null;
  for (let i = 0; i < n; i++) {
    const op = u.ops[i];
    if (op === DELETED) continue;
    // An instruction without a place of its own has that of the one before, if control comes from there.
    if (u.locs[i] !== null) loc = u.locs[i];
    const from = at;
    const kinds = KINDS[op];
    const label = u.jumps[i];
    const ext = u.exts.get(i) ?? 0;
    let x = u.xs[i];
    const a = operandOf(kinds[0], u.as[i]);
    if (kinds[1] === Operand.Const) {
      const k = constant(u.bs[i]);
      put(op, x, a, k & 0xffff, k >>> 16);
    } else if (label !== null && !EXT_JUMP[op]) {
      const target = offsets[label.at];
      if (SHORT_JUMP[op]) {
        const b = operandOf(kinds[1], u.bs[i]);
        if (long[i]) {
          // the opposite condition jumps over a long jump
          x ^= 16;
          put(op, x, a, b, 1);
          const d = target - (at + 1);
          put(OP.JUMP, 0, 0, d & 0xffff, d >> 16);
        } else put(op, x, a, b, target - (at + 1));
      } else {
        const d = target - (at + 1);
        put(op, x, a, d & 0xffff, d >> 16);
      }
    } else {
      put(op, x, a, operandOf(kinds[1], u.bs[i]), operandOf(kinds[2], u.cs[i]));
      for (let w = 0; w < WORDS[op]; w++) {
        let low = 0;
        let high = 0;
        if (w === 0) {
          if (label !== null) low = offsets[label.at] - (from + 1 + WORDS[op]);
          else if (op === OP.CALL_KW) low = constant(ext);
          else if (op === OP.MATCH_CLASS) {
            low = constant(ext % 0x100000000);
            high = Math.floor(ext / 0x100000000);
          }
        }
        words[at * 2] = low >>> 0;
        words[at * 2 + 1] = high >>> 0;
        at++;
      }
    }
    for (let w = from; w < at; w++) {
      wordLocs[w] = loc;
      wordHandlers[w] = u.handlers[i];
    }
    if (NO_FALL[op]) loc = null;
  }

  // -- exception table: runs of words with the same handler
  const exceptions: ExceptionEntry[] = [];
  for (let w = 0; w < total;) {
    const h: Handler | null = wordHandlers[w];
    let end = w + 1;
    while (end < total && wordHandlers[end] === h) end++;
    if (h !== null && h.label.referenced) {
      const reg = register(h.depth) / 8;
      if (h.lasti) register(h.depth + 1);
      exceptions.push({ start: w, end, target: offsets[h.label.at], depth: h.depth, lasti: h.lasti, reg });
    }
    w = end;
  }

  const registerCount = firstTemp + temps;
  if (registerCount > MAX_REGISTERS) throw new CompileError('too many local variables', u.scope.at);
  return {
    name: u.name,
    qualname: u.qualname,
    filename,
    flags: codeFlags(u, futureFlags),
    argCount: u.argCount,
    posOnlyCount: u.posOnlyCount,
    kwOnlyCount: u.kwOnlyCount,
    firstLine: u.firstLine,
    localNames,
    localKinds,
    registerCount,
    names: u.names,
    extraNames: u.extraNames,
    consts,
    words,
    lineTable: encodeLineTable(wordLocs, u.firstLine),
    exceptions,
  };
}

const FUTURE_MASK = 0x1fe0000; // the CO_FUTURE_* bits
function codeFlags(u: Unit, futureFlags: number): number {
  const s = u.scope;
  let flags = futureFlags & FUTURE_MASK;
  if (s.functionLike) {
    flags |= CODE_FLAGS.OPTIMIZED | CODE_FLAGS.NEWLOCALS;
    if (s.nested) flags |= CODE_FLAGS.NESTED;
    if (s.generator) flags |= s.coroutine ? CODE_FLAGS.ASYNC_GENERATOR : CODE_FLAGS.GENERATOR;
    else if (s.coroutine) flags |= CODE_FLAGS.COROUTINE;
    if (s.varargs) flags |= CODE_FLAGS.VARARGS;
    if (s.varkeywords) flags |= CODE_FLAGS.VARKEYWORDS;
    if (u.docstring !== null) flags |= CODE_FLAGS.HAS_DOCSTRING;
    if (s.method) flags |= CODE_FLAGS.METHOD;
  } else if (s.type === Block.Module && s.coroutine) flags |= CODE_FLAGS.COROUTINE;
  return flags;
}

