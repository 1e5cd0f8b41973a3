from itertools import *
def err(f, *a, **k):
    try:
        return f(*a, **k)
    except BaseException as e:
        return type(e).__name__ + ": " + str(e)
print(list(accumulate([1, 2, 3, 4])), list(accumulate([1, 2, 3], lambda a, b: a * b)), list(accumulate([1, 2], initial=10)), list(accumulate([])), list(accumulate([], initial=5)))
print(list(chain([1, 2], (3,), "ab")), list(chain.from_iterable([[1], [2, 3]])), list(chain()), err(lambda: list(chain([1], 5))))
print(list(combinations("ABCD", 2)), list(combinations(range(4), 3)), list(combinations([], 0)), list(combinations([1], 2)), err(combinations, [1], -1))
print(list(combinations_with_replacement("ABC", 2)), list(combinations_with_replacement([], 1)), list(combinations_with_replacement([1, 2], 0)))
print(list(permutations("ABC")), list(permutations("ABCD", 2)), len(list(permutations(range(6)))), list(permutations([1], 2)), list(permutations([], 0)), err(permutations, [1], 'a'))
print(list(product("AB", [1, 2])), list(product([0, 1], repeat=3)), list(product()), list(product([], [1])), list(product([1], repeat=0)), err(product, [1], repeat=-1))
print(list(compress("ABCDEF", [1, 0, 1, 0, 1, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, 2])))
c = count(5); print(next(c), next(c), c, count(1, 2), count(1.5), list(islice(count(0, -3), 4)), list(islice(count(2.5, 0.5), 3)), err(count, 'a'), list(islice(count(10**30), 2)))
print(list(islice(cycle("AB"), 5)), list(cycle([])), list(repeat(7, 3)), repeat(1, 2), repeat(1), list(islice(repeat('x'), 2)), err(lambda: repeat(1).__length_hint__()), repeat(1, 5).__length_hint__())
print([(k, list(g)) for k, g in groupby("AAABBC")], [(k, list(g)) for k, g in groupby([1, 3, 2, 4, 5], lambda x: x % 2)], [k for k, g in groupby([1, 1, 2])])
g = groupby([1, 1, 2, 2]); k1, g1 = next(g); k2, g2 = next(g); print(list(g1), list(g2))
print(list(islice("ABCDEFG", 2)), list(islice("ABCDEFG", 2, 4)), list(islice("ABCDEFG", 2, None)), list(islice("ABCDEFG", 0, None, 2)), list(islice("ABC", 5)), err(islice, [1], -1), err(islice, [1], 1, 2, 0), err(islice, [1], 'a'))
print(list(pairwise("ABCD")), list(pairwise("A")), list(starmap(pow, [(2, 3), (3, 2)])), list(starmap(lambda *a: a, [(), [1]])))
a, b = tee([1, 2, 3]); print(next(a), list(b), list(a)); a, b, c = tee(range(200), 3); print(sum(a), sum(b), sum(c)); print(tee([1], 0)); a, = tee([1, 2], 1); print(list(a))
print(list(zip_longest("AB", [1, 2, 3], fillvalue='-')), list(zip_longest([1], [])), list(zip_longest()), err(zip_longest, x=1))
it = iter([1, 2, 3, 4, 5]); print(list(zip(it, it)), sum(islice(count(), 100)))
