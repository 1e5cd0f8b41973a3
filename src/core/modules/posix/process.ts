/** posix: descriptors, process, environment. CPython: Modules/posixmodule.c. What a host cannot do raises OSError ENOSYS. */
import { Ptr, Value, NULL, None, True, False, boolean, float, int, intOf, isInt } from "../../base/value";
import { as, toValue } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import * as H from "../../../generated/core/host";
import { decref, newRef } from "../../refcount/count";
import { errOccurred, raise, raiseFmt } from "../../objects/errors";
import { fsEncodePath } from "../../objects/fspath";
import { getBuffer, releaseBuffer, getWritableBuffer } from "../../objects/buffer";
import { moduleAddConstant, moduleDict } from "../../objects/module";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { threadAttach, threadDetach } from "../../threads/attach";
import { memFree } from "../../memory/alloc";
import { bytesData, bytesFromPtr, bytesLen, bytesNew, bytesShorten } from "../../types/bytes/core";
import { dictNew, dictSet } from "../../types/dict/core";
import { intAsI32, intAsI64, intFromI64 } from "../../types/int/core";
import { listAppendSteal, listNew } from "../../types/list/core";
import { strFromLiteral } from "../../types/str/core";
import { structDone, structNew, structSet } from "../../types/structseq/core";
import { systemText } from "../sys/setup";
import { fdReadInto, fdSeekTo, fdWriteOnce } from "../io/fileio";
import { signalsRun } from "../signal";
import { errnoText, raiseErrno } from "./errors";
import { sysconfSetup } from "./system";
import { fdArg, noDirFd, pathArg, pathResult } from "./paths";

function failed(v: i64): bool { return v == -1 && errOccurred() != NULL; }
function result(e: i32): Value { return e < 0 ? raiseErrno(-e) : None; }
export function posixOpen(m: Value, path: Value, flags: Value, mode: Value, dirFd: Value): Value {
  const f = intAsI32(flags), md = intAsI32(mode);
  if (errOccurred() || !noDirFd(dirFd)) return NULL;
  const b = pathArg(path, "open", false);
  if (!b) return NULL;
  let fd: i32;
  for (;;) {
    threadDetach();
    fd = H.fdOpen(bytesData(b), bytesLen(b), f | H.OPEN_CLOEXEC, md);
    threadAttach();
    if (fd != -4) break;
    if (signalsRun() < 0) { decref(b); return NULL; }
  }
  decref(b);
  return fd < 0 ? raiseErrno(-fd, path) : int(fd);
}
export function posixClose(m: Value, fd: Value): Value {
  const n = fdArg(fd);
  if (failed(n)) return NULL;
  threadDetach();
  const e = H.fdClose(n);
  threadAttach();
  return result(e);
}
export function posixRead(m: Value, fd: Value, length: Value): Value {
  const n = fdArg(fd), len = intAsI32(length);
  if (errOccurred()) return NULL;
  if (len < 0) return raiseErrno(22);
  const b = bytesNew(len);
  if (!b || !len) return b;
  const got = fdReadInto(n, bytesData(b), len);
  if (got < 0) { decref(b); return got == -2 ? raiseErrno(11) : NULL; }
  return bytesShorten(b, got);
}
export function posixReadinto(m: Value, fd: Value, buffer: Value): Value {
  const n = fdArg(fd);
  if (failed(n)) return NULL;
  const mark = stackMark(), buf = stackAlloc(16);
  if (!buf || getWritableBuffer(buffer, buf) < 0) { stackRestore(mark); return NULL; }
  const len = load<i32>(buf, 4), got = len ? fdReadInto(n, load<u32>(buf), len) : 0;
  releaseBuffer(buffer, buf);
  stackRestore(mark);
  return got == -1 ? NULL : got == -2 ? raiseErrno(11) : int(got);
}
export function posixWrite(m: Value, fd: Value, data: Value): Value {
  const n = fdArg(fd);
  if (failed(n)) return NULL;
  const mark = stackMark(), buf = stackAlloc(16);
  if (!buf || getBuffer(data, buf) < 0) { stackRestore(mark); return NULL; }
  const len = load<i32>(buf, 4), w = len ? fdWriteOnce(n, load<u32>(buf), len) : 0;
  releaseBuffer(data, buf);
  stackRestore(mark);
  return w == -1 ? NULL : w == -2 ? raiseErrno(11) : int(w);
}
export function posixPread(m: Value, fd: Value, length: Value, offset: Value): Value {
  const n = fdArg(fd), len = intAsI32(length), at = intAsI64(offset);
  if (errOccurred()) return NULL;
  const b = bytesNew(len < 0 ? 0 : len);
  if (!b) return NULL;
  threadDetach();
  const got = H.fdReadAt(n, bytesData(b), len, <f64>at);
  threadAttach();
  if (got < 0) { decref(b); return raiseErrno(-got); }
  return bytesShorten(b, got);
}
export function posixPwrite(m: Value, fd: Value, data: Value, offset: Value): Value {
  const n = fdArg(fd), at = intAsI64(offset);
  if (errOccurred()) return NULL;
  const mark = stackMark(), buf = stackAlloc(16);
  if (!buf || getBuffer(data, buf) < 0) { stackRestore(mark); return NULL; }
  threadDetach();
  const w = H.fdWriteAt(n, load<u32>(buf), load<i32>(buf, 4), <f64>at);
  threadAttach();
  releaseBuffer(data, buf);
  stackRestore(mark);
  return w < 0 ? raiseErrno(-w) : int(w);
}
export function posixLseek(m: Value, fd: Value, pos: Value, how: Value): Value {
  const n = fdArg(fd), at = intAsI64(pos), w = intAsI32(how);
  if (errOccurred()) return NULL;
  const r = fdSeekTo(n, at, w);
  return r < 0 ? NULL : intFromI64(r);
}
export function posixFtruncate(m: Value, fd: Value, length: Value): Value { const n = fdArg(fd), len = intAsI64(length); return errOccurred() ? NULL : result(H.fdTruncate(n, <f64>len)); }
export function posixFsync(m: Value, fd: Value): Value {
  const n = fdArg(fd);
  if (failed(n)) return NULL;
  threadDetach();
  const e = H.fdSync(n);
  threadAttach();
  return result(e);
}
export function posixIsatty(m: Value, fd: Value): Value { const n = fdArg(fd); return failed(n) ? NULL : boolean(H.fdIsatty(n) > 0); }
export function posixDup(m: Value, fd: Value): Value { const n = fdArg(fd); if (failed(n)) return NULL; const r = H.fdDup(n); return r < 0 ? raiseErrno(-r) : int(r); }
export function posixTerminalSize(m: Value, fd: Value): Value {
  const n = fdArg(fd);
  if (failed(n)) return NULL;
  const mark = stackMark(), out = stackAlloc(8);
  if (!out) return NULL;
  threadDetach();
  const e = H.terminalSize(n, out);
  threadAttach();
  const s = e < 0 ? raiseErrno(-e) : structNew(T.terminal_size);
  if (s) { structSet(s, 0, int(load<u32>(out))); structSet(s, 1, int(load<u32>(out, 4))); }
  stackRestore(mark);
  return s;
}

