def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def conditions(a, b, c):
    x = a and b or c
    if a is not None and (not b or a < b < c):
        x = a if b else c
    while a and not (b in c):
        a -= 1
    return x


def unbound(a):
    if a:
        x = 1
    print(x)
    print(x)
    del x
    for i in a:
        y = i
    return y, i


def walrus(x):
    return x + (x := 5) + (y := x)


def loops(rows):
    for i, (a, *b) in rows:
        if a == 3:
            continue
        if b:
            break
    else:
        return {k: v for k, v in rows if v}
    return [[x for x in row] for row in rows]
