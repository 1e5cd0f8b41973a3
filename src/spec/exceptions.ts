/** The built-in exception hierarchy (CPython Lib/test/exception_hierarchy.txt). `layout` names the struct in core/types/exceptions when a type adds fields. */
export interface ExceptionSpec { readonly name: string; readonly base: string; readonly layout?: string }
const tree = `
BaseException object
 BaseExceptionGroup = GroupObject
 GeneratorExit
 KeyboardInterrupt
 SystemExit = SystemExitObject
 Exception
  ArithmeticError
   FloatingPointError
   OverflowError
   ZeroDivisionError
  AssertionError
  AttributeError = AttributeErrorObject
  BufferError
  EOFError
  ImportError = ImportErrorObject
   ModuleNotFoundError
  LookupError
   IndexError
   KeyError
  MemoryError
  NameError = NameErrorObject
   UnboundLocalError
  OSError = OSErrorObject
   BlockingIOError
   ChildProcessError
   ConnectionError
    BrokenPipeError
    ConnectionAbortedError
    ConnectionRefusedError
    ConnectionResetError
   FileExistsError
   FileNotFoundError
   InterruptedError
   IsADirectoryError
   NotADirectoryError
   PermissionError
   ProcessLookupError
   TimeoutError
  ReferenceError
  RuntimeError
   NotImplementedError
   PythonFinalizationError
   RecursionError
  StopAsyncIteration
  StopIteration = StopIterationObject
  SyntaxError = SyntaxErrorObject
   IndentationError
    TabError
   _IncompleteInputError
  SystemError
  TypeError
  ValueError
   UnicodeError
    UnicodeDecodeError = UnicodeErrorObject
    UnicodeEncodeError = UnicodeErrorObject
    UnicodeTranslateError = UnicodeErrorObject
  Warning
   BytesWarning
   DeprecationWarning
   EncodingWarning
   FutureWarning
   ImportWarning
   PendingDeprecationWarning
   ResourceWarning
   RuntimeWarning
   SyntaxWarning
   UnicodeWarning
   UserWarning
`;
function parse(): ExceptionSpec[] {
  const out: ExceptionSpec[] = [];
  const stack: string[] = [];
  for (const line of tree.split('\n')) {
    if (!line.trim()) continue;
    const depth = line.length - line.trimStart().length;
    const [name, second, third] = line.trim().split(' ');
    const base = depth === 0 ? second! : stack[depth - 1]!;
    stack[depth] = name!;
    out.push({ name: name!, base, ...(second === '=' ? { layout: third! } : {}) });
  }
  return out;
}
export const EXCEPTIONS: readonly ExceptionSpec[] = parse();
