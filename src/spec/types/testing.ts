/** Types that only tests want. */
import { defineType } from '../dsl.ts';

export const containerNoGC = defineType({
  name: '_typhon.ContainerNoGC', impl: 'modules/testing', layout: 'ContainerNoGC', slots: { tp_dealloc: 'containerDealloc', tp_new: 'containerNew' }, members: { value: { field: 'value', kind: 'value' } },
});
