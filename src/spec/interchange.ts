/**
 * How plain values cross between the API and Python, and the API's requests. Little-endian, nothing aligned.
 *
 *   VALUE    u8 tag (VALUE_TAG), then
 *     NONE FALSE TRUE   nothing
 *     INT               i64
 *     BIG_INT           u8 1 if negative · u32 byte count · magnitude, least significant byte first; the count is a multiple of 4
 *     FLOAT             f64
 *     COMPLEX           f64 real · f64 imaginary
 *     STR               u32 byte count · WTF-8 (lone surrogates as three bytes)
 *     BYTES             u32 byte count · bytes
 *     LIST TUPLE SET FROZENSET   u32 count · values
 *     DICT              u32 count · key, value, key, value …
 *     OBJECT            STR of the type's name · STR of its repr: a result that is no plain value (never in a request)
 *   Values may be nested VALUE_DEPTH deep; deeper ones, and cycles, are refused by the side that writes.
 *
 *   REQUEST  u32 REQUEST_OP · u32 byte count of what follows · values (the rows below)
 *     BOOT              nothing; the options block is at HOST_PAGE.OPTIONS_ADDR. The first request
 *     EXEC              source str · filename str                       in __main__; the result is None
 *     EVAL              source str · filename str                       the result is the value
 *     RUN_FILE          path str · argv list                            as `typhon path argv…`, in a fresh __main__
 *     RUN_MODULE        name str · argv list                            as `typhon -m name argv…`
 *     CALL              args list · kwargs dict · target str             "name", "name.attribute" in __main__ or the builtins, or "package.module:name.attribute", which is imported
 *     CLOSE             nothing; finalises (threads joined, atexit, flush). The last request
 *   RESULT   u32 REQUEST_STATUS · u32 byte count of what follows · values, in memory from hostAlloc (the host frees it)
 *     VALUE             the value
 *     EXCEPTION         type's name str · its module str · str(exception) · args as a list (what is no plain value as OBJECT) · traceback text as Python would print it
 *     EXIT              int: SystemExit was raised; the status
 */
export const VALUE_TAG = { NONE: 0, FALSE: 1, TRUE: 2, INT: 3, BIG_INT: 4, FLOAT: 5, COMPLEX: 6, STR: 7, BYTES: 8, LIST: 9, TUPLE: 10, SET: 11, FROZENSET: 12, DICT: 13, OBJECT: 14 } as const;
export const REQUEST_OP = { BOOT: 0, EXEC: 1, EVAL: 2, RUN_FILE: 3, RUN_MODULE: 4, CALL: 5, CLOSE: 6 } as const;
export const REQUEST_STATUS = { VALUE: 0, EXCEPTION: 1, EXIT: 2 } as const;
export const VALUE_DEPTH = 200;
