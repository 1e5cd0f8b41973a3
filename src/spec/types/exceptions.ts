/** The built-in exceptions as types: the tree of src/spec/exceptions.ts with what each adds. */
import { defineType, type TypeSpec } from '../dsl.ts';
import { EXCEPTIONS } from '../exceptions.ts';

type More = Partial<Omit<TypeSpec, 'name' | 'base'>>;
const main = 'types/exceptions/exceptions';
const value = (field: string) => ({ field, kind: 'none', writable: true }) as const;
const MORE: Record<string, More> = {
  BaseException: {
    layout: 'BaseExceptionObject', doc: 'Common base class for all exceptions',
    slots: {
      tp_dealloc: 'exceptionDealloc', tp_traverse: 'exceptionTraverse', tp_clear: 'exceptionClear', tp_new: 'baseExceptionNew', tp_init: 'baseExceptionInit',
      tp_repr: 'baseExceptionRepr', tp_str: 'baseExceptionStr',
    },
    methods: {
      '__reduce__(self, /)': 'baseExceptionReduce', '__setstate__(self, state, /)': 'baseExceptionSetState',
      'with_traceback(self, object, /)': 'withTraceback', 'add_note(self, object, /)': 'addNote',
    },
    getset: {
      args: ['baseExceptionArgs', 'baseExceptionSetArgs'], __traceback__: ['baseExceptionTraceback', 'baseExceptionSetTraceback'],
      __context__: ['baseExceptionContext', 'baseExceptionSetContext'], __cause__: ['baseExceptionCause', 'baseExceptionSetCause'],
    },
    members: { __suppress_context__: { field: 'suppress', kind: 'bool', writable: true } },
  },
  SystemExit: { slots: { tp_init: 'systemExitInit' }, members: { code: value('code') } },
  StopIteration: { slots: { tp_init: 'stopIterationInit' }, members: { value: value('value') } },
  KeyError: { slots: { tp_str: 'keyErrorStr' } },
  NameError: { slots: { tp_init: 'nameErrorInit' }, members: { name: value('name') } },
  AttributeError: {
    slots: { tp_init: 'attributeErrorInit' }, members: { name: value('name'), obj: value('obj') },
    methods: { '__reduce__(self, /)': 'attributeErrorReduce', '__getstate__(self, /)': 'attributeErrorGetState' },
  },
  ImportError: {
    slots: { tp_init: 'importErrorInit', tp_str: 'importErrorStr' }, methods: { '__reduce__(self, /)': 'importErrorReduce' },
    members: { msg: value('msg'), name: value('name'), path: value('path'), name_from: value('nameFrom') },
  },
  OSError: {
    impl: 'types/exceptions/oserror', layoutFrom: main, slots: { tp_new: 'oserrorNew', tp_init: 'oserrorInit', tp_str: 'oserrorStr' },
    methods: { '__reduce__(self, /)': 'oserrorReduce' }, getset: { characters_written: ['oserrorWritten', 'oserrorSetWritten'] },
    members: { errno: value('errno'), strerror: value('strerror'), filename: value('filename'), filename2: value('filename2') },
  },
  SyntaxError: {
    impl: 'types/exceptions/detailed', layoutFrom: main, slots: { tp_init: 'syntaxErrorInit', tp_str: 'syntaxErrorStr' },
    members: {
      msg: value('msg'), filename: value('filename'), lineno: value('lineno'), offset: value('offset'), text: value('text'),
      end_lineno: value('endLineno'), end_offset: value('endOffset'), print_file_and_line: value('printFileAndLine'), _metadata: value('metadata'),
    },
  },
  BaseExceptionGroup: {
    impl: 'types/exceptions/group', layoutFrom: main, slots: { tp_new: 'groupNew', tp_init: 'groupInit', tp_str: 'groupStr' },
    methods: {
      '@classmethod __class_getitem__(cls, object, /)': 'groupClassGetItem', 'derive(self, excs, /)': 'groupDerive', 'split(self, matcher_value, /)': 'groupSplit',
      'subgroup(self, matcher_value, /)': 'groupSubgroup',
    },
    members: { message: { field: 'message', kind: 'none' }, exceptions: { field: 'exceptions', kind: 'none' } },
  },
};
for (const [name, kind] of [['UnicodeDecodeError', 'unicodeDecodeError'], ['UnicodeEncodeError', 'unicodeEncodeError'], ['UnicodeTranslateError', 'unicodeTranslateError']] as const) {
  MORE[name] = {
    impl: 'types/exceptions/detailed', layoutFrom: main, slots: { tp_init: `${kind}Init`, tp_str: `${kind}Str` },
    members: {
      encoding: value('encoding'), object: value('object'), reason: value('reason'), start: { field: 'start', kind: 'i32', writable: true }, end: { field: 'end', kind: 'i32', writable: true },
    },
  };
}
export const exceptions: TypeSpec[] = [
  ...EXCEPTIONS.map((e) => ({ ...e, ...MORE[e.name] })),
  { name: 'ExceptionGroup', base: 'BaseExceptionGroup' },
].map((e) => defineType({ impl: main, flags: ['BASETYPE', 'HAVE_GC'], dict: true, weakref: true, ...(e as object), name: e.name, base: e.base } as TypeSpec));
