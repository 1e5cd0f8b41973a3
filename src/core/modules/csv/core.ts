/**
 * _csv: reader, writer, and the registry of dialects. CPython: Modules/_csv.c. The reader is a state machine over the characters of the lines; a call of next holds
 * the reader for itself (`busy`), since the lines come out of any iterator.
 */
import { Ptr, Value, NULL, None, int, isFloat, isInt, intOf } from "../../base/value";
import { Obj, as, toValue } from "../../base/obj";
import { T, TF_UNICODE_SUBCLASS } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { rootSlot } from "../../boot/state";
import { ROOT_CSV_DIALECTS, ROOT_CSV_LIMIT } from "../../boot/roots";
import { gcVisit } from "../../gc/visit";
import { newObject, freeObject } from "../../objects/alloc";
import { errClear, errMatches, errOccurred, raise, raiseFmt, raiseNoMemory } from "../../objects/errors";
import { checkPositional } from "../../objects/args";
import { getAttr } from "../../objects/attributes";
import { iter, iterNext, str } from "../../objects/abstract";
import { numberFloat } from "../../objects/number";
import { call1 } from "../../objects/call";
import { moduleAddConstant } from "../../objects/module";
import { hasFlag, typeOf } from "../../objects/typeof";
import { clearSlot, decref, newRef } from "../../refcount/count";
import { dictDel, dictNew, dictSet } from "../../types/dict/core";
import { fitsI64, isLong, smallValue } from "../../types/int/core";
import { listAppendSteal, listNew } from "../../types/list/core";
import { sequenceToList } from "../../objects/sequence";
import { sbChar, sbDiscard, sbFinish, sbNew, sbStr, StrBuilder } from "../../types/str/builder";
import { strAt, strFromChar, strFromLiteral, strLen } from "../../types/str/core";
import { Dialect, dialect_new, dialectByName, NOT_SET, QUOTE_ALL, QUOTE_NONE, QUOTE_NONNUMERIC, QUOTE_NOTNULL, QUOTE_STRINGS } from "./dialect";

@unmanaged
export class Reader extends Obj {
  dialect: Value;
  input: Value;
  line: i32;
  busy: u32;
}
@unmanaged
export class Writer extends Obj {
  dialect: Value;
  write: Value;
}
export function csvExec(m: Value): i32 {
  const d = dictNew();
  if (!d) return -1;
  store<u64>(rootSlot(ROOT_CSV_DIALECTS), newRef(d));
  store<u64>(rootSlot(ROOT_CSV_LIMIT), int(128 * 1024));
  moduleAddConstant(m, N._dialects, d);
  return 0;
}
// ---- dialects -----------------------------------------------------------------------------------------------------------------
function makeDialect(args: Ptr, nargs: i32, kwnames: Value): Value { return dialect_new(toValue(T.CsvDialect), args, nargs, kwnames); }
export function csv_register(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!checkPositional("register_dialect", nargs, 1, 2)) return NULL;
  const name = load<u64>(args);
  if (!hasFlag(name, TF_UNICODE_SUBCLASS)) return raise(T.TypeError, "dialect name must be a string");
  const d = makeDialect(args + 8, nargs - 1, kwnames);
  if (!d) return NULL;
  const r = dictSet(load<u64>(rootSlot(ROOT_CSV_DIALECTS)), name, d);
  decref(d);
  return r < 0 ? NULL : None;
}
export function csv_unregister(m: Value, name: Value): Value {
  if (dictDel(load<u64>(rootSlot(ROOT_CSV_DIALECTS)), name) == 0) return None;
  if (errMatches(T.KeyError)) { errClear(); raise(T.CsvError, "unknown dialect"); }
  return NULL;
}
export function csv_get(m: Value, name: Value): Value { return dialectByName(name); }
export function csv_list(m: Value): Value { return sequenceToList(load<u64>(rootSlot(ROOT_CSV_DIALECTS))); }
export function csv_limit(m: Value, v: Value): Value {
  const old = load<u64>(rootSlot(ROOT_CSV_LIMIT));
  if (!v) return old;
  if (!isLong(v)) return raise(T.TypeError, "limit must be an integer");
  if (!fitsI64(v)) return raise(T.OverflowError, "Python int too large to convert to C long");
  const n = smallValue, most: i64 = 0x1FFFFFFFFFFFF;
  atomic.store<u64>(rootSlot(ROOT_CSV_LIMIT), int(n > most ? most : n < -most ? -most : n));
  return old;
}

