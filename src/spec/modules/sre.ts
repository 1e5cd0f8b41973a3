import { defineModule } from '../dsl.ts';
export const _sre = defineModule({
  name: '_sre', impl: 'modules/sre/type',
  constants: { MAGIC: 20230612, CODESIZE: 4, MAXREPEAT: 4294967295, MAXGROUPS: 1073741823 },
  functions: {
    'ascii_iscased(module, character, /)': 'sre_ascii_iscased', 'unicode_iscased(module, character, /)': 'sre_unicode_iscased', 'ascii_tolower(module, character, /)': 'sre_ascii_tolower', 'unicode_tolower(module, character, /)': 'sre_unicode_tolower',
    'getcodesize(module, /)': 'sre_getcodesize', 'compile(module, /, pattern, flags, code, groups, groupindex, indexgroup)': 'sre_compile', 'template(module, pattern, template, /)': 'sre_template',
  },
});
