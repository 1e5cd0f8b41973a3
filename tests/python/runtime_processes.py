"""multiprocessing by spawn: processes, queues, locks shared with them, pipes both ways."""
import multiprocessing as mp
import os
import queue
import socket
import threading
import time


def dies():
    os._exit(3)


def sleeps():
    time.sleep(60)


def serve(end, lock, counter, ready, room):
    """Answers what comes over the pipe; counts up a number in a queue under a lock together with others."""
    ready.set()
    while (message := end.recv()) is not None:
        end.send((message, mp.current_process().name, mp.parent_process() is not None))
    for _ in range(40):
        with lock, lock:
            counter.put(counter.get() + 1)
        with room:
            pass
    end.send_bytes(b'x' * 300_000)
    end.close()


def wakes(condition, flag):
    flag.wait()
    with condition:
        condition.notify_all()


def main():
    print(mp.get_start_method(), mp.current_process().name)

    lock, counter, ready, room = mp.RLock(), mp.SimpleQueue(), mp.Event(), mp.BoundedSemaphore(2)
    ours, theirs = mp.Pipe()
    p = mp.Process(target=serve, args=(theirs, lock, counter, ready, room), name='server')
    counter.put(0)
    p.start()
    theirs.close()
    print(ready.wait(30), p.is_alive())
    ours.send({'a': [1, 2]})
    print(ours.recv())
    ours.send(None)
    # threads of this process and the other one at the same lock
    def count():
        for _ in range(20):
            with lock:
                counter.put(counter.get() + 1)
            with room:
                pass
    threads = [threading.Thread(target=count) for _ in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(len(ours.recv_bytes()))
    try:
        ours.recv()
    except EOFError:
        print('EOF')
    p.join()
    print(p.exitcode, counter.get(), room.get_value())
    try:
        room.release()
    except ValueError as e:
        print(e)

    # in one process, a duplex pipe, a semaphore and a full queue
    a, b = mp.Pipe()
    a.send(1)
    b.send('back')
    print(b.poll(), b.recv(), a.recv(), a.poll())
    a.close(), b.close()
    s, t = socket.socketpair()
    u = socket.socket(fileno=s.detach())
    u.send(b'there')
    t.send(b'and back')
    print(t.recv(20), u.recv(20))
    u.close(), t.close()
    q = mp.Queue(2)
    q.put(1), q.put(2)
    try:
        q.put(3, timeout=0.05)
    except queue.Full:
        print('full', q.full())
    print(q.get(), q.get())

    condition, flag = mp.Condition(), mp.Event()
    p = mp.Process(target=wakes, args=(condition, flag))
    with condition:
        p.start()
        flag.set()
        print(condition.wait(40))
    p.join()

    for target, end in ((dies, None), (sleeps, 'terminate'), (sleeps, 'kill')):
        p = mp.Process(target=target)
        p.start()
        if end is not None:
            p.join(0.01)
            print(p.is_alive(), p.exitcode)
            getattr(p, end)()
        p.join()
        print(p.exitcode)

    # what needs memory or names shared with other processes is not here
    for missing in (lambda: mp.Value('i', 0), lambda: mp.Barrier(2), lambda: mp.get_context('forkserver').Process(target=dies).start()):
        try:
            missing()
        except (ImportError, ValueError) as e:
            print(type(e).__name__, e)
    # a daemon process ends with us
    p = mp.Process(target=sleeps, daemon=True)
    p.start()
    print(mp.active_children() == [p])


if __name__ == '__main__':
    main()
