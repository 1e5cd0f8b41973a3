/**
 * The matcher of _sre: an interpreter for compiled patterns with an explicit backtracking stack, so that neither deep recursion nor long subjects touch the native
 * stack. Not CPython's (which keeps a context for each step): one loop goes forward, pushes a *choice* where there are alternatives, and on failure pops entries until
 * one tells where to go on. What is changed on the way forward is undone from the same stack: marks (groups) and repeat counts.
 *
 * Entries are 24 bytes: { u32 kind, a, b, c, d, e }.
 *   BOTTOM                                       fail: no match
 *   MARK    a index, b old position, c old lastmark, d old lastindex          undo
 *   REP     a pattern, b count, c last position, d outer repeat               a running repeat lives here; popped: nothing
 *   COUNT   a repeat (offset), b old count, c old last position               undo
 *   BRANCH  a next alternative, b position, c repeat
 *   ONE     a REPEAT_ONE's operands, b position, c count, d repeat            give one back
 *   MINONE  a MIN_REPEAT_ONE's operands, b position, c count, d repeat        take one more
 *   TAIL    a tail of a MAX_UNTIL, b position, c repeat
 *   BODY    a repeat (offset), b position                                     MIN_UNTIL: one more round
 *   FENCE   a operands, b position, c repeat, d outer fence, e kind | count   around the body of an assertion, atomic group or possessive repeat
 * When a fenced body succeeds its choices are dropped, but its MARK entries stay, for whoever fails later. While the stack is empty marks need no undo.
 *
 * Registers are wasm globals, so thread-local; a poll that runs Python (a signal handler that uses re) saves and restores them. Positions are addresses: subjects do
 * not move (str and bytes never, others are pinned by the buffer protocol).
 *
 * For characters below 256 each set has a table of 256 bytes, made when the pattern is compiled; `delta` leads from a code word to its auxiliary word: of a set
 * operation the table's address, of REPEAT_ONE the table of its item | 1 if what follows excludes giving back (| 2: if the subject is of 8-bit characters).
 */
import { Ptr, Value } from "../../base/value";
import { memAlloc, memFree, memRealloc } from "../../memory/alloc";
import { raiseNoMemory } from "../../objects/errors";
import { breakerSlow } from "./poll";
import { evalBreakerPoll } from "../../threads/eval-breaker";
import { findByte } from "../../types/strlib/search";
import { atPosition, category, charset, lowerAscii, lowerUnicode } from "./chars";
import { MAXREPEAT, OP_ANY, OP_ANY_ALL, OP_ASSERT, OP_ASSERT_NOT, OP_AT, OP_ATOMIC_GROUP, OP_BRANCH, OP_CATEGORY, OP_FAILURE, OP_GROUPREF, OP_GROUPREF_EXISTS, OP_GROUPREF_IGNORE, OP_GROUPREF_LOC_IGNORE, OP_GROUPREF_UNI_IGNORE, OP_IN, OP_INFO, OP_IN_IGNORE, OP_IN_LOC_IGNORE, OP_IN_UNI_IGNORE, OP_JUMP, OP_LITERAL, OP_LITERAL_IGNORE, OP_LITERAL_LOC_IGNORE, OP_LITERAL_UNI_IGNORE, OP_MARK, OP_MAX_UNTIL, OP_MIN_REPEAT_ONE, OP_MIN_UNTIL, OP_NOT_LITERAL, OP_NOT_LITERAL_IGNORE, OP_NOT_LITERAL_LOC_IGNORE, OP_NOT_LITERAL_UNI_IGNORE, OP_POSSESSIVE_REPEAT, OP_POSSESSIVE_REPEAT_ONE, OP_REPEAT, OP_REPEAT_ONE, OP_SUCCESS } from "./opcodes";

