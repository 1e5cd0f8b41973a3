/**
 * Layouts of the built-in exceptions (CPython: Include/cpython/pyerrors.h). Fields hold owned Values, NULL for "not set". An exception may be shared by
 * threads: fields are read by memberLoad (try-incref, else the object's lock) and replaced by exchange under the lock.
 */
import { Value } from "../../base/value";
import { Obj } from "../../base/obj";

@unmanaged
export class BaseExceptionObject extends Obj {
  /** tuple */ args: Value;
  /** traceback object (the interpreter's), or NULL */ traceback: Value;
  /** exception, or NULL */ context: Value;
  /** exception, or NULL */ cause: Value;
  /** @atomic u8, 0 or 1: __suppress_context__ */ suppress: u32;
  pad0: u32;
}
@unmanaged
export class GroupObject extends BaseExceptionObject { message: Value; /** tuple */ exceptions: Value; }
@unmanaged
export class SystemExitObject extends BaseExceptionObject { code: Value; }
@unmanaged
export class StopIterationObject extends BaseExceptionObject { value: Value; }
@unmanaged
export class NameErrorObject extends BaseExceptionObject { name: Value; }
@unmanaged
export class AttributeErrorObject extends BaseExceptionObject { obj: Value; name: Value; }
@unmanaged
export class ImportErrorObject extends BaseExceptionObject { msg: Value; name: Value; path: Value; nameFrom: Value; }
@unmanaged
export class OSErrorObject extends BaseExceptionObject {
  errno: Value; strerror: Value; filename: Value; filename2: Value;
  /** BlockingIOError.characters_written, -1: not set */ written: i32;
  pad1: u32;
}
@unmanaged
export class SyntaxErrorObject extends BaseExceptionObject {
  msg: Value; filename: Value; lineno: Value; offset: Value; endLineno: Value; endOffset: Value; text: Value; printFileAndLine: Value; metadata: Value;
}
@unmanaged
export class UnicodeErrorObject extends BaseExceptionObject {
  encoding: Value; object: Value; reason: Value;
  start: i32; end: i32;
}
