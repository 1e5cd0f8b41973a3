/**
 * A traceback out of an import does not show importlib's own frames: all of them for an ImportError, else the runs of them that end in `_call_with_frames_removed`.
 * importlib is what the two frozen files' names say (modules/import/filename.ts); the library's own finder leaves no entries. The exception is this thread's alone
 * while it is raised, so its traceback entries are changed in place. CPython: remove_importlib_frames in Python/import.c.
 */
import { Value, NULL } from "../base/value";
import { as } from "../base/obj";
import { T } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { decref, newRef } from "../refcount/count";
import { typeOf } from "../objects/typeof";
import { typeIsSubtype } from "../objects/type-static";
import { errFetch, errRestore } from "../objects/errors";
import { strEq, strEqLiteral } from "../types/str/core";
import { exceptionSetTraceback, exceptionTraceback } from "../types/exceptions/create";
import { CodeObject } from "./code";
import { tracebackCode, tracebackExchangeNext, tracebackNext } from "./unwind";

/** The exception that is set leaves an import statement. */
export function importTrimTraceback(): void {
  const e = errFetch();
  if (!e) return;
  const always = typeIsSubtype(typeOf(e), T.ImportError);
  let base = exceptionTraceback(e), tb: Value = NULL, outer: Value = NULL, before: Value = NULL, within = false;
  // before, outer: the entry whose `next` is looked at, or where the run began; NULL: the head. All owned: another thread may have the exception too, and cut its traceback
  tb = newRef(base);
  while (tb) {
    const next = tracebackNext(tb), code = tracebackCode(tb), c = as<CodeObject>(code);
    const now = code != NULL && (strEqLiteral(c.filename, "<frozen importlib._bootstrap>") || strEqLiteral(c.filename, "<frozen importlib._bootstrap_external>"));
    if (now && !within) { decref(outer); outer = newRef(before); }
    within = now;
    let last = tb;
    if (within && (always || strEq(c.name, N._call_with_frames_removed))) {
      if (outer) tracebackExchangeNext(outer, newRef(next)); else { decref(base); base = newRef(next); }
      last = outer;
    }
    newRef(last); decref(before); before = last;
    decref(code); decref(tb);
    tb = next;
  }
  decref(outer); decref(before);
  exceptionSetTraceback(e, base);
  errRestore(e);
}
