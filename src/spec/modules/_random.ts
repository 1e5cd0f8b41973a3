import { defineModule } from '../dsl.ts';
export const _random = defineModule({ name: '_random', impl: 'modules/random/core', doc: 'Module implements the Mersenne Twister random number generator.', types: { Random: 'Random' } });
