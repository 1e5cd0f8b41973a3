/**
 * Number protocol: binary operators with the rule of the reflected operand (a subclass on the right that overrides goes first), in-place forms, unary operators,
 * conversions. CPython: Objects/abstract.c (binary_op1, ternary_op, PyNumber_*). Small ints and floats are done here, without a call through a slot.
 */
import * as O from "../../generated/core/opcodes";
import { Ptr, Value, NULL, None, NotImplemented, isInt, isFloat, isPtr, intOf, floatOf, int, float, bothInt, fitsInt } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import {
  T, TypeObject, TF_LONG_SUBCLASS, TF_FLOAT_SUBCLASS, TF_UNICODE_SUBCLASS, TF_BYTES_SUBCLASS, TF_BYTEARRAY_SUBCLASS, call_sq_concat, call_sq_repeat, call_sq_inplace_concat, call_sq_inplace_repeat,
  call_nb_negative, call_nb_positive, call_nb_invert, call_nb_absolute, call_nb_int, call_nb_float, call_nb_index, call_nb_power, call_nb_inplace_power,
  SLOT_nb_add, SLOT_nb_subtract, SLOT_nb_multiply, SLOT_nb_true_divide, SLOT_nb_floor_divide, SLOT_nb_remainder, SLOT_nb_divmod, SLOT_nb_lshift, SLOT_nb_rshift, SLOT_nb_and, SLOT_nb_or, SLOT_nb_xor, SLOT_nb_matrix_multiply, SLOT_nb_inplace_add, SLOT_nb_inplace_subtract, SLOT_nb_inplace_multiply, SLOT_nb_inplace_true_divide, SLOT_nb_inplace_floor_divide, SLOT_nb_inplace_remainder, SLOT_nb_inplace_lshift, SLOT_nb_inplace_rshift, SLOT_nb_inplace_and, SLOT_nb_inplace_or, SLOT_nb_inplace_xor, SLOT_nb_inplace_matrix_multiply,
  SLOT_nb_power,
} from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { raise, raiseFmt, raiseNoMemory, errOccurred } from "./errors";
import { typeOf, isExact } from "./typeof";
import { strFromLiteral, strEqLiteral } from "../types/str/core";
import { typeIsSubtype } from "./type-static";
import { indexAsSsize, indexFits64, numberIndex } from "./abstract-index";
import { length } from "./abstract";
import { call1 } from "./call";
import { intFromI64, intAsDouble, doubleValue, intExact } from "../types/int/core";
import { BuiltinObject, MethodDef } from "./method-def";

export { numberIndex } from "./abstract-index";

