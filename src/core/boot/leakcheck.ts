/**
 * The leak check of the checked core, after the modules are gone (boot/finish.ts): everything that the program and the interpreter made must have died. What may live is what was
 * made with the built-in types: at the end of processInit the checked core declares all objects immortal and counts the raw buffers (`leakBaseline`).
 *
 * Then, with the world stopped for good:
 *   1. what only the runtime holds goes: the words of PROC_INTERP, the method cache, the main thread's state, buffers that wait for QSBR; collections until nothing more is found
 *   2. every page is walked: free lists, counts, the header of each object, its mutex, its type (heap.check.ts)
 *   3. each live object that is not immortal is a leak. The references among them are subtracted: an object with references left is where the leak begins
 *   4. raw buffers are counted by size class against the baseline; stacks of scratch memory, critical sections, handles and the recursion depth must be as empty as at the start;
 *      nobody may be parked, no merge queue may hold anything
 *
 * A daemon thread that was stopped somewhere holds what its frames and native code hold: with such threads alive the leaks are counted but are no failure.
 */
import { Ptr, Value, NULL, isPtr, int } from "../base/value";
import { DEFERRED, IMMORTAL, Obj } from "../base/obj";
import { CHECK } from "../base/panic";
import { PROC_INTERP, TYPES, TYPE_SIZE, MAX_STATIC_TYPES } from "../base/map";
import { T, TypeObject, TF_HEAPTYPE, TF_READY, TF_TYPE_SUBCLASS } from "../../generated/core/types";
import { PROC_MULTI } from "../base/map";
import { ts } from "../base/self";
import { CLASSES, KIND_GC, KIND_OBJECT, KIND_RAW, PAGE_XFREE, Page, XFREE_FULL, addr, classSize, pageOf } from "../memory/layout";
import { blockIsObject, pageFirstOf, pageNextOf } from "../memory/walk";
import { heapsValidate } from "../memory/heap.check";
import { memAlloc, memFree, metaAlloc } from "../memory/alloc";
import { delayedFreeStopped } from "../memory/delayed";
import { decref } from "../refcount/count";
import { headerIsValid, immortalize, refCount } from "../refcount/count-slow";
import { countExit } from "../refcount/promote";
import { parkedCount } from "../sync/parking";
import { threadCount, threadFirst } from "../threads/registry";
import { ThreadState } from "../threads/state";
import { gcSetVisitor } from "../gc/visit";
import { gcCollect, GC_SHUTDOWN } from "../gc/collect";
import { gcModuleFree } from "../gc/module";
import { gcFreeZombies } from "../gc/zombies";
import { traverse } from "../gc/marks";
import { writeError } from "../gc/notify";
import { errClear, fmt } from "../objects/errors";
import { methodCacheClear } from "../objects/type-lookup";
import { stackAlloc, stackDepth, stackMark, stackRestore } from "../objects/scratch";
import { recursionDepth } from "../objects/recursion";
import { FunctionObject } from "../interp/function";
import { CodeObject } from "../interp/code";
import { moduleDict } from "../objects/module";
import { dictClear, dictGetStr, dictNextNew, dictSize } from "../types/dict/core";
import { hexAddress } from "../objects/hash";
import { repr } from "../objects/abstract";
import { strFromLiteral, strLen } from "../types/str/core";
import { strSub } from "../types/str/slice";
import { isExact } from "../objects/typeof";
import { tupleItem, tupleSize } from "../types/tuple/core";
import { listSize } from "../types/list/core";
import { N } from "../../generated/core/names";
import { instanceBuffersFree, threadClear } from "./thread-main";
import { interpBuiltins, interpModules, interpSysDict } from "./state";

/** Raw buffers in use by size class at the end of processInit; the last entry: large ones. @frozen */
const BASE: Ptr = CHECK >= 1 ? memory.data(324, 16) : 0;
const LINES: i32 = 40;
let printed: i32 = 0;

