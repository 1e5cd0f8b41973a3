# idna; the warning of array('u'); files cannot be pickled, in C's words.
import array, copy, io, pickle, unicodedata, warnings

print("bücher.example".encode("idna"), b"xn--bcher-kva.example".decode("idna"), "straße".encode("idna"), unicodedata.ucd_3_2_0.unidata_version, unicodedata.unidata_version)
try:
    "a..b".encode("idna")
except UnicodeError as e:
    print(e)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    array.array("u", "x")
    array.array("w", "x")
print([(w.category.__name__, str(w.message), w.lineno) for w in caught])
warnings.simplefilter("error")
try:
    array.array("u")
except DeprecationWarning as e:
    print(e)
for file in (open("/dev/null"), open("/dev/null", "rb"), open("/dev/null", "wb"), open("/dev/null", "rb", 0), open("/dev/null", "r+b", 0), io.BufferedRWPair(io.BytesIO(), io.BytesIO())):
    for f in (pickle.dumps, copy.copy, copy.deepcopy):
        try:
            f(file)
        except TypeError as e:
            print(e)
print(pickle.loads(pickle.dumps(io.BytesIO(b"abc"))).getvalue(), copy.copy(io.StringIO("x")).getvalue())
