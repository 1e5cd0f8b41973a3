/**
 * The loader: a code image (src/spec/image.ts) becomes objects. One pass over the records; `objects` holds what was made so far; the root is the last.
 * The image may be freed afterwards: everything is copied.
 */
import { Ptr, Value, NULL, None, True, False, Ellipsis, float, fitsInt, int } from "../base/value";
import { as, toValue } from "../base/obj";
import { T } from "../../generated/core/types";
import { decref, incref, newRef } from "../refcount/count";
import { setDeferred } from "../refcount/count-slow";
import { memAlloc, memFree } from "../memory/alloc";
import { newObject } from "../objects/alloc";
import { raise, raiseNoMemory } from "../objects/errors";
import { strNew, strData, strKind, putChar, internStr } from "../types/str/core";
import { tupleNew, tupleInit } from "../types/tuple/core";
import { frozensetNew, setAdd } from "../types/set/core";
import { sliceNew } from "../types/slice/core";
import { bytesFromPtr } from "../types/bytes/core";
import { complexNew } from "../types/complex/core";
import { intFromI64, intFromLimbs } from "../types/int/core";
import { CodeObject, codeIsSimple } from "../interp/code";
import { FRAME_HEADER } from "../interp/frame";

const MAGIC: u32 = 0x49505954, VERSION: u32 = 1;

