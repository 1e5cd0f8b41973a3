/** What a collection tells Python: gc.callbacks, gc.garbage, the debug flags' messages on standard error. CPython: invoke_gc_callback and friends. */
import { Ptr, Value, int } from "../base/value";
import { N } from "../../generated/core/names";
import { debugText } from "../../generated/core/host";
import { decref } from "../refcount/count";
import { errClear, fmt } from "../objects/errors";
import { call2 } from "../objects/call";
import { unraisable } from "../objects/unraisable";
import { hexAddress } from "../objects/hash";
import { bytesData, bytesLen } from "../types/bytes/core";
import { strToUtf8Surrogatepass } from "../codecs/host-text";
import { dictNew, dictSet } from "../types/dict/core";
import { listAppend, listGetItem, listSize } from "../types/list/core";
import { gcCount } from "../memory/walk";
import { gcState } from "./state";

export const GC_DEBUG_STATS: u32 = 1, GC_DEBUG_COLLECTABLE: u32 = 2, GC_DEBUG_UNCOLLECTABLE: u32 = 4, GC_DEBUG_SAVEALL: u32 = 32;

/** Calls gc.callbacks with ("start" or "stop", info). */
export function gcCallbacks(start: bool, generation: i32, collected: u32): void {
  const list = gcState().callbacks;
  if (!list || listSize(list) == 0) return;
  const info = dictNew();
  if (!info) { errClear(); return; }
  dictSet(info, N.generation, int(generation)); dictSet(info, N.collected, int(collected)); dictSet(info, N.uncollectable, int(0));
  const phase = start ? N.start : N.stop;
  for (let i = 0; i < listSize(list); i++) {
    const f = listGetItem(list, i);
    if (!f) { errClear(); break; }
    const r = call2(f, phase, info);
    if (r) decref(r); else unraisable(f, "Exception ignored while calling GC callback");
    decref(f);
  }
  decref(info);
}
/** Writes a str (stolen, NULL is nothing) to standard error. */
export function writeError(s: Value): void {
  const b = s ? strToUtf8Surrogatepass(s) : 0;
  if (b) debugText(bytesData(b), bytesLen(b));
  decref(b); decref(s);
  errClear();
}
export function gcDebugStart(generation: i32): void {
  if (!(gcState().debug & GC_DEBUG_STATS)) return;
  writeError(fmt("gc: collecting generation %d...\ngc: objects in each generation: %d 0 %d\n", int(generation), int(gcCount()), int(gcState().live)));
}
export function gcDebugCollect(n: u32, ns: i64): void {
  if (!(gcState().debug & GC_DEBUG_STATS)) return;
  const us = ns / 1000, fraction = us % 1000000;
  // seconds with six digits, as "%.4fs" would round it to four
  const tenths = (fraction + 50) / 100;
  const s = fmt("gc: done, %d unreachable, 0 uncollectable, %d.", int(n), int(us / 1000000));
  const pad = tenths < 10 ? "000" : tenths < 100 ? "00" : tenths < 1000 ? "0" : "";
  writeError(s);
  writeError(strFromLiteral(pad));
  writeError(fmt("%ds elapsed\n", int(tenths)));
}
import { strFromLiteral } from "../types/str/core";
/** DEBUG_COLLECTABLE: one line an object. */
export function gcDebugObject(p: Ptr): void {
  const a = hexAddress(<Value>p);
  writeError(fmt("gc: collectable <%T %U>\n", <Value>p, a));
  decref(a);
}
/** DEBUG_SAVEALL: unreachable objects go to gc.garbage instead of being freed. Drops the collector's references. */
export function gcSaveGarbage(list: Ptr, n: u32): void {
  const garbage = gcState().garbage;
  for (let i: u32 = 0; i < n; i++) {
    const p: Ptr = load<u32>(list + (<usize>i << 2));
    atomic.and<u8>(p + 3, ~GC_UNREACHABLE);
    if (garbage && listAppend(garbage, <Value>p) < 0) errClear();
    decref(<Value>p);
  }
}
import { GC_UNREACHABLE } from "../base/obj";
