"""Module."""
x: int = 1


class A[T](B, metaclass=M):
    """Class."""
    y: T
    if x:
        z: str = ''

    @property
    def m(self, k: int = 1, *, w=2) -> T:
        self.a = __class__
        self.b += 1
        return super().m(k, w=w)


def f[S: int = bool](*args: *S, **kw):
    return lambda: (args, f(*args, **kw, k=1))


type V[U] = list[U]
