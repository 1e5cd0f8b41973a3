def g(xs):
    r = yield 1
    yield from xs
    return (x for x in r)


async def co(a, b):
    async with a as c:
        await c
    async for x in b:
        yield x
    await f([y async for y in b])
