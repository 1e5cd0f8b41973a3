import { defineModule } from '../dsl.ts';

export const collections = defineModule({
  name: '_collections', impl: 'modules/collections/dicts',
  doc: 'High performance data structures.\n- deque:        ordered collection accessible from endpoints only\n- defaultdict:  dict subclass with a default value factory',
  functions: { '_count_elements(module, mapping, iterable, /)': 'countElements' },
  types: {
    deque: 'deque', defaultdict: 'defaultdict', OrderedDict: 'OrderedDict', _deque_iterator: '_deque_iterator', _deque_reverse_iterator: '_deque_reverse_iterator', _tuplegetter: '_tuplegetter',
  },
});
