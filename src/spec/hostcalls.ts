/**
 * The host calls: everything that the core asks of the world outside its memory, one row a call.
 *
 * `scripts/gen-host.ts` makes two files from this table: `src/generated/core/host.ts`, the declarations for the core, and
 * `src/generated/host/calls.ts`, the interface that each port (Node, browser) implements and the import object that binds it.
 *
 * Rules. Only i32 and f64 cross. `ptr` and `u32` are i32 on the wire and arrive as non-negative numbers on both sides. 64-bit results are written to
 * memory, little-endian. Errors are negative errno values (the numbers of Linux, ERRNO below, on every host); 0 or a positive
 * number is success. Paths and other texts cross as (ptr, len) UTF-8; a path is bytes for the host, so what Python wrote with `surrogateescape` comes back the
 * same. A call marked `blocks` may take long: the core must be detached when it calls it. A *blob* is a result of unknown size: the host
 * allocates it with the core's export `hostAlloc`, writes u32 address and u32 byte length to `out`, and the core frees it with `hostFree`.
 *
 * No call may be made by a thread that holds a lock which `hostAlloc` needs.
 */
export type HostType = 'i32' | 'u32' | 'ptr' | 'f64';
export interface HostCall {
  name: string;
  /** "name:type name:type …" */
  params: string;
  result: HostType | '';
  doc: string;
  /** may take long; call it detached */
  blocks?: boolean;
}

const math1 = ['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh', 'exp', 'expm1', 'log', 'log1p', 'log2', 'log10', 'cbrt'];
const math2 = ['atan2', 'pow', 'hypot'];

