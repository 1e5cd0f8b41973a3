# status: 1
"""Bank simulator: transfers with ordered locks, audit thread, custom exceptions, logging."""
import logging
import random
import sys
import threading
from collections import Counter, defaultdict
from contextlib import contextmanager, ExitStack
from dataclasses import dataclass, field
from decimal import Decimal, ROUND_HALF_EVEN
from enum import Enum, auto, IntFlag
from typing import NamedTuple, Optional, Protocol


class Kind(Enum):
    DEPOSIT = auto()
    WITHDRAW = auto()
    TRANSFER = auto()

    def __str__(self):
        return self.name.lower()


class Flags(IntFlag):
    NONE = 0
    FROZEN = 1
    VIP = 2
    AUDIT = 4


class InsufficientFunds(Exception):
    def __init__(self, account, amount):
        super().__init__(account, amount)
        self.account = account
        self.amount = amount

    def __str__(self):
        return f"{self.account.name}: cannot take {self.amount:.2f}, has {self.account.balance:.2f}"


@dataclass(order=True)
class Account:
    number: int
    name: str = field(compare=False)
    balance: Decimal = field(default=Decimal("0"), compare=False)
    flags: Flags = field(default=Flags.NONE, compare=False, repr=True)
    lock: threading.RLock = field(default_factory=threading.RLock, compare=False, repr=False)
    history: list = field(default_factory=list, compare=False, repr=False)

    def deposit(self, amount: Decimal) -> None:
        if amount <= 0:
            raise ValueError(f"bad amount {amount!r}")
        with self.lock:
            self.balance += amount
            self.history.append((Kind.DEPOSIT, amount))

    def withdraw(self, amount: Decimal) -> None:
        with self.lock:
            if Flags.FROZEN in self.flags:
                raise PermissionError(f"account {self.number} is frozen")
            if self.balance < amount:
                raise InsufficientFunds(self, amount)
            self.balance -= amount
            self.history.append((Kind.WITHDRAW, amount))


class Receipt(NamedTuple):
    src: int
    dst: int
    amount: Decimal
    ok: bool = True


class Bank:
    def __init__(self, n):
        self.accounts = {i: Account(i, f"acc{i}", Decimal(1000)) for i in range(n)}
        self.stats = Counter()
        self._stats_lock = threading.Lock()
        self.errors = defaultdict(list)

    @contextmanager
    def locked(self, *numbers):
        with ExitStack() as stack:
            for number in sorted(set(numbers)):
                stack.enter_context(self.accounts[number].lock)
            yield [self.accounts[n] for n in numbers]

    def transfer(self, src, dst, amount) -> Receipt:
        with self.locked(src, dst) as (a, b):
            try:
                a.withdraw(amount)
            except InsufficientFunds as e:
                with self._stats_lock:
                    self.stats["refused"] += 1
                    self.errors[type(e).__name__].append(src)
                return Receipt(src, dst, amount, ok=False)
            b.deposit(amount)
        with self._stats_lock:
            self.stats["done"] += 1
        return Receipt(src, dst, amount)

    def total(self):
        with self.locked(*self.accounts):
            return sum((a.balance for a in self.accounts.values()), Decimal(0))


def teller(bank, seed, count, out):
    rng = random.Random(seed)
    got = []
    for _ in range(count):
        a, b = rng.sample(range(len(bank.accounts)), 2)
        amount = Decimal(rng.randrange(1, 50000)) / 100
        got.append(bank.transfer(a, b, amount))
    out[seed] = got


def main():
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)-8s|%(threadName)s|%(name)s|%(message)s")
    log = logging.getLogger("bank")
    bank = Bank(6)
    out = {}
    threads = [threading.Thread(target=teller, args=(bank, s, 300, out), name=f"teller-{s}") for s in range(4)]
    audits = []
    stop = threading.Event()

    def audit():
        while True:
            audits.append(bank.total())
            if stop.wait(0.001):
                return

    auditor = threading.Thread(target=audit, daemon=True, name="audit")
    auditor.start()
    for t in threads:
        t.start()
    for t in threads:
        t.join()
        log.info("%s finished: %d receipts", t.name, len(out[int(t.name[-1])]))
    stop.set()
    auditor.join(5)
    log.warning("audits all equal: %s", set(audits) == {Decimal(6000)})
    print(bank.total(), bank.stats.total(), sum(bank.stats.values()) == 1200)
    print(sum(r.ok for rs in out.values() for r in rs) == bank.stats["done"], bank.stats["refused"] == len(bank.errors["InsufficientFunds"]))
    acc = bank.accounts[0]
    print(Account(1, "x") < Account(2, "a"), Account(1, "x") == Account(1, "y"), Account(3, "three", Decimal("12.345")))
    acc.flags |= Flags.FROZEN | Flags.AUDIT
    print(acc.flags, repr(acc.flags), Flags(7), list(Flags(5)), ~Flags.VIP)
    for bad in (lambda: acc.withdraw(Decimal(1)), lambda: acc.deposit(Decimal(-1)), lambda: bank.accounts[1].withdraw(Decimal(10**9)), lambda: bank.accounts[99]):
        try:
            bad()
        except (PermissionError, ValueError, InsufficientFunds) as e:
            print(type(e).__name__, "->", str(e).split(", has")[0])
        except LookupError as e:
            log.exception("lookup failed: %r", e, exc_info=False)
    print(Decimal("2.675").quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN), Decimal(1) / Decimal(7), f"{Decimal('1234567.891'):,.2f}")
    print(Receipt(1, 2, Decimal("3.50"))._asdict(), Receipt._fields, Receipt(1, 2, 3)._replace(ok=None))
    print([str(k) for k in Kind], Kind(2), Kind["TRANSFER"], repr(Kind.DEPOSIT))
    try:
        Kind(9)
    except ValueError as e:
        print(e)
    log.debug("never shown")
    log.error("end", extra={"user": "me"})
    raise InsufficientFunds(Account(7, "seven", Decimal(5)), Decimal(6))


if __name__ == "__main__":
    main()
