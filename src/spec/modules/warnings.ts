import { defineModule } from '../dsl.ts';
export const _warnings = defineModule({
  name: '_warnings', impl: 'modules/warnings-module',
  functions: { 'warn(module, /, *args, **kwargs)': 'warningsWarn', 'warn_explicit(module, /, *args, **kwargs)': 'warningsWarnExplicit' },
});
