/** What src/spec/types/containers.ts names for list. */
export { ListObject, list_newSlot } from "./core";
export * from "./methods";
export { list_subscript, list_assSubscript } from "./slices";
export { list_sort } from "./sort";
export { list_iter, list_reversed } from "../iter/sequence";
export { classGetItem, notHashable } from "../class-getitem";
