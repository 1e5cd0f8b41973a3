/**
 * Weak references: ref objects, and the lists of them that objects carry. CPython: Objects/weakrefobject.c (free-threaded build).
 *
 * The list of an object hangs from its tail (tail+8) or, for a type, from tp_weaklist; links are the refs' own `next`/`prev`. The head, the links and
 * `referent` are under one of 64 striped mutexes, chosen by the *referent's* address. The first ref of exact type `ref` without a callback is canonical: it is handed
 * out again. A ref holds no reference to its referent; the referent, when it dies, clears all refs (weakrefClear) before its memory is given back.
 *
 * weakrefGet: under the stripe's lock a referent that is still set has memory that is still its own, so a try-incref on it says whether it lives. The referent's
 * count was opened to try-incref when the ref was made (setMaybeWeakref). Fast path without the lock: an object that this thread owns cannot die meanwhile.
 */
import { Ptr, Value, NULL, None, NotImplemented, boolean, isPtr, int } from "../base/value";
import { as, Obj, toValue, LOCAL_SENTINELS, GC_UNREACHABLE } from "../base/obj";
import { N } from "../../generated/core/names";
import { T, TypeObject, TF_HAS_WEAKREF, TF_TYPE_SUBCLASS } from "../../generated/core/types";
import { load32, store32, xchgV } from "../base/atomics";
import { csBegin, csEnd } from "../threads/critical-section";
import { memberLoad } from "./descriptors";
import { decref, decrefPtr, newRef, increfPtr } from "../refcount/count";
import { setMaybeWeakref, tryIncrefDying, tryIncrefPromoted } from "../refcount/count-slow";
import { BIASED, COUNT } from "../refcount/mode";
import { YIELD_WEAKREF, yieldPoint } from "../base/stress";
import { tid } from "../threads/self";
import { nativeLock, nativeUnlock } from "../threads/attach";
import { gcVisit } from "../gc/visit";
import { newObject, freeObject } from "./alloc";
import { raise, raiseFmt, errFetch, errRestore, errOccurred, fmt } from "./errors";
import { typeOf, isExact, hasFlag } from "./typeof";
import { typeIsSubtype } from "./type-static";
import { call1 } from "./call";
import { noKeywords, checkPositional, hasKeywords } from "./args";
import { instanceTailVisit, instanceTailClearValues, tailOf, TAIL_WEAKLIST } from "./instance";
import { listNew, listAppend } from "../types/list/core";
import { hash, richCompare } from "./abstract";
import { hexAddress } from "./hash";
import { getAttrOptional } from "./attributes";
import { hasFlag as typeHas } from "./typeof";
import { writeUnraisable } from "./hooks";
import { genericAliasNew } from "./generic-alias";
import { TF_UNICODE_SUBCLASS, TF_DICT_SUBCLASS } from "../../generated/core/types";

@unmanaged
export class WeakrefObject extends Obj {
  /** @lock stripe: the object, or 0 when it is dead */ referent: u32;
  /** @lock stripe */ next: u32;
  prev: u32;
  pad: u32;
  /** @atomic; NULL: none. Taken out, under the ref's own lock, when it is called */ callback: Value;
  /** -1: not computed; @atomic */ hash: i64;
}
const STRIPES: usize = memory.data(64, 64);
// @ts-ignore: decorator
@inline function stripe(p: Ptr): Ptr { return STRIPES + ((p >> 4) * 0x9E3779B1 >> 26 & 63); }
function lockStripe(p: Ptr): void { nativeLock(stripe(p)); }
function unlockStripe(p: Ptr): void { nativeUnlock(stripe(p)); }
/** Address of the head of o's list, 0 if o cannot be weakly referenced. */
function headOf(p: Ptr): Ptr {
  const t = changetype<TypeObject>(changetype<Obj>(p).type);
  if (t.tp_flags & TF_TYPE_SUBCLASS) return p + offsetof<TypeObject>("tp_weaklist");
  if (!(t.tp_flags & TF_HAS_WEAKREF) || !t.tp_tail) return 0;
  return tailOf(p, t) + TAIL_WEAKLIST;
}
export function weakrefIs(v: Value): bool { return isPtr(v) && (typeOf(v) == T.ref || typeIsSubtype(typeOf(v), T.ref)); }
function isProxyType(t: TypeObject): bool { return t == T.weakproxy || t == T.weakcallableproxy; }

