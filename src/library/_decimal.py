"""Decimal floating-point arithmetic: the General Decimal Arithmetic Specification.

Typhon's own, in the place of CPython's _decimal (libmpdec). A number is sign, coefficient (an int), exponent, and a kind: finite, infinite, quiet or signaling NaN (whose payload
is the coefficient). Numbers are immutable; a Context belongs to whoever uses it, and threads get one each (a context variable). Conversions, formats and contexts are in
_decimal_text and _decimal_context; exp, ln, log10 and powers in _decimal_functions.
"""
import math as _math
import numbers as _numbers
from _typhon import full_name as _full_name
from collections import namedtuple as _namedtuple
from _decimal_context import *
from _decimal_context import _FINITE, _INF, _QNAN, _SNAN, _POWERS, _digits, _shifted, _quick, _context_or, _raw_set
import _decimal_context as _c
import _decimal_text as _text

__version__ = '1.70'
__libmpdec_version__ = '2.5.1'
HAVE_THREADS = True
HAVE_CONTEXTVAR = True
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
MIN_ETINY = -1999999999999999997

DecimalTuple = _namedtuple('DecimalTuple', 'sign digits exponent', module='decimal')
_MODULUS = (1 << 61) - 1
_INVERSE_10 = pow(10, _MODULUS - 2, _MODULUS)


