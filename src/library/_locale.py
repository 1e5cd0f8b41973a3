"""
The C library's locales as Typhon has them: C (also called POSIX) and C.UTF-8, which differ in their encoding only. As in CPython, LC_CTYPE is UTF-8 from the start (PEP 538), the other
categories are "C" until setlocale() is called. Any other locale is one that is not installed: setlocale() raises locale.Error. The state is the process's, guarded by a lock.
"""
import os as _os
from _thread import allocate_lock as _allocate_lock

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127
_NAMES = ('LC_CTYPE', 'LC_NUMERIC', 'LC_TIME', 'LC_COLLATE', 'LC_MONETARY', 'LC_MESSAGES')
_OTHERS = ('LC_PAPER', 'LC_NAME', 'LC_ADDRESS', 'LC_TELEPHONE', 'LC_MEASUREMENT', 'LC_IDENTIFICATION')
_LANGINFO = {
    'ABDAY_1': (131072, 'Sun'), 'ABDAY_2': (131073, 'Mon'), 'ABDAY_3': (131074, 'Tue'), 'ABDAY_4': (131075, 'Wed'), 'ABDAY_5': (131076, 'Thu'), 'ABDAY_6': (131077, 'Fri'),
    'ABDAY_7': (131078, 'Sat'), 'ABMON_1': (131086, 'Jan'), 'ABMON_10': (131095, 'Oct'), 'ABMON_11': (131096, 'Nov'), 'ABMON_12': (131097, 'Dec'), 'ABMON_2': (131087, 'Feb'),
    'ABMON_3': (131088, 'Mar'), 'ABMON_4': (131089, 'Apr'), 'ABMON_5': (131090, 'May'), 'ABMON_6': (131091, 'Jun'), 'ABMON_7': (131092, 'Jul'), 'ABMON_8': (131093, 'Aug'),
    'ABMON_9': (131094, 'Sep'), 'ALT_DIGITS': (131119, ''), 'AM_STR': (131110, 'AM'), 'CODESET': (14, 'UTF-8'), 'CRNCYSTR': (262159, '-'), 'DAY_1': (131079, 'Sunday'),
    'DAY_2': (131080, 'Monday'), 'DAY_3': (131081, 'Tuesday'), 'DAY_4': (131082, 'Wednesday'), 'DAY_5': (131083, 'Thursday'), 'DAY_6': (131084, 'Friday'),
    'DAY_7': (131085, 'Saturday'), 'D_FMT': (131113, '%m/%d/%y'), 'D_T_FMT': (131112, '%a %b %e %H:%M:%S %Y'), 'ERA': (131116, ''), 'ERA_D_FMT': (131118, ''),
    'ERA_D_T_FMT': (131120, ''), 'ERA_T_FMT': (131121, ''), 'MON_1': (131098, 'January'), 'MON_10': (131107, 'October'), 'MON_11': (131108, 'November'),
    'MON_12': (131109, 'December'), 'MON_2': (131099, 'February'), 'MON_3': (131100, 'March'), 'MON_4': (131101, 'April'), 'MON_5': (131102, 'May'), 'MON_6': (131103, 'June'),
    'MON_7': (131104, 'July'), 'MON_8': (131105, 'August'), 'MON_9': (131106, 'September'), 'NOEXPR': (327681, '^[nN]'), 'PM_STR': (131111, 'PM'), 'RADIXCHAR': (65536, '.'),
    'THOUSEP': (65537, ''), 'T_FMT': (131114, '%H:%M:%S'), 'T_FMT_AMPM': (131115, '%I:%M:%S %p'), 'YESEXPR': (327680, '^[yY]'), '_DATE_FMT': (131180, '%a %b %e %H:%M:%S %Z %Y'),
}
globals().update({name: number for name, (number, _) in _LANGINFO.items()})
_TEXTS = dict(_LANGINFO.values())
_lock = _allocate_lock()
_state = ['C.UTF-8', 'C', 'C', 'C', 'C', 'C']


class Error(Exception):
    pass


Error.__module__ = 'locale'


