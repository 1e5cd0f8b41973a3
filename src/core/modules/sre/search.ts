/** Searching: where may a match begin? By the INFO block's literal prefix or first-character set, else everywhere. CPython: SRE(search). */
import { Ptr } from "../../base/value";
import { memAlloc, memFree } from "../../memory/alloc";
import { putChar } from "../../types/str/core";
import { findChar, spanFind } from "../../types/strlib/search";
import { charset } from "./chars";
import { auxOf, engineMatch, engineReset, sEnd, sStart, setMustAdvance, setPtr, setStart } from "./engine";
import { INFO_CHARSET, INFO_LITERAL, INFO_PREFIX, OP_AT, OP_INFO } from "./opcodes";

/** Searches from sStart; 1 (sStart, sPtr are the match), 0, -1 with an exception. */
export function engineSearch<C>(code: Ptr): i32 {
  const S = sizeof<C>(), kind = <u32>S;
  let ptr = sStart, end = sEnd, pc = code, flags: u32 = 0;
  if (ptr > end) return 0;
  if (load<u32>(pc) == OP_INFO) {
    flags = load<u32>(pc, 8);
    const min = load<u32>(pc, 12), room = <u32>((end - ptr) / S);
    if (min && room < min) return 0;
    if (min > 1) end -= <usize>(min - 1) * S;
    if (end < ptr) end = ptr;
    pc += (load<u32>(pc, 4) + 1) << 2;
  }
  if (flags & INFO_PREFIX) {
    // the prefix as characters of the subject's kind
    const n = load<i32>(code, 20), words = code + 28;
    setMustAdvance(false);
    let text: Ptr = 0;
    const first = load<u32>(words);
    if (n > 1) {
      text = memAlloc(<usize>n * S);
      if (!text) return engineMatch<C>(pc, true);
      for (let i = 0; i < n; i++) {
        const c = load<u32>(words + (<usize>i << 2));
        if ((kind == 1 && c > 0xFF) || (kind == 2 && c > 0xFFFF)) { memFree(text); return 0; }
        putChar(text, kind, i, c);
      }
    }
    let r = 0;
    while (true) {
      const room = <i32>((sEnd - ptr) / S), i = n > 1 ? spanFind(ptr, kind, room, text, kind, n) : findChar(ptr, kind, room, first);
      if (i < 0) break;
      ptr += <usize>i * S;
      setStart(ptr);
      if (flags & INFO_LITERAL) { setPtr(ptr + <usize>n * S); r = 1; break; }
      engineReset();
      r = engineMatch<C>(pc, false);
      if (r) break;
      ptr += S;
    }
    memFree(text);
    return r;
  }
  if (flags & INFO_CHARSET) {
    const set = code + 20, table = auxOf(code);
    setMustAdvance(false);
    while (true) {
      // `end` leaves room for the shortest match, whose first character is in the set
      while (ptr <= end && ptr < sEnd && !(S == 1 || <u32>load<C>(ptr) < 256 ? load<u8>(table + <u32>load<C>(ptr)) != 0 : charset(set, <u32>load<C>(ptr)))) ptr += S;
      if (ptr > end || ptr >= sEnd) return 0;
      setStart(ptr);
      engineReset();
      const r = engineMatch<C>(pc, false);
      if (r) return r;
      ptr += S;
    }
  }
  setStart(ptr);
  let r = engineMatch<C>(pc, true);
  setMustAdvance(false);
  if (r || (load<u32>(pc) == OP_AT && (load<u32>(pc, 4) == 0 || load<u32>(pc, 4) == 2))) return r;
  while (ptr < end) {
    ptr += S;
    setStart(ptr);
    engineReset();
    r = engineMatch<C>(pc, false);
    if (r) return r;
  }
  return 0;
}
