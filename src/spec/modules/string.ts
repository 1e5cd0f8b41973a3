import { defineModule } from '../dsl.ts';
export const _string = defineModule({
  name: '_string', impl: 'modules/string',
  functions: { 'formatter_parser(module, format, /)': 'formatter_parser', 'formatter_field_name_split(module, name, /)': 'formatter_field_name_split' },
});
