/** Writes the options block (layout: src/spec/options.ts). Offsets in it count from its start, so it can be built before its address is known. */
import { OPTIONS_AT } from '../../generated/host/calls.ts';
import type { OptionList, OptionNumber, OptionText } from '../../spec/options.ts';

export interface OptionValues {
  numbers: Partial<Record<OptionNumber, number>>;
  texts: Partial<Record<OptionText, string | Uint8Array>>;
  lists: Partial<Record<OptionList, readonly (string | Uint8Array)[]>>;
}

const encoder = new TextEncoder();
const toBytes = (s: string | Uint8Array): Uint8Array => typeof s === 'string' ? encoder.encode(s) : s;
const at = OPTIONS_AT as Readonly<Record<string, number>>;

export function encodeOptions(values: OptionValues): Uint8Array {
  const head = new DataView(new ArrayBuffer(OPTIONS_AT.BYTES));
  const parts: Uint8Array[] = [new Uint8Array(head.buffer)];
  let end: number = OPTIONS_AT.BYTES;
  const append = (bytes: Uint8Array): number => {
    const from = end;
    const pad = (4 - (bytes.length & 3)) & 3;
    parts.push(bytes, new Uint8Array(pad));
    end += bytes.length + pad;
    return from;
  };
  head.setUint32(OPTIONS_AT.OPTION_VERSION, 1, true);
  for (const [name, value] of Object.entries(values.numbers)) head.setUint32(at[`OPTION_${name}`], value >>> 0, true);
  for (const [name, value] of Object.entries(values.texts)) {
    const bytes = toBytes(value);
    head.setUint32(at[`OPTION_TEXT_${name}`], append(bytes), true);
    head.setUint32(at[`OPTION_TEXT_${name}`] + 4, bytes.length, true);
  }
  for (const [name, items] of Object.entries(values.lists)) {
    const from = end;
    for (const item of items) {
      const bytes = toBytes(item);
      append(new Uint8Array(Uint32Array.of(bytes.length).buffer));
      append(bytes);
    }
    head.setUint32(at[`OPTION_LIST_${name}`], from, true);
    head.setUint32(at[`OPTION_LIST_${name}`] + 4, items.length, true);
  }
  const out = new Uint8Array(end);
  let to = 0;
  for (const p of parts) { out.set(p, to); to += p.length; }
  return out;
}
