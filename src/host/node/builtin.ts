/** Modules of Node that cost milliseconds to load (tty loads net, crypto loads OpenSSL's half) and that most programs never need: loaded at first use. */
import { fstatSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as ChildProcess from 'node:child_process';
import type * as Crypto from 'node:crypto';
import type * as Tty from 'node:tty';

const require = createRequire('/');
export const crypto = (): typeof Crypto => require('node:crypto') as typeof Crypto;
export function isatty(fd: number): boolean {
  try {
    const s = fstatSync(fd);
    // Linux's memory devices (/dev/null) have the major number 1.
    if (!s.isCharacterDevice() || (process.platform === 'linux' && s.rdev >>> 8 === 1)) return false;
  } catch {
    return false;
  }
  return (require('node:tty') as typeof Tty).isatty(fd);
}
export const childProcess = (): typeof ChildProcess => require('node:child_process') as typeof ChildProcess;
