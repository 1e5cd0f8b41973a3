/** list.extend and what shares its body (`+=`, slices, list()). Mirrors list_extend in Objects/listobject.c. */
import { copyRefs } from "../tuple/core";
import { Ptr, Value, NULL } from "../../base/value";
import { T } from "../../../generated/core/types";
import { newRef, decref } from "../../refcount/count";
import { errOccurred } from "../../objects/errors";
import { stackMark, stackRestore } from "../../objects/scratch";
import { SINK_LIST, sinkFor, sinkSet } from "../../interp/sink";
import { iter, iterNextInto, lengthHint } from "../../objects/abstract";
import { isExact, hasFlag } from "../../objects/typeof";
import { TF_LIST_SUBCLASS, TF_TUPLE_SUBCLASS } from "../../../generated/core/types";
import { csBegin, csBegin2, csBeginOwn, csEnd } from "../../threads/critical-section";
import { isPrivate, singleThreaded, storeSlot, publishIn, writing } from "../sharing";
import { tupleItems, tupleSize } from "../tuple/core";
import { pollBreaker, wholeBegin, wholeEnd } from "../poll";
import { isMine } from "../../base/self";
import { listCopySlice } from "./methods";
import { LIST_MAX, LIST_SIZE, listCapacity, listNew, listAppendStealLockHeld, listReserveLockHeld, listSetCapacityLockHeld, listSize, listSlot, listItem } from "./core";

/** Appends n Values at p, borrowed. Lock held. */
export function listExtendArrayLockHeld(l: Value, p: Ptr, n: i32): i32 {
  const size = load<i32>(<Ptr>l, LIST_SIZE);
  if (n == 0) return 0;
  if (!listReserveLockHeld(l, size + n)) return -1;
  if (writing(<Ptr>l)) copyRefs(listSlot(l, size), p, n);
  else for (let i = 0; i < n; i++) storeSlot(false, listSlot(l, size + i), newRef(load<u64>(p + (<usize>i << 3))));
  publishIn<i32>(<Ptr>l, <Ptr>l + LIST_SIZE, size + n);
  return 0;
}
/** Room for n more. False with an exception. */
function reserve(l: Value, n: i32): bool {
  csBegin(<Ptr>l);
  const ok = listReserveLockHeld(l, listSize(l) + n);
  csEnd();
  return ok;
}
/** By a copy, whose items move into l: the list that others use too can be copied without its lock. */
function extendFromCommon(l: Value, from: Value): i32 {
  const tmp = listCopySlice(from, 0, LIST_MAX);
  if (!tmp) return -1;
  let r = 0;
  if (isPrivate(<Ptr>l) && isPrivate(<Ptr>tmp) && listCapacity(l) == 0) {
    // nothing was in it: it takes over the array
    store<u64>(<Ptr>l, load<u64>(<Ptr>tmp, LIST_SIZE), LIST_SIZE);
    store<u64>(<Ptr>tmp, 0, LIST_SIZE);
  } else r = extendFromList(l, tmp);
  decref(tmp);
  return r;
}
/** Room first: no memory is asked for while others wait for the iterable. */
function extendFromList(l: Value, iterable: Value): i32 {
  if (!isPrivate(<Ptr>iterable) && !reserve(l, listSize(iterable))) return -1;
  let r = 0;
  if (!csBeginOwn(<Ptr>l, <Ptr>iterable)) csBegin2(<Ptr>l, <Ptr>iterable);
  const n = listSize(iterable);
  // reserving first: l may be the iterable, and its array may move
  if (!listReserveLockHeld(l, listSize(l) + n)) r = -1;
  else if (n) r = listExtendArrayLockHeld(l, listSlot(iterable, 0), n);
  csEnd();
  return r;
}
/** The dict or set that an exact dict, set or view of a dict reads from; 0 for anything else. */
function atomicSource(v: Value): Ptr {
  if (isExact(v, T.dict) || isExact(v, T.set)) return <Ptr>v;
  if (isExact(v, T.dict_keys) || isExact(v, T.dict_values) || isExact(v, T.dict_items)) {
    const d = as<DictView>(v).dict;
    return isExact(d, T.dict) ? <Ptr>d : 0;
  }
  return 0;
}
import { DictView } from "../dict/views";
import { as } from "../../base/obj";
/** list.extend(iterable). 0, or -1 with an exception. */
export function listExtend(l: Value, iterable: Value): i32 {
  let r = 0;
  if (isExact(iterable, T.tuple)) {
    csBegin(<Ptr>l);
    r = listExtendArrayLockHeld(l, tupleItems(iterable), tupleSize(iterable));
    csEnd();
    return r;
  }
  if (isExact(iterable, T.list)) {
    return isMine(<Ptr>l) && !isPrivate(<Ptr>iterable) ? extendFromCommon(l, iterable) : extendFromList(l, iterable);
  }
  const source = atomicSource(iterable);
  if (source && !singleThreaded()) {
    // one operation: nothing of Python runs in between, so the lock of the source holds from the first to the last item. (Not both locks at once: the iterator
    // takes the source's again, which only a section on it alone hands on.)
    const tmp = listNew(0);
    if (!tmp) return -1;
    csBegin(source);
    wholeBegin();
    const si = iter(iterable);
    r = si ? listExtendIterLockHeld(tmp, si, 0, false) : -1;
    wholeEnd();
    csEnd();
    decref(si);
    if (r == 0) r = listExtend(l, tmp);
    decref(tmp);
    return r;
  }
  const it = iter(iterable);
  if (!it) return -1;
  const hint = lengthHint(iterable, 8);
  if (hint < 0) { decref(it); return -1; }
  csBegin(<Ptr>l);
  // a thread that runs alone needs no lock, but must not let others run in between
  if (source) wholeBegin();
  r = listExtendIterLockHeld(l, it, hint, source == 0);
  if (source) wholeEnd();
  csEnd();
  decref(it);
  return r;
}
/** Appends all that iterator `it` gives. With `open` the lock may be let go while it runs. */
function listExtendIterLockHeld(l: Value, it: Value, hint: i32, open: bool): i32 {
  // nothing known (8): room for 8 at once, as CPython
  if (hint >= 8 && hint < 0x100000 && listCapacity(l) == 0) listSetCapacityLockHeld(l, (hint + 1) & ~1, 0);
  else if ((hint > 8 && hint < 0x100000) || (hint == 8 && listSize(l) == 0)) listReserveLockHeld(l, listSize(l) + hint);
  const mark = stackMark(), sink = sinkFor(it);
  if (sink) sinkSet(sink, SINK_LIST, l);
  const r = extendInto(l, it, open, sink);
  stackRestore(mark);
  return r;
}
function extendInto(l: Value, it: Value, open: bool, sink: Ptr): i32 {
  while (true) {
    const v = iterNextInto(it, sink);
    if (!v) return errOccurred() ? -1 : 0;
    const n = load<i32>(<Ptr>l, LIST_SIZE);
    if (isPrivate(<Ptr>l) && n < listCapacity(l)) { store<u64>(listSlot(l, n), v); store<i32>(<Ptr>l, n + 1, LIST_SIZE); if (open && (n & 0xFFFF) == 0xFFFF && pollBreaker() < 0) return -1; }
    else if (listAppendStealLockHeld(l, v) < 0) return -1;
  }
}
