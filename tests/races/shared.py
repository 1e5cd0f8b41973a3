import threading
L=[]; D={}
def f(i):
    for k in range(3000):
        L.append((k,i)); D[(i,k%100)]=[k]
        x=L[-1]; y=D.get((1-i,k%100)); z=L[len(L)//2][0]
ts=[threading.Thread(target=f,args=(i,)) for i in range(2)]
for t in ts: t.start()
for t in ts: t.join()
print(len(L),len(D))
