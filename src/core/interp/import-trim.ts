/**
 * A traceback out of an import does not show importlib's own frames: all of them for an ImportError, else the runs of them that end in `_call_with_frames_removed`.
 * importlib is what the files of `_frozen_importlib` and `_frozen_importlib_external` say, and here the finder of the library too. The exception is this thread's alone
 * while it is raised, so its traceback entries are changed in place. CPython: remove_importlib_frames in Python/import.c.
 */
import { Value, NULL } from "../base/value";
import { as } from "../base/obj";
import { T } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { decref, newRef } from "../refcount/count";
import { isExact, typeOf } from "../objects/typeof";
import { typeIsSubtype } from "../objects/type-static";
import { errFetch, errRestore } from "../objects/errors";
import { moduleDict, moduleIs } from "../objects/module";
import { dictGetStr } from "../types/dict/core";
import { strEq } from "../types/str/core";
import { exceptionSetTraceback, exceptionTraceback } from "../types/exceptions/create";
import { CodeObject } from "./code";
import { tracebackCode, tracebackExchangeNext, tracebackNext } from "./unwind";
import { interpModules } from "../boot/state";

/** A program may have put anything under that name into sys.modules, and into the module's __file__. */
function isFileOf(filename: Value, module: Value): bool {
  const m = dictGetStr(interpModules(), module), file = m && moduleIs(m) ? dictGetStr(moduleDict(m), N.__file__) : NULL;
  const same = file != NULL && isExact(file, T.str) && strEq(file, filename);
  decref(file); decref(m);
  return same;
}
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
    const now = code != NULL && (isFileOf(c.filename, N._frozen_importlib) || isFileOf(c.filename, N._frozen_importlib_external) || isFileOf(c.filename, N._typhon_library));
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
