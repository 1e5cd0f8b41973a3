"""Square root, exp, ln, log10 and powers of _decimal.

Logarithms and exponentials are worked out in fixed point, with integers scaled by a power of ten, to more and more digits until the digits after the last one that counts decide the rounding
(Ziv). Square roots and powers with an integer exponent are integer arithmetic."""
import math as _math
from _decimal import *
from _decimal import _make, _special, _fix, _nan_of, _compare, _divide, _multiply, _digits, _plain, _from_int
from _decimal_context import _INF, _QNAN


def _working(ctx, prec):
    w = ctx.copy()
    w._silence()
    w.prec = prec
    w.Emax, w.Emin = MAX_EMAX, MIN_EMIN
    w.rounding = ROUND_HALF_EVEN
    return w


def _half_even(d, ctx):
    """d rounded half to even in ctx: what the specification asks of these functions."""
    rounding = ctx.rounding
    if rounding == ROUND_HALF_EVEN:
        return _fix(d, ctx)
    ctx.rounding = ROUND_HALF_EVEN
    try:
        return _fix(d, ctx)
    finally:
        ctx.rounding = rounding


def sqrt(d, ctx):
    if d._k >= _QNAN:
        return _nan_of(d, None, ctx)
    if d._k and not d._s:
        return _plain(d)
    if not d._n and not d._k:
        return _fix(_make(d._s, 0, d._e >> 1), ctx)
    if d._s:
        return ctx._invalid('sqrt(-x), x > 0')
    prec = ctx.prec + 1
    e = d._e >> 1
    n, length = (d._n * 10, (_digits(d._n) >> 1) + 1) if d._e & 1 else (d._n, _digits(d._n) + 1 >> 1)
    shift = prec - length
    if shift >= 0:
        n *= 100 ** shift
        exact = True
    else:
        n, rest = divmod(n, 100 ** -shift)
        exact = not rest
    e -= shift
    root = _math.isqrt(n)
    exact = exact and root * root == n
    if exact:
        if shift >= 0:
            root //= 10 ** shift
        else:
            root *= 10 ** -shift
        e += shift
    elif root % 5 == 0:
        root += 1
    return _half_even(_make(0, root, e), ctx)


# ---- fixed point: integers scaled by 10 ** p -------------------------------------------------------------------------------------
_ln10 = {}


def _ln_scaled(n, d, p):
    """ln(n / d) * 10 ** p for positive integers, within a few units."""
    guard = p + 12
    scale = 10 ** guard
    x = n * scale // d
    # roots bring x near 1
    roots = 0
    while abs(x - scale) * 64 > scale:
        x = _math.isqrt(x * scale)
        roots += 1
    y = abs(x - scale) * scale // (x + scale)
    square = y * y // scale
    total, term, k = y, y, 3
    while term:
        term = term * square // scale
        total += term // k
        k += 2
    total = (total << roots + 1) // 10 ** 12
    return total if x >= scale else -total


def _ln10_scaled(p):
    for have, value in _ln10.items():
        if have >= p:
            return value // 10 ** (have - p)
    value = _ln_scaled(10, 1, p + 40) // 10 ** 40
    _ln10.clear()
    _ln10[p] = value
    return value


def _ln_of(n, e, p):
    """ln(n * 10 ** e) * 10 ** p, within a few units in 10 ** -p times its size."""
    k = _digits(n) + e
    # n * 10 ** e = m * 10 ** k with 0.1 <= m < 1; keep near 1
    m, unit = n, 10 ** _digits(n)
    if 3 * m < unit:
        k -= 1
        unit //= 10
    if not k:
        return _ln_scaled(m, unit, p + 6) // 10 ** 6
    q = p + len(str(abs(k))) + 6
    return (_ln_scaled(m, unit, q) + k * _ln10_scaled(q)) // 10 ** (q - p)


