# What Python code that stands for CPython's C code handles is nobody's context, and does not hide what the caller handles; a bare raise in it finds its own exception. Tasks leave no entries in tracebacks.
import asyncio, decimal, pickle, sys, traceback, warnings


def chain(e):
    out = []
    while e is not None:
        out.append(type(e).__name__)
        e = e.__context__
    return out


try:
    try:
        raise ValueError("user's")
    except ValueError:
        decimal.Decimal("x")
except decimal.InvalidOperation as e:
    print(chain(e))


class Probe:
    def __reduce__(self):
        print("within", repr(sys.exception()))
        raise KeyError("mine")


try:
    raise ValueError("outer")
except ValueError:
    try:
        pickle.dumps([Probe()])
    except KeyError as e:
        print(chain(e), e.__notes__, repr(sys.exception()))
    print(repr(sys.exception()))


async def fail(n):
    await asyncio.sleep(0)
    raise ValueError(n)


async def main():
    t = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    t.cancel("stop")
    try:
        await t
    except asyncio.CancelledError as e:
        print(e.args, chain(e), repr(sys.exception()))
    print(repr(sys.exception()))
    try:
        await asyncio.gather(fail(1), fail(2))
    except ValueError as e:
        print(chain(e))
    try:
        async with asyncio.timeout(0.001):
            await asyncio.sleep(10)
    except TimeoutError as e:
        print(chain(e))
    await asyncio.create_task(fail(3))


try:
    asyncio.run(main())
except ValueError as e:
    print(chain(e))
    print([(f.filename.rpartition("/")[2], f.name) for f in traceback.extract_tb(e.__traceback__)])
warnings.simplefilter("error")
try:
    warnings.warn("loud")
except UserWarning as e:
    print([f.name for f in traceback.extract_tb(e.__traceback__)])
