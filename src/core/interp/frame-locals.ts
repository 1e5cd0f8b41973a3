/**
 * FrameLocalsProxy: what `frame.f_locals` of a function is (PEP 667): a mapping that reads and writes the frame's own variables. Names that the code does not have lie in a dict of the frame
 * object (`extra`). CPython: Objects/frameobject.c, framelocalsproxy_*.
 *
 * Any thread may have the proxy. A look at the variables is a section between `enter` and `leave` (frame-object.ts): the frame is this thread's own, or the world is stopped, or it has ended and the frame
 * object is locked. In it nothing is dropped and no Python code runs. A variable that is replaced may be borrowed by the instruction that its frame is at, so its old value is kept until the frame
 * object dies (`kept`, a list). A variable of an inlined comprehension that has the name of another hides that one while it is bound.
 */
import { Ptr, Value, NULL, None, NotImplemented, boolean } from "../base/value";
import { Obj, as, toValue } from "../base/obj";
import { casV, storeV } from "../base/atomics";
import { T, TF_DICT_SUBCLASS, TF_UNICODE_SUBCLASS } from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { freeObject, newObject } from "../objects/alloc";
import { errClear, errMatches, errOccurred, raise, raiseFmt, raiseKeyError } from "../objects/errors";
import { hasFlag, isExact } from "../objects/typeof";
import { memberLoad } from "../objects/descriptors";
import { noKeywords, checkPositional } from "../objects/args";
import { callMethod0 } from "../objects/call";
import { getItem, iter, iterNext, repr, richCompare, hash } from "../objects/abstract";
import { gcVisit } from "../gc/visit";
import { dictContains, dictDel, dictGet, dictNew, dictSet, dictSize, dictPopHash, keyHash } from "../types/dict/core";
import { dictUpdate } from "../types/dict/merge";
import { listAppend, listNew } from "../types/list/core";
import { list_reverse } from "../types/list/methods";
import { strEq, strFromLiteral } from "../types/str/core";
import { reprEnter, reprLeave } from "../types/repr-guard";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { CodeObject, KIND_HIDDEN, codeLocalKind, codeLocalName } from "./code";
import { cellGet, cellSet } from "./cell";
import { Frame, FRAME_HEADER, FrameObject } from "./frame";
import { enter, frameLocalsDict, leave } from "./frame-object";

export { notHashable } from "../types/class-getitem";

@unmanaged
export class LocalsProxy extends Obj {
  /** FrameObject @frozen */ frame: Value;
}
// @ts-ignore: decorator
@inline function frameOf(v: Value): Value { return as<LocalsProxy>(v).frame; }
const EXTRA: usize = offsetof<FrameObject>("extra"), KEPT: usize = offsetof<FrameObject>("kept");

/** A proxy for a frame object, borrowed. */
export function localsProxyNew(frame: Value): Value {
  const p = newObject(T.FrameLocalsProxy);
  if (p) changetype<LocalsProxy>(p).frame = newRef(frame);
  return <Value>p;
}
export function localsNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!checkPositional("FrameLocalsProxy", nargs, 1, 1) || !noKeywords("FrameLocalsProxy", kwnames)) return NULL;
  const f = load<u64>(args);
  return isExact(f, T.frame) ? localsProxyNew(f) : raiseFmt(T.TypeError, "expect frame, not %T", f);
}
export function localsDealloc(p: Ptr): void { const f = changetype<LocalsProxy>(p).frame; changetype<LocalsProxy>(p).frame = NULL; decref(f); freeObject(p); }
export function localsTraverse(p: Ptr): void { gcVisit(changetype<LocalsProxy>(p).frame); }

