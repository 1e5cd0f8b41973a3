/**
 * One code object in the making: its instructions before their layout, its registers, names, labels and handlers.
 *
 * REGISTERS are symbolic here, because how many locals there are is known only at the end: a temporary is its index; locals, cells and free
 * variables are an index in their own list plus LOCAL, CELL or FREE. `assemble.ts` gives them their final places.
 *
 * TEMPORARIES are a stack whose height is `depth`. A register below `depth` may be NULL (a hole) where the opcode table allows a NULL.
 *
 * DEAD CODE is never emitted: after an instruction that does not fall through, `emit` does nothing until a label is placed that something
 * jumps to. The code generator need not care, and its temporaries are counted all the same.
 *
 * HANDLERS are regions: `handler` is the innermost one in force, and each instruction notes it. The exception table is made from these notes.
 */
import { OP, OPCODES } from '../../spec/opcodes.ts';
import type { Located } from '../symbols/errors.ts';
import type { Scope } from '../symbols/scope.ts';
import { constKey, type Const } from './code.ts';

export const LOCAL = 1 << 16;
export const CELL = 1 << 17;
export const FREE = 1 << 18;
export const isTemp = (r: number): boolean => r < LOCAL;
export const isLocal = (r: number): boolean => (r & LOCAL) !== 0;

export interface Label {
  /** index of the instruction it stands before; -1 while not placed */
  at: number;
  referenced: boolean;
}

export interface Handler {
  readonly label: Label;
  /** temporaries that stay live */
  readonly depth: number;
  readonly lasti: boolean;
  readonly outer: Handler | null;
  /** set for a handler that only ends the frame (StopIteration): cleanups need not happen for it */
  readonly leavesFrame: boolean;
}

export const ScopeKind = { Module: 0, Class: 1, Function: 2, AsyncFunction: 3, Lambda: 4, Comprehension: 5, Annotations: 6 } as const;
export type ScopeKind = (typeof ScopeKind)[keyof typeof ScopeKind];

export const BlockKind = {
  While: 0, For: 1, AsyncFor: 2, TryExcept: 3, FinallyTry: 4, FinallyEnd: 5, With: 6, AsyncWith: 7, HandlerCleanup: 8, PopValue: 9,
  ExceptionHandler: 10, ExceptionGroupHandler: 11, AsyncComprehension: 12, StopIteration: 13, FinallyReturn: 14,
} as const;
export type BlockKind = (typeof BlockKind)[keyof typeof BlockKind];

/** What `break`, `continue` and `return` must undo on their way out. */
export interface FrameBlock {
  readonly kind: BlockKind;
  /** first temporary that belongs to the block */
  readonly temp: number;
  /** where `continue` goes */
  readonly start: Label | null;
  /** where `break` goes */
  readonly exit: Label | null;
  /** handler in force outside the block */
  readonly outer: Handler | null;
  /** finally body, with statement's location, name bound by except */
  readonly datum: unknown;
}

/** A comprehension compiled in place: its variables have registers of their own. */
export interface InlineFrame {
  readonly scope: Scope;
  readonly regs: Map<string, number>;
}

const FALLS_THROUGH = OPCODES.map((o) => !['JUMP', 'JUMP_BACK', 'RETURN_VALUE', 'RETURN_CONST', 'RAISE', 'RERAISE'].includes(o.name));
const RAISES = OPCODES.map((o) => o.raises);

export class Unit {
  readonly scope: Scope;
  readonly kind: ScopeKind;
  readonly parent: Unit | null;
  readonly name: string;
  qualname = '';
  /** class whose name mangles private names */
  privateName: string | null;
  readonly firstLine: number;
  argCount = 0;
  posOnlyCount = 0;
  kwOnlyCount = 0;

  // instructions: parallel arrays
  ops: number[] = [];
  xs: number[] = [];
  as: number[] = [];
  bs: number[] = [];
  cs: number[] = [];
  /** EXT word: constant index or number of positional patterns, by opcode */
  exts = new Map<number, number>();
  jumps: (Label | null)[] = [];
  locs: (Located | null)[] = [];
  handlers: (Handler | null)[] = [];

  reachable = true;
  depth = 0;
  maxDepth = 0;
  handler: Handler | null = null;
  readonly blocks: FrameBlock[] = [];

  readonly locals = new Map<string, number>();
  readonly localNames: string[] = [];
  readonly localHidden: boolean[] = [];
  /** hidden registers that hold cells (captured variables of inlined comprehensions) */
  readonly hiddenCells = new Set<number>();
  readonly cells = new Map<string, number>();
  readonly frees = new Map<string, number>();
  private readonly nameIndex = new Map<string, number>();
  readonly names: string[] = [];
  private readonly extraIndex = new Map<string, number>();
  readonly extraNames: string[] = [];
  private readonly constIndex = new Map<string, number>();
  readonly consts: Const[] = [];
  docstring: Const | null = null;

