import array
A = array.array
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
for c in 'bBhHiIlLqQfd':
    a = A(c, [1, 2, 3]); print(a, a.itemsize, a.typecode, a.tobytes())
    for v in (-1, 128, 256, 32768, 65536, 2**31, 2**32, 2**63, 2**64, -2**63-1, 1.5, 'x'):
        try: a.append(v); print(v, a[-1])
        except Exception as e: print(c, v, type(e).__name__, e if c not in 'IL' else '')
a = A('i', range(10))
print(a[2:5], a[::-2], a[-1], len(a), 3 in a, 30 in a, a.index(4), a.count(5))
a[1:3] = A('i', [7, 8, 9]); print(a); a[::3] = A('i', [0] * 4); print(a)
def bad(): a[::2] = A('i', [1])
t(bad)
def bad2(): a[0:1] = [1]
t(bad2)
def bad3(): a[0:1] = A('d', [1])
t(bad3)
def bad4(): a[100] = 1
t(bad4)
del a[0]; del a[::2]; del a[5:]; print(a)
a.extend([1, 2]); a.extend(A('i', [5])); t(a.extend, A('d')); print(a + a, a * 2, 2 * a); a += A('i', [1]); a *= 2; print(a)
a.reverse(); print(a); a.byteswap(); print(a); a.byteswap(); a.insert(1, 77); a.insert(-1, 78); a.insert(100, 79); print(a, a.pop(), a.pop(0))
t(lambda: a + [1]); t(lambda: a + A('b'))
b = A('u', 'héllo'); print(b, b.tounicode(), len(b)); b.append('z'); print(b)
print(A('b', b'abc'), A('h', b'\1\0\2\0'), A('d', A('i', [1, 2])), A('i', (x for x in (1, 2))))
t(A, 'i', b'abc')
print(A('i', [1, 2]) == A('d', [1.0, 2.0]), A('i', [1]) < A('i', [1, 2]), A('i', [3]) > A('i', [1, 2]), A('i', []) == [])
m = memoryview(a); print(m.format, m.itemsize, m[0], len(m)); m[0] = 1000; print(a[0]); t(a.append, 1); m.release(); a.append(1)
print(list(A('d', [1.5, 2.5])), bytes(A('h', [1, 2])), bytearray(A('b', [1])))
a.fromlist([4, 5]); t(a.fromlist, [1, 'x']); print(a[-3:]); print(A('i', [1, 2]).__reduce_ex__(2)[1:]); a.frombytes(b'\1\0\0\0'); print(a[-1])
class S(A): pass
s = S('i', [1, 2]); s.x = 5; print(s, s.x, s[:1])
it = iter(A('i', [1, 2])); print(next(it), list(it), list(it))
print(sorted(A('i', [3, 1, 2])), sum(A('d', [1, 2])), max(A('b', b'az')))
