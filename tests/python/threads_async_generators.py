def drive(c):
    out = []
    try:
        v = None
        while True:
            out.append(c.send(v)); v = None
    except StopIteration as e: return ("ret", e.value, out)
    except BaseException as e: return (type(e).__name__, str(e), out)
class Aw:
    def __init__(self, v): self.v = v
    def __await__(self): r = yield self.v; return r
async def g():
    try:
        x = yield 1
        await Aw("io")
        yield ("got", x)
        yield 3
    except ZeroDivisionError:
        yield "zde"
    finally:
        await Aw("fin")
async def main1():
    a = g(); r = []
    r.append(await a.asend(None)); r.append(await a.asend("hello")); r.append(await a.athrow(ZeroDivisionError))
    try: await a.__anext__()
    except StopAsyncIteration: r.append("stop")
    r.append(a.ag_running)
    return r
print(drive(main1()))
async def main2():
    a = g()
    async for x in a:
        break
    await a.aclose()
    try: await a.__anext__()
    except StopAsyncIteration: return "closed"
print(drive(main2()))
async def bad():
    try: yield 1
    except GeneratorExit: yield 2
async def main3():
    a = bad(); await a.__anext__(); await a.aclose()
print(drive(main3()))
async def main4():
    a = g(); s = a.asend(None); await s
    try: await s
    except RuntimeError as e: print(e)
    try: await a.asend(1)
    except BaseException as e: print(type(e))
    return await anext(a, "dflt"), await anext(a, "dflt")
print(drive(main4()))
async def one():
    yield 1
async def main5():
    a = one()
    return [await anext(a, "d"), await anext(a, "d"), await anext(a, "d")]
print(drive(main5()))
a = g(); s1 = a.asend(None); s1.send(None) if False else None
try: s1.send(None)
except StopIteration as e: print("v", e.value)
s2 = a.asend(5); print(s2.send(None)); s3 = a.asend(6)
try: s3.send(None)
except RuntimeError as e: print(e)
try: a.aclose().send(None)
except RuntimeError as e: print(e)
try: a.athrow(ValueError).send(None)
except RuntimeError as e: print(e)
print(a.ag_running, a.ag_code.co_name, a.__name__)
try: s2.throw(KeyError("k"))
except BaseException as e: print(type(e).__name__, e)
async def main6():
    try:
        return [x async for x in g()]
    except BaseException as e: return repr(e)
print(drive(main6()))
async def plain(): yield 1
p = plain()
try: p.asend(1).send(None)
except TypeError as e: print(e)
async def main7():
    p = plain()
    await p.aclose(); await p.aclose()
    try: await p.athrow(ValueError("x"))
    except BaseException as e: print("athrow", type(e).__name__)
    p = plain()
    try: await p.athrow(ValueError("x"))
    except BaseException as e: print("athrow", type(e).__name__, e)
    return 1
print(drive(main7()))
c = plain().asend(None)
c.close()
try: c.send(None)
except RuntimeError as e: print(e)
