import { defineModule } from '../dsl.ts';
export const _json = defineModule({
  name: '_json', impl: 'modules/json/scanner', doc: 'json speedups\n',
  functions: { 'encode_basestring_ascii(module, string, /)': 'encode_basestring_ascii', 'encode_basestring(module, string, /)': 'encode_basestring', 'scanstring(module, string, end, strict=True, /)': 'scanstring' },
  types: { make_scanner: 'Scanner', make_encoder: 'Encoder' },
});
