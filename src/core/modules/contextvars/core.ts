/**
 * _contextvars: Context, ContextVar, Token (PEP 567). CPython: Python/context.c.
 *
 * A Context maps variables to values by a hamt (types/hamt), an immutable trie: copying a context takes a reference to it, setting a variable puts another one in its place. The
 * current context of a thread is a word of its interpreter block, which the collector visits and the thread's end drops; NULL until a variable is first set.
 *
 * Threads: only the thread in which a context is entered changes it, by one store of `vars` under the object's lock; it reads it without. Others take
 * their reference to the hamt under the lock, and then read it without.
 */
import { Ptr, Value, NULL, None, NotImplemented, boolean } from "../../base/value";
import { Obj, as } from "../../base/obj";
import { T, TypeObject, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { rootSlot } from "../../boot/state";
import { ROOT_CONTEXT_MISSING } from "../../boot/roots";
import { gcVisit } from "../../gc/visit";
import { newObject, freeObject } from "../../objects/alloc";
import { errOccurred, fmt, raise, raiseFmt, raiseKeyError, raiseObject } from "../../objects/errors";
import { bindSimple, checkPositional, noKeywords } from "../../objects/args";
import { call } from "../../objects/call";
import { isExact, hasFlag, typeOf } from "../../objects/typeof";
import { instanceTailClear, instanceTailVisit } from "../../objects/instance";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { hexAddress } from "../../objects/hash";
import { clearSlot, decref, newRef } from "../../refcount/count";
import { csBegin, csEnd } from "../../threads/critical-section";
import { interpBlock } from "../../threads/state";
import { hamtAssoc, hamtEq, hamtFind, hamtIter, hamtNew, hamtSize, hamtWithout } from "../../types/hamt/core";
import { strFromLiteral } from "../../types/str/core";
export { classGetItem, notHashable } from "../../types/class-getitem";

@unmanaged
export class ContextObject extends Obj {
  /** @lock hamt, or NULL while nothing was set */ vars: Value;
  /** @atomic entered by a thread */ entered: u32;
  pad: u32;
}
@unmanaged
export class ContextVarObject extends Obj {
  /** @frozen */ name: Value;
  /** @frozen or NULL */ dflt: Value;
}
@unmanaged
export class TokenObject extends Obj {
  context: Value;
  variable: Value;
  /** what the variable was, or NULL */ old: Value;
  /** @atomic */ used: u32;
}
const VARS: usize = 16;
// @ts-ignore: decorator
@inline function currentSlot(): Ptr { return interpBlock() + 0x30; }

// ---- the current context ------------------------------------------------------------------------------------------------------
/** Made if there is none; borrowed. NULL: no memory. */
function current(): Value {
  const c = load<u64>(currentSlot());
  if (c) return c;
  const n = <Value>newObject(T.Context);
  if (!n) return NULL;
  as<ContextObject>(n).entered = 1;
  store<u64>(currentSlot(), n);
  return n;
}
/** The context's hamt; new, or NULL: nothing was set. */
function varsOf(c: Value): Value {
  csBegin(<Ptr>c);
  const h = newRef(as<ContextObject>(c).vars);
  csEnd();
  return h;
}
function copyOf(c: Value): Value {
  const n = <Value>newObject(T.Context);
  if (n) as<ContextObject>(n).vars = varsOf(c);
  return n;
}
/** Sets (or with NULL removes) a variable in a context that this thread is in. 0, -1. */
function assign(c: Value, variable: Value, v: Value): i32 {
  const old = as<ContextObject>(c).vars, h = v ? hamtAssoc(old, variable, v) : old ? hamtWithout(old, variable) : hamtNew();
  if (!h) return -1;
  csBegin(<Ptr>c);
  atomic.store<u64>(<Ptr>c + VARS, h);
  csEnd();
  decref(old);
  return 0;
}
/** The variable's value in the current context: new, or NULL (errOccurred tells). */
function lookup(variable: Value): Value {
  const c = load<u64>(currentSlot());
  if (!c || !as<ContextObject>(c).vars) return NULL;
  return hamtFind(as<ContextObject>(c).vars, variable);
}
export function copyContext(m: Value): Value {
  const c = current();
  return c ? copyOf(c) : NULL;
}

// ---- Context ------------------------------------------------------------------------------------------------------------------
export function context_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs || kwnames) return raise(T.TypeError, "Context() does not accept any arguments");
  return <Value>newObject(as<TypeObject>(type));
}
export function context_dealloc(p: Ptr): void {
  instanceTailClear(p, typeOf(<Value>p));
  decref(changetype<ContextObject>(p).vars);
  freeObject(p);
}
export function context_traverse(p: Ptr): void { gcVisit(changetype<ContextObject>(p).vars); instanceTailVisit(p, typeOf(<Value>p)); }
export function context_clear(p: Ptr): void { clearSlot(p + VARS); }
export function context_run(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs < 1) return raise(T.TypeError, "run() missing 1 required positional argument");
  const entered = <Ptr>self + offsetof<ContextObject>("entered");
  if (atomic.cmpxchg<u32>(entered, 0, 1) != 0) return raiseFmt(T.RuntimeError, "cannot enter context: %R is already entered", self);
  const before = load<u64>(currentSlot());
  store<u64>(currentSlot(), newRef(self));
  const r = call(load<u64>(args), args + 8, nargs - 1, kwnames);
  store<u64>(currentSlot(), before);
  atomic.store<u32>(entered, 0);
  decref(self);
  return r;
}
export function context_copy(self: Value): Value { return copyOf(self); }
export function context_length(self: Value): i32 {
  const h = varsOf(self), n = h ? hamtSize(h) : 0;
  decref(h);
  return n;
}
function checkKey(key: Value): bool {
  if (isExact(key, T.ContextVar)) return true;
  raiseFmt(T.TypeError, "a ContextVar key was expected, got %R", key);
  return false;
}
function find(self: Value, key: Value): Value {
  const h = varsOf(self), v = h ? hamtFind(h, key) : NULL;
  decref(h);
  return v;
}
export function context_subscript(self: Value, key: Value): Value {
  if (!checkKey(key)) return NULL;
  const v = find(self, key);
  return v || errOccurred() ? v : raiseKeyError(key);
}
export function context_contains(self: Value, key: Value): i32 {
  if (!checkKey(key)) return -1;
  const v = find(self, key);
  if (!v) return errOccurred() ? -1 : 0;
  decref(v);
  return 1;
}
export function context_get(self: Value, key: Value, dflt: Value): Value {
  if (!checkKey(key)) return NULL;
  const v = find(self, key);
  return v || errOccurred() ? v : newRef(dflt);
}
/** An iterator over what is set now. */
function iterate(self: Value, t: TypeObject): Value {
  let h = varsOf(self);
  if (!h) { h = hamtNew(); if (!h) return NULL; }
  const it = hamtIter(t, h);
  decref(h);
  return it;
}
export function context_iter(self: Value): Value { return iterate(self, T.hamt_keys); }
export function context_keys(self: Value): Value { return iterate(self, T.hamt_keys); }
export function context_values(self: Value): Value { return iterate(self, T.hamt_values); }
export function context_items(self: Value): Value { return iterate(self, T.hamt_items); }
export function context_compare(a: Value, b: Value, op: i32): Value {
  if ((op != 2 && op != 3) || !isExact(a, T.Context) || !isExact(b, T.Context)) return NotImplemented;
  const x = varsOf(a), y = varsOf(b);
  const r = x && y ? hamtEq(x, y) : <i32>((x ? hamtSize(x) : 0) + (y ? hamtSize(y) : 0) == 0);
  decref(x); decref(y);
  return r < 0 ? NULL : boolean((r > 0) == (op == 2));
}

