/** The types of _io. */
import { defineType } from '../dsl.ts';

const gc = ['BASETYPE', 'HAVE_GC'] as const;
const file = { dict: true, weakref: true, flags: gc } as const;
export const ioBase = defineType({
  name: '_io._IOBase', impl: 'modules/io/base', layout: 'IOBaseObject', ...file, doc: 'The abstract base class for all I/O classes.',
  slots: { tp_new: 'ioBaseNew', tp_dealloc: 'ioBaseDealloc', tp_traverse: 'ioBaseTraverse', tp_clear: 'ioBaseClear', tp_finalize: 'ioFinalize', tp_iter: 'ioIter', tp_iternext: 'ioNext' },
  methods: {
    'seek(self, *args)': 'ioSeek', 'tell(self, /)': 'ioTell', 'truncate(self, size=None, /)': 'ioTruncate', 'flush(self, /)': 'ioFlush', 'close(self, /)': 'ioClose',
    'seekable(self, /)': 'ioFalse', 'readable(self, /)': 'ioFalse', 'writable(self, /)': 'ioFalse', 'isatty(self, /)': 'ioIsatty', 'fileno(self, /)': 'ioFileno',
    '__enter__(self, /)': 'ioEnter', '__exit__(self, *args)': 'ioExit', '_checkClosed(self, *args)': 'ioCheckClosed', '_checkSeekable(self, *args)': 'ioCheckSeekable',
    '_checkReadable(self, *args)': 'ioCheckReadable', '_checkWritable(self, *args)': 'ioCheckWritable', 'readline(self, size=-1, /)': 'ioReadline', 'readlines(self, hint=-1, /)': 'ioReadlines', 'writelines(self, lines, /)': 'ioWritelines',
  },
  getset: { closed: ['ioClosed'] },
});
export const rawIOBase = defineType({
  name: '_io._RawIOBase', base: '_IOBase', impl: 'modules/io/base', ...file,
  methods: { 'read(self, size=-1, /)': 'rawRead', 'readall(self, /)': 'rawReadall', 'readinto(self, buffer, /)': 'rawUnimplemented', 'write(self, b, /)': 'rawUnimplemented' },
});
export const bufferedIOBase = defineType({
  name: '_io._BufferedIOBase', base: '_IOBase', impl: 'modules/io/base', ...file,
  methods: { 'read(self, *args)': 'bufferedBaseRead', 'read1(self, *args)': 'bufferedBaseRead1', 'write(self, b, /)': 'bufferedBaseWrite', 'detach(self, /)': 'bufferedBaseDetach', 'readinto(self, buffer, /)': 'bufferedBaseReadinto', 'readinto1(self, buffer, /)': 'bufferedBaseReadinto1' },
});
export const textIOBase = defineType({
  name: '_io._TextIOBase', base: '_IOBase', impl: 'modules/io/base', ...file,
  methods: { 'read(self, *args)': 'textBaseRead', 'readline(self, *args)': 'textBaseReadline', 'write(self, s, /)': 'textBaseWrite', 'detach(self, /)': 'textBaseDetach' },
  getset: { encoding: ['textBaseNone'], newlines: ['textBaseNone'], errors: ['textBaseNone'] },
});
export const fileIO = defineType({
  name: '_io.FileIO', base: '_RawIOBase', impl: 'modules/io/fileio', layout: 'FileIOObject', ...file, doc: 'Open a file.',
  slots: { tp_new: 'fileioNew', tp_init: 'fileioInit', tp_dealloc: 'fileioDealloc', tp_traverse: 'fileioTraverse', tp_finalize: 'fileioFinalize', tp_repr: 'fileioRepr' },
  methods: {
    '__reduce__(self, /)': 'ioReduce', '__reduce_ex__(self, protocol, /)': 'ioReduceEx',
    'read(self, size=-1, /)': 'fileioRead_', 'readall(self, /)': 'fileioReadall', 'readinto(self, buffer, /)': 'fileioReadinto', 'write(self, b, /)': 'fileioWrite', 'seek(self, pos, whence=0, /)': 'fileioSeek',
    'tell(self, /)': 'fileioTell', 'truncate(self, size=None, /)': 'fileioTruncate', 'close(self, /)': 'fileioClose', 'seekable(self, /)': 'fileioSeekable', 'readable(self, /)': 'fileioReadable',
    'writable(self, /)': 'fileioWritable', 'fileno(self, /)': 'fileioFileno', 'isatty(self, /)': 'fileioIsatty', '_isatty_open_only(self, /)': 'fileioIsatty', '_dealloc_warn(self, source, /)': 'fileioDeallocWarn',
  },
  getset: { closed: ['fileioClosed'], closefd: ['fileioClosefd'], mode: ['fileioMode'], _blksize: ['fileioBlksize'] },
});
const bufferedCommon = {
  '__reduce__(self, /)': 'ioReduce', '__reduce_ex__(self, protocol, /)': 'ioReduceEx',
  'detach(self, /)': 'bufferedDetach', 'flush(self, /)': 'bufferedFlush', 'close(self, /)': 'bufferedClose', 'seekable(self, /)': 'bufferedSeekable', 'fileno(self, /)': 'bufferedFileno', 'isatty(self, /)': 'bufferedIsatty',
  'tell(self, /)': 'bufferedTell', 'seek(self, target, whence=0, /)': 'bufferedSeek', 'truncate(self, pos=None, /)': 'bufferedTruncate', '_dealloc_warn(self, source, /)': 'bufferedDeallocWarn', '__sizeof__(self, /)': 'bufferedSizeof',
};
const bufferedReads = {
  'read(self, size=-1, /)': 'bufferedRead', 'read1(self, size=-1, /)': 'bufferedRead1', 'peek(self, size=0, /)': 'bufferedPeek', 'readinto(self, buffer, /)': 'bufferedReadinto', 'readinto1(self, buffer, /)': 'bufferedReadinto1',
  'readline(self, size=-1, /)': 'bufferedReadline', 'readable(self, /)': 'bufferedReadable',
};
const bufferedWrites = { 'write(self, buffer, /)': 'bufferedWrite', 'writable(self, /)': 'bufferedWritable' };
const buffered = (name: string, methods: Record<string, string>) => defineType({
  name: `_io.${name}`, base: '_BufferedIOBase', impl: 'modules/io/buffered', layout: 'BufferedObject', ...file,
  slots: { tp_new: 'bufferedNew', tp_init: 'bufferedInit', tp_dealloc: 'bufferedDealloc', tp_traverse: 'bufferedTraverse', tp_clear: 'bufferedClear', tp_repr: 'bufferedRepr', tp_iternext: 'bufferedNext' },
  methods: { ...bufferedCommon, ...methods }, getset: { closed: ['bufferedClosed'], raw: ['bufferedRaw'], name: ['bufferedName'], mode: ['bufferedMode'] },
});
export const buffereds = [buffered('BufferedReader', bufferedReads), buffered('BufferedWriter', bufferedWrites), buffered('BufferedRandom', { ...bufferedReads, ...bufferedWrites })];
export const rwPair = defineType({
  name: '_io.BufferedRWPair', base: '_BufferedIOBase', impl: 'modules/io/rwpair', layout: 'RWPairObject', ...file,
  slots: { tp_new: 'bufferedNew', tp_init: 'pairInit', tp_dealloc: 'pairDealloc', tp_traverse: 'pairTraverse', tp_clear: 'pairClear' },
  methods: {
    'read(self, size=-1, /)': 'pairRead', 'read1(self, size=-1, /)': 'pairRead1', 'peek(self, size=0, /)': 'pairPeek', 'readinto(self, buffer, /)': 'pairReadinto', 'readinto1(self, buffer, /)': 'pairReadinto1',
    'write(self, buffer, /)': 'pairWrite', 'flush(self, /)': 'pairFlush', 'readable(self, /)': 'pairReadable', 'writable(self, /)': 'pairWritable', 'close(self, /)': 'pairClose', 'isatty(self, /)': 'pairIsatty',
  },
  getset: { closed: ['pairClosed'] },
});
const memory = {
  'tell(self, /)': 'memoryTell', 'truncate(self, size=None, /)': 'memoryTruncate', 'close(self, /)': 'memoryClose', 'seekable(self, /)': 'memoryTrue', 'readable(self, /)': 'memoryTrue', 'writable(self, /)': 'memoryTrue',
  '__sizeof__(self, /)': 'memorySizeof',
};
export const bytesIO = defineType({
  name: '_io.BytesIO', base: '_BufferedIOBase', impl: 'modules/io/memory', layout: 'MemoryIOObject', ...file, doc: 'Buffered I/O implementation using an in-memory bytes buffer.',
  slots: { tp_new: 'memoryNew', tp_init: 'bytesioInit', tp_dealloc: 'memoryDealloc', tp_traverse: 'memoryTraverse', tp_iternext: 'bytesioNext'},
  methods: {
    ...memory, 'read(self, size=-1, /)': 'bytesioRead', 'read1(self, size=-1, /)': 'bytesioRead', 'readinto(self, buffer, /)': 'bytesioReadinto', 'readline(self, size=-1, /)': 'bytesioReadline', 'readlines(self, size=None, /)': 'bytesioReadlines',
    'write(self, b, /)': 'bytesioWrite', 'writelines(self, lines, /)': 'bytesioWritelines', 'getvalue(self, /)': 'bytesioGetvalue', 'getbuffer(self, /)': 'bytesioGetbuffer', 'seek(self, pos, whence=0, /)': 'bytesioSeek',
    'flush(self, /)': 'memoryFlush', 'isatty(self, /)': 'memoryFalse', '__getstate__(self, /)': 'bytesioGetstate', '__setstate__(self, state, /)': 'bytesioSetstate',
  },
  getset: { closed: ['memoryClosed'] },
});
export const bytesIOBuffer = defineType({
  name: '_io._BytesIOBuffer', impl: 'modules/io/memory', layout: 'BytesIOBuffer', flags: ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'bytesioBufferDealloc', tp_traverse: 'bytesioBufferTraverse', bf_getbuffer: 'bytesioBufferGet', bf_releasebuffer: 'bytesioBufferRelease' },
});
export const stringIO = defineType({
  name: '_io.StringIO', base: '_TextIOBase', impl: 'modules/io/memory', layout: 'MemoryIOObject', ...file, doc: 'Text I/O implementation using an in-memory buffer.',
  slots: { tp_new: 'memoryNew', tp_init: 'stringioInit', tp_dealloc: 'memoryDealloc', tp_traverse: 'memoryTraverse', tp_iternext: 'stringioNext' },
  methods: {
    ...memory, 'read(self, size=-1, /)': 'stringioRead', 'readline(self, size=-1, /)': 'stringioReadline', 'write(self, s, /)': 'stringioWrite', 'getvalue(self, /)': 'stringioGetvalue', 'seek(self, pos, whence=0, /)': 'stringioSeek',
    '__getstate__(self, /)': 'stringioGetstate', '__setstate__(self, state, /)': 'stringioSetstate',
  },
  getset: { closed: ['memoryClosed'], line_buffering: ['stringioLineBuffering'], newlines: ['stringioNewlines'] },
});
export const textIOWrapper = defineType({
  name: '_io.TextIOWrapper', base: '_TextIOBase', impl: 'modules/io/text', layout: 'TextIOObject', ...file, doc: 'Character and line based layer over a BufferedIOBase object, buffer.',
  slots: { tp_new: 'textNew', tp_init: 'textInit', tp_dealloc: 'textDealloc', tp_traverse: 'textTraverse', tp_clear: 'textClear', tp_repr: 'textRepr', tp_iternext: 'textNext' },
  methods: {
    '__reduce__(self, /)': 'ioReduce', '__reduce_ex__(self, protocol, /)': 'ioReduceEx',
    'read(self, size=-1, /)': 'textRead', 'readline(self, size=-1, /)': 'textReadline', 'write(self, text, /)': 'textWrite', 'flush(self, /)': 'textFlush', 'close(self, /)': 'textClose', 'detach(self, /)': 'textDetach',
    'tell(self, /)': 'textTell', 'seek(self, cookie, whence=0, /)': 'textSeek', 'truncate(self, pos=None, /)': 'textTruncate', 'fileno(self, /)': 'textFileno', 'isatty(self, /)': 'textIsatty',
    'seekable(self, /)': 'textSeekable', 'readable(self, /)': 'textReadable', 'writable(self, /)': 'textWritable', 'reconfigure(self, *, **kwargs)': 'textReconfigure',
  },
  getset: {
    closed: ['textClosed'], name: ['textName'], buffer: ['textBuffer'], encoding: ['textEncoding'], errors: ['textErrors'], newlines: ['textNewlines'], line_buffering: ['textLineBuffering'], write_through: ['textWriteThrough'],
    _CHUNK_SIZE: ['textChunkSize', 'textSetChunkSize'],
  },
});
export const newlineDecoder = defineType({
  name: '_io.IncrementalNewlineDecoder', impl: 'modules/io/newlines', layout: 'NewlineDecoderObject', flags: gc,
  slots: { tp_new: 'newlineNew', tp_init: 'newlineInit', tp_dealloc: 'newlineDealloc', tp_traverse: 'newlineTraverse', tp_clear: 'newlineClear' },
  methods: { 'decode(self, input, final=False)': 'newlineDecode', 'reset(self, /)': 'newlineReset', 'getstate(self, /)': 'newlineGetstate', 'setstate(self, state, /)': 'newlineSetstate' },
  getset: { newlines: ['newlineNewlines'] },
});
