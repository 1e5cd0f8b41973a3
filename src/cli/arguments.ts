/**
 * Reads the command line as CPython's Python/getopt.c and initconfig.c do: single letters may be joined, -c and -m end the options, and what follows is sys.argv. The environment's
 * PYTHON* variables count unless -E or -I. The result is either something to print and a status, or the options of a run.
 */
import { OPTION_MODE } from '../generated/host/calls.ts';
import type { OptionValues } from '../host/common/options-block.ts';
import { helpText, usageLine, VERSION, versionText } from './usage.ts';

export type DumpKind = 'tokens' | 'ast' | 'symbols' | 'code';

export type Parsed =
  | { kind: 'print'; fd: 1 | 2; text: string; status: number }
  | { kind: 'dump'; what: DumpKind; file: string }
  | { kind: 'run'; values: OptionValues; checked: boolean; cold: boolean; mode: number; main: string; watchdog?: number; memoryMib?: number; stackMib?: number };

const FLAGS: Readonly<Record<string, 'BYTES_WARNING' | 'DONT_WRITE_BYTECODE' | 'IGNORE_ENVIRONMENT' | 'INSPECT' | 'ISOLATED' | 'OPTIMIZE' | 'SAFE_PATH' | 'QUIET' | 'NO_USER_SITE' | 'NO_SITE' | 'UNBUFFERED' | 'VERBOSE' | null>> = {
  b: 'BYTES_WARNING', B: 'DONT_WRITE_BYTECODE', E: 'IGNORE_ENVIRONMENT', i: 'INSPECT', I: 'ISOLATED', O: 'OPTIMIZE', P: 'SAFE_PATH', q: 'QUIET', s: 'NO_USER_SITE',
  S: 'NO_SITE', u: 'UNBUFFERED', v: 'VERBOSE', d: null, R: null,
};
/** -X options that ask for something which is not there. */
const MISSING_X = ['tracemalloc', 'perf', 'perf_jit', 'showrefcount', 'presite', 'remote_debug'];
/** A bit of --stress, as src/core/base/stress.ts has it: the heap begins at 2 GiB, where no snapshot was made. */
const STRESS_HIGH = 1;
/** The smallest memory that the runtime itself fits in. */
const LEAST_MIB = 64;
const TRY = "Try `typhon -h' for more information.\n";

const fail = (text: string): Parsed => ({ kind: 'print', fd: 2, text: `${text}\n${usageLine}${TRY}`, status: 2 });
const refuse = (text: string): Parsed => ({ kind: 'print', fd: 2, text: `typhon: ${text}\n`, status: 2 });

