import { defineModule } from '../dsl.ts';

export const weakrefModule = defineModule({
  name: '_weakref', impl: 'objects/weakref', doc: 'Weak-reference support module.',
  functions: {
    'getweakrefcount(module, object, /)': 'getWeakrefCount', 'getweakrefs(module, object, /)': 'getWeakrefs', 'proxy(module, object, callback=None, /)': 'makeProxy',
    '_remove_dead_weakref(module, dct, key, /)': 'removeDeadWeakref',
  },
  types: { ref: 'ref', ReferenceType: 'ref', ProxyType: 'weakproxy', CallableProxyType: 'weakcallableproxy' },
});
