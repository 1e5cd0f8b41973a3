/** What src/spec/types names for dict, its iterators and views. */
export { DictObject } from "./core";
export * from "./methods";
export * from "./iter";
export * from "./views";
export { selfIter } from "../iter/sequence";
export { classGetItem, notHashable } from "../class-getitem";
