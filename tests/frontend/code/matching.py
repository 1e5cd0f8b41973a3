def f(p):
    match p:
        case 1 | 2 | -3.5:
            return 'number'
        case [x, y, *rest] if x > y:
            return rest
        case [first, *_, last]:
            return first, last
        case {'a': a, **others}:
            return a, others
        case Point(0, y=y) | Other(y):
            return y
        case None | True:
            return
        case str() as s:
            return f'{s!r:>{width}} {s}'
        case _:
            return t'{p}'
