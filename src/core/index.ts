/** Entry of the core: what the host calls. */
import { processInit } from "./boot/init";
export { runFrame } from "./interp/run";
export { loadImage } from "./boot/loader";
export function initProcess(memoryEnd: u32): void { processInit(memoryEnd, false, 5000); }
