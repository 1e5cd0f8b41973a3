/** The types of itertools. */
import { defineType, type TypeSpec } from '../dsl.ts';

interface Part { file: string; layout: string; fields?: number; extra?: Partial<TypeSpec> }
const t = (name: string, prefix: string, part: Part): TypeSpec => defineType({
  name: `itertools.${name}`, impl: `modules/itertools/${part.file}`, layout: part.layout, flags: name.startsWith('_grouper') ? ['HAVE_GC', 'DISALLOW_INSTANTIATION'] : ['BASETYPE', 'HAVE_GC'],
  ...part.extra,
  slots: {
    tp_dealloc: part.fields ? `dealloc${part.fields}` : 'comb_dealloc', tp_traverse: part.fields ? `visit${part.fields}` : 'comb_traverse', tp_iter: 'selfIter', tp_iternext: `${prefix}_next`,
    ...(name === '_grouper' ? {} : { tp_new: `${prefix}_new` }), ...part.extra?.slots,
  },
});
const stream = (layout: string, fields: number, extra?: Partial<TypeSpec>): Part => ({ file: 'stream', layout, fields, ...(extra ? { extra } : {}) });
const comb: Part = { file: 'combinatoric', layout: 'Combinatoric' };
export const types = [
  t('accumulate', 'accumulate', stream('Fields4', 4, { doc: 'Return series of accumulated sums (or other binary function results).' })),
  t('batched', 'batched', stream('Batched', 1, { doc: 'Batch data into tuples of length n. The last batch may be shorter than n.\n\nLoops over the input iterable and accumulates data into tuples\nup to size n.  The input is consumed lazily, just enough to\nfill a batch.  The result is yielded as soon as a batch is full\nor when the input iterable is exhausted.\n\n    >>> for batch in batched(\'ABCDEFG\', 3):\n    ...     print(batch)\n    ...\n    (\'A\', \'B\', \'C\')\n    (\'D\', \'E\', \'F\')\n    (\'G\',)\n\nIf "strict" is True, raises a ValueError if the final batch is shorter\nthan n.' })),
  t('chain', 'chain', stream('Fields2', 2, {
    doc: 'chain(*iterables) --> chain object\n\nReturn a chain object whose .__next__() method returns elements from the\nfirst iterable until it is exhausted, then elements from the next\niterable, until all of the iterables are exhausted.',
    methods: { '@classmethod from_iterable(cls, iterable, /)': 'chain_fromIterable', '@classmethod __class_getitem__(cls, item, /)': 'classGetItem' },
  })),
  t('compress', 'compress', stream('Pair', 2, { doc: 'Return data elements corresponding to true selector elements.\n\nForms a shorter iterator from selected data elements using the selectors to\nchoose the data elements.' })),
  t('dropwhile', 'dropwhile', stream('Pair', 2, { doc: 'Drop items from the iterable while predicate(item) is true.\n\nAfterwards, return every element until the iterable is exhausted.' })),
  t('filterfalse', 'filterfalse', stream('Pair', 2, { doc: 'Return those items of iterable for which function(item) is false.\n\nIf function is None, return the items that are false.' })),
  t('starmap', 'starmap', stream('Pair', 2, { doc: 'Return an iterator whose values are returned from the function evaluated with an argument tuple taken from the given sequence.' })),
  t('takewhile', 'takewhile', stream('Pair', 2, { doc: 'Return successive entries from an iterable as long as the predicate evaluates to true for each entry.' })),
  t('islice', 'islice', stream('ISlice', 1, { doc: 'islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\nReturn an iterator whose next() method returns selected values from an\niterable.  If start is specified, will skip all preceding elements;\notherwise, start defaults to zero.  Step defaults to one.  If\nspecified as another value, step determines how many values are\nskipped between successive calls.  Works like a slice() on a list\nbut returns an iterator.' })),
  t('pairwise', 'pairwise', stream('Fields2', 2, { doc: "Return an iterator of overlapping pairs taken from the input iterator.\n\n    s -> (s0,s1), (s1,s2), (s2, s3), ..." })),
  t('zip_longest', 'zipLongest', stream('ZipLongest', 2, { doc: 'Return a zip_longest object whose .__next__() method returns a tuple where\nthe i-th element comes from the i-th iterable argument.  The .__next__()\nmethod continues until the longest iterable in the argument sequence\nis exhausted and then it raises StopIteration.  When the shorter iterables\nare exhausted, the fillvalue is substituted in their place.  The fillvalue\ndefaults to None or can be specified by a keyword argument.' })),
  t('count', 'count', { file: 'infinite', layout: 'Count', fields: 2, extra: { doc: 'Return a count object whose .__next__() method returns consecutive values.', slots: { tp_repr: 'count_repr' } } }),
  t('cycle', 'cycle', { file: 'infinite', layout: 'Cycle', fields: 2, extra: { doc: 'Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.' } }),
  t('repeat', 'repeat', {
    file: 'infinite', layout: 'Repeat', fields: 1,
    extra: { doc: 'repeat(object [,times]) -> create an iterator which returns the object\nfor the specified number of times.  If not specified, returns the object\nendlessly.', slots: { tp_repr: 'repeat_repr' }, methods: { '__length_hint__(self, /)': 'repeat_hint' } },
  }),
  t('combinations', 'combinations', { ...comb, extra: { doc: "Return successive r-length combinations of elements in the iterable.\n\ncombinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), (1,2,3)" } }),
  t('combinations_with_replacement', 'cwr', { ...comb, extra: { doc: 'Return successive r-length combinations of elements in the iterable allowing individual elements to have successive repeats.' } }),
  t('permutations', 'permutations', { ...comb, extra: { doc: 'Return successive r-length permutations of elements in the iterable.\n\npermutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), (2,0), (2,1)' } }),
  t('product', 'product', { ...comb, extra: { doc: 'Cartesian product of input iterables.  Equivalent to nested for-loops.' } }),
  t('groupby', 'groupby', { file: 'groupby', layout: 'GroupBy', fields: 6, extra: { doc: 'make an iterator that returns consecutive keys and groups from the iterable\n\n  iterable\n    Elements to divide into groups according to the key function.\n  key\n    A function for computing the group category for each element.\n    If the key function is not specified or is None, the element itself\n    is used for grouping.' } }),
  t('_grouper', 'grouper', { file: 'groupby', layout: 'Fields2', fields: 2 }),
  defineType({
    name: 'itertools._tee', impl: 'modules/itertools/tee', layout: 'Tee', weakref: true, flags: ['HAVE_GC'], doc: 'Iterator wrapped to make it copyable.',
    slots: { tp_dealloc: 'tee_dealloc', tp_traverse: 'visit1', tp_clear: 'clear1', tp_iter: 'selfIter', tp_iternext: 'tee_next', tp_new: 'tee_new' },
    methods: { '__copy__(self, /)': 'tee_copy' },
  }),
  defineType({
    name: 'itertools._tee_dataobject', impl: 'modules/itertools/tee', layout: 'TeeBlock', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'], doc: 'Data container common to multiple tee objects.',
    slots: { tp_dealloc: 'block_dealloc', tp_traverse: 'block_traverse' },
  }),
];