const E: u32 = 24;
const K_BOTTOM: u32 = 0, K_MARK: u32 = 1, K_REP: u32 = 2, K_COUNT: u32 = 3, K_BRANCH: u32 = 4, K_ONE: u32 = 5, K_MINONE: u32 = 6, K_TAIL: u32 = 7, K_BODY: u32 = 8, K_FENCE: u32 = 9;
const F_ASSERT: u32 = 0, F_NOT: u32 = 1, F_ATOMIC: u32 = 2, F_POSSESSIVE: u32 = 3;

/** The subject: all it has, and the part that counts. */
export let sBegin: Ptr = 0;
export let sEnd: Ptr = 0;
/** Where the current attempt started, and where a successful one ended. */
export let sStart: Ptr = 0;
export let sPtr: Ptr = 0;
export let sMatchAll: bool = false;
export let sMustAdvance: bool = false;
export let sLastMark: i32 = -1;
export let sLastIndex: i32 = -1;
/** Positions of the marks, u32 each. */
export let sMarks: Ptr = 0;
let delta: usize = 0;

let base: Ptr = 0, sp: Ptr = 0, limit: Ptr = 0;
let rep: u32 = 0, fence: u32 = 0;
let ticks: u32 = 0;

export function engineBegin(begin: Ptr, start: Ptr, end: Ptr, marks: Ptr, auxDelta: usize): void {
  sBegin = begin; sStart = start; sPtr = start; sEnd = end; sMarks = marks; delta = auxDelta;
  sMatchAll = false; sMustAdvance = false; sLastMark = -1; sLastIndex = -1;
}
/** The table that belongs to the operation at pc. */
export function auxOf(pc: Ptr): Ptr { return <Ptr>load<u32>(pc + delta) & ~15; }
export function engineReset(): void { sLastMark = -1; sLastIndex = -1; }
export function setStart(p: Ptr): void { sStart = p; sPtr = p; }
export function setPtr(p: Ptr): void { sPtr = p; }
export function setMatchAll(v: bool): void { sMatchAll = v; }
export function setMustAdvance(v: bool): void { sMustAdvance = v; }

