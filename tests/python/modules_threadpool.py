from multiprocessing.pool import ThreadPool
from multiprocessing.dummy import Pool, Lock

with ThreadPool(3) as pool:
    print(pool.map(abs, [-1, 2, -3]), pool.apply(divmod, (7, 2)), sorted(pool.imap_unordered(str, range(4))))
    print(pool.starmap(pow, [(2, 3), (3, 2)]), pool.apply_async(len, ('abc',)).get())
    try:
        pool.map(int, ['1', 'x'])
    except ValueError as e:
        print(e)
with Pool(2) as pool, Lock():
    print(pool.map(hex, range(3)))
