/** posix: what os is made of. */
import { defineModule } from '../dsl.ts';
const flags = { O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, O_CREAT: 0o100, O_EXCL: 0o200, O_NOCTTY: 0o400, O_TRUNC: 0o1000, O_APPEND: 0o2000, O_NONBLOCK: 0o4000, O_NDELAY: 0o4000, O_DIRECTORY: 0o200000, O_NOFOLLOW: 0o400000, O_CLOEXEC: 0o2000000, O_SYNC: 0o4010000, O_DSYNC: 0o10000, O_RSYNC: 0o4010000, O_ACCMODE: 3 };
const exits = { EX_OK: 0, EX_USAGE: 64, EX_DATAERR: 65, EX_NOINPUT: 66, EX_NOUSER: 67, EX_NOHOST: 68, EX_UNAVAILABLE: 69, EX_SOFTWARE: 70, EX_OSERR: 71, EX_OSFILE: 72, EX_CANTCREAT: 73, EX_IOERR: 74, EX_TEMPFAIL: 75, EX_PROTOCOL: 76, EX_NOPERM: 77, EX_CONFIG: 78 };
export const posix = defineModule({
  name: 'posix', impl: 'modules/posix/spec', doc: 'This module provides access to operating system functionality that is\nstandardized by the C Standard and the POSIX standard (a thinly\ndisguised Unix interface).  Refer to the library manual and\ncorresponding Unix manual entries for more information on calls.',
  functions: {
    'stat(module, path, *, dir_fd=None, follow_symlinks=True)': 'posixStat', 'lstat(module, path, *, dir_fd=None)': 'posixLstat', 'fstat(module, fd)': 'posixFstat',
    'access(module, path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)': 'posixAccess', 'listdir(module, path=None)': 'posixListdir', 'scandir(module, path=None)': 'posixScandir',
    'mkdir(module, path, mode=511, *, dir_fd=None)': 'posixMkdir', 'rmdir(module, path, *, dir_fd=None)': 'posixRmdir', 'unlink(module, path, *, dir_fd=None)': 'posixUnlink', 'remove(module, path, *, dir_fd=None)': 'posixRemove',
    'chmod(module, path, mode, *, dir_fd=None, follow_symlinks=True)': 'posixChmod', 'chdir(module, path)': 'posixChdir', 'rename(module, src, dst, *, src_dir_fd=None, dst_dir_fd=None)': 'posixRename',
    'replace(module, src, dst, *, src_dir_fd=None, dst_dir_fd=None)': 'posixReplace', 'symlink(module, src, dst, target_is_directory=False, *, dir_fd=None)': 'posixSymlink',
    'link(module, src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)': 'posixLink', 'readlink(module, path, *, dir_fd=None)': 'posixReadlink',
    'utime(module, path, times=None, *, ns=<unset>, dir_fd=None, follow_symlinks=True)': 'posixUtime', 'truncate(module, path, length)': 'posixTruncate', 'fspath(module, path)': 'posixFspath',
    '_path_splitroot(module, path)': 'pathSplitroot', '_path_splitroot_ex(module, path, /)': 'pathSplitrootEx', '_path_normpath(module, path)': 'pathNormpath',
    'open(module, path, flags, mode=511, *, dir_fd=None)': 'posixOpen', 'close(module, fd)': 'posixClose', 'read(module, fd, length, /)': 'posixRead', 'readinto(module, fd, buffer, /)': 'posixReadinto', 'write(module, fd, data, /)': 'posixWrite',
    'pread(module, fd, length, offset, /)': 'posixPread', 'pwrite(module, fd, buffer, offset, /)': 'posixPwrite', 'lseek(module, fd, position, whence, /)': 'posixLseek', 'ftruncate(module, fd, length, /)': 'posixFtruncate',
    'fsync(module, fd)': 'posixFsync', 'fdatasync(module, fd)': 'posixFsync', 'isatty(module, fd, /)': 'posixIsatty', 'dup(module, fd, /)': 'posixDup', 'get_terminal_size(module, fd=1, /)': 'posixTerminalSize',
    'get_inheritable(module, fd, /)': 'posixGetInheritable', 'set_inheritable(module, fd, inheritable, /)': 'posixSetInheritable', 'get_blocking(module, fd, /)': 'posixGetBlocking',
    'getpid(module, /)': 'posixGetpid', 'getppid(module, /)': 'posixGetppid', 'getuid(module, /)': 'posixGetuid', 'geteuid(module, /)': 'posixGeteuid', 'getgid(module, /)': 'posixGetgid', 'getegid(module, /)': 'posixGetegid',
    'cpu_count(module, /)': 'posixCpuCount', 'umask(module, mask, /)': 'posixUmask', '_exit(module, status)': 'posixExit', 'abort(module, /)': 'posixAbort', 'kill(module, pid, signal, /)': 'posixKill',
    'urandom(module, size, /)': 'posixUrandom', 'getrandom(module, size, flags=0)': 'posixGetrandom', 'strerror(module, code, /)': 'posixStrerror', 'uname(module, /)': 'posixUname', 'times(module, /)': 'posixTimes',
    'getcwd(module, /)': 'posixGetcwd', 'getcwdb(module, /)': 'posixGetcwdb', 'putenv(module, name, value, /)': 'posixPutenv', 'unsetenv(module, name, /)': 'posixUnsetenv', '_create_environ(module, /)': 'posixCreateEnviron',
    'pipe(module, /)': 'posixPipe', 'pipe2(module, flags, /)': 'posixPipe2', 'dup2(module, fd, fd2, inheritable=True)': 'posixDup2', 'set_blocking(module, fd, blocking, /)': 'posixSetBlocking',
    '_writer(module, fd, writer=-1, /)': 'posixWriter', '_poll(module, entries, milliseconds, /)': 'posixPoll', '_spawn(module, request, /)': 'posixSpawnRequest', 'waitpid(module, pid, options, /)': 'posixWaitpid', 'wait(module, /)': 'posixWait', 'system(module, command)': 'posixSystem',
    'killpg(module, pgid, signal, /)': 'posixKillpg', 'register_at_fork(module, *, before=<unset>, after_in_child=<unset>, after_in_parent=<unset>)': 'posixRegisterAtFork', 'WIFEXITED(module, status)': 'posixWIFEXITED', 'WEXITSTATUS(module, status)': 'posixWEXITSTATUS', 'WIFSIGNALED(module, status)': 'posixWIFSIGNALED',
    'WTERMSIG(module, status)': 'posixWTERMSIG', 'WIFSTOPPED(module, status)': 'posixWIFSTOPPED', 'WSTOPSIG(module, status)': 'posixWSTOPSIG', 'WIFCONTINUED(module, status)': 'posixWIFCONTINUED',
    'chown(module, path, uid, gid, *, dir_fd=None, follow_symlinks=True)': 'posixChown', 'lchown(module, path, uid, gid)': 'posixLchown', 'fchown(module, fd, uid, gid)': 'posixFchown', 'fchmod(module, fd, mode)': 'posixFchmod',
    'statvfs(module, path)': 'posixStatvfs', 'getloadavg(module, /)': 'posixGetloadavg', 'getgroups(module, /)': 'posixGetgroups', 'getpriority(module, which, who)': 'posixGetpriority',
    'setpriority(module, which, who, priority)': 'posixSetpriority', 'nice(module, increment, /)': 'posixNice', 'getpgid(module, pid)': 'posixGetpgid', 'getpgrp(module, /)': 'posixGetpgrp', 'getsid(module, pid, /)': 'posixGetsid',
    'sched_getaffinity(module, pid, /)': 'posixSchedGetaffinity', 'sched_yield(module, /)': 'posixSchedYield', 'sysconf(module, name, /)': 'posixSysconf', 'ctermid(module, /)': 'posixCtermid', 'device_encoding(module, fd)': 'posixDeviceEncoding',
    'major(module, device, /)': 'posixMajor', 'minor(module, device, /)': 'posixMinor', 'makedev(module, major, minor, /)': 'posixMakedev', '_rusage(module, /)': 'posixRusage',
    'WCOREDUMP(module, status, /)': 'posixWCOREDUMP', 'waitstatus_to_exitcode(module, status)': 'posixExitcode',
  },
  constants: { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, SEEK_DATA: 3, SEEK_HOLE: 4, TMP_MAX: 238328, NGROUPS_MAX: 65536, GRND_NONBLOCK: 1, GRND_RANDOM: 2, WNOHANG: 1, WUNTRACED: 2, WCONTINUED: 8, PRIO_PROCESS: 0, PRIO_PGRP: 1, PRIO_USER: 2, ST_RDONLY: 1, ST_NOSUID: 2, ST_NODEV: 4, ST_NOEXEC: 8, ST_SYNCHRONOUS: 16, ST_MANDLOCK: 64, ST_WRITE: 128, ST_APPEND: 256, ST_NOATIME: 1024, ST_NODIRATIME: 2048, ST_RELATIME: 4096, SCHED_OTHER: 0, SCHED_FIFO: 1, SCHED_RR: 2, SCHED_BATCH: 3, SCHED_IDLE: 5, P_ALL: 0, P_PID: 1, P_PGID: 2, P_PIDFD: 3, ...flags, ...exits },
  types: { stat_result: 'stat_result', statvfs_result: 'statvfs_result', terminal_size: 'terminal_size', times_result: 'times_result', uname_result: 'uname_result', sched_param: 'sched_param', DirEntry: 'DirEntry' },
  exec: 'posixExec',
});
