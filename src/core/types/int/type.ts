/** int and bool: all that src/spec/types/int.ts names, from the files beside. */
export * from "./core";
export * from "./arith";
export * from "./methods";
