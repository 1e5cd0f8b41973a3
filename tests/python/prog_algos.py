"""Parallel merge sort, game of life stepped by a barrier, dining philosophers, map/reduce, memoised futures, big ints, fractions, decimals, struct."""
import sys, threading, random, collections, concurrent.futures as cf, fractions, decimal, struct, itertools, math, functools, heapq, bisect, operator, array, zlib, base64
N = int(sys.argv[1]) if len(sys.argv) > 1 else 4
def msort(a, depth=0):
    if len(a) <= 32: return sorted(a)
    m = len(a) // 2
    if 2 ** depth >= N: l, r = msort(a[:m], depth), msort(a[m:], depth)
    else:
        box = {}
        t = threading.Thread(target=lambda: box.update(l=msort(a[:m], depth + 1))); t.start()
        r = msort(a[m:], depth + 1); t.join(); l = box['l']
    return list(heapq.merge(l, r))
rnd = random.Random(7); data = [rnd.randrange(10**6) for _ in range(3000)]
print(msort(data) == sorted(data), sum(msort(data)[::100]))
W = H = 24
grid = [[(x * 7 + y * 13 + x * y) % 5 == 0 for x in range(W)] for y in range(H)]; nxt = [[False] * W for _ in range(H)]
def swap():
    global grid, nxt
    grid, nxt = nxt, grid
bar = threading.Barrier(N, action=swap)
def life(k):
    for _ in range(20):
        for y in range(k, H, N):
            for x in range(W):
                c = sum(grid[(y + dy) % H][(x + dx) % W] for dy in (-1, 0, 1) for dx in (-1, 0, 1) if dy or dx)
                nxt[y][x] = c == 3 or (grid[y][x] and c == 2)
        bar.wait()
ts = [threading.Thread(target=life, args=(k,)) for k in range(N)]; [t.start() for t in ts]; [t.join() for t in ts]
print(sum(map(sum, grid)), ''.join('#' if c else '.' for c in grid[5]))
forks = [threading.Lock() for _ in range(5)]; meals = [0] * 5
def dine(i):
    a, b = sorted((i, (i + 1) % 5))
    for _ in range(100):
        with forks[a], forks[b]: meals[i] += 1
ts = [threading.Thread(target=dine, args=(i,)) for i in range(5)]; [t.start() for t in ts]; [t.join() for t in ts]; print(meals)
text = ('the quick brown fox jumps over the lazy dog ' * 50 + 'pack my box with five dozen liquor jugs ' * 30).split()
def mapper(ws): return collections.Counter(w[::-1] for w in ws)
with cf.ThreadPoolExecutor(N) as ex:
    total = functools.reduce(operator.add, ex.map(mapper, [text[i::8] for i in range(8)]))
    print(total.most_common(4), total.total())
class Memo:
    def __init__(self, f): self.f, self.cache, self.lock, self.calls = f, {}, threading.Lock(), 0
    def __call__(self, *a):
        with self.lock:
            fut = self.cache.get(a); owner = fut is None
            if owner: fut = self.cache[a] = cf.Future(); self.calls += 1
        if owner:
            try: fut.set_result(self.f(*a))
            except BaseException as e: fut.set_exception(e)
        return fut.result()
@Memo
def coll(n):
    if n == 0: raise ZeroDivisionError('zero')
    return 1 if n == 1 else 1 + coll(n // 2 if n % 2 == 0 else 3 * n + 1)
with cf.ThreadPoolExecutor(N) as ex: print(max((r, n) for n, r in zip(range(1, 300), ex.map(coll, range(1, 300)))), coll.calls)
futs = [cf.ThreadPoolExecutor(1).submit(coll, 0) for _ in range(2)]; print([repr(f.exception()) for f in futs])
print(math.factorial(60), pow(3, 1000, 10**9 + 7), math.comb(100, 50) % 997, (2**200 - 1) // 3**50, -7 // 2, -7 % 3, divmod(-2**70, 12345), int('zz', 36), hex(2**65), (2**100).bit_length(), math.isqrt(10**40 + 1), math.gcd(2**60 - 1, 3**30 - 1))
print(sum(fractions.Fraction(1, k) for k in range(1, 25)), fractions.Fraction('3.14').limit_denominator(50), fractions.Fraction(7, 3).__round__(2))
with decimal.localcontext(prec=40) if sys.version_info >= (3, 11) else decimal.localcontext() as c:
    print(decimal.Decimal(2).sqrt(), decimal.Decimal(1) / 7, decimal.Decimal('1.005').quantize(decimal.Decimal('.01'), decimal.ROUND_HALF_EVEN))
rec = struct.Struct('<HbI4sd'); b = b''.join(rec.pack(i, -i, i * i, b'ab%02d' % i, i / 3) for i in range(5)); print(b.hex()[:60], [r[3] for r in rec.iter_unpack(b)], rec.size)
a = array.array('d', [math.sin(i) for i in range(10)]); mv = memoryview(a); print(round(sum(mv[::2]), 12), mv.nbytes, mv.format, base64.b64encode(zlib.compress(b'abc' * 100))[:24])
print(list(itertools.islice(itertools.accumulate(itertools.cycle([1, -2, 3])), 8)), [list(g) for k, g in itertools.groupby('aabbbc')], list(itertools.pairwise([1, 2, 3])), bisect.bisect([1, 3, 5, 7], 5))
