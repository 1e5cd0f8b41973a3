/** sys: frames of this and of the other threads. */
import { Ptr, Value, NULL, None, int } from "../../base/value";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { errOccurred, raise } from "../../objects/errors";
import { indexAsSsize } from "../../objects/abstract-index";
import { ts } from "../../threads/self";
import { ThreadState } from "../../threads/state";
import { threadFirst, threadNext } from "../../threads/registry";
import { worldStart, worldStop } from "../../threads/attach";
import { Frame, frameObject } from "../../interp/frame";
import { excHandled } from "../../interp/exc-state";
import { dictGetStr, dictNew, dictSet } from "../../types/dict/core";
import { intFromU64 } from "../../types/int/core";

/** The frame `depth` calls out from the innermost Python frame; 0 if the stack is not that deep. */
function frameAt(depth: i32): Ptr {
  let f: Ptr = changetype<ThreadState>(ts).frame;
  while (f && depth > 0) { f = changetype<Frame>(f).prev; depth--; }
  return f;
}
export function sysGetframe(m: Value, depth: Value): Value {
  const n = indexAsSsize(depth);
  if (n == -1 && errOccurred()) return NULL;
  const f = frameAt(n);
  if (!f) return raise(T.ValueError, "call stack is not deep enough");
  const o = frameObject(changetype<Frame>(f));
  return o ? newRef(<Value>o) : NULL;
}
export function sysGetframeModulename(m: Value, depth: Value): Value {
  const n = indexAsSsize(depth);
  if (n == -1 && errOccurred()) return NULL;
  const f = frameAt(n);
  if (!f) return None;
  const name = dictGetStr(<Value>changetype<Frame>(f).globals, N.__name__);
  return name ? name : None;
}
/**
 * {thread ident: frame}. The other threads are stopped while their frame objects are made; a thread that goes on afterwards takes its frame's contents into the object when it
 * ends (frameTakeOver), so what we give out stays valid.
 */
export function sysCurrentFrames(m: Value): Value {
  const d = dictNew();
  if (!d) return NULL;
  let ok = true;
  worldStop();
  for (let s = changetype<Ptr>(threadFirst()); s && ok; s = threadNext(s)) {
    const f: Ptr = changetype<ThreadState>(s).frame;
    if (!f) continue;
    const o = frameObject(changetype<Frame>(f)), k = intFromU64(changetype<ThreadState>(s).ident);
    ok = o != 0 && k != NULL && dictSet(d, k, <Value>o) == 0;
    decref(k);
  }
  worldStart();
  if (!ok) { decref(d); return NULL; }
  return d;
}
/** {thread ident: exception being handled, or None} */
export function sysCurrentExceptions(m: Value): Value {
  const d = dictNew();
  if (!d) return NULL;
  let ok = true;
  worldStop();
  for (let s = changetype<Ptr>(threadFirst()); s && ok; s = threadNext(s)) {
    if (!changetype<ThreadState>(s).frame) continue;
    let e: Value = NULL;
    for (let i: Ptr = changetype<ThreadState>(s).excInfo; i && !e; i = load<u32>(i, 8)) { e = load<u64>(i); if (e == None) e = NULL; }
    const k = intFromU64(changetype<ThreadState>(s).ident);
    ok = k != NULL && dictSet(d, k, e ? e : None) == 0;
    decref(k);
  }
  worldStart();
  if (!ok) { decref(d); return NULL; }
  return d;
}
