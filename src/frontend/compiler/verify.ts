/**
 * The verifier: abstract interpretation of finished code, to prove that it keeps the rules of `opcodes.ts`. Used by tests and by a debug option.
 *
 * Each register is NULL, LIVE, or MAYBE (live on some ways here, NULL on others; also the self of a call, which may be NULL). Checked on every
 * way, exceptions included: a register is LIVE when it is read; a temporary is not overwritten while it is live, not left live by a return; a local is
 * read only where it is bound; what a handler keeps is what it finds; operands are in range; jumps go to instructions; cells are cells.
 */
import { OPCODES } from '../../spec/opcodes.ts';
import { LOCAL_KINDS } from '../../spec/image.ts';
import type { Code } from './code.ts';
import { decodeInstruction, registerName, type Instruction } from './dump.ts';

export class VerifyError extends Error {}

const NULL = 0;
const LIVE = 1;
const MAYBE = 2;
const merge = (a: number, b: number): number => (a === b ? a : MAYBE);

const NO_FALL = new Set(['JUMP', 'JUMP_BACK', 'RETURN_VALUE', 'RETURN_CONST', 'RAISE', 'RERAISE']);
const DISPLAYS = new Set(['BUILD_TUPLE', 'BUILD_LIST', 'BUILD_SET', 'BUILD_STRING', 'BUILD_SLICE']);

interface Effects {
  /** registers read (indexes), and whether each is kept */
  reads: { reg: number; keep: boolean; nullable: boolean }[];
  /** registers written; `maybe` may become NULL */
  writes: { reg: number; state: number }[];
}

function effectsOf(i: Instruction): Effects {
  const spec = OPCODES[i.op];
  const reads: Effects['reads'] = [];
  const writes: Effects['writes'] = [];
  const read = (reg: number, keep = false, nullable = false): void => void reads.push({ reg, keep, nullable });
  const write = (reg: number, state = LIVE): void => void writes.push({ reg, state });
  const run = (first: number, n: number): void => {
    for (let k = 0; k < n; k++) read(first + k);
  };
  const a = i.a / 8;
  const b = i.b / 8;
  const c = i.c / 8;
  switch (i.name) {
    case 'LOAD_METHOD': read(b); write(a); write(a + 1, MAYBE); return { reads, writes };
    case 'LOAD_SUPER_ATTR':
      run(b, 3);
      write(a);
      if (i.x & 1) write(a + 1, MAYBE);
      return { reads, writes };
    case 'BINARY_SLICE': run(b, 3); write(a); return { reads, writes };
    case 'STORE_SLICE': run(a, 4); return { reads, writes };
    case 'FOR_ITER': read(b, true); write(a); return { reads, writes };
    case 'SEND': read(b, true); read(c); write(a); return { reads, writes };
    case 'END_ASYNC_FOR': read(a); read(b); return { reads, writes };
    case 'CALL':
    case 'CALL_KW':
      read(b);
      read(b + 1, false, true);
      run(b + 2, i.c);
      write(a);
      return { reads, writes };
    case 'CALL_EX':
      read(b);
      read(b + 1, false, true);
      read(b + 2);
      read(b + 3, false, true);
      write(a);
      return { reads, writes };
    case 'BUILD_MAP': run(b, i.c * 2); write(a); return { reads, writes };
    case 'BUILD_INTERPOLATION': run(b, 2 + i.c); write(a); return { reads, writes };
    case 'UNPACK_SEQUENCE':
    case 'UNPACK_EX': {
      read(a);
      const n = i.name === 'UNPACK_SEQUENCE' ? i.c : (i.c & 255) + (i.c >> 8) + 1;
      for (let k = 0; k < n; k++) write(b + k);
      return { reads, writes };
    }
    case 'LIST_APPEND': case 'SET_ADD': case 'LIST_EXTEND': case 'SET_UPDATE': case 'DICT_UPDATE': read(a, true); read(b); return { reads, writes };
    case 'MAP_ADD': read(a, true); read(b); read(c); return { reads, writes };
    case 'DICT_MERGE': read(a, true); read(b); read(c, true); return { reads, writes };
    case 'CHECK_EG_MATCH': read(b); read(c); write(a); write(a + 1); return { reads, writes };
    case 'LOAD_SPECIAL': read(b); write(a); write(a + 1, MAYBE); return { reads, writes };
    case 'WITH_EXCEPT_START':
      read(b, true);
      read(b + 1, true, true);
      read(c, true);
      write(a);
      return { reads, writes };
    case 'IMPORT_NAME': run(b, 2); write(a); return { reads, writes };
    case 'RAISE':
      if (i.x >= 1) read(a);
      if (i.x >= 2) read(b);
      return { reads, writes };
    case 'RERAISE':
      read(a);
      if (i.x) read(a + 1);
      return { reads, writes };
    case 'PUSH_NULL': write(a, NULL); return { reads, writes };
    case 'CLEAR':
    case 'DELETE_LOCAL':
      write(a, NULL);
      return { reads, writes };
    case 'MAKE_CELL': write(a); return { reads, writes };
    case 'COPY_FREE_VARS':
      for (let k = 0; k < i.b; k++) write(a + k);
      return { reads, writes };
    case 'CHECK_LOCAL': write(a); return { reads, writes };
    case 'MOVE': return { reads: [{ reg: b, keep: false, nullable: false }], writes: [{ reg: a, state: LIVE }] };
  }
  if (DISPLAYS.has(i.name)) {
    run(b, i.c);
    write(a);
    return { reads, writes };
  }
  const values = [a, b, c];
  for (let k = 0; k < 3; k++) {
    const letter = spec.operands[k];
    if (letter === 'r' || letter === 'l') read(values[k], spec.keeps?.includes('abc'[k]) ?? false);
    else if (letter === 'd') write(values[k]);
    else if (letter === 't') throw new VerifyError(`verifier does not know the run of ${i.name}`);
  }
  return { reads, writes };
}

