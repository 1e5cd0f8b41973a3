/** The trie beneath contexts: its type, nodes and iterators. CPython: Python/hamt.c. */
import { defineType } from '../dsl.ts';

const impl = 'types/hamt/core';
export const hamt = defineType({
  name: 'hamt', impl, layout: 'HamtObject', weakref: true, flags: ['HAVE_GC'],
  slots: {
    tp_dealloc: 'hamt_dealloc', tp_traverse: 'hamt_traverse', tp_clear: 'hamt_clear', tp_new: 'hamt_new', tp_iter: 'hamt_iter', tp_richcompare: 'hamt_compare', tp_hash: 'notHashable',
    mp_length: 'hamt_length', mp_subscript: 'hamt_subscript', sq_contains: 'hamt_contains',
  },
  methods: {
    'set(self, key, value, /)': 'hamt_set', 'get(self, key, default=None, /)': 'hamt_get', 'delete(self, key, /)': 'hamt_delete', 'items(self, /)': 'hamt_items', 'keys(self, /)': 'hamt_keys',
    'values(self, /)': 'hamt_values',
  },
});
const node = (kind: string) => defineType({
  name: `hamt_${kind}_node`, impl, layout: 'HamtNode', itemsize: 8, flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'node_dealloc', tp_traverse: 'node_traverse', tp_clear: 'node_clear' },
});
export const nodes = ['bitmap', 'array', 'collision'].map(node);
const iterator = (name: string, next: string) => defineType({
  name, key: `hamt_${name}`, impl, layout: 'HamtIter', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'hamtIter_dealloc', tp_traverse: 'hamtIter_traverse', tp_clear: 'hamtIter_clear', tp_iter: 'selfIter', tp_iternext: next, mp_length: 'hamtIter_length' },
});
export const iterators = [iterator('keys', 'hamtKeys_next'), iterator('values', 'hamtValues_next'), iterator('items', 'hamtItems_next')];
