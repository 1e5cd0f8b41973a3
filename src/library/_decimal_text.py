"""Texts of _decimal: numbers read from strings and tuples, written in scientific and engineering notation, and by format specifications."""
import re as _re

_NUMBER = _re.compile(r'''
    (?P<sign>[-+])?
    (?: (?=\d|\.\d) (?P<int>\d*) (?:\.(?P<frac>\d*))? (?:[eE](?P<exp>[-+]?\d+))?
      | (?P<inf>inf(?:inity)?)
      | (?P<signal>s)? nan (?P<diag>\d*)
    ) \Z''', _re.VERBOSE | _re.IGNORECASE)
_SPEC = _re.compile(r'(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ])?(?P<z>z)?(?P<alt>\#)?(?P<zero>0)?(?P<width>\d+)?(?P<sep>[,_])?(?:\.(?:(?P<prec>\d+)(?P<fracsep>[,_])?|(?P<onlysep>[,_])))?(?P<type>[eEfFgGn%])?\Z', _re.DOTALL)
_NAMES = ('', 'Infinity', 'NaN', 'sNaN')


def parse(text):
    """(sign, coefficient, exponent, kind), or None."""
    text = text.strip().replace('_', '')
    if text.isascii() and text.isdigit():
        return 0, int(text), 0, 0
    m = _NUMBER.match(text)
    if m is None:
        return None
    sign = 1 if m['sign'] == '-' else 0
    whole = m['int']
    if whole is not None:
        frac = m['frac'] or ''
        exp = int(m['exp'] or 0)
        if not -4000000000000000000 < exp < 4000000000000000000:
            exp = 4000000000000000000 if exp > 0 else -4000000000000000000
        return sign, int(whole + frac), exp - len(frac), 0
    if m['inf']:
        return sign, 0, 0, 1
    return sign, int(m['diag'] or 0), 0, 3 if m['signal'] else 2


def from_tuple(value):
    """The same of a tuple (sign, digits, exponent)."""
    if len(value) != 3:
        raise ValueError('argument must be a sequence of length 3')
    sign, digits, exp = value
    if not isinstance(sign, int) or sign not in (0, 1):
        raise ValueError('sign must be an integer with the value 0 or 1')
    if exp == 'F' and isinstance(exp, str):
        return int(sign), 0, 0, 1
    if not isinstance(digits, (tuple, list)):
        raise ValueError('coefficient must be a tuple of digits')
    n = 0
    for d in digits:
        if not isinstance(d, int) or not 0 <= d <= 9:
            raise ValueError('coefficient must be a tuple of digits')
        n = n * 10 + d
    if isinstance(exp, str):
        if exp not in ('n', 'N'):
            raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
        return int(sign), n, 0, 2 if exp == 'n' else 3
    if not isinstance(exp, int):
        raise ValueError("exponent must be an integer")
    return int(sign), n, int(exp), 0


def scientific(d, capitals, engineering=False):
    sign = '-' if d._s else ''
    if d._k:
        return sign + _NAMES[d._k] + (str(d._n) if d._n and d._k >= 2 else '')
    digits = str(d._n)
    e = d._e
    left = e + len(digits)
    if e <= 0 and left > -6:
        point = left
    elif not engineering:
        point = 1
    elif not d._n:
        point = (left + 1) % 3 - 1
    else:
        point = (left - 1) % 3 + 1
    if point <= 0:
        whole, frac = '0', '.' + '0' * -point + digits
    elif point >= len(digits):
        whole, frac = digits + '0' * (point - len(digits)), ''
    else:
        whole, frac = digits[:point], '.' + digits[point:]
    if left == point:
        return sign + whole + frac
    return f"{sign}{whole}{frac}{'E' if capitals else 'e'}{left - point:+}"


def _grouped(digits, separator, size):
    head = len(digits) % size
    parts = [digits[:head]] if head else []
    parts += [digits[i:i + size] for i in range(head, len(digits), size)]
    return separator.join(parts)


