/**
 * CPython 3.14 itself as an oracle: the one in the npm package pyodide, which is a development dependency. Starting it takes about three seconds.
 *
 * Used by the scripts that make golden files; tests read the golden files and do not start it.
 */
import { loadPyodide } from 'pyodide';

export interface Question {
  readonly src: string | { readonly bytes: readonly number[] };
  readonly mode?: 'exec' | 'eval' | 'single';
  /** True: dump with positions. */
  readonly attrs?: boolean;
  /** True: only the SHA-1 of the dump. */
  readonly hash?: boolean;
}

export type Place = number | null;
export interface Answer {
  readonly ok?: string;
  /** The type, then the arguments of the SyntaxError: message, lineno, offset, end_lineno, end_offset, text. */
  readonly err?: readonly [string, string, Place, Place, Place, Place, string | null];
  /** Any other exception. */
  readonly exc?: string;
  /** Warnings: category, message, line. */
  readonly w: readonly (readonly [string, string, number])[];
}

const program = `
import ast, hashlib, json, warnings
def answer(item):
    s = item['src']
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter('always')
        try:
            t = compile(bytes(s['bytes']) if isinstance(s, dict) else s, '<f>', item.get('mode', 'exec'), ast.PyCF_ONLY_AST)
            d = ast.dump(t, include_attributes=item.get('attrs', False))
            r = {'ok': hashlib.sha1(d.encode('utf-8', 'surrogatepass')).hexdigest() if item.get('hash') else d}
        except SyntaxError as e:
            r = {'err': [type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text]}
        except Exception as e:
            r = {'exc': type(e).__name__ + ': ' + str(e)}
        r['w'] = [] if 'err' in r else [[x.category.__name__, str(x.message), x.lineno] for x in w]
    return r
json.dumps([answer(i) for i in json.loads(questions)])
`;

/** What CPython 3.14 says to each question. */
export async function askCPython(questions: readonly Question[]): Promise<Answer[]> {
  const py = await loadPyodide();
  py.globals.set('questions', JSON.stringify(questions));
  return JSON.parse(py.runPython(program) as string) as Answer[];
}
