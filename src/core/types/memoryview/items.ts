/** Items of typed memory: load and store by format code (native sizes and order: 'l' has 8 bytes, as on 64-bit Linux). Used by memoryview and module _struct. */
import { Ptr, Value, NULL, True, False, float, floatOf, int, isBool, isFloat, isInt, intOf, boolean } from "../../base/value";
import { T } from "../../../generated/core/types";
import { decref } from "../../refcount/count";
import { errClear, errOccurred, raise, raiseFmt } from "../../objects/errors";
import { isTrue, numberIndex } from "../../objects/abstract";
import { typeOf } from "../../objects/typeof";
import { fitsI64, intFromI64, intFromU64, intSign, intAsU64, smallValue } from "../int/core";
import { floatFromValue, number } from "../float/core";
import { bytesData, bytesFromPtr, bytesLen, isBytes } from "../bytes/core";

/** Bytes of an item; 0: unknown format. */
export function itemSize(f: u32): i32 {
  switch (f) {
    case 99: case 98: case 66: case 63: return 1; // c b B ?
    case 104: case 72: case 101: return 2; // h H e
    case 105: case 73: case 102: return 4; // i I f
    case 108: case 76: case 113: case 81: case 110: case 78: case 100: return 8; // l L q Q n N d
    case 80: return 8; // P
  }
  return 0;
}
export function halfToDouble(h: u32): f64 {
  const sign: f64 = h & 0x8000 ? -1 : 1, e = <i32>(h >> 10 & 31), f = <f64>(h & 1023);
  if (e == 31) return f != 0 ? NaN : sign * Infinity;
  if (e == 0) return sign * f * reinterpret<f64>((<u64>(1023 - 24)) << 52);
  return sign * (1024 + f) * reinterpret<f64>(<u64>(1023 + e - 25) << 52);
}
/** The half-precision bits nearest to d (ties to even), or -1 if d is too large. */
export function doubleToHalf(d: f64): i32 {
  const bits = reinterpret<u64>(d), sign = <i32>(bits >> 48 & 0x8000);
  if (d != d) return sign | 0x7E00;
  const a = Math.abs(d);
  if (a == Infinity) return sign | 0x7C00;
  if (a >= 65520) return -1;
  if (a < reinterpret<f64>(<u64>(1023 - 14) << 52)) return sign | <i32>nearest<f64>(a * 16777216);
  const e = <i32>(reinterpret<u64>(a) >> 52) - 1023, m = nearest<f64>(a * reinterpret<f64>(<u64>(1023 + 10 - e) << 52)); // 1024 … 2048
  return sign | (((e + 15) << 10) + (<i32>m - 1024));
}
export function itemLoad(f: u32, p: Ptr): Value {
  switch (f) {
    case 99: return bytesFromPtr(p, 1);
    case 98: return int(load<i8>(p));
    case 66: return int(load<u8>(p));
    case 63: return boolean(load<u8>(p) != 0);
    case 104: return int(load<i16>(p));
    case 72: return int(load<u16>(p));
    case 105: return int(load<i32>(p));
    case 73: return int(load<u32>(p));
    case 108: case 113: case 110: return intFromI64(load<i64>(p));
    case 76: case 81: case 78: case 80: return intFromU64(load<u64>(p));
    case 101: return float(halfToDouble(load<u16>(p)));
    case 102: return float(<f64>load<f32>(p));
    case 100: return float(load<f64>(p));
  }
  return raise(T.NotImplementedError, "memoryview: format not supported");
}
/** The integer v as 64 bits: signed in [-2**63, 2**64). Results in i64Value; i64State 0 fits i64, 1 fits only u64, -1 too large either way, -2 an exception is set. */
export let i64Value: i64 = 0;
export let i64State: i32 = 0;
export function integerBits(v: Value): void {
  if (isInt(v)) { i64Value = intOf(v); i64State = 0; return; }
  if (isBool(v)) { i64Value = <i64>(v == True); i64State = 0; return; }
  if (!typeOf(v).nb_index) { raiseFmt(T.TypeError, "'%T' object cannot be interpreted as an integer", v); i64State = -2; return; }
  const i = numberIndex(v);
  if (!i) { i64State = -2; return; }
  if (isInt(i)) { i64Value = intOf(i); i64State = 0; return; }
  if (fitsI64(i)) { i64State = 0; i64Value = smallValue; }
  else if (intSign(i) < 0) i64State = -1;
  else {
    const u = intAsU64(i);
    if (u == ~(<u64>0) && errOccurred()) { errClear(); i64State = -1; } else { i64State = 1; i64Value = <i64>u; }
  }
  decref(i);
}
/** Stores v as an item; 0, -1 with an exception set, -2 out of range (no exception). */
export function itemStore(f: u32, p: Ptr, v: Value): i32 {
  switch (f) {
    case 63: { const t = isTrue(v); if (t < 0) return -1; store<u8>(p, <u8>t); return 0; }
    case 99:
      if (!isBytes(v)) { raiseFmt(T.TypeError, "memoryview: invalid type for format 'c'"); return -1; }
      if (bytesLen(v) != 1) return -2;
      store<u8>(p, load<u8>(bytesData(v)));
      return 0;
    case 101: case 102: case 100: {
      if (!floatFromValue(v)) return -1;
      const d = number;
      if (f == 100) store<f64>(p, d);
      else if (f == 102) store<f32>(p, <f32>d);
      else {
        const h = doubleToHalf(d);
        if (h < 0) { raise(T.OverflowError, "float too large to pack with e format"); return -1; }
        store<u16>(p, <u16>h);
      }
      return 0;
    }
  }
  integerBits(v);
  if (i64State == -2) return -1;
  const i = i64Value, s = i64State;
  if (s == -1) return -2;
  switch (f) {
    case 98: if (s || i < -128 || i > 127) return -2; store<i8>(p, <i8>i); return 0;
    case 66: if (s || i < 0 || i > 255) return -2; store<u8>(p, <u8>i); return 0;
    case 104: if (s || i < -32768 || i > 32767) return -2; store<i16>(p, <i16>i); return 0;
    case 72: if (s || i < 0 || i > 65535) return -2; store<u16>(p, <u16>i); return 0;
    case 105: if (s || i < i32.MIN_VALUE || i > i32.MAX_VALUE) return -2; store<i32>(p, <i32>i); return 0;
    case 73: if (s || i < 0 || i > 0xFFFFFFFF) return -2; store<u32>(p, <u32>i); return 0;
    case 108: case 113: case 110: if (s) return -2; store<i64>(p, i); return 0;
    case 76: case 81: case 78: case 80: if (!s && i < 0) return -2; store<i64>(p, i); return 0;
  }
  raise(T.NotImplementedError, "memoryview: format not supported");
  return -1;
}
