"""What the fast paths of numbers and orders must not change: floats read and written without the host, ints of 64 bits, tuples as sort keys, searches in lists."""
import random

random.seed(11)

# ---- float(text), '%.nf': against the exact value, by integers
def exact_fixed(x, n):
    """'%.nf' % x by integer arithmetic, half to even."""
    m, d = abs(x).as_integer_ratio()
    q, r = divmod(m * 10**n, d)
    if 2 * r > d or (2 * r == d and q & 1):
        q += 1
    s = str(q).rjust(n + 1, "0")
    text = s[: len(s) - n] + ("." + s[len(s) - n :] if n else "")
    return ("-" if str(x)[0] == "-" else "") + text


values = [0.0, -0.0, 0.5, 1.5, 2.5, -2.5, 0.125, 0.375, 1e-3, 0.00048828125, 0.0004, 0.1, 0.7, 2.675, 1.005, 999.9995, 9.995, 99.5, 4503599627370495.5, 4503599627370497.0, 1e15, 1e16, 1e22, 123456789.987654321]
values += [random.random() * 10 ** random.randrange(-4, 15) for _ in range(300)] + [random.randrange(10**9) / 64 for _ in range(100)]
bad = [(x, n) for x in values for n in (0, 1, 2, 3, 6, 10, 15, 17, 20) if f"{x:.{n}f}" != exact_fixed(x, n) or "%.*f" % (n, -x) != exact_fixed(-x, n)]
print(bad)
print(f"{1234567.891:,.2f}", f"{0.5:.0f}", f"{1.5:.0f}", f"{-0.001:.2f}", f"{-0.001:z.2f}", f"{3.0:#.0f}", f"{12.345:+08.1f}", f"{0.256:.1%}", round(2.675, 2), round(-1234.5678, 3), round(5e-324, 3), round(1e300, 2))

print(all(float(repr(x)) == x for x in values), all(float(str(i) + "." + str(i)) == i + float("0." + str(i)) for i in range(1, 2000, 7)))
texts = ["1", "-1.5", "+.5", "5.", "1e5", "1E-5", "1e+22", "1e23", "9007199254740993", "9007199254740992e-1", "123456789012345678901234567890", "0.000000000000000000000001", "00012.50", "0e999", "-0", "inf", "-inf", "nan", "Infinity", "+nan", " 12 ", "1_000.5", "\t3\n", "8.5e-3", "1e22", "1e-22", "4.9e-324", "1.7976931348623157e308", "1e400"]
print([float(t) for t in texts])
for t in ["", ".", "e5", "1e", "1e+", "--1", "1..2", "1.2.3", "1__0", "_1", "1_", "in", "infi", "0x10", "1 2", "1e5.", "+", "-."]:
    try:
        print(float(t))
    except ValueError as e:
        print(e)

# ---- ints around the limits of 50, 63 and 64 bits, against the same with more bits
B = 1 << 200
edges = [s * (1 << k) + d for k in (0, 1, 31, 32, 48, 49, 50, 62, 63, 64, 65) for d in (-1, 0, 1) for s in (1, -1)]
wrong = 0
for a in edges:
    for b in edges:
        wrong += a + b != (a + B) + b - B
        wrong += a - b != (a + B) - b - B
        wrong += (a * b != ((a + B) * b) - B * b) + (a * b != b * a)
        if b:
            q, r = divmod(a, b)
            wrong += q * b + r != a or not (0 <= r < b or b < r <= 0) or a // b != q or a % b != r
        wrong += (a & b) + (a | b) != a + b or (a ^ b) != (a | b) - (a & b)
        wrong += (a & b) != ((a + (B << 70)) & b) if b >= 0 else 0
    for k in (0, 1, 2, 31, 32, 33, 49, 50, 62, 63, 64):
        wrong += (a << k) != a * 2**k or (a >> k) != a // 2**k
    for e in range(6):
        p = 1
        for _ in range(e):
            p *= a
        wrong += a**e != p
print(wrong, 6364136223846793005 * 0xFFFFFFFFFFFFFFFF & 0xFFFFFFFFFFFFFFFF, 0xDEADBEEFCAFEBABE ^ 0x123456789ABCDEF, -(1 << 63) * -1, (1 << 63) - 1 + 1)

# ---- sorting tuples
rows = [(random.choice([1, 2, 2.0, True, 0.5]), random.choice("abc"), i) for i in range(500)]
assert sorted(rows) == sorted(rows, key=lambda r: (float(r[0]), r[1], r[2]))
print(sorted([(1, "b"), (1, "a"), (0,), (), (1,), (1, "a", 0)]), sorted([("é", 1), ("e", 2), ("€", 0), ("e", 1)]), sorted([(0.0, 1), (-0.0, 0)]))
try:
    sorted([(1, "a"), (1, 2)])
except TypeError as e:
    print(e)


class Odd:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return self.v == o.v

    def __lt__(self, o):
        return "yes" if self.v > o.v else ""

    def __repr__(self):
        return f"Odd({self.v})"


print(sorted([(Odd(i % 3), i) for i in range(6)]))
nan = float("nan")
print(sorted([(nan, 2), (nan, 1)]), (nan, 1) == (nan, 1), [nan] == [nan])

# ---- looking through lists
class Equal:
    def __eq__(self, other):
        return other == 7


l = [1, 2, 3.0, True, Equal(), 10**30, None, 5]
print(7 in l, 8 in l, 3 in l, 1.0 in l, 10**30 in l, 5 in l, l.index(3), l.index(5), l.index(7), l.count(1), l.index(5, 3), [1, 2, 3] == [1, 2, 3.0], [1, 2] == [1, 2, 3], [1, 2, 4] > [1, 2, 3, 9])
for args in ((99,), (1, 4), (5, 0, 7)):
    try:
        print(l.index(*args))
    except ValueError as e:
        print(e)

# ---- one character for another
print("banana".replace("a", ""), "banana".replace("a", "o"), "aaa".replace("a", ""), "aab".replace("a", ""), "banana".replace("a", "é"), "bänana".replace("a", ""), "banana".replace("a", "", 2), "abc".replace("x", ""), "ab" in "xaby", "é" in "abc", "c" in "abcdefghijklmnopq", "q" in "abcdefghijklmnopq", "" in "", "a" in "")
print(",".join(["a" * n for n in (0, 1, 15, 16, 17, 40)]), "".join(["x"]), "-".join([]), "é".join(["a", "b", "c"]), ", ".join(str(i) for i in range(20)), "".join(filter(str.isalpha, "a1b2é3")), list(map(str.upper, ["a", "ß"])))
for bad in ([1], ["a", None], (i for i in [b"x"])):
    try:
        "".join(bad)
    except TypeError as e:
        print(e)
