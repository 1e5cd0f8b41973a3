/**
 * The public API over the real core, as dist has it: requests, exceptions, values both ways, streams, interrupt, close, several interpreters. What a value must come back as is one table.
 * (tests/host/api.test.ts has the encoding over the fixture core.)
 */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type * as Api from '../../src/api/index.ts';

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'dist');
const skip = !existsSync(join(dist, 'api.js')) && 'not built';
const limit = { skip, timeout: 50_000 };
let api: typeof Api;
let python: Api.Python;
before(async () => {
  if (skip) return;
  api = await import(join(dist, 'api.js')) as typeof Api;
  python = await api.Python.start();
  await python.exec('n = 40');
});
after(async () => { await python?.close({ now: true }); });

/** The PythonError that a promise fails with. */
async function failure(p: Promise<unknown>): Promise<Api.PythonError> {
  try { await p; } catch (e) {
    assert.ok(e instanceof api.PythonError, String(e));
    return e;
  }
  throw new Error('nothing was raised');
}
const sleep = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

test('exec, eval, call: one namespace, positional and keyword arguments, attributes, modules', limit, async () => {
  await python.exec('def f(a, b=2, *rest, key=None, **more):\n  return [a, b, rest, key, more]\nclass K:\n  @staticmethod\n  def twice(x): return x * 2\n');
  assert.equal(await python.eval('n + 2'), 42);
  assert.deepEqual(await python.call('f', [1, 3, 5], { key: 'k', z: [1] }), [1, 3, api.PyTuple.from([5]), 'k', new Map([['z', [1]]])]);
  assert.deepEqual(await python.call('f', [], { a: 1 }), [1, 2, new api.PyTuple(), null, new Map()]);
  assert.equal(await python.call('K.twice', ['ab']), 'abab');
  assert.equal(await python.call('math:sqrt', [9]), 3);
  assert.equal(await python.call('os.path:join', ['a', 'b']), 'a/b');
  assert.equal(await python.call('len', [[1, 2]]), 2);
  assert.equal(await python.call('str.upper', ['a']), 'A');
  assert.equal(await python.eval('__name__'), '__main__');
});

test('requests made at once are served in order', limit, async () => {
  await python.exec('log = []');
  await Promise.all(Array.from({ length: 50 }, (_, i) => python.exec(`log.append(${i})`)));
  assert.deepEqual(await python.eval('log'), Array.from({ length: 50 }, (_, i) => i));
});

test('exceptions: type, module, args, traceback', limit, async () => {
  await python.exec('class Mine(Exception): pass\ndef bad():\n  raise Mine("why", 7)\n', 'here.py');
  const mine = await failure(python.call('bad'));
  assert.deepEqual([mine.name, mine.type, mine.module, mine.message, mine.args], ['PythonError', 'Mine', '__main__', "Mine: ('why', 7)", ['why', 7]]);
  assert.match(mine.traceback, /^Traceback \(most recent call last\):\n[\s\S]*File "here\.py", line 3, in bad\n[\s\S]*Mine: \('why', 7\)\n?$/);
  const rows: [() => Promise<unknown>, string, RegExp][] = [
    [() => python.eval('1/0'), 'ZeroDivisionError', /division by zero/],
    [() => python.eval('nothing_here'), 'NameError', /name 'nothing_here' is not defined/],
    [() => python.eval('1 +'), 'SyntaxError', /invalid syntax/],
    [() => python.eval('x = 1'), 'SyntaxError', /invalid syntax/],
    [() => python.exec('if:'), 'SyntaxError', /invalid syntax/],
    [() => python.call('nothing_here'), 'NameError', /nothing_here/],
    [() => python.call('no_such_module:f'), 'ModuleNotFoundError', /No module named 'no_such_module'/],
    [() => python.call('math:no_such_name'), 'AttributeError', /no_such_name/],
    [() => python.call('n'), 'TypeError', /'int' object is not callable/],
    [() => python.call('builtins:len', [1]), 'TypeError', /object of type 'int' has no len\(\)/],
    [() => python.call('builtins:len', [], { wrong: 1 }), 'TypeError', /len\(\) takes no keyword arguments/],
    [() => python.exec('def r(): r()\nr()'), 'RecursionError', /maximum recursion depth exceeded/],
    [() => python.exec('raise ValueError'), 'ValueError', /^ValueError$/],
    [() => python.exec('raise KeyError("\\U0001F600")'), 'KeyError', /\u{1F600}/u],
    [() => python.exec('class Odd(Exception):\n  def __str__(self): raise RuntimeError\nraise Odd'), 'Odd', /Odd/],
  ];
  for (const [p, type, message] of rows) {
    const e = await failure(p());
    assert.equal(e.type, type, e.traceback);
    assert.match(e.message, message);
  }
  const chained = await failure(python.exec('try: 1/0\nexcept Exception as e: raise OSError(2, "gone") from e'));
  assert.deepEqual([chained.type, chained.args], ['FileNotFoundError', [2, 'gone']]);
  assert.match(chained.traceback, /ZeroDivisionError[\s\S]*direct cause/);
  await assert.rejects(python.exec('import sys; sys.exit(5)'), (e) => e instanceof api.PythonExit && e.status === 5);
  assert.equal(await python.eval('n'), 40);
});

