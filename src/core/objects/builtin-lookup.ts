/** builtins.NAME for native code (what `__reduce__` of iterators names). */
export { getBuiltin } from "./module";