class Decimal:
    """Construct a new Decimal object. 'value' can be an integer, string, tuple, or another Decimal object. If no value is given, return Decimal('0')."""

    __slots__ = ('_s', '_n', '_e', '_k', '__weakref__')

    def __new__(cls, value='0', context=None):
        if isinstance(value, str):
            found = _text.parse(value)
            if found is None:
                return _context_or(context)._raise(ConversionSyntax, f"[<class 'decimal.ConversionSyntax'>]", cls)
            s, n, e, k = found
        elif isinstance(value, int):
            s, n, e, k = (1, -value, 0, 0) if value < 0 else (0, int(value), 0, 0)
        elif isinstance(value, Decimal):
            if type(value) is cls is Decimal:
                return value
            s, n, e, k = value._s, value._n, value._e, value._k
        elif isinstance(value, float):
            ctx = _context_or(context)
            ctx._signal(FloatOperation, 'strict semantics for mixing floats and Decimals are enabled')
            return cls.from_float(value)
        elif isinstance(value, (tuple, list)):
            s, n, e, k = _text.from_tuple(value)
        else:
            raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
        self = object.__new__(cls)
        self._s = s
        self._n = n
        self._e = e
        self._k = k
        return self

    @classmethod
    def from_float(cls, f, /):
        """Class method that converts a float or int to a decimal number, exactly."""
        if isinstance(f, int):
            r = _make(1, -f, 0) if f < 0 else _make(0, int(f), 0)
        elif isinstance(f, float):
            if f != f:
                r = _special(_QNAN, 0)
            elif f in (_math.inf, -_math.inf):
                r = _special(_INF, 0 if f > 0 else 1)
            else:
                sign = 0 if _math.copysign(1.0, f) == 1.0 else 1
                n, d = abs(f).as_integer_ratio()
                k = d.bit_length() - 1
                r = _make(sign, n * 5 ** k, -k)
        else:
            raise TypeError("argument must be int or float")
        return r if cls is Decimal else cls(r)

    @classmethod
    def from_number(cls, number, /):
        """Class method that converts a real number to a decimal number, exactly."""
        if isinstance(number, (int, Decimal, tuple)) and not isinstance(number, tuple):
            return cls(number)
        if isinstance(number, float):
            return cls.from_float(number)
        raise TypeError("Cannot convert %r to Decimal" % number)

    # ---- what it is --------------------------------------------------------------------------------------------------------------
    def __repr__(self):
        return f"Decimal('{self}')"

    def __str__(self):
        return _text.scientific(self, getcontext().capitals)

    def to_eng_string(self, context=None):
        """Convert to an engineering-type string."""
        return _text.scientific(self, _context_or(context).capitals, True)

    def __format__(self, spec, /):
        return _text.format(self, spec)

    def __reduce__(self):
        return type(self), (str(self),)

    def __copy__(self):
        return self if type(self) is Decimal else type(self)(self)

    def __deepcopy__(self, memo, /):
        return self if type(self) is Decimal else type(self)(self)

    def __bool__(self):
        return self._n != 0 or self._k != 0

    def __hash__(self):
        if self._k:
            if self._k == _SNAN:
                raise TypeError('Cannot hash a signaling NaN value')
            if self._k == _QNAN:
                return object.__hash__(self)
            return -314159 if self._s else 314159
        if self._e >= 0:
            h = self._n * pow(10, self._e, _MODULUS) % _MODULUS
        else:
            h = self._n * pow(_INVERSE_10, -self._e, _MODULUS) % _MODULUS
        if self._s:
            h = -h
        return -2 if h == -1 else h

    def as_tuple(self):
        """Return a tuple representation of the number."""
        if self._k == _INF:
            return DecimalTuple(self._s, (0,), 'F')
        digits = tuple(map(int, str(self._n)))
        if self._k:
            return DecimalTuple(self._s, digits if self._n else (), 'n' if self._k == _QNAN else 'N')
        return DecimalTuple(self._s, digits, self._e)

    def as_integer_ratio(self):
        """Return a pair of integers whose ratio is exactly equal to the original Decimal, in lowest terms with a positive denominator."""
        if self._k:
            if self._k == _INF:
                raise OverflowError("cannot convert Infinity to integer ratio")
            raise ValueError("cannot convert NaN to integer ratio")
        n, d = (self._n * 10 ** self._e, 1) if self._e >= 0 else (self._n, 10 ** -self._e)
        g = _math.gcd(n, d)
        return (-n if self._s else n) // g, d // g

    def adjusted(self):
        """Return the adjusted exponent of the number."""
        return 0 if self._k else self._e + _digits(self._n) - 1

    def canonical(self):
        """Return the canonical encoding of the argument."""
        return self

    def conjugate(self):
        """Return self."""
        return self

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return _make(0, 0, 0)

    def radix(self):
        """Return Decimal(10), the radix (base) in which the Decimal class does all its arithmetic."""
        return _make(0, 10, 0)

    def is_canonical(self):
        """Return True if the argument is canonical: always."""
        return True

    def is_finite(self):
        """Return True if the argument is a finite number, and False if the argument is infinite or a NaN."""
        return self._k == 0

    def is_infinite(self):
        """Return True if the argument is either positive or negative infinity and False otherwise."""
        return self._k == _INF

    def is_nan(self):
        """Return True if the argument is a (quiet or signaling) NaN and False otherwise."""
        return self._k >= _QNAN

    def is_qnan(self):
        """Return True if the argument is a quiet NaN, and False otherwise."""
        return self._k == _QNAN

    def is_snan(self):
        """Return True if the argument is a signaling NaN and False otherwise."""
        return self._k == _SNAN

    def is_signed(self):
        """Return True if the argument has a negative sign and False otherwise."""
        return self._s == 1

    def is_zero(self):
        """Return True if the argument is a (positive or negative) zero and False otherwise."""
        return self._k == 0 and self._n == 0

    def is_normal(self, context=None):
        """Return True if the argument is a normal finite non-zero number with an adjusted exponent greater than or equal to Emin."""
        return self._k == 0 and self._n != 0 and _context_or(context).Emin <= self.adjusted()

    def is_subnormal(self, context=None):
        """Return True if the argument is subnormal, and False otherwise."""
        return self._k == 0 and self._n != 0 and self.adjusted() < _context_or(context).Emin

    def number_class(self, context=None):
        """Return a string describing the class of the operand."""
        if self._k >= _QNAN:
            return 'NaN' if self._k == _QNAN else 'sNaN'
        sign = '-' if self._s else '+'
        if self._k:
            return sign + 'Infinity'
        if not self._n:
            return sign + 'Zero'
        return sign + ('Subnormal' if self.is_subnormal(context) else 'Normal')

    def same_quantum(self, other, context=None):
        """Test whether self and other have the same exponent or whether both are NaN."""
        other = _operand(other)
        if self._k or other._k:
            return self._k >= _QNAN and other._k >= _QNAN or self._k == _INF == other._k
        return self._e == other._e

    # ---- conversions -------------------------------------------------------------------------------------------------------------
    def __int__(self):
        if self._k:
            if self._k == _INF:
                raise OverflowError("cannot convert Infinity to integer")
            raise ValueError("cannot convert NaN to integer")
        n = self._n * 10 ** self._e if self._e >= 0 else self._n // 10 ** -self._e if -self._e <= _digits(self._n) else 0
        return -n if self._s else n

    __trunc__ = __int__

    def __float__(self):
        if self._k == _SNAN:
            raise ValueError("cannot convert signaling NaN to float")
        if self._k == _QNAN:
            return -_math.nan if self._s else _math.nan
        return float(_text.scientific(self, 1))

    def __complex__(self):
        return complex(float(self))

    def _toward(self, rounding):
        if self._k:
            if self._k == _INF:
                raise OverflowError("cannot round an infinity")
            raise ValueError("cannot round a NaN")
        n, _ = _shifted(self._n, self._e, self._s, rounding)
        return -n if self._s else n

    def __floor__(self):
        return int(self) if self._k else self._toward(ROUND_FLOOR)

    def __ceil__(self):
        return int(self) if self._k else self._toward(ROUND_CEILING)

    def __round__(self, ndigits=None):
        if ndigits is None:
            if self._k:
                int(self)
            return self._toward(ROUND_HALF_EVEN)
        if not isinstance(ndigits, int):
            raise TypeError("optional arg must be an integer")
        return self.quantize(_make(0, 1, -ndigits))

    # ---- comparison --------------------------------------------------------------------------------------------------------------
    def __eq__(self, other):
        if type(other) is not Decimal:
            other = _comparable(self, other, True)
            if other is NotImplemented:
                return other
        if self._k >= _QNAN or other._k >= _QNAN:
            if self._k == _SNAN or other._k == _SNAN:
                getcontext()._raise(InvalidOperation, 'comparison involving sNaN')
            return False
        return _compare(self, other) == 0

    def __lt__(self, other):
        return _ordered(self, other, '<')

    def __le__(self, other):
        return _ordered(self, other, '<=')

    def __gt__(self, other):
        return _ordered(self, other, '>')

    def __ge__(self, other):
        return _ordered(self, other, '>=')

    def compare(self, other, context=None):
        """Compare self to other. Return a decimal value: -1, 0, 1 or NaN."""
        other, ctx = _operand(other), _context_or(context)
        if self._k >= _QNAN or other._k >= _QNAN:
            return _nan_of(self, other, ctx)
        return _from_int(_compare(self, other))

    def compare_signal(self, other, context=None):
        """Identical to compare, except that all NaNs signal."""
        other, ctx = _operand(other), _context_or(context)
        for x in (self, other):
            if x._k == _SNAN:
                return ctx._invalid('comparison involving sNaN', x)
        for x in (self, other):
            if x._k == _QNAN:
                return ctx._invalid('comparison involving NaN', x)
        return _from_int(_compare(self, other))

    def compare_total(self, other, context=None):
        """Compare two operands using their abstract representation rather than their numerical value."""
        return _from_int(_total(self, _operand(other)))

    def compare_total_mag(self, other, context=None):
        """Like compare_total, but ignoring signs."""
        return _from_int(_total(self.copy_abs(), _operand(other).copy_abs()))

    def _pick(self, other, context, magnitude, largest):
        other, ctx = _operand(other), _context_or(context)
        if self._k >= _QNAN or other._k >= _QNAN:
            if other._k == _QNAN and self._k < _QNAN:
                return _fix(self, ctx)
            if self._k == _QNAN and other._k < _QNAN:
                return _fix(other, ctx)
            return _nan_of(self, other, ctx)
        c = _compare(self.copy_abs(), other.copy_abs()) if magnitude else _compare(self, other)
        if c == 0 and magnitude:
            c = _compare(self, other)
        if c == 0:
            c = _total(self, other)
        return _fix(self if (c >= 0) == largest else other, ctx)

    def max(self, other, context=None):
        """Maximum of self and other. If one operand is a quiet NaN and the other is numeric, the numeric operand is returned."""
        other = _operand(other)
        return self._pick(other, context, False, True)

    def min(self, other, context=None):
        """Minimum of self and other. If one operand is a quiet NaN and the other is numeric, the numeric operand is returned."""
        other = _operand(other)
        return other._pick(self, context, False, False) if self._k < _QNAN and other._k < _QNAN else self._pick(other, context, False, False)

    def max_mag(self, other, context=None):
        """As the max() method, but compares the absolute values of the operands."""
        return self._pick(other, context, True, True)

    def min_mag(self, other, context=None):
        """As the min() method, but compares the absolute values of the operands."""
        other = _operand(other)
        return other._pick(self, context, True, False) if self._k < _QNAN and other._k < _QNAN else self._pick(other, context, True, False)

    # ---- signs -------------------------------------------------------------------------------------------------------------------
    def copy_abs(self):
        """Return the absolute value of the argument, unaffected by context."""
        return _make(0, self._n, self._e, self._k)

    def copy_negate(self):
        """Return the negation of the argument, unaffected by context."""
        return _make(1 - self._s, self._n, self._e, self._k)

    def copy_sign(self, other, context=None):
        """Return a copy of the first operand with the sign set to be the same as the sign of the second operand."""
        return _make(_operand(other)._s, self._n, self._e, self._k)

    def __neg__(self):
        ctx = getcontext()
        if self._k >= _QNAN:
            return _nan_of(self, None, ctx)
        if not self._n and not self._k:
            return _fix(self.copy_abs() if ctx.rounding != ROUND_FLOOR else _make(1 if not self._s else 0, 0, self._e) if not self._s else self.copy_abs(), ctx)
        return _fix(self.copy_negate(), ctx)

    def __pos__(self):
        ctx = getcontext()
        if self._k >= _QNAN:
            return _nan_of(self, None, ctx)
        if not self._n and not self._k:
            return _fix(self.copy_abs() if ctx.rounding != ROUND_FLOOR else self, ctx)
        return _fix(self, ctx)

    def __abs__(self):
        ctx = getcontext()
        if self._k >= _QNAN:
            return _nan_of(self, None, ctx)
        return _fix(self.copy_abs(), ctx)

    # ---- arithmetic --------------------------------------------------------------------------------------------------------------
    def __add__(self, other):
        if type(other) is not Decimal:
            other = _convert(other)
            if other is NotImplemented:
                return other
        return _add(self, other, getcontext())

    __radd__ = __add__

    def __sub__(self, other):
        if type(other) is not Decimal:
            other = _convert(other)
            if other is NotImplemented:
                return other
        return _subtract(self, other, getcontext())

    def __rsub__(self, other):
        other = _convert(other)
        return other if other is NotImplemented else _subtract(other, self, getcontext())

    def __mul__(self, other):
        if type(other) is not Decimal:
            other = _convert(other)
            if other is NotImplemented:
                return other
        return _multiply(self, other, getcontext())

    __rmul__ = __mul__

    def __truediv__(self, other):
        if type(other) is not Decimal:
            other = _convert(other)
            if other is NotImplemented:
                return other
        return _divide(self, other, getcontext())

    def __rtruediv__(self, other):
        other = _convert(other)
        return other if other is NotImplemented else _divide(other, self, getcontext())

    def __floordiv__(self, other):
        other = _convert(other)
        return other if other is NotImplemented else _divide_int(self, other, getcontext())

    def __rfloordiv__(self, other):
        other = _convert(other)
        return other if other is NotImplemented else _divide_int(other, self, getcontext())

    def __mod__(self, other):
        other = _convert(other)
        return other if other is NotImplemented else _remainder(self, other, getcontext())

    def __rmod__(self, other):
        other = _convert(other)
        return other if other is NotImplemented else _remainder(other, self, getcontext())

    def __divmod__(self, other):
        other = _convert(other)
        return other if other is NotImplemented else _divmod(self, other, getcontext())

    def __rdivmod__(self, other):
        other = _convert(other)
        return other if other is NotImplemented else _divmod(other, self, getcontext())

    def __pow__(self, other, modulo=None):
        other = _convert(other)
        if other is NotImplemented:
            return other
        if modulo is not None:
            modulo = _convert(modulo)
            if modulo is NotImplemented:
                return modulo
            return _functions().power_modulo(self, other, modulo, getcontext())
        return _functions().power(self, other, getcontext())

    def __rpow__(self, other):
        other = _convert(other)
        return other if other is NotImplemented else _functions().power(other, self, getcontext())

    def fma(self, other, third, context=None):
        """Fused multiply-add. Return self*other+third with no rounding of the intermediate product."""
        return _fma(self, _operand(other), _operand(third), _context_or(context))

    def remainder_near(self, other, context=None):
        """Return the remainder from dividing self by other, with the quotient rounded to the nearest integer."""
        return _remainder_near(self, _operand(other), _context_or(context))

    def sqrt(self, context=None):
        """Return the square root of the argument to full precision. The result is correctly rounded using the ROUND_HALF_EVEN rounding mode."""
        return _functions().sqrt(self, _context_or(context))

    def exp(self, context=None):
        """Return the value of the (natural) exponential function e**x at the given number."""
        return _functions().exp(self, _context_or(context))

    def ln(self, context=None):
        """Return the natural (base e) logarithm of the operand."""
        return _functions().ln(self, _context_or(context))

    def log10(self, context=None):
        """Return the base ten logarithm of the operand."""
        return _functions().log10(self, _context_or(context))

    def logb(self, context=None):
        """Return the adjusted exponent of the operand as a Decimal instance."""
        ctx = _context_or(context)
        if self._k >= _QNAN:
            return _nan_of(self, None, ctx)
        if self._k:
            return _special(_INF, 0)
        if not self._n:
            return ctx._raise(DivisionByZero, 'logb(0)', None, 1)
        return _fix(_from_int(self.adjusted()), ctx)

    def normalize(self, context=None):
        """Normalize the number by stripping the rightmost trailing zeros and converting any result equal to Decimal('0') to Decimal('0e0')."""
        ctx = _context_or(context)
        if self._k >= _QNAN:
            return _nan_of(self, None, ctx)
        r = _fix(self, ctx)
        if r._k:
            return r
        if not r._n:
            return _make(r._s, 0, 0)
        n, e, top = r._n, r._e, ctx.Emax if not ctx.clamp else ctx.Etop()
        while e < top:
            q, rest = divmod(n, 10)
            if rest:
                break
            n = q
            e += 1
        return _make(r._s, n, e)

    def quantize(self, exp, rounding=None, context=None):
        """Return a value equal to the first operand after rounding and having the exponent of the second operand."""
        exp, ctx = _operand(exp), _context_or(context)
        rounding = ctx.rounding if rounding is None else _c._check_rounding(rounding)
        if self._k or exp._k:
            if self._k >= _QNAN or exp._k >= _QNAN:
                return _nan_of(self, exp, ctx)
            if self._k and exp._k:
                return _plain(self)
            return ctx._invalid('quantize with one INF')
        if not ctx.Etiny() <= exp._e <= ctx.Emax:
            return ctx._invalid('target exponent out of bounds in quantize')
        if not self._n:
            return _fix(_make(self._s, 0, exp._e), ctx)
        if self.adjusted() > ctx.Emax:
            return ctx._invalid('exponent of quantize result too large for current context')
        drop = exp._e - self._e
        if drop <= 0 and self.adjusted() - exp._e + 1 > ctx.prec:
            return ctx._invalid('quantize result has too many digits for current context')
        n, inexact = _shifted(self._n, -drop, self._s, rounding)
        digits = _digits(n)
        if exp._e + digits - 1 > ctx.Emax:
            return ctx._invalid('exponent of quantize result too large for current context')
        if digits > ctx.prec:
            return ctx._invalid('quantize result has too many digits for current context')
        if n and exp._e + digits - 1 < ctx.Emin:
            ctx._signal(Subnormal)
        if drop > 0:
            if inexact:
                ctx._signal(Inexact)
            ctx._signal(Rounded)
        r = _make(self._s, n, exp._e)
        return _fix(r, ctx)

    def _integral(self, rounding, context, exact):
        ctx = _context_or(context)
        if self._k:
            return _nan_of(self, None, ctx) if self._k >= _QNAN else _plain(self)
        if self._e >= 0:
            return _plain(self)
        if not self._n:
            return _make(self._s, 0, 0)
        rounding = ctx.rounding if rounding is None else _c._check_rounding(rounding)
        n, inexact = _shifted(self._n, self._e, self._s, rounding)
        if exact:
            if inexact:
                ctx._signal(Inexact)
            ctx._signal(Rounded)
        return _make(self._s, n, 0)

    def to_integral_value(self, rounding=None, context=None):
        """Round to the nearest integer without signaling Inexact or Rounded."""
        return self._integral(rounding, context, False)

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        """Round to the nearest integer, signaling Inexact or Rounded as appropriate if rounding occurs."""
        return self._integral(rounding, context, True)

    def next_minus(self, context=None):
        """Return the largest number representable in the given context that is smaller than the given operand."""
        return _next(self, _context_or(context), -1)

    def next_plus(self, context=None):
        """Return the smallest number representable in the given context that is larger than the given operand."""
        return _next(self, _context_or(context), 1)

    def next_toward(self, other, context=None):
        """Return the number closest to the first operand, in the direction of the second operand."""
        other, ctx = _operand(other), _context_or(context)
        if self._k >= _QNAN or other._k >= _QNAN:
            return _nan_of(self, other, ctx)
        c = _compare(self, other)
        if c == 0:
            return self.copy_sign(other)
        r = _next(self, ctx, -c)
        if r._k:
            ctx._signal(Overflow)
            ctx._signal(Inexact)
            ctx._signal(Rounded)
        elif r.adjusted() < ctx.Emin:
            ctx._signal(Underflow)
            ctx._signal(Subnormal)
            ctx._signal(Inexact)
            ctx._signal(Rounded)
            if not r._n:
                ctx._signal(Clamped)
        return r

    def scaleb(self, other, context=None):
        """Return the first operand with the exponent adjusted the second."""
        other, ctx = _operand(other), _context_or(context)
        if self._k >= _QNAN or other._k >= _QNAN:
            return _nan_of(self, other, ctx)
        limit = 2 * (ctx.Emax + ctx.prec)
        if other._k or other._e != 0 or not -limit <= int(other) <= limit:
            return ctx._invalid('scaleb')
        return _plain(self) if self._k else _fix(_make(self._s, self._n, self._e + int(other)), ctx)

    def _moved(self, other, context, f):
        other, ctx = _operand(other), _context_or(context)
        if self._k >= _QNAN or other._k >= _QNAN:
            return _nan_of(self, other, ctx)
        if other._k or other._e != 0 or not -ctx.prec <= int(other) <= ctx.prec:
            return ctx._invalid('shift or rotate')
        if self._k:
            return _plain(self)
        return _make(self._s, f(self._n % 10 ** ctx.prec, int(other), ctx.prec), self._e)

    def shift(self, other, context=None):
        """Return the result of shifting the digits of the first operand by an amount specified by the second operand."""
        return self._moved(other, context, lambda n, by, prec: n * 10 ** by % 10 ** prec if by >= 0 else n // 10 ** -by)

    def rotate(self, other, context=None):
        """Return the result of rotating the digits of the first operand by an amount specified by the second operand."""
        def rotated(n, by, prec):
            text = str(n).zfill(prec)
            return int(text[by:] + text[:by])
        return self._moved(other, context, rotated)

    def _bits(self, ctx):
        if self._k or self._e or self._s or set(str(self._n)) - {'0', '1'}:
            return None
        return int(str(self._n)[-ctx.prec:], 2)

    def _logical(self, other, context, f):
        ctx = _context_or(context)
        a, b = self._bits(ctx), 0 if other is None else _operand(other)._bits(ctx)
        if a is None or b is None:
            return ctx._invalid('logical operand')
        return _make(0, int(bin(f(a, b, (1 << ctx.prec) - 1))[2:]), 0)

    def logical_and(self, other, context=None):
        """Return the digit-wise 'and' of the two (logical) operands."""
        return self._logical(_operand(other), context, lambda a, b, m: a & b)

    def logical_or(self, other, context=None):
        """Return the digit-wise 'or' of the two (logical) operands."""
        return self._logical(_operand(other), context, lambda a, b, m: a | b)

    def logical_xor(self, other, context=None):
        """Return the digit-wise 'exclusive or' of the two (logical) operands."""
        return self._logical(_operand(other), context, lambda a, b, m: a ^ b)

    def logical_invert(self, context=None):
        """Return the digit-wise inversion of the (logical) operand."""
        return self._logical(None, context, lambda a, b, m: a ^ m)


Decimal.__module__ = 'decimal'
_numbers.Number.register(Decimal)
_object_new = object.__new__


def _make(s, n, e, k=0):
    r = _object_new(Decimal)
    r._s = s
    r._n = n
    r._e = e
    r._k = k
    return r


def _special(k, s, payload=0):
    return _make(s, payload, 0, k)


def _from_int(i):
    return _make(1, -i, 0) if i < 0 else _make(0, i, 0)


def _plain(d):
    """d itself, without a subclass."""
    return d if type(d) is Decimal else _make(d._s, d._n, d._e, d._k)


def _functions():
    import _decimal_functions
    return _decimal_functions


def _convert(v):
    """An operand of an operator as a Decimal, or NotImplemented."""
    if isinstance(v, Decimal):
        return v
    if isinstance(v, int):
        return _from_int(int(v))
    return NotImplemented


def _operand(v):
    """An argument of a method."""
    if isinstance(v, Decimal):
        return v
    if isinstance(v, int):
        return _from_int(int(v))
    raise TypeError(f"conversion from {type(v).__name__} to Decimal is not supported")


def _comparable(self, other, equality):
    if isinstance(other, Decimal):
        return other
    if isinstance(other, int):
        return _from_int(int(other))
    if isinstance(other, float):
        ctx = getcontext()
        if equality:
            ctx.flags[FloatOperation] = True
        else:
            ctx._signal(FloatOperation, 'strict semantics for mixing floats and Decimals are enabled')
        return Decimal.from_float(other)
    if equality and isinstance(other, _numbers.Complex) and not isinstance(other, _numbers.Rational) and other.imag == 0:
        return _comparable(self, other.real, equality) if isinstance(other, complex) else NotImplemented
    if isinstance(other, _numbers.Rational):
        # exact: both sides are scaled by the denominator
        if self._k:
            return _make(0 if other.numerator >= 0 else 1, abs(other.numerator), 0)
        n = int(other.numerator)
        a, d = self.as_integer_ratio()
        c = a * int(other.denominator) - n * d
        return _Ratio(self, c)
    return NotImplemented


def _Ratio(self, c):
    """A number that compares to self as the ratio does."""
    if c == 0:
        return _make(self._s, self._n, self._e)
    step = _make(0, 1, self._e - 1)
    return _add(self, step if c < 0 else step.copy_negate(), _c._exact)


def _ordered(self, other, op):
    if type(other) is not Decimal:
        other = _comparable(self, other, False)
        if other is NotImplemented:
            return other
    if self._k >= _QNAN or other._k >= _QNAN:
        getcontext()._raise(InvalidOperation, 'comparison involving NaN')
        return False
    c = _compare(self, other)
    return c < 0 if op == '<' else c <= 0 if op == '<=' else c > 0 if op == '>' else c >= 0


def _compare(a, b):
    """-1, 0, 1; no NaN."""
    if a._k or b._k:
        x = 0 if not a._k else -1 if a._s else 1
        y = 0 if not b._k else -1 if b._s else 1
        return (x > y) - (x < y)
    if not a._n or not b._n:
        x = 0 if not a._n else -1 if a._s else 1
        y = 0 if not b._n else -1 if b._s else 1
        return (x > y) - (x < y)
    if a._s != b._s:
        return -1 if a._s else 1
    if a._e == b._e:
        c = (a._n > b._n) - (a._n < b._n)
    else:
        x, y = a._e + _digits(a._n), b._e + _digits(b._n)
        if x != y:
            c = 1 if x > y else -1
        elif a._e > b._e:
            n = a._n * 10 ** (a._e - b._e)
            c = (n > b._n) - (n < b._n)
        else:
            n = b._n * 10 ** (b._e - a._e)
            c = (a._n > n) - (a._n < n)
    return -c if a._s else c


def _total(a, b):
    """The order of compare_total."""
    if a._s != b._s:
        return -1 if a._s else 1
    sign = -1 if a._s else 1
    rank = (0, 1, 3, 2)
    if a._k >= _QNAN or b._k >= _QNAN:
        if a._k != b._k:
            return sign if rank[a._k] > rank[b._k] else -sign
        return sign * ((a._n > b._n) - (a._n < b._n))
    c = _compare(a, b)
    if c or a._k:
        return c
    return sign * ((a._e > b._e) - (a._e < b._e))


def _nan_of(a, b, ctx):
    """The NaN that an operation on a and b (or None) gives: a signaling one first."""
    for x in (a, b):
        if x is not None and x._k == _SNAN:
            return ctx._invalid('sNaN', x)
    x = a if a._k == _QNAN else b
    return _fix_nan(x, ctx)


def _fix_nan(x, ctx):
    room = ctx.prec - ctx.clamp
    if x._n and _digits(x._n) > room:
        return _make(x._s, x._n % 10 ** room, 0, _QNAN)
    return _make(x._s, x._n, 0, _QNAN)


def _fix(d, ctx):
    """d rounded to the context, with the signals that belong to it."""
    if d._k:
        return _fix_nan(d, ctx) if d._k == _QNAN else _plain(d)
    n, e = d._n, d._e
    prec, emax = ctx._prec, ctx._emax
    etiny = ctx._emin - prec + 1
    if not n:
        top = emax - prec + 1 if ctx.clamp else emax
        new = min(max(e, etiny), top)
        if new != e:
            ctx._signal(Clamped)
            return _make(d._s, 0, new)
        return _plain(d)
    digits = _digits(n)
    least = digits + e - prec
    top = emax - prec + 1
    if least > top:
        # too large
        ctx._signal(Inexact, None, False)
        ctx._signal(Rounded, None, False)
        return _overflow(ctx, d._s)
    subnormal = least < etiny
    if subnormal:
        least = etiny
    if e < least:
        n, inexact = _shifted(n, e - least, d._s, ctx._rounding)
        e = least
        if n >= (ctx._limit or 10 ** ctx.prec):
            n //= 10
            e += 1
        if e > top:
            return _overflow(ctx, d._s)
        if inexact and not subnormal and n and not ctx._traps[Inexact] and not ctx._traps[Rounded]:
            flags = ctx._flags
            _raw_set(flags, Inexact, True)
            _raw_set(flags, Rounded, True)
            return _make(d._s, n, e)
        if inexact and subnormal:
            ctx._signal(Underflow)
        if subnormal:
            ctx._signal(Subnormal)
        if inexact:
            ctx._signal(Inexact)
        ctx._signal(Rounded)
        if not n:
            ctx._signal(Clamped)
        return _make(d._s, n, e)
    if subnormal:
        ctx._signal(Subnormal)
    if ctx.clamp and e > top:
        ctx._signal(Clamped)
        return _make(d._s, n * 10 ** (e - top), top)
    return _plain(d)


def _overflow(ctx, sign):
    """What an overflow gives in this rounding mode, and its signals."""
    r = ctx._raise(Overflow, 'above Emax', None, sign)
    ctx._signal(Inexact)
    ctx._signal(Rounded)
    if ctx.rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN, ROUND_UP) or ctx.rounding == (ROUND_FLOOR if sign else ROUND_CEILING):
        return _special(_INF, sign)
    return _make(sign, 10 ** ctx.prec - 1, ctx.Emax - ctx.prec + 1)


