/** The host calls on descriptors and paths, over node:fs. Paths are bytes; relative ones are taken from Python's own working directory. */
import * as fs from 'node:fs';
import { ERRNO, type HostCalls, OPEN, STAT } from '../../generated/host/calls.ts';
import { CWD_AT, CWD_BYTES, H_CWD_LOCK, H_UMASK } from '../contract/region.ts';
import type { WorkerContext } from '../contract/worker-context.ts';
import { isatty } from './builtin.ts';
import { Descriptors, Kind } from './descriptors.ts';
import { attempt } from './errors.ts';

type Names = Exclude<Extract<keyof HostCalls, `fd${string}` | `path${string}`>, 'fdPipe' | 'fdDupTo' | 'fdFlag' | 'fdPoll'> | 'getcwd' | 'chdir' | 'umask' | 'terminalSize';

const SLASH = 0x2f;
const c = fs.constants;
const FLAGS: readonly (readonly [number, number])[] = [
  [OPEN.CREAT, c.O_CREAT], [OPEN.EXCL, c.O_EXCL], [OPEN.NOCTTY, c.O_NOCTTY ?? 0], [OPEN.TRUNC, c.O_TRUNC], [OPEN.APPEND, c.O_APPEND],
  [OPEN.NONBLOCK, c.O_NONBLOCK ?? 0], [OPEN.DIRECTORY, c.O_DIRECTORY ?? 0], [OPEN.NOFOLLOW, c.O_NOFOLLOW ?? 0], [OPEN.SYNC, c.O_SYNC ?? 0],
];
function openFlags(linux: number): number {
  if (process.platform === 'linux') return linux;
  let flags = linux & 3;
  for (const [bit, native] of FLAGS) if ((linux & bit) === bit) flags |= native;
  return flags;
}

/** Python's working directory. */
export function workingDirectory({ mem }: WorkerContext): Buffer {
  const at = mem.region + CWD_AT;
  return mem.locked(H_CWD_LOCK, () => {
    const length = mem.getU32(at);
    return length === 0 ? Buffer.from(process.cwd()) : Buffer.from(mem.copy(at + 4, length));
  });
}