/** The slot pair rule: tries both operands; NotImplemented if neither can. */
function binaryOp1(a: Value, b: Value, off: usize): Value {
  const ta = typeOf(a), tb = typeOf(b);
  const fa = load<u32>(changetype<Ptr>(ta) + off);
  let fb: u32 = 0;
  if (ta != tb) { fb = load<u32>(changetype<Ptr>(tb) + off); if (fb == fa) fb = 0; }
  if (fa) {
    if (fb && typeIsSubtype(tb, ta)) {
      const r = call_indirect<Value>(fb, a, b);
      if (r != NotImplemented) return r;
      fb = 0;
    }
    const r = call_indirect<Value>(fa, a, b);
    if (r != NotImplemented) return r;
  }
  if (fb) return call_indirect<Value>(fb, a, b);
  return NotImplemented;
}
function unsupported(a: Value, b: Value, op: string): Value {
  if (op == ">>" && isExact(a, T.builtin_function_or_method) && strEqLiteral(changetype<MethodDef>(as<BuiltinObject>(a).def).name, "print"))
    return raiseFmt(T.TypeError, "unsupported operand type(s) for >>: '%T' and '%T'. Did you mean \"print(<message>, file=<output_stream>)\"?", a, b);
  const o = strFromLiteral(op);
  raiseFmt(T.TypeError, "unsupported operand type(s) for %U: '%T' and '%T'", o, a, b);
  decref(o);
  return NULL;
}
/** TypeError for the operands of instruction `op` (an opcode), in place or not. */
export function raiseUnsupported(a: Value, b: Value, op: u8, inplace: bool): void {
  let text: string;
  switch (op) {
    case O.OP_ADD: case O.OP_ADD_I: text = inplace ? "+=" : "+"; break;
    case O.OP_SUB: case O.OP_SUB_I: text = inplace ? "-=" : "-"; break;
    case O.OP_MUL: case O.OP_MUL_I: text = inplace ? "*=" : "*"; break;
    case O.OP_TRUEDIV: text = inplace ? "/=" : "/"; break;
    case O.OP_FLOORDIV: case O.OP_FLOORDIV_I: text = inplace ? "//=" : "//"; break;
    case O.OP_MOD: case O.OP_MOD_I: text = inplace ? "%=" : "%"; break;
    case O.OP_AND: case O.OP_AND_I: text = inplace ? "&=" : "&"; break;
    case O.OP_OR: text = inplace ? "|=" : "|"; break;
    case O.OP_XOR: text = inplace ? "^=" : "^"; break;
    default: text = inplace ? "@=" : "@"; break;
  }
  unsupported(a, b, text);
}
/** a OP b for any binary number slot; `op` is for the error text. */
export function binaryOp(a: Value, b: Value, off: usize, op: string): Value {
  const r = binaryOp1(a, b, off);
  return r == NotImplemented ? unsupported(a, b, op) : r;
}
function inPlaceOp1(a: Value, b: Value, inplace: usize, off: usize): Value {
  const f = load<u32>(changetype<Ptr>(typeOf(a)) + inplace);
  if (f) {
    const r = call_indirect<Value>(f, a, b);
    if (r != NotImplemented) return r;
  }
  return binaryOp1(a, b, off);
}
function inPlaceOp(a: Value, b: Value, inplace: usize, off: usize, op: string): Value {
  const r = inPlaceOp1(a, b, inplace, off);
  return r == NotImplemented ? unsupported(a, b, op) : r;
}
// @ts-ignore: decorator
@inline function fromI64(n: i64): Value { return fitsInt(n) ? int(n) : intFromI64(n); }