test('values to Python and back', limit, async () => {
  await python.exec('def show(x): return repr(x)\ndef same(x): return x');
  const cyclic: Api.PyValue[] = [];
  cyclic.push(cyclic);
  const rows: [value: Api.PyValue, repr: string, back?: Api.PyValue][] = [
    [null, 'None'], [undefined, 'None', null], [true, 'True'], [false, 'False'], [0, '0'], [-1, '-1'], [2 ** 53 - 1, '9007199254740991'], [2n ** 53n, '9007199254740992'], [2n ** 63n - 1n, `${2n ** 63n - 1n}`],
    [-(2n ** 63n), `-${2n ** 63n}`], [2n ** 63n, `${2n ** 63n}`], [-(10n ** 60n), `-${10n ** 60n}`], [5n, '5', 5], [1.5, '1.5'], [-0, '-0.0'], [Number.NaN, 'nan'], [Infinity, 'inf'], [-Infinity, '-inf'],
    [5e-324, '5e-324'], [new api.PyFloat(1), '1.0', 1], ['', "''"], ['a\0b', "'a\\x00b'"], ['\u00e9', "'\u00e9'"], ['\u20ac', "'\u20ac'"], ['\u{1F600}\u{10FFFF}x', "'\u{1F600}\\U0010ffffx'"],
    ['\ud800', "'\\ud800'"], [new Uint8Array([0, 127, 255]), "b'\\x00\\x7f\\xff'"], [new Uint8Array(0), "b''"], [[], '[]'], [[1, [2, [null, 'x']]], "[1, [2, [None, 'x']]]"],
    [new api.PyTuple(1, 'b'), "(1, 'b')"], [api.PyTuple.from([5]) as Api.PyTuple, '(5,)'], [new api.PyTuple(), '()'], [new Set<Api.PyValue>([1]), '{1}'], [new Set(), 'set()'],
    [new Map<Api.PyValue, Api.PyValue>([[1, 'a'], ['b', [new Map([[null, 2]])]]]), "{1: 'a', 'b': [{None: 2}]}"], [{ a: 1, b: { c: [] } }, "{'a': 1, 'b': {'c': []}}", new Map<Api.PyValue, Api.PyValue>([['a', 1], ['b', new Map([['c', []]])]])],
    [new Map<Api.PyValue, Api.PyValue>([[api.PyTuple.from([1, 2]) as Api.PyTuple, 3]]), '{(1, 2): 3}'], [new api.PyComplex(1, -2), '(1-2j)'],
  ];
  for (const [value, repr, back = value] of rows) {
    assert.equal(await python.call('show', [value]), repr);
    assert.deepStrictEqual(await python.call('same', [value]), back, repr);
  }
  const big = 'x\u{1F600}'.repeat(200_000);
  assert.equal(await python.call('same', [big]), big);
  for (const [value, kind, what] of [[cyclic, RangeError, /contains itself/], [new Date(), TypeError, /Date cannot cross/], [() => 1, TypeError, /function cannot cross/], [Symbol('s'), TypeError, /symbol cannot cross/]] as const) {
    await assert.rejects(python.call('same', [value as unknown as Api.PyValue]), (e) => e instanceof kind && what.test(e.message));
  }
  assert.equal((await failure(python.call('same', [new Map<Api.PyValue, Api.PyValue>([[[1], 2]])]))).type, 'TypeError');
  await assert.rejects(python.call('same', [new Uint8Array(8 << 20)]), RangeError);
  assert.equal(await python.call('show', [1]), '1');
});

