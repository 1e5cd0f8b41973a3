/**
 * The command line. It reads its arguments, looks whether the program can be read at all, and hands the rest to an interpreter that runs as this process.
 * It must stay small: every byte of it is paid for by `print(1)`.
 */
import { OPTION_MODE } from '../generated/host/calls.ts';
import type { CompileInput } from '../host/contract/messages.ts';
import * as host from '../host/node/process.ts';
import { parseArguments } from './arguments.ts';

interface DumpBundle { dumpSource(what: string, source: Uint8Array, filename: string): string }

async function dump(what: string, file: string): Promise<never> {
  const found = file === '-' ? 'file' : host.probe(file);
  if (typeof found === 'object') { host.write(2, `typhon: can't open file '${host.absolute(file)}': ${found.error}\n`); return host.exit(2); }
  const bundle = await host.loadBundle('dump.cjs') as DumpBundle;
  try {
    host.write(1, bundle.dumpSource(what, host.readBytes(file), file));
    return host.exit(0);
  } catch (e) {
    const error = e as { pyType?: string; msg?: string; lineno?: number; offset?: number };
    if (error.pyType === undefined) throw e;
    host.write(2, `  File "${file}", line ${error.lineno}\n${error.pyType}: ${error.msg}\n`);
    return host.exit(1);
  }
}

/** The name that the core gives the main program (src/core/boot/main.ts): the code compiled ahead counts only under it. */
function absolute(file: string): string {
  if (/^(\/|.:[\\/])/.test(file)) return file;
  try { return `${process.cwd()}/${file}`; } catch { return file; }
}
/** What Python will ask to have compiled first (runByMode in src/core/boot/main.ts). If it asks for something else, nothing is lost. */
function programOf(mode: number, main: string | Uint8Array | undefined): CompileInput | undefined {
  if (typeof main !== 'string') return undefined;
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  if (mode === OPTION_MODE.COMMAND) return main.length > 200_000 ? undefined : { source: encode(main), isBytes: false, filename: encode('<string>'), mode: 0, flags: 0 };
  const source = mode === OPTION_MODE.FILE ? host.readSmall(main) : undefined;
  return source === undefined ? undefined : { source, isBytes: true, filename: encode(absolute(main)), mode: 0, flags: 0 };
}

async function main(): Promise<void> {
  host.settleDirectory();
  const parsed = parseArguments(host.argv(), host.env);
  if (parsed.kind === 'print') { host.write(parsed.fd, parsed.text); return host.exit(parsed.status); }
  if (parsed.kind === 'dump') return dump(parsed.what, parsed.file);
  const { values, mode } = parsed;
  if (mode === OPTION_MODE.FILE) {
    const path = host.absolute(parsed.main);
    const found = host.probe(parsed.main);
    if (typeof found === 'object') { host.write(2, `typhon: can't open file '${path}': ${found.error}\n`); return host.exit(2); }
    if (found === 'directory') {
      const inner = `${parsed.main.replace(/\/$/, '')}/__main__.py`;
      if (host.probe(inner) !== 'file') { host.write(2, `typhon: can't find '__main__' module in '${path}'\n`); return host.exit(1); }
      values.texts.MAIN = inner;
    }
  } else if (mode === OPTION_MODE.STDIN && host.isTerminal(0)) {
    host.write(2, 'typhon: there is no interactive prompt yet: give a program, or pipe one in\n');
    return host.exit(2);
  }
  const path = values.texts.PYTHONPATH;
  if (typeof path === 'string' && path !== '') values.texts.PYTHONPATH = path.split(':').map(host.absolute).join(':');
  values.texts.EXECUTABLE = host.executable();
  values.texts.PREFIX = host.dist;
  values.texts.LIBRARY = `${host.dist}/lib`;
  return host.runProcess({ values, ahead: programOf(mode, values.texts.MAIN), checked: parsed.checked, cold: parsed.cold, watchdog: parsed.watchdog, memoryMib: parsed.memoryMib, stackMib: parsed.stackMib });
}

void main();
