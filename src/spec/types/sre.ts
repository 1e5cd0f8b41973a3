/** Types of module _sre. */
import { defineType } from '../dsl.ts';

const range = 'string, pos=0, endpos=9223372036854775807';
export const pattern = defineType({
  name: 're.Pattern', impl: 'modules/sre/type', layout: 'PatternObject', layoutFrom: 'modules/sre/pattern', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'], weakref: true,
  doc: 'Compiled regular expression object.',
  slots: { tp_dealloc: 'patternDealloc', tp_traverse: 'patternTraverse', tp_clear: 'patternClear', tp_repr: 'patternRepr', tp_hash: 'patternHash', tp_richcompare: 'patternRichcompare' },
  methods: {
    [`match(self, /, ${range})`]: 'pattern_match', [`fullmatch(self, /, ${range})`]: 'pattern_fullmatch', [`search(self, /, ${range})`]: 'pattern_search', [`findall(self, /, ${range})`]: 'pattern_findall',
    [`finditer(self, /, ${range})`]: 'pattern_finditer', [`scanner(self, /, ${range})`]: 'pattern_scanner', 'sub(self, /, repl, string, count=0)': 'pattern_sub', 'subn(self, /, repl, string, count=0)': 'pattern_subn',
    'split(self, /, string, maxsplit=0)': 'pattern_split', '__copy__(self, /)': 'selfCopy', '__deepcopy__(self, memo, /)': 'selfDeepcopy', '@classmethod __class_getitem__(cls, item, /)': 'sreClassGetitem',
  },
  getset: { groupindex: ['patternGroupindex'] },
  members: { pattern: { field: 'pattern', kind: 'value' }, flags: { field: 'flags', kind: 'i32' }, groups: { field: 'groups', kind: 'i32' } },
});
export const match = defineType({
  name: 're.Match', impl: 'modules/sre/match-object', layout: 'MatchObject', itemsize: 8, flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
  doc: 'The result of re.match() and re.search().\nMatch objects always have a boolean value of True.',
  slots: { tp_dealloc: 'matchDealloc', tp_traverse: 'matchTraverse', tp_clear: 'matchClear', tp_repr: 'match_repr', mp_subscript: 'match_getitem' },
  methods: {
    'group(self, *args)': 'match_group', 'start(self, group=0, /)': 'match_start', 'end(self, group=0, /)': 'match_end', 'span(self, group=0, /)': 'match_span', 'groups(self, /, default=None)': 'match_groups',
    'groupdict(self, /, default=None)': 'match_groupdict', 'expand(self, /, template)': 'match_expand', '__copy__(self, /)': 'matchCopy', '__deepcopy__(self, memo, /)': 'matchDeepcopy', '@classmethod __class_getitem__(cls, item, /)': 'matchClassGetitem',
  },
  getset: { lastindex: ['match_get_lastindex'], lastgroup: ['match_get_lastgroup'], regs: ['match_get_regs'] },
  members: { string: { field: 'string', kind: 'value' }, re: { field: 'pattern', kind: 'value' }, pos: { field: 'pos', kind: 'i32' }, endpos: { field: 'endpos', kind: 'i32' } },
});
export const scanner = defineType({
  name: '_sre.SRE_Scanner', impl: 'modules/sre/run', layout: 'ScannerObject', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'scannerDealloc', tp_traverse: 'scannerTraverse' },
  methods: { 'match(self, /)': 'scanner_match', 'search(self, /)': 'scanner_search' },
  members: { pattern: { field: 'pattern', kind: 'value' } },
});
/** CPython makes a callable_iterator over scanner.search; ours steps the scanner itself. */
export const finditer = defineType({
  name: 'callable_iterator', key: 're_finditer', impl: 'modules/sre/run', layout: 'ScannerObject', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'scannerDealloc', tp_traverse: 'scannerTraverse', tp_iter: 'finditerSelf', tp_iternext: 'finditerNext' },
});
export const template = defineType({
  name: '_sre.SRE_Template', impl: 'modules/sre/template', layout: 'TemplateObject', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'templateDealloc', tp_traverse: 'templateTraverse' },
});
