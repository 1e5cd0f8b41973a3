import { defineType } from '../dsl.ts';

export const random = defineType({
  name: '_random.Random', impl: 'modules/random/core', layout: 'RandomObject', flags: ['BASETYPE'], doc: 'Random() -> create a random number generator with its own internal state.',
  slots: { tp_dealloc: 'random_dealloc', tp_new: 'random_new', tp_init: 'random_init' },
  methods: {
    'random(self, /)': 'random_random', 'seed(self, n=None, /)': 'random_seed', 'getstate(self, /)': 'random_getstate', 'setstate(self, state, /)': 'random_setstate',
    'getrandbits(self, k, /)': 'random_getrandbits',
  },
});
