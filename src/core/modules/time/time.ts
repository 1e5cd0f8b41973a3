/** Module time: clocks, sleeping, broken-down times. strftime is in format.ts. CPython: Modules/timemodule.c. Locale is always "C". */
import { Ptr, Value, NULL, None, float, floatOf, int, intOf, isFloat, isInt, boolean, True, False } from "../../base/value";
import { as, toValue } from "../../base/obj";
import { T, TF_TUPLE_SUBCLASS, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import * as H from "../../../generated/core/host";
import { decref, newRef } from "../../refcount/count";
import { errOccurred, raise, raiseFmt } from "../../objects/errors";
import { hasFlag, isExact } from "../../objects/typeof";
import { call, callMethod0 } from "../../objects/call";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { moduleAddConstant } from "../../objects/module";
import { importModule } from "../../objects/import-hook";
import { raiseErrno } from "../posix/errors";
import { getAttr } from "../../objects/attributes";
import { threadAttach, threadDetach } from "../../threads/attach";
import { threadSleep, PARK_INTERRUPTED } from "../../sync/parking";
import { intAsI64, intFromI64 } from "../../types/int/core";
import { floatFromValue, number } from "../../types/float/core";
import { structDone, structNew, structSet } from "../../types/structseq/core";
import { tupleItem, tupleNew, tupleInit, tupleSize, tuplePack2 } from "../../types/tuple/core";
import { strEqLiteral, strFromLiteral } from "../../types/str/core";
import { strFromUtf8 } from "../../codecs/utf8";
import { namespaceNew } from "../../objects/namespace";
import { breaker, BREAKER_ERROR } from "../../interp/breaker";
import { civilDay, civilFromDays, civilMonth, civilYear, daysFromCivil, floorDiv64 } from "./calendar";
import { formatTime, asctimeOf } from "./format";

function clock(which: i32): i64 {
  const mark = stackMark(), out = stackAlloc(8);
  if (!out) return -1;
  store<i64>(out, 0);
  const r = which == 0 ? H.clockRealtime(out) : which == 1 ? H.clockMonotonic(out) : which == 2 ? H.clockProcess(out) : H.clockThread(out);
  const ns = load<i64>(out);
  stackRestore(mark);
  return r < 0 ? -1 : ns;
}
function seconds(ns: i64): Value { return float(<f64>ns / 1e9); }
export function timeTime(m: Value): Value { return seconds(clock(0)); }
export function timeTimeNs(m: Value): Value { return intFromI64(clock(0)); }
export function timeMonotonic(m: Value): Value { return seconds(clock(1)); }
export function timeMonotonicNs(m: Value): Value { return intFromI64(clock(1)); }
export function timeProcess(m: Value): Value { return seconds(clock(2)); }
export function timeProcessNs(m: Value): Value { return intFromI64(clock(2)); }
/** Where the host has no clock of the thread (Node 20): that of the process. */
function threadNs(): i64 { const ns = clock(3); return ns < 0 ? clock(2) : ns; }
export function timeThread(m: Value): Value { return seconds(threadNs()); }
/** Nanoseconds of a clock by the system's number; -1 with an exception. RAW and BOOTTIME are the monotonic clock here: the host has one. */
function clockById(id: Value): i64 {
  const n = intAsI64(id);
  if (n == -1 && errOccurred()) return -1;
  switch (<i32>n) {
    case 0: return clock(0);
    case 1: case 4: case 7: return clock(1);
    case 2: return clock(2);
    case 3: return threadNs();
    default: raiseErrno(22); return -1;
  }
}
export function timeClockGettime(m: Value, id: Value): Value { const ns = clockById(id); return ns == -1 && errOccurred() ? NULL : seconds(ns); }
export function timeClockGettimeNs(m: Value, id: Value): Value { const ns = clockById(id); return ns == -1 && errOccurred() ? NULL : intFromI64(ns); }
export function timeClockGetres(m: Value, id: Value): Value { const ns = clockById(id); return ns == -1 && errOccurred() ? NULL : float(1e-9); }
export function timeThreadNs(m: Value): Value { return intFromI64(threadNs()); }

export function timeSleep(m: Value, secs: Value): Value {
  let ns: i64;
  if (isInt(secs)) {
    if (intOf(secs) > 9000000000) return raise(T.OverflowError, "timestamp too large to convert to C PyTime_t");
    ns = intOf(secs) * 1000000000;
  } else {
    if (!floatFromValue(secs)) return NULL;
    const d = number;
    if (d != d) return raise(T.ValueError, "Invalid value NaN (not a number)");
    if (d > 9.2e9 || d < -9.2e9) return raise(T.OverflowError, "timestamp out of range for platform time_t");
    ns = <i64>ceil(d * 1e9);
  }
  if (ns < 0) return raise(T.ValueError, "sleep length must be non-negative");
  const end = clock(1) + ns;
  for (;;) {
    const left = end - clock(1);
    const r = threadSleep(left > 0 ? left : 0);
    if (r == PARK_INTERRUPTED && breaker() == BREAKER_ERROR) return NULL;
    if (clock(1) >= end) return None;
  }
  return None;
}

// ---- broken-down time ------------------------------------------------------------------------------------------------------
/** seconds argument: None is now. Result in `stamp`; false: exception. */
let stamp: i64 = 0;
function stampOf(v: Value): bool {
  if (v == None) { stamp = floorDiv64(clock(0), 1000000000); return true; }
  if (isFloat(v) || !isInt(v)) {
    if (!floatFromValue(v)) return false;
    const d = floor(number);
    if (d != d) { raise(T.ValueError, "Invalid value NaN (not a number)"); return false; }
    if (d > 6.7e16 || d < -6.7e16) { raise(T.OverflowError, "timestamp out of range for platform time_t"); return false; }
    stamp = <i64>d;
  } else stamp = intOf(v);
  if (stamp > 67768036191676799 || stamp < -67768040609740800) { raise(T.OverflowError, "timestamp out of range for platform time_t"); return false; }
  return true;
}
/** struct_time of a local second count. zone steals. */
function broken(local: i64, dst: i32, zone: Value, offset: i32): Value {
  const days = floorDiv64(local, 86400), sod = <i32>(local - days * 86400);
  civilFromDays(days);
  const y = civilYear, mo = civilMonth, d = civilDay, s = structNew(T.struct_time);
  if (!s) { decref(zone); return NULL; }
  structSet(s, 0, intFromI64(y)); structSet(s, 1, int(mo)); structSet(s, 2, int(d));
  structSet(s, 3, int(sod / 3600)); structSet(s, 4, int(sod / 60 % 60)); structSet(s, 5, int(sod % 60));
  structSet(s, 6, int((days + 3) % 7 + ((days + 3) % 7 < 0 ? 7 : 0)));
  structSet(s, 7, int(days - daysFromCivil(y, 1, 1) + 1)); structSet(s, 8, int(dst));
  structSet(s, 9, zone); structSet(s, 10, int(offset));
  return structDone(s);
}
/** Offset, dst and name of the local zone at a moment. */
let zoneOffset: i32 = 0, zoneDst: i32 = 0;
function zoneAt(at: i64): Value {
  const mark = stackMark(), out = stackAlloc(64);
  if (!out) return NULL;
  H.localTime(<f64>at, out);
  zoneOffset = load<i32>(out); zoneDst = load<i32>(out, 4);
  const s = strFromUtf8(out + 12, load<i32>(out, 8), NULL);
  stackRestore(mark);
  return s;
}
export function timeGmtime(m: Value, secs: Value): Value {
  if (!stampOf(secs)) return NULL;
  return broken(stamp, 0, strFromLiteral("UTC"), 0);
}
export function timeLocaltime(m: Value, secs: Value): Value {
  if (!stampOf(secs)) return NULL;
  const at = stamp, zone = zoneAt(at);
  return zone ? broken(at + zoneOffset, zoneDst, zone, zoneOffset) : NULL;
}
/** The nine fields of a time tuple at `out` (i64 each); false: TypeError or range error. */
export function timeFields(t: Value, out: Ptr, name: string): bool {
  if (!hasFlag(t, TF_TUPLE_SUBCLASS)) { raise(T.TypeError, "Tuple or struct_time argument required"); return false; }
  if (tupleSize(t) != 9) {
    const n = strFromLiteral(name);
    raiseFmt(T.TypeError, "%U(): illegal time tuple argument", n);
    decref(n);
    return false;
  }
  for (let i = 0; i < 9; i++) {
    const v = intAsI64(tupleItem(t, i));
    if (v == -1 && errOccurred()) return false;
    store<i64>(out + (<usize>i << 3), v);
  }
  return true;
}
export function timeMktime(m: Value, t: Value): Value {
  const mark = stackMark(), f = stackAlloc(72);
  if (!f || !timeFields(t, f, "mktime")) { stackRestore(mark); return NULL; }
  const months = load<i64>(f, 8) - 1, y = load<i64>(f) + floorDiv64(months, 12), mo = <i32>(months - floorDiv64(months, 12) * 12) + 1;
  const local = (daysFromCivil(y, mo, 1) + load<i64>(f, 16) - 1) * 86400 + load<i64>(f, 24) * 3600 + load<i64>(f, 32) * 60 + load<i64>(f, 40);
  const wantDst = load<i64>(f, 64);
  stackRestore(mark);
  // the offset depends on the result: two rounds settle it but in the hour that does not exist
  let at = local;
  for (let i = 0; i < 3; i++) { decref(zoneAt(at)); at = local - zoneOffset; }
  decref(zoneAt(at));
  if (wantDst > 0 && zoneDst == 0) {
    decref(zoneAt(at - 3600));
    if (zoneDst) at -= 3600;
  }
  return float(<f64>at);
}
export function timeAsctime(m: Value, t: Value): Value {
  const s = t ? newRef(t) : timeLocaltime(m, None);
  if (!s) return NULL;
  const r = asctimeOf(s);
  decref(s);
  return r;
}
export function timeCtime(m: Value, secs: Value): Value {
  const s = timeLocaltime(m, secs);
  if (!s) return NULL;
  const r = asctimeOf(s);
  decref(s);
  return r;
}
export function timeStrftime(m: Value, format: Value, t: Value): Value {
  if (!hasFlag(format, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "strftime() argument 1 must be str, not %T", format);
  const s = t ? newRef(t) : timeLocaltime(m, None);
  if (!s) return NULL;
  const r = formatTime(format, s);
  decref(s);
  return r;
}
export function timeStrptime(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const mod = importModule(N._strptime);
  if (!mod) return NULL;
  const f = getAttr(mod, N._strptime_time);
  decref(mod);
  if (!f) return NULL;
  const r = call(f, args, nargs, kwnames);
  decref(f);
  return r;
}
export function timeTzset(m: Value): Value {
  threadDetach();
  H.systemRequest(H.SYSTEM_REQUEST_TIME_ZONE, 0, 0, 0, 0, 0, 0);
  threadAttach();
  return timeZones(m) < 0 ? NULL : None;
}
export function timeGetClockInfo(m: Value, name: Value): Value {
  if (!hasFlag(name, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "get_clock_info() argument 1 must be str, not %T", name);
  const real = strEqLiteral(name, "time");
  if (!real && !strEqLiteral(name, "monotonic") && !strEqLiteral(name, "perf_counter") && !strEqLiteral(name, "process_time") && !strEqLiteral(name, "thread_time")) return raise(T.ValueError, "unknown clock");
  const empty = dictNew(), ns = empty ? namespaceNew(empty) : NULL;
  decref(empty);
  if (!ns) return NULL;
  const text = strFromLiteral(real ? "Date.now" : strEqLiteral(name, "monotonic") || strEqLiteral(name, "perf_counter") ? "process.hrtime" : "process.cpuUsage");
  const ok = setAttr(ns, N.implementation, text) == 0 && setAttr(ns, N.monotonic, boolean(!real)) == 0 && setAttr(ns, N.adjustable, boolean(real)) == 0 && setAttr(ns, N.resolution, float(1e-9)) == 0;
  decref(text);
  if (!ok) { decref(ns); return NULL; }
  return ns;
}
import { setAttr } from "../../objects/attributes";
import { dictNew } from "../../types/dict/core";
/** timezone, altzone, daylight, tzname: from the offsets in January and July of this year. */
function timeZones(m: Value): i32 {
  civilFromDays(floorDiv64(floorDiv64(clock(0), 1000000000), 86400));
  const y = civilYear;
  const n1 = zoneAt(daysFromCivil(y, 1, 1) * 86400), o1 = zoneOffset, n2 = zoneAt(daysFromCivil(y, 7, 1) * 86400), o2 = zoneOffset;
  if (!n1 || !n2) { decref(n1); decref(n2); return -1; }
  const south = o1 > o2, std = south ? o2 : o1, dst = south ? o1 : o2;
  moduleAddConstant(m, N.timezone, int(-std)); moduleAddConstant(m, N.altzone, int(-dst)); moduleAddConstant(m, N.daylight, int(o1 != o2 ? 1 : 0));
  const names = south ? tuplePack2(n2, n1) : tuplePack2(n1, n2);
  decref(n1); decref(n2);
  if (!names) return -1;
  moduleAddConstant(m, N.tzname, names);
  return 0;
}
export function timeExec(m: Value): i32 {
  moduleAddConstant(m, N._STRUCT_TM_ITEMS, int(11));
  return timeZones(m);
}
