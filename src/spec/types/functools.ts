/** The types of _functools. */
import { defineType } from '../dsl.ts';

const impl = 'modules/functools/core';
export const partial = defineType({
  name: 'functools.partial', impl, layout: 'Partial', dict: true, weakref: true, flags: ['BASETYPE', 'HAVE_GC', 'METHOD_DESCRIPTOR'],
  doc: 'Create a new function with partial application of the given arguments and keywords.',
  slots: { tp_dealloc: 'partial_dealloc', tp_traverse: 'partial_traverse', tp_clear: 'partial_clear', tp_repr: 'partial_repr', tp_call: 'partial_call', tp_descr_get: 'partial_get', tp_new: 'partial_new' },
  methods: { '__reduce__(self, /)': 'partial_reduce', '__setstate__(self, state, /)': 'partial_setstate', '@classmethod __class_getitem__(cls, item, /)': 'classGetItem' },
  members: { func: { field: 'func', kind: 'value' }, args: { field: 'args', kind: 'value' }, keywords: { field: 'keywords', kind: 'value' } },
});
export const placeholder = defineType({
  name: 'functools._PlaceholderType', impl, doc: "The type of the Placeholder singleton.\n\nUsed as a placeholder for partial arguments.",
  slots: { tp_dealloc: 'placeholder_dealloc', tp_repr: 'placeholder_repr', tp_new: 'placeholder_new' },
  methods: { '__reduce__(self, /)': 'placeholder_reduce' },
});
export const lru = defineType({
  name: 'functools._lru_cache_wrapper', impl, layout: 'LruCache', dict: true, weakref: true, flags: ['BASETYPE', 'HAVE_GC', 'METHOD_DESCRIPTOR'],
  doc: 'Create a cached callable that wraps another function.\n\nuser_function:      the function being cached\n\nmaxsize:  0         for no caching\n          None      for unlimited cache size\n          n         for a bounded cache\n\ntyped:    False     cache f(3) and f(3.0) as identical calls\n          True      cache f(3) and f(3.0) as distinct calls\n\ncache_info_type:    namedtuple class with the fields:\n                        hits misses currsize maxsize',
  slots: { tp_dealloc: 'lru_dealloc', tp_traverse: 'lru_traverse', tp_clear: 'lru_clearSlot', tp_call: 'lru_call', tp_descr_get: 'lru_get', tp_new: 'lru_new' },
  methods: {
    'cache_info(self, /)': 'lru_cacheInfo', 'cache_clear(self, /)': 'lru_cacheClear', '__reduce__(self, /)': 'lru_reduce', '__copy__(self, /)': 'lru_copy', '__deepcopy__(self, memo, /)': 'lru_deepcopy',
  },
});
export const key = defineType({
  name: 'functools.KeyWrapper', impl, layout: 'KeyObject', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'key_dealloc', tp_traverse: 'key_traverse', tp_call: 'key_call', tp_richcompare: 'key_compare', tp_hash: 'notHashable' },
  members: { obj: { field: 'object', kind: 'value' } },
});
