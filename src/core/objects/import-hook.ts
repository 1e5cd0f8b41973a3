/** Importing from rooms below the interpreter. */
import { Value, NULL, None } from "../base/value";
import { decref } from "../refcount/count";
import { importLevel, importedModule } from "../interp/import";

/** The module of a dotted name itself (not its top package); new, or NULL. */
export function importModule(name: Value): Value {
  const top = importLevel(name, NULL, None, 0);
  if (!top) return NULL;
  const m = importedModule(name);
  if (!m) return top;
  decref(top);
  return m;
}
