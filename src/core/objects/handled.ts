/** The exception that this thread is handling (sys.exception()). The interpreter keeps a stack of items; ThreadState.excInfo is the address of the top one, whose first word is the exception. */
import { Ptr, Value, NULL, None } from "../base/value";
import { ThreadState } from "../threads/state";
import { ts } from "../threads/self";

/** Borrowed; NULL if none. Items of generators may hold NULL: then the one below counts (second word: u32 address of the previous item). */
export function handledException(): Value {
  if (!ts) return NULL;
  let item: Ptr = changetype<ThreadState>(ts).excInfo;
  while (item) {
    const e = load<u64>(item);
    if (e && e != None) return e;
    item = load<u32>(item, 8);
  }
  return NULL;
}
