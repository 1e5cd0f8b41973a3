# Values hidden in sys and builtins go first; what sys holds under another name keeps main's globals until sys.stdout is None, so that its print says nothing.
import builtins
import sys


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


builtins._ = Noisy("builtins._")
builtins.extra = Noisy("builtins.extra")
sys.last_value = Noisy("sys.last_value")
sys.ps1 = Noisy("sys.ps1")
sys.kept = Noisy("sys.kept")
main = Noisy("main")
