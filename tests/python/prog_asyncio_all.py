import asyncio, contextvars, sys, threading, time, traceback, functools, concurrent.futures, io, contextlib
var = contextvars.ContextVar("var", default=0)

async def worker(name, q, out):
    while True:
        item = await q.get()
        try:
            if item is None: return
            await asyncio.sleep(0.001 * item)
            out.append((name, item))
        finally:
            q.task_done()

async def producers():
    q, out = asyncio.Queue(3), []
    async with asyncio.TaskGroup() as tg:
        for i in range(3): tg.create_task(worker(f"w{i}", q, out), name=f"w{i}")
        for i in range(9): await q.put(i % 4)
        for i in range(3): await q.put(None)
    print(sorted(x for _, x in out), q.empty())

async def fail(n, delay=0.0):
    await asyncio.sleep(delay)
    raise ValueError(f"fail {n}")

async def groups():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fail(1)); tg.create_task(fail(2)); t = tg.create_task(asyncio.sleep(10))
    except* ValueError as eg:
        print(repr(eg), t.cancelled())
    r = await asyncio.gather(fail(3), asyncio.sleep(0, "ok"), return_exceptions=True)
    print(r)
    try: await asyncio.gather(fail(4), fail(5, 0.01))
    except ValueError as e: print("first", e)

async def timeouts():
    try:
        async with asyncio.timeout(0.01): await asyncio.sleep(5)
    except TimeoutError as e: print("timeout", repr(e))
    try: await asyncio.wait_for(asyncio.sleep(5), 0.01)
    except asyncio.TimeoutError as e: print("wait_for", repr(e))
    done, pending = await asyncio.wait([asyncio.create_task(asyncio.sleep(0.001, 1)), asyncio.create_task(asyncio.sleep(5, 2))], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending)); [p.cancel() for p in pending]
    for f in asyncio.as_completed([asyncio.sleep(0.02, "b"), asyncio.sleep(0.001, "a")]): print(await f)
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() - 1): await asyncio.sleep(1)
    except TimeoutError: print("past")

async def cancels():
    async def body():
        try: await asyncio.sleep(10)
        except asyncio.CancelledError as e: print("cancelled", e.args); raise
        finally: print("cleanup")
    t = asyncio.create_task(body(), name="body"); await asyncio.sleep(0)
    t.cancel("stop it")
    try: await t
    except asyncio.CancelledError as e: print("outer", e.args, t.cancelled(), t.done(), t.get_name())
    s = asyncio.shield(asyncio.sleep(0.005, 7))
    print(await s)
    t = asyncio.current_task(); print(t.cancelling(), t.uncancel(), len(asyncio.all_tasks()))

async def threads():
    loop = asyncio.get_running_loop()
    var.set(5)
    def blocking(x): time.sleep(0.002); return x * 2, threading.current_thread() is threading.main_thread()
    print(await asyncio.to_thread(blocking, 21))
    print(await loop.run_in_executor(None, functools.partial(blocking, x=1)))
    with concurrent.futures.ThreadPoolExecutor(2) as ex:
        print(await asyncio.gather(*(loop.run_in_executor(ex, pow, 2, i) for i in range(5))))
    fut = loop.create_future()
    t = threading.Timer(0.005, lambda: loop.call_soon_threadsafe(fut.set_result, "from thread")); t.start()
    print(await fut)
    async def coro(x): await asyncio.sleep(0); return x + 1
    def other(): return asyncio.run_coroutine_threadsafe(coro(41), loop).result(5)
    print(await asyncio.to_thread(other))

async def sync():
    lock, sem, ev, cond, bar = asyncio.Lock(), asyncio.Semaphore(2), asyncio.Event(), asyncio.Condition(), asyncio.Barrier(2)
    order = []
    async def user(i):
        async with sem:
            async with lock: order.append(i)
            await asyncio.sleep(0)
        await ev.wait(); order.append(-i)
    ts = [asyncio.create_task(user(i)) for i in range(4)]
    await asyncio.sleep(0.005); ev.set(); await asyncio.gather(*ts); print(order, lock.locked(), sem.locked())
    async def waiter():
        async with cond: await cond.wait_for(lambda: len(order) > 8); return "seen"
    t = asyncio.create_task(waiter()); await asyncio.sleep(0)
    async with cond: order.append(0); cond.notify_all()
    print(await t, await asyncio.gather(bar.wait(), bar.wait()))
    pq = asyncio.PriorityQueue(); [pq.put_nowait(x) for x in (3, 1, 2)]; print([pq.get_nowait() for _ in range(3)])
    try: pq.get_nowait()
    except asyncio.QueueEmpty as e: print(repr(e))
    q = asyncio.Queue(1); q.put_nowait(1)
    try: q.put_nowait(2)
    except asyncio.QueueFull as e: print(repr(e))
    q.shutdown(immediate=True)
    try: await q.get()
    except asyncio.QueueShutDown as e: print(repr(e))

async def gens():
    async def agen():
        try:
            for i in range(3):
                yield i; await asyncio.sleep(0)
        finally: print("agen closed")
    print([x async for x in agen() if x], {x: x async for x in agen()})
    async for x in agen(): break
    a = agen(); print(await anext(a), await a.asend(None)); await a.aclose()
    @contextlib.asynccontextmanager
    async def cm(): print("enter"); yield 1; print("exit")
    async with cm() as v, contextlib.AsyncExitStack() as st:
        st.push_async_callback(asyncio.sleep, 0); print(v)

async def streams():
    async def handle(r, w):
        data = await r.readline(); w.write(data.upper()); await w.drain(); w.close()
    try:
        server = await asyncio.start_server(handle, "127.0.0.1", 0)
    except (OSError, AttributeError, NotImplementedError) as e:
        print("streams", type(e).__name__); return
    async with server:
        r, w = await asyncio.open_connection(*server.sockets[0].getsockname())
        w.write(b"hello\n"); print(await r.read()); w.close()

async def procs():
    p = await asyncio.create_subprocess_exec(sys.executable, "-c", "import sys; print(sys.stdin.read().upper()); sys.exit(3)", stdin=-1, stdout=-1)
    out, _ = await p.communicate(b"abc"); print(out, p.returncode)
    p = await asyncio.create_subprocess_shell("echo hi; exit 2", stdout=asyncio.subprocess.PIPE); print(await p.stdout.read(), await p.wait())

async def main():
    for f in (producers, groups, timeouts, cancels, threads, sync, gens, procs):
        print("--", f.__name__); await f()
    asyncio.get_running_loop().set_exception_handler(lambda l, c: print("handler", c["message"].replace(__file__, "FILE"), repr(c.get("exception"))))
    asyncio.get_running_loop().call_soon(lambda: 1 / 0); await asyncio.sleep(0.001)
    t = asyncio.create_task(fail(9)); await asyncio.sleep(0.001); del t
    import gc; gc.collect(); await asyncio.sleep(0)
    return 5
print(asyncio.run(main()))
try: asyncio.run(fail(10))
except ValueError: print("out")
with asyncio.Runner() as r: print(r.run(asyncio.sleep(0, 1)), r.get_loop().is_running())
try: asyncio.get_running_loop()
except RuntimeError as e: print(e)
try: asyncio.run(3)
except (ValueError, TypeError) as e: print(e)
async def nested(): asyncio.run(main())
try: asyncio.run(nested())
except RuntimeError as e: print(e)
async def lost(): pass
lost()
