/** Module _string: what string.Formatter is made of. The iterators are made of lists, so a malformed string raises at the call, not at the step. */
import { Value, NULL, None, boolean, int } from "../base/value";
import { T } from "../../generated/core/types";
import { decref } from "../refcount/count";
import { raiseFmt } from "../objects/errors";
import { iter } from "../objects/abstract";
import { listAppendSteal, listNew } from "../types/list/core";
import { tupleInit, tupleNew } from "../types/tuple/core";
import { isStr } from "../types/str/concat";
import { strEmpty, strFromChar, strLen } from "../types/str/core";
import { strSub } from "../types/str/slice";
import { fieldFirstEnd, fieldInteger, fieldNameNext, fnFrom, fnIsAttr, fnTo, markupNext, mkConversion, mkField, mkLiteral, mkLiteralEnd, mkName, mkNameEnd, mkSpec, mkSpecEnd } from "../types/str/format-parse";

function iterSteal(list: Value): Value { const r = iter(list); decref(list); return r; }
function make(list: Value, a: Value, b: Value, c: Value, d: Value, n: i32): bool {
  const t = tupleNew(n);
  if (!t) return false;
  tupleInit(t, 0, a); tupleInit(t, 1, b);
  if (n > 2) { tupleInit(t, 2, c); tupleInit(t, 3, d); }
  return listAppendSteal(list, t) == 0;
}
export function formatter_parser(_: Value, s: Value): Value {
  if (!isStr(s)) return raiseFmt(T.TypeError, "expected str, got %T", s);
  const list = listNew(0);
  if (!list) return NULL;
  let i = 0;
  while (i < strLen(s)) {
    i = markupNext(s, i, strLen(s));
    if (i < 0) { decref(list); return NULL; }
    const ok = make(list, strSub(s, mkLiteral, mkLiteralEnd), mkField ? strSub(s, mkName, mkNameEnd) : None, mkField ? strSub(s, mkSpec, mkSpecEnd) : None, mkField && mkConversion ? strFromChar(mkConversion) : None, 4);
    if (!ok) { decref(list); return NULL; }
  }
  return iterSteal(list);
}
export function formatter_field_name_split(_: Value, s: Value): Value {
  if (!isStr(s)) return raiseFmt(T.TypeError, "expected str, got %T", s);
  const n = strLen(s), end = fieldFirstEnd(s, 0, n), index = fieldInteger(s, 0, end);
  if (index == -2) return NULL;
  const list = listNew(0);
  if (!list) return NULL;
  let i = end;
  while (i < n) {
    i = fieldNameNext(s, i, n);
    const k = i < 0 ? -2 : fnIsAttr ? -1 : fieldInteger(s, fnFrom, fnTo);
    if (k == -2 || !make(list, boolean(fnIsAttr), k >= 0 ? int(k) : strSub(s, fnFrom, fnTo), NULL, NULL, 2)) { decref(list); return NULL; }
  }
  const rest = iterSteal(list), t = rest ? tupleNew(2) : NULL;
  if (!t) { decref(rest); return NULL; }
  tupleInit(t, 0, index >= 0 ? int(index) : strSub(s, 0, end));
  tupleInit(t, 1, rest);
  return t;
}
