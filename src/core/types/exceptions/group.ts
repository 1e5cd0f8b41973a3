/** BaseExceptionGroup and ExceptionGroup (PEP 654): construction, split, subgroup, derive; what `except*` needs. CPython: Objects/exceptions.c. */
import { Ptr, Value, NULL, None, True, False, int, isPtr, boolean } from "../../base/value";
import { as, Obj, toValue } from "../../base/obj";
import { N } from "../../../generated/core/names";
import { T, TypeObject, TF_UNICODE_SUBCLASS, TF_BASE_EXC_SUBCLASS, TF_TYPE_SUBCLASS, TF_TUPLE_SUBCLASS } from "../../../generated/core/types";
import { decref, newRef } from "../../refcount/count";
import { newObject } from "../../objects/alloc";
import { raise, raiseFmt, errOccurred, errClear, errMatches, fmt } from "../../objects/errors";
import { typeOf, isExact } from "../../objects/typeof";
import { hasKeywords } from "../../objects/args";
import { tupleFromArray, tuplePack1, tuplePack2, tupleSize, tupleItem } from "../tuple/core";
import { listNew, listAppend, listSize, listToTuple } from "../list/core";
import { sequenceToTuple, isTrue, isInstance, sequenceToList } from "../../objects/abstract";
import { callMethod1, call1, call2 } from "../../objects/call";
import { getAttrOptional, setAttr } from "../../objects/attributes";
import { typeIsSubtype } from "../../objects/type-static";
import { enterNative, leaveNative } from "../../objects/recursion";
import { BaseExceptionObject, GroupObject } from "./objects";
import { baseExceptionInit } from "./exceptions";
import { exceptionSetContext, exceptionSetCause, exceptionSetTraceback, exceptionContext, exceptionCause, exceptionTraceback } from "./create";

