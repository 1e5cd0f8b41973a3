/** posix.scandir: the entries are read at once, the iterator hands them out under its critical section. CPython: Modules/posixmodule.c. */
import { Ptr, Value, NULL, None, False, boolean, int } from "../../base/value";
import { Obj, as, toValue } from "../../base/obj";
import { T, TypeObject, TF_BYTES_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import * as H from "../../../generated/core/host";
import { decref, newRef } from "../../refcount/count";
import { gcVisit } from "../../gc/visit";
import { freeObject, newObject } from "../../objects/alloc";
import { errClear, errMatches, errOccurred, fmt } from "../../objects/errors";
import { hasFlag } from "../../objects/typeof";
import { getAttr } from "../../objects/attributes";
import { isTrue } from "../../objects/abstract";
import { fsPath } from "../../objects/fspath";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { memFree } from "../../memory/alloc";
import { genericAliasNew } from "../../objects/generic-alias";
import { bytesData, bytesFromPtr, bytesLen, bytesNew } from "../../types/bytes/core";
import { intAsI32 } from "../../types/int/core";
import { listAppendSteal, listGetItemOrNull, listNew, listSize } from "../../types/list/core";
import { strAt, strFromLiteral, strLen } from "../../types/str/core";
import { strFromUtf8Surrogateescape } from "../../codecs/utf8";
import { listWithTypes, posixLstat, posixStat } from "./paths";
import { True } from "../../base/value";

@unmanaged
export class DirEntryObject extends Obj {
  name: Value;
  path: Value;
  /** DT_* of the entry: 0 unknown, 4 directory, 8 file, 10 link */ kind: i32;
  pad: u32;
  /** stat results once asked for, or NULL (@lock: object) */ stat: Value;
  lstat: Value;
}
@unmanaged
export class ScandirObject extends Obj {
  /** list of entries */ entries: Value;
  /** @atomic index of the next */ next: i32;
  pad: u32;
}
// @ts-ignore: decorator
@inline function de(v: Value): DirEntryObject { return as<DirEntryObject>(v); }
function joined(dir: Value, name: Value): Value {
  if (hasFlag(dir, TF_BYTES_SUBCLASS)) {
    const n = bytesLen(dir), slash = n > 0 && load<u8>(bytesData(dir) + n - 1) != 47 ? 1 : 0, b = bytesNew(n + slash + bytesLen(name));
    if (!b) return NULL;
    memory.copy(bytesData(b), bytesData(dir), n);
    if (slash) store<u8>(bytesData(b) + n, 47);
    memory.copy(bytesData(b) + n + slash, bytesData(name), bytesLen(name));
    return b;
  }
  const n = strLen(dir);
  return fmt(n == 0 || strAt(dir, n - 1) == 47 ? "%U%U" : "%U/%U", dir, name);
}
export function posixScandir(m: Value, path: Value): Value {
  const dir = path == None ? strFromLiteral(".") : fsPath(path);
  if (!dir) return NULL;
  const mark = stackMark(), out = stackAlloc(16), l = listNew(0), n = l ? listWithTypes(path, out) : -1;
  if (n < 0) { stackRestore(mark); decref(dir); decref(l); return NULL; }
  const asBytes = hasFlag(dir, TF_BYTES_SUBCLASS), blob: Ptr = load<u32>(out);
  let p = blob, ok = true;
  for (let i = 0; ok && i < n; i++) {
    const len = load<i32>(p, 4), e = newObject(T.DirEntry);
    ok = e != 0;
    if (ok) {
      const o = changetype<DirEntryObject>(e);
      o.kind = load<i32>(p);
      o.name = asBytes ? bytesFromPtr(p + 8, len) : strFromUtf8Surrogateescape(p + 8, len);
      o.path = o.name ? joined(dir, o.name) : NULL;
      ok = o.path != NULL;
      listAppendSteal(l, <Value>e);
    }
    p += 8 + <usize>len;
  }
  memFree(blob);
  stackRestore(mark);
  decref(dir);
  const s = ok ? newObject(T.ScandirIterator) : 0;
  if (!s) { decref(l); return NULL; }
  changetype<ScandirObject>(s).entries = l;
  return <Value>s;
}
export function scandirNext(v: Value): Value {
  const s = as<ScandirObject>(v), i = atomic.add<i32>(<Ptr>v + offsetof<ScandirObject>("next"), 1);
  return s.entries && i < listSize(s.entries) ? listGetItemOrNull(s.entries, i) : NULL;
}
export function scandirClose(v: Value): Value { atomic.store<i32>(<Ptr>v + offsetof<ScandirObject>("next"), 0x3FFFFFFF); return None; }
export function scandirSelf(v: Value): Value { return newRef(v); }
export function scandirExit(v: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return scandirClose(v); }
export function scandirDealloc(p: Ptr): void { const l = changetype<ScandirObject>(p).entries; changetype<ScandirObject>(p).entries = NULL; decref(l); freeObject(p); }
export function scandirTraverse(p: Ptr): void { gcVisit(changetype<ScandirObject>(p).entries); }
export function entryDealloc(p: Ptr): void { const o = changetype<DirEntryObject>(p); decref(o.name); decref(o.path); decref(o.stat); decref(o.lstat); freeObject(p); }
export function entryRepr(v: Value): Value { return fmt("<DirEntry %R>", de(v).name); }
export function entryFspath(v: Value): Value { return newRef(de(v).path); }
export function entryStat(v: Value, follow: Value): Value {
  const f = isTrue(follow);
  if (f < 0) return NULL;
  const link = f && de(v).kind == 10;
  const slot = <Ptr>v + (f && (link || de(v).kind == 0) ? offsetof<DirEntryObject>("stat") : offsetof<DirEntryObject>("lstat"));
  const have = atomic.load<u64>(slot);
  if (have) return newRef(have);
  const r = f ? posixStat(NULL, de(v).path, None, True) : posixLstat(NULL, de(v).path, None);
  if (!r) return NULL;
  if (atomic.cmpxchg<u64>(slot, NULL, newRef(r)) != NULL) decref(r);
  return r;
}
/** Whether the entry's mode is `mode`: asks the system only for links and unknown kinds. */
function isMode(v: Value, follow: bool, mode: u32, kind: i32): Value {
  const k = de(v).kind;
  if (k != 0 && !(k == 10 && follow)) return boolean(k == kind);
  const s = entryStat(v, boolean(follow));
  if (!s) { if (errMatches(T.FileNotFoundError)) { errClear(); return False; } return NULL; }
  const md = getAttr(s, N.st_mode), n = md ? intAsI32(md) : 0;
  decref(s); decref(md);
  return boolean((<u32>n & 0xF000) == mode);
}
export function entryIsDir(v: Value, follow: Value): Value { const f = isTrue(follow); return f < 0 ? NULL : isMode(v, f != 0, 0x4000, 4); }
export function entryIsFile(v: Value, follow: Value): Value { const f = isTrue(follow); return f < 0 ? NULL : isMode(v, f != 0, 0x8000, 8); }
export function entryIsSymlink(v: Value): Value { return isMode(v, false, 0xA000, 10); }
export function entryFalse(v: Value): Value { return False; }
export function entryInode(v: Value): Value {
  const s = entryStat(v, False), r = s ? getAttr(s, N.st_ino) : NULL;
  decref(s);
  return r;
}
export function entryClassGetItem(cls: Value, item: Value): Value { return genericAliasNew(cls, item); }
