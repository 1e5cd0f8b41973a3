import { defineModule } from '../dsl.ts';

export const functools = defineModule({
  name: '_functools', impl: 'modules/functools/core', doc: 'Tools that operate on functions.', exec: 'functoolsExec',
  functions: { 'reduce(module, function, iterable, /, initial=<unset>)': 'reduce', 'cmp_to_key(module, mycmp)': 'cmpToKey' },
  types: { partial: 'partial', _lru_cache_wrapper: '_lru_cache_wrapper', _PlaceholderType: '_PlaceholderType' },
});
