import math
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(r if not isinstance(r, int) or r < 10**60 else (r % (10**18 + 9), r.bit_length()))
    except Exception as e: print(type(e).__name__, e)
m = math
B = 3**200; C = 7**90
t(m.gcd); t(m.gcd, 12, 18); t(m.gcd, -4); t(m.gcd, B * 14, C); t(m.gcd, 0, B); t(m.gcd, B, 0, 9); t(m.gcd, 5, 'x'); t(m.gcd, 1.5); t(m.lcm); t(m.lcm, 4, 6, 10); t(m.lcm, B, C); t(m.lcm, 0, 5); t(m.lcm, -3, 5)
for n in (0, 1, 5, 20, 21, 25, 100, 1000, 5000): t(m.factorial, n)
t(m.factorial, -1); t(m.factorial, 2.0); t(m.factorial, 10**30); t(m.factorial, True)
for n, k in ((5, 2), (10, 10), (10, 11), (100, 50), (1000, 300), (2**70, 3), (67, 33), (10**6, 4), (0, 0)): t(m.comb, n, k); t(m.perm, n, k)
t(m.comb, -1, 2); t(m.comb, 2, -1); t(m.perm, 5); t(m.comb, 2.5, 1); t(m.perm, 5, None); t(m.comb, 2**80, 2**79)
for n in (0, 1, 15, 16, 2**49 - 1, 2**60, 10**40, B, 2**128 - 1): t(m.isqrt, n)
t(m.isqrt, -1); t(m.isqrt, 2.5)
t(m.fsum, [.1] * 10); t(m.fsum, [1e100, 1, -1e100, 1e-100]); t(m.fsum, [1e308, 1e308, -1e308]); t(m.fsum, [m.inf, -m.inf]); t(m.fsum, [m.inf, 1]); t(m.fsum, ['a']); t(m.fsum, []); t(m.fsum, [1e16, 1, 1e-16] * 50)
t(m.prod, [1, 2, 3.5]); t(m.prod, []); t(m.prod, [2] * 100, start=3); t(m.prod, 'ab'); t(m.prod, 5)
t(m.dist, (0, 0), (3, 4)); t(m.dist, [1, 2, 3], (4, 5, 6)); t(m.dist, (1,), (1, 2)); t(m.hypot); t(m.hypot, -3); t(m.hypot, 1e300, 1e300); t(m.hypot, 1e-320, 1e-320); t(m.hypot, m.nan, m.inf); t(m.hypot, 1, 2, 3, 4)
t(m.ldexp, 1.5, 10); t(m.ldexp, 1.0, -1074); t(m.ldexp, 1.0, -1075); t(m.ldexp, 1.0, 2000); t(m.ldexp, 1.0, 10**20); t(m.ldexp, 1.0, -10**20); t(m.ldexp, 0.0, 10**20); t(m.ldexp, 1.0, 1.0); t(m.ldexp, 1.7, -1060)
t(m.fmod, 10, 3); t(m.fmod, -10, 3); t(m.fmod, 1, 0); t(m.fmod, m.inf, 1); t(m.fmod, 3, m.inf); t(m.remainder, 5, 3); t(m.remainder, 2.5, 1); t(m.remainder, 3.5, 1); t(m.remainder, 1, 0); t(m.remainder, 3, m.inf); t(m.remainder, -7, 2)
t(m.pow, 2, 0.5); t(m.pow, -8, 1 / 3); t(m.pow, 0, -1); t(m.pow, -2, 3); t(m.pow, 10, 400); t(m.pow, m.inf, -1); t(m.pow, -m.inf, 3); t(m.pow, 0.5, m.inf); t(m.pow, -1, m.inf); t(m.pow, -0.0, 3); t(m.pow, 'a', 2)
t(m.isclose, 1, 1 + 1e-10); t(m.isclose, 1, 1.1, rel_tol=.2); t(m.isclose, 0, 1e-10, abs_tol=1e-9); t(m.isclose, m.inf, m.inf); t(m.isclose, 1, 2, rel_tol=-1)
t(m.nextafter, 1.0, 2.0); t(m.nextafter, 0.0, -1); t(m.nextafter, 1, 1); t(m.nextafter, m.inf, 0); t(m.ulp, 1.0); t(m.ulp, 0); t(m.ulp, 1e308); t(m.ulp, 1.7976931348623157e308)
class X:
    def __floor__(self): return 'f'
    def __ceil__(self): return 'c'
    def __trunc__(self): return 't'
    def __float__(self): return 2.5
    def __index__(self): return 9
x = X()
t(m.floor, x); t(m.ceil, x); t(m.trunc, x); t(m.sqrt, x); t(m.isqrt, x); t(m.floor, 2**70); t(m.floor, 1e30); t(m.floor, m.nan); t(m.ceil, m.inf); t(m.trunc, 'a'); t(m.floor, 'a'); t(m.floor, -2.5); t(m.ceil, -2.5); t(m.trunc, -2.5); t(m.floor, True)
t(m.copysign, 1, -0.0); t(m.atan2, 0.0, -1); t(m.atan2, -0.0, -0.0); t(m.atan2, 1, m.inf)
print(m.pi, m.e, m.tau, m.inf, m.nan)
print(2.0 ** 0.5, 2 ** -3, 1.1 ** 100, 10.0 ** 22, 3.7 ** -2.2, (-2.0) ** 3, 0.0 ** 2, (-2.0) ** -3, 10 ** -5)
