"""Contexts and signals of _decimal: what rounds, what is trapped, what has been signaled. CPython: Modules/_decimal/_decimal.c, whose names these are."""
import contextvars as _contextvars

__all__ = ['DecimalException', 'Clamped', 'InvalidOperation', 'ConversionSyntax', 'DivisionByZero', 'DivisionImpossible', 'DivisionUndefined', 'InvalidContext', 'Inexact', 'Rounded', 'Subnormal',
           'Overflow', 'Underflow', 'FloatOperation', 'ROUND_DOWN', 'ROUND_HALF_UP', 'ROUND_HALF_EVEN', 'ROUND_CEILING', 'ROUND_FLOOR', 'ROUND_UP', 'ROUND_HALF_DOWN', 'ROUND_05UP',
           'Context', 'getcontext', 'setcontext', 'localcontext', 'IEEEContext', 'IEEE_CONTEXT_MAX_BITS']

_FINITE, _INF, _QNAN, _SNAN = range(4)
ROUND_UP = 'ROUND_UP'
ROUND_DOWN = 'ROUND_DOWN'
ROUND_CEILING = 'ROUND_CEILING'
ROUND_FLOOR = 'ROUND_FLOOR'
ROUND_HALF_UP = 'ROUND_HALF_UP'
ROUND_HALF_DOWN = 'ROUND_HALF_DOWN'
ROUND_HALF_EVEN = 'ROUND_HALF_EVEN'
ROUND_05UP = 'ROUND_05UP'
_ROUNDINGS = (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)
IEEE_CONTEXT_MAX_BITS = 512


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class InvalidContext(InvalidOperation):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


for _e in (DecimalException, Clamped, InvalidOperation, ConversionSyntax, DivisionByZero, DivisionImpossible, DivisionUndefined, Inexact, InvalidContext, Rounded, Subnormal, Overflow, Underflow, FloatOperation):
    _e.__module__ = 'decimal'
del _e
_SIGNALS = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped)
#: signals in the order in which a context's repr lists them
_LISTED = (Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow)
#: what the specification's conditions are reported as
_AS = {ConversionSyntax: InvalidOperation, DivisionImpossible: InvalidOperation, DivisionUndefined: InvalidOperation, InvalidContext: InvalidOperation}

_POWERS = [10 ** i for i in range(256)]


def _digits(n):
    """How many decimal digits n has (1 for 0)."""
    d = n.bit_length() * 1233 >> 12
    if d < 250:
        return d + 1 if n >= _POWERS[d] else d or 1
    return _many(n)


def _many(n):
    # log10(2) with 12 digits, then one look at the power of ten
    d = n.bit_length() * 301029995664 // 1000000000000
    return d + 1 if n >= 10 ** d else d


def _shifted(n, by, sign, rounding):
    """(n * 10 ** by rounded to an integer, whether that was inexact)."""
    if by >= 0:
        return n * 10 ** by, False
    by = -by
    if by > _digits(n) + 1:
        q, rest, half = 0, n, 1
        below = -1 if n else 0
    else:
        unit = _POWERS[by] if by < 256 else 10 ** by
        q, rest = divmod(n, unit)
        below = 2 * rest
        below = (below > unit) - (below < unit) if rest else -1
    if not rest:
        return q, False
    if rounding == ROUND_HALF_EVEN:
        up = below > 0 or below == 0 and q & 1
    elif rounding == ROUND_HALF_UP:
        up = below >= 0
    elif rounding == ROUND_HALF_DOWN:
        up = below > 0
    elif rounding == ROUND_DOWN:
        up = False
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_CEILING:
        up = not sign
    elif rounding == ROUND_FLOOR:
        up = sign
    else:
        up = q % 5 == 0
    return (q + 1 if up else q), True


def _quick(ctx, n, e):
    """Whether n * 10 ** e with n < 10 ** prec needs no look at the exponent's bounds."""
    return n and -400000 < e < 400000 and ctx._wide


def _check_rounding(rounding):
    if isinstance(rounding, str) and rounding in _ROUNDINGS:
        return rounding
    raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")


class SignalDict(dict):
    """The flags or traps of a context: all signals, and nothing else."""
    __slots__ = ()

    def __setitem__(self, key, value):
        if key not in self:
            raise KeyError("invalid error flag")
        dict.__setitem__(self, key, bool(value))

    def __delitem__(self, key):
        raise ValueError("signal keys cannot be deleted")

    def __repr__(self):
        return '{' + ', '.join(f'{s!r}:{self[s]}' for s in _SIGNALS) + '}'

    def copy(self):
        return dict(self)


SignalDict.__module__ = 'decimal'
_raw_set = dict.__setitem__


