/**
 * What all parts of the code generator share: the current unit, the symbol table, the options, errors and warnings.
 */
import { OP } from '../../spec/opcodes.ts';
import { Kind, expr_context, type AST, type expr } from '../../generated/frontend/ast.ts';
import { CompileError, type CompileWarning, type Located } from '../symbols/errors.ts';
import { Block, DEF_GLOBAL, SCOPE, SCOPE_SHIFT, mangle, maybeMangle, type Scope, type SymbolTable } from '../symbols/scope.ts';
import type { Code, Const } from './code.ts';
import { assemble } from './assemble.ts';
import { CELL, FREE, Unit, isLocal, isTemp, type ScopeKind, ScopeKind as SK } from './unit.ts';

export interface CompileOptions {
  readonly filename: string;
  /** 0, 1 (-O: no asserts) or 2 (-OO: no docstrings either) */
  readonly optimize: number;
  /** mode 'single': expression statements are printed */
  readonly interactive: boolean;
  readonly futureFlags: number;
}

export type NameTarget =
  | { readonly via: 'fast' | 'deref'; readonly reg: number }
  | { readonly via: 'name' | 'global' }
  /** a global, unless the class dictionary (in cell `__classdict__`) has it */
  | { readonly via: 'classGlobal' }
  /** a cell, unless the class's namespace (`locals`) or the class dictionary (a cell) has it */
  | { readonly via: 'classDeref'; readonly reg: number; readonly from: 'locals' | 'classdict' };

const NAME_TARGET: NameTarget = { via: 'name' };
const GLOBAL_TARGET: NameTarget = { via: 'global' };
const CLASS_GLOBAL: NameTarget = { via: 'classGlobal' };

export class Context {
  readonly table: SymbolTable;
  readonly options: CompileOptions;
  readonly warnings: CompileWarning[] = [];
  unit!: Unit;
  depth = 0;
  /** finally bodies being compiled, for PEP 765; loops inside the body make break and continue innocent */
  readonly finallyContext: { unit: Unit; loops: number }[] = [];
  readonly finallyWarned = new Set<AST>();
  private readonly namedExprs = new Map<AST, boolean>();

  constructor(table: SymbolTable, options: CompileOptions) {
    this.table = table;
    this.options = options;
  }

  fail(msg: string, at: Located | null): never {
    throw new CompileError(msg, at);
  }
  warn(msg: string, at: Located): void {
    this.warnings.push({ msg, at });
  }

  // -- units ---------------------------------------------------------------------------------------------------------
  enter(scope: Scope, kind: ScopeKind, name: string, firstLine: number, privateName?: string): Unit {
    const parent = this.unit as Unit | undefined ?? null;
    const u = new Unit(scope, kind, name, parent, firstLine, privateName ?? parent?.privateName ?? null);
    u.qualname = this.qualnameOf(u);
    for (const p of scope.varnames) u.local(p);
    const cells: string[] = [];
    const frees: string[] = [];
    const classLike = scope.type === Block.Class;
    for (const [n, v] of scope.symbols) {
      const s = v >> SCOPE_SHIFT;
      if (s === SCOPE.CELL) {
        if (!scope.inlinedNames?.has(n)) cells.push(n);
      } else if (s === SCOPE.FREE || v & 64 /* DEF_FREE_CLASS */) frees.push(n);
    }
    cells.sort(compareCodePoints);
    if (classLike) {
      if (scope.needsClassClosure) cells.push('__class__');
      if (scope.needsClassdict) cells.push('__classdict__');
      if (scope.hasConditionalAnnotations) cells.push('__conditional_annotations__');
      cells.sort(compareCodePoints);
    }
    frees.sort(compareCodePoints);
    cells.forEach((n, i) => u.cells.set(n, CELL | i));
    frees.forEach((n, i) => u.frees.set(n, FREE | i));
    this.unit = u;
    return u;
  }
  leave(): Code {
    const u = this.unit;
    const code = assemble(u, this.options.filename, this.options.futureFlags);
    this.unit = u.parent!;
    return code;
  }
  private qualnameOf(u: Unit): string {
    let p = u.parent;
    if (p === null || p.parent === null) return u.name;
    if (p.kind === SK.Annotations) {
      p = p.parent;
      if (p.parent === null) return u.name;
    }
    if (u.kind === SK.Function || u.kind === SK.AsyncFunction || u.kind === SK.Class) {
      const mangled = mangle(p.privateName, u.name);
      if (p.scope.scopeOf(mangled) === SCOPE.GLOBAL_EXPLICIT) return u.name;
    }
    const base = p.kind === SK.Function || p.kind === SK.AsyncFunction || p.kind === SK.Lambda ? `${p.qualname}.<locals>` : p.qualname;
    return `${base}.${u.name}`;
  }

