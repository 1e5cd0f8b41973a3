/**
 * Replacement templates. `re._compile_template` parses the text and calls _sre.template(pattern, [literal, group, literal, …]); the object keeps that list as a tuple.
 * CPython: TemplateObject, _sre_template, expand_template, compile_template.
 */
import { Ptr, Value, NULL, None, isInt, intOf } from "../../base/value";
import { as, Obj } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { newObject, freeObject } from "../../objects/alloc";
import { gcVisit } from "../../gc/visit";
import { raise, raiseFmt } from "../../objects/errors";
import { isExact } from "../../objects/typeof";
import { call2 } from "../../objects/call";
import { getAttr } from "../../objects/attributes";
import { importModule } from "../../objects/import-hook";
import { sequenceToTuple } from "../../objects/abstract";
import { tupleItem, tupleSize } from "../../types/tuple/core";
import { isStr } from "../../types/str/concat";
import { StrBuilder, sbDiscard, sbFinish, sbNew, sbSlice, sbStr } from "../../types/str/builder";
import { strLen } from "../../types/str/core";
import { BytesBuilder, bbCopy, bbDiscard, bbFinish, bbNew } from "../../types/bytes/builder";
import { bytesData, bytesLen, isBytes } from "../../types/bytes/core";
import { PatternObject } from "./pattern";
import { MatchObject, matchEnd, matchGroup, matchStart } from "./match-object";

@unmanaged
export class TemplateObject extends Obj {
  /** tuple: literal, group number, literal, group number, literal … */
  parts: Value;
}
export function sre_template(_: Value, pattern: Value, template: Value): Value {
  if (!isExact(pattern, T.Pattern)) return raiseFmt(T.TypeError, "template() argument 1 must be _sre.SRE_Pattern, not %T", pattern);
  const parts = sequenceToTuple(template);
  if (!parts) return NULL;
  const n = tupleSize(parts), groups = as<PatternObject>(pattern).groups;
  let ok = (n & 1) == 1;
  for (let i = 1; ok && i < n; i += 2) { const g = tupleItem(parts, i); ok = isInt(g) && intOf(g) >= 0; }
  if (!ok) { decref(parts); return raise(T.TypeError, "invalid template"); }
  for (let i = 1; i < n; i += 2) if (intOf(tupleItem(parts, i)) > groups) { decref(parts); return raise(T.IndexError, "invalid group reference"); }
  const p = newObject(T.SRE_Template);
  if (!p) { decref(parts); return NULL; }
  changetype<TemplateObject>(p).parts = parts;
  return <Value>p;
}
export function templateDealloc(p: Ptr): void { decref(changetype<TemplateObject>(p).parts); freeObject(p); }
export function templateTraverse(p: Ptr): void { gcVisit(changetype<TemplateObject>(p).parts); }
/** The compiled template of a text for a pattern (cached by re). Returns new. */
export function templateFor(pattern: Value, text: Value): Value {
  const re = importModule(N.re);
  if (!re) return NULL;
  const f = getAttr(re, N._compile_template);
  decref(re);
  if (!f) return NULL;
  const r = call2(f, pattern, text);
  decref(f);
  if (r && !isExact(r, T.SRE_Template)) { decref(r); return raise(T.RuntimeError, "the result of compiling a replacement string is not a template object"); }
  return r;
}
/** The literal text of a template without groups, borrowed; NULL if it has groups. */
export function templateLiteral(t: Value): Value { const parts = as<TemplateObject>(t).parts; return tupleSize(parts) == 1 ? tupleItem(parts, 0) : NULL; }
/** Appends a template filled from match m to sb (or to bb). false with an exception. */
export function templateAppend(t: Value, m: Value, sb: StrBuilder, bb: BytesBuilder): bool {
  const parts = as<TemplateObject>(t).parts, n = tupleSize(parts), text = changetype<Ptr>(sb) != 0, string = as<MatchObject>(m).string;
  for (let i = 0; i < n; i++) {
    const v = tupleItem(parts, i);
    if (i & 1) {
      const g = <i32>intOf(v);
      if (matchStart(m, g) < 0) continue;
      if (text) { sbSlice(sb, string, matchStart(m, g), matchEnd(m, g)); continue; }
      const b = matchGroup(m, g, None);
      if (!b) return false;
      bbCopy(bb, bytesData(b), bytesLen(b));
      decref(b);
    } else if (text ? isStr(v) : isBytes(v)) { if (text) sbStr(sb, v); else bbCopy(bb, bytesData(v), bytesLen(v)); }
    else { raiseFmt(T.TypeError, text ? "sequence item 0: expected str instance, %T found" : "sequence item 0: expected a bytes-like object, %T found", v); return false; }
  }
  return true;
}
export function templateExpand(t: Value, m: Value, text: bool): Value {
  if (text) {
    const sb = sbNew(64);
    if (templateAppend(t, m, sb, changetype<BytesBuilder>(0))) return sbFinish(sb);
    sbDiscard(sb);
    return NULL;
  }
  const bb = bbNew(64);
  if (templateAppend(t, m, changetype<StrBuilder>(0), bb)) return bbFinish(bb);
  bbDiscard(bb);
  return NULL;
}
