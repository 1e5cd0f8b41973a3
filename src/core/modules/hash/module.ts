/**
 * Module _hashlib: constructors, HMAC, PBKDF2 (RFC 8018), scrypt (RFC 7914). CPython's is OpenSSL's; this has the algorithms of hash/engine.ts. `_md5`, `_sha1`, `_sha2` and `_sha3`
 * are Python files that take theirs from here (src/library). CPython: Modules/_hashopenssl.c.
 */
import { Ptr, Value, NULL, None, False, int } from "../../base/value";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { memAlloc, memFree } from "../../memory/alloc";
import { getBuffer, releaseBuffer } from "../../objects/buffer";
import { errOccurred, raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { getAttr } from "../../objects/attributes";
import { moduleDict } from "../../objects/module";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { typeOf } from "../../objects/typeof";
import { decref } from "../../refcount/count";
import { threadAttach, threadDetach } from "../../threads/attach";
import { bytesData, bytesNew } from "../../types/bytes/core";
import { dictSet } from "../../types/dict/core";
import { frozensetNew, setAdd } from "../../types/set/core";
import { intAsI64 } from "../../types/int/core";
import { isStr } from "../../types/str/concat";
import { strEq, strIsAscii } from "../../types/str/core";
import { BLAKE2B, hashDigestSize, hashFinal, hashInit, hashUpdate, isShake, SHA256, STATE_BYTES, STATE_COPIED, algorithmDigestSize } from "./engine";
import { algorithmName, feed, hashNew, hash_digest, hmacKey, hmacObject, openData, plainName } from "./object";

function make(alg: u32, data: Value, text: Value): Value {
  if (data && text && text != None) return raise(T.TypeError, "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.");
  return hashNew(isShake(alg) ? T.HASHXOF : T.HASH, alg, data ? data : text && text != None ? text : NULL);
}
export function md5(_: Value, data: Value, secure: Value, text: Value): Value { return make(0, data, text); }
export function sha1(_: Value, data: Value, secure: Value, text: Value): Value { return make(1, data, text); }
export function sha224(_: Value, data: Value, secure: Value, text: Value): Value { return make(2, data, text); }
export function sha256(_: Value, data: Value, secure: Value, text: Value): Value { return make(3, data, text); }
export function sha384(_: Value, data: Value, secure: Value, text: Value): Value { return make(4, data, text); }
export function sha512(_: Value, data: Value, secure: Value, text: Value): Value { return make(5, data, text); }
export function sha3_224(_: Value, data: Value, secure: Value, text: Value): Value { return make(6, data, text); }
export function sha3_256(_: Value, data: Value, secure: Value, text: Value): Value { return make(7, data, text); }
export function sha3_384(_: Value, data: Value, secure: Value, text: Value): Value { return make(8, data, text); }
export function sha3_512(_: Value, data: Value, secure: Value, text: Value): Value { return make(9, data, text); }
export function shake_128(_: Value, data: Value, secure: Value, text: Value): Value { return make(10, data, text); }
export function shake_256(_: Value, data: Value, secure: Value, text: Value): Value { return make(11, data, text); }

/** The algorithm of that name (as OpenSSL reads them: any case, with or without '-'), -1 if there is none. */
function algorithmOf(name: Value): i32 {
  if (!strIsAscii(name)) return -1;
  const mark = stackMark(), a = stackAlloc(48);
  if (!a) return -1;
  const n = plainName(name, a);
  let found = -1;
  for (let alg: u32 = 0; alg < BLAKE2B && found < 0; alg++) {
    const s = algorithmName(alg);
    if (!s) break;
    const m = plainName(s, a + 16);
    if (m == n && memory.compare(a, a + 16, n) == 0) found = alg;
    decref(s);
  }
  stackRestore(mark);
  return found;
}
export function hashlib_new(_: Value, name: Value, data: Value, secure: Value, text: Value): Value {
  if (!isStr(name)) return raiseFmt(T.TypeError, "new() argument 'name' must be str, not %T", name);
  const alg = algorithmOf(name);
  return alg < 0 ? raiseFmt(T.ValueError, "unsupported hash type %U", name) : make(alg, data, text);
}
/** What hmac takes as digestmod: a name, or a constructor of this module. -1 with UnsupportedDigestmodError or TypeError. */
function algorithmFrom(v: Value): i32 {
  let alg = -1;
  if (isStr(v)) alg = algorithmOf(v);
  else if (typeOf(v) == T.builtin_function_or_method) {
    const n = getAttr(v, N.__name__);
    if (!n) return -1;
    for (let i: u32 = 0; i < BLAKE2B && alg < 0; i++) {
      const s = algorithmName(i);
      if (s && isStr(n) && endsWith(n, s)) alg = i;
      decref(s);
    }
    decref(n);
  }
  if (alg >= 0 && !isShake(alg)) return alg;
  raiseFmt(T.UnsupportedDigestmodError, "Unsupported digestmod %R", v);
  return -1;
}
import { strData, strLen } from "../../types/str/core";
/** 'openssl_' + name */
function endsWith(full: Value, name: Value): bool { return strLen(full) == strLen(name) + 8 && strIsAscii(full) && memory.compare(strData(full) + 8, strData(name), strLen(name)) == 0; }

export function hmac_new(_: Value, key: Value, msg: Value, digestmod: Value): Value {
  if (!digestmod || digestmod == None) return raise(T.TypeError, "Missing required parameter 'digestmod'.");
  const alg = algorithmFrom(digestmod);
  if (alg < 0) return NULL;
  const r = hmacObject(alg, key);
  if (r && msg && msg != None && !feed(r, msg)) { decref(r); return NULL; }
  return r;
}
export function hmac_digest(_: Value, key: Value, msg: Value, digest: Value): Value {
  const alg = algorithmFrom(digest);
  if (alg < 0) return NULL;
  const h = hmacObject(alg, key);
  if (!h) return NULL;
  const r = feed(h, msg) ? hash_digest(h) : NULL;
  decref(h);
  return r;
}
export function get_fips_mode(_: Value): Value { return int(0); }

/** PBKDF2-HMAC. Memory at w: 5 states and 512 bytes. Pure. */
function pbkdf2(alg: u32, pw: Ptr, pwn: i32, salt: Ptr, sn: i32, iterations: i64, out: Ptr, n: i32, w: Ptr): void {
  const inner = w, outer = inner + STATE_BYTES, a = outer + STATE_BYTES, u = a + STATE_BYTES, x = u + 64, pad = x + 64;
  hmacKey(inner, outer, alg, pw, pwn, pad);
  const size = algorithmDigestSize(alg);
  for (let i: u32 = 1; n > 0; i++) {
    memory.copy(a, inner, STATE_COPIED);
    hashUpdate(a, salt, sn);
    store<u32>(pad, bswap<u32>(i));
    hashUpdate(a, pad, 4);
    hashFinal(a, u, size);
    memory.copy(a, outer, STATE_COPIED);
    hashUpdate(a, u, size);
    hashFinal(a, u, size);
    memory.copy(x, u, size);
    for (let k: i64 = 1; k < iterations; k++) {
      memory.copy(a, inner, STATE_COPIED);
      hashUpdate(a, u, size);
      hashFinal(a, u, size);
      memory.copy(a, outer, STATE_COPIED);
      hashUpdate(a, u, size);
      hashFinal(a, u, size);
      for (let j = 0; j < size; j += 4) store<u32>(x + j, load<u32>(x + j) ^ load<u32>(u + j));
    }
    const take = min(n, size);
    memory.copy(out, x, take);
    out += take; n -= take;
  }
}
/** Bytes that pbkdf2 needs at w. */
const PBKDF2_ROOM: usize = 3 * 984 + 512;
export function pbkdf2_hmac(_: Value, name: Value, password: Value, salt: Value, iterations: Value, dklen: Value): Value {
  if (!isStr(name)) return raiseFmt(T.TypeError, "pbkdf2_hmac() argument 'hash_name' must be str, not %T", name);
  const alg = algorithmOf(name);
  if (alg < 0 || isShake(alg)) return raiseFmt(T.ValueError, "unsupported hash type %U", name);
  const count = intAsI64(iterations);
  if (count == -1 && errOccurred()) return NULL;
  if (count < 1) return raise(T.ValueError, "iteration value must be greater than 0.");
  if (count > 0x7FFFFFFF) return raise(T.OverflowError, "iteration value is too great.");
  let n: i64 = algorithmDigestSize(alg);
  if (dklen && dklen != None) {
    n = intAsI64(dklen);
    if (n == -1 && errOccurred()) return NULL;
    if (n < 1) return raise(T.ValueError, "key length must be greater than 0.");
    if (n > 0x7FFF0000) return raise(T.OverflowError, "key length is too great.");
  }
  const mark = stackMark(), b = stackAlloc(32);
  if (!b) return NULL;
  let r: Value = NULL;
  if (openData(password, b)) {
    if (openData(salt, b + 16)) {
      const w = memAlloc(PBKDF2_ROOM);
      r = w ? bytesNew(<i32>n) : raiseNoMemory();
      if (r) {
        threadDetach();
        pbkdf2(alg, load<u32>(b), load<i32>(b, 4), load<u32>(b, 16), load<i32>(b, 20), count, bytesData(r), <i32>n, w);
        threadAttach();
      }
      memFree(w);
      releaseBuffer(salt, b + 16);
    }
    releaseBuffer(password, b);
  }
  stackRestore(mark);
  return r;
}
function salsa8(b: Ptr, x: Ptr): void {
  memory.copy(x, b, 64);
  for (let i = 0; i < 8; i += 2) {
    for (let c: usize = 0; c < 4; c++) quarter(x, 5 * c & 15, 5 * c + 4 & 15, 5 * c + 8 & 15, 5 * c + 12 & 15);
    for (let c: usize = 0; c < 4; c++) { const r = c << 2; quarter(x, 5 * c, r + (c + 1 & 3), r + (c + 2 & 3), r + (c + 3 & 3)); }
  }
  for (let i: usize = 0; i < 64; i += 4) store<u32>(b + i, load<u32>(b + i) + load<u32>(x + i));
}
// @ts-ignore: decorator
@inline function quarter(x: Ptr, a: usize, b: usize, c: usize, d: usize): void {
  const pa = x + (a << 2), pb = x + (b << 2), pc = x + (c << 2), pd = x + (d << 2);
  store<u32>(pb, load<u32>(pb) ^ rotl<u32>(load<u32>(pa) + load<u32>(pd), 7));
  store<u32>(pc, load<u32>(pc) ^ rotl<u32>(load<u32>(pb) + load<u32>(pa), 9));
  store<u32>(pd, load<u32>(pd) ^ rotl<u32>(load<u32>(pc) + load<u32>(pb), 13));
  store<u32>(pa, load<u32>(pa) ^ rotl<u32>(load<u32>(pd) + load<u32>(pc), 18));
}
/** scryptBlockMix: b (128 * r bytes) to y. t: 128 bytes of scratch. */
function blockMix(b: Ptr, y: Ptr, r: usize, t: Ptr): void {
  const x = t + 64;
  memory.copy(x, b + (2 * r - 1 << 6), 64);
  for (let i: usize = 0; i < 2 * r; i++) {
    for (let j: usize = 0; j < 64; j += 8) store<u64>(x + j, load<u64>(x + j) ^ load<u64>(b + (i << 6) + j));
    salsa8(x, t);
    memory.copy(y + ((i >> 1) + (i & 1 ? r : 0) << 6), x, 64);
  }
}
/** scryptROMix of one block b. v: 128 * r * n bytes, y: 128 * r. */
function roMix(b: Ptr, r: usize, n: usize, v: Ptr, y: Ptr, t: Ptr): void {
  const size = r << 7;
  for (let i: usize = 0; i < n; i++) {
    memory.copy(v + i * size, b, size);
    blockMix(b, y, r, t);
    memory.copy(b, y, size);
  }
  for (let i: usize = 0; i < n; i++) {
    const j = v + (<usize>load<u32>(b + size - 64) & (n - 1)) * size;
    for (let k: usize = 0; k < size; k += 8) store<u64>(b + k, load<u64>(b + k) ^ load<u64>(j + k));
    blockMix(b, y, r, t);
    memory.copy(b, y, size);
  }
}
function positive(v: Value): i64 { const n = intAsI64(v); return n == -1 && errOccurred() ? -1 : n; }
export function scrypt(_: Value, password: Value, salt: Value, vn: Value, vr: Value, vp: Value, vmax: Value, vlen: Value): Value {
  if (!salt || salt == None) return raise(T.TypeError, "salt is required");
  if (!vn || !vr || !vp) return raise(T.TypeError, "n, r and p are required");
  const n = positive(vn); if (errOccurred()) return NULL;
  const r = positive(vr); if (errOccurred()) return NULL;
  const p = positive(vp); if (errOccurred()) return NULL;
  const limit = positive(vmax); if (errOccurred()) return NULL;
  const dklen = positive(vlen); if (errOccurred()) return NULL;
  if (n < 2 || n & (n - 1)) return raise(T.ValueError, "n must be a power of 2.");
  if (limit < 0 || limit > 0x7FFFFFFF) return raise(T.ValueError, "maxmem must be positive and smaller than 2147483647");
  if (dklen < 1 || dklen > 0x7FFFFFFF) return raise(T.ValueError, "dklen must be greater than 0 and smaller than 2147483647");
  // OpenSSL's bounds: 32 MiB when maxmem is 0
  const most = limit ? limit : 32 << 20;
  if (r < 1 || p < 1 || r > 1 << 24 || p > 1 << 24 || n > 1 << 30 || r * p > 1 << 29 || r * n > 1 << 30 || (n + 2 + p) * r * 128 > most) return raise(T.ValueError, "Invalid parameter combination for n, r, p, maxmem.");
  const size = <usize>r << 7;
  const mark = stackMark(), b = stackAlloc(32);
  if (!b) return NULL;
  let out: Value = NULL;
  if (openData(password, b)) {
    if (openData(salt, b + 16)) {
      const w = memAlloc(PBKDF2_ROOM + 128 + size * <usize>(n + p + 1));
      out = w ? bytesNew(<i32>dklen) : raiseNoMemory();
      if (out) {
        const t = w + ((PBKDF2_ROOM + 15) & ~15), y = t + 128, blocks = y + size, v = blocks + size * <usize>p;
        threadDetach();
        pbkdf2(SHA256, load<u32>(b), load<i32>(b, 4), load<u32>(b, 16), load<i32>(b, 20), 1, blocks, <i32>(size * <usize>p), w);
        for (let i: usize = 0; i < <usize>p; i++) roMix(blocks + i * size, <usize>r, <usize>n, v, y, t);
        pbkdf2(SHA256, load<u32>(b), load<i32>(b, 4), blocks, <i32>(size * <usize>p), 1, bytesData(out), <i32>dklen, w);
        threadAttach();
      }
      memFree(w);
      releaseBuffer(salt, b + 16);
    }
    releaseBuffer(password, b);
  }
  stackRestore(mark);
  return out;
}
export function hashlibExec(m: Value): i32 {
  const set = frozensetNew();
  if (!set) return -1;
  for (let alg: u32 = 0; alg < BLAKE2B; alg++) {
    const s = algorithmName(alg), ok = s ? setAdd(set, s) : -1;
    decref(s);
    if (ok < 0) { decref(set); return -1; }
  }
  const r = dictSet(moduleDict(m), N.openssl_md_meth_names, set);
  decref(set);
  return r;
}

export { compareDigest } from "../operator/functions";
