import { defineModule } from '../dsl.ts';
export const atexit = defineModule({
  name: 'atexit', impl: 'modules/atexit', doc: 'allow programmer to define multiple exit functions to be executed\nupon normal program termination.\n\nTwo public functions, register and unregister, are defined.\n',
  functions: { 'register(module, func, /, *args, **kwargs)': 'atexitRegister', 'unregister(module, func, /)': 'atexitUnregister', '_run_exitfuncs(module, /)': 'atexitRunCallbacks', '_clear(module, /)': 'atexitClear', '_ncallbacks(module, /)': 'atexitCount' },
});
