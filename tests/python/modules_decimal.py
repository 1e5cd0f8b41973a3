"""decimal: random operations in random contexts, with all flags (what CPython's libmpdec gives); then formats, texts, conversions, errors, contexts."""
import random, sys
from decimal import *
rnd = random.Random(11)
count = 2500
import hashlib
R = [ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP]
def number():
    k = rnd.random()
    if k < .02: return Decimal(rnd.choice(['Infinity', '-Infinity', 'NaN', '-NaN123', 'sNaN', 'sNaN45', 'NaN99999999999']))
    if k < .1: return Decimal(rnd.choice(['0', '-0', '0E+10', '-0E-20', '0.000', '1', '-1', '10', '1.0', '1E+5', '0.1', '100', '5E-1', '9.99999']))
    d = rnd.choice([1, 2, 3, 5, 9, 15, 28, 40])
    n = rnd.randrange(10 ** d)
    if k < .3: n = n // 10 ** (d // 2) * 10 ** (d // 2)
    if k > .9: n = 10 ** d - 1
    if .85 < k < .9: n = 5 * 10 ** d
    e = rnd.choice([0, 0, -1, -2, -3, rnd.randrange(-30, 20), rnd.randrange(-60, 60), -d])
    return Decimal((rnd.randrange(2), tuple(map(int, str(n))), e))
un = ['exp', 'ln', 'log10', 'sqrt', 'logb', 'next_minus', 'next_plus', 'normalize', 'number_class', 'plus', 'minus', 'abs', 'to_integral_value', 'to_integral_exact', 'logical_invert', 'is_normal', 'is_subnormal', 'to_eng_string', 'to_sci_string', 'copy_abs', 'copy_negate', 'create_decimal']
bi = ['add', 'subtract', 'multiply', 'divide', 'divide_int', 'remainder', 'divmod', 'power', 'compare', 'compare_signal', 'compare_total', 'compare_total_mag', 'max', 'min', 'max_mag', 'min_mag', 'quantize', 'remainder_near', 'next_toward', 'scaleb', 'shift', 'rotate', 'same_quantum', 'copy_sign', 'logical_and', 'logical_or', 'logical_xor']
order = [InvalidOperation, DivisionByZero, Overflow, Subnormal, Underflow, Rounded, Inexact, Clamped]
log = []
for i in range(count):
    k = rnd.random()
    if k < .5: ctx = Context(prec=rnd.choice([1, 2, 3, 5, 9, 16, 28, 28, 40]), rounding=rnd.choice(R), traps=[])
    else: ctx = Context(prec=rnd.choice([1, 3, 7, 16]), rounding=rnd.choice(R), Emin=-rnd.choice([0, 5, 20, 95]), Emax=rnd.choice([0, 5, 20, 96]), clamp=rnd.randrange(2), traps=[])
    a, b, c = number(), number(), number()
    limited = ctx.Emax < 999
    kind = rnd.random()
    if kind < .3: name = rnd.choice(un); args = (a,)
    elif kind < .93:
        name = rnd.choice(bi); args = (a, b)
        if name in ('shift', 'rotate', 'scaleb'): args = (a, Decimal(rnd.randrange(-30, 30)))
        if name == 'power' and rnd.random() < .6: args = (a, Decimal(rnd.randrange(-20, 20)))
        if name.startswith('logical'): args = tuple(Decimal(int(bin(rnd.randrange(1 << 20))[2:])) for _ in range(2))
    elif kind < .96: name = 'fma'; args = (a, b, c)
    else: name = 'cmp'; args = (a, b)
    if name in ('exp', 'power') and any(x.is_finite() and x.adjusted() > 6 for x in args[-1:]): args = args[:-1] + (Decimal(args[-1].as_tuple()._replace(exponent=-len(args[-1].as_tuple().digits)+2)),)
    if limited and name in ('power', 'exp'): name = 'multiply' if name == 'power' else 'plus'
    try:
        if name == 'cmp':
            r = [a == b, a.is_nan() or b.is_nan() or a < b, a.is_nan() or b.is_nan() or a >= b, a.is_nan() or hash(a), bool(a), a.is_finite() and a.adjusted()]
        else: r = getattr(ctx, name)(*args)
    except Exception as e: r = type(e).__name__, str(e)
    log.append((i, name, args, ctx.prec, ctx.rounding, ctx.Emin, ctx.Emax, ctx.clamp, '->', repr(r), [s.__name__ for s in order if ctx.flags[s]]))
    if i % 250 == 249:
        print(i, hashlib.md5(repr(log).encode()).hexdigest())
        log.clear()