export function fileCalls(ctx: WorkerContext, fds: Descriptors): Pick<HostCalls, Names> {
  const { mem } = ctx;
  const dirs = { at: mem.region + CWD_AT };

  const cwd = (): Buffer => workingDirectory(ctx);
  const path = (at: number, length: number): Buffer => {
    const bytes = Buffer.from(mem.copy(at, length));
    if (mem.getU32(dirs.at) === 0 || bytes.length === 0 || bytes[0] === SLASH) return bytes;
    return Buffer.concat([cwd(), Buffer.of(SLASH), bytes]);
  };
  const masked = (mode: number): number => {
    const mask = Atomics.load(mem.i32, mem.header(H_UMASK));
    return mask === 0 ? mode : mode & ~(mask & 0o777);
  };
  const writeStat = (s: fs.BigIntStats | undefined, out: number): number => {
    if (s === undefined) return -ERRNO.ENOENT;
    mem.setU32(out + STAT.MODE, Number(s.mode));
    mem.setU32(out + STAT.NLINK, Number(s.nlink));
    mem.setU32(out + STAT.UID, Number(s.uid));
    mem.setU32(out + STAT.GID, Number(s.gid));
    mem.setI64(out + STAT.INO_I64, BigInt.asIntN(64, s.ino));
    mem.setI64(out + STAT.DEV_I64, BigInt.asIntN(64, s.dev));
    mem.setI64(out + STAT.SIZE_I64, s.size);
    mem.setI64(out + STAT.ATIME_NS_I64, s.atimeNs);
    mem.setI64(out + STAT.MTIME_NS_I64, s.mtimeNs);
    mem.setI64(out + STAT.CTIME_NS_I64, s.ctimeNs);
    mem.setI64(out + STAT.BIRTHTIME_NS_I64, s.birthtimeNs);
    mem.setI64(out + STAT.RDEV_I64, BigInt.asIntN(64, s.rdev));
    mem.setI64(out + STAT.BLOCKS_I64, s.blocks);
    mem.setU32(out + STAT.BLKSIZE, Number(s.blksize));
    return 0;
  };
  const done = (f: () => void): number => attempt(() => { f(); return 0; });
  const blob = (out: number, bytes: Uint8Array): number => ctx.blob(out, bytes) ? 0 : -ERRNO.ENOMEM;
  const noSuchStream = (fd: number): boolean => fds.kind(fd) === Kind.CLOSED;
  const seconds = (at: number): number => Number(mem.getI64(at)) / 1e9;

  return {
    fdOpen: (at, length, flags, mode) => attempt(() => {
      const fd = fs.openSync(path(at, length), openFlags(flags), masked(mode));
      return fds.opened(fd, fs.fstatSync(fd).isFile(), (flags & OPEN.APPEND) !== 0);
    }),
    fdClose: (fd) => attempt(() => fds.close(fd)),
    fdRead: (fd, out, length) => attempt(() => fds.read(fd, out, length)),
    fdWrite: (fd, from, length) => attempt(() => fds.write(fd, from, length)),
    fdReadAt: (fd, out, length, position) => attempt(() => noSuchStream(fd) ? -ERRNO.EBADF : fs.readSync(fds.systems(fd), mem.bytes(out, length), 0, length, position)),
    fdWriteAt: (fd, from, length, position) => attempt(() => noSuchStream(fd) ? -ERRNO.EBADF : fs.writeSync(fds.systems(fd), mem.bytes(from, length), 0, length, position)),
    fdSeek: (fd, offset, whence, out) => attempt(() => fds.seek(fd, offset, whence, out)),
    fdStat: (fd, out) => attempt(() => noSuchStream(fd) ? -ERRNO.EBADF : writeStat(fs.fstatSync(fds.systems(fd), { bigint: true }), out)),
    fdTruncate: (fd, size) => done(() => fs.ftruncateSync(fds.systems(fd), size)),
    fdIsatty: (fd) => attempt(() => { const kind = fds.kind(fd); return kind === Kind.CLOSED ? -ERRNO.EBADF : kind === Kind.STREAM && isatty(fds.systems(fd)) ? 1 : 0; }),
    fdSync: (fd) => done(() => fs.fsyncSync(fds.systems(fd))),
    fdDup: (fd) => attempt(() => fds.dup(fd)),
    terminalSize: (fd, out) => attempt(() => {
      if (fds.kind(fd) !== Kind.STREAM || !isatty(fd)) return -ERRNO.ENOTTY;
      const answer = ctx.ask('terminalSize', fd, 0);
      mem.setU32(out, answer.a);
      mem.setU32(out + 4, answer.b);
      return answer.status;
    }),

    pathStat: (at, length, follow, out) => attempt(() => {
      const options = { bigint: true, throwIfNoEntry: false } as const;
      return writeStat(follow !== 0 ? fs.statSync(path(at, length), options) : fs.lstatSync(path(at, length), options), out);
    }),
    pathList: (at, length, out) => attempt(() => {
      const entries = fs.readdirSync(path(at, length), { withFileTypes: true, encoding: 'buffer' as never }) as unknown as (fs.Dirent & { name: Buffer })[];
      const parts: Buffer[] = [];
      for (const e of entries) {
        const head = Buffer.alloc(8);
        const type = e.isFile() ? 8 : e.isDirectory() ? 4 : e.isSymbolicLink() ? 10 : e.isFIFO() ? 1 : e.isCharacterDevice() ? 2 : e.isBlockDevice() ? 6 : e.isSocket() ? 12 : 0;
        head.writeUInt32LE(type, 0);
        head.writeUInt32LE(e.name.length, 4);
        parts.push(head, e.name);
      }
      return ctx.blob(out, ...parts) ? entries.length : -ERRNO.ENOMEM;
    }),
    pathMkdir: (at, length, mode) => done(() => fs.mkdirSync(path(at, length), masked(mode))),
    pathRmdir: (at, length) => done(() => fs.rmdirSync(path(at, length))),
    pathUnlink: (at, length) => done(() => fs.unlinkSync(path(at, length))),
    pathRename: (from, fl, to, tl) => done(() => fs.renameSync(path(from, fl), path(to, tl))),
    pathSymlink: (target, tl, at, length) => done(() => fs.symlinkSync(Buffer.from(mem.copy(target, tl)), path(at, length))),
    pathReadlink: (at, length, out) => attempt(() => blob(out, fs.readlinkSync(path(at, length), 'buffer'))),
    pathLink: (from, fl, to, tl) => done(() => fs.linkSync(path(from, fl), path(to, tl))),
    pathChmod: (at, length, mode) => done(() => fs.chmodSync(path(at, length), mode)),
    pathUtime: (at, length, times, follow) => done(() => {
      const set = follow !== 0 ? fs.utimesSync : fs.lutimesSync;
      set(path(at, length), seconds(times), seconds(times + 8));
    }),
    pathAccess: (at, length, mode) => done(() => fs.accessSync(path(at, length), mode)),
    pathRealpath: (at, length, out) => attempt(() => blob(out, fs.realpathSync.native(path(at, length), 'buffer'))),
    getcwd: (out) => attempt(() => {
      const where = cwd();
      if (mem.getU32(dirs.at) !== 0) fs.statSync(where); // ours, not the system's: it may be gone
      return blob(out, where);
    }),
    chdir: (at, length) => attempt(() => {
      const target = fs.realpathSync.native(path(at, length), 'buffer');
      if (!fs.statSync(target).isDirectory()) return -ERRNO.ENOTDIR;
      fs.accessSync(target, c.X_OK);
      if (target.length > CWD_BYTES - 4) return -ERRNO.ENAMETOOLONG;
      mem.locked(H_CWD_LOCK, () => { mem.u8.set(target, dirs.at + 4); mem.setU32(dirs.at, target.length); });
      return 0;
    }),
    umask: (mask) => {
      const old = Atomics.exchange(mem.i32, mem.header(H_UMASK), 0x10000 | (mask & 0o777));
      return old === 0 ? process.umask() : old & 0o777;
    },
  };
}