// ---- variables -------------------------------------------------------------------------------------------------------------
function registerAt(f: Frame, i: i32): Ptr { return changetype<Ptr>(f) + FRAME_HEADER + (<usize>i << 3); }
/** Whether named register i has a value. In a section. */
function isBound(f: Frame, i: i32): bool {
  const v = load<u64>(registerAt(f, i));
  return v != NULL && (!isExact(v, T.cell) || load<u64>(<Ptr>v, 16) != NULL || (codeLocalKind(changetype<CodeObject>(f.code), i) & 0xC0) == 0);
}
/** The register of variable `key`, the bound one before others; -1: none. In a section. */
function find(f: Frame, key: Value, bound: bool): i32 {
  const c = changetype<CodeObject>(f.code);
  let at = -1;
  for (let i = c.localCount - 1; i >= 0; i--) {
    const name = codeLocalName(c, i);
    if (name != key && !strEq(name, key)) continue;
    if (isBound(f, i)) return i;
    if (!(codeLocalKind(c, i) & KIND_HIDDEN)) at = i;
  }
  return bound ? -1 : at;
}
function isName(key: Value): bool { return hasFlag(key, TF_UNICODE_SUBCLASS); }
/** What register i holds for Python, new: the contents of a cell. In a section. */
function valueAt(f: Frame, i: i32): Value {
  const v = load<u64>(registerAt(f, i));
  return isExact(v, T.cell) && codeLocalKind(changetype<CodeObject>(f.code), i) & 0xC0 ? cellGet(<Ptr>v) : newRef(v);
}
/** The extra variables, new; NULL: none. */
function extraOf(frame: Value): Value { return memberLoad(frame, <Ptr>frame + EXTRA); }
/** The object that lies in a field of the frame object, made if there is none; new. */
function fieldMade(frame: Value, field: usize, list: bool): Value {
  let v = memberLoad(frame, <Ptr>frame + field);
  if (v) return v;
  v = list ? listNew(0) : dictNew();
  if (!v) return NULL;
  newRef(v);
  if (casV(<Ptr>frame + field, NULL, v) == NULL) return v;
  decref(v); decref(v);
  return memberLoad(frame, <Ptr>frame + field);
}
/** proxy[key]: new; NULL without an exception if there is none, or with one. */
function lookup(self: Value, key: Value): Value {
  const fo = frameOf(self);
  if (isName(key)) {
    const f = enter(fo);
    if (!f) return NULL;
    const i = find(changetype<Frame>(f), key, true), v = i < 0 ? NULL : valueAt(changetype<Frame>(f), i);
    leave(fo);
    if (v) return v;
  } else if (hash(key) == -1) return NULL;
  const extra = extraOf(fo), v = extra ? dictGet(extra, key) : NULL;
  decref(extra);
  return v;
}
export function localsSubscript(self: Value, key: Value): Value {
  const v = lookup(self, key);
  return v || errOccurred() ? v : raiseFmt(T.KeyError, "local variable '%R' is not defined", key);
}
/** Writes variable `key`, if the code has one of that name: 1 done, 0 no such variable, -1 with an exception. */
function assign(fo: Value, key: Value, v: Value): i32 {
  for (;;) {
    let f = enter(fo);
    if (!f) return -1;
    const i = find(changetype<Frame>(f), key, false);
    if (i < 0) { leave(fo); return 0; }
    const at = registerAt(changetype<Frame>(f), i), old = newRef(load<u64>(at));
    if (!old) { storeV(at, newRef(v)); leave(fo); return 1; }
    const cell = isExact(old, T.cell) && (codeLocalKind(changetype<CodeObject>(changetype<Frame>(f).code), i) & 0xC0) != 0;
    leave(fo);
    if (cell) { cellSet(<Ptr>old, newRef(v)); decref(old); return 1; }
    if (old == v) { decref(old); return 1; }
    const kept = fieldMade(fo, KEPT, true), e = kept ? listAppend(kept, old) : -1;
    decref(kept);
    if (e < 0) { decref(old); return -1; }
    f = enter(fo);
    if (!f) { decref(old); return -1; }
    const now = registerAt(changetype<Frame>(f), i), same = load<u64>(now) == old;
    if (same) storeV(now, newRef(v));
    leave(fo);
    decref(old);
    // the frame's own reference, which `kept` has too; else the frame went on meanwhile: again
    if (same) { decref(old); return 1; }
  }
  return -1;
}
export function localsAssign(self: Value, key: Value, v: Value): i32 {
  const fo = frameOf(self);
  if (isName(key)) {
    if (v) { const r = assign(fo, key, v); if (r) return r < 0 ? -1 : 0; }
    else {
      const f = enter(fo);
      if (!f) return -1;
      const i = find(changetype<Frame>(f), key, false);
      leave(fo);
      if (i >= 0) { raise(T.ValueError, "cannot remove local variables from FrameLocalsProxy"); return -1; }
    }
  }
  const extra = v ? fieldMade(fo, EXTRA, false) : extraOf(fo);
  if (!extra) { if (!v) raiseKeyError(key); return -1; }
  const r = v ? dictSet(extra, key, v) : dictDel(extra, key);
  decref(extra);
  return r;
}

