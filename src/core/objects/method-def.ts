/**
 * Native functions: their definitions (MethodDef), binding of arguments to the declared signature, and the call itself. The definitions are made by generated code
 * (src/generated/core/register.ts, modules.ts) from signature texts; see src/spec/dsl.ts for the shapes.
 *
 * A MethodDef lies in raw memory, is filled at start-up and @frozen afterwards. CPython's counterpart: PyMethodDef plus Argument Clinic's output.
 */
import { Ptr, Value, NULL, int } from "../base/value";
import { as, toValue } from "../base/obj";
import { panic } from "../base/panic";
import { metaAlloc } from "../memory/alloc";
import { T, TypeObject } from "../../generated/core/types";
import { raise, raiseFmt } from "./errors";
import { raiseUnexpectedKeyword, suggestFor, suggestTry } from "./suggest";
import { strEq, strFromLiteral } from "../types/str/core";
import { stackAlloc, stackMark, stackRestore } from "./scratch";
import { tupleItem, tupleSize } from "../types/tuple/core";

export const KIND_NOARGS: u8 = 0;
export const KIND_O: u8 = 1;
export const KIND_FAST: u8 = 2;
export const KIND_PARSED: u8 = 3;
export const DEF_CLASS: u8 = 0x10;
export const DEF_STATIC: u8 = 0x20;

@unmanaged
export class MethodDef {
  name: Value;
  /** function table index */ fn: u32;
  kind: u8;
  flags: u8;
  nparams: u8;
  posonly: u8;
  /** parameters that may be given by position */ positional: u8;
  /** parameters without default among the positional ones */ required: u8;
  /** PARSED: nparams if at most 3 and all positional, else 0 */ few: u8;
  /** number of the case in src/spec/quick.ts, 0: none */ quick: u8;
  /** signature text, an AssemblyScript literal: '($self, index=-1, /)' */ text: u32;
  /** PARSED: nparams records of {name: Value, default: Value, hasDefault: u64} */ params: u32;
}
function def(name: Value, kind: u8, flags: i32, fn: u32, text: string): MethodDef {
  const d = changetype<MethodDef>(tableAlloc(offsetof<MethodDef>()));
  d.name = name; d.fn = fn; d.kind = kind; d.flags = <u8>flags; d.nparams = 0; d.posonly = 0; d.positional = 0; d.required = 0; d.few = 0; d.quick = 0; d.text = changetype<u32>(text); d.params = 0;
  return d;
}
const TABLES: usize = 4096;
/** Thread-local: what is left of this instance's block of tables. */
let tableTop: Ptr = 0;
let tableEnd: Ptr = 0;
/** Memory for a definition, which is never given back. */
function tableAlloc(bytes: usize): Ptr {
  bytes = (bytes + 7) & ~7;
  if (tableTop + bytes > tableEnd) {
    tableTop = metaAlloc(TABLES);
    if (!tableTop) panic("no memory for a table of methods");
    tableEnd = tableTop + TABLES;
  }
  const p = tableTop;
  tableTop += bytes;
  return p;
}
export function defNoArgs(name: Value, flags: i32, f: (self: Value) => Value, text: string): MethodDef { return def(name, KIND_NOARGS, flags, f.index, text); }
export function defO(name: Value, flags: i32, f: (self: Value, a: Value) => Value, text: string): MethodDef { const d = def(name, KIND_O, flags, f.index, text); d.nparams = 1; return d; }
export function defFast(name: Value, flags: i32, f: (self: Value, args: Ptr, nargs: i32, kwnames: Value) => Value, text: string): MethodDef { return def(name, KIND_FAST, flags, f.index, text); }
function parsed(name: Value, flags: i32, fn: u32, text: string, n: i32, posonly: i32, positional: i32): MethodDef {
  const d = def(name, KIND_PARSED, flags, fn, text);
  d.nparams = <u8>n; d.posonly = <u8>posonly; d.positional = <u8>positional;
  d.few = n <= 3 && positional == n ? <u8>n : 0;
  d.params = <u32>tableAlloc(<usize>n * 24);
  return d;
}
export function defParsed1(name: Value, flags: i32, f: (self: Value, a: Value) => Value, text: string, p: i32, q: i32): MethodDef { return parsed(name, flags, f.index, text, 1, p, q); }
export function defParsed2(name: Value, flags: i32, f: (self: Value, a: Value, b: Value) => Value, text: string, p: i32, q: i32): MethodDef { return parsed(name, flags, f.index, text, 2, p, q); }
export function defParsed3(name: Value, flags: i32, f: (self: Value, a: Value, b: Value, c: Value) => Value, text: string, p: i32, q: i32): MethodDef { return parsed(name, flags, f.index, text, 3, p, q); }
export function defParsed4(name: Value, flags: i32, f: (self: Value, a: Value, b: Value, c: Value, d: Value) => Value, text: string, p: i32, q: i32): MethodDef { return parsed(name, flags, f.index, text, 4, p, q); }
export function defParsed5(name: Value, flags: i32, f: (self: Value, a: Value, b: Value, c: Value, d: Value, e: Value) => Value, text: string, p: i32, q: i32): MethodDef { return parsed(name, flags, f.index, text, 5, p, q); }
export function defParsed6(name: Value, flags: i32, f: (self: Value, a: Value, b: Value, c: Value, d: Value, e: Value, g: Value) => Value, text: string, p: i32, q: i32): MethodDef { return parsed(name, flags, f.index, text, 6, p, q); }
export function defParsed7(name: Value, flags: i32, f: (self: Value, a: Value, b: Value, c: Value, d: Value, e: Value, g: Value, h: Value) => Value, text: string, p: i32, q: i32): MethodDef { return parsed(name, flags, f.index, text, 7, p, q); }
export function defParsed8(name: Value, flags: i32, f: (self: Value, a: Value, b: Value, c: Value, d: Value, e: Value, g: Value, h: Value, i: Value) => Value, text: string, p: i32, q: i32): MethodDef { return parsed(name, flags, f.index, text, 8, p, q); }
/** Marks a definition as case q of src/spec/quick.ts. */
export function defQuick(d: MethodDef, q: u8): MethodDef { d.quick = q; return d; }
export function defParam(d: MethodDef, i: i32, name: Value, dflt: Value, hasDefault: bool): void {
  const p: Ptr = d.params + <usize>i * 24;
  store<u64>(p, name); store<u64>(p, dflt, 8); store<u64>(p, <u64>hasDefault, 16);
  if (!hasDefault && i < <i32>d.positional) d.required = <u8>(i + 1);
}

