/** Functions of the builtins module that the pickling of iterators refers to. */
import { Value, NULL } from "../../base/value";
import { T } from "../../../generated/core/types";
import { raiseFmt } from "../../objects/errors";
import { interpBuiltins } from "../../boot/state";
import { dictGetStr } from "../dict/core";

/** builtins.NAME, new; NULL with AttributeError. */
export function builtinAttr(name: Value): Value {
  const v = dictGetStr(interpBuiltins(), name);
  return v ? v : raiseFmt(T.AttributeError, "module 'builtins' has no attribute '%U'", name);
}
