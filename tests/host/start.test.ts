/** What the start does beside booting: the program that the supervisor compiles meanwhile, signals' first modes, descriptors that are no terminal, the environment. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, openSync, rmSync, writeFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const cli = join(fileURLToPath(new URL('../..', import.meta.url)), 'dist/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'typhon-start-'));
after(() => rmSync(folder, { recursive: true }));

function typhon(args: readonly string[], o: { input?: string; env?: Record<string, string>; stdin?: number } = {}): { out: string; err: string; status: number | null; signal: string | null } {
  const r = spawnSync(process.execPath, [cli, ...args], {
    encoding: 'utf8', timeout: 60_000, cwd: folder, env: { ...process.env, ...o.env }, ...(o.stdin === undefined ? { input: o.input ?? '' } : { stdio: [o.stdin, 'pipe', 'pipe'] as const }),
  });
  return { out: r.stdout, err: r.stderr, status: r.status, signal: r.signal };
}
const file = (name: string, source: string | Uint8Array): string => { writeFileSync(join(folder, name), source); return name; };

test('a program is compiled once and right, whatever it is', () => {
  assert.equal(typhon([file('plain.py', 'print(__file__, __name__)')]).out, `${realpathSync(folder)}/plain.py __main__\n`);
  assert.equal(typhon([file('latin.py', Buffer.from('# -*- coding: latin-1 -*-\nprint(ascii("\xe9"))\n', 'latin1'))]).out, "'\\xe9'\n");
  assert.equal(typhon([file('bom.py', '\ufeffprint(1)')]).out, '1\n');
  assert.equal(typhon([file('empty.py', '')]).status, 0);
  assert.equal(typhon([file('long.py', `${'x = 1\n'.repeat(50_000)}print(x)`)]).out, '1\n');
  assert.equal(typhon(['-c', 'print("\u00e9\u{1F600}")']).out, '\u00e9\u{1F600}\n');
  assert.equal(typhon(['-c', `x = "${'y'.repeat(100_000)}"; print(len(x))`]).out, '100000\n');
  assert.equal(typhon(['-O', '-c', 'assert 0\nprint(__debug__)']).status === 0, typhon(['-O', file('assert.py', 'assert 0\nprint(__debug__)')]).status === 0);
});

test('a wrong program: the error and its place, once; warnings too', () => {
  const wrong = typhon([file('wrong.py', 'x = 1\nprint(x\n')]);
  assert.deepEqual([wrong.status, wrong.out], [1, '']);
  assert.match(wrong.err, /^ {2}File ".*\/wrong.py", line 2\n {4}print\(x\n {9}\^\nSyntaxError: '\(' was never closed\n$/);
  assert.equal(typhon(['-c', 'x = (']).err.match(/SyntaxError/g)?.length, 1);
  assert.equal(typhon([file('warn.py', 'x = "\\d"\nprint(x)')]).err.match(/SyntaxWarning/g)?.length, 1);
  assert.match(typhon([file('bytes.py', Buffer.from([0x78, 0x3d, 0xff]))]).err, /SyntaxError/);
});

test('a program that can be read once only is read once', { skip: process.platform === 'win32' }, () => {
  const r = spawnSync('bash', ['-c', `'${process.execPath}' '${cli}' <(echo 'print(1)')`], { encoding: 'utf8', timeout: 60_000 });
  assert.deepEqual([r.stdout, r.status], ['1\n', 0]);
});

test('exec and eval after it, in threads too', () => {
  assert.equal(typhon(['-c', 'import threading\nexec("a = 1"); print(a, eval("a + 1"))\nt = threading.Thread(target=lambda: print(eval("6 * 7"))); t.start(); t.join()\nexec(open("plain.py").read(), {"__file__": "x", "__name__": "y"})']).out, '1 2\n42\nx y\n');
});

test('SIGINT is heard and SIGPIPE ignored from the start; the default kills', { skip: process.platform === 'win32' }, () => {
  assert.equal(typhon(['-c', 'import os\nos.kill(os.getpid(), 13)\nprint(1)']).out, '1\n');
  assert.equal(typhon(['-c', 'import os, signal, time\nsignal.signal(signal.SIGPIPE, signal.SIG_DFL)\nos.kill(os.getpid(), 13)\ntime.sleep(20)']).signal, 'SIGPIPE');
  const r = typhon(['-c', 'import os, time\ntry:\n    os.kill(os.getpid(), 2)\n    time.sleep(20)\nexcept KeyboardInterrupt: print("heard")']);
  assert.equal(r.out, 'heard\n');
});

test('the null device is no terminal; closed standard streams are None', () => {
  assert.equal(typhon(['-c', 'import sys\nprint(sys.stdin.isatty(), sys.stdout.isatty(), sys.stdin.read())'], { stdin: openSync('/dev/null', 'r') }).out, 'False False \n');
});

test('the environment: names and values of any text, changes seen by children', () => {
  const r = typhon(['-c', 'import os\nprint(os.environ["Ä"], repr(os.environ["EMPTY"]), os.environb[b"LONG"].count(b"x"))\nos.environ["NEW"] = "1"; del os.environ["EMPTY"]\nprint(os.environ.get("EMPTY"), os.getenv("NEW"))'],
    { env: { 'Ä': 'ö\u{1F600}', EMPTY: '', LONG: 'x'.repeat(50_000) } });
  assert.deepEqual([r.out, r.err], ['ö\u{1F600} \'\' 50000\nNone 1\n', '']);
});

test('a worker whose program is empty is an error, not a silent success', () => {
  const broken = join(folder, 'broken');
  cpSync(dirname(cli), broken, { recursive: true });
  writeFileSync(join(broken, 'worker.cjs'), '');
  const r = spawnSync(process.execPath, [join(broken, 'cli.js'), '-c', 'print(1)'], { encoding: 'utf8', timeout: 60_000, cwd: folder });
  assert.equal(r.status, 134);
  assert.match(r.stderr, /worker 0 failed: Error: it ended without a word .*worker\.cjs/);
});
