import { defineType } from '../dsl.ts';
export const memoryview = defineType({
  name: 'memoryview', impl: 'types/memoryview/memoryview', layout: 'MemoryviewObject', flags: ['HAVE_GC', 'SEQUENCE'], weakref: true,
  doc: 'Create a new memoryview object which references the given object.',
  slots: {
    tp_new: 'memoryview_new', tp_dealloc: 'memoryviewDealloc', tp_traverse: 'memoryviewTraverse', tp_clear: 'memoryviewClear', tp_repr: 'memoryview_repr', tp_hash: 'memoryview_hash', tp_richcompare: 'memoryview_richcompare',
    tp_iter: 'memoryview_iter', mp_length: 'memoryview_len', mp_subscript: 'memoryview_subscript', mp_ass_subscript: 'memoryview_setitem', sq_length: 'memoryview_len', sq_item: 'memoryview_item',
    bf_getbuffer: 'memoryview_getbuffer', bf_releasebuffer: 'memoryview_releasebuffer',
  },
  methods: {
    'release(self, /)': 'memoryview_release', 'tobytes(self, /, order="C")': 'memoryview_tobytes', 'hex(self, sep=<unrepresentable>, bytes_per_sep=1)': 'memoryview_hex', 'tolist(self, /)': 'memoryview_tolist',
    'cast(self, /, format, shape=<unrepresentable>)': 'memoryview_cast', 'toreadonly(self, /)': 'memoryview_toreadonly', 'count(self, value, /)': 'memoryview_count', 'index(self, value, start=0, stop=None, /)': 'memoryview_index',
    '__enter__(self, /)': 'memoryview_enter', '__exit__(self, *exc_info)': 'memoryview_exit', '@classmethod __class_getitem__(cls, item, /)': 'classGetItem',
  },
  getset: {
    obj: ['mv_obj'], nbytes: ['mv_nbytes'], itemsize: ['mv_itemsize'], format: ['mv_format'], ndim: ['mv_ndim'], shape: ['mv_shape'], strides: ['mv_strides'], suboffsets: ['mv_suboffsets'], readonly: ['mv_readonly'],
    c_contiguous: ['mv_contiguous'], f_contiguous: ['mv_contiguous'], contiguous: ['mv_contiguous'],
  },
});
export const memoryIterator = defineType({
  name: 'memory_iterator', impl: 'types/memoryview/memoryview', layout: 'MemoryIterObject', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'memoryIterDealloc', tp_traverse: 'memoryIterTraverse', tp_iter: 'memoryIterSelf', tp_iternext: 'memoryIterNext' },
});
