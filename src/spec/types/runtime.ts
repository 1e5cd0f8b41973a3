/** Small types of the runtime modules. */
import { defineType } from '../dsl.ts';
export const siteBuiltin = defineType({
  name: '_sitebuiltins._SiteBuiltin', impl: 'modules/site-builtins', layout: 'SiteBuiltin', flags: ['DISALLOW_INSTANTIATION'],
  slots: { tp_dealloc: 'siteDealloc', tp_repr: 'siteRepr', tp_call: 'siteCall' }, getset: { name: ['siteName'] },
});
