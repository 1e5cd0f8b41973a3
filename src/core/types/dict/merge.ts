/** Filling a dict from another, from a mapping, or from pairs: dict.update, dict(), |, **. Mirrors dict_merge and PyDict_MergeFromSeq2. */
import { Ptr, Value, NULL, int } from "../../base/value";
import { T, TF_DICT_SUBCLASS } from "../../../generated/core/types";
import { incref, decref, newRef } from "../../refcount/count";
import { errFetch, errOccurred, errMatches, errRestore, fmt, raise, raiseFmt, raiseKeyError } from "../../objects/errors";
import { addNote } from "../exceptions/exceptions";
import { iter, iterNext, getItem, sequenceToList } from "../../objects/abstract";
import { getAttrOptional } from "../../objects/attributes";
import { callMethod0 } from "../../objects/call";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { isPrivate, publishIn, writing } from "../sharing";
import { csBegin, csBegin2, csBeginOwn, csEnd } from "../../threads/critical-section";
import { N } from "../../../generated/core/names";
import { listItem, listSize } from "../list/core";
import { tupleItem, tupleSize } from "../tuple/core";
import { isMine } from "../../base/self";
import { dictSnapshot, snapshotUsed } from "./snapshot";
import { EMPTY_KEYS, ENTRY_HASH, ENTRY_VALUE, IX_EMPTY, dkEntry, dkNentries, dkLog2For } from "./table";
import { DK_USABLE } from "./table";
import { dictAddLockHeld, dictCopyIntoLockHeld, dictFindLockHeld, dictKeys, dictNextIndex, dictResizeLockHeld, dictReplaceLockHeld, dictSet, dictSize, dictContains, dkRelease, DICT_KEYS, DICT_USED } from "./core";

/** a.update(b), b a mapping or iterable of pairs. 0, or -1 with an exception. */
export function dictUpdate(a: Value, b: Value): i32 {
  if (isExact(b, T.dict)) return dictMerge(a, b, 1);
  if (hasFlag(b, TF_DICT_SUBCLASS)) return dictMerge(a, b, 1);
  const keys = getAttrOptional(b, N.keys);
  if (keys) { decref(keys); return dictMerge(a, b, 1); }
  if (errOccurred()) return -1;
  return dictMergePairs(a, b, 1);
}
/**
 * Takes the items of mapping b into dict a. mode: 1 later wins, 0 the first wins, 2 a key that is in both is an error (KeyError(key)).
 * 0, or -1 with an exception.
 */
