/**
 * The library's directory, where it is not the one that the modules of a snapshot were made with (dist was moved, or installed from a package): co_filename of their code,
 * `__file__` of the modules, and the finder's root. All of them are paths below the old directory, in modules that only boot/imports.ts has made; nothing else has run yet.
 */
import { Ptr, Value, NULL } from "../base/value";
import { as } from "../base/obj";
import { T } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { decref, newRef } from "../refcount/count";
import { addr } from "../memory/layout";
import { blockIsObject, gcPageFirst, gcPageNext } from "../memory/walk";
import { fmt } from "../objects/errors";
import { moduleDict, moduleIs } from "../objects/module";
import { isExact } from "../objects/typeof";
import { CodeObject } from "../interp/code";
import { dictGetStr, dictNextNew, dictSet } from "../types/dict/core";
import { strAt, strEq, strFromLiteral, strLen } from "../types/str/core";
import { strSub } from "../types/str/slice";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { interpModules, rootSlot } from "./state";
import { ROOT_LIB_DIR } from "./roots";

let seen: Value = NULL, made: Value = NULL;
/** `path` below the new directory instead of the old, new; NULL if it is not below the old (or memory is out, with an exception). */
function moved(path: Value, from: Value, to: Value): Value {
  const n = strLen(from);
  if (strLen(path) <= n || strAt(path, n) != 47) return NULL;
  if (path == seen) return newRef(made);
  const head = strSub(path, 0, n), tail = head && strEq(head, from) ? strSub(path, n, strLen(path)) : NULL;
  const r = tail ? fmt("%U%U", to, tail) : NULL;
  decref(head); decref(tail);
  if (r) { decref(seen); decref(made); seen = newRef(path); made = newRef(r); }
  return r;
}
function moveCode(from: Value, to: Value): void {
  for (let p = gcPageFirst(); addr(p); p = gcPageNext(p)) {
    let b: Ptr = p.start;
    for (let i: u32 = 0; i < p.capacity; i++, b += p.blockSize) {
      if (!blockIsObject(b) || !isExact(<Value>b, T.code)) continue;
      const c = changetype<CodeObject>(b), old = c.filename, file = moved(old, from, to);
      if (file) { c.filename = file; decref(old); }
    }
  }
}
function moveModules(from: Value, to: Value): bool {
  const mark = stackMark(), out = stackAlloc(16), modules = interpModules();
  let ok = out != 0;
  for (let i = 0; ok && (i = dictNextNew(modules, i, out)) >= 0; i++) {
    const m = load<u64>(out, 8), d = moduleIs(m) ? moduleDict(m) : NULL, old = d ? dictGetStr(d, N.__file__) : NULL;
    const file = old && isExact(old, T.str) ? moved(old, from, to) : NULL;
    if (file) ok = dictSet(d, N.__file__, file) == 0;
    decref(old); decref(file); decref(load<u64>(out)); decref(m);
  }
  stackRestore(mark);
  return ok;
}
/** The finder's globals (src/library/_typhon_library.py). */
function moveFinder(to: Value): bool {
  const m = dictGetStr(interpModules(), N._typhon_library);
  if (!m) return true;
  const a = strFromLiteral("_root"), b = strFromLiteral("_root_slash"), slash = fmt("%U/", to), d = moduleDict(m);
  const ok = slash != NULL && dictSet(d, a, to) == 0 && dictSet(d, b, slash) == 0;
  decref(m); decref(a); decref(b); decref(slash);
  return ok;
}
/** The library lies in directory `to`. Borrows. */
export function libraryRelocate(to: Value): bool {
  const from = load<u64>(rootSlot(ROOT_LIB_DIR));
  if (!from || strEq(from, to)) return true;
  store<u64>(rootSlot(ROOT_LIB_DIR), newRef(to));
  moveCode(from, to);
  const ok = moveModules(from, to) && moveFinder(to);
  decref(from); decref(seen); decref(made);
  seen = NULL; made = NULL;
  return ok;
}
