"""Pools of processes: multiprocessing.Pool and ProcessPoolExecutor."""
import multiprocessing as mp
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def square(x):
    return x * x


def fails(x):
    raise ValueError(f'no {x}')


def dies():
    os._exit(3)


if __name__ == '__main__':
    with mp.Pool(2) as pool:
        print(pool.map(square, range(8)), pool.apply(square, (9,)), sorted(pool.imap_unordered(square, range(5))))
        try:
            pool.apply(fails, (1,))
        except ValueError as e:
            print(e)
    with ProcessPoolExecutor(1) as executor:
        print(list(executor.map(square, range(4))), repr(executor.submit(fails, 2).exception()))
        try:
            executor.submit(dies).result()
        except BrokenProcessPool as e:
            print('broken')
