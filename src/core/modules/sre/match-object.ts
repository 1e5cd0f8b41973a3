/** re.Match. CPython: match_* in Modules/_sre/sre.c. Immutable but for the cached `regs`. Positions of the groups follow the fields: i32 start, i32 end; -1 if unset. */
import { Ptr, Value, NULL, None, int, isInt, intOf } from "../../base/value";
import { as, VarObj, toValue } from "../../base/obj";
import { T } from "../../../generated/core/types";
import { N } from "../../../generated/core/names";
import { casV, loadV } from "../../base/atomics";
import { decref, newRef } from "../../refcount/count";
import { newVarObject, freeObject } from "../../objects/alloc";
import { gcVisit } from "../../gc/visit";
import { hasFlag, isExact, typeOf } from "../../objects/typeof";
import { errClear, errOccurred, raise, raiseFmt } from "../../objects/errors";
import { indexAsSsize, repr } from "../../objects/abstract";
import { getBuffer, releaseBuffer } from "../../objects/buffer";
import { stackAlloc, stackMark, stackRestore } from "../../objects/scratch";
import { call2, callMethod1 } from "../../objects/call";
import { dictGet, dictNewPresized, dictNextNew, dictSet, dictSize } from "../../types/dict/core";
import { tupleInit, tupleItem, tupleNew, tuplePack2, tupleSize } from "../../types/tuple/core";
import { isStr } from "../../types/str/concat";
import { strLen } from "../../types/str/core";
import { strSub } from "../../types/str/slice";
import { sbChar, sbFinish, sbInt, sbLit, sbNew, sbSlice } from "../../types/str/builder";
import { bytesFromPtr, bytesLen, bytesNew } from "../../types/bytes/core";
import { PatternObject, Subject } from "./pattern";
import { sLastIndex, sLastMark, sPtr, sStart } from "./engine";
import { templateExpand, templateFor } from "./template";

@unmanaged
export class MatchObject extends VarObj {
  pos: i32;
  endpos: i32;
  /** -1: None */ lastindex: i32;
  pattern: Value;
  string: Value;
  /** @atomic tuple of spans, made at first use */ regs: Value;
}
// @ts-ignore: decorator
@inline function spanAt(m: Value, group: i32): Ptr { return <Ptr>m + offsetof<MatchObject>() + (<usize>group << 3); }
// @ts-ignore: decorator
@inline export function matchStart(m: Value, group: i32): i32 { return load<i32>(spanAt(m, group)); }
// @ts-ignore: decorator
@inline export function matchEnd(m: Value, group: i32): i32 { return load<i32>(spanAt(m, group), 4); }

