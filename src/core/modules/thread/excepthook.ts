/** `_thread._excepthook`: what becomes of an exception that a thread's run() lets out. CPython: thread_excepthook in Modules/_threadmodule.c. */
import { Value, NULL, None } from "../../base/value";
import { toValue } from "../../base/obj";
import { N } from "../../../generated/core/names";
import { T } from "../../../generated/core/types";
import { ts } from "../../base/self";
import { decref, newRef } from "../../refcount/count";
import { ThreadState } from "../../threads/state";
import { errClear, fmt, raise } from "../../objects/errors";
import { isExact } from "../../objects/typeof";
import { getAttrOptional } from "../../objects/attributes";
import { interpSysDict } from "../../boot/state";
import { exceptionSetTraceback, exceptionTraceback } from "../../types/exceptions/create";
import { dictGetStr, dictSet } from "../../types/dict/core";
import { intFromU64 } from "../../types/int/core";
import { tupleItem } from "../../types/tuple/core";
import { printException } from "../sys/display";
import { printText } from "../sys/traceback-text";

export function threadExcepthook(m: Value, args: Value): Value {
  if (!isExact(args, T._ExceptHookArgs)) return raise(T.TypeError, "_thread._excepthook argument type must be ExceptHookArgs");
  const type = tupleItem(args, 0), e = tupleItem(args, 1), tb = tupleItem(args, 2), thread = tupleItem(args, 3);
  if (type == toValue(T.SystemExit)) return None;
  const err = dictGetStr(interpSysDict(), N.stderr), none = !err || err == None;
  decref(err);
  let own: Value = NULL;
  if (none) {
    // sys.stderr is gone (interpreter shutdown): what it was when the thread was made
    if (thread != None) { own = getAttrOptional(thread, N._stderr); if (!own) errClear(); }
    if (!own || own == None) { decref(own); return None; }
  }
  const r = report(e, tb, thread, own);
  decref(own);
  return r;
}
/** `file`: instead of sys.stderr, which is then put in its place for the time; or NULL. */
function report(e: Value, tb: Value, thread: Value, file: Value): Value {
  const sys = interpSysDict(), before = file ? dictGetStr(sys, N.stderr) : NULL;
  if (file) dictSet(sys, N.stderr, file);
  let name: Value = NULL;
  if (thread != None) { name = getAttrOptional(thread, N.name); if (!name) errClear(); }
  if (!name) name = intFromU64(changetype<ThreadState>(ts).ident);
  const head = fmt("Exception in thread %S:\n", name);
  decref(name);
  if (head) { printText(head); decref(head); } else errClear();
  if (e && e != None) {
    const have = exceptionTraceback(e);
    if (!have && tb && tb != None) exceptionSetTraceback(e, newRef(tb));
    decref(have);
    printException(e);
  }
  if (file) { dictSet(sys, N.stderr, before ? before : None); decref(before); }
  return None;
}