export function isGroup(e: Value): bool { return isPtr(e) && typeIsSubtype(typeOf(e), T.BaseExceptionGroup); }
export function groupNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  let t = as<TypeObject>(type);
  if (hasKeywords(kwnames)) return raiseFmt(T.TypeError, "%N() takes no keyword arguments", type);
  if (nargs != 2) return raiseFmt(T.TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%d given)", int(nargs));
  const message = load<u64>(args), seq = load<u64>(args, 8);
  if (!isPtr(message) || !(typeOf(message).tp_flags & TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not %T", message);
  if (!isPtr(seq) || !typeOf(seq).sq_item) return raise(T.TypeError, "second argument (exceptions) must be a sequence");
  const excs = sequenceToTuple(seq);
  if (!excs) return NULL;
  const n = tupleSize(excs);
  let nested = false;
  if (n == 0) { decref(excs); return raise(T.ValueError, "second argument (exceptions) must be a non-empty sequence"); }
  for (let i = 0; i < n; i++) {
    const e = tupleItem(excs, i);
    if (!isPtr(e) || !(typeOf(e).tp_flags & TF_BASE_EXC_SUBCLASS)) { raiseFmt(T.ValueError, "Item %d of second argument (exceptions) is not an exception", int(i)); decref(excs); return NULL; }
    if (!typeIsSubtype(typeOf(e), T.Exception)) nested = true;
  }
  if (t == T.ExceptionGroup) {
    if (nested) { decref(excs); return raise(T.TypeError, "Cannot nest BaseExceptions in an ExceptionGroup"); }
  } else if (t == T.BaseExceptionGroup) {
    if (!nested) t = T.ExceptionGroup;
  } else if (nested && typeIsSubtype(t, T.Exception)) {
    decref(excs);
    return raiseFmt(T.TypeError, "Cannot nest BaseExceptions in '%N'", type);
  }
  const p = newObject(t);
  if (!p) { decref(excs); return NULL; }
  const g = changetype<GroupObject>(p);
  g.message = newRef(message);
  g.exceptions = excs;
  g.args = tupleFromArray(args, nargs);
  if (!g.args) { decref(<Value>p); return NULL; }
  return <Value>p;
}
export function groupInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 { return baseExceptionInit(self, args, nargs, kwnames); }
export function groupStr(self: Value): Value {
  const g = as<GroupObject>(self), n = tupleSize(g.exceptions);
  return fmt(n == 1 ? "%U (%d sub-exception)" : "%U (%d sub-exceptions)", g.message, int(n));
}
export function groupClassGetItem(cls: Value, item: Value): Value { return genericAliasNew(cls, item); }
import { genericAliasNew } from "../../objects/generic-alias";
export function groupDerive(self: Value, excs: Value): Value { return call2(toValue(T.BaseExceptionGroup), as<GroupObject>(self).message, excs); }

/** A group like orig with the exceptions of a list; None if there are none. Borrows both, returns new. */
function subset(orig: Value, excs: Value): Value {
  if (listSize(excs) == 0) return None;
  const g = callMethod1(orig, N.derive, excs);
  if (!g) return NULL;
  if (!isGroup(g)) { raise(T.TypeError, "derive must return an instance of BaseExceptionGroup"); decref(g); return NULL; }
  const tb = exceptionTraceback(orig), cx = exceptionContext(orig), ca = exceptionCause(orig);
  exceptionSetTraceback(g, tb);
  exceptionSetContext(g, cx);
  exceptionSetCause(g, ca);
  const notes = getAttrOptional(orig, N.__notes__);
  if (!notes) { if (errOccurred()) { decref(g); return NULL; } return g; }
  if (typeOf(notes).sq_item) {
    const copy = sequenceToList(notes);
    const r = copy ? setAttr(g, N.__notes__, copy) : -1;
    decref(copy);
    if (r < 0) { decref(notes); decref(g); return NULL; }
  }
  decref(notes);
  return g;
}
const BY_TYPE: i32 = 0, BY_PREDICATE: i32 = 1, BY_IDENTITY: i32 = 2;
function matcherKind(m: Value): i32 {
  if (isPtr(m) && (typeOf(m).tp_flags & TF_TYPE_SUBCLASS)) { if (as<TypeObject>(m).tp_flags & TF_BASE_EXC_SUBCLASS) return BY_TYPE; }
  else if (isPtr(m) && (typeOf(m).tp_flags & TF_TUPLE_SUBCLASS)) {
    let ok = true;
    const n = tupleSize(m);
    for (let i = 0; i < n; i++) { const c = tupleItem(m, i); if (!isPtr(c) || !(typeOf(c).tp_flags & TF_TYPE_SUBCLASS) || !(as<TypeObject>(c).tp_flags & TF_BASE_EXC_SUBCLASS)) ok = false; }
    if (ok) return BY_TYPE;
  } else if (typeOf(m).tp_call) return BY_PREDICATE;
  raise(T.TypeError, "expected an exception type, a tuple of exception types, or a callable (other than a class)");
  return -1;
}
function matches(e: Value, m: Value, kind: i32): i32 {
  if (kind == BY_TYPE) return isInstance(e, m);
  if (kind == BY_IDENTITY) { const n = listSize(m); for (let i = 0; i < n; i++) if (listItem(m, i) == e) return 1; return 0; }
  const r = call1(m, e);
  if (!r) return -1;
  const t = isTrue(r);
  decref(r);
  return t;
}
import { listItem } from "../list/core";
/** Splits e (a group or, below, a leaf) by a condition: *out = matching part or None, *(out+8) = the rest or None (if wanted; else None). Both new. */
function splitRec(e: Value, m: Value, kind: i32, wantRest: bool, out: Ptr): bool {
  store<u64>(out, None); store<u64>(out, None, 8);
  const whole = matches(e, m, kind);
  if (whole < 0) return false;
  if (whole) { store<u64>(out, newRef(e)); return true; }
  if (!isGroup(e)) { if (wantRest) store<u64>(out, newRef(e), 8); return true; }
  if (!enterNative()) return false;
  const yes = listNew(0), no = listNew(0), excs = newRef(as<GroupObject>(e).exceptions);
  let ok = yes != NULL && no != NULL;
  const mark = stackMark(), sub = stackAlloc(16);
  if (!sub) ok = false;
  const n = tupleSize(excs);
  for (let i = 0; i < n && ok; i++) {
    ok = splitRec(tupleItem(excs, i), m, kind, wantRest, sub);
    if (!ok) break;
    const a = load<u64>(sub), b = load<u64>(sub, 8);
    if (a != None && listAppend(yes, a) < 0) ok = false;
    if (b != None && listAppend(no, b) < 0) ok = false;
    decref(a); decref(b);
  }
  stackRestore(mark);
  if (ok) {
    const a = subset(e, yes);
    if (!a) ok = false;
    else {
      const b: Value = wantRest ? subset(e, no) : None;
      if (!b) { decref(a); ok = false; } else { store<u64>(out, a); store<u64>(out, b, 8); }
    }
  }
  decref(yes); decref(no); decref(excs);
  leaveNative();
  return ok;
}
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
export function groupSplit(self: Value, m: Value): Value {
  const kind = matcherKind(m);
  if (kind < 0) return NULL;
  const mark = stackMark(), out = stackAlloc(16);
  let r: Value = NULL;
  if (out && splitRec(self, m, kind, true, out)) { r = tuplePack2(load<u64>(out), load<u64>(out, 8)); decref(load<u64>(out)); decref(load<u64>(out, 8)); }
  stackRestore(mark);
  return r;
}
export function groupSubgroup(self: Value, m: Value): Value {
  const kind = matcherKind(m);
  if (kind < 0) return NULL;
  const mark = stackMark(), out = stackAlloc(16);
  let r: Value = NULL;
  if (out && splitRec(self, m, kind, false, out)) { r = load<u64>(out); decref(load<u64>(out, 8)); }
  stackRestore(mark);
  return r;
}
/**
 * CHECK_EG_MATCH of the interpreter (CPython: _PyEval_ExceptionGroupMatch): e against the type(s) of an `except*` clause. *out = the matching group or None,
 * *(out+8) = the rest or None. Both new. A naked exception that matches is wrapped in a group. False with an exception. The caller has checked that
 * `types` are exception types and no groups.
 */
export function groupMatch(e: Value, types: Value, out: Ptr): bool {
  store<u64>(out, None); store<u64>(out, None, 8);
  const whole = isInstance(e, types);
  if (whole < 0) return false;
  if (whole) {
    if (isGroup(e)) { store<u64>(out, newRef(e)); return true; }
    const l = tuplePack1(e);
    if (!l) return false;
    const empty = strFromLiteral("");
    const g = call2(toValue(T.ExceptionGroup), empty, l);
    decref(empty); decref(l);
    if (!g) return false;
    // the wrapper shows where the exception came from
    exceptionSetTraceback(g, exceptionTraceback(e));
    store<u64>(out, g);
    return true;
  }
  if (isGroup(e)) return splitRec(e, types, BY_TYPE, true, out);
  store<u64>(out, newRef(e), 8);
  return true;
}
import { strFromLiteral } from "../str/core";
/** PREP_RERAISE_STAR needs the part of `orig` whose leaves are those of the groups in a list (CPython: exception_group_projection). New; None if empty. */
export function groupProjection(orig: Value, keep: Value): Value {
  const leaves = listNew(0);
  if (!leaves) return NULL;
  const n = listSize(keep);
  for (let i = 0; i < n; i++) if (!collectLeaves(listItem(keep, i), leaves)) { decref(leaves); return NULL; }
  const mark = stackMark(), out = stackAlloc(16);
  let r: Value = NULL;
  if (out && splitRec(orig, leaves, BY_IDENTITY, false, out)) { r = load<u64>(out); decref(load<u64>(out, 8)); }
  stackRestore(mark);
  decref(leaves);
  return r;
}
function collectLeaves(e: Value, leaves: Value): bool {
  if (e == None) return true;
  if (!isGroup(e)) return listAppend(leaves, e) == 0;
  if (!enterNative()) return false;
  const x = as<GroupObject>(e).exceptions, n = tupleSize(x);
  let ok = true;
  for (let i = 0; i < n && ok; i++) ok = collectLeaves(tupleItem(x, i), leaves);
  leaveNative();
  return ok;
}
