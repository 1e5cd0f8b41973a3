/** posix: files and directories. CPython: Modules/posixmodule.c. dir_fd is not supported by the hosts: giving one raises NotImplementedError. */
import { Ptr, Value, NULL, None, True, False, boolean, float, floatOf, int, intOf, isInt } from "../../base/value";
import { as, toValue } from "../../base/obj";
import { T, TF_BYTES_SUBCLASS, TF_LONG_SUBCLASS, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import * as H from "../../../generated/core/host";
import { decref, newRef } from "../../refcount/count";
import { errOccurred, raise, raiseFmt } from "../../objects/errors";
import { hasFlag, typeOf } from "../../objects/typeof";
import { isTrue } from "../../objects/abstract";
import { numberIndex } from "../../objects/abstract-index";
import { fsEncodePath, fsPath } from "../../objects/fspath";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { threadAttach, threadDetach } from "../../threads/attach";
import { memFree } from "../../memory/alloc";
import { bytesData, bytesFromPtr, bytesLen } from "../../types/bytes/core";
import { intAsI32, intAsI64, intFromI64, intFromU64 } from "../../types/int/core";
import { listAppendSteal, listNew } from "../../types/list/core";
import { floatFromValue, number } from "../../types/float/core";
import { structDone, structNew, structSet } from "../../types/structseq/core";
import { strFromUtf8Surrogateescape } from "../../codecs/utf8";
import { strFromLiteral } from "../../types/str/core";
import { tupleItem, tupleSize } from "../../types/tuple/core";
import { raiseErrno } from "./errors";

/** A blob's bytes as str, or as bytes when the caller's path was bytes. Frees it. */
export function pathResult(out: Ptr, asBytes: bool): Value {
  const p: Ptr = load<u32>(out), n = load<i32>(out, 4);
  const r = asBytes ? bytesFromPtr(p, n) : strFromUtf8Surrogateescape(p, n);
  memFree(p);
  return r;
}
export function noDirFd(v: Value): bool {
  if (v == None || !v) return true;
  raise(T.NotImplementedError, "dir_fd unavailable on this platform");
  return false;
}
function statResult(st: Ptr): Value {
  const s = structNew(T.stat_result);
  if (!s) return NULL;
  const at = load<i64>(st, H.STAT_ATIME_NS_I64), mt = load<i64>(st, H.STAT_MTIME_NS_I64), ct = load<i64>(st, H.STAT_CTIME_NS_I64);
  structSet(s, 0, int(load<u32>(st, H.STAT_MODE))); structSet(s, 1, intFromU64(load<u64>(st, H.STAT_INO_I64))); structSet(s, 2, intFromU64(load<u64>(st, H.STAT_DEV_I64)));
  structSet(s, 3, int(load<u32>(st, H.STAT_NLINK))); structSet(s, 4, int(load<u32>(st, H.STAT_UID))); structSet(s, 5, int(load<u32>(st, H.STAT_GID))); structSet(s, 6, intFromI64(load<i64>(st, H.STAT_SIZE_I64)));
  structSet(s, 7, int(floorSeconds(at))); structSet(s, 8, int(floorSeconds(mt))); structSet(s, 9, int(floorSeconds(ct)));
  structSet(s, 10, float(<f64>at * 1e-9)); structSet(s, 11, float(<f64>mt * 1e-9)); structSet(s, 12, float(<f64>ct * 1e-9));
  structSet(s, 13, intFromI64(at)); structSet(s, 14, intFromI64(mt)); structSet(s, 15, intFromI64(ct));
  structSet(s, 16, int(load<u32>(st, H.STAT_BLKSIZE))); structSet(s, 17, intFromI64(load<i64>(st, H.STAT_BLOCKS_I64))); structSet(s, 18, intFromI64(load<i64>(st, H.STAT_RDEV_I64)));
  return structDone(s);
}
function floorSeconds(ns: i64): i64 { const q = ns / 1000000000; return ns < 0 && q * 1000000000 != ns ? q - 1 : q; }
function isFd(v: Value): bool { return hasFlag(v, TF_LONG_SUBCLASS) || (typeOf(v).nb_index != 0 && !hasFlag(v, TF_UNICODE_SUBCLASS)); }
/** A path argument as bytes for the host, with CPython's text for what is none. */
export function pathArg(v: Value, fname: string, withFd: bool): Value {
  if (!hasFlag(v, TF_UNICODE_SUBCLASS) && !hasFlag(v, TF_BYTES_SUBCLASS) && !hasPath(v)) {
    const f = strFromLiteral(fname);
    raiseFmt(T.TypeError, withFd ? "%U: path should be string, bytes, os.PathLike or integer, not %T" : "%U: path should be string, bytes or os.PathLike, not %T", f, v);
    decref(f);
    return NULL;
  }
  return fsEncodePath(v);
}
import { typeLookup } from "../../objects/type-lookup";
function hasPath(v: Value): bool { return typeLookup(typeOf(v), N.__fspath__) != NULL; }
function statOf(path: Value, follow: i32, fname: string): Value {
  const mark = stackMark(), st = stackAlloc(H.STAT_BYTES);
  if (!st) return NULL;
  let r: Value = NULL;
  if (isFd(path)) {
    const fd = fdArg(path);
    if (fd >= 0 || !errOccurred()) { const e = H.fdStat(fd, st); r = e < 0 ? raiseErrno(-e, path) : statResult(st); }
  } else {
    const b = pathArg(path, fname, follow != 0);
    if (b) {
      const e = H.pathStat(bytesData(b), bytesLen(b), follow, st);
      r = e < 0 ? raiseErrno(-e, path) : statResult(st);
      decref(b);
    }
  }
  stackRestore(mark);
  return r;
}
export function fdArg(v: Value): i32 {
  const i = numberIndex(v);
  if (!i) return -1;
  const n = intAsI32(i);
  decref(i);
  return n;
}
export function posixStat(m: Value, path: Value, dirFd: Value, follow: Value): Value { const f = isTrue(follow); return f < 0 || !noDirFd(dirFd) ? NULL : statOf(path, f, "stat"); }
export function posixLstat(m: Value, path: Value, dirFd: Value): Value { return noDirFd(dirFd) ? statOf(path, 0, "lstat") : NULL; }
export function posixFstat(m: Value, fd: Value): Value {
  const n = fdArg(fd), mark = stackMark(), st = stackAlloc(H.STAT_BYTES);
  if (n == -1 && errOccurred()) { stackRestore(mark); return NULL; }
  const e = H.fdStat(n, st), r = e < 0 ? raiseErrno(-e) : statResult(st);
  stackRestore(mark);
  return r;
}
export function posixAccess(m: Value, path: Value, mode: Value, dirFd: Value, effective: Value, follow: Value): Value {
  const n = intAsI32(mode), b = n == -1 && errOccurred() ? NULL : pathArg(path, "access", false);
  if (!b || !noDirFd(dirFd)) { decref(b); return NULL; }
  const r = H.pathAccess(bytesData(b), bytesLen(b), n);
  decref(b);
  return boolean(r >= 0);
}
function listOf(path: Value, out: Ptr, fname: string): i32 {
  if (path != None && !hasFlag(path, TF_UNICODE_SUBCLASS) && !hasFlag(path, TF_BYTES_SUBCLASS) && !hasPath(path)) {
    const f = strFromLiteral(fname);
    raiseFmt(T.TypeError, "%U: path should be string, bytes, os.PathLike, integer or None, not %T", f, path);
    decref(f);
    return -1;
  }
  const p = path == None ? strFromLiteral(".") : newRef(path), b = p ? pathArg(p, fname, true) : NULL;
  decref(p);
  if (!b) return -1;
  const n = H.pathList(bytesData(b), bytesLen(b), out);
  decref(b);
  if (n < 0) raiseErrno(-n, path == None ? NULL : path);
  return n;
}
function wantsBytes(path: Value): bool {
  const p = fsPath(path), r = p != NULL && hasFlag(p, TF_BYTES_SUBCLASS);
  decref(p);
  if (!p) errClear();
  return r;
}
import { errClear } from "../../objects/errors";
export function posixListdir(m: Value, path: Value): Value {
  const mark = stackMark(), out = stackAlloc(16), l = listNew(0);
  const n = l ? listOf(path, out, "listdir") : -1;
  if (n < 0) { stackRestore(mark); decref(l); return NULL; }
  const asBytes = path != None && wantsBytes(path), blob: Ptr = load<u32>(out);
  let p = blob, ok = true;
  for (let i = 0; ok && i < n; i++) {
    const len = load<i32>(p, 4), name = asBytes ? bytesFromPtr(p + 8, len) : strFromUtf8Surrogateescape(p + 8, len);
    ok = name != NULL && listAppendSteal(l, name) == 0;
    p += 8 + <usize>len;
  }
  memFree(blob);
  stackRestore(mark);
  if (!ok) { decref(l); return NULL; }
  return l;
}
/** [(name, DT_* type)]: what scandir (below, in scandir.ts) walks over. -1 with an exception. */
export function listWithTypes(path: Value, out: Ptr): i32 { return listOf(path, out, "scandir"); }

function pathCall(path: Value, fname: string, which: i32, mode: i32): Value {
  const b = pathArg(path, fname, false);
  if (!b) return NULL;
  const p = bytesData(b), n = bytesLen(b);
  const e = which == 0 ? H.pathMkdir(p, n, mode) : which == 1 ? H.pathRmdir(p, n) : which == 2 ? H.pathUnlink(p, n) : which == 3 ? H.pathChmod(p, n, mode) : H.chdir(p, n);
  decref(b);
  return e < 0 ? raiseErrno(-e, path) : None;
}
export function posixMkdir(m: Value, path: Value, mode: Value, dirFd: Value): Value { const n = intAsI32(mode); return (n == -1 && errOccurred()) || !noDirFd(dirFd) ? NULL : pathCall(path, "mkdir", 0, n); }
export function posixRmdir(m: Value, path: Value, dirFd: Value): Value { return noDirFd(dirFd) ? pathCall(path, "rmdir", 1, 0) : NULL; }
export function posixUnlink(m: Value, path: Value, dirFd: Value): Value { return noDirFd(dirFd) ? pathCall(path, "unlink", 2, 0) : NULL; }
export function posixRemove(m: Value, path: Value, dirFd: Value): Value { return noDirFd(dirFd) ? pathCall(path, "remove", 2, 0) : NULL; }
export function posixChmod(m: Value, path: Value, mode: Value, dirFd: Value, follow: Value): Value { const n = intAsI32(mode); return (n == -1 && errOccurred()) || !noDirFd(dirFd) ? NULL : pathCall(path, "chmod", 3, n); }
export function posixChdir(m: Value, path: Value): Value { return pathCall(path, "chdir", 4, 0); }
function twoPaths(a: Value, b: Value, fname: string, which: i32): Value {
  const x = pathArg(a, fname, false), y = x ? pathArg(b, fname, false) : NULL;
  if (!y) { decref(x); return NULL; }
  const p = bytesData(x), n = bytesLen(x), q = bytesData(y), k = bytesLen(y);
  const e = which == 0 ? H.pathRename(p, n, q, k) : which == 1 ? H.pathSymlink(p, n, q, k) : H.pathLink(p, n, q, k);
  decref(x); decref(y);
  return e < 0 ? raiseErrno(-e, a, b) : None;
}
export function posixRename(m: Value, a: Value, b: Value, f1: Value, f2: Value): Value { return noDirFd(f1) && noDirFd(f2) ? twoPaths(a, b, "rename", 0) : NULL; }
export function posixReplace(m: Value, a: Value, b: Value, f1: Value, f2: Value): Value { return noDirFd(f1) && noDirFd(f2) ? twoPaths(a, b, "replace", 0) : NULL; }
export function posixSymlink(m: Value, a: Value, b: Value, isDir: Value, dirFd: Value): Value { return noDirFd(dirFd) ? twoPaths(a, b, "symlink", 1) : NULL; }
export function posixLink(m: Value, a: Value, b: Value, f1: Value, f2: Value, follow: Value): Value { return noDirFd(f1) && noDirFd(f2) ? twoPaths(a, b, "link", 2) : NULL; }
export function posixReadlink(m: Value, path: Value, dirFd: Value): Value {
  const b = noDirFd(dirFd) ? pathArg(path, "readlink", false) : NULL;
  if (!b) return NULL;
  const mark = stackMark(), out = stackAlloc(16), e = H.pathReadlink(bytesData(b), bytesLen(b), out);
  const r = e < 0 ? raiseErrno(-e, path) : pathResult(out, wantsBytes(path));
  stackRestore(mark);
  decref(b);
  return r;
}
/** utime(path, times=None, *, ns, dir_fd=None, follow_symlinks=True) */
export function posixUtime(m: Value, path: Value, times: Value, ns: Value, dirFd: Value, follow: Value): Value {
  const f = isTrue(follow), b = f < 0 || !noDirFd(dirFd) ? NULL : pathArg(path, "utime", false);
  if (!b) return NULL;
  const mark = stackMark(), t = stackAlloc(16);
  let ok = true;
  if (times != None && ns) { raise(T.ValueError, "utime: you may specify either 'times' or 'ns' but not both"); ok = false; }
  else if (ns) {
    if (typeOf(ns) != T.tuple || tupleSize(ns) != 2) { raise(T.TypeError, "utime: 'ns' must be a tuple of two ints"); ok = false; }
    else { store<i64>(t, intAsI64(tupleItem(ns, 0))); store<i64>(t, intAsI64(tupleItem(ns, 1)), 8); ok = !errOccurred(); }
  } else if (times != None) {
    if (typeOf(times) != T.tuple || tupleSize(times) != 2) { raise(T.TypeError, "utime: 'times' must be either a tuple of two ints or None"); ok = false; }
    else for (let i = 0; ok && i < 2; i++) { const v = tupleItem(times, i); if (isInt(v)) store<i64>(t + (i << 3), intOf(v) * 1000000000); else { ok = floatFromValue(v); store<i64>(t + (i << 3), <i64>Math.floor(number * 1e9)); } }
  } else { H.clockRealtime(t); store<i64>(t, load<i64>(t), 8); }
  const e = ok ? H.pathUtime(bytesData(b), bytesLen(b), t, f) : 0;
  stackRestore(mark);
  decref(b);
  return !ok ? NULL : e < 0 ? raiseErrno(-e, path) : None;
}
export function posixTruncate(m: Value, path: Value, length: Value): Value {
  const n = intAsI64(length);
  if (n == -1 && errOccurred()) return NULL;
  if (isFd(path)) { const e = H.fdTruncate(fdArg(path), <f64>n); return e < 0 ? raiseErrno(-e) : None; }
  const b = pathArg(path, "truncate", true);
  if (!b) return NULL;
  const fd = H.fdOpen(bytesData(b), bytesLen(b), H.OPEN_WRONLY | H.OPEN_CLOEXEC, 0);
  decref(b);
  if (fd < 0) return raiseErrno(-fd, path);
  const e = H.fdTruncate(fd, <f64>n);
  H.fdClose(fd);
  return e < 0 ? raiseErrno(-e, path) : None;
}
export function posixFspath(m: Value, path: Value): Value { return fsPath(path); }
