/** Assignment and deletion targets. */
import { OP } from '../../spec/opcodes.ts';
import { Kind, expr_context, type AST, type expr } from '../../generated/frontend/ast.ts';
import type { Located } from '../symbols/errors.ts';
import type { Context } from './context.ts';
import { attributeLocation, operand, pushExpr } from './operands.ts';
import { isTwoPartSlice, pushSliceParts } from './subscripts.ts';
import { ScopeKind } from './unit.ts';

type Node<K extends AST['kind']> = Extract<AST, { kind: K }>;

/** Notes attributes assigned through `self` for __static_attributes__. */
export function noteStaticAttribute(c: Context, e: Node<typeof Kind.Attribute>): void {
  if (e.value.kind !== Kind.Name || e.value.id !== 'self' || e.ctx !== expr_context.Store) return;
  for (let u = c.unit.parent; u !== null; u = u.parent) {
    if (u.kind === ScopeKind.Class) {
      u.staticAttributes!.add(e.attr);
      return;
    }
  }
}

/** Unpacks register `src` into consecutive temporaries from `depth` on (not yet counted). */
export function emitUnpack(c: Context, elts: readonly expr[], src: number, loc: Located): void {
  const u = c.unit;
  let star = -1;
  elts.forEach((e, i) => {
    if (e.kind !== Kind.Starred) return;
    if (star >= 0) c.fail('multiple starred expressions in assignment', loc);
    star = i;
  });
  if (star >= 0) {
    const after = elts.length - star - 1;
    if (star >= 256 || after >= 256) c.fail('too many expressions in star-unpacking assignment', loc);
    u.emit(OP.UNPACK_EX, 0, src, u.depth, star | (after << 8), loc);
  } else u.emit(OP.UNPACK_SEQUENCE, 0, src, u.depth, elts.length, loc);
}

/** target = register `src`, which is consumed if it is a temporary. `depth` counts the temporary and stays as it is. */
export function storeTo(c: Context, target: expr, src: number): void {
  const u = c.unit;
  const depth = u.depth;
  switch (target.kind) {
    case Kind.Name: c.store(target.id, src, target); break;
    case Kind.Attribute: {
      noteStaticAttribute(c, target);
      const o = operand(c, target.value);
      u.emit(OP.STORE_ATTR, 0, o, src, u.nameOf(c.mangled(target.attr)), attributeLocation(target, target));
      break;
    }
    case Kind.Subscript: {
      if (isTwoPartSlice(c, target.slice)) {
        const t = pushExpr(c, target.value);
        pushSliceParts(c, target.slice);
        u.push();
        c.move(t + 3, src, target);
        u.emit(OP.STORE_SLICE, 0, t, 0, 0, target);
        break;
      }
      const o = operand(c, target.value, target.slice);
      const i = operand(c, target.slice);
      u.emit(OP.STORE_SUBSCR, 0, o, i, src, target);
      break;
    }
    case Kind.List:
    case Kind.Tuple: {
      const t = u.depth;
      emitUnpack(c, target.elts, src, target);
      u.push(target.elts.length);
      target.elts.forEach((e, i) => storeTo(c, e.kind === Kind.Starred ? e.value : e, t + i));
      break;
    }
    // biome-ignore lint/suspicious/noFallthroughSwitchClause: fail does not return
    case Kind.Starred: c.fail('starred assignment target must be in a list or tuple', target);
    default: c.fail('cannot assign to expression', target);
  }
  u.depth = depth;
}

export function deleteTarget(c: Context, target: expr): void {
  const u = c.unit;
  const depth = u.depth;
  switch (target.kind) {
    case Kind.Name: c.delete(target.id, target); break;
    case Kind.Attribute: {
      const o = operand(c, target.value);
      u.emit(OP.DELETE_ATTR, 0, o, 0, u.nameOf(c.mangled(target.attr)), attributeLocation(target, target));
      break;
    }
    case Kind.Subscript: {
      const o = operand(c, target.value, target.slice);
      const i = operand(c, target.slice);
      u.emit(OP.DELETE_SUBSCR, 0, o, i, 0, target);
      break;
    }
    case Kind.List:
    case Kind.Tuple:
      for (const e of target.elts) deleteTarget(c, e);
      break;
    default: c.fail("can't use starred expression here", target);
  }
  u.depth = depth;
}
