/** A start from the snapshot and a cold one give the same interpreter, under every option that the start depends on; what belongs to one process is not in the snapshot. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type * as Api from '../../src/api/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');
const folder = mkdtempSync(join(tmpdir(), 'typhon-snapshot-'));
after(() => rmSync(folder, { recursive: true }));

interface Run { cli?: string; env?: Record<string, string>; input?: string }
function typhon(args: readonly string[], o: Run = {}): { out: string; err: string; status: number | null } {
  const r = spawnSync(process.execPath, [o.cli ?? join(dist, 'cli.js'), ...args], { encoding: 'utf8', timeout: 60_000, input: o.input ?? '', env: { PATH: process.env.PATH, ...o.env } });
  return { out: r.stdout, err: r.stderr, status: r.status };
}

/** Everything that a start sets, as text without addresses. */
const PROBE = String.raw`
import sys
def show(v):
    t = repr(sorted(v) if type(v) is frozenset else v)
    while ' at 0x' in t:
        i = t.index(' at 0x')
        t = t[:i] + t[i + 6:].lstrip('0123456789abcdef')
    return t
print(list(sys.modules))
for name, m in list(sys.modules.items()):
    for k, v in vars(m).items():
        if k not in ('__builtins__', 'modules', '_path_importer_cache') and not (name == 'sys' and k in ('orig_argv', '__cached__')):
            print(name, k, show(v) if name != '__main__' else type(v))
        if type(v) is type(show) and hasattr(v, '__code__'):
            print('   ', v.__code__.co_filename, v.__code__.co_firstlineno)
for s in sys.stdin, sys.stdout, sys.stderr:
    print(s.name, s.mode, s.encoding, s.errors, s.line_buffering, s.write_through, s.fileno(), s.buffer)
print(sys.get_int_max_str_digits(), sys.getrecursionlimit(), sys.getswitchinterval(), sys._is_gil_enabled(), __debug__, sys.flags)
import gc, signal, threading, posix, os
print(gc.get_threshold(), gc.isenabled(), signal.getsignal(2), signal.getsignal(13), threading.get_ident(), threading.main_thread())
print(sorted(os.environ.items()), posix.environ == {os.fsencode(k): os.fsencode(v) for k, v in os.environ.items()})
try:
    1 / 0
except ZeroDivisionError as e:
    print(e.__traceback__.tb_frame.f_code.co_filename)
try:
    import missing_module
except ImportError as e:
    print(e)
print(os.__file__, show(os.__spec__), sys.path, show(sys.path_importer_cache))
`;
const probe = join(folder, 'probe.py');
writeFileSync(probe, PROBE);

const OPTIONS: readonly (readonly [args: readonly string[], env?: Record<string, string>])[] = [
  [[]], [['-E'], { PYTHONPATH: '/nowhere' }], [['-I'], { PYTHONPATH: '/nowhere' }], [['-S']], [['-s', '-P', '-B', '-u', '-q', '-bb']], [['-O']], [['-OO']], [['-X', 'gil=1']], [[], { PYTHON_GIL: '1' }],
  [[], { PYTHONPATH: '/a:/b', FOO: 'bär', EMPTY: '' }], [['-W', 'error', '-X', 'dev', '-X', 'name=value']], [['-X', 'int_max_str_digits=1000']], [[], { PYTHONHASHSEED: '0' }], [[], { PYTHONHASHSEED: '77' }],
  [['--memory', '128']],
];
for (const [args, env] of OPTIONS) {
  test(`the same interpreter: ${JSON.stringify(env ?? {})} ${args.join(' ')}`, () => {
    const warm = typhon([...args, probe, 'a', 'b'], { env });
    const cold = typhon(['--cold', ...args, probe, 'a', 'b'], { env });
    assert.deepEqual([warm.status, warm.err], [0, '']);
    assert.equal(warm.out, cold.out);
    assert.equal(cold.status, 0);
  });
}

test('-c, -m, standard input and a directory start the same', () => {
  writeFileSync(join(folder, '__main__.py'), PROBE);
  for (const [args, input] of [[['-c', PROBE]], [['-m', 'probe']], [['-'], PROBE], [[folder]]] as const) {
    const run = { input, env: { PYTHONPATH: folder } };
    const warm = typhon(args, run);
    assert.deepEqual([warm.status, warm.err], [0, '']);
    assert.equal(warm.out, typhon(['--cold', ...args], run).out);
  }
});

