import _random
R = _random.Random
r = R(42)
print([r.random() for i in range(5)])
r.seed(12345678901234567890123); print(r.random(), r.getrandbits(5), r.getrandbits(32), r.getrandbits(33), r.getrandbits(200))
r.seed(-7); print(r.random())
r.seed(0); print(r.random())
r.seed(1.5); print(r.random())
r.seed((1,2)); print(r.getrandbits(64))
s = r.getstate(); a = [r.random() for i in range(1000)]; r.setstate(s); print(a == [r.random() for i in range(1000)], len(s))
print(s[-1], s[:3])
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
t(r.setstate, 3); t(r.setstate, (1,)); t(r.getrandbits, -1); print(r.getrandbits(0))
class Q(R):
    def __init__(self, x=None):
        self.g = 5
        self.seed(x)
print(Q(3).random(), Q(3).g)
