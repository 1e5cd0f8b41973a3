/** compile, eval, exec: source text to code through the host's front end, and running it. CPython: Python/bltinmodule.c, Python/pythonrun.c. */
import { optionNumber } from "../../boot/options";
import { Ptr, Value, NULL, None, int, intOf, isInt, isPtr } from "../../base/value";
import { as, toValue } from "../../base/obj";
import { T, TF_UNICODE_SUBCLASS, TF_DICT_SUBCLASS, TF_BYTES_SUBCLASS, TF_BYTEARRAY_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import * as H from "../../../generated/core/host";
import { ts } from "../../threads/self";
import { ThreadState } from "../../threads/state";
import { decref, newRef } from "../../refcount/count";
import { memFree } from "../../memory/alloc";
import { errClear, errMatches, errOccurred, raise, raiseException, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import * as X from "../../objects/abstract";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { getBuffer, releaseBuffer } from "../../objects/buffer";
import { bytesData, bytesLen } from "../../types/bytes/core";
import { strFromLiteral, strFromLatin1, strEqLiteral, strLen } from "../../types/str/core";
import { strFromUtf8Surrogatepass, strToUtf8Surrogatepass, fsEncode } from "../../codecs/host-text";
import { tupleItem, tupleSize, tuplePack4, tupleNew, tupleInit } from "../../types/tuple/core";
import { dictContains, dictNew, dictSet, dictGetStr } from "../../types/dict/core";
import { callMethod1 } from "../../objects/call";
import { CodeObject, codeLocalName } from "../../interp/code";
import { Frame } from "../../interp/frame";
import { frameLocalsAll } from "../../interp/frame-object";
import { evalCode } from "../../interp/function";
import { loadImage } from "../../boot/loader";
import { interpBuiltins, interpBuiltinsModule } from "../../boot/state";
import { syntaxErrorNew } from "../../interp/exceptions";
import { warnExplicit } from "../warnings";
import { intAsI32 } from "../../types/int/core";

function text(blob: Ptr, at: usize): Value {
  const o = load<u32>(blob + at);
  return o ? strFromUtf8Surrogatepass(blob + o, load<i32>(blob + at + 4)) : None;
}
/** The exception's class by its name. */
function errorType(name: Value): Value {
  return toValue(strEqLiteral(name, "IndentationError") ? T.IndentationError : strEqLiteral(name, "TabError") ? T.TabError : strEqLiteral(name, "RecursionError") ? T.RecursionError : strEqLiteral(name, "MemoryError") ? T.MemoryError : strEqLiteral(name, "_IncompleteInputError") ? T._IncompleteInputError : T.SyntaxError);
}
/**
 * Compiles source (str, or bytes with encoding rules) to a code object. mode: 0 exec, 1 eval, 2 single; flags: COMPILE_FLAGS. filename: str. New reference, or NULL with SyntaxError.
 */
export function compileSource(source: Value, filename: Value, mode: i32, flags: i32): Value {
  // no level of its own: the interpreter's (-O)
  if (!(flags & H.COMPILE_FLAGS_OPTIMIZE_MASK) && optionNumber(H.OPTION_OPTIMIZE)) flags |= optionNumber(H.OPTION_OPTIMIZE) + 1;
  let data: Ptr, n: i32, isBytes = 1, owned: Value = NULL;
  if (hasFlag(source, TF_UNICODE_SUBCLASS)) {
    owned = strToUtf8Surrogatepass(source);
    if (!owned) return NULL;
    data = bytesData(owned); n = bytesLen(owned); isBytes = 0;
  } else { data = bytesData(source); n = bytesLen(source); }
  const fname = fsEncode(filename);
  if (!fname) { decref(owned); return NULL; }
  const mark = stackMark(), out = stackAlloc(16);
  let code: Value = NULL;
  if (out) {
    const r = H.compile(data, n, isBytes, bytesData(fname), bytesLen(fname), mode, flags, out);
    if (r < 0) { if (r == -12) raiseNoMemory(); else raiseFmt(T.SystemError, "compile failed with host error %d", int(-r)); }
    else {
      const blob: Ptr = load<u32>(out);
      if (emitWarnings(blob, filename)) {
        if (r == 0) code = loadImage(blob + load<u32>(blob + H.COMPILE_RESULT_IMAGE_AT));
        else raiseSyntax(blob, filename);
      }
      memFree(blob);
    }
  }
  stackRestore(mark);
  decref(fname); decref(owned);
  return code;
}
function raiseSyntax(blob: Ptr, filename: Value): void {
  const type = text(blob, H.COMPILE_RESULT_TYPE_TEXT), msg = text(blob, H.COMPILE_RESULT_MESSAGE_TEXT), line = text(blob, H.COMPILE_RESULT_LINE_TEXT);
  const t = errorType(type);
  if (t == toValue(T.RecursionError) || t == toValue(T.MemoryError)) raiseFmt(as<TypeObject>(t), "%U", msg);
  else {
    const e = syntaxErrorNew(as<TypeObject>(t), msg, filename, load<i32>(blob + H.COMPILE_RESULT_LINENO), load<i32>(blob + H.COMPILE_RESULT_OFFSET), line, load<i32>(blob + H.COMPILE_RESULT_END_LINENO), load<i32>(blob + H.COMPILE_RESULT_END_OFFSET));
    if (e) raiseException(e);
  }
  decref(type); decref(msg); decref(line);
}
import { TypeObject } from "../../../generated/core/types";
function emitWarnings(blob: Ptr, filename: Value): bool {
  const n = load<i32>(blob + H.COMPILE_RESULT_WARNING_COUNT);
  let p = blob + load<u32>(blob + H.COMPILE_RESULT_WARNINGS_AT);
  for (let i = 0; i < n; i++, p += H.COMPILE_RESULT_WARNING_BYTES) {
    const msg = strFromUtf8Surrogatepass(blob + load<u32>(p, 8), load<i32>(p, 12)), cat = strFromUtf8Surrogatepass(blob + load<u32>(p), load<i32>(p, 4));
    const t = cat && strEqLiteral(cat, "DeprecationWarning") ? T.DeprecationWarning : T.SyntaxWarning;
    const r = msg ? warnExplicit(t, msg, filename, load<i32>(p, 16)) : -1;
    decref(msg); decref(cat);
    if (r < 0) return false;
  }
  return true;
}
/** Source argument of compile/eval/exec as str or bytes; new reference. */
function sourceOf(source: Value, fname: string, what: string): Value {
  if (hasFlag(source, TF_UNICODE_SUBCLASS) || isExact(source, T.bytes)) return newRef(source);
  if (typeOf(source).bf_getbuffer) {
    const b = bytesFromObject(source);
    return b;
  }
  const f = strFromLiteral(fname), w = strFromLiteral(what);
  raiseFmt(T.TypeError, "%U() arg 1 must be a %U object", f, w);
  decref(f); decref(w);
  return NULL;
}
const CO_FUTURE: i32 = 0x1FF0000;
/** future flags of the running code */
function inherited(): i32 {
  const f = changetype<Frame>(changetype<ThreadState>(ts).frame);
  return changetype<Ptr>(f) ? <i32>(changetype<CodeObject>(f.code).flags & <u32>CO_FUTURE) : 0;
}
/** compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1) */
export function builtinCompile(m: Value, source: Value, filename: Value, mode: Value, flags: Value, dontInherit: Value, optimize: Value, feature: Value): Value {
  if (!hasFlag(mode, TF_UNICODE_SUBCLASS)) return raiseFmt(T.TypeError, "compile() argument 'mode' must be str, not %T", mode);
  const which = strEqLiteral(mode, "exec") ? 0 : strEqLiteral(mode, "eval") ? 1 : strEqLiteral(mode, "single") ? 2 : strEqLiteral(mode, "func_type") ? 3 : -1;
  let fl = intAsI32(flags);
  if (fl == -1 && errOccurred()) return NULL;
  const opt = intAsI32(optimize);
  if (opt == -1 && errOccurred()) return NULL;
  if (fl & ~(CO_FUTURE | 0xFE00 | 0x2000 | 0x10)) return raise(T.ValueError, "compile(): unrecognised flags");
  if (opt < -1 || opt > 2) return raise(T.ValueError, "compile(): invalid optimize value");
  const inherit = X.isTrue(dontInherit);
  if (inherit < 0) return NULL;
  if (!inherit) fl |= inherited();
  if (which < 0) return raise(T.ValueError, fl & 0x400 ? "compile() mode must be 'exec', 'eval', 'single' or 'func_type'" : "compile() mode must be 'exec', 'eval' or 'single'");
  if (which == 3) return raise(T.NotImplementedError, "compile(): mode 'func_type' is not built (docs/status.md)");
  const tree = isTree(source);
  if (tree < 0) return NULL;
  if (tree && fl & 0x400) return newRef(source);
  const name = filenameOf(filename);
  if (!name) return NULL;
  const level = (fl & ~0xFF) | (opt + 1);
  if (tree || fl & 0x400) {
    const r = tree ? compileTree(source, mode, name, which, level) : parseTree(source, name, which, level);
    decref(name);
    return r;
  }
  const src = sourceOf(source, "compile", "string, bytes or AST");
  const r = src ? compileSource(src, name, which, level) : NULL;
  decref(src); decref(name);
  return r;
}
/** Whether v is a node of module _ast; -1 with an exception. Nobody has one before the module was imported. */
function isTree(v: Value): i32 {
  if (!isPtr(v) || hasFlag(v, TF_UNICODE_SUBCLASS) || hasFlag(v, TF_BYTES_SUBCLASS)) return 0;
  const m = dictGetStr(interpModules(), N._ast);
  if (!m) return 0;
  // a module that another thread is importing has no AST yet
  const c = getAttr(m, N.AST), r = c ? X.isInstance(v, c) : 0;
  if (!c) errClear();
  decref(c); decref(m);
  return r;
}
/** A function of src/library/_ast.py. */
function treeFunction(name: Value): Value { return importModuleAttr(N._ast, name); }
function compileTree(tree: Value, mode: Value, name: Value, which: i32, flags: i32): Value {
  const f = treeFunction(N._flatten), text = f ? call2(f, tree, mode) : NULL;
  const r = text ? compileSource(text, name, which, flags | H.COMPILE_FLAGS_FROM_TREE) : NULL;
  decref(f); decref(text);
  return r;
}
/** What the front end made of a source: the value of the code that it came as. Steals code. */
function valueOf(code: Value): Value {
  if (!code) return NULL;
  const g = dictNew(), v = g && ensureBuiltins(g) == 0 ? evalCode(code, g, g, NULL) : NULL;
  decref(code); decref(g);
  return v;
}
/** For _typhon.symbols. */
export function sourceSymbols(source: Value, filename: Value, mode: Value): Value {
  const which = !hasFlag(mode, TF_UNICODE_SUBCLASS) ? -1 : strEqLiteral(mode, "exec") ? 0 : strEqLiteral(mode, "eval") ? 1 : strEqLiteral(mode, "single") ? 2 : -1;
  if (which < 0) return raise(T.ValueError, "symtable() arg 3 must be 'exec' or 'eval' or 'single'");
  const name = filenameOf(filename), src = name ? sourceOf(source, "symtable", "string or bytes") : NULL;
  const r = src ? valueOf(compileSource(src, name, which, H.COMPILE_FLAGS_SYMBOLS)) : NULL;
  decref(src); decref(name);
  return r;
}
function parseTree(source: Value, name: Value, which: i32, flags: i32): Value {
  const src = sourceOf(source, "compile", "string, bytes or AST"), flat = src ? valueOf(compileSource(src, name, which, flags)) : NULL;
  decref(src);
  if (!flat) return NULL;
  const f = treeFunction(N._build), r = f ? call1(f, flat) : NULL;
  decref(f); decref(flat);
  return r;
}
import { call1, call2 } from "../../objects/call";
import { getAttr } from "../../objects/attributes";
import { importModuleAttr } from "../../objects/module";
import { interpModules } from "../../boot/state";
/** os.fsdecode of a path argument; new str. */
function filenameOf(v: Value): Value {
  if (hasFlag(v, TF_UNICODE_SUBCLASS)) return newRef(v);
  return fsDecodePath(v);
}
import { fsDecodePath } from "../../objects/fspath";
function frame(): Frame { return changetype<Frame>(changetype<ThreadState>(ts).frame); }
/** Puts __builtins__ into globals that lack it. */
function ensureBuiltins(globals: Value): i32 {
  const has = dictContains(globals, N.__builtins__);
  if (has) return has < 0 ? -1 : 0;
  return dictSet(globals, N.__builtins__, interpBuiltins());
}
function run(source: Value, globals: Value, locals: Value, closure: Value, mode: i32): Value {
  const f = frame();
  let g = globals, l = locals, own: Value = NULL;
  if (g == None) {
    g = f.globals;
    if (l == None) { own = frameLocalsAll(f); if (!own) return NULL; l = own; }
  } else if (l == None) l = g;
  let r: Value = NULL;
  if (!hasFlag(g, TF_DICT_SUBCLASS)) {
    if (mode == 1) raise(T.TypeError, typeOf(g).mp_subscript ? "globals must be a real dict; try eval(code, {}, mapping)" : "globals must be a dict");
    else raiseFmt(T.TypeError, "exec() globals must be a dict, not %T", g);
  } else if (!typeOf(l).mp_subscript && !typeOf(l).sq_item) raiseFmt(T.TypeError, mode == 1 ? "locals must be a mapping" : "locals must be a mapping or None, not %T", l);
  else if (ensureBuiltins(g) == 0) {
    let code: Value = NULL;
    if (isExact(source, T.code)) {
      code = newRef(source);
      const nf = as<CodeObject>(code).freeCount;
      if (nf && mode == 1) { raise(T.TypeError, "code object passed to eval() may not contain free variables"); decref(code); code = NULL; }
      else if (nf && (closure == None || !closure)) { raiseFmt(T.TypeError, "code object requires a closure of exactly length %d", int(nf)); decref(code); code = NULL; }
    } else {
      if (closure && closure != None) raise(T.TypeError, "closure can only be used when source is a code object");
      else {
        const src = sourceOf(source, mode == 1 ? "eval" : "exec", "string, bytes or code");
        if (src) {
          const stripped = mode == 1 ? stripLeft(src) : newRef(src);
          const name = strFromLiteral("<string>");
          if (stripped && name) code = compileSource(stripped, name, mode, inherited());
          decref(name); decref(stripped); decref(src);
        }
      }
    }
    if (code) { r = evalCode(code, g, l, closure == None ? NULL : closure); decref(code); }
  }
  decref(own);
  return r;
}
/** eval() ignores leading blanks and tabs. */
function stripLeft(src: Value): Value {
  if (!hasFlag(src, TF_UNICODE_SUBCLASS)) return newRef(src);
  return callMethod1(src, N.lstrip, strFromChars());
}
function strFromChars(): Value { return load<u64>(blanks()); }
import { rootSlot } from "../../boot/state";
function blanks(): Ptr { const s = rootSlot(63); if (!load<u64>(s)) store<u64>(s, internLiteral(" \t")); return s; }
import { intern } from "../../types/str/core";
function internLiteral(s: string): Value { return intern(s); }
export function builtinEval(m: Value, source: Value, globals: Value, locals: Value): Value { return run(source, globals, locals, NULL, 1); }
export function builtinExec(m: Value, source: Value, globals: Value, locals: Value, closure: Value): Value {
  const r = run(source, globals, locals, closure, 0);
  if (!r) return NULL;
  decref(r);
  return None;
}
import { bytesFromObject } from "../../types/bytes/type";
