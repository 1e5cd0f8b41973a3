# The counters of free-threading.md, section 10: each is there, and moves when what it counts happens.
import gc
import subprocess
import sys
import threading

stats = sys._typhon.stats
keys = """count_shared merge_queued merge_held merge_exited mutex_contended lock_contended mutex_parked mutex_handed frees_foreign world_stops world_stop_ns world_wait_ns bytes_gc bytes_objects bytes_raw
bytes_used bytes_live bytes_waiting bytes_pending qsbr_requests gc_runs gc_pause_ns gc_pause_max_ns gc_ns sections_suspended bias_answered bias_held bias_exited bias_off promoted demoted threads_started
gil_switches gil_waits gil_wait_ns gil_held_ns""".split()
s = stats()
print([k for k in keys if k not in s], s["bytes_used"] == s["bytes_gc"] + s["bytes_objects"] + s["bytes_raw"], s["bytes_live"] <= s["bytes_used"])
r = subprocess.run([sys.executable, "--stats", "-c", "pass"], capture_output=True, text=True)
shown = {line.split()[1] for line in r.stderr.splitlines() if line.startswith("typhon: ")}
print([k for k in keys if k not in shown])


def moved(f, *names):
    before = stats()
    f()
    after = stats()
    return [after.get(k, 0) > before.get(k, 0) for k in names]


def in_thread(f):
    t = threading.Thread(target=f)
    t.start()
    t.join()


# collections
print(moved(gc.collect, "gc_runs", "gc_pause_ns", "gc_ns", "world_stops", "world_stop_ns"))

# a stranger drops what this thread made, while it sleeps in join(): merged on its behalf. The blocks come back to the pages of this thread when it next looks.
box = []


def drop():
    stop = threading.Event()
    # a third thread that is busy: the dropper does not run alone (threads/solo.ts)
    def busy():
        while not stop.is_set(): pass
    t = threading.Thread(target=busy)
    t.start()
    box.clear()
    stop.set()
    t.join()


def hand():
    box.extend(object() for _ in range(5000))
    in_thread(drop)
    gc.collect()


print(moved(hand, "merge_held", "frees_foreign", "threads_started"))

# a dict is locked while a writer's keys are compared, and a thread that waits for it is counted under its type
class Key:
    asked = None

    def __hash__(self): return 1

    def __eq__(self, other):
        # without a wait: the section over the dict is kept
        while Key.asked and not Key.asked(): pass
        return self is other


table = {Key(): 0}
# it is no thread's own any more: a private one would be handed over without waiting
in_thread(lambda: table.update({3: 3}))


def contend():
    done = []

    def add():
        while not done: table[2] = 2

    t = threading.Thread(target=add)
    t.start()
    before = stats().get("contended_dict", 0)
    Key.asked = lambda: stats().get("contended_dict", 0) > before
    table[Key()] = 1
    Key.asked = None
    done.append(1)
    t.join()


print(moved(contend, "contended_dict", "mutex_contended"), len(table))

# a lock of _thread that is taken
lock = threading.Lock()


def wait_for_lock():
    before = stats()["lock_contended"]
    lock.acquire()
    t = threading.Thread(target=lambda: lock.acquire() and lock.release())
    t.start()
    while stats()["lock_contended"] == before: pass
    lock.release()
    t.join()


print(moved(wait_for_lock, "lock_contended", "mutex_contended"))
