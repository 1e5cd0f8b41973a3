"""The constructors of _sha2, which are _hashlib's: Typhon has one implementation of each hash."""
from _hashlib import openssl_sha224 as sha224
from _hashlib import openssl_sha256 as sha256
from _hashlib import openssl_sha384 as sha384
from _hashlib import openssl_sha512 as sha512
