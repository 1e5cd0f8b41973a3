/**
 * `npx tsx scripts/oracle.ts [--write] [--merge] file.py…`: runs programs on CPython 3.14 (npm's pyodide), all in one interpreter, each as a new `__main__`. Prints what they print on
 * standard output (with `--merge` on standard error too); with `--write` it goes to `file.txt` instead (how the expected output of a test in tests/python is made). No threads there:
 * threaded programs need another oracle. Wrong usage: one line and status 2.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { loadPyodide } from 'pyodide';

const program = `
import io, os, sys, traceback, types, warnings
def run(path, text, merge):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as f: f.write(text)
    os.chdir(os.path.dirname(path))
    main = types.ModuleType('__main__'); main.__file__ = path; main.__builtins__ = __builtins__
    saved = sys.modules['__main__'], sys.stdout, sys.stderr, sys.argv, sys.path[:]
    data = io.BytesIO()
    out = io.TextIOWrapper(data, encoding='utf-8', errors='backslashreplace', write_through=True)
    err = out if merge else io.TextIOWrapper(io.BytesIO(), encoding='utf-8', errors='backslashreplace', write_through=True)
    sys.modules['__main__'], sys.stdout, sys.stderr, sys.argv = main, out, err, [path]
    sys.path.insert(0, os.path.dirname(path))
    try:
        try:
          with warnings.catch_warnings():
            exec(compile(text, path, 'exec', dont_inherit=True), main.__dict__)
        except SystemExit: pass
        except BaseException as e:
            e.__traceback__ = e.__traceback__.tb_next if e.__traceback__ else None
            traceback.print_exception(e)
    finally:
        out.flush()
        sys.modules['__main__'], sys.stdout, sys.stderr, sys.argv = saved[:4]
        sys.path[:] = saved[4]
    return data.getvalue().decode('utf-8', 'replace')
run
`;

const args = process.argv.slice(2);
const options = args.filter((a) => a.startsWith('--')), files = args.filter((a) => !a.startsWith('--'));
if (files.length === 0 || options.some((o) => o !== '--write' && o !== '--merge')) {
  process.stderr.write('usage: npx tsx scripts/oracle.ts [--write] [--merge] file.py…\n');
  process.exit(2);
}
const write = options.includes('--write');
const py = await loadPyodide();
const run = py.runPython(program) as (path: string, text: string, merge: boolean) => string;
for (const file of files) {
  const path = resolve(file);
  const text = run(path, readFileSync(path, 'utf8'), options.includes('--merge'));
  if (write) { writeFileSync(path.replace(/\.py$/, '.txt'), text); process.stdout.write(`${basename(path)}: ${text.length} characters\n`); }
  else process.stdout.write(text);
}
process.exit(0);
