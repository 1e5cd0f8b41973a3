/** What the interpreter needs of exceptions beyond types/exceptions: normalising throw()'s arguments, StopIteration values, except* and its re-raise, syntax errors from the front end. */
import { Ptr, Value, NULL, None, int } from "../base/value";
import { as, toValue } from "../base/obj";
import { T, TypeObject, TF_BASE_EXC_SUBCLASS, TF_TYPE_SUBCLASS, TF_TUPLE_SUBCLASS } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { decref, newRef, incref, setSlot } from "../refcount/count";
import { errFetch, errOccurred, errRestore, raise, raiseFmt } from "../objects/errors";
import { hasFlag, isExact, typeOf } from "../objects/typeof";
import { call, call0, call1, call2 } from "../objects/call";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { tupleItem, tupleItems, tupleNew, tupleInit, tuplePack2, tupleSize } from "../types/tuple/core";
import { listAppend, listGetItem, listNew, listSize } from "../types/list/core";
import { exceptionContext, exceptionCause, exceptionNew1, exceptionSetCause, exceptionSetContext, exceptionSetTraceback, exceptionTraceback } from "../types/exceptions/create";
import { BaseExceptionObject, NameErrorObject, StopIterationObject } from "../types/exceptions/objects";
import { groupProjection, isGroup } from "../types/exceptions/group";
import { strFromLiteral } from "../types/str/core";

/** StopIteration(value). Borrows value. */
export function stopIterationNew(value: Value): Value { return exceptionNew1(T.StopIteration, newRef(value)); }
/** e.value of a StopIteration; new. */
export function stopIterationGetValue(e: Value): Value { const v = as<StopIterationObject>(e).value; return v ? newRef(v) : None; }
export function exceptionSetName(e: Value, name: Value): void { setSlot(<Ptr>e + offsetof<NameErrorObject>("name"), newRef(name)); }
/** The exception for throw(type_or_exception, value, traceback); new, or NULL with TypeError. */
export function exceptionNormalize(type: Value, value: Value, tb: Value): Value {
  if (tb && tb != None && !isExact(tb, T.traceback)) return raise(T.TypeError, "throw() third argument must be a traceback object");
  let e: Value;
  if (hasFlag(type, TF_TYPE_SUBCLASS) && (as<TypeObject>(type).tp_flags & TF_BASE_EXC_SUBCLASS)) {
    if (value && value != None && hasFlag(value, TF_BASE_EXC_SUBCLASS) && typeIsSubtype(typeOf(value), as<TypeObject>(type))) e = newRef(value);
    else if (!value || value == None) e = call0(type);
    else if (hasFlag(value, TF_TUPLE_SUBCLASS)) e = call(type, tupleItems(value), tupleSize(value), NULL);
    else e = call1(type, value);
    if (e && !hasFlag(e, TF_BASE_EXC_SUBCLASS)) { raiseFmt(T.TypeError, "calling %R should have returned an instance of BaseException, not %T", type, e); decref(e); return NULL; }
  } else if (hasFlag(type, TF_BASE_EXC_SUBCLASS)) {
    if (value && value != None) return raise(T.TypeError, "instance exception may not have a separate value");
    e = newRef(type);
  } else return raiseFmt(T.TypeError, "exceptions must be classes or instances deriving from BaseException, not %T", type);
  if (e && tb && tb != None) exceptionSetTraceback(e, newRef(tb));
  return e;
}
import { typeIsSubtype } from "../objects/type-static";
/** Replaces the raised exception by t(format % v) with the old one as its cause. */
export function exceptionFormatCause(t: TypeObject, format: string, v: Value): void {
  const old = errFetch();
  raiseFmt(t, format, v);
  const e = errFetch();
  if (e && old) { exceptionSetCause(e, newRef(old)); exceptionSetContext(e, newRef(old)); }
  decref(old);
  errRestore(e);
}
/** SyntaxError (or a subclass) with its details; new. */
export function syntaxErrorNew(t: TypeObject, msg: Value, filename: Value, lineno: i32, offset: i32, text: Value, endLineno: i32, endOffset: i32): Value {
  const d = tupleNew(6);
  if (!d) return NULL;
  tupleInit(d, 0, newRef(filename)); tupleInit(d, 1, int(lineno)); tupleInit(d, 2, int(offset)); tupleInit(d, 3, newRef(text));
  tupleInit(d, 4, int(endLineno)); tupleInit(d, 5, int(endOffset));
  const e = call2(toValue(t), msg, d);
  decref(d);
  return e;
}
/** What is raised after the clauses of an except*: exceptions raised in them, and the unhandled rest with the original's metadata; None if nothing is left. */
export function prepReraiseStar(orig: Value, list: Value): Value {
  const n = listSize(list);
  let any = false;
  for (let i = 0; i < n; i++) { const x = listGetItem(list, i); decref(x); if (x != None) any = true; }
  if (!any) return None;
  if (!isGroup(orig)) {
    // a naked exception was caught: at most one clause ran
    const x = listGetItem(list, 0);
    return x;
  }
  const raised = listNew(0), rest = listNew(0);
  let r: Value = NULL;
  if (raised && rest) {
    let ok = true;
    for (let i = 0; ok && i < n; i++) {
      const x = listGetItem(list, i);
      if (x != None) ok = listAppend(sameMetadata(orig, x) ? rest : raised, x) == 0;
      decref(x);
    }
    if (ok) {
      const again = listSize(rest) ? groupProjection(orig, rest) : None;
      if (again) {
        if (listSize(raised) == 0) r = newRef(again);
        else if (again == None || listAppend(raised, again) == 0) {
          if (listSize(raised) == 1) r = listGetItem(raised, 0);
          else {
            const empty = strFromLiteral("");
            r = call2(toValue(T.ExceptionGroup), empty, raised);
            decref(empty);
          }
        }
        decref(again);
      }
    }
  }
  decref(raised); decref(rest);
  return r;
}
/** Whether x is an (unchanged) part of the group orig: same traceback, context, cause, notes are shared by parts. */
function sameMetadata(orig: Value, x: Value): bool {
  if (!isGroup(x)) return false;
  const a = exceptionTraceback(orig), b = exceptionTraceback(x), c = exceptionContext(orig), d = exceptionContext(x), e = exceptionCause(orig), f = exceptionCause(x);
  const same = a == b && c == d && e == f;
  decref(a); decref(b); decref(c); decref(d); decref(e); decref(f);
  return same;
}