# formats, texts, conversions, errors, contexts
import pickle, copy, math, fractions, numbers
from decimal import *
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
nums = [Decimal(x) for x in '0 -0 1 1.5 -2.50 1234567.891 1E+10 1E-10 -0.00 0E+5 0.000001 0.0000001 123456789012345678901234567890 NaN -Infinity sNaN12 9.995 0.5 2.5 1e400 99.999'.split()]
specs = ['', 'f', '.2f', '.0f', 'e', '.3e', 'E', 'g', '.4g', 'G', '%', '.1%', ',', ',.2f', '_', '+', ' ', '>20', '<20.3f', '^20', '=+20', '020', '020,.2f', '*^15.1f', 'z.1f', '#.0f', 'n', '.10', '+.3', '08.2f', '.0e', '.0%', '12,', '-^12', '0=12,.1f']
for n in nums:
    for s in specs: t(lambda: format(n, s))
    for f in (str, repr, bool, Decimal.to_eng_string, Decimal.as_tuple, Decimal.adjusted, int, float, math.floor, math.ceil, math.trunc, round, lambda x: round(x, 1), lambda x: round(x, -2), Decimal.as_integer_ratio, hash, complex, pickle.dumps and (lambda x: pickle.loads(pickle.dumps(x))), copy.copy, copy.deepcopy, Decimal.normalize, Decimal.is_normal, Decimal.number_class):
        if f is hash and n.is_nan(): continue
        t(lambda: f(n))
for s in ['abc', '1_000', ' 1 ', '1e', '.', '1.', '.5', '+.5e-3', 'inf', '-INFINITY', 'nan5', 'snan', '', '1 2', '١٢٣', '0x1', '1e99999999', '--1']: t(lambda: Decimal(s))
for v in [1.1, 0.1, -2.5, 1e300, 5e-324, float('inf'), True, (0, (1, 2, 3), -2), (1, (), 'F'), (0, (9,), 'n'), [0, [1], 0], (2, (1,), 0), (0, (10,), 0), (0, 'x', 0), None, 1j, b'1']: t(lambda: Decimal(v))
D = Decimal
for f in [lambda: D(1) / 0, lambda: D(0) / 0, lambda: D(1) % 0, lambda: D('sNaN') + 1, lambda: D(1) + 1.5, lambda: 1.5 + D(1), lambda: D(1) == 1.0, lambda: D('0.1') == 0.1, lambda: D('0.1') < 0.1, lambda: D('1.5') == fractions.Fraction(3, 2), lambda: D(1) < fractions.Fraction(3, 2), lambda: D(1) < 'a', lambda: D(1) == 'a', lambda: D(1) == 1 + 0j, lambda: D('NaN') < 1, lambda: D('NaN') == 1, lambda: 3 - D(1), lambda: 10 // D(3), lambda: 10 % D(3), lambda: divmod(10, D(3)), lambda: 2 ** D(3), lambda: pow(D(3), 4, 5), lambda: D(-1).sqrt(), lambda: D(-1).ln(), lambda: D(0).ln(), lambda: D('1E+999999') * 10, lambda: D(1).quantize(D('1E-30')), lambda: D('123.456').quantize(D('.01'), ROUND_UP), lambda: D('2.5').to_integral_value(), lambda: -D(0), lambda: +D('-0'), lambda: abs(D('-1.23')), lambda: max(D(1), D(2), 3), lambda: sum([D('0.1')] * 10), lambda: sorted([D(3), 1, D('1.5'), 2.5]), lambda: hash(D('1.5')) == hash(1.5), lambda: hash(D(10**30)) == hash(10**30), lambda: {D(1): 'a'}[1], lambda: isinstance(D(1), numbers.Number), lambda: D.from_float(0.1), lambda: D.from_float('x'), lambda: D(5).compare(D(6)), lambda: D('1.1').max(D('1.10')), lambda: D(7).scaleb(3), lambda: D('1e3').normalize(), lambda: D('100').normalize(), lambda: D(2).fma(3, 4), lambda: Context(prec=5).create_decimal('3.1415926'), lambda: Context(prec=5).divide(1, 3), lambda: Context(foo=1), lambda: Context(prec=0), lambda: Context(rounding='x'), lambda: repr(Context(prec=3, traps=[Inexact])), lambda: Context(traps=[Inexact]).divide(1, 3), lambda: D(10) ** -2, lambda: D('1.1') ** 20, lambda: D(4) ** D('0.5'), lambda: D(0) ** 0, lambda: D(-8) ** D('0.333'), lambda: D('1.000') ** 3, lambda: D(2) ** 0.5, lambda: DefaultContext.prec, lambda: ExtendedContext, lambda: BasicContext, lambda: getcontext().flags[Inexact], lambda: D(1).foo]:
    t(f)
with localcontext() as c:
    c.prec = 5; print(D(1) / 3); c.rounding = ROUND_DOWN; print(D(2) / 3)
print(D(1) / 3)
with localcontext(prec=4): print(D(1) / 7)
c = getcontext(); c.clear_flags(); D(1) / 3; print(c.flags[Inexact], c.flags[DivisionByZero]); c.traps[Inexact] = True; t(lambda: D(1) / 3); c.traps[Inexact] = False
class Money(Decimal):
    def __new__(cls, v): return super().__new__(cls, v)
    def show(self): return f'${self:,.2f}'
m = Money('1234.5'); print(m.show(), type(m + 1), m == Decimal('1234.5'), repr(m))
s = Decimal('1000'); r = Decimal('0.0375')
for i in range(30): s += (s * r / 12).quantize(Decimal('.01'), rounding=ROUND_HALF_EVEN)
print(s)
