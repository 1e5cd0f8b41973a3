"""N-body with slotted dataclasses: forces in parallel, energy conserved; dataclass features on the side."""
import math
import sys
import threading
from dataclasses import KW_ONLY, InitVar, asdict, astuple, dataclass, field, fields, make_dataclass, replace, FrozenInstanceError
from itertools import combinations
from typing import ClassVar, Self

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4


@dataclass(slots=True, frozen=True)
class Vec:
    x: float = 0.0
    y: float = 0.0
    z: float = 0.0

    def __add__(self, o: Self) -> Self: return Vec(self.x + o.x, self.y + o.y, self.z + o.z)
    def __sub__(self, o: Self) -> Self: return Vec(self.x - o.x, self.y - o.y, self.z - o.z)
    def __mul__(self, k: float) -> Self: return Vec(self.x * k, self.y * k, self.z * k)
    __rmul__ = __mul__
    def __neg__(self) -> Self: return -1 * self
    def __abs__(self) -> float: return math.hypot(self.x, self.y, self.z)
    def __iter__(self): return iter(astuple(self))


@dataclass(slots=True, eq=False)
class Body:
    name: str
    mass: float
    pos: Vec
    vel: Vec = field(default_factory=Vec, repr=False)
    _: KW_ONLY
    trail: list[Vec] = field(default_factory=list, repr=False, compare=False)
    scale: InitVar[float] = 1.0
    G: ClassVar[float] = 1.0

    def __post_init__(self, scale):
        object.__setattr__(self, "mass", self.mass * scale)


class Simulation:
    def __init__(self, bodies): 
        self.bodies = bodies
        self.acc = [Vec()] * len(bodies)
        self.barrier = threading.Barrier(THREADS)

    def accelerate(self, k):
        for i in range(k, len(self.bodies), THREADS):
            me, total = self.bodies[i], Vec()
            for other in self.bodies:
                if other is not me:
                    d = other.pos - me.pos
                    total = total + d * (other.mass / (abs(d) ** 3 + 1e-3))
            self.acc[i] = total

    def work(self, k, steps, dt):
        for _ in range(steps):
            self.accelerate(k)
            self.barrier.wait()
            for i in range(k, len(self.bodies), THREADS):
                b = self.bodies[i]
                b.vel = b.vel + self.acc[i] * dt
                b.pos = b.pos + b.vel * dt
                b.trail.append(b.pos)
            self.barrier.wait()

    def energy(self):
        kinetic = sum(0.5 * b.mass * abs(b.vel) ** 2 for b in self.bodies)
        potential = sum(-a.mass * b.mass / abs(a.pos - b.pos) for a, b in combinations(self.bodies, 2))
        return kinetic + potential


def main():
    bodies = [Body(f"b{i}", 1 + i % 3, Vec(math.cos(i) * (2 + i), math.sin(i) * (2 + i), i * 0.1), Vec(-math.sin(i), math.cos(i)) * 0.5, scale=2.0) for i in range(10)]
    sim = Simulation(bodies)
    before = sim.energy()
    ts = [threading.Thread(target=sim.work, args=(k, 40, 0.001)) for k in range(THREADS)]
    for t in ts: t.start()
    for t in ts: t.join()
    after = sim.energy()
    print(f"{before:.9f} {after:.9f} {abs(after - before) < 0.1}")
    for b in bodies[:3]: print(b, len(b.trail), f"{abs(b.vel):.9f}")
    print(repr(Vec(1, 2)), Vec() == Vec(0, 0, 0), hash(Vec(1)) == hash(Vec(1.0)), asdict(Vec(3)), replace(Vec(1), y=5), [f.name for f in fields(Body)])
    for bad in (lambda: setattr(Vec(), "x", 1), lambda: setattr(Vec(), "w", 1), lambda: Body(), lambda: Body("a", 1, Vec(), Vec(), []), lambda: delattr(Vec(), "x"), lambda: Vec() < Vec(), lambda: replace(bodies[0], mass=3)):
        try:
            bad()
        except Exception as e:
            print(f"{type(e).__name__}: {e}")
    P = make_dataclass("P", [("a", int), ("b", "str", field(default="q"))], order=True, namespace={"double": lambda self: self.a * 2})
    print(P(1) < P(2), P(4).double(), P(1), P.__match_args__, sorted([P(3), P(1, "z"), P(1)]))
    match Vec(1, 2, 3):
        case Vec(x=0): print("zero")
        case Vec(a, b, c): print("match", a, b, c)
    try:
        @dataclass
        class Bad:
            a: list = []
    except ValueError as e:
        print(e)
    try:
        @dataclass
        class Bad2:
            a: int = 1
            b: int
    except TypeError as e:
        print(e)


main()
