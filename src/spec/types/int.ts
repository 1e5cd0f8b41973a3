/** int and bool. */
import { defineType } from '../dsl.ts';

export const intType = defineType({
  name: 'int', impl: 'types/int/type', layout: 'IntObject', layoutFrom: 'types/int/core', itemsize: 4, flags: ['BASETYPE', 'LONG_SUBCLASS', 'MATCH_SELF'],
  doc: "int([x]) -> integer\nint(x, base=10) -> integer",
  slots: {
    tp_dealloc: 'intDealloc', tp_new: 'intNew', tp_repr: 'intRepr', tp_hash: 'intHash', tp_richcompare: 'intRichCompare',
    nb_add: 'intAdd', nb_subtract: 'intSub', nb_multiply: 'intMul', nb_remainder: 'intMod', nb_divmod: 'intDivmod', nb_power: 'intPower', nb_negative: 'intNegative', nb_positive: 'intPositive',
    nb_absolute: 'intAbs', nb_bool: 'intBool', nb_invert: 'intInvert', nb_lshift: 'intLshift', nb_rshift: 'intRshift', nb_and: 'intAnd', nb_xor: 'intXor', nb_or: 'intOr', nb_int: 'intInt',
    nb_float: 'intFloat', nb_floor_divide: 'intFloorDiv', nb_true_divide: 'intTrueDiv', nb_index: 'intInt',
  },
  methods: {
    'conjugate(self, /)': 'intConjugate', 'bit_length(self, /)': 'intMethodBitLength', 'bit_count(self, /)': 'intBitCount', 'to_bytes(self, /, length=<1>, byteorder="big", *, signed=False)': 'intToBytes',
    '@classmethod from_bytes(cls, /, bytes, byteorder="big", *, signed=False)': 'intFromBytes', 'as_integer_ratio(self, /)': 'intRatio', 'is_integer(self, /)': 'intIsInteger',
    '__trunc__(self, /)': 'intTruncate', '__floor__(self, /)': 'intTruncate', '__ceil__(self, /)': 'intTruncate', '__round__(self, ndigits=None, /)': 'intRound',
    '__getnewargs__(self, /)': 'intGetnewargs', '__format__(self, format_spec, /)': 'intFormat', '__sizeof__(self, /)': 'intSizeof',
  },
  getset: { real: ['intGetReal'], imag: ['intGetImag'], numerator: ['intGetReal'], denominator: ['intGetDenominator'] },
});
export const boolType = defineType({
  name: 'bool', base: 'int', impl: 'types/int/type', flags: ['LONG_SUBCLASS', 'MATCH_SELF'],
  slots: { tp_new: 'boolNew', tp_repr: 'boolRepr', nb_and: 'boolAnd', nb_or: 'boolOr', nb_xor: 'boolXor', nb_invert: 'boolInvert' },
});
