/**
 * Conditions become jumps. asc and Binaryen leave `a && b` as a value (`if (result i32) a (then b) (else 0)`) whose user is another `if`, and V8 computes it: a constant, a jump, a test. Here each branch on such a
 * value becomes branches on its parts, so that every part is one compare and one jump, and no boolean stands in a register (docs/decisions/0014). What is evaluated, and in what order, stays the same.
 */
import { binaryen, eachChild, LEAVES, type Ref } from './wasm-tree.ts';

const COMPARES = new Set(['Eq', 'Ne', 'LtS', 'LtU', 'LeS', 'LeU', 'GtS', 'GtU', 'GeS', 'GeU'].flatMap((op) => [`${op}Int32`, `${op}Int64`]).concat(['Eq', 'Ne', 'Lt', 'Le', 'Gt', 'Ge'].map((op) => `${op}Float64`)));

/** Rewrites every function of a module, given and returned as bytes; names are kept if `names`. */
export function threadJumps(wasm: Uint8Array, names: boolean): Uint8Array {
  binaryen.setDebugInfo(names);
  const m = binaryen.readBinaryWithFeatures(wasm, binaryen.Features.All), op = binaryen.Operations;
  const compares = new Set([...COMPARES].map((n) => op[n])), idOf = binaryen.Expression.getId, typeOf = binaryen.Expression.getType;
  const { If, Block, Break, Unary, Binary, Const, Drop } = binaryen;
  let labels = 0;
  const label = (): string => `jump${labels++}`;
  const isEqz = (c: Ref): boolean => idOf(c) === binaryen.UnaryId && Unary.getOp(c) === op.EqZInt32;
  const constant = (c: Ref): boolean | undefined => idOf(c) === binaryen.ConstId ? Const.getValueI32(c) !== 0 : undefined;
  const isCompare = (c: Ref): boolean => idOf(c) === binaryen.BinaryId ? compares.has(Binary.getOp(c)) : idOf(c) === binaryen.UnaryId && (Unary.getOp(c) === op.EqZInt32 || Unary.getOp(c) === op.EqZInt64);
  /** Nothing is missed if it is not evaluated. */
  const isPure = (c: Ref): boolean => {
    const id = idOf(c);
    if (id === binaryen.UnaryId) return isPure(Unary.getValue(c));
    if (id === binaryen.BinaryId) return isPure(Binary.getLeft(c)) && isPure(Binary.getRight(c));
    if (id === binaryen.LoadId) return isPure(binaryen.Load.getPtr(c));
    return id === binaryen.ConstId || id === binaryen.LocalGetId || id === binaryen.GlobalGetId;
  };
  const isPair = (c: Ref): boolean => idOf(c) === binaryen.BinaryId && (Binary.getOp(c) === op.AndInt32 || Binary.getOp(c) === op.OrInt32) && isBoolean(Binary.getLeft(c)) && isBoolean(Binary.getRight(c)) && isPure(Binary.getRight(c));
  const isBoolean = (c: Ref): boolean => isCompare(c) || isPair(c);
  /** Whether every branch to the end of block c, which has a name and a value, can become a branch elsewhere: it is unconditional, or its value a constant that is dropped if it does not branch. */
  const isOpen = (c: Ref): boolean => {
    if (idOf(c) !== binaryen.BlockId || !Block.getName(c) || typeOf(c) !== binaryen.i32) return false;
    const name = Block.getName(c);
    const fine = (e: Ref): boolean => {
      if (isBreakTo(e, name)) return !Break.getCondition(e) && fine(Break.getValue(e));
      if (isDropOf(e, name)) { const at = Drop.getValue(e); return constant(Break.getValue(at)) !== undefined && fine(Break.getCondition(at)); }
      if (idOf(e) === binaryen.SwitchId) return false;
      let all = true;
      return eachChild(e, (child) => { all &&= fine(child); }) ? all : LEAVES.has(idOf(e));
    };
    for (let i = 0, n = Block.getNumChildren(c); i < n; i++) if (!fine(Block.getChildAt(c, i))) return false;
    return true;
  };
  const isBreakTo = (e: Ref, name: string | null): boolean => idOf(e) === binaryen.BreakId && Break.getName(e) === name;
  const isDropOf = (e: Ref, name: string | null): boolean => idOf(e) === binaryen.DropId && isBreakTo(Drop.getValue(e), name) && Break.getCondition(Drop.getValue(e)) !== 0;
  /** The same expression with what branches to the end of a block `name` branching by jump(value, to, when) instead, and to `skip` if that falls through. */
  const redirect = (e: Ref, name: string | null, to: string, when: boolean, skip: string): Ref => {
    if (isBreakTo(e, name)) return m.block(null, [...jump(redirect(Break.getValue(e), name, to, when, skip), to, when), m.br(skip)], binaryen.unreachable);
    if (isDropOf(e, name)) {
      const at = Drop.getValue(e), c = redirect(Break.getCondition(at), name, to, when, skip);
      return m.block(null, jump(c, constant(Break.getValue(at)) === when ? to : skip, true), binaryen.none);
    }
    eachChild(e, (child, replace) => { const by = redirect(child, name, to, when, skip); if (by !== child) replace(by); });
    return e;
  };
  const isSequence = (c: Ref): boolean => idOf(c) === binaryen.BlockId && !Block.getName(c) && Block.getNumChildren(c) > 0;
  /** Whether a branch on c is worth taking apart. */
  const isParts = (c: Ref): boolean => {
    if (isEqz(c)) return isParts(Unary.getValue(c));
    if (isSequence(c)) return isParts(Block.getChildAt(c, Block.getNumChildren(c) - 1));
    return (idOf(c) === binaryen.IfId && typeOf(c) === binaryen.i32) || isPair(c) || isOpen(c);
  };
  /** What branches to `to` if c is true (false, if not `when`), and falls through otherwise. */
  const jump = (c: Ref, to: string, when: boolean): Ref[] => {
    if (isEqz(c)) return jump(Unary.getValue(c), to, !when);
    if (isSequence(c)) {
      const n = Block.getNumChildren(c) - 1;
      return [...Array.from({ length: n }, (_, i) => Block.getChildAt(c, i)), ...jump(Block.getChildAt(c, n), to, when)];
    }
    if (isOpen(c)) {
      const skip = label(), name = Block.getName(c), n = Block.getNumChildren(c) - 1;
      const before = Array.from({ length: n }, (_, i) => redirect(Block.getChildAt(c, i), name, to, when, skip)), last = redirect(Block.getChildAt(c, n), name, to, when, skip);
      return [m.block(skip, [...before, ...(typeOf(last) === binaryen.unreachable ? [last] : jump(last, to, when))], binaryen.none)];
    }
    if (isPair(c)) {
      const left = Binary.getLeft(c), right = Binary.getRight(c), or = Binary.getOp(c) === op.OrInt32;
      if (or === when) return [...jump(left, to, when), ...jump(right, to, when)];
      const skip = label();
      return [m.block(skip, [...jump(left, skip, !when), ...jump(right, to, when)], binaryen.none)];
    }
    if (idOf(c) !== binaryen.IfId || typeOf(c) !== binaryen.i32) return [m.br(to, when ? c : m.i32.eqz(c))];
    const test = If.getCondition(c), a = If.getIfTrue(c), b = If.getIfFalse(c), ka = constant(a), kb = constant(b);
    if (ka !== undefined && kb !== undefined && ka !== kb) return jump(test, to, ka === when);
    if (ka === undefined && kb !== undefined) {
      if (kb === when) return [...jump(test, to, false), ...jump(a, to, when)];
      const skip = label();
      return [m.block(skip, [...jump(test, skip, false), ...jump(a, to, when)], binaryen.none)];
    }
    if (ka !== undefined && kb === undefined) {
      if (ka === when) return [...jump(test, to, true), ...jump(b, to, when)];
      const skip = label();
      return [m.block(skip, [...jump(test, skip, true), ...jump(b, to, when)], binaryen.none)];
    }
    const end = label(), other = label();
    return [m.block(end, [m.block(other, [...jump(test, other, false), ...jump(a, to, when), m.br(end)], binaryen.none), ...jump(b, to, when)], binaryen.none)];
  };
  const rewrite = (e: Ref): Ref => {
    eachChild(e, (child, replace) => { const by = rewrite(child); if (by !== child) replace(by); });
    if (idOf(e) === binaryen.BreakId) {
      const c = Break.getCondition(e);
      return c && !Break.getValue(e) && isParts(c) ? m.block(null, jump(c, Break.getName(e), true), binaryen.none) : e;
    }
    if (idOf(e) !== binaryen.IfId || !isParts(If.getCondition(e))) return e;
    const type = typeOf(e), a = If.getIfTrue(e), b = If.getIfFalse(e), end = label(), test = If.getCondition(e);
    if (!b) return m.block(end, [...jump(test, end, false), a], binaryen.none);
    const other = label(), value = type !== binaryen.none && type !== binaryen.unreachable;
    const first = typeOf(a) === binaryen.unreachable ? [a] : value ? [m.br(end, undefined, a)] : [a, m.br(end)];
    const whole = m.block(end, [m.block(other, [...jump(test, other, false), ...first], binaryen.none), b], value ? type : binaryen.none);
    return type === binaryen.unreachable ? m.block(null, [whole, m.unreachable()], binaryen.unreachable) : whole;
  };
  for (let i = 0, n = m.getNumFunctions(); i < n; i++) {
    const f = m.getFunctionByIndex(i), { base, body } = binaryen.getFunctionInfo(f);
    if (base !== '' || !body) continue;
    const by = rewrite(body);
    if (by !== body) binaryen.Function.setBody(f, by);
  }
  if (!m.validate()) throw new Error('threadJumps: the module is not valid any more');
  const out = m.emitBinary();
  m.dispose();
  return out;
}
