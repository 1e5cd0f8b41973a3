/**
 * The dump of all threads: SIGQUIT, a watchdog, a crash. Called in an instance of its own (no ThreadState, no heap) while the others run or hang, so it takes no lock, allocates
 * nothing and believes nothing: every pointer is checked to lie in the heap, every walk has a bound. What it reads may change under it: a line may be wrong,
 * never fatal. CPython's counterpart: faulthandler.
 *
 *   Thread 3 (worker) attached, parked on 0x12345678 (_thread.RLock owned by thread 2):
 *     File "prog.py", line 12 in work
 */
import { Ptr, Value, isPtr } from "../base/value";
import { PROC_GIL_ENABLED, PROC_MULTI, PROC_THREADS } from "../base/map";
import { TS_PARK_KEY } from "../base/thread-layout";
import { T, TypeObject } from "../../generated/core/types";
import { debugText } from "../../generated/core/host";
import { HEAP_FIRST_SLICE, META_LIMIT, META_START, PAGE_FREE, PAGE_PENDING, SLICES_HIGH, SLICE_SHIFT, pageOf } from "../memory/layout";
import { ThreadState } from "../threads/state";
import { CodeObject, codePosition, posLine } from "../interp/code";
import { Frame } from "../interp/frame";
import { RLockObject } from "../modules/thread/lock";
import { STR_DATA, strKind, strLen } from "../types/str/core";

const ROOM: u32 = 2048;
const TEXT: Ptr = memory.data(2048, 16); // this instance's only: there is one dumper
let used: u32 = 0;

function flush(): void { if (used) debugText(TEXT, used); used = 0; }
function char(c: u32): void { if (used == ROOM) flush(); store<u8>(TEXT + used, <u8>c); used++; }
function lit(s: string): void { for (let i = 0; i < s.length; i++) char(<u32>s.charCodeAt(i)); }
function num(n: u64): void {
  if (n >= 10) num(n / 10);
  char(48 + <u32>(n % 10));
}
function hex(n: u32): void {
  lit("0x");
  for (let s = 28; s >= 0; s -= 4) { const d = (n >> s) & 15; char(d < 10 ? 48 + d : 87 + d); }
}
function inHeap(p: Ptr): bool { return p >= <Ptr>(HEAP_FIRST_SLICE << SLICE_SHIFT) && (<u32>p >> SLICE_SHIFT) < load<u32>(SLICES_HIGH) && (p & 7) == 0; }
/** p looks like an object of exactly this type. */
function isA(p: Ptr, t: TypeObject): bool { return inHeap(p) && (p & 15) == 0 && load<u32>(p, 12) == changetype<u32>(t); }
/** A str, without what is not printable ASCII, at most 200 characters. */
function text(v: Value): void {
  const p = <Ptr>v;
  if (!isPtr(v) || (!isA(p, T.str))) { lit("???"); return; }
  const n = strLen(v), kind = strKind(v);
  if (n < 0 || (kind != 1 && kind != 2 && kind != 4)) { lit("???"); return; }
  const from = n > 200 ? n - 200 : 0;
  if (from) lit("...");
  for (let i = from; i < n; i++) {
    const at = p + STR_DATA + <usize>i * kind;
    if (at >= <Ptr>load<u32>(SLICES_HIGH) << SLICE_SHIFT) return;
    const c: u32 = kind == 1 ? <u32>load<u8>(at) : kind == 2 ? <u32>load<u16>(at) : load<u32>(at);
    char(c >= 32 && c < 127 ? c : 63);
  }
}
function stack(f: Ptr): void {
  let n = 0;
  for (; f && n < 200; n++, f = changetype<Frame>(f).prev) {
    if (!inHeap(f)) { lit("  (the stack is not readable from here on)\n"); return; }
    const c: Ptr = changetype<Frame>(f).code;
    if (!isA(c, T.code)) { lit("  (a frame without code)\n"); continue; }
    const code = changetype<CodeObject>(c), pc: Ptr = changetype<Frame>(f).pc;
    lit("  File \"");
    text(code.filename);
    lit("\", line ");
    const sane = inHeap(code.words) && inHeap(code.lineTable & ~7) && code.lineTableBytes >= 0 && code.lineTableBytes < 0x1000000 && pc >= <Ptr>code.words && pc <= <Ptr>code.words + (<usize>code.wordCount << 3);
    if (sane && codePosition(code, <i32>((pc - code.words) >> 3)) && posLine > 0) num(posLine); else lit("???");
    lit(" in ");
    text(code.qualname);
    char(10);
  }
  if (f) lit("  ...\n");
  else if (!n) lit("  (no Python frame)\n");
}
/** What lies at the address a thread sleeps on: the object whose lock it is, if it is one. */
function parkedOn(key: u32): void {
  lit(", waiting for ");
  hex(key);
  if (!inHeap(key & ~7)) return;
  const page = pageOf(key);
  if (page.state == PAGE_FREE || page.state == PAGE_PENDING || !page.blockSize || key < page.start || page.kind == 2) return;
  const p: Ptr = page.start + (key - page.start) / page.blockSize * page.blockSize, t = load<u32>(p, 12);
  if (t & 15) return;
  const known = t >= 0x10000 && t < 0x70000;
  if (!known && !inHeap(t)) return;
  lit(key == <u32>p + 2 ? " (object lock of a " : " (");
  text(changetype<TypeObject>(t).tp_name);
  if (t == changetype<u32>(T.RLock)) {
    lit(", count ");
    num(changetype<RLockObject>(p).count);
    lit(", owned by thread ");
    num(changetype<RLockObject>(p).ident);
  }
  lit(")");
}
function status(s: ThreadState): void {
  switch (load<u32>(changetype<Ptr>(s), 4)) {
    case 0: lit(" detached"); break;
    case 1: lit(" attached"); break;
    case 2: lit(" suspended"); break;
    case 4: lit(" suspended, wants to run"); break;
    case 3: lit(" held"); break;
    default: lit(" ???");
  }
}
export function dumpState(): void {
  used = 0;
  lit("Typhon: all threads");
  lit(load<u32>(PROC_GIL_ENABLED) ? ", under the GIL\n" : load<u32>(PROC_MULTI) ? ", free-threaded\n" : ", a single thread so far\n");
  let p: Ptr = load<u32>(PROC_THREADS), n = 0;
  for (; p && n < 1000; n++) {
    if (p < META_START || p >= META_LIMIT || (p & 7)) { lit("(the list of threads is not readable)\n"); break; }
    const s = changetype<ThreadState>(p);
    lit("Thread ");
    num(s.ident);
    if (isPtr(s.name)) { lit(" ("); text(s.name); lit(")"); }
    if (s.daemon) lit(" daemon");
    status(s);
    const key = load<u32>(p + TS_PARK_KEY);
    if (key) { if (key == <u32>p + 8) lit(", sleeping"); else parkedOn(key); }
    if (s.evalBreaker) { lit(", asked: "); hex(s.evalBreaker); }
    if (s.csTop > s.csBase && s.csTop - s.csBase < 65536) { lit(", critical sections: "); num((s.csTop - s.csBase) >> 3); }
    lit(":\n");
    stack(s.frame);
    p = s.next;
  }
  flush();
}
