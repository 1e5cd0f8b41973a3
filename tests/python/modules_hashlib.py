"""hashlib, hmac and what stands on them; every length around block borders, fed in pieces."""
import hashlib, random, hmac, sys
print(sorted(hashlib.algorithms_guaranteed))
data = bytes(range(256)) * 9
for n in sorted(hashlib.algorithms_guaranteed):
    log = []
    for k in list(range(0, 300, 7)) + [55,56,63,64,65,111,112,119,120,127,128,129,135,136,137,143,144,145,1000, 2304]:
        h = hashlib.new(n); p = 0
        step = 1
        while p < k:
            h.update(data[p:min(k,p+step)]); p += step; step = (step * 3) % 191 + 1
        h2 = hashlib.new(n, data[:k])
        d = h.digest(37) if 'shake' in n else h.digest()
        assert d == (h2.copy().digest(37) if 'shake' in n else h2.digest()), (n, k)
        log.append((n, k, d.hex(), h.block_size, h.digest_size, h.name))
    print(n, hashlib.sha256(repr(log).encode()).hexdigest())
print(hashlib.shake_128(b'x').hexdigest(1000))
for n in ['md5','sha1','sha256','sha512','sha3_256']:
    for kl in (0, 5, 64, 65, 128, 200):
        print(hmac.new(b'k'*kl, b'message', n).hexdigest(), hmac.new(b'k'*kl, b'message', getattr(hashlib,n)).hexdigest(), hmac.digest(b'k'*kl, b'm', n).hex())
h = hmac.new(b'k', digestmod='sha256'); h.update(b'a'); g = h.copy(); g.update(b'b'); print(h.hexdigest(), g.hexdigest(), h.name, h.block_size)
print(hmac.new(b'k', b'm', 'blake2b').hexdigest(), hmac.new(b'k', b'm', hashlib.blake2s).hexdigest())
print(hashlib.pbkdf2_hmac('sha256', b'pw', b'salt', 1000).hex(), hashlib.pbkdf2_hmac('sha1', b'pw'*50, b'salt', 10, 77).hex(), hashlib.pbkdf2_hmac('sha512', b'pw', b'salt', 3, 100).hex())
print(hashlib.scrypt(b'password', salt=b'NaCl', n=1024, r=8, p=16, dklen=64).hex(), hashlib.scrypt(b'', salt=b'', n=16, r=1, p=1).hex())
print(hashlib.blake2b(b'abc', digest_size=20, key=b'kk', salt=b's'*16, person=b'p'*8, fanout=2, depth=3, leaf_size=5, node_offset=7, node_depth=1, inner_size=32, last_node=True).hexdigest())
print(hashlib.blake2s(b'abc'*100, digest_size=20, key=b'kk', salt=b's'*8, person=b'p'*8, fanout=2, depth=3, leaf_size=5, node_offset=7, node_depth=1, inner_size=32, last_node=True).hexdigest())
for f in (lambda: hashlib.md5('x'), lambda: hashlib.new('nope'), lambda: hashlib.blake2b(digest_size=65), lambda: hashlib.blake2s(key=b'x'*33), lambda: hmac.new(b'k', b'm'), lambda: hashlib.md5(3), lambda: hashlib.pbkdf2_hmac('sha256', b'', b'', 0), lambda: hashlib.sha256(usedforsecurity=False).hexdigest(), lambda: hashlib.new('SHA-256', b'x').hexdigest(), lambda: hashlib.new('SHA512', b'x').name,
          lambda: hmac.compare_digest('a', 'a'), lambda: hmac.compare_digest(b'a', b'b')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
random.seed('hello'); print(random.random(), random.randint(1, 10**9))
random.seed(b'x'); print(random.random())
import io; print(hashlib.file_digest(io.BytesIO(b'abc'*1000), 'sha256').hexdigest())
h = hashlib.sha256(b'a'*1000000); h.update(bytearray(b'xyz')); h.update(memoryview(b'xyz')); print(h.hexdigest())
import uuid; print(uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org'), uuid.uuid3(uuid.NAMESPACE_URL, 'x'))
