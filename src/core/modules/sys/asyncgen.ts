/** sys.get_asyncgen_hooks, set_asyncgen_hooks: per thread (interp/async-generator.ts). */
import { Value, NULL, None } from "../../base/value";
import { T } from "../../../generated/core/types";
import { newRef } from "../../refcount/count";
import { raiseFmt } from "../../objects/errors";
import { callableCheck } from "../../objects/abstract";
import { asyncHookFinalizer, asyncHookFirstiter, asyncHookSetFinalizer, asyncHookSetFirstiter } from "../../interp/async-generator";
import { structNew, structSet } from "../../types/structseq/core";

export function sysGetAsyncgenHooks(m: Value): Value {
  const s = structNew(T.asyncgen_hooks), a = asyncHookFirstiter(), b = asyncHookFinalizer();
  if (s) { structSet(s, 0, a ? newRef(a) : None); structSet(s, 1, b ? newRef(b) : None); }
  return s;
}
/** Each of the two: NULL leaves it as it is, None removes it. */
export function sysSetAsyncgenHooks(m: Value, firstiter: Value, finalizer: Value): Value {
  if (finalizer && finalizer != None && !callableCheck(finalizer)) return raiseFmt(T.TypeError, "callable finalizer expected, got %T", finalizer);
  if (firstiter && firstiter != None && !callableCheck(firstiter)) return raiseFmt(T.TypeError, "callable firstiter expected, got %T", firstiter);
  if (finalizer) asyncHookSetFinalizer(finalizer);
  if (firstiter) asyncHookSetFirstiter(firstiter);
  return None;
}