def _add(a, b, ctx):
    if a._k or b._k:
        if a._k >= _QNAN or b._k >= _QNAN:
            return _nan_of(a, b, ctx)
        if a._k:
            if b._k and a._s != b._s:
                return ctx._invalid('-INF + INF')
            return _plain(a)
        return _plain(b)
    ea, eb, na, nb = a._e, b._e, a._n, b._n
    if not na or not nb:
        e = ea if ea < eb else eb
        if not na and not nb:
            sign = a._s if a._s == b._s else 1 if ctx.rounding == ROUND_FLOOR else 0
            return _fix(_make(sign, 0, e), ctx)
        x = b if not na else a
        e = max(e, x._e + _digits(x._n) - ctx.prec - 1)
        if e < x._e:
            return _fix(_make(x._s, x._n * 10 ** (x._e - e), e), ctx)
        return _fix(x, ctx)
    if ea != eb:
        if ea < eb:
            na, nb, ea, eb, sa, sb = nb, na, eb, ea, b._s, a._s
        else:
            sa, sb = a._s, b._s
        # na has the larger exponent; a far smaller nb only decides the rounding
        gap = ea - eb
        if gap > ctx.prec + 3:
            da = _digits(na)
            edge = ea + min(-1, da - ctx.prec - 2)
            if _digits(nb) + eb - 1 < edge:
                nb, eb = 1, edge
                gap = ea - eb
        na *= _POWERS[gap] if gap < 256 else 10 ** gap
    else:
        sa, sb = a._s, b._s
    if sa == sb:
        s, n = sa, na + nb
    else:
        n = na - nb
        if n == 0:
            return _fix(_make(1 if ctx.rounding == ROUND_FLOOR else 0, 0, eb), ctx)
        s = sa
        if n < 0:
            s, n = sb, -n
    if n < ctx._limit and _quick(ctx, n, eb):
        return _make(s, n, eb)
    return _fix(_make(s, n, eb), ctx)