// ---- reader -------------------------------------------------------------------------------------------------------------------
const START_RECORD = 0, START_FIELD = 1, ESCAPED_CHAR = 2, IN_FIELD = 3, IN_QUOTED_FIELD = 4, ESCAPE_IN_QUOTED_FIELD = 5, QUOTE_IN_QUOTED_FIELD = 6, EAT_CRNL = 7, AFTER_ESCAPED_CRNL = 8;
const EOL: u32 = 0xFFFFFFFE;
export function csv_reader(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!checkPositional("reader", nargs, 1, 2)) return NULL;
  const it = iter(load<u64>(args));
  if (!it) return NULL;
  const d = makeDialect(args + 8, nargs - 1, kwnames), p = d ? newObject(T.CsvReader) : 0;
  if (!p) { decref(it); decref(d); return NULL; }
  changetype<Reader>(p).dialect = d; changetype<Reader>(p).input = it;
  return <Value>p;
}
export function reader_dealloc(p: Ptr): void { reader_clear(p); freeObject(p); }
export function reader_traverse(p: Ptr): void { gcVisit(changetype<Reader>(p).dialect); gcVisit(changetype<Reader>(p).input); }
export function reader_clear(p: Ptr): void { clearSlot(p + offsetof<Reader>("dialect")); clearSlot(p + offsetof<Reader>("input")); }
export function reader_iter(self: Value): Value { return newRef(self); }

