# cProfile over sys.setprofile (src/library/_lsprof.py): counts of calls, recursive ones, callers.
import cProfile, pstats, io, sys, threading
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
def work():
    l=[]
    for i in range(5): l.append(fib(i)); len(l)
    sorted(l, key=lambda x:-x); "a,b".split(",")
    try: raise ValueError
    except ValueError: pass
    return sum(x for x in l)
pr=cProfile.Profile(); pr.enable(); work(); pr.disable()
def show(pr):
    for e in sorted(pr.getstats(), key=lambda e:str(e.code) if isinstance(e.code,str) else e.code.co_name):
        n=lambda c:c if isinstance(c,str) else c.co_name
        print(n(e.code), e.callcount, e.reccallcount, sorted((n(s.code),s.callcount,s.reccallcount) for s in e.calls or []))
show(pr)
print(pr.runcall(work)); 
with cProfile.Profile() as p2: fib(5)
show(p2)
s=io.StringIO(); ps=pstats.Stats(p2, stream=s).sort_stats('ncalls','name'); ps.print_stats(); print(s.getvalue().splitlines()[0].split(' in ')[0])
try: pr.enable(); cProfile.Profile().enable()
except ValueError as e: pr.disable(); print(e)
import os, tempfile
out = os.path.join(tempfile.mkdtemp(), "prof.out"); cProfile.run("fib(3)", out); print(sorted(k[2] for k in pstats.Stats(out).stats)); os.remove(out); os.rmdir(os.path.dirname(out))
