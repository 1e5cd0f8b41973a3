/**
 * Module gc. CPython: Modules/gcmodule.c. What looks at the whole heap (get_objects, get_referrers) or inside of objects (get_referents) stops the world for it;
 * it leaves out what is under construction, dying, or garbage of the collection that runs.
 */
import { Ptr, Value, NULL, None, boolean, int, isPtr } from "../base/value";
import { GC_FINALIZED, GC_FROZEN, GC_UNREACHABLE, GC_UNTRACKED } from "../base/obj";
import { N } from "../../generated/core/names";
import { T, TF_HAVE_GC } from "../../generated/core/types";
import { decref } from "../refcount/count";
import { refCount } from "../refcount/count-slow";
import { addr } from "../memory/layout";
import { blockIsObject, gcCount, gcPageFirst, gcPageNext } from "../memory/walk";
import { worldStart, worldStop } from "../threads/attach";
import { errOccurred, raise, raiseFmt } from "../objects/errors";
import { typeOf } from "../objects/typeof";
import { noKeywords } from "../objects/args";
import { moduleDict } from "../objects/module";
import { indexAsSsize } from "../objects/abstract";
import { intFromU64 } from "../types/int/core";
import { dictNew, dictSet } from "../types/dict/core";
import { listAppend, listNew } from "../types/list/core";
import { tuplePack3 } from "../types/tuple/core";
import { gcCollect, GC_EXPLICIT } from "./collect";
import { isGcObject } from "./roots";
import { GcState, GC_STATE, gcState } from "./state";
import { gcArm } from "./trigger";
import { gcSetValueVisitor, gcSetVisitor } from "./visit";
import { traverse } from "./marks";