export const hostCalls: readonly HostCall[] = [
  // --- diagnostics
  { name: 'panic', params: 'message:ptr', result: '', doc: 'Our own bug. message: an AssemblyScript string literal (UTF-16, byte length at -4). Never returns: dump, status 134.' },
  { name: 'debugLog', params: 'message:ptr', result: '', doc: 'Writes an AssemblyScript string literal and a newline to standard error.' },
  { name: 'debugNumber', params: 'label:ptr value:f64', result: '', doc: 'Writes "label value" to standard error; label is an AssemblyScript string literal.' },
  { name: 'debugText', params: 'text:ptr length:u32', result: '', doc: 'Writes UTF-8 text as it is to standard error (dumps are made of it). No text: the stack of the calls.' },

  // --- clocks and randomness
  { name: 'clockRealtime', params: 'out:ptr', result: 'i32', doc: 'i64 nanoseconds since 1970.' },
  { name: 'clockMonotonic', params: 'out:ptr', result: 'i32', doc: 'i64 nanoseconds, never backwards, the same clock in every thread.' },
  { name: 'clockProcess', params: 'out:ptr', result: 'i32', doc: 'i64 nanoseconds of CPU time of the whole process.' },
  { name: 'clockThread', params: 'out:ptr', result: 'i32', doc: 'i64 nanoseconds of CPU time of the calling thread; -ENOSYS where the host cannot tell.' },
  { name: 'localTime', params: 'seconds:f64 out:ptr', result: 'i32', doc: 'The local time zone at that moment: i32 seconds east of UTC, i32 daylight saving (0, 1), u32 byte length and 52 bytes of the zone\'s name (UTF-8).' },
  { name: 'randomBytes', params: 'out:ptr length:u32', result: 'i32', doc: 'Cryptographically strong random bytes.' },

  // --- files by descriptor
  { name: 'fdOpen', params: 'path:ptr length:u32 flags:u32 mode:u32', result: 'i32', doc: 'Descriptor. Flags are Linux\'s O_* numbers (OPEN below).', blocks: true },
  { name: 'fdClose', params: 'fd:i32', result: 'i32', doc: 'Closes.' },
  { name: 'fdRead', params: 'fd:i32 out:ptr length:u32', result: 'i32', doc: 'Bytes read at the file position, 0 at the end. Waits for input on pipes and terminals; -EINTR when a signal for Python arrived meanwhile.', blocks: true },
  { name: 'fdWrite', params: 'fd:i32 from:ptr length:u32', result: 'i32', doc: 'Bytes written, at least 1 of a non-empty buffer. Waits for a slow reader; -EPIPE when there is none any more, -EINTR as fdRead.', blocks: true },
  { name: 'fdReadAt', params: 'fd:i32 out:ptr length:u32 position:f64', result: 'i32', doc: 'pread.', blocks: true },
  { name: 'fdWriteAt', params: 'fd:i32 from:ptr length:u32 position:f64', result: 'i32', doc: 'pwrite.', blocks: true },
  { name: 'fdSeek', params: 'fd:i32 offset:f64 whence:i32 out:ptr', result: 'i32', doc: 'Writes the new position (i64). -ESPIPE on what cannot seek.' },
  { name: 'fdStat', params: 'fd:i32 out:ptr', result: 'i32', doc: 'A STAT record.' },
  { name: 'fdTruncate', params: 'fd:i32 size:f64', result: 'i32', doc: 'ftruncate.' },
  { name: 'fdIsatty', params: 'fd:i32', result: 'i32', doc: '1 for a terminal, 0 if not; -EBADF.' },
  { name: 'fdSync', params: 'fd:i32', result: 'i32', doc: 'fsync.', blocks: true },
  { name: 'fdDup', params: 'fd:i32', result: 'i32', doc: 'A new descriptor for the same file; -ENOSYS where the host has none.' },
  { name: 'fdPipe', params: 'out:ptr', result: 'i32', doc: 'pipe: i32 the descriptor to read from, i32 the one to write to; -ENOSYS where the host has none.', blocks: true },
  { name: 'fdDupTo', params: 'fd:i32 to:i32', result: 'i32', doc: 'dup2: from now on `to` is what fd is; -ENOSYS where the host has none.', blocks: true },
  { name: 'fdFlag', params: 'fd:i32 flag:i32 value:i32', result: 'i32', doc: 'A flag of a descriptor (FD_FLAG below): value 0 or 1 sets it, -1 asks. Returns 0 or 1. WRITER: the descriptor that what is written to fd goes to, if fd is one end of a two-way pipe (else 0); a value above 0 makes it one, and closing fd closes both.' },
  { name: 'fdPoll', params: 'entries:ptr count:u32 milliseconds:f64', result: 'i32', doc: 'poll: entries of i32 descriptor, i32 events, i32 result (POLL below). Negative milliseconds: without end. Returns how many have a result; -EINTR as fdRead.', blocks: true },
  { name: 'terminalSize', params: 'fd:i32 out:ptr', result: 'i32', doc: 'u32 columns, u32 lines; -ENOTTY.', blocks: true },

  // --- paths
  { name: 'pathStat', params: 'path:ptr length:u32 follow:i32 out:ptr', result: 'i32', doc: 'A STAT record; follow 0 is lstat.' },
  { name: 'pathList', params: 'path:ptr length:u32 out:ptr', result: 'i32', doc: 'Number of entries; blob: for each u32 DT_* type (0 unknown, 4 directory, 8 file, 10 link …), u32 byte length, bytes.' },
  { name: 'pathMkdir', params: 'path:ptr length:u32 mode:u32', result: 'i32', doc: 'mkdir.' },
  { name: 'pathRmdir', params: 'path:ptr length:u32', result: 'i32', doc: 'rmdir.' },
  { name: 'pathUnlink', params: 'path:ptr length:u32', result: 'i32', doc: 'unlink.' },
  { name: 'pathRename', params: 'from:ptr fromLength:u32 to:ptr toLength:u32', result: 'i32', doc: 'rename (replaces).' },
  { name: 'pathSymlink', params: 'target:ptr targetLength:u32 path:ptr length:u32', result: 'i32', doc: 'symlink; the target is stored as it is.' },
  { name: 'pathReadlink', params: 'path:ptr length:u32 out:ptr', result: 'i32', doc: 'Blob: the target.' },
  { name: 'pathLink', params: 'from:ptr fromLength:u32 to:ptr toLength:u32', result: 'i32', doc: 'link.' },
  { name: 'pathChmod', params: 'path:ptr length:u32 mode:u32', result: 'i32', doc: 'chmod.' },
  { name: 'pathUtime', params: 'path:ptr length:u32 times:ptr follow:i32', result: 'i32', doc: 'times: i64 nanoseconds of access, i64 of modification.' },
  { name: 'pathAccess', params: 'path:ptr length:u32 mode:u32', result: 'i32', doc: '0 if allowed (mode: F_OK 0, X_OK 1, W_OK 2, R_OK 4), else -EACCES, -ENOENT ….' },
  { name: 'pathRealpath', params: 'path:ptr length:u32 out:ptr', result: 'i32', doc: 'Blob: the canonical path; every part must exist.' },
  { name: 'getcwd', params: 'out:ptr', result: 'i32', doc: 'Blob: the working directory of this Python process.' },
  { name: 'chdir', params: 'path:ptr length:u32', result: 'i32', doc: 'Changes it, for all threads.' },

  // --- process and system
  { name: 'environGet', params: 'out:ptr', result: 'i32', doc: 'Number of variables; blob: for each u32 length, name, u32 length, value (no padding).' },
  { name: 'environSet', params: 'name:ptr nameLength:u32 value:ptr valueLength:u32', result: 'i32', doc: 'putenv.' },
  { name: 'environUnset', params: 'name:ptr nameLength:u32', result: 'i32', doc: 'unsetenv.' },
  { name: 'systemNumber', params: 'which:u32', result: 'i32', doc: 'A number about process or system: SYSTEM_NUMBER below.' },
  { name: 'systemText', params: 'which:u32 out:ptr', result: 'i32', doc: 'Blob: a text about process or system: SYSTEM_TEXT below.' },
  { name: 'umask', params: 'mask:u32', result: 'i32', doc: 'Sets the mask for files made from now on; returns the old one.' },
  { name: 'kill', params: 'pid:i32 signal:i32', result: 'i32', doc: 'Sends a signal.' },
  { name: 'processSpawn', params: 'request:ptr length:u32', result: 'i32', doc: 'Starts a program: a SPAWN request. Returns its process id; -errno if it cannot be started (- 0x10000 more if it was the working directory).', blocks: true },
  { name: 'processWait', params: 'pid:i32 options:i32 out:ptr', result: 'i32', doc: 'waitpid of a process (-1: any) that processSpawn started: its id, and i32 wait status (as on Linux) to out. options 1 (WNOHANG): 0 if it runs still. -ECHILD, -EINTR as fdRead.', blocks: true },
  { name: 'signalMode', params: 'signal:i32 mode:i32', result: 'i32', doc: 'What the supervisor does on the signal: 0 the default, 1 ignore, 2 set the bit in HOST_SIGNALS, break and wake the main thread.', blocks: true },
  {
    name: 'systemRequest', params: 'what:u32 a:f64 b:f64 c:f64 path:ptr length:u32 out:ptr', result: 'i32', blocks: true,
    doc: 'What programs ask rarely: SYSTEM_REQUEST below. Numbers and a path in, at most 64 f64 to out. Returns how many; -ENOSYS where the host cannot.',
  },
  { name: 'exitNow', params: 'status:i32', result: '', doc: 'os._exit: ends the process at once. Never returns.' },

  // --- threads
  { name: 'threadSpawn', params: 'threadState:ptr', result: 'i32', doc: 'Runs threadMain(threadState) in a worker: 0 once the worker is there, -EAGAIN if none can be made.', blocks: true },
  { name: 'threadExpect', params: '', result: '', doc: 'The program has imported threading: the host may make workers ready. Never waits.' },

  // --- numbers as texts
  { name: 'floatRepr', params: 'value:f64 out:ptr', result: 'i32', doc: 'repr(value): shortest digits in Python\'s style, at most 32 bytes. Returns the length.' },
  { name: 'floatFormat', params: 'value:f64 type:i32 precision:i32 flags:i32 out:ptr capacity:u32', result: 'i32', doc: 'Correctly rounded, as PyOS_double_to_string: type e E f F g G % r; flags FLOAT_FORMAT below. Returns the length, -ERANGE if it needs more room than capacity.' },
  { name: 'floatParse', params: 'text:ptr length:u32 out:ptr', result: 'i32', doc: 'float() of ASCII text without blanks around: writes the f64 and returns 0; -EINVAL if it is not a float.' },

  // --- large integers: little-endian arrays of 32-bit limbs, magnitudes only
  { name: 'bigMultiply', params: 'a:ptr aLimbs:u32 b:ptr bLimbs:u32 out:ptr', result: 'i32', doc: 'Writes aLimbs + bLimbs limbs; returns how many count (no leading zeros).' },
  { name: 'bigDivide', params: 'a:ptr aLimbs:u32 b:ptr bLimbs:u32 quotient:ptr remainder:ptr', result: 'i32', doc: 'b is not 0. Writes aLimbs limbs of quotient and bLimbs of remainder.' },
  { name: 'bigPower', params: 'a:ptr aLimbs:u32 exponent:u32 out:ptr', result: 'i32', doc: 'Blob: the limbs of a ** exponent. -ENOMEM if it is too large.' },
  { name: 'bigPowerModulo', params: 'a:ptr aLimbs:u32 e:ptr eLimbs:u32 m:ptr mLimbs:u32 out:ptr', result: 'i32', doc: 'pow(a, e, m) of magnitudes; writes mLimbs limbs.' },
  { name: 'bigSquareRoot', params: 'a:ptr aLimbs:u32 out:ptr', result: 'i32', doc: 'Integer square root; writes (aLimbs + 1) / 2 limbs.' },
  { name: 'bigGcd', params: 'a:ptr aLimbs:u32 b:ptr bLimbs:u32 out:ptr', result: 'i32', doc: 'Greatest common divisor; writes min(aLimbs, bLimbs) limbs, or as many as the other has if one of them is 0.' },
  { name: 'bigToDecimal', params: 'a:ptr aLimbs:u32 out:ptr', result: 'i32', doc: 'Blob: ASCII digits.' },
  { name: 'bigFromDecimal', params: 'text:ptr length:u32 out:ptr', result: 'i32', doc: 'Digits only. Blob: the limbs.' },
  { name: 'bigToFloat', params: 'a:ptr aLimbs:u32', result: 'f64', doc: 'The nearest double (half to even); infinity if it is too large.' },

  // --- the front end
  { name: 'compile', params: 'source:ptr length:u32 isBytes:i32 filename:ptr filenameLength:u32 mode:i32 flags:i32 out:ptr', result: 'i32', doc: 'Compiles Python source: UTF-8 text (isBytes 0: coding cookies do not count) or the bytes of a file. mode: COMPILE_MODE, flags: COMPILE_FLAGS below (FROM_TREE: the source is a tree, src/frontend/ast/tree.ts; ONLY_AST: the value of the image is one; SYMBOLS: it is the symbol table). 0: a COMPILE_RESULT blob with the code image; 1: a COMPILE_RESULT blob with a syntax error.', blocks: true },

  // --- the library's code images
  { name: 'libraryLoad', params: 'name:ptr length:u32 out:ptr', result: 'i32', doc: 'The standard library\'s module of that dotted name, compiled at build time: 0 there is none, 1 a module, 2 a package; blob: LIBRARY_RESULT below.' },
  { name: 'libraryNames', params: 'out:ptr', result: 'i32', doc: 'Number of modules in the library archive; blob: for each u32 is-package, u32 length, dotted name.' },

  // --- character names
  { name: 'unicodeName', params: 'code:u32 out:ptr capacity:u32', result: 'i32', doc: 'The name of a code point (ASCII): its length, 0 if it has none.' },
  { name: 'unicodeLookup', params: 'name:ptr length:u32 sequences:i32 out:ptr', result: 'i32', doc: 'The code points (u32, at most 8) of that name or alias, with `sequences` those of a named sequence too: how many, 0 if there is no such name.' },

  // --- docstrings of native things
  { name: 'nativeDoc', params: 'key:ptr length:u32 which:u32 out:ptr', result: 'i32', doc: 'The docstring (which 0) or text signature (1) that CPython has for "module.name" or "module.Type.name": 1 and a blob (UTF-8), 2 it has none, 0 no such key.' },

  // --- functions of the JavaScript engine's libm
  ...math1.map((f): HostCall => ({ name: `math${f[0].toUpperCase()}${f.slice(1)}`, params: 'x:f64', result: 'f64', doc: `Math.${f}.` })),
  ...math2.map((f): HostCall => ({ name: `math${f[0].toUpperCase()}${f.slice(1)}`, params: 'x:f64 y:f64', result: 'f64', doc: `Math.${f}.` })),
  { name: 'mathFmod', params: 'x:f64 y:f64', result: 'f64', doc: 'C fmod (exact).' },
];

