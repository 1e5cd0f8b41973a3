"""contextvars, asyncio with to_thread, task groups, queues, time-outs, streams of events; loops in several threads."""
import asyncio
import contextvars
import functools
import sys
import threading
import time
from contextlib import asynccontextmanager, aclosing, AsyncExitStack

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4
request = contextvars.ContextVar("request", default="none")
depth = contextvars.ContextVar("depth")


def blocking(n):
    time.sleep(0.001)
    return n * n, request.get()


async def handler(i, sem, log):
    token = request.set(f"req-{i}")
    async with sem:
        r, seen = await asyncio.to_thread(blocking, i)
        assert seen == request.get() == f"req-{i}"
    log.append(r)
    request.reset(token)
    return r


async def numbers(n):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0)
    finally:
        print("numbers closed")


@asynccontextmanager
async def resource(name, log):
    log.append(f"open {name}")
    try: yield name.upper()
    finally: await asyncio.sleep(0); log.append(f"close {name}")


async def producer(q, n):
    for i in range(n): await q.put(i)
    await q.put(None)


async def consumer(q):
    total = 0
    while (x := await q.get()) is not None: total += x; q.task_done()
    return total


async def failing(n):
    await asyncio.sleep(0.001 * n)
    raise ValueError(f"task {n}")


async def program(ident):
    out, log = [], []
    sem = asyncio.Semaphore(4)
    out.append(await asyncio.gather(*(handler(i, sem, log) for i in range(12))))
    out.append(sorted(log) == sorted(i * i for i in range(12)))
    q = asyncio.Queue(3)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(producer(q, 50)); c = tg.create_task(consumer(q), name="consumer")
    out.append((c.result(), c.get_name(), c.done()))
    try:
        async with asyncio.timeout(0.01): await asyncio.sleep(5)
    except TimeoutError as e: out.append(repr(e))
    try: await asyncio.wait_for(asyncio.sleep(5), 0.01)
    except asyncio.TimeoutError as e: out.append(type(e).__name__)
    try:
        async with asyncio.TaskGroup() as tg:
            for i in range(3): tg.create_task(failing(0))
            tg.create_task(asyncio.sleep(10))
    except* ValueError as eg: out.append((str(eg), sorted(map(str, eg.exceptions))))
    r = await asyncio.gather(failing(1), asyncio.sleep(0, "ok"), return_exceptions=True)
    out.append([repr(x) for x in r])
    t = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0); t.cancel("enough")
    try: await t
    except asyncio.CancelledError as e: out.append((e.args, t.cancelled()))
    async with AsyncExitStack() as st:
        out.append([await st.enter_async_context(resource(n, log)) for n in "ab"])
    out.append(log[-4:])
    ev, lock, cond = asyncio.Event(), asyncio.Lock(), asyncio.Condition()
    async def waiter(i):
        await ev.wait()
        async with lock: return i
    ts = [asyncio.ensure_future(waiter(i)) for i in range(4)]
    asyncio.get_running_loop().call_soon(ev.set)
    done, pending = await asyncio.wait(ts)
    out.append((sorted(d.result() for d in done), pending))
    out.append([await f for f in asyncio.as_completed([asyncio.sleep(0.02, "b"), asyncio.sleep(0.001, "a")])])
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    threading.Thread(target=lambda: loop.call_soon_threadsafe(fut.set_result, "from thread")).start()
    out.append(await fut)
    out.append(await loop.run_in_executor(None, functools.partial(sum, [1, 2, 3])))
    out.append([x * x async for x in aiter_range(4) if x % 2])
    try: await anext(aiter_range(0))
    except StopAsyncIteration: out.append("stop")
    b = asyncio.Barrier(3)
    out.append(sorted(await asyncio.gather(*(b.wait() for _ in range(3)))))
    return out


async def aiter_range(n):
    for i in range(n): yield i


async def closing_demo():
    async with aclosing(numbers(10)) as g:
        async for x in g:
            if x == 2: break
    async def shielded():
        inner = asyncio.ensure_future(asyncio.sleep(0.01, "inner"))
        try: await asyncio.wait_for(asyncio.shield(inner), 0.001)
        except TimeoutError: return await inner
    print(await shielded())


def main():
    results = [None] * THREADS
    def run(k): results[k] = asyncio.run(program(k))
    ts = [threading.Thread(target=run, args=(k,)) for k in range(THREADS)]
    for t in ts: t.start()
    for t in ts: t.join()
    for line in results[0]: print(line)
    print(all(r == results[0] for r in results))
    asyncio.run(closing_demo())
    ctx = contextvars.copy_context()
    print(ctx.run(lambda: (depth.set(3), depth.get())[1]), ctx[depth], depth.get("unset"), request.get(), len(ctx) >= 1, depth in ctx)
    try: depth.get()
    except LookupError as e: print(type(e).__name__, "depth" in str(e))
    try: ctx.run(ctx.run, print)
    except RuntimeError as e: print(str(e).split(":")[0])
    async def nested(): asyncio.run(asyncio.sleep(0))
    try: asyncio.run(nested())
    except RuntimeError as e: print(e)
    with asyncio.Runner() as r: print(r.run(asyncio.sleep(0, 7)), r.run(asyncio.sleep(0, 8)))


import warnings; warnings.simplefilter("ignore")
main()
