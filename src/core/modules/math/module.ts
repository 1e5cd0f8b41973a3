/** The functions of math, gathered for the generated registration code. */
import { Value } from "../../base/value";
export * from "./functions";
export * from "./rounding";
export * from "./sums";
export * from "./integer";
export * from "./special";
export function mathExec(m: Value): i32 { return 0; }
