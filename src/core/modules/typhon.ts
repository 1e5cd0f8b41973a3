/** Module _typhon: counters, leak check, switches of GIL mode. For tests, benchmarks and the curious; sys.setswitchinterval and sys._is_gil_enabled rest on the last functions. */
import { Value, NULL, None, boolean, float, int } from "../base/value";
import { as } from "../base/obj";
import { newRef } from "../refcount/count";
import { hasFlag } from "../objects/typeof";
import { T, TypeObject, TF_FULL_NAME, TF_TYPE_SUBCLASS } from "../../generated/core/types";
import { gilEnabled, gilInterval, gilSetInterval } from "../threads/gil";
import { parkedCount } from "../sync/parking";
import { worldStart, worldStop } from "../threads/attach";
import { heapsValidate } from "../memory/heap.check";
import { raise, raiseFmt } from "../objects/errors";
import { floatFromValue, number } from "../types/float/core";
import { blocksDict, liveObjects, statsDict } from "../boot/stats";
export { setAsyncExc } from "./thread/module";

export function typhonStats(m: Value): Value { return statsDict(); }
export function typhonBlocks(m: Value): Value { return blocksDict(); }
export function typhonLiveObjects(m: Value): Value { return liveObjects(); }
/** full_name(cls): messages call cls by its module and name, as they do the C type that it stands for. Returns cls, so it decorates. */
export function typhonFullName(m: Value, cls: Value): Value {
  if (!hasFlag(cls, TF_TYPE_SUBCLASS)) return raiseFmt(T.TypeError, "full_name() argument must be a class, not %T", cls);
  // atomic: other bits of the word may be set by a type update
  atomic.or<u32>(<usize>changetype<usize>(as<TypeObject>(cls)) + offsetof<TypeObject>("tp_flags"), TF_FULL_NAME);
  return newRef(cls);
}
export function typhonParked(m: Value): Value { return int(parkedCount()); }
export function typhonGilEnabled(m: Value): Value { return boolean(gilEnabled()); }
/** Checks pages, free lists and headers with the world stopped. */
export function typhonHeapIsValid(m: Value): Value { worldStop(); const ok = heapsValidate() == 0; worldStart(); return boolean(ok); }
/** fail_allocations(n): from now on every n-th allocation of this thread fails; 0: none does; negative: the -n-th one, once, with its stack on standard error. Returns how many failed since the last call. Checked core only. */
export function typhonFailAllocations(m: Value, n: Value): Value {
  const k = intAsI32(n);
  if (errOccurred()) return NULL;
  if (CHECK == 0) return raise(T.NotImplementedError, "_typhon.fail_allocations() needs the checked core");
  return int(stressFailAllocations(k));
}
/** collect_allocations(n): from now on every n-th allocation of each thread asks for a collection, which comes at the thread's next safepoint; 0: as usual. Checked core only. */
export function typhonCollectAllocations(m: Value, n: Value): Value {
  const k = intAsI32(n);
  if (errOccurred()) return NULL;
  if (CHECK == 0) return raise(T.NotImplementedError, "_typhon.collect_allocations() needs the checked core");
  if (k < 0) return raise(T.ValueError, "collect_allocations() argument must not be negative");
  stressCollect(k);
  return None;
}
import { CHECK } from "../base/panic";
import { stressCollect, stressFailAllocations } from "../base/stress";
import { errOccurred } from "../objects/errors";
import { intAsI32 } from "../types/int/core";
/** What the front end knows of the names of a source, as nested tuples (src/library/_symtable.py). */
export function typhonSymbols(m: Value, source: Value, filename: Value, mode: Value): Value { return sourceSymbols(source, filename, mode); }
import { sourceSymbols } from "./builtins/evaluate";