def _subtract(a, b, ctx):
    if a._k >= _QNAN or b._k >= _QNAN:
        return _nan_of(a, b, ctx)
    return _add(a, b.copy_negate(), ctx)


def _multiply(a, b, ctx):
    s = a._s ^ b._s
    if a._k or b._k:
        if a._k >= _QNAN or b._k >= _QNAN:
            return _nan_of(a, b, ctx)
        if not a._k and not a._n or not b._k and not b._n:
            return ctx._invalid('(+-)INF * 0')
        return _special(_INF, s)
    n, e = a._n * b._n, a._e + b._e
    if n < ctx._limit and _quick(ctx, n, e):
        return _make(s, n, e)
    return _fix(_make(s, n, e), ctx)


def _fma(a, b, c, ctx):
    if a._k or b._k:
        for x in (a, b, c):
            if x._k == _SNAN:
                return ctx._invalid('sNaN', x)
        if a._k == _QNAN or b._k == _QNAN:
            return _nan_of(a, b, ctx)
        if not a._k and not a._n or not b._k and not b._n:
            return ctx._invalid('INF * 0 in fma')
        product = _special(_INF, a._s ^ b._s)
    else:
        product = _make(a._s ^ b._s, a._n * b._n, a._e + b._e)
    return _add(product, c, ctx)


