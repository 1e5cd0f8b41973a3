"""The constructors of _sha1, which are _hashlib's: Typhon has one implementation of each hash."""
from _hashlib import openssl_sha1 as sha1
