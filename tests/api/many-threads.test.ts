/**
 * Thousands of threads one after another, and many alive at once, leave nothing behind: blocks and bytes in use, threads, thread states, objects, workers, descriptors are exactly as before; the resident memory is flat over
 * the second half. TYPHON_LONG=1: 10,000 threads, and 200 at once (numbers: docs/internals/thread-life.md).
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type * as Api from '../../src/api/index.ts';

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'dist'), long = process.env.TYPHON_LONG === '1';
const TOTAL = long ? 10_000 : 1_000, AT_ONCE = long ? 200 : 24, skip = !existsSync(join(dist, 'api.js')) && 'not built';
const program = `
import threading, gc, _typhon
def short(): x = [i for i in range(20)]
def one_by_one(n):
  for _ in range(n):
    t = threading.Thread(target=short); t.start(); t.join()
def at_once(n):
  go, up = threading.Event(), threading.Semaphore(0)
  def wait(): up.release(); go.wait(); short()
  ts = [threading.Thread(target=wait) for _ in range(n)]
  for t in ts: t.start()
  for t in ts: up.acquire()
  alive = threading.active_count()
  go.set()
  for t in ts: t.join()
  return alive
def settle():
  for _ in range(3): gc.collect()
  n = sum(_typhon.blocks().values())
  s = _typhon.stats()
  return [n, s["threads"], len(gc.get_objects()), s["bytes_live"], s["bytes_waiting"] + s["bytes_pending"], s["bytes_used"], s["bytes_meta"]]
def blocks(): return str(_typhon.blocks())
`;
type Seven = [number, number, number, number, number, number, number];
const sleep = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
const resident = (): number => process.platform === 'linux' ? Number(readFileSync('/proc/self/statm', 'utf8').split(' ')[1]) * 4096 / 2 ** 20 : process.memoryUsage().rss / 2 ** 20;
const handles = (): number => process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0;

test('threads one after another and at once leave nothing', { skip, timeout: long ? 600_000 : 50_000 }, async () => {
  const api = await import(join(dist, 'api.js')) as typeof Api;
  const p = await api.Python.start();
  const settled = async (): Promise<number[]> => await p.call('settle') as number[];
  /** Workers that nobody needs end after a while; as many as there are cores stay (host/node/worker-entry.ts). */
  const calm = async (): Promise<void> => { for (let i = 0; i < 300 && p.workerCount > 1 + availableParallelism(); i++) await sleep(100); };
  try {
    await p.exec(program);
    // the first use of everything
    for (let i = 0; i < 2; i++) { await p.call('one_by_one', [TOTAL / 10]); await p.call('at_once', [AT_ONCE]); await settled(); await p.call('blocks'); }
    await calm();
    const blocks = await p.call('blocks');
    const [inUse, threads, objects, live, , pages, meta] = await settled() as Seven, workers = p.workerCount, fds = handles();
    await p.call('one_by_one', [TOTAL / 2]);
    const half = resident();
    await p.call('one_by_one', [TOTAL / 2]);
    const whole = resident();
    for (let i = 0; i < 3; i++) assert.equal(await p.call('at_once', [AT_ONCE]), AT_ONCE + 1);
    await calm();
    const [inUseNow, threadsNow, objectsNow, liveNow, waitingNow, pagesNow, metaNow] = await settled() as Seven;
    const numbers = `${TOTAL} threads, ${AT_ONCE} at once: resident ${half.toFixed(0)} → ${whole.toFixed(0)} MiB over the second half; blocks in use ${inUse} → ${inUseNow}, bytes in them ${live} → ${liveNow} (in pages ${pages} → ${pagesNow}, thread states and heaps ${meta} → ${metaNow}), objects ${objects} → ${objectsNow}, workers ${workers} → ${p.workerCount}, descriptors ${fds} → ${handles()}`;
    if (long) process.stdout.write(`# ${numbers}\n`);
    assert.equal(threadsNow, threads, numbers);
    assert.equal(objectsNow, objects, numbers);
    assert.equal(inUseNow, inUse, `${numbers}\n${blocks}\n${await p.call('blocks')}`);
    // a dict of threading's that had many entries has one or another table
    assert.ok(Math.abs(liveNow - live) <= 4096, numbers);
    // an object page that became empty after the collection waits for a quiescent state
    assert.ok(waitingNow <= 2 ** 18, numbers);
    assert.equal(metaNow, meta, numbers);
    // which pages are partly used differs
    assert.ok(pagesNow <= pages + 2 ** 18, numbers);
    assert.ok(p.workerCount <= 1 + availableParallelism(), numbers);
    assert.ok(handles() <= fds + 8, numbers);
    assert.ok(whole < half + 12, numbers);
  } finally { await p.close({ now: true }); }
});
