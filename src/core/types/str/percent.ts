import { Value, NULL } from "../../base/value";
import { T } from "../../../generated/core/types";
import { raise } from "../../objects/errors";
export function str_mod(s: Value, args: Value): Value { return raise(T.NotImplementedError, "% formatting"); }