def _divide(a, b, ctx):
    s = a._s ^ b._s
    if a._k or b._k:
        if a._k >= _QNAN or b._k >= _QNAN:
            return _nan_of(a, b, ctx)
        if a._k and b._k:
            return ctx._invalid('(+-)INF/(+-)INF')
        if a._k:
            return _special(_INF, s)
        ctx._signal(Clamped)
        return _make(s, 0, ctx.Etiny())
    if not b._n:
        if not a._n:
            return ctx._raise(DivisionUndefined, '0 / 0')
        return ctx._raise(DivisionByZero, 'x / 0', None, s)
    if not a._n:
        return _fix(_make(s, 0, a._e - b._e), ctx)
    shift = _digits(b._n) - _digits(a._n) + ctx.prec + 1
    e = a._e - b._e - shift
    if shift >= 0:
        n, rest = divmod(a._n * (_POWERS[shift] if shift < 256 else 10 ** shift), b._n)
    else:
        n, rest = divmod(a._n, b._n * 10 ** -shift)
    if rest:
        if n % 5 == 0:
            n += 1
    else:
        ideal = a._e - b._e
        while e < ideal:
            q, r = divmod(n, 10)
            if r:
                break
            n = q
            e += 1
    return _fix(_make(s, n, e), ctx)


