/** float and complex. */
import { defineType } from '../dsl.ts';

export const floatType = defineType({
  name: 'float', impl: 'types/float/type', layout: 'FloatObject', layoutFrom: 'types/float/core', flags: ['BASETYPE', 'FLOAT_SUBCLASS', 'MATCH_SELF'],
  doc: 'Convert a string or number to a floating-point number, if possible.',
  slots: {
    tp_dealloc: 'floatDealloc', tp_new: 'floatNew', tp_repr: 'floatRepr', tp_hash: 'floatHash', tp_richcompare: 'floatCompare',
    nb_add: 'floatAdd', nb_subtract: 'floatSub', nb_multiply: 'floatMul', nb_remainder: 'floatMod', nb_divmod: 'floatDivmod', nb_power: 'floatPower', nb_negative: 'floatNegative',
    nb_positive: 'floatPositive', nb_absolute: 'floatAbs', nb_bool: 'floatBool', nb_int: 'floatInt', nb_float: 'floatFloat', nb_floor_divide: 'floatFloorDiv', nb_true_divide: 'floatTrueDiv',
  },
  methods: {
    '@classmethod from_number(cls, number, /)': 'floatFromNumber', 'conjugate(self, /)': 'floatConjugate', '__trunc__(self, /)': 'floatTrunc', '__floor__(self, /)': 'floatFloor', '__ceil__(self, /)': 'floatCeil',
    '__round__(self, ndigits=None, /)': 'floatRound', 'as_integer_ratio(self, /)': 'floatRatio', '@classmethod fromhex(cls, string, /)': 'floatFromhex', 'hex(self, /)': 'floatHex',
    'is_integer(self, /)': 'floatIsInteger', '__getnewargs__(self, /)': 'floatGetnewargs', '__format__(self, format_spec, /)': 'floatFormat', '@classmethod __getformat__(cls, typestr, /)': 'floatGetformat',
  },
  getset: { real: ['floatGetReal'], imag: ['floatGetImag'] },
});
export const complexType = defineType({
  name: 'complex', impl: 'types/complex/core', layout: 'ComplexObject', flags: ['BASETYPE'],
  doc: 'Create a complex number from a string or numbers.',
  slots: {
    tp_dealloc: 'complexDealloc', tp_new: 'complexTypeNew', tp_repr: 'complexRepr', tp_hash: 'complexHash', tp_richcompare: 'complexCompare',
    nb_add: 'complexAdd', nb_subtract: 'complexSub', nb_multiply: 'complexMul', nb_power: 'complexPower', nb_negative: 'complexNegative', nb_positive: 'complexPositive', nb_absolute: 'complexAbs',
    nb_bool: 'complexBool', nb_true_divide: 'complexTrueDiv',
  },
  methods: {
    '@classmethod from_number(cls, number, /)': 'complexFromNumber', 'conjugate(self, /)': 'complexConjugate', '__complex__(self, /)': 'complexComplex', '__getnewargs__(self, /)': 'complexGetnewargs', '__format__(self, format_spec, /)': 'complexFormat',
  },
  getset: { real: ['complexGetReal'], imag: ['complexGetImag'] },
});
