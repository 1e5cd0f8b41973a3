import { defineModule } from '../dsl.ts';
export const array = defineModule({
  name: 'array', impl: 'modules/array/methods', exec: 'arrayExec', doc: 'This module defines an object type which can efficiently represent\nan array of basic values: characters, integers, floating-point\nnumbers.',
  constants: { typecodes: 'bBuwhHiIlLqQfd' }, types: { array: 'array', ArrayType: 'array' },
  functions: { '_array_reconstructor(module, arraytype, typecode, mformat_code, items, /)': 'array_reconstructor' },
});
