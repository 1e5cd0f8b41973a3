"""Log processing: regex, csv, json, Counter, defaultdict, logging from many threads, formatting."""
import sys, re, csv, io, json, logging, logging.handlers, threading, collections, datetime, statistics, random, textwrap, string, queue
N = int(sys.argv[1]) if len(sys.argv) > 1 else 4
LINE = re.compile(r'''(?P<ip>\d{1,3}(?:\.\d{1,3}){3})\s-\s(?P<user>\S+)\s\[(?P<ts>[^\]]+)\]\s"(?P<verb>GET|POST|PUT)\s(?P<path>/[^\s"]*)(?:\sHTTP/1\.[01])?"\s(?P<status>\d{3})\s(?P<size>\d+|-)''', re.X)
rnd = random.Random(42)
def make(i):
    t = datetime.datetime(2024, 2, 28, 23, 0) + datetime.timedelta(seconds=97 * i)
    return f'10.0.{i % 7}.{rnd.randrange(256)} - {rnd.choice(["ann", "bob", "-"])} [{t:%d/%b/%Y:%H:%M:%S} +0000] "{rnd.choice(["GET", "POST"])} /{rnd.choice(["", "a/b?x=1", "img/%d.png" % i])} HTTP/1.1" {rnd.choice([200, 200, 404, 500])} {rnd.choice(["-", str(i * 13)])}'
lines = [make(i) for i in range(400)] + ['garbage', '']
stream = io.StringIO()
handler = logging.StreamHandler(stream); handler.setFormatter(logging.Formatter('%(levelname)-8s|%(threadName)s|%(name)s|%(message)s'))
log = logging.getLogger('jobs'); log.setLevel(logging.INFO); log.propagate = False; log.addHandler(handler)
q = queue.Queue(); qh = logging.handlers.QueueHandler(q); listener = logging.handlers.QueueListener(q, handler)
listener.start(); child = log.getChild('child'); child.propagate = False; child.addHandler(qh)
class Stats:
    def __init__(self): self.status = collections.Counter(); self.sizes = []; self.users = collections.defaultdict(set); self.bad = 0
    def feed(self, chunk):
        for line in chunk:
            if not (m := LINE.match(line)):
                self.bad += 1; log.warning('cannot parse %r', line); continue
            d = m.groupdict()
            self.status[d['status']] += 1
            if d['size'] != '-': self.sizes.append(int(d['size']))
            self.users[d['user']].add(d['ip'].rsplit('.', 1)[0])
            ts = datetime.datetime.strptime(d['ts'], '%d/%b/%Y:%H:%M:%S %z')
            assert ts.tzinfo is not None and ts.utcoffset() == datetime.timedelta(0)
    def merge(self, o):
        self.status += o.status; self.sizes += o.sizes; self.bad += o.bad
        for k, v in o.users.items(): self.users[k] |= v
parts = [Stats() for _ in range(N)]
def work(i):
    parts[i].feed(lines[i::N]); child.info('part %d done', i)
ts = [threading.Thread(target=work, args=(i,), name=f'W{i}') for i in range(N)]
[t.start() for t in ts]; [t.join() for t in ts]
listener.stop()
total = Stats()
for p in parts: total.merge(p)
print(dict(sorted(total.status.items())), total.bad, {k: sorted(v) for k, v in sorted(total.users.items())})
print(f'{statistics.mean(total.sizes):.3f} {statistics.median(total.sizes)} {statistics.pstdev(total.sizes):.4f} {statistics.quantiles(sorted(total.sizes), n=4)}')
buf = io.StringIO(newline='')
w = csv.DictWriter(buf, ['status', 'count', 'share'], delimiter=';', quoting=csv.QUOTE_NONNUMERIC); w.writeheader()
for k, v in total.status.most_common(): w.writerow({'status': k, 'count': v, 'share': round(v / sum(total.status.values()), 4)})
print(buf.getvalue().splitlines())
rows = list(csv.DictReader(io.StringIO(buf.getvalue()), delimiter=';', quoting=csv.QUOTE_NONNUMERIC)); print(rows[0])
print(json.dumps({'users': {k: sorted(v) for k, v in sorted(total.users.items())}, 'sizes': sorted(total.sizes)[:3], 'x': None, 'f': 1e20, 'u': 'é\n'}, indent=2, ensure_ascii=True)[-120:])
out = sorted(l.split('|', 2)[0].strip() + l.split('|')[-1] for l in stream.getvalue().splitlines()); print(out)
print(textwrap.fill(string.Template('$who processed ${n} lines; $$ ok').substitute(who='The pool', n=len(lines)), 24))
print('{0:>10}|{1:^12.3f}|{2:,}|{3!r:*<8}|{4:#x}|{5:%}|{6:e}'.format('ab', 3.14159, 12345678, 'q', 255, 0.256, 12345.678))
