"""Readers/writer lock on Condition, with context managers, used by a bank with audit."""
import sys, threading, random, contextlib, collections
N = int(sys.argv[1]) if len(sys.argv) > 1 else 4
class RWLock:
    def __init__(self):
        self._cond = threading.Condition(threading.RLock())
        self._readers = 0
        self._writer = None
        self._waiting_writers = 0
    @contextlib.contextmanager
    def read(self):
        with self._cond:
            self._cond.wait_for(lambda: self._writer is None and not self._waiting_writers)
            self._readers += 1
        try:
            yield self
        finally:
            with self._cond:
                self._readers -= 1
                if not self._readers:
                    self._cond.notify_all()
    @contextlib.contextmanager
    def write(self):
        with self._cond:
            self._waiting_writers += 1
            try:
                self._cond.wait_for(lambda: self._writer is None and self._readers == 0)
            finally:
                self._waiting_writers -= 1
            self._writer = threading.get_ident()
        try:
            yield self
        finally:
            with self._cond:
                self._writer = None
                self._cond.notify_all()
class Bank:
    def __init__(self, n):
        self.accounts = {f'acct-{i:03d}': 1000 for i in range(n)}
        self.lock = RWLock()
        self.log = collections.deque(maxlen=50)
        self.failed = 0
    def transfer(self, a, b, amount):
        with self.lock.write():
            if self.accounts[a] < amount:
                self.failed += 1
                raise ValueError(f'insufficient funds in {a}')
            self.accounts[a] -= amount
            self.accounts[b] += amount
            self.log.append((a, b, amount))
    def total(self):
        with self.lock.read():
            return sum(self.accounts.values())
bank = Bank(20)
errors = []
audits = []
def teller(seed):
    rnd = random.Random(seed)
    names = sorted(bank.accounts)
    for _ in range(100):
        a, b = rnd.sample(names, 2)
        try:
            bank.transfer(a, b, rnd.randint(1, 700))
        except ValueError as e:
            errors.append(str(e))
def auditor():
    for _ in range(50):
        audits.append(bank.total())
ts = [threading.Thread(target=teller, args=(i,), name=f'teller-{i}') for i in range(N)] + [threading.Thread(target=auditor) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
print('total', bank.total(), 'audits', set(audits), len(audits))
print('failed equals errors:', bank.failed == len(errors), len(bank.log))
assert all(v >= 0 for v in bank.accounts.values())
