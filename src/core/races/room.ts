/**
 * The race detector: what each memory access of the core calls in the races build (scripts/lib/races.ts puts the calls in; no other build contains this file). docs/internals/races.md.
 *
 * Happens-before by vector clocks, as in ThreadSanitizer and FastTrack. Each instance (thread) has a slot and a clock; an atomic write releases its clock into the sync clock of its address, an atomic read acquires
 * that. For every 8 bytes of the program's memory four cells remember earlier accesses: when, by whom, where in the code, which bytes, whether written, whether atomic. Two accesses of common bytes by two threads, one
 * of them a write, one of them plain, of which neither happens before the other, are a race: printed once for each pair of places.
 *
 * Everything here errs towards silence: sync clocks are shared by addresses 16 MiB apart and only ever grow, a new instance has seen all that the others did, a cell may be pushed out.
 *
 * Memory, all of it above what a checked program may reach (an access in there stops the process): slots and texts at 0x5FE00000, spin locks at 0x5FF00000 (one for each 8 bytes, shared by those 512 KiB apart; @lock of the cells
 * and of the sync clock), sync clocks at 0x60000000, cells at 0x70000000. The program's memory is watched below 256 MiB.
 */
import { debugText } from "../../generated/core/host";
import { HEAP_FIRST_SLICE, SLICE_SHIFT, pageOf } from "../memory/layout";
const APP_END: u32 = 0x10000000;
const OWN: u32 = 0x5FE00000;
const OWN_END: u32 = 0xF0000000;
const MAX: u32 = 31; // the last word of a sync clock says that it is in use
const CLOCKS: usize = 0x5FE00000; // 32 u32 for each slot, @owner: the slot's instance; read by new ones
const COUNT: usize = 0x5FE10000; // u32 @atomic: slots given away; more than MAX: nothing is checked any more
const PAIR_LOCK: usize = 0x5FE10004; // u32 @atomic
const TEXT: usize = 0x5FE11000; // @lock PAIR_LOCK
const PAIRS: usize = 0x5FE20000; // u64[8192], hash table of pairs of places, @lock PAIR_LOCK
const LOCKS: usize = 0x5FF00000;
const SYNC: usize = 0x60000000; // 128 bytes × 2^21
const CELLS: usize = 0x70000000; // 64 bytes × 2^25

const WRITE: u32 = 1;
const ATOMIC: u32 = 2;

let slot: u32 = 0xFFFFFFFF;
let mine: usize = 0;
let clock: u32 = 0;
let seen: u32 = 0xFFFFFFFF;
let held: usize = 0;

function take(l: usize): void { while (atomic.xchg<u32>(l, 1)) { while (atomic.load<u32>(l)) { /* a holder is soon done */ } } }
// @ts-ignore: decorator
@inline function leave(l: usize): void { atomic.store<u32>(l, 0); }
// @ts-ignore: decorator
@inline function lockOf(a: u32): usize { return LOCKS + ((<usize>a >> 3 & 0xFFFF) << 2); }
// @ts-ignore: decorator
@inline function syncOf(a: u32): usize { return SYNC + ((<usize>a >> 3 & 0x1FFFFF) << 7); }

/** Nothing is checked or recorded while there is one thread. */
// @ts-ignore: decorator
@inline function watching(): bool {
  const n = atomic.load<u32>(COUNT);
  if (n != seen) arrive();
  return n - 2 <= MAX - 2;
}
function tick(): void { clock++; store<u32>(mine + (<usize>slot << 2), clock); }
/** This instance's first access, or the first one since another came. */
function arrive(): void {
  if (slot == 0xFFFFFFFF) {
    slot = atomic.add<u32>(COUNT, 1);
    if (slot >= MAX) { say(0, 0, 0, 0, 0, 0); return; }
    mine = CLOCKS + (<usize>slot << 7);
    enter();
  }
  seen = atomic.load<u32>(COUNT);
  if (slot < MAX) tick();
}
/** max of two clocks. */
function join(to: usize, from: usize): void {
  const end = from + (<usize>(min(atomic.load<u32>(COUNT), MAX) + 3 & ~3) << 2);
  while (from < end) { v128.store(to, i32x4.max_u(v128.load(to), v128.load(from))); to += 16; from += 16; }
}
function enter(): void {
  const n = min(atomic.load<u32>(COUNT), MAX);
  for (let i: u32 = 0; i < n; i++) if (i != slot) join(mine, CLOCKS + (<usize>i << 7));
}
/** A thread of the pool begins something new: what the host did to hand it over cannot be seen from here, so it has seen everything. */
export function racesEnter(): void { if (slot >= MAX) return; enter(); tick(); }

