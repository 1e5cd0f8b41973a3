/** The types of _collections. */
import { defineType } from '../dsl.ts';

const classGetItem = { '@classmethod __class_getitem__(cls, item, /)': 'classGetItem' };
export const deque = defineType({
  name: 'collections.deque', impl: 'modules/collections/deque-methods', layout: 'Deque', weakref: true, flags: ['BASETYPE', 'HAVE_GC', 'SEQUENCE'],
  doc: 'A list-like sequence optimized for data accesses near its endpoints.',
  slots: {
    tp_dealloc: 'deque_dealloc', tp_traverse: 'deque_traverse', tp_clear: 'deque_clearSlot', tp_repr: 'deque_repr', tp_hash: 'notHashable', tp_richcompare: 'deque_compare', tp_iter: 'deque_iter',
    tp_init: 'deque_init', tp_new: 'deque_new', sq_length: 'deque_len', sq_concat: 'deque_concat', sq_repeat: 'deque_repeat', sq_item: 'deque_item', sq_contains: 'deque_contains',
    sq_inplace_concat: 'deque_inplaceConcat', sq_inplace_repeat: 'deque_inplaceRepeat', mp_subscript: 'deque_subscript', mp_ass_subscript: 'deque_assSubscript', mp_length: 'deque_len',
  },
  methods: {
    'append(self, item, /)': 'deque_append', 'appendleft(self, item, /)': 'deque_appendleft', 'clear(self, /)': 'deque_clear', '__copy__(self, /)': 'deque_copy', 'copy(self, /)': 'deque_copy',
    'count(self, value, /)': 'deque_count', 'extend(self, iterable, /)': 'deque_extend', 'extendleft(self, iterable, /)': 'deque_extendleft',
    'index(self, value, start=<unset>, stop=<unset>, /)': 'deque_index', 'insert(self, index, value, /)': 'deque_insert', 'pop(self, /)': 'deque_pop', 'popleft(self, /)': 'deque_popleft',
    'remove(self, value, /)': 'deque_remove', 'reverse(self, /)': 'deque_reverse', 'rotate(self, n=1, /)': 'deque_rotate', '__reversed__(self, /)': 'deque_reversed',
    '__reduce__(self, /)': 'deque_reduce', '__sizeof__(self, /)': 'deque_sizeof', ...classGetItem,
  },
  getset: { maxlen: ['deque_maxlen'] },
});
export const dequeIterators = ['_deque_iterator', '_deque_reverse_iterator'].map((name) => defineType({
  name: `collections.${name}`, impl: 'modules/collections/deque-methods', layout: 'DequeIter', flags: ['HAVE_GC'],
  slots: { tp_dealloc: 'dequeIter_dealloc', tp_traverse: 'dequeIter_traverse', tp_iter: 'selfIter', tp_iternext: 'dequeIter_next', tp_new: 'dequeIter_new' },
  methods: { '__length_hint__(self, /)': 'dequeIter_hint', '__reduce__(self, /)': 'dequeIter_reduce' },
}));
export const defaultdict = defineType({
  name: 'collections.defaultdict', base: 'dict', impl: 'modules/collections/dicts', layout: 'DefaultDict', flags: ['BASETYPE', 'HAVE_GC', 'DICT_SUBCLASS', 'MAPPING'],
  doc: 'defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe default factory is called without arguments to produce\na new value when a key is not present, in __getitem__ only.\nA defaultdict compares equal to a dict with the same items.\nAll remaining arguments are treated the same as if they were\npassed to the dict constructor, including keyword arguments.',
  slots: { tp_dealloc: 'defdict_dealloc', tp_traverse: 'defdict_traverse', tp_clear: 'defdict_clearSlot', tp_repr: 'defdict_repr', tp_init: 'defdict_init', nb_or: 'defdict_or' },
  methods: { '__missing__(self, key, /)': 'defdict_missing', 'copy(self, /)': 'defdict_copy', '__copy__(self, /)': 'defdict_copy', '__reduce__(self, /)': 'defdict_reduce', ...classGetItem },
  members: { default_factory: { field: 'factory', kind: 'none', writable: true } },
});
export const orderedDict = defineType({
  name: 'collections.OrderedDict', base: 'dict', impl: 'modules/collections/dicts', layout: 'OrderedDict', flags: ['BASETYPE', 'HAVE_GC', 'DICT_SUBCLASS', 'MAPPING'], dict: true, weakref: true,
  doc: 'Dictionary that remembers insertion order',
  slots: {
    tp_dealloc: 'odict_dealloc', tp_traverse: 'odict_traverse', tp_clear: 'odict_clearSlot', tp_repr: 'odict_repr', tp_richcompare: 'odict_compare', tp_iter: 'odict_iter', tp_init: 'odict_init',
    nb_or: 'odict_or', nb_inplace_or: 'odict_ior',
  },
  methods: {
    'update(self, *args, **kwargs)': 'odict_update', 'popitem(self, /, last=True)': 'odict_popitem', 'pop(self, /, key, default=<unset>)': 'odict_pop',
    'setdefault(self, /, key, default=None)': 'odict_setdefault', 'move_to_end(self, /, key, last=True)': 'odict_moveToEnd', 'keys(self, /)': 'odict_keys', 'values(self, /)': 'odict_values',
    'items(self, /)': 'odict_items', 'copy(self, /)': 'odict_copy', 'clear(self, /)': 'odict_clear', '__reversed__(self, /)': 'odict_reversed', '__reduce__(self, /)': 'odict_reduce',
    '@classmethod fromkeys(cls, /, iterable, value=None)': 'odict_fromkeys', ...classGetItem,
  },
});
export const tupleGetter = defineType({
  name: 'collections._tuplegetter', impl: 'modules/collections/dicts', layout: 'TupleGetter', flags: ['HAVE_GC'],
  slots: {
    tp_dealloc: 'tuplegetter_dealloc', tp_traverse: 'tuplegetter_traverse', tp_repr: 'tuplegetter_repr', tp_descr_get: 'tuplegetter_get', tp_descr_set: 'tuplegetter_set', tp_new: 'tuplegetter_new',
  },
  methods: { '__reduce__(self, /)': 'tuplegetter_reduce' },
  members: { __doc__: { field: 'doc', kind: 'value', writable: true } },
});
const hidden = ['HAVE_GC', 'DISALLOW_INSTANTIATION'] as const;
export const odictIterator = defineType({
  name: 'odict_iterator', impl: 'types/dict/spec', layout: 'DictIter', flags: hidden,
  slots: { tp_dealloc: 'dictIter_dealloc', tp_traverse: 'dictIter_traverse', tp_iter: 'selfIter', tp_iternext: 'dictIter_next' },
  methods: { '__reduce__(self, /)': 'dictIter_reduce' },
});
export const odictViews = ['keys', 'values', 'items'].map((what) => defineType({
  name: `odict_${what}`, base: `dict_${what}`, impl: 'types/dict/spec', layout: 'DictView', flags: hidden,
  slots: { tp_dealloc: 'view_dealloc', tp_traverse: 'view_traverse', tp_iter: `o${what}_iter` },
  methods: { '__reversed__(self, /)': `o${what}_reversed` },
}));
