/**
 * Images of the library name their source relative to its directory; code objects get the full path when they are loaded, before anybody else sees them.
 *
 * Modules that CPython has frozen into itself are named as there: "<frozen os>", of which tracebacks show no source.
 *
 * Modules that are written in Python here and in C in CPython (twins) are marked then, too (CODE_TWIN): a traceback shows their callers only, as CPython's does, and what they handle is not what others see as being handled.
 */
import { Value } from "../../base/value";
import { as } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { decref, newRef } from "../../refcount/count";
import { isExact } from "../../objects/typeof";
import { CODE_TWIN, CodeObject, codeConst } from "../../interp/code";

/** Whether s begins with one of the prefixes, which a bar separates. */
function startsWith(s: Value, prefixes: string): bool {
  const n = prefixes.length, length = strLen(s);
  let at = 0, same = true;
  for (let i = 0; i < n; i++) {
    const c: u32 = prefixes.charCodeAt(i);
    if (c == 124) {
      if (same) return true;
      at = 0; same = true;
    } else {
      same = same && at < length && strAt(s, at) == c;
      at++;
    }
  }
  return same;
}
/** Sets co_filename of a code object that nobody else has seen, and of the code objects among its constants; marks the twins. Borrows. */
export function codeSetFilename(code: Value, file: Value, twins: string): void {
  const c = as<CodeObject>(code), old = c.filename;
  if (twins.length && (twins.charCodeAt(0) == 42 || startsWith(c.qualname, twins))) c.flags |= CODE_TWIN;
  if (old == file) return;
  c.filename = newRef(file);
  decref(old);
  for (let i = c.constBase; i < c.poolCount; i++) {
    const k = codeConst(c, i);
    if (isExact(k, T.code)) codeSetFilename(k, file, twins);
  }
}
function isFrozen(name: Value): bool {
  return strEqLiteral(name, "os") || strEqLiteral(name, "posixpath") || strEqLiteral(name, "genericpath") || strEqLiteral(name, "ntpath") || strEqLiteral(name, "stat") || strEqLiteral(name, "abc") || strEqLiteral(name, "io") ||
    strEqLiteral(name, "codecs") || strEqLiteral(name, "_collections_abc") || strEqLiteral(name, "_sitebuiltins") || strEqLiteral(name, "site") || strEqLiteral(name, "runpy") || strEqLiteral(name, "zipimport") ||
    strEqLiteral(name, "importlib._bootstrap") || strEqLiteral(name, "importlib._bootstrap_external") || strEqLiteral(name, "importlib.util") || strEqLiteral(name, "importlib.machinery");
}
/** co_filename of the library's module `name` whose source is `file`. New. */
export function shownFilename(name: Value, file: Value): Value { return isFrozen(name) ? fmt("<frozen %U>", name) : newRef(file); }
/** The qualified names in the library's module that are C in CPython begin so (a bar separates several): "*" all of them, "" none. */
export function twinsIn(name: Value): string {
  if (strEqLiteral(name, "asyncio.futures")) return "Future";
  if (strEqLiteral(name, "asyncio.tasks")) return "Task";
  if (strEqLiteral(name, "_py_warnings")) return "warn";
  if (strEqLiteral(name, "xml.etree.ElementTree")) return "XMLParser|TreeBuilder|Element.|SubElement";
  return isTwin(name) ? "*" : "";
}
/** `pickle` is for its most part. */
function isTwin(name: Value): bool {
  return strEqLiteral(name, "_pydatetime") || strEqLiteral(name, "_datetime") || strEqLiteral(name, "pickle") || strEqLiteral(name, "_pickle") || strEqLiteral(name, "_decimal") || strEqLiteral(name, "_decimal_context") ||
    strEqLiteral(name, "_decimal_functions") || strEqLiteral(name, "_decimal_text") || strEqLiteral(name, "_py_abc") || strEqLiteral(name, "zlib") || strEqLiteral(name, "select") || strEqLiteral(name, "_socket") ||
    strEqLiteral(name, "_zoneinfo") || strEqLiteral(name, "_locale") || strEqLiteral(name, "_ast") || strEqLiteral(name, "_tokenize") || strEqLiteral(name, "_posixsubprocess") || strEqLiteral(name, "_multiprocessing") ||
    strEqLiteral(name, "pwd") || strEqLiteral(name, "grp") || strEqLiteral(name, "resource") || strEqLiteral(name, "pyexpat") || strEqLiteral(name, "_typhon_xml") || strEqLiteral(name, "_opcode") || strEqLiteral(name, "_typhon_library") || strEqLiteral(name, "faulthandler") || strEqLiteral(name, "_lsprof");
}
import { fmt } from "../../objects/errors";
import { strAt, strEqLiteral, strLen } from "../../types/str/core";
