# str: methods, slices, formatting. Runs the same on any Python 3.
def t(f):
    try:
        r = f()
    except Exception as e:
        r = type(e).__name__ + ": " + str(e)
    print(repr(r))

s = "Hello, Wörld"
for x in [s[1], s[-1], s[1:4], s[::-1], s[::2], s[10:2:-3], s * 2, s + "!", "l" in s, "z" in s, len(s), s.find("l"), s.rfind("l"), s.count("l"), s.index("W"), hash("a") == hash("a")]:
    print(repr(x))
for x in [s.upper(), s.lower(), s.title(), s.swapcase(), s.casefold(), "ß".upper(), "ΑΣ".lower(), "ǆ".title(), s.capitalize()]:
    print(repr(x))
print("a,b,,c".split(","), "a,b,,c".split(",", 1), "a,b,,c".rsplit(",", 1), "  x  y ".split(), "  x  y z ".split(None, 1), "  x y z ".rsplit(None, 1), "a\nb\r\nc\x0bd".splitlines(), "a\nb\r\n".splitlines(True))
print("  xx ".strip() + "|", "xxaxx".strip("x"), "xxaxx".lstrip("x"), "xxaxx".rstrip("x"), "abc".partition("b"), "abcb".rpartition("b"), "abc".partition("z"))
print("aXbXc".replace("X", "--"), "aXbXc".replace("X", "", 1), "abc".replace("", "-"), "-".join(["a", "b", "c"]), "".join(c for c in "xyz"), ",".join(("é", "Ω", "😀")))
print("abc".startswith("ab"), "abc".startswith(("x", "a")), "abc".endswith("bc", 1), "abc".removeprefix("a"), "abc".removesuffix("c"), "abc".center(9, "*"), "abc".ljust(5) + "|", "abc".rjust(5), "-42".zfill(6), "a\tb\tc".expandtabs(4))
print("abc".translate({97: "X", 98: None, 99: 65}), str.maketrans("ab", "cd", "e"), "ab".isalpha(), "12".isdigit(), "½".isnumeric(), "²".isdigit(), "a1".isalnum(), " \t".isspace(), "Ab".istitle(), "x1".isidentifier(), "1x".isidentifier(), "\n".isprintable(), "é".isascii())
print("a" < "b", "é" > "z", "abc" == "ab" + "c", "a" != "b", "😀" > "Ω")
print([c for c in "a😀é"], list(reversed("abc")), sorted("hello"))
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\x00\n\t\\\x7f\xa0é😀\ud800"), ascii("é😀"))
print("%d %5d %-5d| %05d %+d % d %x %X %o %#x %#o" % (1, 2, 3, 4, 5, 6, 255, 255, 8, 255, 8))
print("%s %r %a %10s|%-10s|%.2s %c %c %%" % ("x", "x", "é", "right", "left", "trunc", "c", 100))
print("%f %.2f %e %g %G %08.3f %+.1f %s" % (1.5, 2.345, 12345.678, 0.0001, 1e20, 3.14159, 2.0, 1.0))
print("%(a)s %(b)d" % {"a": 1, "b": 2}, "%s" % (1,), "%s" % [1, 2], "%*d|%-*d|%.*f" % (5, 42, 5, 42, 2, 3.14159))
for f in [lambda: "%d" % "x", lambda: "%s %s" % 1, lambda: "%s" % (1, 2), lambda: "%(a)s" % 1, lambda: "%z" % 1, lambda: "%", lambda: "%" % 1, lambda: "%c" % "ab", lambda: "%c" % -1]:
    t(f)
print("{} {1} {0}".format if 0 else "{0} {1} {0} {a} {b[x]} {c.real}".format(1, 2, a=3, b={"x": 4}, c=5), "{:>5}|{:<5}|{:^5}|{:*^7}".format("a", "b", "c", "d"), "{{}}".format(), "{!r} {!s} {!a}".format("é", "é", "é"), "{:{}}".format(3, 5), "{0:{1}.{2}f}".format(3.14159, 8, 2))
print(format(1234567, ","), format(1234567, "_"), format(255, "#x"), format(255, "#010b"), format(-5, "+d"), format(5, " d"), format(65, "c"), format(0xFFFF, "_x"), format(12345.678, ",.2f"), format(0.5, ".0%"), format(1e10, "g"), format(1.0), format(1e100), format(float("nan"), "5"), format(-0.0, "z.1f"), format("abc", "5.2"), format(True), format(True, "d"))
for f in [lambda: format(1, "s"), lambda: format("a", "d"), lambda: format(1.5, "x"), lambda: format("a", "+"), lambda: format(1, ".2"), lambda: format("a", "="), lambda: format(1, ",_"), lambda: "{".format(), lambda: "}".format(), lambda: "{0} {}".format(1), lambda: "{a}".format(), lambda: "{5}".format(1), lambda: "{!x}".format(1), lambda: "{0.zz}".format(1)]:
    t(f)
for f in [lambda: "a".index("b"), lambda: "a".split(""), lambda: "a".join([1]), lambda: "a" + 1, lambda: "a"[5], lambda: "a"["x"], lambda: "abc".center(5, "xx"), lambda: 1 in "a", lambda: str(b"x", "nope"), lambda: "é".encode("ascii"), lambda: "\ud800".encode(), lambda: chr(0x110000), lambda: ord("ab")]:
    t(f)
print(str(), str(5), str(b"caf\xc3\xa9", "utf-8"), str(b"\xff", "utf-8", "replace"), str(b"x"), str(object=3))
print("é€😀".encode(), "é".encode("latin-1"), "é€".encode("ascii", "replace"), "é€".encode("ascii", "backslashreplace"), "é€".encode("ascii", "xmlcharrefreplace"), "é".encode("ascii", "ignore"), "a😀".encode("utf-16-le"), "a😀".encode("utf-32-be"), "\udc80".encode("utf-8", "surrogateescape"), "\ud800".encode("utf-8", "surrogatepass"))
acc = ""
for i in range(1000):
    acc += str(i)
print(len(acc), acc[:20], acc[-10:])
class S(str):
    def __str__(self): return "S!"
x = S("abc")
print(x, repr(x), x + "d", type(x.upper()), type(x[:]), f"{x}", "%s" % x, len(x), x == "abc", hash(x) == hash("abc"))
print(f"{1.5:8.2f}|{'é':>4}|{10:#b}|{'x'!r:>5}|{[1]}|{3:>{4}}")
