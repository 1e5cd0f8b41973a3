import _csv
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
class W:
    def write(self, s): print(repr(s)); return len(s)
def rd(lines, **k):
    try: print(list(_csv.reader(lines, **k)))
    except Exception as e: print(type(e).__name__, e)
rd(['a,b,c\r\n', '1,"x,y",3\n', '"he said ""hi""",2\n', '\n', '"multi\n', 'line",z'])
rd(['a;b'], delimiter=';'); rd(['a, b,  "c"'], skipinitialspace=True); rd(["'a,b',c"], quotechar="'")
rd(['1,"a",2.5'], quoting=2); rd(['a\\,b,c'], escapechar='\\', quoting=3); rd(['"a"b,c']); rd(['"a"b,c'], strict=True); rd(['"abc'], strict=True); rd(['"abc'])
rd(['x,1'], quoting=2)
w = _csv.writer(W())
print(w.writerow(['a', 1, 2.5, None, 'x,y', 'q"q', 'l\nl', '']))
w.writerow([]); w.writerow(['']); w.writerow([None]); w.writerows([[1, 2], ['a', 'b']])
_csv.writer(W(), quoting=1).writerow(['a', 1, None]); _csv.writer(W(), quoting=2).writerow(['a', 1, 2.5, None])
_csv.writer(W(), quoting=3, escapechar='\\').writerow(['a,b', 'c"d', 'e\\f'])
_csv.writer(W(), delimiter='\t', lineterminator='\n').writerow(['a b', 'c\td'])
_csv.writer(W(), doublequote=False, escapechar='\\').writerow(['q"q', 'a'])
t(_csv.writer(W(), quoting=3).writerow, ['a,b']); t(w.writerow, 5); t(_csv.writer, 5); t(_csv.reader, 5); t(_csv.reader, [], 'nope')
t(_csv.writer(W(), quoting=3).writerow, [''])
_csv.register_dialect('pipes', delimiter='|', quoting=0); print(_csv.list_dialects()); rd(['a|b'], dialect='pipes')
d = _csv.get_dialect('pipes'); print(d.delimiter, d.quotechar, d.quoting, d.doublequote, d.escapechar, repr(d.lineterminator), d.skipinitialspace, d.strict)
_csv.unregister_dialect('pipes'); t(_csv.get_dialect, 'pipes'); t(_csv.unregister_dialect, 'pipes')
print(_csv.field_size_limit(), _csv.field_size_limit(5)); rd(['abcdefg']); print(_csv.field_size_limit(131072))
class D:
    delimiter = ':'; quotechar = '"'; doublequote = True; skipinitialspace = False; lineterminator = '\n'; quoting = 0; escapechar = None; strict = False
rd(['a:b'], dialect=D); rd(['a:b'], dialect=D())
r = _csv.reader(['a', 'b']); next(r); print(r.line_num, r.dialect.delimiter)
t(_csv.reader, [], quoting=9)
