# sys.settrace, sys.setprofile, f_trace: the events and their order. Lines that are only `pass` or `try:` have no event of their own here (docs/status.md), so there are none.
import sys
import threading

def show(event, frame, arg):
    if event == 'exception':
        arg = arg[0].__name__
    print(event, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, arg)

def tracer(frame, event, arg):
    show(event, frame, arg)
    return tracer

def loop(x):
    for i in range(2):
        x += i
    return x

def gen():
    got = yield 1
    yield got

def raises():
    raise ValueError

def main():
    loop(1)
    g = gen()
    next(g)
    g.send('sent')
    g.close()
    h = gen()
    next(h)
    [q for q in (1, 2)]
    list(map(lambda q: q, [1, 2]))
    class A:
        def __init__(self):
            self.x = 5
    return A().x

print(sys.gettrace(), sys.getprofile())
sys.settrace(tracer)
print(sys.gettrace() is tracer)
main()
sys.settrace(None)

# an exception through two frames
def outer():
    raises()
def catches():
    caught = 0
    for f in (outer,):
        with Ignore():
            f()
        caught += 1
    return caught
class Ignore:
    def __enter__(self): return 1
    def __exit__(self, *args): return True
sys.settrace(tracer)
catches()
sys.settrace(None)

# no local function, one that changes, lines switched off, opcodes
def only_calls(frame, event, arg):
    show(event, frame, arg)
sys.settrace(only_calls)
loop(0)
sys.settrace(None)
def no_lines(frame, event, arg):
    show(event, frame, arg)
    frame.f_trace_lines = False
    return no_lines
sys.settrace(no_lines)
loop(0)
sys.settrace(None)
seen = []
def opcodes(frame, event, arg):
    seen.append(event)
    frame.f_trace_opcodes = True
    return opcodes
sys.settrace(opcodes)
loop(0)
sys.settrace(None)
print('opcode' in seen, seen[0], seen[-1])

# a trace function that raises: it is taken away, and what it raised passes on
def bad(frame, event, arg):
    raise KeyError(event)
sys.settrace(bad)
try:
    loop(1)
except KeyError as e:
    print('raised', e, sys.gettrace())

# f_trace of a frame that runs already
def inner():
    f = sys._getframe(1)
    f.f_trace = tracer
    sys.settrace(tracer)
def late():
    a = 1
    inner()
    b = 2
    sys.settrace(None)
    return a + b
print(late())

# the profiler
def profiler(frame, event, arg):
    print('profile', event, frame.f_code.co_name, getattr(arg, '__name__', arg))
def profiled():
    len([1])
    [].append(3)
    loop(1)
    return sum(g for g in (1, 2))
sys.setprofile(profiler)
profiled()
sys.setprofile(None)

# threads have functions of their own
def in_thread():
    print('thread', sys.gettrace())
    loop(0)
t = threading.Thread(target=in_thread)
sys.settrace(lambda *args: None)
t.start()
t.join()
sys.settrace(None)
names = []
def collect(frame, event, arg):
    if frame.f_code.co_name == 'loop':
        names.append(event)
    return collect
threading.settrace(collect)
t = threading.Thread(target=loop, args=(1,))
t.start()
t.join()
threading.settrace(None)
print(names)
