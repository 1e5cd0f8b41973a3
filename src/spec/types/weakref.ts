/** weakref.ref and the proxies. */
import { defineType } from '../dsl.ts';

export const refType = defineType({
  name: 'weakref.ReferenceType', key: 'ref', impl: 'objects/weakref', layout: 'WeakrefObject', flags: ['BASETYPE', 'HAVE_GC'],
  slots: {
    tp_dealloc: 'refDealloc', tp_traverse: 'refTraverse', tp_clear: 'refClear', tp_repr: 'refRepr', tp_hash: 'refHash', tp_call: 'refCall', tp_richcompare: 'refCompare', tp_new: 'refNew', tp_init: 'refInit',
  },
  methods: { '@classmethod __class_getitem__(cls, object, /)': 'refClassGetItem' },
  getset: { __callback__: ['refCallback'] },
});
const numbers = {
  nb_add: 'Add', nb_subtract: 'Subtract', nb_multiply: 'Multiply', nb_remainder: 'Remainder', nb_lshift: 'Lshift', nb_rshift: 'Rshift', nb_and: 'And', nb_xor: 'Xor', nb_or: 'Or',
  nb_floor_divide: 'FloorDivide', nb_true_divide: 'TrueDivide', nb_matrix_multiply: 'MatMul', nb_power: 'Power',
};
const slots: Record<string, string> = {
  tp_dealloc: 'proxyDealloc', tp_traverse: 'proxyTraverse', tp_clear: 'proxyClear', tp_repr: 'proxyRepr', tp_str: 'proxyStr', tp_hash: 'proxyHash', tp_getattro: 'proxyGetattro', tp_setattro: 'proxySetattro',
  tp_richcompare: 'proxyCompare', tp_iter: 'proxyIter', tp_iternext: 'proxyIternext', nb_bool: 'proxyBool', nb_divmod: 'proxyDivmod', nb_negative: 'proxyNegative', nb_positive: 'proxyPositive', nb_absolute: 'proxyAbsolute',
  nb_invert: 'proxyInvert', nb_int: 'proxyInt', nb_float: 'proxyFloat', nb_index: 'proxyIndex', mp_length: 'proxyLen', mp_subscript: 'proxyGetItem', mp_ass_subscript: 'proxySetItem', sq_length: 'proxyLen', sq_contains: 'proxyContains',
};
for (const [slot, name] of Object.entries(numbers)) { slots[slot] = `proxy${name}`; slots[slot.replace('nb_', 'nb_inplace_')] = `proxyInPlace${name}`; }
const proxy = {
  impl: 'objects/weakproxy', layout: 'WeakrefObject', layoutFrom: 'objects/weakref', flags: ['HAVE_GC'] as const,
  methods: { '__bytes__(self, /)': 'proxyBytes', '__reversed__(self, /)': 'proxyReversed' },
};
export const weakproxyType = defineType({ name: 'weakref.ProxyType', key: 'weakproxy', ...proxy, slots });
export const weakcallableproxyType = defineType({ name: 'weakref.CallableProxyType', key: 'weakcallableproxy', ...proxy, slots: { ...slots, tp_call: 'proxyCall' } });