test('values from Python', limit, async () => {
  await python.exec('class P:\n  def __repr__(self): return "<a P>"\nclass Q:\n  def __repr__(self): raise ValueError("no repr")\nloop = []; loop.append(loop)\nclass I(int): pass');
  const rows: [string, Api.PyValue][] = [
    ['10**30', 10n ** 30n], ['1.0', 1], ['float("nan")', Number.NaN], ['b"a"', new Uint8Array([97])], ['frozenset([1])', new Set([1])], ['{1: (2, {3})}', new Map([[1, new api.PyTuple(2, new Set([3]) as never)]])],
    ['P()', new api.PyObject('P', '<a P>')], ['[P()]', [new api.PyObject('P', '<a P>')]], ['"\\udc80"', '\udc80'], ['chr(0x1F600)', '\u{1F600}'], ['True', true],
  ];
  for (const [expression, value] of rows) assert.deepStrictEqual(await python.eval(expression), value, expression);
  const cyclic = await failure(python.eval('loop'));
  assert.match(cyclic.message, /^(ValueError|RecursionError): .*(nested|itself)/);
  const q = await python.eval('Q()');
  assert.ok(q instanceof api.PyObject && q.type === 'Q', String(q));
  assert.deepEqual(await python.eval('b"x" * (9 << 20)'), new Uint8Array(9 << 20).fill(120));
  assert.equal(await python.eval('n'), 40);
});

test('wrong arguments are typed errors, and the interpreter goes on', limit, async () => {
  const odd = python as unknown as { [name: string]: (...args: unknown[]) => Promise<unknown> };
  const calls: [string, unknown[]][] = [['exec', [5]], ['exec', []], ['eval', [null]], ['eval', ['1', 5]], ['call', [5]], ['call', ['f', 5]], ['call', ['f', [], 5]], ['runFile', [5]], ['runFile', ['x.py', [5]]], ['runModule', [null]]];
  for (const [name, args] of calls) {
    let error: unknown;
    try { await odd[name]?.(...args); } catch (e) { error = e; }
    assert.ok(error instanceof TypeError, `${name}(${JSON.stringify(args)}): ${String(error)}`);
  }
  const options: unknown[] = [{ stdout: 5 }, { stdin: 5 }, { argv: 'x' }, { path: 5 }, { memoryLimitMib: 'a' }, { hashSeed: -1 }, { optimize: 7 }, { noSuchOption: 1 }];
  for (const o of options) await assert.rejects(api.Python.start(o as Api.PythonOptions), (e) => e instanceof TypeError || e instanceof RangeError, JSON.stringify(o));
  assert.equal(await python.eval('n'), 40);
});

test('streams: a string, an iterable, a Node stream in; a slow callback and a Node stream out', limit, async () => {
  const errors = new PassThrough();
  let out = '', err = '';
  errors.on('data', (b: Buffer) => { err += b; });
  const one = await api.Python.start({ stdin: 'first\nsecond \u{1F600}\n', stdout: async (b) => { await sleep(1); out += Buffer.from(b).toString('latin1'); }, stderr: errors });
  assert.deepEqual(await one.eval('[input(), input()]'), ['first', 'second \u{1F600}']);
  assert.equal((await failure(one.eval('input()'))).type, 'EOFError');
  await one.exec('import sys\nfor i in range(300): print("line", i)\nprint("to err", file=sys.stderr)');
  await one.close();
  assert.equal(out, Array.from({ length: 300 }, (_, i) => `line ${i}\n`).join(''));
  assert.equal(err, 'to err\n');
  async function* lines(): AsyncGenerator<string> { for (let i = 0; i < 3; i++) { await sleep(5); yield `${i}\n`; } }
  const pass = new PassThrough();
  pass.end('piped');
  const [two, three] = await Promise.all([api.Python.start({ stdin: lines(), stdout: 'ignore' }), api.Python.start({ stdin: pass })]);
  assert.equal(await two.eval('__import__("sys").stdin.read()'), '0\n1\n2\n');
  await two.exec('print("nowhere")');
  assert.equal(await three.eval('__import__("sys").stdin.read()'), 'piped');
  await Promise.all([two.close(), three.close()]);
});

test('a Node stream that is full and then destroyed keeps neither Python nor close waiting', limit, async () => {
  const stuck = new Writable({ highWaterMark: 1, write() { /* never done */ } });
  const p = await api.Python.start({ stdout: stuck });
  const printing = p.exec('for i in range(2000): print("x" * 100)');
  await sleep(100);
  stuck.destroy();
  await printing;
  await p.exec('print("after")');
  await p.close();
  assert.equal(p.workerCount, 0);
  assert.equal(stuck.listenerCount('drain') + stuck.listenerCount('close'), 0);
});

test('interrupt ends an endless loop, a sleep and a lock; the interpreter goes on', limit, async () => {
  for (const source of ['while True: pass', 'import time; time.sleep(1000)', 'import threading; l = threading.Lock(); l.acquire(); l.acquire()']) {
    const p = failure(python.exec(source));
    await sleep(150);
    python.interrupt();
    assert.equal((await p).type, 'KeyboardInterrupt', source);
  }
  assert.equal(await python.eval('n'), 40);
});

