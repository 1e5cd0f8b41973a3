/**
 * posix: pipes, flags of descriptors, children, signals to them. A wait runs detached, so it blocks its thread only. Starting a program is one host call with a packed request
 * (`_spawn`; src/library/_posixsubprocess.py packs it), as is polling (`_poll`, for src/library/select.py): no host has fork. CPython: Modules/posixmodule.c, Modules/_posixsubprocess.c.
 */
import { Ptr, Value, NULL, None, True, False, boolean, int } from "../../base/value";
import { T } from "../../../generated/core/types";
import * as H from "../../../generated/core/host";
import { errOccurred, raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { callableCheck, isTrue } from "../../objects/abstract";
import { getBuffer, getWritableBuffer, releaseBuffer } from "../../objects/buffer";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { threadAttach, threadDetach } from "../../threads/attach";
import { intAsI32 } from "../../types/int/core";
import { floatFromValue, number } from "../../types/float/core";
import { tupleItem, tuplePack2 } from "../../types/tuple/core";
import { decref, newRef } from "../../refcount/count";
import { memAlloc, memFree } from "../../memory/alloc";
import { fsEncodePath } from "../../objects/fspath";
import { bytesData, bytesLen } from "../../types/bytes/core";
import { signalsRun } from "../signal";
import { raiseErrno } from "./errors";
import { fdArg } from "./paths";

const O_NONBLOCK: i32 = 0o4000, O_CLOEXEC: i32 = 0o2000000, EINTR: i32 = 4;

function failed(v: i64): bool { return v == -1 && errOccurred() != NULL; }

function pipe(flags: i32): Value {
  const mark = stackMark(), out = stackAlloc(8);
  if (!out) return NULL;
  threadDetach();
  const e = H.fdPipe(out);
  threadAttach();
  const r = load<i32>(out), w = load<i32>(out, 4);
  stackRestore(mark);
  if (e < 0) return raiseErrno(-e);
  if (!(flags & O_CLOEXEC)) { H.fdFlag(r, H.FD_FLAG_INHERITABLE, 1); H.fdFlag(w, H.FD_FLAG_INHERITABLE, 1); }
  if (flags & O_NONBLOCK) { H.fdFlag(r, H.FD_FLAG_NONBLOCKING, 1); H.fdFlag(w, H.FD_FLAG_NONBLOCKING, 1); }
  return tuplePack2(int(r), int(w));
}
export function posixPipe(m: Value): Value { return pipe(O_CLOEXEC); }
export function posixPipe2(m: Value, flags: Value): Value {
  const f = intAsI32(flags);
  if (failed(f)) return NULL;
  return f & ~(O_NONBLOCK | O_CLOEXEC) ? raiseErrno(22) : pipe(f);
}
export function posixDup2(m: Value, fd: Value, fd2: Value, inheritable: Value): Value {
  const a = fdArg(fd), b = fdArg(fd2), inherit = isTrue(inheritable);
  if (errOccurred()) return NULL;
  threadDetach();
  const r = H.fdDupTo(a, b);
  threadAttach();
  if (r < 0) return raiseErrno(-r);
  if (a != b || inherit) H.fdFlag(b, H.FD_FLAG_INHERITABLE, inherit);
  return int(r);
}
function flagGet(fd: Value, flag: i32, negate: bool): Value {
  const n = fdArg(fd);
  if (failed(n)) return NULL;
  const r = H.fdFlag(n, flag, -1);
  return r < 0 ? raiseErrno(-r) : boolean((r != 0) != negate);
}
function flagSet(fd: Value, flag: i32, value: Value, negate: bool): Value {
  const n = fdArg(fd), t = isTrue(value);
  if (errOccurred()) return NULL;
  const r = H.fdFlag(n, flag, (t != 0) != negate ? 1 : 0);
  return r < 0 ? raiseErrno(-r) : None;
}
export function posixGetInheritable(m: Value, fd: Value): Value { return flagGet(fd, H.FD_FLAG_INHERITABLE, false); }
export function posixSetInheritable(m: Value, fd: Value, v: Value): Value { return flagSet(fd, H.FD_FLAG_INHERITABLE, v, false); }
export function posixGetBlocking(m: Value, fd: Value): Value { return flagGet(fd, H.FD_FLAG_NONBLOCKING, true); }
export function posixSetBlocking(m: Value, fd: Value, v: Value): Value { return flagSet(fd, H.FD_FLAG_NONBLOCKING, v, true); }

/** _writer(fd): the descriptor that writes to fd go to, if fd is one end of a two-way pipe, else 0. _writer(fd, w) makes it one: it owns w from then on. */
export function posixWriter(m: Value, fd: Value, writer: Value): Value {
  const n = fdArg(fd);
  if (failed(n)) return NULL;
  const w = intAsI32(writer);
  if (failed(w)) return NULL;
  const r = H.fdFlag(n, H.FD_FLAG_WRITER, w);
  return r < 0 ? raiseErrno(-r) : int(r);
}

/** _poll(entries: bytearray of i32 triples, milliseconds): how many are ready, or -4 when a signal's handler has run meanwhile. */
export function posixPoll(m: Value, entries: Value, milliseconds: Value): Value {
  if (!floatFromValue(milliseconds)) return NULL;
  const ms = number;
  const mark = stackMark(), buf = stackAlloc(16);
  if (!buf || getWritableBuffer(entries, buf) < 0) { stackRestore(mark); return NULL; }
  threadDetach();
  const r = H.fdPoll(load<u32>(buf), load<u32>(buf, 4) / 12, ms);
  threadAttach();
  releaseBuffer(entries, buf);
  stackRestore(mark);
  if (r == -EINTR) return signalsRun() < 0 ? NULL : int(r);
  return r < 0 ? raiseErrno(-r) : int(r);
}
/** _spawn(request: bytes): the process id, or the negative errno number. */
export function posixSpawnRequest(m: Value, request: Value): Value {
  const mark = stackMark(), buf = stackAlloc(16);
  if (!buf || getBuffer(request, buf) < 0) { stackRestore(mark); return NULL; }
  if (load<i32>(buf, 4) < H.SPAWN_LISTS) { releaseBuffer(request, buf); stackRestore(mark); return raise(T.ValueError, "not a request"); }
  threadDetach();
  const r = H.processSpawn(load<u32>(buf), load<u32>(buf, 4));
  threadAttach();
  releaseBuffer(request, buf);
  stackRestore(mark);
  return int(r);
}
function waitFor(pid: i32, options: i32): Value {
  const mark = stackMark(), out = stackAlloc(8);
  if (!out) return NULL;
  let r: i32;
  for (;;) {
    threadDetach();
    r = H.processWait(pid, options, out);
    threadAttach();
    if (r != -EINTR) break;
    if (signalsRun() < 0) { stackRestore(mark); return NULL; }
  }
  const status = r > 0 ? load<i32>(out) : 0;
  stackRestore(mark);
  return r < 0 ? raiseErrno(-r) : tuplePack2(int(r), int(status));
}
export function posixWaitpid(m: Value, pid: Value, options: Value): Value {
  const p = intAsI32(pid), o = intAsI32(options);
  return errOccurred() ? NULL : waitFor(p, o);
}
/** A text of a request at p: its length and bytes. Where the next thing goes. */
function packText(p: Ptr, from: Ptr, n: i32): Ptr { store<i32>(p, n); memory.copy(p + 4, from, n); return p + 4 + <usize>n; }
function packLiteral(p: Ptr, text: string): Ptr {
  store<i32>(p, text.length);
  for (let i = 0; i < text.length; i++) store<u8>(p + 4 + i, <u8>text.charCodeAt(i));
  return p + 4 + <usize>text.length;
}
/** system(command): /bin/sh -c command with our descriptors and environment; its wait status. */
export function posixSystem(m: Value, command: Value): Value {
  const c = fsEncodePath(command);
  if (!c) return NULL;
  const request = memAlloc(<usize>bytesLen(c) + 128);
  if (!request) { decref(c); return raiseNoMemory(); }
  for (let at = 0; at < H.SPAWN_LISTS; at += 4) store<i32>(request + <usize>at, at == H.SPAWN_NEW_SESSION || at == H.SPAWN_KEEP_INHERITABLE ? 0 : -1);
  let p = request + H.SPAWN_LISTS;
  store<i32>(p, 0); store<i32>(p, 3, 4);
  p = packLiteral(p + 8, "sh");
  p = packLiteral(p, "-c");
  p = packText(p, bytesData(c), bytesLen(c));
  store<i32>(p, 1);
  p = packLiteral(p + 4, "/bin/sh");
  store<i32>(p, 0); store<i32>(p, -1, 4);
  threadDetach();
  const pid = H.processSpawn(request, <u32>(p + 8 - request));
  threadAttach();
  memFree(request);
  decref(c);
  // as the C library's system(): a shell that cannot be started has "exited" with 127
  if (pid <= 0) return int(127 << 8);
  const both = waitFor(pid, 0);
  if (!both) return NULL;
  const status = newRef(tupleItem(both, 1));
  decref(both);
  return status;
}
export function posixWait(m: Value): Value { return waitFor(-1, 0); }
export function posixKillpg(m: Value, pgid: Value, sig: Value): Value {
  const p = intAsI32(pgid), s = intAsI32(sig);
  if (errOccurred()) return NULL;
  if (p < 0 || p == 1) return raiseErrno(3);
  threadDetach();
  const e = H.kill(-p, s);
  threadAttach();
  if (e < 0) return raiseErrno(-e);
  return signalsRun() < 0 ? NULL : None;
}

/** There is no fork, so what is registered never runs; the arguments are checked as CPython does. */
export function posixRegisterAtFork(m: Value, before: Value, inChild: Value, inParent: Value): Value {
  if (!before && !inChild && !inParent) return raise(T.TypeError, "At least one argument is required.");
  if (before && !callableCheck(before)) return raiseFmt(T.TypeError, "'before' must be callable, not %T", before);
  if (inChild && !callableCheck(inChild)) return raiseFmt(T.TypeError, "'after_in_child' must be callable, not %T", inChild);
  if (inParent && !callableCheck(inParent)) return raiseFmt(T.TypeError, "'after_in_parent' must be callable, not %T", inParent);
  return None;
}

// ---- wait statuses, as on Linux -------------------------------------------------------------------------------------------------------
function exited(s: i32): bool { return (s & 0x7F) == 0; }
function signaled(s: i32): bool { return (s & 0x7F) != 0 && (s & 0xFF) != 0x7F; }
function stopped(s: i32): bool { return (s & 0xFF) == 0x7F; }
export function posixWIFEXITED(m: Value, status: Value): Value { const s = intAsI32(status); return failed(s) ? NULL : boolean(exited(s)); }
export function posixWEXITSTATUS(m: Value, status: Value): Value { const s = intAsI32(status); return failed(s) ? NULL : int((s >> 8) & 0xFF); }
export function posixWIFSIGNALED(m: Value, status: Value): Value { const s = intAsI32(status); return failed(s) ? NULL : boolean(signaled(s)); }
export function posixWTERMSIG(m: Value, status: Value): Value { const s = intAsI32(status); return failed(s) ? NULL : int(s & 0x7F); }
export function posixWIFSTOPPED(m: Value, status: Value): Value { const s = intAsI32(status); return failed(s) ? NULL : boolean(stopped(s)); }
export function posixWSTOPSIG(m: Value, status: Value): Value { const s = intAsI32(status); return failed(s) ? NULL : int((s >> 8) & 0xFF); }
export function posixWIFCONTINUED(m: Value, status: Value): Value { const s = intAsI32(status); return failed(s) ? NULL : boolean(s == 0xFFFF); }
export function posixWCOREDUMP(m: Value, status: Value): Value { const s = intAsI32(status); return failed(s) ? NULL : boolean((s & 0x80) != 0); }
export function posixExitcode(m: Value, status: Value): Value {
  const s = intAsI32(status);
  if (failed(s)) return NULL;
  if (exited(s)) return int((s >> 8) & 0xFF);
  if (stopped(s)) return raiseFmt(T.ValueError, "process stopped by delivery of signal %d", int((s >> 8) & 0xFF));
  if (signaled(s)) return int(-(s & 0x7F));
  return raiseFmt(T.ValueError, "invalid wait status: %d", int(s));
}