function say(line: Value): void { writeError(line); errClear(); }
/** End of processInit: what lives now is the runtime's, for ever. */
export function leakBaseline(): void {
  if (CHECK == 0) return;
  for (let kind = KIND_GC; kind <= KIND_OBJECT; kind++) {
    for (let page = pageFirstOf(kind); addr(page); page = pageNextOf(page)) {
      let p: Ptr = page.start;
      for (let i: u32 = 0; i < page.capacity; i++, p += page.blockSize) if (blockIsObject(p)) immortalize(p);
    }
  }
  for (let t: i32 = 0; t < MAX_STATIC_TYPES; t++) {
    const type = changetype<TypeObject>(TYPES + <usize>t * TYPE_SIZE);
    // so that the number of buffers does not depend on whether a subclass was ever made
    if ((type.tp_flags & TF_READY) && !type.tp_subclasses) { const s = memAlloc(24); store<u32>(s, 0); store<u32>(s, 4, 4); type.tp_subclasses = <Value>s; }
  }
  rawCount(BASE);
  known = metaAlloc(KNOWN_BYTES);
  knownCount = 0;
  forRaw(0);
}
/** Addresses of the raw buffers of the baseline, ascending within a page; they name the others when there are too many. */
const KNOWN_BYTES: usize = 65536;
let known: Ptr = 0;
let knownCount: u32 = 0;
function isKnown(b: Ptr): bool {
  for (let i: u32 = 0; i < knownCount; i++) if (load<u32>(known + (<usize>i << 2)) == <u32>b) return true;
  return false;
}
/** step 0: notes each raw buffer in use; 1: shows those of size class `only` that are not noted. */
let only: u32 = 0;
function forRaw(step: i32): void {
  const bits = memAlloc(1024);
  if (!bits) return;
  for (let page = pageFirstOf(KIND_RAW); addr(page); page = pageNextOf(page)) {
    if (step == 1 && (page.large ? <u32>CLASSES : <u32>page.cls) != only) continue;
    memory.fill(bits, 0, 1024);
    for (let b: Ptr = page.free; b; b = load<u32>(b, 12) & ~1) mark(bits, page, b);
    for (let b: Ptr = page.large ? 0 : atomic.load<u32>(addr(page) + PAGE_XFREE) & ~XFREE_FULL; b; b = load<u32>(b, 12) & ~1) mark(bits, page, b);
    const n: u32 = page.large ? 1 : page.capacity;
    for (let i: u32 = 0; i < n; i++) {
      const b: Ptr = page.start + i * page.blockSize;
      if ((load<u8>(bits + (i >> 3)) >> (i & 7) & 1) || b == bits) continue;
      if (step == 0) { if (<usize>knownCount << 2 < KNOWN_BYTES) { store<u32>(known + (<usize>knownCount << 2), <u32>b); knownCount++; } }
      else if (!isKnown(b) && printed++ < LINES) {
        const a0 = hexAddress(<Value>b), a1 = hexAddress(load<u64>(b)), a2 = hexAddress(load<u64>(b, 8)), a3 = hexAddress(load<u64>(b, 16));
        const rest = fmt("%U %U %U", a1, a2, a3);
        say(fmt("typhon: raw buffer at %U: %U\n", a0, rest));
        decref(a0); decref(a1); decref(a2); decref(a3); decref(rest);
      }
    }
  }
  memFree(bits);
}
function mark(bits: Ptr, page: Page, b: Ptr): void {
  const i = (<u32>b - page.start) / page.blockSize, at = bits + (i >> 3);
  if (i < 8192) store<u8>(at, <u8>(<u32>load<u8>(at) | (1 << (i & 7))));
}
/** Raw buffers in use, u32 for each size class and one for large ones, to `out`. */
function rawCount(out: Ptr): void {
  memory.fill(out, 0, (CLASSES + 1) << 2);
  for (let page = pageFirstOf(KIND_RAW); addr(page); page = pageNextOf(page)) {
    const at = out + (<usize>(page.large ? CLASSES : page.cls) << 2);
    store<u32>(at, load<u32>(at) + page.used - foreignFrees(page));
  }
}
function foreignFrees(page: Page): u32 {
  let n: u32 = 0;
  if (page.large) return 0;
  for (let b: Ptr = atomic.load<u32>(addr(page) + PAGE_XFREE) & ~XFREE_FULL; b; b = load<u32>(b, 12) & ~1) n++;
  return n;
}
/** After finalizeModules. Number of faults; they stand on standard error. */
export function leakCheck(): i32 {
  if (CHECK == 0) return 0;
  const daemons = <i32>threadCount() - 1;
  let faults = balance(daemons);
  letGo();
  const bad = heapsValidate();
  if (bad) { say(fmt("typhon: heap check: rule %d of heap.check.ts is broken\n", int(bad))); faults++; }
  const live = objects(daemons);
  if (daemons > 0) { if (live) say(fmt("typhon: %d objects are held by %d daemon threads that were stopped\n", int(live), int(daemons))); }
  else { faults += live; faults += rawLeaks(); }
  if (faults) say(fmt("typhon: leak check: %d faults\n", int(faults)));
  return faults;
}
/** What must be empty again before anything is freed. */
function balance(daemons: i32): i32 {
  let faults = 0;
  const s = changetype<ThreadState>(ts);
  faults += expect("bytes of the scratch stack are in use", <i32>stackDepth());
  faults += expect("native calls have not returned", recursionDepth());
  faults += expect("critical sections were not left", <i32>(s.csTop - s.csBase) >> 3);
  faults += expect("handles were not released", s.handles ? <i32>load<u32>(s.handles) >> 3 : 0);
  faults += expect("finalizers have not returned", <i32>s.finalizing);
  faults += expect("frames are not gone", <i32>(s.frame != 0));
  if (daemons == 0) faults += expect("threads are parked", <i32>parkedCount());
  return faults;
}
function expect(what: string, n: i32): i32 {
  if (n == 0) return 0;
  const w = strFromLiteral(what);
  say(fmt("typhon: leak check: %d %U\n", int(n), w));
  decref(w);
  return 1;
}
/** Step 1. */
function letGo(): void {
  const keep0 = interpBuiltins(), keep1 = interpSysDict(), keep2 = interpModules();
  for (let round = 0; round < 2; round++) {
    for (let p: Ptr = PROC_INTERP; p < PROC_INTERP + 0x300; p += 8) {
      const v = load<u64>(p);
      if (!isPtr(v) || load<u32>(<Ptr>v, 4) == IMMORTAL || v == keep0 || v == keep1 || v == keep2) continue;
      store<u64>(p, NULL);
      decref(v);
    }
    gcModuleFree();
    threadClear();
    methodCacheClear();
    dictClear(keep2); dictClear(keep1); dictClear(keep0);
    for (let i = 0; i < 8; i++) { const n = gcCollect(2, GC_SHUTDOWN); if (!n && i > 1) break; }
  }
  // the three that natives look at to the end
  store<u64>(PROC_INTERP, NULL); store<u64>(PROC_INTERP + 8, NULL); store<u64>(PROC_INTERP + 0x10, NULL);
  decref(keep0); decref(keep1); decref(keep2);
  gcFreeZombies(); gcFreeZombies();
  instanceBuffersFree();
  countExit();
  delayedFreeStopped();
}