def _quotient(a, b, ctx):
    """Integer quotient and remainder of finite numbers, b not 0; None if the quotient has too many digits."""
    s = a._s ^ b._s
    e = min(a._e, b._e)
    gap = a.adjusted() - b.adjusted()
    if not a._n or gap <= -2:
        return _make(s, 0, 0), _rescaled(a, e)
    if gap <= ctx.prec:
        x = a._n * 10 ** (a._e - e)
        y = b._n * 10 ** (b._e - e)
        q, r = divmod(x, y)
        if q < 10 ** ctx.prec:
            return _make(s, q, 0), _make(a._s, r, e)
    return None


def _rescaled(d, e):
    if d._e >= e:
        return _make(d._s, d._n * 10 ** (d._e - e), e)
    return _plain(d)


def _divide_int(a, b, ctx):
    if a._k >= _QNAN or b._k >= _QNAN:
        return _nan_of(a, b, ctx)
    s = a._s ^ b._s
    if a._k:
        return ctx._invalid('INF // INF') if b._k else _special(_INF, s)
    if b._k:
        return _make(s, 0, 0)
    if not b._n:
        return ctx._raise(DivisionByZero, 'x // 0', None, s) if a._n else ctx._raise(DivisionUndefined, '0 // 0')
    r = _quotient(a, b, ctx)
    return ctx._raise(DivisionImpossible, 'quotient too large in //, % or divmod') if r is None else _fix(r[0], ctx)


