/**
 * Death of an object: its type's tp_dealloc drops what it holds and frees it. The trashcan bounds the native stack: deeper than MAX_DEPTH nested
 * deaths the object is put on a chain, and the outermost death works the chain off (CPython's _PyTrash_thread_deposit_object).
 *
 * The chain is linked through a header word that nobody looks at in a dead object: `local` with biased counting (a stale reader looks at it only
 * for a sentinel or a tag, which no address shifted right by 4 is, and then fails on `shared`), `shared` in the other modes (where it is `local` that must stay 0). The type
 * word is still needed. A chained object is marked untracked, so that a collection in between (finalizers run Python) leaves it alone.
 */
import { Ptr } from "../base/value";
import { GC_UNTRACKED } from "../base/obj";
import { TP_DEALLOC } from "../base/type-layout";
import { T } from "../../generated/core/types";
import { freeBlockFast } from "../memory/alloc";
import { tid } from "../threads/self";
import { ATOMIC, BIASED, COUNT } from "./mode";
import { decrefSlow, dropUnowned, mergeExplicit } from "./count-slow";

/** In the gc byte of a chained object that was tracked before. */
// @ts-ignore: decorator
@inline export const GC_TRASH: u8 = 128;
const MAX_DEPTH: i32 = 100;
// @ts-ignore: decorator
@inline export const LINK: usize = COUNT == BIASED ? 4 : 8;

/** Thread-local: nested deaths, and the chain. */
let depth: i32 = 0;
let chain: Ptr = 0;

// @ts-ignore: decorator
@inline function die(p: Ptr): void { call_indirect<void>(load<u32>(load<u32>(p, 12), TP_DEALLOC), p); }

export function deallocObject(p: Ptr): void {
  // a str that is not interned holds nothing: it is freed here, for it is what dies most often
  if (load<u32>(p, 12) == changetype<u32>(T.str) && atomic.load<u8>(p, 22) == 0) { freeBlockFast(p); return; }
  if (depth >= MAX_DEPTH) { deposit(p); return; }
  depth++;
  die(p);
  depth--;
  if (depth == 0 && chain) workOff();
}
function deposit(p: Ptr): void {
  const gc = load<u8>(p, 3);
  if (!(gc & GC_UNTRACKED)) store<u8>(p, gc | GC_UNTRACKED | GC_TRASH, 3);
  // Owned by nobody while it waits: `local` is no count now, and a weak reference's try-incref must look at `shared` (0 or merged: it fails).
  if (COUNT == BIASED) atomic.store<u16>(p, 0);
  atomic.store<u32>(p + LINK, <u32>(chain >> 4));
  chain = p;
}
function workOff(): void {
  depth = 1; // nested deaths go on the chain that this loop reads
  while (chain) {
    const p = chain;
    chain = <Ptr>load<u32>(p + LINK) << 4;
    atomic.store<u32>(p + LINK, 0);
    if (COUNT == BIASED && atomic.load<u32>(p, 8) == 0) atomic.store<u16>(p, tid);
    const gc = load<u8>(p, 3);
    if (gc & GC_TRASH) store<u8>(p, gc & ~(GC_TRASH | GC_UNTRACKED), 3);
    die(p);
  }
  depth = 0;
}
/** How deep deaths are nested on this thread. */
export function deallocDepth(): i32 { return depth; }

/** tp_dealloc is about to run Python code (a finalizer) with the dead object: gives it one reference, owned by this thread. */
export function resurrectStart(p: Ptr): void {
  store<u32>(p, 1, 4);
  if (COUNT == BIASED) { atomic.store<u32>(p + 8, 0); atomic.store<u16>(p, tid); }
}
/** Takes that reference away again. True: the code kept the object, it lives on; false: it is dead, and deallocation goes on. */
export function resurrectEnd(p: Ptr): bool {
  if (COUNT != BIASED) {
    if (COUNT == ATOMIC) return atomic.sub<u32>(p, 1, 4) != 1;
    const n = load<u32>(p, 4) - 1;
    store<u32>(p, n, 4);
    return n != 0;
  }
  if (load<u16>(p) == tid) {
    if (load<u32>(p, 4) == 1 && atomic.load<u32>(p, 8) == 0) { store<u32>(p, 0, 4); return false; }
    return mergeExplicit(p, -1) != 0;
  }
  // taken over by a thread that ran alone meanwhile, so alive: the reference is one like any other
  if (load<u16>(p) != 0) { decrefSlow(p); return true; }
  // merged meanwhile: the reference is in the shared count
  return !dropUnowned(p);
}
