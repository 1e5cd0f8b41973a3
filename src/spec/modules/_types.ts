import { defineModule } from '../dsl.ts';
/** Names for types that no built-in name gives: what types.py takes from here. */
export const _types = defineModule({
  name: '_types', impl: 'objects/object', doc: 'Define names for built-in types.',
  types: {
    AsyncGeneratorType: 'async_generator', BuiltinFunctionType: 'builtin_function_or_method', BuiltinMethodType: 'builtin_function_or_method', CapsuleType: 'PyCapsule', CellType: 'cell',
    ClassMethodDescriptorType: 'classmethod_descriptor', CodeType: 'code', CoroutineType: 'coroutine', EllipsisType: 'ellipsis', FrameType: 'frame', FunctionType: 'function', GeneratorType: 'generator',
    GenericAlias: 'GenericAlias', GetSetDescriptorType: 'getset_descriptor', LambdaType: 'function', MappingProxyType: 'mappingproxy', MemberDescriptorType: 'member_descriptor',
    MethodDescriptorType: 'method_descriptor', MethodType: 'method', MethodWrapperType: 'methodwrapper', ModuleType: 'module', NoneType: 'NoneType', NotImplementedType: 'NotImplementedType',
    SimpleNamespace: 'SimpleNamespace', TracebackType: 'traceback', UnionType: 'UnionType', WrapperDescriptorType: 'wrapper_descriptor',
  },
});
