"""Counts primes with several threads, and says what the threads gained.

    typhon examples/primes.py [--threads N] [--limit N]

The range is cut into blocks; the threads take them from a queue, sieve them, and add what they found to one total under
a lock. It is an ordinary Python program: the same file runs under python3, where the threads gain nothing.
"""

import argparse
import queue
import sys
import threading
import time

BLOCK = 50_000


def small_primes(limit):
    """All primes below limit, by the sieve of Eratosthenes."""
    sieve = bytearray([1]) * limit
    sieve[0:2] = b"\0\0"
    for i in range(2, int(limit ** 0.5) + 1):
        if sieve[i]:
            sieve[i * i::i] = bytes(len(range(i * i, limit, i)))
    return [i for i in range(limit) if sieve[i]]


def count_block(low, high, primes):
    """How many primes are in [low, high)."""
    sieve = bytearray([1]) * (high - low)
    for p in primes:
        square = p * p
        if square >= high:
            break
        for multiple in range(max(square, (low + p - 1) // p * p), high, p):
            sieve[multiple - low] = 0
    return sum(sieve)


def count_primes(limit, threads):
    primes = small_primes(int(limit ** 0.5) + 1)
    blocks = queue.SimpleQueue()
    for low in range(2, limit, BLOCK):
        blocks.put((low, min(low + BLOCK, limit)))
    total = 0
    lock = threading.Lock()

    def work():
        nonlocal total
        while True:
            try:
                low, high = blocks.get_nowait()
            except queue.Empty:
                return
            found = count_block(low, high, primes)
            with lock:
                total += found

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    return total


def timed(limit, threads):
    begun = time.perf_counter()
    total = count_primes(limit, threads)
    return total, time.perf_counter() - begun


def main():
    parser = argparse.ArgumentParser(description="Count primes with threads.")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, default=20_000_000)
    options = parser.parse_args()
    if options.threads < 1 or options.limit < 3:
        parser.error("--threads must be at least 1 and --limit at least 3")

    count_primes(min(options.limit, 200_000), 1)  # warm up
    alone, one = timed(options.limit, 1)
    together, many = timed(options.limit, options.threads)
    print(f"{together} primes below {options.limit}")
    print(f"1 thread:  {one:.2f} s")
    print(f"{options.threads} threads: {many:.2f} s, {one / many:.2f} times as fast")
    if alone != together:
        sys.exit("the counts differ")


if __name__ == "__main__":
    main()
