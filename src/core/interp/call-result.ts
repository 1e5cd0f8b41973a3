/** What a call out of the run loop answers: done, exception set, a Python frame was pushed, not that case, done and tracing began (leave the loop). */
// @ts-ignore: decorator
@inline export const CALL_DONE: i32 = 0;
// @ts-ignore: decorator
@inline export const CALL_ERROR: i32 = 1;
// @ts-ignore: decorator
@inline export const CALL_SWITCH: i32 = 2;
// @ts-ignore: decorator
@inline export const CALL_GENERIC: i32 = 3;
// @ts-ignore: decorator
@inline export const CALL_LEAVE: i32 = 4;
