import { defineModule } from '../dsl.ts';
export const _struct = defineModule({
  name: '_struct', impl: 'modules/struct', doc: 'Functions to convert between Python values and C structs.\n',
  functions: {
    'calcsize(module, format, /)': 'calcsize', 'pack(module, /, format, *values)': 'module_pack', 'pack_into(module, /, *args)': 'module_pack_into', 'unpack(module, format, buffer, /)': 'module_unpack',
    'unpack_from(module, format, /, buffer, offset=0)': 'module_unpack_from', 'iter_unpack(module, format, buffer, /)': 'module_iter_unpack', '_clearcache(module, /)': 'clearcache',
  },
  types: { Struct: 'Struct', error: 'StructError' },
});
