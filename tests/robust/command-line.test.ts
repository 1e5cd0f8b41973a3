/**
 * Bad input on the built command, each case a row: sources that are no text or far too deep, programs that are not there, streams that are closed, threads alive when the main thread ends, memory at its
 * limit. What must come out: a status, what the last line of standard error matches, what standard output is. Never 134 (a trap: a bug of ours), never a hang.
 */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'dist', 'cli.js');
const dir = mkdtempSync(join(tmpdir(), 'typhon-robust-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));

/** Without the variables of Python that the caller's environment may have: PYTHONUNBUFFERED alone changes where a full disk is met. */
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PYTHON')));

interface Outcome { status: number | string; out: string; err: string }
function shell(command: string, env: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn('bash', ['-c', command], { cwd: dir, env: { ...environment, T: `${process.execPath} ${cli}`, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const out: Buffer[] = [], err: Buffer[] = [];
    const timer = setTimeout(() => { try { process.kill(-(child.pid as number), 'SIGKILL'); } catch { /* over */ } }, 90_000);
    child.stdout.on('data', (b: Buffer) => out.push(b));
    child.stderr.on('data', (b: Buffer) => err.push(b));
    child.on('close', (code, signal) => { clearTimeout(timer); resolve({ status: code ?? signal ?? -1, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }); });
  });
}
type Row = [name: string, command: string, status: number, out: string | RegExp, err: RegExp | ''];
function rows(title: string, list: Row[]): void {
  test(title, { concurrency: 2, skip: !existsSync(cli) && 'not built' }, async (t) => {
    await Promise.all(list.map(([name, command, status, out, err]) => t.test(name, async () => {
      const r = await shell(command);
      const all = `status ${r.status}\n${r.out.slice(0, 500)}\n${r.err.slice(-2000)}`;
      assert.equal(r.status, status, all);
      if (typeof out === 'string') assert.equal(r.out, out, all); else assert.match(r.out, out, all);
      if (err === '') assert.equal(r.err, '', all); else assert.match(r.err, err, all);
    })));
  });
}
const file = (name: string, content: string | Uint8Array): void => { mkdirSync(dirname(join(dir, name)), { recursive: true }); writeFileSync(join(dir, name), content); };
const last = (text: string): RegExp => new RegExp(`(^|\\n)${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[^\\n]*\\n$`);

// ---- sources -----------------------------------------------------------------------------------------------------------------
const N = 100_000;
const sources: [name: string, source: string | Uint8Array, status: number, out: string | RegExp, err: RegExp | ''][] = [
  ['not UTF-8', Buffer.from('x = "\xff\xfe"\n', 'latin1'), 1, '', /SyntaxError: \(unicode error\)|SyntaxError: Non-UTF-8 code starting with '\\xff' on line 1/],
  ['NUL bytes', 'x = 1\0\n', 1, '', last('SyntaxError: source code string cannot contain null bytes')],
  ['BOM', '\ufeffprint("bom")\n', 0, 'bom\n', ''],
  ['BOM and another encoding', '\ufeff# -*- coding: latin-1 -*-\n', 1, '', last('SyntaxError: encoding problem: iso-8859-1 with BOM')],
  ['unknown encoding', '# coding: nonsense\n', 1, '', last('SyntaxError: unknown encoding: nonsense')],
  ['parentheses', '('.repeat(N) + ')'.repeat(N), 1, '', last('SyntaxError: too many nested parentheses')],
  ['open brackets', '['.repeat(N), 1, '', last('SyntaxError: too many nested parentheses')],
  ['braces', `x=${'{1:'.repeat(N)}`, 1, '', last('SyntaxError: too many nested parentheses')],
  ['lambdas', `x=${'lambda:'.repeat(N)}0`, 1, '', last('SyntaxError: ')],
  ['attributes', `x=a${'.b'.repeat(N)}`, 1, '', last('SyntaxError: ')],
  ['calls', `x=a${'()'.repeat(N)}`, 1, '', last('SyntaxError: ')],
  ['subscripts', `x=a${'[0]'.repeat(N)}`, 1, '', last('SyntaxError: ')],
  ['unary operators', `x=${'-'.repeat(N)}1`, 1, '', last('SyntaxError: ')],
  ['not', `x=${'not '.repeat(N)}1`, 1, '', last('SyntaxError: ')],
  ['powers', `x=${'1**'.repeat(N)}1`, 1, '', last('SyntaxError: ')],
  ['conditional expressions', `x=${'1 if 1 else '.repeat(N)}1`, 1, '', last('SyntaxError: ')],
  ['additions', `print(${'1+'.repeat(N)}1)`, 0, `${N + 1}\n`, ''],
  ['comparisons', `print(${'0 < '.repeat(N)}1)`, 0, 'False\n', ''],
  ['and', `print(${'1 and '.repeat(N)}1)`, 0, '1\n', ''],
  ['assignments', `${'a='.repeat(N)}1\nprint(a)`, 0, '1\n', ''],
  ['elif', `if 0: pass\n${'elif 0: pass\n'.repeat(N)}else: print(1)\n`, 0, '1\n', ''],
  ['indentation', `${Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}if 1:\n`).join('')}${' '.repeat(2000)}pass\n`, 1, '', last('IndentationError: too many levels of indentation')],
  ['f-strings', `x=${'f"{'.repeat(500)}`, 1, '', last('SyntaxError: too many nested f-strings or t-strings')],
  ['loops', `${Array.from({ length: 30 }, (_, i) => `${' '.repeat(i)}for x in y:\n`).join('')}${' '.repeat(30)}pass\n`, 1, '', last('SyntaxError: too many statically nested blocks')],
  ['patterns', `match 1:\n case ${'['.repeat(N)}`, 1, '', last('SyntaxError: too many nested parentheses')],
  ['parameters', `def f(${Array.from({ length: N }, (_, i) => `a${i}`).join(',')}): pass`, 1, '', last('SyntaxError: too many local variables')],
  ['a list of 100,000', `print(sum([${Array.from({ length: N }, (_, i) => i).join(',')}]))`, 0, '4999950000\n', ''],
  ['a string that does not end', `x='''${'a'.repeat(5_000_000)}`, 1, '', last('SyntaxError: unterminated triple-quoted string literal (detected at line 1)')],
  ['digits', `x = 1${'0'.repeat(5000)}`, 1, '', last('SyntaxError: Exceeds the limit (4300 digits) for integer string conversion')],
];
sources.forEach(([, source], i) => { file(`source${i}.py`, source); });
rows('sources', sources.map(([name, , status, out, err], i) => [name, `$T source${i}.py`, status, out, err]));

// ---- the program, its arguments and modules -------------------------------------------------------------------------------------
file('package/__init__.py', '');
file('main_dir/__main__.py', 'print("main_dir", __name__)\n');
file('empty_dir/x', '');
file('self_delete.py', 'import os; os.remove(__file__)\ndef f(): 1/0\nf()\n');
const NO_MAIN = `No module named package.__main__; 'package' is a package and cannot be directly executed`;
rows('programs', [
  ['missing file', '$T nofile.py', 2, '', /^typhon: can't open file '.*nofile\.py': \[Errno 2\] No such file or directory\n$/],
  ['directory without __main__', '$T empty_dir', 1, '', /^typhon: can't find '__main__' module in '.*empty_dir'\n$/],
  ['directory with __main__', '$T main_dir', 0, 'main_dir __main__\n', ''],
  ['unknown option', '$T -Z', 2, '', /^unknown option -Z\nusage: /],
  ['-c without argument', '$T -c', 2, '', /^Argument expected for the -c option\nusage: /],
  ['a memory too small', '$T --memory 63 -c 1', 2, '', /^--memory needs a whole number of MiB from 64 to 4096, not '63'\nusage: /],
  ['no whole memory', '$T --memory=100.5 -c 1', 2, '', /^--memory needs a whole number of MiB from 64 to 4096, not '100\.5'\nusage: /],
  ['a memory too large', '$T --memory 4097 -c 1', 2, '', /^--memory needs a whole number of MiB from 64 to 4096, not '4097'\nusage: /],
  ['-m without argument', '$T -m', 2, '', /^Argument expected for the -m option\nusage: /],
  ['-c with a syntax error', `$T -c 'x ='`, 1, '', /^ {2}File "<string>", line 1\n {4}x =\n {7}\^\nSyntaxError: invalid syntax\n$/],
  ['-W that says nothing', `$T -W bogus -c 'print(1)'`, 0, '1\n', /^Invalid -W option ignored: invalid action: 'bogus'\n$/],
  ['-X no_debug_ranges', `$T -X no_debug_ranges -c '1/0'`, 1, '', /^ {4}1\/0\nZeroDivisionError: division by zero\n$/m],
  ['-m of a package', '$T -m package', 1, '', new RegExp(`${NO_MAIN}\\n$`)],
  ['-m of nothing', '$T -m nosuch', 1, '', /: No module named nosuch\n$/],
  ['-m with two dots', '$T -m package..x', 1, '', /Error while finding module specification for 'package\.\.x' \(ModuleNotFoundError: No module named 'package\.'\)\n$/],
  ['PYTHONPATH', `PYTHONPATH=package:/nonexistent:main_dir $T -c 'import sys; print(sys.path[:4])'`, 0, `['', '${dir}/package', '/nonexistent', '${dir}/main_dir']\n`, ''],
  ['program from standard input', `echo 'import sys; print(__name__, sys.argv)' | $T - a b`, 0, `__main__ ['-', 'a', 'b']\n`, ''],
  ['syntax error from standard input', `echo 'x = = 1' | $T`, 1, '', /File "<stdin>", line 1\n {4}x = = 1\n {8}\^\nSyntaxError: invalid syntax\n$/],
  ['input() at the end', `echo data | $T -c 'print(input()); print(input())'`, 1, 'data\n', last('EOFError: EOF when reading a line')],
  ['binary standard input', `printf '\\xff\\x00\\x80' | $T -c 'import sys; print(sys.stdin.buffer.read())'`, 0, `b'\\xff\\x00\\x80'\n`, ''],
  ['standard input that is not UTF-8', `printf '\\xff' | LC_ALL=en_US.UTF-8 $T -c 'import sys; sys.stdin.read()'`, 1, '', last(`UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte`)],
  ['standard input that is not UTF-8, in the C locale', `printf 'a\\xff' | LC_ALL=C $T -c 'import sys; print(ascii(sys.stdin.read()))'`, 0, "'a\\udcff'\n", ''],
  ['a program that removes itself', '$T self_delete.py', 1, '', last('ZeroDivisionError: division by zero')],
  ['removed directory', `mkdir gone1; cd gone1; rmdir ../gone1; $T -c 'import os
print(1)
for f in os.getcwd, lambda: open("x"), lambda: open("x", "w"):
  try: f()
  except OSError as e: print(type(e).__name__, e.errno)
os.chdir("/"); print(os.getcwd())'`, 0, '1\nFileNotFoundError 2\nFileNotFoundError 2\nFileNotFoundError 2\n/\n', ''],
  ['directory removed underway', `mkdir gone2; cd gone2; $T -c 'import os, threading
os.chdir("."); os.rmdir(os.getcwd())
try: os.getcwd()
except OSError as e: print(type(e).__name__)'`, 0, 'FileNotFoundError\n', ''],
  ['program in a removed directory', 'mkdir gone3; cd gone3; rmdir ../gone3; $T x.py', 2, '', /^typhon: can't open file 'x\.py': \[Errno 2\] No such file or directory\n$/],
]);

// ---- standard streams --------------------------------------------------------------------------------------------------------------
rows('streams', [
  ['closed output', `$T -c 'print(1)' >&-`, 0, '', ''],
  ['closed error', `$T -c 'import sys; print(1); print(2, file=sys.stderr); 1/0' 2>&-`, 1, '1\n', ''],
  ['closed input', `$T -c 'print(input())' <&-`, 1, '', last('EOFError: EOF when reading a line')],
  ['all closed', `$T -c 'print(1); 1/0' <&- >&- 2>&-`, 1, '', ''],
  ['a reader that leaves', `$T -c 'for i in range(300000): print(i)' | head -1; exit \${PIPESTATUS[0]}`, 120, '0\n', /BrokenPipeError: \[Errno 32\] Broken pipe/],
  ['a slow reader', `$T -c 'import sys; sys.stdout.write("x" * 10_000_000)' | (sleep 1; wc -c)`, 0, '10000000\n', ''],
  ['a slow reader of lines', `$T -c 'for i in range(100000): print("y" * 99)' | (sleep 1; wc -c)`, 0, '10000000\n', ''],
  ['lines of many threads', `$T -c 'import threading
def f(c):
  for i in range(2000): print(c * 50)
ts = [threading.Thread(target=f, args=(c,)) for c in "abcd"]
[t.start() for t in ts]; [t.join() for t in ts]' | sort | uniq -c | awk '{print $1, substr($2, 1, 2), length($2)}'`, 0, '2000 aa 50\n2000 bb 50\n2000 cc 50\n2000 dd 50\n', ''],
  ['a full disk', `$T -c 'print(1)' > /dev/full`, 120, '', /OSError: \[Errno 28\] No space left on device\n$/],
]);

// ---- ends --------------------------------------------------------------------------------------------------------------------------
file('ends.py', `import os, signal, sys, threading, time
def w():
    time.sleep(0.3)
    print('thread done', flush=True)
threading.Thread(target=w).start()
m = sys.argv[1]
if m == 'exit': sys.exit(3)
if m == 'raise': raise ValueError('main')
if m == '_exit': os._exit(7)
if m == 'interrupt': raise KeyboardInterrupt
if m == 'text': raise SystemExit('bye')
if m in ('SIGINT', 'SIGTERM'): os.kill(os.getpid(), getattr(signal, m)); time.sleep(20)
if m == 'daemon':
    def forever():
        while True: pass
    threading.Thread(target=forever, daemon=True).start()
    sys.exit(4)
`);
file('thread_ends.py', `import _thread, sys, threading
def f(): raise ValueError('in thread')
def g(): sys.exit(5)
def h(): _thread.exit()
def r(): r()
for x in (f, g, h, r):
    t = threading.Thread(target=x, name=x.__name__); t.start(); t.join()
print('main goes on')
`);
rows('ends', [
  ['threads that raise or exit', '$T thread_ends.py', 0, 'main goes on\n', /^Exception in thread f:\nTraceback [\s\S]*ValueError: in thread\n[\s\S]*Exception in thread r:\n[\s\S]*RecursionError: maximum recursion depth exceeded\n$/],
  ['sys.exit with a thread alive', '$T ends.py exit', 3, 'thread done\n', ''],
  ['unhandled exception with a thread alive', '$T ends.py raise', 1, 'thread done\n', last('ValueError: main')],
  ['os._exit with a thread alive', '$T ends.py _exit', 7, '', ''],
  ['KeyboardInterrupt', '$T ends.py interrupt', 130, 'thread done\n', last('KeyboardInterrupt')],
  ['SystemExit with a text', '$T ends.py text', 1, 'thread done\n', /^bye\n$/],
  ['SIGINT', '$T ends.py SIGINT', 130, 'thread done\n', last('KeyboardInterrupt')],
  ['SIGTERM', '$T ends.py SIGTERM; exit $?', 143, '', /^(Terminated\n)?$/],
  ['a daemon thread that never ends', '$T ends.py daemon', 4, 'thread done\n', ''],
]);

// ---- memory ------------------------------------------------------------------------------------------------------------------------
file('memory.py', `import threading, time
def attempt(name, f):
    try: r = repr(f())[:20]
    except (MemoryError, OverflowError, ValueError) as e: r = type(e).__name__
    print(name, r, flush=True)
attempt('list', lambda: [0] * 10**12)
attempt('empty list', lambda: [] * 10**12)
attempt('list, too long', lambda: [0] * 2**64)
attempt('tuple', lambda: (0,) * (2**63 - 1))
attempt('str', lambda: 'x' * 10**11)
attempt('bytes', lambda: bytes(10**11))
attempt('bytes, too long', lambda: bytes(2**63))
attempt('bytearray', lambda: bytearray(10**11))
attempt('range', lambda: range(10**30)[10**29])
attempt('len', lambda: len(range(10**30)))
attempt('list of range', lambda: list(range(10**30)))
attempt('power', lambda: 2 ** 10**10)
attempt('shift', lambda: 1 << 10**11)
attempt('int', lambda: int('9' * 5000))
attempt('str of int', lambda: str(10**5000))
attempt('tabs', lambda: ('\\t' * 10**5).expandtabs(10**6))
attempt('set', lambda: set(range(10**9)))
def grow():
    l = []
    while True: l.append('x' * 100_000)
def chain():
    class Node: pass
    o = None
    while True:
        n = Node(); n.next = o; o = n
attempt('strings', grow)
attempt('objects', chain)
# one thread at the limit, others that need little: they see MemoryError at worst, and go on
results, stop = [], threading.Event()
def worker():
    done = 0
    while not stop.is_set():
        try: done += len([0] * 100)
        except MemoryError: pass
    results.append(done > 0)
def eater():
    time.sleep(0.3) # all others wait or work by then
    for _ in range(2):
        try: grow()
        except MemoryError: results.append('MemoryError')
workers = [threading.Thread(target=worker) for _ in range(2)]
for t in workers: t.start()
e = threading.Thread(target=eater)
e.start()
while True:
    try:
        e.join()
        break
    except MemoryError: pass
stop.set()
for t in workers: t.join()
print(sorted(map(str, results)))
# every byte below the host's own region is the heap's, none above: files still work when all is full
l = []
try:
    while True: l.append(bytearray(65536 - 32))
except MemoryError: pass
l.pop(); l.pop(); l.pop(); l.pop()
print('full', sum(map(len, l)) > 100_000_000)
with open(__file__) as f: print(f.readline(), end='')
`);
const FULL = `list MemoryError
empty list []
list, too long OverflowError
tuple MemoryError
str MemoryError
bytes MemoryError
bytes, too long OverflowError
bytearray MemoryError
range 10000000000000000000
len OverflowError
list of range OverflowError
power MemoryError
shift MemoryError
int ValueError
str of int ValueError
tabs OverflowError
set MemoryError
strings MemoryError
objects MemoryError
['MemoryError', 'MemoryError', 'True', 'True']
full True
import threading, time
`;
rows('memory', [['a heap of 256 MiB', '$T --memory 256 memory.py', 0, new RegExp(`^${FULL.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace('tabs OverflowError', 'tabs (OverflowError|MemoryError)')}$`), '']]);

// ---- -u, and processes ------------------------------------------------------------------------------------------------------------
file('unbuffered.py', 'import time\nprint("a")\nprint("b", end="")\ntime.sleep(100)\n');
file('long.py', 'print("x" * 3_000_000)\nimport sys\nsys.stdout.buffer.write(b"raw")\nprint(type(sys.stdout.buffer).__name__, file=sys.stderr)\n');
const processes = (use: string): string => `import multiprocessing as m\nfrom concurrent.futures import ProcessPoolExecutor\ndef f(x=0): return x\nif __name__ == "__main__":\n  ${use}\n`;
file('process.py', processes('m.Process(target=f).start()'));
file('pool.py', processes('\n  with m.Pool(2) as p: print(p.map(f, [1]))'));
file('executor.py', processes('\n  with ProcessPoolExecutor(2) as e: print(list(e.map(f, [1])))'));
file('executor-submit.py', processes('\n  with ProcessPoolExecutor() as e: print(e.submit(f, 1).result())'));
rows('-u', [
  // the waiting loop ends as soon as the text is there, long before the sleep does
  ['each print is in the file at once', ': > u.txt; timeout 60 $T -u unbuffered.py > u.txt & p=$!; for i in $(seq 300); do [ "$(cat u.txt)" = $\'a\\nb\' ] && break; sleep 0.1; done; cat u.txt; kill $p; wait $p; exit 0', 0, 'a\nb', /^(.*Killed.*\n)?$/],
  ['a long text to a slow pipe arrives whole', '$T -u long.py | (sleep 0.5; wc -c)', 0, /^\s*3000004\n$/, /^FileIO\n$/],
]);
rows('processes by spawn', [['process', ''], ['pool', '[1]\n'], ['executor', '[1]\n'], ['executor-submit', '1\n']].map(([name, out]): Row => [`${name}`, `timeout 100 $T ${name}.py`, 0, `${out}`, '']));
rows('-O reaches every compilation', [
  ['-c, exec, compile', '$T -O -c \'assert 0; exec("assert 0"); print(__debug__, eval("__debug__"), eval(compile("__debug__", "x", "eval", optimize=0)))\'', 0, 'False False True\n', ''],
  ['a file', 'echo "assert 0; print(1)" > o.py; $T -OO o.py', 0, '1\n', ''],
]);
