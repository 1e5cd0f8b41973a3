/** What src/spec/types/containers.ts names for tuple. */
export { TupleObject } from "./core";
export * from "./methods";
export { tuple_iter } from "../iter/sequence";
export { classGetItem } from "../class-getitem";
