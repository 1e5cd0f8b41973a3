/**
 * From the slot table: the slot definitions (CPython's `slotdefs`: which dunder belongs to which slot, how its wrapper descriptor calls it) and the
 * dispatchers, one function per slot, that a class written in Python has in its slots (CPython's `slot_nb_add` and the like). What is regular is
 * generated from the shape; what is not is written by hand in src/core/objects/type-dispatch.ts as an exported function of the same name.
 */
import { SLOT_SHAPES, type Slot } from '../../src/spec/slots.ts';

/** How a wrapper descriptor calls its slot. Order = value of the constant. */
export const WRAPS = [
  'NONE', 'UNARY', 'NEXT', 'BINARY', 'BINARY_L', 'BINARY_R', 'TERNARY_L', 'TERNARY_R', 'IPOW', 'INDEX', 'SQITEM', 'LEN', 'BOOL', 'HASH',
  'LT', 'LE', 'EQ', 'NE', 'GT', 'GE', 'SET', 'DEL', 'SETATTR', 'DELATTR', 'DESCR_GET', 'DESCR_SET', 'DESCR_DEL', 'CONTAINS', 'CALL', 'INIT', 'FINALIZE', 'GETATTR',
] as const;
export type Wrap = (typeof WRAPS)[number];

export function wrapOf(s: Slot, k: number): Wrap {
  const reflected = s.dunders.length === 2 && s.name.startsWith('nb_');
  switch (s.shape) {
    case 'unary': return s.name === 'tp_iternext' ? 'NEXT' : 'UNARY';
    case 'binary': return s.name === 'tp_getattro' ? (k === 0 ? 'GETATTR' : 'NONE') : reflected ? (k === 0 ? 'BINARY_L' : 'BINARY_R') : 'BINARY';
    case 'ternary': return s.name === 'tp_descr_get' ? 'DESCR_GET' : s.name === 'nb_power' ? (k === 0 ? 'TERNARY_L' : 'TERNARY_R') : 'IPOW';
    case 'index': return s.name === 'sq_item' ? 'SQITEM' : 'INDEX';
    case 'len': return 'LEN';
    case 'inquiry': return 'BOOL';
    case 'hash': return 'HASH';
    case 'compare': return (['LT', 'LE', 'EQ', 'NE', 'GT', 'GE'] as const)[k]!;
    case 'set': return s.name === 'tp_setattro' ? (k === 0 ? 'SETATTR' : 'DELATTR') : s.name === 'tp_descr_set' ? (k === 0 ? 'DESCR_SET' : 'DESCR_DEL') : k === 0 ? 'SET' : 'DEL';
    case 'contains': return 'CONTAINS';
    case 'call': return s.name === 'tp_new' ? 'NONE' : 'CALL';
    case 'init': return 'INIT';
    case 'finalize': return 'FINALIZE';
    default: return 'NONE';
  }
}
/** Slots without a dispatcher: what Python defines goes to the number slot of the same dunder. */
const NO_DISPATCH = new Set(['sq_concat', 'sq_repeat', 'sq_inplace_concat', 'sq_inplace_repeat', 'bf_getbuffer', 'bf_releasebuffer', 'tp_dealloc', 'tp_traverse', 'tp_clear']);
const TYPES: Record<string, string> = { V: 'Value', P: 'Ptr', I: 'i32', L: 'i64', '': 'void' };

export function dispatchText(slots: readonly Slot[], handWritten: ReadonlySet<string>): string {
  const n = (d: string): string => `N.${d}`;
  let fns = '';
  const body = (s: Slot): string => {
    const d = s.dunders;
    switch (s.shape) {
      case 'unary': return `return dispatch0(a0, ${n(d[0]!)});`;
      case 'binary': return d.length === 2 ? `return dispatchBinary(a0, a1, SLOT_${s.name}, slot_${s.name}.index, ${n(d[0]!)}, ${n(d[1]!)});` : `return dispatch1(a0, ${n(d[0]!)}, a1);`;
      case 'ternary': return `return dispatch1(a0, ${n(d[0]!)}, a1);`; // in-place power: the third operand is never used
      case 'index': return `return dispatch1(a0, ${n(d[0]!)}, int(a1));`;
      case 'len': return `return dispatchLen(a0);`;
      case 'set': return `return dispatchSet(a0, a1, a2, ${n(d[0]!)}, ${n(d[1]!)});`;
      default: throw new Error(`no generic dispatcher for ${s.name} (${s.shape}): write slot_${s.name} in type-dispatch.ts`);
    }
  };
  const defs: string[] = [];
  const hand: string[] = [];
  slots.forEach((s, index) => {
    const has = s.dunders.length > 0 && !NO_DISPATCH.has(s.name);
    if (has) {
      if (handWritten.has(`slot_${s.name}`)) hand.push(`slot_${s.name}`);
      else {
        const shape = SLOT_SHAPES[s.shape];
        fns += `function slot_${s.name}(${[...shape.params].map((c, i) => `a${i}: ${TYPES[c]}`).join(', ')}): ${TYPES[shape.result]} { ${body(s)} }\n`;
      }
    }
    s.dunders.forEach((d, k) => defs.push(`  def(${defs.length}, ${n(d)}, SLOT_${s.name}, ${index}, ${has ? `slot_${s.name}.index` : '0'}, W_${wrapOf(s, k)}, ${k});`));
  });
  return `
import { Value, Ptr, int } from "../../core/base/value";
import { N } from "./names";
import { ${slots.map((s) => `SLOT_${s.name}`).join(', ')} } from "./types";
import { dispatch0, dispatch1, dispatchBinary, dispatchLen, dispatchSet, ${hand.join(', ')} } from "../../core/objects/type-dispatch";

/** How a wrapper descriptor calls its slot */
${WRAPS.map((w, i) => `// @ts-ignore: decorator\n@inline export const W_${w}: u8 = ${i};`).join('\n')}
// @ts-ignore: decorator
@inline export const SLOT_COUNT: i32 = ${slots.length};
// @ts-ignore: decorator
@inline export const SLOTDEF_COUNT: i32 = ${defs.length};
/** Entries of 24 bytes: +0 Value name | +8 u32 byte offset of the slot in TypeObject | +12 u32 dispatcher | +16 u8 W_*, u8 number among the slot's dunders, u16 slot index. @frozen */
export const SLOTDEFS: usize = memory.data(${defs.length * 24}, 16);
function def(i: i32, name: Value, offset: usize, slot: i32, dispatcher: u32, wrap: u8, k: i32): void {
  const p = SLOTDEFS + <usize>i * 24;
  store<u64>(p, name); store<u32>(p, <u32>offset, 8); store<u32>(p, dispatcher, 12); store<u8>(p, wrap, 16); store<u8>(p, <u8>k, 17); store<u16>(p, <u16>slot, 18);
}
${fns}
/** After initNames, before the first type is made ready. */
export function slotDefsInit(): void {
${defs.join('\n')}
}
`;
}