  readonly inline: InlineFrame[] = [];
  private readonly hidden = new Map<string, { reg: number; busy: boolean }[]>();
  /** for classes: attributes assigned through self in methods */
  staticAttributes: Set<string> | null = null;
  /** annotated assignments of a module or class, evaluated by __annotate__ */
  deferredAnnotations: { node: unknown; index: number }[] | null = null;
  conditionalDepth = 0;
  nextConditionalIndex = 0;
  /** annotation scopes: the parameter is called .format inside, format outside */
  formatParameter = false;

  constructor(scope: Scope, kind: ScopeKind, name: string, parent: Unit | null, firstLine: number, privateName: string | null) {
    this.scope = scope;
    this.kind = kind;
    this.name = name;
    this.parent = parent;
    this.firstLine = firstLine;
    this.privateName = privateName;
  }

  // -- instructions --------------------------------------------------------------------------------------------------
  emit(op: number, x: number, a: number, b: number, c: number, loc: Located | null): void {
    if (!this.reachable) return;
    this.ops.push(op);
    this.xs.push(x);
    this.as.push(a);
    this.bs.push(b);
    this.cs.push(c);
    this.jumps.push(null);
    this.locs.push(loc);
    this.handlers.push(this.handler);
    if (RAISES[op] && this.handler !== null) this.handler.label.referenced = true;
    if (!FALLS_THROUGH[op]) this.reachable = false;
  }
  emitExt(op: number, x: number, a: number, b: number, c: number, ext: number, loc: Located | null): void {
    if (!this.reachable) return;
    this.exts.set(this.ops.length, ext);
    this.emit(op, x, a, b, c, loc);
  }
  /** Jumps whose operand b (and c) is the offset; a, b as the opcode says (b is an operand in JUMP_CMP). */
  jump(op: number, x: number, a: number, b: number, label: Label, loc: Located | null, c = 0): void {
    if (!this.reachable) return;
    label.referenced = true;
    this.emit(op, x, a, b, c, loc);
    this.jumps[this.jumps.length - 1] = label;
  }
  goto(label: Label, loc: Located | null): void {
    this.jump(label.at < 0 ? OP.JUMP : OP.JUMP_BACK, 0, 0, 0, label, loc);
  }
  label(): Label {
    return { at: -1, referenced: false };
  }
  place(label: Label): void {
    label.at = this.ops.length;
    if (label.referenced) this.reachable = true;
  }

  // -- temporaries ---------------------------------------------------------------------------------------------------
  push(n = 1): void {
    this.depth += n;
    if (this.depth > this.maxDepth) this.maxDepth = this.depth;
  }

  // -- handlers ------------------------------------------------------------------------------------------------------
  /** Begins a region whose exceptions go to `label`; the exception arrives in temporary `depth`. */
  protect(label: Label, depth: number, lasti = false, leavesFrame = false): Handler {
    return this.handler = { label, depth, lasti, outer: this.handler, leavesFrame };
  }
  /** Places the label of a handler: the temporaries are `depth`, then the exception (and lasti). */
  placeHandler(h: Handler): void {
    this.place(h.label);
    this.depth = h.depth;
    this.push(h.lasti ? 2 : 1);
  }

  // -- names and constants -------------------------------------------------------------------------------------------
  nameOf(name: string): number {
    let i = this.nameIndex.get(name);
    if (i === undefined) {
      this.nameIndex.set(name, i = this.names.length);
      this.names.push(name);
    }
    return i;
  }
  extraName(name: string): number {
    let i = this.extraIndex.get(name);
    if (i === undefined) {
      this.extraIndex.set(name, i = this.extraNames.length);
      this.extraNames.push(name);
    }
    return i;
  }
  constOf(c: Const): number {
    const key = constKey(c);
    let i = this.constIndex.get(key);
    if (i === undefined) {
      this.constIndex.set(key, i = this.consts.length);
      this.consts.push(c);
    }
    return i;
  }
  local(name: string): number {
    let r = this.locals.get(name);
    if (r === undefined) {
      r = LOCAL | this.localNames.length;
      this.locals.set(name, r);
      this.localNames.push(name);
      this.localHidden.push(false);
    }
    return r;
  }
  /** A register for a variable of an inlined comprehension: the name's own if nothing else in this frame has that name. */
  takeHidden(name: string): number {
    let list = this.hidden.get(name);
    if (list === undefined) {
      list = [];
      if (this.scope.functionLike && this.scope.inlinedNames?.has(name) && !this.cells.has(name)) list.push({ reg: this.local(name), busy: false });
      this.hidden.set(name, list);
    }
    let slot = list.find((s) => !s.busy);
    if (slot === undefined) {
      const reg = LOCAL | this.localNames.length;
      this.localNames.push(name);
      this.localHidden.push(true);
      list.push(slot = { reg, busy: false });
    }
    slot.busy = true;
    return slot.reg;
  }
  releaseHidden(name: string, reg: number): void {
    this.hidden.get(name)!.find((s) => s.reg === reg)!.busy = false;
  }
  /** Whether an exception raised here may be caught in this frame (then cleanups matter). */
  get guarded(): boolean {
    for (let h = this.handler; h !== null; h = h.outer) if (!h.leavesFrame) return true;
    return false;
  }
}
