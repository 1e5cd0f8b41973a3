/** OSError: errno, strerror, filename(s); OSError(errno, …) becomes the subclass of its errno. CPython: Objects/exceptions.c (OSError_new, oserror_init). */
import { Ptr, Value, NULL, None, int, isInt, intOf, isPtr } from "../../base/value";
import { as, Obj, toValue } from "../../base/obj";
import { N } from "../../../generated/core/names";
import { T, TypeObject } from "../../../generated/core/types";
import { decref, newRef } from "../../refcount/count";
import { newObject } from "../../objects/alloc";
import { raise, raiseFmt, errOccurred, fmt } from "../../objects/errors";
import { typeOf } from "../../objects/typeof";
import { hasKeywords } from "../../objects/args";
import { tupleFromArray, tupleEmpty, tupleSize, tupleItem, tupleNew, tupleInit, tuplePack2, tuplePack3 } from "../tuple/core";
import { numberCheck, indexAsSsize } from "../../objects/abstract";
import { instanceDict } from "../../objects/instance";
import { dictSize } from "../dict/core";
import { typeIsSubtype } from "../../objects/type-static";
import { BaseExceptionObject, OSErrorObject } from "./objects";
import { baseExceptionStr, baseExceptionInit, getField, setField, setArgs } from "./exceptions";

/** The subclass for an errno (Linux numbers), or NULL. */
export function oserrorTypeFor(errno: i32): TypeObject {
  switch (errno) {
    case 11: case 114: case 115: return T.BlockingIOError;
    case 32: case 108: return T.BrokenPipeError;
    case 10: return T.ChildProcessError;
    case 103: return T.ConnectionAbortedError;
    case 111: return T.ConnectionRefusedError;
    case 104: return T.ConnectionResetError;
    case 17: return T.FileExistsError;
    case 2: return T.FileNotFoundError;
    case 21: return T.IsADirectoryError;
    case 20: return T.NotADirectoryError;
    case 4: return T.InterruptedError;
    case 13: case 1: return T.PermissionError;
    case 3: return T.ProcessLookupError;
    case 110: return T.TimeoutError;
    default: return T.OSError;
  }
}
/** A subclass that overrides __init__ but not __new__: the arguments are __init__'s. */
function initDoesIt(t: TypeObject): bool { return t.tp_init != oserrorInit.index && t.tp_new == oserrorNew.index; }
export function oserrorNew(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  let t = as<TypeObject>(type);
  const late = initDoesIt(t);
  if (!late) {
    if (hasKeywords(kwnames)) return raiseFmt(T.TypeError, "%N() takes no keyword arguments", type);
    if (nargs >= 2 && nargs <= 5 && t == T.OSError) { const e = load<u64>(args); if (isInt(e)) t = oserrorTypeFor(<i32>intOf(e)); }
  }
  const p = newObject(t);
  if (!p) return NULL;
  const o = changetype<OSErrorObject>(p);
  o.written = -1;
  o.args = newRef(tupleEmpty());
  if (!late && fill(<Value>p, args, nargs) < 0) { decref(<Value>p); return NULL; }
  return <Value>p;
}
function argAt(args: Ptr, nargs: i32, i: i32): Value { return i < nargs ? load<u64>(args + (<usize>i << 3)) : NULL; }
function fill(self: Value, args: Ptr, nargs: i32): i32 {
  const o = as<OSErrorObject>(self);
  let n = nargs;
  if (nargs >= 2 && nargs <= 5) {
    const filename = argAt(args, nargs, 2), filename2 = argAt(args, nargs, 4);
    if (filename && filename != None) {
      if (typeOf(self) == T.BlockingIOError && numberCheck(filename)) {
        const w = indexAsSsize(filename);
        if (w == -1 && errOccurred()) return -1;
        o.written = w;
      } else {
        setField(self, offsetof<OSErrorObject>("filename"), newRef(filename));
        if (filename2 && filename2 != None) setField(self, offsetof<OSErrorObject>("filename2"), newRef(filename2));
        // the file names are attributes, not args
        n = 2;
      }
    }
    setField(self, offsetof<OSErrorObject>("errno"), newRef(load<u64>(args)));
    setField(self, offsetof<OSErrorObject>("strerror"), newRef(load<u64>(args, 8)));
  }
  const a = tupleFromArray(args, n);
  if (!a) return -1;
  setField(self, offsetof<BaseExceptionObject>("args"), a);
  return 0;
}
export function oserrorInit(self: Value, args: Ptr, nargs: i32, kwnames: Value): i32 {
  if (!initDoesIt(typeOf(self))) return 0; // __new__ did
  if (hasKeywords(kwnames)) { raiseFmt(T.TypeError, "%T() takes no keyword arguments", self); return -1; }
  return fill(self, args, nargs);
}
export function oserrorStr(self: Value): Value {
  // str() of a part may replace the others
  const e = getField(self, offsetof<OSErrorObject>("errno")), s = getField(self, offsetof<OSErrorObject>("strerror"));
  const f = getField(self, offsetof<OSErrorObject>("filename")), f2 = getField(self, offsetof<OSErrorObject>("filename2"));
  const errno = e ? e : None, text = s ? s : None;
  let r: Value;
  if (f) r = f2 ? fmt("[Errno %S] %S: %R -> %R", errno, text, f, f2) : fmt("[Errno %S] %S: %R", errno, text, f);
  else r = e && s ? fmt("[Errno %S] %S", e, s) : baseExceptionStr(self);
  decref(e); decref(s); decref(f); decref(f2);
  return r;
}
export function oserrorReduce(self: Value): Value {
  let a = getField(self, offsetof<BaseExceptionObject>("args"));
  const f = getField(self, offsetof<OSErrorObject>("filename"));
  if (tupleSize(a) == 2 && f) {
    const f2 = getField(self, offsetof<OSErrorObject>("filename2")), n = f2 ? 5 : 3, b = tupleNew(n);
    if (!b) { decref(a); decref(f); decref(f2); return NULL; }
    tupleInit(b, 0, newRef(tupleItem(a, 0))); tupleInit(b, 1, newRef(tupleItem(a, 1))); tupleInit(b, 2, newRef(f));
    if (n == 5) { tupleInit(b, 3, None); tupleInit(b, 4, f2); }
    decref(a);
    a = b;
  }
  decref(f);
  const d = instanceDict(self);
  const r = d && dictSize(d) ? tuplePack3(toValue(typeOf(self)), a, d) : tuplePack2(toValue(typeOf(self)), a);
  decref(a); decref(d);
  return r;
}
export function oserrorWritten(self: Value): Value {
  const w = as<OSErrorObject>(self).written;
  return w == -1 ? raise(T.AttributeError, "characters_written") : int(w);
}
export function oserrorSetWritten(self: Value, v: Value): i32 {
  if (!v) {
    if (as<OSErrorObject>(self).written == -1) { raise(T.AttributeError, "characters_written"); return -1; }
    as<OSErrorObject>(self).written = -1;
    return 0;
  }
  const w = indexAsSsize(v);
  if (w == -1 && errOccurred()) return -1;
  as<OSErrorObject>(self).written = w;
  return 0;
}
