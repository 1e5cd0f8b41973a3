# What is interned, compiled and made into classes at run time is not immortal (free-threading.md, section 3): rounds of exec, JSON keys, interned names, named tuples and modules leave no block behind.
import collections
import gc
import json
import sys
import types
import _typhon


def round_of(n):
    for k in range(20):
        name = f"name_{n}_{k}_{'x' * k}"
        space = {}
        exec(f"def {name}(a_{name}, *, b_{name}=1): c_{name} = '{name}c'; return c_{name}\nclass C_{name}: attr_{name} = {name}", space)
        assert space[name](1) == name + "c"
        json.loads(f'{{"{name}j": {{"{name}k": 1}}}}')
        sys.intern(name + "i")
        T = collections.namedtuple("T" + name, [name + "t"])
        assert getattr(T(5), name + "t") == 5
        m = types.ModuleType("m" + name)
        setattr(m, "g" + name, m)
        getattr(m, "g" + name)


def blocks():
    for _ in range(3): gc.collect()
    return sum(_typhon.blocks().values())


for n in range(3): round_of(n)
before = blocks()
for n in range(3, 6): round_of(n)
after = blocks()
# each name that lived on would be a block or more: 60 times 10 of them
print(after - before < 30 or (before, after))
