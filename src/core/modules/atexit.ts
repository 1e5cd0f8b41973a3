/** atexit. The callbacks are a list of (function, args, kwargs) tuples; a removed one leaves None. CPython: Modules/atexitmodule.c. */
import { Ptr, Value, NULL, None, int } from "../base/value";
import { T } from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { errFetch, errOccurred, raise, raiseFmt } from "../objects/errors";
import { callableCheck, richCompareBool } from "../objects/abstract";
import { isExact } from "../objects/typeof";
import { call } from "../objects/call";
import { dictNew, dictSet } from "../types/dict/core";
import { listAppendSteal, listGetItemOrNull, listNew, listSetItem, listSize, listTruncate } from "../types/list/core";
import { tupleFromArray, tupleItem, tupleItems, tuplePack3, tupleSize } from "../types/tuple/core";
import { callWithDict } from "../interp/call-ex";
import { dictSize } from "../types/dict/core";
import { rootSlot } from "../boot/state";
import { ROOT_ATEXIT } from "../boot/roots";
import { reportUnraisable } from "./sys/unraisable";

function callbacks(): Value {
  const slot = rootSlot(ROOT_ATEXIT);
  let l = load<u64>(slot);
  if (l) return l;
  l = listNew(0);
  if (!l) return NULL;
  const old = atomic.cmpxchg<u64>(slot, NULL, l);
  if (!old) return l;
  decref(l);
  return old;
}
export function atexitRegister(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!nargs) return raise(T.TypeError, "register() takes at least 1 argument (0 given)");
  const f = load<u64>(args);
  if (!callableCheck(f)) return raise(T.TypeError, "the first argument must be callable");
  const a = tupleFromArray(args + 8, nargs - 1), kw = dictNew(), l = callbacks();
  let ok = a != NULL && kw != NULL && l != NULL;
  const nk = kwnames ? tupleSize(kwnames) : 0;
  for (let i = 0; ok && i < nk; i++) ok = dictSet(kw, tupleItem(kwnames, i), load<u64>(args + (<usize>(nargs + i) << 3))) == 0;
  const t = ok ? tuplePack3(f, a, kw) : NULL;
  decref(a); decref(kw);
  if (!t || listAppendSteal(l, t) < 0) return NULL;
  return newRef(f);
}
export function atexitUnregister(m: Value, f: Value): Value {
  const l = callbacks();
  if (!l) return NULL;
  for (let i = 0; i < listSize(l); i++) {
    const t = listGetItemOrNull(l, i);
    if (!t) break;
    if (t != None) {
      const eq = richCompareBool(f, tupleItem(t, 0), 2);
      if (eq < 0) { decref(t); return NULL; }
      if (eq) listSetItem(l, i, None);
    }
    decref(t);
  }
  return None;
}
/** Runs them, last registered first; what they raise is reported. They may register more. */
export function atexitRun(): void {
  const l = load<u64>(rootSlot(ROOT_ATEXIT));
  if (!l) return;
  for (;;) {
    const n = listSize(l);
    if (!n) return;
    const t = listGetItemOrNull(l, n - 1);
    listTruncate(l, n - 1);
    if (!t || t == None) continue;
    const f = tupleItem(t, 0), a = tupleItem(t, 1), kw = tupleItem(t, 2);
    const r = dictSize(kw) ? callWithDict(f, tupleItems(a), tupleSize(a), kw) : call(f, tupleItems(a), tupleSize(a), NULL);
    if (r) decref(r); else { const e = errFetch(); if (e) { reportUnraisable(e, "Exception ignored in atexit callback", f); decref(e); } }
    decref(t);
  }
}
export function atexitRunCallbacks(m: Value): Value { atexitRun(); return None; }
export function atexitClear(m: Value): Value { const l = load<u64>(rootSlot(ROOT_ATEXIT)); if (l) listTruncate(l, 0); return None; }
export function atexitCount(m: Value): Value { const l = load<u64>(rootSlot(ROOT_ATEXIT)); return int(l ? listSize(l) : 0); }