test('hashes: random from run to run, the same with a seed and as in a cold start; random, uuid, ids and clocks differ', () => {
  const code = 'import os, random, time, uuid\nprint(hash("abc"), hash(b"abc"), hash(("a", 1.5)), hash(frozenset("ab")))\nprint(random.random(), uuid.uuid4(), os.urandom(8), os.getpid(), time.time_ns(), time.monotonic_ns())';
  const lines = (env?: Record<string, string>, ...args: string[]): string[] => typhon([...args, '-c', code], { env }).out.trim().split('\n');
  const [a, b] = [lines(), lines()];
  assert.notEqual(a[0], b[0]);
  a[1].split(' ').forEach((v, i) => assert.notEqual(v, b[1].split(' ')[i]));
  for (const PYTHONHASHSEED of ['0', '1', '4294967295']) assert.equal(lines({ PYTHONHASHSEED })[0], lines({ PYTHONHASHSEED }, '--cold')[0]);
});

test('with another seed every dict, set, attribute and name is found', () => {
  const code = `
import sys, gc
for o in gc.get_objects():
    if type(o) is dict and o is not globals():
        for k, v in list(o.items()):
            assert k in o and o[k] is v, k
            if type(k) is str: assert ('x' + k)[1:] in o, k
    elif type(o) in (set, frozenset):
        for k in o: assert k in o, k
    elif isinstance(o, type):
        for k in type.__dict__['__dict__'].__get__(o): assert k in vars(o) and (k[:1] + k[1:]) in vars(o)
for m in list(sys.modules.values()):
    for k in dir(m): getattr(m, k)
    s = getattr(m, '__spec__', None)
    if s is not None: s.name, s.loader, s.origin, s.parent
assert sys.intern('sp' + 'lit'.lower()) is sys.intern('split')
print('ok')`;
  for (const PYTHONHASHSEED of ['random', '1', '12345']) assert.deepEqual(typhon(['-c', code], { env: { PYTHONHASHSEED } }), { out: 'ok\n', err: '', status: 0 });
});

test('threads start at once, with and without the GIL; the memory limit holds', () => {
  const code = 'import threading\nd = {}\nts = [threading.Thread(target=lambda i=i: d.update({i: [str(j) for j in range(2000)]})) for i in range(4)]\n[t.start() for t in ts]; [t.join() for t in ts]\nprint(len(d), threading.active_count())';
  for (const gil of ['0', '1']) assert.equal(typhon(['-X', `gil=${gil}`, '-c', code]).out, '4 1\n');
  const full = 'l = []\ntry:\n    while True: l.append(bytearray(1 << 20))\nexcept MemoryError: n = len(l); l = None; print(n < 64, n > 16)';
  assert.equal(typhon(['--memory', '80', '-c', full]).out, 'True True\n');
});

/** dist under another path, to be spoiled. */
function elsewhere(name: string): string {
  const to = join(folder, name);
  cpSync(dist, to, { recursive: true, filter: (f) => !/(stdlib\.bin|core-checked.*|\/lib|\/types)$/.test(f) });
  for (const f of ['stdlib.bin', 'lib']) symlinkSync(join(dist, f), join(to, f));
  for (const ext of ['wasm', 'data', 'snap']) if (existsSync(join(dist, `core-checked.${ext}`))) copyFileSync(join(dist, `core-checked.${ext}`), join(to, `core-checked.${ext}`));
  return to;
}

test('dist somewhere else: the library is found there', () => {
  const to = elsewhere('moved');
  const cli = join(to, 'cli.js');
  const warm = typhon([probe], { cli });
  assert.deepEqual([warm.status, warm.err], [0, '']);
  assert.equal(warm.out, typhon(['--cold', probe], { cli }).out);
  assert.ok(!warm.out.includes(dist), 'a path of the build is left');
  assert.match(typhon(['-c', 'import sys; sys.path = None; import os.nothing'], { cli }).err, /Traceback/);
});