export function numberAdd(a: Value, b: Value): Value {
  if (bothInt(a, b)) return fromI64(intOf(a) + intOf(b));
  if (isFloat(a)) { if (isFloat(b)) return float(floatOf(a) + floatOf(b)); if (isInt(b)) return float(floatOf(a) + <f64>intOf(b)); }
  const r = binaryOp1(a, b, SLOT_nb_add);
  if (r != NotImplemented) return r;
  const t = typeOf(a);
  if (t.sq_concat) return call_sq_concat(t, a, b);
  return unsupported(a, b, "+");
}
export function numberSubtract(a: Value, b: Value): Value {
  if (bothInt(a, b)) return fromI64(intOf(a) - intOf(b));
  if (isFloat(a)) { if (isFloat(b)) return float(floatOf(a) - floatOf(b)); if (isInt(b)) return float(floatOf(a) - <f64>intOf(b)); }
  return binaryOp(a, b, SLOT_nb_subtract, "-");
}
function repeat(f: u32, seq: Value, n: Value): Value {
  if (!isInt(n) && !typeOf(n).nb_index) return raiseFmt(T.TypeError, "can't multiply sequence by non-int of type '%T'", n);
  const i = indexAsSsize(n);
  if (i == -1 && errOccurred()) return NULL;
  if (i == i32.MAX_VALUE) { // clamped: more than can be (lengths have 32 bits, indices 64)
    if (!indexFits64(n)) return NULL;
    const size = length(seq);
    if (size) return size < 0 ? NULL : raiseNoMemory();
  } else if (i == i32.MIN_VALUE && !indexFits64(n)) return NULL;
  return call_indirect<Value>(f, seq, i);
}
export function numberMultiply(a: Value, b: Value): Value {
  if (bothInt(a, b)) {
    const x = intOf(a), y = intOf(b);
    if (abs(<f64>x * <f64>y) < 9.2e18) return fromI64(x * y);
  } else if (isFloat(a)) { if (isFloat(b)) return float(floatOf(a) * floatOf(b)); if (isInt(b)) return float(floatOf(a) * <f64>intOf(b)); }
  const r = binaryOp1(a, b, SLOT_nb_multiply);
  if (r != NotImplemented) return r;
  const ta = typeOf(a), tb = typeOf(b);
  if (ta.sq_repeat) return repeat(ta.sq_repeat, a, b);
  if (tb.sq_repeat) return repeat(tb.sq_repeat, b, a);
  return unsupported(a, b, "*");
}
export function inPlaceAdd(a: Value, b: Value): Value {
  if (bothInt(a, b) || isFloat(a)) return numberAdd(a, b);
  const r = inPlaceOp1(a, b, SLOT_nb_inplace_add, SLOT_nb_add);
  if (r != NotImplemented) return r;
  const t = typeOf(a);
  if (t.sq_inplace_concat) return call_sq_inplace_concat(t, a, b);
  if (t.sq_concat) return call_sq_concat(t, a, b);
  return unsupported(a, b, "+=");
}
export function inPlaceMultiply(a: Value, b: Value): Value {
  if (bothInt(a, b) || isFloat(a)) return numberMultiply(a, b);
  const r = inPlaceOp1(a, b, SLOT_nb_inplace_multiply, SLOT_nb_multiply);
  if (r != NotImplemented) return r;
  const ta = typeOf(a), tb = typeOf(b);
  if (ta.sq_inplace_repeat) return repeat(ta.sq_inplace_repeat, a, b);
  if (ta.sq_repeat) return repeat(ta.sq_repeat, a, b);
  if (tb.sq_repeat) return repeat(tb.sq_repeat, b, a);
  return unsupported(a, b, "*=");
}
export function inPlaceSubtract(a: Value, b: Value): Value {
  if (bothInt(a, b) || isFloat(a)) return numberSubtract(a, b);
  return inPlaceOp(a, b, SLOT_nb_inplace_subtract, SLOT_nb_subtract, "-=");
}
export function numberTrueDivide(a: Value, b: Value): Value { return binaryOp(a, b, SLOT_nb_true_divide, "/"); }
export function inPlaceTrueDivide(a: Value, b: Value): Value { return inPlaceOp(a, b, SLOT_nb_inplace_true_divide, SLOT_nb_true_divide, "/="); }
export function numberFloorDivide(a: Value, b: Value): Value { return binaryOp(a, b, SLOT_nb_floor_divide, "//"); }
export function inPlaceFloorDivide(a: Value, b: Value): Value { return inPlaceOp(a, b, SLOT_nb_inplace_floor_divide, SLOT_nb_floor_divide, "//="); }
export function numberRemainder(a: Value, b: Value): Value { return binaryOp(a, b, SLOT_nb_remainder, "%"); }
export function inPlaceRemainder(a: Value, b: Value): Value { return inPlaceOp(a, b, SLOT_nb_inplace_remainder, SLOT_nb_remainder, "%="); }
export function numberLshift(a: Value, b: Value): Value { return binaryOp(a, b, SLOT_nb_lshift, "<<"); }
export function inPlaceLshift(a: Value, b: Value): Value { return inPlaceOp(a, b, SLOT_nb_inplace_lshift, SLOT_nb_lshift, "<<="); }
export function numberRshift(a: Value, b: Value): Value { return binaryOp(a, b, SLOT_nb_rshift, ">>"); }
export function inPlaceRshift(a: Value, b: Value): Value { return inPlaceOp(a, b, SLOT_nb_inplace_rshift, SLOT_nb_rshift, ">>="); }
export function numberAnd(a: Value, b: Value): Value { if (bothInt(a, b)) return int(intOf(a) & intOf(b)); return binaryOp(a, b, SLOT_nb_and, "&"); }
export function inPlaceAnd(a: Value, b: Value): Value { if (bothInt(a, b)) return int(intOf(a) & intOf(b)); return inPlaceOp(a, b, SLOT_nb_inplace_and, SLOT_nb_and, "&="); }
export function numberOr(a: Value, b: Value): Value { if (bothInt(a, b)) return int(intOf(a) | intOf(b)); return binaryOp(a, b, SLOT_nb_or, "|"); }
export function inPlaceOr(a: Value, b: Value): Value { if (bothInt(a, b)) return int(intOf(a) | intOf(b)); return inPlaceOp(a, b, SLOT_nb_inplace_or, SLOT_nb_or, "|="); }
export function numberXor(a: Value, b: Value): Value { if (bothInt(a, b)) return int(intOf(a) ^ intOf(b)); return binaryOp(a, b, SLOT_nb_xor, "^"); }
export function inPlaceXor(a: Value, b: Value): Value { if (bothInt(a, b)) return int(intOf(a) ^ intOf(b)); return inPlaceOp(a, b, SLOT_nb_inplace_xor, SLOT_nb_xor, "^="); }
export function numberMatMul(a: Value, b: Value): Value { return binaryOp(a, b, SLOT_nb_matrix_multiply, "@"); }
export function inPlaceMatMul(a: Value, b: Value): Value { return inPlaceOp(a, b, SLOT_nb_inplace_matrix_multiply, SLOT_nb_matrix_multiply, "@="); }
export function numberDivmod(a: Value, b: Value): Value { return binaryOp(a, b, SLOT_nb_divmod, "divmod()"); }