/** Binds arguments to the parameters of a PARSED definition: fills `out` (nparams Values, borrowed). False: TypeError raised, in the words of Python/getargs.c. */
export function bindArguments(d: MethodDef, args: Ptr, nargs: i32, kwnames: Value, out: Ptr, self: Value = NULL): bool {
  const n: i32 = d.nparams, positional: i32 = d.positional, posonly: i32 = d.posonly, required: i32 = d.required, nk = kwnames ? tupleSize(kwnames) : 0;
  if (posonly == n) {
    if (nk) { argsError(d, self, "%U() takes no keyword arguments", 0); return false; }
    if (nargs < required || nargs > n) {
      const bound = nargs < required ? required : n, one = bound == 1;
      if (required == n) raiseFmt(T.TypeError, one ? "%U expected %d argument, got %d" : "%U expected %d arguments, got %d", d.name, int(bound), int(nargs));
      else if (nargs < required) raiseFmt(T.TypeError, one ? "%U expected at least %d argument, got %d" : "%U expected at least %d arguments, got %d", d.name, int(bound), int(nargs));
      else raiseFmt(T.TypeError, one ? "%U expected at most %d argument, got %d" : "%U expected at most %d arguments, got %d", d.name, int(bound), int(nargs));
      return false;
    }
  } else {
    if (nargs + nk > n) {
      if (nargs == 0) raiseFmt(T.TypeError, n == 1 ? "%U() takes at most %d keyword argument (%d given)" : "%U() takes at most %d keyword arguments (%d given)", d.name, int(n), int(nk));
      else raiseFmt(T.TypeError, n == 1 ? "%U() takes at most %d argument (%d given)" : "%U() takes at most %d arguments (%d given)", d.name, int(n), int(nargs + nk));
      return false;
    }
    const first = required < posonly ? required : posonly;
    if (nargs > positional) {
      if (positional == 0) raiseFmt(T.TypeError, "%U() takes no positional arguments", d.name);
      else if (required == positional) raiseFmt(T.TypeError, positional == 1 ? "%U() takes exactly %d positional argument (%d given)" : "%U() takes exactly %d positional arguments (%d given)", d.name, int(positional), int(nargs));
      else raiseFmt(T.TypeError, positional == 1 ? "%U() takes at most %d positional argument (%d given)" : "%U() takes at most %d positional arguments (%d given)", d.name, int(positional), int(nargs));
      return false;
    }
    if (nargs < first) {
      if (first == positional) raiseFmt(T.TypeError, first == 1 ? "%U() takes exactly %d positional argument (%d given)" : "%U() takes exactly %d positional arguments (%d given)", d.name, int(first), int(nargs));
      else raiseFmt(T.TypeError, first == 1 ? "%U() takes at least %d positional argument (%d given)" : "%U() takes at least %d positional arguments (%d given)", d.name, int(first), int(nargs));
      return false;
    }
  }
  for (let i = 0; i < n; i++) store<u64>(out + (<usize>i << 3), i < nargs ? load<u64>(args + (<usize>i << 3)) : NULL);
  let unknown: Value = NULL;
  for (let k = 0; k < nk; k++) {
    const name = tupleItem(kwnames, k);
    let found = -1;
    for (let i = posonly; i < n; i++) { const pn = load<u64>(d.params + <usize>i * 24); if (pn == name || strEq(pn, name)) { found = i; break; } }
    if (found < 0) { if (!unknown) unknown = name; continue; }
    if (load<u64>(out + (<usize>found << 3))) { raiseFmt(T.TypeError, "argument for %U() given by name ('%U') and position (%d)", d.name, name, int(found + 1)); return false; }
    store<u64>(out + (<usize>found << 3), load<u64>(args + (<usize>(nargs + k) << 3)));
  }
  for (let i = 0; i < n; i++) {
    const slot = out + (<usize>i << 3);
    if (load<u64>(slot)) continue;
    const p: Ptr = d.params + <usize>i * 24;
    if (load<u64>(p, 16)) { store<u64>(slot, load<u64>(p, 8)); continue; }
    raiseFmt(T.TypeError, "%U() missing required argument '%U' (pos %d)", d.name, load<u64>(p), int(i + 1));
    return false;
  }
  if (unknown) {
    suggestFor(unknown);
    for (let i = posonly; i < n; i++) suggestTry(load<u64>(d.params + <usize>i * 24));
    raiseUnexpectedKeyword(d.name, unknown);
    return false;
  }
  return true;
}

