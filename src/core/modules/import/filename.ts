/** Images of the library name their source relative to its directory; code objects get the full path when they are loaded, before anybody else sees them. */
import { Value } from "../../base/value";
import { as } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { decref, newRef } from "../../refcount/count";
import { isExact } from "../../objects/typeof";
import { CodeObject, codeConst } from "../../interp/code";

/** Sets co_filename of a code object that nobody else has seen, and of the code objects among its constants. Borrows. */
export function codeSetFilename(code: Value, file: Value): void {
  const c = as<CodeObject>(code), old = c.filename;
  if (old == file) return;
  c.filename = newRef(file);
  decref(old);
  for (let i = c.constBase; i < c.poolCount; i++) {
    const k = codeConst(c, i);
    if (isExact(k, T.code)) codeSetFilename(k, file);
  }
}
