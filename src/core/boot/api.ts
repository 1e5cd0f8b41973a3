/**
 * The core's side of the API: requests and plain values as src/spec/interchange.ts draws them. One request at a time, on the main thread; a request is memory of the host,
 * a result is memory from hostAlloc that the host frees.
 */
import { Ptr, Value, NULL, None, True, False, float, floatOf, int, intOf, isFloat, isInt, isPtr, fitsInt } from "../base/value";
import { as, toValue } from "../base/obj";
import { T, TF_LONG_SUBCLASS } from "../../generated/core/types";
import { N } from "../../generated/core/names";
import { decref, newRef } from "../refcount/count";
import { memAlloc, memFree, memRealloc } from "../memory/alloc";
import { errClear, errFetch, errOccurred, errRestore, raise, raiseFmt } from "../objects/errors";
import { hasFlag, isExact, typeOf } from "../objects/typeof";
import { typeIsSubtype } from "../objects/type-static";
import { getAttr } from "../objects/attributes";
import { repr, str } from "../objects/abstract";
import { importModule } from "../objects/import-hook";
import { moduleDict } from "../objects/module";
import { callWithDict } from "../interp/call-ex";
import { call, call1 } from "../objects/call";
import { evalCode } from "../interp/function";
import { compileSource } from "../modules/builtins/evaluate";
import { strFromUtf8Surrogatepass, strToUtf8Surrogatepass } from "../codecs/host-text";
import { strAt, strLen } from "../types/str/core";
import { strSub } from "../types/str/slice";
import { bytesData, bytesFromPtr, bytesLen } from "../types/bytes/core";
import { intFromI64, intFromLimbs, bigLimbs, bigNegative, bigSize } from "../types/int/core";
import { complexNew } from "../types/complex/core";
import { tupleInit, tupleItem, tupleItems, tupleNew, tupleSize } from "../types/tuple/core";
import { listAppendSteal, listGetItem, listNew, listSize } from "../types/list/core";
import { dictNew, dictNextNew, dictSet, dictSize } from "../types/dict/core";
import { frozensetNew, setAdd, setNew, setNextNew, setSize } from "../types/set/core";
import { stackAlloc, stackMark, stackRestore } from "../objects/scratch";
import { exceptionArgs } from "../types/exceptions/create";
import { SystemExitObject } from "../types/exceptions/objects";
import { sbException } from "../modules/sys/traceback-text";
import { sbFinish, sbNew } from "../types/str/builder";
import { bootInterpreter } from "./imports";
import { finishProgram, mainDict, runPathLike } from "./main";
import { HOST_PAGE_OPTIONS_ADDR } from "../../generated/core/host";

