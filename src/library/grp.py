"""The group database: the file /etc/group."""
from collections import namedtuple as _namedtuple


class struct_group(_namedtuple('struct_group', 'gr_name gr_passwd gr_gid gr_mem')):
    """grp.struct_group: Results from getgr*() routines."""
    __slots__ = ()

    def __repr__(self):
        return 'grp.' + super().__repr__()


struct_group.__module__ = 'grp'


def getgrall():
    """Return a list of all available group entries, in arbitrary order."""
    entries = []
    try:
        with open('/etc/group', encoding='utf-8', errors='surrogateescape') as file:
            for line in file:
                fields = line.rstrip('\n').split(':')
                if len(fields) == 4 and fields[2].isdigit():
                    entries.append(struct_group(fields[0], fields[1], int(fields[2]), fields[3].split(',') if fields[3] else []))
    except FileNotFoundError:
        pass
    return entries


def getgrnam(name):
    """Return the group database entry for the given group name."""
    if not isinstance(name, str):
        raise TypeError(f"getgrnam() argument 'name' must be str, not {type(name).__name__}")
    for entry in getgrall():
        if entry.gr_name == name:
            return entry
    raise KeyError(f'getgrnam(): name not found: {name!r}')


def getgrgid(id):
    """Return the group database entry for the given numeric group ID."""
    if not isinstance(id, int):
        raise TypeError(f"'{type(id).__name__}' object cannot be interpreted as an integer")
    for entry in getgrall():
        if entry.gr_gid == id:
            return entry
    raise KeyError(f'getgrgid(): gid not found: {id}')
