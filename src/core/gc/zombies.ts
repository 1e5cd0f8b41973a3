/**
 * Deferred objects that the collector has taken apart. They are counted by nobody, so nobody can say that some native frame does not still drop a reference
 * to one (a no-op that reads the header). Their blocks keep their headers until the next collection frees them; the type word is made odd, so that no walk takes
 * the block for an object. List: @owner the collecting thread (GcState.collecting).
 */
import { Ptr } from "../base/value";
import { freeObjectBlock } from "../memory/alloc";
import { GC_STATE } from "./state";
import { T } from "../../generated/core/types";

const HEAD: Ptr = GC_STATE + 160; // u32: this collection's
const OLD: Ptr = GC_STATE + 164; // u32: the one before

/** From freeObject: p is deferred, its type is not needed any more. */
export function gcFreeLater(p: Ptr): void {
  store<u32>(p, load<u32>(HEAD), 8);
  atomic.store<u32>(p, 1, 12);
  store<u32>(HEAD, <u32>p);
}
/** Frees what the last collection left. */
export function gcFreeZombies(): void {
  let p: Ptr = load<u32>(OLD);
  store<u32>(OLD, load<u32>(HEAD));
  store<u32>(HEAD, 0);
  while (p) {
    const next: Ptr = load<u32>(p, 8);
    atomic.store<u32>(p, 0, 8);
    atomic.store<u32>(p, changetype<u32>(T.object), 12);
    freeObjectBlock(p);
    p = next;
  }
}
/** This collection's are not to be freed: something that names them lives on. */
export function gcKeepZombies(): void { store<u32>(HEAD, 0); }
