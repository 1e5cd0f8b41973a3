/** The sys module. Values that are not constants: src/core/modules/sys/setup.ts. */
import { defineModule } from '../dsl.ts';
export const sys = defineModule({
  name: 'sys', impl: 'modules/sys/spec', doc: 'This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.\n',
  functions: {
    '_clear_type_descriptors(module, type, /)': 'sysClearTypeDescriptors',
    'exit(module, status=None, /)': 'sysExit', 'exc_info(module, /)': 'sysExcInfo', 'exception(module, /)': 'sysException',
    'getrecursionlimit(module, /)': 'sysGetRecursionLimit', 'setrecursionlimit(module, limit, /)': 'sysSetRecursionLimit',
    'getswitchinterval(module, /)': 'sysGetSwitchInterval', 'setswitchinterval(module, interval, /)': 'sysSetSwitchInterval', '_is_gil_enabled(module, /)': 'sysIsGilEnabled',
    'get_int_max_str_digits(module, /)': 'sysGetMaxStrDigits', 'set_int_max_str_digits(module, maxdigits)': 'sysSetMaxStrDigits',
    'getdefaultencoding(module, /)': 'sysGetDefaultEncoding', 'getfilesystemencoding(module, /)': 'sysGetDefaultEncoding', 'getfilesystemencodeerrors(module, /)': 'sysGetFsEncodeErrors',
    'is_finalizing(module, /)': 'sysIsFinalizing', 'settrace(module, function, /)': 'sysSetTrace', 'gettrace(module, /)': 'sysGetTrace', 'setprofile(module, function, /)': 'sysSetProfile', 'getprofile(module, /)': 'sysGetProfile',
    '_settraceallthreads(module, arg, /)': 'sysSetTraceAll', '_setprofileallthreads(module, arg, /)': 'sysSetProfileAll', '_clear_type_cache(module, /)': 'sysClearCaches', '_clear_internal_caches(module, /)': 'sysClearCaches',
    'call_tracing(module, func, args, /)': 'sysCallTracing', 'activate_stack_trampoline(module, backend, /)': 'sysActivateTrampoline', 'is_stack_trampoline_active(module, /)': 'sysIsTrampolineActive',
    'deactivate_stack_trampoline(module, /)': 'sysClearCaches', 'get_coroutine_origin_tracking_depth(module, /)': 'sysGetOriginDepth', 'set_coroutine_origin_tracking_depth(module, depth)': 'sysSetOriginDepth',
    '_get_cpu_count_config(module, /)': 'sysGetCpuCountConfig', 'intern(module, string, /)': 'sysIntern', '_is_interned(module, string, /)': 'sysIsInterned', '_is_immortal(module, op, /)': 'sysIsImmortal', 'getrefcount(module, object, /)': 'sysGetRefcount',
    'getsizeof(module, object, default=<unset>)': 'sysGetSizeof', 'audit(module, event, /, *args)': 'sysAudit', 'addaudithook(module, hook)': 'sysAddAuditHook',
    '_getframe(module, depth=0, /)': 'sysGetframe', '_getframemodulename(module, depth=0)': 'sysGetframeModulename', '_current_frames(module, /)': 'sysCurrentFrames', '_current_exceptions(module, /)': 'sysCurrentExceptions',
    'displayhook(module, object, /)': 'sysDisplayhook', 'excepthook(module, exctype, value, traceback, /)': 'sysExcepthook', 'unraisablehook(module, unraisable, /)': 'sysUnraisablehook',
    'get_asyncgen_hooks(module, /)': 'sysGetAsyncgenHooks', 'set_asyncgen_hooks(module, firstiter=<unset>, finalizer=<unset>)': 'sysSetAsyncgenHooks',
    'breakpointhook(module, /, *args, **kwargs)': 'sysBreakpointhook',
  },
  exec: 'sysExec',
});