export function parseArguments(argv: readonly string[], env: (name: string) => string | undefined): Parsed {
  const counts = new Map<string, number>();
  const xOptions: string[] = [];
  const warnOptions: string[] = [];
  const long = new Map<string, string>();
  let at = 0;
  let mode: number = OPTION_MODE.STDIN;
  let main = '';
  let argv0 = '';
  let version = 0;

  options: while (at < argv.length) {
    const arg = argv[at];
    if (arg === '-' || !arg.startsWith('-')) break;
    at++;
    if (arg === '--') break;
    if (arg.startsWith('--')) {
      if (arg === '--help' || arg === '--help-all') return { kind: 'print', fd: 1, text: helpText, status: 0 };
      if (arg === '--version') { version++; continue; }
      if (arg === '--stats' || arg === '--check' || arg === '--cold') { long.set(arg.slice(2), '1'); continue; }
      const [name, joined] = arg.includes('=') ? [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)] : [arg, undefined];
      if (name === '--dump' || name === '--watchdog' || name === '--memory' || name === '--stack' || name === '--stress' || name === '--seed') {
        const value = joined ?? argv[at++];
        if (value === undefined) return fail(`Argument expected for the ${name} option`);
        if (name !== '--dump' && !/^\d+(\.\d+)?$/.test(value)) return fail(`${name} needs a number, not '${value}'`);
        if (name === '--memory' && !(Number.isInteger(Number(value)) && Number(value) >= LEAST_MIB && Number(value) <= 4096)) return fail(`--memory needs a whole number of MiB from ${LEAST_MIB} to 4096, not '${value}'`);
        long.set(name.slice(2), value);
        continue;
      }
      return fail(`unknown option ${arg}`);
    }
    for (let i = 1; i < arg.length; i++) {
      const letter = arg[i];
      if ('cmWX'.includes(letter)) {
        const value = i + 1 < arg.length ? arg.slice(i + 1) : argv[at++];
        if (value === undefined) return fail(`Argument expected for the -${letter} option`);
        if (letter === 'c') { mode = OPTION_MODE.COMMAND; main = `${value}\n`; argv0 = '-c'; break options; }
        if (letter === 'm') { mode = OPTION_MODE.MODULE; main = value; argv0 = '-m'; break options; }
        (letter === 'W' ? warnOptions : xOptions).push(value);
        break;
      }
      if (letter === 'h' || letter === '?') return { kind: 'print', fd: 1, text: helpText, status: 0 };
      if (letter === 'V') version++;
      else if (letter in FLAGS) counts.set(letter, (counts.get(letter) ?? 0) + 1);
      else return fail(`unknown option -${letter}`);
    }
  }
  if (version > 0) return { kind: 'print', fd: 1, text: versionText, status: 0 };

  const dump = long.get('dump');
  if (dump !== undefined) {
    if (!['tokens', 'ast', 'symbols', 'code'].includes(dump)) return fail(`--dump prints tokens, ast, symbols or code, not '${dump}'`);
    if (at >= argv.length) return fail('--dump needs a file');
    return { kind: 'dump', what: dump as DumpKind, file: argv[at] };
  }

  let rest = argv.slice(at);
  if (mode === OPTION_MODE.STDIN && rest.length > 0) {
    argv0 = rest[0];
    rest = rest.slice(1);
    if (argv0 !== '-') { mode = OPTION_MODE.FILE; main = argv0; }
  }

  const ignore = counts.has('E') || counts.has('I');
  const variable = (name: string): string | undefined => { const v = ignore ? undefined : env(name); return v === '' ? undefined : v; };
  const level = (name: string): number => { const v = variable(name); return v === undefined ? 0 : /^\d+$/.test(v) ? Number(v) : 1; };
  const x = (name: string): string | undefined => { const found = xOptions.findLast((o) => o === name || o.startsWith(`${name}=`)); return found === undefined ? undefined : found.slice(name.length + 1); };

  if (counts.has('i') || variable('PYTHONINSPECT') !== undefined) return refuse('-i: there is no interactive prompt yet');
  for (const name of MISSING_X) if (x(name) !== undefined) return refuse(`-X ${name} is not available yet`);
  const gil = x('gil') ?? variable('PYTHON_GIL') ?? '0';
  if (gil !== '0' && gil !== '1') return { kind: 'print', fd: 2, text: `typhon: ${x('gil') !== undefined ? '-X gil' : 'PYTHON_GIL'} must be "0" or "1"\n`, status: 1 };
  const seed = variable('PYTHONHASHSEED');
  const seedGiven = seed !== undefined && seed !== 'random';
  if (seedGiven && !(/^\d+$/.test(seed) && Number(seed) <= 4294967295)) {
    return { kind: 'print', fd: 2, text: 'typhon: PYTHONHASHSEED must be "random" or an integer in range [0; 4294967295]\n', status: 1 };
  }
  const digits = x('int_max_str_digits') ?? variable('PYTHONINTMAXSTRDIGITS') ?? '4300';
  if (!/^\d+$/.test(digits) || (Number(digits) > 0 && Number(digits) < 640)) {
    return { kind: 'print', fd: 2, text: 'typhon: int_max_str_digits must be 0 or at least 640\n', status: 1 };
  }
  const warnings = variable('PYTHONWARNINGS')?.split(',') ?? [];
  const numbers: OptionValues['numbers'] = {};
  for (const [letter, n] of counts) { const name = FLAGS[letter]; if (name !== null) numbers[name] = n; }
  numbers.OPTIMIZE = Math.min(2, Math.max(numbers.OPTIMIZE ?? 0, level('PYTHONOPTIMIZE')));
  numbers.VERBOSE = Math.max(numbers.VERBOSE ?? 0, level('PYTHONVERBOSE'));
  const either = (name: 'UNBUFFERED' | 'DONT_WRITE_BYTECODE' | 'NO_USER_SITE' | 'SAFE_PATH', variableName: string): void => { if (variable(variableName) !== undefined) numbers[name] = 1; };
  either('UNBUFFERED', 'PYTHONUNBUFFERED');
  either('DONT_WRITE_BYTECODE', 'PYTHONDONTWRITEBYTECODE');
  either('NO_USER_SITE', 'PYTHONNOUSERSITE');
  either('SAFE_PATH', 'PYTHONSAFEPATH');
  if (counts.has('I')) { numbers.IGNORE_ENVIRONMENT = 1; numbers.NO_USER_SITE = 1; numbers.SAFE_PATH = 1; }
  numbers.MODE = mode;
  numbers.GIL = Number(gil);
  numbers.DEV_MODE = x('dev') !== undefined || variable('PYTHONDEVMODE') !== undefined ? 1 : 0;
  numbers.IMPORT_TIME = x('importtime') !== undefined || variable('PYTHONPROFILEIMPORTTIME') !== undefined ? 1 : 0;
  numbers.STATS = long.has('stats') ? 1 : 0;
  numbers.HASH_SEED_SET = seedGiven ? 1 : 0;
  numbers.HASH_SEED = seedGiven ? Number(seed) : 0;
  numbers.STRESS = Number(long.get('stress') ?? 0);
  numbers.STRESS_SEED = Number(long.get('seed') ?? 0);
  numbers.INT_MAX_STR_DIGITS = Number(digits) || 0xffffffff;
  const path = variable('PYTHONPATH');
  // PYTHONIOENCODING=[encoding][:errors]; without errors the locale says whether bytes that are no text may pass through, as get_stdio_errors in CPython's initconfig.c does
  const [encoding, errors] = (variable('PYTHONIOENCODING') ?? '').split(':');
  const locale = env('LC_ALL') || env('LC_CTYPE') || env('LANG') || 'C';
  const stdio = {
    ...(encoding ? { STDIO_ENCODING: encoding } : {}),
    STDIO_ERRORS: errors || (!encoding && ['C', 'POSIX', 'C.UTF-8', 'C.utf8', 'UTF-8'].includes(locale) ? 'surrogateescape' : 'strict'),
  };
  const number = (name: string): number | undefined => long.has(name) ? Number(long.get(name)) : undefined;
  return {
    kind: 'run', mode, main, checked: long.has('check'), cold: long.has('cold') || (numbers.STRESS & STRESS_HIGH) !== 0, watchdog: number('watchdog'), memoryMib: number('memory'), stackMib: number('stack'),
    values: {
      numbers,
      texts: { MAIN: main, VERSION_TEXT: VERSION, ...stdio, ...(path === undefined ? {} : { PYTHONPATH: path }) },
      lists: { ARGV: [argv0, ...rest], ORIG_ARGV: ['typhon', ...argv], X_OPTIONS: xOptions, WARN_OPTIONS: [...(numbers.DEV_MODE ? ['default'] : []), ...warnings, ...warnOptions] },
    },
  };
}