// ---- process --------------------------------------------------------------------------------------------------------------------------
function systemNumber(which: u32): Value { const n = H.systemNumber(which); return n < 0 ? raiseErrno(-n) : int(n); }
export function posixGetpid(m: Value): Value { return systemNumber(H.SYSTEM_NUMBER_PID); }
export function posixGetppid(m: Value): Value { return systemNumber(H.SYSTEM_NUMBER_PPID); }
export function posixGetuid(m: Value): Value { return systemNumber(H.SYSTEM_NUMBER_UID); }
export function posixGeteuid(m: Value): Value { return systemNumber(H.SYSTEM_NUMBER_EUID); }
export function posixGetgid(m: Value): Value { return systemNumber(H.SYSTEM_NUMBER_GID); }
export function posixGetegid(m: Value): Value { return systemNumber(H.SYSTEM_NUMBER_EGID); }
export function posixCpuCount(m: Value): Value { const n = H.systemNumber(H.SYSTEM_NUMBER_CPU_COUNT); return n > 0 ? int(n) : None; }
export function posixUmask(m: Value, mask: Value): Value { const n = intAsI32(mask); return failed(n) ? NULL : int(H.umask(n)); }
export function posixExit(m: Value, status: Value): Value { const n = intAsI32(status); if (failed(n)) return NULL; H.exitNow(n & 0xFF); return NULL; }
export function posixAbort(m: Value): Value { H.exitNow(134); return NULL; }
export function posixKill(m: Value, pid: Value, sig: Value): Value {
  const p = intAsI32(pid), s = intAsI32(sig);
  if (errOccurred()) return NULL;
  threadDetach();
  const e = H.kill(p, s);
  threadAttach();
  if (e < 0) return raiseErrno(-e);
  return signalsRun() < 0 ? NULL : None;
}
export function posixUrandom(m: Value, size: Value): Value {
  const n = intAsI32(size);
  if (failed(n)) return NULL;
  if (n < 0) return raise(T.ValueError, "negative argument not allowed");
  const b = bytesNew(n);
  if (!b || !n) return b;
  for (let at = 0; at < n; at += 65536) { const e = H.randomBytes(bytesData(b) + at, n - at < 65536 ? n - at : 65536); if (e < 0) { decref(b); return raiseErrno(-e); } }
  return b;
}
export function posixGetrandom(m: Value, size: Value, flags: Value): Value { return posixUrandom(m, size); }
export function posixStrerror(m: Value, code: Value): Value { const n = intAsI32(code); return failed(n) ? NULL : errnoText(n); }
export function posixUname(m: Value): Value {
  const s = structNew(T.uname_result);
  if (s) { structSet(s, 0, systemText(H.SYSTEM_TEXT_SYSNAME)); structSet(s, 1, systemText(H.SYSTEM_TEXT_HOSTNAME)); structSet(s, 2, systemText(H.SYSTEM_TEXT_RELEASE)); structSet(s, 3, systemText(H.SYSTEM_TEXT_VERSION)); structSet(s, 4, systemText(H.SYSTEM_TEXT_MACHINE)); }
  return structDone(s);
}
export function posixTimes(m: Value): Value {
  const s = structNew(T.times_result), mark = stackMark(), out = stackAlloc(16);
  if (!out) { decref(s); return NULL; }
  H.clockProcess(out); H.clockMonotonic(out + 8);
  if (s) { structSet(s, 0, float(<f64>load<i64>(out) / 1e9)); structSet(s, 1, float(0)); structSet(s, 2, float(0)); structSet(s, 3, float(0)); structSet(s, 4, float(<f64>load<i64>(out, 8) / 1e9)); }
  stackRestore(mark);
  return s;
}
function cwd(asBytes: bool): Value {
  const mark = stackMark(), out = stackAlloc(16), e = out ? H.getcwd(out) : 0, r = !out ? NULL : e < 0 ? raiseErrno(-e) : pathResult(out, asBytes);
  stackRestore(mark);
  return r;
}
export function posixGetcwd(m: Value): Value { return cwd(false); }
export function posixGetcwdb(m: Value): Value { return cwd(true); }

