/** dict: its keys table copied without the lock (types/snapshot.ts says why that is right). */
import { Ptr, Value, NULL, isPtr } from "../../base/value";
import { memAlloc, memFree } from "../../memory/alloc";
import { decref } from "../../refcount/count";
import { tryIncrefHot } from "../../refcount/count-slow";
import { isReadable } from "../sharing";
import { snapshotBegin, snapshotHolds, snapshotWait } from "../snapshot";
import { DICT_KEYS, dictKeys, dictSize } from "./core";
import { DK_ENTRIES, DK_FIRST, DK_INDEX, DK_LAST, DK_MASK, DK_NENTRIES, DK_USABLE, DK_VERSION, ENTRY_HASH, ENTRY_SIZE, ENTRY_VALUE, dkEntry, dkNentries } from "./table";

/** number of items of the table that dictSnapshot gave last. Thread's own, used at once. */
export let snapshotUsed: i32 = 0;

/**
 * The keys table of d, which is not private, as it was at one moment, with references of its own; snapshotUsed is the number of its items. 0 without an exception: under the lock then (also if
 * d is empty, or so many entries are deleted that the copy should be made without them).
 */
export function dictSnapshot(d: Value): Ptr {
  // the table of one that its owner has to itself may be freed while it is looked at
  if (!dictSize(d) || (!isReadable(<Ptr>d) && !snapshotWait(<Ptr>d))) return 0;
  const k = dictKeys(d), shape = load<u16>(k), slots: usize = <usize>1 << (shape & 0xFF), offset = DK_INDEX + (slots << <usize>(shape >> 8));
  const n = memAlloc(offset + <usize>((slots << 1) / 3) * ENTRY_SIZE);
  if (!n) return 0;
  let v = snapshotBegin(<Ptr>d);
  if (!v) v = snapshotWait(<Ptr>d);
  if (v && snapshot(<Ptr>d, v, n, shape, offset)) return n;
  memFree(n);
  return 0;
}
/** Fills n, which has room for a table of this shape. */
function snapshot(d: Ptr, v: u32, n: Ptr, shape: u16, offset: usize): bool {
  const k: Ptr = atomic.load<u32>(d, DICT_KEYS), made = dkNentries(k), room = <i32>((<usize>2 << (shape & 0xFF)) / 3);
  if (load<u16>(k) != shape || made > room) return false;
  store<u32>(n, atomic.load<u32>(k));
  store<i32>(n, room - made, DK_USABLE);
  store<i32>(n, made, DK_NENTRIES);
  store<u32>(n, 0, DK_VERSION);
  store<u32>(n, <u32>(n + offset), DK_ENTRIES);
  store<u32>(n, load<u32>(k, DK_MASK), DK_MASK);
  for (let i = DK_INDEX; i < offset; i += 8) store<u64>(n + i, atomic.load<u64>(k + i));
  let used = 0, last = 0, i = 0, ok = true, from = dkEntry(k, 0), to = n + offset;
  for (; i < made; i++) {
    const key = atomic.load<u64>(from), value = atomic.load<u64>(from, ENTRY_VALUE);
    store<u64>(to, NULL); store<u64>(to, NULL, ENTRY_VALUE); store<u64>(to, atomic.load<u64>(from, ENTRY_HASH), ENTRY_HASH);
    if (key) {
      if (!value || (isPtr(key) && !tryIncrefHot(from, key))) { ok = false; break; }
      store<u64>(to, key);
      if (isPtr(value) && !tryIncrefHot(from + ENTRY_VALUE, value)) { ok = false; i++; break; }
      store<u64>(to, value, ENTRY_VALUE);
      used++;
      last = i + 1;
    }
    from += ENTRY_SIZE; to += ENTRY_SIZE;
  }
  // as under the lock: the table as it is only if its first entry lives and few others are deleted
  if (ok && last && load<u64>(n + offset) && <i64>used * 3 >= <i64>made * 2 && snapshotHolds(d, v) && <Ptr>atomic.load<u32>(d, DICT_KEYS) == k) {
    store<i32>(n, 0, DK_FIRST);
    store<i32>(n, last, DK_LAST);
    snapshotUsed = used;
    return true;
  }
  while (i > 0) {
    const e = n + offset + <usize>--i * ENTRY_SIZE, key = load<u64>(e), value = load<u64>(e, ENTRY_VALUE);
    decref(key); decref(value);
  }
  return false;
}
