// A worker of the torture tests: one Python thread a job. Each job: threadStart, the driver, threadFinish.
import { parentPort, workerData } from 'node:worker_threads';
import { imports } from './imports.mjs';

const { module, memory, world } = workerData;
const ex = new WebAssembly.Instance(module, imports(memory)).exports;
ex._start?.();
parentPort.on('message', ({ id, state, fn, args, line }) => {
  try {
    ex.threadStart(state);
    if (world.at) ex.worldUse(world.at);
    if (fn === 'worldUse') world.at = args[0];
    if (line) ex.startLine(line.at, line.n);
    const result = ex[fn](...args);
    ex.threadFinish(0);
    parentPort.postMessage({ id, result });
  } catch (error) { parentPort.postMessage({ id, error: String(error?.stack ?? error) }); }
});
