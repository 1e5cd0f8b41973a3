/** Errors of the operating system: OSError from a host's negative errno. CPython: PyErr_SetFromErrno, strerror(3). */
import { Ptr, Value, NULL, None, int } from "../../base/value";
import { toValue } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { fmt, raiseException } from "../../objects/errors";
import { fsPath } from "../../objects/fspath";
import { typeOf } from "../../objects/typeof";
import { typeLookup } from "../../objects/type-lookup";
import { call } from "../../objects/call";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { strFromLiteral } from "../../types/str/core";

function message(e: i32): string {
  switch (e) {
    case 0: return "Success";
    case 1: return "Operation not permitted"; case 2: return "No such file or directory"; case 3: return "No such process"; case 4: return "Interrupted system call"; case 5: return "Input/output error";
    case 6: return "No such device or address"; case 7: return "Argument list too long"; case 8: return "Exec format error"; case 9: return "Bad file descriptor"; case 10: return "No child processes";
    case 11: return "Resource temporarily unavailable"; case 12: return "Cannot allocate memory"; case 13: return "Permission denied"; case 14: return "Bad address"; case 15: return "Block device required";
    case 16: return "Device or resource busy"; case 17: return "File exists"; case 18: return "Invalid cross-device link"; case 19: return "No such device"; case 20: return "Not a directory";
    case 21: return "Is a directory"; case 22: return "Invalid argument"; case 23: return "Too many open files in system"; case 24: return "Too many open files"; case 25: return "Inappropriate ioctl for device";
    case 26: return "Text file busy"; case 27: return "File too large"; case 28: return "No space left on device"; case 29: return "Illegal seek"; case 30: return "Read-only file system"; case 31: return "Too many links";
    case 32: return "Broken pipe"; case 33: return "Numerical argument out of domain"; case 34: return "Numerical result out of range"; case 35: return "Resource deadlock avoided"; case 36: return "File name too long";
    case 37: return "No locks available"; case 38: return "Function not implemented"; case 39: return "Directory not empty"; case 40: return "Too many levels of symbolic links"; case 71: return "Protocol error";
    case 75: return "Value too large for defined data type"; case 84: return "Invalid or incomplete multibyte or wide character"; case 88: return "Socket operation on non-socket"; case 95: return "Operation not supported";
    case 98: return "Address already in use"; case 99: return "Cannot assign requested address"; case 100: return "Network is down"; case 101: return "Network is unreachable"; case 103: return "Software caused connection abort";
    case 104: return "Connection reset by peer"; case 107: return "Transport endpoint is not connected"; case 110: return "Connection timed out"; case 111: return "Connection refused"; case 113: return "No route to host";
    case 114: return "Operation already in progress"; case 115: return "Operation now in progress"; case 125: return "Operation canceled";
    default: return "";
  }
}
/** strerror(e), new. */
export function errnoText(e: i32): Value {
  const s = message(e);
  return s.length ? strFromLiteral(s) : fmt("Unknown error %d", int(e));
}
/** What the error shows of a path argument: os.fspath() of a path object, anything else as it is. New; NULL for NULL or with an exception. */
function shown(path: Value): Value {
  const f = path ? typeLookup(typeOf(path), N.__fspath__) : NULL;
  decref(f);
  return f ? fsPath(path) : newRef(path);
}
/** Raises OSError(e, text[, path[, None, path2]]): its subclass follows from e. Borrows. Returns NULL. */
export function raiseErrno(e: i32, path: Value = 0, path2: Value = 0): Value {
  const first = shown(path), second = shown(path2), text = errnoText(e), mark = stackMark(), p = stackAlloc(40);
  if (text && p && (first || !path) && (second || !path2)) {
    store<u64>(p, int(e)); store<u64>(p, text, 8); store<u64>(p, first, 16); store<u64>(p, None, 24); store<u64>(p, second, 32);
    const x = call(toValue(T.OSError), p, path2 ? 5 : path ? 3 : 2, NULL);
    if (x) raiseException(x);
  }
  stackRestore(mark);
  decref(text); decref(first); decref(second);
  return NULL;
}