/** One record under way; raw memory. */
@unmanaged
class Parse {
  fields: Value;
  field: u32;
  length: i32;
  state: i32;
  quoted: u32;
}
function saveField(s: Parse, d: Dialect): bool {
  const length = s.length, quoted = s.quoted != 0;
  let v = sbFinish(changetype<StrBuilder>(<Ptr>s.field));
  s.field = changetype<u32>(sbNew(32)); s.length = 0; s.quoted = 0;
  if (!v) return false;
  const q = d.quoting;
  if (!quoted && length == 0 && (q == QUOTE_NOTNULL || q == QUOTE_STRINGS)) { decref(v); v = None; }
  else if (!quoted && length && (q == QUOTE_NONNUMERIC || q == QUOTE_STRINGS)) {
    const f = numberFloat(v);
    decref(v);
    if (!f) return false;
    v = f;
  }
  return listAppendSteal(s.fields, v) == 0;
}
function addChar(s: Parse, c: u32): bool {
  const limit = load<u64>(rootSlot(ROOT_CSV_LIMIT));
  if (<i64>s.length >= intOf(limit)) { raiseFmt(T.CsvError, "field larger than field limit (%d)", limit); return false; }
  sbChar(changetype<StrBuilder>(<Ptr>s.field), c);
  s.length = s.length + 1;
  return true;
}
/** End of a field at an end of line or a delimiter: true if c was one. ok: whether it went well. */
let ok: bool = true;
function ends(s: Parse, d: Dialect, c: u32): bool {
  ok = true;
  if (c == 10 || c == 13 || c == EOL) { ok = saveField(s, d); s.state = c == EOL ? START_RECORD : EAT_CRNL; return true; }
  if (c == d.delimiter) { ok = saveField(s, d); s.state = START_FIELD; return true; }
  return false;
}
function step(s: Parse, d: Dialect, c: u32): bool {
  switch (s.state) {
    case START_RECORD:
      if (c == EOL) return true;
      if (c == 10 || c == 13) { s.state = EAT_CRNL; return true; }
      s.state = START_FIELD;
    case START_FIELD:
      if (c == d.quotechar && d.quoting != QUOTE_NONE && c != d.delimiter) { s.quoted = 1; s.state = IN_QUOTED_FIELD; return true; }
      if (c == d.escapechar) { s.state = ESCAPED_CHAR; return true; }
      if (c == 32 && d.skipSpace) return true;
      if (ends(s, d, c)) return ok;
      s.state = IN_FIELD;
      return addChar(s, c);
    case ESCAPED_CHAR:
      if (c == 10 || c == 13) { s.state = AFTER_ESCAPED_CRNL; return addChar(s, c); }
      s.state = IN_FIELD;
      return addChar(s, c == EOL ? 10 : c);
    case AFTER_ESCAPED_CRNL:
      if (c == EOL) return true;
    case IN_FIELD:
      if (c == d.escapechar) { s.state = ESCAPED_CHAR; return true; }
      if (ends(s, d, c)) return ok;
      return addChar(s, c);
    case IN_QUOTED_FIELD:
      if (c == EOL) return true;
      if (c == d.escapechar) { s.state = ESCAPE_IN_QUOTED_FIELD; return true; }
      if (c == d.quotechar && d.quoting != QUOTE_NONE) { s.state = d.doublequote ? QUOTE_IN_QUOTED_FIELD : IN_FIELD; return true; }
      return addChar(s, c);
    case ESCAPE_IN_QUOTED_FIELD:
      s.state = IN_QUOTED_FIELD;
      return addChar(s, c == EOL ? 10 : c);
    case QUOTE_IN_QUOTED_FIELD:
      if (d.quoting != QUOTE_NONE && c == d.quotechar) { s.state = IN_QUOTED_FIELD; return addChar(s, c); }
      if (ends(s, d, c)) return ok;
      if (!d.strict) { s.state = IN_FIELD; return addChar(s, c); }
      {
        const a = strFromChar(d.delimiter), b = strFromChar(d.quotechar);
        raiseFmt(T.CsvError, "'%U' expected after '%U'", a, b);
        decref(a); decref(b);
      }
      return false;
    default:
      if (c == 10 || c == 13) return true;
      if (c == EOL) { s.state = START_RECORD; return true; }
      raise(T.CsvError, "new-line character seen in unquoted field - do you need to open the file with newline=''?");
      return false;
  }
}
export function reader_next(self: Value): Value {
  const busy = <Ptr>self + offsetof<Reader>("busy");
  if (atomic.cmpxchg<u32>(busy, 0, 1) != 0) return raise(T.RuntimeError, "reader is already being read");
  const r = as<Reader>(self), d = as<Dialect>(r.dialect);
  const s = changetype<Parse>(memAlloc(offsetof<Parse>()));
  if (!changetype<Ptr>(s)) { atomic.store<u32>(busy, 0); return raiseNoMemory(); }
  s.fields = listNew(0); s.field = changetype<u32>(sbNew(64)); s.length = 0; s.state = START_RECORD; s.quoted = 0;
  let good = s.fields != NULL, done = false;
  while (good && !done) {
    const line = iterNext(r.input);
    if (!line) {
      good = false;
      if (!errOccurred() && (s.length != 0 || s.state == IN_QUOTED_FIELD)) {
        if (d.strict) raise(T.CsvError, "unexpected end of data");
        else good = saveField(s, d);
      }
      break;
    }
    if (!hasFlag(line, TF_UNICODE_SUBCLASS)) {
      raiseFmt(T.CsvError, "iterator should return strings, not %T (the file should be opened in text mode)", line);
      good = false;
    } else {
      r.line = r.line + 1;
      const n = strLen(line);
      for (let i = 0; good && i < n; i++) good = step(s, d, strAt(line, i));
      if (good) good = step(s, d, EOL);
    }
    decref(line);
    done = s.state == START_RECORD;
  }
  const fields = s.fields;
  sbDiscard(changetype<StrBuilder>(<Ptr>s.field));
  memFree(changetype<Ptr>(s));
  atomic.store<u32>(busy, 0);
  if (good) return fields;
  decref(fields);
  return NULL;
}
import { memAlloc, memFree } from "../../memory/alloc";