def _known(name):
    """The locale of that name as setlocale() returns it, or None."""
    if name in ('C', 'POSIX'):
        return 'C'
    base, _, encoding = name.partition('.')
    if base == 'C' and encoding.lower().replace('-', '') == 'utf8':
        return name
    return None


def _from_environment(category):
    for variable in ('LC_ALL', _NAMES[category], 'LANG'):
        value = _os.environ.get(variable)
        if value:
            return value
    return 'C.UTF-8' if category == LC_CTYPE else 'C'


def setlocale(category, locale=None, /):
    """Activates/queries locale processing."""
    if not isinstance(category, int):
        raise TypeError(f"'{type(category).__name__}' object cannot be interpreted as an integer")
    if locale is not None and not isinstance(locale, str):
        raise TypeError(f'setlocale() argument 2 must be str or None, not {type(locale).__name__}')
    if not 0 <= category <= LC_ALL:
        if 7 <= category <= 12:
            return 'C'
        raise Error('invalid locale category')
    which = range(6) if category == LC_ALL else (category,)
    with _lock:
        if locale is not None:
            if category == LC_ALL and ';' in locale:
                parts = dict(part.split('=', 1) for part in locale.split(';') if '=' in part)
                wanted = [parts.get(name, 'C') for name in _NAMES]
            else:
                wanted = [locale or _from_environment(i) for i in which]
            found = [_known(name) for name in wanted]
            if None in found:
                raise Error('unsupported locale setting')
            for i, name in zip(which, found):
                _state[i] = name
        if category != LC_ALL:
            return _state[category]
        if len(set(_state)) == 1:
            return _state[0]
        return ';'.join([f'{name}={value}' for name, value in zip(_NAMES, _state)] + [f'{name}=C' for name in _OTHERS])


def localeconv():
    """Returns numeric and monetary locale-specific parameters."""
    conv = dict.fromkeys(('int_curr_symbol', 'currency_symbol', 'mon_decimal_point', 'mon_thousands_sep', 'mon_grouping', 'positive_sign', 'negative_sign'), '')
    conv['mon_grouping'] = []
    conv.update(dict.fromkeys(('int_frac_digits', 'frac_digits', 'p_cs_precedes', 'p_sep_by_space', 'n_cs_precedes', 'n_sep_by_space', 'p_sign_posn', 'n_sign_posn'), CHAR_MAX))
    conv.update(decimal_point='.', thousands_sep='', grouping=[])
    return conv


def strcoll(os1, os2, /):
    """Compares two strings according to the locale."""
    for text in (os1, os2):
        if not isinstance(text, str):
            raise TypeError(f'strcoll() argument {1 if text is os1 else 2} must be str, not {type(text).__name__}')
    return (os1 > os2) - (os1 < os2)


def strxfrm(string, /):
    """Return a string that can be used as a key for locale-aware comparisons."""
    if not isinstance(string, str):
        raise TypeError(f'strxfrm() argument must be str, not {type(string).__name__}')
    if '\0' in string:
        raise ValueError('embedded null character')
    return string


def nl_langinfo(key, /):
    """Return the value for the locale information associated with key."""
    if key == CODESET:
        return 'UTF-8' if _state[LC_CTYPE] != 'C' else 'ANSI_X3.4-1968'
    try:
        return _TEXTS[key]
    except KeyError:
        raise ValueError('unsupported langinfo constant') from None


def getencoding():
    """Get the current locale encoding."""
    return 'UTF-8'


_domain = 'messages'


def textdomain(domain, /):
    """Set the C library's textdmain to domain, returning the new domain."""
    global _domain
    if domain is not None:
        _domain = domain or 'messages'
    return _domain


def gettext(msg, /):
    """Return translation of msg: there are no catalogues of these locales."""
    return msg


def dgettext(domain, msg, /):
    return msg


def dcgettext(domain, msg, category, /):
    return msg


def bindtextdomain(domain, dir, /):
    if not domain:
        raise Error('domain must be a non-empty string')
    return dir if dir is not None else '/usr/share/locale'


def bind_textdomain_codeset(domain, codeset, /):
    return codeset
