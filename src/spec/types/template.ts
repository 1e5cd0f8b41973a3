import { defineType } from '../dsl.ts';
const impl = 'types/template/core';
export const template = defineType({
  name: 'string.templatelib.Template', impl, layout: 'TemplateObject', flags: ['HAVE_GC'],
  slots: { tp_new: 'template_new', tp_dealloc: 'templateDealloc', tp_traverse: 'templateTraverse', tp_clear: 'templateClear', tp_repr: 'template_repr', tp_iter: 'template_iter', sq_concat: 'template_add' },
  methods: { '__reduce__(self, /)': 'template_reduce', '@classmethod __class_getitem__(cls, item, /)': 'classGetItem' },
  getset: { values: ['template_values'] },
  members: { strings: { field: 'strings', kind: 'value' }, interpolations: { field: 'interpolations', kind: 'value' } },
});
export const interpolation = defineType({
  name: 'string.templatelib.Interpolation', impl, layout: 'InterpolationObject', flags: ['HAVE_GC'],
  slots: { tp_new: 'interpolation_new', tp_dealloc: 'interpolationDealloc', tp_traverse: 'interpolationTraverse', tp_clear: 'interpolationClear', tp_repr: 'interpolation_repr' },
  methods: { '__reduce__(self, /)': 'interpolation_reduce', '@classmethod __class_getitem__(cls, item, /)': 'classGetItem' },
  members: { value: { field: 'value', kind: 'value' }, expression: { field: 'expression', kind: 'value' }, conversion: { field: 'conversion', kind: 'value' }, format_spec: { field: 'format_spec', kind: 'value' } },
  attributes: { __match_args__: '=interpolation_match_args' },
});
export const templateIter = defineType({
  name: 'string.templatelib.TemplateIter', impl, layout: 'TemplateIterObject', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'templateIterDealloc', tp_traverse: 'templateIterTraverse', tp_iter: 'templateIterSelf', tp_iternext: 'templateIterNext' },
});
