import { defineModule } from '../dsl.ts';
export const _contextvars = defineModule({
  name: '_contextvars', impl: 'modules/contextvars/core', doc: 'Context Variables', functions: { 'copy_context(module, /)': 'copyContext' },
  types: { Context: 'Context', ContextVar: 'ContextVar', Token: 'Token' },
});
