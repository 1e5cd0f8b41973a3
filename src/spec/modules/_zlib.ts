import { defineModule } from '../dsl.ts';
export const _zlib = defineModule({
  name: '_zlib', impl: 'modules/zlib/module', doc: 'Raw deflate and inflate streams: what zlib.py stands on.',
  functions: { 'adler32(module, data, value=1, /)': 'adler32', 'crc32(module, data, value=0, /)': 'crc32' }, types: { Deflater: 'Deflater', Inflater: 'Inflater' },
});
