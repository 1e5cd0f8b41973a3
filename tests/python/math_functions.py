import math
import_seed = 12345
def rnd():
    global import_seed
    import_seed = (import_seed * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
    return (import_seed >> 11) / 2.0**53
def run(name, f, lo, hi):
    for i in range(20):
        x = lo + (hi - lo) * rnd()
        try: print(name, '%.14g %.13g' % (x, f(x)))
        except Exception as e: print(name, x, type(e).__name__)
for n, lo, hi in [('exp', -20, 20), ('exp', -745, -700), ('exp', -1, 1), ('expm1', -0.01, 0.01), ('expm1', -3, 3), ('log', 0, 3), ('log', 0.9, 1.1), ('log', 0, 1e6), ('log2', 0, 10), ('log10', 0, 1000), ('log1p', -0.5, 2), ('log1p', -0.003, 0.003), ('sin', -10, 10), ('sin', -1, 1), ('cos', -10, 10), ('tan', -2, 2), ('sin', -1000, 1000), ('asin', -1, 1), ('acos', -1, 1), ('atan', -5, 5), ('sinh', -4, 4), ('sinh', -0.3, 0.3), ('cosh', -4, 4), ('tanh', -3, 3), ('asinh', -5, 5), ('acosh', 1, 5), ('atanh', -1, 1), ('cbrt', 0, 100), ('exp2', -5, 5), ('gamma', 0, 20), ('lgamma', 0, 20), ('erf', -2, 2), ('erfc', -1, 5), ('sin', -30000, 30000)]:
    run(n, getattr(math, n), lo, hi)
run('pow', lambda x: math.pow(x, 2.5), 0, 10)
run('pow', lambda x: math.pow(x, -1.5), 0, 100)
run('pow', lambda x: math.pow(1.0001, x), 0, 100000)
run('pow', lambda x: math.pow(10, int(x)), -300, 308)
run('atan2', lambda x: math.atan2(x, 1.7), -3, 3)
run('atan2', lambda x: math.atan2(x, -1.7), -3, 3)
run('hypot', lambda x: math.hypot(x, 1.7), -3, 3)
run('hypot', lambda x: math.hypot(x, 1.7, 2.5e-7), -3, 3)