/** The errno numbers that cross (Linux's). */
export const ERRNO: Readonly<Record<string, number>> = {
  EPERM: 1, ENOENT: 2, ESRCH: 3, EINTR: 4, EIO: 5, ENXIO: 6, E2BIG: 7, ENOEXEC: 8, EBADF: 9, ECHILD: 10, EAGAIN: 11, ENOMEM: 12, EACCES: 13, EFAULT: 14, ENOTBLK: 15,
  EBUSY: 16, EEXIST: 17, EXDEV: 18, ENODEV: 19, ENOTDIR: 20, EISDIR: 21, EINVAL: 22, ENFILE: 23, EMFILE: 24, ENOTTY: 25, ETXTBSY: 26, EFBIG: 27, ENOSPC: 28, ESPIPE: 29,
  EROFS: 30, EMLINK: 31, EPIPE: 32, EDOM: 33, ERANGE: 34, EDEADLK: 35, ENAMETOOLONG: 36, ENOLCK: 37, ENOSYS: 38, ENOTEMPTY: 39, ELOOP: 40, ENOMSG: 42, EIDRM: 43,
  ECHRNG: 44, EL2NSYNC: 45, EL3HLT: 46, EL3RST: 47, ELNRNG: 48, EUNATCH: 49, ENOCSI: 50, EL2HLT: 51, EBADE: 52, EBADR: 53, EXFULL: 54, ENOANO: 55, EBADRQC: 56,
  EBADSLT: 57, EBFONT: 59, ENOSTR: 60, ENODATA: 61, ETIME: 62, ENOSR: 63, ENONET: 64, ENOPKG: 65, EREMOTE: 66, ENOLINK: 67, EADV: 68, ESRMNT: 69, ECOMM: 70, EPROTO: 71,
  EMULTIHOP: 72, EDOTDOT: 73, EBADMSG: 74, EOVERFLOW: 75, ENOTUNIQ: 76, EBADFD: 77, EREMCHG: 78, ELIBACC: 79, ELIBBAD: 80, ELIBSCN: 81, ELIBMAX: 82, ELIBEXEC: 83,
  EILSEQ: 84, ERESTART: 85, ESTRPIPE: 86, EUSERS: 87, ENOTSOCK: 88, EDESTADDRREQ: 89, EMSGSIZE: 90, EPROTOTYPE: 91, ENOPROTOOPT: 92, EPROTONOSUPPORT: 93,
  ESOCKTNOSUPPORT: 94, ENOTSUP: 95, EPFNOSUPPORT: 96, EAFNOSUPPORT: 97, EADDRINUSE: 98, EADDRNOTAVAIL: 99, ENETDOWN: 100, ENETUNREACH: 101, ENETRESET: 102,
  ECONNABORTED: 103, ECONNRESET: 104, ENOBUFS: 105, EISCONN: 106, ENOTCONN: 107, ESHUTDOWN: 108, ETOOMANYREFS: 109, ETIMEDOUT: 110, ECONNREFUSED: 111, EHOSTDOWN: 112,
  EHOSTUNREACH: 113, EALREADY: 114, EINPROGRESS: 115, ESTALE: 116, EUCLEAN: 117, ENOTNAM: 118, ENAVAIL: 119, EISNAM: 120, EREMOTEIO: 121, EDQUOT: 122, ENOMEDIUM: 123,
  EMEDIUMTYPE: 124, ECANCELED: 125, ENOKEY: 126, EKEYEXPIRED: 127, EKEYREVOKED: 128, EKEYREJECTED: 129, EOWNERDEAD: 130, ENOTRECOVERABLE: 131, ERFKILL: 132,
  EHWPOISON: 133,
};

