# Deep recursion through native code is a RecursionError, never a crash.
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
class Rr:
    def __repr__(self): return repr(self)
try: repr(Rr())
except RecursionError: print('repr RecursionError')
l = []
for i in range(100000): l = [l]
try: repr(l)
except RecursionError: print('deep repr RecursionError')
m = []
for i in range(100000): m = [m]
try: l == m
except RecursionError: print('deep eq RecursionError')
del l, m
class Ga:
    def __getattr__(self, n): return getattr(self, n + 'x')
try: Ga().a
except RecursionError: print('getattr RecursionError')
class Ev:
    def __eq__(self, o): return o == self
try: Ev() == Ev()
except RecursionError: print('eq RecursionError')
def after(): return 'still fine'
print(after(), depth(500))