/** A ref of type t to o. Callback NULL: none. Borrows both. New, or NULL with TypeError. */
export function weakrefNewOf(t: TypeObject, o: Value, callback: Value): Value {
  const p = <Ptr>o, head = isPtr(o) ? headOf(p) : 0;
  if (!head) return raiseFmt(T.TypeError, "cannot create weak reference to '%T' object", o);
  const reuse = callback == NULL && (t == T.ref || isProxyType(t));
  if (reuse) {
    lockStripe(p);
    const c = findCanonical(head, t);
    unlockStripe(p);
    if (c) return <Value>c;
  }
  const r = newObject(t);
  if (!r) return NULL;
  const w = changetype<WeakrefObject>(r);
  w.callback = newRef(callback);
  w.hash = -1;
  setMaybeWeakref(p);
  setMaybeWeakref(r);
  lockStripe(p);
  if (reuse) {
    // another thread may have made the canonical one meanwhile
    const c = findCanonical(head, t);
    if (c) { unlockStripe(p); decref(<Value>r); return <Value>c; }
  }
  store32(r + offsetof<WeakrefObject>("referent"), <u32>p);
  const first: Ptr = load32(head);
  // canonical ones stand in front, the others behind them, the newest first
  let after: Ptr = 0;
  if (!reuse) for (let q = first; q && changetype<WeakrefObject>(q).callback == NULL; q = changetype<WeakrefObject>(q).next) after = q;
  if (!after) {
    w.next = <u32>first; w.prev = 0;
    if (first) changetype<WeakrefObject>(first).prev = <u32>r;
    store32(head, <u32>r);
  } else {
    const f = changetype<WeakrefObject>(after);
    w.next = f.next; w.prev = <u32>after;
    if (f.next) changetype<WeakrefObject>(<Ptr>f.next).prev = <u32>r;
    f.next = <u32>r;
  }
  unlockStripe(p);
  return <Value>r;
}
/** The canonical ref of exact type t, with a reference taken; 0 if there is none or it is dying. Stripe locked. */
function findCanonical(head: Ptr, t: TypeObject): Ptr {
  for (let r: Ptr = load32(head); r; r = changetype<WeakrefObject>(r).next) {
    const w = changetype<WeakrefObject>(r);
    if (w.type == changetype<u32>(t) && w.callback == NULL) return tryIncrefDying(r) ? r : 0;
  }
  return 0;
}
/** @atomic a weak reference that a finalizer made has given out an object that is being collected (gc/collect.ts); set with the referent's stripe locked */
const REVIVED: usize = memory.data(4, 4);
export function weakrefRevivedReset(): void { atomic.store<u32>(REVIVED, 0); }
export function weakrefRevived(): bool { return atomic.load<u32>(REVIVED) != 0; }
/** ref(o) without a callback. */
export function weakrefNew(o: Value): Value { return weakrefNewOf(T.ref, o, NULL); }
/** The referent, new; NULL without an exception if it is dead. */
export function weakrefGet(r: Value): Value {
  const at = <Ptr>r + offsetof<WeakrefObject>("referent");
  while (true) {
    const p: Ptr = load32(at);
    if (!p) return NULL;
    if (COUNT == BIASED && load<u16>(p) == tid) {
      const local = load<u32>(p, 4);
      if (local > 0 && local < LOCAL_SENTINELS && load32(at) == <u32>p) { store<u32>(p, local + 1, 4); return <Value>p; }
    }
    if (COUNT == BIASED && tryIncrefPromoted(p)) {
      if (load32(at) == <u32>p) return <Value>p;
      decrefPtr(p);
      continue;
    }
    lockStripe(p);
    const same = load32(at) == <u32>p;
    const ok = same && tryIncrefDying(p);
    if (ok && (load<u8>(p, 3) & GC_UNREACHABLE)) atomic.store<u32>(REVIVED, 1);
    unlockStripe(p);
    if (same) return ok ? <Value>p : NULL;
  }
}
function unlink(w: WeakrefObject, head: Ptr): void {
  if (w.prev) changetype<WeakrefObject>(<Ptr>w.prev).next = w.next; else store32(head, w.next);
  if (w.next) changetype<WeakrefObject>(<Ptr>w.next).prev = w.prev;
  w.next = 0; w.prev = 0;
}
/** Takes the ref out of its referent's list. */
function detach(r: Ptr): void {
  const w = changetype<WeakrefObject>(r), at = r + offsetof<WeakrefObject>("referent");
  while (true) {
    const p: Ptr = load32(at);
    if (!p) return;
    lockStripe(p);
    const same = load32(at) == <u32>p;
    if (same) { unlink(w, headOf(p)); store32(at, 0); }
    unlockStripe(p);
    if (same) return;
  }
}
/**
 * Clears all refs to p; those with callbacks come back chained by `next` (in front of `chain`), each with a reference taken, for weakrefRunCallbacks.
 * `garbage`: the collector's call; refs that are unreachable themselves lose their callback unheard.
 */
