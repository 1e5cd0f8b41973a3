/** Binaryen's expression trees: what its package exports and its declarations leave out, and a walk over operands. */
import untyped from 'binaryen';

/** A place in Binaryen's memory; 0 is none. */
export type Ref = number;
type Of<Names extends string, Value> = Record<`get${Names}`, (e: Ref) => Value>;
type With<Names extends string> = Of<Names, Ref> & Record<`set${Names}`, (e: Ref, child: Ref) => void>;

interface Module {
  block(label: string | null, children: Ref[], type: number): Ref;
  br(label: string | null, condition?: Ref, value?: Ref): Ref;
  unreachable(): Ref;
  i32: { eqz(value: Ref): Ref };
  getNumFunctions(): number;
  getFunctionByIndex(i: number): Ref;
  validate(): number;
  emitBinary(): Uint8Array;
  dispose(): void;
}
interface Binaryen extends Record<`${'Const' | 'LocalGet' | 'GlobalGet' | 'Nop' | 'Unreachable' | 'If' | 'Break' | 'Block' | 'Unary' | 'Binary' | 'Load' | 'Drop' | 'Switch'}Id`, number> {
  none: number; i32: number; unreachable: number;
  Features: { All: number };
  Operations: Record<string, number>;
  setDebugInfo(on: boolean): void;
  readBinaryWithFeatures(wasm: Uint8Array, features: number): Module;
  getFunctionInfo(f: Ref): { base: string; body: Ref };
  Function: { setBody(f: Ref, body: Ref): void };
  Expression: Of<'Id' | 'Type', number>;
  If: Of<'Condition' | 'IfTrue' | 'IfFalse', Ref>;
  Block: Of<'Name', string | null> & Of<'NumChildren', number> & { getChildAt(e: Ref, i: number): Ref };
  Break: Of<'Name', string> & Of<'Condition' | 'Value', Ref>;
  Unary: Of<'Op', number> & Of<'Value', Ref>;
  Binary: Of<'Op', number> & Of<'Left' | 'Right', Ref>;
  Const: Of<'ValueI32', number>;
  Load: Of<'Ptr', Ref>;
  Drop: Of<'Value', Ref>;
}
export const binaryen = untyped as unknown as Binaryen;

type Visit = (child: Ref, replace: (by: Ref) => void) => void;
const walks = new Map<number, (e: Ref, visit: Visit) => void>();
/** Kind of expression, its single operands, and what it calls a list of further ones. */
function kind(name: string, operands: readonly string[], list?: { count: string; one: string }): void {
  const all = untyped as unknown as Record<string, Record<string, (e: Ref, ...more: Ref[]) => Ref>>, of = all[name];
  const single = operands.map((n) => ({ get: of[`get${n}`], set: of[`set${n}`] }));
  walks.set(all[`${name}Id`] as unknown as number, (e, visit) => {
    for (const p of single) { const child = p.get(e); if (child !== 0) visit(child, (by) => { p.set(e, by); }); }
    if (list === undefined) return;
    for (let i = 0, n = of[`getNum${list.count}`](e); i < n; i++) visit(of[`get${list.one}At`](e, i), (by) => { of[`set${list.one}At`](e, i, by); });
  });
}
kind('Block', [], { count: 'Children', one: 'Child' });
kind('Call', [], { count: 'Operands', one: 'Operand' });
kind('CallIndirect', ['Target'], { count: 'Operands', one: 'Operand' });
for (const [name, ...operands] of [
  ['If', 'Condition', 'IfTrue', 'IfFalse'], ['Loop', 'Body'], ['Break', 'Condition', 'Value'], ['Switch', 'Condition', 'Value'], ['LocalSet', 'Value'], ['GlobalSet', 'Value'], ['Load', 'Ptr'], ['Store', 'Ptr', 'Value'],
  ['Unary', 'Value'], ['Binary', 'Left', 'Right'], ['Select', 'IfTrue', 'IfFalse', 'Condition'], ['Drop', 'Value'], ['Return', 'Value'], ['AtomicRMW', 'Ptr', 'Value'],
  ['AtomicCmpxchg', 'Ptr', 'Expected', 'Replacement'], ['MemoryCopy', 'Dest', 'Source', 'Size'], ['MemoryFill', 'Dest', 'Value', 'Size'],
]) kind(name, operands);

/** Kinds without operands. */
export const LEAVES: ReadonlySet<number> = new Set([binaryen.ConstId, binaryen.LocalGetId, binaryen.GlobalGetId, binaryen.NopId, binaryen.UnreachableId]);

/** Visits the operands of e. False: it is a kind that has none, or one that is not known here. */
export function eachChild(e: Ref, visit: Visit): boolean {
  const walk = walks.get(binaryen.Expression.getId(e));
  walk?.(e, visit);
  return walk !== undefined;
}
