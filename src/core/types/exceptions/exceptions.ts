/**
 * BaseException and the exceptions with few fields of their own. CPython: Objects/exceptions.c. OSError: oserror.ts, SyntaxError and UnicodeError: detailed.ts,
 * groups: group.ts. One dealloc, traverse and clear serve all: the words between the base's fields and the end of the native struct are Values, but for
 * those that a type lists as plain (the tail words of OSError and UnicodeError hold integers, which never look like pointers: see `isField`).
 */
import { raiseUnexpectedOf } from "../../objects/suggest";
import { Ptr, Value, NULL, None, True, False, int, boolean, isPtr, isInt } from "../../base/value";
import { as, Obj, toValue } from "../../base/obj";
import { N } from "../../../generated/core/names";
import { T, TypeObject, TF_HEAPTYPE, TF_BASE_EXC_SUBCLASS, TF_UNICODE_SUBCLASS, TF_TUPLE_SUBCLASS, TF_DICT_SUBCLASS, TF_LIST_SUBCLASS } from "../../../generated/core/types";
import { loadV, storeV, xchgV } from "../../base/atomics";
import { decref, decrefPtr, newRef, incref } from "../../refcount/count";
import { gcVisit } from "../../gc/visit";
import { newObject, freeObject } from "../../objects/alloc";
import { raise, raiseFmt, errOccurred, fmt } from "../../objects/errors";
import { typeOf, isExact } from "../../objects/typeof";
import { memberExchange, memberLoad } from "../../objects/descriptors";
import { instanceTailClear, instanceTailVisit, instanceDict, instanceTailClearValues } from "../../objects/instance";
import { getAttrOptional, setAttr } from "../../objects/attributes";
import { noKeywords, hasKeywords } from "../../objects/args";
import { repr, str, sequenceToTuple } from "../../objects/abstract";
import { csBegin, csEnd } from "../../threads/critical-section";
import { isPrivate } from "../sharing";
import { tupleFromArray, tupleItem, tupleSize, tupleEmpty, tuplePack1, tuplePack2, tuplePack3 } from "../tuple/core";
import { strFromLiteral, strEqLiteral } from "../str/core";
import { listNew, listAppend } from "../list/core";
import { dictNextNew, dictNew, dictSet, dictSize, dictCopy } from "../dict/core";
import { strEmpty } from "../str/core";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { BaseExceptionObject, SystemExitObject, StopIterationObject, NameErrorObject, AttributeErrorObject, ImportErrorObject, OSErrorObject, UnicodeErrorObject } from "./objects";
import { exceptionSetTraceback, exceptionSetContext, exceptionSetCause } from "./create";

export { BaseExceptionObject, SystemExitObject, StopIterationObject, NameErrorObject, AttributeErrorObject, ImportErrorObject, OSErrorObject, SyntaxErrorObject, UnicodeErrorObject, GroupObject } from "./objects";

/** The native type that gives the struct. */
function nativeOf(t: TypeObject): TypeObject {
  while (t.tp_flags & TF_HEAPTYPE) t = changetype<TypeObject>(t.tp_base);
  return t;
}
/** End of the Values of the struct. */
function fieldsEnd(t: TypeObject): usize {
  if (t.tp_basicsize == <i32>offsetof<OSErrorObject>() && t.tp_new == oserrorNew.index) return offsetof<OSErrorObject>("written");
  if (t == T.UnicodeDecodeError || t == T.UnicodeEncodeError || t == T.UnicodeTranslateError) return offsetof<UnicodeErrorObject>("start");
  return <usize>t.tp_basicsize;
}
import { oserrorNew } from "./oserror";
const FIRST: usize = offsetof<BaseExceptionObject>();

