import { Value } from "../../base/value";
import { bytesLen } from "./core";
export { bytesDealloc, bytesHash, bytearrayDealloc } from "./core";
export function bytes_len(v: Value): i32 { return bytesLen(v); }
