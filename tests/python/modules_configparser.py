class L(str):
    __slots__ = ('clean', 'has')
    def __new__(cls, v): return super().__new__(cls, v)
    def __init__(self, v): self.clean = v.strip(); self.has = True
x = L(' a '); print(x.clean, x.has, x + 'b', repr(x))
import configparser
c = configparser.ConfigParser(); c.read_string('[a]\nx = 1\n; c\ny = %(x)s2\n[b]\nz: multi\n  line\n'); print({s: dict(c[s]) for s in c.sections()}, c.getint('a', 'y'))
