/** What src/spec/modules/sys.ts names. */
export * from "./functions";
export * from "./frames";
export * from "./display";
export { sysExec } from "./setup";
export * from "./asyncgen";
