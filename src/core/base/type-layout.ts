/** The offsets of TypeObject that rooms below `objects` need. Asserted against the class in objects/type-object.ts. */
// @ts-ignore: decorator
@inline export const TP_DEALLOC: usize = 64;
// @ts-ignore: decorator
@inline export const TP_TRAVERSE: usize = 68;
// @ts-ignore: decorator
@inline export const TP_BASE: usize = 48;
