/** What is this thread's own. The globals live in base, because memory and sync need them too. */
export { tid, ts, setSelf } from "../base/self";
