export { loop } from "./interp/loop";
export { runFrame } from "./interp/run";
export { functionCall, evalCode } from "./interp/function";
export { loadImage } from "./boot/loader";
export * from "./types/int/type";
export * from "./types/float/type";
export * from "./types/complex/core";