// ---- ContextVar ---------------------------------------------------------------------------------------------------------------
export function var_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs > 1) return raiseFmt(T.TypeError, "ContextVar() takes exactly 1 positional argument (%d given)", int(nargs));
  if (nargs == 0 && !kwnames) return raise(T.TypeError, "ContextVar() takes exactly 1 positional argument (0 given)");
  const mark = stackMark(), out = stackAlloc(16);
  if (!out) return NULL;
  const ok = bindSimple("ContextVar", args, nargs, kwnames, 1, 2, out, N.name, N.$default, NULL, NULL), name = load<u64>(out), dflt = load<u64>(out, 8);
  stackRestore(mark);
  if (!ok) return NULL;
  if (!hasFlag(name, TF_UNICODE_SUBCLASS)) return raise(T.TypeError, "context variable name must be a str");
  const p = newObject(as<TypeObject>(type));
  if (!p) return NULL;
  changetype<ContextVarObject>(p).name = newRef(name);
  changetype<ContextVarObject>(p).dflt = newRef(dflt);
  return <Value>p;
}
import { int } from "../../base/value";
export function var_dealloc(p: Ptr): void { var_clear(p); freeObject(p); }
export function var_traverse(p: Ptr): void { gcVisit(changetype<ContextVarObject>(p).name); gcVisit(changetype<ContextVarObject>(p).dflt); }
export function var_clear(p: Ptr): void {
  clearSlot(p + offsetof<ContextVarObject>("name"));
  clearSlot(p + offsetof<ContextVarObject>("dflt"));
}
export function var_get(self: Value, dflt: Value): Value {
  const v = lookup(self);
  if (v || errOccurred()) return v;
  if (dflt) return newRef(dflt);
  const d = as<ContextVarObject>(self).dflt;
  return d ? newRef(d) : raiseObject(T.LookupError, newRef(self));
}
export function var_set(self: Value, value: Value): Value {
  const c = current();
  if (!c) return NULL;
  const old = lookup(self);
  if (!old && errOccurred()) return NULL;
  const p = newObject(T.Token);
  if (!p) { decref(old); return NULL; }
  const t = changetype<TokenObject>(p);
  t.context = newRef(c); t.variable = newRef(self); t.old = old;
  if (assign(c, self, value) < 0) { decref(<Value>p); return NULL; }
  return <Value>p;
}
export function var_reset(self: Value, token: Value): Value {
  if (!isExact(token, T.Token)) return raiseFmt(T.TypeError, "expected an instance of Token, got %R", token);
  const t = as<TokenObject>(token);
  if (atomic.load<u32>(<Ptr>token + offsetof<TokenObject>("used"))) return raiseFmt(T.RuntimeError, "%R has already been used once", token);
  if (t.variable != self) return raiseFmt(T.ValueError, "%R was created by a different ContextVar", token);
  const c = load<u64>(currentSlot());
  if (t.context != c) return raiseFmt(T.ValueError, "%R was created in a different Context", token);
  if (atomic.cmpxchg<u32>(<Ptr>token + offsetof<TokenObject>("used"), 0, 1) != 0) return raiseFmt(T.RuntimeError, "%R has already been used once", token);
  return assign(c, self, t.old) < 0 ? NULL : None;
}
export function var_repr(self: Value): Value {
  const o = as<ContextVarObject>(self), at = hexAddress(self);
  const r = o.dflt ? fmt("<ContextVar name=%R default=%R at %U>", o.name, o.dflt, at) : fmt("<ContextVar name=%R at %U>", o.name, at);
  decref(at);
  return r;
}

