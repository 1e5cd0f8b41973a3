# What still lives at exit is finalised, in CPython's order: main's objects before sys and builtins lose their names, with globals intact.
import atexit
import weakref


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, helper())


def helper():
    return "with globals"


class Target:
    pass


def gen():
    try:
        yield 1
    finally:
        print("generator closed")


one = Noisy("one")
cycle = Noisy("cycle")
cycle.self = cycle
atexit.register(lambda: print("atexit"))
print("end of main")
