# What native functions take out of generators without stopping them (src/core/interp/sink.ts): nobody may see a difference.
import sys,math
def g(*a):
    for x in a: yield x
print(sum(g(1,2,3)), sum(g(1,True,2.5,False,3)), sum(g()), sum(g(2**60,1)), sum(g(*[2**48]*10)), sum(g(*[0.1]*10)), sum(g(1e308,1e308,-1e308)))
print(sum((x>3 for x in range(10))), sum(g(1.5, 2**70, 2.5)), sum(g([1],[2]), []), sum(g(1, 1j)))
print(all(g(1,True,2,[1],"x")), all(g(1,0,2)), any(g(0,None,False,[], "")), any(g(0,0.0,[1])), all(g()), any(g()))
print(min(g(3,1,2)), max(g(3,1,2)), min(g(3,1.0,2)), max(g(1.0, 2.0, float('nan'), 3.0)), min(g((2,1),(1,2))), max(g("a","b")), min(g(),default=7))
print(max(g(1,True)), min(g(True,1)), max(g(0.0,-0.0)), min(g(0,0.0)), max(g(2**70, 1, 2**71)))
print(list(g(*range(20))), tuple(g(1,2)), sorted(g(3,1,2)), ''.join(g("a","b")), [*g(1,2),*g(3)])
def bad():
    yield 1
    yield 2
    raise KeyError("x")
for f in (sum,all,any,min,max,list,tuple,set,sorted):
    try: print(f.__name__, f(bad()))
    except KeyError as e: print(f.__name__, repr(e))
def stop():
    yield 1; yield 0
    return 5
it=stop(); print(all(it), next(it,'end'))
def own():
    yield 1
    try: next(me)
    except ValueError as e: print(e)
    yield 2
    print(me.gi_running, me.gi_frame.f_lineno)
    yield 3
me=own(); print(sum(me), me.gi_frame)
def deleg():
    r = yield from g(1,2,3); yield from [4,5]
print(sum(deleg()), list(deleg()))
def snd():
    while True:
        x = yield 1
        if x is not None: print('?',x)
        global cnt; cnt+=1
        if cnt>5: return
cnt=0; print(sum(snd()))
events=[]
def tr(f,e,a): events.append((f.f_code.co_name,e,a if e=='return' else None)); return tr
def tg():
    yield 1
    yield 2
sys.settrace(tr); sum(tg()); sys.settrace(None)
print(events)
events.clear()
def tg2():
    yield 1
    sys.settrace(tr)
    yield 2
    yield 3
    sys.settrace(None)
    yield 4
print(sum(tg2())); print(events)
def nest(n): 
    return sum(nest(n-1) for _ in range(2)) if n else 1
print(nest(8))
class L(list): pass
l=L(); l.extend(x for x in range(5)); print(l)
l=[0]
l.extend(l.append(len(l)) or x for x in range(5)); print(l)
l=[1,2,3]
def clr():
    yield 9
    l.clear(); yield 8
    yield 7
l+=clr(); print(l)
