/** How an exception that nobody can catch gets to sys.unraisablehook: the object model's hook (objects/hooks.ts). CPython: _PyErr_WriteUnraisableMsg in Python/errors.c. */
import { Value, NULL, None } from "../../base/value";
import { toValue } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { errClear, errFetch } from "../../objects/errors";
import { typeOf } from "../../objects/typeof";
import { call1 } from "../../objects/call";
import { exceptionTraceback } from "../../types/exceptions/create";
import { strFromLiteral } from "../../types/str/core";
import { dictGetStr } from "../../types/dict/core";
import { interpSysDict } from "../../boot/state";
import { structNew, structSet } from "../../types/structseq/core";
import { printUnraisable } from "./traceback-text";

/** Borrows all; obj may be NULL. `message`: "" for CPython's "Exception ignored in". Never raises. */
export function reportUnraisable(e: Value, message: string, obj: Value): void {
  const msg: Value = message.length ? strFromLiteral(message) : None;
  let done = false;
  const sys = interpSysDict(), hook = sys ? dictGetStr(sys, N.unraisablehook) : NULL;
  if (hook && hook != None) {
    const a = structNew(T.UnraisableHookArgs);
    if (a) {
      const tb = exceptionTraceback(e);
      structSet(a, 0, newRef(toValue(typeOf(e)))); structSet(a, 1, newRef(e)); structSet(a, 2, tb ? tb : None);
      structSet(a, 3, newRef(msg)); structSet(a, 4, obj ? newRef(obj) : None);
      const r = call1(hook, a);
      decref(a);
      if (r) { decref(r); done = true; }
      else {
        // the hook itself failed: CPython reports that
        const f = errFetch(), lost = strFromLiteral("Exception ignored in sys.unraisablehook");
        if (f) printUnraisable(f, lost, hook);
        decref(lost); decref(f);
        done = true;
      }
    } else errClear();
    decref(hook);
  }
  if (!done) printUnraisable(e, msg, obj ? obj : None);
  decref(msg);
}
