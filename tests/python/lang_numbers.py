def show(label, f):
    try:
        print(label, repr(f()))
    except BaseException as e:
        print(label, type(e).__name__ + ':', e)
ints = [0, 1, -1, 2, -2, 7, -7, 10, 255, -256, 2**31, -2**31, 2**49, 2**49 - 1, -2**49, -2**49 - 1, 2**50, 2**63, 2**64 - 1, -2**63, 2**100, -2**100 + 1, 10**40, 3**80]
acc = 0
import itertools
def h(v): return hash(str(v)) if False else v
out = []
for a, b in itertools.product(ints, ints):
    r = [a + b, a - b, a * b, a & b, a | b, a ^ b, a < b, a == b, a <= b]
    if b: r += [a // b, a % b, divmod(a, b)]
    out.append(r)
    if abs(b) < 200:
        if b >= 0: r += [a << b, a >> b]
        if 0 <= b < 20: r.append(a ** b)
t = 0
for r in out:
    for v in r:
        for q in (v if isinstance(v, tuple) else (v,)): t = (t * 1000003 + int(q)) % (2**61 - 1)
print(t)
for a, b in itertools.product([2**49, -2**49 - 1, 2**64, -7, 10**20], [3, -3, 2**50, 10**10, -1]):
    print(a, b, a // b, a % b, a * b, a - b, divmod(a, b), a / b)
print([a / b for a, b in itertools.product(ints, ints[1:]) if b][:300:7])
for a in ints: print(a, hex(a), bin(a)[:40], oct(a), a.bit_length(), a.bit_count(), ~a, -a, abs(a), float(a), int(str(a)) == a, int(hex(a), 16) == a, bool(a), a.__index__() == a)
print([int(s) for s in ['1', ' 12 ', '-5', '+7', '1_000', '00012', '\u0663']], [int(s, b) for s, b in [('ff', 16), ('0xff', 16), ('0b11', 0), ('0o17', 0), ('z', 36), ('11', 2), ('-0x1F', 0), ('1_0', 2), ('777', 8)]])
for s, b in [('', 10), ('a', 10), ('1__0', 10), ('_1', 10), ('1_', 10), ('0x', 16), ('9', 8), ('1', 1), ('1', 37), ('08', 0), (' ', 10), ('1 2', 10), ('1.5', 10), ('\x00', 10), ('1\x00', 10)]: show((s, b), lambda: int(s, b))
print(int(3.99), int(-3.99), int(1e20), int(2**70 + 0.0), int(b'12'), int(bytearray(b'7')), int(True), int())
print((255).to_bytes(2, 'big'), (255).to_bytes(2, 'little'), (-1).to_bytes(3, 'big', signed=True), int.from_bytes(b'\x01\x00', 'big'), int.from_bytes(b'\xff', 'little', signed=True), (5).to_bytes(), int.from_bytes([1, 2], 'big'))
show('tb', lambda: (256).to_bytes(1, 'big')); show('tb', lambda: (-1).to_bytes(1, 'big')); show('tb', lambda: (1).to_bytes(1, 'mid')); show('tb', lambda: (1).to_bytes(-1, 'big'))
print((10).as_integer_ratio(), (5).numerator, (5).denominator, (5).real, (5).imag, (5).conjugate(), (5).is_integer())
print([round(v) for v in [0.5, 1.5, 2.5, -0.5, -1.5, 1e20, 2.675]], [round(v, 2) for v in [2.675, 1.005, 1234.5678, -0.001]], [round(v, -2) for v in [1250, 1350, 1249, -150, 150]], round(1234.5, -2), round(5, 3), round(2.5, None), round(1e300, 2), round(0.1, 400), round(123.0, -400))
print(7 // 2, -7 // 2, 7 // -2, 7 % 3, -7 % 3, 7 % -3, 7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, 0.0 // 1, -0.0 % 1, divmod(7.5, -2), 1e300 * 1e10, -1e300 * 1e10, float('inf') - float('inf'), 1 % 1e400, -1 % float('inf'))
print(2 ** 10, 2 ** -1, (-2) ** 3, (-2) ** 0.5, 2 ** 0.5, 0 ** 0, 0.0 ** 0, 4 ** -2, (-8) ** (1/3), 2 ** 100, pow(3, 100, 7), pow(-3, 3, 7), pow(3, -1, 7), pow(2, 10, -7), 10 ** 25, 1.5 ** 2, (-1.5) ** 2)
print(1 == 1.0, 2**53 == 2.0**53, 2**53 + 1 == 2.0**53, 2**64 > 1e19, 10**400 > 1e308, 10**400 > float('inf'), float('nan') == float('nan'), float('nan') < 1, 1 < float('inf'), hash(1) == hash(1.0), -2**61 == -2.0**61)
show('o', lambda: float(10**400)); show('o', lambda: 10**400 / 3); print(10**400 / 10**399); show('o', lambda: 10**400 * 1.0); show('o', lambda: 1.0 + 10**400)
print([float(s) for s in ['1', ' 1.5 ', '1e5', '-.5', '5.', 'inf', '-Infinity', 'nan', '1_0.5', '1e400', '1e-400', '0.1', '123456789.123456789', '1E+5']])
for s in ['', 'abc', '1.2.3', '1e', '_1', '1__0', '0x1', '--1', 'infi', '1 2']: show(s, lambda: float(s))
print([v.hex() for v in [0.0, 1.0, -1.5, 0.1, 1e308, 5e-324, float('inf')]], float.fromhex('0x1.8p3'), float.fromhex('-0x.1p4'), float.fromhex('inf'), (0.1).as_integer_ratio(), (1.5).is_integer(), (2.0).is_integer())
show('ratio', lambda: float('inf').as_integer_ratio()); show('ratio', lambda: float('nan').as_integer_ratio())
print(1+2j, (1+2j) * (3-4j), (1+2j) / (3-4j), (1+2j) ** 2, abs(3+4j), -(1+2j), (1+2j).conjugate(), (1+2j).real, (1+2j).imag, 1j * 1j, complex(1, 2), complex('1+2j'), complex(' -1.5j '), complex('nan'), complex(1.5), complex('(1-2j)'), 1j == 1j, 1 + 0j == 1, 0j, -0j, complex(0, -0.0), complex(-0.0, 0), 1j ** 2, 2 ** 1j, (1+1j) ** -2, 1 - 1j, 5 / 1j)
show('cz', lambda: 1j / 0); show('cm', lambda: 1j % 2); show('cf', lambda: 1j // 2); show('cl', lambda: 1j < 2); show('ci', lambda: int(1j)); show('cfl', lambda: float(1j)); show('c0', lambda: 0j ** -1); show('cs', lambda: complex('1+'))
print(True + True, True * 5, True & False, True | 2, True ^ True, ~True if False else -2, -True, True == 1, True is 1 == 1 if False else True, bool('x'), int(True), str(True), True < 2, [1, 2][True], sum([True, True]), isinstance(True, int), type(True & 1).__name__, type(True & True).__name__)
big = 10**50
print(big, -big, big // 10**25, big % 10**7, big * big, big ** 3, str(big)[:5], big >> 50, big << 50, big & (2**64 - 1), big | 1, big ^ big, -big >> 10, -big & 0xff, ~big, big == 10**50, big != big, big < big + 1, big.bit_length(), float(big), big / 3, 3 / big, big // -7, -big % 7, divmod(-big, 10**20))
def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(fact(50), fact(100) // fact(98), len(str(fact(300))), sum(map(int, str(2**1000))))
a, b = 0, 1
for _ in range(500): a, b = b, a + b
print(a)
def isqrt(n):
    x = n
    while True:
        y = (x + n // x) // 2
        if y >= x: return x
        x = y
print(isqrt(2 * 10**100))
def gcd(a, b):
    while b: a, b = b, a % b
    return a
print(gcd(fact(30), 2**100), gcd(10**40 + 7, 10**30 + 3))
print(0xFF, 0b101, 0o17, 1_000_000, 0x_ff, 1e3, 1_0.0_1, .5, 5., 1e-3, 1j, 1.5J, 00, 0_0)
show('digits', lambda: len(str(10**5000))); show('digits', lambda: int('1' * 5000))
print(len(hex(10**5000)), (10**4000 + 1) % 97, pow(7, 10**30, 10**9 + 7), pow(3, 2**100, 2**89 - 1))
i = 2**49 - 3
for _ in range(6): i += 1; print(i, i - 2**49)
i = -2**49 + 3
for _ in range(6): i -= 1; print(i, -i)
print(sum(range(10**5)), sum([0.1] * 10), sum([2**49] * 5), sum([1, 2.5, 3]), max(2**64, 1.5e19), min(1, 1.0), max([1, 2.0, 2]))
