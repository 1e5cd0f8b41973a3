/** Module gc. CPython: Modules/gcmodule.c. */
import { defineModule } from '../dsl.ts';

export const gc = defineModule({
  name: 'gc', impl: 'gc/module',
  doc: 'This module provides access to the garbage collector for reference cycles.\n\nenable() -- Enable automatic garbage collection.\ndisable() -- Disable automatic garbage collection.\nisenabled() -- Returns true if automatic collection is enabled.\ncollect() -- Do a full collection right now.\nget_count() -- Return the current collection counts.\nget_stats() -- Return list of dictionaries containing per-generation stats.\nset_debug() -- Set debugging flags.\nget_debug() -- Get debugging flags.\nset_threshold() -- Set the collection thresholds.\nget_threshold() -- Return the current collection thresholds.\nget_objects() -- Return a list of all objects tracked by the collector.\nis_tracked() -- Returns true if a given object is tracked.\nis_finalized() -- Returns true if a given object has been already finalized.\nget_referrers() -- Return the list of objects that refer to an object.\nget_referents() -- Return the list of objects that an object refers to.\nfreeze() -- Freeze all tracked objects and ignore them for future collections.\nunfreeze() -- Unfreeze all objects in the permanent generation.\nget_freeze_count() -- Return the number of objects in the permanent generation.\n',
  functions: {
    'enable(module, /)': 'gcEnable', 'disable(module, /)': 'gcDisable', 'isenabled(module, /)': 'gcIsEnabled', 'collect(module, /, generation=2)': 'gcCollectCall',
    'get_count(module, /)': 'gcGetCount', 'get_threshold(module, /)': 'gcGetThreshold', 'set_threshold(module, /, *args)': 'gcSetThresholdCall',
    'get_debug(module, /)': 'gcGetDebug', 'set_debug(module, flags, /)': 'gcSetDebug', 'get_objects(module, /, generation=None)': 'gcGetObjects',
    'get_referrers(module, /, *objs)': 'gcGetReferrers', 'get_referents(module, /, *objs)': 'gcGetReferents', 'is_tracked(module, obj, /)': 'gcIsTracked',
    'is_finalized(module, obj, /)': 'gcIsFinalized', 'freeze(module, /)': 'gcFreeze', 'unfreeze(module, /)': 'gcUnfreeze', 'get_freeze_count(module, /)': 'gcGetFreezeCount',
    'get_stats(module, /)': 'gcGetStats',
  },
  constants: { DEBUG_STATS: 1, DEBUG_COLLECTABLE: 2, DEBUG_UNCOLLECTABLE: 4, DEBUG_SAVEALL: 32, DEBUG_LEAK: 38 },
  exec: 'gcModuleExec',
});
