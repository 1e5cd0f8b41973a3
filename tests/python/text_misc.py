name = "World"; n = 3
t = t"Hello {name!r:>10} and {n}{n + 1:{n}d}!"
print(t.strings, t.values, [ (i.value, i.expression, i.conversion, i.format_spec) for i in t.interpolations], type(t).__name__)
print(t)
print(list(t), t + t"x{1}y")
T = type(t); I = type(t.interpolations[0])
print(T("a", "b", I(1, "x"), I(2), "c"), I(5, "e", "s", "f"))
for f in [lambda: T(1), lambda: t + "x", lambda: I(1, "x", "q")]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
match t.interpolations[0]:
    case I(v, e, c, f): print(v, e, c, f)
acc = "ab" * 50
for i in range(20000): acc += "xyz"
print(len(acc), acc[-5:])
acc2 = acc; acc += "Q"; print(len(acc2), len(acc), acc2[-1], acc[-1])
u = "é" * 70
for i in range(100): u += "aé"
u += "€"; print(len(u), u[-3:], u == "é" * 70 + "aé" * 100 + "€", hash(u) == hash("é" * 70 + "aé" * 100 + "€"))
d = {}
for w in ("the quick brown fox " * 500).split(): d[w] = d.get(w, 0) + 1
print(d)
print("%s" % (("a",),), "%r" % {1: 2}, "x".join("abc" for _ in range(3)), "a,b".split(sep=",", maxsplit=1), "aXb".replace("X", "y", count=1))
print("{:d}".format(True), "{:>{w}.{p}}".format("abcdef", w=6, p=3), f"{1e3:,.0f} {-1234.5:_.1f} {0:b} {255:08x} {1+2j:.1f} {'%'}")
class F:
    def __format__(self, s): return f"<{s}>"
    def __index__(self): return 7
    def __getitem__(self, k): return k
print(f"{F():abc}", "{:x}".format(F()), "%d %x" % (F(), F()), "{0[a]} {0[1]}".format(F()), "abc"[F() - 6 if False else 1:])
print(bytes(F()) if False else bytes([F()]), b"%d" % F(), bytearray(F().__index__()))
