/** sys: its functions. Values and start-up: setup.ts; frames and threads: frames.ts; hooks: display.ts. CPython: Python/sysmodule.c. */
import { Ptr, Value, NULL, None, True, False, boolean, float, fitsInt, int, intOf, isInt, isPtr } from "../../base/value";
import { Obj, IMMORTAL, LOCAL_SENTINELS, as, toValue } from "../../base/obj";
import { refCount } from "../../refcount/count-slow";
import { PROC_GIL_ENABLED } from "../../base/map";
import { T, TypeObject, TF_HAVE_GC, TF_TUPLE_SUBCLASS, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { errClear, errMatches, errOccurred, fmt, raise, raiseBare, raiseException, raiseFmt, raiseObject } from "../../objects/errors";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { getAttr } from "../../objects/attributes";
import { traceCallBegin, traceCallEnd, traceGet, traceSet, traceSetAll } from "../../interp/trace";
import { call, call2, callMethod0 } from "../../objects/call";
import { lookupSpecial } from "../../objects/attributes";
import { indexAsSsize } from "../../objects/abstract-index";
import { special0 } from "../../objects/special";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { instanceSize } from "../../objects/alloc";
import { ts } from "../../threads/self";
import { ThreadState } from "../../threads/state";
import { gilInterval, gilSetInterval } from "../../threads/gil";
import { recursionLimit, recursionLimitSetStopped } from "../../threads/registry";
import { worldStop, worldStart } from "../../threads/attach";
import { nativeLimitFollow } from "../../objects/recursion";
import { excHandled } from "../../interp/exc-state";
import { exceptionTraceback } from "../../types/exceptions/create";
import { tupleEmpty, tupleFromArray, tupleItems, tuplePack3, tupleSize } from "../../types/tuple/core";
import { listAppend, listNew, listItem, listSize, listGetItem } from "../../types/list/core";
import { internStr, strFromLiteral, strIsAscii, strLen, StrObject } from "../../types/str/core";
import { intAsI32, intFromI64 } from "../../types/int/core";
import { floatFromValue, number } from "../../types/float/core";
import { maxStrDigits, maxStrDigitsInit } from "../../types/int/text";
import { memUsableSize } from "../../memory/alloc";
import { rootSlot } from "../../boot/state";
import { ROOT_AUDIT } from "../../boot/roots";
import { importLevel } from "../../interp/import";
import { worldStart, worldStop } from "../../threads/attach";

// ---- exceptions, exit -----------------------------------------------------------------------------------------------------------------
export function sysExit(m: Value, status: Value): Value {
  if (status == None) return raiseBare(T.SystemExit);
  return raiseObject(T.SystemExit, newRef(status));
}
export function sysExcInfo(m: Value): Value {
  const e = excHandled();
  if (!e) return tuplePack3(None, None, None);
  const tb = exceptionTraceback(e), r = tuplePack3(toValue(typeOf(e)), e, tb ? tb : None);
  decref(tb);
  return r;
}
export function sysException(m: Value): Value { const e = excHandled(); return e ? newRef(e) : None; }

// ---- limits and settings --------------------------------------------------------------------------------------------------------------
export function sysGetRecursionLimit(m: Value): Value { return int(recursionLimit()); }
export function sysSetRecursionLimit(m: Value, v: Value): Value {
  const n = indexAsSsize(v);
  if (n == -1 && errOccurred()) return NULL;
  if (n < 1) return raise(T.ValueError, "recursion limit must be greater or equal than 1");
  const s = changetype<ThreadState>(ts), old = recursionLimit(), depth = old - s.recursionLeft;
  if (depth >= n) return raiseFmt(T.RecursionError, "cannot set the recursion limit to %d at the recursion depth %d: the limit is too low", int(n), int(depth));
  worldStop();
  recursionLimitSetStopped(n);
  worldStart();
  nativeLimitFollow(n);
  return None;
}
export function sysGetSwitchInterval(m: Value): Value { return float(<f64>gilInterval() / 1e6); }
export function sysSetSwitchInterval(m: Value, v: Value): Value {
  if (!floatFromValue(v)) return NULL;
  if (!(number > 0)) return raise(T.ValueError, "switch interval must be strictly positive");
  gilSetInterval(<u32>(number * 1e6 < 1 ? 1 : number * 1e6 > 4e9 ? 4e9 : number * 1e6));
  return None;
}
export function sysIsGilEnabled(m: Value): Value { return boolean(load<u32>(PROC_GIL_ENABLED) != 0); }
export function sysGetMaxStrDigits(m: Value): Value { return int(maxStrDigits()); }
export function sysSetMaxStrDigits(m: Value, v: Value): Value {
  const n = indexAsSsize(v);
  if (n == -1 && errOccurred()) return NULL;
  if (n != 0 && n < 640) return raise(T.ValueError, "maxdigits must be 0 or larger than 640");
  maxStrDigitsInit(n);
  return None;
}
export function sysGetDefaultEncoding(m: Value): Value { return strFromLiteral("utf-8"); }
export function sysGetFsEncodeErrors(m: Value): Value { return strFromLiteral("surrogateescape"); }
/** -X cpu_count and PYTHON_CPU_COUNT are not among the options: none is set. */
export function sysGetCpuCountConfig(m: Value): Value { return int(-1); }
export function sysIsFinalizing(m: Value): Value { return boolean(finalizing()); }
const FINALIZING: usize = memory.data(4, 4); // @atomic u32
export function finalizing(): bool { return atomic.load<u32>(FINALIZING) != 0; }
export function setFinalizing(): void { atomic.store<u32>(FINALIZING, 1); }
export function sysSetTrace(m: Value, f: Value): Value { traceSet(false, f); return None; }
export function sysSetProfile(m: Value, f: Value): Value { traceSet(true, f); return None; }
export function sysSetTraceAll(m: Value, f: Value): Value { traceSetAll(false, f); return None; }
export function sysSetProfileAll(m: Value, f: Value): Value { traceSetAll(true, f); return None; }
export function sysGetTrace(m: Value): Value { return traceGet(false); }
export function sysGetProfile(m: Value): Value { return traceGet(true); }
export function sysClearCaches(m: Value): Value { return None; }
export function sysCallTracing(m: Value, f: Value, args: Value): Value {
  if (!hasFlag(args, TF_TUPLE_SUBCLASS)) return raiseFmt(T.TypeError, "call_tracing() argument 2 must be tuple, not %T", args);
  const was = traceCallBegin(), r = call(f, tupleItems(args), tupleSize(args), NULL);
  traceCallEnd(was);
  return r;
}
export function sysActivateTrampoline(m: Value, backend: Value): Value { return raise(T.ValueError, "perf trampoline not available"); }
export function sysIsTrampolineActive(m: Value): Value { return False; }
const ORIGIN_DEPTH: usize = memory.data(4, 4); // @atomic
export function sysGetOriginDepth(m: Value): Value { return int(atomic.load<i32>(ORIGIN_DEPTH)); }
export function sysSetOriginDepth(m: Value, v: Value): Value {
  const n = indexAsSsize(v);
  if (n == -1 && errOccurred()) return NULL;
  if (n < 0) return raise(T.ValueError, "depth must be >= 0");
  atomic.store<i32>(ORIGIN_DEPTH, n);
  return None;
}

// ---- objects --------------------------------------------------------------------------------------------------------------------------
export function sysIntern(m: Value, s: Value): Value {
  if (!isExact(s, T.str)) return hasFlag(s, TF_UNICODE_SUBCLASS) ? raiseFmt(T.TypeError, "can't intern %T", s) : raiseFmt(T.TypeError, "intern() argument must be str, not %T", s);
  return internStr(s);
}
export function sysIsInterned(m: Value, s: Value): Value {
  if (!hasFlag(s, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "_is_interned() argument must be str, not %T", s);
  const i = internStr(s), r = i == s;
  decref(i);
  return boolean(r);
}
export function sysIsImmortal(m: Value, v: Value): Value { return boolean(!isPtr(v) || load<u32>(<Ptr>v, 4) == IMMORTAL); }
/** What CPython would say of an object that only the caller's variable and this call hold is 2; immediates and immortal objects say the immortal count. */
export function sysGetRefcount(m: Value, v: Value): Value {
  if (!isPtr(v)) return int(0xFFFFFFFF);
  const n = refCount(<Ptr>v);
  return int(n >= LOCAL_SENTINELS ? 0xFFFFFFFF : n);
}
/** Bytes of the object's own block, and of what it says in __sizeof__. */
export function sysGetSizeof(m: Value, v: Value, dflt: Value): Value {
  const r = special0(v, N.__sizeof__);
  if (!r) {
    if (!errOccurred()) raiseFmt(T.TypeError, "Type %T doesn't define __sizeof__", v);
    if (dflt && errMatches(T.TypeError)) { errClear(); return newRef(dflt); }
    return NULL;
  }
  const n = intAsI32(r);
  decref(r);
  if (n == -1 && errOccurred()) return NULL;
  if (n < 0) return raise(T.ValueError, "__sizeof__() should return >= 0");
  return int(n);
}

// ---- audit ----------------------------------------------------------------------------------------------------------------------------
/** Calls the audit hooks. 0, or -1 with what a hook raised. args: tuple. */
export function audit(event: Value, args: Value): i32 {
  const hooks = load<u64>(rootSlot(ROOT_AUDIT));
  if (!hooks) return 0;
  for (let i = 0; i < listSize(hooks); i++) {
    const h = listGetItem(hooks, i);
    if (!h) break;
    const r = call2(h, event, args);
    decref(h);
    if (!r) return -1;
    decref(r);
  }
  errClear();
  return 0;
}
export function sysAudit(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!nargs) return raise(T.TypeError, "audit() missing 1 required positional argument: 'event'");
  const event = load<u64>(args);
  if (!hasFlag(event, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "expected str for argument 'event', not %T", event);
  if (!load<u64>(rootSlot(ROOT_AUDIT))) return None;
  const t = tupleFromArray(args + 8, nargs - 1);
  if (!t) return NULL;
  const r = audit(event, t);
  decref(t);
  return r < 0 ? NULL : None;
}
export function sysAddAuditHook(m: Value, hook: Value): Value {
  const name = strFromLiteral("sys.addaudithook"), e = tupleEmpty();
  const r = audit(name, e);
  decref(name); decref(e);
  if (r < 0) { if (errMatches(T.RuntimeError)) { errClear(); return None; } return NULL; }
  const slot = rootSlot(ROOT_AUDIT);
  if (!load<u64>(slot)) {
    const l = listNew(0);
    if (!l) return NULL;
    if (atomic.cmpxchg<u64>(slot, NULL, l) != NULL) decref(l);
  }
  return listAppend(load<u64>(slot), hook) < 0 ? NULL : None;
}
/** sys._clear_type_descriptors(type): drops the class's own __dict__ and __weakref__ descriptors (dataclasses with slots=True). CPython 3.14: Python/sysmodule.c. */
export function sysClearTypeDescriptors(m: Value, type: Value): Value {
  if (!hasFlag(type, TF_TYPE_SUBCLASS)) return raiseFmt(T.TypeError, "argument must be a type, not %T", type);
  const t = as<TypeObject>(type);
  if (t.tp_flags & TF_IMMUTABLE) return raise(T.TypeError, "argument is immutable");
  if (dictDiscard(t.tp_dict, N.__dict__) < 0 || dictDiscard(t.tp_dict, N.__weakref__) < 0) return NULL;
  typeModified(t);
  return None;
}
import { TF_TYPE_SUBCLASS, TF_IMMUTABLE } from "../../../generated/core/types";
import { typeModified } from "../../objects/type-lookup";
import { dictDiscard } from "../../types/dict/core";
