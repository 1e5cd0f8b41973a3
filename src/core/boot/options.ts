/** Reads the options block (src/spec/options.ts). Its address stands in the host page; nobody writes it. */
import { Ptr, Value, NULL } from "../base/value";
import { HOST_PAGE_OPTIONS_ADDR } from "../../generated/core/host";
import { listAppendSteal, listNew } from "../types/list/core";
import { decref } from "../refcount/count";
import { strFromUtf8Surrogateescape } from "../codecs/utf8";

let block: Ptr = 0;
/** Start-up of the main thread, for a block that is not in the host page. */
export function optionsSet(p: Ptr): void { block = p; }
function base(): Ptr { return block ? block : <Ptr>load<u32>(HOST_PAGE_OPTIONS_ADDR); }
/** A number by its offset (OPTION_… of generated host.ts). */
export function optionNumber(at: usize): u32 { const b = base(); return b ? load<u32>(b + at) : 0; }
/** Whether the text was given. */
export function optionHasText(at: usize): bool { const b = base(); return b != 0 && load<u32>(b + at) != 0; }
/** A text, new; NULL without exception if it was not given. */
export function optionText(at: usize): Value {
  const b = base();
  if (!b || !load<u32>(b + at)) return NULL;
  return strFromUtf8Surrogateescape(b + load<u32>(b + at), load<i32>(b + at, 4));
}
/** Address and length of a text's bytes. */
export function optionTextAt(at: usize): Ptr { const b = base(); return b && load<u32>(b + at) ? b + load<u32>(b + at) : 0; }
export function optionTextLength(at: usize): i32 { const b = base(); return b ? load<i32>(b + at, 4) : 0; }
/** A list of texts, new. */
export function optionList(at: usize): Value {
  const l = listNew(0), b = base();
  if (!l || !b || !load<u32>(b + at)) return l;
  let p = b + load<u32>(b + at);
  const n = load<i32>(b + at, 4);
  for (let i = 0; i < n; i++) {
    const len = load<i32>(p), s = strFromUtf8Surrogateescape(p + 4, len);
    if (!s || listAppendSteal(l, s) < 0) { decref(l); return NULL; }
    p += 4 + ((<usize>len + 3) & ~3);
  }
  return l;
}
