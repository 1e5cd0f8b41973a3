// Runs a Python program under npm's pyodide: node pyodide.mjs program.py arguments. It has no threads.
import { readFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';

const [path, ...args] = process.argv.slice(2);
const python = await loadPyodide();
python.setStdout({ batched: (line) => process.stdout.write(`${line}\n`) });
python.setStderr({ batched: (line) => process.stderr.write(`${line}\n`) });
python.runPython(`import sys; sys.argv = ${JSON.stringify([path, ...args])}`);
python.runPython(readFileSync(path, 'utf8'), { filename: path, globals: python.toPy({ __name__: '__main__', __file__: path }) });
