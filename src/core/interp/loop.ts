/**
 * The run loop: the hot opcodes in one switch, the cold ones behind cold.ts. Registers, frames and ownership: src/spec/opcodes.ts, frame.ts.
 *
 * Invariants: `f` is the innermost frame and ts.frame says so at every safepoint; f.pc is saved before anything that may raise or run Python code; an instruction
 * writes its destination last; a temporary that was read is NULL or an immediate afterwards. `break` out of the switch means: an exception is set (mode ERROR), or the
 * frame returns `ret` (mode RETURN), or yields it (mode YIELD).
 */
import { Ptr, Value, NULL, None, True, False, NotImplemented, MOVED, INT_BIAS, INT_TAG, isPtr, isInt, bothInt, isFloat, floatOf, float, intOf, int, boolean } from "../base/value";
import { Obj, as, toValue, LOCAL_SENTINELS } from "../base/obj";
import { T, TypeObject } from "../../generated/core/types";
import * as O from "../../generated/core/opcodes";
import { ts } from "../threads/self";
import { ThreadState } from "../threads/state";
import { decref, decrefPtr, incref, increfPtr, newRef } from "../refcount/count";
import { CodeObject, CODE_CONSTS, CODE_TEMPBASE } from "./code";
import { Frame, FRAME_ENTRY, FRAME_GENERATOR, FRAME_HEADER, FRAME_BINARY, FRAME_INIT, FRAME_INLINE_GEN, FRAME_SINK, frameClear, frameEnd, framePop, framePush, frameTakeOver } from "./frame";
import { FunctionObject } from "./function";
import { unwind } from "./unwind";
import { cold, COLD_ERROR, COLD_JUMP, COLD_NEXT, COLD_SWITCH, COLD_RETURN, COLD_ERROR_AGAIN } from "./cold";
import { breaker, BREAKER_NONE, BREAKER_ERROR, BREAKER_TRACE } from "./breaker";
import * as S from "./slow";
import { cellGet, cellSet, cellNew } from "./cell";
import { sinkTakes } from "./sink";
import { generatorFrameDone, generatorSuspend, generatorTryEnter, GEN_FRAME } from "./generator";
import { tupleItem } from "../types/tuple/core";
import { REENTER } from "./run";
import { isMine } from "../base/self";
import { PROC_MULTI } from "../base/map";
import { ARRAY_ITEMS, LIST_ITEMS, LIST_SIZE } from "../types/list/core";

const FRAME_PC: usize = offsetof<Frame>("pc");

// @ts-ignore: decorator
@inline function A(pc: Ptr): usize { return load<u16>(pc, 2); }
// @ts-ignore: decorator
@inline function B(pc: Ptr): usize { return load<u16>(pc, 4); }
// @ts-ignore: decorator
@inline function C(pc: Ptr): usize { return load<u16>(pc, 6); }
// @ts-ignore: decorator
@inline function J(pc: Ptr): i32 { return load<i32>(pc, 4); }
/** Writes a register, dropping what it held. */
// @ts-ignore: decorator
@inline function set(slot: Ptr, v: Value): void {
  const old = load<u64>(slot);
  store<u64>(slot, v);
  if (isPtr(old)) S.drop(<Ptr>old);
}

/** The instruction read a temporary: it drops what it held. */
// @ts-ignore: decorator
@inline function take(slot: Ptr): void {
  const v = load<u64>(slot);
  if (isPtr(v)) { store<u64>(slot, NULL); S.drop(<Ptr>v); }
}

export const ERROR: i32 = 0, RETURN: i32 = 1, YIELD: i32 = 2, ERROR_AGAIN: i32 = 3, BINARY: i32 = 4, BINARY_IMM: i32 = 5;

