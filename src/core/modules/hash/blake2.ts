/** Module _blake2: the constructors of blake2b and blake2s with all their parameters. CPython: Modules/blake2module.c. */
import { Ptr, Value, NULL, False, None, int } from "../../base/value";
import { as } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { isTrue } from "../../objects/abstract";
import { checkPositional } from "../../objects/args";
import { getBuffer, releaseBuffer } from "../../objects/buffer";
import { errOccurred, raise, raiseFmt } from "../../objects/errors";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { decref } from "../../refcount/count";
import { intAsI64 } from "../../types/int/core";
import { argAt, argKeyword } from "../../types/args";
import { strEqLiteral, strFromLiteral } from "../../types/str/core";
import { tupleItem, tupleSize } from "../../types/tuple/core";
import { BLAKE2B, BLAKE2S, blake2Init, hashUpdate } from "./engine";
import { feed, hashObjectNew, stateOf } from "./object";

function known(name: Value): bool {
  return strEqLiteral(name, "data") || strEqLiteral(name, "digest_size") || strEqLiteral(name, "key") || strEqLiteral(name, "salt") || strEqLiteral(name, "person") || strEqLiteral(name, "fanout") || strEqLiteral(name, "depth")
    || strEqLiteral(name, "leaf_size") || strEqLiteral(name, "node_offset") || strEqLiteral(name, "node_depth") || strEqLiteral(name, "inner_size") || strEqLiteral(name, "last_node") || strEqLiteral(name, "usedforsecurity") || strEqLiteral(name, "string");
}
/** A number parameter: its value, `dflt` if absent; -1 with ValueError "{name} must be between {min} and {max}" (or what intAsI64 raised). */
function numberOf(args: Ptr, nargs: i32, kwnames: Value, name: string, min: i64, max: i64, dflt: i64): i64 {
  const v = argKeyword(args, nargs, kwnames, name);
  if (!v) return dflt;
  const n = intAsI64(v);
  if (n == -1 && errOccurred()) return -1;
  if (n < min || n > max) {
    const s = strFromLiteral(name);
    raiseFmt(T.ValueError, "%U must be between %d and %d", s, int(min), int(max));
    decref(s);
    return -1;
  }
  return n;
}
/** Copies a bytes parameter of at most `max` bytes to `to`; its length, -1 with an exception. */
function bytesOf(args: Ptr, nargs: i32, kwnames: Value, name: string, max: i32, to: Ptr): i32 {
  const v = argKeyword(args, nargs, kwnames, name);
  if (!v) return 0;
  const mark = stackMark(), b = stackAlloc(16);
  if (!b || getBuffer(v, b) < 0) { stackRestore(mark); return -1; }
  const n = load<i32>(b, 4);
  if (n <= max) memory.copy(to, load<u32>(b), n);
  releaseBuffer(v, b);
  stackRestore(mark);
  if (n <= max) return n;
  const s = strFromLiteral(name);
  raiseFmt(T.ValueError, "maximum %U length is %d bytes", s, int(max));
  decref(s);
  return -1;
}
function build(alg: u32, type: Value, args: Ptr, nargs: i32, kwnames: Value, p: Ptr): Value {
  const wide = alg == BLAKE2B, size: i32 = wide ? 64 : 32, half: usize = wide ? 16 : 8, key = p + 64;
  for (let i = 0, n = kwnames ? tupleSize(kwnames) : 0; i < n; i++) if (!known(tupleItem(kwnames, i))) {
    const s = strFromLiteral(wide ? "blake2b" : "blake2s");
    raiseFmt(T.TypeError, "%U() got an unexpected keyword argument '%U'", s, tupleItem(kwnames, i));
    decref(s);
    return NULL;
  }
  let data = nargs ? argAt(args, 0) : argKeyword(args, nargs, kwnames, "data");
  const text = argKeyword(args, nargs, kwnames, "string");
  if (data && text && text != None) return raise(T.TypeError, "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.");
  if (!data && text != None) data = text;
  memory.fill(p, 0, 256);
  const digest = argKeyword(args, nargs, kwnames, "digest_size");
  let n: i64 = size;
  if (digest) {
    n = intAsI64(digest);
    if (n == -1 && errOccurred()) return NULL;
    if (n <= 0 || n > size) return raiseFmt(T.ValueError, wide ? "digest_size for blake2b must be between 1 and 64 bytes, here it is %R" : "digest_size for blake2s must be between 1 and 32 bytes, here it is %R", digest);
  }
  store<u8>(p, <u8>n);
  const keyLength = bytesOf(args, nargs, kwnames, "key", size, key);
  if (keyLength < 0) return NULL;
  store<u8>(p, <u8>keyLength, 1);
  if (bytesOf(args, nargs, kwnames, "salt", <i32>half, p + 2 * half) < 0 || bytesOf(args, nargs, kwnames, "person", <i32>half, p + 3 * half) < 0) return NULL;
  const fanout = numberOf(args, nargs, kwnames, "fanout", 0, 255, 1); if (fanout < 0) return NULL;
  const depth = numberOf(args, nargs, kwnames, "depth", 1, 255, 1); if (depth < 0) return NULL;
  const leaf = numberOf(args, nargs, kwnames, "leaf_size", 0, 0xFFFFFFFF, 0); if (leaf < 0) return NULL;
  const offset = numberOf(args, nargs, kwnames, "node_offset", 0, wide ? i64.MAX_VALUE : 0xFFFFFFFFFFFF, 0); if (offset < 0) return NULL;
  const nodeDepth = numberOf(args, nargs, kwnames, "node_depth", 0, 255, 0); if (nodeDepth < 0) return NULL;
  const inner = numberOf(args, nargs, kwnames, "inner_size", 0, size, 0); if (inner < 0) return NULL;
  const lastNode = argKeyword(args, nargs, kwnames, "last_node"), last = isTrue(lastNode ? lastNode : False);
  if (last < 0) return NULL;
  store<u8>(p, <u8>fanout, 2); store<u8>(p, <u8>depth, 3); store<u32>(p, <u32>leaf, 4); store<u64>(p, <u64>offset, 8);
  if (wide) { store<u8>(p, <u8>nodeDepth, 16); store<u8>(p, <u8>inner, 17); }
  else { store<u8>(p, <u8>nodeDepth, 14); store<u8>(p, <u8>inner, 15); }
  const r = hashObjectNew(as<TypeObject>(type), false);
  if (!r) return NULL;
  blake2Init(stateOf(r), alg, p, last != 0);
  if (keyLength) hashUpdate(stateOf(r), key, wide ? 128 : 64);
  if (data && !feed(r, data)) { decref(r); return NULL; }
  return r;
}
function start(alg: u32, type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!checkPositional(alg == BLAKE2B ? "blake2b" : "blake2s", nargs, 0, 1)) return NULL;
  const mark = stackMark(), p = stackAlloc(256), r = p ? build(alg, type, args, nargs, kwnames, p) : NULL;
  stackRestore(mark);
  return r;
}
export function blake2b_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return start(BLAKE2B, type, args, nargs, kwnames); }
export function blake2s_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return start(BLAKE2S, type, args, nargs, kwnames); }
