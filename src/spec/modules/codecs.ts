import { defineModule } from '../dsl.ts';

const functions: Record<string, string> = {
  'register(module, search_function, /)': 'codecs_register', 'unregister(module, search_function, /)': 'codecs_unregister', 'lookup(module, encoding, /)': 'codecs_lookup',
  'encode(module, /, obj, encoding=None, errors=None)': 'codecs_encode', 'decode(module, /, obj, encoding=None, errors=None)': 'codecs_decode',
  'register_error(module, errors, handler, /)': 'codecs_register_error', '_unregister_error(module, errors, /)': 'codecs_unregister_error', 'lookup_error(module, name, /)': 'codecs_lookup_error',
  'charmap_decode(module, data, errors=None, mapping=None, /)': 'charmap_decode', 'charmap_encode(module, str, errors=None, mapping=None, /)': 'charmap_encode', 'charmap_build(module, map, /)': 'charmap_build',
  'escape_decode(module, data, errors=None, /)': 'escape_decode', 'escape_encode(module, data, errors=None, /)': 'escape_encode', 'readbuffer_encode(module, data, errors=None, /)': 'readbuffer_encode',
  'utf_7_encode(module, str, errors=None, /)': 'utf_7', 'utf_7_decode(module, data, errors=None, /)': 'utf_7',
  '_surrogateescape(module, exc, /)': 'surrogateescape_errors', '_surrogatepass(module, exc, /)': 'surrogatepass_errors',
};
for (const h of ['strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'namereplace']) functions[`${h}_errors(module, exc, /)`] = `${h}_errors`;
for (const c of ['utf_8', 'utf_16', 'utf_16_le', 'utf_16_be', 'utf_32', 'utf_32_le', 'utf_32_be']) functions[`${c}_decode(module, data, errors=None, final=False, /)`] = `${c}_decode`;
for (const c of ['unicode_escape', 'raw_unicode_escape']) functions[`${c}_decode(module, data, errors=None, final=True, /)`] = `${c}_decode`;
for (const c of ['utf_16', 'utf_32']) functions[`${c}_ex_decode(module, data, errors=None, byteorder=0, final=False, /)`] = `${c}_ex_decode`;
for (const c of ['ascii', 'latin_1']) functions[`${c}_decode(module, data, errors=None, /)`] = `${c}_decode`;
for (const c of ['utf_16', 'utf_32']) functions[`${c}_encode(module, str, errors=None, byteorder=0, /)`] = `${c}_encode`;
for (const c of ['utf_8', 'ascii', 'latin_1', 'utf_16_le', 'utf_16_be', 'utf_32_le', 'utf_32_be', 'unicode_escape', 'raw_unicode_escape']) functions[`${c}_encode(module, str, errors=None, /)`] = `${c}_encode`;
export const _codecs = defineModule({ name: '_codecs', impl: 'modules/codecs', functions, exec: 'codecsExec' });
