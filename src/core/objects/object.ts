/** The type `object`: creation, comparison, repr, `__class__`, copying and pickling support, dir(). CPython: object_* in Objects/typeobject.c. */
import { Ptr, Value, NULL, None, True, False, NotImplemented, isPtr, int, isInt, intOf, boolean } from "../base/value";
import { as, Obj, toValue } from "../base/obj";
import { N } from "../../generated/core/names";
import {
  T, TypeObject, TF_HEAPTYPE, TF_IMMUTABLE, TF_TYPE_SUBCLASS, TF_ABSTRACT, TF_UNICODE_SUBCLASS, TF_LIST_SUBCLASS, TF_DICT_SUBCLASS, TF_TUPLE_SUBCLASS, TF_BASE_EXC_SUBCLASS, call_tp_richcompare, call_tp_repr,
} from "../../generated/core/types";
import { decref, newRef, incref } from "../refcount/count";
import { load32, store32 } from "../base/atomics";
import { worldStop, worldStart } from "../threads/attach";
import { newObject, instanceSize, TAIL } from "./alloc";
import { raise, raiseFmt, errOccurred, errMatches, errClear, fmt } from "./errors";
import { typeOf, isExact, hasFlag } from "./typeof";
import { call, call0, call1, callMethod0 } from "./call";
import { hasKeywords } from "./args";
import { getAttr, getAttrOptional, lookupSpecial, setAttr } from "./attributes";
import { typeLookup, typeModifiedLocked, typeLock, typeUnlock } from "./type-lookup";
import { typeIsSubtype } from "./type-static";
import { compatibleLayouts, typeGetModule, mergeClassDict, typeDir } from "./type-object";
import { instanceDict, instanceDetachKeys, tailOf, TAIL_CAPACITY } from "./instance";
import { hashPointer, hexAddress } from "./hash";
import { isTrue, repr, str, length, getItem, mappingKeys, sequenceToList, iter, iterNext, sequenceFast } from "./abstract";
import { dictNew, dictGetStr, dictSet, dictSize, dictContains } from "../types/dict/core";
import { dictUpdate } from "../types/dict/merge";
import { listNew, listAppend, listSize, listItem, listGetItemOrNull, listSort, listToTuple } from "../types/list/core";
import { tupleItem, tupleSize, tuplePack1, tuplePack2, tuplePack4, tupleNew, tupleInit, tupleEmpty } from "../types/tuple/core";
import { sbNew, sbLit, sbStr, sbChar, sbFinish } from "../types/str/builder";
import { strEqLiteral, strLen, strFromLiteral, strEmpty } from "../types/str/core";
import { stackAlloc, stackMark, stackRestore } from "./scratch";
import { callSpecial0, special0 } from "./special";
import { importModuleAttr } from "./module";
import { TF_HAS_DICT } from "../../generated/core/types";

export { objectDealloc, objectTraverse, objectClear } from "./heap-object";
export { genericGetAttr as objectGetattro, genericSetAttr as objectSetattro } from "./attributes";

// ---- creation ----------------------------------------------------------------------------------------------------------------------
/** An instance with nothing in it but its class's room. */
export function objectAlloc(t: TypeObject): Value { return <Value>newObject(t); }
export function objectNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const t = as<TypeObject>(type);
  if (nargs || hasKeywords(kwnames)) {
    if (t.tp_new != objectNew.index) return raise(T.TypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
    if (t.tp_init == objectInit.index) return raiseFmt(T.TypeError, "%N() takes no arguments", type);
  }
  if (t.tp_flags & TF_ABSTRACT) return abstractError(t);
  return <Value>newObject(t);
}
function abstractError(t: TypeObject): Value {
  const m = getAttr(toValue(t), N.__abstractmethods__);
  if (!m) return NULL;
  const l = sequenceToList(m);
  decref(m);
  if (!l || listSort(l) < 0) { decref(l); return NULL; }
  const sb = sbNew(64), n = listSize(l);
  for (let i = 0; i < n; i++) {
    if (i) sbLit(sb, "', '");
    const s = listItem(l, i);
    if (hasFlag(s, TF_UNICODE_SUBCLASS)) sbStr(sb, s);
  }
  decref(l);
  const names = sbFinish(sb);
  if (!names) return NULL;
  raiseFmt(T.TypeError, n == 1 ? "Can't instantiate abstract class %N without an implementation for abstract method '%U'" : "Can't instantiate abstract class %N without an implementation for abstract methods '%U'", toValue(t), names);
  decref(names);
  return NULL;
}
export function objectInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  if (!nargs && !hasKeywords(kwnames)) return 0;
  const t = typeOf(self);
  if (t.tp_init != objectInit.index) { raise(T.TypeError, "object.__init__() takes exactly one argument (the instance to initialize)"); return -1; }
  if (t.tp_new == objectNew.index) { raiseFmt(T.TypeError, "%T.__init__() takes exactly one argument (the instance to initialize)", self); return -1; }
  return 0;
}