/** The match that the engine has just found. start: where the subject's part began for this attempt. */
export function matchNew(pattern: Value, s: Subject): Value {
  const p = as<PatternObject>(pattern), n = p.groups + 1;
  const m = newVarObject(T.Match, offsetof<MatchObject>() + (<usize>n << 3), n);
  if (!m) return NULL;
  const o = changetype<MatchObject>(m);
  o.pos = s.start; o.endpos = s.end; o.lastindex = sLastIndex;
  o.pattern = newRef(pattern); o.string = newRef(s.string);
  const base: Ptr = s.data, shift = s.kind == 1 ? 0 : s.kind == 2 ? 1 : 2, marks: Ptr = s.marks;
  let q = spanAt(<Value>m, 0);
  store<i32>(q, <i32>((sStart - base) >> shift)); store<i32>(q, <i32>((sPtr - base) >> shift), 4);
  for (let i = 1, j = 0; i < n; i++, j += 2) {
    q += 8;
    const a = j + 1 <= sLastMark ? <Ptr>load<u32>(marks + (<usize>j << 2)) : 0, b = a ? <Ptr>load<u32>(marks + (<usize>j << 2) + 4) : 0;
    if (a && b) { store<i32>(q, <i32>((a - base) >> shift)); store<i32>(q, <i32>((b - base) >> shift), 4); }
    else { store<i32>(q, -1); store<i32>(q, -1, 4); }
  }
  return <Value>m;
}
export function matchDealloc(p: Ptr): void {
  const o = changetype<MatchObject>(p);
  decref(o.pattern); decref(o.string); decref(o.regs);
  freeObject(p);
}
export function matchTraverse(p: Ptr): void { const o = changetype<MatchObject>(p); gcVisit(o.pattern); gcVisit(o.string); gcVisit(o.regs); }
export function matchClear(p: Ptr): void {}
/** Characters [from, to) of the match's subject. */
function slice(m: Value, from: i32, to: i32): Value {
  const s = as<MatchObject>(m).string;
  if (isStr(s)) return strSub(s, from, to);
  const mark = stackMark(), b = stackAlloc(16);
  if (!b) return NULL;
  let r: Value = NULL;
  if (getBuffer(s, b) == 0) {
    const n = load<i32>(b, 4);
    if (to > n) to = n; // it has become shorter since
    if (from > to) from = to;
    r = from == 0 && to == n && isExact(s, T.bytes) ? newRef(s) : to > from ? bytesFromPtr(<usize>load<u32>(b) + from, to - from) : bytesNew(0);
    releaseBuffer(s, b);
  }
  stackRestore(mark);
  return r;
}
/** Text of a group by number (valid); standard (borrowed) if it did not take part. */
export function matchGroup(m: Value, i: i32, standard: Value): Value { return matchStart(m, i) < 0 ? newRef(standard) : slice(m, matchStart(m, i), matchEnd(m, i)); }
/** Number of the group that a name or index means, -1 with IndexError. */
function groupIndex(m: Value, key: Value): i32 {
  const n = as<MatchObject>(m).size;
  let i = -1;
  if (isInt(key)) i = intOf(key) >= 0 && intOf(key) < n ? <i32>intOf(key) : -1;
  else if (typeOf(key).nb_index) { i = indexAsSsize(key); if (i == -1 && errOccurred()) return -1; }
  else {
    const v = dictGet(as<PatternObject>(as<MatchObject>(m).pattern).groupindex, key);
    if (v) { if (isInt(v)) i = <i32>intOf(v); decref(v); } else if (errOccurred()) errClear();
  }
  if (i < 0 || i >= n) { raise(T.IndexError, "no such group"); return -1; }
  return i;
}
export function match_group(m: Value, args: Ptr, nargs: i32, kwnames: Value): Value {
  if (kwnames && tupleSize(kwnames)) return raise(T.TypeError, "group() takes no keyword arguments");
  if (nargs == 0) return matchGroup(m, 0, None);
  if (nargs == 1) { const i = groupIndex(m, load<u64>(args)); return i < 0 ? NULL : matchGroup(m, i, None); }
  const t = tupleNew(nargs);
  for (let k = 0; t && k < nargs; k++) {
    const i = groupIndex(m, load<u64>(args + (<usize>k << 3))), v = i < 0 ? NULL : matchGroup(m, i, None);
    if (!v) { decref(t); return NULL; }
    tupleInit(t, k, v);
  }
  return t;
}
export function match_getitem(m: Value, key: Value): Value { const i = groupIndex(m, key); return i < 0 ? NULL : matchGroup(m, i, None); }
export function match_groups(m: Value, standard: Value): Value {
  const n = as<MatchObject>(m).size, t = tupleNew(n - 1);
  for (let i = 1; t && i < n; i++) {
    const v = matchGroup(m, i, standard);
    if (!v) { decref(t); return NULL; }
    tupleInit(t, i - 1, v);
  }
  return t;
}
export function match_groupdict(m: Value, standard: Value): Value {
  const gi = as<PatternObject>(as<MatchObject>(m).pattern).groupindex, d = dictNewPresized(dictSize(gi)), mark = stackMark(), kv = stackAlloc(16);
  if (!d || !kv) { decref(d); stackRestore(mark); return NULL; }
  let at = 0, ok = true;
  while (ok) {
    at = dictNextNew(gi, at, kv);
    if (at < 0) break;
    at++;
    const key = load<u64>(kv), index = load<u64>(kv, 8), v = isInt(index) && intOf(index) > 0 && intOf(index) < as<MatchObject>(m).size ? matchGroup(m, <i32>intOf(index), standard) : NULL;
    ok = v != NULL && dictSet(d, key, v) == 0;
    decref(key); decref(index); decref(v);
  }
  stackRestore(mark);
  if (!ok) { decref(d); return NULL; }
  return d;
}
function position(m: Value, group: Value, end: bool): Value {
  const i = groupIndex(m, group);
  return i < 0 ? NULL : int(end ? matchEnd(m, i) : matchStart(m, i));
}
export function match_start(m: Value, group: Value): Value { return position(m, group, false); }
export function match_end(m: Value, group: Value): Value { return position(m, group, true); }
export function match_span(m: Value, group: Value): Value { const i = groupIndex(m, group); return i < 0 ? NULL : tuplePack2(int(matchStart(m, i)), int(matchEnd(m, i))); }
export function match_expand(m: Value, template: Value): Value {
  const t = templateFor(as<MatchObject>(m).pattern, template);
  if (!t) return NULL;
  const r = templateExpand(t, m, isStr(as<MatchObject>(m).string));
  decref(t);
  return r;
}
export function match_repr(m: Value): Value {
  const text = matchGroup(m, 0, None), r = text ? repr(text) : NULL;
  decref(text);
  if (!r) return NULL;
  const sb = sbNew(96);
  sbLit(sb, "<re.Match object; span=(");
  sbInt(sb, matchStart(m, 0)); sbLit(sb, ", "); sbInt(sb, matchEnd(m, 0));
  sbLit(sb, "), match=");
  sbSlice(sb, r, 0, strLen(r) < 50 ? strLen(r) : 50);
  sbChar(sb, 62);
  decref(r);
  return sbFinish(sb);
}
export function match_get_lastindex(m: Value): Value { const i = as<MatchObject>(m).lastindex; return i >= 0 ? int(i) : None; }
export function match_get_lastgroup(m: Value): Value {
  const o = as<MatchObject>(m), names = as<PatternObject>(o.pattern).indexgroup;
  return o.lastindex >= 0 && o.lastindex < tupleSize(names) ? newRef(tupleItem(names, o.lastindex)) : None;
}
export function match_get_pos(m: Value): Value { return int(as<MatchObject>(m).pos); }
export function match_get_endpos(m: Value): Value { return int(as<MatchObject>(m).endpos); }
export function match_get_regs(m: Value): Value {
  const slot = <Ptr>m + offsetof<MatchObject>("regs");
  const old = loadV(slot);
  if (old) return newRef(old);
  const n = as<MatchObject>(m).size, t = tupleNew(n);
  for (let i = 0; t && i < n; i++) {
    const p = tuplePack2(int(matchStart(m, i)), int(matchEnd(m, i)));
    if (!p) { decref(t); return NULL; }
    tupleInit(t, i, p);
  }
  if (!t) return NULL;
  const first = casV(slot, NULL, newRef(t));
  if (first) { decref(t); decref(t); return newRef(first); }
  return t;
}
export function matchCopy(m: Value): Value { return newRef(m); }
export function matchDeepcopy(m: Value, memo: Value): Value { return newRef(m); }
export function matchClassGetitem(cls: Value, item: Value): Value { return genericAliasNew(cls, item); }
import { genericAliasNew } from "../../objects/generic-alias";
