# A suspended generator is closed at exit, a weak reference's callback is called.
import weakref


class Target:
    pass


def gen():
    try:
        yield 1
    finally:
        print("generator closed")


g = gen()
next(g)