/** Verifies a code object and those among its constants. */
export function verifyCode(code: Code): void {
  verifyOne(code);
  for (const k of code.consts) if (k.t === 'code') verifyCode(k.code);
}

function verifyOne(code: Code): void {
  const count = code.words.length / 2;
  const list: Instruction[] = [];
  const indexAt = new Int32Array(count + 1).fill(-1);
  for (let at = 0; at < count;) {
    const i = decodeInstruction(code, at);
    indexAt[at] = list.length;
    list.push(i);
    at += i.words;
    if (at > count) fail(i, 'runs over the end');
  }
  const named = code.localNames.length;
  const size = code.registerCount;
  const poolNames = code.names.length;
  const constBase = poolNames + code.extraNames.length;
  const poolCount = constBase + code.consts.length;

  function fail(i: Instruction, msg: string): never {
    throw new VerifyError(`${code.filename}: ${code.qualname} line ${code.firstLine}, word ${i.at} ${i.name}: ${msg}`);
  }
  const nameOf = (r: number): string => registerName(code, r * 8);
  const targetIndex = (i: Instruction, at: number): number => {
    const k = at >= 0 && at < count ? indexAt[at] : -1;
    if (k < 0) fail(i, `jumps to word ${at}, which is no instruction`);
    return k;
  };

  // -- operands in range
  for (const i of list) {
    const spec = OPCODES[i.op];
    const values = [i.a, i.b, i.c];
    for (let k = 0; k < 3; k++) {
      const v = values[k];
      switch (spec.operands[k]) {
        case 'd': case 'r': case 'l': case 't':
          if (i.name === 'RAISE' && k >= i.x) break;
          if (v % 8 !== 0 || v / 8 >= size) fail(i, `operand ${'abc'[k]} is no register`);
          if (spec.operands[k] === 't' && v / 8 < named) fail(i, `operand ${'abc'[k]} must be a temporary`);
          if (spec.operands[k] === 'l' && v / 8 >= named) fail(i, `operand ${'abc'[k]} must be a local`);
          break;
        case 'k': {
          const extra = i.name === 'CHECK_LOCAL' || i.name === 'DELETE_LOCAL';
          if (extra ? v < poolNames || v >= constBase : v >= poolNames) fail(i, `name ${v} is out of range`);
          break;
        }
        case 'K':
          if (i.b + i.c * 65536 < constBase || i.b + i.c * 65536 >= poolCount) fail(i, 'constant is out of range');
          break;
      }
    }
    if (i.target >= 0) {
      targetIndex(i, i.target);
      if (i.name === 'JUMP_BACK' ? i.target > i.at : i.target <= i.at) fail(i, 'jumps in the wrong direction');
    }
    if ((i.name === 'CALL_KW' || i.name === 'MATCH_CLASS') && (i.extLow < constBase || i.extLow >= poolCount || code.consts[i.extLow - constBase].t !== 'tuple')) {
      fail(i, 'the tuple of names is missing');
    }
    if (i.name === 'MAKE_FUNCTION' && code.consts[i.b + i.c * 65536 - constBase].t !== 'code') fail(i, 'no code object');
    const cellAt = i.name === 'LOAD_DEREF' || i.name === 'LOAD_FROM_DICT_OR_DEREF' || i.name === 'STORE_DEREF' || i.name === 'DELETE_DEREF' ? i.b / 8
      : i.name === 'MAKE_CELL' ? i.a / 8 : -1;
    if (cellAt >= 0 && !(code.localKinds[cellAt] & (LOCAL_KINDS.CELL | LOCAL_KINDS.FREE))) fail(i, `${nameOf(cellAt)} is no cell`);
  }

  // -- handlers
  const handlerAt = new Int32Array(count).fill(-1);
  code.exceptions.forEach((e, n) => {
    if (indexAt[e.start] < 0 || e.end > count || e.start >= e.end || e.target >= count || indexAt[e.target] < 0) throw new VerifyError(`${code.qualname}: bad exception entry ${n}`);
    if (e.reg !== named + e.depth || e.reg + (e.lasti ? 1 : 0) >= size) throw new VerifyError(`${code.qualname}: exception entry ${n}: register`);
    for (let w = e.start; w < e.end; w++) if (handlerAt[w] < 0) handlerAt[w] = n;
  });

  // -- flow
  const states: (Uint8Array | null)[] = new Array<Uint8Array | null>(list.length).fill(null);
  const leader = new Uint8Array(list.length);
  for (const i of list) if (i.target >= 0) leader[indexAt[i.target]] = 1;
  for (const e of code.exceptions) leader[indexAt[e.target]] = 1;
  const work: number[] = [];
  const reach = (k: number, s: Uint8Array): void => {
    const old = states[k];
    if (old === null) {
      states[k] = s.slice();
      work.push(k);
      return;
    }
    let changed = false;
    for (let r = 0; r < size; r++) {
      const v = merge(old[r], s[r]);
      if (v !== old[r]) {
        old[r] = v;
        changed = true;
      }
    }
    if (changed) work.push(k);
  };
  const params = code.argCount + code.kwOnlyCount + (code.flags & 4 ? 1 : 0) + (code.flags & 8 ? 1 : 0);
  const entry = new Uint8Array(size);
  entry.fill(LIVE, 0, params);
  reach(0, entry);
  const cur = new Uint8Array(size);
  const toHandler = new Uint8Array(size);
  while (work.length > 0) {
    let k = work.pop()!;
    cur.set(states[k]!);
    for (;;) {
      const i = list[k];
      const spec = OPCODES[i.op];
      const e = handlerAt[i.at];
      const raises = spec.raises && e >= 0;
      if (raises) toHandler.set(cur);
      const { reads, writes } = effectsOf(i);
      if (i.name === 'MOVE' && reads[0].reg < named && cur[reads[0].reg] !== LIVE) fail(i, `${nameOf(reads[0].reg)} may be unbound`);
      let moved = LIVE;
      for (const { reg, keep, nullable } of reads) {
        const s = cur[reg];
        if (i.name === 'MOVE' && reg >= named) {
          if (s === NULL) fail(i, `moves ${nameOf(reg)}, which is NULL`);
          moved = s;
        } else if (s !== LIVE && !nullable) fail(i, `reads ${nameOf(reg)}, which ${s === NULL ? 'is NULL' : 'may be NULL'}`);
        if (!keep && (reg >= named || i.name === 'MOVE')) cur[reg] = NULL;
      }
      if (raises) {
        // the instruction may have consumed its operands or not
        const h = code.exceptions[e];
        const first = named + h.depth;
        for (let r = 0; r < size; r++) toHandler[r] = r >= first ? NULL : merge(toHandler[r], cur[r]);
        if (i.name === 'DELETE_LOCAL' && toHandler[i.a / 8] === LIVE) toHandler[i.a / 8] = MAYBE;
        toHandler[h.reg] = LIVE;
        if (h.lasti) toHandler[h.reg + 1] = LIVE;
        reach(indexAt[h.target], toHandler);
      }
      if (i.name === 'FOR_ITER' || i.name === 'SEND') {
        // the way out: the iterator is gone
        const out = cur.slice();
        out[i.b / 8] = NULL;
        if (i.name === 'SEND') out[i.a / 8] = LIVE;
        reach(targetIndex(i, i.target), out);
      }
      for (const { reg, state } of writes) {
        if (reg >= size) fail(i, 'writes beyond the registers');
        if (reg >= named && cur[reg] !== NULL && i.name !== 'CLEAR' && i.name !== 'PUSH_NULL') fail(i, `overwrites ${nameOf(reg)}, which is live`);
        cur[reg] = i.name === 'MOVE' && moved === MAYBE ? MAYBE : state;
      }
      if (i.name === 'RETURN_VALUE' || i.name === 'RETURN_CONST') {
        for (let r = named; r < size; r++) if (cur[r] !== NULL) fail(i, `leaves ${nameOf(r)} live`);
      }
      if (i.target >= 0 && i.name !== 'FOR_ITER' && i.name !== 'SEND') reach(targetIndex(i, i.target), cur);
      if (NO_FALL.has(i.name)) break;
      if (k + 1 >= list.length) fail(i, 'falls off the end');
      k++;
      if (leader[k]) {
        reach(k, cur);
        break;
      }
    }
  }
}
