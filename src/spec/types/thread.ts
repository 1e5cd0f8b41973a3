/** Types of module _thread. CPython: Modules/_threadmodule.c. */
import { defineType } from '../dsl.ts';

export const lockType = defineType({
  name: '_thread.lock', impl: 'modules/thread/lock', layout: 'LockObject', weakref: true,
  doc: 'A lock object is a synchronization primitive.  To create a lock,\ncall threading.Lock().',
  slots: { tp_new: 'lockTypeNew', tp_dealloc: 'lockDealloc', tp_repr: 'lockRepr' },
  methods: {
    'acquire(self, /, blocking=True, timeout=-1)': 'lockAcquireMethod', 'acquire_lock(self, /, blocking=True, timeout=-1)': 'lockAcquireMethod',
    'release(self, /)': 'lockReleaseMethod', 'release_lock(self, /)': 'lockReleaseMethod', 'locked(self, /)': 'lockLocked', 'locked_lock(self, /)': 'lockLocked',
    '__enter__(self, /)': 'lockEnter', '__exit__(self, /, *args)': 'lockExit', '_at_fork_reinit(self, /)': 'lockReinit',
  },
});
export const rlockType = defineType({
  name: '_thread.RLock', impl: 'modules/thread/lock', layout: 'RLockObject', flags: ['BASETYPE'], weakref: true,
  slots: { tp_new: 'rlockTypeNew', tp_dealloc: 'rlockDealloc', tp_repr: 'rlockRepr' },
  methods: {
    'acquire(self, /, blocking=True, timeout=-1)': 'rlockAcquireMethod', 'release(self, /)': 'rlockReleaseMethod', 'locked(self, /)': 'rlockLocked',
    '__enter__(self, /)': 'rlockEnter', '__exit__(self, /, *args)': 'rlockExit', '_is_owned(self, /)': 'rlockOwned', '_recursion_count(self, /)': 'rlockRecursion',
    '_release_save(self, /)': 'rlockSave', '_acquire_restore(self, state, /)': 'rlockRestore', '_at_fork_reinit(self, /)': 'rlockReinit',
  },
});
export const localType = defineType({
  name: '_thread._local', impl: 'modules/thread/local', layout: 'LocalObject', flags: ['BASETYPE', 'HAVE_GC'], weakref: true, doc: 'Thread-local data',
  slots: { tp_new: 'localNew', tp_dealloc: 'localDealloc', tp_traverse: 'localTraverse', tp_clear: 'localClear', tp_getattro: 'localGetattro', tp_setattro: 'localSetattro' },
});
export const threadHandleType = defineType({
  name: '_thread._ThreadHandle', impl: 'modules/thread/handle', layout: 'HandleObject', weakref: true,
  slots: { tp_new: 'handleTypeNew', tp_dealloc: 'handleDealloc', tp_repr: 'handleRepr' },
  methods: { 'join(self, timeout=None, /)': 'handleJoinMethod', 'is_done(self, /)': 'handleIsDone', '_set_done(self, /)': 'handleSetDone' },
  getset: { ident: ['handleIdent'] },
});
