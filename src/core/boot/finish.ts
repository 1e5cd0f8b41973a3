/**
 * The last steps of the process, after threading._shutdown, atexit and the streams: no thread is started any more, daemons stop for good, the modules are torn down, and,
 * if somebody wants to know, the counters are printed (`--stats`). The checked core then looks whether anything was left. CPython: the end of Py_FinalizeEx.
 */
import { OPTION_STATS } from "../../generated/core/host";
import { CHECK } from "../base/panic";
import { GC_STATE, GcState } from "../gc/state";
import { threadsClose } from "../modules/thread/start";
import { mergeQueuesAdoptStopped } from "../refcount/merge-queue";
import { finalizeModules } from "./finalize";
import { leakCheck } from "./leakcheck";
import { optionNumber } from "./options";
import { printStats } from "./stats";
import { threadsStopForGood } from "./thread-main";

/** Exit status when the checked core's leak check finds something. */
export const STATUS_LEAK: i32 = 70;

/** Number of faults that the leak check found (checked core). */
export function processFinish(): i32 {
  threadsClose();
  threadsStopForGood();
  // a daemon that was stopped in the middle of a collection does not go on with it
  atomic.store<u32>(GC_STATE, 0, offsetof<GcState>("collecting"));
  mergeQueuesAdoptStopped();
  finalizeModules();
  if (optionNumber(OPTION_STATS)) printStats();
  return CHECK >= 1 ? leakCheck() : 0;
}
