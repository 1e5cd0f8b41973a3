/**
 * Inline caches of LOAD_GLOBAL, LOAD_ATTR, LOAD_METHOD, STORE_ATTR: words behind the instruction, shared by all threads. Each word is
 * written whole by one atomic store and says something that is true by itself, so words that were written by different threads never disagree.
 *
 * LOAD_GLOBAL   word 1: globals' keys version << 32 | entry index, or ABSENT: "this name is not a key"
 *               word 2: builtins' keys version << 32 | entry index; read when word 1 says ABSENT
 *
 * An instruction that meets several types has further caches, for each thread (poly-cache.ts).
 */
import { Ptr, Value, NULL, MOVED, isPtr } from "../base/value";
import { as, toValue } from "../base/obj";
import { T, TypeObject } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { casV, load32, loadV, storeV, xchgV } from "../base/atomics";
import { LOCAL_SENTINELS } from "../base/obj";
import { PROC_MULTI } from "../base/map";
import { TF_ABSTRACT, TF_TYPE_SUBCLASS } from "../../generated/core/types";
import { wrapped } from "../objects/property";
import { polyClaim, polyFind } from "./poly-cache";
import { isExact, typeOf } from "../objects/typeof";
import { tid } from "../threads/self";
import { isMine } from "../base/self";
import { tupleItem, tupleSize } from "../types/tuple/core";
import { decref, incref, increfPtr, newRef } from "../refcount/count";
import { tryIncref, tryIncrefDying } from "../refcount/count-slow";
import { csTryLock, slotReplaced } from "../threads/critical-section";
import { mutexUnlock } from "../sync/mutex";
import { moduleDict } from "../objects/module";
import { TAIL_CAPACITY, TAIL_COUNT } from "../objects/instance";
import { AC_CLASS, AC_CLASSM, AC_CLASSM_NODICT, AC_CLASS_CLASSM, AC_CLASS_STATIC, AC_DICT, AC_GENERIC, AC_INLINE, AC_INLINE_CHECK, AC_METHOD, AC_METHOD_NODICT, AC_NONE, AC_PROPERTY, AC_SLOT, AC_STATIC, AC_STATIC_NODICT, AC_TUPLE_ITEM, AC_TYPE_ATTR, AC_TYPE_ATTR_NODICT, attrCacheLookup, attrCacheLookupClass, attrCacheLookupStore } from "../objects/attributes";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { dictLookupIndexStr, dictCachedValue, DK_VERSION, DICT_KEYS } from "../types/dict/core";
import { ENTRY_VALUE, dkEntry } from "../types/dict/table";
import { typeLookup, typeVersion } from "../objects/type-lookup";

// @ts-ignore: decorator
@inline const ABSENT: u32 = 0xFFFFFFFF;