export function weakrefClearCollect(p: Ptr, chain: Ptr, garbage: bool): Ptr {
  const head = headOf(p);
  if (!head || !load32(head)) return chain;
  let last: Ptr = 0, own: Ptr = 0;
  lockStripe(p);
  while (true) {
    const r: Ptr = load32(head);
    if (!r) break;
    const w = changetype<WeakrefObject>(r);
    unlink(w, head);
    yieldPoint(YIELD_WEAKREF);
    if (w.callback && !(garbage && (w.gc & GC_UNREACHABLE)) && tryIncrefDying(r)) {
      if (last) changetype<WeakrefObject>(last).next = <u32>r; else own = r;
      last = r;
    }
    // the last: from here on one that dies elsewhere no longer waits for this lock (detach), and its memory may be another object's
    store32(r + offsetof<WeakrefObject>("referent"), 0);
  }
  unlockStripe(p);
  if (!last) return chain;
  changetype<WeakrefObject>(last).next = <u32>chain;
  return own;
}
/** Of p, which is garbage: a weak reference with a callback is cut off from its referent. That may die by its count while the garbage is taken apart, and must not call back into it. */
export function weakrefSilence(p: Ptr): void {
  if ((weakrefIs(<Value>p) || isProxyType(typeOf(<Value>p))) && changetype<WeakrefObject>(p).callback) detach(p);
}
/** Calls the callbacks of a chain, for each object the newest first, as CPython does. Exceptions are written and forgotten. */
export function weakrefRunCallbacks(chain: Ptr): void {
  if (!chain) return;
  const saved = errFetch();
  while (chain) {
    const w = changetype<WeakrefObject>(chain);
    const next: Ptr = w.next;
    w.next = 0;
    csBegin(chain);
    const f = xchgV(chain + offsetof<WeakrefObject>("callback"), NULL);
    csEnd();
    if (f) {
      const r = call1(f, <Value>chain);
      if (!r) writeUnraisable("Exception ignored while calling weakref callback", f);
      decref(r); decref(f);
    }
    decref(<Value>chain);
    chain = next;
  }
  errRestore(saved);
}
/** p dies: its refs are cleared, then their callbacks run. From tp_dealloc, before the object is taken apart. */
export function weakrefClear(p: Ptr): void {
  const chain = weakrefClearCollect(p, 0, false);
  if (!chain) return;
  finalizingBegin();
  weakrefRunCallbacks(chain);
  finalizingEnd();
}
import { finalizingBegin, finalizingEnd } from "./finalize";
/** o.__weakref__: the first ref, or None. */
export function weakrefFirst(o: Value): Value {
  const p = <Ptr>o, head = headOf(p);
  if (!head) return raiseFmt(T.AttributeError, "'%T' object has no attribute '__weakref__'", o);
  let r: Value = None;
  lockStripe(p);
  const f: Ptr = load32(head);
  if (f && tryIncrefDying(f)) r = <Value>f;
  unlockStripe(p);
  return r;
}
// ---- the type ref -----------------------------------------------------------------------------------------------------------------
export function refNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const t = as<TypeObject>(type);
  // a subclass's own parameters are its __init__'s business
  if (t == T.ref && !noKeywords("ref", kwnames)) return NULL;
  if (!checkPositional("__new__", nargs, 1, 2)) return NULL;
  const cb: Value = nargs > 1 ? load<u64>(args, 8) : NULL;
  return weakrefNewOf(t, load<u64>(args), cb == None ? NULL : cb);
}
export function refInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  return noKeywords("ref", kwnames) && checkPositional("__init__", nargs, 1, 2) ? 0 : -1;
}
export function refDealloc(p: Ptr): void {
  detach(p);
  const w = changetype<WeakrefObject>(p), f = w.callback;
  w.callback = NULL;
  instanceTailClear(p, changetype<TypeObject>(w.type));
  decref(f);
  freeObject(p);
}
import { instanceTailClear } from "./instance";
export function refTraverse(p: Ptr): void { gcVisit(changetype<WeakrefObject>(p).callback); instanceTailVisit(p, changetype<TypeObject>(changetype<Obj>(p).type)); }
export function refClear(p: Ptr): void {
  detach(p);
  const w = changetype<WeakrefObject>(p), f = w.callback;
  w.callback = NULL;
  decref(f);
}
export function refCall(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("ref", kwnames)) return NULL;
  if (nargs) return raiseFmt(T.TypeError, "ref expected 0 arguments, got %d", int(nargs));
  const o = weakrefGet(self);
  return o ? o : None;
}
export function refHash(self: Value): i64 {
  const at = <Ptr>self + offsetof<WeakrefObject>("hash");
  const have = atomic.load<i64>(at);
  if (have != -1) return have;
  const o = weakrefGet(self);
  if (!o) { raise(T.TypeError, "weak object has gone away"); return -1; }
  const h = hash(o);
  decref(o);
  if (h != -1) atomic.store<i64>(at, h);
  return h;
}
export function refCompare(a: Value, b: Value, op: i32): Value {
  if ((op != 2 && op != 3) || !weakrefIs(a) || !weakrefIs(b)) return NotImplemented;
  const x = weakrefGet(a), y = weakrefGet(b);
  const r = x && y ? richCompare(x, y, op) : boolean((a == b) == (op == 2));
  decref(x); decref(y);
  return r;
}
export function refRepr(self: Value): Value {
  const id = hexAddress(self), o = weakrefGet(self);
  let r: Value;
  if (!o) r = fmt("<weakref at %U; dead>", id);
  else {
    const oid = hexAddress(o), name = getAttrOptional(o, N.__name__);
    if (!name && errOccurred()) r = NULL;
    else r = name && hasFlag(name, TF_UNICODE_SUBCLASS) ? fmt5("<weakref at %U; to '%T' at %U (%U)>", id, o, oid, name) : fmt("<weakref at %U; to '%T' at %U>", id, o, oid);
    decref(oid); decref(name); decref(o);
  }
  decref(id);
  return r;
}
function fmt5(f: string, a: Value, b: Value, c: Value, d: Value): Value { return fmt(f, a, b, c, d); }
export function refCallback(self: Value): Value {
  const f = memberLoad(self, <Ptr>self + offsetof<WeakrefObject>("callback"));
  if (f && load32(<Ptr>self + offsetof<WeakrefObject>("referent"))) return f;
  decref(f);
  return None;
}
export function refClassGetItem(cls: Value, item: Value): Value { return genericAliasNew(cls, item); }

