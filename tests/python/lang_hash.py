# Hashes of numbers are those of 64-bit CPython.
for v in [0, 1, -1, -2, 2**31, 2**49, 2**50, 2**61 - 1, 2**61, -2**61, 2**62, 2**64, 2**100, -2**100 + 1, 10**50, 0.5, -0.5, 1.0, 1e100, 0.1, 5e-324, float('inf'), float('-inf'), 1+0j, 1.5+2j, 1j, -1j, True, 2.0**70, 123456789.987654321]: print(v, hash(v))
print(hash((1, 2, 3)), hash(()), hash((1, (2, 3))), hash(frozenset([1, 2, 3])), hash(frozenset()), hash(range(5)), hash(slice) == hash(slice), hash(None) == hash(None))
