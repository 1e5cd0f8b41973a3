/** Iterators and views of the containers; enumerate, zip, map, filter, reversed. */
import { defineType, type TypeSpec } from '../dsl.ts';

const hidden = ['HAVE_GC', 'DISALLOW_INSTANTIATION'] as const;
const seqIter = (name: string, next: string, kind: 'forward' | 'reverse', hint: boolean = true): TypeSpec => defineType({
  name, impl: 'types/iter/sequence', layout: 'SeqIter', flags: hidden,
  slots: { tp_dealloc: 'seqIter_dealloc', tp_traverse: 'seqIter_traverse', tp_iter: 'selfIter', tp_iternext: next },
  methods: {
    ...(hint ? { '__length_hint__(self, /)': `${kind}Iter_hint` } : {}), '__reduce__(self, /)': `${kind}Iter_reduce`, '__setstate__(self, state, /)': `${kind}Iter_setstate`,
  },
});
export const sequences = [
  seqIter('list_iterator', 'listIter_next', 'forward'), seqIter('tuple_iterator', 'tupleIter_next', 'forward'), seqIter('iterator', 'seqIter_next', 'forward'),
  seqIter('list_reverseiterator', 'listReverseIter_next', 'reverse'),
];
export const reversed = defineType({
  name: 'reversed', impl: 'types/iter/sequence', layout: 'SeqIter', flags: ['BASETYPE', 'HAVE_GC'], doc: 'Return a reverse iterator over the values of the given sequence.',
  slots: { tp_dealloc: 'seqIter_dealloc', tp_traverse: 'seqIter_traverse', tp_iter: 'selfIter', tp_iternext: 'reversed_next', tp_new: 'reversed_new' },
  methods: { '__length_hint__(self, /)': 'reverseIter_hint', '__reduce__(self, /)': 'reversed_reduce', '__setstate__(self, state, /)': 'reverseIter_setstate' },
});
export const callableIterator = defineType({
  name: 'callable_iterator', impl: 'types/iter/sequence', layout: 'CallIter', flags: hidden,
  slots: { tp_dealloc: 'callIter_dealloc', tp_traverse: 'callIter_traverse', tp_iter: 'selfIter', tp_iternext: 'callIter_next' },
  methods: { '__reduce__(self, /)': 'callIter_reduce' },
});
const rangeIter = (name: string, prefix: string, layout: string): TypeSpec => defineType({
  name, impl: 'types/range/spec', layout, flags: ['DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: `${prefix}_dealloc`, tp_iter: 'selfIter', tp_iternext: `${prefix}_next` },
  methods: { '__length_hint__(self, /)': `${prefix}_hint`, '__reduce__(self, /)': `${prefix}_reduce`, '__setstate__(self, state, /)': `${prefix}_setstate` },
});
export const ranges = [rangeIter('range_iterator', 'rangeIter', 'RangeIter'), rangeIter('longrange_iterator', 'longRangeIter', 'LongRangeIter')];
export const dictIterators = ['key', 'value', 'item', 'reversekey', 'reversevalue', 'reverseitem'].map((what) => defineType({
  name: `dict_${what}iterator`, impl: 'types/dict/spec', layout: 'DictIter', flags: hidden,
  slots: { tp_dealloc: 'dictIter_dealloc', tp_traverse: 'dictIter_traverse', tp_iter: 'selfIter', tp_iternext: 'dictIter_next' },
  methods: { '__length_hint__(self, /)': 'dictIter_hint', '__reduce__(self, /)': 'dictIter_reduce' },
}));
const view = (name: string, setLike: boolean): TypeSpec => defineType({
  name: `dict_${name}`, impl: 'types/dict/spec', layout: 'DictView', flags: hidden,
  slots: {
    tp_dealloc: 'view_dealloc', tp_traverse: 'view_traverse', tp_repr: 'view_repr', tp_iter: `${name}_iter`, sq_length: 'view_len',
    ...(setLike ? { tp_hash: 'notHashable', tp_richcompare: 'view_compare', sq_contains: `${name}_contains`, nb_or: 'view_or', nb_and: 'view_and', nb_subtract: 'view_sub', nb_xor: 'view_xor' } : {}),
  },
  methods: { '__reversed__(self, /)': `${name}_reversed`, ...(setLike ? { 'isdisjoint(self, other, /)': 'view_isdisjoint' } : {}) },
  getset: { mapping: ['view_mapping'] },
});
export const views = [view('keys', true), view('values', false), view('items', true)];
export const setIterator = defineType({
  name: 'set_iterator', impl: 'types/set/spec', layout: 'SetIter', flags: hidden,
  slots: { tp_dealloc: 'setIter_dealloc', tp_traverse: 'setIter_traverse', tp_iter: 'selfIter', tp_iternext: 'setIter_next' },
  methods: { '__length_hint__(self, /)': 'setIter_hint', '__reduce__(self, /)': 'setIter_reduce' },
});
const functional = (name: string, prefix: string, layout: string, doc: string, methods: Record<string, string>): TypeSpec => defineType({
  name, impl: 'types/functional/spec', layout, flags: ['BASETYPE', 'HAVE_GC'], doc,
  slots: { tp_dealloc: `${prefix}_dealloc`, tp_traverse: `${prefix}_traverse`, tp_iter: 'selfIter', tp_iternext: `${prefix}_next`, tp_new: `${prefix}_new` },
  methods: { '__reduce__(self, /)': `${prefix}_reduce`, ...methods },
});
export const functionals = [
  functional('enumerate', 'enum', 'EnumObject', 'Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields pairs containing a count (from start, which\ndefaults to zero) and a value yielded by the iterable argument.\n\nenumerate is useful for obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...', { '@classmethod __class_getitem__(cls, item, /)': 'classGetItem' }),
  functional('zip', 'zip', 'ZipObject', "The zip object yields n-length tuples, where n is the number of iterables\npassed as positional arguments to zip().  The i-th element in every tuple\ncomes from the i-th iterable argument to zip().  This continues until the\nshortest argument is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.\n\n   >>> list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]", { '__setstate__(self, state, /)': 'zip_setstate' }),
  functional('map', 'map', 'MapObject', 'Make an iterator that computes the function using arguments from\neach of the iterables.  Stops when the shortest iterable is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.', { '__setstate__(self, state, /)': 'map_setstate' }),
  functional('filter', 'filter', 'FilterObject', 'Return an iterator yielding those items of iterable for which function(item)\nis true. If function is None, return the items that are true.', {}),
];
