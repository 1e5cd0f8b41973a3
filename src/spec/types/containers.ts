/** tuple, list, dict, set, frozenset, range, slice. Their iterators and views: container-iterators.ts. */
import { defineType } from '../dsl.ts';

const classGetItem = { '@classmethod __class_getitem__(cls, item, /)': 'classGetItem' };

export const tuple = defineType({
  name: 'tuple', impl: 'types/tuple/spec', layout: 'TupleObject', itemsize: 8,
  flags: ['BASETYPE', 'HAVE_GC', 'TUPLE_SUBCLASS', 'SEQUENCE', 'MATCH_SELF'],
  doc: 'Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\nIf iterable is specified the tuple is initialized from iterable\'s items.\n\nIf the argument is a tuple, the return value is the same object.',
  slots: {
    tp_dealloc: 'tuple_dealloc', tp_traverse: 'tuple_traverse', tp_repr: 'tuple_repr', tp_hash: 'tuple_hash', tp_richcompare: 'tuple_compare', tp_iter: 'tuple_iter', tp_new: 'tuple_new',
    sq_length: 'tuple_len', sq_concat: 'tuple_concat', sq_repeat: 'tuple_repeat', sq_item: 'tuple_item', sq_contains: 'tuple_contains', mp_length: 'tuple_len', mp_subscript: 'tuple_subscript',
  },
  methods: {
    'index(self, value, start=<unset>, stop=<unset>, /)': 'tuple_index', 'count(self, value, /)': 'tuple_count', '__getnewargs__(self, /)': 'tuple_getnewargs', ...classGetItem,
  },
});
export const list = defineType({
  name: 'list', impl: 'types/list/spec', layout: 'ListObject',
  flags: ['BASETYPE', 'HAVE_GC', 'LIST_SUBCLASS', 'SEQUENCE', 'MATCH_SELF'],
  doc: 'Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument must be an iterable if specified.',
  slots: {
    tp_dealloc: 'list_dealloc', tp_traverse: 'list_traverse', tp_clear: 'list_clearSlot', tp_repr: 'list_repr', tp_hash: 'notHashable', tp_richcompare: 'list_compare', tp_iter: 'list_iter',
    tp_init: 'list_init', tp_new: 'list_newSlot',
    sq_length: 'list_len', sq_concat: 'list_concat', sq_repeat: 'list_repeat', sq_item: 'list_item', sq_contains: 'list_contains', sq_inplace_concat: 'list_inplaceConcat',
    sq_inplace_repeat: 'list_inplaceRepeat', mp_length: 'list_len', mp_subscript: 'list_subscript', mp_ass_subscript: 'list_assSubscript',
  },
  methods: {
    'append(self, object, /)': 'list_append', 'extend(self, iterable, /)': 'list_extend', 'insert(self, index, object, /)': 'list_insert', 'pop(self, index=-1, /)': 'list_pop',
    'remove(self, value, /)': 'list_remove', 'clear(self, /)': 'list_clear', 'copy(self, /)': 'list_copy', 'index(self, value, start=<unset>, stop=<unset>, /)': 'list_index',
    'count(self, value, /)': 'list_count', 'reverse(self, /)': 'list_reverse', 'sort(self, /, *, key=None, reverse=False)': 'list_sort', '__reversed__(self, /)': 'list_reversed',
    '__sizeof__(self, /)': 'list_sizeof', ...classGetItem,
  },
});
export const dict = defineType({
  name: 'dict', impl: 'types/dict/spec', layout: 'DictObject',
  flags: ['BASETYPE', 'HAVE_GC', 'DICT_SUBCLASS', 'MAPPING', 'MATCH_SELF'],
  doc: "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new dictionary initialized with the name=value pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)",
  slots: {
    tp_dealloc: 'dict_dealloc', tp_traverse: 'dict_traverse', tp_clear: 'dict_clearSlot', tp_repr: 'dict_repr', tp_hash: 'notHashable', tp_richcompare: 'dict_compare', tp_iter: 'dict_iter',
    tp_init: 'dict_init', tp_new: 'dict_new', nb_or: 'dict_or', nb_inplace_or: 'dict_ior',
    mp_length: 'dict_len', mp_subscript: 'dict_subscript', mp_ass_subscript: 'dict_assSubscript', sq_contains: 'dict_contains',
  },
  methods: {
    'get(self, key, default=None, /)': 'dict_get', 'setdefault(self, key, default=None, /)': 'dict_setdefault', 'pop(self, key, default=<unset>, /)': 'dict_pop',
    'popitem(self, /)': 'dict_popitem', 'keys(self, /)': 'dict_keys', 'values(self, /)': 'dict_values', 'items(self, /)': 'dict_items', 'update(self, *args, **kwargs)': 'dict_update',
    'clear(self, /)': 'dict_clear', 'copy(self, /)': 'dict_copy', '__reversed__(self, /)': 'dict_reversed', '__sizeof__(self, /)': 'dict_sizeof',
    '@classmethod fromkeys(cls, iterable, value=None, /)': 'dict_fromkeys', ...classGetItem,
  },
});
const bothSets = {
  'copy(self, /)': 'set_copy', 'union(self, /, *others)': 'set_union', 'intersection(self, /, *others)': 'set_intersection', 'difference(self, /, *others)': 'set_difference',
  'symmetric_difference(self, other, /)': 'set_symmetricDifference', 'isdisjoint(self, other, /)': 'set_isdisjoint', 'issubset(self, other, /)': 'set_issubset',
  'issuperset(self, other, /)': 'set_issuperset', '__reduce__(self, /)': 'set_reduce', '__sizeof__(self, /)': 'set_sizeof', '__contains__(self, object, /)': 'set_containsMethod', ...classGetItem,
};
const setSlots = {
  tp_dealloc: 'set_dealloc', tp_traverse: 'set_traverse', tp_clear: 'set_clearSlot', tp_repr: 'set_repr', tp_richcompare: 'set_compare', tp_iter: 'set_iter',
  sq_length: 'set_len', sq_contains: 'set_contains', nb_or: 'set_or', nb_and: 'set_and', nb_subtract: 'set_sub', nb_xor: 'set_xor',
};
export const set = defineType({
  name: 'set', impl: 'types/set/spec', layout: 'SetObject', weakref: true,
  flags: ['BASETYPE', 'HAVE_GC', 'SET_SUBCLASS', 'MATCH_SELF'],
  doc: 'Build an unordered collection of unique elements.',
  slots: { ...setSlots, tp_hash: 'notHashable', tp_init: 'set_init', tp_new: 'set_new', nb_inplace_or: 'set_ior', nb_inplace_and: 'set_iand', nb_inplace_subtract: 'set_isub', nb_inplace_xor: 'set_ixor' },
  methods: {
    ...bothSets, 'add(self, object, /)': 'set_add', 'discard(self, object, /)': 'set_discard', 'remove(self, object, /)': 'set_remove', 'pop(self, /)': 'set_pop', 'clear(self, /)': 'set_clear',
    'update(self, /, *others)': 'set_update', 'intersection_update(self, /, *others)': 'set_intersectionUpdate', 'difference_update(self, /, *others)': 'set_differenceUpdate',
    'symmetric_difference_update(self, other, /)': 'set_symmetricUpdate',
  },
});
export const frozenset = defineType({
  name: 'frozenset', impl: 'types/set/spec', layout: 'SetObject', weakref: true,
  flags: ['BASETYPE', 'HAVE_GC', 'SET_SUBCLASS', 'MATCH_SELF'],
  doc: 'Build an immutable unordered collection of unique elements.',
  slots: { ...setSlots, tp_hash: 'frozenset_hash', tp_new: 'frozenset_new' },
  methods: { ...bothSets, 'copy(self, /)': 'frozenset_copy' },
});
export const slice = defineType({
  name: 'slice', impl: 'types/slice/core', layout: 'SliceObject', flags: ['HAVE_GC'],
  doc: 'slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. a[0:10:2]).',
  slots: { tp_dealloc: 'slice_dealloc', tp_traverse: 'slice_traverse', tp_repr: 'slice_repr', tp_richcompare: 'slice_compare', tp_hash: 'slice_hash', tp_new: 'slice_new' },
  methods: { 'indices(self, length, /)': 'slice_indices', '__reduce__(self, /)': 'slice_reduce' },
  members: { start: { field: 'start', kind: 'value' }, stop: { field: 'stop', kind: 'value' }, step: { field: 'step', kind: 'value' } },
});
export const range = defineType({
  name: 'range', impl: 'types/range/core', layout: 'RangeObject', flags: ['SEQUENCE'],
  doc: 'range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a sequence of integers from start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\nstart defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the valid indices for a list of 4 elements.\nWhen step is given, it specifies the increment (or decrement).',
  slots: {
    tp_dealloc: 'range_dealloc', tp_repr: 'range_repr', tp_hash: 'range_hash', tp_richcompare: 'range_compare', tp_iter: 'range_iter', tp_new: 'range_new', nb_bool: 'range_bool',
    sq_length: 'range_len', sq_item: 'range_item', sq_contains: 'range_contains', mp_length: 'range_len', mp_subscript: 'range_subscript',
  },
  methods: { 'count(self, value, /)': 'range_count', 'index(self, value, /)': 'range_index', '__reversed__(self, /)': 'range_reversed', '__reduce__(self, /)': 'range_reduce' },
  members: { start: { field: 'start', kind: 'value' }, stop: { field: 'stop', kind: 'value' }, step: { field: 'step', kind: 'value' } },
});
