/**
 * Values: NaN-boxed 64-bit words.
 *
 *   0x0000_0000_0000_0000            NULL: never a Python value. Returned: "an exception is set". In a slot: "unbound".
 *   0x0000_0000_aaaa_aaaa            pointer to an object (32-bit address, 16-byte aligned, never 0)
 *   0x0001_0000_0000_00kk            immediates: None, False, True, Ellipsis, NotImplemented, MOVED
 *   0x0002_0000_0000_0000 … 0xFFFA_0000_0000_0000   doubles: the bits plus 2 << 48 (NaNs canonical)
 *   0xFFFC_0000_0000_0000 … 0xFFFF_FFFF_FFFF_FFFF   integers of 50 bits, biased from 0xFFFE << 48
 *
 * Doubles are offset (unlike decision 2 of the architecture, docs/decisions/0001) so that zeroed memory is NULL and a pointer is its own
 * Value. Invariant: an int that fits 50 bits is always an immediate, never a heap int; a float of exact type float is always immediate; a NaN
 * is always NAN_BITS.
 */
export type Value = u64;
/** Address in linear memory. */
export type Ptr = usize;

// @ts-ignore: decorator
@inline export const NULL: Value = 0;
// @ts-ignore: decorator
@inline export const None: Value = 0x0001_0000_0000_0001;
// @ts-ignore: decorator
@inline export const False: Value = 0x0001_0000_0000_0002;
// @ts-ignore: decorator
@inline export const True: Value = 0x0001_0000_0000_0003;
// @ts-ignore: decorator
@inline export const Ellipsis: Value = 0x0001_0000_0000_0004;
// @ts-ignore: decorator
@inline export const NotImplemented: Value = 0x0001_0000_0000_0005;
/** Marks the slots of a table that has been replaced. Never a Python value. */
// @ts-ignore: decorator
@inline export const MOVED: Value = 0x0001_0000_0000_0006;

// @ts-ignore: decorator
@inline export const DOUBLE_OFFSET: u64 = 0x0002_0000_0000_0000;
// @ts-ignore: decorator
@inline export const INT_BIAS: u64 = 0xFFFE_0000_0000_0000;
// @ts-ignore: decorator
@inline export const INT_TAG: u64 = 0xFFFC_0000_0000_0000;
// @ts-ignore: decorator
@inline export const INT_MIN: i64 = -(1 << 49);
// @ts-ignore: decorator
@inline export const INT_MAX: i64 = (1 << 49) - 1;
// @ts-ignore: decorator
@inline export const NAN_BITS: u64 = 0x7FF8_0000_0000_0000;

/** A pointer to a heap object (not NULL, not an immediate). */
// @ts-ignore: decorator
@inline export function isPtr(v: Value): bool { return v - 1 < 0xFFFF_FFFF; }
/** A small integer: an immediate of exact type int. */
// @ts-ignore: decorator
@inline export function isInt(v: Value): bool { return v >= INT_TAG; }
// @ts-ignore: decorator
@inline export function bothInt(a: Value, b: Value): bool { return (a & b) >= INT_TAG; }
/** An immediate of exact type float. */
// @ts-ignore: decorator
@inline export function isFloat(v: Value): bool { return v - DOUBLE_OFFSET <= 0xFFF8_0000_0000_0000; }
// @ts-ignore: decorator
@inline export function isBool(v: Value): bool { return (v & ~1) == False; }

// @ts-ignore: decorator
@inline export function boolean(b: bool): Value { return False + <u64>b; }
/** The small integer's value; v must be isInt. */
// @ts-ignore: decorator
@inline export function intOf(v: Value): i64 { return <i64>(v - INT_BIAS); }
/** Boxes an integer that is known to fit 50 bits (any i32, u32, length, index). */
// @ts-ignore: decorator
@inline export function int(i: i64): Value { return <u64>i + INT_BIAS; }
// @ts-ignore: decorator
@inline export function fitsInt(i: i64): bool { return <u64>(i - INT_MIN) <= <u64>(INT_MAX - INT_MIN); }
// @ts-ignore: decorator
@inline export function floatOf(v: Value): f64 { return reinterpret<f64>(v - DOUBLE_OFFSET); }
/** Boxes a double; NaNs become the canonical one. */
// @ts-ignore: decorator
@inline export function float(d: f64): Value { return (d == d ? reinterpret<u64>(d) : NAN_BITS) + DOUBLE_OFFSET; }
// @ts-ignore: decorator
@inline export function ptrOf(v: Value): Ptr { return <Ptr>v; }
/** The Value of an object's address. */
// @ts-ignore: decorator
@inline export function fromPtr(p: Ptr): Value { return <Value>p; }
