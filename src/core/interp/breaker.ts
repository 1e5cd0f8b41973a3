/** The eval breaker: what a thread does between instructions because somebody asked (contract, section 8). */
import { Value, NULL } from "../base/value";
import { ts } from "../threads/self";
import { ThreadState } from "../threads/state";
import { EB_GC, EB_SIGNAL, EB_ASYNC_EXC, EB_TICK, EB_LIMIT, EB_PENDING, EB_TRACE } from "../base/thread-layout";
import { evalBreakerHandle } from "../threads/eval-breaker";
import { xchgV } from "../base/atomics";
import { raiseException, raise } from "../objects/errors";
import { exceptionNew0 } from "../types/exceptions/create";
import { T, TypeObject, TF_TYPE_SUBCLASS } from "../../generated/core/types";
import { hasFlag } from "../objects/typeof";
import { as } from "../base/obj";
import { decref } from "../refcount/count";
import { call0 } from "../objects/call";
import { gcRunIfDue } from "../gc/trigger";
import { traceActive } from "./trace";
import { signalsRun } from "../modules/signal";

export const BREAKER_NONE: i32 = 0;
export const BREAKER_ERROR: i32 = 1;
/** leave the run loop and come back: the engine's optimised code is entered then */
export const BREAKER_TICK: i32 = 2;

/** leave the run loop: the traced one is entered then. The bit stays until that happens */
export const BREAKER_TRACE: i32 = 3;

function signalled(): bool { atomic.and<u32>(ts, ~EB_SIGNAL); return signalsRun() >= 0; }
export function breaker(): i32 {
  const s = changetype<ThreadState>(ts);
  // signals first: what dies in the rest may run Python code that ignores exceptions, and a handler's would be lost there
  if ((atomic.load<u32>(ts) & EB_SIGNAL) != 0 && !signalled()) return BREAKER_ERROR;
  const bits = evalBreakerHandle();
  if (bits & EB_GC) { atomic.and<u32>(ts, ~EB_GC); gcRunIfDue(); }
  if ((bits & EB_SIGNAL) != 0 && !signalled()) return BREAKER_ERROR;
  if (bits & EB_ASYNC_EXC) {
    atomic.and<u32>(ts, ~EB_ASYNC_EXC);
    const e = xchgV(ts + offsetof<ThreadState>("asyncExc"), NULL);
    if (e) {
      if (hasFlag(e, TF_TYPE_SUBCLASS)) { const x = call0(e); decref(e); if (x) raiseException(x); } else raiseException(e);
      return BREAKER_ERROR;
    }
  }
  if (bits & EB_LIMIT) { atomic.and<u32>(ts, ~EB_LIMIT); raise(T.MemoryError, "memory limit exceeded"); return BREAKER_ERROR; }
  if (bits & EB_TRACE) { if (traceActive()) return BREAKER_TRACE; atomic.and<u32>(ts, ~EB_TRACE); }
  if (bits & EB_TICK) { atomic.and<u32>(ts, ~EB_TICK); return BREAKER_TICK; }
  return BREAKER_NONE;
}
