/** array.array and its iterator. */
import { defineType } from '../dsl.ts';

const impl = 'modules/array/methods';
export const array = defineType({
  name: 'array.array', impl, layout: 'ArrayObject', layoutFrom: 'modules/array/core', weakref: true, flags: ['BASETYPE', 'SEQUENCE'],
  doc: 'array(typecode [, initializer]) -> array\n\nReturn a new array whose items are restricted by typecode, and\ninitialized from the optional initializer value.',
  slots: {
    tp_dealloc: 'array_dealloc', tp_new: 'array_new', tp_repr: 'array_repr', tp_richcompare: 'array_compare', tp_hash: 'notHashable', tp_iter: 'array_iter', sq_length: 'array_length', mp_length: 'array_length', sq_item: 'array_item',
    mp_subscript: 'array_subscript', mp_ass_subscript: 'array_assSubscript', sq_concat: 'array_concat', sq_repeat: 'array_repeat', sq_contains: 'array_contains', sq_inplace_concat: 'array_inplaceConcat',
    sq_inplace_repeat: 'array_inplaceRepeat', bf_getbuffer: 'array_getbuffer', bf_releasebuffer: 'array_releasebuffer',
  },
  methods: {
    'append(self, v, /)': 'array_append', 'buffer_info(self, /)': 'array_bufferInfo', 'byteswap(self, /)': 'array_byteswap', 'clear(self, /)': 'array_clear', 'count(self, v, /)': 'array_count',
    'extend(self, bb, /)': 'array_extend', 'fromlist(self, list, /)': 'array_fromlist', 'frombytes(self, buffer, /)': 'array_frombytes', 'fromfile(self, f, n, /)': 'array_fromfile', 'fromunicode(self, ustr, /)': 'array_fromunicode',
    'index(self, v, start=0, stop=<unset>, /)': 'array_index', 'insert(self, i, v, /)': 'array_insert', 'pop(self, i=-1, /)': 'array_pop', 'remove(self, v, /)': 'array_remove', 'reverse(self, /)': 'array_reverse',
    'tobytes(self, /)': 'array_tobytes', 'tofile(self, f, /)': 'array_tofile', 'tolist(self, /)': 'array_tolist', 'tounicode(self, /)': 'array_tounicode', '__copy__(self, /)': 'array_copy',
    '__deepcopy__(self, unused, /)': 'array_deepcopy', '__reduce_ex__(self, value, /)': 'array_reduce', '__sizeof__(self, /)': 'array_sizeof', '@classmethod __class_getitem__(cls, item, /)': 'classGetItem',
  },
  getset: { typecode: ['array_typecode'], itemsize: ['array_itemsize'] },
});
export const arrayIterator = defineType({
  name: 'array.arrayiterator', impl, layout: 'ArrayIter', layoutFrom: 'modules/array/core', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'arrayIter_dealloc', tp_traverse: 'arrayIter_traverse', tp_iter: 'arrayIter_iter', tp_iternext: 'arrayIter_next' },
  methods: { '__reduce__(self, /)': 'arrayIter_reduce', '__setstate__(self, state, /)': 'arrayIter_setstate' },
});
