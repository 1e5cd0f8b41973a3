import { defineModule } from '../dsl.ts';

const names = [
  'accumulate', 'batched', 'chain', 'combinations', 'combinations_with_replacement', 'compress', 'count', 'cycle', 'dropwhile', 'filterfalse', 'groupby', 'islice', 'pairwise',
  'permutations', 'product', 'repeat', 'starmap', 'takewhile', 'zip_longest', '_grouper', '_tee', '_tee_dataobject',
];
export const itertools = defineModule({
  name: 'itertools', impl: 'modules/itertools/module',
  doc: "Functional tools for creating and using iterators.\n\nInfinite iterators:\ncount(start=0, step=1) --> start, start+step, start+2*step, ...\ncycle(p) --> p0, p1, ... plast, p0, p1, ...\nrepeat(elem [,n]) --> elem, elem, elem, ... endlessly or up to n times",
  functions: { 'tee(module, iterable, n=2, /)': 'tee' },
  types: Object.fromEntries(names.map((n) => [n, n])),
});
