/**
 * The types of _hashlib (HASH, HASHXOF, HMAC) and _blake2 (blake2b, blake2s): one layout, a state of hash/engine.ts in memory of its own. CPython: Modules/_hashopenssl.c,
 * blake2module.c.
 *
 *   +16 u32 state | +20 u32 HMAC's outer state (the key is in it), else 0; @frozen. What lies in the states is @lock state (its mutex, byte 0).
 *
 * The mutex, not a critical section: hashing more than DETACH_BYTES is done detached, and a section would be given up by that. Nobody runs Python code while holding it.
 */
import { Ptr, Value, NULL, None } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { memAlloc, memFree } from "../../memory/alloc";
import { freeObject, newObject } from "../../objects/alloc";
import { getBuffer, releaseBuffer } from "../../objects/buffer";
import { errOccurred, fmt, raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { typeOf } from "../../objects/typeof";
import { instanceTailClear } from "../../objects/instance";
import { decref } from "../../refcount/count";
import { mutexLock, mutexUnlock } from "../../sync/mutex";
import { threadAttach, threadDetach } from "../../threads/attach";
import { int } from "../../base/value";
import { bytesData, bytesFromPtr, bytesLen, bytesNew } from "../../types/bytes/core";
import { hexText } from "../../types/bytes/methods-text";
import { intAsI64 } from "../../types/int/core";
import { isStr } from "../../types/str/concat";
import { strData, strFromLiteral, strLen } from "../../types/str/core";
import { algorithmBlockSize, hashAlgorithm, hashDigestSize, hashFinal, hashInit, hashUpdate, STATE_BYTES, STATE_COPIED } from "./engine";

@unmanaged
export class HashObject extends Obj {
  state: u32;
  outer: u32;
}
/** From this many bytes on the thread detaches while it hashes. */
const DETACH_BYTES: i32 = 65536;

// @ts-ignore: decorator
@inline export function stateOf(v: Value): Ptr { return as<HashObject>(v).state; }
// @ts-ignore: decorator
@inline function outerOf(v: Value): Ptr { return as<HashObject>(v).outer; }

/** A new object of type t with an uninitialised state (and an outer one). NULL: MemoryError. */
export function hashObjectNew(t: TypeObject, outer: bool): Value {
  const s = memAlloc(STATE_BYTES), o: Ptr = outer ? memAlloc(STATE_BYTES) : 0;
  const p = s && (o || !outer) ? newObject(t) : 0;
  if (!p) {
    memFree(s); memFree(o);
    return errOccurred() ? NULL : raiseNoMemory();
  }
  store<u8>(s, 0);
  if (o) store<u8>(o, 0);
  changetype<HashObject>(p).state = <u32>s;
  changetype<HashObject>(p).outer = <u32>o;
  return <Value>p;
}
export function hashDealloc(p: Ptr): void {
  const s: Ptr = changetype<HashObject>(p).state, o: Ptr = changetype<HashObject>(p).outer;
  instanceTailClear(p, typeOf(<Value>p));
  memFree(s); memFree(o);
  freeObject(p);
}
/** Opens data for hashing: `out` is 16 bytes for releaseBuffer. */
export function openData(v: Value, out: Ptr): bool {
  if (isStr(v)) { raise(T.TypeError, "Strings must be encoded before hashing"); return false; }
  if (!typeOf(v).bf_getbuffer) { raise(T.TypeError, "object supporting the buffer API required"); return false; }
  return getBuffer(v, out) == 0;
}
/** Feeds v. False with an exception. */
export function feed(self: Value, v: Value): bool {
  const mark = stackMark(), b = stackAlloc(16);
  if (!b || !openData(v, b)) { stackRestore(mark); return false; }
  const s = stateOf(self), n = load<i32>(b, 4);
  mutexLock(s);
  if (n >= DETACH_BYTES) { threadDetach(); hashUpdate(s, load<u32>(b), n); threadAttach(); }
  else hashUpdate(s, load<u32>(b), n);
  mutexUnlock(s);
  releaseBuffer(v, b);
  stackRestore(mark);
  return true;
}
export function hash_update(self: Value, data: Value): Value { return feed(self, data) ? None : NULL; }

/** Copies a state without its mutex. */
function copyState(to: Ptr, from: Ptr): void {
  memory.copy(to + 1, from + 1, STATE_COPIED - 1);
  store<u8>(to, 0);
}
export function hash_copy(self: Value): Value {
  const o = outerOf(self), r = hashObjectNew(typeOf(self), o != 0);
  if (!r) return NULL;
  const s = stateOf(self);
  mutexLock(s);
  copyState(stateOf(r), s);
  mutexUnlock(s);
  if (o) copyState(outerOf(r), o);
  return r;
}
/** Writes n bytes of digest; false with an exception. */
function finish(self: Value, out: Ptr, n: i32): bool {
  const mark = stackMark(), t = stackAlloc(STATE_BYTES), s = stateOf(self), o = outerOf(self);
  if (!t) return false;
  mutexLock(s);
  copyState(t, s);
  mutexUnlock(s);
  hashFinal(t, out, n);
  if (o) {
    copyState(t, o);
    hashUpdate(t, out, n);
    hashFinal(t, out, n);
  }
  stackRestore(mark);
  return true;
}
function digest(self: Value, n: i32): Value {
  const r = bytesNew(n);
  if (!r || n == 0) return r;
  if (finish(self, bytesData(r), n)) return r;
  decref(r);
  return NULL;
}
function hexOf(b: Value): Value {
  if (!b) return NULL;
  const r = hexText(bytesData(b), bytesLen(b), NULL, NULL);
  decref(b);
  return r;
}
export function hash_digest(self: Value): Value { return digest(self, hashDigestSize(stateOf(self))); }
export function hash_hexdigest(self: Value): Value { return hexOf(hash_digest(self)); }
function shakeLength(v: Value): i32 {
  const n = intAsI64(v);
  if (n == -1 && errOccurred()) return -1;
  if (n < 0) { raise(T.ValueError, "value must be positive"); return -1; }
  if (n >= 1 << 29) { raise(T.ValueError, "digest length is too large"); return -1; }
  return <i32>n;
}
export function shake_digest(self: Value, length: Value): Value { const n = shakeLength(length); return n < 0 ? NULL : digest(self, n); }
export function shake_hexdigest(self: Value, length: Value): Value { return hexOf(shake_digest(self, length)); }

export function algorithmName(alg: u32): Value {
  switch (alg) {
    case 0: return strFromLiteral("md5");
    case 1: return strFromLiteral("sha1");
    case 2: return strFromLiteral("sha224");
    case 3: return strFromLiteral("sha256");
    case 4: return strFromLiteral("sha384");
    case 5: return strFromLiteral("sha512");
    case 6: return strFromLiteral("sha3_224");
    case 7: return strFromLiteral("sha3_256");
    case 8: return strFromLiteral("sha3_384");
    case 9: return strFromLiteral("sha3_512");
    case 10: return strFromLiteral("shake_128");
    case 11: return strFromLiteral("shake_256");
    case 12: return strFromLiteral("blake2b");
    default: return strFromLiteral("blake2s");
  }
}
export function hash_name(self: Value): Value {
  const n = algorithmName(hashAlgorithm(stateOf(self)));
  if (!n || !outerOf(self)) return n;
  const r = fmt("hmac-%U", n);
  decref(n);
  return r;
}
export function hash_digest_size(self: Value): Value { return int(hashDigestSize(stateOf(self))); }
export function hash_block_size(self: Value): Value { return int(algorithmBlockSize(hashAlgorithm(stateOf(self)))); }
export function hash_repr(self: Value): Value {
  const n = algorithmName(hashAlgorithm(stateOf(self)));
  if (!n) return NULL;
  const at = strFromLiteral("0x"), hex = hexAddress(<u32>self);
  const r = at && hex ? (outerOf(self) ? fmt("<%U HMAC object @ %U%U>", n, at, hex) : fmt("<%U %T object @ %U%U>", n, self, at, hex)) : NULL;
  decref(n); decref(at); decref(hex);
  return r;
}
function hexAddress(a: u32): Value {
  const mark = stackMark(), b = stackAlloc(16);
  if (!b) return NULL;
  store<u64>(b, bswap<u64>(<u64>a));
  const r = hexText(b, 8, NULL, NULL);
  stackRestore(mark);
  return r;
}
/** An object of type t for `alg`, fed with data (NULL: none). */
export function hashNew(t: TypeObject, alg: u32, data: Value): Value {
  const r = hashObjectNew(t, false);
  if (!r) return NULL;
  hashInit(stateOf(r), alg);
  if (data && !feed(r, data)) { decref(r); return NULL; }
  return r;
}
/** Puts the key into both states: HMAC of RFC 2104. Pure. `pad`: scratch of 2 * 144 bytes. */
export function hmacKey(inner: Ptr, outer: Ptr, alg: u32, key: Ptr, length: i32, pad: Ptr): void {
  const block = algorithmBlockSize(alg), k = pad + 144;
  memory.fill(k, 0, 144);
  hashInit(inner, alg);
  if (length > block) { hashUpdate(inner, key, length); hashFinal(inner, k, hashDigestSize(inner)); hashInit(inner, alg); }
  else memory.copy(k, key, length);
  hashInit(outer, alg);
  for (let i = 0; i < block; i++) store<u8>(pad + i, load<u8>(k + i) ^ 0x36);
  hashUpdate(inner, pad, block);
  for (let i = 0; i < block; i++) store<u8>(pad + i, load<u8>(k + i) ^ 0x5C);
  hashUpdate(outer, pad, block);
}
/** An HMAC object keyed with `key`. */
export function hmacObject(alg: u32, key: Value): Value {
  const mark = stackMark(), b = stackAlloc(16 + 288);
  if (!b) return NULL;
  let r: Value = NULL;
  if (getBuffer(key, b) == 0) {
    r = hashObjectNew(T.HMAC, true);
    if (r) hmacKey(stateOf(r), outerOf(r), alg, load<u32>(b), load<i32>(b, 4), b + 16);
    releaseBuffer(key, b);
  }
  stackRestore(mark);
  return r;
}
/** For scrypt and pbkdf2: bytes of a text's characters, lower case, without '-' and '_', to `out` (at most 16); how many, or 99. */
export function plainName(s: Value, out: Ptr): i32 {
  let n = 0;
  for (let i = 0; i < strLen(s); i++) {
    const c: u32 = load<u8>(strData(s) + i);
    if (c == 45 || c == 95) continue;
    if (n == 16) return 99;
    store<u8>(out + n++, <u8>(c - 65 < 26 ? c + 32 : c));
  }
  return n;
}
export { bytesFromPtr };
export { blake2b_new, blake2s_new } from "./blake2";
