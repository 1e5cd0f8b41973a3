/** Opcodes of the compiled patterns that Lib/re/_compiler.py of Python 3.14 makes (MAGIC 20230612), in the order of Lib/re/_constants.py. Code words are u32. */
// @ts-ignore: decorator
@inline export const OP_FAILURE: u32 = 0;
// @ts-ignore: decorator
@inline export const OP_SUCCESS: u32 = 1;
// @ts-ignore: decorator
@inline export const OP_ANY: u32 = 2;
// @ts-ignore: decorator
@inline export const OP_ANY_ALL: u32 = 3;
// @ts-ignore: decorator
@inline export const OP_ASSERT: u32 = 4;
// @ts-ignore: decorator
@inline export const OP_ASSERT_NOT: u32 = 5;
// @ts-ignore: decorator
@inline export const OP_AT: u32 = 6;
// @ts-ignore: decorator
@inline export const OP_BRANCH: u32 = 7;
// @ts-ignore: decorator
@inline export const OP_CATEGORY: u32 = 8;
// @ts-ignore: decorator
@inline export const OP_CHARSET: u32 = 9;
// @ts-ignore: decorator
@inline export const OP_BIGCHARSET: u32 = 10;
// @ts-ignore: decorator
@inline export const OP_GROUPREF: u32 = 11;
// @ts-ignore: decorator
@inline export const OP_GROUPREF_EXISTS: u32 = 12;
// @ts-ignore: decorator
@inline export const OP_IN: u32 = 13;
// @ts-ignore: decorator
@inline export const OP_INFO: u32 = 14;
// @ts-ignore: decorator
@inline export const OP_JUMP: u32 = 15;
// @ts-ignore: decorator
@inline export const OP_LITERAL: u32 = 16;
// @ts-ignore: decorator
@inline export const OP_MARK: u32 = 17;
// @ts-ignore: decorator
@inline export const OP_MAX_UNTIL: u32 = 18;
// @ts-ignore: decorator
@inline export const OP_MIN_UNTIL: u32 = 19;
// @ts-ignore: decorator
@inline export const OP_NOT_LITERAL: u32 = 20;
// @ts-ignore: decorator
@inline export const OP_NEGATE: u32 = 21;
// @ts-ignore: decorator
@inline export const OP_RANGE: u32 = 22;
// @ts-ignore: decorator
@inline export const OP_REPEAT: u32 = 23;
// @ts-ignore: decorator
@inline export const OP_REPEAT_ONE: u32 = 24;
// @ts-ignore: decorator
@inline export const OP_SUBPATTERN: u32 = 25;
// @ts-ignore: decorator
@inline export const OP_MIN_REPEAT_ONE: u32 = 26;
// @ts-ignore: decorator
@inline export const OP_ATOMIC_GROUP: u32 = 27;
// @ts-ignore: decorator
@inline export const OP_POSSESSIVE_REPEAT: u32 = 28;
// @ts-ignore: decorator
@inline export const OP_POSSESSIVE_REPEAT_ONE: u32 = 29;
// @ts-ignore: decorator
@inline export const OP_GROUPREF_IGNORE: u32 = 30;
// @ts-ignore: decorator
@inline export const OP_IN_IGNORE: u32 = 31;
// @ts-ignore: decorator
@inline export const OP_LITERAL_IGNORE: u32 = 32;
// @ts-ignore: decorator
@inline export const OP_NOT_LITERAL_IGNORE: u32 = 33;
// @ts-ignore: decorator
@inline export const OP_GROUPREF_LOC_IGNORE: u32 = 34;
// @ts-ignore: decorator
@inline export const OP_IN_LOC_IGNORE: u32 = 35;
// @ts-ignore: decorator
@inline export const OP_LITERAL_LOC_IGNORE: u32 = 36;
// @ts-ignore: decorator
@inline export const OP_NOT_LITERAL_LOC_IGNORE: u32 = 37;
// @ts-ignore: decorator
@inline export const OP_GROUPREF_UNI_IGNORE: u32 = 38;
// @ts-ignore: decorator
@inline export const OP_IN_UNI_IGNORE: u32 = 39;
// @ts-ignore: decorator
@inline export const OP_LITERAL_UNI_IGNORE: u32 = 40;
// @ts-ignore: decorator
@inline export const OP_NOT_LITERAL_UNI_IGNORE: u32 = 41;
// @ts-ignore: decorator
@inline export const OP_RANGE_UNI_IGNORE: u32 = 42;
// @ts-ignore: decorator
@inline export const SRE_MAGIC: i32 = 20230612;
// @ts-ignore: decorator
@inline export const MAXREPEAT: u32 = 0xFFFFFFFF;
// @ts-ignore: decorator
@inline export const INFO_PREFIX: u32 = 1;
// @ts-ignore: decorator
@inline export const INFO_LITERAL: u32 = 2;
// @ts-ignore: decorator
@inline export const INFO_CHARSET: u32 = 4;
