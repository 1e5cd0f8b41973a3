/** code.replace(): a copy with some plain fields changed. The instruction words, pools and tables cannot be replaced (docs/status.md). */
import { Ptr, Value, NULL, isInt, intOf } from "../base/value";
import { as } from "../base/obj";
import { T, TF_UNICODE_SUBCLASS } from "../../generated/core/types";
import { decref, newRef } from "../refcount/count";
import { setDeferred } from "../refcount/count-slow";
import { memAlloc } from "../memory/alloc";
import { newObject } from "../objects/alloc";
import { raise, raiseFmt, raiseNoMemory } from "../objects/errors";
import { hasFlag } from "../objects/typeof";
import { tupleItem, tupleSize } from "../types/tuple/core";
import { strEqLiteral } from "../types/str/core";
import { CodeObject, codeIsSimple } from "./code";

function copyOf(p: Ptr, bytes: usize): u32 { const q = memAlloc(bytes ? bytes : 8); if (q) memory.copy(q, p, bytes); return <u32>q; }
function codeCopy(c: CodeObject): Value {
  const p = newObject(T.code);
  if (!p) return NULL;
  const d = changetype<CodeObject>(p);
  memory.copy(p + offsetof<CodeObject>("flags"), changetype<Ptr>(c) + offsetof<CodeObject>("flags"), offsetof<CodeObject>() - offsetof<CodeObject>("flags"));
  d.borrowed = 0;
  newRef(d.name); newRef(d.qualname); newRef(d.filename);
  d.consts = copyOf(c.consts, <usize>c.poolCount << 3); d.localNames = copyOf(c.localNames, <usize>c.localCount << 3); d.localKinds = copyOf(c.localKinds, c.localCount);
  d.words = copyOf(c.words, <usize>c.wordCount << 3); d.lineTable = copyOf(c.lineTable, c.lineTableBytes); d.exceptions = copyOf(c.exceptions, <usize>c.exceptionCount * 20);
  for (let i = 0; i < c.poolCount; i++) newRef(load<u64>(c.consts + (<usize>i << 3)));
  for (let i = 0; i < c.localCount; i++) newRef(load<u64>(c.localNames + (<usize>i << 3)));
  if (!d.consts || !d.localNames || !d.localKinds || !d.words || !d.lineTable || !d.exceptions) { setDeferred(p); return raiseNoMemory(); }
  return <Value>p;
}
export function bindChanges(v: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (nargs) return raise(T.TypeError, "replace() takes 0 positional arguments");
  const r = codeCopy(as<CodeObject>(v));
  if (!r) return NULL;
  const c = as<CodeObject>(r), n = kwnames ? tupleSize(kwnames) : 0;
  for (let i = 0; i < n; i++) {
    const k = tupleItem(kwnames, i), x = load<u64>(args + (<usize>i << 3));
    let slot: Ptr = 0;
    if (strEqLiteral(k, "co_name")) slot = offsetof<CodeObject>("name");
    else if (strEqLiteral(k, "co_qualname")) slot = offsetof<CodeObject>("qualname");
    else if (strEqLiteral(k, "co_filename")) slot = offsetof<CodeObject>("filename");
    if (slot) {
      if (!hasFlag(x, TF_UNICODE_SUBCLASS)) { raiseFmt(T.TypeError, "replace() argument '%U' must be str, not %T", k, x); decref(r); return NULL; }
      const old = load<u64>(<Ptr>r + slot);
      store<u64>(<Ptr>r + slot, newRef(x));
      decref(old);
    } else if (strEqLiteral(k, "co_firstlineno") && isInt(x)) c.firstLine = <i32>intOf(x);
    else if (strEqLiteral(k, "co_flags") && isInt(x)) { c.flags = <u32>intOf(x); c.simple = codeIsSimple(c) ? 1 : 0; }
    else { raiseFmt(T.ValueError, "code.replace() of '%U' is not supported by Typhon", k); decref(r); return NULL; }
  }
  setDeferred(<Ptr>r);
  return r;
}