test('threads run on between requests', limit, async () => {
  await python.exec('import threading, time\ncount = [0] * 4\nstop = threading.Event()\ndef work(i):\n  while not stop.is_set(): count[i] += 1\nts = [threading.Thread(target=work, args=(i,)) for i in range(4)]\nfor t in ts: t.start()');
  const before = await python.eval('list(count)') as number[];
  let now = before;
  const deadline = Date.now() + 40_000;
  while (!now.every((c, i) => c > (before[i] as number))) {
    assert.ok(Date.now() < deadline, `${before} ${now}`);
    await sleep(20);
    now = await python.eval('list(count)') as number[];
  }
  await python.exec('stop.set()\nfor t in ts: t.join()');
  assert.equal(await python.eval('threading.active_count()'), 1);
});

test('importing threading makes workers ready', limit, async () => {
  const p = await api.Python.start();
  assert.equal(p.workerCount, 1);
  await p.exec('import threading');
  for (const deadline = Date.now() + 40_000; p.workerCount < 2 && Date.now() < deadline;) await sleep(10);
  assert.ok(p.workerCount >= 2);
  const { workerCount } = p;
  await p.exec('t = threading.Thread(target=print)\nt.start()\nt.join()');
  assert.ok(p.workerCount <= Math.max(workerCount, 2), 'the warm one was used');
  await p.close();
});

test('argv, path, optimize, hashSeed, memory limit, runFile, runModule', limit, async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'typhon-api-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  writeFileSync(join(dir, 'mod_of_ours.py'), 'import sys\nVALUE = 17\nif __name__ == "__main__": print("main", sys.argv[1:])\n');
  let out = '';
  const p = await api.Python.start({ argv: ['prog', 'x'], path: [dir], optimize: 1, hashSeed: 3, memoryLimitMib: 200, stdout: (b) => { out += Buffer.from(b).toString(); } });
  assert.deepEqual(await p.eval('__import__("sys").argv'), ['prog', 'x']);
  assert.equal(await p.eval('__import__("mod_of_ours").VALUE'), 17);
  await p.exec('assert False');
  const e = await failure(p.exec('x = [bytes(1 << 20) for _ in range(400)]'));
  assert.equal(e.type, 'MemoryError');
  const absent = await failure(p.runFile(join(dir, 'absent.py')));
  assert.deepEqual([absent.type, absent.message], ['FileNotFoundError', `FileNotFoundError: [Errno 2] No such file or directory: '${join(dir, 'absent.py')}'`]);
  await p.runFile(join(dir, 'mod_of_ours.py'), ['a']);
  await p.runModule('mod_of_ours', ['b']);
  await p.close();
  assert.equal(out, "main ['a']\nmain ['b']\n");
});

test('close: threads are waited for, atexit runs, no worker is left; later calls are typed errors', limit, async () => {
  const workers = (): number => process.getActiveResourcesInfo().filter((r) => r === 'MessagePort' || r === 'Worker').length;
  const before = workers();
  let out = '';
  const p = await api.Python.start({ stdout: (b) => { out += Buffer.from(b).toString(); } });
  await p.exec('import threading, time, atexit\natexit.register(print, "atexit")\ndef f(): time.sleep(0.2); print("thread")\nfor i in range(3): threading.Thread(target=f).start()');
  assert.ok(p.workerCount >= 4);
  const closing = p.close();
  assert.equal(p.close(), closing);
  await closing;
  assert.equal(out, 'thread\nthread\nthread\natexit\n');
  assert.equal(p.workerCount, 0);
  assert.equal(workers(), before);
  for (const call of [() => p.exec('1'), () => p.eval('1'), () => p.call('f'), () => p.runFile('x'), () => p.runModule('x')]) await assert.rejects(call(), (e) => e instanceof api.PythonClosed && /closed/.test(e.message));
  p.interrupt();
  await p.close();
});

test('close now: a loop that never ends, and its request fails', limit, async () => {
  const p = await api.Python.start();
  await p.exec('import threading\ndef loop():\n  while True: pass\nfor i in range(2): threading.Thread(target=loop, daemon=True).start()');
  const endless = assert.rejects(p.exec('while True: pass'), (e) => e instanceof api.PythonClosed);
  await sleep(50);
  await p.close({ now: true });
  assert.equal(p.workerCount, 0);
  await endless;
});

test('interpreters beside and after each other are separate', limit, async () => {
  for (let round = 0; round < 2; round++) {
    const three = await Promise.all([0, 1, 2].map(() => api.Python.start()));
    await Promise.all(three.map((p, i) => p.exec(`import sys; sys.mine = ${i}`)));
    assert.deepEqual(await Promise.all(three.map((p) => p.eval('sys.mine'))), [0, 1, 2]);
    await Promise.all(three.map((p) => p.close()));
    assert.deepEqual(three.map((p) => p.workerCount), [0, 0, 0]);
  }
  assert.equal(await python.eval('hasattr(__import__("sys"), "mine")'), false);
});
