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
  /** what Python reads; nothing ('ignore') unless told */
  stdin?: Input;
  /** where output goes: the process's own descriptors ('inherit') unless told */
  stdout?: Output;
  stderr?: Output;
  /** true: one thread at a time, under a global lock */
  gil?: boolean;
  /** as -O and -OO */
  optimize?: 0 | 1 | 2;
  /** for str hashes that are the same in each run */
  hashSeed?: number;
  /** past it MemoryError */
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

  /** Starts an interpreter. It is ready for requests when the promise resolves. */
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

  /** Executes source in `__main__`. */
  async exec(source: string, filename = '<string>'): Promise<void> { await this.#request(REQUEST_OP.EXEC, text('source', source), text('filename', filename)); }
  /** The value of an expression in `__main__`. */
  async eval(expression: string, filename = '<string>'): Promise<PyValue> { return this.#request(REQUEST_OP.EVAL, text('expression', expression), text('filename', filename)); }
  /** Runs a file as the main program. */
  async runFile(path: string, args: readonly string[] = []): Promise<void> { await this.#request(REQUEST_OP.RUN_FILE, text('path', path), texts('args', args)); }
  /** Runs a module as the main program, like `python -m`. */
  async runModule(name: string, args: readonly string[] = []): Promise<void> { await this.#request(REQUEST_OP.RUN_MODULE, text('name', name), texts('args', args)); }
  /** Calls "name" or "name.attribute" of `__main__`, or "package.module:name", which is imported. */
  async call(target: string, args: readonly PyValue[] = [], kwargs: { [name: string]: PyValue } = {}): Promise<PyValue> {
    return this.#request(REQUEST_OP.CALL, list('args', args), dictionary('kwargs', kwargs), text('target', target));
  }
  /** Raises KeyboardInterrupt in Python's main thread. */
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
