import { defineType } from '../dsl.ts';
const impl = 'modules/struct';
export const structError = defineType({ name: 'struct.error', key: 'StructError', base: 'Exception', impl: 'types/exceptions/exceptions', flags: ['BASETYPE', 'HAVE_GC'], dict: true, weakref: true });
export const binasciiError = defineType({ name: 'binascii.Error', key: 'BinasciiError', base: 'ValueError', impl: 'types/exceptions/exceptions', flags: ['BASETYPE', 'HAVE_GC'], dict: true, weakref: true });
export const binasciiIncomplete = defineType({ name: 'binascii.Incomplete', key: 'BinasciiIncomplete', base: 'Exception', impl: 'types/exceptions/exceptions', flags: ['BASETYPE', 'HAVE_GC'], dict: true, weakref: true });
export const struct = defineType({
  name: '_struct.Struct', impl, layout: 'StructObject', flags: ['BASETYPE', 'HAVE_GC'], weakref: true, doc: 'Struct(fmt) --> compiled struct object',
  slots: { tp_new: 'struct_new', tp_dealloc: 'structDealloc', tp_traverse: 'structTraverse', tp_clear: 'structClear' },
  methods: {
    'pack(self, /, *values)': 'struct_pack', 'pack_into(self, /, *args)': 'struct_pack_into', 'unpack(self, buffer, /)': 'struct_unpack', 'unpack_from(self, /, buffer, offset=0)': 'struct_unpack_from', 'iter_unpack(self, buffer, /)': 'struct_iter_unpack',
  },
  members: { format: { field: 'format', kind: 'value' }, size: { field: 'size', kind: 'i32' } },
});
export const unpackIterator = defineType({
  name: '_struct.unpack_iterator', impl, layout: 'UnpackIterObject', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'unpackIterDealloc', tp_traverse: 'unpackIterTraverse', tp_iter: 'unpackIterSelf', tp_iternext: 'unpackIterNext' }, methods: { '__length_hint__(self)': 'unpackIterHint' },
});
