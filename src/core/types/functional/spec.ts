/** What src/spec/types/container-iterators.ts names for enumerate, zip, map, filter. */
export * from "./core";
export { selfIter } from "../iter/sequence";
export { classGetItem } from "../class-getitem";
