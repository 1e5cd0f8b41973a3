/**
 * The last steps of the process, after threading._shutdown, atexit and the streams: no thread is started any more, daemons stop for good, and, if somebody wants to know, the
 * counters are printed (`--stats`) and what still lives (bit STRESS_CHECK_LEAKS of `--stress`). CPython: the end of Py_FinalizeEx.
 */
import { OPTION_STATS, OPTION_STRESS } from "../../generated/core/host";
import { gcCollect, GC_SHUTDOWN } from "../gc/collect";
import { threadsClose } from "../modules/thread/start";
import { optionNumber } from "./options";
import { printLiveObjects, printStats } from "./stats";
import { threadsStopForGood } from "./thread-main";

/** `--stress` bit: collect twice at exit and list what lives. */
export const STRESS_CHECK_LEAKS: u32 = 1 << 30;

export function processFinish(): void {
  threadsClose();
  threadsStopForGood();
  if (<u32>optionNumber(OPTION_STRESS) & STRESS_CHECK_LEAKS) {
    gcCollect(2, GC_SHUTDOWN);
    gcCollect(2, GC_SHUTDOWN);
    printLiveObjects();
  }
  if (optionNumber(OPTION_STATS)) printStats();
}
