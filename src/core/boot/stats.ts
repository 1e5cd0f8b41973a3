/**
 * The counters as a program and a user see them: `sys._typhon.stats()`, `typhon --stats` at exit, and the census of live objects that the leak check prints. The list of names is in the
 * order of base/counters.ts.
 */
import { Ptr, Value, NULL, int, intOf } from "../base/value";
import { IMMORTAL } from "../base/obj";
import { COUNT_FREES_FOREIGN, COUNT_LOCK_CONTENDED, COUNT_SOLO, COUNT_SOLO_ASKED, FAST_COUNTERS, STATS, contendedAt, counterGet, fastAt } from "../base/counters";
import { MAX_STATIC_TYPES, TYPES, TYPE_SIZE } from "../base/map";
import { TypeObject } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { decref } from "../refcount/count";
import { promotedNow, sharedOps } from "../refcount/promote";
import { CLASSES, KINDS, addr, classSize } from "../memory/layout";
import { USAGE_BYTES, USAGE_COLUMNS, pendingBytes, usageStopped, waitingStopped } from "../memory/usage";
import { blockIsObject, gcPageFirst, gcPageNext } from "../memory/walk";
import { memAlloc, memFree, memPeak, memUsableSize, memUsed, memUsedByKind, metaUsed } from "../memory/alloc";
import { worldStart, worldStop } from "../threads/attach";
import { threadCount } from "../threads/registry";
import { errClear, fmt, raiseNoMemory } from "../objects/errors";
import { intFromU64 } from "../types/int/core";
import { dictGet, dictNew, dictNextNew, dictSet } from "../types/dict/core";
import { tuplePack2 } from "../types/tuple/core";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { writeError } from "../gc/notify";

