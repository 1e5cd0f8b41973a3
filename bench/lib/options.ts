/** The options of the three commands: `--name value`, flags, and words. A usage error ends the process with status 2. */
export interface Options {
  readonly words: readonly string[];
  has(flag: string): boolean;
  value(name: string): string | undefined;
  number(name: string, otherwise: number): number;
  numbers(name: string, otherwise: readonly number[]): readonly number[];
}

export function readOptions(usage: string, flags: readonly string[], valued: readonly string[]): Options {
  const fail = (what: string): never => { process.stderr.write(`${what}\n${usage}\n`); process.exit(2); };
  const words: string[] = [];
  const given = new Map<string, string>();
  const args = process.argv.slice(2);
  for (let i = 0; i < args.length; i++) {
    const a = args[i];
    if (a === '--help' || a === '-h') { process.stdout.write(`${usage}\n`); process.exit(0); }
    if (!a.startsWith('--')) { words.push(a); continue; }
    const [name, inline] = a.slice(2).split(/=(.*)/s);
    if (flags.includes(name)) given.set(name, '');
    else if (valued.includes(name)) given.set(name, inline ?? args[++i] ?? fail(`--${name} needs a value`));
    else fail(`unknown option --${name}`);
  }
  const count = (name: string, text: string): number => {
    const n = Number(text);
    return Number.isFinite(n) && n > 0 ? n : fail(`--${name}: ${text} is no positive number`);
  };
  return {
    words,
    has: (flag) => given.has(flag),
    value: (name) => given.get(name),
    number: (name, otherwise) => { const v = given.get(name); return v === undefined ? otherwise : count(name, v); },
    numbers: (name, otherwise) => given.get(name)?.split(',').map((v) => count(name, v)) ?? otherwise,
  };
}
