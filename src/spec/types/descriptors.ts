/** Descriptors of native attributes, property and its kin, bound methods, mappingproxy, modules, namespaces, generic aliases, unions, weak references. */
import { defineType } from '../dsl.ts';

const common = {
  getset: { __name__: ['descrGetName'], __qualname__: ['descrGetQualname'], __objclass__: ['descrGetObjclass'], __doc__: ['methodDescrDoc'] },
  methods: { '__reduce__(self, /)': 'descrReduce' },
} as const;
const gc = { tp_dealloc: 'descrDealloc', tp_traverse: 'descrTraverse' } as const;
export const methodDescriptor = defineType({
  name: 'method_descriptor', impl: 'objects/descriptors', layout: 'MethodDescrObject', layoutFrom: 'objects/method-def', flags: ['HAVE_GC', 'METHOD_DESCRIPTOR'],
  slots: { ...gc, tp_repr: 'methodDescrRepr', tp_call: 'methodDescrCall', tp_descr_get: 'methodDescrGet' },
  ...common, getset: { ...common.getset, __text_signature__: ['methodDescrTextSignature'] },
});
export const classmethodDescriptor = defineType({
  name: 'classmethod_descriptor', impl: 'objects/descriptors', layout: 'MethodDescrObject', layoutFrom: 'objects/method-def', flags: ['HAVE_GC'],
  slots: { ...gc, tp_repr: 'methodDescrRepr', tp_call: 'classMethodDescrCall', tp_descr_get: 'classMethodDescrGet' },
  ...common, getset: { ...common.getset, __text_signature__: ['methodDescrTextSignature'] },
});
export const wrapperDescriptor = defineType({
  name: 'wrapper_descriptor', impl: 'objects/descriptors', layout: 'WrapperDescrObject', flags: ['HAVE_GC', 'METHOD_DESCRIPTOR'],
  slots: { ...gc, tp_repr: 'wrapperDescrRepr', tp_call: 'wrapperDescrCall', tp_descr_get: 'wrapperDescrGet' },
  ...common, getset: { ...common.getset, __text_signature__: ['wrapperDescrTextSignature'] },
});
export const methodWrapper = defineType({
  name: 'method-wrapper', key: 'methodwrapper', impl: 'objects/descriptors', layout: 'MethodWrapperObject', flags: ['HAVE_GC'],
  slots: {
    tp_dealloc: 'methodWrapperDealloc', tp_traverse: 'methodWrapperTraverse', tp_repr: 'methodWrapperRepr', tp_call: 'methodWrapperCall', tp_richcompare: 'methodWrapperCompare', tp_hash: 'methodWrapperHash',
  },
  getset: { __self__: ['methodWrapperSelf'], __name__: ['methodWrapperName'], __qualname__: ['methodWrapperQualname'], __objclass__: ['methodWrapperObjclass'], __doc__: ['methodWrapperDoc'], __text_signature__: ['methodWrapperTextSignature'] },
  methods: { '__reduce__(self, /)': 'methodWrapperReduce' },
});
export const getsetDescriptor = defineType({
  name: 'getset_descriptor', impl: 'objects/descriptors', layout: 'GetSetDescrObject', flags: ['HAVE_GC'],
  slots: { ...gc, tp_repr: 'getsetDescrRepr', tp_descr_get: 'getsetDescrGet', tp_descr_set: 'getsetDescrSet' }, getset: common.getset,
});
export const memberDescriptor = defineType({
  name: 'member_descriptor', impl: 'objects/descriptors', layout: 'MemberDescrObject', flags: ['HAVE_GC'],
  slots: { ...gc, tp_repr: 'memberDescrRepr', tp_descr_get: 'memberDescrGet', tp_descr_set: 'memberDescrSet' }, ...common,
});
export const builtinFunction = defineType({
  name: 'builtin_function_or_method', impl: 'objects/descriptors', layout: 'BuiltinObject', layoutFrom: 'objects/method-def', flags: ['HAVE_GC'], weakref: true,
  slots: {
    tp_dealloc: 'builtinDealloc', tp_traverse: 'builtinTraverse', tp_clear: 'builtinClear', tp_repr: 'builtinRepr', tp_call: 'builtinCallSlot', tp_richcompare: 'builtinCompare', tp_hash: 'builtinHash',
  },
  getset: {
    __name__: ['builtinName'], __qualname__: ['builtinQualname'], __self__: ['builtinSelf'], __module__: ['builtinModule', 'builtinSetModule'], __doc__: ['builtinDoc'], __text_signature__: ['builtinTextSignature'],
  },
  methods: { '__reduce__(self, /)': 'builtinReduce' },
});
export const propertyType = defineType({
  name: 'property', impl: 'objects/property', layout: 'PropertyObject', flags: ['BASETYPE', 'HAVE_GC'],
  doc: 'Property attribute.\n\n  fget\n    function to be used for getting an attribute value\n  fset\n    function to be used for setting an attribute value\n  fdel\n    function to be used for del\'ing an attribute\n  doc\n    docstring',
  slots: { tp_dealloc: 'propertyDealloc', tp_traverse: 'propertyTraverse', tp_clear: 'propertyClear', tp_init: 'propertyInit', tp_descr_get: 'propertyGet', tp_descr_set: 'propertySet', tp_new: 'plainNew' },
  methods: { 'getter(self, fget, /)': 'propertyGetter', 'setter(self, fset, /)': 'propertySetter', 'deleter(self, fdel, /)': 'propertyDeleter', '__set_name__(self, owner, name, /)': 'propertySetName' },
  getset: {
    fget: ['propertyFget'], fset: ['propertyFset'], fdel: ['propertyFdel'], __doc__: ['propertyDoc', 'propertySetDoc'], __name__: ['propertyNameGet', 'propertyNameSet'], __isabstractmethod__: ['propertyIsAbstract'],
  },
});
const wrap = { tp_dealloc: 'wrapperDealloc', tp_traverse: 'wrapperTraverse', tp_clear: 'wrapperClear', tp_new: 'plainNew' } as const;
const wrapGetset = {
  __func__: ['wrapperFunc'], __wrapped__: ['wrapperFunc'], __isabstractmethod__: ['wrapperIsAbstract'], __dict__: ['wrapperDict'], __annotations__: ['wrapperAnnotations'], __annotate__: ['wrapperAnnotate'],
} as const;
export const classmethodType = defineType({
  name: 'classmethod', impl: 'objects/property', layout: 'ClassMethodObject', layoutFrom: 'objects/descriptors', flags: ['BASETYPE', 'HAVE_GC'], dict: true, weakref: true,
  slots: { ...wrap, tp_init: 'classMethodInit', tp_descr_get: 'classMethodGet', tp_repr: 'classMethodRepr' }, getset: wrapGetset, methods: { '@classmethod __class_getitem__(cls, object, /)': 'wrapperClassGetItem' },
});
export const staticmethodType = defineType({
  name: 'staticmethod', impl: 'objects/property', layout: 'StaticMethodObject', layoutFrom: 'objects/descriptors', flags: ['BASETYPE', 'HAVE_GC'], dict: true, weakref: true,
  slots: { ...wrap, tp_init: 'staticMethodInit', tp_descr_get: 'staticMethodGet', tp_repr: 'staticMethodRepr', tp_call: 'staticMethodCall' }, getset: wrapGetset, methods: { '@classmethod __class_getitem__(cls, object, /)': 'wrapperClassGetItem' },
});
export const methodType = defineType({
  name: 'method', impl: 'objects/method', layout: 'MethodObject', flags: ['HAVE_GC'], weakref: true,
  slots: {
    tp_dealloc: 'methodDealloc', tp_traverse: 'methodTraverse', tp_repr: 'methodRepr', tp_call: 'methodCall', tp_richcompare: 'methodCompare', tp_hash: 'methodHash', tp_getattro: 'methodGetattro',
    tp_descr_get: 'methodDescrGet', tp_new: 'methodTypeNew',
  },
  getset: { __func__: ['methodFunc'], __self__: ['methodSelf'], __doc__: ['methodDoc'] }, methods: { '__reduce__(self, /)': 'methodReduce' },
});
export const mappingproxyType = defineType({
  name: 'mappingproxy', impl: 'objects/mappingproxy', layout: 'MappingProxyObject', flags: ['HAVE_GC', 'MAPPING'],
  slots: {
    tp_dealloc: 'proxyDealloc', tp_traverse: 'proxyTraverse', tp_repr: 'proxyRepr', tp_str: 'proxyStr', tp_hash: 'proxyHash', tp_richcompare: 'proxyCompare', tp_iter: 'proxyIter', tp_new: 'proxyTypeNew',
    mp_length: 'proxyLen', mp_subscript: 'proxyGetItem', sq_contains: 'proxyContains', nb_or: 'proxyOr', nb_inplace_or: 'proxyInplaceOr',
  },
  methods: {
    'get(self, key, default=None, /)': 'proxyGet', 'keys(self, /)': 'proxyKeys', 'values(self, /)': 'proxyValues', 'items(self, /)': 'proxyItems', 'copy(self, /)': 'proxyCopy',
    '__reversed__(self, /)': 'proxyReversed', '@classmethod __class_getitem__(cls, object, /)': 'proxyClassGetItem',
  },
});
export const moduleType = defineType({
  name: 'module', impl: 'objects/module', layout: 'ModuleObject', flags: ['BASETYPE', 'HAVE_GC'], dict: true, weakref: true,
  doc: 'Create a module object.\n\nThe name must be a string; the optional docstring can have any type.',
  slots: { tp_dealloc: 'moduleDealloc', tp_traverse: 'moduleTraverse', tp_repr: 'moduleRepr', tp_getattro: 'moduleGetAttro', tp_init: 'moduleInit', tp_new: 'moduleTypeNew' },
  methods: { '__dir__(self, /)': 'moduleDir' },
  getset: { __dict__: ['moduleGetDict'], __annotations__: ['moduleGetAnnotations', 'moduleSetAnnotations'], __annotate__: ['moduleGetAnnotate', 'moduleSetAnnotate'] },
});
export const namespaceType = defineType({
  name: 'types.SimpleNamespace', impl: 'objects/namespace', flags: ['BASETYPE', 'HAVE_GC'], dict: true,
  slots: { tp_dealloc: 'namespaceDealloc', tp_traverse: 'namespaceTraverse', tp_clear: 'namespaceClear', tp_repr: 'namespaceRepr', tp_richcompare: 'namespaceCompare', tp_init: 'namespaceInit', tp_new: 'namespaceNewType' },
  methods: { '__reduce__(self, /)': 'namespaceReduce', '__replace__(self, /, **changes)': 'namespaceReplace' },
  getset: { __dict__: ['namespaceDict', 'namespaceSetDict'] },
});
export const genericAliasType = defineType({
  name: 'types.GenericAlias', impl: 'objects/generic-alias', layout: 'GenericAliasObject', flags: ['BASETYPE', 'HAVE_GC'], weakref: true,
  slots: {
    tp_dealloc: 'aliasDealloc', tp_traverse: 'aliasTraverse', tp_repr: 'aliasRepr', tp_hash: 'aliasHash', tp_call: 'aliasCall', tp_getattro: 'aliasGetattro', tp_richcompare: 'aliasCompare', tp_iter: 'aliasIter',
    tp_new: 'aliasTypeNew', nb_or: 'aliasOr', mp_subscript: 'aliasGetItem',
  },
  methods: {
    '__mro_entries__(self, bases, /)': 'aliasMroEntries', '__instancecheck__(self, instance, /)': 'aliasInstanceCheck', '__subclasscheck__(self, cls, /)': 'aliasSubclassCheck',
    '__reduce__(self, /)': 'aliasReduce', '__dir__(self, /)': 'aliasDir',
  },
  getset: {
    __origin__: ['aliasOrigin'], __args__: ['aliasArgs'], __parameters__: ['aliasParameters'], __unpacked__: ['aliasUnpacked'], __typing_unpacked_tuple_args__: ['aliasUnpackedArgs'], __class__: ['aliasClassOf'],
  },
});
export const unionType = defineType({
  name: 'typing.Union', key: 'UnionType', impl: 'objects/union', layout: 'UnionObject', flags: ['HAVE_GC'], weakref: true,
  slots: { tp_dealloc: 'unionDealloc', tp_traverse: 'unionTraverse', tp_repr: 'unionRepr', tp_hash: 'unionHash', tp_richcompare: 'unionCompare', nb_or: 'unionOr', mp_subscript: 'unionGetItem' },
  methods: {
    '__mro_entries__(self, bases, /)': 'unionMroEntries', '__instancecheck__(self, instance, /)': 'unionInstanceCheck', '__subclasscheck__(self, cls, /)': 'unionSubclassCheck',
    '@classmethod __class_getitem__(cls, item, /)': 'unionClassGetItem',
  },
  getset: { __args__: ['unionGetArgs'], __parameters__: ['unionParameters'], __origin__: ['unionOrigin'], __name__: ['unionName'], __qualname__: ['unionName'] },
});
