# Identity of values that have no object (free-threading.md, section 2; decision 1): small integers, floats and singletons are what their bits are. CPython leaves this open; the output is ours.
import math

half, one = 0.5, 1.0
nan, other = float("nan"), math.inf - math.inf
print(half + half is one, id(half + half) == id(one), id(one) == id(1))
minus = -0.0
print(minus is 0.0 * 1, minus == 0.0, id(minus) == id(0.0 * 1))
print(nan is other, nan == other, id(nan) == id(other), [nan] == [other], [nan].index(other), {nan: 1}.get(other))
big = 2 ** 48
print(big + 1 is big + 1, id(big + 1) == id(big + 1), 2 ** 60 is 2 ** 60 + 0 * big)
print(len({id(x) for x in (None, True, False, ..., NotImplemented, 0, 1, 0.0, 1.0, -1)}))


class Float(float): pass


print(Float(1.0) is one, Float(1.0) == one, id(Float(1.0)) == id(one))
import sys
# no more than 16 bytes in front of what an object holds
print(sys.getsizeof(object()), sys.getrefcount(None) == sys.getrefcount(1), hash(nan) == hash(other))
