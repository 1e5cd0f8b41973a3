import _json, _struct, binascii, unicodedata, _codecs, _string
def t(f):
    try:
        r = f()
    except Exception as e:
        r = type(e).__name__ + ": " + str(e)
    print(repr(r))
class Ctx:
    strict = True; object_hook = None; object_pairs_hook = None; parse_float = float; parse_int = int; parse_constant = {"NaN": 1, "Infinity": 2, "-Infinity": 3}.__getitem__
scan = _json.make_scanner(Ctx())
for s in ['{"a": [1, 2.5, -3e2, true, false, null, "x\\n\\u00e9\\ud83d\\ude00"], "b": {}}', '[]', '"abc"', '12345678901234567890', '[NaN, Infinity]', '{"a": {"a": 1}}']:
    t(lambda: scan(s, 0))
t(lambda: scan('x', 0))
print(_json.encode_basestring_ascii('é"\\\n\x01😀'), _json.encode_basestring('é"\\\n\x01😀'), _json.scanstring('"ab\\tc"', 1))
def default(o): return "D" + str(o)
for indent in (None, "  "):
    for sort in (False, True):
        e = _json.make_encoder({}, default, _json.encode_basestring_ascii, indent, ": ", ",", sort, False, True)
        print("".join(e({"b": [1, 2.5, None, True, "é"], "a": {}, "c": (), 3: 1e300, "n": {"x": [1, [2]]}, None: 1, 1.5: float("inf")} if not sort else {"b": [1, 2], "a": {"z": 1}}, 0)))
L = []; L.append(L)
e = _json.make_encoder({}, default, _json.encode_basestring_ascii, None, ": ", ", ", False, False, False)
t(lambda: e(L, 0)); t(lambda: e(float("nan"), 0)); t(lambda: e({(1,): 2}, 0)); t(lambda: e({"k": {1, }}, 0))
print(_struct.pack("<bBhHiIqQ", -1, 255, -2, 65535, -3, 4294967295, -4, 2**64 - 1), _struct.unpack(">hI2s", b"\x01\x02\x00\x00\x00\x05ab"), _struct.calcsize("@bi"), _struct.calcsize("=bi"), _struct.pack("!d", 1.5), _struct.unpack("<f", _struct.pack("<f", 1.25)), _struct.pack("5sx3p?c", b"ab", b"xyz", True, b"q"), _struct.unpack("<e", _struct.pack("<e", 1.5)))
for f in [lambda: _struct.pack("b", 200), lambda: _struct.pack("i", "x"), lambda: _struct.pack("i"), lambda: _struct.unpack("i", b"x"), lambda: _struct.pack("y", 1), lambda: _struct.pack("<Q", -1), lambda: list(_struct.iter_unpack("<H", b"\1\0\2\0")), lambda: _struct.Struct("<2i").size, lambda: _struct.unpack_from("<H", b"\0\1\0", 1)]:
    t(f)
print(binascii.hexlify(b"ab\xff"), binascii.unhexlify("6162ff"), binascii.crc32(b"hello world"), binascii.b2a_base64(b"hello!!"), binascii.a2b_base64(b"aGVsbG8hIQ=="), binascii.crc_hqx(b"abc", 0), binascii.b2a_uu(b"cat"), binascii.a2b_uu(binascii.b2a_uu(b"cat")), binascii.b2a_qp(b"a=b\xff c "), binascii.a2b_qp(b"a=3Db=FF"))
t(lambda: binascii.unhexlify("abc")); t(lambda: binascii.a2b_base64("abc"))
print(unicodedata.category("a"), unicodedata.category("é"), unicodedata.bidirectional("א"), unicodedata.combining("\u0301"), unicodedata.decimal("٣"), unicodedata.digit("²"), unicodedata.numeric("½"), unicodedata.decomposition("é"), unicodedata.east_asian_width("가"), unicodedata.mirrored("("), ascii(unicodedata.normalize("NFD", "é가ﬁ")), ascii(unicodedata.normalize("NFKC", "ﬁe\u0301")), unicodedata.unidata_version, unicodedata.is_normalized("NFC", "é"))
t(lambda: unicodedata.decimal("x")); t(lambda: unicodedata.numeric("x", None))
print(_codecs.utf_8_decode(b"a\xc3", "strict", False), _codecs.utf_8_encode("é"), _codecs.unicode_escape_decode(b"a\\n\\x41\\u20ac\\101"), _codecs.unicode_escape_encode("a\n€é"), _codecs.escape_decode(b"\\x41\\n\\101"), _codecs.charmap_decode(b"ab", "strict", "xyzabcdef" * 12), _codecs.utf_16_encode("a"), _codecs.utf_16_decode(b"\xff\xfea\0"), _codecs.raw_unicode_escape_encode("€\\"))
_codecs.register_error("my", lambda e: ("<%d>" % e.start, e.end))
print("aé".encode("ascii", "my"), b"a\xff".decode("utf-8", "my"), _codecs.lookup_error("ignore")(UnicodeDecodeError("utf-8", b"ab", 0, 1, "x")))
print(list(_string.formatter_parser("a{b!r:c}{{d}}{}")), [x if i == 0 else list(x) for i, x in enumerate(_string.formatter_field_name_split("a.b[0][k]"))])
v = 5; tpl = t2 = None
