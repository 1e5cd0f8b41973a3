/** Who owns which root word of boot/state.ts (rootSlot(i)). */
// @ts-ignore: decorator
@inline export const ROOT_SIGNALS: i32 = 0; // list of 65: handlers
// @ts-ignore: decorator
@inline export const ROOT_ATEXIT: i32 = 1; // list of (function, args, kwargs)
// @ts-ignore: decorator
@inline export const ROOT_AUDIT: i32 = 2; // list of audit hooks, or NULL
// @ts-ignore: decorator
@inline export const ROOT_MAIN_DICT: i32 = 3;
// @ts-ignore: decorator
@inline export const ROOT_TYPING: i32 = 4; // typing module, once a type parameter needed it
// @ts-ignore: decorator
@inline export const ROOT_PICKLE: i32 = 5;
// @ts-ignore: decorator
@inline export const ROOT_LIB_DIR: i32 = 6; // str: directory of the library's sources
// @ts-ignore: decorator
@inline export const ROOT_LIB_MARK: i32 = 7; // the loader type of library modules
// @ts-ignore: decorator
@inline export const ROOT_EXCEPT_ARGS: i32 = 8;
// @ts-ignore: decorator
@inline export const ROOT_SOFT_CLOSED: i32 = 9;
// @ts-ignore: decorator
@inline export const ROOT_NO_DEFAULT: i32 = 10;
// @ts-ignore: decorator
@inline export const ROOT_MAIN_CODE: i32 = 11; // code object of -c
// @ts-ignore: decorator
@inline export const ROOT_MAIN_SOURCE: i32 = 12; // its text, until linecache has it
// @ts-ignore: decorator
@inline export const ROOT_NATIVE_INDEX: i32 = 13; // dict: name of a native module → its number
// @ts-ignore: decorator
@inline export const ROOT_UNSUPPORTED: i32 = 14; // io.UnsupportedOperation
// @ts-ignore: decorator
@inline export const ROOT_SIGNAL_TABLE: i32 = 15; // the same list before the signal module is made
// @ts-ignore: decorator
@inline export const ROOT_BUILTINS_COPY: i32 = 16; // dict: builtins as it was at start-up
// 79 … 83 and 85 are the text room's, by address: _struct's cache (0x2C8), codec search functions, codec cache, error handlers, "encodings is loaded", b'' (0x2F8)
// @ts-ignore: decorator
@inline export const ROOT_CONTEXT_MISSING: i32 = 40; // Token.MISSING
// @ts-ignore: decorator
@inline export const ROOT_CSV_DIALECTS: i32 = 41; // dict
// @ts-ignore: decorator
@inline export const ROOT_CSV_LIMIT: i32 = 42; // int
