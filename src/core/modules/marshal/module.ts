/**
 * Module marshal: CPython's format, versions 0 to 5, references included; code objects in a form of our own (code.ts). write.ts, read.ts. CPython: Python/marshal.c.
 */
import { Value, NULL, None, int, intOf, isInt } from "../../base/value";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref } from "../../refcount/count";
import { errOccurred, raiseFmt } from "../../objects/errors";
import { isTrue } from "../../objects/abstract";
import { callMethod0, callMethod1 } from "../../objects/call";
import { bytesFromObject } from "../../types/bytes/type";
import { bytesData, bytesLen, isBytes } from "../../types/bytes/core";
import { intAsI32 } from "../../types/int/core";
import { marshalRead, readLeft } from "./read";
import { marshalWrite } from "./write";

export function marshalDumps(m: Value, v: Value, version: Value, allowCode: Value): Value {
  const n = intAsI32(version), code = errOccurred() ? -1 : isTrue(allowCode);
  return code < 0 ? NULL : marshalWrite(v, n, code != 0);
}
export function marshalLoads(m: Value, data: Value, allowCode: Value): Value {
  const code = isTrue(allowCode), b = code < 0 ? NULL : bytesFromObject(data);
  if (!b) return NULL;
  const r = marshalRead(bytesData(b), bytesLen(b), code != 0);
  decref(b);
  return r;
}
export function marshalDump(m: Value, v: Value, file: Value, version: Value, allowCode: Value): Value {
  const b = marshalDumps(m, v, version, allowCode);
  if (!b) return NULL;
  const r = callMethod1(file, N.write, b);
  decref(b);
  return r;
}
/** Reads all that is left of the file, and leaves it behind the value. */
export function marshalLoad(m: Value, file: Value, allowCode: Value): Value {
  const tell = callMethod0(file, N.tell);
  if (!tell) return NULL;
  const b = callMethod0(file, N.read);
  let r: Value = NULL;
  if (b && !isBytes(b)) { raiseFmt(T.TypeError, "file.read() returned not bytes but %T", b); decref(b); }
  else if (b) {
    r = marshalLoads(m, b, allowCode);
    const total = bytesLen(b);
    decref(b);
    if (r && isInt(tell)) {
      const s = callMethod1(file, N.seek, int(intOf(tell) + <i64>(total - readLeft())));
      if (!s) { decref(r); r = NULL; } else decref(s);
    }
  }
  decref(tell);
  return r;
}