// ---- environment ----------------------------------------------------------------------------------------------------------------------
function nameArg(v: Value): Value { return fsEncodePath(v); }
export function posixPutenv(m: Value, name: Value, value: Value): Value {
  const a = nameArg(name), b = a ? nameArg(value) : NULL;
  if (!b) { decref(a); return NULL; }
  let bad = bytesLen(a) == 0;
  for (let i = 0; i < bytesLen(a); i++) if (load<u8>(bytesData(a) + i) == 61) bad = true;
  const e = bad ? 0 : H.environSet(bytesData(a), bytesLen(a), bytesData(b), bytesLen(b));
  decref(a); decref(b);
  return bad ? raise(T.ValueError, "illegal environment variable name") : result(e);
}
export function posixUnsetenv(m: Value, name: Value): Value {
  const a = nameArg(name);
  if (!a) return NULL;
  const e = H.environUnset(bytesData(a), bytesLen(a));
  decref(a);
  return result(e);
}
/** {bytes: bytes} of the environment as it is now */
export function environment(): Value {
  const d = dictNew(), mark = stackMark(), out = stackAlloc(16);
  if (!d) return NULL;
  const n = H.environGet(out);
  if (n >= 0) {
    const blob: Ptr = load<u32>(out);
    let p = blob;
    for (let i = 0; i < n; i++) {
      const a = load<i32>(p), k = bytesFromPtr(p + 4, a);
      p += 4 + <usize>a;
      const b = load<i32>(p), v = bytesFromPtr(p + 4, b);
      p += 4 + <usize>b;
      if (k && v) dictSet(d, k, v);
      decref(k); decref(v);
    }
    memFree(blob);
  }
  stackRestore(mark);
  return d;
}
export function posixCreateEnviron(m: Value): Value { return environment(); }
/** posix.environ of the module as it was made at the start: the environment of this process, whoever made the module (boot/imports.ts). */
export function posixConfigure(m: Value): i32 {
  const e = environment(), r = e ? dictSet(moduleDict(m), N.environ, e) : -1;
  decref(e);
  return r;
}
export function posixExec(m: Value): i32 {
  moduleAddConstant(m, N.environ, environment());
  const have = listNew(0);
  listAppendSteal(have, strFromLiteral("HAVE_LSTAT")); listAppendSteal(have, strFromLiteral("HAVE_FTRUNCATE"));
  moduleAddConstant(m, N._have_functions, have);
  moduleAddConstant(m, N.error, toValue(T.OSError));
  sysconfSetup(m);
  return errOccurred() ? -1 : 0;
}