def _signal_dict(given, default=()):
    if isinstance(given, dict):
        if set(given) != set(_SIGNALS):
            raise KeyError("invalid signal dict")
        return SignalDict((s, bool(given[s])) for s in _SIGNALS)
    if given is None:
        given = default
    given = list(given)
    for s in given:
        if s not in _SIGNALS:
            raise TypeError("values for signals must be signal classes") if not isinstance(s, type) else KeyError(s)
    return SignalDict((s, s in given) for s in _SIGNALS)


def _int_between(name, v, low, high, text):
    if not isinstance(v, int):
        raise TypeError(f"'{type(v).__name__}' object cannot be interpreted as an integer")
    if not low <= v <= high:
        raise ValueError(f"valid {text}")
    return int(v)


class Context:
    """The context affects almost all operations and controls rounding, Over/Underflow, raising of exceptions and much more."""

    __slots__ = ('_prec', '_rounding', '_emin', '_emax', '_capitals', '_clamp', '_flags', '_traps', '_limit', '_wide')

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        d = DefaultContext
        self.prec = d._prec if prec is None else prec
        self.rounding = d._rounding if rounding is None else rounding
        self._emax = 0
        self.Emin = d._emin if Emin is None else Emin
        self.Emax = d._emax if Emax is None else Emax
        self.capitals = d._capitals if capitals is None else capitals
        self.clamp = d._clamp if clamp is None else clamp
        self._flags = _signal_dict(flags)
        self._traps = SignalDict(d._traps) if traps is None else _signal_dict(traps)

    @property
    def prec(self):
        return self._prec

    @prec.setter
    def prec(self, v):
        self._prec = _int_between('prec', v, 1, 999999999999999999, 'range for prec is [1, MAX_PREC]')
        self._limit = 10 ** v if v < 100000 else 0

    @property
    def rounding(self):
        return self._rounding

    @rounding.setter
    def rounding(self, v):
        self._rounding = _check_rounding(v)

    @property
    def Emin(self):
        return self._emin

    @Emin.setter
    def Emin(self, v):
        self._emin = _int_between('Emin', v, -999999999999999999, 0, 'range for Emin is [MIN_EMIN, 0]')
        self._wide = self._emin <= -500000 and self._emax >= 900000

    @property
    def Emax(self):
        return self._emax

    @Emax.setter
    def Emax(self, v):
        self._emax = _int_between('Emax', v, 0, 999999999999999999, 'range for Emax is [0, MAX_EMAX]')
        self._wide = self._emin <= -500000 and self._emax >= 900000

    @property
    def capitals(self):
        return self._capitals

    @capitals.setter
    def capitals(self, v):
        self._capitals = _int_between('capitals', v, 0, 1, 'values for capitals are 0 or 1')

    @property
    def clamp(self):
        return self._clamp

    @clamp.setter
    def clamp(self, v):
        self._clamp = _int_between('clamp', v, 0, 1, 'values for clamp are 0 or 1')

    @property
    def flags(self):
        return self._flags

    @flags.setter
    def flags(self, v):
        self._flags = _signal_dict(v) if isinstance(v, dict) else _bad_dict()

    @property
    def traps(self):
        return self._traps

    @traps.setter
    def traps(self, v):
        self._traps = _signal_dict(v) if isinstance(v, dict) else _bad_dict()

    def __repr__(self):
        def names(d):
            return '[' + ', '.join(s.__name__ for s in _LISTED if d[s]) + ']'
        return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, capitals={self.capitals}, clamp={self.clamp}, "
                f"flags={names(self._flags)}, traps={names(self._traps)})")

    def __reduce__(self):
        return type(self), (self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, [s for s in _LISTED if self._flags[s]], [s for s in _LISTED if self._traps[s]])

    def clear_flags(self):
        """Reset all flags to False."""
        for s in _SIGNALS:
            self._flags[s] = False

    def clear_traps(self):
        """Set all traps to False."""
        for s in _SIGNALS:
            self._traps[s] = False

    def copy(self):
        """Return a duplicate of the context with all flags and traps as they are."""
        c = object.__new__(Context)
        for name in ('_prec', '_rounding', '_emin', '_emax', '_capitals', '_clamp', '_limit', '_wide'):
            setattr(c, name, getattr(self, name))
        c._flags = SignalDict(self._flags)
        c._traps = SignalDict(self._traps)
        return c

    __copy__ = copy

    def _silence(self):
        self._traps = SignalDict((s, False) for s in _SIGNALS)
        self._flags = SignalDict((s, False) for s in _SIGNALS)

    def Etiny(self):
        """Return a value equal to Emin - prec + 1, which is the minimum exponent value for subnormal results."""
        return self._emin - self._prec + 1

    def Etop(self):
        """Return a value equal to Emax - prec + 1."""
        return self._emax - self._prec + 1

    # ---- signals -----------------------------------------------------------------------------------------------------------------
    def _signal(self, signal, text=None, trap=True):
        _raw_set(self._flags, signal, True)
        if trap and self._traps[signal]:
            raise signal(text or [signal])

    def _raise(self, condition, text=None, cls=None, sign=0):
        """Signals the condition; without a trap, what the operation gives then."""
        signal = _AS.get(condition, condition)
        _raw_set(self._flags, signal, True)
        if self._traps[signal]:
            raise signal([condition])
        if condition is DivisionByZero:
            return _special(_INF, sign)
        if condition is Overflow:
            return None
        r = _special(_QNAN, 0)
        return r if cls is None else cls(r)

    def _invalid(self, text, nan=None):
        r = self._raise(InvalidOperation, text)
        return r if nan is None else _fix_nan(nan, self)

    # ---- operations that are the context's own -----------------------------------------------------------------------------------
    def create_decimal(self, num='0', /):
        """Create a new Decimal instance from num, using self as the context: rounded and signaled."""
        if isinstance(num, str) and (num != num.strip() or '_' in num):
            return self._raise(ConversionSyntax, 'trailing or leading whitespace and underscores are not permitted.')
        d = Decimal(num, self)
        if d._k >= _QNAN and d._n and _digits(d._n) > self._prec - self._clamp:
            return self._raise(ConversionSyntax, 'diagnostic info too long in NaN')
        return _fix(d, self) if d._k != _SNAN else d

    def create_decimal_from_float(self, f, /):
        """Create a new Decimal instance from float f, rounded to the context."""
        return _fix(Decimal.from_float(f), self)

    def plus(self, a, /):
        """Plus corresponds to the unary prefix plus operator in Python, but applies the context to the result."""
        return _within(self, _operand(a).__pos__)

    def minus(self, a, /):
        """Minus corresponds to the unary prefix minus operator in Python, but applies the context to the result."""
        return _within(self, _operand(a).__neg__)

    def abs(self, a, /):
        """Return the absolute value of x."""
        return _within(self, _operand(a).__abs__)

    def add(self, a, b, /):
        """Return the sum of x and y."""
        return _add(_operand(a), _operand(b), self)

    def subtract(self, a, b, /):
        """Return the difference between x and y."""
        return _subtract(_operand(a), _operand(b), self)

    def multiply(self, a, b, /):
        """Return the product of x and y."""
        return _multiply(_operand(a), _operand(b), self)

    def divide(self, a, b, /):
        """Return x divided by y."""
        return _divide(_operand(a), _operand(b), self)

    def divide_int(self, a, b, /):
        """Return x divided by y, truncated to an integer."""
        return _divide_int(_operand(a), _operand(b), self)

    def divmod(self, a, b, /):
        """Return quotient and remainder of the division x / y."""
        return _divmod(_operand(a), _operand(b), self)

    def remainder(self, a, b, /):
        """Return the remainder from integer division."""
        return _remainder(_operand(a), _operand(b), self)

    def power(self, a, b, modulo=None):
        """Compute a**b. If 'a' is negative, then 'b' must be integral."""
        a, b = _operand(a), _operand(b)
        if modulo is not None:
            return _functions().power_modulo(a, b, _operand(modulo), self)
        return _functions().power(a, b, self)

    def to_sci_string(self, a, /):
        """Convert a number to a string using scientific notation."""
        return _scientific(_operand(a), self._capitals)

    def to_eng_string(self, a, /):
        """Convert a number to a string, using engineering notation."""
        return _scientific(_operand(a), self._capitals, True)

    def radix(self):
        """Return 10."""
        return _from_int(10)

    def is_canonical(self, a, /):
        """Return True if x is canonical."""
        if not isinstance(a, Decimal):
            raise TypeError("argument must be a Decimal")
        return True

    def canonical(self, a, /):
        """Return a new instance of x."""
        if not isinstance(a, Decimal):
            raise TypeError("argument must be a Decimal")
        return a