def _exp_of(x, p):
    """(c, e): c * 10 ** e is exp(x / 10 ** p) with about p digits."""
    ln10 = _ln10_scaled(p)
    k, r = divmod(x, ln10)
    halvings = 4 + int(p ** 0.5) // 2
    extra = 10 ** (halvings // 3 + 8)
    scale = 10 ** p * extra
    r = r * extra >> halvings
    total, term, i = scale, scale, 1
    while term:
        term = term * r // (scale * i)
        total += term
        i += 1
    for _ in range(halvings):
        total = total * total // scale
    return total // extra, k - p


def _decided(c, prec):
    """Whether the digits of c after the first prec + 1 tell how to round, with the last few in doubt."""
    extra = _digits(c) - prec
    if extra < 6:
        return False
    unit = 10 ** extra
    half = unit // 2
    rest = c % half
    doubt = 10 ** (extra - 3) if extra > 4 else 1
    doubt = min(doubt, 10000)
    return doubt < rest < half - doubt


def _inexact(s, c, e, ctx):
    """The number c * 10 ** e, known to be no number with that few digits, rounded: a digit is appended so that it counts as inexact."""
    return _half_even(_make(s, c * 10 + 1, e - 1), ctx)


def exp(d, ctx):
    if d._k >= _QNAN:
        return _nan_of(d, None, ctx)
    if d._k:
        return _make(0, 0, 0) if d._s else _plain(d)
    if not d._n:
        return _make(0, 1, 0)
    adjusted = d.adjusted()
    prec = ctx.prec
    if adjusted > len(str((ctx.Emax + 1) * 3)) or d._s == 0 and adjusted > len(str(abs(ctx.Etiny()) * 3)):
        return _half_even(_make(0, 1, ctx.Etiny() - 1) if d._s else _make(0, 1, ctx.Emax + 1), ctx)
    if adjusted < -prec - 1:
        # 1 and the least bit more or less
        return _half_even(_make(0, 10 ** (prec + 1) - 1, -prec - 1) if d._s else _make(0, 10 ** (prec + 1) + 1, -prec - 1), ctx)
    extra = 10
    while True:
        p = prec + extra + max(adjusted, 0) + 3
        x = d._n * 10 ** (d._e + p) if d._e + p >= 0 else d._n // 10 ** -(d._e + p)
        c, e = _exp_of(-x if d._s else x, p)
        cut = _digits(c) - prec - extra + 3
        if cut > 0:
            c //= 10 ** cut
            e += cut
        if _decided(c, prec):
            return _inexact(0, c, e, ctx)
        extra += 10


def ln(d, ctx):
    if d._k >= _QNAN:
        return _nan_of(d, None, ctx)
    if not d._n and not d._k:
        return _special(_INF, 1)
    if d._s:
        return ctx._invalid('ln of a negative value')
    if d._k:
        return _plain(d)
    if _compare(d, _make(0, 1, 0)) == 0:
        return _make(0, 0, 0)
    prec = ctx.prec
    extra = 10
    lead = 0
    while True:
        p = prec + extra + lead
        c = _ln_of(d._n, d._e, p)
        s, m = (1, -c) if c < 0 else (0, c)
        have = _digits(m) if m else 0
        if have < prec + extra - 2:
            # near 1 the first digits are zeros
            lead += prec + extra - have
            continue
        cut = have - prec - extra + 4
        e = -p
        if cut > 0:
            m //= 10 ** cut
            e += cut
        if _decided(m, prec):
            return _inexact(s, m, e, ctx)
        extra += 10


def log10(d, ctx):
    if d._k >= _QNAN:
        return _nan_of(d, None, ctx)
    if not d._n and not d._k:
        return _special(_INF, 1)
    if d._s:
        return ctx._invalid('log10 of a negative value')
    if d._k:
        return _plain(d)
    digits = str(d._n)
    if digits[0] == '1' and not digits[1:].strip('0'):
        return _half_even(_from_int(d._e + len(digits) - 1), ctx)
    prec = ctx.prec
    extra = 10
    lead = 0
    while True:
        p = prec + extra + lead
        c = _ln_of(d._n, d._e, p + 2)
        c = c * 10 ** p // _ln10_scaled(p + 2)
        s, m = (1, -c) if c < 0 else (0, c)
        have = _digits(m) if m else 0
        if have < prec + extra - 2:
            lead += prec + extra - have
            continue
        cut = have - prec - extra + 4
        e = -p
        if cut > 0:
            m //= 10 ** cut
            e += cut
        if _decided(m, prec):
            return _inexact(s, m, e, ctx)
        extra += 10


# ---- powers ----------------------------------------------------------------------------------------------------------------------
def _is_integer(d):
    return not d._k and (d._e >= 0 or not d._n or d._n % 10 ** min(-d._e, _digits(d._n)) == 0 and -d._e < _digits(d._n))


def _is_odd(d):
    return not d._k and d._n != 0 and d._e <= 0 and -d._e < _digits(d._n) and d._n // 10 ** -d._e % 2 == 1


def power(a, b, ctx):
    if a._k >= _QNAN or b._k >= _QNAN:
        return _nan_of(a, b, ctx)
    if not b._k and not b._n:
        if not a._k and not a._n:
            return ctx._invalid('0 ** 0')
        return _make(0, 1, 0)
    integral = _is_integer(b)
    s = 0
    if a._s:
        if integral:
            s = 1 if _is_odd(b) else 0
        elif a._n or a._k:
            return ctx._invalid('x ** y with x negative and y not an integer')
    x = a.copy_abs()
    if not x._n and not x._k:
        return _make(s, 0, 0) if not b._s else _special(_INF, s)
    if x._k:
        return _special(_INF, s) if not b._s else _make(s, 0, 0)
    one = _compare(x, _make(0, 1, 0))
    if b._k:
        if one == 0:
            ctx._signal(Inexact)
            ctx._signal(Rounded)
            return _make(s, 10 ** (ctx.prec - 1), 1 - ctx.prec)
        return _special(_INF, s) if (one > 0) == (not b._s) else _make(s, 0, 0)
    if integral:
        if one == 0 and not x._e and x._n == 1:
            return _make(s, 1, 0)
        if b._e + _digits(b._n) <= 19:
            return _integer_power(x, int(b), s, ctx, b.adjusted() + 3)
    if one == 0:
        # 1 to any power, padded
        ctx._signal(Inexact)
        ctx._signal(Rounded)
        return _make(s, 10 ** (ctx.prec - 1), 1 - ctx.prec)
    # out of range for sure?
    log = (x.adjusted() + (0 if one > 0 else 1))
    if b.adjusted() + len(str(abs(log) or 1)) > len(str(ctx.Emax - ctx.Etiny())) + 25:
        big = (one > 0) == (not b._s)
        return _fix(_make(s, 1, ctx.Emax + 1) if big else _make(s, 1, ctx.Etiny() - 2), ctx)
    prec = ctx.prec
    extra = 10
    while True:
        size = max(b.adjusted(), 0) + len(str(abs(log) + 1)) + 2
        p = prec + extra + size
        l = _ln_of(x._n, x._e, p + max(0, -x.adjusted() if one < 0 else 0))
        q = p + max(0, -x.adjusted() if one < 0 else 0)
        y = l * b._n
        y = y * 10 ** b._e if b._e >= 0 else y // 10 ** -b._e
        y = -y if b._s else y
        y //= 10 ** (q - p)
        if abs(y) > 24 * 10 ** p * (ctx.Emax - ctx.Etiny() + 10) // 10:
            return _fix(_make(s, 1, ctx.Emax + 1) if y > 0 else _make(s, 1, ctx.Etiny() - 2), ctx)
        c, e = _exp_of(y, p)
        cut = _digits(c) - prec - extra + 3
        if cut > 0:
            c //= 10 ** cut
            e += cut
        if _decided(c, prec) or extra > 60:
            break
        extra += 15
    if extra > 60:
        # as good as exact (4 ** 0.5): the nearest number, full precision
        c = (c + 10 ** (_digits(c) - prec - 5) // 2)
        n, length = c, _digits(c)
        unit = 10 ** (length - prec)
        c = (n + unit // 2) // unit
        e += length - prec
        ctx._signal(Inexact)
        ctx._signal(Rounded)
        return _fix(_make(s, c, e), ctx)
    return _fix(_make(s, c * 10 + 1, e - 1), ctx)


def _integer_power(x, n, s, ctx, guard):
    """Square and multiply from the top, with guard digits, half to even: what libmpdec does, so that the last digit is the same."""
    w = _working(ctx, ctx.prec + guard)
    if n < 0:
        w.prec += 1
        x = _divide(_make(0, 1, 0), x, w)
        n = -n
    r = x
    for bit in bin(n)[3:]:
        r = _multiply(r, r, w)
        if bit == '1':
            r = _multiply(r, x, w)
        # far out of range: what comes after cannot bring it back
        if r.adjusted() > 2 * ctx.Emax + 2 * ctx.prec + 10 and r._n:
            return _fix(_make(s, 1, ctx.Emax + 1), ctx)
        if r.adjusted() < 2 * ctx.Etiny() - 10:
            return _fix(_make(s, 1, ctx.Etiny() - 2), ctx)
    inexact = w._flags[Inexact]
    if inexact and _digits(r._n) < ctx.prec:
        more = ctx.prec + 1 - _digits(r._n)
        if r._e - more >= ctx.Etiny():
            r = _make(0, r._n * 10 ** more, r._e - more)
    r = _fix(_make(s, r._n, r._e), ctx)
    if inexact:
        ctx._signal(Inexact)
        ctx._signal(Rounded)
    return r


def power_modulo(a, b, m, ctx):
    for x in (a, b, m):
        if x._k == 3:
            return ctx._invalid('sNaN', x)
    for x in (a, b, m):
        if x._k == _QNAN:
            return _nan_of(x, None, ctx)
    if not (_is_integer(a) and _is_integer(b) and _is_integer(m)):
        return ctx._invalid('pow() 3rd argument not allowed unless all arguments are integers')
    if b._s:
        return ctx._invalid('pow() 2nd argument cannot be negative when 3rd argument specified')
    if not m._n:
        return ctx._invalid('pow() 3rd argument cannot be 0')
    if m.adjusted() >= ctx.prec:
        return ctx._invalid('insufficient precision: pow() 3rd argument must not have more than precision digits')
    if not b._n and not a._n:
        return ctx._invalid('at least one of pow() 1st argument and 2nd argument must be nonzero; 0**0 is not defined')
    s = a._s if _is_odd(b) else 0
    return _make(s, pow(abs(int(a)), int(b), abs(int(m))), 0)