  // -- names ---------------------------------------------------------------------------------------------------------
  mangled(name: string): string {
    return name.charCodeAt(0) === 95 ? maybeMangle(this.unit.privateName, this.unit.scope, name) : name;
  }
  /** Where a (mangled) name lives, seen from the current place. */
  resolve(name: string): NameTarget {
    const u = this.unit;
    let viaInline = false;
    let viaFree = false;
    for (let i = u.inline.length - 1; i >= 0; i--) {
      const frame = u.inline[i];
      const scope = frame.scope.scopeOf(name);
      viaInline = true;
      if (scope === SCOPE.LOCAL) return { via: 'fast', reg: frame.regs.get(name)! };
      if (scope === SCOPE.CELL) return { via: 'deref', reg: frame.regs.get(name)! };
      if (scope === SCOPE.FREE) viaFree = true;
      else if (scope !== SCOPE.NONE) {
        if (u.scope.functionLike || scope === SCOPE.GLOBAL_EXPLICIT) return this.globalTarget(scope);
        return u.scope.type === Block.Class ? GLOBAL_TARGET : NAME_TARGET;
      }
    }
    const symbol = u.scope.symbol(name);
    let scope = symbol >> SCOPE_SHIFT;
    if (viaFree && u.scope.type === Block.Class) {
      const reg = u.frees.get(name) ?? u.cells.get(name);
      if (reg !== undefined) return { via: 'deref', reg };
    }
    if (scope === SCOPE.FREE && !u.frees.has(name)) scope = SCOPE.GLOBAL_IMPLICIT;
    switch (scope) {
      case SCOPE.FREE: {
        const reg = u.frees.get(name)!;
        if (!viaInline) {
          if (u.scope.type === Block.Class) return { via: 'classDeref', reg, from: 'locals' };
          if (u.scope.canSeeClassScope && name !== '__classdict__') return { via: 'classDeref', reg, from: 'classdict' };
        }
        return { via: 'deref', reg };
      }
      case SCOPE.CELL: {
        const reg = u.cells.get(name)!;
        return u.scope.canSeeClassScope ? { via: 'classDeref', reg, from: 'classdict' } : { via: 'deref', reg };
      }
      case SCOPE.LOCAL:
        if (u.scope.functionLike) return { via: 'fast', reg: u.local(name) };
        return NAME_TARGET;
      case SCOPE.GLOBAL_IMPLICIT:
        if (u.scope.functionLike) return this.globalTarget(scope);
        return u.scope.type === Block.Class && viaInline ? GLOBAL_TARGET : NAME_TARGET;
      case SCOPE.GLOBAL_EXPLICIT: return GLOBAL_TARGET;
      default: return u.scope.functionLike ? GLOBAL_TARGET : NAME_TARGET;
    }
  }
  private globalTarget(scope: number): NameTarget {
    return this.unit.scope.canSeeClassScope && scope === SCOPE.GLOBAL_IMPLICIT ? CLASS_GLOBAL : GLOBAL_TARGET;
  }
  /** The register of a name if it is a plain local. */
  fastLocal(name: string): number {
    const u = this.unit;
    if (u.inline.length === 0 && (!u.scope.functionLike || u.scope.scopeOf(this.mangled(name)) !== SCOPE.LOCAL)) return -1;
    const t = this.resolve(this.mangled(name));
    return t.via === 'fast' ? t.reg : -1;
  }
  /** The cell register from which a nested function takes its free variable. */
  closureCell(name: string): number {
    const u = this.unit;
    for (let i = u.inline.length - 1; i >= 0; i--) {
      if (u.inline[i].scope.scopeOf(name) === SCOPE.CELL) return u.inline[i].regs.get(name)!;
    }
    const reg = u.cells.get(name) ?? u.frees.get(name);
    if (reg === undefined) throw new Error(`compiler: no cell for ${name} in ${u.qualname}`);
    return reg;
  }

  /** Emits what checks that a local is bound; most of these are removed by `assemble`, which knows the flow. */
  check(reg: number, name: string, loc: Located): void {
    const u = this.unit;
    u.emit(OP.CHECK_LOCAL, 0, reg, u.extraName(name), 0, loc);
  }

