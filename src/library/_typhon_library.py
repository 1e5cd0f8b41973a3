"""How the standard library is imported: from code images that were made when Typhon was built.

The library has its place on sys.path like any directory, so a user's own module of the same name comes first. This path entry finder asks the
runtime for the image of a module instead of looking for files; the .py files are there all the same, for tracebacks and inspect.
"""
import _imp
import _thread
import sys
import _frozen_importlib_external as _external


class LibraryLoader(_external.SourceFileLoader):
    """Loads a module of the library from its code image."""

    def __init__(self, fullname, path, code=None):
        super().__init__(fullname, path)
        self._code = code

    def get_code(self, fullname):
        code = self._code
        if code is not None:
            self._code = None
            return code
        found = _imp._library_find(fullname)
        return super().get_code(fullname) if found is None else found[2]


class LibraryFinder:
    """Finds the modules that lie in one directory of the library."""

    def __init__(self, path, package):
        self.path = path
        self._prefix = package and package + '.'

    def __repr__(self):
        return f'LibraryFinder({self.path!r})'

    def find_spec(self, fullname, target=None):
        name = self._prefix + fullname.rpartition('.')[2]
        found = _imp._library_find(name)
        if found is None:
            # CPython's own tests may lie beside the library: tests/cpython/run.ts puts them there
            return _beside(self.path).find_spec(fullname, target) if name == 'test' else None
        is_package, path, code = found
        loader = LibraryLoader(fullname, path, code if name == fullname else None)
        return _external.spec_from_file_location(
            fullname, path, loader=loader,
            submodule_search_locations=[path.rpartition('/')[0]] if is_package else None)

    def invalidate_caches(self):
        pass

    def iter_modules(self, prefix=''):
        return _iter_directory(self.path, prefix)


def _beside(path):
    return _external.FileFinder(path, *_external._get_supported_file_loaders())


def _iter_directory(path, prefix):
    import os
    for name in sorted(os.listdir(path)):
        if name.endswith('.py') and name != '__init__.py':
            yield prefix + name[:-3], False
        elif '.' not in name and os.path.isfile(os.path.join(path, name, '__init__.py')):
            yield prefix + name, True


def _library_hook(path):
    if path == _root:
        return LibraryFinder(path, '')
    if path.startswith(_root_slash):
        package = path[len(_root_slash):].replace('/', '.')
        if '-' not in package and package.partition('.')[0] != 'test':
            return LibraryFinder(path, package)
    raise ImportError('not a directory of the library', path=path)


_importing = set()  # threads that import zipimport


def _zip_hook(path):
    if not path or _external._path_isdir(path) or not ('.zip' in path or _external._path_isfile(path)):
        raise ImportError('not a zip file', path=path)
    me = _thread.get_ident()
    if me in _importing:
        raise ImportError('zip files come after zipimport', path=path)
    if 'zipimport' in sys.modules:
        import zipimport
    else:
        # what zipimport imports is looked for along sys.path, where this zip file is: not in it, and what is said about zip files meanwhile is forgotten
        _importing.add(me)
        try:
            import zipimport
        finally:
            _importing.discard(me)
        for other, finder in list(sys.path_importer_cache.items()):
            if finder is None:
                sys.path_importer_cache.pop(other, None)
    return zipimport.zipimporter(path)


def install(root):
    global _root, _root_slash
    _root = root
    _root_slash = root + '/'
    sys.path_hooks[:0] = [_library_hook, _zip_hook]
