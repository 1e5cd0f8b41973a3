/**
 * Docstrings and text signatures of native functions, methods, attributes and types for dist/native-docs.json, taken out of the pyodide devDependency, a CPython 3.14, once for a
 * version of it. A JSON object: "module.name" or "module.Type.name" → [doc, text signature], null where CPython has none. The core asks for one when a program reads `__doc__`.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const PROGRAM = `
import sys, types, json, importlib, builtins
names = set(sys.builtin_module_names) | {'_struct', '_json', '_random', 'math', 'cmath', 'array', '_bisect', '_heapq', '_csv', '_datetime', '_decimal', '_pickle', '_queue', '_statistics', '_asyncio',
    '_contextvars', 'binascii', 'unicodedata', 'zlib', 'select', '_hashlib', '_md5', '_sha1', '_sha2', '_sha3', '_blake2', '_zoneinfo', '_typing', '_opcode', '_lsprof', '_elementtree', 'pyexpat'}
out = {}
seen = set()
def text(o, name):
    v = getattr(o, name, None)
    return v if isinstance(v, str) else None
def note(key, o):
    pair = [text(o, '__doc__'), text(o, '__text_signature__')]
    if pair != [None, None]: out.setdefault(key, pair)
def a_type(t):
    # classes made in Python carry their own
    module = getattr(t, '__module__', None)
    if t in seen or not t.__flags__ & (1 << 8) or not isinstance(module, str): return
    seen.add(t)
    key = f'{module}.{t.__qualname__}'
    note(key, t)
    for n, v in vars(t).items():
        if n in ('__doc__', '__dict__', '__module__'): continue
        if isinstance(v, (types.MethodDescriptorType, types.WrapperDescriptorType, types.GetSetDescriptorType, types.MemberDescriptorType, types.ClassMethodDescriptorType, types.BuiltinFunctionType)): note(f'{key}.{n}', v)
        elif isinstance(v, staticmethod): note(f'{key}.{n}', v.__func__)
for n in sorted(names):
    try: m = importlib.import_module(n)
    except ImportError: continue
    for k, v in vars(m).items():
        if isinstance(v, types.BuiltinFunctionType): note(f'{n}.{k}', v)
        elif isinstance(v, type): a_type(v)
todo, known = [object], set()
while todo:
    t = todo.pop()
    a_type(t)
    for s in type.__subclasses__(t):
        if s not in known:
            known.add(s)
            todo.append(s)
json.dumps(out, ensure_ascii=False)
`;

/** What was done; undefined if pyodide is not installed. */
export async function buildDocs(force: boolean): Promise<string | undefined> {
  const target = join(root, 'dist/native-docs.json');
  const packageFile = join(root, 'node_modules/pyodide/package.json');
  if (!existsSync(packageFile)) return undefined;
  const kept = join(root, `build/native-docs-${(JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }).version}.json`);
  const fresh = force || !existsSync(kept);
  if (fresh) {
    const { loadPyodide } = await import('pyodide');
    const py = await loadPyodide({ stderr: () => {} });
    mkdirSync(join(root, 'build'), { recursive: true });
    writeFileSync(kept, `${py.runPython(PROGRAM) as string}\n`);
  }
  const text = readFileSync(kept, 'utf8');
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
  return fresh ? 'docstrings' : 'docstrings unchanged';
}
