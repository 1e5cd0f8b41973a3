import { defineModule } from '../dsl.ts';
export const csv = defineModule({
  name: '_csv', impl: 'modules/csv/core', doc: 'CSV parsing and writing.\n', exec: 'csvExec',
  constants: { __version__: '1.0', QUOTE_MINIMAL: 0, QUOTE_ALL: 1, QUOTE_NONNUMERIC: 2, QUOTE_NONE: 3, QUOTE_STRINGS: 4, QUOTE_NOTNULL: 5 },
  functions: {
    'reader(module, /, *args, **kwargs)': 'csv_reader', 'writer(module, /, *args, **kwargs)': 'csv_writer', 'register_dialect(module, /, *args, **kwargs)': 'csv_register', 'list_dialects(module, /)': 'csv_list',
    'unregister_dialect(module, name)': 'csv_unregister', 'get_dialect(module, name)': 'csv_get', 'field_size_limit(module, new_limit=<unset>)': 'csv_limit',
  },
  types: { Dialect: 'CsvDialect', Reader: 'CsvReader', Writer: 'CsvWriter', Error: 'CsvError' },
});
