/** string.templatelib: Template and Interpolation, what t-strings make (PEP 750). Immutable. CPython: Objects/templateobject.c, interpolationobject.c. */
import { Ptr, Value, NULL, None, NotImplemented, int } from "../../base/value";
import { as, Obj, toValue } from "../../base/obj";
import { T, TypeObject } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { decref, newRef } from "../../refcount/count";
import { newObject, freeObject } from "../../objects/alloc";
import { gcVisit } from "../../gc/visit";
import { isExact, typeOf } from "../../objects/typeof";
import { raise, raiseFmt } from "../../objects/errors";
import { repr } from "../../objects/abstract";
import { getAttr } from "../../objects/attributes";
import { importModule } from "../../objects/import-hook";
import { listAppend, listAppendSteal, listGetItem, listNew, listSize } from "../list/core";
import { tupleInit, tupleItem, tupleNew, tuplePack2, tuplePack4, tupleSize } from "../tuple/core";
import { isStr, strConcat } from "../str/concat";
import { strAt, strEmpty, strFromChar, strFromLiteral, strLen } from "../str/core";
import { StrBuilder, sbChar, sbDiscard, sbFinish, sbLit, sbNew, sbStr } from "../str/builder";

@unmanaged
export class TemplateObject extends Obj {
  /** tuple of n + 1 strs */ strings: Value;
  /** tuple of n Interpolations */ interpolations: Value;
}
@unmanaged
export class InterpolationObject extends Obj {
  value: Value;
  expression: Value;
  /** 's', 'r', 'a' or None */ conversion: Value;
  format_spec: Value;
}
/** A Template of both tuples. Borrows, returns new. */
export function templateNew(strings: Value, interpolations: Value): Value {
  const p = newObject(T.Template);
  if (!p) return NULL;
  const t = changetype<TemplateObject>(p);
  t.strings = newRef(strings); t.interpolations = newRef(interpolations);
  return <Value>p;
}
/** conversion: 0 none, else the character or its place in the compiler's list (1 s, 2 r, 3 a). spec: NULL for ''. Borrows, returns new. */
export function interpolationNew(value: Value, expression: Value, conversion: u32, spec: Value): Value {
  const p = newObject(T.Interpolation);
  if (!p) return NULL;
  const o = changetype<InterpolationObject>(p);
  o.value = newRef(value); o.expression = newRef(expression);
  o.conversion = conversion == 0 ? None : strFromChar(conversion == 1 ? 115 : conversion == 2 ? 114 : conversion == 3 ? 97 : conversion);
  o.format_spec = spec ? newRef(spec) : strEmpty();
  return <Value>p;
}
export function interpolation_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  let value: Value = NULL, expression = strEmpty(), conversion = None, spec = strEmpty();
  if (nargs > 4) return raiseFmt(T.TypeError, "Interpolation() takes at most 4 arguments (%d given)", int(nargs));
  if (nargs > 0) value = load<u64>(args);
  if (nargs > 1) expression = load<u64>(args, 8);
  if (nargs > 2) conversion = load<u64>(args, 16);
  if (nargs > 3) spec = load<u64>(args, 24);
  if (kwnames) for (let i = 0; i < tupleSize(kwnames); i++) {
    const name = tupleItem(kwnames, i), v = load<u64>(args + (<usize>(nargs + i) << 3));
    if (strEq(name, N.value) && nargs < 1) value = v;
    else if (strEq(name, N.expression) && nargs < 2) expression = v;
    else if (strEq(name, N.conversion) && nargs < 3) conversion = v;
    else if (strEq(name, N.format_spec) && nargs < 4) spec = v;
    else return raiseFmt(T.TypeError, "Interpolation() got an unexpected keyword argument '%U'", name);
  }
  if (!value) return raise(T.TypeError, "Interpolation() missing required argument 'value' (pos 1)");
  if (!isStr(expression)) return raiseFmt(T.TypeError, "Interpolation() argument 'expression' must be str, not %T", expression);
  if (!isStr(spec)) return raiseFmt(T.TypeError, "Interpolation() argument 'format_spec' must be str, not %T", spec);
  let c: u32 = 0;
  if (conversion != None) {
    if (!isStr(conversion)) return raiseFmt(T.TypeError, "Interpolation() argument 'conversion' must be str, not %T", conversion);
    c = strLen(conversion) == 1 ? strAt(conversion, 0) : 0;
    if (c != 115 && c != 114 && c != 97) return raise(T.ValueError, "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'");
  }
  return interpolationNew(value, expression, c, spec);
}
import { strEq } from "../str/core";
export function interpolationDealloc(p: Ptr): void {
  const o = changetype<InterpolationObject>(p);
  decref(o.value); decref(o.expression); decref(o.conversion); decref(o.format_spec);
  freeObject(p);
}
export function interpolationTraverse(p: Ptr): void { gcVisit(changetype<InterpolationObject>(p).value); }
export function interpolationClear(p: Ptr): void { }
function sbRepr(sb: StrBuilder, v: Value): bool {
  const r = repr(v);
  if (!r) return false;
  sbStr(sb, r);
  decref(r);
  return true;
}
export function interpolation_repr(v: Value): Value {
  const o = as<InterpolationObject>(v), sb = sbNew(64);
  sbLit(sb, "Interpolation(");
  let ok = sbRepr(sb, o.value);
  sbLit(sb, ", "); ok = ok && sbRepr(sb, o.expression);
  sbLit(sb, ", "); ok = ok && sbRepr(sb, o.conversion);
  sbLit(sb, ", "); ok = ok && sbRepr(sb, o.format_spec);
  sbChar(sb, 41);
  if (ok) return sbFinish(sb);
  sbDiscard(sb);
  return NULL;
}
export function interpolation_reduce(v: Value): Value {
  const o = as<InterpolationObject>(v), args = tuplePack4(o.value, o.expression, o.conversion, o.format_spec);
  const r = args ? tuplePack2(toValue(typeOf(v)), args) : NULL;
  decref(args);
  return r;
}
export function interpolation_match_args(): Value { return tuplePack4(N.value, N.expression, N.conversion, N.format_spec); }

