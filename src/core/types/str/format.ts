import { Ptr, Value, NULL } from "../../base/value";
import { T } from "../../../generated/core/types";
import { raise } from "../../objects/errors";
export function str_format(s: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return raise(T.NotImplementedError, "str.format"); }
export function str_format_map(s: Value, m: Value): Value { return raise(T.NotImplementedError, "str.format"); }
export function str___format__(s: Value, spec: Value): Value { return raise(T.NotImplementedError, "str.format"); }
