# status: 1
import atexit, errno, os, posixpath, runpy, sys, types
print(sys.maxsize, sys.maxunicode, sys.byteorder, sys.float_info.max, sys.float_info.dig, sys.hash_info.modulus)
print(type(sys.flags).__name__, sys.flags.optimize, sys.version_info[0], sys.version_info.major, sys.version_info >= (3, 11))
print(sys.getrecursionlimit(), sys.intern("ab" + "c") is sys.intern("abc"), sys.getdefaultencoding(), sys.getfilesystemencoding())
def f(): return sys._getframe(1).f_code.co_name, sys._getframemodulename(0) if sys.version_info >= (3, 12) else "__main__"
def g(): return f()
print(g())
try: sys._getframe(1000)
except ValueError as e: print(e)
try: raise KeyError(1)
except KeyError: print(sys.exc_info()[0], sys.exception())
print(sys.exc_info())
for bad in (0, -1):
    try: sys.setrecursionlimit(bad)
    except ValueError as e: print(e)
print(errno.errorcode[2], os.strerror(2), os.path.normpath("/a/./b//../c/.."), posixpath.normpath("../../a"), os.fspath(b"x"))
st = os.stat("/")
print(type(st).__name__, st.st_mode == st[0], len(st), st.st_mtime_ns // 10**9 == st[8])
os.environ["TYPHON_TEST"] = "1"; print(os.environ["TYPHON_TEST"], os.getenv("TYPHON_NONE"))
try: os.mkdir("/")
except FileExistsError as e: print(e)
try: os.listdir(5.5)
except TypeError as e: print(e)
print(types.SimpleNamespace(a=1), runpy.run_path.__name__, __name__, __spec__)
atexit.register(print, "bye", "atexit"); atexit.register(lambda: print("first"))
from typing import Generic, TypeVar, ParamSpec
T = TypeVar("T", bound=int); P = ParamSpec("P")
class Box(Generic[T]): pass
print(T, T.__bound__, Box[int], P.args, Box.__parameters__)
import sys as s2; print(s2 is sys, "sys" in sys.modules, sys.getsizeof(1) > 0)
sys.exit("to stderr")