Context.__module__ = 'decimal'


def _bad_dict():
    raise TypeError("argument must be a signal dict")


def _method1(name, with_context):
    def method(self, a, /):
        return getattr(_operand(a), name)(self) if with_context else getattr(_operand(a), name)()
    return method


def _method2(name):
    def method(self, a, b, /):
        return getattr(_operand(a), name)(_operand(b), self)
    return method


def _forward():
    for name in 'exp ln log10 logb logical_invert next_minus next_plus normalize number_class sqrt is_normal is_subnormal'.split():
        setattr(Context, name, _named(_method1(name, True), name))
    for name in 'copy_abs copy_negate is_finite is_infinite is_nan is_qnan is_signed is_snan is_zero'.split():
        setattr(Context, name, _named(_method1(name, False), name))
    for name in ('compare compare_signal compare_total compare_total_mag copy_sign logical_and logical_or logical_xor max max_mag min min_mag next_toward remainder_near rotate same_quantum '
                 'scaleb shift').split():
        setattr(Context, name, _named(_method2(name), name))
    setattr(Context, 'copy_decimal', _named(lambda self, a, /: _operand(a), 'copy_decimal'))
    setattr(Context, 'to_integral_value', _named(lambda self, a, /: _operand(a).to_integral_value(None, self), 'to_integral_value'))
    Context.to_integral = Context.to_integral_value
    setattr(Context, 'to_integral_exact', _named(lambda self, a, /: _operand(a).to_integral_exact(None, self), 'to_integral_exact'))
    setattr(Context, 'quantize', _named(lambda self, a, b, /: _operand(a).quantize(_operand(b), None, self), 'quantize'))
    setattr(Context, 'fma', _named(lambda self, a, b, c, /: _fma(_operand(a), _operand(b), _operand(c), self), 'fma'))


