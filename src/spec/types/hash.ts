/** The types of _hashlib and _blake2. */
import { defineType } from '../dsl.ts';

const impl = 'modules/hash/object';
const common = { impl, layout: 'HashObject', slots: { tp_dealloc: 'hashDealloc', tp_repr: 'hash_repr' } } as const;
const update = { 'update(self, obj, /)': 'hash_update', 'copy(self, /)': 'hash_copy' };
const fixed = { ...update, 'digest(self, /)': 'hash_digest', 'hexdigest(self, /)': 'hash_hexdigest' };
const getset = { name: ['hash_name'], digest_size: ['hash_digest_size'], block_size: ['hash_block_size'] } as const;
export const hash = defineType({ name: '_hashlib.HASH', ...common, flags: ['DISALLOW_INSTANTIATION', 'BASETYPE'], methods: fixed, getset, doc: 'A hash is an object used to calculate a checksum of a string of information.' });
export const hashXof = defineType({
  name: '_hashlib.HASHXOF', base: 'HASH', ...common, flags: ['DISALLOW_INSTANTIATION', 'BASETYPE'], methods: { 'digest(self, /, length)': 'shake_digest', 'hexdigest(self, /, length)': 'shake_hexdigest' },
  doc: 'A hash is an object used to calculate a checksum of a string of information.',
});
export const hmac = defineType({ name: '_hashlib.HMAC', ...common, flags: ['DISALLOW_INSTANTIATION'], methods: fixed, getset, doc: 'The object used to calculate HMAC of a message.' });
export const unsupported = defineType({ name: '_hashlib.UnsupportedDigestmodError', base: 'ValueError', impl: 'types/exceptions/exceptions', flags: ['BASETYPE', 'HAVE_GC'], dict: true, weakref: true });
const blake2 = (name: string, size: number) => defineType({
  name: `_blake2.${name}`, impl: 'modules/hash/object', layout: 'HashObject', flags: ['BASETYPE'], doc: 'Return a new BLAKE2 hash object.', slots: { tp_dealloc: 'hashDealloc', tp_new: `${name}_new` }, methods: fixed, getset,
  attributes: { SALT_SIZE: size / 4, PERSON_SIZE: size / 4, MAX_KEY_SIZE: size, MAX_DIGEST_SIZE: size },
});
export const blakes = [blake2('blake2b', 64), blake2('blake2s', 32)];
