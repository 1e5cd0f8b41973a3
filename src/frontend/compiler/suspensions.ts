/** Where a frame is left and resumed: `yield`, `yield from`, `await`. */
import { OP } from '../../spec/opcodes.ts';
import type { Located } from '../symbols/errors.ts';
import { NONE } from './code.ts';
import type { Context } from './context.ts';
import { intrinsic1, pushConst } from './operands.ts';

/** The loop of `yield from` and `await`: the iterator is in the top temporary; its result arrives in the temporary above, and the iterator is gone. */
export function sendLoop(c: Context, loc: Located, isAwait: boolean): number {
  const u = c.unit;
  const iterator = u.depth - 1;
  const value = pushConst(c, NONE, loc);
  const send = u.label();
  const exit = u.label();
  const fail = u.label();
  u.place(send);
  u.jump(OP.SEND, 0, value, iterator, exit, loc, value);
  // The only way YIELD_VALUE raises is close() or throw() on this frame.
  const h = u.protect(fail, iterator + 1);
  u.emit(OP.YIELD_VALUE, 1, value, value, 0, loc);
  u.handler = h.outer;
  u.emit(OP.RESUME, isAwait ? 3 : 2, 0, 0, 0, loc);
  u.goto(send, loc);
  u.placeHandler(h);
  u.emit(OP.CLEANUP_THROW, 0, value, iterator, value, loc);
  u.place(exit);
  u.depth = iterator;
  return value;
}

/** Awaits what is in the top temporary (which is popped); the result goes to dst. */
export function awaitTop(c: Context, where: number, dst: number, loc: Located): void {
  const u = c.unit;
  const t = u.depth - 1;
  u.emit(OP.GET_AWAITABLE, where, t, t, 0, loc);
  const result = sendLoop(c, loc, true);
  if (dst < 0) u.emit(OP.CLEAR, 0, result, 0, 0, loc);
  else c.move(dst, result, loc);
}

export function yieldTop(c: Context, r: number, dst: number, loc: Located): void {
  const u = c.unit;
  if (u.scope.generator && u.scope.coroutine) {
    const t = u.depth;
    u.emit(OP.CALL_INTRINSIC_1, intrinsic1('ASYNC_GEN_WRAP'), t, r, 0, loc);
    r = t;
    u.push();
    u.depth = t;
  }
  u.emit(OP.YIELD_VALUE, 0, dst, r, 0, loc);
  u.emit(OP.RESUME, 1, 0, 0, 0, loc);
}
