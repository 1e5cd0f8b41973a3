/** What src/spec/modules/posix.ts names. */
export * from "./children";
export * from "./paths";
export * from "./process";
export * from "./system";
export { posixScandir } from "./scandir";
export { pathSplitroot, pathSplitrootEx, pathNormpath } from "./split";
