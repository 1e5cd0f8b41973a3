def show(label, f):
    try:
        print(label, repr(f()))
    except BaseException as e:
        print(label, type(e).__name__ + ':', e)
def run(c):
    r = None
    try:
        while True:
            v = c.send(r); r = ('sent', v)
    except StopIteration as e: return e.value
class Fut:
    def __init__(self, v): self.v = v
    def __await__(self):
        r = yield self.v
        return r
async def f1(): return 5
async def f2():
    a = await f1(); b = await Fut('x'); return (a, b)
print(run(f2()))
c = f1(); print(type(c).__name__, c.cr_frame is not None, c.cr_running, c.cr_await, c.__name__); c.close()
async def f3():
    try: await Fut(1)
    except ValueError as e: print('caught', e); return 'r'
    finally: print('fin')
c = f3(); print(c.send(None), c.cr_await is not None); show('thr', lambda: c.throw(ValueError('v'))); show('reuse', lambda: c.send(None))
async def awbad(): await 5
show('awbad', lambda: run(awbad()))
class BadAw:
    def __await__(self): return 5
async def awbad2(): await BadAw()
show('awbad2', lambda: run(awbad2()))
class AIter:
    def __init__(self, n): self.i = 0; self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.i >= self.n: raise StopAsyncIteration
        self.i += 1; await Fut(self.i); return self.i
async def af():
    out = []
    async for x in AIter(3):
        if x == 2: continue
        out.append(x)
    else: out.append('else')
    return out
print(run(af()))
async def af2():
    async for x in [1]: pass
show('af2', lambda: run(af2()))
class CM:
    def __init__(self, sup=False): self.sup = sup
    async def __aenter__(self): print('aenter'); await Fut(0); return 'val'
    async def __aexit__(self, t, v, tb): print('aexit', t and t.__name__, v); return self.sup
async def aw():
    async with CM() as v: print(v)
    async with CM(True) as a, CM() as b: raise ValueError('inside')
    try:
        async with CM(): raise KeyError('k')
    except KeyError as e: print('out', e)
    for i in range(2):
        async with CM():
            if i == 0: continue
            break
    return 'ok'
print(run(aw()))
async def awb():
    async with 5: pass
show('awb', lambda: run(awb()))
async def agen(n):
    try:
        for i in range(n):
            x = yield i
            if x: print('agen got', x)
            await Fut('aw')
    finally: print('agen fin')
async def uag():
    r = []
    async for x in agen(3): r.append(x)
    g = agen(5)
    r.append(await g.__anext__()); r.append(await g.asend('hello'))
    await g.aclose()
    try: await g.__anext__()
    except StopAsyncIteration: r.append('stopped')
    g = agen(2); await g.__anext__()
    try: await g.athrow(ValueError('av'))
    except ValueError as e: r.append(str(e))
    return r
print(run(uag()))
async def comp():
    l = [x async for x in AIter(3)]
    s = {x async for x in AIter(2) if x}
    d = {x: y async for x in AIter(2) for y in [x * 2]}
    g = (x async for x in AIter(2))
    l2 = [await f1() for _ in range(2)]
    l3 = [y for x in [1, 2] for y in [await f1() + x]]
    l4 = [[z async for z in AIter(2)] for _ in range(2)]
    return l, s, d, [x async for x in g], l2, l3, l4
print(run(comp()))
async def never(): pass
c = never(); print(repr(c)[:24]); c.close()
async def reraise():
    try: await f4()
    except RuntimeError as e: return repr(e), repr(e.__cause__)
async def f4(): raise StopIteration('si')
print(run(reraise()))
async def order():
    async def inner(n):
        print('start', n); await Fut(n); print('end', n); return n
    return [await inner(1), await inner(2)]
print(run(order()))
print(f1.__code__.co_flags & 0x80, agen.__code__.co_flags & 0x200, type(agen(1)).__name__)
async def anx():
    it = AIter(1)
    return [await anext(it), await anext(it, 'default')]
print(run(anx()))
print(type(aiter(AIter(1))).__name__)
show('aiter bad', lambda: aiter(5))
