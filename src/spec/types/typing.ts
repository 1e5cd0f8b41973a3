/** Type parameters, type aliases, Generic (types/typevar). */
import { defineType } from '../dsl.ts';

const paramSlots = { tp_dealloc: 'paramDealloc', tp_traverse: 'paramTraverse', tp_clear: 'paramClear', tp_new: 'paramNew', tp_repr: 'paramRepr' };
const common = { __name__: ['paramName'], __default__: ['paramDefault'], evaluate_default: ['paramEvaluateDefault'] } as const;
const variance = { __covariant__: ['paramCovariant'], __contravariant__: ['paramContravariant'], __infer_variance__: ['paramInfer'], __bound__: ['paramBound'] } as const;
const methods = { 'has_default(self, /)': 'paramHasDefault', '__reduce__(self, /)': 'paramReduce', '__mro_entries__(self, bases, /)': 'paramMroEntries' };
export const typeVar = defineType({
  name: 'typing.TypeVar', impl: 'types/typevar/params', layout: 'TypeParamObject', layoutFrom: 'types/typevar/core', flags: ['HAVE_GC'], dict: true, weakref: true, doc: 'Type variable.',
  slots: { ...paramSlots, nb_or: 'paramOr' },
  methods: { ...methods, '__typing_subst__(self, arg, /)': 'typeVarSubst', '__typing_prepare_subst__(self, alias, args, /)': 'typeVarPrepare' },
  getset: { ...common, ...variance, __constraints__: ['paramConstraints'], evaluate_bound: ['paramEvaluateBound'], evaluate_constraints: ['paramEvaluateConstraints'] },
});
export const paramSpec = defineType({
  name: 'typing.ParamSpec', impl: 'types/typevar/params', layout: 'TypeParamObject', layoutFrom: 'types/typevar/core', flags: ['HAVE_GC'], dict: true, weakref: true, doc: 'Parameter specification variable.',
  slots: { ...paramSlots, nb_or: 'paramOr' },
  methods: { ...methods, '__typing_subst__(self, arg, /)': 'paramSpecSubst', '__typing_prepare_subst__(self, alias, args, /)': 'paramSpecPrepare' },
  getset: { ...common, ...variance, args: ['paramSpecArgs'], kwargs: ['paramSpecKwargs'] },
});
export const typeVarTuple = defineType({
  name: 'typing.TypeVarTuple', impl: 'types/typevar/params', layout: 'TypeParamObject', layoutFrom: 'types/typevar/core', flags: ['HAVE_GC'], dict: true, weakref: true, doc: 'Type variable tuple.',
  slots: { ...paramSlots, tp_iter: 'tupleParamIter' },
  methods: { ...methods, '__typing_subst__(self, arg, /)': 'tupleParamSubst', '__typing_prepare_subst__(self, alias, args, /)': 'tupleParamPrepare' },
  getset: common,
});
const part = (name: string) => defineType({
  name: `typing.${name}`, impl: 'types/typevar/params', layout: 'ParamPartObject', flags: ['HAVE_GC'], weakref: true,
  slots: { tp_dealloc: 'partDealloc', tp_traverse: 'partTraverse', tp_new: 'partNew', tp_repr: 'partRepr', tp_richcompare: 'partCompare', tp_hash: 'notHashable' },
  methods: { '__mro_entries__(self, bases, /)': 'partMroEntries' },
  members: { __origin__: { field: 'origin', kind: 'value' } },
});
export const parts = [part('ParamSpecArgs'), part('ParamSpecKwargs')];
export const noDefaultType = defineType({
  name: 'typing.NoDefaultType', impl: 'types/typevar/params', slots: { tp_new: 'noDefaultNew', tp_repr: 'noDefaultRepr', tp_dealloc: 'noDefaultDealloc' }, methods: { '__reduce__(self, /)': 'noDefaultReduce' },
});
export const constEvaluator = defineType({
  name: '_typing._ConstEvaluator', impl: 'types/typevar/params', layout: 'ConstEvaluator', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'evaluatorDealloc', tp_traverse: 'evaluatorTraverse', tp_repr: 'evaluatorRepr', tp_call: 'evaluatorCall' },
});
export const typeAlias = defineType({
  name: 'typing.TypeAliasType', impl: 'types/typevar/alias', layout: 'TypeAliasObject', flags: ['HAVE_GC'], weakref: true, doc: 'Type alias.',
  slots: { tp_dealloc: 'aliasDealloc', tp_traverse: 'aliasTraverse', tp_clear: 'aliasClear', tp_new: 'aliasNew', tp_repr: 'aliasRepr', tp_iter: 'aliasIter', nb_or: 'aliasOr', mp_subscript: 'aliasGetItem' },
  methods: { '__reduce__(self, /)': 'aliasReduce' },
  getset: { __name__: ['aliasName'], __value__: ['aliasValue'], evaluate_value: ['aliasEvaluate'], __type_params__: ['aliasTypeParams'], __parameters__: ['aliasParameters'], __module__: ['aliasModule'] },
});
export const generic = defineType({
  name: 'typing.Generic', impl: 'types/typevar/alias', layout: 'GenericObject', flags: ['BASETYPE', 'HAVE_GC'],
  doc: "Abstract base class for generic types.\n\nOn Python 3.12 and newer, generic classes implicitly inherit from\nGeneric when they declare a parameter list after the class's name::\n\n    class Mapping[KT, VT]:\n        def __getitem__(self, key: KT) -> VT:\n            ...\n            # Etc.\n\nOn older versions of Python, however, generic classes have to\nexplicitly inherit from Generic.\n\nAfter a class has been declared to be generic, it can then be used as\nfollows::\n\n    def lookup_name[KT, VT](mapping: Mapping[KT, VT], key: KT, default: VT) -> VT:\n        try:\n            return mapping[key]\n        except KeyError:\n            return default\n",
  slots: { tp_dealloc: 'genericDealloc', tp_traverse: 'genericTraverse', tp_clear: 'genericClear', tp_new: 'genericNew' },
  methods: { '@classmethod __class_getitem__(cls, *args, **kwargs)': 'genericClassGetItem', '@classmethod __init_subclass__(cls, *args, **kwargs)': 'genericInitSubclass' },
});