/** `a` + size does not leave its 8 bytes. @lock lockOf(a) */
function note(a: u32, size: u32, kind: u32, site: u32): void {
  const cells = CELLS + (<usize>(a >> 3) << 6), mask: u32 = ((1 << size) - 1) << (a & 7);
  let place: usize = 0, free: usize = 0;
  for (let c = cells; c < cells + 64; c += 16) {
    const when = load<u32>(c);
    if (!when) { free = c; continue; }
    const who = load<u32>(c, 8), common = who >> 8 & mask;
    if (!common) continue;
    const word = load<u32>(c, 4), other = word & 3, by = who & 0xFF;
    const before = by == slot || load<u32>(mine + (<usize>by << 2)) >= when;
    if (!before && ((kind | other) & WRITE) != 0 && (kind & other & ATOMIC) == 0) say(a, size, kind, site, word, by);
    // conflicts with at least as much, covers its bytes, comes later: the old one is not needed any more
    if (before && (who >> 8 & ~mask) == 0 && (kind == WRITE || kind == other || other == ATOMIC)) { if (place) store<u32>(c, 0); else place = c; }
    else if (by == slot && when == clock && (mask & ~(who >> 8)) == 0 && (other == WRITE || kind == ATOMIC)) place = 1;
  }
  if (place == 1) return;
  if (!place) place = free ? free : cells + (<usize>(clock + site & 3) << 4);
  store<u32>(place, clock);
  store<u32>(place, site << 2 | kind, 4);
  store<u32>(place, slot | mask << 8, 8);
}
function plain(a: u32, size: u32, kind: u32, site: u32): void {
  while (size) {
    if (a >= APP_END) { if (a >= OWN && a < OWN_END) unreachable(); return; }
    const part = min(size, 8 - (a & 7)), l = lockOf(a);
    take(l);
    note(a, part, kind, site);
    leave(l);
    a += part; size -= part;
  }
}
/** Before a plain access. info: place << 7 | size << 2 | kind. Returns the address. */
export function racesPlain(address: u32, offset: u32, info: u32): u32 {
  if (watching()) plain(address + offset, info >> 2 & 31, info & 3, info >> 7);
  return address;
}
/** Before memory.fill and memory.copy. */
export function racesRange(address: u32, size: u32, info: u32): void { if (watching()) plain(address, size, info & 3, info >> 7); }
/** Before an atomic write of any kind: until racesAfter nobody else passes the address. */
export function racesBefore(address: u32, offset: u32): u32 {
  if (watching() && address + offset < APP_END) { held = lockOf(address + offset); take(held); }
  return address;
}
/** After an atomic access. wrote: a compare-and-swap that failed is a read. reads: a store acquires nothing. */
export function racesAfter(address: u32, offset: u32, info: u32, wrote: u32, reads: u32): void {
  const a = address + offset;
  let l = held;
  held = 0;
  if (!l) {
    if (!watching() || a >= APP_END) return;
    l = lockOf(a);
    take(l);
  }
  const sync = syncOf(a);
  note(a, info >> 2 & 31, wrote ? WRITE | ATOMIC : ATOMIC, info >> 7);
  if (reads && load<u32>(sync, 124) != 0) join(mine, sync);
  if (wrote) { join(sync, mine); store<u32>(sync, 1, 124); }
  leave(l);
  if (wrote) tick();
}

let text: usize = 0;
function put(n: u32): void {
  for (let shift = 28; shift >= 0; shift -= 4) { const d = n >> shift & 15; store<u8>(text++, d < 10 ? 48 + d : 87 + d); }
  store<u8>(text++, 32);
}
/**
 * ` races: ` and nine hexadecimal numbers (address, bytes, kind, place, slot; the other side's place << 2 | kind, slot; kind of the heap's page or ff, offset in the block), then the stack of this side; nothing but zeroes:
 * there are too many threads.
 */
function say(a: u32, size: u32, how: u32, site: u32, other: u32, by: u32): void {
  const pair = <u64>(site << 2 | how) << 32 | other;
  take(PAIR_LOCK);
  let i = <u32>(pair * 0x9E3779B97F4A7C15 >> 51), n = 0;
  while (n < 8192) {
    const p = PAIRS + (<usize>i << 3), old = load<u64>(p);
    if (old == pair && pair != 0) { n = 8192; break; }
    if (!old) { store<u64>(p, pair); break; }
    i = i + 1 & 8191; n++;
  }
  if (n < 8192) {
    text = TEXT;
    store<u64>(text, 0x203A736563617220); // " races: "
    text += 8;
    put(a); put(size); put(how); put(site); put(slot); put(other); put(by);
    let kind: u32 = 0xFF, within: u32 = a;
    if (a >= <u32>HEAP_FIRST_SLICE << SLICE_SHIFT) {
      const page = pageOf(a);
      if (page.blockSize) { kind = page.kind; within = (a - page.start) % page.blockSize; }
    }
    put(size ? kind : 0); put(within);
    store<u8>(text++, 10);
    debugText(<u32>TEXT, <u32>(text - TEXT));
    if (size) debugText(0, 0);
  }
  leave(PAIR_LOCK);
}
