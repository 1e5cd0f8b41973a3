/** Modules of Node that cost milliseconds to load (tty loads net, crypto loads OpenSSL's half) and that most programs never need: loaded at first use. */
import { createRequire } from 'node:module';
import type * as ChildProcess from 'node:child_process';
import type * as Crypto from 'node:crypto';
import type * as Tty from 'node:tty';

const require = createRequire('/');
export const crypto = (): typeof Crypto => require('node:crypto') as typeof Crypto;
export const isatty = (fd: number): boolean => (require('node:tty') as typeof Tty).isatty(fd);
export const childProcess = (): typeof ChildProcess => require('node:child_process') as typeof ChildProcess;
