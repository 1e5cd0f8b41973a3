/**
 * A Python thread from its first to its last instruction: what the worker calls (src/host/node/worker-entry.ts). A worker runs one thread after the other in the same
 * instance, so everything thread-local is set up here and taken down here.
 *
 *   initThread   the state made by its creator becomes this instance's: owner id, heap, attached
 *   threadMain   runs function(*args, **kwargs); an exception is written (SystemExit is silent); drops every Value of the state, in CPython's order
 *                (PyThreadState_Clear); leaves through threadFinish, which merges, gives the heap to others, and sets the event of the handle last of all
 */
import { Ptr, Value, NULL } from "../base/value";
import { N } from "../../generated/core/names";
import { T, TF_TYPE_SUBCLASS, TypeObject } from "../../generated/core/types";
import { ts } from "../base/self";
import { decref } from "../refcount/count";
import { memFree } from "../memory/alloc";
import { ThreadState, interpBlock } from "../threads/state";
import { threadFinish, threadStart } from "../threads/registry";
import { worldStop } from "../threads/attach";
import { threadTakeAsyncExc } from "../threads/eval-breaker";
import { callWithDict } from "../interp/call-ex";
import { call, callMethod0 } from "../objects/call";
import { getAttrOptional } from "../objects/attributes";
import { threadSleep } from "../sync/parking";
import { hasFlag, isExact, typeOf } from "../objects/typeof";
import { typeIsSubtype } from "../objects/type-static";
import { as } from "../base/obj";
import { dictDel, dictGetStr } from "../types/dict/core";
import { interpModules } from "./state";
import { tupleItems, tupleSize } from "../types/tuple/core";
import { errClear, errMatches } from "../objects/errors";
import { recursionReset } from "../objects/recursion";
import { scratchFree } from "../objects/scratch";
import { unraisable } from "../objects/unraisable";
import { excSet } from "../interp/exc-state";
import { polyFree } from "../interp/poly-cache";
import { handlesFree } from "../gc/handles";
import { localsClear } from "../modules/thread/local";
import { handleRecordCommit } from "../modules/thread/handle";
import { threadGone } from "../modules/thread/start";
import { normalFormsFree } from "../modules/unicodedata";
import { engineFree } from "../modules/sre/engine";
import { reprGuardFree } from "../types/repr-guard";
import { threadInstanceInit } from "./init";

// @ts-ignore: decorator
@inline function self(): ThreadState { return changetype<ThreadState>(ts); }
export function initThread(state: u32): void {
  threadStart(state);
  threadInstanceInit();
  recursionReset();
}
export function threadMain(state: u32): void {
  const s = self(), f = s.startFunc, args = s.startArgs, kwargs = s.startKwargs;
  // the state goes on owning them, as roots
  const r = kwargs ? callWithDict(f, tupleItems(args), tupleSize(args), kwargs) : call(f, tupleItems(args), tupleSize(args), NULL);
  if (!r) {
    if (errMatches(T.SystemExit)) errClear();
    else unraisable(f, "Exception ignored in thread started by");
    startFailed(f);
  }
  decref(r);
  s.startFunc = NULL; s.startArgs = NULL; s.startKwargs = NULL;
  decref(f); decref(args); decref(kwargs);
  const daemon = s.daemon != 0, record: Ptr = s.doneEvent;
  threadClear();
  const h = s.handle;
  s.handle = NULL;
  decref(h);
  s.doneEvent = <u32>handleRecordCommit(record);
  threadGone(daemon);
  const release: () => void = threadRelease;
  threadFinish(release.index);
}
/**
 * threading.Thread.start() waits for an event that the new thread sets. A thread that did not come that far (MemoryError) sets it here, so that its creator does not wait for ever: start() returns, the thread is not alive, and
 * what happened to it has been written. Setting it takes some memory too: tried again while there is none, since others go on.
 */
function startFailed(f: Value): void {
  const m = dictGetStr(interpModules(), N.threading), t = m ? getAttrOptional(m, N.Thread) : NULL, thread = t ? getAttrOptional(f, N.__self__) : NULL;
  errClear();
  const event = thread && hasFlag(t, TF_TYPE_SUBCLASS) && typeIsSubtype(typeOf(thread), as<TypeObject>(t)) ? getAttrOptional(thread, N._started) : NULL;
  let done = event == NULL;
  for (let i = 0; i < 200 && !done; i++) {
    errClear();
    const r = callMethod0(event, N.set);
    done = r != NULL || !errMatches(T.MemoryError);
    decref(r);
    if (!done) threadSleep(10000000);
  }
  errClear();
  // nor is it one that is about to start
  const limbo = event ? getAttrOptional(m, N._limbo) : NULL;
  if (limbo && isExact(limbo, T.dict)) dictDel(limbo, thread);
  errClear();
  decref(limbo); decref(event); decref(thread); decref(t); decref(m);
}
/** Drops everything the state owns; finalizers run, and may fill it again, so twice. Also for the main thread, at the end of finalisation. */
export function threadClear(): void {
  const s = self();
  for (let round = 0; round < 2; round++) {
    localsClear();
    for (let p = interpBlock() + 0x10; p < interpBlock() + 0x80; p += 8) {
      const v = load<u64>(p);
      store<u64>(p, NULL);
      decref(v);
    }
    excSet(NULL);
    errClear();
    const a = threadTakeAsyncExc(), n = s.name;
    s.name = NULL;
    decref(a); decref(n);
  }
}
/** The memory that running Python needs. Called by threadFinish when nothing waits for this thread any more. */
function threadRelease(): void {
  instanceBuffersFree();
  scratchFree();
}
/** Raw memory that this instance made for the thread that ends (the next one that runs here makes its own), and its frames' chunks. */
export function instanceBuffersFree(): void {
  handlesFree();
  dataStackFree();
  reprGuardFree();
  engineFree();
  normalFormsFree();
  polyFree();
}
/** The chunks in which frames lie. */
function dataStackFree(): void {
  const s = self();
  while (s.dataStackChunk) {
    const c: Ptr = s.dataStackChunk;
    s.dataStackChunk = load<u32>(c); s.dataStackTop = load<u32>(c, 4); s.dataStackLimit = load<u32>(c, 8);
    memFree(c);
  }
}
/**
 * Finalisation, in the main thread, after threading._shutdown and atexit: all other threads (daemons) are stopped wherever they are and never go on: who sleeps in a
 * host call hangs when it wants to come back. The world stays stopped; collections nest in it.
 */
export function threadsStopForGood(): void { worldStop(); }
