/** Structure sequences (types/structseq/core.ts): tuples with named fields. */
import { defineType, type TypeSpec } from '../dsl.ts';

/** `visible` fields are the tuple; `unnamed` of the last visible ones have no attribute of their own; `hidden` fields have only a name. */
function struct(name: string, visible: string, hidden = '', unnamed = 0, make = false): TypeSpec {
  const v = visible.split(' ').filter(Boolean), h = hidden.split(' ').filter(Boolean);
  const members = Object.fromEntries([...v.slice(0, v.length - unnamed).map((n, i) => [n, i] as const), ...h.map((n, i) => [n, v.length + i] as const)].map(([n, i]) => [n, { field: `f${i}`, kind: 'none' as const }]));
  return defineType({
    name, base: 'tuple', impl: 'types/structseq/core', layout: 'StructObject', flags: make ? ['HAVE_GC'] : ['HAVE_GC', 'DISALLOW_INSTANTIATION'],
    slots: { tp_dealloc: 'structDealloc', tp_traverse: 'structTraverse', tp_repr: 'structRepr', ...(make ? { tp_new: 'structTypeNew' } : {}) },
    methods: { '__reduce__(self, /)': 'structReduce', '__replace__(self, /, **changes)': 'structReplace' },
    members,
    attributes: { n_sequence_fields: v.length, n_fields: v.length + h.length, n_unnamed_fields: unnamed, _struct_fields: [...v, ...h].join(' ') },
  });
}
export const structs = [
  struct('sys.flags', 'debug inspect interactive optimize dont_write_bytecode no_user_site no_site ignore_environment verbose bytes_warning quiet hash_randomization isolated dev_mode utf8_mode warn_default_encoding safe_path int_max_str_digits', 'gil thread_inherit_context context_aware_warnings'),
  struct('sys.version_info', 'major minor micro releaselevel serial'),
  struct('sys.float_info', 'max max_exp max_10_exp min min_exp min_10_exp dig mant_dig epsilon radix rounds'),
  struct('sys.int_info', 'bits_per_digit sizeof_digit default_max_str_digits str_digits_check_threshold'),
  struct('sys.hash_info', 'width modulus inf nan imag algorithm hash_bits seed_bits cutoff'),
  struct('sys.thread_info', 'name lock version'),
  struct('sys.UnraisableHookArgs', 'exc_type exc_value exc_traceback err_msg object', '', 0, true),
  struct('sys.asyncgen_hooks', 'firstiter finalizer'),
  struct('_thread._ExceptHookArgs', 'exc_type exc_value exc_traceback thread', '', 0, true),
  struct('os.stat_result', 'st_mode st_ino st_dev st_nlink st_uid st_gid st_size st_atime st_mtime st_ctime', 'st_atime st_mtime st_ctime st_atime_ns st_mtime_ns st_ctime_ns st_blksize st_blocks st_rdev', 3, true),
  struct('os.statvfs_result', 'f_bsize f_frsize f_blocks f_bfree f_bavail f_files f_ffree f_favail f_flag f_namemax', 'f_fsid', 0, true),
  struct('os.terminal_size', 'columns lines', '', 0, true),
  struct('posix.times_result', 'user system children_user children_system elapsed', '', 0, true),
  struct('posix.uname_result', 'sysname nodename release version machine', '', 0, true),
  struct('posix.sched_param', 'sched_priority', '', 0, true),
  struct('time.struct_time', 'tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday tm_isdst', 'tm_zone tm_gmtoff', 0, true),
];
