/** Types that the interpreter itself makes: functions, code, frames, tracebacks, generators and their kin. */
import { defineType } from '../dsl.ts';

export const functionType = defineType({
  name: 'function', impl: 'interp/function', layout: 'FunctionObject', flags: ['HAVE_GC', 'METHOD_DESCRIPTOR'], dict: true, weakref: true,
  slots: { tp_dealloc: 'functionDealloc', tp_traverse: 'functionTraverse', tp_clear: 'functionClear', tp_repr: 'functionRepr', tp_call: 'functionCall', tp_descr_get: 'functionDescrGet', tp_new: 'functionTypeNew' },
  getset: {
    __code__: ['functionGetCode', 'functionSetCode'], __name__: ['functionGetName', 'functionSetName'], __qualname__: ['functionGetQualname', 'functionSetQualname'],
    __defaults__: ['functionGetDefaults', 'functionSetDefaults'], __kwdefaults__: ['functionGetKwdefaults', 'functionSetKwdefaults'], __closure__: ['functionGetClosure'],
    __doc__: ['functionGetDoc', 'functionSetDoc'], __module__: ['functionGetModule', 'functionSetModule'], __globals__: ['functionGetGlobals'], __builtins__: ['functionGetBuiltins'],
    __annotations__: ['functionGetAnnotations', 'functionSetAnnotations'], __annotate__: ['functionGetAnnotate', 'functionSetAnnotate'], __type_params__: ['functionGetTypeParams', 'functionSetTypeParams'],
  },
});
export const codeType = defineType({
  name: 'code', impl: 'interp/code', layout: 'CodeObject', flags: ['HAVE_GC'], weakref: true,
  slots: { tp_dealloc: 'codeDealloc', tp_traverse: 'codeTraverse', tp_repr: 'codeRepr', tp_hash: 'codeHash', tp_richcompare: 'codeCompare' },
  methods: { 'co_positions(self, /)': 'codePositions', 'co_lines(self, /)': 'codeLines', 'replace(self, /, **changes)': 'codeReplace' },
  getset: {
    co_name: ['codeGetName'], co_qualname: ['codeGetQualname'], co_filename: ['codeGetFilename'], co_firstlineno: ['codeGetFirstLine'], co_flags: ['codeGetFlags'],
    co_argcount: ['codeGetArgcount'], co_posonlyargcount: ['codeGetPosonly'], co_kwonlyargcount: ['codeGetKwonly'], co_nlocals: ['codeGetNlocals'], co_stacksize: ['codeGetStacksize'],
    co_consts: ['codeGetConsts'], co_names: ['codeGetNames'], co_varnames: ['codeGetVarnames'], co_cellvars: ['codeGetCellvars'], co_freevars: ['codeGetFreevars'],
    co_code: ['codeGetCode'], _co_code_adaptive: ['codeGetCode'], co_linetable: ['codeGetLinetable'], co_exceptiontable: ['codeGetExceptiontable'],
  },
});
export const frameType = defineType({
  name: 'frame', impl: 'interp/frame-object', layout: 'FrameObject', layoutFrom: 'interp/frame', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'frameObjectDealloc', tp_traverse: 'frameObjectTraverse', tp_clear: 'frameObjectClear', tp_repr: 'frameObjectRepr' },
  methods: { 'clear(self, /)': 'frameObjectClearMethod' },
  getset: {
    f_back: ['frameGetBack'], f_code: ['frameGetCode'], f_globals: ['frameGetGlobals'], f_builtins: ['frameGetBuiltins'], f_locals: ['frameGetLocals'],
    f_lineno: ['frameGetLineno'], f_lasti: ['frameGetLasti'], f_trace: ['frameGetTrace', 'frameSetTrace'],
    f_trace_lines: ['frameGetTraceLines', 'frameSetTraceLines'], f_trace_opcodes: ['frameGetTraceOpcodes', 'frameSetTraceOpcodes'], f_generator: ['frameGetGenerator'],
  },
});
export const localsProxyType = defineType({
  name: 'FrameLocalsProxy', impl: 'interp/frame-locals', layout: 'LocalsProxy', flags: ['HAVE_GC', 'MAPPING'],
  slots: {
    tp_new: 'localsNew', tp_dealloc: 'localsDealloc', tp_traverse: 'localsTraverse', tp_repr: 'localsRepr', tp_hash: 'notHashable', tp_richcompare: 'localsCompare', tp_iter: 'localsIter',
    nb_or: 'localsOr', nb_inplace_or: 'localsInplaceOr', mp_length: 'localsLength', mp_subscript: 'localsSubscript', mp_ass_subscript: 'localsAssign', sq_contains: 'localsContains',
  },
  methods: {
    'copy(self, /)': 'localsCopy', 'get(self, key, default=None, /)': 'localsGet', 'items(self, /)': 'localsItems', 'keys(self, /)': 'localsKeys', 'pop(self, key, default=<unset>, /)': 'localsPop',
    'setdefault(self, key, default=None, /)': 'localsSetdefault', 'update(self, other, /)': 'localsUpdate', 'values(self, /)': 'localsValues', '__reversed__(self, /)': 'localsReversed',
  },
});
export const capsuleType = defineType({ name: 'PyCapsule', impl: 'objects/object', flags: ['DISALLOW_INSTANTIATION'] });
export const tracebackType = defineType({
  name: 'traceback', impl: 'interp/unwind', layout: 'TracebackObject', flags: ['HAVE_GC'],
  slots: { tp_dealloc: 'tracebackDealloc', tp_traverse: 'tracebackTraverse', tp_clear: 'tracebackClear', tp_new: 'tracebackTypeNew' },
  members: { tb_frame: { field: 'frame', kind: 'value' } },
  getset: { tb_next: ['tracebackGetNext', 'tracebackSetNext'], tb_lineno: ['tracebackGetLineno'], tb_lasti: ['tracebackGetLasti'] },
});
const genSlots = { tp_dealloc: 'generatorDealloc', tp_traverse: 'generatorTraverse', tp_clear: 'generatorClear', tp_finalize: 'generatorFinalize', tp_repr: 'generatorRepr' };
const genNames = { __name__: ['generatorGetName', 'generatorSetName'], __qualname__: ['generatorGetQualname', 'generatorSetQualname'] } as const;
export const generatorType = defineType({
  name: 'generator', impl: 'interp/generator', layout: 'GeneratorObject', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'], weakref: true,
  slots: { ...genSlots, tp_iter: 'selfIter', tp_iternext: 'generatorNext' },
  methods: { 'send(self, value, /)': 'generatorSend', 'throw(self, /, *args)': 'generatorThrow', 'close(self, /)': 'generatorClose' },
  getset: { ...genNames, gi_frame: ['generatorGetFrame'], gi_running: ['generatorGetRunning'], gi_suspended: ['generatorGetSuspended'], gi_yieldfrom: ['generatorGetYieldFrom'], gi_code: ['generatorGetCode'] },
});
export const coroutineType = defineType({
  name: 'coroutine', impl: 'interp/generator', layout: 'GeneratorObject', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'], weakref: true,
  slots: { ...genSlots, am_await: 'coroutineAwait' },
  methods: { 'send(self, value, /)': 'generatorSend', 'throw(self, /, *args)': 'generatorThrow', 'close(self, /)': 'generatorClose' },
  getset: { ...genNames, cr_frame: ['generatorGetFrame'], cr_running: ['generatorGetRunning'], cr_suspended: ['generatorGetSuspended'], cr_await: ['generatorGetYieldFrom'], cr_code: ['generatorGetCode'], cr_origin: ['generatorGetOrigin'] },
});
export const coroutineWrapperType = defineType({
  name: 'coroutine_wrapper', impl: 'interp/generator', layout: 'CoroutineWrapper', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'wrapperDealloc', tp_traverse: 'wrapperTraverse', tp_clear: 'wrapperClear', tp_iter: 'selfIter', tp_iternext: 'wrapperNext' },
  methods: { 'send(self, value, /)': 'wrapperSend', 'throw(self, /, *args)': 'wrapperThrow', 'close(self, /)': 'wrapperClose' },
});
export const asyncGeneratorType = defineType({
  name: 'async_generator', impl: 'interp/async-generator', layout: 'GeneratorObject', layoutFrom: 'interp/generator', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'], weakref: true,
  slots: { tp_dealloc: 'asyncGeneratorDealloc', tp_traverse: 'asyncGeneratorTraverse', tp_clear: 'asyncGeneratorClear', tp_finalize: 'asyncGeneratorFinalize', tp_repr: 'asyncGeneratorRepr', am_aiter: 'asyncGeneratorAiter', am_anext: 'asyncGeneratorAnext' },
  methods: { 'asend(self, value, /)': 'asyncGeneratorAsend', 'athrow(self, /, *args)': 'asyncGeneratorAthrow', 'aclose(self, /)': 'asyncGeneratorAclose', '@classmethod __class_getitem__(cls, item, /)': 'asyncGeneratorClassGetitem' },
  getset: { __name__: ['asyncGeneratorGetName', 'asyncGeneratorSetName'], __qualname__: ['asyncGeneratorGetQualname', 'asyncGeneratorSetQualname'], ag_frame: ['asyncGeneratorGetFrame'], ag_running: ['asyncGeneratorGetRunning'], ag_suspended: ['asyncGeneratorGetSuspended'], ag_await: ['asyncGeneratorGetAwait'], ag_code: ['asyncGeneratorGetCode'] },
});
export const wrappedValueType = defineType({
  name: 'async_generator_wrapped_value', impl: 'interp/async', layout: 'WrappedValue', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'wrappedDealloc', tp_traverse: 'wrappedTraverse', tp_clear: 'wrappedClear' },
});
export const asendType = defineType({
  name: 'async_generator_asend', impl: 'interp/async-generator', layout: 'AsendObject', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'asendDealloc', tp_traverse: 'asendTraverse', tp_clear: 'asendClear', tp_finalize: 'asendFinalize', tp_iter: 'asendSelf', am_await: 'asendSelf', tp_iternext: 'asendNext' },
  methods: { 'send(self, value, /)': 'asendSend', 'throw(self, /, *args)': 'asendThrow', 'close(self, /)': 'asendClose' },
});
export const athrowType = defineType({
  name: 'async_generator_athrow', impl: 'interp/async-generator', layout: 'AsendObject', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'asendDealloc', tp_traverse: 'asendTraverse', tp_clear: 'asendClear', tp_finalize: 'athrowFinalize', tp_iter: 'asendSelf', am_await: 'asendSelf', tp_iternext: 'athrowNext' },
  methods: { 'send(self, value, /)': 'athrowSend', 'throw(self, /, *args)': 'athrowThrow', 'close(self, /)': 'athrowClose' },
});
export const anextAwaitableType = defineType({
  name: 'anext_awaitable', impl: 'interp/anext', layout: 'AnextAwaitable', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'anextDealloc', tp_traverse: 'anextTraverse', tp_clear: 'anextClear', tp_iter: 'anextSelf', am_await: 'anextSelf', tp_iternext: 'anextNext' },
  methods: { 'send(self, value, /)': 'anextSend', 'throw(self, /, *args)': 'anextThrow', 'close(self, /)': 'anextClose' },
});