/** Groups of constants that both sides use: `GROUP_NAME` in the core, `GROUP.NAME` in TypeScript. */
export const hostConstants: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  OPEN: { RDONLY: 0, WRONLY: 1, RDWR: 2, CREAT: 0o100, EXCL: 0o200, NOCTTY: 0o400, TRUNC: 0o1000, APPEND: 0o2000, NONBLOCK: 0o4000, DIRECTORY: 0o200000, NOFOLLOW: 0o400000, CLOEXEC: 0o2000000, SYNC: 0o4010000 },
  FD_FLAG: { INHERITABLE: 0, NONBLOCKING: 1, WRITER: 2 },
  POLL: { IN: 1, PRI: 2, OUT: 4, ERR: 8, HUP: 16, NVAL: 32 },
  /**
   * Offsets in a SPAWN request; i32 all. Behind LISTS: the descriptors to keep, then the arguments, the programs to try (paths), the working directory (none or one), the
   * environment ("name=value"), each list a count and its members, a member i32 or (length, bytes). Descriptors are Python's; -1 in STDIN … STDERR: our own. UID, GID, UMASK: -1 leaves
   * it. ENV_COUNT of -1: our environment.
   */
  SPAWN: { STDIN: 0, STDOUT: 4, STDERR: 8, NEW_SESSION: 12, UID: 16, GID: 20, UMASK: 24, KEEP_INHERITABLE: 28, LISTS: 32 },
  /** Offsets in a STAT record. u32 unless said. */
  STAT: { MODE: 0, NLINK: 4, UID: 8, GID: 12, INO_I64: 16, DEV_I64: 24, SIZE_I64: 32, ATIME_NS_I64: 40, MTIME_NS_I64: 48, CTIME_NS_I64: 56, BIRTHTIME_NS_I64: 64, RDEV_I64: 72, BLOCKS_I64: 80, BLKSIZE: 88, BYTES: 96 },
  SYSTEM_NUMBER: { PID: 0, PPID: 1, UID: 2, EUID: 3, GID: 4, EGID: 5, CPU_COUNT: 6, NATIVE_THREAD_ID: 7, BYTE_ORDER_LITTLE: 8 },
  /**
   * CHOWN, LCHOWN: path, uid, gid. FCHOWN: fd, uid, gid. FCHMOD: fd, mode. STATVFS: path; the ten fields of os.statvfs and the file system's type. LOAD: the three load averages.
   * GROUPS: the supplementary groups. PRIORITY: which (0 process), id. SET_PRIORITY: which, id, priority. USAGE: the 16 fields of getrusage(RUSAGE_SELF). SESSION: pid; its process
   * group and session. AFFINITY: pid; the processors it may run on. MEMORY: bytes of memory, and of free memory. TIMER: milliseconds, interval (negative: ask only); what was left and the
   * old interval. When it is over the process gets SIGALRM. TIME_ZONE: from now on the clock goes by Python's variable TZ. OPEN_FILES: how many the process may
   * have open (-1: no limit).
   */
  SYSTEM_REQUEST: { CHOWN: 0, LCHOWN: 1, FCHOWN: 2, FCHMOD: 3, STATVFS: 4, LOAD: 5, GROUPS: 6, PRIORITY: 7, SET_PRIORITY: 8, USAGE: 9, SESSION: 10, AFFINITY: 11, MEMORY: 12, TIMER: 13, TIME_ZONE: 14, OPEN_FILES: 15, OUT_MAX: 64 },
  SYSTEM_TEXT: { PLATFORM: 0, SYSNAME: 1, HOSTNAME: 2, RELEASE: 3, VERSION: 4, MACHINE: 5, EXECUTABLE: 6, LIBRARY: 7, HOME: 8, TMPDIR: 9, HOST_VERSION: 10 },
  /** ALT: the '#' flag; ADD_DOT_0: '1' becomes '1.0' (repr); SIGN: always a sign; NO_NEG_0: the 'z' option. */
  FLOAT_FORMAT: { SIGN: 1, ADD_DOT_0: 2, ALT: 4, NO_NEG_0: 8 },
  COMPILE_MODE: { EXEC: 0, EVAL: 1, SINGLE: 2, FUNC_TYPE: 3 },
  /** Low byte: optimisation level + 1 (0: the process's own). Above it PyCF_* future flags as CPython numbers them. */
  COMPILE_FLAGS: { OPTIMIZE_MASK: 0xff, DONT_IMPLY_DEDENT: 0x200, ONLY_AST: 0x400, TYPE_COMMENTS: 0x1000, ALLOW_TOP_LEVEL_AWAIT: 0x2000, ALLOW_INCOMPLETE_INPUT: 0x4000, FUTURE_ANNOTATIONS: 0x1000000, FROM_TREE: 0x20000000, SYMBOLS: 0x10000000 },
  /**
   * Offsets in a COMPILE_RESULT blob. The image begins at IMAGE_AT (a multiple of 8 from the blob's start; 0 if there is none). A text is a pair of u32: offset from the
   * blob's start, byte length; offset 0 means None. Of an error: TYPE is the exception's name ("SyntaxError", "IndentationError", "TabError"), lines and
   * columns are i32, as in the arguments of CPython's SyntaxError (1-based; END_* 0 or -1 where there is none). WARNINGS_AT: WARNING_COUNT records of WARNING_BYTES: category (text), message (text), u32 line, u32 column.
   */
  COMPILE_RESULT: { IMAGE_AT: 0, IMAGE_BYTES: 4, WARNINGS_AT: 8, WARNING_COUNT: 12, TYPE_TEXT: 16, MESSAGE_TEXT: 24, LINE_TEXT: 32, FILENAME_TEXT: 40, LINENO: 48, OFFSET: 52, END_LINENO: 56, END_OFFSET: 60, BYTES: 64, WARNING_BYTES: 24 },
  /** Offsets in a LIBRARY_RESULT blob: the image (a multiple of 8 from the blob's start), and the path of the source as a text (offset, length). */
  LIBRARY_RESULT: { IMAGE_AT: 0, IMAGE_BYTES: 4, FILENAME_TEXT: 8, BYTES: 16 },
  /**
   * The host page at 0x8000: what supervisor and core share at fixed addresses. SIGNALS_LOW/HIGH: bit n-1 is set when signal n arrived and cleared by the core
   * (atomic exchange). The core stores, before it first runs Python: MAIN_BREAKER_ADDR, the main thread's eval-breaker word; BREAKER_SIGNAL_BIT, the bit the supervisor sets in it;
   * MAIN_WAKE_ADDR, the word on which the main thread sleeps (TS_WAKE: the supervisor sets bit 1 in it and notifies it, again and again until the signal bits are taken). SIGNAL_COUNT counts arrivals and is notified too: host calls that block wait on it. STATUS: 0 running, 1 ending, 2 poisoned.
   */
  HOST_PAGE: { BASE: 0x8000, SIGNALS_LOW: 0x8000, SIGNALS_HIGH: 0x8004, SIGNAL_COUNT: 0x8008, MAIN_BREAKER_ADDR: 0x800c, BREAKER_SIGNAL_BIT: 0x8010, MAIN_WAKE_ADDR: 0x8014, STATUS: 0x8018, OPTIONS_ADDR: 0x801c, HOST_REGION_ADDR: 0x8020 },
};
