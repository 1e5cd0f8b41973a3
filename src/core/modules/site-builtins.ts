/**
 * exit, quit, help, copyright, credits, license: what `site` puts into builtins, natively, so that no program pays for importing it. CPython: Lib/site.py, Lib/_sitebuiltins.py.
 */
import { Ptr, Value, NULL, None, int } from "../base/value";
import { Obj, as, toValue } from "../base/obj";
import { T } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { decref, newRef } from "../refcount/count";
import { freeObject, newObject } from "../objects/alloc";
import { errClear, fmt, raiseBare, raiseFmt, raiseObject } from "../objects/errors";
import { call, callMethod0, callMethod1 } from "../objects/call";
import { getAttr } from "../objects/attributes";
import { importLevel } from "../interp/import";
import { dictGetStr, dictSet } from "../types/dict/core";
import { strFromLiteral } from "../types/str/core";
import { interpBuiltins, interpSysDict } from "../boot/state";
import { optionNumber } from "../boot/options";
import { OPTION_NO_SITE } from "../../generated/core/host";

@unmanaged
export class SiteBuiltin extends Obj {
  /** KIND_* */ kind: u32;
  pad: u32;
}
const KIND_EXIT: u32 = 0, KIND_QUIT: u32 = 1, KIND_HELP: u32 = 2, KIND_COPYRIGHT: u32 = 3, KIND_CREDITS: u32 = 4, KIND_LICENSE: u32 = 5;

function kindOf(v: Value): u32 { return as<SiteBuiltin>(v).kind; }
export function siteDealloc(p: Ptr): void { freeObject(p); }
function textOf(kind: u32): Value {
  switch (kind) {
    case KIND_COPYRIGHT: return dictGetStr(interpSysDict(), N.copyright);
    case KIND_CREDITS: return strFromLiteral("    Thanks to CWI, CNRI, BeOpen, Zope Corporation, the Python Software Foundation,\n    and a cast of thousands for supporting Python development.  See www.python.org\n    for more information.");
    default: return strFromLiteral("See https://www.python.org/psf/license/");
  }
}
export function siteRepr(v: Value): Value {
  switch (kindOf(v)) {
    case KIND_EXIT: return strFromLiteral("Use exit() or Ctrl-D (i.e. EOF) to exit");
    case KIND_QUIT: return strFromLiteral("Use quit() or Ctrl-D (i.e. EOF) to exit");
    case KIND_HELP: return strFromLiteral("Type help() for interactive help, or help(object) for help about object.");
    case KIND_LICENSE: return strFromLiteral("Type license() to see the full license text");
    default: return textOf(kindOf(v));
  }
}
export function siteCall(v: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  const kind = kindOf(v);
  if (kind <= KIND_QUIT) {
    // the shell raises SystemExit, but closing standard input ends a server's loop as well
    const sin = dictGetStr(interpSysDict(), N.stdin);
    if (sin && sin != None) { const r = callMethod0(sin, N.close); if (r) decref(r); else errClear(); }
    decref(sin);
    return nargs ? raiseObject(T.SystemExit, newRef(load<u64>(args))) : raiseObject(T.SystemExit, None);
  }
  if (kind == KIND_HELP) {
    const m = importLevel(N.pydoc, NULL, None, 0), f = m ? getAttr(m, N.help) : NULL;
    const r = f ? call(f, args, nargs, kwnames) : NULL;
    decref(m); decref(f);
    return r;
  }
  const t = textOf(kind), out = dictGetStr(interpSysDict(), N.stdout), line = t ? fmt("%U\n", t) : NULL;
  const r = out && out != None && line ? callMethod1(out, N.write, line) : NULL;
  decref(t); decref(out); decref(line);
  if (!r) return NULL;
  decref(r);
  return None;
}
export function siteName(v: Value): Value { return kindOf(v) == KIND_EXIT ? newRef(N.exit) : kindOf(v) == KIND_QUIT ? newRef(N.quit) : raiseFmt(T.AttributeError, "'%T' object has no attribute 'name'", v); }

function add(name: Value, kind: u32): bool {
  const p = newObject(T._SiteBuiltin);
  if (!p) return false;
  changetype<SiteBuiltin>(p).kind = kind;
  const r = dictSet(interpBuiltins(), name, <Value>p);
  decref(<Value>p);
  return r == 0;
}
export function siteBuiltinsInit(): bool {
  if (optionNumber(OPTION_NO_SITE)) return true;
  return add(N.exit, KIND_EXIT) && add(N.quit, KIND_QUIT) && add(N.help, KIND_HELP) && add(N.copyright, KIND_COPYRIGHT) && add(N.credits, KIND_CREDITS) && add(N.license, KIND_LICENSE);
}
