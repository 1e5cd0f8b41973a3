import { defineModule } from '../dsl.ts';
export const _io = defineModule({
  name: '_io', impl: 'modules/io/open',
  functions: {
    'open(module, file, mode=<r>, buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)': 'ioOpen',
    'open_code(module, path)': 'ioOpenCode', 'text_encoding(module, encoding, stacklevel=2, /)': 'ioTextEncoding',
  },
  constants: { DEFAULT_BUFFER_SIZE: 131072 },
  types: Object.fromEntries(['_IOBase', '_RawIOBase', '_BufferedIOBase', '_TextIOBase', 'FileIO', 'BytesIO', '_BytesIOBuffer', 'StringIO', 'BufferedReader', 'BufferedWriter', 'BufferedRWPair', 'BufferedRandom', 'TextIOWrapper', 'IncrementalNewlineDecoder'].map((t) => [t, t])),
  exec: 'ioExec',
});
