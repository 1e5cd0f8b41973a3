/**
 * The two ways of boxing a double in a 64-bit word, in one source: `--use RAW=1` keeps the bits of a double as they are and puts all else into the NaNs' space, `--use RAW=0` adds
 * 2 << 48 to them, so that the word 0 is free. Both are complete NaN-boxings with 50-bit integers; the loops below are the same text.
 */
// @ts-ignore: decorator
@inline const NULL: u64 = RAW ? 0xFFF9_0000_0000_0000 : 0;
// @ts-ignore: decorator
@inline const OFFSET: u64 = RAW ? 0 : 0x0002_0000_0000_0000;
// @ts-ignore: decorator
@inline const INT_BIAS: u64 = 0xFFFE_0000_0000_0000;
// @ts-ignore: decorator
@inline const INT_TAG: u64 = 0xFFFC_0000_0000_0000;

// @ts-ignore: decorator
@inline function isFloat(v: u64): bool { return RAW ? v <= 0xFFF8_0000_0000_0000 : v - OFFSET <= 0xFFF8_0000_0000_0000; }
// @ts-ignore: decorator
@inline function isPtr(v: u64): bool { return RAW ? v >> 48 == 0xFFFA : v - 1 < 0xFFFF_FFFF; }
// @ts-ignore: decorator
@inline function fromPtr(p: usize): u64 { return RAW ? (0xFFFA_0000_0000_0000 | <u64>p) : <u64>p; }
// @ts-ignore: decorator
@inline function bothInt(a: u64, b: u64): bool { return (a & b) >= INT_TAG; }
// @ts-ignore: decorator
@inline function floatOf(v: u64): f64 { return reinterpret<f64>(v - OFFSET); }
// @ts-ignore: decorator
@inline function float(d: f64): u64 { return (d == d ? reinterpret<u64>(d) : 0x7FF8_0000_0000_0000) + OFFSET; }
// @ts-ignore: decorator
@inline function int(i: i64): u64 { return <u64>i + INT_BIAS; }
// @ts-ignore: decorator
@inline function intOf(v: u64): i64 { return <i64>(v - INT_BIAS); }

const REGISTERS: usize = 4096;
const CODE: usize = 8192;
const LIST: usize = 65536;
const ITEMS: i32 = 20000;
const FRAMES: usize = 524288;

enum Op { ADD, SUB, MUL, XOR, ADD_I, LESS_JUMP, HALT }

let at: usize = CODE;
function emit(op: Op, a: u32, b: u32, c: u32): void { store<u64>(at, <u64>op | <u64>(a * 8) << 16 | <u64>(b * 8) << 32 | <u64>c << 48); at += 8; }
// @ts-ignore: decorator
@inline function get(offset: u64): u64 { return load<u64>(REGISTERS + <usize>offset); }

/** A register interpreter as the core's: integers first, then floats. */
function run(): u64 {
  let pc: usize = CODE;
  while (true) {
    const w = load<u64>(pc);
    pc += 8;
    const d = REGISTERS + <usize>(w >> 16 & 0xFFFF);
    switch (<u32>w & 0xFF) {
      case Op.ADD: {
        const a = get(w >> 32 & 0xFFFF), b = get(w >> 48);
        if (bothInt(a, b)) { const r = a + b - INT_BIAS; if (r >= INT_TAG) { store<u64>(d, r); continue; } unreachable(); }
        if (isFloat(a) && isFloat(b)) { store<u64>(d, float(floatOf(a) + floatOf(b))); continue; }
        unreachable();
      }
      case Op.SUB: {
        const a = get(w >> 32 & 0xFFFF), b = get(w >> 48);
        if (bothInt(a, b)) { const r = a - b + INT_BIAS; if (r >= INT_TAG) { store<u64>(d, r); continue; } unreachable(); }
        if (isFloat(a) && isFloat(b)) { store<u64>(d, float(floatOf(a) - floatOf(b))); continue; }
        unreachable();
      }
      case Op.MUL: {
        const a = get(w >> 32 & 0xFFFF), b = get(w >> 48);
        if (bothInt(a, b)) { store<u64>(d, int(intOf(a) * intOf(b))); continue; }
        if (isFloat(a) && isFloat(b)) { store<u64>(d, float(floatOf(a) * floatOf(b))); continue; }
        unreachable();
      }
      case Op.XOR: {
        const a = get(w >> 32 & 0xFFFF), b = get(w >> 48);
        if (bothInt(a, b)) { store<u64>(d, int(intOf(a) ^ intOf(b))); continue; }
        unreachable();
      }
      case Op.ADD_I: {
        const a = get(w >> 32 & 0xFFFF);
        if (a >= INT_TAG) { store<u64>(d, a + (w >> 48)); continue; }
        unreachable();
      }
      case Op.LESS_JUMP: {
        const a = load<u64>(d), b = get(w >> 32 & 0xFFFF);
        if (bothInt(a, b)) { if (a < b) pc -= <usize>(w >> 48) << 3; continue; }
        unreachable();
      }
      default: return load<u64>(d);
    }
  }
}