// ---- the mapping -----------------------------------------------------------------------------------------------------------
function snapshot(self: Value): Value { return frameLocalsDict(frameOf(self)); }
/** What a method of the snapshot gives, as a list. */
function listOf(self: Value, name: Value): Value {
  const d = snapshot(self), view = d ? callMethod0(d, name) : NULL, l = view ? sequenceToList(view) : NULL;
  decref(d); decref(view);
  return l;
}
import { sequenceToList } from "../objects/abstract";
import { N } from "../../generated/core/names";
export function localsKeys(self: Value): Value { return listOf(self, N.keys); }
export function localsValues(self: Value): Value { return listOf(self, N.values); }
export function localsItems(self: Value): Value { return listOf(self, N.items); }
export function localsIter(self: Value): Value {
  const l = localsKeys(self), r = l ? iter(l) : NULL;
  decref(l);
  return r;
}
export function localsReversed(self: Value): Value {
  const l = localsKeys(self);
  if (l) list_reverse(l);
  return l;
}
export function localsLength(self: Value): i32 {
  const d = snapshot(self), n = d ? dictSize(d) : -1;
  decref(d);
  return n;
}
export function localsContains(self: Value, key: Value): i32 {
  const v = lookup(self, key);
  if (!v) return errOccurred() ? -1 : 0;
  decref(v);
  return 1;
}
export function localsContainsMethod(self: Value, key: Value): Value { const r = localsContains(self, key); return r < 0 ? NULL : boolean(r != 0); }
export function localsCopy(self: Value): Value { return snapshot(self); }
export function localsGet(self: Value, key: Value, dflt: Value): Value {
  const v = lookup(self, key);
  return v || errOccurred() ? v : newRef(dflt);
}
export function localsSetdefault(self: Value, key: Value, dflt: Value): Value {
  const v = lookup(self, key);
  if (v || errOccurred()) return v;
  return localsAssign(self, key, dflt) < 0 ? NULL : newRef(dflt);
}
export function localsPop(self: Value, key: Value, dflt: Value): Value {
  const fo = frameOf(self);
  if (isName(key)) {
    const f = enter(fo);
    if (!f) return NULL;
    const i = find(changetype<Frame>(f), key, false);
    leave(fo);
    if (i >= 0) return raise(T.ValueError, "cannot remove local variables from FrameLocalsProxy");
  }
  const extra = extraOf(fo), h = keyHash(key), v = h != -1 && extra ? dictPopHash(extra, key, h) : NULL;
  decref(extra);
  if (v || errOccurred()) return v;
  if (dflt) return newRef(dflt);
  raiseKeyError(key);
  return NULL;
}
function isMappingForUs(v: Value): bool { return hasFlag(v, TF_DICT_SUBCLASS) || isExact(v, T.FrameLocalsProxy); }
/** Sets all items of `other`. 0, or -1 with an exception. */
function merge(self: Value, other: Value): i32 {
  const keys = callMethod0(other, N.keys), it = keys ? iter(keys) : NULL;
  decref(keys);
  if (!it) return -1;
  let r = 0;
  while (r == 0) {
    const k = iterNext(it);
    if (!k) { if (errOccurred()) r = -1; break; }
    const v = getItem(other, k);
    r = v ? localsAssign(self, k, v) : -1;
    decref(k); decref(v);
  }
  decref(it);
  return r;
}
export function localsUpdate(self: Value, other: Value): Value {
  if (isMappingForUs(other) && merge(self, other) == 0) return None;
  errClear();
  return raise(T.TypeError, "update() argument must be dict or another FrameLocalsProxy");
}
/** self or other may be the proxy; the result is a dict. */
export function localsOr(self: Value, other: Value): Value {
  if (!isMappingForUs(self) || !isMappingForUs(other)) return NotImplemented;
  const d = dictNew();
  if (d && dictUpdate(d, self) == 0 && dictUpdate(d, other) == 0) return d;
  decref(d);
  return NULL;
}
export function localsInplaceOr(self: Value, other: Value): Value {
  if (!isMappingForUs(other)) return NotImplemented;
  return merge(self, other) < 0 ? NULL : newRef(self);
}
export function localsCompare(self: Value, other: Value, op: i32): Value {
  if (op != 2 && op != 3) return NotImplemented;
  if (isExact(other, T.FrameLocalsProxy)) return boolean((frameOf(self) == frameOf(other)) == (op == 2));
  if (!hasFlag(other, TF_DICT_SUBCLASS)) return NotImplemented;
  const d = snapshot(self), r = d ? richCompare(d, other, op) : NULL;
  decref(d);
  return r;
}
export function localsRepr(self: Value): Value {
  const e = reprEnter(self);
  if (e) return e < 0 ? NULL : strFromLiteral("{...}");
  const d = snapshot(self), r = d ? repr(d) : NULL;
  decref(d);
  reprLeave(self);
  return r;
}
