/**
 * posix: what programs ask rarely of process and system, all through the host call systemRequest (numbers and a path in, numbers out). CPython: Modules/posixmodule.c.
 * What a host cannot do raises OSError ENOSYS. dir_fd: NotImplementedError, as in paths.ts.
 */
import { Ptr, Value, NULL, None, float, int } from "../../base/value";
import { T, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import * as H from "../../../generated/core/host";
import { decref } from "../../refcount/count";
import { errOccurred, raise, raiseFmt } from "../../objects/errors";
import { hasFlag } from "../../objects/typeof";
import { isTrue } from "../../objects/abstract";
import { moduleAddConstant } from "../../objects/module";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { threadAttach, threadDetach } from "../../threads/attach";
import { bytesData, bytesLen } from "../../types/bytes/core";
import { dictGet, dictNew, dictSet } from "../../types/dict/core";
import { intAsI32, intAsI64, intFromDouble, intFromI64 } from "../../types/int/core";
import { listAppendSteal, listNew } from "../../types/list/core";
import { setAdd, setNew } from "../../types/set/core";
import { strFromLiteral } from "../../types/str/core";
import { structDone, structNew, structSet } from "../../types/structseq/core";
import { tupleInit, tupleNew } from "../../types/tuple/core";
import { raiseErrno } from "./errors";
import { fdArg, noDirFd, pathArg } from "./paths";

/** Where the answer goes: the caller's, between stackMark and stackRestore. NULL with an exception. */
function room(): Ptr { return stackAlloc(<usize>H.SYSTEM_REQUEST_OUT_MAX * 8); }
/** Detached: the host may wait for the supervisor. path: bytes or NULL. */
function request(what: u32, a: f64, b: f64, c: f64, path: Value, out: Ptr): i32 {
  const p: Ptr = path ? bytesData(path) : 0, n = path ? bytesLen(path) : 0;
  threadDetach();
  const r = H.systemRequest(what, a, b, c, p, n, out);
  threadAttach();
  return r;
}
function number(out: Ptr, i: i32): f64 { return load<f64>(out + (<usize>i << 3)); }
/** A request with an empty answer: None, or OSError that shows `path` (NULL: none). */
function act(what: u32, a: f64, b: f64, c: f64, bytes: Value, path: Value): Value {
  const mark = stackMark(), out = room(), e = out ? request(what, a, b, c, bytes, out) : 0;
  stackRestore(mark);
  return !out ? NULL : e < 0 ? raiseErrno(-e, path) : None;
}
/** uid_t and gid_t: -1 leaves it. */
function idArg(v: Value): f64 {
  const n = intAsI64(v);
  if (n == -1 && errOccurred()) return 0;
  if (n < -1 || n > 0xFFFFFFFF) { raise(T.OverflowError, n < 0 ? "uid is less than minimum" : "uid is greater than maximum"); return 0; }
  return <f64>n;
}
function chown(path: Value, uid: Value, gid: Value, follow: bool, fname: string): Value {
  const u = idArg(uid), g = errOccurred() ? 0 : idArg(gid), b = errOccurred() ? NULL : pathArg(path, fname, false);
  if (!b) return NULL;
  const r = act(follow ? H.SYSTEM_REQUEST_CHOWN : H.SYSTEM_REQUEST_LCHOWN, u, g, 0, b, path);
  decref(b);
  return r;
}
export function posixChown(m: Value, path: Value, uid: Value, gid: Value, dirFd: Value, follow: Value): Value {
  const f = isTrue(follow);
  return f < 0 || !noDirFd(dirFd) ? NULL : chown(path, uid, gid, f != 0, "chown");
}
export function posixLchown(m: Value, path: Value, uid: Value, gid: Value): Value { return chown(path, uid, gid, false, "lchown"); }
export function posixFchown(m: Value, fd: Value, uid: Value, gid: Value): Value {
  const n = fdArg(fd), u = errOccurred() ? 0 : idArg(uid), g = errOccurred() ? 0 : idArg(gid);
  return errOccurred() ? NULL : act(H.SYSTEM_REQUEST_FCHOWN, n, u, g, NULL, NULL);
}
export function posixFchmod(m: Value, fd: Value, mode: Value): Value {
  const n = fdArg(fd), md = errOccurred() ? 0 : intAsI32(mode);
  return errOccurred() ? NULL : act(H.SYSTEM_REQUEST_FCHMOD, n, md, 0, NULL, NULL);
}
export function posixStatvfs(m: Value, path: Value): Value {
  const b = pathArg(path, "statvfs", false);
  if (!b) return NULL;
  const mark = stackMark(), out = room(), e = out ? request(H.SYSTEM_REQUEST_STATVFS, 0, 0, 0, b, out) : 0;
  decref(b);
  const s = !out ? NULL : e < 0 ? raiseErrno(-e, path) : structNew(T.statvfs_result);
  if (s) for (let i = 0; i < 11; i++) structSet(s, i, intFromDouble(number(out, i)));
  stackRestore(mark);
  return structDone(s);
}
export function posixGetloadavg(m: Value): Value { return numbers(H.SYSTEM_REQUEST_LOAD, 0, 0, true); }
export function posixRusage(m: Value): Value { return numbers(H.SYSTEM_REQUEST_USAGE, 0, 2, true); }
/** The answer as a tuple: the first `floats` (or all, if `all` and floats is 0) are floats, the others ints. New. */
function numbers(what: u32, a: f64, floats: i32, asTuple: bool): Value {
  const mark = stackMark(), out = room(), n = out ? request(what, a, 0, 0, NULL, out) : 0;
  const t = !out ? NULL : n < 0 ? raiseErrno(-n) : tupleNew(n);
  for (let i = 0; t && i < n; i++) {
    const v = floats == 0 || i < floats ? float(number(out, i)) : intFromDouble(number(out, i));
    tupleInit(t, i, v ? v : None);
  }
  stackRestore(mark);
  if (t && errOccurred()) { decref(t); return NULL; }
  return t;
}
export function posixGetgroups(m: Value): Value {
  const mark = stackMark(), out = room(), n = out ? request(H.SYSTEM_REQUEST_GROUPS, 0, 0, 0, NULL, out) : 0;
  let l: Value = !out ? NULL : n < 0 ? raiseErrno(-n) : listNew(0);
  for (let i = 0; l && i < n; i++) if (listAppendSteal(l, intFromDouble(number(out, i))) < 0) { decref(l); l = NULL; }
  stackRestore(mark);
  return l;
}
export function posixSchedGetaffinity(m: Value, pid: Value): Value {
  const p = intAsI32(pid);
  if (p == -1 && errOccurred()) return NULL;
  const mark = stackMark(), out = room(), n = out ? request(H.SYSTEM_REQUEST_AFFINITY, p, 0, 0, NULL, out) : 0;
  let s: Value = !out ? NULL : n < 0 ? raiseErrno(-n) : setNew();
  for (let i = 0; s && i < n; i++) if (setAdd(s, int(<i32>number(out, i))) < 0) { decref(s); s = NULL; }
  stackRestore(mark);
  return s;
}
/** One number of the answer as int, -errno raised. */
function one(what: u32, a: f64, b: f64, at: i32): Value {
  const mark = stackMark(), out = room(), n = out ? request(what, a, b, 0, NULL, out) : 0;
  const r = !out ? NULL : n < 0 ? raiseErrno(-n) : intFromDouble(number(out, at));
  stackRestore(mark);
  return r;
}
export function posixGetpriority(m: Value, which: Value, who: Value): Value {
  const w = intAsI32(which), id = errOccurred() ? 0 : intAsI32(who);
  return errOccurred() ? NULL : one(H.SYSTEM_REQUEST_PRIORITY, w, id, 0);
}
export function posixSetpriority(m: Value, which: Value, who: Value, priority: Value): Value {
  const w = intAsI32(which), id = errOccurred() ? 0 : intAsI32(who), p = errOccurred() ? 0 : intAsI32(priority);
  return errOccurred() ? NULL : act(H.SYSTEM_REQUEST_SET_PRIORITY, w, id, p, NULL, NULL);
}
export function posixNice(m: Value, increment: Value): Value {
  const by = intAsI32(increment);
  if (by == -1 && errOccurred()) return NULL;
  const old = one(H.SYSTEM_REQUEST_PRIORITY, 0, 0, 0), now = old ? max<i32>(-20, min<i32>(19, intAsI32(old) + by)) : 0;
  return !old || (by && !act(H.SYSTEM_REQUEST_SET_PRIORITY, 0, 0, now, NULL, NULL)) ? NULL : int(now);
}
export function posixGetpgid(m: Value, pid: Value): Value { const p = intAsI32(pid); return p == -1 && errOccurred() ? NULL : one(H.SYSTEM_REQUEST_SESSION, p, 0, 0); }
export function posixGetpgrp(m: Value): Value { return one(H.SYSTEM_REQUEST_SESSION, 0, 0, 0); }
export function posixGetsid(m: Value, pid: Value): Value { const p = intAsI32(pid); return p == -1 && errOccurred() ? NULL : one(H.SYSTEM_REQUEST_SESSION, p, 0, 1); }
export function posixSchedYield(m: Value): Value { threadDetach(); threadAttach(); return None; }
export function posixCtermid(m: Value): Value { return strFromLiteral("/dev/tty"); }
export function posixDeviceEncoding(m: Value, fd: Value): Value {
  const n = fdArg(fd);
  return n == -1 && errOccurred() ? NULL : H.fdIsatty(n) > 0 ? strFromLiteral("utf-8") : None;
}

// ---- device numbers, as glibc's macros have them ----------------------------------------------------------------------------------------
export function posixMajor(m: Value, device: Value): Value { const d = intAsI64(device); return d == -1 && errOccurred() ? NULL : intFromI64(((d >> 8) & 0xFFF) | ((d >> 32) & ~0xFFF)); }
export function posixMinor(m: Value, device: Value): Value { const d = intAsI64(device); return d == -1 && errOccurred() ? NULL : intFromI64((d & 0xFF) | ((d >> 12) & 0xFFFFFF00)); }
export function posixMakedev(m: Value, major: Value, minor: Value): Value {
  const a = intAsI64(major), b = errOccurred() ? 0 : intAsI64(minor);
  return errOccurred() ? NULL : intFromI64(((a & 0xFFF) << 8) | ((a & ~0xFFF) << 32) | (b & 0xFF) | ((b & ~0xFF) << 12));
}

// ---- sysconf: the names whose answers a host knows ---------------------------------------------------------------------------------------
function name(d: Value, text: string, n: i32): void { const s = strFromLiteral(text); if (s) dictSet(d, s, int(n)); decref(s); }
export function sysconfSetup(m: Value): void {
  const d = dictNew();
  if (!d) return;
  name(d, "SC_ARG_MAX", 0); name(d, "SC_CHILD_MAX", 1); name(d, "SC_CLK_TCK", 2); name(d, "SC_NGROUPS_MAX", 3); name(d, "SC_OPEN_MAX", 4); name(d, "SC_PAGESIZE", 30); name(d, "SC_PAGE_SIZE", 30);
  name(d, "SC_LINE_MAX", 43); name(d, "SC_IOV_MAX", 60); name(d, "SC_NPROCESSORS_CONF", 83); name(d, "SC_NPROCESSORS_ONLN", 84); name(d, "SC_PHYS_PAGES", 85); name(d, "SC_AVPHYS_PAGES", 86); name(d, "SC_HOST_NAME_MAX", 180);
  moduleAddConstant(m, N.sysconf_names, d);
}
export function posixSysconf(m: Value, key: Value): Value {
  let n: i32;
  if (hasFlag(key, TF_UNICODE_SUBCLASS)) {
    const names = getAttr(m, N.sysconf_names), v = names ? dictGet(names, key) : NULL;
    decref(names);
    if (!v) return errOccurred() ? NULL : raise(T.ValueError, "unrecognized configuration name");
    n = intAsI32(v);
    decref(v);
  } else {
    n = intAsI32(key);
    if (n == -1 && errOccurred()) { return raise(T.TypeError, "configuration names must be strings or integers"); }
  }
  switch (n) {
    case 0: return int(2097152); case 1: return int(-1); case 2: return int(100); case 3: return int(65536); case 4: return one(H.SYSTEM_REQUEST_OPEN_FILES, 0, 0, 0); case 30: return int(4096); case 43: return int(2048); case 60: return int(1024); case 180: return int(64);
    case 83: case 84: return int(H.systemNumber(H.SYSTEM_NUMBER_CPU_COUNT));
    case 85: case 86: {
      const mark = stackMark(), out = room(), got = out ? request(H.SYSTEM_REQUEST_MEMORY, 0, 0, 0, NULL, out) : 0;
      const r = !out ? NULL : got < 0 ? raiseErrno(-got) : intFromDouble(floor(number(out, n - 85) / 4096));
      stackRestore(mark);
      return r;
    }
    default: return raiseErrno(22);
  }
}
import { getAttr } from "../../objects/attributes";
