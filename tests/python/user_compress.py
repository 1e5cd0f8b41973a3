"""LZ77 and Huffman coding of chunks by a pool of threads; checked against zlib and by decoding."""
import heapq
import io
import struct
import sys
import zlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Iterator

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 4


class BitWriter:
    def __init__(self):
        self.out, self.acc, self.n = bytearray(), 0, 0

    def write(self, code: int, bits: int) -> None:
        self.acc = self.acc << bits | code
        self.n += bits
        while self.n >= 8:
            self.n -= 8
            self.out.append(self.acc >> self.n & 0xFF)
        self.acc &= (1 << self.n) - 1

    def finish(self) -> bytes:
        if self.n:
            self.write(0, 8 - self.n)
        return bytes(self.out)


def bits_of(data: bytes) -> Iterator[int]:
    for byte in data:
        for shift in range(7, -1, -1):
            yield byte >> shift & 1


def code_lengths(freq: Counter) -> dict[int, int]:
    heap = [(n, sym, (sym,)) for sym, n in freq.items()]
    heapq.heapify(heap)
    lengths = dict.fromkeys(freq, 1 if len(freq) == 1 else 0)
    while len(heap) > 1:
        n1, s1, a = heapq.heappop(heap)
        n2, s2, b = heapq.heappop(heap)
        for sym in a + b: lengths[sym] += 1
        heapq.heappush(heap, (n1 + n2, min(s1, s2), a + b))
    return lengths


def canonical(lengths):
    code, last, table = 0, 0, {}
    for sym, n in sorted(lengths.items(), key=lambda kv: (kv[1], kv[0])):
        code <<= n - last
        table[sym] = (code, n)
        code, last = code + 1, n
    return table


def lz77(data: bytes, window=4096, shortest=4) -> list:
    table, out, i = {}, [], 0
    while i < len(data):
        key = data[i:i + shortest]
        j = table.get(key)
        table[key] = i
        if j is not None and i - j <= window and len(key) == shortest:
            n = shortest
            while n < 255 and i + n < len(data) and data[j + n] == data[i + n]: n += 1
            out.append((i - j, n))
            i += n
        else:
            out.append(data[i])
            i += 1
    return out


def unlz(tokens):
    out = bytearray()
    for t in tokens:
        match t:
            case int(): out.append(t)
            case (d, n):
                for _ in range(n): out.append(out[-d])
    return bytes(out)


def pack(chunk: bytes) -> bytes:
    raw = bytearray()
    for t in lz77(chunk):
        if isinstance(t, int): raw += bytes((0, t)) if t < 2 else bytes((t,))
        else: raw += struct.pack(">BHB", 1, *t)
    lengths = code_lengths(Counter(raw))
    table = canonical(lengths)
    w = BitWriter()
    for b in raw: w.write(*table[b])
    head = struct.pack("<IIH", zlib.crc32(chunk), len(raw), len(lengths)) + b"".join(struct.pack("BB", s, n) for s, n in sorted(lengths.items()))
    return head + w.finish()


def unpack(blob: bytes) -> bytes:
    f = io.BytesIO(blob)
    crc, n, symbols = struct.unpack("<IIH", f.read(10))
    lengths = dict(struct.iter_unpack("BB", f.read(2 * symbols)))
    back = {v: k for k, v in canonical(lengths).items()}
    raw, code, length = bytearray(), 0, 0
    for bit in bits_of(f.read()):
        code, length = code << 1 | bit, length + 1
        if (sym := back.get((code, length))) is not None:
            raw.append(sym)
            code = length = 0
            if len(raw) == n: break
    it, tokens = iter(raw), []
    for b in it:
        if b == 0: tokens.append(next(it))
        elif b == 1: tokens.append(struct.unpack(">HB", bytes([next(it), next(it), next(it)])))
        else: tokens.append(b)
    data = unlz(tokens)
    if zlib.crc32(data) != crc: raise ValueError("checksum")
    return data


def main():
    text = "".join(f"line {i}: {'the quick brown fox' if i % 3 else 'jumps over the lazy dog'} {i * i}\n" for i in range(900)).encode()
    chunks = [text[i:i + 4096] for i in range(0, len(text), 4096)]
    with ThreadPoolExecutor(THREADS) as ex:
        packed = list(ex.map(pack, chunks))
        back = b"".join(ex.map(unpack, packed))
    print(len(text), sum(map(len, packed)), back == text, [zlib.adler32(p) for p in packed][:4])
    print(packed[0][:40].hex(" ", 4))
    z = zlib.compress(text, 9)
    d = zlib.decompressobj()
    print(zlib.decompress(z) == text, d.decompress(z[:100]) + d.decompress(z[100:]) + d.flush() == text, d.eof, zlib.crc32(text), zlib.adler32(text))
    try: unpack(packed[0][:5] + b"\x00" + packed[0][6:])
    except Exception as e: print(type(e).__name__)
    try: zlib.decompress(b"nonsense")
    except zlib.error as e: print(e)
    try: struct.unpack("<I", b"abc")
    except struct.error as e: print(e)
    try: struct.pack("B", 300)
    except struct.error as e: print(e)
    print(struct.calcsize("@bhiq"), struct.calcsize("<bhiq"), struct.pack(">3sxf?", b"ab", 1.5, True), struct.unpack_from("<2h", b"\0\1\0\2\0", 1))


main()