export function gcModuleExec(m: Value): i32 {
  const s = gcState();
  if (!s.garbage) s.garbage = listNew(0);
  if (!s.callbacks) s.callbacks = listNew(0);
  if (!s.garbage || !s.callbacks) return -1;
  return dictSet(moduleDict(m), N.garbage, s.garbage) < 0 || dictSet(moduleDict(m), N.callbacks, s.callbacks) < 0 ? -1 : 0;
}
/** At finalisation, when modules are gone. */
export function gcModuleFree(): void {
  const s = gcState(), g = s.garbage, c = s.callbacks;
  s.garbage = NULL; s.callbacks = NULL;
  decref(g); decref(c);
}
export function gcEnable(m: Value): Value { atomic.store<u32>(GC_STATE, 1, offsetof<GcState>("enabled")); gcArm(); return None; }
export function gcDisable(m: Value): Value { atomic.store<u32>(GC_STATE, 0, offsetof<GcState>("enabled")); gcArm(); return None; }
export function gcIsEnabled(m: Value): Value { return boolean(gcState().enabled != 0); }
export function gcCollectCall(m: Value, generation: Value): Value {
  const g = indexAsSsize(generation);
  if (g == -1 && errOccurred()) return NULL;
  if (g < 0 || g > 2) return raise(T.ValueError, "invalid generation");
  return int(gcCollect(g, GC_EXPLICIT));
}
/** Objects made since the last collection and still there, by a walk: what the allocator counts for the trigger is known page by page only. */
export function gcGetCount(m: Value): Value {
  let n: i32 = -<i32>gcState().live;
  worldStop();
  for (let page = gcPageFirst(); addr(page); page = gcPageNext(page)) {
    let p: Ptr = page.start;
    for (let i: u32 = 0; i < page.capacity; i++, p += page.blockSize) if (blockIsObject(p)) n++;
  }
  worldStart();
  return tuplePack3(int(n < 0 ? 0 : n), int(gcState().count1), int(gcState().count2));
}
export function gcGetThreshold(m: Value): Value { const s = gcState(); return tuplePack3(int(s.threshold0), int(s.threshold1), int(s.threshold2)); }
export function gcSetThresholdCall(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("set_threshold", kwnames) || nargs < 1 || nargs > 3) return errOccurred() ? NULL : raise(T.TypeError, "gc.set_threshold requires 1 to 3 arguments");
  const s = gcState();
  for (let i = 0; i < nargs; i++) {
    const n = indexAsSsize(load<u64>(args + (<usize>i << 3)));
    if (n == -1 && errOccurred()) return NULL;
    if (i == 0) s.threshold0 = n; else if (i == 1) s.threshold1 = n; else s.threshold2 = n;
  }
  gcArm();
  return None;
}
export function gcGetDebug(m: Value): Value { return int(gcState().debug); }
export function gcSetDebug(m: Value, flags: Value): Value {
  const n = indexAsSsize(flags);
  if (n == -1 && errOccurred()) return NULL;
  gcState().debug = <u32>n;
  return None;
}
export function gcGetStats(m: Value): Value {
  const list = listNew(0);
  if (!list) return NULL;
  for (let g = 0; g < 3; g++) {
    const row = GC_STATE + offsetof<GcState>("collections0") + <usize>g * 24, d = dictNew();
    if (!d) { decref(list); return NULL; }
    const a = intFromU64(atomic.load<u64>(row)), b = intFromU64(atomic.load<u64>(row, 8)), c = intFromU64(atomic.load<u64>(row, 16));
    dictSet(d, N.collections, a); dictSet(d, N.collected, b); dictSet(d, N.uncollectable, c);
    decref(a); decref(b); decref(c);
    listAppend(list, d);
    decref(d);
  }
  return list;
}
// ---- looking at the heap ----------------------------------------------------------------------------------------------------
/** A live, tracked object that a program may be given. World stopped. */
function isVisible(p: Ptr): bool {
  if (load<u8>(p, 3) & (GC_UNTRACKED | GC_UNREACHABLE)) return false;
  return refCount(p) != 0;
}
export function gcGetObjects(m: Value, generation: Value): Value {
  let g: i32 = -1;
  if (generation != None) {
    g = indexAsSsize(generation);
    if (g == -1 && errOccurred()) return NULL;
    if (g >= 3) return raiseFmt(T.ValueError, "generation parameter must be less than the number of available generations (%d)", int(3));
    if (g < 0) return raise(T.ValueError, "generation parameter cannot be negative");
  }
  const list = listNew(0);
  // there is one generation: objects are in the oldest from the start
  if (!list || (g >= 0 && g != 0)) return list;
  worldStop();
  let ok = true;
  for (let page = gcPageFirst(); addr(page) && ok; page = gcPageNext(page)) {
    let p: Ptr = page.start;
    for (let i: u32 = 0; i < page.capacity && ok; i++, p += page.blockSize) if (blockIsObject(p) && isVisible(p) && p != <Ptr>list) ok = listAppend(list, <Value>p) == 0;
  }
  worldStart();
  if (!ok) { decref(list); return NULL; }
  return list;
}
let targets: Ptr = 0;
let targetCount: i32 = 0;
let found: bool = false;
function seek(p: Ptr): void { for (let i = 0; i < targetCount; i++) if (load<u64>(targets + (<usize>i << 3)) == <Value>p) found = true; }
export function gcGetReferrers(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("get_referrers", kwnames)) return NULL;
  const list = listNew(0);
  if (!list) return NULL;
  worldStop();
  targets = args; targetCount = nargs;
  let ok = true;
  for (let page = gcPageFirst(); addr(page) && ok; page = gcPageNext(page)) {
    let p: Ptr = page.start;
    for (let i: u32 = 0; i < page.capacity && ok; i++, p += page.blockSize) {
      if (!blockIsObject(p) || !isVisible(p) || p == <Ptr>list) continue;
      found = false;
      gcSetVisitor(seek);
      traverse(p);
      if (found) ok = listAppend(list, <Value>p) == 0;
    }
  }
  worldStart();
  if (!ok) { decref(list); return NULL; }
  return list;
}
let into: Value = NULL;
let failed: bool = false;
function gather(v: Value): void { if (!failed && listAppend(into, v) < 0) failed = true; }
export function gcGetReferents(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("get_referents", kwnames)) return NULL;
  const list = listNew(0);
  if (!list) return NULL;
  worldStop();
  into = list; failed = false;
  gcSetValueVisitor(gather);
  for (let i = 0; i < nargs; i++) { const v = load<u64>(args + (<usize>i << 3)); if (isPtr(v) && (typeOf(v).tp_flags & TF_HAVE_GC)) traverse(<Ptr>v); }
  into = NULL;
  worldStart();
  if (failed) { decref(list); return NULL; }
  return list;
}
export function gcIsTracked(m: Value, o: Value): Value { return boolean(isPtr(o) && isGcObject(<Ptr>o) && !(load<u8>(<Ptr>o, 3) & GC_UNTRACKED)); }
export function gcIsFinalized(m: Value, o: Value): Value { return boolean(isPtr(o) && isGcObject(<Ptr>o) && (load<u8>(<Ptr>o, 3) & GC_FINALIZED) != 0); }
/** Sets or clears GC_FROZEN everywhere, or just counts (set < 0). World stopped. */
function frozen(set: i32): u32 {
  let n: u32 = 0;
  for (let page = gcPageFirst(); addr(page); page = gcPageNext(page)) {
    let p: Ptr = page.start;
    for (let i: u32 = 0; i < page.capacity; i++, p += page.blockSize) {
      if (!blockIsObject(p)) continue;
      const gc = load<u8>(p, 3);
      if (set == 1 && !(gc & GC_UNTRACKED)) store<u8>(p, gc | GC_FROZEN, 3);
      else if (set == 0 && (gc & GC_FROZEN)) store<u8>(p, gc & ~GC_FROZEN, 3);
      if (load<u8>(p, 3) & GC_FROZEN) n++;
    }
  }
  return n;
}
export function gcFreeze(m: Value): Value { worldStop(); frozen(1); worldStart(); return None; }
export function gcUnfreeze(m: Value): Value { worldStop(); frozen(0); worldStart(); return None; }
export function gcGetFreezeCount(m: Value): Value { worldStop(); const n = frozen(-1); worldStart(); return int(n); }