def _remainder(a, b, ctx):
    if a._k >= _QNAN or b._k >= _QNAN:
        return _nan_of(a, b, ctx)
    if a._k:
        return ctx._invalid('INF % x')
    if not b._n and not b._k:
        return ctx._invalid('x % 0') if a._n else ctx._raise(DivisionUndefined, '0 % 0')
    if b._k:
        return _fix(a, ctx)
    r = _quotient(a, b, ctx)
    return ctx._raise(DivisionImpossible, 'quotient too large in //, % or divmod') if r is None else _fix(r[1], ctx)


def _divmod(a, b, ctx):
    if a._k >= _QNAN or b._k >= _QNAN:
        r = _nan_of(a, b, ctx)
        return r, r
    s = a._s ^ b._s
    if a._k:
        if b._k:
            r = ctx._invalid('divmod(INF, INF)')
            return r, r
        return _special(_INF, s), ctx._invalid('INF % x')
    if not b._n and not b._k:
        if not a._n:
            r = ctx._raise(DivisionUndefined, 'divmod(0, 0)')
            return r, r
        return ctx._raise(DivisionByZero, 'x // 0', None, s), ctx._invalid('x % 0')
    if b._k:
        return _make(s, 0, 0), _fix(a, ctx)
    r = _quotient(a, b, ctx)
    if r is None:
        x = ctx._raise(DivisionImpossible, 'quotient too large in //, % or divmod')
        return x, x
    return _fix(r[0], ctx), _fix(r[1], ctx)


