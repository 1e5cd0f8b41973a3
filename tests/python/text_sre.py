import _sre
LINE = _sre.compile('(?P<ip>\\d+\\.\\d+\\.\\d+\\.\\d+) - (?P<user>\\S+) \\[(?P<when>[^\\]]+)\\] "(?P<method>[A-Z]+) (?P<path>/\\S*) HTTP/1\\.1" (?P<status>\\d{3}) (?P<size>\\d+|-) (?P<ms>\\d+\\.\\d+)', 32, [14, 4, 0, 40, 4294967295, 17, 0, 24, 9, 1, 2147483647, 13, 4, 8, 10, 0, 1, 16, 46, 24, 9, 1, 2147483647, 13, 4, 8, 10, 0, 1, 16, 46, 24, 9, 1, 2147483647, 13, 4, 8, 10, 0, 1, 16, 46, 24, 9, 1, 2147483647, 13, 4, 8, 10, 0, 1, 17, 1, 16, 32, 16, 45, 16, 32, 17, 2, 24, 9, 1, 2147483647, 13, 4, 8, 13, 0, 1, 17, 3, 16, 32, 16, 91, 17, 4, 24, 6, 1, 2147483647, 20, 93, 1, 17, 5, 16, 93, 16, 32, 16, 34, 17, 6, 24, 10, 1, 2147483647, 13, 5, 22, 65, 90, 0, 1, 17, 7, 16, 32, 17, 8, 16, 47, 24, 9, 0, 2147483647, 13, 4, 8, 13, 0, 1, 17, 9, 16, 32, 16, 72, 16, 84, 16, 84, 16, 80, 16, 47, 16, 49, 16, 46, 16, 49, 16, 34, 16, 32, 17, 10, 24, 9, 3, 3, 13, 4, 8, 10, 0, 1, 17, 11, 16, 32, 17, 12, 7, 13, 24, 9, 1, 2147483647, 13, 4, 8, 10, 0, 1, 15, 7, 5, 16, 45, 15, 2, 0, 17, 13, 16, 32, 17, 14, 24, 9, 1, 2147483647, 13, 4, 8, 10, 0, 1, 16, 46, 24, 9, 1, 2147483647, 13, 4, 8, 10, 0, 1, 17, 15, 1], 8, {'ip': 1, 'user': 2, 'when': 3, 'method': 4, 'path': 5, 'status': 6, 'size': 7, 'ms': 8}, (None, 'ip', 'user', 'when', 'method', 'path', 'status', 'size', 'ms'))
WORD = _sre.compile('(\\w+)|(\\d+)', 32, [14, 4, 0, 1, 4294967295, 7, 17, 17, 0, 24, 9, 1, 2147483647, 13, 4, 8, 14, 0, 1, 17, 1, 15, 19, 17, 17, 2, 24, 9, 1, 2147483647, 13, 4, 8, 10, 0, 1, 17, 3, 15, 2, 0, 1], 2, {}, (None, None, None))
NUM = _sre.compile('\\d+', 32, [14, 4, 0, 1, 4294967295, 24, 9, 1, 2147483647, 13, 4, 8, 10, 0, 1, 1], 0, {}, (None,))
SEP = _sre.compile('(,)|;', 32, [14, 4, 0, 1, 1, 7, 9, 17, 0, 16, 44, 17, 1, 15, 7, 5, 16, 59, 15, 2, 0, 1], 1, {}, (None, None))
EMPTY = _sre.compile('x*', 32, [14, 4, 0, 0, 4294967295, 24, 6, 0, 2147483647, 16, 120, 1, 1], 0, {}, (None,))
BY = _sre.compile(b'[a-c]+', 0, [14, 4, 0, 1, 4294967295, 24, 10, 1, 2147483647, 13, 5, 22, 97, 99, 0, 1, 1], 0, {}, (None,))
IC = _sre.compile('straße|(?P<q>Q)', 34, [14, 4, 0, 1, 6, 7, 20, 39, 6, 16, 115, 16, 383, 0, 40, 116, 40, 114, 40, 97, 40, 223, 40, 101, 15, 11, 9, 17, 0, 40, 113, 17, 1, 15, 2, 0, 1], 1, {'q': 1}, (None, 'q'))
m = LINE.fullmatch('10.0.1.2 - user7 [22/Nov/2026:00:00:00 +0000] "GET /api/items HTTP/1.1" 200 1234 12.50')
print(m.groupdict(), m.group("ip", 2), m["path"], m.lastgroup, m.lastindex, m.span("ms"), m.regs[:3], m.start(1), m.end(), m)
print(LINE.fullmatch("garbage"), LINE.groups, LINE.groupindex["ip"], NUM, LINE == LINE, WORD.flags)
print(NUM.findall("a1 b22 c333"), WORD.findall("ab 12"), SEP.findall("a,b;c"), SEP.split("a,b;c"), NUM.split("a1b2c", 1), EMPTY.split("axb"), EMPTY.findall("axxb"))
print([x.span() for x in NUM.finditer("1 22 333")], NUM.sub("#", "a1b22"), NUM.subn(lambda m: m[0] * 2, "a1b22", 1), EMPTY.sub("-", "abxc"), BY.findall(b"xabcz ca"), BY.sub(b"_", b"xabz"), NUM.search("abc"), NUM.search("a12", 2).group(), NUM.match("12", 0, 1).group())
print(IC.findall("STRASSE Straße q"), IC.search("Q").groupdict())
s = NUM.scanner("1a2"); print(s.search().group(), s.search().group(), s.search())
for f in [lambda: NUM.match(b"x"), lambda: BY.match("x"), lambda: NUM.match(5), lambda: m.group("zz"), lambda: m.group(99)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
import _sre as S
print(S.unicode_iscased(97), S.unicode_tolower(65), S.ascii_iscased(48), S.MAGIC, S.CODESIZE, S.getcodesize())
n = 0
for i in range(20000):
    if LINE.fullmatch('10.0.1.2 - user7 [22/Nov/2026:00:00:00 +0000] "GET /api/items HTTP/1.1" 200 1234 12.50'): n += 1
print(n)
