/**
 * _imp: what importlib needs of the runtime: native modules by name, the import lock, and (our own) the library's code images. Typhon has no frozen modules and no extension
 * modules. CPython: Python/import.c.
 */
import { Ptr, Value, NULL, None, True, False, boolean, int, intOf, isInt } from "../../base/value";
import { as, toValue } from "../../base/obj";
import { T, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import * as H from "../../../generated/core/host";
import { NATIVE_MODULE_COUNT, nativeModuleInit, nativeModuleName } from "../../../generated/core/modules";
import { decref, newRef } from "../../refcount/count";
import { errClear, errOccurred, raise, raiseFmt, raiseException } from "../../objects/errors";
import { hasFlag, isExact } from "../../objects/typeof";
import { getAttr } from "../../objects/attributes";
import { moduleDict, moduleNew } from "../../objects/module";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { self } from "../../threads/state";
import { rlockAcquire, rlockIsLocked, rlockRelease } from "../../sync/lock";
import { loadImage } from "../../boot/loader";
import { memFree } from "../../memory/alloc";
import { importErrorNew } from "../../types/exceptions/create";
import { dictGet, dictGetStr, dictNew, dictSet } from "../../types/dict/core";
import { listNew } from "../../types/list/core";
import { tuplePack3 } from "../../types/tuple/core";
import { strEq, strFromLiteral } from "../../types/str/core";
import { strToUtf8Surrogatepass } from "../../codecs/host-text";
import { strFromUtf8Surrogateescape } from "../../codecs/utf8";
import { bytesData, bytesLen, bytesFromPtr } from "../../types/bytes/core";
import { getBuffer, releaseBuffer } from "../../objects/buffer";
import { interpModules, rootSlot } from "../../boot/state";
import { ROOT_NATIVE_INDEX } from "../../boot/roots";

/** The import lock of old: importlib holds it around the table of module locks. rlock: 16 bytes, @lock itself. */
const LOCK: usize = memory.data(24, 16);
export function impAcquireLock(m: Value): Value { rlockAcquire(LOCK, self().ident, -1); return None; }
export function impReleaseLock(m: Value): Value {
  return rlockRelease(LOCK, self().ident) ? None : raise(T.RuntimeError, "not holding the import lock");
}
export function impLockHeld(m: Value): Value { return boolean(rlockIsLocked(LOCK)); }

// ---- native modules -------------------------------------------------------------------------------------------------------------------
/** Number of the native module of that name, -1 if there is none. */
export function nativeModuleFind(name: Value): i32 {
  const slot = rootSlot(ROOT_NATIVE_INDEX);
  let d = load<u64>(slot);
  if (!d) {
    d = dictNew();
    if (!d) return -1;
    for (let i = 0; i < NATIVE_MODULE_COUNT; i++) dictSet(d, nativeModuleName(i), int(i));
    store<u64>(slot, d);
  }
  const v = dictGet(d, name);
  return v && isInt(v) ? <i32>intOf(v) : -1;
}
/** A new module object, filled; NULL with an exception. */
export function nativeModuleMake(i: i32): Value {
  const m = moduleNew(nativeModuleName(i));
  if (!m) return NULL;
  if (nativeModuleInit(i, m) < 0 || errOccurred()) { decref(m); return NULL; }
  return m;
}
/** builtins and sys exist once and are not made anew. */
function single(name: Value): bool { return name == N.builtins || name == N.sys; }
export function impIsBuiltin(m: Value, name: Value): Value {
  if (!hasFlag(name, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "is_builtin() argument must be str, not %T", name);
  const i = nativeModuleFind(name);
  if (i < 0) return errOccurred() ? NULL : int(0);
  return int(single(nativeModuleName(i)) ? -1 : 1);
}
export function impCreateBuiltin(m: Value, spec: Value): Value {
  const name = getAttr(spec, N.name);
  if (!name) return NULL;
  const i = nativeModuleFind(name);
  decref(name);
  if (i < 0) return errOccurred() ? NULL : None;
  if (single(nativeModuleName(i))) { const have = dictGetStr(interpModules(), nativeModuleName(i)); if (have) return have; }
  return nativeModuleMake(i);
}
export function impExecBuiltin(m: Value, mod: Value): Value { return int(0); }

// ---- nothing is frozen, nothing is dynamic -----------------------------------------------------------------------------------------------
export function impFalse(m: Value, name: Value): Value { return False; }
export function impNone(m: Value, name: Value): Value { return None; }
export function impFindFrozen(m: Value, name: Value, withdata: Value): Value { return None; }
function noFrozen(name: Value): Value {
  const text = fmtFrozen(name), e = text ? importErrorNew(T.ImportError, text, name, None, None) : NULL;
  decref(text);
  return e ? raiseException(e) : NULL;
}
import { fmt } from "../../objects/errors";
function fmtFrozen(name: Value): Value { return fmt("No such frozen object named %U", name); }
export function impGetFrozen(m: Value, name: Value, data: Value): Value { return noFrozen(name); }
export function impIsFrozenPackage(m: Value, name: Value): Value { return noFrozen(name); }
export function impExtensionSuffixes(m: Value): Value { return listNew(0); }
export function impFrozenNames(m: Value): Value { return listNew(0); }
export function impOverride(m: Value, v: Value): Value { return None; }
/** _fix_co_filename(code, path): code that was just read from a .pyc file, which nobody else has, and the code in it get the name of the source that was found. */
export function impFixFilename(m: Value, code: Value, path: Value): Value {
  if (!isExact(code, T.code)) return raiseFmt(T.TypeError, "_fix_co_filename() argument 1 must be code, not %T", code);
  if (!hasFlag(path, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "_fix_co_filename() argument 2 must be str, not %T", path);
  const old = newRef(as<CodeObject>(code).filename);
  if (!strEq(old, path)) rename(as<CodeObject>(code), old, path);
  decref(old);
  return None;
}
function rename(c: CodeObject, old: Value, path: Value): void {
  if (!strEq(c.filename, old) || !enterNative()) { errClear(); return; }
  const was = c.filename;
  c.filename = newRef(path);
  decref(was);
  for (let i = c.constBase; i < c.poolCount; i++) if (isExact(codeConst(c, i), T.code)) rename(as<CodeObject>(codeConst(c, i)), old, path);
  leaveNative();
}
import { CodeObject, codeConst } from "../../interp/code";
import { enterNative, leaveNative } from "../../objects/recursion";
/** source_hash(key, source): SipHash-1-3 of the bytes, as CPython's hash-based .pyc files have it. */
export function impSourceHash(m: Value, key: Value, source: Value): Value {
  const mark = stackMark(), buf = stackAlloc(32);
  if (!buf) return NULL;
  if (getBuffer(source, buf) < 0) { stackRestore(mark); return NULL; }
  store<u64>(buf, sip13(isInt(key) ? <u64>intOf(key) : 0, 0, load<u32>(buf), load<u32>(buf, 4)), 16);
  const r = bytesFromPtr(buf + 16, 8);
  releaseBuffer(source, buf);
  stackRestore(mark);
  return r;
}
let v0: u64 = 0, v1: u64 = 0, v2: u64 = 0, v3: u64 = 0;
function sipRound(): void {
  v0 += v1; v1 = rotl<u64>(v1, 13); v1 ^= v0; v0 = rotl<u64>(v0, 32);
  v2 += v3; v3 = rotl<u64>(v3, 16); v3 ^= v2;
  v0 += v3; v3 = rotl<u64>(v3, 21); v3 ^= v0;
  v2 += v1; v1 = rotl<u64>(v1, 17); v1 ^= v2; v2 = rotl<u64>(v2, 32);
}
function sip13(k0: u64, k1: u64, p: Ptr, n: u32): u64 {
  v0 = k0 ^ 0x736f6d6570736575; v1 = k1 ^ 0x646f72616e646f6d; v2 = k0 ^ 0x6c7967656e657261; v3 = k1 ^ 0x7465646279746573;
  let i: u32 = 0;
  for (; i + 8 <= n; i += 8) { const w = load<u64>(p + i); v3 ^= w; sipRound(); v0 ^= w; }
  let b = <u64>n << 56;
  for (let s: u64 = 0; i < n; i++, s += 8) b |= <u64>load<u8>(p + i) << s;
  v3 ^= b; sipRound(); v0 ^= b;
  v2 ^= 0xff;
  sipRound(); sipRound(); sipRound();
  return (v0 ^ v1) ^ (v2 ^ v3);
}

// ---- the library ----------------------------------------------------------------------------------------------------------------------
/** (is a package, path of the source, code object) of a module of the library, or None. New, or NULL with an exception. */
export function libraryFind(name: Value): Value {
  const b = strToUtf8Surrogatepass(name);
  if (!b) return NULL;
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) { decref(b); return NULL; }
  const kind = H.libraryLoad(bytesData(b), bytesLen(b), out), blob: Ptr = kind > 0 ? load<u32>(out) : 0;
  stackRestore(mark);
  decref(b);
  if (kind == 0) return None;
  if (kind < 0) return raiseFmt(T.ImportError, "cannot read the library (host error %d)", int(-kind));
  const code = loadImage(blob + load<u32>(blob, H.LIBRARY_RESULT_IMAGE_AT));
  const file = code ? strFromUtf8Surrogateescape(blob + load<u32>(blob, H.LIBRARY_RESULT_FILENAME_TEXT), load<i32>(blob, H.LIBRARY_RESULT_FILENAME_TEXT + 4)) : NULL;
  memFree(blob);
  const shown = code && file ? shownFilename(name, file) : NULL;
  if (shown) codeSetFilename(code, shown, twinsIn(name));
  decref(shown);
  const r = shown ? tuplePack3(boolean(kind == 2), file, code) : NULL;
  decref(code); decref(file);
  return r;
}
import { codeSetFilename, shownFilename, twinsIn } from "./filename";
export function impLibraryFind(m: Value, name: Value): Value {
  if (!hasFlag(name, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "_library_find() argument must be str, not %T", name);
  return libraryFind(name);
}