// ---- Token --------------------------------------------------------------------------------------------------------------------
export function token_new(type: Value, args: Ptr, nargs: i32, kwnames: Value): Value { return raise(T.RuntimeError, "Tokens can only be created by ContextVars"); }
export function token_dealloc(p: Ptr): void { token_clear(p); freeObject(p); }
export function token_traverse(p: Ptr): void {
  const t = changetype<TokenObject>(p);
  gcVisit(t.context); gcVisit(t.variable); gcVisit(t.old);
}
export function token_clear(p: Ptr): void {
  clearSlot(p + offsetof<TokenObject>("context"));
  clearSlot(p + offsetof<TokenObject>("variable"));
  clearSlot(p + offsetof<TokenObject>("old"));
}
export function token_var(self: Value): Value { return newRef(as<TokenObject>(self).variable); }
export function token_oldValue(self: Value): Value {
  const v = as<TokenObject>(self).old;
  return v ? newRef(v) : newRef(load<u64>(rootSlot(ROOT_CONTEXT_MISSING)));
}
export function token_enter(self: Value): Value { return newRef(self); }
export function token_exit(self: Value, type: Value, v: Value, tb: Value): Value { return var_reset(as<TokenObject>(self).variable, self); }
export function token_repr(self: Value): Value {
  const t = as<TokenObject>(self), at = hexAddress(self);
  const r = t.used ? fmt("<Token used var=%R at %U>", t.variable, at) : fmt("<Token var=%R at %U>", t.variable, at);
  decref(at);
  return r;
}
/** Token.MISSING, made when the types are. */
export function tokenMissing(): Value {
  const v = <Value>newObject(T.TokenMissing);
  store<u64>(rootSlot(ROOT_CONTEXT_MISSING), newRef(v));
  return v;
}
export function missing_dealloc(p: Ptr): void { freeObject(p); }
export function missing_repr(self: Value): Value { return strFromLiteral("<Token.MISSING>"); }
