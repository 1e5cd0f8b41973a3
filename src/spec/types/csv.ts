/** The types of _csv. */
import { defineType } from '../dsl.ts';

const impl = 'modules/csv/core';
export const csvError = defineType({ name: '_csv.Error', key: 'CsvError', base: 'Exception', impl: 'types/exceptions/exceptions', flags: ['BASETYPE', 'HAVE_GC'], dict: true, weakref: true });
export const csvDialect = defineType({
  name: '_csv.Dialect', key: 'CsvDialect', impl: 'modules/csv/dialect', layout: 'Dialect', flags: ['BASETYPE', 'HAVE_GC'], doc: 'CSV dialect\n\nThe Dialect type records CSV parsing and generation options.\n',
  slots: { tp_new: 'dialect_new', tp_dealloc: 'dialect_dealloc', tp_traverse: 'dialect_traverse', tp_clear: 'dialect_clear' },
  methods: { '__reduce__(self, /)': 'dialect_reduce', '__reduce_ex__(self, protocol, /)': 'dialect_reduceEx' },
  getset: { delimiter: ['dialect_delimiter'], escapechar: ['dialect_escapechar'], quotechar: ['dialect_quotechar'], quoting: ['dialect_quoting'] },
  members: { lineterminator: { field: 'terminator', kind: 'value' }, doublequote: { field: 'doublequote', kind: 'bool' }, skipinitialspace: { field: 'skipSpace', kind: 'bool' }, strict: { field: 'strict', kind: 'bool' } },
});
export const csvReader = defineType({
  name: '_csv.reader', key: 'CsvReader', impl, layout: 'Reader', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'], doc: 'CSV reader\n\nReader objects are responsible for reading and parsing tabular data\nin CSV format.\n',
  slots: { tp_dealloc: 'reader_dealloc', tp_traverse: 'reader_traverse', tp_clear: 'reader_clear', tp_iter: 'reader_iter', tp_iternext: 'reader_next' },
  members: { dialect: { field: 'dialect', kind: 'value' }, line_num: { field: 'line', kind: 'i32' } },
});
export const csvWriter = defineType({
  name: '_csv.writer', key: 'CsvWriter', impl, layout: 'Writer', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'], doc: 'CSV writer\n\nWriter objects are responsible for generating tabular data\nin CSV format from sequence input.\n',
  slots: { tp_dealloc: 'writer_dealloc', tp_traverse: 'writer_traverse', tp_clear: 'writer_clear' },
  methods: { 'writerow(self, seq, /)': 'writer_row', 'writerows(self, seqseq, /)': 'writer_rows' },
  members: { dialect: { field: 'dialect', kind: 'value' } },
});
