import { defineModule } from '../dsl.ts';

const names = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'shake_128', 'shake_256'];
export const _hashlib = defineModule({
  name: '_hashlib', impl: 'modules/hash/module', doc: "Typhon's own hash functions, in the place of OpenSSL's", exec: 'hashlibExec',
  functions: {
    ...Object.fromEntries(names.map((n) => [`openssl_${n}(module, /, data=<unset>, *, usedforsecurity=True, string=None)`, n])),
    'new(module, /, name, data=<unset>, *, usedforsecurity=True, string=None)': 'hashlib_new',
    'hmac_new(module, /, key, msg=<unset>, digestmod=None)': 'hmac_new', 'hmac_digest(module, /, key, msg, digest)': 'hmac_digest',
    'pbkdf2_hmac(module, /, hash_name, password, salt, iterations, dklen=None)': 'pbkdf2_hmac',
    'scrypt(module, /, password, *, salt=None, n=<unset>, r=<unset>, p=<unset>, maxmem=0, dklen=64)': 'scrypt',
    'get_fips_mode(module, /)': 'get_fips_mode', 'compare_digest(module, a, b, /)': 'compareDigest',
  },
  types: { HASH: 'HASH', HASHXOF: 'HASHXOF', HMAC: 'HMAC', UnsupportedDigestmodError: 'UnsupportedDigestmodError' },
});
export const _blake2 = defineModule({ name: '_blake2', impl: 'modules/hash/blake2', doc: 'BLAKE2 hash functions', types: { blake2b: 'blake2b', blake2s: 'blake2s' } });