// ---- module _weakref ----------------------------------------------------------------------------------------------------------------
export function getWeakrefCount(m: Value, o: Value): Value {
  const p = <Ptr>o, head = isPtr(o) ? headOf(p) : 0;
  if (!head) return int(0);
  let n = 0;
  lockStripe(p);
  for (let r: Ptr = load32(head); r; r = changetype<WeakrefObject>(r).next) n++;
  unlockStripe(p);
  return int(n);
}
export function getWeakrefs(m: Value, o: Value): Value {
  const list = listNew(0);
  const p = <Ptr>o, head = isPtr(o) ? headOf(p) : 0;
  if (!list || !head) return list;
  // one at a time: the list is not to be grown under the stripe's lock
  for (let i = 0; ; i++) {
    let k = 0, found: Ptr = 0;
    lockStripe(p);
    let r: Ptr = load32(head);
    for (; r && k < i; r = changetype<WeakrefObject>(r).next) k++;
    const end = r == 0;
    if (r && tryIncrefDying(r)) found = r;
    unlockStripe(p);
    if (end) break;
    if (found) { listAppend(list, <Value>found); decref(<Value>found); }
  }
  return list;
}
export function makeProxy(m: Value, o: Value, callback: Value): Value {
  return weakrefNewOf(typeOf(o).tp_call ? T.weakcallableproxy : T.weakproxy, o, callback == None ? NULL : callback);
}
/**
 * Deletes d[key] if it is a ref that has been cleared, as one step: another thread may be putting a new ref there (CPython: _PyDict_DelItemIf). A referent that is dying and not yet
 * cleared has its callback still to come.
 */
export function removeDeadWeakref(m: Value, d: Value, key: Value): Value {
  if (!hasFlag(d, TF_DICT_SUBCLASS)) return raiseFmt(T.TypeError, "_remove_dead_weakref() argument 1 must be dict, not %T", d);
  const h = hashOf(key);
  if (h == -1) return NULL;
  const mark = stackMark(), out = stackAlloc(8);
  if (!out) return NULL;
  store<u64>(out, NULL);
  let value: Value = NULL, isRef = true;
  csBegin(<Ptr>d);
  const ix = dictFindLockHeld(d, key, h);
  if (ix >= 0) {
    const v = load<u64>(dkEntry(dictKeys(d), ix) + ENTRY_VALUE);
    isRef = weakrefIs(v);
    if (isRef && load32(<Ptr>v + offsetof<WeakrefObject>("referent")) == 0) value = dictTakeLockHeld(d, ix, out);
  }
  csEnd();
  const oldKey = load<u64>(out);
  stackRestore(mark);
  decref(oldKey); decref(value);
  if (!isRef) return raise(T.TypeError, "not a weakref");
  return ix == IX_DUMMY ? NULL : None;
}
import { dictFindLockHeld, dictKeys, dictTakeLockHeld, hashOf } from "../types/dict/core";
import { ENTRY_VALUE, IX_DUMMY, dkEntry } from "../types/dict/table";
import { stackAlloc, stackMark, stackRestore } from "./scratch";
