# Corners that CPython's own tests found: throw into generators, slots in subclasses of containers, suggestions, frame lines after reraising, wide lengths, ignorecase.
import bisect
import copy
import pickle
import random
import re
import sys
import traceback


def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


def thrown_context():
    def f():
        try:
            raise KeyError('a')
        except Exception:
            yield
    gen = f()
    gen.send(None)
    try:
        gen.throw(ValueError)
    except ValueError as e:
        return repr(e.__context__)


def thrown_no_exception():
    class E(Exception):
        def __new__(cls, *a, **k):
            return 42

    def gen():
        try:
            yield
        except Exception as e:
            yield repr(e)
    g = gen()
    next(g)
    return g.throw(E), next(g, 'stop')


def frames_while_thrown():
    seen = []

    def g():
        try:
            yield 1
        except RuntimeError:
            f = sys._getframe()
            while f:
                seen.append(f.f_code.co_name)
                f = f.f_back
            raise

    def f():
        yield from g()
    gen = f()
    next(gen)
    try:
        gen.throw(RuntimeError('x'))
    except RuntimeError as e:
        return seen[:4], [x.name for x in traceback.extract_tb(e.__traceback__)]


t(thrown_context)
t(thrown_no_exception)
t(frames_while_thrown)


class SlotSet(set):
    __slots__ = ('x', 'y', '__dict__')


class SlotBytes(bytearray):
    __slots__ = ('x', '__dict__')


def slots(cls, value):
    s = cls(value)
    s.x = 10
    s.z = 5
    return [(v, v.x, v.z, hasattr(v, 'y')) for v in (copy.copy(s), copy.deepcopy(s), pickle.loads(pickle.dumps(s, 4)))]


t(lambda: slots(SlotSet, [1]))
t(lambda: slots(SlotBytes, b'ab'))
t(lambda: '{0[{]} {0[}]}'.format({'{': 1, '}': 2}))


class Near:
    blech = None

    def __getattr__(self, attr):
        raise AttributeError(attr)


class Prop:
    blech = None

    @property
    def value(self):
        raise AttributeError('nothing here')


def suggestion(f):
    try:
        f()
    except Exception as e:
        return traceback.format_exception_only(e)[-1], e.name, type(e.obj).__name__


t(lambda: suggestion(lambda: Near().bluch))
t(lambda: suggestion(lambda: getattr(Prop(), 'value')))


def reset():
    e = ImportError('m', name='n', path='p')
    e.__init__()
    return e.name, e.path, e.msg, e.args


t(reset)


def again():
    try:
        1 / 0
    except Exception:
        pass
        raise


def in_finally():
    try:
        1 / 0
    finally:
        pass


def in_with():
    class C:
        def __enter__(self):
            pass

        def __exit__(self, *a):
            pass
    with C():
        1 / 0


def lines(f):
    first = f.__code__.co_firstlineno
    try:
        f()
    except Exception as e:
        tb = e.__traceback__.tb_next
        return tb.tb_frame.f_lineno - first, tb.tb_lineno - first


for f in again, in_finally, in_with:
    t(lambda: lines(f))


class Text(str):
    def __bytes__(self):
        return b'own'


class Hidden:
    def __getattribute__(self, name):
        raise AssertionError(name)

    def __bytes__(self):
        return b'hidden'


t(lambda: (bytes(Text('x')), bytes(Hidden()), b'%b' % Hidden()))
t(lambda: bytes(Text('x'), 'ascii'))
t(lambda: bytes('x'))
t(lambda: bytearray(Text('x')))
for p, s in ('[\u0390]', '\u1fd3'), ('\ufb05', '\ufb06'), ('[aK]', '\u212a'), ('\u00b5', '\u03bc'), ('[\u0400-\u045f]+', '\u0401\u1c80'), ('i', '\u0131'):
    t(lambda: (ascii(p), bool(re.fullmatch(p, s, re.I))))

random.seed(5)
t(lambda: len(range(10**10)))
t(lambda: range(10**12).__len__())
t(lambda: len(range(2**63)))
t(lambda: random.sample(range(10**12), 3))
t(lambda: random.choice(range(10**12)))
t(lambda: bisect.bisect_left(range(10**12), 5 * 10**11))
t(lambda: bisect.bisect(range(10**18), 10**17 + 3, key=lambda x: x // 2))


class Long:
    def __len__(self):
        return 10**10


class TooLong:
    def __len__(self):
        return 2**63


t(lambda: (len(Long()), bool(Long())))
t(lambda: len(TooLong()))
t(lambda: list(Long()))
