/** The host as a process: workers, threads, streams, signals, exits, with the fixture core in place of Python. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { before, test } from 'node:test';
import { fixture, run, start } from './fixture.ts';

before(() => { fixture(); });

test('output and exit status', () => {
  const r = run(['-c', 'w']);
  assert.deepEqual([r.stdout, r.status, r.stderr], ['hello\n', 3, '']);
});

test('standard input is a pipe: what goes in comes out', () => {
  const text = 'x'.repeat(1000) + '\n';
  const input = text.repeat(3000);
  assert.equal(run(['-c', 'e'], input).stdout, input);
});

for (const n of [1, 2, 8]) {
  test(`${n} threads, three rounds, on reused workers; _start writes nothing`, () => {
    const r = run(['-c', `t${n}`]);
    assert.deepEqual([r.stdout, r.status, r.stderr], [`${n * 300000}.0\n`, 0, '']);
  });
}

test('files: positions, dup, stat, directory, working directory, environment', () => {
  const r = run(['-c', 'f']);
  assert.equal(r.status, 0, `step ${r.status}: ${r.stderr}`);
});

test('a panic and a trap: text, dump, status 134', () => {
  for (const [letter, text] of [['x', 'panic: oh dear'], ['u', 'trap: unreachable'], ['r', 'native stack overflow']]) {
    const r = run(['-c', letter]);
    assert.equal(r.status, 134);
    assert.match(r.stderr, new RegExp(text));
    assert.match(r.stderr, /the state of all threads/);
  }
});

test('50,000 native frames fit', () => { assert.equal(run(['-c', 'd']).status, 0); });
test('os._exit', () => { assert.equal(run(['-c', 'k']).status, 42); });

for (const [signal, text] of [['SIGINT', 'signal 2.0\n'], ['SIGTERM', 'signal 16384.0\n']] as const) {
  test(`${signal} wakes the main thread`, async () => {
    const p = start(['-c', 's']);
    let out = '';
    p.stdout?.on('data', (d: Buffer) => { out += d; if (out === 'ready\n') p.kill(signal); });
    const [status] = await once(p, 'close') as [number];
    assert.equal(out, `ready\n${text}`);
    assert.equal(status, 130);
  });
}

test('SIGQUIT dumps and goes on; three Ctrl-C end a loop that hears nothing', async () => {
  const p = start(['-c', 'l']);
  let err = '';
  let sent = 0;
  const timer = setInterval(() => { sent++; p.kill(sent === 1 ? 'SIGQUIT' : 'SIGINT'); }, 400);
  p.stderr?.on('data', (d: Buffer) => { err += d; });
  const [status] = await once(p, 'close') as [number];
  clearInterval(timer);
  assert.equal(status, 130);
  assert.equal(sent, 4);
  assert.equal(err.match(/the state of all threads/g)?.length, 2);
  assert.match(err, /still waiting to be heard/);
});

test('the watchdog', () => {
  const r = run(['--watchdog', '1', '-c', 'l']);
  assert.equal(r.status, 124);
  assert.match(r.stderr, /the state of all threads/);
});

test('less memory', () => { assert.equal(run(['--memory', '512', '-c', 't2']).stdout, '600000.0\n'); });

test('usage', () => {
  assert.match(run(['-V']).stdout, /^Python 3\.14\.2 \(Typhon/);
  assert.equal(run(['-h']).status, 0);
  const bad = run(['-z']);
  assert.equal(bad.status, 2);
  assert.match(bad.stderr, /^unknown option -z\nusage: typhon/);
  assert.equal(run(['-c']).status, 2);
  const missing = run(['no-such-file.py']);
  assert.equal(missing.status, 2);
  assert.match(missing.stderr, /^typhon: can't open file '\/.*\/no-such-file\.py': \[Errno 2\] No such file or directory\n$/);
  assert.equal(run(['-X', 'gil=2', '-c', 'w']).status, 1);
});