// ---- objects ----------------------------------------------------------------------------------------------------------------------
/** Open addressing over addresses of live objects: {u32 address, u32 references from other live objects}. */
let table: Ptr = 0;
let mask: u32 = 0;
function slotOf(p: Ptr): Ptr {
  let i = (<u32>p * 0x9E3779B1) >> 4 & mask;
  while (load<u32>(table + (<usize>i << 3)) != 0 && load<u32>(table + (<usize>i << 3)) != <u32>p) i = (i + 1) & mask;
  return table + (<usize>i << 3);
}
function explain(p: Ptr): void { const s = slotOf(p); if (load<u32>(s)) store<u32>(s, load<u32>(s, 4) + 1, 4); }
/** Steps 2 and 3: how many objects leaked. */
function objects(daemons: i32): i32 {
  let n = 0, blocks = 0;
  for (let kind = KIND_GC; kind <= KIND_OBJECT; kind++) for (let page = pageFirstOf(kind); addr(page); page = pageNextOf(page)) {
    let p: Ptr = page.start, here: u32 = 0;
    for (let i: u32 = 0; i < page.capacity; i++, p += page.blockSize) {
      if (!blockIsObject(p)) continue;
      here++;
      headerCheck(p, daemons);
      if (load<u32>(p, 4) != IMMORTAL) n++;
    }
    blocks += <i32>(page.used - foreignFrees(page) - here);
  }
  if (blocks && daemons == 0) { say(fmt("typhon: leak check: %d blocks are neither objects nor free\n", int(blocks))); n += blocks > 0 ? blocks : 1; }
  if (!n) return 0;
  let size: u32 = 64;
  while (size < <u32>n << 1) size <<= 1;
  table = memAlloc(<usize>size << 3);
  if (!table) return n;
  mask = size - 1;
  memory.fill(table, 0, <usize>size << 3);
  forLive(1); forLive(2);
  say(fmt("typhon: %d objects live that nobody can reach\n", int(n)));
  if (daemons <= 0) { printed = 0; forLive(3); forLive(4); if (printed == 0) forLive(5); }
  memFree(table);
  table = 0;
  return n;
}
function forLive(step: i32): void {
  const f: (p: Ptr) => void = explain;
  gcSetVisitor(f);
  for (let kind = KIND_GC; kind <= KIND_OBJECT; kind++) for (let page = pageFirstOf(kind); addr(page); page = pageNextOf(page)) {
    let p: Ptr = page.start;
    for (let i: u32 = 0; i < page.capacity; i++, p += page.blockSize) {
      if (!blockIsObject(p) || load<u32>(p, 4) == IMMORTAL) continue;
      if (step == 1) { store<u32>(slotOf(p), <u32>p); continue; }
      const s = slotOf(p);
      if (load<u32>(s) != <u32>p) continue;
      if (step == 2) { traverse(p); const t: Ptr = load<u32>(p, 12); if (changetype<TypeObject>(t).tp_flags & TF_HEAPTYPE) explain(t); }
      // objects in the middle of their death keep all deferred ones alive
      else if (step == 3) { if (load<u32>(p, 4) != DEFERRED && refCount(p) == 0 && printed++ < LINES) describe(p, load<u32>(s, 4)); }
      else if (step == 5 || (load<u32>(p, 4) != DEFERRED && refCount(p) > load<u32>(s, 4))) { if (printed++ < LINES) describe(p, load<u32>(s, 4)); }
    }
  }
}
function describe(p: Ptr, known: u32): void {
  const v = <Value>p, t = changetype<TypeObject>(load<u32>(p, 12)), at = hexAddress(v), count = load<u32>(p, 4) == DEFERRED ? -1 : <i32>refCount(p);
  let text: Value = NULL;
  if (t == T.str || t == T.int || t == T.bytes) text = repr(v);
  else if (t == T.$function) text = fmt("%S", changetype<FunctionObject>(p).qualname);
  else if (t == T.code) text = fmt("%S of %S", changetype<CodeObject>(p).qualname, changetype<CodeObject>(p).filename);
  else if (t == T.tuple) text = tupleSize(v) && (isExact(tupleItem(v, 0), T.str) || !isPtr(tupleItem(v, 0))) ? repr(v) : fmt("of %d", int(tupleSize(v)));
  else if (t == T.list) text = fmt("of %d", int(listSize(v)));
  else if (t == T.dict) { const k = firstKey(v); text = fmt("of %d: %S", int(dictSize(v)), k); decref(k); }
  else if (t == T.module) { const n = dictGetStr(moduleDict(v), N.__name__); text = n ? fmt("%S", n) : NULL; decref(n); }
  else if (t.tp_flags & TF_TYPE_SUBCLASS) text = fmt("%S", changetype<TypeObject>(p).tp_qualname);
  errClear();
  if (!text) text = strFromLiteral("");
  if (strLen(text) > 120) { const s = strSub(text, 0, 120); decref(text); text = s; }
  const counts = fmt("%d references, %d from other leaked objects", int(count), int(<i32>known));
  say(fmt("typhon: leaked: %S %U at %U, %U\n", t.tp_name, text, at, counts));
  decref(text); decref(at); decref(counts);
}
/** To tell one dict from the other. New. */
function firstKey(d: Value): Value {
  const mark = stackMark(), out = stackAlloc(16);
  let k: Value = strFromLiteral("");
  if (dictNextNew(d, 0, out) >= 0) { decref(load<u64>(out, 8)); if (isExact(load<u64>(out), T.str)) { decref(k); k = load<u64>(out); } else decref(load<u64>(out)); }
  stackRestore(mark);
  return k;
}
function headerCheck(p: Ptr, daemons: i32): void {
  const t: Ptr = load<u32>(p, 12), at = hexAddress(<Value>p);
  const typeOk = t >= TYPES && (t < TYPES + <usize>MAX_STATIC_TYPES * TYPE_SIZE ? (t - TYPES) % TYPE_SIZE == 0 : blockIsObject(t));
  if (!typeOk) say(fmt("typhon: heap check: the type of the object at %U is none\n", at));
  else if (!headerIsValid(p)) say(fmt("typhon: heap check: the counts of the %S at %U contradict each other\n", changetype<TypeObject>(t).tp_name, at));
  else if (load<u8>(p, 2) && daemons == 0) say(fmt("typhon: heap check: the %S at %U is locked\n", changetype<TypeObject>(t).tp_name, at));
  decref(at);
}
/** Step 4: raw buffers that nobody owns. */
function rawLeaks(): i32 {
  const now = memAlloc(324);
  if (!now) return 0;
  rawCount(now);
  // the counting table itself
  const own = pageOf(now), at = now + (<usize>own.cls << 2);
  store<u32>(at, load<u32>(at) - 1);
  let faults = 0, total = 0;
  for (let c: u32 = 0; c <= CLASSES; c++) {
    const more = <i32>(load<u32>(now + (<usize>c << 2)) - load<u32>(BASE + (<usize>c << 2)));
    total += more;
  }
  if (total != 0) {
    for (let c: u32 = 0; c <= CLASSES; c++) {
      const more = <i32>(load<u32>(now + (<usize>c << 2)) - load<u32>(BASE + (<usize>c << 2)));
      if (more) say(fmt("typhon: leak check: %d raw buffers of %d bytes\n", int(more), int(c == CLASSES ? 65537 : <i32>classSize(c))));
      if (more > 0) { only = c; printed = 0; forRaw(1); }
    }
    faults = total > 0 ? total : 1;
  }
  memFree(now);
  return faults;
}