export function dictMerge(a: Value, b: Value, mode: i32): i32 {
  if (hasFlag(b, TF_DICT_SUBCLASS) && typeOf(b).tp_iter == T.dict.tp_iter) {
    if (a == b) return 0;
    let r = 0;
    const k = isMine(<Ptr>a) && isEmpty(a) && !isPrivate(<Ptr>b) ? dictSnapshot(b) : 0;
    if (k) {
      const n = snapshotUsed;
      if (isPrivate(<Ptr>a) && isEmpty(a)) {
        store<u32>(<Ptr>a, <u32>k, DICT_KEYS);
        store<i32>(<Ptr>a, n, DICT_USED);
        return 0;
      }
      // another thread, or a finalizer, has been at a meanwhile
      dkRelease(<Ptr>a, k);
    }
    if (isEmpty(a) && csBeginOwn(<Ptr>a, <Ptr>b)) {
      const copied = isEmpty(a);
      if (copied && !dictCopyIntoLockHeld(a, b)) r = -1;
      csEnd();
      if (copied) return r;
    }
    csBegin2(<Ptr>a, <Ptr>b);
    r = mergeDictLockHeld(a, b, mode);
    csEnd();
    return r;
  }
  const keys = callMethod0(b, N.keys);
  if (!keys) return -1;
  const it = iter(keys);
  decref(keys);
  if (!it) return -1;
  let r = 0;
  while (true) {
    const key = iterNext(it);
    if (!key) { if (errOccurred()) r = -1; break; }
    if (mode != 1) {
      const c = dictContains(a, key);
      if (c != 0) {
        if (c < 0) r = -1;
        else if (mode == 2) { raiseKeyError(key); r = -1; }
        decref(key);
        if (r) break;
        continue;
      }
    }
    const v = getItem(b, key);
    r = v ? dictSet(a, key, v) : -1;
    decref(key); decref(v);
    if (r) break;
  }
  decref(it);
  return r;
}
// @ts-ignore: decorator
@inline function isEmpty(d: Value): bool { return dictSize(d) == 0 && dictKeys(d) == EMPTY_KEYS; }
/** A dict emptied before begins anew with a table of its own, as in CPython, so that an iterator over it is at its end. */
function beginAnewLockHeld(a: Value): void {
  const old = dictKeys(a);
  if (dictSize(a) != 0 || old == EMPTY_KEYS) return;
  writing(<Ptr>a);
  publishIn<u32>(<Ptr>a, <Ptr>a + DICT_KEYS, <u32>EMPTY_KEYS);
  dkRelease(<Ptr>a, old);
}
/** Before the keyword arguments of update(), which CPython takes from a dict. */
export function dictBeginAnew(a: Value): void {
  csBegin(<Ptr>a);
  beginAnewLockHeld(a);
  csEnd();
}
function mergeDictLockHeld(a: Value, b: Value, mode: i32): i32 {
  const n = dictSize(b);
  if (n == 0) return 0;
  beginAnewLockHeld(a);
  if (isEmpty(a)) return dictCopyIntoLockHeld(a, b) ? 0 : -1;
  // one resize for all
  if (load<i32>(dictKeys(a), DK_USABLE) * 2 < n * 3 && load<i32>(dictKeys(a), DK_USABLE) < n && !dictResizeLockHeld(a, dkLog2For(dictSize(a) + n))) return -1;
  const k = dictKeys(b);
  for (let i = dictNextIndex(b, 0); i >= 0; i = dictNextIndex(b, i + 1)) {
    const e = dkEntry(k, i), key = newRef(load<u64>(e)), v = newRef(load<u64>(e, ENTRY_VALUE)), hash = load<i64>(e, ENTRY_HASH);
    const ix = dictFindLockHeld(a, key, hash);
    let r = 0;
    if (ix < IX_EMPTY) r = -1;
    else if (ix == IX_EMPTY) r = dictAddLockHeld(a, newRef(key), hash, newRef(v));
    else if (mode == 1) decref(dictReplaceLockHeld(a, ix, newRef(v)));
    else if (mode == 2) { raiseKeyError(key); r = -1; }
    decref(key); decref(v);
    if (r) return -1;
    if (dictKeys(b) != k || dictSize(b) != n) { raise(T.RuntimeError, "dict mutated during update"); return -1; }
  }
  return 0;
}
function notAPair(i: i32): void {
  raise(T.TypeError, "object is not iterable");
  const e = errFetch(), note = fmt("Cannot convert dictionary update sequence element #%d to a sequence", int(i));
  if (note) { decref(addNote(e, note)); decref(note); }
  errRestore(e);
}
/** Takes the pairs that iterable b gives into a. */
export function dictMergePairs(a: Value, b: Value, mode: i32): i32 {
  const it = iter(b);
  if (!it) return -1;
  let r = 0;
  for (let i = 0; r == 0; i++) {
    const item = iterNext(it);
    if (!item) { if (errOccurred()) r = -1; break; }
    const pair = sequenceToList(item);
    decref(item);
    if (!pair) {
      if (errMatches(T.TypeError)) notAPair(i);
      r = -1;
      break;
    }
    const n = listSize(pair);
    if (n != 2) { raiseFmt(T.ValueError, "dictionary update sequence element #%d has length %d; 2 is required", int(i), int(n)); r = -1; }
    else {
      const key = listItem(pair, 0), v = listItem(pair, 1);
      const c = mode == 1 ? 0 : dictContains(a, key);
      r = c < 0 ? -1 : c ? 0 : dictSet(a, key, v);
    }
    decref(pair);
  }
  decref(it);
  return r;
}
