/** The door to re.Pattern's and module _sre's functions. */
import { Ptr, Value, NULL, boolean, int } from "../../base/value";
import { argInt, parseInt32 } from "../../types/strlib/args";
import { lowerAscii, lowerUnicode, upperUnicode } from "./chars";

export * from "./pattern";
export * from "./run";
export { sre_template } from "./template";

export function sre_getcodesize(_: Value): Value { return int(4); }
export function sre_ascii_iscased(_: Value, c: Value): Value { return parseInt32(c) ? boolean(argInt >= 0 && argInt < 128 && (argInt | 32) - 97 >= 0 && (argInt | 32) - 97 < 26) : NULL; }
export function sre_unicode_iscased(_: Value, c: Value): Value { return parseInt32(c) ? boolean(lowerUnicode(argInt) != argInt || upperUnicode(argInt) != argInt) : NULL; }
export function sre_ascii_tolower(_: Value, c: Value): Value { return parseInt32(c) ? int(lowerAscii(argInt)) : NULL; }
export function sre_unicode_tolower(_: Value, c: Value): Value { return parseInt32(c) ? int(lowerUnicode(argInt)) : NULL; }
export function sreClassGetitem(cls: Value, item: Value): Value { return genericAliasNew(cls, item); }
import { genericAliasNew } from "../../objects/generic-alias";
