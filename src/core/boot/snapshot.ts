/**
 * The snapshot: the memory of an interpreter that has done all that is the same in every process (processInit and bootModules), written by the build and read by the supervisor instead
 * of doing it again. docs/internals/snapshot.md says what is in it and what must not be.
 *
 *   build      initProcess → snapshotPrepare → globalsSave: the image is what is not zero below memHighWater, the host page left out
 *   start      (supervisor: the image is in memory) globalsLoad → resumeProcess: snapshotResume → bootInterpreter, whose second step sets what belongs to this process
 *
 * The instance that resumes takes over the mutable globals of the one that prepared (globalsSave and globalsLoad are made by the build, so none can be forgotten), its main
 * thread's state and heap. `_start` is not run in it: it would set those globals to what they were before.
 */
import { Ptr } from "../base/value";
import { PROC_HASH_SEED } from "../base/map";
import { CHECK } from "../base/panic";
import { randomBytes } from "../../generated/core/host";
import { HEAP_FIRST_SLICE, KIND_RAW, SLICES_HIGH, SLICE_MAP, SLICE_SHIFT, addr } from "../memory/layout";
import { memHighWater } from "../memory/slices";
import { pageAt } from "../memory/walk";
import { errFetch, errOccurred } from "../objects/errors";
import { scratchClean } from "../objects/scratch";
import { COUNT, PLAIN } from "../refcount/mode";
import { threadsResume } from "../threads/registry";
import { self } from "../threads/state";
import { gcCollect, GC_EXPLICIT } from "../gc/collect";
import { printException } from "../modules/sys/display";
import { hashSeedSet } from "./init";
import { bootModules } from "./imports";
import { rehashAll } from "./rehash";
import { countersReset } from "../base/counters";
import { gcTimesReset } from "../gc/trigger";

/** The build's side, after initProcess: the end of what the image must hold, or 0 with the reason on standard error. Afterwards this instance is of no more use. */
export function snapshotPrepare(): u32 {
  if (!bootModules() || errOccurred()) {
    const e = errFetch();
    if (e) printException(e);
    return 0;
  }
  gcCollect(2, GC_EXPLICIT);
  countersReset();
  gcTimesReset();
  clean();
  return <u32>memHighWater();
}
/** Zeroes what nobody uses, so that it need not be in the image. Not in a checked build, which looks at what it wrote into freed blocks. */
function clean(): void {
  scratchClean();
  const s = self();
  memory.fill(s.dataStackTop, 0, s.dataStackLimit - s.dataStackTop);
  if (CHECK >= 1) return;
  const end = load<u32>(SLICES_HIGH);
  for (let i = HEAP_FIRST_SLICE; i < end; i++) if (load<u64>(SLICE_MAP + (<usize>(i >> 6) << 3)) >> (<u64>i & 63) & 1) memory.fill(<usize>i << SLICE_SHIFT, 0, 1 << SLICE_SHIFT);
  for (let p = pageAt(HEAP_FIRST_SLICE, KIND_RAW); addr(p); p = pageAt((p.start >> SLICE_SHIFT) + p.slices, KIND_RAW)) if (!p.large) {
    for (let b: Ptr = p.free; b; b = load<u32>(b, 12) & ~1) memory.fill(b + 16, 0, p.blockSize - 16);
    const used = p.start + p.capacity * p.blockSize;
    memory.fill(used, 0, ((p.start >> SLICE_SHIFT) + p.slices << SLICE_SHIFT) - used);
  }
}
/** The process's side. `seed` counts if `seedGiven`; otherwise the hashes are random, as without a snapshot. */
export function snapshotResume(gil: bool, switchIntervalUs: u32, seedGiven: bool, seed: u32): void {
  threadsResume(gil || COUNT == PLAIN, switchIntervalUs);
  const built = load<u64>(PROC_HASH_SEED);
  if (seedGiven) hashSeedSet(seed); else randomBytes(PROC_HASH_SEED, 8);
  if (load<u64>(PROC_HASH_SEED) != built) rehashAll();
}
