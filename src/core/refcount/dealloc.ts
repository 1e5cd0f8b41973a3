/** Death of an object: its type's tp_dealloc frees it. */
import { Ptr } from "../base/value";
import { TP_DEALLOC } from "../base/type-layout";

export function deallocObject(p: Ptr): void {
  call_indirect<void>(load<u32>(load<u32>(p, 12), TP_DEALLOC), p);
}
