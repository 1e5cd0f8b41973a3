/** Module _typhon: what Typhon shows of itself. */
import { defineModule } from '../dsl.ts';

export const typhon = defineModule({
  name: '_typhon', impl: 'modules/typhon', doc: 'Counters and switches of the runtime. Not part of Python.',
  functions: {
    'stats(module, /)': 'typhonStats', 'set_async_exc(module, ident, exc, /)': 'setAsyncExc', 'blocks(module, /)': 'typhonBlocks', 'live_objects(module, /)': 'typhonLiveObjects', 'fail_allocations(module, n, /)': 'typhonFailAllocations', 'collect_allocations(module, n, /)': 'typhonCollectAllocations', 'heap_is_valid(module, /)': 'typhonHeapIsValid',
    'full_name(module, cls, /)': 'typhonFullName', 'parked(module, /)': 'typhonParked', 'gil_enabled(module, /)': 'typhonGilEnabled', 'symbols(module, source, filename, mode, /)': 'typhonSymbols',
  },
  types: { hamt: 'hamt', ContainerNoGC: 'ContainerNoGC' },
});
