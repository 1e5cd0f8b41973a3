import { defineType } from '../dsl.ts';

const shared = {
  'capitalize(self, /)': 'b_capitalize', 'center(self, width, fillchar=b" ", /)': 'b_center', 'count(self, sub, start=None, end=None, /)': 'b_count',
  'decode(self, /, encoding="utf-8", errors="strict")': 'b_decode', 'endswith(self, suffix, start=None, end=None, /)': 'b_endswith', 'expandtabs(self, /, tabsize=8)': 'b_expandtabs',
  'find(self, sub, start=None, end=None, /)': 'b_find', 'hex(self, sep=<unrepresentable>, bytes_per_sep=1)': 'b_hex', 'index(self, sub, start=None, end=None, /)': 'b_index',
  'isalnum(self, /)': 'b_isalnum', 'isalpha(self, /)': 'b_isalpha', 'isascii(self, /)': 'b_isascii', 'isdigit(self, /)': 'b_isdigit', 'islower(self, /)': 'b_islower',
  'isspace(self, /)': 'b_isspace', 'istitle(self, /)': 'b_istitle', 'isupper(self, /)': 'b_isupper', 'join(self, iterable_of_bytes, /)': 'b_join', 'ljust(self, width, fillchar=b" ", /)': 'b_ljust',
  'lower(self, /)': 'b_lower', 'lstrip(self, bytes=None, /)': 'b_lstrip', '@staticmethod maketrans(_, frm, to, /)': 'b_maketrans', 'partition(self, sep, /)': 'b_partition',
  'removeprefix(self, prefix, /)': 'b_removeprefix', 'removesuffix(self, suffix, /)': 'b_removesuffix', 'replace(self, old, new, count=-1, /)': 'b_replace',
  'rfind(self, sub, start=None, end=None, /)': 'b_rfind', 'rindex(self, sub, start=None, end=None, /)': 'b_rindex', 'rjust(self, width, fillchar=b" ", /)': 'b_rjust',
  'rpartition(self, sep, /)': 'b_rpartition', 'rsplit(self, /, sep=None, maxsplit=-1)': 'b_rsplit', 'rstrip(self, bytes=None, /)': 'b_rstrip', 'split(self, /, sep=None, maxsplit=-1)': 'b_split',
  'splitlines(self, /, keepends=False)': 'b_splitlines', 'startswith(self, prefix, start=None, end=None, /)': 'b_startswith', 'strip(self, bytes=None, /)': 'b_strip',
  'swapcase(self, /)': 'b_swapcase', 'title(self, /)': 'b_title', 'translate(self, table, /, delete=b"")': 'b_translate', 'upper(self, /)': 'b_upper', 'zfill(self, width, /)': 'b_zfill',
};
export const bytes = defineType({
  name: 'bytes', impl: 'types/bytes/type', layout: 'BytesObject', layoutFrom: 'types/bytes/core', itemsize: 1,
  flags: ['BASETYPE', 'BYTES_SUBCLASS', 'MATCH_SELF'],
  slots: {
    tp_new: 'bytes_new', tp_dealloc: 'bytesDealloc', tp_repr: 'bytes_repr', tp_str: 'bytes_str', tp_hash: 'bytesHash', tp_richcompare: 'bytes_richcompare', tp_iter: 'bytes_iter', nb_remainder: 'bytes_mod',
    mp_length: 'bytes_len', mp_subscript: 'bytes_subscript', sq_length: 'bytes_len', sq_concat: 'bytes_concat', sq_repeat: 'bytes_repeat', sq_item: 'bytes_item', sq_contains: 'b_contains', bf_getbuffer: 'bytes_getbuffer',
  },
  methods: { ...shared, '@classmethod fromhex(cls, string, /)': 'bytes_fromhex', '__getnewargs__(self)': 'bytes_getnewargs', '__bytes__(self, /)': 'bytes_bytes' },
});
export const bytearray = defineType({
  name: 'bytearray', impl: 'types/bytes/bytearray', layout: 'BytearrayObject', layoutFrom: 'types/bytes/core',
  flags: ['BASETYPE', 'BYTEARRAY_SUBCLASS', 'MATCH_SELF'],
  slots: {
    tp_new: 'bytearray_new', tp_init: 'bytearray_init', tp_dealloc: 'bytearrayDealloc', tp_repr: 'bytearray_repr', tp_str: 'bytearray_repr', tp_richcompare: 'bytearray_richcompare', tp_iter: 'bytes_iter', nb_remainder: 'bytearray_mod',
    mp_length: 'bytearray_len', mp_subscript: 'bytearray_subscript', mp_ass_subscript: 'bytearray_setitem', sq_length: 'bytearray_len', sq_concat: 'bytearray_concat', sq_repeat: 'bytearray_repeat', sq_item: 'bytearray_item',
    sq_contains: 'b_contains', sq_inplace_concat: 'bytearray_iconcat', sq_inplace_repeat: 'bytearray_irepeat', bf_getbuffer: 'bytearray_getbuffer', bf_releasebuffer: 'bytearray_releasebuffer',
  },
  methods: {
    ...shared, '@classmethod fromhex(cls, string, /)': 'bytearray_fromhex', 'append(self, item, /)': 'bytearray_append', 'clear(self, /)': 'bytearray_clear', 'copy(self, /)': 'bytearray_copy',
    'extend(self, iterable_of_ints, /)': 'bytearray_extend', 'insert(self, index, item, /)': 'bytearray_insert', 'pop(self, index=-1, /)': 'bytearray_pop', 'remove(self, value, /)': 'bytearray_remove',
    'resize(self, size, /)': 'bytearray_resize', 'reverse(self, /)': 'bytearray_reverse', '__alloc__(self)': 'bytearray_alloc', '__sizeof__(self, /)': 'bytearray_sizeof',
    '__reduce__(self, /)': 'bytearray_reduce', '__reduce_ex__(self, proto=0, /)': 'bytearray_reduce_ex',
  },
  attributes: { __hash__: null },
});
const iterator = { impl: 'types/bytes/type', layout: 'BytesIterObject', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'] as const, slots: { tp_dealloc: 'bytesIterDealloc', tp_traverse: 'bytesIterTraverse', tp_iter: 'bytesIterSelf', tp_iternext: 'bytesIterNext' }, methods: { '__length_hint__(self, /)': 'bytesIterHint', '__reduce__(self, /)': 'bytesIterReduce', '__setstate__(self, state, /)': 'bytesIterSetState' } };
export const bytesIterator = defineType({ name: 'bytes_iterator', ...iterator });
export const bytearrayIterator = defineType({ name: 'bytearray_iterator', ...iterator });
