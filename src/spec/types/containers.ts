/** tuple, list, dict, set, frozenset. Their iterators and views: container-iterators.ts. */
import { defineType } from '../dsl.ts';

export const tuple = defineType({
  name: 'tuple', impl: 'types/tuple/core', layout: 'TupleObject', itemsize: 8,
  flags: ['BASETYPE', 'HAVE_GC', 'TUPLE_SUBCLASS', 'SEQUENCE', 'MATCH_SELF'],
});
export const list = defineType({
  name: 'list', impl: 'types/list/core', layout: 'ListObject',
  flags: ['BASETYPE', 'HAVE_GC', 'LIST_SUBCLASS', 'SEQUENCE', 'MATCH_SELF'],
});
export const dict = defineType({
  name: 'dict', impl: 'types/dict/core', layout: 'DictObject',
  flags: ['BASETYPE', 'HAVE_GC', 'DICT_SUBCLASS', 'MAPPING', 'MATCH_SELF'],
});
export const set = defineType({
  name: 'set', impl: 'types/set/core', layout: 'SetObject', weakref: true,
  flags: ['BASETYPE', 'HAVE_GC', 'SET_SUBCLASS', 'MATCH_SELF'],
});
export const frozenset = defineType({
  name: 'frozenset', impl: 'types/set/core', layout: 'SetObject', weakref: true,
  flags: ['BASETYPE', 'HAVE_GC', 'SET_SUBCLASS', 'MATCH_SELF'],
});
