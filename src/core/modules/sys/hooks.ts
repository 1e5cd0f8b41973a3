/** Calls of the sys hooks from native code. The hooks themselves: modules/sys/display.ts. */
import { Value, NULL } from "../../base/value";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref } from "../../refcount/count";
import { raise } from "../../objects/errors";
import { call1 } from "../../objects/call";
import { dictGetStr } from "../../types/dict/core";
import { interpSysDict } from "../../boot/state";

/** An expression statement of interactive code: sys.displayhook(v). New reference, or NULL. */
export function sysDisplayHook(v: Value): Value {
  const f = dictGetStr(interpSysDict(), N.displayhook);
  if (!f) return raise(T.RuntimeError, "lost sys.displayhook");
  const r = call1(f, v);
  decref(f);
  return r;
}