def format(d, spec):
    if not isinstance(spec, str):
        raise TypeError(f"format() argument must be str, not {type(spec).__name__}")
    if not spec:
        return str(d)
    m = _SPEC.match(spec)
    if m is None:
        raise ValueError("invalid format string")
    align, fill, kind = m['align'], m['fill'], m['type']
    if m['zero']:
        if align is not None:
            raise ValueError("invalid format string")
        align, fill = '=', '0'
    fill = ' ' if fill is None else fill
    align = align or '>'
    sign = m['sign'] or '-'
    width = int(m['width'] or 0)
    prec = None if m['prec'] is None else int(m['prec'])
    sep, size, point = m['sep'] or '', 3, '.'
    frac_sep = m['fracsep'] or m['onlysep'] or ''
    if kind == 'n':
        if sep:
            raise ValueError("Explicit thousands separator conflicts with 'n' type in format specifier: " + spec)
        import locale
        conv = locale.localeconv()
        point, sep = conv['decimal_point'], conv['thousands_sep']
        size = conv['grouping'][0] if conv['grouping'] else 0
        kind = 'g'
        if not size:
            sep = ''
    if d._k:
        mark = '-' if d._s else sign if sign in ' +' else ''
        body = _NAMES[d._k] + (str(d._n) if d._n and d._k >= 2 else '') + ('%' if kind == '%' else '')
        if m['zero']:
            fill, align = ' ', '>'
        return _padded(mark, body, fill, align, width)
    ctx = getcontext()
    s, n, e = d._s, d._n, d._e
    if kind is None:
        kind = 'g' if ctx.capitals == 0 else 'G'
        bare = True
    else:
        bare = False
    if kind == '%':
        e += 2
    rounding = ctx.rounding
    if prec is not None:
        if kind in 'eE':
            n, e = _to_digits(n, e, s, prec + 1, rounding)
        elif kind in 'fF%':
            if e != -prec:
                n, _ = _shifted(n, e + prec, s, rounding)
                e = -prec
        elif n and len(str(n)) > (prec or 1):
            n, e = _to_digits(n, e, s, prec or 1, rounding)
    if not n and e > 0 and kind in 'fF%':
        e = 0
    if not n and m['z'] and s:
        s = 0
    digits = str(n)
    left = e + len(digits)
    if kind in 'eE':
        place = 1 if n or prec is None else 1 - prec
    elif kind in 'fF%':
        place = left
    elif e <= 0 and left > -6:
        place = left
    else:
        place = 1
    if place <= 0:
        whole, frac = '0', '0' * -place + digits
    elif place >= len(digits):
        whole, frac = digits + '0' * (place - len(digits)), ''
    else:
        whole, frac = digits[:place], digits[place:]
    tail = ''
    if left != place or kind in 'eE':
        tail = f"{'E' if kind in 'EG' else 'e'}{left - place:+}"
    if kind == '%':
        tail += '%'
    if frac_sep:
        frac = frac_sep.join(frac[i:i + 3] for i in range(0, len(frac), 3))
    mark = '-' if s else sign if sign in ' +' else ''
    rest = (point + frac if frac or m['alt'] else '') + tail
    if sep:
        if m['zero']:
            room = width - len(mark) - len(rest)
            text = _grouped(whole, sep, size)
            while len(text) < room:
                whole = '0' + whole
                text = _grouped(whole, sep, size)
            whole = text
        else:
            whole = _grouped(whole, sep, size)
    return _padded(mark, whole + rest, fill, align, width)


def _to_digits(n, e, s, digits, rounding):
    have = len(str(n))
    if have > digits or n == 0:
        if n == 0:
            return n, e
        n, _ = _shifted(n, digits - have, s, rounding)
        e += have - digits
        if len(str(n)) > digits:
            n //= 10
            e += 1
        return n, e
    return n * 10 ** (digits - have), e - (digits - have)


def _padded(mark, body, fill, align, width):
    pad = fill * (width - len(mark) - len(body))
    if align == '<':
        return mark + body + pad
    if align == '>':
        return pad + mark + body
    if align == '=':
        return mark + pad + body
    half = len(pad) // 2
    return pad[:half] + mark + body + pad[half:]


def _bind(space):
    g = globals()
    g['getcontext'], g['_shifted'] = space['getcontext'], space['_shifted']