// ---- writer -------------------------------------------------------------------------------------------------------------------
export function csv_writer(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (!checkPositional("writer", nargs, 1, 2)) return NULL;
  const w = getAttr(load<u64>(args), N.write);
  if (!w || !typeOf(w).tp_call) {
    if (!w && !errMatches(T.AttributeError)) return NULL;
    decref(w); errClear();
    return raise(T.TypeError, "argument 1 must have a \"write\" method");
  }
  const d = makeDialect(args + 8, nargs - 1, kwnames), p = d ? newObject(T.CsvWriter) : 0;
  if (!p) { decref(w); decref(d); return NULL; }
  changetype<Writer>(p).dialect = d; changetype<Writer>(p).write = w;
  return <Value>p;
}
export function writer_dealloc(p: Ptr): void { writer_clear(p); freeObject(p); }
export function writer_traverse(p: Ptr): void { gcVisit(changetype<Writer>(p).dialect); gcVisit(changetype<Writer>(p).write); }
export function writer_clear(p: Ptr): void { clearSlot(p + offsetof<Writer>("dialect")); clearSlot(p + offsetof<Writer>("write")); }
function special(d: Dialect, c: u32): bool {
  if (c == d.delimiter || c == d.escapechar || c == d.quotechar || c == 10 || c == 13) return true;
  for (let i = 0; i < strLen(d.terminator); i++) if (strAt(d.terminator, i) == c) return true;
  return false;
}
/** Appends a field (NULL: None) to the record. */
function join(b: StrBuilder, d: Dialect, field: Value, first: bool, quoted: bool): bool {
  const n = field ? strLen(field) : 0;
  if (!first) sbChar(b, d.delimiter);
  if (n == 0 && d.delimiter == 32 && d.skipSpace) {
    if (d.quoting == QUOTE_NONE || (!field && (d.quoting == QUOTE_STRINGS || d.quoting == QUOTE_NOTNULL))) { raise(T.CsvError, "empty field must be quoted if delimiter is a space and skipinitialspace is true"); return false; }
    quoted = true;
  }
  // does anything in it call for quotes?
  if (!quoted && d.quoting != QUOTE_NONE) for (let i = 0; !quoted && i < n; i++) {
    const c = strAt(field, i);
    if (special(d, c) && (c != d.quotechar || d.doublequote) && (c != d.escapechar || c == d.quotechar)) quoted = true;
  }
  if (quoted) sbChar(b, d.quotechar);
  for (let i = 0; i < n; i++) {
    const c = strAt(field, i);
    if (special(d, c)) {
      let escape = false;
      if (d.quoting == QUOTE_NONE) escape = true;
      else if (c == d.quotechar) { if (d.doublequote) sbChar(b, c); else escape = true; }
      else if (c == d.escapechar) escape = true;
      if (escape) {
        if (d.escapechar == NOT_SET) { raise(T.CsvError, "need to escape, but no escapechar set"); return false; }
        sbChar(b, d.escapechar);
      }
    }
    sbChar(b, c);
  }
  if (quoted) sbChar(b, d.quotechar);
  return true;
}
function isNumber(v: Value): bool { const t = typeOf(v); return t.nb_int != 0 || t.nb_float != 0 || t.nb_index != 0 || t == T.complex; }
export function writer_row(self: Value, seq: Value): Value {
  const d = as<Dialect>(as<Writer>(self).dialect), q = d.quoting, it = iter(seq);
  if (!it) {
    if (errMatches(T.TypeError)) { errClear(); raiseFmt(T.CsvError, "iterable expected, not %T", seq); }
    return NULL;
  }
  const b = sbNew(128);
  let count = 0, good = true, lastNull = false;
  while (good) {
    const v = iterNext(it);
    if (!v) { good = !errOccurred(); break; }
    const quoted = q == QUOTE_ALL || (q == QUOTE_NONNUMERIC && !isNumber(v)) || (q == QUOTE_STRINGS && hasFlag(v, TF_UNICODE_SUBCLASS)) || (q == QUOTE_NOTNULL && v != None);
    lastNull = v == None;
    if (hasFlag(v, TF_UNICODE_SUBCLASS)) good = join(b, d, v, count == 0, quoted);
    else if (v == None) good = join(b, d, NULL, count == 0, quoted);
    else {
      const s = str(v);
      good = s != NULL && join(b, d, s, count == 0, quoted);
      decref(s);
    }
    decref(v);
    count++;
  }
  decref(it);
  if (good && count > 0 && b.length == 0) {
    if (q == QUOTE_NONE || (lastNull && (q == QUOTE_STRINGS || q == QUOTE_NOTNULL))) { raise(T.CsvError, "single empty field record must be quoted"); good = false; }
    else { sbChar(b, d.quotechar); sbChar(b, d.quotechar); }
  }
  if (!good) { sbDiscard(b); return NULL; }
  sbStr(b, d.terminator);
  const line = sbFinish(b), r = line ? call1(as<Writer>(self).write, line) : NULL;
  decref(line);
  return r;
}
export function writer_rows(self: Value, rows: Value): Value {
  const it = iter(rows);
  if (!it) return NULL;
  while (true) {
    const row = iterNext(it);
    if (!row) break;
    const r = writer_row(self, row);
    decref(row);
    if (!r) { decref(it); return NULL; }
    decref(r);
  }
  decref(it);
  return errOccurred() ? NULL : None;
}
