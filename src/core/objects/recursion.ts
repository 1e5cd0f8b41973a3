/**
 * Bounds native recursion (a slot that runs Python that calls a slot …) well within the worker's stack: RecursionError, never a trap. Every cycle of native
 * calls that a program can make as deep as it likes passes `enterNative`: calls, repr, str, comparison, hash, iterators over iterators, isinstance, attributes of methods and
 * generic aliases. The depth is the thread's own (a Wasm global); the bound follows sys.setrecursionlimit, between NATIVE_LIMIT and what the
 * stack has room for in the worst case (NATIVE_MAX; the stack's size is the supervisor's). A thread sees a new bound when it reaches its old one.
 *
 * What raises the error is called by its index: raising may need repr, which enters here too, and the compiler inlines nothing into itself.
 */
let depth: i32 = 0;
export const NATIVE_LIMIT: i32 = 2000;
/** The worst chain of native frames takes 3 KB a level (measured): see DEFAULT_STACK_MIB of src/host/node/supervisor.ts. */
export const NATIVE_MAX: i32 = 4000;
const SHARED: usize = memory.data(8, 4); // @atomic u32: 0 means NATIVE_LIMIT; @frozen after boot u32: function index of what raises
/** Nested native calls allowed in this thread. */
let nativeLimit: i32 = NATIVE_LIMIT;

/** Start-up, once. */
export function recursionInit(raises: () => void): void { store<u32>(SHARED, raises.index, 4); }
/** sys.setrecursionlimit(n): the native bound follows, but never below what it was at first. */
export function nativeLimitFollow(n: i32): void { atomic.store<i32>(SHARED, n < NATIVE_LIMIT ? NATIVE_LIMIT : n > NATIVE_MAX ? NATIVE_MAX : n); }

// @ts-ignore: decorator
@inline export function enterNative(): bool {
  if (++depth > nativeLimit) return overflow();
  return true;
}
// @ts-ignore: decorator
@inline export function leaveNative(): void { depth--; }
function overflow(): bool {
  const shared = atomic.load<i32>(SHARED);
  if (shared && nativeLimit != shared) { // another bound was set meanwhile
    nativeLimit = shared;
    if (depth <= shared) return true;
  }
  depth--;
  // room for the handler that reports it
  nativeLimit += 50;
  call_indirect<void>(load<u32>(SHARED, 4));
  nativeLimit -= 50;
  return false;
}
export function recursionReset(): void { depth = 0; }
export function recursionDepth(): i32 { return depth; }