// @ts-ignore: decorator
@inline function dropField(at: Ptr): void { const v = load<u64>(at); if (isPtr(v)) { store<u64>(at, NULL); decrefPtr(<Ptr>v); } }
export function exceptionDealloc(p: Ptr): void {
  const t = changetype<TypeObject>(changetype<Obj>(p).type);
  // nobody else has a reference: plain stores (an exchange is 6 ns)
  for (let o: usize = offsetof<BaseExceptionObject>("args"); o < offsetof<BaseExceptionObject>("suppress"); o += 8) dropField(p + o);
  const end = fieldsEnd(nativeOf(t));
  for (let o = FIRST; o < end; o += 8) dropField(p + o);
  instanceTailClear(p, t);
  freeObject(p);
}
export function exceptionTraverse(p: Ptr): void {
  const e = changetype<BaseExceptionObject>(p), t = changetype<TypeObject>(e.type);
  gcVisit(e.args); gcVisit(e.traceback); gcVisit(e.context); gcVisit(e.cause);
  const end = fieldsEnd(nativeOf(t));
  for (let o = FIRST; o < end; o += 8) gcVisit(load<u64>(p + o));
  instanceTailVisit(p, t);
}
export function exceptionClear(p: Ptr): void {
  const t = changetype<TypeObject>(changetype<Obj>(p).type);
  for (let o: usize = offsetof<BaseExceptionObject>("args"); o < offsetof<BaseExceptionObject>("suppress"); o += 8) decref(xchgV(p + o, NULL));
  const end = fieldsEnd(nativeOf(t));
  for (let o = FIRST; o < end; o += 8) decref(xchgV(p + o, NULL));
  instanceTailClearValues(p, t);
}
/** Replaces a Value field. Steals v. */
export function setField(e: Value, off: usize, v: Value): void { memberExchange(e, <Ptr>e + off, v); }
export function getField(e: Value, off: usize): Value { return memberLoad(e, <Ptr>e + off); }

// ---- BaseException ------------------------------------------------------------------------------------------------------------
/** Keyword arguments are for __init__ to judge. */
export function baseExceptionNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const p = newObject(as<TypeObject>(type));
  if (!p) return NULL;
  const a = tupleFromArray(args, nargs);
  if (!a) { decref(<Value>p); return NULL; }
  changetype<BaseExceptionObject>(p).args = a;
  return <Value>p;
}
export function baseExceptionInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  if (hasKeywords(kwnames)) { raiseFmt(T.TypeError, "%T() takes no keyword arguments", self); return -1; }
  return setArgs(self, args, nargs);
}
export function setArgs(self: Value, args: Ptr, nargs: i32): i32 {
  // the same as __new__ made
  const own = isPrivate(<Ptr>self), now = own ? as<BaseExceptionObject>(self).args : getField(self, offsetof<BaseExceptionObject>("args"));
  let same = now != NULL && tupleSize(now) == nargs;
  for (let i = 0; same && i < nargs; i++) same = tupleItem(now, i) == load<u64>(args + (<usize>i << 3));
  if (!own) decref(now);
  if (same) return 0;
  const a = tupleFromArray(args, nargs);
  if (!a) return -1;
  setField(self, offsetof<BaseExceptionObject>("args"), a);
  return 0;
}
function argsOf(self: Value): Value { const a = getField(self, offsetof<BaseExceptionObject>("args")); return a ? a : newRef(tupleEmpty()); }
export function baseExceptionStr(self: Value): Value {
  const a = argsOf(self), n = tupleSize(a);
  const r = n == 0 ? strEmpty() : n == 1 ? str(tupleItem(a, 0)) : str(a);
  decref(a);
  return r;
}
export function baseExceptionRepr(self: Value): Value {
  const a = argsOf(self);
  const r = tupleSize(a) == 1 ? fmt("%U(%R)", typeOf(self).tp_name, tupleItem(a, 0)) : fmt("%U%R", typeOf(self).tp_name, a);
  decref(a);
  return r;
}
export function baseExceptionArgs(self: Value): Value { return argsOf(self); }
export function baseExceptionSetArgs(self: Value, v: Value): i32 {
  if (!v) { raise(T.TypeError, "args may not be deleted"); return -1; }
  const t = sequenceToTuple(v);
  if (!t) return -1;
  setField(self, offsetof<BaseExceptionObject>("args"), t);
  return 0;
}
function orNone(v: Value): Value { return v ? v : None; }
export function baseExceptionTraceback(self: Value): Value { return orNone(getField(self, offsetof<BaseExceptionObject>("traceback"))); }
export function baseExceptionSetTraceback(self: Value, v: Value): i32 {
  if (!v) { raise(T.TypeError, "__traceback__ may not be deleted"); return -1; }
  if (v != None && !isExact(v, T.traceback)) { raise(T.TypeError, "__traceback__ must be a traceback or None"); return -1; }
  exceptionSetTraceback(self, v == None ? NULL : newRef(v));
  return 0;
}
function isException(v: Value): bool { return isPtr(v) && (typeOf(v).tp_flags & TF_BASE_EXC_SUBCLASS) != 0; }
export function baseExceptionContext(self: Value): Value { return orNone(getField(self, offsetof<BaseExceptionObject>("context"))); }
export function baseExceptionSetContext(self: Value, v: Value): i32 {
  if (!v) { raise(T.TypeError, "__context__ may not be deleted"); return -1; }
  if (v != None && !isException(v)) { raise(T.TypeError, "exception context must be None or derive from BaseException"); return -1; }
  exceptionSetContext(self, v == None ? NULL : newRef(v));
  return 0;
}
export function baseExceptionCause(self: Value): Value { return orNone(getField(self, offsetof<BaseExceptionObject>("cause"))); }
export function baseExceptionSetCause(self: Value, v: Value): i32 {
  if (!v) { raise(T.TypeError, "__cause__ may not be deleted"); return -1; }
  if (v != None && !isException(v)) { raise(T.TypeError, "exception cause must be None or derive from BaseException"); return -1; }
  exceptionSetCause(self, v == None ? NULL : newRef(v));
  return 0;
}
export function withTraceback(self: Value, tb: Value): Value { return baseExceptionSetTraceback(self, tb) < 0 ? NULL : newRef(self); }
export function addNote(self: Value, note: Value): Value {
  if (!(isPtr(note) && (typeOf(note).tp_flags & TF_UNICODE_SUBCLASS))) return raiseFmt(T.TypeError, "add_note() argument must be str, not %T", note);
  let notes = getAttrOptional(self, N.__notes__);
  if (!notes) {
    if (errOccurred()) return NULL;
    notes = listNew(0);
    if (!notes) return NULL;
    if (setAttr(self, N.__notes__, notes) < 0) { decref(notes); return NULL; }
  } else if (!(isPtr(notes) && (typeOf(notes).tp_flags & TF_LIST_SUBCLASS))) { decref(notes); return raise(T.TypeError, "Cannot add note: __notes__ is not a list"); }
  const r = listAppend(notes, note);
  decref(notes);
  return r < 0 ? NULL : None;
}
/** The instance's attributes for pickling: a dict with something in it, or NULL without an exception. New. */
function stateDict(self: Value): Value {
  const d = instanceDict(self);
  if (!d) return NULL;
  if (dictSize(d) == 0) { decref(d); return NULL; }
  return d;
}
export function baseExceptionReduce(self: Value): Value {
  const a = argsOf(self), d = stateDict(self);
  const r = d ? tuplePack3(toValue(typeOf(self)), a, d) : errOccurred() ? NULL : tuplePack2(toValue(typeOf(self)), a);
  decref(a); decref(d);
  return r;
}
export function baseExceptionSetState(self: Value, state: Value): Value {
  if (state == None) return None;
  if (!(isPtr(state) && (typeOf(state).tp_flags & TF_DICT_SUBCLASS))) return raise(T.TypeError, "state is not a dictionary");
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return NULL;
  let i = 0, ok = true;
  while (true) {
    i = dictNextNew(state, i, out);
    if (i < 0) break;
    i++;
    const k = load<u64>(out), v = load<u64>(out, 8);
    ok = setAttr(self, k, v) == 0;
    decref(k); decref(v);
    if (!ok) break;
  }
  stackRestore(mark);
  return ok ? None : NULL;
}

