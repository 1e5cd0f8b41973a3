/** What src/spec/types names for set, frozenset and their iterator. */
export { SetObject } from "./core";
export * from "./methods";
export * from "./iter";
export { selfIter } from "../iter/sequence";
export { classGetItem, notHashable } from "../class-getitem";