  load(name: string, dst: number, loc: Located): void {
    const u = this.unit;
    const mangled = this.mangled(name);
    const t = this.resolve(mangled);
    switch (t.via) {
      case 'fast':
        this.check(t.reg, mangled, loc);
        if (dst !== t.reg) u.emit(OP.COPY, 0, dst, t.reg, 0, loc);
        break;
      case 'deref': u.emit(OP.LOAD_DEREF, 0, dst, t.reg, 0, loc); break;
      case 'name': u.emit(OP.LOAD_NAME, 0, dst, u.nameOf(mangled), 0, loc); break;
      case 'global': u.emit(OP.LOAD_GLOBAL, 0, dst, u.nameOf(mangled), 0, loc); break;
      case 'classGlobal':
      case 'classDeref': {
        const temp = u.depth;
        u.push();
        if (t.via === 'classDeref' && t.from === 'locals') u.emit(OP.LOAD_LOCALS, 0, temp, 0, 0, loc);
        else u.emit(OP.LOAD_DEREF, 0, temp, u.frees.get('__classdict__')!, 0, loc);
        if (t.via === 'classGlobal') u.emit(OP.LOAD_FROM_DICT_OR_GLOBALS, 0, dst, u.nameOf(mangled), temp, loc);
        else u.emit(OP.LOAD_FROM_DICT_OR_DEREF, 0, dst, t.reg, temp, loc);
        u.depth = temp;
        break;
      }
    }
  }
  /** Stores a register in a name; a temporary is consumed. */
  store(name: string, src: number, loc: Located | null): void {
    const u = this.unit;
    const mangled = this.mangled(name);
    const t = this.resolve(mangled);
    switch (t.via) {
      case 'fast':
        if (t.reg !== src) u.emit(isTemp(src) ? OP.MOVE : OP.COPY, 0, t.reg, src, 0, loc);
        break;
      case 'deref':
      case 'classDeref': u.emit(OP.STORE_DEREF, 0, 0, t.reg, src, loc); break;
      case 'name': u.emit(OP.STORE_NAME, 0, 0, u.nameOf(mangled), src, loc); break;
      case 'global':
      case 'classGlobal': u.emit(OP.STORE_GLOBAL, 0, 0, u.nameOf(mangled), src, loc); break;
    }
  }
  delete(name: string, loc: Located | null): void {
    const u = this.unit;
    const mangled = this.mangled(name);
    const t = this.resolve(mangled);
    switch (t.via) {
      case 'fast': u.emit(OP.DELETE_LOCAL, 0, t.reg, u.extraName(mangled), 0, loc); break;
      case 'deref':
      case 'classDeref': u.emit(OP.DELETE_DEREF, 0, 0, t.reg, 0, loc); break;
      case 'name': u.emit(OP.DELETE_NAME, 0, 0, u.nameOf(mangled), 0, loc); break;
      case 'global':
      case 'classGlobal': u.emit(OP.DELETE_GLOBAL, 0, 0, u.nameOf(mangled), 0, loc); break;
    }
  }
  /** `name = None; del name`, at the end of an except clause: never raises. */
  unbind(name: string): void {
    const u = this.unit;
    const reg = this.fastLocal(name);
    if (reg >= 0) {
      u.emit(OP.CLEAR, 0, reg, 0, 0, null);
      return;
    }
    const t = u.depth;
    u.push();
    u.emit(OP.LOAD_CONST, 0, t, u.constOf({ t: 'none' }), 0, null);
    this.store(name, t, null);
    u.depth = t;
    this.delete(name, null);
  }

  loadConst(c: Const, dst: number, loc: Located | null): void {
    const u = this.unit;
    u.emit(OP.LOAD_CONST, 0, dst, u.constOf(c), 0, loc);
  }
  /** Moves a register into another: temporaries are moved, locals copied. */
  move(dst: number, src: number, loc: Located | null): void {
    if (dst !== src) this.unit.emit(isLocal(src) ? OP.COPY : OP.MOVE, 0, dst, src, 0, loc);
  }

  /**
   * Whether evaluating `e` can rebind a local of this frame: only an assignment expression can (what comprehensions bind has registers of
   * its own). Such an expression evaluated after a local was read as an operand would change the operand.
   */
  rebinds(e: AST | null): boolean {
    if (e === null || !this.unit.scope.hasNamedExpr) return false;
    return this.findNamedExpr(e);
  }
  private findNamedExpr(e: AST): boolean {
    if (e.kind === Kind.NamedExpr) return true;
    if (e.kind === Kind.Name || e.kind === Kind.Constant) return false;
    const known = this.namedExprs.get(e);
    if (known !== undefined) return known;
    let found = false;
    for (const value of Object.values(e) as unknown[]) {
      if (Array.isArray(value)) {
        for (const x of value) {
          if (typeof x === 'object' && x !== null && typeof (x as AST).kind === 'number' && this.findNamedExpr(x as AST)) {
            found = true;
            break;
          }
        }
      } else if (typeof value === 'object' && value !== null && typeof (value as AST).kind === 'number') found = this.findNamedExpr(value as AST);
      if (found) break;
    }
    this.namedExprs.set(e, found);
    return found;
  }

  isPlainName(e: expr): e is Extract<expr, { kind: typeof Kind.Name }> {
    return e.kind === Kind.Name && e.ctx === expr_context.Load;
  }
  /** `super` is not shadowed as far as one can see here. */
  superIsBuiltin(): boolean {
    return this.unit.scope.scopeOf('super') === SCOPE.GLOBAL_IMPLICIT && this.table.top.scopeOf('super') === SCOPE.NONE;
  }
  isDeclaredGlobal(scope: Scope, name: string): boolean {
    return (scope.symbol(name) & DEF_GLOBAL) !== 0;
  }
}

/** Order by code points, as CPython sorts names. */
export function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      const sx = x >= 0xd800 && x < 0xe000;
      const sy = y >= 0xd800 && y < 0xe000;
      if (sx !== sy) return sx ? 1 : -1;
      return x - y;
    }
  }
  return a.length - b.length;
}
