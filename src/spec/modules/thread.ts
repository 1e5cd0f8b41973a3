/** Module _thread. CPython: Modules/_threadmodule.c. */
import { defineModule } from '../dsl.ts';

export const thread = defineModule({
  name: '_thread', impl: 'modules/thread/module',
  doc: 'This module provides primitive operations to write multi-threaded programs.\nThe \'threading\' module provides a more convenient interface.',
  functions: {
    'start_new_thread(module, /, *args)': 'startNewThread', 'start_new(module, /, *args)': 'startNewThread',
    'start_joinable_thread(module, /, function, handle=None, daemon=True)': 'startJoinableThread', '_make_thread_handle(module, ident, /)': 'makeThreadHandle',
    'allocate_lock(module, /)': 'allocateLock', 'allocate(module, /)': 'allocateLock', 'get_ident(module, /)': 'getIdent', '_get_main_thread_ident(module, /)': 'getMainThreadIdent', 'get_native_id(module, /)': 'getNativeId', 'set_name(module, /, name)': 'threadSetName',
    '_excepthook(module, args, /)': 'threadExcepthook', '_count(module, /)': 'threadCountCall', 'exit(module, /)': 'threadExit', 'exit_thread(module, /)': 'threadExit', 'daemon_threads_allowed(module, /)': 'daemonThreadsAllowed',
    '_is_main_interpreter(module, /)': 'isMainInterpreter', '_shutdown(module, /)': 'threadShutdown', 'stack_size(module, size=0, /)': 'stackSize', 'interrupt_main(module, signum=2, /)': 'interruptMain',
  },
  exec: 'threadModuleExec',
  types: { lock: 'lock', RLock: 'RLock', _local: '_local', _ThreadHandle: '_ThreadHandle', _ExceptHookArgs: '_ExceptHookArgs' },
});
