"""The constructors of _md5, which are _hashlib's: Typhon has one implementation of each hash."""
from _hashlib import openssl_md5 as md5
