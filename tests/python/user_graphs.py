"""Graph algorithms: Dijkstra, A*, Bellman-Ford, Floyd-Warshall, max-flow, MST, SCC, topological order; queries by threads."""
import heapq
import math
import random
import sys
from collections import defaultdict, deque
from concurrent.futures import ThreadPoolExecutor
from itertools import count, pairwise, permutations, product

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4
INF = math.inf


def random_graph(n, m, seed):
    rng = random.Random(seed)
    g = defaultdict(dict)
    nodes = list(range(n)); rng.shuffle(nodes)
    for a, b in pairwise(nodes): g[a][b] = rng.randint(1, 20)
    while sum(map(len, g.values())) < m:
        a, b = rng.sample(range(n), 2)
        g[a].setdefault(b, rng.randrange(1, 50))
    return g


def dijkstra(g, s):
    dist, heap, done = {s: 0}, [(0, s)], set()
    while heap:
        d, u = heapq.heappop(heap)
        if u in done: continue
        done.add(u)
        for v, w in g[u].items() if u in g else ():
            if (nd := d + w) < dist.get(v, INF):
                dist[v] = nd
                heapq.heappush(heap, (nd, v))
    return dist


def bellman_ford(g, s, n):
    dist = [INF] * n; dist[s] = 0
    for _ in range(n - 1):
        changed = False
        for u, edges in g.items():
            for v, w in edges.items():
                if dist[u] + w < dist[v]: dist[v] = dist[u] + w; changed = True
        if not changed: break
    else:
        raise ValueError("negative cycle")
    return dist


def floyd(g, n):
    d = [[0 if i == j else g.get(i, {}).get(j, INF) for j in range(n)] for i in range(n)]
    for k, i in product(range(n), repeat=2):
        dik, dk, di = d[i][k], d[k], d[i]
        if dik < INF:
            for j in range(n):
                if dik + dk[j] < di[j]: di[j] = dik + dk[j]
    return d


def max_flow(cap, s, t):
    residual = defaultdict(lambda: defaultdict(int))
    for u, edges in cap.items():
        for v, c in edges.items(): residual[u][v] += c
    total = 0
    while True:
        parent, q = {s: None}, deque([s])
        while q and t not in parent:
            u = q.popleft()
            for v in sorted(residual[u]):
                if residual[u][v] > 0 and v not in parent: parent[v] = u; q.append(v)
        if t not in parent: return total
        path, v = [], t
        while parent[v] is not None: path.append((parent[v], v)); v = parent[v]
        flow = min(residual[u][v] for u, v in path)
        for u, v in path: residual[u][v] -= flow; residual[v][u] += flow
        total += flow


def scc(g, n):
    index, low, stack, on, out, counter = {}, {}, [], set(), [], count()
    def visit(u):
        index[u] = low[u] = next(counter)
        stack.append(u); on.add(u)
        for v in g.get(u, ()):
            if v not in index: visit(v); low[u] = min(low[u], low[v])
            elif v in on: low[u] = min(low[u], index[v])
        if low[u] == index[u]:
            comp = []
            while True:
                v = stack.pop(); on.discard(v); comp.append(v)
                if v == u: break
            out.append(sorted(comp))
    for u in range(n):
        if u not in index: visit(u)
    return out


class UnionFind:
    def __init__(self, n): self.p = list(range(n))
    def find(self, x):
        while self.p[x] != x: self.p[x] = x = self.p[self.p[x]]
        return x
    def union(self, a, b):
        a, b = self.find(a), self.find(b)
        self.p[a] = b
        return a != b


def astar(maze, start, goal):
    h = lambda p: abs(p[0] - goal[0]) + abs(p[1] - goal[1])
    heap, came, cost = [(h(start), 0, start)], {start: None}, {start: 0}
    while heap:
        _, g, p = heapq.heappop(heap)
        if p == goal:
            path = []
            while p: path.append(p); p = came[p]
            return path[::-1]
        for dx, dy in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            q = p[0] + dx, p[1] + dy
            if 0 <= q[0] < len(maze) and 0 <= q[1] < len(maze[0]) and maze[q[0]][q[1]] != "#" and g + 1 < cost.get(q, INF):
                cost[q], came[q] = g + 1, p
                heapq.heappush(heap, (g + 1 + h(q), g + 1, q))


def main():
    n = 120
    g = random_graph(n, 600, 42)
    with ThreadPoolExecutor(THREADS) as ex:
        rows = list(ex.map(lambda s: dijkstra(g, s), range(n)))
        bf = list(ex.map(lambda s: bellman_ford(g, s, n), range(0, n, 15)))
        flows = list(ex.map(lambda t: max_flow(g, 0, t), range(1, n, 17)))
    fw = floyd(g, n)
    print(sum(sum(r.values()) for r in rows), all(rows[i].get(j, INF) == fw[i][j] for i in range(n) for j in range(n)))
    print([sum(x for x in r if x < INF) for r in bf], flows)
    print([len(c) for c in scc(g, n)][:5], scc({0: {1}, 1: {2}, 2: {0}, 3: {4}, 4: {}}, 5))
    edges = sorted((w, u, v) for u in g for v, w in g[u].items())
    uf = UnionFind(n)
    print(sum(w for w, u, v in edges if uf.union(u, v)))
    maze = ["".join("#" if random.Random(r * 100 + c).random() < 0.3 and (r, c) not in ((0, 0), (19, 19)) else "." for c in range(20)) for r in range(20)]
    path = astar(maze, (0, 0), (19, 19))
    print(len(path) if path else path, path[:4] if path else "")
    try: bellman_ford({0: {1: -1}, 1: {0: -1}}, 0, 2)
    except ValueError as e: print(e)
    cities = [(random.Random(i).random(), random.Random(i + 50).random()) for i in range(7)]
    best = min(permutations(range(1, 7)), key=lambda p: sum(math.dist(cities[a], cities[b]) for a, b in pairwise((0, *p, 0))))
    print(best)


main()