// ---- power ------------------------------------------------------------------------------------------------------------------------
function ternaryOp(a: Value, b: Value, c: Value): Value {
  const ta = typeOf(a), tb = typeOf(b);
  const fa = ta.nb_power;
  let fb: u32 = 0;
  if (ta != tb) { fb = tb.nb_power; if (fb == fa) fb = 0; }
  if (fa) {
    if (fb && typeIsSubtype(tb, ta)) {
      const r = call_indirect<Value>(fb, a, b, c);
      if (r != NotImplemented) return r;
      fb = 0;
    }
    const r = call_indirect<Value>(fa, a, b, c);
    if (r != NotImplemented) return r;
  }
  if (fb) {
    const r = call_indirect<Value>(fb, a, b, c);
    if (r != NotImplemented) return r;
  }
  const fc = typeOf(c).nb_power;
  if (fc && fc != fa && fc != fb) return call_indirect<Value>(fc, a, b, c);
  return NotImplemented;
}
/** pow(a, b, c); c None for a ** b. */
export function numberPower(a: Value, b: Value, c: Value): Value {
  const r = ternaryOp(a, b, c ? c : None);
  if (r != NotImplemented) return r;
  if (!c || c == None) return raiseFmt(T.TypeError, "unsupported operand type(s) for ** or pow(): '%T' and '%T'", a, b);
  return raiseFmt(T.TypeError, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", a, b, c);
}
export function inPlacePower(a: Value, b: Value, c: Value): Value {
  const t = typeOf(a);
  if (t.nb_inplace_power) {
    const r = call_nb_inplace_power(t, a, b, c ? c : None);
    if (r != NotImplemented) return r;
  }
  const r = ternaryOp(a, b, c ? c : None);
  return r != NotImplemented ? r : raiseFmt(T.TypeError, "unsupported operand type(s) for **=: '%T' and '%T'", a, b);
}

// ---- unary ------------------------------------------------------------------------------------------------------------------------
export function numberNegative(v: Value): Value {
  if (isInt(v)) return fromI64(-intOf(v));
  if (isFloat(v)) return float(-floatOf(v));
  const t = typeOf(v);
  return t.nb_negative ? call_nb_negative(t, v) : raiseFmt(T.TypeError, "bad operand type for unary -: '%T'", v);
}
export function numberPositive(v: Value): Value {
  if (isInt(v) || isFloat(v)) return v;
  const t = typeOf(v);
  return t.nb_positive ? call_nb_positive(t, v) : raiseFmt(T.TypeError, "bad operand type for unary +: '%T'", v);
}
export function numberInvert(v: Value): Value {
  if (isInt(v)) return int(~intOf(v));
  const t = typeOf(v);
  return t.nb_invert ? call_nb_invert(t, v) : raiseFmt(T.TypeError, "bad operand type for unary ~: '%T'", v);
}
export function numberAbsolute(v: Value): Value {
  if (isInt(v)) { const n = intOf(v); return fromI64(n < 0 ? -n : n); }
  const t = typeOf(v);
  return t.nb_absolute ? call_nb_absolute(t, v) : raiseFmt(T.TypeError, "bad operand type for abs(): '%T'", v);
}
export function numberCheck(v: Value): bool { const t = typeOf(v); return t.nb_index != 0 || t.nb_int != 0 || t.nb_float != 0 || t == T.complex; }
export function indexCheck(v: Value): bool { return isInt(v) || typeOf(v).nb_index != 0; }

// ---- conversions --------------------------------------------------------------------------------------------------------------------
/** int(v) for what is no text: by __int__, __index__. Texts (str, bytes, bytearray) go to int's own __new__. */
export function numberLong(v: Value): Value {
  if (isInt(v) || isExact(v, T.int)) return newRef(v);
  const t = typeOf(v);
  if (t.nb_int) {
    const r = call_nb_int(t, v);
    if (!r || isInt(r) || isExact(r, T.int)) return r;
    if (!(typeOf(r).tp_flags & TF_LONG_SUBCLASS)) { raiseFmt(T.TypeError, "__int__ returned non-int (type %T)", r); decref(r); return NULL; }
    const x = intExact(r);
    decref(r);
    return x;
  }
  if (t.nb_index) {
    const r = numberIndex(v);
    if (!r || isInt(r) || isExact(r, T.int)) return r;
    const x = intExact(r);
    decref(r);
    return x;
  }
  if (t.tp_flags & (TF_UNICODE_SUBCLASS | TF_BYTES_SUBCLASS | TF_BYTEARRAY_SUBCLASS)) return call1(toValue(T.int), v);
  return raiseFmt(T.TypeError, "int() argument must be a string, a bytes-like object or a real number, not '%T'", v);
}
/** float(v) for what is no text. */
export function numberFloat(v: Value): Value {
  if (isFloat(v)) return v;
  if (isInt(v)) return float(<f64>intOf(v));
  const t = typeOf(v);
  if (t.nb_float) {
    const r = call_nb_float(t, v);
    if (!r || isFloat(r)) return r;
    if (!(typeOf(r).tp_flags & TF_FLOAT_SUBCLASS)) { raiseFmt(T.TypeError, "%T.__float__() returned non-float (type %T)", v, r); decref(r); return NULL; }
    const x = call_nb_float(T.float, r);
    decref(r);
    return x;
  }
  if (t.nb_index) {
    const i = numberIndex(v);
    if (!i) return NULL;
    const ok = intAsDouble(i);
    decref(i);
    return ok ? float(doubleValue) : NULL;
  }
  if (t.tp_flags & (TF_UNICODE_SUBCLASS | TF_BYTES_SUBCLASS | TF_BYTEARRAY_SUBCLASS)) return call1(toValue(T.float), v);
  return raiseFmt(T.TypeError, "float() argument must be a string or a real number, not '%T'", v);
}
