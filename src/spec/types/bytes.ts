import { defineType } from '../dsl.ts';

export const bytes = defineType({
  name: 'bytes', impl: 'types/bytes/type', layout: 'BytesObject', layoutFrom: 'types/bytes/core', itemsize: 1,
  flags: ['BASETYPE', 'BYTES_SUBCLASS', 'SEQUENCE', 'MATCH_SELF'],
  slots: { tp_dealloc: 'bytesDealloc', tp_hash: 'bytesHash', mp_length: 'bytes_len', sq_length: 'bytes_len' },
});
export const bytearray = defineType({
  name: 'bytearray', impl: 'types/bytes/type', layout: 'BytearrayObject', layoutFrom: 'types/bytes/core',
  flags: ['BASETYPE', 'BYTEARRAY_SUBCLASS', 'MATCH_SELF'],
  slots: { tp_dealloc: 'bytearrayDealloc' },
});
