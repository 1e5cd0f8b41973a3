/** The types of _zlib. */
import { defineType } from '../dsl.ts';

const impl = 'modules/zlib/module';
export const deflater = defineType({
  name: '_zlib.Deflater', impl, layout: 'StreamObject', doc: 'A raw deflate stream.', slots: { tp_new: 'deflater_new', tp_dealloc: 'deflater_dealloc' },
  methods: { 'run(self, data, flush, /)': 'deflater_run', 'set_dictionary(self, data, /)': 'deflater_dictionary', 'copy(self, /)': 'deflater_copy' },
});
export const inflater = defineType({
  name: '_zlib.Inflater', impl, layout: 'StreamObject', doc: 'A raw inflate stream.', slots: { tp_new: 'inflater_new', tp_dealloc: 'inflater_dealloc' },
  methods: { 'run(self, data, limit, /)': 'inflater_run', 'set_dictionary(self, data, /)': 'inflater_dictionary', 'copy(self, /)': 'inflater_copy' },
});
