/**
 * Native functions that the interpreter does itself in their plain case (src/core/interp/native.ts): name of the function in src/core → name of the case.
 * The generator numbers them from 1; a MethodDef carries the number. CPython's counterpart: the specialisations CALL_LEN, CALL_ISINSTANCE, CALL_LIST_APPEND.
 */
export const QUICK: Readonly<Record<string, string>> = {
  builtinLen: 'LEN',
  builtinIsinstance: 'ISINSTANCE',
  list_append: 'LIST_APPEND',
};
