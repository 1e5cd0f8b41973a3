def f(a):
    try:
        g()
    except ValueError as e:
        return e
    except:
        pass
    else:
        a += 1
    finally:
        h(a)
    return a


def returns_through(xs):
    for x in xs:
        with x as y:
            try:
                return y.z
            finally:
                done()


def groups():
    try:
        f()
    except* ValueError as e:
        g(e)
    except* TypeError:
        raise
