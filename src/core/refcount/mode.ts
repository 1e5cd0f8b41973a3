/**
 * The five counting modes, from one source: `asc --use TYPHON_COUNT=n` (contract, section 10).
 *
 *   0 biased  the product: owner plain, others by compare-and-swap
 *   1 plain   plain counts; honest under the GIL only, which it switches on
 *   2 atomic  every count an atomic add
 *   3 locked  a lock around every count
 *   4 racy    plain counts and no lock: to be shown to leak and to free twice
 *
 * Modes 1 to 4 count in `local` alone; `owner` says who allocated and is looked at by nobody; `shared` stays 0.
 */
// @ts-ignore: decorator
@inline export const BIASED: i32 = 0;
// @ts-ignore: decorator
@inline export const PLAIN: i32 = 1;
// @ts-ignore: decorator
@inline export const ATOMIC: i32 = 2;
// @ts-ignore: decorator
@inline export const LOCKED: i32 = 3;
// @ts-ignore: decorator
@inline export const RACY: i32 = 4;
// @ts-ignore: decorator
@inline export const COUNT: i32 = isDefined(TYPHON_COUNT) ? TYPHON_COUNT : 0;
