/** What src/spec/modules/itertools.ts names. */
export { tee } from "./tee";
