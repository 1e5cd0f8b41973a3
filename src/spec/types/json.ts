import { defineType } from '../dsl.ts';
export const scanner = defineType({
  name: '_json.Scanner', impl: 'modules/json/scanner', layout: 'JsonScannerObject', flags: ['HAVE_GC', 'BASETYPE'], doc: 'JSON scanner object',
  slots: { tp_new: 'scanner_new', tp_call: 'scanner_call', tp_dealloc: 'scannerDealloc', tp_traverse: 'scannerTraverse', tp_clear: 'scannerClear' },
  members: {
    strict: { field: 'strict', kind: 'bool' }, object_hook: { field: 'object_hook', kind: 'value' }, object_pairs_hook: { field: 'object_pairs_hook', kind: 'value' }, parse_float: { field: 'parse_float', kind: 'value' },
    parse_int: { field: 'parse_int', kind: 'value' }, parse_constant: { field: 'parse_constant', kind: 'value' },
  },
});
export const encoder = defineType({
  name: '_json.Encoder', impl: 'modules/json/encoder', layout: 'JsonEncoderObject', flags: ['HAVE_GC', 'BASETYPE'], doc: 'Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)',
  slots: { tp_new: 'encoder_new', tp_call: 'encoder_call', tp_dealloc: 'encoderDealloc', tp_traverse: 'encoderTraverse', tp_clear: 'encoderClear' },
  members: {
    markers: { field: 'markers', kind: 'value' }, default: { field: 'default', kind: 'value' }, encoder: { field: 'encoder', kind: 'value' }, indent: { field: 'indent', kind: 'value' },
    key_separator: { field: 'key_separator', kind: 'value' }, item_separator: { field: 'item_separator', kind: 'value' },
  },
});
