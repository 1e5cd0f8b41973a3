"""Inverted text index with ranking, boolean queries, and a trie for completion; built by threads into shared structures."""
import bisect
import math
import string
import sys
import textwrap
import threading
import unicodedata
from collections import Counter, defaultdict
from functools import lru_cache, reduce
from operator import and_, itemgetter, or_

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4
DOCS = textwrap.dedent("""\
    The naïve café serves crème brûlée; the chef is proud.
    A quick brown fox jumps over the lazy dog, the dog sleeps.
    Threads share memory; locks keep shared memory sane.
    The dog and the fox share a café table.
    Memory is cheap, time is not: cache what you can.
    Straße, ΣΊΣΥΦΟΣ and İstanbul are hard to fold.
    """).splitlines() * 20
STOP = frozenset("a the is and to are in of".split())


@lru_cache(maxsize=None)
def fold(word):
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


def words(text):
    table = str.maketrans({c: " " for c in string.punctuation})
    for position, w in enumerate(text.translate(table).split()):
        if (w := fold(w)) not in STOP:
            yield position, w


class Trie:
    __slots__ = ("children", "count")

    def __init__(self):
        self.children, self.count = {}, 0

    def insert(self, word):
        node = self
        for c in word:
            node = node.children.setdefault(c, Trie())
        node.count += 1

    def walk(self, prefix=""):
        if self.count:
            yield prefix, self.count
        for c, child in sorted(self.children.items()):
            yield from child.walk(prefix + c)

    def complete(self, prefix):
        node = self
        for c in prefix:
            if not (node := node.children.get(c)):
                return []
        return list(node.walk(prefix))


class Index:
    def __init__(self):
        self.postings = defaultdict(list)
        self.lengths, self.trie = {}, Trie()
        self.lock = threading.Lock()

    def add(self, doc, text):
        found = list(words(text))
        with self.lock:
            self.lengths[doc] = len(found)
            for pos, w in found:
                bisect.insort(self.postings[w], (doc, pos))
                self.trie.insert(w)

    def docs(self, w):
        return {d for d, _ in self.postings.get(fold(w), ())}

    def query(self, q):
        match q.split():
            case [w]: return self.docs(w)
            case [a, "AND", *rest]: return self.docs(a) & self.query(" ".join(rest))
            case [a, "OR", *rest]: return self.docs(a) | self.query(" ".join(rest))
            case ["NOT", *rest]: return self.lengths.keys() - self.query(" ".join(rest))
            case []: return set()
            case other: return reduce(and_, map(self.docs, other))

    def rank(self, *terms):
        n, scores = len(self.lengths), Counter()
        for t in terms:
            tf = Counter(d for d, _ in self.postings.get(fold(t), []))
            for d, c in tf.items():
                scores[d] += c / self.lengths[d] * math.log(n / len(tf))
        return sorted(((round(s, 6), d) for d, s in scores.items()), key=lambda sd: (-sd[0], sd[1]))[:3]


def main():
    index = Index()
    def work(k):
        for d in range(k, len(DOCS), THREADS): index.add(d, DOCS[d])
    ts = [threading.Thread(target=work, args=(k,)) for k in range(THREADS)]
    for t in ts: t.start()
    for t in ts: t.join()
    print(len(index.postings), sum(map(len, index.postings.values())), sorted(index.postings)[:12])
    for q in ("cafe", "dog AND fox", "café OR Memory", "NOT dog", "dog fox", "", "NOT dog AND fox", "strasse"):
        print(f"{q!r:<20} {len(index.query(q)):>4} {sorted(index.query(q))[:5]}")
    print(index.rank("memory", "cache"), index.rank("fox"), index.rank("nothing"))
    print(index.trie.complete("c"), index.trie.complete("zz"), index.trie.complete("sis"))
    print(fold("İ"), [hex(ord(c)) for c in fold("İ")], "ΣΊΣΥΦΟΣ".lower(), "ß".upper(), "ǆ".title(), "ﬁ".casefold(), unicodedata.name("é"), unicodedata.category("€"), unicodedata.lookup("SNOWMAN"), unicodedata.numeric("½"))
    print(textwrap.fill(" ".join(DOCS[:3]), 40, initial_indent="* ", subsequent_indent="  "))
    print(textwrap.shorten(DOCS[1], 30, placeholder=" […]"), textwrap.wrap("averyveryverylongword short", 8), textwrap.indent("a\n\nb", "> "))
    t = string.Template("$who owes ${what}s, $$5 $nope")
    print(t.safe_substitute(who="Tim", what="cent"), t.get_identifiers(), t.is_valid())
    try: t.substitute(who=1, what=2)
    except KeyError as e: print(repr(e))
    try: string.Template("$ x").substitute()
    except ValueError as e: print(e)
    print(string.capwords("hello  big world"), "{0!r:>8}|{1:^{w}}|{k[0]}|{2.real}".format("a", "b", 3, w=5, k=[9]), "%-5s|%+05d|%x|%e|%r" % ("a", 7, 255, 12345.678, "q"))
    print("a,b,,c".split(","), "  x y ".split(), "a--b--c".rsplit("--", 1), "abc".partition("b"), "x".center(5, "*"), "Mississippi".replace("ss", "SS", 1), "tab\tx".expandtabs(4), "one\ntwo\r\nthree\x0bfour".splitlines(), "abc".zfill(5), "-7".zfill(4), "prefix-x".removeprefix("prefix-"), "é".encode("ascii", "xmlcharrefreplace"), "Ab".swapcase(), "a1".isidentifier(), "²".isdigit(), "½".isnumeric())


main()
