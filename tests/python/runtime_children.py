# Pipes, children, waits, select: the same on CPython and here.
import os
import select
import signal
import subprocess
import sys
import threading
import time

r, w = os.pipe()
print(os.write(w, b'hello'), os.read(r, 3), os.read(r, 10))
print(os.get_inheritable(r), os.get_blocking(r))
os.set_inheritable(r, True)
os.set_blocking(r, False)
print(os.get_inheritable(r), os.get_blocking(r))
try:
    os.read(r, 1)
except BlockingIOError as e:
    print(type(e).__name__, e.errno)
print(select.select([r], [w], [], 0) == ([], [w], []))
os.write(w, b'abc')
print(select.select([r], [], [], 5) == ([r], [], []), os.read(r, 2), os.read(r, 2))
os.close(w)
p = select.poll()
p.register(r, select.POLLIN)
print([(fd == r, e & select.POLLHUP) for fd, e in p.poll(1000)], os.read(r, 5))
os.close(r)

# a reader in one thread, a writer in another
r, w = os.pipe()
got = []
t = threading.Thread(target=lambda: [got.append(b) for b in iter(lambda: os.read(r, 1 << 16), b'')])
t.start()
data = os.urandom(1 << 20)
view = memoryview(data)
while view:
    view = view[os.write(w, view):]
os.close(w)
t.join()
print(b''.join(got) == data)
os.close(r)
try:
    r, w = os.pipe()
    os.close(r)
    os.write(w, b'x')
except BrokenPipeError as e:
    print('BrokenPipeError', e.errno)
os.close(w)

print(subprocess.run(['echo', 'hi'], capture_output=True, text=True))
p = subprocess.Popen(['cat'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
data = os.urandom(3_000_000)
print(p.communicate(data)[0] == data, p.returncode)
print(subprocess.run('echo out; echo err >&2; exit 3', shell=True, capture_output=True))
print(subprocess.run('echo both; echo err >&2', shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT))
try:
    subprocess.run(['sleep', '50'], timeout=0.2)
except subprocess.TimeoutExpired as e:
    print(type(e).__name__, e.cmd)
for args, options in ((['no-such-program'], {}), (['/etc/passwd'], {}), (['ls'], {'cwd': '/no-such-directory'})):
    try:
        subprocess.run(args, **options)
    except OSError as e:
        print(type(e).__name__, e.errno, e.filename)
child = 'import os, sys; print(sys.argv[1:], os.environ.get("ONE"), os.environ.get("HOME"), os.getcwd()); sys.exit(7)'
r = subprocess.run([sys.executable, '-c', child, 'x', 'ü'], env={'ONE': '1', 'PATH': os.environ['PATH']}, cwd='/usr', capture_output=True)
print(r.returncode, r.stdout.decode('utf-8'))
os.environ['ONE'] = 'set here'
print(subprocess.run(['sh', '-c', 'echo $ONE; pwd'], cwd='/usr', capture_output=True, text=True).stdout)

p = subprocess.Popen(['sleep', '50'])
print(p.poll())
p.send_signal(signal.SIGTERM)
print(p.wait(), p.poll())

# a wait blocks its thread only
p = subprocess.Popen(['sh', '-c', 'sleep 0.3; exit 5'])
t = threading.Thread(target=p.wait)
t.start()
n = 0
while t.is_alive():
    n += 1
    time.sleep(0.001)
t.join()
print(n > 10, p.returncode)

print(os.waitstatus_to_exitcode(os.system('exit 3')), os.system('true'), os.waitstatus_to_exitcode(os.system('kill -9 $$')))

# who waits first gets the status
p = subprocess.Popen(['true'])
pid, status = os.waitpid(p.pid, 0)
print(pid == p.pid, status, os.WIFEXITED(status), os.waitstatus_to_exitcode(status))
try:
    os.waitpid(pid, 0)
except ChildProcessError as e:
    print(e)
print(os.waitstatus_to_exitcode(9), os.WTERMSIG(9), os.WIFSIGNALED(9), os.WEXITSTATUS(3 << 8))

# descriptors handed on
r, w = os.pipe()
p = subprocess.Popen([sys.executable, '-c', f'import os; os.write({w}, b"by number")'], pass_fds=(w,))
os.close(w)
print(os.read(r, 100), p.wait(), os.read(r, 100))
os.close(r)
print(subprocess.run(['cat'], stdin=subprocess.DEVNULL, capture_output=True))

# many at once, from many threads
def one(i):
    results[i] = subprocess.run(['sh', '-c', f'echo {i}; exit {i}'], capture_output=True)
results = [None] * 8
threads = [threading.Thread(target=one, args=(i,)) for i in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print([(r.returncode, r.stdout) for r in results])

# a file as standard output, after what we wrote; dup2
import tempfile
with tempfile.TemporaryFile() as f:
    f.write(b'first\n')
    f.flush()
    subprocess.run(['echo', 'second'], stdout=f)
    f.seek(0)
    print(f.read())
    f.seek(3)
    print(subprocess.run(['head', '-c', '4'], stdin=f, capture_output=True).stdout)
r, w = os.pipe()
spare = os.dup(w)
a = os.dup(r)
os.dup2(w, a)
os.write(a, b'through dup2')
print(os.read(r, 100))
for fd in (r, w, spare, a):
    os.close(fd)
