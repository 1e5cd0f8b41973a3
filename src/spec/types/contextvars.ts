/** The types of _contextvars. */
import { defineType } from '../dsl.ts';

const impl = 'modules/contextvars/core';
export const context = defineType({
  name: '_contextvars.Context', impl, layout: 'ContextObject', weakref: true, flags: ['HAVE_GC', 'MAPPING'],
  slots: {
    tp_dealloc: 'context_dealloc', tp_traverse: 'context_traverse', tp_clear: 'context_clear', tp_new: 'context_new', tp_iter: 'context_iter', tp_richcompare: 'context_compare', tp_hash: 'notHashable',
    mp_length: 'context_length', mp_subscript: 'context_subscript', sq_contains: 'context_contains',
  },
  methods: {
    'run(self, /, *args, **kwargs)': 'context_run', 'copy(self, /)': 'context_copy', 'get(self, key, default=None, /)': 'context_get', 'items(self, /)': 'context_items', 'keys(self, /)': 'context_keys',
    'values(self, /)': 'context_values',
  },
});
export const contextVar = defineType({
  name: '_contextvars.ContextVar', impl, layout: 'ContextVarObject', flags: ['HAVE_GC'],
  slots: { tp_dealloc: 'var_dealloc', tp_traverse: 'var_traverse', tp_clear: 'var_clear', tp_new: 'var_new', tp_repr: 'var_repr' },
  methods: {
    'get(self, default=<unset>, /)': 'var_get', 'set(self, value, /)': 'var_set', 'reset(self, token, /)': 'var_reset', '@classmethod __class_getitem__(cls, item, /)': 'classGetItem',
  },
  members: { name: { field: 'name', kind: 'value' } },
});
export const token = defineType({
  name: '_contextvars.Token', impl, layout: 'TokenObject', flags: ['HAVE_GC'],
  slots: { tp_dealloc: 'token_dealloc', tp_traverse: 'token_traverse', tp_clear: 'token_clear', tp_new: 'token_new', tp_repr: 'token_repr', tp_hash: 'notHashable' },
  methods: {
    '__enter__(self, /)': 'token_enter', '__exit__(self, type, val, tb, /)': 'token_exit', '@classmethod __class_getitem__(cls, item, /)': 'classGetItem',
  },
  getset: { var: ['token_var'], old_value: ['token_oldValue'] },
  attributes: { MISSING: '=tokenMissing' },
});
export const missing = defineType({
  name: 'Token.MISSING', key: 'TokenMissing', impl, flags: ['DISALLOW_INSTANTIATION'], slots: { tp_dealloc: 'missing_dealloc', tp_repr: 'missing_repr' },
});