/** The cached value, new reference; NULL: look it up. */
// @ts-ignore: decorator
@inline export function globalCached(globals: Ptr, builtins: Ptr, pc: Ptr): Value {
  const w = loadV(pc + 8);
  const k: Ptr = load32(globals + DICT_KEYS);
  if (w == 0 || load32(k + DK_VERSION) != <u32>(w >> 32)) return NULL;
  if (<u32>w != ABSENT) return dictCachedValue(<Value>globals, k, <i32>w);
  const x = loadV(pc + 16), b: Ptr = load32(builtins + DICT_KEYS);
  if (x != 0 && load32(b + DK_VERSION) == <u32>(x >> 32)) {
    const slot = dkEntry(b, <i32>x) + ENTRY_VALUE, v = loadV(slot);
    if (!isPtr(v) || (atomic.load<u32>(<Ptr>v, 4) >= LOCAL_SENTINELS && loadV(slot) == v)) return v;
  }
  return builtinCached(builtins, pc);
}
/** The same for a builtin that is counted: a program put it there. */
function builtinCached(builtins: Ptr, pc: Ptr): Value {
  const w = loadV(pc + 16), k: Ptr = load32(builtins + DICT_KEYS);
  if (w == 0 || load32(k + DK_VERSION) != <u32>(w >> 32)) return NULL;
  return dictCachedValue(<Value>builtins, k, <i32>w);
}
export function globalCacheFill(globals: Ptr, builtins: Ptr, name: Value, pc: Ptr): void {
  if (!isExact(<Value>globals, T.dict) || !isExact(<Value>builtins, T.dict)) return;
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return;
  const ix = dictLookupIndexStr(<Value>globals, name, out);
  const version = load<u32>(out);
  if (version) {
    if (ix < 0) {
      const jx = dictLookupIndexStr(<Value>builtins, name, out), bv = load<u32>(out);
      if (jx >= 0 && bv) { storeV(pc + 16, (<u64>bv << 32) | <u64><u32>jx); storeV(pc + 8, (<u64>version << 32) | <u64>ABSENT); }
    } else storeV(pc + 8, (<u64>version << 32) | <u64><u32>ix);
  }
  stackRestore(mark);
}
// ---- attributes --------------------------------------------------------------------------------------------------------------
// LOAD_ATTR, LOAD_METHOD, STORE_ATTR: word 1 as attrCacheLookup draws it (type version | kind << 32 | argument << 40); word 2, of kinds that have a Value of the type:
// its low half | the same version << 32. A version and the instruction's name determine both, so a reader needs no more than that both halves are of its version:
// to look at word 1 again would not do, another thread may have been there and back (tests/models/type-cache.model.ts). A pointer is a low half. Of immediates
// word 1 has the rest: its argument is their top 16 bits (never 0), bits 56 to 63 say how the 48 below them lie.
/** 0: bits 32 to 47 are zero. This: they are ones (negative integers). */
// @ts-ignore: decorator
@inline const NEGATIVE: u64 = 1;
/** the low 16 bits are zero, the low half of word 2 is what lies above them: short floats */
// @ts-ignore: decorator
@inline const SHORT: u64 = 2;
/** word 2 is the Value itself: in the thread's own further cache only, where nobody tears it */
// @ts-ignore: decorator
@inline const WHOLE: u64 = 3;
/** A value at byte offset `argument` of the object: what AC_INLINE and AC_SLOT are in a load's cache. In a store's cache their argument is such an offset too. */
// @ts-ignore: decorator
@inline const AC_FIELD: u32 = 33;
/** of modules: the low half is the keys version of the module's dict, the argument the entry index */
// @ts-ignore: decorator
@inline const AC_MODULE: u32 = 32;
// @ts-ignore: decorator
@inline const OFF_VERSION: usize = offsetof<TypeObject>("tp_version");
// @ts-ignore: decorator
@inline const OFF_TAIL: usize = offsetof<TypeObject>("tp_tail");

