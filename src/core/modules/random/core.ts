/**
 * _random.Random: the Mersenne Twister MT19937 (M. Matsumoto and T. Nishimura, ACM Trans. Model. Comput. Simul. 8, 1998; initialisation of 2002), bit for bit
 * as CPython's Modules/_randommodule.c.
 *
 *   +16 u32 address of the 624 words of state | +20 i32 position in it; @lock object
 */
import { Ptr, Value, NULL, None, float, int, intOf, isInt } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject, TF_TUPLE_SUBCLASS } from "../../../generated/core/types";
import { randomBytes } from "../../../generated/core/host";
import { memAlloc, memFree } from "../../memory/alloc";
import { newObject, freeObject } from "../../objects/alloc";
import { errOccurred, raise, raiseNoMemory } from "../../objects/errors";
import { checkPositional, noKeywords } from "../../objects/args";
import { hash } from "../../objects/abstract";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { hasFlag, typeOf } from "../../objects/typeof";
import { instanceTailClear } from "../../objects/instance";
import { decref } from "../../refcount/count";
import { csBegin, csEnd } from "../../threads/critical-section";
import { bigLimbs, bigNew, intAsI64, intAsU64, intFinish, intFromU64, isLong, view, viewLimbs, viewSize } from "../../types/int/core";
import { setLimb } from "../../types/int/magnitude";
import { tupleInit, tupleItem, tupleNew, tupleSize } from "../../types/tuple/core";

const N: i32 = 624;
const M: i32 = 397;

@unmanaged
export class RandomObject extends Obj {
  state: u32;
  index: i32;
}
// @ts-ignore: decorator
@inline function get(s: Ptr, i: i32): u32 { return load<u32>(s + (<usize>i << 2)); }
// @ts-ignore: decorator
@inline function put(s: Ptr, i: i32, v: u32): void { store<u32>(s + (<usize>i << 2), v); }
// @ts-ignore: decorator
@inline function mix(hi: u32, lo: u32): u32 { const y = (hi & 0x80000000) | (lo & 0x7FFFFFFF); return (y >> 1) ^ (y & 1 ? 0x9908B0DF : 0); }

