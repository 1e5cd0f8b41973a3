"""String algorithms: KMP, Z, suffix array, Aho-Corasick, Rabin-Karp, Manacher, run lengths, Soundex, roman numerals, Caesar, Vigenère, Morse, anagrams; corpus split over threads."""
import bisect, collections, functools, itertools, operator, re, string, sys, threading, unicodedata
from concurrent.futures import ThreadPoolExecutor, as_completed
THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4
def kmp(t, p):
    f, k, out = [0], 0, []
    for c in p[1:]:
        while k and p[k] != c: k = f[k - 1]
        k += p[k] == c; f.append(k)
    k = 0
    for i, c in enumerate(t):
        while k and (k == len(p) or p[k] != c): k = f[k - 1]
        k += p[k] == c
        if k == len(p): out.append(i - k + 1)
    return out
def suffixes(s): return sorted(range(len(s)), key=lambda i: s[i:])
def find_all(s, sa, p): lo = bisect.bisect_left(sa, p, key=lambda i: s[i:i + len(p)]); hi = bisect.bisect_right(sa, p, key=lambda i: s[i:i + len(p)]); return sorted(sa[lo:hi])
class Aho:
    def __init__(self, words):
        self.go, self.fail, self.out = [{}], [0], [[]]
        for w in words:
            n = 0
            for c in w:
                if c not in self.go[n]: self.go.append({}); self.fail.append(0); self.out.append([]); self.go[n][c] = len(self.go) - 1
                n = self.go[n][c]
            self.out[n].append(w)
        q = collections.deque(self.go[0].values())
        while q:
            n = q.popleft()
            for c, m in self.go[n].items():
                q.append(m); f = self.fail[n]
                while f and c not in self.go[f]: f = self.fail[f]
                self.fail[m] = self.go[f].get(c, 0); self.out[m] += self.out[self.fail[m]]
    def search(self, text):
        n = 0
        for i, c in enumerate(text):
            while n and c not in self.go[n]: n = self.fail[n]
            n = self.go[n].get(c, 0)
            for w in self.out[n]: yield i - len(w) + 1, w
def rabin(t, p, B=256, M=1_000_003):
    n, h, g = len(p), pow(B, len(p) - 1, M), 0
    hp = functools.reduce(lambda a, c: (a * B + ord(c)) % M, p, 0); ht = functools.reduce(lambda a, c: (a * B + ord(c)) % M, t[:n], 0); out = []
    for i in range(len(t) - n + 1):
        if hp == ht and t[i:i + n] == p: out.append(i)
        if i + n < len(t): ht = ((ht - ord(t[i]) * h) * B + ord(t[i + n])) % M
    return out
def manacher(s):
    t = "#".join(f"^{s}$"); p = [0] * len(t); c = r = 0
    for i in range(1, len(t) - 1):
        p[i] = r > i and min(r - i, p[2 * c - i])
        while i + 1 + p[i] < len(t) and t[i + 1 + p[i]] == t[i - 1 - p[i]]: p[i] += 1
        if i + p[i] > r: c, r = i, i + p[i]
    n, c = max((n, -i) for i, n in enumerate(p)); c = -c
    return s[(c - n) // 2:(c + n) // 2]
def roman(n): return "".join(itertools.chain.from_iterable(s * d for s, d in _digits(n)))
def _digits(n):
    for v, s in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")): d, n = divmod(n, v); yield s, d
def unroman(s): v = dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000))); return sum(-v[a] if v[a] < v[b] else v[a] for a, b in itertools.zip_longest(s, s[1:], fillvalue="I"))
def caesar(s, k): a = string.ascii_lowercase; return s.translate(str.maketrans(a + a.upper(), a[k:] + a[:k] + (a[k:] + a[:k]).upper()))
def vigenere(s, key, sign=1): return "".join(chr((ord(c) - 97 + sign * (ord(k) - 97)) % 26 + 97) for c, k in zip(s, itertools.cycle(key)))
def soundex(w): codes = {c: d for d, cs in zip("123456", ("bfpv", "cgjkqsxz", "dt", "l", "mn", "r")) for c in cs}; ds = [codes.get(c, "") if c not in "hw" else None for c in w.lower()]; out = [g for g, _ in itertools.groupby(d for d in ds if d is not None)]; return (w[0].upper() + "".join(out[1 if out and out[0] == codes.get(w[0].lower()) else 0:]).replace(" ", "") + "000")[:4]
text = "the theory of the thing is that the other theme bothers them; " * 30
with ThreadPoolExecutor(THREADS) as ex:
    fs = {ex.submit(f, text, p): (f.__name__, p) for f in (kmp, rabin) for p in ("the", "other", "zzz", "t")}
    print(sorted((fs[f], len(f.result()), f.result()[:3]) for f in as_completed(fs)))
    print(list(ex.map(roman, (1, 4, 9, 14, 40, 1994, 3999))), all(ex.map(lambda n: unroman(roman(n)) == n, range(1, 500))))
sa = suffixes(text[:200]); print(find_all(text[:200], sa, "the")[:5], sa[:5], sorted(Aho(["he", "she", "his", "hers", "the"]).search(text[:70])))
print(manacher("forgeeksskeegfor"), manacher("ábbá"), caesar("Hello, World!", 3), caesar(caesar("abcxyz", 3), 23), vigenere(vigenere("attackatdawn", "lemon"), "lemon", -1), [soundex(w) for w in ("Robert", "Rupert", "Ashcraft", "Tymczak")])
groups = collections.defaultdict(set)
for w in re.findall(r"\w+", text + " ether three there dog god listen silent enlist"): groups["".join(sorted(w))].add(w)
print(sorted(map(sorted, (g for g in groups.values() if len(g) > 1))), "".join(f"{len(list(g))}{c}" for c, g in itertools.groupby("aaabccd")), re.sub(r"(\d+)(\w)", lambda m: m[2] * int(m[1]), "3a1b2c"))
print("ñandú".encode("utf-8"), unicodedata.normalize("NFD", "ñ").encode("ascii", "ignore"), "%08.3f|%-6s|%+d|%o|%c|%%" % (3.14159, "ab", 5, 8, 65), "a\tb\\n".encode("unicode_escape"), b"caf\xc3\xa9".decode(), "ﬀ".upper(), "ß".casefold() == "SS".casefold(), "x".join(map(str, range(3))), str(b"a", "ascii"), "αβγ"[::-1], "abc" < "abd", "é" > "z", max("hello"), "hello".index("l"), "a,b;c".replace(";", ",").split(","), ascii("é☃😀"), "😀".encode("utf-16-le").hex(), len("😀"), "\N{SNOWMAN}", "ab" "cd", r"\n", f"{'nested ' + f'{1 + 1}'}", "{:{}}".format("x", ">5"), "%(a)s" % {"a": 1}, "Hello".swapcase().center(11, "*"), "a-b_c".title(), "  x".lstrip().rjust(3, "."), "abc".translate({97: None, 98: "XY"}))