const COUNTERS: u32 = 34;
function counterName(i: u32): Value {
  switch (i) {
    case 0: return N.merge_queued;
    case 1: return N.merge_held;
    case 2: return N.merge_exited;
    case 3: return N.mutex_contended;
    case 4: return N.mutex_parked;
    case 5: return N.mutex_handed;
    case 6: return N.world_stops;
    case 7: return N.world_stop_ns;
    case 8: return N.world_wait_ns;
    case 9: return N.gil_switches;
    case 10: return N.gil_forced;
    case 11: return N.pages_fresh;
    case 12: return N.pages_reclaimed;
    case 13: return N.qsbr_requests;
    case 14: return N.sections_suspended;
    case 15: return N.threads_started;
    case 16: return N.gc_runs;
    case 17: return N.gc_pause_ns;
    case 18: return N.gc_pause_max_ns;
    case 19: return N.gc_ns;
    case 20: return N.gc_unreachable;
    case 21: return N.gc_resurrected;
    case 22: return N.merge_asked;
    case 23: return N.promoted;
    case 24: return N.demoted;
    case 25: return NULL; // part of count_shared
    case 26: return N.bias_answered;
    case 27: return N.bias_held;
    case 28: return N.bias_exited;
    case 29: return N.bias_slept;
    case 30: return N.bias_off;
    case 31: return N.gil_waits;
    case 32: return N.gil_wait_ns;
    default: return N.gil_held_ns;
  }
}
function put(d: Value, name: Value, n: u64): bool {
  const v = intFromU64(n), ok = v != NULL && dictSet(d, name, v) == 0;
  decref(v);
  return ok;
}
/** Dict of all counters; new, or NULL. */
export function statsDict(): Value {
  const d = dictNew();
  if (!d) return NULL;
  let ok = true;
  for (let i: u32 = 0; i < COUNTERS; i++) { const name = counterName(i); if (name) ok = ok && put(d, name, counterGet(i)); }
  ok = ok && put(d, N.count_shared, sharedOps()) && put(d, N.promoted_now, promotedNow());
  ok = ok && put(d, N.solo, counterGet(COUNT_SOLO)) && put(d, N.solo_asked, counterGet(COUNT_SOLO_ASKED));
  ok = ok && put(d, N.threads, threadCount()) && put(d, N.bytes_used, memUsed()) && put(d, N.bytes_peak, memPeak());
  ok = ok && put(d, N.bytes_gc, memUsedByKind(0)) && put(d, N.bytes_objects, memUsedByKind(1)) && put(d, N.bytes_raw, memUsedByKind(2));
  ok = ok && put(d, N.frees_foreign, counterGet(COUNT_FREES_FOREIGN)) && put(d, N.lock_contended, counterGet(COUNT_LOCK_CONTENDED));
  ok = ok && putUsage(d) && putContended(d);
  if (STATS) for (let i: u32 = 0; i < FAST_COUNTERS; i++) ok = ok && put(d, fastName(i), atomic.load<u64>(fastAt(i)));
  if (ok) return d;
  decref(d);
  return NULL;
}
/** contended_list and the like: of mutex_contended those of objects, by type; only what there was. */
function putContended(d: Value): bool {
  for (let i: u32 = 0; i < <u32>MAX_STATIC_TYPES; i++) {
    const n = atomic.load<u64>(contendedAt(i));
    if (!n) continue;
    const name = fmt("contended_%S", changetype<TypeObject>(TYPES + <usize>i * TYPE_SIZE).tp_name), ok = name != NULL && put(d, name, n);
    decref(name);
    if (!ok) return false;
  }
  return true;
}
function fastName(i: u32): Value {
  switch (i) {
    case 0: return N.fast_own;
    case 1: return N.fast_none;
    case 2: return N.fast_promoted;
    case 3: return N.fast_sections;
    case 4: return N.fast_sections_locked;
    default: return N.fast_blocks;
  }
}
/** Bytes in use as against bytes in pages (memory/usage.ts). */
function putUsage(d: Value): bool {
  const table = memAlloc(USAGE_BYTES);
  if (!table) { raiseNoMemory(); return false; }
  worldStop();
  // the table itself is not the program's
  const waiting = waitingStopped(), live = usageStopped(table) - memUsableSize(table) - waiting;
  worldStart();
  memFree(table);
  return put(d, N.bytes_live, live) && put(d, N.bytes_waiting, waiting) && put(d, N.bytes_pending, pendingBytes()) && put(d, N.bytes_meta, metaUsed());
}
/** Blocks in use, a dict {(kind, size of a block): number}; kinds 0 GC objects, 1 other objects, 2 raw; size 0: large blocks. New, or NULL. */
export function blocksDict(): Value {
  const table = memAlloc(USAGE_BYTES), d = table ? dictNew() : NULL;
  if (!table) return raiseNoMemory();
  worldStop();
  usageStopped(table);
  worldStart();
  let ok = d != NULL;
  for (let i: u32 = 0; ok && i < KINDS * USAGE_COLUMNS; i++) {
    const n = load<u32>(table + (<usize>i << 2)), c = i % USAGE_COLUMNS;
    if (!n) continue;
    const key = tuplePack2(int(<i32>(i / USAGE_COLUMNS)), int(c == CLASSES ? 0 : <i32>classSize(c)));
    ok = key != NULL && dictSet(d, key, int(n)) == 0;
    decref(key);
  }
  memFree(table);
  if (ok) return d;
  decref(d);
  return NULL;
}
/** `--stats`: one line a counter, on standard error. */
export function printStats(): void {
  const d = statsDict();
  if (d) printDict(d, "typhon: %S %S\n");
  decref(d);
  errClear();
}
function printDict(d: Value, format: string): void {
  const mark = stackMark(), out = stackAlloc(16);
  for (let i = out ? dictNextNew(d, 0, out) : -1; i >= 0; i = dictNextNew(d, i + 1, out)) {
    const k = load<u64>(out), v = load<u64>(out, 8);
    writeError(fmt(format, k, v));
    decref(k); decref(v);
  }
  stackRestore(mark);
}
/** Live GC objects that are not immortal, by the name of their type: a dict of numbers. New, or NULL. The names are copied while the world is stopped. */
export function liveObjects(): Value {
  const d = dictNew();
  if (!d) return NULL;
  worldStop();
  for (let page = gcPageFirst(); addr(page); page = gcPageNext(page)) {
    let p: Ptr = page.start;
    for (let i: u32 = 0; i < page.capacity; i++, p += page.blockSize) {
      if (!blockIsObject(p) || load<u32>(p, 4) == IMMORTAL || p == <Ptr>d) continue;
      const name = changetype<TypeObject>(load<u32>(p, 12)).tp_name;
      if (!name) continue;
      const have = dictGet(d, name);
      if (dictSet(d, name, int((have ? intOf(have) : 0) + 1)) < 0) { errClear(); break; }
    }
  }
  worldStart();
  return d;
}
