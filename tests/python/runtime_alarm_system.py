# status: SIGALRM
# The alarm clock, signals to the own process, and what programs ask rarely of process and system.
import errno, os, resource, shutil, signal, sys, threading, time


class TooSlow(Exception):
    pass


heard = []


def note(number, frame):
    heard.append(signal.Signals(number).name)


def stop(number, frame):
    raise TooSlow


signal.signal(signal.SIGALRM, note)
assert (signal.alarm(5), signal.alarm(0), signal.alarm(0)) == (0, 5, 0)
began = time.monotonic()
signal.setitimer(signal.ITIMER_REAL, 0.05, 0.1)
signal.pause()
assert set(heard) == {"SIGALRM"} and 0.03 < time.monotonic() - began < 20, heard
signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
for _ in range(3):
    signal.pause()
assert abs(signal.setitimer(signal.ITIMER_REAL, 0)[1] - 0.02) < 1e-9 and signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
signal.signal(signal.SIGALRM, stop)
lock = threading.Lock()
lock.acquire()


def forever():
    while True:
        pass


for wait in (forever, lambda: time.sleep(60), lock.acquire, threading.Event().wait, signal.pause):
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        wait()
    except TooSlow:
        pass
    else:
        print("not stopped", wait)
for which in (9, -1):
    try:
        signal.setitimer(which, 1)
    except signal.ItimerError as e:
        assert e.errno == errno.EINVAL and type(e).__name__ == "itimer_error"
signal.signal(signal.SIGUSR1, note)
heard.clear()
signal.pthread_kill(threading.main_thread().ident, signal.SIGUSR1)
while len(heard) < 1:
    time.sleep(0.001)
other = threading.Thread(target=signal.pthread_kill, args=(threading.main_thread().ident, signal.SIGUSR1))
other.start()
other.join()
while len(heard) < 2:
    time.sleep(0.001)
assert heard == ["SIGUSR1"] * 2
for dead in (other.ident, 2**40):
    try:
        signal.pthread_kill(dead, signal.SIGUSR1)
    except ProcessLookupError as e:
        print(e)
assert heard == ["SIGUSR1"] * 2
signal.setitimer(signal.ITIMER_REAL, 3e6, 0.0335)
left, interval = signal.setitimer(signal.ITIMER_REAL, 0)
assert 3e6 - 60 < left <= 3e6 and interval == 0.0335, (left, interval)

assert len(os.sched_getaffinity(0)) >= 1 and os.process_cpu_count() >= 1 and os.getpgid(0) == os.getpgrp() and os.getsid(0) > 0
assert len(os.getloadavg()) == 3 and os.sysconf("SC_PAGE_SIZE") == 4096 and os.sysconf("SC_NPROCESSORS_ONLN") == os.cpu_count() and os.sysconf("SC_PHYS_PAGES") > 1000
try:
    os.sysconf("SC_NOPE")
except ValueError as e:
    print(e)
assert os.getpriority(os.PRIO_PROCESS, 0) == os.nice(0) and os.sched_yield() is None and isinstance(os.getgroups(), list) and os.device_encoding(0) in (None, "utf-8")
assert (os.major(0x801), os.minor(0x801), os.makedev(8, 1)) == (8, 1, 0x801)
assert os.statvfs("/").f_namemax == 255 and shutil.disk_usage("/").total > 0 and resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 1000
assert os.sysconf("SC_OPEN_MAX") == resource.getrlimit(resource.RLIMIT_NOFILE)[0] and len(resource.getrlimit(resource.RLIMIT_NOFILE)) == 2
for call in (lambda: os.chown("/nope/x", 1, 1), lambda: os.statvfs("/nope/x"), lambda: os.getpgid(2**22 + 5)):
    try:
        call()
    except OSError as e:
        print(e)
assert time.clock_gettime(time.CLOCK_MONOTONIC) > 0 and abs(time.clock_gettime_ns(time.CLOCK_REALTIME) - time.time_ns()) < 10**10
for zone in ("EST5EDT,M3.2.0,M11.1.0", "<+0545>-5:45", "IST-1GMT0,M10.5.0,M3.5.0/1", "AEST-10AEDT,M10.1.0,M4.1.0/3", "UTC0", "XXX3YYY,J60,J300/0"):
    os.environ["TZ"] = zone
    time.tzset()
    print(time.tzname, time.timezone, time.altzone, time.daylight, [time.strftime("%m-%d %H:%M %Z %z", time.localtime(t)) for t in (0, 1710054000, 1720000000, 1729990800)], time.mktime((2024, 3, 10, 1, 59, 59, 0, 0, -1)))
sys.stdout.flush()
signal.signal(signal.SIGALRM, signal.SIG_DFL)
signal.setitimer(signal.ITIMER_REAL, 0.01)
time.sleep(60)