// @ts-ignore: decorator
@inline function kindOf(w: u64): u32 { return <u32>(w >> 32) & 0xFF; }
// @ts-ignore: decorator
@inline function argOf(w: u64): usize { return <usize>(w >> 40) & 0xFFFF; }
/** second 0: a word without a value */
function publish(pc: Ptr, word: u64, second: u64): void {
  if (second) storeV(pc + 16, second);
  storeV(pc + 8, word);
}
/** A reference to what type t holds under a valid version: deferred and immortal objects need none; NULL: general way. */
function typeValue(t: Ptr, pc: Ptr, w: u64): Value {
  const x = loadV(pc + 16), top = w >> 40;
  if (top >> 16 == WHOLE) return x;
  if (<u32>(x >> 32) != <u32>w) return NULL;
  if (top) return top >> 16 == SHORT ? top << 48 | (x & 0xFFFF_FFFF) << 16 : top << 48 | (top >> 16 == NEGATIVE ? 0xFFFF_0000_0000 : <u64>0) | (x & 0xFFFF_FFFF);
  const p = <Ptr><u32>x;
  // it may have come into the block of what was meant; a type that changes gives up its version before it drops anything
  if (atomic.load<u32>(p, 4) >= LOCAL_SENTINELS) return load32(t + OFF_VERSION) == <u32>w ? <Value>p : NULL;
  if (load<u16>(p) == tid) { increfPtr(p); return <Value>p; }
  // The cache does not count what it holds: with the same version still it is alive in the type.
  if (!tryIncrefDying(p)) return NULL;
  if (load32(t + OFF_VERSION) == <u32>w) return <Value>p;
  decref(<Value>p);
  return NULL;
}
/** o.name by the cache, new reference; NULL: general way. */
// @ts-ignore: decorator
@inline export function attrCached(o: Value, pc: Ptr): Value {
  if (!isPtr(o)) return NULL;
  const t: Ptr = load<u32>(<Ptr>o, 12), w = loadV(pc + 8);
  // no word has version 0 and a kind
  if ((w & 0xFF_FFFF_FFFF) == (<u64>load32(t + OFF_VERSION) | <u64>AC_FIELD << 32)) {
    const v = loadV(<Ptr>o + <usize>(w >> 40));
    if (!isPtr(v)) { if (v != NULL && v != MOVED) return v; }
    else if (load<u16>(<Ptr>v) == tid) { increfPtr(<Ptr>v); return v; }
  }
  return attrCachedRest(<Ptr>o, t, w, pc);
}
export function attrCachedRest(o: Ptr, t: Ptr, w: u64, pc: Ptr): Value {
  const kind = kindOf(w);
  if (kind == AC_MODULE) return t == changetype<Ptr>(T.module) ? moduleCached(o, w) : NULL;
  const version = <u32>w;
  if (version == 0) return NULL;
  if (load32(t + OFF_VERSION) != version) return kind == AC_CLASS || kind == AC_CLASS_STATIC ? classCached(o, t, w, pc) : NULL;
  let slot: Ptr;
  switch (kind) {
    case AC_FIELD: slot = o + argOf(w); break;
    case AC_INLINE_CHECK: {
      const tail = o + <usize>load<i32>(t, OFF_TAIL);
      if (argOf(w) >= <usize>load<u8>(tail, TAIL_CAPACITY)) return NULL;
      slot = tail + 16 + (argOf(w) << 3);
      break;
    }
    case AC_TUPLE_ITEM: return argOf(w) < <usize>tupleSize(<Value>o) ? newRef(tupleItem(<Value>o, <i32>argOf(w))) : NULL;
    case AC_TYPE_ATTR: if (loadV(o + <usize>load<i32>(t, OFF_TAIL))) return NULL; return typeValue(t, pc, w);
    case AC_TYPE_ATTR_NODICT: return typeValue(t, pc, w);
    case AC_STATIC: if (loadV(o + <usize>load<i32>(t, OFF_TAIL))) return NULL; return callableOf(typeValue(t, pc, w));
    case AC_STATIC_NODICT: return callableOf(typeValue(t, pc, w));
    default: return NULL;
  }
  const v = loadV(slot);
  if (v == NULL || v == MOVED) return NULL;
  return tryIncref(slot, v) ? v : NULL;
}
/** The callable of a staticmethod or classmethod, whose reference is consumed. */
function callableOf(d: Value): Value {
  if (!d) return NULL;
  const c = wrapped(d);
  decref(d);
  return c;
}
/** What class o has, if w says so. */
function classCached(o: Ptr, meta: Ptr, w: u64, pc: Ptr): Value {
  if (!(load<u32>(meta, offsetof<TypeObject>("tp_flags")) & TF_TYPE_SUBCLASS) || load32(o + OFF_VERSION) != <u32>w) return NULL;
  const v = typeValue(o, pc, w);
  return kindOf(w) == <u32>AC_CLASS ? v : callableOf(v);
}
/** The function for o.name(…) where that is a classmethod, new reference, and into *receiver the class (borrowed); NULL: general way. */
export function classMethodCached(o: Value, pc: Ptr, receiver: Ptr): Value {
  if (!isPtr(o)) return NULL;
  const w = loadV(pc + 8), kind = kindOf(w), version = <u32>w;
  let t: Ptr = load<u32>(<Ptr>o, 12);
  if (version == 0) return NULL;
  if (kind == <u32>AC_CLASS_CLASSM) {
    if (!(load<u32>(t, offsetof<TypeObject>("tp_flags")) & TF_TYPE_SUBCLASS)) return NULL;
    t = <Ptr>o;
  } else if (kind != <u32>AC_CLASSM && kind != <u32>AC_CLASSM_NODICT) return NULL;
  if (load32(t + OFF_VERSION) != version) return NULL;
  // only now: another type's tail may lie elsewhere
  if (kind == <u32>AC_CLASSM && loadV(<Ptr>o + <usize>load<i32>(t, OFF_TAIL))) return NULL;
  const f = callableOf(typeValue(t, pc, w));
  if (!f || isExact(f, T.$function)) { store<u64>(receiver, <Value>t); return f; }
  decref(f);
  return NULL;
}
/** Whether the cache knows that this type's answer is not cached. */
export function isGeneric(o: Value, pc: Ptr): bool {
  if (!isPtr(o)) return false;
  const w = loadV(pc + 8), version = <u32>w, t: Ptr = load<u32>(<Ptr>o, 12);
  return version != 0 && kindOf(w) == <u32>AC_GENERIC && (load32(t + OFF_VERSION) == version || ((load<u32>(t, offsetof<TypeObject>("tp_flags")) & TF_TYPE_SUBCLASS) != 0 && load32(<Ptr>o + OFF_VERSION) == version));
}
/** The version by which caches know o's answers: a class's own, else its type's. */
// @ts-ignore: decorator
@inline function cacheVersion(o: Value): u32 {
  const t: Ptr = isPtr(o) ? load<u32>(<Ptr>o, 12) : changetype<Ptr>(typeOf(o));
  return load32((load<u32>(t, offsetof<TypeObject>("tp_flags")) & TF_TYPE_SUBCLASS ? <Ptr>o : t) + OFF_VERSION);
}
/** The thread's further cache of this instruction for o, or 0 (poly-cache.ts). */
export function furtherCache(o: Value, pc: Ptr): Ptr {
  if (loadV(pc + 8) == 0) return 0;
  const version = cacheVersion(o), e = version ? polyFind(pc, version) : 0;
  if (!e) return 0;
  const used = load<u32>(e, 28) + 1;
  store<u32>(e, used, 28);
  if ((used & 127) == 0 && load<u64>(e, 8) >> 56 != WHOLE) publish(pc, load<u64>(e, 8), load<u64>(e, 16));
  return e;
}
/** The special method of t that was remembered for this instruction, new reference; NULL: none. */
export function specialCached(t: TypeObject, pc: Ptr): Value {
  const version = load32(changetype<Ptr>(t) + OFF_VERSION);
  if (!version) return NULL;
  const e = polyFind(pc, version);
  if (!e) return NULL;
  return <u32>load<u64>(e, 8) == version ? typeValue(changetype<Ptr>(t), e, version) : NULL;
}
/** version: t's before m was looked up */
export function specialRemember(t: TypeObject, version: u32, pc: Ptr, m: Value): void {
  if (!version || !isPtr(m) || load32(changetype<Ptr>(t) + OFF_VERSION) != version) return;
  const e = polyClaim(pc, version);
  if (!e) return;
  store<u64>(e, m | <u64>version << 32, 16);
  store<u64>(e, <u64>version, 8);
}
/** What was just found for o is remembered beside the inline cache too, if that was used before. True: it is there. */
function alsoFurther(o: Value, pc: Ptr, before: u64, word: u64, second: u64): bool {
  const version = cacheVersion(o);
  if (before == 0 || !version || <u32>word != version) return false;
  const e = polyClaim(pc, version);
  if (!e) return false;
  store<u64>(e, second, 16);
  store<u64>(e, word, 8);
  return true;
}
/** The getter, a Python function, if o.name is a property: new reference; NULL otherwise. */
export function propertyCached(o: Value, pc: Ptr): Value {
  if (!isPtr(o)) return NULL;
  const w = loadV(pc + 8), version = <u32>w;
  if (kindOf(w) != <u32>AC_PROPERTY || version == 0 || load32(<Ptr>load<u32>(<Ptr>o, 12) + OFF_VERSION) != version) return NULL;
  const v = typeValue(<Ptr>load<u32>(<Ptr>o, 12), pc, w);
  if (!v || isExact(v, T.$function)) return v;
  decref(v);
  return NULL;
}
function moduleCached(o: Ptr, w: u64): Value {
  const d = moduleDict(<Value>o), k: Ptr = load32(<Ptr>d + DICT_KEYS);
  if (load32(k + DK_VERSION) != <u32>w) return NULL;
  return dictCachedValue(d, k, <i32>argOf(w));
}
/** The function for o.name(…) whose receiver is o: new reference; NULL: general way. */
// @ts-ignore: decorator
@inline export function methodCached(o: Value, pc: Ptr): Value {
  const t: Ptr = changetype<Ptr>(typeOf(o)), w = loadV(pc + 8), version = <u32>w;
  if (version == 0 || load32(t + OFF_VERSION) != version) return NULL;
  const kind = kindOf(w);
  if (kind == <u32>AC_METHOD) { if (loadV(<Ptr>o + <usize>load<i32>(t, OFF_TAIL))) return NULL; }
  else if (kind != <u32>AC_METHOD_NODICT) return NULL;
  // as typeValue does it, here because it is most calls
  const x = loadV(pc + 16), p = <Ptr><u32>x;
  if (<u32>(x >> 32) == version && atomic.load<u32>(p, 4) >= LOCAL_SENTINELS && load32(t + OFF_VERSION) == version) return <Value>p;
  return typeValue(t, pc, w);
}
/** The attribute of a module (or an instance's value) for a call without receiver; NULL: general way. */
export function calleeCached(o: Value, pc: Ptr): Value {
  if (!isPtr(o)) return NULL;
  return attrCachedRest(<Ptr>o, load<u32>(<Ptr>o, 12), loadV(pc + 8), pc);
}
/** o.name = v by the cache: 1 done, 0 general way. Borrows v. */
export function storeAttrCached(o: Value, v: Value, pc: Ptr): i32 {
  if (!isPtr(o)) return 0;
  const t: Ptr = load<u32>(<Ptr>o, 12), w = loadV(pc + 8), version = <u32>w;
  if (version == 0 || load32(t + OFF_VERSION) != version) return 0;
  const kind = kindOf(w);
  let slot: Ptr;
  if (kind == AC_INLINE || kind == AC_INLINE_CHECK) {
    const tail = <Ptr>o + <usize>load<i32>(t, OFF_TAIL), i = kind == AC_INLINE ? (<Ptr>o + argOf(w) - tail - 16) >> 3 : argOf(w);
    if (kind == AC_INLINE_CHECK && i >= <usize>load<u8>(tail, TAIL_CAPACITY)) return 0;
    slot = tail + 16 + (i << 3);
    const old = loadV(slot);
    if (old == MOVED) return 0;
    if (old == NULL) return insertInline(<Ptr>o, tail, slot, <u32>i, v);
    incref(v);
    if (load<u32>(PROC_MULTI) == 0) store<u64>(slot, v);
    else if (casV(slot, old, v) != old) { decref(v); return 0; }
    dropReplaced(<Ptr>o, old);
    return 1;
  }
  if (kind == AC_SLOT) {
    slot = <Ptr>o + argOf(w);
    incref(v);
    let old: Value;
    if (load<u32>(PROC_MULTI) == 0) { old = load<u64>(slot); store<u64>(slot, v); } else old = xchgV(slot, v);
    dropReplaced(<Ptr>o, old);
    return 1;
  }
  return 0;
}
// @ts-ignore: decorator
@inline function dropReplaced(o: Ptr, old: Value): void { if (isPtr(old)) { slotReplaced(o); decref(old); } }
/** The slot of o.name for a thread that runs alone, if a store there only replaces a value; 0: storeAttrCached. */
// @ts-ignore: decorator
@inline export function storeSlotAlone(o: Value, pc: Ptr): Ptr {
  if (!isPtr(o) || load<u32>(PROC_MULTI) != 0) return 0;
  const w = loadV(pc + 8), kind = kindOf(w);
  if ((kind != <u32>AC_INLINE && kind != <u32>AC_SLOT) || <u32>w == 0 || load<u32>(load<u32>(<Ptr>o, 12), OFF_VERSION) != <u32>w) return 0;
  const slot = <Ptr>o + argOf(w), old = load<u64>(slot);
  // in a member of __slots__ the first store is one like any other; inline values have an order
  return old == MOVED || (old == NULL && kind != <u32>AC_SLOT) ? 0 : slot;
}
/** The first store to an inline attribute: slot, order byte and count change together under the object's lock (elided while there is one thread). */
function insertInline(o: Ptr, tail: Ptr, slot: Ptr, i: u32, v: Value): i32 {
  const multi = load<u32>(PROC_MULTI) != 0, lock = multi && !isMine(o);
  if (lock && !csTryLock(o)) return 0;
  let done = 0;
  const n: usize = load<u8>(tail, TAIL_COUNT), cap: usize = load<u8>(tail, TAIL_CAPACITY);
  if (loadV(tail) == NULL && loadV(slot) == NULL && n < cap) {
    incref(v);
    if (multi) storeV(slot, v); else store<u64>(slot, v);
    store<u8>(tail + 16 + (cap << 3) + n, <u8>i);
    store<u8>(tail, <u8>(n + 1), TAIL_COUNT);
    done = 1;
  }
  if (lock) mutexUnlock(o + 2);
  return done;
}
/** The answer of attrCacheLookup with the byte offset as argument, if it is an inline value or a slot; else 0. */
function fieldWord(t: TypeObject, w: u64, kind: i32): u64 {
  if (kind == AC_SLOT) return w;
  if (kind != AC_INLINE) return 0;
  const at = <u64>t.tp_tail + 16 + (<u64>argOf(w) << 3);
  return at < 0x10000 ? (w & 0xFF_FFFF_FFFF) | at << 40 : 0;
}
export function attrCacheFill(o: Value, name: Value, pc: Ptr): void {
  const t = typeOf(o);
  if (t == T.module) { moduleCacheFill(o, name, pc); return; }
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return;
  const kind = t.tp_flags & TF_TYPE_SUBCLASS ? attrCacheLookupClass(as<TypeObject>(o), name, out) : attrCacheLookup(t, name, out);
  const field = fieldWord(t, load<u64>(out), kind);
  let word = load<u64>(out), value = load<u64>(out, 8);
  if (field) { word = (field & ~(<u64>0xFF << 32)) | <u64>AC_FIELD << 32; value = NULL; }
  // a method is bound when it is loaded, which no cache does
  else if (kind != AC_INLINE_CHECK && kind != AC_TYPE_ATTR && kind != AC_TYPE_ATTR_NODICT && kind != AC_TUPLE_ITEM && kind != AC_PROPERTY && kind != AC_STATIC && kind != AC_STATIC_NODICT && kind != AC_CLASS && kind != AC_CLASS_STATIC) word = generic(word);
  remember(o, pc, word, value);
  stackRestore(mark);
}
/** The word of an answer that is looked up each time: without a value. */
function generic(word: u64): u64 { return <u64><u32>word | <u64>AC_GENERIC << 32; }
function remember(o: Value, pc: Ptr, word: u64, value: Value): void {
  if (<u32>word == 0) return;
  if (kindOf(word) == <u32>AC_GENERIC) value = NULL;
  let second: u64 = value ? (value & 0xFFFF_FFFF) | word << 32 : 0;
  const before = loadV(pc + 8);
  if (value > 0xFFFF_FFFF) {
    const middle = <u32>(value >> 32) & 0xFFFF;
    word |= value >> 48 << 40;
    if (middle == 0xFFFF) word |= NEGATIVE << 56;
    else if (middle != 0) {
      if (value & 0xFFFF) {
        // no place in two words that others read: only this thread's further cache knows it
        if (before == 0) publish(pc, <u64><u32>word | <u64>AC_NONE << 32, 0);
        alsoFurther(o, pc, word, word | WHOLE << 56, value);
        return;
      }
      word |= SHORT << 56;
      second = (value >> 16 & 0xFFFF_FFFF) | word << 32;
    }
  }
  if (alsoFurther(o, pc, before, word, second) && (++kept & 7) != 0) return;
  publish(pc, word, second);
}
/** How often an instruction kept the answer it had: its words lie on a line that all threads read, and what this thread has beside them serves as well (furtherCache publishes what is used often). @owner the instance's thread */
let kept: u32 = 0;
function moduleCacheFill(o: Value, name: Value, pc: Ptr): void {
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return;
  const ix = dictLookupIndexStr(moduleDict(o), name, out), version = load<u32>(out);
  if (ix >= 0 && ix < 0x10000 && version) publish(pc, <u64>version | <u64>AC_MODULE << 32 | <u64>ix << 40, NULL);
  stackRestore(mark);
}
export function methodCacheFill(o: Value, name: Value, pc: Ptr): void {
  const t = typeOf(o);
  if (t == T.module) { moduleCacheFill(o, name, pc); return; }
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return;
  const kind = t.tp_flags & TF_TYPE_SUBCLASS ? attrCacheLookupClass(as<TypeObject>(o), name, out) : attrCacheLookup(t, name, out);
  let word = load<u64>(out);
  if (kind == AC_DICT || kind == AC_PROPERTY) word = generic(word);
  else {
    const field = fieldWord(t, word, kind);
    if (field) word = (field & ~(<u64>0xFF << 32)) | <u64>AC_FIELD << 32;
  }
  remember(o, pc, word, load<u64>(out, 8));
  stackRestore(mark);
}
export function storeCacheFill(o: Value, name: Value, pc: Ptr): void {
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return;
  const kind = attrCacheLookupStore(typeOf(o), name, out);
  const field = fieldWord(typeOf(o), load<u64>(out), kind);
  if (field || kind == AC_INLINE_CHECK) remember(o, pc, field ? field : load<u64>(out), NULL);
  stackRestore(mark);
}
/** The Python function that is cls.__init__ if calling the class is: object's or BaseException's __new__, then that function. Borrowed (deferred, so that it stays); NULL otherwise. */
export function typeInitFunction(t: TypeObject): Value {
  const p = changetype<Ptr>(t), version = load32(p + OFF_VERSION), known = loadV(p + offsetof<TypeObject>("tp_cached_init"));
  if (version && <u32>(known >> 32) == version) return known & 0xFFFF_FFFF;
  const v = typeVersion(t);
  if (!v) return NULL;
  let f: Value = NULL;
  if (t.tp_new == T.object.tp_new ? !(t.tp_flags & TF_ABSTRACT) : t.tp_new == T.BaseException.tp_new) {
    f = typeLookup(t, N.__init__);
    if (f) {
      const ok = isExact(f, T.$function) && load<u32>(<Ptr>f, 4) >= LOCAL_SENTINELS;
      decref(f);
      if (!ok) f = NULL;
    }
  }
  if (load32(p + OFF_VERSION) != v) return NULL;
  storeV(p + offsetof<TypeObject>("tp_cached_init"), f | <u64>v << 32);
  return f;
}
