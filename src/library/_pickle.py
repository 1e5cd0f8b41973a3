"""What CPython has in C: here pickle's own classes in Python, with the names of the exceptions and the messages that the C ones have."""
import pickle as _pickle
from struct import error as _struct_error

if not hasattr(_pickle, '_Pickler'):
    # pickle asks twice: at its begin, for what is not there, and at its end
    raise ImportError("cannot import name 'PickleBuffer' from '_pickle'", name='_pickle')


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


class Pickler(_pickle._Pickler):
    pass


class _Dispatch(dict):
    """The unpickler's table; a byte that is no opcode."""

    def __missing__(self, key):
        shown = chr(key) if 32 <= key < 127 and key != 39 else f'\\x{key:02x}'
        raise UnpicklingError(f"invalid load key, '{shown}'.")


class Unpickler(_pickle._Unpickler):
    dispatch = _Dispatch(_pickle._Unpickler.dispatch)

    def __init__(self, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
        super().__init__(file, fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers)
        read = self._file_readline

        def readline():
            line = read()
            if line[-1:] != b'\n':
                raise UnpicklingError('pickle data was truncated')
            return line
        self._file_readline = readline

    def load(self):
        try:
            return super().load()
        except EOFError as e:
            if e.args:
                raise
            raise EOFError('Ran out of input')
        except IndexError as e:
            if e.args == ('pop from empty list',):
                raise UnpicklingError('unpickling stack underflow')
            if e.args == ('index out of range',):
                raise UnpicklingError('pickle data was truncated')
            raise
        except _struct_error:
            raise UnpicklingError('pickle data was truncated')


for _cls in Pickler, Unpickler:
    _cls.__qualname__ = _cls.__name__
del _cls


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Write a pickled representation of obj to the open file object file."""
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Return the pickled representation of the object as a bytes object."""
    from io import BytesIO
    file = BytesIO()
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)
    return file.getvalue()


def load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=()):
    """Read and return an object from the pickle data stored in a file."""
    return Unpickler(file, fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()


def loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=()):
    """Read and return an object from the given pickle data."""
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    from io import BytesIO
    return Unpickler(BytesIO(data), fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()
