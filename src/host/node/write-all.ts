/** Writes all of a text or of bytes to a descriptor, synchronously, waiting for a slow reader. For diagnostics: failures are swallowed. */
import { writeSync } from 'node:fs';

const nap = new Int32Array(new SharedArrayBuffer(4));

export function writeAll(fd: number, what: string | Uint8Array): boolean {
  const bytes = typeof what === 'string' ? Buffer.from(what) : what;
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(fd, bytes, at, bytes.length - at);
    } catch (e) {
      if ((e as { code?: string }).code !== 'EAGAIN') return false;
      Atomics.wait(nap, 0, 0, 2);
    }
  }
  return true;
}
