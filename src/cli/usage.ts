/** What -h and -V print. */
export const VERSION = '0.1.0';
export const PYTHON_VERSION = '3.14.2';
export const versionText = `Python ${PYTHON_VERSION} (Typhon ${VERSION})\n`;
export const usageLine = 'usage: typhon [option] ... [-c cmd | -m mod | file | -] [arg] ...\n';
export const helpText = `${usageLine}Options (and corresponding environment variables):
-b     : issue warnings about converting bytes/bytearray to str and comparing
         bytes/bytearray with str or bytes with int; also issue errors (-bb)
-B     : don't write .pyc files on import; also PYTHONDONTWRITEBYTECODE=x
-c cmd : program passed in as string (terminates option list)
-E     : ignore PYTHON* environment variables (such as PYTHONPATH)
-h     : print this help message and exit (also -? or --help)
-I     : isolate Typhon from the user's environment (implies -E -P -s)
-m mod : run library module as a script (terminates option list)
-O     : remove assert and __debug__-dependent statements; also PYTHONOPTIMIZE=x
-OO    : do -O changes and also discard docstrings
-P     : don't prepend a potentially unsafe path to sys.path; also PYTHONSAFEPATH
-q     : don't print version and copyright messages on interactive startup
-s     : don't add user site directory to sys.path; also PYTHONNOUSERSITE=x
-S     : don't imply 'import site' on initialization
-u     : force the stdout and stderr streams to be unbuffered; also PYTHONUNBUFFERED=x
-v     : verbose (trace import statements); also PYTHONVERBOSE=x
-V     : print the Python version number and exit (also --version)
-W arg : warning control; arg is action:message:category:module:lineno;
         also PYTHONWARNINGS=arg
-X opt : set implementation-specific option: gil=0|1 (also PYTHON_GIL), dev,
         importtime, utf8, int_max_str_digits=N, no_debug_ranges
--stats             : print the runtime's counters at exit
--check             : run on the checked core: slow, every invariant verified
--cold              : boot from nothing instead of from the snapshot
--dump KIND file    : print tokens, ast, symbols or code of a program and exit
--watchdog SECONDS  : dump all threads and exit with status 124 after that time
--memory MIB        : size of the heap's address space (64 to 4096, default 4096)
file   : program read from script file
-      : program read from stdin (default)
arg ...: arguments passed to program in sys.argv[1:]
`;