function grow(): bool {
  const size = limit - base, used = sp - base, next = size ? size * 2 : 4096;
  const b = next > 0x40000000 ? 0 : memRealloc(base, next);
  if (!b) return false;
  base = b; sp = b + used; limit = b + next;
  return true;
}
/** The thread ends: its backtracking stack goes. */
export function engineFree(): void { memFree(base); base = 0; sp = 0; limit = 0; }
/** Pushes an entry; false when memory is out. */
// @ts-ignore: decorator
@inline function push(kind: u32, a: u32, b: u32, c: u32, d: u32, e: u32): bool {
  if (sp + E > limit && !grow()) return false;
  store<u32>(sp, kind); store<u32>(sp, a, 4); store<u32>(sp, b, 8); store<u32>(sp, c, 12); store<u32>(sp, d, 16); store<u32>(sp, e, 20);
  sp += E;
  return true;
}
/** Drops what is above `to` but its MARK entries, which move down. */
function cut(to: Ptr): void {
  let out = to;
  for (let p = to; p < sp; p += E) if (load<u32>(p) == K_MARK) { if (out != p) memory.copy(out, p, E); out += E; }
  sp = out;
}
/** Runs what the eval breaker asks for, with the registers put aside. false: an exception is set. */
function poll(): bool {
  const a = sBegin, b = sEnd, c = sStart, d = sPtr, e = sMatchAll, f = sMustAdvance, g = sLastMark, h = sLastIndex, i = sMarks, j = delta, k = base, l = sp, m = limit, n = rep, o = fence;
  base = 0; sp = 0; limit = 0;
  const ok = breakerSlow();
  memFree(base);
  sBegin = a; sEnd = b; sStart = c; sPtr = d; sMatchAll = e; sMustAdvance = f; sLastMark = g; sLastIndex = h; sMarks = i; delta = j; base = k; sp = l; limit = m; rep = n; fence = o;
  return ok;
}
/** Whether the one-character item at pc matches c. */
function one(pc: Ptr, c: u32): bool {
  const op = load<u32>(pc);
  switch (op) {
    case OP_ANY: return c != 10;
    case OP_ANY_ALL: return true;
    case OP_LITERAL: return c == load<u32>(pc, 4);
    case OP_NOT_LITERAL: return c != load<u32>(pc, 4);
    case OP_LITERAL_IGNORE: case OP_LITERAL_LOC_IGNORE: return lowerAscii(c) == lowerAscii(load<u32>(pc, 4));
    case OP_NOT_LITERAL_IGNORE: case OP_NOT_LITERAL_LOC_IGNORE: return lowerAscii(c) != lowerAscii(load<u32>(pc, 4));
    case OP_LITERAL_UNI_IGNORE: return lowerUnicode(c) == load<u32>(pc, 4);
    case OP_NOT_LITERAL_UNI_IGNORE: return lowerUnicode(c) != load<u32>(pc, 4);
    case OP_IN: return charset(pc + 8, c);
    case OP_IN_IGNORE: return charset(pc + 8, lowerAscii(c));
    case OP_IN_UNI_IGNORE: return charset(pc + 8, lowerUnicode(c));
    case OP_IN_LOC_IGNORE: return charset(pc + 8, c) || charset(pc + 8, lowerAscii(c)) || (c - 97 < 26 && charset(pc + 8, c - 32));
    case OP_CATEGORY: return category(load<u32>(pc, 4), c);
  }
  return false;
}
/** For the compiler: the item's answer for c. */
export function itemMatches(pc: Ptr, c: u32): bool { return one(pc, c); }
/** How many characters from p, at most max, the item at pc matches; table: its answers for c < 256. */
// @ts-ignore: decorator
@inline function count<C>(pc: Ptr, p: Ptr, max: u32, table: Ptr): u32 {
  const room = <u32>((sEnd - p) / sizeof<C>());
  const n = max < room ? max : room, op = load<u32>(pc);
  if (op == OP_ANY_ALL) return n;
  if (sizeof<C>() == 1) {
    if (op == OP_ANY) { const f = findByte(p, n, 10); return f < 0 ? n : f; }
    if (op == OP_NOT_LITERAL) { const c = load<u32>(pc, 4), f = c < 256 ? findByte(p, n, c) : -1; return f < 0 ? n : f; }
    const end = p + n;
    let q = p;
    while (q < end && load<u8>(table + load<u8>(q))) q++;
    return <u32>(q - p);
  }
  let i: u32 = 0;
  for (; i < n; i++) {
    const c = <u32>load<C>(p + <usize>i * sizeof<C>());
    if (c < 256 ? !load<u8>(table + c) : !one(pc, c)) break;
  }
  return i;
}
// @ts-ignore: decorator
@inline function inSet<C>(pc: Ptr, op: Ptr, c: u32): bool {
  return sizeof<C>() == 1 || c < 256 ? load<u8>(<usize>load<u32>(op + delta) + c) != 0 : one(pc, c);
}
/** Sets mark i to position p, keeping what is undone on failure. */
// @ts-ignore: decorator
@inline function mark(i: i32, p: Ptr): bool {
  if (sp > base + E && !push(K_MARK, i, i <= sLastMark ? load<u32>(sMarks + (<usize>i << 2)) : 0, sLastMark, sLastIndex, 0)) return false;
  if (i & 1) sLastIndex = (i >> 1) + 1;
  if (i > sLastMark) {
    for (let j = sLastMark + 1; j < i; j++) store<u32>(sMarks + (<usize>j << 2), 0);
    sLastMark = i;
  }
  store<u32>(sMarks + (<usize>i << 2), <u32>p);
  return true;
}
/** Compares the text of group `g` with that at ptr; its end, or 0. how: 0 exactly, 1 ASCII case, 2 Unicode case. */
function groupRef<C>(g: u32, ptr: Ptr, how: i32): Ptr {
  const m = <i32>g * 2;
  if (m >= sLastMark) return 0;
  let p: Ptr = load<u32>(sMarks + (<usize>m << 2));
  const e: Ptr = load<u32>(sMarks + (<usize>m << 2) + 4);
  if (!p || !e || e < p) return 0;
  for (; p < e; p += sizeof<C>(), ptr += sizeof<C>()) {
    if (ptr >= sEnd) return 0;
    const x = <u32>load<C>(ptr), y = <u32>load<C>(p);
    if (x != y && (how == 0 || (how == 1 ? lowerAscii(x) != lowerAscii(y) : lowerUnicode(x) != lowerUnicode(y)))) return 0;
  }
  return ptr;
}
/** Matches the code at pc from sPtr: 1 (sPtr is the end), 0, or -1 with an exception. `top`: sMatchAll and sMustAdvance count. */
export function engineMatch<C>(pc: Ptr, top: bool): i32 {
  const S = sizeof<C>();
  const end = sEnd;
  let ptr = sPtr;
  sp = base; rep = 0; fence = 0;
  if (!push(K_BOTTOM, 0, 0, 0, 0, 0)) { raiseNoMemory(); return -1; }
  if (load<u32>(pc) == OP_INFO) {
    if (<u32>((end - ptr) / S) < load<u32>(pc, 12)) return 0;
    pc += (load<u32>(pc, 4) + 1) << 2;
  }
  while (true) {
    const at = pc, op = load<u32>(pc);
    pc += 4;
    switch (op) {
      case OP_MARK:
        if (!mark(load<i32>(pc), ptr)) { raiseNoMemory(); return -1; }
        pc += 4;
        continue;
      case OP_LITERAL:
        if (ptr < end && <u32>load<C>(ptr) == load<u32>(pc)) { pc += 4; ptr += S; continue; }
        break;
      case OP_IN: case OP_IN_IGNORE: case OP_IN_UNI_IGNORE: case OP_IN_LOC_IGNORE:
        if (ptr < end && inSet<C>(at, at, <u32>load<C>(ptr))) { pc += load<u32>(pc) << 2; ptr += S; continue; }
        break;
      case OP_REPEAT_ONE: {
        const min = load<u32>(pc, 4), aux = load<u32>(at + delta);
        const n = count<C>(pc + 12, ptr, load<u32>(pc, 8), aux & ~15);
        if (n < min) break;
        ptr += <usize>n * S;
        if (n > min && !(aux & (S == 1 ? 3 : 1)) && !push(K_ONE, <u32>pc, <u32>ptr, n, rep, 0)) { raiseNoMemory(); return -1; }
        pc += load<u32>(pc) << 2;
        continue;
      }
      case OP_NOT_LITERAL:
        if (ptr < end && <u32>load<C>(ptr) != load<u32>(pc)) { pc += 4; ptr += S; continue; }
        break;
      case OP_SUCCESS:
        if (!fence) {
          if (top && ((sMatchAll && ptr != end) || (sMustAdvance && ptr == sStart))) break;
          sPtr = ptr;
          return 1;
        } else {
          const f = base + fence, kind = load<u32>(f, 20) & 3, body: Ptr = load<u32>(f, 4), pos: Ptr = load<u32>(f, 8), n = load<u32>(f, 20) >> 2;
          rep = load<u32>(f, 12); fence = load<u32>(f, 16);
          if (kind == F_NOT) { // the body matched: undo all of it, fail
            while (sp > f + E) { sp -= E; undo(); }
            sp = f;
            break;
          }
          cut(f);
          if (kind == F_ASSERT) ptr = pos;
          else if (kind == F_POSSESSIVE) {
            const max = load<u32>(body, 8), done = n + 1;
            if (ptr != pos ? done < max || max == MAXREPEAT : done < load<u32>(body, 4)) {
              fence = enter(body, ptr, F_POSSESSIVE | done << 2);
              if (!fence) { raiseNoMemory(); return -1; }
              pc = body + 12;
              continue;
            }
            pc = body + (load<u32>(body) << 2) + 4;
            continue;
          }
          pc = body + (load<u32>(body) << 2);
          continue;
        }
      case OP_AT:
        if (atPosition<C>(load<u32>(pc), ptr, sBegin, end)) { pc += 4; continue; }
        break;
      case OP_ANY:
        if (ptr < end && <u32>load<C>(ptr) != 10) { ptr += S; continue; }
        break;
      case OP_ANY_ALL:
        if (ptr < end) { ptr += S; continue; }
        break;
      case OP_CATEGORY: case OP_LITERAL_IGNORE: case OP_LITERAL_UNI_IGNORE: case OP_LITERAL_LOC_IGNORE: case OP_NOT_LITERAL_IGNORE: case OP_NOT_LITERAL_UNI_IGNORE: case OP_NOT_LITERAL_LOC_IGNORE:
        if (ptr < end && one(at, <u32>load<C>(ptr))) { pc += 4; ptr += S; continue; }
        break;
      case OP_JUMP: case OP_INFO:
        pc += load<u32>(pc) << 2;
        continue;
      case OP_BRANCH: {
        const next = branch<C>(pc, ptr);
        if (next) { pc = next; continue; }
        break;
      }
      case OP_MIN_REPEAT_ONE: {
        const min = load<u32>(pc, 4), n = min ? count<C>(pc + 12, ptr, min, load<u32>(at + delta) & ~15) : 0;
        if (n < min) break;
        ptr += <usize>n * S;
        if (n < load<u32>(pc, 8) && !push(K_MINONE, <u32>pc, <u32>ptr, n, rep, 0)) { raiseNoMemory(); return -1; }
        pc += load<u32>(pc) << 2;
        continue;
      }
      case OP_POSSESSIVE_REPEAT_ONE: {
        const n = count<C>(pc + 12, ptr, load<u32>(pc, 8), load<u32>(at + delta) & ~15);
        if (n < load<u32>(pc, 4)) break;
        ptr += <usize>n * S;
        pc += load<u32>(pc) << 2;
        continue;
      }
      case OP_REPEAT: {
        const here = <u32>(sp - base);
        if (!push(K_REP, <u32>pc, <u32>-1, 0, rep, 0)) { raiseNoMemory(); return -1; }
        rep = here;
        pc += load<u32>(pc) << 2;
        continue;
      }
      case OP_MAX_UNTIL: {
        let r = base + rep;
        const body: Ptr = load<u32>(r, 4), n = load<u32>(r, 8) + 1, max = load<u32>(body, 8), self = rep;
        if (n < load<u32>(body, 4)) {
          if (!push(K_COUNT, self, n - 1, load<u32>(r, 12), 0, 0)) { raiseNoMemory(); return -1; }
          store<u32>(base + self, n, 8);
          pc = body + 12;
          continue;
        }
        if ((n < max || max == MAXREPEAT) && <u32>ptr != load<u32>(r, 12)) {
          if (!push(K_TAIL, <u32>pc, <u32>ptr, self, 0, 0) || !push(K_COUNT, self, n - 1, load<u32>(base + self, 12), 0, 0)) { raiseNoMemory(); return -1; }
          r = base + self;
          store<u32>(r, n, 8); store<u32>(r, <u32>ptr, 12);
          pc = body + 12;
          continue;
        }
        rep = load<u32>(r, 16);
        continue;
      }
      case OP_MIN_UNTIL: {
        const r = base + rep, body: Ptr = load<u32>(r, 4), n = load<u32>(r, 8) + 1, self = rep;
        if (n < load<u32>(body, 4)) {
          if (!push(K_COUNT, self, n - 1, load<u32>(r, 12), 0, 0)) { raiseNoMemory(); return -1; }
          store<u32>(base + self, n, 8);
          pc = body + 12;
          continue;
        }
        const outer = load<u32>(r, 16);
        if (!push(K_BODY, self, <u32>ptr, 0, 0, 0)) { raiseNoMemory(); return -1; }
        rep = outer;
        continue;
      }
      case OP_POSSESSIVE_REPEAT:
        if (load<u32>(pc, 8) == 0) { pc += (load<u32>(pc) << 2) + 4; continue; }
        fence = enter(pc, ptr, F_POSSESSIVE);
        if (!fence) { raiseNoMemory(); return -1; }
        pc += 12;
        continue;
      case OP_ATOMIC_GROUP:
        fence = enter(pc, ptr, F_ATOMIC);
        if (!fence) { raiseNoMemory(); return -1; }
        pc += 4;
        continue;
      case OP_ASSERT: case OP_ASSERT_NOT: {
        const back = <usize>load<u32>(pc, 4) * S;
        if (ptr - sBegin < back) {
          if (op == OP_ASSERT) break;
          pc += load<u32>(pc) << 2;
          continue;
        }
        fence = enter(pc, ptr, op == OP_ASSERT ? F_ASSERT : F_NOT);
        if (!fence) { raiseNoMemory(); return -1; }
        ptr -= back;
        pc += 8;
        continue;
      }
      case OP_GROUPREF: case OP_GROUPREF_IGNORE: case OP_GROUPREF_LOC_IGNORE: case OP_GROUPREF_UNI_IGNORE: {
        const e = groupRef<C>(load<u32>(pc), ptr, op == OP_GROUPREF ? 0 : op == OP_GROUPREF_UNI_IGNORE ? 2 : 1);
        if (!e) break;
        ptr = e;
        pc += 4;
        continue;
      }
      case OP_GROUPREF_EXISTS: {
        const m = load<i32>(pc) * 2, q = sMarks + (<usize>m << 2);
        const there = m < sLastMark && load<u32>(q) && load<u32>(q, 4) && load<u32>(q, 4) >= load<u32>(q);
        pc += there ? 8 : load<u32>(pc, 4) << 2 ;
        continue;
      }
      default: // OP_FAILURE, and what no compiler emits
    }
    // failure: the newest choice
    if ((++ticks & 0xFFF) == 0 && evalBreakerPoll() && !poll()) return -1;
    while (true) {
      sp -= E;
      const kind = load<u32>(sp);
      if (kind == K_MARK || kind == K_COUNT) { undo(); continue; }
      if (kind == K_REP) continue;
      if (kind == K_ONE) {
        // give back until what follows may match
        const body: Ptr = load<u32>(sp, 4), min = load<u32>(body, 4), tail = body + (load<u32>(body) << 2);
        ptr = load<u32>(sp, 8);
        let n = load<u32>(sp, 12), found = false;
        if (load<u32>(tail) == OP_LITERAL) {
          const c = load<u32>(tail, 4);
          while (n > min) { n--; ptr -= S; if (<u32>load<C>(ptr) == c) { found = true; break; } }
        } else { n--; ptr -= S; found = true; }
        if (!found) continue;
        rep = load<u32>(sp, 16);
        if (n > min) { store<u32>(sp, <u32>ptr, 8); store<u32>(sp, n, 12); sp += E; }
        pc = tail;
        break;
      }
      if (kind == K_BRANCH) {
        ptr = load<u32>(sp, 8);
        rep = load<u32>(sp, 12);
        const next = branch<C>(load<u32>(sp, 4), ptr);
        if (!next) continue;
        pc = next;
        break;
      }
      if (kind == K_TAIL) {
        pc = load<u32>(sp, 4); ptr = load<u32>(sp, 8);
        rep = load<u32>(base + load<u32>(sp, 12), 16);
        break;
      }
      if (kind == K_MINONE) {
        const body: Ptr = load<u32>(sp, 4), tail = body + (load<u32>(body) << 2), max = load<u32>(body, 8), table: Ptr = load<u32>(body - 4 + delta) & ~15;
        ptr = load<u32>(sp, 8);
        let n = load<u32>(sp, 12), found = false;
        const c = load<u32>(tail) == OP_LITERAL ? load<u32>(tail, 4) : 0xFFFFFFFF;
        while (n < max && ptr < end) {
          const x = <u32>load<C>(ptr);
          if (S == 1 || x < 256 ? !load<u8>(table + x) : !one(body + 12, x)) break;
          ptr += S; n++;
          if (c != 0xFFFFFFFF && (ptr >= end || <u32>load<C>(ptr) != c)) continue;
          found = true;
          break;
        }
        if (!found) continue;
        rep = load<u32>(sp, 16);
        if (n < max) { store<u32>(sp, <u32>ptr, 8); store<u32>(sp, n, 12); sp += E; }
        pc = tail;
        break;
      }
      if (kind == K_BODY) {
        const self = load<u32>(sp, 4), r = base + self, body: Ptr = load<u32>(r, 4), n = load<u32>(r, 8) + 1, max = load<u32>(body, 8);
        ptr = load<u32>(sp, 8);
        if ((n >= max && max != MAXREPEAT) || <u32>ptr == load<u32>(r, 12)) continue;
        if (!push(K_COUNT, self, n - 1, load<u32>(r, 12), 0, 0)) { raiseNoMemory(); return -1; }
        store<u32>(base + self, n, 8); store<u32>(base + self, <u32>ptr, 12);
        rep = self;
        pc = body + 12;
        break;
      }
      if (kind == K_FENCE) {
        const body: Ptr = load<u32>(sp, 4), e = load<u32>(sp, 20), how = e & 3;
        rep = load<u32>(sp, 12); fence = load<u32>(sp, 16);
        if (how == F_NOT) { ptr = load<u32>(sp, 8); pc = body + (load<u32>(body) << 2); break; }
        if (how == F_POSSESSIVE && e >> 2 >= load<u32>(body, 4)) { ptr = load<u32>(sp, 8); pc = body + (load<u32>(body) << 2) + 4; break; }
        continue;
      }
      return 0; // BOTTOM
    }
  }
}
/** Takes back what the MARK or COUNT entry at sp says. */
function undo(): void {
  const kind = load<u32>(sp);
  if (kind == K_MARK) {
    store<u32>(sMarks + (<usize>load<u32>(sp, 4) << 2), load<u32>(sp, 8));
    sLastMark = load<i32>(sp, 12); sLastIndex = load<i32>(sp, 16);
  } else if (kind == K_COUNT) {
    const r = base + load<u32>(sp, 4);
    store<u32>(r, load<u32>(sp, 8), 8); store<u32>(r, load<u32>(sp, 12), 12);
  }
}
/** Puts a fence on the stack; its offset (never 0), or 0 when memory is out. */
function enter(body: Ptr, ptr: Ptr, how: u32): u32 {
  const here = <u32>(sp - base);
  return push(K_FENCE, <u32>body, <u32>ptr, rep, fence, how) ? here : 0;
}
/** The first alternative from pc on that may match at ptr, the rest of them pushed; 0 if none. */
function branch<C>(pc: Ptr, ptr: Ptr): Ptr {
  while (true) {
    const skip = load<u32>(pc);
    if (!skip) return 0;
    const op = load<u32>(pc, 4), next = pc + (skip << 2);
    if ((op == OP_LITERAL && (ptr >= sEnd || <u32>load<C>(ptr) != load<u32>(pc, 8))) || (op == OP_IN && (ptr >= sEnd || !inSet<C>(pc + 4, pc + 4, <u32>load<C>(ptr))))) { pc = next; continue; }
    if (load<u32>(next)) push(K_BRANCH, <u32>next, <u32>ptr, rep, 0, 0);
    return pc + 4;
  }
}
/** Frees the stack when it has become large. */
export function engineEnd(): void { if (limit - base > 1 << 20) { memFree(base); base = 0; sp = 0; limit = 0; } }
