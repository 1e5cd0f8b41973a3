/** Texts that cross to the host: UTF-8 where lone surrogates travel as themselves (WTF-8), and file-system names, where they stand for undecodable bytes (PEP 383). */
import { Ptr, Value, NULL } from "../base/value";
import { bytesData, bytesNew } from "../types/bytes/core";
import { strAt, strLen, strIsAscii, strFromLatin1 } from "../types/str/core";
import { sbChar, sbFinish, sbNew } from "../types/str/builder";
import { utf8Length, utf8Put, utf8Write } from "./utf8";

/** bytes of a str, WTF-8. NULL: MemoryError. */
export function strToUtf8Surrogatepass(s: Value): Value {
  const b = bytesNew(utf8Length(s));
  if (b) utf8Write(s, bytesData(b));
  return b;
}
/** A str of WTF-8 the host wrote (well formed but for surrogates). */
export function strFromUtf8Surrogatepass(p: Ptr, n: i32): Value {
  let acc: u32 = 0;
  for (let i = 0; i < n; i++) acc |= load<u8>(p + i);
  if (acc < 0x80) return strFromLatin1(p, n);
  const sb = sbNew(n), end = p + n;
  while (p < end) {
    const b: u32 = load<u8>(p);
    if (b < 0x80) { sbChar(sb, b); p += 1; }
    else if (b < 0xE0) { sbChar(sb, ((b & 31) << 6) | (load<u8>(p, 1) & 63)); p += 2; }
    else if (b < 0xF0) { sbChar(sb, ((b & 15) << 12) | ((<u32>load<u8>(p, 1) & 63) << 6) | (load<u8>(p, 2) & 63)); p += 3; }
    else { sbChar(sb, ((b & 7) << 18) | ((<u32>load<u8>(p, 1) & 63) << 12) | ((<u32>load<u8>(p, 2) & 63) << 6) | (load<u8>(p, 3) & 63)); p += 4; }
  }
  return sbFinish(sb);
}
/** bytes of a file name: U+DC80 … U+DCFF become the bytes they stand for. NULL: MemoryError. */
export function fsEncode(s: Value): Value {
  if (strIsAscii(s)) return strToUtf8Surrogatepass(s);
  const n = strLen(s);
  let size = utf8Length(s);
  for (let i = 0; i < n; i++) { const c = strAt(s, i); if (c >= 0xDC80 && c <= 0xDCFF) size -= 2; }
  const b = bytesNew(size);
  if (!b) return NULL;
  let to = bytesData(b);
  for (let i = 0; i < n; i++) {
    const c = strAt(s, i);
    if (c >= 0xDC80 && c <= 0xDCFF) { store<u8>(to, <u8>(c - 0xDC00)); to++; } else to = utf8Put(to, c);
  }
  return b;
}
