import _contextvars
CV = _contextvars.ContextVar; cc = _contextvars.copy_context; Context = _contextvars.Context
v = CV('v', default=5); w = CV('w')
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, str(e).split(' at 0x')[0])
print(v.get(), w.get(1)); t(w.get)
tok = v.set(10); print(v.get(), tok.old_value, tok.var is v)
t2 = v.set(11); print(t2.old_value)
c = cc(); print(len(c), c[v], v in c, w in c, c.get(w), list(c.items()) == [(v, 11)])
def f(a, b=2):
    print('in', v.get(), a, b)
    v.set(99); w.set('w')
    return v.get()
print(c.run(f, 1, b=3), v.get(), c[v], c[w]); t(w.get)
v.reset(t2); print(v.get()); t(v.reset, t2); v.reset(tok); print(v.get()); t(v.reset, 3)
t(c.run); t(c.run, c.run, f)
d = c.copy(); print(d == c, len(d)); d.run(w.set, 5); print(d == c, c[w], d[w])
t(lambda: c[1]); t(lambda: c[CV('z')])
t(CV); t(CV, 3); t(Context, 1)
x = CV('x'); tk = x.set(1)
t(c.run, x.reset, tk); y = CV('y'); t(y.reset, tk); print(x.get())
x.reset(tk); t(x.get)
print(sorted(k.name for k in c), sorted(map(str, c.values())))
print(repr(v)[:25], _contextvars.Token.MISSING, v.name)
print(len(Context()), Context() == Context())
for i in range(100): CV('n%d' % i).set(i)
print(len(cc()))

# A context that one thread made and another enters: a context is no thread's own
import contextvars, threading
made = contextvars.Context()
shared = contextvars.ContextVar('shared')
seen = []
def enter():
    seen.append(shared.get('none'))
    shared.set('set by a thread')
    seen.append(shared.get())
t = threading.Thread(target=lambda: made.run(enter))
t.start()
t.join()
print(seen, made[shared], len(made), made.copy()[shared])
copies = [made.copy() for _ in range(100)]
for c in copies:
    c.run(shared.set, 1)
print(made[shared], {c[shared] for c in copies})
