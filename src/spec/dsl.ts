/**
 * How types and native modules are declared: each file in src/spec/types and src/spec/modules exports specs made with these functions;
 * scripts/gen.ts turns them into registration code (src/generated/core). The Python signature text is Argument Clinic's job done at build time.
 *
 * SIGNATURES are Python's: 'pop(self, index=-1, /)', 'sort(self, /, *, key=None, reverse=False)', 'print(module, /, *args, sep=" ", …)'.
 * The first parameter is always the receiver: `self` (instance method), `cls` (class method: written `@classmethod name(cls, …)`), `module`
 * (module function), or `_` for `@staticmethod name(_, …)`. The native function's shape follows from the signature:
 *   only the receiver                      fn(self: Value): Value
 *   one required positional-only           fn(self: Value, arg: Value): Value
 *   up to 8 fixed parameters               fn(self: Value, p1: Value, …, pn: Value): Value   (after binding; see defaults)
 *   has *args or **kwargs                  fn(self: Value, args: Ptr, nargs: i32, kwnames: Value): Value   (raw call convention, the function binds itself)
 * DEFAULTS: None, True, False and small integers are passed as such; every other default (a string, `<unset>`, …) is passed as NULL, and the function supplies it.
 * All arguments are borrowed; the result is a new reference, or NULL with an exception set.
 */
import type { SlotName, TYPE_FLAGS } from './slots.ts';

export type TypeFlag = keyof typeof TYPE_FLAGS;
export interface TypeSpec {
  /** Python's name: 'list', 'collections.deque' (module and name) */
  readonly name: string;
  /** the member of T in core code; default: the last part of name */
  readonly key?: string;
  /** key of the base type; default 'object' */
  readonly base?: string;
  /** file with the native functions, relative to src/core, without '.ts' */
  readonly impl: string;
  /** `@unmanaged` class that lays out an instance (exported by impl or by `layoutFrom`); default: the base's */
  readonly layout?: string;
  readonly layoutFrom?: string;
  /** bytes per item for variable-sized objects, whose count is the i32 at +16 (VarObj.size) */
  readonly itemsize?: number;
  readonly flags?: readonly TypeFlag[];
  readonly doc?: string;
  /** slot name → function in impl */
  readonly slots?: Readonly<Partial<Record<SlotName, string>>>;
  /** signature → function in impl */
  readonly methods?: Readonly<Record<string, string>>;
  /** attribute → [getter fn(self): Value, setter fn(self, value or NULL): i32] */
  readonly getset?: Readonly<Record<string, readonly [string] | readonly [string, string]>>;
  /** attribute → field of the layout class holding a Value (NULL reads as AttributeError, or None with 'none'), i32 or bool */
  readonly members?: Readonly<Record<string, { readonly field: string; readonly kind: 'value' | 'none' | 'i32' | 'u32' | 'bool'; readonly writable?: boolean }>>;
  /** class attributes with constant values: numbers, strings, null for None, or the name of an argument-less function in impl prefixed by '=' */
  readonly attributes?: Readonly<Record<string, number | string | null>>;
  /** instances have a __dict__ (also for the built-in type itself; subclasses made in Python get one anyway) */
  readonly dict?: boolean;
  readonly weakref?: boolean;
}
export interface ModuleSpec {
  readonly name: string;
  readonly impl: string;
  readonly doc?: string;
  /** signature → function in impl */
  readonly functions?: Readonly<Record<string, string>>;
  /** constants: numbers (integers or floats), strings, booleans, null */
  readonly constants?: Readonly<Record<string, number | string | boolean | null>>;
  /** names of types (their keys) put into the module: attribute → key */
  readonly types?: Readonly<Record<string, string>>;
  /** function in impl run when the module is first imported: fn(module: Value): i32 (0, or -1 with an exception) */
  readonly exec?: string;
}
export const defineType = (spec: TypeSpec): TypeSpec => spec;
export const defineModule = (spec: ModuleSpec): ModuleSpec => spec;