const DEPTH: i32 = 200;
// ---- reading -----------------------------------------------------------------------------------------------------------------
let at: Ptr = 0;
function u32At(): u32 { const v = load<u32>(at); at += 4; return v; }
function readStr(): Value { const n = <i32>u32At(), s = strFromUtf8Surrogatepass(at, n); at += n; return s; }
function readValue(): Value {
  const tag = load<u8>(at);
  at++;
  switch (tag) {
    case 0: return None;
    case 1: return False;
    case 2: return True;
    case 3: { const i = load<i64>(at); at += 8; return fitsInt(i) ? int(i) : intFromI64(i); }
    case 4: {
      const neg = load<u8>(at) != 0;
      at++;
      const n = <i32>u32At(), v = intFromLimbs(at, n >> 2, neg);
      at += n;
      return v;
    }
    case 5: { const d = load<f64>(at); at += 8; return float(d); }
    case 6: { const r = load<f64>(at), i = load<f64>(at, 8); at += 16; return complexNew(r, i); }
    case 7: return readStr();
    case 8: { const n = <i32>u32At(), b = bytesFromPtr(at, n); at += n; return b; }
    case 9: case 10: case 11: case 12: {
      const n = <i32>u32At(), c = tag == 9 ? listNew(0) : tag == 10 ? tupleNew(n) : tag == 11 ? setNew() : frozensetNew();
      let ok = c != NULL;
      for (let i = 0; ok && i < n; i++) {
        const v = readValue();
        if (!v) ok = false;
        else if (tag == 9) ok = listAppendSteal(c, v) == 0;
        else if (tag == 10) tupleInit(c, i, v);
        else { ok = setAdd(c, v) == 0; decref(v); }
      }
      if (!ok) { decref(c); return NULL; }
      return c;
    }
    case 13: {
      const n = <i32>u32At(), d = dictNew();
      let ok = d != NULL;
      for (let i = 0; ok && i < n; i++) {
        const k = readValue(), v = k ? readValue() : NULL;
        ok = v != NULL && dictSet(d, k, v) == 0;
        decref(k); decref(v);
      }
      if (!ok) { decref(d); return NULL; }
      return d;
    }
    default: return raise(T.ValueError, "bad value in a request");
  }
}
// ---- writing -----------------------------------------------------------------------------------------------------------------
let buf: Ptr = 0, len: usize = 0, cap: usize = 0;
/** Memory ran out: nothing more is written, and the result will be noMemoryResult(). */
let failed: bool = false;
/** What a result without memory is written to: hostFree knows it. */
const SPARE: Ptr = memory.data(128, 16);
function room(n: usize): bool {
  if (failed) return false;
  if (len + n <= cap) return true;
  const more = (len + n) * 2, b = memRealloc(buf, more);
  if (!b) { failed = true; return false; }
  buf = b; cap = more;
  return true;
}
function put8(b: u32): void { if (!room(1)) return; store<u8>(buf + len, <u8>b); len += 1; }
function put32(n: u32): void { if (!room(4)) return; store<u32>(buf + len, n); len += 4; }
function put64(n: u64): void { if (!room(8)) return; store<u64>(buf + len, n); len += 8; }
function putRaw(p: Ptr, n: i32): void { if (!room(n)) return; memory.copy(buf + len, p, n); len += n; }
function putBytes(p: Ptr, n: i32): void { put32(n); putRaw(p, n); }
function putLiteral(s: string): void { put8(7); put32(s.length); for (let i = 0; i < s.length; i++) put8(s.charCodeAt(i)); }
function putText(s: Value): void {
  const b = s ? strToUtf8Surrogatepass(s) : NULL;
  if (b) putBytes(bytesData(b), bytesLen(b)); else put32(0);
  decref(b);
}
function putStr(s: Value): void { put8(7); putText(s); }
function putObject(v: Value): void {
  const r = repr(v);
  if (!r) errClear();
  put8(14);
  put8(7); putText(typeOf(v).tp_name);
  put8(7); putText(r);
  decref(r);
}
/** False: too deep or out of memory, with an exception. */
function writeValue(v: Value, depth: i32): bool {
  if (depth > DEPTH) { raise(T.ValueError, "value is nested too deeply (or contains itself)"); return false; }
  if (v == None) { put8(0); return true; }
  if (v == False) { put8(1); return true; }
  if (v == True) { put8(2); return true; }
  if (isInt(v)) { put8(3); put64(<u64>intOf(v)); return true; }
  if (isFloat(v)) { put8(5); put64(reinterpret<u64>(floatOf(v))); return true; }
  if (isExact(v, T.int)) { put8(4); put8(bigNegative(v) ? 1 : 0); putBytes(bigLimbs(v), bigSize(v) << 2); return true; }
  if (isExact(v, T.complex)) { put8(6); putRaw(<Ptr>v + 16, 16); return true; }
  if (isExact(v, T.str)) { putStr(v); return true; }
  if (isExact(v, T.bytes)) { put8(8); putBytes(bytesData(v), bytesLen(v)); return true; }
  if (isExact(v, T.list)) {
    const n = listSize(v);
    put8(9); put32(n);
    for (let i = 0; i < n; i++) {
      const x = listGetItem(v, i), ok = x != NULL && writeValue(x, depth + 1);
      decref(x);
      if (!ok) return false;
    }
    return true;
  }
  if (isExact(v, T.tuple)) {
    const n = tupleSize(v);
    put8(10); put32(n);
    for (let i = 0; i < n; i++) if (!writeValue(tupleItem(v, i), depth + 1)) return false;
    return true;
  }
  const isSet = isExact(v, T.set), isFrozen = isExact(v, T.frozenset), isDict = isExact(v, T.dict);
  if (isSet || isFrozen || isDict) {
    put8(isSet ? 11 : isFrozen ? 12 : 13);
    const countAt = len;
    put32(0);
    const mark = stackMark(), out = stackAlloc(16);
    let ok = out != 0, n: u32 = 0, i = 0;
    while (ok) {
      i = isDict ? dictNextNew(v, i, out) : setNextNew(v, i, out);
      if (i < 0) break;
      i++;
      n++;
      const k = load<u64>(out);
      ok = writeValue(k, depth + 1);
      decref(k);
      if (isDict) { const x = load<u64>(out, 8); ok = ok && writeValue(x, depth + 1); decref(x); }
    }
    stackRestore(mark);
    if (!failed) store<u32>(buf + countAt, n);
    return ok;
  }
  putObject(v);
  return true;
}
function begin(status: u32): void { len = 0; cap = 256; buf = memAlloc(cap); failed = buf == 0; put32(status); put32(0); }
function end(): u32 {
  if (failed) return noMemoryResult();
  store<u32>(buf, <u32>(len - 8), 4);
  const r = <u32>buf;
  buf = 0;
  return r;
}
/** There was no memory for a result: MemoryError, in memory that is always there (one request at a time). */
function noMemoryResult(): u32 {
  memFree(buf);
  errClear();
  buf = SPARE; len = 0; cap = 128; failed = false;
  put32(1); put32(0);
  putLiteral("MemoryError"); putLiteral("builtins"); putLiteral("");
  put8(9); put32(0);
  putLiteral("MemoryError\n");
  return end();
}
/** The host has read a result. */
export function resultFree(p: Ptr): void { if (p != SPARE) memFree(p); }
/** The result for the exception that is set. */
function exceptionResult(): u32 {
  const e = errFetch();
  if (e && typeIsSubtype(typeOf(e), T.SystemExit)) {
    const code = as<SystemExitObject>(e).code;
    begin(2);
    writeValue(int(!code || code == None ? 0 : isInt(code) ? intOf(code) : 1), 0);
    decref(e);
    return end();
  }
  begin(1);
  putStr(typeOf(e).tp_name);
  const m = getAttr(toValue(typeOf(e)), N.__module__), s = str(e);
  if (!m || !s) errClear();
  if (m && isExact(m, T.str)) putStr(m); else putStr(N.builtins);
  putStr(s);
  decref(m); decref(s);
  const args = exceptionArgs(e), n = args ? tupleSize(args) : 0;
  put8(9); put32(n);
  for (let i = 0; i < n; i++) {
    const mark = len;
    if (!writeValue(tupleItem(args, i), 1)) { errClear(); len = mark; putObject(tupleItem(args, i)); }
  }
  decref(args);
  const sb = sbNew(256);
  sbException(sb, e);
  const text = sbFinish(sb);
  if (!text) errClear();
  putStr(text);
  decref(text); decref(e);
  return end();
}
function valueResult(v: Value): u32 {
  if (!v) return exceptionResult();
  begin(0);
  const ok = writeValue(v, 0);
  decref(v);
  if (ok) return end();
  memFree(buf);
  buf = 0;
  return exceptionResult();
}
/** "name", "name.attribute" of __main__, or "package.module:name.attribute"; new. */
function target(name: Value): Value {
  const n = strLen(name);
  let colon = -1;
  for (let i = 0; i < n; i++) if (strAt(name, i) == 58) { colon = i; break; }
  let o: Value, from = colon + 1;
  if (colon >= 0) {
    const m = strSub(name, 0, colon);
    o = m ? importModule(m) : NULL;
    decref(m);
  } else {
    let dot = 0;
    while (dot < n && strAt(name, dot) != 46) dot++;
    const first = strSub(name, 0, dot), d = mainDict();
    o = first && d ? dictGet(d, first) : NULL;
    if (!o && !errOccurred() && first) o = dictGet(interpBuiltins(), first);
    if (!o && !errOccurred() && first) raiseFmt(T.NameError, "name '%U' is not defined", first);
    decref(first);
    from = dot + 1;
  }
  while (o && from < n) {
    let dot = from;
    while (dot < n && strAt(name, dot) != 46) dot++;
    const part = strSub(name, from, dot), next = part ? getAttr(o, part) : NULL;
    decref(part); decref(o);
    o = next;
    from = dot + 1;
  }
  return o;
}
import { dictGet } from "../types/dict/core";
import { interpBuiltins } from "./state";
function execute(mode: i32): Value {
  const source = readValue(), file = source ? readValue() : NULL, d = mainDict();
  let r: Value = NULL;
  if (file && d) {
    const code = compileSource(source, file, mode, 0);
    if (code) { r = evalCode(code, d, d, NULL); decref(code); }
  }
  decref(source); decref(file);
  if (r && mode == 0) { decref(r); r = None; }
  return r;
}
function callRequest(): Value {
  const args = readValue(), kwargs = args ? readValue() : NULL, name = kwargs ? readValue() : NULL;
  let r: Value = NULL;
  if (name) {
    const f = target(name), n = listSize(args), t = f ? tupleNew(n) : NULL;
    if (t) {
      for (let i = 0; i < n; i++) tupleInit(t, i, listGetItem(args, i));
      r = dictSize(kwargs) ? callWithDict(f, tupleItems(t), n, kwargs) : call(f, tupleItems(t), n, NULL);
    }
    decref(f); decref(t);
  }
  decref(args); decref(kwargs); decref(name);
  return r;
}
/** Serves one request; address of the result. */
export function apiRequest(request: u32): u32 {
  const op = load<u32>(request);
  at = <Ptr>request + 8;
  switch (op) {
    case 0: return bootInterpreter(load<u32>(HOST_PAGE_OPTIONS_ADDR)) < 0 ? exceptionResult() : valueResult(mainDict() ? None : NULL);
    case 1: return valueResult(execute(0));
    case 2: return valueResult(execute(1));
    case 3: case 4: {
      const name = readValue(), argv = name ? readValue() : NULL;
      const r = argv ? runPathLike(name, argv, op == 4) : -1;
      decref(name); decref(argv);
      return r < 0 ? exceptionResult() : valueResult(None);
    }
    case 5: return valueResult(callRequest());
    default: {
      const status = finishProgram(0);
      begin(0);
      writeValue(int(status), 0);
      return end();
    }
  }
}
