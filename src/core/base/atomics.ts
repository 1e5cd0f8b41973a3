/**
 * Atomic accesses under names that say their width. Wasm has sequentially consistent atomics only, so the name carries no order;
 * what pairs with what is said where each is used (docs/internals/memory-model.md).
 */
import { Ptr, Value } from "./value";

// @ts-ignore: decorator
@inline export function load32(p: Ptr): u32 { return atomic.load<u32>(p); }
// @ts-ignore: decorator
@inline export function store32(p: Ptr, v: u32): void { atomic.store<u32>(p, v); }
// @ts-ignore: decorator
@inline export function add32(p: Ptr, v: u32): u32 { return atomic.add<u32>(p, v); }
// @ts-ignore: decorator
@inline export function cas32(p: Ptr, expected: u32, v: u32): u32 { return atomic.cmpxchg<u32>(p, expected, v); }
// @ts-ignore: decorator
@inline export function xchg32(p: Ptr, v: u32): u32 { return atomic.xchg<u32>(p, v); }
// @ts-ignore: decorator
@inline export function load8(p: Ptr): u8 { return atomic.load<u8>(p); }
// @ts-ignore: decorator
@inline export function store8(p: Ptr, v: u8): void { atomic.store<u8>(p, v); }
// @ts-ignore: decorator
@inline export function cas8(p: Ptr, expected: u8, v: u8): u8 { return atomic.cmpxchg<u8>(p, expected, v); }
/** A slot that holds a Value and that other threads may read or write. */
// @ts-ignore: decorator
@inline export function loadV(p: Ptr): Value { return atomic.load<u64>(p); }
// @ts-ignore: decorator
@inline export function storeV(p: Ptr, v: Value): void { atomic.store<u64>(p, v); }
// @ts-ignore: decorator
@inline export function xchgV(p: Ptr, v: Value): Value { return atomic.xchg<u64>(p, v); }
// @ts-ignore: decorator
@inline export function casV(p: Ptr, expected: Value, v: Value): Value { return atomic.cmpxchg<u64>(p, expected, v); }

function waitWord(p: Ptr, expected: u32, ns: i64): i32 { return atomic.wait<u32>(p, expected, ns); }
const waitRef: (p: Ptr, expected: u32, ns: i64) => i32 = waitWord;
/**
 * memory.atomic.wait32: 0 woken, 1 the word was not `expected`, 2 timed out (ns < 0: never). The only way to write it: V8 11.3's baseline compiler (Node 20) loses the
 * locals of the function that contains the instruction (docs/internals/engines.md). The call goes through the table so that it is never inlined; the build looks for others.
 */
export function wait32(p: Ptr, expected: u32, ns: i64): i32 { return waitRef(p, expected, ns); }
