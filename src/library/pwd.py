"""The password database: the file /etc/passwd."""
from collections import namedtuple as _namedtuple


class struct_passwd(_namedtuple('struct_passwd', 'pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell')):
    """pwd.struct_passwd: Results from getpw*() routines."""
    __slots__ = ()

    def __repr__(self):
        return 'pwd.' + super().__repr__()


struct_passwd.__module__ = 'pwd'


def getpwall():
    """Return a list of all available password database entries, in arbitrary order."""
    entries = []
    try:
        with open('/etc/passwd', encoding='utf-8', errors='surrogateescape') as file:
            for line in file:
                fields = line.rstrip('\n').split(':')
                if len(fields) == 7 and fields[2].isdigit() and fields[3].isdigit():
                    entries.append(struct_passwd(fields[0], fields[1], int(fields[2]), int(fields[3]), *fields[4:]))
    except FileNotFoundError:
        pass
    return entries


def getpwnam(name, /):
    """Return the password database entry for the given user name."""
    if not isinstance(name, str):
        raise TypeError(f'getpwnam() argument must be str, not {type(name).__name__}')
    for entry in getpwall():
        if entry.pw_name == name:
            return entry
    raise KeyError(f'getpwnam(): name not found: {name!r}')


def getpwuid(uid, /):
    """Return the password database entry for the given numeric user ID."""
    if not isinstance(uid, int):
        raise TypeError(f"'{type(uid).__name__}' object cannot be interpreted as an integer")
    for entry in getpwall():
        if entry.pw_uid == uid:
            return entry
    raise KeyError(f'getpwuid(): uid not found: {uid}')
