# what is newer than Python 3.11: expected output written by hand
import math, contextvars
print(math.sumprod([1, 2, 3], [4, 5, 6]), math.sumprod([1.5, 2], [2, 3]), math.sumprod([], []), math.sumprod([10, 20], [0.1, 0.2]))
print(math.sumprod([1e100, 1, -1e100], [1, 1, 1]), math.sumprod([2**70, 1], [3, 1]), math.sumprod([0.1] * 10, [True] * 10))
try: math.sumprod([1], [1, 2])
except ValueError as e: print(e)
print(math.fma(2, 3, 4), math.fma(0.1, 10, -1), math.fma(1e308, 10, -math.inf), math.fma(1 + 2**-52, 1 + 2**-52, -1))
print(math.nextafter(1.0, 2.0, steps=3) == 1 + 3 * 2**-52, math.nextafter(-5e-324, 1, steps=2), math.nextafter(0.0, 1.0, steps=10**30))
for f, x in ((math.sqrt, -1), (math.sin, math.inf), (math.acos, 2), (math.log, -1), (math.log, -1.5), (math.log1p, -1), (math.acosh, 0.5), (math.atanh, 1), (math.gamma, 0), (math.exp, 1000)):
    try: f(x)
    except (ValueError, OverflowError) as e: print(type(e).__name__, e)
v = contextvars.ContextVar('v', default=1)
with v.set(2) as t:
    print(v.get(), t.old_value is t.MISSING)
print(v.get())
try:
    with t: pass
except RuntimeError as e: print(str(e).split(' var=')[0])