/** A str of WTF-8 bytes with known length and class. */
function loadStr(r: Ptr): Value {
  const n = load<i32>(r, 8), bytes = load<i32>(r, 12), cls = load<u8>(r, 2);
  const s = strNew(n, cls == 0 ? 0x7F : cls == 1 ? 0xFF : cls == 2 ? 0xFFFF : 0x10FFFF);
  if (!s) return NULL;
  const d = strData(s), kind = strKind(s);
  let p = r + 16;
  if (cls == 0) { memory.copy(d, p, n); return s; }
  const end = p + bytes;
  for (let i = 0; p < end; i++) {
    const b: u32 = load<u8>(p);
    let c: u32;
    if (b < 0x80) { c = b; p += 1; }
    else if (b < 0xE0) { c = ((b & 31) << 6) | (load<u8>(p, 1) & 63); p += 2; }
    else if (b < 0xF0) { c = ((b & 15) << 12) | ((<u32>load<u8>(p, 1) & 63) << 6) | (load<u8>(p, 2) & 63); p += 3; }
    else { c = ((b & 7) << 18) | ((<u32>load<u8>(p, 1) & 63) << 12) | ((<u32>load<u8>(p, 2) & 63) << 6) | (load<u8>(p, 3) & 63); p += 4; }
    putChar(d, kind, i, c);
  }
  return s;
}
function copyOf(p: Ptr, bytes: usize): Ptr {
  const q = memAlloc(bytes ? bytes : 8);
  if (q) memory.copy(q, p, bytes);
  return q;
}
// @ts-ignore: decorator
@inline function field(r: Ptr, i: usize): u32 { return load<u32>(r + 8 + (i << 2)); }
function loadCode(r: Ptr, objects: Ptr): Value {
  const p = newObject(T.code);
  if (!p) return NULL;
  const c = changetype<CodeObject>(p);
  c.flags = field(r, 0); c.argCount = field(r, 1); c.posOnlyCount = field(r, 2); c.kwOnlyCount = field(r, 3); c.localCount = field(r, 4);
  c.registerCount = field(r, 5); c.tempBase = field(r, 6); c.varCount = field(r, 7); c.cellCount = field(r, 8); c.freeCount = field(r, 9); c.firstLine = field(r, 10);
  c.frameSize = <u32>FRAME_HEADER + (c.registerCount << 3);
  c.name = newRef(load<u64>(objects + (<usize>field(r, 11) << 3)));
  c.qualname = newRef(load<u64>(objects + (<usize>field(r, 12) << 3)));
  c.filename = newRef(load<u64>(objects + (<usize>field(r, 13) << 3)));
  c.nameCount = field(r, 14); c.constBase = field(r, 15); c.poolCount = field(r, 16);
  const pool = r + field(r, 17), names = r + field(r, 18);
  c.consts = <u32>memAlloc(<usize>(c.poolCount + 1) << 3);
  c.localNames = <u32>memAlloc(<usize>(c.localCount + 1) << 3);
  c.localKinds = <u32>copyOf(r + field(r, 19), c.localCount);
  c.wordCount = field(r, 20);
  c.words = <u32>copyOf(r + field(r, 21), <usize>c.wordCount << 3);
  c.lineTableBytes = field(r, 23);
  c.lineTable = <u32>copyOf(r + field(r, 22), c.lineTableBytes);
  c.exceptionCount = field(r, 24);
  c.exceptions = <u32>copyOf(r + field(r, 25), <usize>c.exceptionCount * 20);
  const n = c.poolCount, m = c.localCount;
  if (!c.consts || !c.localNames || !c.localKinds || !c.words || !c.lineTable || !c.exceptions) { c.poolCount = 0; c.localCount = 0; decref(<Value>p); return raiseNoMemory(); }
  for (let i = 0; i < n; i++) store<u64>(c.consts + (<usize>i << 3), newRef(load<u64>(objects + (<usize>load<u32>(pool + (<usize>i << 2)) << 3))));
  for (let i = 0; i < m; i++) store<u64>(c.localNames + (<usize>i << 3), newRef(load<u64>(objects + (<usize>load<u32>(names + (<usize>i << 2)) << 3))));
  c.simple = codeIsSimple(c) ? 1 : 0;
  return <Value>p;
}
function loadObject(r: Ptr, objects: Ptr): Value {
  switch (load<u8>(r)) {
    case 1: return None;
    case 2: return False;
    case 3: return True;
    case 4: return Ellipsis;
    case 5: { const i = load<i64>(r, 8); return fitsInt(i) ? int(i) : intFromI64(i); }
    case 6: return intFromLimbs(r + 16, load<i32>(r, 8), load<u8>(r, 1) != 0);
    case 7: return float(load<f64>(r, 8));
    case 8: return complexNew(load<f64>(r, 8), load<f64>(r, 16));
    case 9: {
      const s = loadStr(r);
      if (!s || !(load<u8>(r, 1) & 1)) return s;
      const i = internStr(s);
      decref(s);
      return i;
    }
    case 10: return bytesFromPtr(r + 16, load<i32>(r, 8));
    case 11: {
      const n = load<i32>(r, 8), t = tupleNew(n);
      if (t) for (let i = 0; i < n; i++) tupleInit(t, i, newRef(load<u64>(objects + (<usize>load<u32>(r + 16 + (<usize>i << 2)) << 3))));
      return t;
    }
    case 12: {
      const n = load<i32>(r, 8), s = frozensetNew();
      if (!s) return NULL;
      for (let i = 0; i < n; i++) if (setAdd(s, load<u64>(objects + (<usize>load<u32>(r + 16 + (<usize>i << 2)) << 3))) < 0) { decref(s); return NULL; }
      return s;
    }
    case 13: return sliceNew(load<u64>(objects + (<usize>load<u32>(r, 8) << 3)), load<u64>(objects + (<usize>load<u32>(r, 12) << 3)), load<u64>(objects + (<usize>load<u32>(r, 16) << 3)));
    case 14: return loadCode(r, objects);
    default: return raise(T.SystemError, "bad record in code image");
  }
}
/** The code object of the image at `image` (8-byte aligned); new reference, or NULL. */
export function loadImage(image: Ptr): Value {
  if (load<u32>(image) != MAGIC || load<u32>(image, 4) != VERSION) return raise(T.ImportError, "bad magic number in code image");
  const n = load<i32>(image, 12), objects = memAlloc(<usize>(n + 1) << 3);
  if (!objects) return raiseNoMemory();
  let r = image + 32, made = 0;
  for (; made < n; made++) {
    const v = loadObject(r, objects);
    if (!v) break;
    store<u64>(objects + (<usize>made << 3), v);
    r += load<u32>(r, 4);
  }
  const root = made == n ? newRef(load<u64>(objects + (<usize>load<u32>(image, 16) << 3))) : NULL;
  // code objects become deferred once nothing of the loader counts them
  for (let i = 0; i < made; i++) {
    const v = load<u64>(objects + (<usize>i << 3));
    if (root && isCode(v)) setDeferred(<Ptr>v); else decref(v);
  }
  memFree(objects);
  return root;
}
import { isExact } from "../objects/typeof";
function isCode(v: Value): bool { return isExact(v, T.code); }
