export const GC_AUTO: i32 = 0;
export function gcCollect(generation: i32, why: i32): i32 { return 0; }