export function loop(start: Ptr): Value {
  const s = changetype<ThreadState>(ts);
  let f = start;
  let fp = f + FRAME_HEADER;
  let pc: Ptr = load<u32>(f, FRAME_PC);
  let k: Ptr = load<u32>(load<u32>(f), CODE_CONSTS);
  /** byte offset of the first temporary */
  let tb: usize = load<u32>(load<u32>(f), CODE_TEMPBASE);
  let kind: i32 = 0;
  let mode = ERROR;
  let ret: Value = NULL;
  // Wasm has no on-stack replacement: after so many calls and back edges the loop is left and entered again, in optimised code if there is by then
  let budget: i32 = 5000;
  for (;;) {
    // @trace instruction
    const op: u8 = load<u8>(pc);
    switch (op) {
      case O.OP_NOP: { pc += 8; continue; }
      case O.OP_RESUME: {
        if (s.evalBreaker) {
          store<u32>(f, <u32>pc, FRAME_PC);
          const b = breaker();
          if (b == BREAKER_ERROR) break;
          if (b == BREAKER_TRACE) return REENTER;
        }
        pc += 8;
        if (--budget <= 0) { store<u32>(f, <u32>pc, FRAME_PC); return REENTER; }
        continue;
      }
      case O.OP_COPY: {
        const v = load<u64>(fp + B(pc));
        if (isPtr(v) && load<u32>(<Ptr>v, 4) < LOCAL_SENTINELS) increfPtr(<Ptr>v);
        set(fp + A(pc), v);
        pc += 8;
        continue;
      }
      case O.OP_MOVE: {
        const src = fp + B(pc), v = load<u64>(src);
        store<u64>(src, NULL);
        set(fp + A(pc), v);
        pc += 8;
        continue;
      }
      case O.OP_LOAD_CONST: {
        const v = load<u64>(k + (<usize>load<u32>(pc, 4) << 3));
        // most constants are immortal
        if (isPtr(v) && load<u32>(<Ptr>v, 4) < LOCAL_SENTINELS) increfPtr(<Ptr>v);
        set(fp + A(pc), v);
        pc += 8;
        continue;
      }
      case O.OP_CHECK_LOCAL: {
        if (load<u64>(fp + A(pc))) { pc += 8; continue; }
        store<u32>(f, <u32>pc, FRAME_PC);
        S.unboundLocal(load<u64>(k + (B(pc) << 3)));
        break;
      }
      case O.OP_CLEAR: { set(fp + A(pc), NULL); pc += 8; continue; }
      case O.OP_PUSH_NULL: { store<u64>(fp + A(pc), NULL); pc += 8; continue; }
      // ---- variables
      case O.OP_LOAD_GLOBAL: {
        const g: Ptr = load<u32>(f, offsetof<Frame>("globals"));
        let v = S.globalCached(g, load<u32>(f, offsetof<Frame>("builtins")), pc);
        if (!v) {
          store<u32>(f, <u32>pc, FRAME_PC);
          v = S.loadGlobal(f, pc, load<u64>(k + (B(pc) << 3)));
          if (!v) break;
        }
        set(fp + A(pc), v);
        pc += 24;
        continue;
      }
      case O.OP_STORE_GLOBAL: {
        store<u32>(f, <u32>pc, FRAME_PC);
        if (S.storeGlobal(f, load<u64>(k + (B(pc) << 3)), fp + C(pc)) < 0) break;
        pc += 16;
        continue;
      }
      case O.OP_MAKE_CELL: {
        const slot = fp + A(pc), c = cellNew(load<u64>(slot));
        store<u64>(slot, c);
        if (!c) { store<u32>(f, <u32>pc, FRAME_PC); break; }
        pc += 8;
        continue;
      }
      case O.OP_COPY_FREE_VARS: {
        const closure = changetype<FunctionObject>(load<u32>(f, offsetof<Frame>("func"))).closure, n = <i32>B(pc);
        for (let i = 0; i < n; i++) { const c = tupleItem(closure, i); incref(c); store<u64>(fp + A(pc) + (<usize>i << 3), c); }
        pc += 8;
        continue;
      }
      case O.OP_LOAD_DEREF: {
        const v = cellGet(<Ptr>load<u64>(fp + B(pc)));
        if (!v) { store<u32>(f, <u32>pc, FRAME_PC); S.unboundCell(f, <u32>B(pc)); break; }
        set(fp + A(pc), v);
        pc += 8;
        continue;
      }
      case O.OP_STORE_DEREF: {
        const src = fp + C(pc);
        let v = load<u64>(src);
        if (src - fp >= tb) store<u64>(src, NULL); else incref(v);
        cellSet(<Ptr>load<u64>(fp + B(pc)), v);
        pc += 8;
        continue;
      }
      // ---- attributes, items
      case O.OP_LOAD_ATTR: {
        const b = fp + B(pc), o = load<u64>(b);
        let v = S.attrCached(o, pc);
        if (!v) {
          store<u32>(f, <u32>pc, FRAME_PC);
          v = S.loadAttr(f, fp, o, load<u64>(k + (C(pc) << 3)), pc);
          if (!v) break;
          if (v == S.SWITCHED) { f = s.frame; fp = f + FRAME_HEADER; pc = load<u32>(f, FRAME_PC); k = load<u32>(load<u32>(f), CODE_CONSTS); tb = load<u32>(load<u32>(f), CODE_TEMPBASE); continue; }
        }
        if (B(pc) >= tb) take(fp + B(pc));
        set(fp + A(pc), v);
        pc += 24;
        continue;
      }
      case O.OP_LOAD_METHOD: {
        const o = load<u64>(fp + B(pc)), dst = fp + A(pc);
        const m = S.methodCached(o, pc);
        if (m) {
          if (B(pc) >= tb) store<u64>(fp + B(pc), NULL); else incref(o);
          store<u64>(dst, m);
          store<u64>(dst, o, 8);
          pc += 24;
          continue;
        }
        store<u32>(f, <u32>pc, FRAME_PC);
        if (!S.loadMethod(f, fp, o, load<u64>(k + (C(pc) << 3)), pc)) break;
        pc += 24;
        continue;
      }
      case O.OP_STORE_ATTR: {
        const o = load<u64>(fp + A(pc)), src = fp + B(pc), slot = S.storeSlotAlone(o, pc);
        store<u32>(f, <u32>pc, FRAME_PC);
        if (slot) {
          const v = load<u64>(src), old = load<u64>(slot);
          if (B(pc) >= tb) store<u64>(src, NULL); else incref(v);
          store<u64>(slot, v);
          if (isPtr(old)) S.drop(<Ptr>old);
          if (A(pc) >= tb) take(fp + A(pc));
          pc += 24;
          continue;
        }
        if (S.storeAttrCached(o, load<u64>(src), pc) == 0) { if (S.storeAttr(o, load<u64>(k + (C(pc) << 3)), load<u64>(src), pc) < 0) break; }
        if (A(pc) >= tb) take(fp + A(pc)); if (B(pc) >= tb) take(fp + B(pc));
        pc += 24;
        continue;
      }
      case O.OP_BINARY_SUBSCR: {
        const o = load<u64>(fp + B(pc)), key = load<u64>(fp + C(pc));
        let v: Value = isInt(key) && isPtr(o) ? S.itemFast(<Ptr>o, key) : NULL;
        if (!v) {
          store<u32>(f, <u32>pc, FRAME_PC);
          v = S.subscr(o, key, pc);
          if (!v) break;
          if (v == S.SWITCHED) { f = s.frame; fp = f + FRAME_HEADER; pc = load<u32>(f, FRAME_PC); k = load<u32>(load<u32>(f), CODE_CONSTS); tb = load<u32>(load<u32>(f), CODE_TEMPBASE); continue; }
        }
        if (B(pc) >= tb) take(fp + B(pc)); if (C(pc) >= tb) take(fp + C(pc));
        set(fp + A(pc), v);
        pc += 8;
        continue;
      }
      case O.OP_STORE_SUBSCR: {
        const o = load<u64>(fp + A(pc)), key = load<u64>(fp + B(pc));
        if (isInt(key) && isPtr(o) && load<u32>(<Ptr>o, 12) == changetype<u32>(T.list) && (isMine(<Ptr>o) || load<u32>(PROC_MULTI) == 0)) {
          // nobody else can be at it: a plain store
          let i = intOf(key);
          const n: i64 = load<i32>(<Ptr>o, LIST_SIZE);
          if (i < 0) i += n;
          if (<u64>i < <u64>n) {
            const src = fp + C(pc), v = load<u64>(src), slot = <usize>load<u32>(<Ptr>o, LIST_ITEMS) + (<usize>i << 3) + ARRAY_ITEMS;
            if (C(pc) >= tb) store<u64>(src, NULL); else incref(v);
            const old = load<u64>(slot);
            store<u64>(slot, v);
            store<u32>(f, <u32>pc, FRAME_PC);
            if (isPtr(old)) S.drop(<Ptr>old);
            if (A(pc) >= tb) take(fp + A(pc));
            pc += 8;
            continue;
          }
        }
        store<u32>(f, <u32>pc, FRAME_PC);
        if (S.storeSubscr(o, key, load<u64>(fp + C(pc))) < 0) break;
        if (A(pc) >= tb) take(fp + A(pc)); if (B(pc) >= tb) take(fp + B(pc)); if (C(pc) >= tb) take(fp + C(pc));
        pc += 8;
        continue;
      }
      // ---- operators
      case O.OP_ADD: {
        const x = load<u64>(fp + B(pc)), y = load<u64>(fp + C(pc));
        if (bothInt(x, y)) {
          const r = x + (y - INT_BIAS);
          if (r >= INT_TAG) { set(fp + A(pc), r); pc += 8; continue; }
        } else if (isFloat(x) && isFloat(y)) { set(fp + A(pc), float(floatOf(x) + floatOf(y))); pc += 8; continue; }
        kind = S.K_ADD; mode = BINARY;
        break;
      }
      case O.OP_SUB: {
        const x = load<u64>(fp + B(pc)), y = load<u64>(fp + C(pc));
        if (bothInt(x, y)) {
          const r = x - (y - INT_BIAS);
          if (r >= INT_TAG) { set(fp + A(pc), r); pc += 8; continue; }
        } else if (isFloat(x) && isFloat(y)) { set(fp + A(pc), float(floatOf(x) - floatOf(y))); pc += 8; continue; }
        kind = S.K_SUB; mode = BINARY;
        break;
      }
      case O.OP_MUL: {
        const x = load<u64>(fp + B(pc)), y = load<u64>(fp + C(pc));
        if (isFloat(x) && isFloat(y)) { set(fp + A(pc), float(floatOf(x) * floatOf(y))); pc += 8; continue; }
        if (bothInt(x, y)) {
          const i = intOf(x), j = intOf(y);
          // exact when both fit 32 bits
          if (i == <i64><i32>i && j == <i64><i32>j) {
            const p = i * j;
            if (<u64>p + INT_BIAS >= INT_TAG) { set(fp + A(pc), int(p)); pc += 8; continue; }
          }
        }
        kind = S.K_MUL; mode = BINARY;
        break;
      }
      case O.OP_TRUEDIV: {
        const x = load<u64>(fp + B(pc)), y = load<u64>(fp + C(pc));
        if (isFloat(x) && isFloat(y)) {
          const d = floatOf(y);
          if (d != 0) { set(fp + A(pc), float(floatOf(x) / d)); pc += 8; continue; }
        }
        kind = S.K_TRUEDIV; mode = BINARY;
        break;
      }
      case O.OP_FLOORDIV: {
        const x = load<u64>(fp + B(pc)), y = load<u64>(fp + C(pc));
        if (bothInt(x, y) && intOf(y) > 0) { set(fp + A(pc), int(S.floorDiv(intOf(x), intOf(y)))); pc += 8; continue; }
        kind = S.K_FLOORDIV; mode = BINARY;
        break;
      }
      case O.OP_MOD: {
        const x = load<u64>(fp + B(pc)), y = load<u64>(fp + C(pc));
        if (bothInt(x, y) && intOf(y) > 0) { set(fp + A(pc), int(S.floorMod(intOf(x), intOf(y)))); pc += 8; continue; }
        kind = S.K_MOD; mode = BINARY;
        break;
      }
      case O.OP_AND: {
        const x = load<u64>(fp + B(pc)), y = load<u64>(fp + C(pc));
        if (bothInt(x, y)) { set(fp + A(pc), int(intOf(x) & intOf(y))); pc += 8; continue; }
        kind = S.K_AND; mode = BINARY;
        break;
      }
      case O.OP_OR: {
        const x = load<u64>(fp + B(pc)), y = load<u64>(fp + C(pc));
        if (bothInt(x, y)) { set(fp + A(pc), int(intOf(x) | intOf(y))); pc += 8; continue; }
        kind = S.K_OR; mode = BINARY;
        break;
      }
      case O.OP_XOR: {
        const x = load<u64>(fp + B(pc)), y = load<u64>(fp + C(pc));
        if (bothInt(x, y)) { set(fp + A(pc), int(intOf(x) ^ intOf(y))); pc += 8; continue; }
        kind = S.K_XOR; mode = BINARY;
        break;
      }
      case O.OP_LSHIFT: {
        const x = load<u64>(fp + B(pc)), y = load<u64>(fp + C(pc));
        if (bothInt(x, y)) {
          const i = intOf(x), n = intOf(y);
          if (n >= 0 && n < 18 && i == <i64><i32>i) { set(fp + A(pc), S.intBox(i << n)); pc += 8; continue; }
        }
        kind = S.K_LSHIFT; mode = BINARY;
        break;
      }
      case O.OP_RSHIFT: {
        const x = load<u64>(fp + B(pc)), y = load<u64>(fp + C(pc));
        if (bothInt(x, y)) {
          const n = intOf(y);
          if (n >= 0) { set(fp + A(pc), int(intOf(x) >> (n > 63 ? 63 : n))); pc += 8; continue; }
        }
        kind = S.K_RSHIFT; mode = BINARY;
        break;
      }
      case O.OP_ADD_I: {
        const x = load<u64>(fp + B(pc));
        if (isInt(x)) {
          const r = x + <u64><i64>load<i16>(pc, 6);
          if (r >= INT_TAG) { set(fp + A(pc), r); pc += 8; continue; }
        }
        kind = S.K_ADD; mode = BINARY_IMM;
        break;
      }
      case O.OP_SUB_I: {
        const x = load<u64>(fp + B(pc));
        if (isInt(x)) {
          const r = x - <u64><i64>load<i16>(pc, 6);
          if (r >= INT_TAG) { set(fp + A(pc), r); pc += 8; continue; }
        }
        kind = S.K_SUB; mode = BINARY_IMM;
        break;
      }
      case O.OP_MUL_I: {
        const x = load<u64>(fp + B(pc));
        if (isInt(x)) {
          const i = intOf(x);
          // |i| < 2^46 times 16 bits stays within 62
          if (<u64>(i + 0x4000_0000_0000) < 0x8000_0000_0000) {
            const p = i * <i64>load<i16>(pc, 6);
            if (p >= -0x2_0000_0000_0000 && p < 0x2_0000_0000_0000) { set(fp + A(pc), int(p)); pc += 8; continue; }
          }
        }
        kind = S.K_MUL; mode = BINARY_IMM;
        break;
      }
      case O.OP_FLOORDIV_I: {
        const x = load<u64>(fp + B(pc)), d = <i64>load<i16>(pc, 6);
        if (isInt(x) && d > 0) { set(fp + A(pc), int(S.floorDiv(intOf(x), d))); pc += 8; continue; }
        kind = S.K_FLOORDIV; mode = BINARY_IMM;
        break;
      }
      case O.OP_MOD_I: {
        const x = load<u64>(fp + B(pc)), d = <i64>load<i16>(pc, 6);
        if (isInt(x) && d > 0) { set(fp + A(pc), int(S.floorMod(intOf(x), d))); pc += 8; continue; }
        kind = S.K_MOD; mode = BINARY_IMM;
        break;
      }
      case O.OP_AND_I: {
        const x = load<u64>(fp + B(pc));
        if (isInt(x)) { set(fp + A(pc), int(intOf(x) & <i64>load<i16>(pc, 6))); pc += 8; continue; }
        kind = S.K_AND; mode = BINARY_IMM;
        break;
      }
      case O.OP_LSHIFT_I: {
        const x = load<u64>(fp + B(pc)), n = <i64>load<i16>(pc, 6);
        if (isInt(x) && n >= 0 && n < 18) {
          const i = intOf(x);
          if (i == <i64><i32>i) { set(fp + A(pc), S.intBox(i << n)); pc += 8; continue; }
        }
        kind = S.K_LSHIFT; mode = BINARY_IMM;
        break;
      }
      case O.OP_RSHIFT_I: {
        const x = load<u64>(fp + B(pc)), n = <i64>load<i16>(pc, 6);
        if (isInt(x) && n >= 0) { set(fp + A(pc), int(intOf(x) >> (n > 63 ? 63 : n))); pc += 8; continue; }
        kind = S.K_RSHIFT; mode = BINARY_IMM;
        break;
      }
      case O.OP_UNARY_NEGATIVE: {
        const x = load<u64>(fp + B(pc));
        if (isFloat(x)) { set(fp + A(pc), float(-floatOf(x))); pc += 8; continue; }
        store<u32>(f, <u32>pc, FRAME_PC);
        if (!S.unaryNegative(f, fp, pc, x)) break;
        pc += 8;
        continue;
      }
      case O.OP_UNARY_NOT: {
        const x = load<u64>(fp + B(pc));
        let t = S.truthFast(x);
        if (t < 0) { store<u32>(f, <u32>pc, FRAME_PC); t = S.truthSlow(x); if (t < 0) break; }
        if (B(pc) >= tb) take(fp + B(pc));
        set(fp + A(pc), boolean(t == 0));
        pc += 8;
        continue;
      }
      case O.OP_TO_BOOL: {
        const x = load<u64>(fp + B(pc));
        let t = S.truthFast(x);
        if (t < 0) { store<u32>(f, <u32>pc, FRAME_PC); t = S.truthSlow(x); if (t < 0) break; }
        if (B(pc) >= tb) take(fp + B(pc));
        set(fp + A(pc), boolean(t != 0));
        pc += 8;
        continue;
      }
      case O.OP_COMPARE: {
        const x = load<u64>(fp + B(pc)), y = load<u64>(fp + C(pc)), how: u32 = load<u8>(pc, 1);
        if (bothInt(x, y)) { set(fp + A(pc), boolean(S.compareInts(<i64>x, <i64>y, how) != 0)); pc += 8; continue; }
        if (isFloat(x) && isFloat(y)) { set(fp + A(pc), boolean(S.compareFloats(floatOf(x), floatOf(y), how) != 0)); pc += 8; continue; }
        store<u32>(f, <u32>pc, FRAME_PC);
        const r = S.compare(x, y, how);
        if (!r) break;
        if (B(pc) >= tb) take(fp + B(pc)); if (C(pc) >= tb) take(fp + C(pc));
        set(fp + A(pc), r);
        pc += 8;
        continue;
      }
      case O.OP_IS_OP: {
        const r = (load<u64>(fp + B(pc)) == load<u64>(fp + C(pc))) != (load<u8>(pc, 1) != 0);
        if (B(pc) >= tb) take(fp + B(pc)); if (C(pc) >= tb) take(fp + C(pc));
        set(fp + A(pc), boolean(r));
        pc += 8;
        continue;
      }
      case O.OP_CONTAINS_OP: {
        store<u32>(f, <u32>pc, FRAME_PC);
        const r = S.containsOp(load<u64>(fp + C(pc)), load<u64>(fp + B(pc)));
        if (r < 0) break;
        const neg = load<u8>(pc, 1) != 0;
        if (B(pc) >= tb) take(fp + B(pc)); if (C(pc) >= tb) take(fp + C(pc));
        set(fp + A(pc), boolean((r != 0) != neg));
        pc += 8;
        continue;
      }
      // ---- jumps
      case O.OP_JUMP: { pc += 8 + (J(pc) << 3); continue; }
      case O.OP_JUMP_BACK: {
        pc += 8 + (J(pc) << 3);
        if (s.evalBreaker) {
          store<u32>(f, <u32>pc, FRAME_PC);
          const b = breaker();
          if (b != BREAKER_NONE) {
            if (b == BREAKER_ERROR) break;
            return REENTER;
          }
        }
        if (--budget <= 0) { store<u32>(f, <u32>pc, FRAME_PC); return REENTER; }
        continue;
      }
      case O.OP_JUMP_IF_TRUE: {
        const x = load<u64>(fp + A(pc));
        let t = S.truthFast(x);
        if (t < 0) { store<u32>(f, <u32>pc, FRAME_PC); t = S.truthSlow(x); if (t < 0) break; if (A(pc) >= tb) take(fp + A(pc)); }
        pc += t ? 8 + (J(pc) << 3) : 8;
        continue;
      }
      case O.OP_JUMP_IF_FALSE: {
        const x = load<u64>(fp + A(pc));
        let t = S.truthFast(x);
        if (t < 0) { store<u32>(f, <u32>pc, FRAME_PC); t = S.truthSlow(x); if (t < 0) break; if (A(pc) >= tb) take(fp + A(pc)); }
        pc += t ? 8 : 8 + (J(pc) << 3);
        continue;
      }
      case O.OP_JUMP_IF_TRUE_KEEP: {
        const x = load<u64>(fp + A(pc));
        let t = S.truthFast(x);
        if (t < 0) { store<u32>(f, <u32>pc, FRAME_PC); t = S.truthSlow(x); if (t < 0) break; }
        pc += t ? 8 + (J(pc) << 3) : 8;
        continue;
      }
      case O.OP_JUMP_IF_FALSE_KEEP: {
        const x = load<u64>(fp + A(pc));
        let t = S.truthFast(x);
        if (t < 0) { store<u32>(f, <u32>pc, FRAME_PC); t = S.truthSlow(x); if (t < 0) break; }
        pc += t ? 8 : 8 + (J(pc) << 3);
        continue;
      }
      case O.OP_JUMP_IF_NONE: {
        const x = load<u64>(fp + A(pc));
        if (isPtr(x)) { if (A(pc) >= tb) take(fp + A(pc)); pc += 8; continue; }
        pc += x == None ? 8 + (J(pc) << 3) : 8;
        continue;
      }
      case O.OP_JUMP_IF_NOT_NONE: {
        const x = load<u64>(fp + A(pc));
        if (isPtr(x) && A(pc) >= tb) take(fp + A(pc));
        pc += x != None ? 8 + (J(pc) << 3) : 8;
        continue;
      }
      case O.OP_JUMP_IF_NONE_KEEP: { pc += load<u64>(fp + A(pc)) == None ? 8 + (J(pc) << 3) : 8; continue; }
      case O.OP_JUMP_CMP: {
        const x = load<u64>(fp + A(pc)), y = load<u64>(fp + B(pc)), how: u32 = load<u8>(pc, 1);
        let t: i32;
        if (bothInt(x, y)) t = S.compareInts(<i64>x, <i64>y, how & 15);
        else if (isFloat(x) && isFloat(y)) t = S.compareFloats(floatOf(x), floatOf(y), how & 15);
        else {
          store<u32>(f, <u32>pc, FRAME_PC);
          t = S.compareTruth(x, y, how & 15);
          if (t < 0) break;
          if (A(pc) >= tb) take(fp + A(pc)); if (B(pc) >= tb) take(fp + B(pc));
        }
        pc += t == <i32>(how >> 4) ? 8 + (<i32>load<i16>(pc, 6) << 3) : 8;
        continue;
      }
      case O.OP_JUMP_CMP_I: {
        const x = load<u64>(fp + A(pc)), y = int(load<i16>(pc, 4)), how: u32 = load<u8>(pc, 1);
        let t: i32;
        if (isInt(x)) t = S.compareInts(<i64>x, <i64>y, how & 15);
        else {
          store<u32>(f, <u32>pc, FRAME_PC);
          t = S.compareTruth(x, y, how & 15);
          if (t < 0) break;
          if (A(pc) >= tb) take(fp + A(pc));
        }
        pc += t == <i32>(how >> 4) ? 8 + (<i32>load<i16>(pc, 6) << 3) : 8;
        continue;
      }
      // ---- iteration
      case O.OP_GET_ITER: {
        store<u32>(f, <u32>pc, FRAME_PC);
        const it = S.getIter(load<u64>(fp + B(pc)));
        if (!it) break;
        if (B(pc) >= tb) take(fp + B(pc));
        set(fp + A(pc), it);
        pc += 8;
        continue;
      }
      case O.OP_FOR_ITER: {
        const slot = fp + B(pc), it = load<u64>(slot);
        let pair = S.PAIR_NOT;
        if (load<u32>(<Ptr>it, 12) == changetype<u32>(T.range_iterator)) {
          const v = S.rangeNext(<Ptr>it);
          if (v) { set(fp + A(pc), v); pc += 16; continue; }
          store<u32>(f, <u32>pc, FRAME_PC);
        } else {
          store<u32>(f, <u32>pc, FRAME_PC);
          // pairs that are unpacked at once: enumerate, zip, items
          if (load<u8>(pc, 16) == O.OP_UNPACK_SEQUENCE && load<u16>(pc, 22) == 2 && load<u16>(pc, 18) == load<u16>(pc, 2) && A(pc) >= tb) {
            pair = S.iterPair(<Ptr>it, fp + <usize>load<u16>(pc, 20));
            if (pair == S.PAIR_DONE) { pc += 24; continue; }
          }
          if (pair == S.PAIR_NOT && S.iterStepTo(<Ptr>it, fp + A(pc))) { pc += 16; continue; }
        }
        if (pair == S.PAIR_NOT) {
          if (load<u32>(<Ptr>it, 12) == changetype<u32>(T.generator)) {
            const g = generatorTryEnter(<Ptr>it, <u32>f, <u32>A(pc), <u32>(pc + 16), <u32>(pc + 16 + (load<i32>(pc, 8) << 3)), None);
            if (g) {
              changetype<Frame>(g).flags |= FRAME_INLINE_GEN;
              f = g; fp = f + FRAME_HEADER; pc = load<u32>(f, FRAME_PC); k = load<u32>(load<u32>(f), CODE_CONSTS); tb = load<u32>(load<u32>(f), CODE_TEMPBASE);
              continue;
            }
            if (s.exc) break;
          } else {
            const w = S.iterNextSlow(it);
            if (w) { set(fp + A(pc), w); pc += 16; continue; }
            if (s.exc) { if (!S.stopIteration()) break; }
          }
        } else if (s.exc) { if (!S.stopIteration()) break; }
        store<u64>(slot, NULL);
        decref(it);
        pc += 16 + (load<i32>(pc, 8) << 3);
        continue;
      }
      // ---- calls
      case O.OP_CALL: {
        const base = fp + B(pc), callee = load<u64>(base);
        store<u32>(f, <u32>pc, FRAME_PC);
        if (isPtr(callee) && load<u32>(<Ptr>callee, 12) == changetype<u32>(T.$function)) {
          const fo = as<FunctionObject>(callee), co = changetype<CodeObject>(fo.code);
          let args = base + 16, n = <i32>C(pc);
          if (load<u64>(base, 8)) { args -= 8; n++; }
          if (co.simple && n == co.argCount && s.recursionLeft > 0) {
            const size = <usize>co.frameSize, nf = framePush(size);
            if (!nf) break;
            s.recursionLeft--;
            const n0 = changetype<Frame>(nf);
            n0.code = fo.code; n0.func = <u32>callee; n0.prev = <u32>f; n0.globals = fo.globals; n0.builtins = fo.builtins;
            n0.flags = 0; n0.retReg = <u32>A(pc); n0.retPc = <u32>(pc + 16); n0.frameObj = 0; n0.gen = 0; n0.locals = NULL;
            store<u64>(base, NULL);
            let p = nf + FRAME_HEADER;
            const end = nf + size;
            for (; n > 0; n--, p += 8, args += 8) { store<u64>(p, load<u64>(args)); store<u64>(args, NULL); }
            for (; p < end; p += 8) store<u64>(p, NULL);
            s.frame = <u32>nf;
            f = nf; fp = nf + FRAME_HEADER; pc = co.words; k = co.consts; tb = co.tempBase;
            continue;
          }
        }
        let r = S.callNative(f, fp, pc, base, <i32>C(pc));
        if (r == S.CALL_GENERIC) r = S.callSlow(f, fp, pc, base, <i32>C(pc), NULL);
        if (r == S.CALL_ERROR) break;
        if (r >= S.CALL_SWITCH) {
          if (r == S.CALL_LEAVE) return REENTER;
          f = s.frame; fp = f + FRAME_HEADER; pc = load<u32>(f, FRAME_PC); k = load<u32>(load<u32>(f), CODE_CONSTS); tb = load<u32>(load<u32>(f), CODE_TEMPBASE);
          continue;
        }
        pc += 16;
        continue;
      }
      case O.OP_CALL_KW: {
        const base = fp + B(pc);
        store<u32>(f, <u32>pc, FRAME_PC);
        const r = S.callSlow(f, fp, pc, base, <i32>C(pc), load<u64>(k + (<usize>load<u32>(pc, 8) << 3)));
        if (r == S.CALL_ERROR) break;
        if (r >= S.CALL_SWITCH) {
          if (r == S.CALL_LEAVE) return REENTER;
          f = s.frame; fp = f + FRAME_HEADER; pc = load<u32>(f, FRAME_PC); k = load<u32>(load<u32>(f), CODE_CONSTS); tb = load<u32>(load<u32>(f), CODE_TEMPBASE);
          continue;
        }
        pc += 16;
        continue;
      }
      case O.OP_RETURN_VALUE: {
        const slot = fp + A(pc);
        ret = load<u64>(slot);
        store<u64>(slot, NULL);
        mode = RETURN;
        break;
      }
      case O.OP_RETURN_CONST: {
        ret = load<u64>(k + (<usize>load<u32>(pc, 4) << 3));
        incref(ret);
        mode = RETURN;
        break;
      }
      case O.OP_YIELD_VALUE: {
        const slot = fp + B(pc);
        ret = load<u64>(slot);
        if (B(pc) >= tb) store<u64>(slot, NULL); else incref(ret);
        store<u32>(f, <u32>pc, FRAME_PC);
        if ((changetype<Frame>(f).flags & FRAME_SINK) != 0 && sinkTakes(f, ret)) { set(fp + A(pc), None); pc += 8; continue; }
        mode = YIELD;
        break;
      }
      case O.OP_SEND: {
        const slot = fp + B(pc), it = load<u64>(slot);
        store<u32>(f, <u32>pc, FRAME_PC);
        const sent = fp + C(pc);
        let v = load<u64>(sent);
        if (C(pc) >= tb) store<u64>(sent, NULL); else incref(v);
        if (isPtr(it) && (load<u32>(<Ptr>it, 12) == changetype<u32>(T.generator) || load<u32>(<Ptr>it, 12) == changetype<u32>(T.coroutine))) {
          // steals v
          const g = generatorTryEnter(<Ptr>it, <u32>f, <u32>A(pc), <u32>(pc + 16), <u32>(pc + 16 + (load<i32>(pc, 8) << 3)), v);
          if (g) {
            changetype<Frame>(g).flags |= FRAME_INLINE_GEN;
            f = g; fp = f + FRAME_HEADER; pc = load<u32>(f, FRAME_PC); k = load<u32>(load<u32>(f), CODE_CONSTS); tb = load<u32>(load<u32>(f), CODE_TEMPBASE);
            continue;
          }
          if (s.exc) break;
          // already finished: StopIteration(None)
          store<u64>(slot, NULL); decref(it);
          set(fp + A(pc), None);
          pc += 16 + (load<i32>(pc, 8) << 3);
          continue;
        }
        const r = S.send(it, v);
        decref(v);
        if (r) { set(fp + A(pc), r); pc += 16; continue; }
        if (s.exc) { ret = S.stopIterationValue(); if (!ret) break; } else ret = None;
        store<u64>(slot, NULL); decref(it);
        set(fp + A(pc), ret);
        pc += 16 + (load<i32>(pc, 8) << 3);
        continue;
      }
      // ---- displays
      case O.OP_BUILD_TUPLE: {
        const r = S.buildTuple(fp + B(pc), <i32>C(pc));
        if (!r) { store<u32>(f, <u32>pc, FRAME_PC); break; }
        set(fp + A(pc), r);
        pc += 8;
        continue;
      }
      case O.OP_BUILD_LIST: {
        const r = S.buildList(fp + B(pc), <i32>C(pc));
        if (!r) { store<u32>(f, <u32>pc, FRAME_PC); break; }
        set(fp + A(pc), r);
        pc += 8;
        continue;
      }
      case O.OP_BUILD_STRING: {
        const r = S.buildString(fp + B(pc), <i32>C(pc));
        if (!r) { store<u32>(f, <u32>pc, FRAME_PC); break; }
        set(fp + A(pc), r);
        pc += 8;
        continue;
      }
      case O.OP_LIST_APPEND: {
        if (S.listAppendOp(load<u64>(fp + A(pc)), load<u64>(fp + B(pc))) < 0) { store<u32>(f, <u32>pc, FRAME_PC); break; }
        if (B(pc) >= tb) take(fp + B(pc));
        pc += 8;
        continue;
      }
      case O.OP_SET_ADD: {
        store<u32>(f, <u32>pc, FRAME_PC);
        if (S.setAddOp(load<u64>(fp + A(pc)), load<u64>(fp + B(pc))) < 0) break;
        if (B(pc) >= tb) take(fp + B(pc));
        pc += 8;
        continue;
      }
      case O.OP_MAP_ADD: {
        store<u32>(f, <u32>pc, FRAME_PC);
        if (S.mapAddOp(load<u64>(fp + A(pc)), load<u64>(fp + B(pc)), load<u64>(fp + C(pc))) < 0) break;
        if (B(pc) >= tb) take(fp + B(pc)); if (C(pc) >= tb) take(fp + C(pc));
        pc += 8;
        continue;
      }
      case O.OP_CONVERT_VALUE: {
        store<u32>(f, <u32>pc, FRAME_PC);
        const r = S.convertValue(load<u64>(fp + B(pc)), load<u8>(pc, 1));
        if (!r) break;
        if (B(pc) >= tb) take(fp + B(pc));
        set(fp + A(pc), r);
        pc += 8;
        continue;
      }
      case O.OP_FORMAT_SIMPLE: {
        store<u32>(f, <u32>pc, FRAME_PC);
        const r = S.formatSimple(load<u64>(fp + B(pc)));
        if (!r) break;
        if (B(pc) >= tb) take(fp + B(pc));
        set(fp + A(pc), r);
        pc += 8;
        continue;
      }
      case O.OP_UNPACK_SEQUENCE: {
        store<u32>(f, <u32>pc, FRAME_PC);
        if (S.unpackSequence(load<u64>(fp + A(pc)), fp + B(pc), <i32>C(pc), fp + A(pc)) < 0) break;
        pc += 8;
        continue;
      }
      default: {
        store<u32>(f, <u32>pc, FRAME_PC);
        const r = cold(op, f, pc);
        if (r == COLD_NEXT) { pc += 8 + (O.opWords(op) << 3); continue; }
        if (r == COLD_JUMP) { pc = load<u32>(f, FRAME_PC); continue; }
        if (r == COLD_SWITCH) { f = s.frame; fp = f + FRAME_HEADER; pc = load<u32>(f, FRAME_PC); k = load<u32>(load<u32>(f), CODE_CONSTS); tb = load<u32>(load<u32>(f), CODE_TEMPBASE); continue; }
        if (r == COLD_RETURN) { ret = S.takeResult(); mode = RETURN; break; }
        mode = r == COLD_ERROR_AGAIN ? ERROR_AGAIN : ERROR;
        break;
      }
    }
    // ---- an instruction ended the straight path
    // @trace leave
    if (mode == RETURN) {
      mode = ERROR;
      const fr = changetype<Frame>(f), flags = fr.flags, prev: Ptr = fr.prev, reg: usize = fr.retReg;
      pc = fr.retPc;
      s.frame = <u32>prev;
      s.recursionLeft++;
      if (flags == 0 && fr.frameObj == 0) {
        S.frameClearFast(fr);
        framePop(f);
        f = prev; fp = f + FRAME_HEADER; k = load<u32>(load<u32>(f), CODE_CONSTS); tb = load<u32>(load<u32>(f), CODE_TEMPBASE);
        set(fp + reg, ret);
        continue;
      }
      if (flags & FRAME_GENERATOR) { pc = fr.endPc; generatorFrameDone(fr); }
      else {
        if (fr.frameObj) frameTakeOver(fr);
        else S.frameClearFast(fr);
        framePop(f);
      }
      if (flags & FRAME_ENTRY) return (flags & FRAME_GENERATOR) ? S.generatorReturned(ret) : ret;
      f = prev; fp = f + FRAME_HEADER; k = load<u32>(load<u32>(f), CODE_CONSTS); tb = load<u32>(load<u32>(f), CODE_TEMPBASE);
      if (flags & FRAME_INIT) {
        // the instance waits in the temporary that held the class; it goes to the destination of the CALL
        if (ret != None) { S.initReturned(ret); set(fp + reg, NULL); }
        else {
          const at: Ptr = load<u32>(f, FRAME_PC), o = load<u64>(fp + reg);
          store<u64>(fp + reg, NULL);
          set(fp + A(at), o);
          continue;
        }
      } else if (flags & FRAME_INLINE_GEN) {
        // end of a generator entered by FOR_ITER or SEND: its iterator register is operand b of that instruction
        const at: Ptr = load<u32>(f, FRAME_PC), slot = fp + B(at), it = load<u64>(slot);
        store<u64>(slot, NULL);
        decref(it);
        if (load<u8>(at) == O.OP_SEND) set(fp + reg, ret); else decref(ret);
        continue;
      } else if (flags & FRAME_BINARY) {
        const at: Ptr = load<u32>(f, FRAME_PC);
        if (ret != NotImplemented || load<u8>(at) == O.OP_BINARY_SUBSCR) {
          if (B(at) >= tb) take(fp + B(at)); if (!S.isImmediateOp(load<u8>(at)) && C(at) >= tb) take(fp + C(at));
          set(fp + reg, ret);
          continue;
        }
        S.binaryRefused(fp, at);
      } else { set(fp + reg, ret); continue; }
    } else if (mode == YIELD) {
      mode = ERROR;
      const fr = changetype<Frame>(f), flags = fr.flags, prev: Ptr = fr.prev, reg: usize = fr.retReg;
      pc = fr.retPc;
      s.frame = <u32>prev;
      s.recursionLeft++;
      generatorSuspend(fr);
      if (flags & FRAME_ENTRY) return ret;
      f = prev; fp = f + FRAME_HEADER; k = load<u32>(load<u32>(f), CODE_CONSTS); tb = load<u32>(load<u32>(f), CODE_TEMPBASE);
      set(fp + reg, ret);
      continue;
    }
    if (mode >= BINARY) {
      store<u32>(f, <u32>pc, FRAME_PC);
      const r = mode == BINARY ? S.binary(f, fp, pc, kind) : S.binaryImm(f, fp, pc, kind);
      mode = ERROR;
      if (r == S.CALL_DONE) { pc += 8; continue; }
      if (r == S.CALL_SWITCH) { f = s.frame; fp = f + FRAME_HEADER; pc = load<u32>(f, FRAME_PC); k = load<u32>(load<u32>(f), CODE_CONSTS); tb = load<u32>(load<u32>(f), CODE_TEMPBASE); continue; }
    }
    const again = mode == ERROR_AGAIN;
    mode = ERROR;
    f = unwind(f, !again);
    if (!f) return NULL;
    fp = f + FRAME_HEADER; pc = load<u32>(f, FRAME_PC); k = load<u32>(load<u32>(f), CODE_CONSTS); tb = load<u32>(load<u32>(f), CODE_TEMPBASE);
  }
  return NULL;
}