// ---- SystemExit, StopIteration, KeyError ----------------------------------------------------------------------------------------
function firstOf(args: Ptr, nargs: i32): Value { return nargs > 0 ? newRef(load<u64>(args)) : NULL; }
export function systemExitInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  if (baseExceptionInit(self, args, nargs, kwnames) < 0) return -1;
  if (nargs == 0) return 0;
  setField(self, offsetof<SystemExitObject>("code"), nargs == 1 ? firstOf(args, nargs) : argsOf(self));
  return 0;
}
export function stopIterationInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  if (baseExceptionInit(self, args, nargs, kwnames) < 0) return -1;
  setField(self, offsetof<StopIterationObject>("value"), firstOf(args, nargs));
  return 0;
}
export function keyErrorStr(self: Value): Value {
  const a = argsOf(self);
  const r = tupleSize(a) == 1 ? repr(tupleItem(a, 0)) : NULL;
  const one = tupleSize(a) == 1;
  decref(a);
  return one ? r : baseExceptionStr(self);
}

// ---- NameError, AttributeError, ImportError --------------------------------------------------------------------------------------
/** Takes keyword `key` into the field; false: not that one. */
function keyword(self: Value, key: Value, name: string, off: usize, v: Value): bool {
  if (!strEqLiteral(key, name)) return false;
  setField(self, off, newRef(v));
  return true;
}
function badKeyword(key: Value, type: string, a: string, b: string = "", c: string = ""): i32 {
  raiseUnexpectedOf(type, key, a, b, c);
  return -1;
}
export function nameErrorInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  if (setArgs(self, args, nargs) < 0) return -1;
  const nk = kwnames ? tupleSize(kwnames) : 0;
  for (let k = 0; k < nk; k++) if (!keyword(self, tupleItem(kwnames, k), "name", offsetof<NameErrorObject>("name"), load<u64>(args + (<usize>(nargs + k) << 3)))) return badKeyword(tupleItem(kwnames, k), "NameError", "name");
  return 0;
}
export function attributeErrorInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  if (setArgs(self, args, nargs) < 0) return -1;
  const nk = kwnames ? tupleSize(kwnames) : 0;
  for (let k = 0; k < nk; k++) {
    const key = tupleItem(kwnames, k), v = load<u64>(args + (<usize>(nargs + k) << 3));
    if (!keyword(self, key, "name", offsetof<AttributeErrorObject>("name"), v) && !keyword(self, key, "obj", offsetof<AttributeErrorObject>("obj"), v)) return badKeyword(key, "AttributeError", "name", "obj");
  }
  return 0;
}
/** Pickling leaves out obj, which may be anything. */
export function attributeErrorReduce(self: Value): Value { return reduceWith(self, N.name, offsetof<AttributeErrorObject>("name"), NULL, 0, NULL, 0); }
export function attributeErrorGetState(self: Value): Value {
  const d = stateCopy(self);
  if (!d) return NULL;
  if (!addState(d, self, N.name, offsetof<AttributeErrorObject>("name"))) { decref(d); return NULL; }
  const a = argsOf(self);
  dictSet(d, N.args, a);
  decref(a);
  return d;
}
function stateCopy(self: Value): Value {
  const d = instanceDict(self);
  if (!d) return NULL;
  const c = dictCopy(d);
  decref(d);
  return c;
}
function addState(d: Value, self: Value, name: Value, off: usize): bool {
  const v = getField(self, off);
  if (!v) return true;
  const r = dictSet(d, name, v);
  decref(v);
  return r == 0;
}
/** (type, args[, state]) where the state has the named fields that are set. */
function reduceWith(self: Value, n1: Value, o1: usize, n2: Value, o2: usize, n3: Value, o3: usize): Value {
  const d = stateCopy(self);
  if (!d) return NULL;
  if (!addState(d, self, n1, o1) || (n2 && !addState(d, self, n2, o2)) || (n3 && !addState(d, self, n3, o3))) { decref(d); return NULL; }
  const a = argsOf(self);
  const r = dictSize(d) ? tuplePack3(toValue(typeOf(self)), a, d) : tuplePack2(toValue(typeOf(self)), a);
  decref(a); decref(d);
  return r;
}
export function importErrorInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  if (setArgs(self, args, nargs) < 0) return -1;
  setField(self, offsetof<ImportErrorObject>("name"), NULL); setField(self, offsetof<ImportErrorObject>("path"), NULL); setField(self, offsetof<ImportErrorObject>("nameFrom"), NULL);
  const nk = kwnames ? tupleSize(kwnames) : 0;
  for (let k = 0; k < nk; k++) {
    const key = tupleItem(kwnames, k), v = load<u64>(args + (<usize>(nargs + k) << 3));
    if (!keyword(self, key, "name", offsetof<ImportErrorObject>("name"), v) && !keyword(self, key, "path", offsetof<ImportErrorObject>("path"), v) &&
      !keyword(self, key, "name_from", offsetof<ImportErrorObject>("nameFrom"), v)) return badKeyword(key, "ImportError", "name", "path", "name_from");
  }
  setField(self, offsetof<ImportErrorObject>("msg"), nargs == 1 ? newRef(load<u64>(args)) : NULL);
  return 0;
}
export function importErrorStr(self: Value): Value {
  const m = getField(self, offsetof<ImportErrorObject>("msg"));
  if (isExact(m, T.str)) return m;
  decref(m);
  return baseExceptionStr(self);
}
export function importErrorReduce(self: Value): Value {
  return reduceWith(self, N.name, offsetof<ImportErrorObject>("name"), N.path, offsetof<ImportErrorObject>("path"), N.name_from, offsetof<ImportErrorObject>("nameFrom"));
}
