"""zlib: the bytes that come out are zlib's own at every level, strategy, window and memory level; streams fed and read in pieces."""
import zlib, random, gzip, io, zipfile, tarfile, tempfile, os, copy
random.seed(7)
datas = [b'', b'a', b'ab', b'abc'*3, b'a'*1000, bytes(range(256))*20, b'x'*100000]
datas.append(b' '.join(random.choice([b'the',b'quick',b'brown',b'fox',b'jumps']) for i in range(9000)))
datas.append(bytes(random.getrandbits(8) for i in range(35000)))
datas += [b''.join(random.choice([b'def ', b'return ', b'self.', b'x = ', b'(', b'):', b'\n    ', b'%d' % random.randrange(99)]) for _ in range(n)) for n in (30, 900, 5000)]
datas.append(b''.join(datas[9:]))
big = b''.join(b'%d,%s,%d\n' % (i, random.choice([b'north',b'south',b'east']), random.randrange(1000)) for i in range(9000)); datas.append(big)
import hashlib
for i, d in enumerate(datas):
    for level in (-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9) if i % 7 == 2 or i > len(datas)-3 else (1, 6, 9):
        c = zlib.compress(d, level)
        if level: print(i, level, len(c), hashlib.md5(c).hexdigest())
        assert zlib.decompress(c) == d, (i, level)
    for strat in range(5):
        for wb in (15, -15, 31, -9, 12):
            for mem in (8, 9, 1):
                if (i + strat + wb + mem) % 4: continue
                co = zlib.compressobj(6, zlib.DEFLATED, wb, mem, strat)
                out = b''; p = 0; step = 1
                while p < len(d):
                    out += co.compress(d[p:p+step]); 
                    if random.random() < .05: out += co.flush(random.choice([1,2,3]))
                    p += step; step = random.randrange(1, 20000)
                out += co.flush()
                print(i, strat, wb, mem, len(out), hashlib.md5(out).hexdigest())
                do = zlib.decompressobj(wb)
                back = b''; p = 0
                while p < len(out):
                    back += do.decompress(out[p:p+97]); p += 97
                back += do.flush()
                assert back == d and do.eof
                do = zlib.decompressobj(wb); back = []; tail = out + b'trailing'
                while not do.eof:
                    back.append(do.decompress(tail, 1 + len(d)//5)); tail = do.unconsumed_tail
                    assert len(back[-1]) <= 1 + len(d)//5
                assert b''.join(back) == d, (i, strat, wb)
                assert do.unused_data == b'trailing'
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__module__, type(e).__name__, e)
d = b'hello world ' * 100
c = zlib.compress(d)
t(lambda: zlib.decompress(c[:-1])); t(lambda: zlib.decompress(b'xx')); t(lambda: zlib.decompress(c[:-1] + b'x')); t(lambda: zlib.decompress(b'')); t(lambda: zlib.compress(d, 10)); t(lambda: zlib.decompress(b'\x78\x9c\x07'))
t(lambda: zlib.compress('x')); t(lambda: zlib.decompressobj(wbits=99)); t(lambda: zlib.decompress(c, -15)); t(lambda: zlib.decompressobj().decompress(c, -1))
t(lambda: zlib.adler32(b'abc'*10000)); t(lambda: zlib.crc32(b'abc', 17))
zd = b'hello world'
co = zlib.compressobj(zdict=zd); x = co.compress(d) + co.flush(); t(lambda: (len(x), zlib.decompressobj(zdict=zd).decompress(x) == d)); t(lambda: zlib.decompress(x)); t(lambda: zlib.decompressobj(zdict=b'no').decompress(x))
co = zlib.compressobj(wbits=-15, zdict=zd); x = co.compress(d) + co.flush(); t(lambda: (x.hex(), zlib.decompressobj(-15, zdict=zd).decompress(x) == d))
co = zlib.compressobj(); a = co.compress(d[:50]); k = co.copy(); k2 = copy.deepcopy(co); t(lambda: (a + co.compress(d[50:]) + co.flush() == c, a + k.compress(d[50:]) + k.flush() == c, a + k2.flush()))
g = gzip.compress(d, mtime=0); t(lambda: (g[:9], gzip.decompress(g) == d, gzip.decompress(g + g) == d + d, zlib.decompress(g, 31) == d, zlib.decompress(g, 47) == d))
t(lambda: gzip.decompress(g[:-3])); t(lambda: gzip.decompress(b'nope nope'))
b = io.BytesIO()
with gzip.GzipFile('n', 'wb', fileobj=b, mtime=5) as f:
    for i in range(1000): f.write(b'line %d\n' % i)
t(lambda: (len(b.getvalue()), list(gzip.open(io.BytesIO(b.getvalue()), 'rt'))[-1]))
with gzip.GzipFile(fileobj=io.BytesIO(b.getvalue())) as f: t(lambda: (f.read(10), f.seek(5000), f.readline(), f.tell()))
dname = tempfile.mkdtemp(); p = os.path.join(dname, 'a.zip')
with zipfile.ZipFile(p, 'w', zipfile.ZIP_DEFLATED) as z:
    z.writestr('a.txt', d); z.writestr('dir/b.txt', 'text ü' * 500); z.writestr('stored', b'123', zipfile.ZIP_STORED)
with zipfile.ZipFile(p) as z: t(lambda: (z.namelist(), z.testzip(), z.read('a.txt') == d, z.getinfo('a.txt').compress_size, z.open('dir/b.txt').read(20)))
p = os.path.join(dname, 'a.tar.gz')
with tarfile.open(p, 'w:gz') as z:
    i = tarfile.TarInfo('x'); i.size = len(d); z.addfile(i, io.BytesIO(d))
with tarfile.open(p) as z: t(lambda: (z.getnames(), z.extractfile('x').read() == d))
import shutil; 
base = shutil.make_archive(os.path.join(dname, 'arch'), 'zip', dname); t(lambda: sorted(zipfile.ZipFile(base).namelist())[:1])
do = zlib.decompressobj(); t(lambda: (do.decompress(c, 10), len(do.unconsumed_tail) > 9, do.copy().flush() == d[10:], do.flush() == d[10:], do.eof, do.flush()))
import codecs; t(lambda: codecs.decode(codecs.encode(d, 'zlib'), 'zlib') == d)
