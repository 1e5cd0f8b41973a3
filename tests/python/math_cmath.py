import math, cmath
inf = math.inf; nan = math.nan
reps = [-inf, -1.5, -0.0, 0.0, 1.5, inf, nan, 0.3, 2.0, -0.7, 1.0, -1.0]
for n in ['sqrt', 'exp', 'acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cos', 'cosh', 'sin', 'sinh', 'tan', 'tanh', 'log', 'log10', 'phase', 'polar', 'isnan', 'isinf', 'isfinite']:
    f = getattr(cmath, n)
    for a in reps:
        for b in reps:
            try: r = f(complex(a, b))
            except Exception as e: print(n, a, b, type(e).__name__, e); continue
            if isinstance(r, complex): print(n, a, b, '%.12g %.12g' % (r.real, r.imag))
            elif isinstance(r, tuple): print(n, a, b, '%.12g %.12g' % r)
            else: print(n, a, b, '%.12g' % r)
for a in reps:
    for b in reps:
        try: r = cmath.rect(a, b); print('rect', a, b, '%.12g %.12g' % (r.real, r.imag))
        except Exception as e: print('rect', a, b, type(e).__name__, e)
print(cmath.infj, cmath.nanj, cmath.isclose(1, 1 + 1e-10), cmath.isclose(1, 2), cmath.log(8, 2), cmath.sqrt(-1), cmath.sqrt(2), cmath.exp(1j * cmath.pi))
try: cmath.sqrt('x')
except Exception as e: print(e)