function refill(s: Ptr): void {
  let i = 0;
  for (; i < N - M; i++) put(s, i, get(s, i + M) ^ mix(get(s, i), get(s, i + 1)));
  for (; i < N - 1; i++) put(s, i, get(s, i + M - N) ^ mix(get(s, i), get(s, i + 1)));
  put(s, N - 1, get(s, M - 1) ^ mix(get(s, N - 1), get(s, 0)));
}
/** The next 32 bits. Lock held. */
function next(r: RandomObject): u32 {
  const s: Ptr = r.state;
  if (r.index >= N) { refill(s); r.index = 0; }
  let y = get(s, r.index);
  r.index = r.index + 1;
  y ^= y >> 11;
  y ^= (y << 7) & 0x9D2C5680;
  y ^= (y << 15) & 0xEFC60000;
  return y ^ (y >> 18);
}
function initByArray(r: RandomObject, key: Ptr, length: i32): void {
  const s: Ptr = r.state;
  put(s, 0, 19650218);
  for (let i = 1; i < N; i++) { const p = get(s, i - 1); put(s, i, 1812433253 * (p ^ (p >> 30)) + <u32>i); }
  let i = 1, j = 0;
  for (let k = N > length ? N : length; k; k--) {
    const p = get(s, i - 1);
    put(s, i, (get(s, i) ^ ((p ^ (p >> 30)) * 1664525)) + get(key, j) + <u32>j);
    if (++i >= N) { put(s, 0, get(s, N - 1)); i = 1; }
    if (++j >= length) j = 0;
  }
  for (let k = N - 1; k; k--) {
    const p = get(s, i - 1);
    put(s, i, (get(s, i) ^ ((p ^ (p >> 30)) * 1566083941)) - <u32>i);
    if (++i >= N) { put(s, 0, get(s, N - 1)); i = 1; }
  }
  put(s, 0, 0x80000000);
  r.index = N;
}
function seedWith(self: Value, n: Value): Value {
  const mark = stackMark();
  if (n == None) {
    const key = stackAlloc(<usize>N << 2);
    if (!key) return NULL;
    randomBytes(key, N << 2);
    csBegin(<Ptr>self);
    initByArray(as<RandomObject>(self), key, N);
    csEnd();
    stackRestore(mark);
    return None;
  }
  // an int by its absolute value, anything else by its hash
  let v = n;
  if (!isLong(n)) {
    const h = hash(n);
    if (h == -1 && errOccurred()) return NULL;
    v = intFromU64(<u64>h);
    if (!v) return NULL;
  }
  const room = stackAlloc(16);
  if (!room) { if (v != n) decref(v); return NULL; }
  store<u64>(room, 0);
  view(v, room);
  const p = viewLimbs, size = viewSize;
  csBegin(<Ptr>self);
  initByArray(as<RandomObject>(self), size ? p : room, size ? size : 1);
  csEnd();
  stackRestore(mark);
  if (v != n) decref(v);
  return None;
}
export function random_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const s = memAlloc(<usize>N << 2);
  if (!s) return raiseNoMemory();
  const p = newObject(as<TypeObject>(type));
  if (!p) { memFree(s); return NULL; }
  memory.fill(s, 0, <usize>N << 2);
  changetype<RandomObject>(p).state = <u32>s;
  changetype<RandomObject>(p).index = N;
  return <Value>p;
}
export function random_init(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  if (typeOf(self) == T.Random && !noKeywords("Random", kwnames)) return -1;
  if (!checkPositional("Random", nargs, 0, 1)) return -1;
  return seedWith(self, nargs ? load<u64>(args) : None) ? 0 : -1;
}
export function random_dealloc(p: Ptr): void {
  const s: Ptr = changetype<RandomObject>(p).state;
  instanceTailClear(p, typeOf(<Value>p));
  if (s) memFree(s);
  freeObject(p);
}
export function random_seed(self: Value, n: Value): Value { return seedWith(self, n); }
export function random_random(self: Value): Value {
  csBegin(<Ptr>self);
  const r = as<RandomObject>(self), a = next(r) >> 5, b = next(r) >> 6;
  csEnd();
  return float((<f64>a * 67108864.0 + <f64>b) * (1.0 / 9007199254740992.0));
}
export function random_getrandbits(self: Value, bits: Value): Value {
  const k = intAsI64(bits);
  if (k == -1 && errOccurred()) return NULL;
  if (k < 0) return raise(T.ValueError, "number of bits must be non-negative");
  if (k == 0) return int(0);
  if (k <= 32) {
    csBegin(<Ptr>self);
    const y = next(as<RandomObject>(self)) >> <u32>(32 - k);
    csEnd();
    return int(<i64>y);
  }
  const words = (k - 1) / 32 + 1;
  if (words > 0x0FFFFFFF) return raiseNoMemory();
  const v = bigNew(<i32>words);
  if (!v) return NULL;
  store<u32>(<Ptr>v, 0, 20);
  csBegin(<Ptr>self);
  for (let i = 0, left = k; i < <i32>words; i++, left -= 32) {
    let y = next(as<RandomObject>(self));
    if (left < 32) y >>= <u32>(32 - left);
    setLimb(bigLimbs(v), i, <u64>y);
  }
  csEnd();
  return intFinish(v);
}
export function random_getstate(self: Value): Value {
  const t = tupleNew(N + 1);
  if (!t) return NULL;
  csBegin(<Ptr>self);
  const r = as<RandomObject>(self);
  for (let i = 0; i < N; i++) tupleInit(t, i, int(<i64>get(r.state, i)));
  tupleInit(t, N, int(r.index));
  csEnd();
  return t;
}
export function random_setstate(self: Value, state: Value): Value {
  if (!hasFlag(state, TF_TUPLE_SUBCLASS)) return raise(T.TypeError, "state vector must be a tuple");
  if (tupleSize(state) != N + 1) return raise(T.ValueError, "state vector is the wrong size");
  const mark = stackMark(), fresh = stackAlloc(<usize>N << 2);
  if (!fresh) return NULL;
  for (let i = 0; i < N; i++) {
    const w = intAsU64(tupleItem(state, i));
    if (w == u64.MAX_VALUE && errOccurred()) { stackRestore(mark); return NULL; }
    put(fresh, i, <u32>w);
  }
  const index = intAsI64(tupleItem(state, N));
  let ok = !(index == -1 && errOccurred());
  if (ok && (index < 0 || index > N)) { raise(T.ValueError, "invalid state"); ok = false; }
  if (ok) {
    csBegin(<Ptr>self);
    const r = as<RandomObject>(self);
    memory.copy(r.state, fresh, <usize>N << 2);
    r.index = <i32>index;
    csEnd();
  }
  stackRestore(mark);
  return ok ? None : NULL;
}
