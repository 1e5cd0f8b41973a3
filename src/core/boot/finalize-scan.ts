/**
 * Whether anybody could tell that the modules are torn down (boot/finalize.ts): a walk over the heap, two loads an object, that looks for objects whose end does something:
 *
 *   - a finalizer that has not run: `__del__`, a suspended generator (its finally blocks), a coroutine that was never awaited, a file with text that is not written yet
 *   - a weak reference with a callback whose object lives, but for those by which the containers of weakref.py and _weakrefset.py keep themselves tidy: they die with them
 *
 * Objects without GC are walked only if a class among them has `__del__`. The world is stopped. Errs on the side of "yes".
 */
import { Ptr, Value, isPtr } from "../base/value";
import { as } from "../base/obj";
import { GC_FINALIZED, IMMORTAL } from "../base/obj";
import { T, TypeObject, TF_HAVE_GC, TF_HEAPTYPE, TF_TYPE_SUBCLASS } from "../../generated/core/types";
import { KIND_GC, KIND_OBJECT, addr } from "../memory/layout";
import { blockIsObject, pageFirstOf, pageNextOf } from "../memory/walk";
import { CodeObject } from "../interp/code";
import { FunctionObject } from "../interp/function";
import { GEN_CREATED, GEN_DONE, GeneratorObject } from "../interp/generator";
import { WeakrefObject } from "../objects/weakref";
import { BufferedObject } from "../modules/io/buffered";
import { TextIOObject } from "../modules/io/text";
import { typeIsSubtype } from "../objects/type-static";
import { typeOf } from "../objects/typeof";
import { strAt, strLen } from "../types/str/core";

/** A class whose instances have no GC has `__del__`. */
let plainFinalizers: bool = false;

export function exitIsVisible(): bool {
  plainFinalizers = false;
  return kindIsVisible(KIND_GC) || (plainFinalizers && kindIsVisible(KIND_OBJECT));
}
function kindIsVisible(kind: u32): bool {
  for (let page = pageFirstOf(kind); addr(page); page = pageNextOf(page)) {
    let p: Ptr = page.start;
    for (let i: u32 = 0; i < page.capacity; i++, p += page.blockSize) {
      if (!blockIsObject(p)) continue;
      const t = changetype<TypeObject>(load<u32>(p, 12));
      if (t.tp_finalize) { if (finalizerIsVisible(p, t)) return true; }
      else if (t == T.ref || t == T.weakproxy || t == T.weakcallableproxy) { if (callbackIsVisible(p)) return true; }
      else if (t.tp_flags & TF_HEAPTYPE) { if (typeIsSubtype(t, T.ref) && callbackIsVisible(p)) return true; }
      if (t.tp_flags & TF_TYPE_SUBCLASS) {
        const c = changetype<TypeObject>(p);
        if ((c.tp_flags & TF_HEAPTYPE) && c.tp_finalize && !(c.tp_flags & TF_HAVE_GC)) plainFinalizers = true;
      }
    }
  }
  return false;
}
function finalizerIsVisible(p: Ptr, t: TypeObject): bool {
  if ((load<u8>(p, 3) & GC_FINALIZED) || load<u32>(p, 4) == IMMORTAL) return false;
  if (t == T.FileIO || t == T.StringIO || t == T.BytesIO) return false;
  if (t == T.BufferedReader || t == T.BufferedWriter || t == T.BufferedRandom) {
    const b = changetype<BufferedObject>(p);
    return b.wend > 0 || (b.raw != 0 && typeOf(b.raw) != T.FileIO);
  }
  if (t == T.TextIOWrapper) {
    const x = changetype<TextIOObject>(p);
    if (x.pendingLen > 0) return true;
    if (!x.buffer) return false;
    const b = typeOf(x.buffer);
    return b != T.BufferedReader && b != T.BufferedWriter && b != T.BufferedRandom && b != T.BytesIO;
  }
  if (t == T.generator) { const s = changetype<GeneratorObject>(p).state; return s != GEN_DONE && s != GEN_CREATED; }
  if (t == T.coroutine || t == T.async_generator) return changetype<GeneratorObject>(p).state != GEN_DONE;
  return true;
}
function callbackIsVisible(p: Ptr): bool {
  const w = changetype<WeakrefObject>(p), f = w.callback;
  if (!f || !w.referent) return false;
  if (!isPtr(f) || typeOf(f) != T.$function) return true;
  const c = as<CodeObject>(<Value>as<FunctionObject>(f).code), file = c.filename;
  return !isPtr(file) || !(endsWith(file, "_weakrefset.py") || endsWith(file, "weakref.py"));
}
/** Of a path in the library: compared at the end. */
function endsWith(s: Value, tail: string): bool {
  const n = strLen(s), m = tail.length;
  if (n <= m || strAt(s, n - m - 1) != 47) return false;
  for (let i = 0; i < m; i++) if (<i32>strAt(s, n - m + i) != tail.charCodeAt(i)) return false;
  return true;
}
