// Loaded before a Typhon whose core counts its branches (node --import): writes the counts to $TYPHON_COUNTS when the process ends.
import { writeFileSync } from 'node:fs';

const { TYPHON_COUNTS: file, TYPHON_COUNTS_AT: at, TYPHON_COUNTS_BYTES: bytes } = process.env;
const Memory = WebAssembly.Memory;
WebAssembly.Memory = function (type) {
  const memory = new Memory(type);
  process.on('exit', () => { if (memory.buffer.byteLength === 2 ** 32) writeFileSync(file, new Uint8Array(memory.buffer, Number(at), Number(bytes))); });
  return memory;
};
