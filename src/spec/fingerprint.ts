/** A number that says what instructions and code objects mean: kept code (marshal, .pyc files) of another table is refused. */
import * as image from './image.ts';
import * as opcodes from './opcodes.ts';

let h = 0x811C9DC5;
for (const ch of JSON.stringify([Object.entries(opcodes), Object.entries(image)])) h = Math.imul(h ^ (ch.codePointAt(0) ?? 0), 0x01000193) >>> 0;
export const CODE_FINGERPRINT: number = h;
/** of .pyc files: two bytes of it, \r\n */
export const PYC_TOKEN: number = 0x0A0D0000 + ((h ^ (h >>> 16)) & 0xFFFF);
