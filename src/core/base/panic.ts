/** panic: for our own bugs only, never for anything a Python program can do. The host dumps all threads and ends the process with status 134. */
// @ts-ignore: decorator
@external("host", "panic") declare function hostPanic(message: usize): void;

/** message: a string literal (UTF-16, its byte length at -4). Never returns. */
export function panic(message: string): void {
  hostPanic(changetype<usize>(message));
  unreachable();
}
/** 0 release · 1 cheap checks · 2 each operation · 3 whole structures. Set with `asc --use TYPHON_CHECK=n`. */
// @ts-ignore: decorator
@inline export const CHECK: i32 = isDefined(TYPHON_CHECK) ? TYPHON_CHECK : 0;
// @ts-ignore: decorator
@inline export function check(condition: bool, message: string): void { if (CHECK >= 1) { if (!condition) panic(message); } }
// @ts-ignore: decorator
@inline export function check2(condition: bool, message: string): void { if (CHECK >= 2) { if (!condition) panic(message); } }