test('a snapshot that is missing, cut off, of another core or no snapshot at all: a cold start, silently', () => {
  const to = elsewhere('spoiled');
  const cli = join(to, 'cli.js');
  const snap = join(to, 'core.snap');
  const good = readFileSync(snap);
  const other = Buffer.from(good);
  other.write('another core', 32);
  const runs = Buffer.from(good);
  runs.fill(0xff, 112, runs.readUInt32LE(8));
  for (const bad of [undefined, Buffer.alloc(0), good.subarray(0, good.length - 1), other, runs, Buffer.from('TYPS'), Buffer.alloc(5000, 0x41)]) {
    rmSync(snap, { force: true });
    if (bad !== undefined) writeFileSync(snap, bad);
    assert.deepEqual(typhon(['-c', 'print(1)'], { cli }), { out: '1\n', err: '', status: 0 });
  }
  if (!existsSync(join(to, 'core-checked.wasm'))) return;
  const checked = join(to, 'core-checked.snap');
  const damaged = readFileSync(checked);
  damaged[damaged.length - 5000] ^= 1;
  writeFileSync(checked, damaged);
  assert.deepEqual(typhon(['--check', '-c', 'print(1)'], { cli }), { out: '1\n', err: 'typhon: no use of the snapshot: its sum is wrong\n', status: 0 });
});

test('globals go from one instance to another, all of them', () => {
  const module = new WebAssembly.Module(readFileSync(join(dist, 'core.wasm')));
  const memory = new WebAssembly.Memory({ initial: 512, maximum: 65536, shared: true });
  const host: WebAssembly.ModuleImports = {};
  for (const i of WebAssembly.Module.imports(module)) if (i.module === 'host') host[i.name] = () => -38;
  const core = (): Record<'_start' | 'globalsSave' | 'globalsLoad', (at: number) => number> => new WebAssembly.Instance(module, { env: { memory }, host }).exports as never;
  const words = new Int32Array(memory.buffer);
  const a = core();
  a._start(0);
  const bytes = a.globalsSave(0x100000);
  assert.ok(bytes > 800 && bytes % 8 === 0, String(bytes));
  for (let i = 0; i < bytes / 4; i++) words[0x40000 + i] += i + 1;
  const b = core();
  b._start(0);
  assert.equal(b.globalsLoad(0x100000), bytes);
  assert.equal(b.globalsSave(0x110000), bytes);
  // Words above a 32-bit global are not its own: a global is 4 or 8 of its 8 bytes.
  let different = 0;
  for (let i = 0; i < bytes / 4; i += 2) if (words[0x40000 + i] !== words[0x44000 + i]) different++;
  assert.equal(different, 0);
});

test('a dist without its core: the error, and no worker is left', () => {
  const to = elsewhere('coreless');
  rmSync(join(to, 'core.wasm'));
  const r = typhon(['-c', 'print(1)'], { cli: join(to, 'cli.js') });
  assert.equal(r.status, 1);
  assert.match(r.err, /core\.wasm/);
});

test('nothing of the environment of the build is in the file', () => {
  const text = readFileSync(join(dist, 'core.snap')).toString('latin1');
  for (const name of ['HOME', 'USER', 'PATH', 'PWD']) if ((process.env[name] ?? '').length > 4) assert.ok(!text.includes(`${process.env[name]}\0`), name);
});

test('the API starts from it, twice in one process and side by side', async () => {
  const api = await import(join(dist, 'api.js')) as typeof Api;
  const modules = 'import sys\nnames = list(sys.modules)\nflags = [sys.flags.optimize, sys._is_gil_enabled(), sys.path[0], len(sys.argv)]';
  const seen: unknown[] = [];
  for (const cold of [false, true, false]) {
    const python = await api.Python.start({ cold, argv: ['x', 'y'], path: ['/p'], optimize: 1, gil: true, hashSeed: 3 });
    await python.exec(modules);
    seen.push([await python.eval('names'), await python.eval('flags'), await python.eval('hash("a")')]);
    await python.close();
    assert.equal(python.workerCount, 0);
  }
  assert.deepEqual(seen[0], seen[1]);
  assert.deepEqual(seen[0], seen[2]);
  const [a, b] = await Promise.all([api.Python.start(), api.Python.start()]);
  await a.exec('x = 1');
  await assert.rejects(b.eval('x'), /NameError|not defined/);
  assert.notEqual(await a.eval('hash("a")'), await b.eval('hash("a")'));
  await Promise.all([a.close(), b.close()]);
});
