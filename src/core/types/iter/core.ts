/** The sequence iterators under the name that abstract.ts knows. */
export { seqIterNew, callIterNew, SeqIter, CallIter, ITER_SEQ, ITER_INDEX, EXHAUSTED } from "./sequence";
