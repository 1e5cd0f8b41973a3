/** The _warnings module: only what importlib uses. Everything else is CPython's own _py_warnings.py (see warnings.ts). */
import { Ptr, Value, NULL, None } from "../base/value";
import { N } from "../../generated/core/names";
import { decref } from "../refcount/count";
import { call } from "../objects/call";
import { getAttr } from "../objects/attributes";
import { importLevel } from "../interp/import";

function forward(name: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const m = importLevel(N.warnings, NULL, None, 0);
  if (!m) return NULL;
  const f = getAttr(m, name);
  decref(m);
  const r = f ? call(f, args, nargs, kwnames) : NULL;
  decref(f);
  return r;
}
export function warningsWarn(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return forward(N.warn, args, nargs, kwnames); }
export function warningsWarnExplicit(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return forward(N.warn_explicit, args, nargs, kwnames); }
