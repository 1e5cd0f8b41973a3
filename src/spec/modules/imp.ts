import { defineModule } from '../dsl.ts';
import { PYC_TOKEN } from '../fingerprint.ts';
export const _imp = defineModule({
  name: '_imp', impl: 'modules/import/imp', doc: '(Extremely) low-level import machinery bits as used by importlib.',
  functions: {
    'acquire_lock(module, /)': 'impAcquireLock', 'release_lock(module, /)': 'impReleaseLock', 'lock_held(module, /)': 'impLockHeld', 'is_builtin(module, name, /)': 'impIsBuiltin',
    'create_builtin(module, spec, /)': 'impCreateBuiltin', 'exec_builtin(module, mod, /)': 'impExecBuiltin', 'is_frozen(module, name, /)': 'impFalse', 'init_frozen(module, name, /)': 'impNone',
    'find_frozen(module, name, /, *, withdata=False)': 'impFindFrozen', 'get_frozen_object(module, name, data=None, /)': 'impGetFrozen', 'is_frozen_package(module, name, /)': 'impIsFrozenPackage',
    'extension_suffixes(module, /)': 'impExtensionSuffixes', '_frozen_module_names(module, /)': 'impFrozenNames', '_override_frozen_modules_for_tests(module, override, /)': 'impOverride',
    '_override_multi_interp_extensions_check(module, override, /)': 'impOverride', '_fix_co_filename(module, code, path, /)': 'impFixFilename', 'source_hash(module, key, source)': 'impSourceHash',
    '_library_find(module, name, /)': 'impLibraryFind',
  },
  constants: { check_hash_based_pycs: 'default', pyc_magic_number_token: PYC_TOKEN },
});
