/** object, type, super, and the singletons' types. */
import { defineType } from '../dsl.ts';

export const objectType = defineType({
  name: 'object', impl: 'objects/object', flags: ['BASETYPE'],
  doc: 'The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n',
  slots: {
    tp_dealloc: 'objectDealloc', tp_repr: 'objectRepr', tp_str: 'objectStr', tp_hash: 'objectHash', tp_richcompare: 'objectRichcompare',
    tp_getattro: 'objectGetattro', tp_setattro: 'objectSetattro', tp_init: 'objectInit', tp_new: 'objectNew',
  },
  methods: {
    '__reduce_ex__(self, protocol, /)': 'objectReduceEx', '__reduce__(self, /)': 'objectReduce', '__getstate__(self, /)': 'objectGetState',
    '@classmethod __subclasshook__(cls, /, *args)': 'objectSubclassHook', '@classmethod __init_subclass__(cls, /)': 'objectInitSubclass',
    '__format__(self, format_spec, /)': 'objectFormat', '__sizeof__(self, /)': 'objectSizeof', '__dir__(self, /)': 'objectDirMethod',
  },
  getset: { __class__: ['objectGetClass', 'objectSetClass'] },
});
export const typeType = defineType({
  name: 'type', impl: 'objects/type-object', layout: 'TypeObject', layoutFrom: '../generated/core/types', flags: ['BASETYPE', 'HAVE_GC', 'TYPE_SUBCLASS'], dict: true, weakref: true,
  doc: 'type(object) -> the object\'s type\ntype(name, bases, dict, **kwds) -> a new type',
  slots: {
    tp_dealloc: 'typeDealloc', tp_traverse: 'typeTraverse', tp_clear: 'typeClear', tp_repr: 'typeRepr', tp_call: 'typeCall', tp_init: 'typeInit', tp_new: 'typeTypeNew',
    tp_getattro: 'typeGetattro', tp_setattro: 'typeSetattro', nb_or: 'typeOr',
  },
  methods: {
    'mro(self, /)': 'typeMroMethod', '__subclasses__(self, /)': 'typeSubclassesMethod', '@classmethod __prepare__(cls, /, *args, **kwargs)': 'typePrepare',
    '__instancecheck__(self, instance, /)': 'typeInstanceCheck', '__subclasscheck__(self, subclass, /)': 'typeSubclassCheck', '__dir__(self, /)': 'typeDir', '__sizeof__(self, /)': 'typeSizeof',
  },
  getset: {
    __name__: ['typeGetName', 'typeSetName'], __qualname__: ['typeGetQualname', 'typeSetQualname'], __bases__: ['typeGetBases', 'typeSetBases'], __mro__: ['typeGetMro'], __base__: ['typeGetBase'],
    __module__: ['typeGetModule', 'typeSetModule'], __abstractmethods__: ['typeGetAbstractMethods', 'typeSetAbstractMethods'], __dict__: ['typeGetDict'], __doc__: ['typeGetDoc', 'typeSetDoc'],
    __text_signature__: ['typeGetTextSignature'], __annotations__: ['typeGetAnnotations', 'typeSetAnnotations'], __annotate__: ['typeGetAnnotate', 'typeSetAnnotate'],
    __type_params__: ['typeGetTypeParams', 'typeSetTypeParams'], __flags__: ['typeGetFlags'], __basicsize__: ['typeGetBasicsize'], __itemsize__: ['typeGetItemsize'],
    __dictoffset__: ['typeGetDictoffset'], __weakrefoffset__: ['typeGetWeakrefoffset'],
  },
});
export const superType = defineType({
  name: 'super', impl: 'objects/super', layout: 'SuperObject', flags: ['BASETYPE', 'HAVE_GC'],
  slots: {
    tp_dealloc: 'superDealloc', tp_traverse: 'superTraverse', tp_repr: 'superRepr', tp_getattro: 'superGetattro', tp_descr_get: 'superDescrGet', tp_init: 'superInit', tp_new: 'superTypeNew',
  },
  members: { __thisclass__: { field: 'cls', kind: 'none' }, __self__: { field: 'obj', kind: 'none' }, __self_class__: { field: 'objType', kind: 'none' } },
});
export const noneType = defineType({
  name: 'NoneType', impl: 'objects/singletons', doc: 'The type of the None singleton.',
  slots: { tp_repr: 'noneRepr', tp_hash: 'noneHash', nb_bool: 'noneBool', tp_new: 'noneNew' },
});
export const ellipsisType = defineType({
  name: 'ellipsis', impl: 'objects/singletons', doc: 'The type of the Ellipsis singleton.',
  slots: { tp_repr: 'ellipsisRepr', tp_new: 'ellipsisNew' }, methods: { '__reduce__(self, /)': 'ellipsisReduce' },
});
export const notImplementedType = defineType({
  name: 'NotImplementedType', impl: 'objects/singletons', doc: 'The type of the NotImplemented singleton.',
  slots: { tp_repr: 'notImplementedRepr', nb_bool: 'notImplementedBool', tp_new: 'notImplementedNew' }, methods: { '__reduce__(self, /)': 'notImplementedReduce' },
});
export const cellType = defineType({
  name: 'cell', impl: 'objects/singletons', layout: 'CellObject', layoutFrom: 'interp/cell', flags: ['HAVE_GC'],
  slots: { tp_dealloc: 'cellDealloc', tp_traverse: 'cellTraverse', tp_clear: 'cellClear', tp_repr: 'cellRepr', tp_richcompare: 'cellCompare', tp_new: 'cellTypeNew' },
  getset: { cell_contents: ['cellContents', 'cellSetContents'] },
});
