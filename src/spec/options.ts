/**
 * The options block: how an interpreter is started. The supervisor writes it, `runMain(optionsPtr)` reads it; nobody changes it.
 *
 *   u32 number[NUMBERS]                 in the order of `optionNumbers`
 *   (u32 at, u32 length)[TEXTS]         in the order of `optionTexts`: at is the offset from the block's start; 0 means not given
 *   (u32 at, u32 count)[LISTS]          in the order of `optionLists`: at is the offset of `count` items, each u32 length and bytes, padded to four
 *   bytes
 *
 * Texts are UTF-8; command-line arguments and paths are the bytes the host had (decode them as Python does, with surrogateescape).
 */
export const optionNumbers = [
  ['VERSION', 'of this layout: 1'],
  ['MODE', 'OPTION_MODE: what is the main program'],
  ['OPTIMIZE', '-O: 1, -OO: 2'],
  ['GIL', '1: run under a global lock'],
  ['UNBUFFERED', '-u'],
  ['DONT_WRITE_BYTECODE', '-B'],
  ['IGNORE_ENVIRONMENT', '-E'],
  ['ISOLATED', '-I'],
  ['NO_USER_SITE', '-s'],
  ['NO_SITE', '-S'],
  ['SAFE_PATH', '-P'],
  ['INSPECT', '-i'],
  ['QUIET', '-q'],
  ['VERBOSE', '-v'],
  ['BYTES_WARNING', '-b'],
  ['DEV_MODE', '-X dev'],
  ['IMPORT_TIME', '-X importtime'],
  ['STATS', '--stats: print the counters at exit'],
  ['HASH_SEED_SET', '1: HASH_SEED holds (PYTHONHASHSEED)'],
  ['HASH_SEED', 'PYTHONHASHSEED'],
  ['STRESS', 'bits of --stress, as src/core/base/stress.ts numbers them'],
  ['STRESS_SEED', 'the seed of the checked build\'s scheduler'],
  ['MEMORY_LIMIT_MIB', 'past it MemoryError; 0: none'],
  ['INT_MAX_STR_DIGITS', 'sys.set_int_max_str_digits; 0: 4300; 2**32-1: no limit'],
] as const;

export const optionTexts = [
  ['MAIN', '-c: the program; -m: the module\'s name; FILE: the path as given'],
  ['SOURCE', 'STDIN and FILE do not use it; API: nothing'],
  ['EXECUTABLE', 'sys.executable'],
  ['PREFIX', 'sys.prefix: the directory that holds lib/'],
  ['LIBRARY', 'directory of the library\'s .py files'],
  ['PYTHONPATH', 'unless -E or -I'],
  ['VERSION_TEXT', 'of Typhon: "0.1.0"'],
  ['STDIO_ENCODING', 'of the standard streams; UTF-8 unless told'],
  ['STDIO_ERRORS', 'error handler of sys.stdin and sys.stdout; "strict" unless told'],
] as const;

export const optionLists = [
  ['ARGV', 'sys.argv: its first item is "-c", "-m" (replaced by the module\'s path), the script, "-" or ""'],
  ['ORIG_ARGV', 'sys.orig_argv'],
  ['X_OPTIONS', 'sys._xoptions: "name" or "name=value"'],
  ['WARN_OPTIONS', 'sys.warnoptions'],
] as const;

export const OPTION_MODE = { COMMAND: 0, MODULE: 1, FILE: 2, STDIN: 3, API: 4 } as const;

export type OptionNumber = (typeof optionNumbers)[number][0];
export type OptionText = (typeof optionTexts)[number][0];
export type OptionList = (typeof optionLists)[number][0];
