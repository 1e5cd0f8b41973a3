"""There are no processes to share memory with here: no SemLock, so multiprocessing's locks, queues and process pools raise its own ImportError; multiprocessing.pool.ThreadPool and
multiprocessing.dummy, which are threads, work."""
