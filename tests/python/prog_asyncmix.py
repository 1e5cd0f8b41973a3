"""asyncio with executors, contextvars, queues, timeouts, cancellation, TaskGroup, run_coroutine_threadsafe."""
import sys, asyncio, threading, contextvars, concurrent.futures, time, contextlib
N = int(sys.argv[1]) if len(sys.argv) > 1 else 4
request = contextvars.ContextVar('request', default='none')
def blocking(n): return n * n, request.get()
async def worker(name, q, out):
    while True:
        n = await q.get()
        if n is None: q.task_done(); return
        request.set(f'{name[:1]}')
        out.append((await asyncio.to_thread(blocking, n)))
        q.task_done()
@contextlib.asynccontextmanager
async def timed(log, what):
    log.append(f'begin {what}')
    try: yield what
    finally: log.append(f'end {what}')
async def agen(n):
    try:
        for i in range(n):
            await asyncio.sleep(0)
            yield i
    finally: log.append('agen closed')
log = []
async def main():
    q, out = asyncio.Queue(), []
    ws = [asyncio.create_task(worker(f'w{i}', q, out), name=f'w{i}') for i in range(N)]
    for i in range(40): q.put_nowait(i)
    await q.join()
    for _ in ws: q.put_nowait(None)
    await asyncio.gather(*ws)
    print(sorted(out)[:3], len(out), sum(a for a, _ in out), request.get())
    async def fail(): await asyncio.sleep(0.01); raise KeyError('x')
    async def forever():
        try: await asyncio.sleep(100)
        except asyncio.CancelledError: log.append('cancelled'); raise
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(forever()); tg.create_task(fail())
    except* KeyError as eg: print('group', eg.exceptions, eg.message)
    try:
        async with asyncio.timeout(0.02): await forever()
    except TimeoutError as e: print('timeout', type(e).__name__)
    try: await asyncio.wait_for(asyncio.shield(asyncio.sleep(0.05, 'late')), 0.01)
    except asyncio.TimeoutError: print('wait_for timeout')
    async with timed(log, 'block') as w:
        async for i in agen(5):
            if i == 3: break
    loop = asyncio.get_running_loop()
    def from_thread():
        f = asyncio.run_coroutine_threadsafe(asyncio.sleep(0.01, 'ts'), loop)
        return f.result(5)
    with concurrent.futures.ThreadPoolExecutor(2) as ex:
        print(await asyncio.gather(*[loop.run_in_executor(ex, from_thread) for _ in range(3)]))
    r = await asyncio.gather(fail(), asyncio.sleep(0, 'ok'), return_exceptions=True)
    print(r)
    done, pending = await asyncio.wait([asyncio.create_task(asyncio.sleep(t, t)) for t in (0.01, 5)], return_when=asyncio.FIRST_COMPLETED)
    print([d.result() for d in done], len(pending)); [p.cancel() for p in pending]
    sem = asyncio.Semaphore(2); active = peak = 0
    async def limited():
        nonlocal active, peak
        async with sem:
            active += 1; peak = max(peak, active); await asyncio.sleep(0.001); active -= 1
    await asyncio.gather(*[limited() for _ in range(8)])
    print('peak', peak)
    cond = asyncio.Condition(); ready = []
    async def waiter(i):
        async with cond:
            await cond.wait_for(lambda: len(ready) > i); return ready[i]
    tasks = [asyncio.create_task(waiter(i)) for i in range(3)]
    await asyncio.sleep(0)
    for x in 'abc':
        async with cond: ready.append(x); cond.notify_all()
    print(await asyncio.gather(*tasks))
    p = await asyncio.create_subprocess_exec(sys.executable, '-c', 'import sys; print(sys.stdin.read().upper())', stdin=-1, stdout=-1)
    o, _ = await p.communicate(b'hello'); print(o, p.returncode)
asyncio.run(main())
print([x for x in log if x != 'agen closed'])