/** TypeError naming the function as CPython does: 'list.append', or 'len' for a module's function. */
function argsError(d: MethodDef, self: Value, text: string, nargs: i32): Value {
  let name = newRef(d.name);
  if (self && !(isPtr(self) && typeIsSubtype(typeOf(self), T.module))) {
    const t = hasFlag(self, TF_TYPE_SUBCLASS) ? as<TypeObject>(self) : typeOf(self);
    decref(name);
    name = fmt("%U.%U", t.tp_qualname, d.name);
    if (!name) return NULL;
  }
  raiseFmt(T.TypeError, text, name, int(nargs));
  decref(name);
  return NULL;
}
import { TF_TYPE_SUBCLASS } from "../../generated/core/types";
import { typeOf, hasFlag } from "./typeof";
import { typeIsSubtype } from "./type-static";
import { fmt } from "./errors";
import { newRef, decref } from "../refcount/count";
import { isPtr } from "../base/value";
/** Calls a native function. args: nargs positional Values, then one for each name of kwnames. All borrowed; returns new or NULL. */
export function callDef(d: MethodDef, self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const kind = d.kind;
  if (!kwnames) {
    if (kind == KIND_O) { if (nargs == 1) return call_indirect<Value>(d.fn, self, load<u64>(args)); }
    else if (kind == KIND_NOARGS) { if (nargs == 0) return call_indirect<Value>(d.fn, self); }
    else if (kind == KIND_PARSED && nargs == <i32>d.nparams && nargs == <i32>d.positional) {
      if (nargs == 1) return call_indirect<Value>(d.fn, self, load<u64>(args));
      if (nargs == 2) return call_indirect<Value>(d.fn, self, load<u64>(args), load<u64>(args, 8));
    }
  }
  if (kind == KIND_FAST) return call_indirect<Value>(d.fn, self, args, nargs, kwnames);
  if (kind == KIND_PARSED && !kwnames && d.nparams <= 4 && d.nparams == d.positional && nargs >= <i32>d.required && nargs <= <i32>d.nparams) return callDefFew(d, self, args, nargs);
  return callDefSlow(d, self, args, nargs, kwnames);
}
// @ts-ignore: decorator
@inline export function argumentOr(d: MethodDef, args: Ptr, nargs: i32, i: i32): Value { return i < nargs ? load<u64>(args + (<usize>i << 3)) : load<u64>(<Ptr>d.params + <usize>i * 24, 8); }
/** Up to four parameters, the last ones of which may take their defaults. */
function callDefFew(d: MethodDef, self: Value, args: Ptr, nargs: i32): Value {
  const n: i32 = d.nparams, f = d.fn, a = argumentOr(d, args, nargs, 0);
  if (n == 1) return call_indirect<Value>(f, self, a);
  const b = argumentOr(d, args, nargs, 1);
  if (n == 2) return call_indirect<Value>(f, self, a, b);
  const c = argumentOr(d, args, nargs, 2);
  if (n == 3) return call_indirect<Value>(f, self, a, b, c);
  return call_indirect<Value>(f, self, a, b, c, argumentOr(d, args, nargs, 3));
}
/** Keywords, defaults, errors, long signatures. Apart, so that callDef needs no room on the stack. */
export function callDefSlow(d: MethodDef, self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const kind = d.kind;
  if (kind != KIND_PARSED) {
    if (kwnames && tupleSize(kwnames)) return argsError(d, self, "%U() takes no keyword arguments", nargs);
    if (kind == KIND_NOARGS) {
      if (nargs != 0) return argsError(d, self, "%U() takes no arguments (%d given)", nargs);
      return call_indirect<Value>(d.fn, self);
    }
    if (nargs != 1) return argsError(d, self, "%U() takes exactly one argument (%d given)", nargs);
    return call_indirect<Value>(d.fn, self, load<u64>(args));
  }
  const mark = stackMark();
  const n: i32 = d.nparams;
  let out = args, bound = true;
  if (nargs != n || kwnames || <i32>d.positional != n) {
    out = stackAlloc(64);
    if (!out) return NULL;
    if (!kwnames && nargs >= <i32>d.required && nargs <= <i32>d.positional && <i32>d.positional == n) {
      // nothing but defaults at the end are missing
      let i = 0;
      for (; i < nargs; i++) store<u64>(out + (<usize>i << 3), load<u64>(args + (<usize>i << 3)));
      for (; i < n; i++) store<u64>(out + (<usize>i << 3), load<u64>(<Ptr>d.params + <usize>i * 24, 8));
    } else bound = bindArguments(d, args, nargs, kwnames, out, self);
  }
  let r: Value = NULL;
  if (bound) {
    const f = d.fn;
    switch (n) {
      case 1: r = call_indirect<Value>(f, self, load<u64>(out)); break;
      case 2: r = call_indirect<Value>(f, self, load<u64>(out), load<u64>(out, 8)); break;
      case 3: r = call_indirect<Value>(f, self, load<u64>(out), load<u64>(out, 8), load<u64>(out, 16)); break;
      case 4: r = call_indirect<Value>(f, self, load<u64>(out), load<u64>(out, 8), load<u64>(out, 16), load<u64>(out, 24)); break;
      case 5: r = call_indirect<Value>(f, self, load<u64>(out), load<u64>(out, 8), load<u64>(out, 16), load<u64>(out, 24), load<u64>(out, 32)); break;
      case 6: r = call_indirect<Value>(f, self, load<u64>(out), load<u64>(out, 8), load<u64>(out, 16), load<u64>(out, 24), load<u64>(out, 32), load<u64>(out, 40)); break;
      case 7: r = call_indirect<Value>(f, self, load<u64>(out), load<u64>(out, 8), load<u64>(out, 16), load<u64>(out, 24), load<u64>(out, 32), load<u64>(out, 40), load<u64>(out, 48)); break;
      default: r = call_indirect<Value>(f, self, load<u64>(out), load<u64>(out, 8), load<u64>(out, 16), load<u64>(out, 24), load<u64>(out, 32), load<u64>(out, 40), load<u64>(out, 48), load<u64>(out, 56)); break;
    }
  }
  stackRestore(mark);
  return r;
}

/** builtin_function_or_method: a MethodDef bound to its receiver. */
import { Obj } from "../base/obj";
@unmanaged
export class BuiltinObject extends Obj {
  def: u32;
  pad: u32;
  /** receiver: module, instance or class; NULL for a static method */ self: Value;
  /** __module__ (str) or NULL */ module: Value;
}
/** method_descriptor / classmethod_descriptor: a MethodDef in a type's dict. */
@unmanaged
export class MethodDescrObject extends Obj {
  def: u32;
  /** TypeObject, immortal or counted */ objclass: u32;
}
export function builtinCall(callable: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const b = as<BuiltinObject>(callable);
  return callDef(changetype<MethodDef>(b.def), b.self, args, nargs, kwnames);
}
