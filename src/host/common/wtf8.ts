/** UTF-8 in which lone surrogates are three bytes like any other code point (WTF-8): how the core's strings cross. */
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export function encodeWtf8(text: string): Uint8Array {
  if (!/\p{Surrogate}/u.test(text)) return encoder.encode(text);
  const out: number[] = [];
  for (const ch of text) {
    const cp = ch.codePointAt(0) as number;
    if (cp >= 0xd800 && cp <= 0xdfff) out.push(0xe0 | (cp >> 12), 0x80 | ((cp >> 6) & 0x3f), 0x80 | (cp & 0x3f));
    else out.push(...encoder.encode(ch));
  }
  return Uint8Array.from(out);
}

/** bytes must not be shared memory. */
export function decodeWtf8(bytes: Uint8Array): string {
  const parts: string[] = [];
  let from = 0;
  for (let i = bytes.indexOf(0xed); i >= 0; i = bytes.indexOf(0xed, i + 1)) {
    if (i + 2 >= bytes.length || bytes[i + 1] < 0xa0) continue;
    parts.push(decoder.decode(bytes.subarray(from, i)), String.fromCharCode(0xd000 | ((bytes[i + 1] & 0x3f) << 6) | (bytes[i + 2] & 0x3f)));
    from = i + 3;
  }
  parts.push(decoder.decode(from === 0 ? bytes : bytes.subarray(from)));
  return parts.join('');
}
