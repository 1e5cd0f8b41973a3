/**
 * The registries of codecs: search functions (a list), the cache of CodecInfo by normalised name (a dict), error handlers by name (a dict). They live in the interpreter
 * block, are made at first use, and are containers with their own locks. CPython: Python/codecs.c.
 */
import { Ptr, Value, NULL, None, True, int } from "../base/value";
import { PROC_INTERP } from "../base/map";
import { T } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { casV, loadV, storeV } from "../base/atomics";
import { decref, newRef } from "../refcount/count";
import { call1, call2 } from "../objects/call";
import { errOccurred, raise, raiseFmt } from "../objects/errors";
import { importModule } from "../objects/import-hook";
import { isExact } from "../objects/typeof";
import { dictDel, dictGet, dictGetStr, dictNew, dictSet } from "../types/dict/core";
import { listAppend, listGetItem, listNew, listSize } from "../types/list/core";
import { tupleItem, tupleSize } from "../types/tuple/core";
import { strAt, strLen, strFromLiteral } from "../types/str/core";
import { StrBuilder, sbChar, sbFinish, sbNew } from "../types/str/builder";
import { hasFlag } from "../objects/typeof";
import { TF_TUPLE_SUBCLASS } from "../../generated/core/types";

const SEARCH: usize = PROC_INTERP + 0x2D0; // list
const CACHE: usize = PROC_INTERP + 0x2D8; // dict
const HANDLERS: usize = PROC_INTERP + 0x2E0; // dict
const LOADED: usize = PROC_INTERP + 0x2E8; // Value True: the package encodings was imported (it registers its search function)

/** The container in a slot, made if there is none yet. Borrowed for ever: registries never die. */
function registry(slot: usize, list: bool): Value {
  const v = loadV(slot);
  if (v) return v;
  const made = list ? listNew(0) : dictNew();
  if (!made) return NULL;
  const old = casV(slot, NULL, made);
  if (old) { decref(made); return old; }
  return made;
}
export function registerSearch(f: Value): i32 {
  const l = registry(SEARCH, true);
  return l ? listAppend(l, f) : -1;
}
export function unregisterSearch(f: Value): i32 {
  const l = registry(SEARCH, true);
  if (!l) return -1;
  for (let i = 0; i < listSize(l); i++) {
    const g = listGetItem(l, i);
    decref(g);
    if (g == f) {
      const cache = registry(CACHE, false);
      if (cache) dictClear(cache);
      return setItem(l, int(i), NULL);
    }
  }
  return 0;
}
import { dictClear } from "../types/dict/core";
import { setItem } from "../objects/abstract";
/** Lower case, spaces to underscores… as CPython's normalizestring (which only lowers ASCII and replaces ' ' by '-'). */
function normalize(name: Value): Value {
  const n = strLen(name), sb = sbNew(n);
  for (let i = 0; i < n; i++) { const c = strAt(name, i); sbChar(sb, c - 65 < 26 ? c + 32 : c == 32 ? 45 : c); }
  return sbFinish(sb);
}
/** The CodecInfo of an encoding (a tuple of at least 4). Returns new. */
export function codecLookup(encoding: Value): Value {
  if (!loadV(LOADED)) {
    storeV(LOADED, True); // an immediate: the word lies among the collector's roots
    const m = importModule(N.encodings);
    if (!m) { storeV(LOADED, NULL); return NULL; }
    decref(m);
  }
  const key = normalize(encoding), cache = registry(CACHE, false), search = registry(SEARCH, true);
  if (!key || !cache || !search) { decref(key); return NULL; }
  let r = dictGet(cache, key);
  if (r || errOccurred()) { decref(key); return r; }
  for (let i = 0; i < listSize(search); i++) {
    const f = listGetItem(search, i);
    if (!f) break;
    r = call1(f, key);
    decref(f);
    if (!r) { decref(key); return NULL; }
    if (r == None) { r = NULL; continue; }
    if (!hasFlag(r, TF_TUPLE_SUBCLASS) || tupleSize(r) != 4) { decref(r); decref(key); return raise(T.TypeError, "codec search functions must return 4-tuples"); }
    break;
  }
  if (!r) { decref(key); return raiseFmt(T.LookupError, "unknown encoding: %U", encoding); }
  if (dictSet(cache, key, r) < 0) { decref(r); r = NULL; }
  decref(key);
  return r;
}
/** Calls item `which` (0 encode, 1 decode) of a codec: the first item of the tuple that it returns. */
export function codecCall(which: i32, o: Value, encoding: Value, errors: Value): Value {
  const info = codecLookup(encoding);
  if (!info) return NULL;
  const f = tupleItem(info, which);
  const r = errors ? call2(f, o, errors) : call1(f, o);
  decref(info);
  if (!r) return NULL;
  if (!hasFlag(r, TF_TUPLE_SUBCLASS) || tupleSize(r) != 2) { decref(r); return raise(T.TypeError, which == 0 ? "encoder must return a tuple (object, integer)" : "decoder must return a tuple (object,integer)"); }
  const v = newRef(tupleItem(r, 0));
  decref(r);
  return v;
}
export function registerErrorHandler(name: Value, handler: Value): i32 {
  const d = registry(HANDLERS, false);
  return d ? dictSet(d, name, handler) : -1;
}
/** A registered handler by name. Returns new, NULL with LookupError. Built-in ones are put in by module _codecs' exec. */
export function lookupErrorHandler(name: Value): Value {
  const d = registry(HANDLERS, false);
  if (!d) return NULL;
  const h = dictGet(d, name);
  if (h || errOccurred()) return h;
  return raiseFmt(T.LookupError, "unknown error handler name '%U'", name);
}
export function unregisterErrorHandler(name: Value): i32 {
  const d = registry(HANDLERS, false);
  return d ? dictDel(d, name) : -1;
}
