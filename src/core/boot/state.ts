/**
 * Interpreter state: the few objects that belong to the process rather than to a thread. Words in PROC_INTERP; each @frozen after start-up unless it says otherwise.
 * Roots of the collector: interpVisit.
 */
import { Ptr, Value, NULL } from "../base/value";
import { PROC_INTERP } from "../base/map";
import { toValue } from "../base/obj";
import { T } from "../../generated/core/types";
import { gcVisit } from "../gc/visit";

const BUILTINS: usize = PROC_INTERP + 0x00; // Value: dict of the builtins module
const SYS_DICT: usize = PROC_INTERP + 0x08; // Value: dict of sys
const MODULES: usize = PROC_INTERP + 0x10; // Value: sys.modules (dict) as made at start-up
const IMPORT_FUNC: usize = PROC_INTERP + 0x18; // Value: builtins.__import__ as it was at start-up
const IMPORTLIB: usize = PROC_INTERP + 0x20; // Value: importlib._bootstrap module
const BUILD_CLASS: usize = PROC_INTERP + 0x28;
const ALL: usize = PROC_INTERP + 0x30;
const ANY: usize = PROC_INTERP + 0x38;
const BUILTINS_MODULE: usize = PROC_INTERP + 0x40;
const SYS_MODULE: usize = PROC_INTERP + 0x48;
/** more roots: modules reserve words here, 0x50 … 0x2F8 (each @frozen or under its module's lock) */
const ROOTS_END: usize = PROC_INTERP + 0x300;

export function interpBuiltins(): Value { return load<u64>(BUILTINS); }
export function interpSysDict(): Value { return load<u64>(SYS_DICT); }
export function interpModules(): Value { return load<u64>(MODULES); }
export function interpImportFunc(): Value { return load<u64>(IMPORT_FUNC); }
export function interpImportlib(): Value { return load<u64>(IMPORTLIB); }
export function interpBuiltinsModule(): Value { return load<u64>(BUILTINS_MODULE); }
export function interpSysModule(): Value { return load<u64>(SYS_MODULE); }
/** Each setter steals. Start-up only. */
export function interpSetBuiltins(module: Value, dict: Value): void { store<u64>(BUILTINS_MODULE, module); store<u64>(BUILTINS, dict); }
export function interpSetSys(module: Value, dict: Value): void { store<u64>(SYS_MODULE, module); store<u64>(SYS_DICT, dict); }
export function interpSetModules(d: Value): void { store<u64>(MODULES, d); }
export function interpSetImportFunc(f: Value): void { store<u64>(IMPORT_FUNC, f); }
export function interpSetImportlib(m: Value): void { store<u64>(IMPORTLIB, m); }
export function interpSetCommon(buildClass: Value, all: Value, any: Value): void { store<u64>(BUILD_CLASS, buildClass); store<u64>(ALL, all); store<u64>(ANY, any); }
/** COMMON_CONSTANTS of src/spec/opcodes.ts; borrowed. */
export function interpCommon(i: u32): Value {
  switch (i) {
    case 0: return toValue(T.AssertionError);
    case 1: return toValue(T.NotImplementedError);
    case 2: return toValue(T.tuple);
    case 3: return load<u64>(ALL);
    case 4: return load<u64>(ANY);
    case 5: return toValue(T.list);
    case 6: return toValue(T.set);
    default: return load<u64>(BUILD_CLASS);
  }
}
/** A root word for a module: index 0 … 63. */
// @ts-ignore: decorator
@inline export function rootSlot(i: i32): Ptr { return PROC_INTERP + 0x50 + (<usize>i << 3); }
export function interpVisit(): void { for (let p = BUILTINS; p < ROOTS_END; p += 8) gcVisit(load<u64>(p)); }
