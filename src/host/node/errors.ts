/** Node's exceptions as negative errno numbers, the ones of Linux on every host. */
import { ERRNO } from '../../generated/host/calls.ts';

const numbers = ERRNO as Readonly<Record<string, number>>;

export function errnoOf(e: unknown): number {
  const code = (e as { code?: unknown }).code;
  if (typeof code === 'string') {
    const known = numbers[code];
    if (known !== undefined) return -known;
    if (code === 'ERR_INVALID_ARG_VALUE' || code === 'ERR_OUT_OF_RANGE' || code === 'ERR_INVALID_ARG_TYPE') return -ERRNO.EINVAL;
    if (code === 'EOF') return 0;
  }
  if (e instanceof RangeError) return -ERRNO.ENOMEM;
  if (code === undefined) throw e;
  return -ERRNO.EIO;
}

/** Runs f; a failure of the system becomes a negative errno. */
export function attempt(f: () => number): number {
  try {
    return f();
  } catch (e) {
    return errnoOf(e);
  }
}
