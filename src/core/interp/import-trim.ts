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
import { Frame, FrameObject } from "./frame";
import { TracebackObject } from "./unwind";
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
  let tb = exceptionTraceback(e), base = tb, outer: Value = NULL, before: Value = NULL, within = false;
  // before, outer: the entry whose `next` is looked at, or where the run began; NULL: the head
  while (tb) {
    const t = as<TracebackObject>(tb), next = t.next;
    const f = as<FrameObject>(t.frame).frame, code = f ? changetype<CodeObject>(changetype<Frame>(f).code) : changetype<CodeObject>(0);
    const now = f != 0 && (isFileOf(code.filename, N._frozen_importlib) || isFileOf(code.filename, N._frozen_importlib_external) || isFileOf(code.filename, N._typhon_library));
    if (now && !within) outer = before;
    within = now;
    if (within && (always || strEq(code.name, N._call_with_frames_removed))) {
      const keep = newRef(next);
      if (outer) { const o = as<TracebackObject>(outer), old = o.next; o.next = keep; decref(old); }
      else { const old = base; base = keep; decref(old); }
      before = outer;
    } else before = tb;
    tb = next;
  }
  exceptionSetTraceback(e, base);
  errRestore(e);
}
