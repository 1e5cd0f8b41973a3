/** What src/spec/types/container-iterators.ts names for the iterators of range. */
export * from "./core";
export { selfIter } from "../iter/sequence";