def _remainder_near(a, b, ctx):
    if a._k >= _QNAN or b._k >= _QNAN:
        return _nan_of(a, b, ctx)
    if a._k:
        return ctx._invalid('remainder_near(infinity, x)')
    if not b._n and not b._k:
        return ctx._invalid('remainder_near(x, 0)') if a._n else ctx._raise(DivisionUndefined, 'remainder_near(0, 0)')
    if b._k:
        return _fix(a, ctx)
    e = min(a._e, b._e)
    if not a._n:
        return _fix(_make(a._s, 0, e), ctx)
    gap = a.adjusted() - b.adjusted()
    if gap >= ctx.prec + 1:
        return ctx._raise(DivisionImpossible)
    if gap <= -2:
        return _fix(_rescaled(a, e), ctx)
    x, y, s = a._n * 10 ** (a._e - e), b._n * 10 ** (b._e - e), a._s
    q, r = divmod(x, y)
    if 2 * r + (q & 1) > y:
        r -= y
        q += 1
    if q >= 10 ** ctx.prec:
        return ctx._raise(DivisionImpossible)
    if r < 0:
        s, r = 1 - s, -r
    return _fix(_make(s, r, e), ctx)


def _next(d, ctx, way):
    if d._k >= _QNAN:
        return _nan_of(d, None, ctx)
    if d._k:
        if (d._s == 1) == (way < 0):
            return _plain(d)
        return _make(d._s, 10 ** ctx.prec - 1, ctx.Etop())
    quiet = ctx.copy()
    quiet.rounding = ROUND_FLOOR if way < 0 else ROUND_CEILING
    quiet._silence()
    r = _fix(d, quiet)
    if _compare(r, d):
        return r
    return _add(d, _make(1 if way < 0 else 0, 1, ctx.Etiny() - 1), quiet)


_c._bind(globals())
_text._bind(globals())
for _name in ('DefaultContext', 'BasicContext', 'ExtendedContext'):
    globals()[_name] = getattr(_c, _name)
del _name
for _cls in Decimal, _c.Context, _c.SignalDict, _c.ContextManager:
    _full_name(_cls)
del _cls