// ---- comparison, text ------------------------------------------------------------------------------------------------------------------
export function objectRichcompare(a: Value, b: Value, op: i32): Value {
  if (op == 2) return a == b ? True : NotImplemented;
  if (op == 3) {
    // by default != is the opposite of ==
    const t = typeOf(a);
    if (!t.tp_richcompare) return NotImplemented;
    const r = call_tp_richcompare(t, a, b, 2);
    if (!r || r == NotImplemented) return r;
    const ok = isTrue(r);
    decref(r);
    return ok < 0 ? NULL : boolean(ok == 0);
  }
  return NotImplemented;
}
export function objectHash(o: Value): i64 { return hashPointer(o); }
export function objectRepr(o: Value): Value {
  const t = typeOf(o);
  const m = typeGetModule(toValue(t));
  if (!m) errClear();
  const id = hexAddress(o);
  const r = m && hasFlag(m, TF_UNICODE_SUBCLASS) && !strEqLiteral(m, "builtins") ? fmt("<%U.%U object at %U>", m, t.tp_qualname, id) : fmt("<%U object at %U>", t.tp_qualname, id);
  decref(id); decref(m);
  return r;
}
export function objectStr(o: Value): Value {
  const t = typeOf(o);
  return t.tp_repr ? call_tp_repr(t, o) : objectRepr(o);
}
export function objectFormat(o: Value, spec: Value): Value {
  if (!hasFlag(spec, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "__format__() argument must be str, not %T", spec);
  if (strLen(spec) > 0) return raiseFmt(T.TypeError, "unsupported format string passed to %T.__format__", o);
  return str(o);
}
export function objectSizeof(o: Value): Value {
  const t = typeOf(o);
  if (!isPtr(o)) return int(t == T.int ? 28 : t == T.float ? 24 : 16);
  let n: i64 = t.tp_basicsize;
  if (t.tp_itemsize) { const k = load<i32>(<Ptr>o, 16); n += <i64>(k < 0 ? -k : k) * t.tp_itemsize; }
  if (t.tp_tail > 0) n += <i64>TAIL + <i64>load<u8>(tailOf(<Ptr>o, t), TAIL_CAPACITY) * 9;
  return int(n);
}

// ---- __class__ ---------------------------------------------------------------------------------------------------------------------------
export function objectGetClass(o: Value): Value { return newRef(toValue(typeOf(o))); }
export function objectSetClass(o: Value, v: Value): i32 {
  if (!v) { raise(T.TypeError, "can't delete __class__ attribute"); return -1; }
  if (!hasFlag(v, TF_TYPE_SUBCLASS)) { raiseFmt(T.TypeError, "__class__ must be set to a class, not '%T' object", v); return -1; }
  const to = as<TypeObject>(v);
  const from = typeOf(o);
  if (from == to) return 0;
  const modules = typeIsSubtype(to, T.module) && typeIsSubtype(from, T.module);
  if (!modules && ((to.tp_flags & TF_IMMUTABLE) || (from.tp_flags & TF_IMMUTABLE))) {
    raise(T.TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses");
    return -1;
  }
  if (!compatibleLayouts(from, to, "__class__")) return -1;
  const p = <Ptr>o;
  worldStop();
  // another thread was faster: whether the layouts fit is to be asked anew
  if (typeOf(o) != from) { worldStart(); return objectSetClass(o, v); }
  // the new class's keys mean other indices: what is inline moves to a dict
  const ok = instanceDetachKeys(p, from);
  if (ok) {
    incref(v);
    if (to.tp_tail > 0) {
      // cached loads of the new class check no capacity below tp_spare: this instance may have less
      const cap: u32 = load<u8>(tailOf(p, to), TAIL_CAPACITY);
      if (cap < to.tp_spare) { to.tp_spare = cap; typeModifiedLocked(to); }
    }
    store32(p + 12, changetype<u32>(to));
  }
  worldStart();
  if (!ok) return -1;
  decref(toValue(from));
  return 0;
}

// ---- dir -------------------------------------------------------------------------------------------------------------------------------------
export function objectDirMethod(self: Value): Value {
  let d = getAttrOptional(self, N.__dict__);
  if (!d && errOccurred()) return NULL;
  const names = dictNew();
  if (!names) { decref(d); return NULL; }
  if (d && hasFlag(d, TF_DICT_SUBCLASS)) { if (dictUpdate(names, d) < 0) { decref(d); decref(names); return NULL; } }
  decref(d);
  const c = getAttrOptional(self, N.__class__);
  if (!c && errOccurred()) { decref(names); return NULL; }
  const r = c ? mergeClassDict(names, c) : 0;
  decref(c);
  const l = r < 0 ? NULL : mappingKeys(names);
  decref(names);
  return l;
}
/** dir(o): a sorted list. */
export function objectDir(o: Value): Value {
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return NULL;
  const f = lookupSpecial(o, N.__dir__, slot);
  const r = f ? callSpecial0(f, slot) : errOccurred() ? NULL : raise(T.TypeError, "object does not provide __dir__");
  stackRestore(mark);
  if (!r) return NULL;
  const l = sequenceToList(r);
  decref(r);
  if (l && listSort(l) < 0) { decref(l); return NULL; }
  return l;
}
export function objectInitSubclass(cls: Value): Value { return None; }
export function objectSubclassHook(cls: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return NotImplemented; }

// ---- copying and pickling ------------------------------------------------------------------------------------------------------------------------
/** Names of the members that __slots__ made, in a list; NULL with an exception. copyreg keeps the rules. */
function slotNames(cls: Value): Value {
  const own = dictGetStr(as<TypeObject>(cls).tp_dict, N.__slotnames__);
  if (own) {
    if (own == None || hasFlag(own, TF_LIST_SUBCLASS)) return own;
    raiseFmt(T.TypeError, "%N.__slotnames__ should be a list or None, not %T", cls, own);
    decref(own);
    return NULL;
  }
  const f = importModuleAttr(N.copyreg, N._slotnames);
  if (!f) return NULL;
  const r = call1(f, cls);
  decref(f);
  if (r && r != None && !isExact(r, T.list)) { decref(r); return raise(T.TypeError, "copyreg._slotnames didn't return a list or None"); }
  return r;
}
/** object.__getstate__: the dict, or None, or (dict, slots). `required`: a native struct without support cannot be pickled. */
export function objectGetStateDefault(o: Value, required: bool): Value {
  const t = typeOf(o);
  if (required && t.tp_itemsize) return raiseFmt(T.TypeError, "cannot pickle %T objects", o);
  let state: Value;
  if ((t.tp_flags & TF_HAS_DICT) && t.tp_tail && isPtr(o)) {
    state = getAttrOptional(o, N.__dict__);
    if (!state) { if (errOccurred()) return NULL; state = None; }
    else if (hasFlag(state, TF_DICT_SUBCLASS) && dictSize(state) == 0) { /* an empty dict is state nevertheless: None, as CPython says for instances without attributes */ decref(state); state = None; }
  } else state = None;
  const names = slotNames(toValue(t));
  if (!names) { decref(state); return NULL; }
  const n = names == None ? 0 : listSize(names);
  if (required && (t.tp_flags & TF_HEAPTYPE) == 0 && t.tp_basicsize > <i32>offsetof<Obj>() && t != T.object) {
    decref(state); decref(names);
    return raiseFmt(T.TypeError, "cannot pickle '%T' object", o);
  }
  if (n) {
    const slots = dictNew();
    if (!slots) { decref(state); decref(names); return NULL; }
    for (let i = 0; i < n; i++) {
      // the list is the class's own (__slotnames__), and __getattr__ may change it
      const name = listGetItemOrNull(names, i);
      if (!name) break;
      const v = getAttrOptional(o, name);
      if (v ? dictSet(slots, name, v) < 0 : errOccurred()) { decref(name); decref(v); decref(state); decref(names); decref(slots); return NULL; }
      decref(name); decref(v);
    }
    if (dictSize(slots)) {
      const pair = tuplePack2(state, slots);
      decref(state);
      state = pair;
    }
    decref(slots);
  }
  decref(names);
  return state;
}
export function objectGetState(o: Value): Value { return objectGetStateDefault(o, false); }
function getState(o: Value, required: bool): Value {
  const f = getAttr(o, N.__getstate__);
  if (!f) return NULL;
  // object's own, bound: the way that knows what is required
  const own = typeLookup(typeOf(o), N.__getstate__), base = typeLookup(T.object, N.__getstate__);
  const plain = own == base && isExact(f, T.builtin_function_or_method);
  decref(own); decref(base);
  const r = plain ? objectGetStateDefault(o, required) : call0(f);
  decref(f);
  return r;
}
/** (copyreg.__newobj__, (cls, *args), state, listitems, dictitems) */
function reduceNewobj(o: Value): Value {
  const t = typeOf(o);
  if (!t.tp_new) return raiseFmt(T.TypeError, "cannot pickle '%T' object", o);
  let args: Value = NULL, kwargs: Value = NULL;
  const mark = stackMark(), slot = stackAlloc(16);
  if (!slot) return NULL;
  let hasArgs = false;
  const ex = lookupSpecial(o, N.__getnewargs_ex__, slot);
  if (ex) {
    const pair = callSpecial0(ex, slot);
    if (!pair) { stackRestore(mark); return NULL; }
    if (!hasFlag(pair, TF_TUPLE_SUBCLASS)) { stackRestore(mark); raiseFmt(T.TypeError, "__getnewargs_ex__ should return a tuple, not '%T'", pair); decref(pair); return NULL; }
    if (tupleSize(pair) != 2) { stackRestore(mark); raiseFmt(T.ValueError, "__getnewargs_ex__ should return a tuple of length 2, not %d", int(tupleSize(pair))); decref(pair); return NULL; }
    args = newRef(tupleItem(pair, 0)); kwargs = newRef(tupleItem(pair, 1));
    decref(pair);
    const bad = !hasFlag(args, TF_TUPLE_SUBCLASS) ? args : !hasFlag(kwargs, TF_DICT_SUBCLASS) ? kwargs : NULL;
    if (bad) {
      stackRestore(mark);
      raiseFmt(T.TypeError, bad == args ? "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%T'" : "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%T'", bad);
      decref(args); decref(kwargs);
      return NULL;
    }
    hasArgs = true;
  } else if (!errOccurred()) {
    const f = lookupSpecial(o, N.__getnewargs__, slot);
    if (f) {
      args = callSpecial0(f, slot);
      if (args && !hasFlag(args, TF_TUPLE_SUBCLASS)) { raiseFmt(T.TypeError, "__getnewargs__ should return a tuple, not '%T'", args); decref(args); args = NULL; }
      hasArgs = true;
      if (!args) { stackRestore(mark); return NULL; }
    }
  }
  stackRestore(mark);
  if (errOccurred()) return NULL;
  let r: Value = NULL, newobj: Value = NULL, newargs: Value = NULL;
  if (!kwargs || dictSize(kwargs) == 0) {
    newobj = importModuleAttr(N.copyreg, N.__newobj__);
    const n = args ? tupleSize(args) : 0;
    newargs = tupleNew(n + 1);
    if (newargs) { tupleInit(newargs, 0, newRef(toValue(t))); for (let i = 0; i < n; i++) tupleInit(newargs, i + 1, newRef(tupleItem(args, i))); }
  } else {
    newobj = importModuleAttr(N.copyreg, N.__newobj_ex__);
    newargs = tupleNew(3);
    if (newargs) { tupleInit(newargs, 0, newRef(toValue(t))); tupleInit(newargs, 1, newRef(args)); tupleInit(newargs, 2, newRef(kwargs)); }
  }
  if (newobj && newargs) {
    const state = getState(o, !(hasArgs || hasFlag(o, TF_LIST_SUBCLASS) || hasFlag(o, TF_DICT_SUBCLASS)));
    if (state) {
      let items: Value = None, pairs: Value = None;
      if (hasFlag(o, TF_LIST_SUBCLASS)) items = iter(o);
      if (items && hasFlag(o, TF_DICT_SUBCLASS)) { const d = callMethod0(o, N.items); pairs = d ? iter(d) : NULL; decref(d); }
      if (items && pairs) {
        const tuple = tupleNew(5);
        if (tuple) { tupleInit(tuple, 0, newRef(newobj)); tupleInit(tuple, 1, newRef(newargs)); tupleInit(tuple, 2, newRef(state)); tupleInit(tuple, 3, newRef(items)); tupleInit(tuple, 4, newRef(pairs)); }
        r = tuple;
      }
      decref(items); decref(pairs); decref(state);
    }
  }
  decref(newobj); decref(newargs); decref(args); decref(kwargs);
  return r;
}
function reduceDefault(o: Value, protocol: i32): Value {
  if (protocol >= 2) return reduceNewobj(o);
  const f = importModuleAttr(N.copyreg, N._reduce_ex);
  if (!f) return NULL;
  const r = call2(f, o, int(protocol));
  decref(f);
  return r;
}
import { call2 } from "./call";
export function objectReduce(o: Value): Value { return reduceDefault(o, 0); }
export function objectReduceEx(o: Value, protocol: Value): Value {
  if (!isInt(protocol)) return raiseFmt(T.TypeError, "'%T' object cannot be interpreted as an integer", protocol);
  const own = getAttrOptional(o, N.__reduce__);
  if (!own) { if (errOccurred()) return NULL; return reduceDefault(o, <i32>intOf(protocol)); }
  const c = typeLookup(typeOf(o), N.__reduce__), b = typeLookup(T.object, N.__reduce__);
  const overridden = c != b;
  decref(c); decref(b);
  if (overridden) { const r = call0(own); decref(own); return r; }
  decref(own);
  return reduceDefault(o, <i32>intOf(protocol));
}
