/**
 * The public API: Python inside a JavaScript program.
 *
 *     import { Python } from 'typhon-python';
 *     const python = await Python.start({ stdout: (bytes) => process.stdout.write(bytes) });
 *     await python.exec('def area(r): return 3.14159 * r * r');
 *     console.log(await python.call('area', [2]));
 *     await python.close();
 *
 * Python runs in workers; nothing here blocks the caller's thread. Requests are served one after another by Python's main thread; the threads that Python starts run on meanwhile. Values
 * that cross are copies of plain values (see PyValue); a Python exception arrives as a PythonError.
 */
import { type PyValue, readResult, ValueWriter } from '../host/common/interchange.ts';
import { Embedded, type Input, type Output } from '../host/node/embedded.ts';
import { REQUEST_OP } from '../spec/interchange.ts';
import { OPTION_MODE } from '../spec/options.ts';
import { checkOptions, dictionary, list, text, texts } from './check.ts';

export { PyComplex, PyFloat, PyObject, PyTuple, type PyValue, PythonClosed, PythonError, PythonExit } from '../host/common/interchange.ts';
export type { Input, Output, OutputStream } from '../host/node/embedded.ts';

export interface PythonOptions {
  /** sys.argv; [''] unless told */
  argv?: readonly string[];
  /** directories for the front of sys.path, as PYTHONPATH has them */
  path?: readonly string[];
  /** what Python reads: 'inherit' (descriptor 0 of the process), 'ignore' (nothing, the default), all of it as text or bytes, or a stream of either */
  stdin?: Input;
  /** where output goes: 'inherit' (the process's own descriptor, the default), 'ignore', a function that gets the bytes (Python waits for a promise that it gives), or a Node stream */
  stdout?: Output;
  /** as stdout */
  stderr?: Output;
  /** true: one thread at a time, under a global lock; false unless told */
  gil?: boolean;
  /** 1 and 2: as -O and -OO; 0 unless told */
  optimize?: 0 | 1 | 2;
  /** 0 … 2³² − 1, for str hashes that are the same in each run; random unless told */
  hashSeed?: number;
  /** MiB that Python objects may take, 1 … 4096; past it MemoryError. 0 (unless told): as much as the memory has */
  memoryLimitMib?: number;
  /** true: the checked core, slow, with every invariant verified */
  checked?: boolean;
  /** true: boot from nothing instead of from the snapshot that the build made; slower, the same otherwise */
  cold?: boolean;
}

export class Python {
  readonly #host: Embedded;
  #closed: Promise<void> | undefined;

  private constructor(host: Embedded) { this.#host = host; }

  /**
   * Starts an interpreter, with a worker of its own. It is ready for requests when the promise resolves. Rejects with TypeError or RangeError for options that are wrong, with Error if the
   * interpreter could not start; no worker is left then.
   */
  static async start(options: PythonOptions = {}): Promise<Python> {
    checkOptions(options);
    const host = new Embedded({
      stdin: options.stdin ?? 'ignore', stdout: options.stdout ?? 'inherit', stderr: options.stderr ?? 'inherit', checked: options.checked ?? false, cold: options.cold ?? false,
      values: {
        numbers: {
          MODE: OPTION_MODE.API, GIL: options.gil ? 1 : 0, OPTIMIZE: options.optimize ?? 0, HASH_SEED_SET: options.hashSeed === undefined ? 0 : 1, HASH_SEED: options.hashSeed ?? 0,
          MEMORY_LIMIT_MIB: options.memoryLimitMib ?? 0, INT_MAX_STR_DIGITS: 4300,
        },
        texts: options.path === undefined ? {} : { PYTHONPATH: options.path.join(':') },
        lists: { ARGV: options.argv ?? [''], ORIG_ARGV: options.argv ?? [''], X_OPTIONS: [], WARN_OPTIONS: [] },
      },
    });
    const python = new Python(host);
    try {
      await host.ready();
      await python.#request(REQUEST_OP.BOOT);
    } catch (e) {
      await host.close();
      throw e;
    }
    return python;
  }

  async #request(op: number, ...values: PyValue[]): Promise<PyValue> {
    const w = new ValueWriter();
    for (const v of values) w.value(v);
    const { status, payload } = await this.#host.request(op, w.bytes);
    return readResult(status, payload);
  }

  /**
   * Executes source in `__main__`. As all requests rejects with PythonError (an exception of the program), PythonExit (SystemExit), PythonClosed (the interpreter is gone, or went while the
   * request was under way), TypeError (an argument of the wrong kind), RangeError (values of more than 7 MB).
   */
  async exec(source: string, filename = '<string>'): Promise<void> { await this.#request(REQUEST_OP.EXEC, text('source', source), text('filename', filename)); }
  /** The value of an expression in `__main__`, as a copy (PyValue says what becomes of what). */
  async eval(expression: string, filename = '<string>'): Promise<PyValue> { return this.#request(REQUEST_OP.EVAL, text('expression', expression), text('filename', filename)); }
  /** Runs a file as the main program, with sys.argv [path, ...args]. A file that cannot be read is a PythonError of OSError's kind. */
  async runFile(path: string, args: readonly string[] = []): Promise<void> { await this.#request(REQUEST_OP.RUN_FILE, text('path', path), texts('args', args)); }
  /** Runs a module as the main program, like `python -m`, with sys.argv [its file, ...args]. */
  async runModule(name: string, args: readonly string[] = []): Promise<void> { await this.#request(REQUEST_OP.RUN_MODULE, text('name', name), texts('args', args)); }
  /** Calls "name" or "name.attribute" of `__main__` or of the builtins, or "package.module:name", which is imported; gives the result as a copy. */
  async call(target: string, args: readonly PyValue[] = [], kwargs: { [name: string]: PyValue } = {}): Promise<PyValue> {
    return this.#request(REQUEST_OP.CALL, list('args', args), dictionary('kwargs', kwargs), text('target', target));
  }
  /** Raises KeyboardInterrupt in Python's main thread: the request under way rejects with it, unless the program catches it. */
  interrupt(): void { this.#host.interrupt(); }

  /** Finalises (threads are waited for, atexit runs, streams are flushed) and ends every worker. With `now`, the workers are ended wherever they are. */
  close(options: { now?: boolean } = {}): Promise<void> {
    this.#closed ??= (async () => {
      try {
        if (!options.now) {
          await this.#request(REQUEST_OP.CLOSE);
          await this.#host.drained();
        }
      } finally {
        await this.#host.close();
      }
    })();
    return this.#closed;
  }
  /** Number of workers alive: 0 after close. */
  get workerCount(): number { return this.#host.workerCount; }
}
