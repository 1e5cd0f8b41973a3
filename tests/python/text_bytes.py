# bytes, bytearray, memoryview.
def t(f):
    try:
        r = f()
    except Exception as e:
        r = type(e).__name__ + ": " + str(e)
    print(repr(r))

b = b"Hello, World"
print(b, b[1], b[-1], b[1:4], b[::-1], b * 2, b + b"!", b"l" in b, 72 in b, len(b), b.find(b"l"), b.rfind(b"l"), b.count(b"l"), b.find(111), list(b[:3]), hash(b) == hash(bytes(b)))
print(b.upper(), b.lower(), b.title(), b.swapcase(), b.split(b","), b.split(), b" a b ".rsplit(None, 1), b"a\nb\r\n".splitlines(), b" x ".strip(), b"xax".strip(b"x"), b.replace(b"l", b"LL"), b",".join([b"a", bytearray(b"b")]), b.partition(b","), b.startswith(b"He"), b.endswith((b"x", b"d")), b"5".zfill(3), b"a".center(5, b"*"), b"a\tb".expandtabs(4))
print(bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), bytes(range(3)), bytes(), bytes.fromhex("00 ff 1a"), b"\x00\xff".hex(), b"abcd".hex("-"), b"abcd".hex(":", 2), b"abc".translate(bytes.maketrans(b"ab", b"AB")), b"abc".translate(None, b"b"))
print(b"%d %s %b %r %c %x" % (1, b"x", b"y", "z", 65, 255), b"a" < b"b", b"a" == "a", b"a" == bytearray(b"a"), repr(b"'\"\n\x80"))
print(b"caf\xc3\xa9".decode(), b"\xff".decode("utf-8", "replace"), b"\xff\xfe".decode("latin-1"), b"\xffabc".decode("ascii", "backslashreplace"), repr(b"\xff".decode("utf-8", "surrogateescape")))
for f in [lambda: b"\xff".decode(), lambda: b"\xe2\x82".decode(), lambda: b"a" + "b", lambda: bytes([256]), lambda: bytes("x"), lambda: b"a"[3], lambda: b"".join(["x"]), lambda: b"x".index(b"y"), lambda: bytes(-1), lambda: bytes.fromhex("zz"), lambda: b"x" % 1]:
    t(f)
a = bytearray(b"abc")
a.append(100); a.extend(b"ef"); a += b"g"; a[0] = 65; a[1:3] = b"XYZ"; print(a)
del a[0]; del a[::2]; print(a); a.insert(1, 33); a.reverse(); print(a, a.pop(), a.pop(0), a); a.remove(33) if 33 in a else None; print(a)
a *= 3; print(a, len(a), a.find(b"Y"), a.copy(), a.upper(), a == bytes(a)); a.clear(); print(a, bytearray(3), bytearray([1, 2]), bytearray("x", "ascii"))
a[:] = b"0123456789"; a[2:8:2] = b"abc"; print(a, a[::-3]); 
for f in [lambda: a.append(256), lambda: a.pop(99), lambda: a.remove(1), lambda: bytearray()[0], lambda: a.__setitem__(slice(0, 4, 2), b"x")]:
    t(f)
m = memoryview(a)
print(m[0], m[1:3].tobytes(), m.tolist()[:3], m.nbytes, m.itemsize, m.format, m.readonly, m.shape, m.strides, len(m), bytes(m[::2]), m[::-1].tolist()[:2])
m[0] = 90; m[1:3] = b"!!"; print(a[:4])
for f in [lambda: a.append(1), lambda: m.__setitem__(0, 300), lambda: m[99], lambda: memoryview(b"x").__setitem__(0, 1), lambda: memoryview("x")]:
    t(f)
m.release(); a.append(1); t(lambda: m[0])
w = memoryview(bytearray(8)).cast("i"); w[0] = -2; w[1] = 7
print(w.tolist(), w.tobytes(), w.cast("B").tolist(), memoryview(b"ab") == b"ab", memoryview(b"abc")[1:] == b"bc", hash(memoryview(b"ab")) == hash(b"ab"))
with memoryview(b"ctx") as v:
    print(v.obj, list(v))
for c in b"ab": print(c)