/** x = x·k1 + y·k2; y = y − x·k3; s = s + x·y, n times: eight float operations and the loop. */
export function floatsPrepare(n: i32): void {
  at = CODE;
  const first: f64[] = [0.5, 1.5, 0.0, 0.999, 0.001, 0.0005];
  for (let i = 0; i < 6; i++) store<u64>(REGISTERS + (<usize>i << 3), float(first[i]));
  store<u64>(REGISTERS + 64, int(0));
  store<u64>(REGISTERS + 72, int(n));
  emit(Op.MUL, 0, 0, 3 * 8); emit(Op.MUL, 6, 1, 4 * 8); emit(Op.ADD, 0, 0, 6 * 8);
  emit(Op.MUL, 6, 0, 5 * 8); emit(Op.SUB, 1, 1, 6 * 8); emit(Op.MUL, 6, 0, 1 * 8); emit(Op.ADD, 2, 2, 6 * 8);
  emit(Op.ADD_I, 8, 8, 1); emit(Op.LESS_JUMP, 8, 9, 9); emit(Op.HALT, 2, 0, 0);
}
/** s = (s ^ i) + i − j·3 …: six integer operations and the loop. */
export function intsPrepare(n: i32): void {
  at = CODE;
  for (let i = 0; i < 8; i++) store<u64>(REGISTERS + (<usize>i << 3), int(i));
  store<u64>(REGISTERS + 64, int(0));
  store<u64>(REGISTERS + 72, int(n));
  emit(Op.XOR, 0, 0, 8 * 8); emit(Op.ADD, 1, 0, 8 * 8); emit(Op.SUB, 1, 1, 0 * 8); emit(Op.MUL, 2, 1, 3 * 8);
  emit(Op.SUB, 4, 2, 1 * 8); emit(Op.ADD, 5, 4, 8 * 8);
  emit(Op.ADD_I, 8, 8, 1); emit(Op.LESS_JUMP, 8, 9, 8); emit(Op.HALT, 5, 0, 0);
}
export function interpret(): f64 { const v = run(); return isFloat(v) ? floatOf(v) : <f64>intOf(v); }

/** sum() of a list of floats, of a list of integers: what native loops pay. */
export function listPrepare(floats: i32): void {
  for (let i = 0; i < ITEMS; i++) store<u64>(LIST + (<usize>i << 3), floats ? float(<f64>i * 0.5) : int(i));
}
export function listSum(): f64 {
  let total = load<u64>(LIST);
  for (let i = 1; i < ITEMS; i++) {
    const v = load<u64>(LIST + (<usize>i << 3));
    if (bothInt(total, v)) total = total + v - INT_BIAS;
    else if (isFloat(total) && isFloat(v)) total = float(floatOf(total) + floatOf(v));
    else unreachable();
  }
  return isFloat(total) ? floatOf(total) : <f64>intOf(total);
}

/** A call's frame: 24 registers become NULL, four are set, at the end those that hold pointers are looked for. */
export function frames(n: i32): i32 {
  let found = 0;
  for (let k = 0; k < n; k++) {
    const f = FRAMES + (<usize>(k & 255) << 8);
    if (RAW) for (let i: usize = 0; i < 192; i += 8) store<u64>(f + i, NULL); else memory.fill(f, 0, 192);
    store<u64>(f, fromPtr(FRAMES)); store<u64>(f + 8, int(k)); store<u64>(f + 16, float(0.5)); store<u64>(f + 24, fromPtr(f));
    for (let i: usize = 0; i < 192; i += 8) if (isPtr(load<u64>(f + i))) found++;
  }
  return found;
}