// ---- Template ----------------------------------------------------------------------------------------------------------------
/** Template(*parts): neighbouring strs are joined, empty ones put between neighbouring interpolations. */
export function template_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (kwnames && tupleSize(kwnames)) return raise(T.TypeError, "Template.__new__ only accepts *args arguments");
  const strings = listNew(0), parts = listNew(0);
  let text = strEmpty(), ok = strings != NULL && parts != NULL;
  for (let i = 0; ok && i < nargs; i++) {
    const v = load<u64>(args + (<usize>i << 3));
    if (isStr(v)) {
      const t = strConcat(text, v);
      decref(text);
      text = t;
      ok = t != NULL;
    } else if (isExact(v, T.Interpolation)) {
      ok = listAppendSteal(strings, text) == 0 && listAppend(parts, v) == 0;
      text = strEmpty();
    } else { raiseFmt(T.TypeError, "Template.__new__ *args need to be of type 'str' or 'Interpolation', got %T", v); ok = false; }
  }
  if (ok) { ok = listAppendSteal(strings, text) == 0; text = NULL; }
  decref(text);
  const a = ok ? listTuple(strings) : NULL, b = a ? listTuple(parts) : NULL, r = b ? templateNew(a, b) : NULL;
  decref(strings); decref(parts); decref(a); decref(b);
  return r;
}
function listTuple(l: Value): Value {
  const n = listSize(l), t = tupleNew(n);
  for (let i = 0; t && i < n; i++) tupleInit(t, i, listGetItem(l, i));
  return t;
}
export function templateDealloc(p: Ptr): void {
  const t = changetype<TemplateObject>(p);
  decref(t.strings); decref(t.interpolations);
  freeObject(p);
}
export function templateTraverse(p: Ptr): void { const t = changetype<TemplateObject>(p); gcVisit(t.strings); gcVisit(t.interpolations); }
export function templateClear(p: Ptr): void { }
export function template_repr(v: Value): Value {
  const t = as<TemplateObject>(v), sb = sbNew(64);
  sbLit(sb, "Template(strings=");
  let ok = sbRepr(sb, t.strings);
  sbLit(sb, ", interpolations=");
  ok = ok && sbRepr(sb, t.interpolations);
  sbChar(sb, 41);
  if (ok) return sbFinish(sb);
  sbDiscard(sb);
  return NULL;
}
export function template_values(v: Value): Value {
  const parts = as<TemplateObject>(v).interpolations, n = tupleSize(parts), r = tupleNew(n);
  for (let i = 0; r && i < n; i++) tupleInit(r, i, newRef(as<InterpolationObject>(tupleItem(parts, i)).value));
  return r;
}
export function template_add(a: Value, b: Value): Value {
  if (!isExact(a, T.Template)) return raiseFmt(T.TypeError, "can only concatenate string.templatelib.Template (not \"%T\") to string.templatelib.Template", a);
  if (!isExact(b, T.Template)) return raiseFmt(T.TypeError, "can only concatenate string.templatelib.Template (not \"%T\") to string.templatelib.Template", b);
  const x = as<TemplateObject>(a), y = as<TemplateObject>(b), n = tupleSize(x.strings), m = tupleSize(y.strings);
  const strings = tupleNew(n + m - 1), parts = tupleNew(n + m - 2), joint = strConcat(tupleItem(x.strings, n - 1), tupleItem(y.strings, 0));
  if (!strings || !parts || !joint) { decref(strings); decref(parts); decref(joint); return NULL; }
  for (let i = 0; i < n - 1; i++) { tupleInit(strings, i, newRef(tupleItem(x.strings, i))); tupleInit(parts, i, newRef(tupleItem(x.interpolations, i))); }
  tupleInit(strings, n - 1, joint);
  for (let i = 1; i < m; i++) { tupleInit(strings, n - 1 + i, newRef(tupleItem(y.strings, i))); tupleInit(parts, n - 2 + i, newRef(tupleItem(y.interpolations, i - 1))); }
  const r = templateNew(strings, parts);
  decref(strings); decref(parts);
  return r;
}
export function template_reduce(v: Value): Value {
  const t = as<TemplateObject>(v), name = strFromLiteral("string.templatelib"), m = name ? importModule(name) : NULL, f = m ? getAttr(m, N._template_unpickle) : NULL;
  decref(name); decref(m);
  const args = f ? tuplePack2(t.strings, t.interpolations) : NULL, r = args ? tuplePack2(f, args) : NULL;
  decref(f); decref(args);
  return r;
}
@unmanaged
export class TemplateIterObject extends Obj {
  /** twice the place, plus 1 for the interpolation */ at: i32;
  pad: u32;
  template: Value;
}
export function template_iter(v: Value): Value {
  const p = newObject(T.TemplateIter);
  if (p) changetype<TemplateIterObject>(p).template = newRef(v);
  return <Value>p;
}
export function templateIterSelf(v: Value): Value { return newRef(v); }
export function templateIterNext(v: Value): Value {
  const it = as<TemplateIterObject>(v), t = as<TemplateObject>(it.template), n = tupleSize(t.strings);
  while (it.at < 2 * n - 1) {
    const i = it.at++;
    if (i & 1) return newRef(tupleItem(t.interpolations, i >> 1));
    const s = tupleItem(t.strings, i >> 1);
    if (strLen(s)) return newRef(s);
  }
  return NULL;
}
export function templateIterTraverse(p: Ptr): void { gcVisit(changetype<TemplateIterObject>(p).template); }
export function templateIterDealloc(p: Ptr): void { decref(changetype<TemplateIterObject>(p).template); freeObject(p); }
export { classGetItem } from "../class-getitem";
