/** The builtins module. */
import { defineModule } from '../dsl.ts';
import { EXCEPTIONS } from '../exceptions.ts';

const TYPES = ['object', 'type', 'bool', 'int', 'float', 'complex', 'str', 'bytes', 'bytearray', 'memoryview', 'list', 'tuple', 'dict', 'set', 'frozenset', 'range', 'slice', 'property',
  'classmethod', 'staticmethod', 'super', 'enumerate', 'zip', 'map', 'filter', 'reversed', 'ExceptionGroup'];
export const builtins = defineModule({
  name: 'builtins', impl: 'modules/builtins/functions',
  doc: 'Built-in functions, types, exceptions, and other objects.',
  functions: {
    'abs(module, number, /)': 'builtinAbs', 'aiter(module, async_iterable, /)': 'builtinAiter', 'anext(module, async_iterator, default=<unset>, /)': 'builtinAnext',
    'all(module, iterable, /)': 'builtinAll', 'any(module, iterable, /)': 'builtinAny', 'ascii(module, obj, /)': 'builtinAscii', 'bin(module, number, /)': 'builtinBin',
    'breakpoint(module, /, *args, **kws)': 'builtinBreakpoint', 'callable(module, obj, /)': 'builtinCallable', 'chr(module, i, /)': 'builtinChr',
    'compile(module, source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)': 'builtinCompile',
    'delattr(module, obj, name, /)': 'builtinDelattr', 'dir(module, /, *args)': 'builtinDir', 'divmod(module, x, y, /)': 'builtinDivmod',
    'eval(module, source, /, globals=None, locals=None)': 'builtinEval', 'exec(module, source, /, globals=None, locals=None, *, closure=None)': 'builtinExec',
    'format(module, value, format_spec="", /)': 'builtinFormat', 'getattr(module, /, *args)': 'builtinGetattr', 'globals(module, /)': 'builtinGlobals',
    'hasattr(module, obj, name, /)': 'builtinHasattr', 'hash(module, obj, /)': 'builtinHash', 'hex(module, number, /)': 'builtinHex', 'id(module, obj, /)': 'builtinId',
    'input(module, prompt="", /)': 'builtinInput', 'isinstance(module, obj, class_or_tuple, /)': 'builtinIsinstance', 'issubclass(module, cls, class_or_tuple, /)': 'builtinIssubclass',
    'iter(module, object, sentinel=<unset>, /)': 'builtinIter', 'len(module, obj, /)': 'builtinLen', 'locals(module, /)': 'builtinLocals',
    'max(module, /, *args, **kws)': 'builtinMax', 'min(module, /, *args, **kws)': 'builtinMin', 'next(module, iterator, default=<unset>, /)': 'builtinNext',
    'oct(module, number, /)': 'builtinOct', 'ord(module, c, /)': 'builtinOrd', 'pow(module, base, exp, mod=None)': 'builtinPow',
    'print(module, /, *args, **kws)': 'builtinPrint', 'repr(module, obj, /)': 'builtinRepr', 'round(module, number, ndigits=None)': 'builtinRound',
    'setattr(module, obj, name, value, /)': 'builtinSetattr', 'sorted(module, /, *args, **kws)': 'builtinSorted', 'sum(module, iterable, /, start=0)': 'builtinSum',
    'vars(module, object=<unset>, /)': 'builtinVars', '__build_class__(module, /, *args, **kws)': 'builtinBuildClass',
    '__import__(module, name, globals=None, locals=None, fromlist=<empty>, level=0)': 'builtinImport',
  },
  constants: { None: null, __debug__: true },
  types: Object.fromEntries([...TYPES, ...EXCEPTIONS.map((e) => e.name)].map((t) => [t, t])),
  exec: 'builtinsExec',
});
