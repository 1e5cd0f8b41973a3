"""Many threads on one list, dict, set, deque, bytearray, and their iterators."""
import collections
from common import THREADS, SECONDS, check, done, torture

L, D, S, Q, B = list(range(50)), {i: str(i) for i in range(50)}, set(range(50)), collections.deque(range(50), maxlen=80), bytearray(range(100))
OD, DD = collections.OrderedDict(), collections.defaultdict(list)


def element(x):
    check(x is None or isinstance(x, (int, str, tuple, list)), x)


def lists(d):
    k = d.roll(14)
    try:
        if k == 0: L.append(d.roll(1000))
        elif k == 1: element(L.pop())
        elif k == 2: L.insert(d.roll(60), (d.roll(9), "x" * d.roll(4)))
        elif k == 3: L[d.roll(60)] = [d.roll(1000)]
        elif k == 4: element(L[d.roll(60)])
        elif k == 5: L[d.roll(20):d.roll(40) + 10] = [d.roll(9)] * d.roll(20)
        elif k == 6: [element(x) for x in L]
        elif k == 7: L.sort(key=repr)
        elif k == 8: L.extend(str(x) for x in range(d.roll(5)))
        elif k == 9: del L[d.roll(60)]
        elif k == 10: L.reverse(); element(L.copy() and 1)
        elif k == 11: L.extend(L) if len(L) < 100 else L.clear()
        elif k == 12: element(len(L + [1]) and L.index(d.roll(50)))
        else: check(L.count(d.roll(9)) >= 0); sorted(L, key=str); tuple(L); L == L[:]
    except (IndexError, ValueError) as e:
        check(k in (1, 3, 4, 7, 9, 12), k, e)


def dicts(d):
    k, n = d.roll(16), d.roll(60)
    try:
        if k == 0: D[n] = str(n)
        elif k == 1: D.pop(n, None)
        elif k == 2: D[f"key{n}"] = [n]
        elif k == 3: D.setdefault(n, str(n))
        elif k == 4:
            for a, b in D.items(): check(a is not None and b is not None)
        elif k == 5: D.update({i: str(i) for i in range(n)})
        elif k == 6: del D[n]
        elif k == 7: D.popitem()
        elif k == 8: check(all(v is not None for v in list(D.values())))
        elif k == 9: dict(D); D.copy(); D | {1: 2}
        elif k == 10: D.clear() if d.roll(20) == 0 else len(D)
        elif k == 11: check(D.get(n) in (None, str(n)))
        elif k == 12: OD[n] = n; OD.move_to_end(n); OD.popitem(last=bool(n & 1))
        elif k == 13: DD[n].append(n); DD.pop(n, None)
        elif k == 14: n in D; list(reversed(D)); repr(D); D == dict(D)
        else: D[(n, str(n))] = {n}; D.pop((n, str(n)), 0)
    except KeyError:
        check(k in (6, 7, 12, 13), k)
    except RuntimeError as e:
        check(k in (4, 14, 9, 5) and "changed size" in str(e) or "mutated" in str(e) or "changed" in str(e), k, e)


def sets(d):
    k, n = d.roll(12), d.roll(80)
    try:
        if k == 0: S.add(n)
        elif k == 1: S.discard(n)
        elif k == 2: S.pop()
        elif k == 3: S.remove(n)
        elif k == 4: [check(isinstance(x, int)) for x in S]
        elif k == 5: S.update(range(n))
        elif k == 6: S | {1}, S & {1, 2}, S - {3}, S ^ {4}
        elif k == 7: S.intersection_update(range(n, 80))
        elif k == 8: S.symmetric_difference_update({n, n + 1})
        elif k == 9: frozenset(S); S.copy(); S == set(S); S <= {1}
        elif k == 10: n in S
        else: S.clear() if d.roll(10) == 0 else repr(S)
    except KeyError:
        check(k in (2, 3), k)
    except RuntimeError as e:
        check("changed size" in str(e), e)


def others(d):
    k, n = d.roll(14), d.roll(60)
    try:
        if k == 0: Q.append(n)
        elif k == 1: Q.appendleft((n,))
        elif k == 2: element(Q.pop())
        elif k == 3: element(Q.popleft())
        elif k == 4: Q.rotate(n - 30)
        elif k == 5: Q.extend(range(n))
        elif k == 6: element(Q[n])
        elif k == 7: [element(x) for x in Q]
        elif k == 8: Q.remove(n)
        elif k == 9: B.extend(bytes(n))
        elif k == 10: B.pop(); B[n] = 7
        elif k == 11: B[n:n + 5] = b"abc"; bytes(B); B.find(b"ab")
        elif k == 12: B.clear() if len(B) > 5000 else B.append(n)
        else: m = memoryview(B); m[:3].tobytes(); m.release()
    except (IndexError, ValueError, BufferError):
        pass
    except RuntimeError as e:
        check("mutated" in str(e), e)


its = [iter(range(1000)), iter(L), enumerate(L), zip(L, L), map(str, L), iter({1: 2})]


def iterators(d):
    i = d.roll(len(its))
    try:
        next(its[i])
    except StopIteration:
        its[i] = [lambda: iter(range(100)), lambda: iter(L), lambda: enumerate(list(L)), lambda: zip(L, range(50)), lambda: map(str, L), lambda: reversed(L)][d.roll(6)]()
    except (RuntimeError, ValueError):
        its[i] = iter(L)


torture(lists, dicts, sets, others, iterators, threads=max(THREADS, 5))
torture(lists, lists, seconds=SECONDS / 3)
torture(dicts, dicts, seconds=SECONDS / 3)
done()