def _named(f, name):
    f.__name__ = name
    f.__qualname__ = f'Context.{name}'
    f.__doc__ = getattr(Decimal, name).__doc__ if hasattr(Decimal, name) else None
    return f


def _within(ctx, f):
    token = _current.set(ctx)
    try:
        return f()
    finally:
        _current.reset(token)


def _default(prec, rounding, traps):
    c = object.__new__(Context)
    c._emax = c._emin = 0
    c.prec, c.rounding, c.Emin, c.Emax, c.capitals, c.clamp = prec, rounding, -999999, 999999, 1, 0
    c._flags = _signal_dict(())
    c._traps = _signal_dict(traps)
    return c


DefaultContext = _default(28, ROUND_HALF_EVEN, [DivisionByZero, Overflow, InvalidOperation])
BasicContext = _default(9, ROUND_HALF_UP, [DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow])
ExtendedContext = _default(9, ROUND_HALF_EVEN, [])
_exact = _default(99999, ROUND_HALF_EVEN, [])
_exact.prec = 999999999999999999
_exact.Emax = 999999999999999999
_exact.Emin = -999999999999999999
_current = _contextvars.ContextVar('decimal_context')


def getcontext():
    """Get the current default context."""
    c = _current.get(None)
    if c is None:
        c = DefaultContext.copy()
        c.clear_flags()
        _current.set(c)
    return c


def setcontext(context, /):
    """Set a new default context."""
    if not isinstance(context, Context):
        raise TypeError("optional argument must be a context")
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current.set(context)


def _context_or(context):
    if context is None:
        return getcontext()
    if isinstance(context, Context):
        return context
    raise TypeError("optional argument must be a context")


class ContextManager:
    """What localcontext() returns: the context within, the one before after."""
    __slots__ = ('_new', '_saved')

    def __init__(self, new, saved):
        self._new, self._saved = new, saved

    def __enter__(self):
        setcontext(self._new)
        return self._new

    def __exit__(self, *exc):
        setcontext(self._saved)
        return False


def localcontext(ctx=None, **kwargs):
    """Return a context manager that will set the default context to a copy of ctx on entry to the with-statement and restore the previous default context when exiting."""
    saved = getcontext()
    new = _context_or(ctx).copy()
    for name, value in kwargs.items():
        if name not in ('prec', 'rounding', 'Emin', 'Emax', 'capitals', 'clamp', 'flags', 'traps'):
            raise TypeError(f"'{name}' is an invalid keyword argument for this function")
        if value is not None:
            if name in ('flags', 'traps'):
                value = _signal_dict(value)
            setattr(new, name, value)
    return ContextManager(new, saved)


def IEEEContext(bits, /):
    """Return a context initialized to the proper values for one of the IEEE interchange formats. The argument must be a multiple of 32 and less than IEEE_CONTEXT_MAX_BITS."""
    if bits <= 0 or bits > IEEE_CONTEXT_MAX_BITS or bits % 32:
        raise ValueError(f"argument must be a multiple of 32, with a maximum of {IEEE_CONTEXT_MAX_BITS}")
    prec = 9 * (bits // 32) - 2
    emax = 3 * (1 << bits // 16 + 3)
    return Context(prec, ROUND_HALF_EVEN, 1 - emax, emax, 1, 1, [], [])


def _bind(space):
    """_decimal gives what the methods above need of it."""
    g = globals()
    for name in ('Decimal', '_operand', '_add', '_subtract', '_multiply', '_divide', '_divide_int', '_divmod', '_remainder', '_fma', '_fix', '_fix_nan', '_functions', '_from_int', '_special'):
        g[name] = space[name]
    g['_scientific'] = space['_text'].scientific
    _forward()
