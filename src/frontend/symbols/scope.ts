/**
 * The data of the symbol table: what is known about each name in each block.
 *
 * Mirrors PySTEntryObject of CPython's `symtable.h`. A symbol is one number: DEF_* facts gathered in the first pass, and the scope decided in
 * the second, shifted by SCOPE_SHIFT.
 */
import type { AST } from '../../generated/frontend/ast.ts';
import type { Located } from './errors.ts';

export const DEF_GLOBAL = 1; // global stmt
export const DEF_LOCAL = 2; // assignment in code block
export const DEF_PARAM = 4;
export const DEF_NONLOCAL = 8;
export const USE = 16;
export const DEF_FREE_CLASS = 64; // free variable from class's method
export const DEF_IMPORT = 128;
export const DEF_ANNOT = 256;
export const DEF_COMP_ITER = 512; // iteration variable of a comprehension
export const DEF_TYPE_PARAM = 1024;
export const DEF_COMP_CELL = 2048; // cell in an inlined comprehension
export const DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT | DEF_TYPE_PARAM;

export const SCOPE_SHIFT = 12;
export const FLAG_MASK = (1 << SCOPE_SHIFT) - 1;

export const SCOPE = { NONE: 0, LOCAL: 1, GLOBAL_EXPLICIT: 2, GLOBAL_IMPLICIT: 3, FREE: 4, CELL: 5 } as const;
export const scopeNames: readonly string[] = ['', 'local', 'global', 'global implicit', 'free', 'cell'];

export const Block = { Module: 1, Class: 2, Function: 3, Annotation: 4, TypeVariable: 5, TypeAlias: 6, TypeParameters: 7 } as const;
export type Block = (typeof Block)[keyof typeof Block];
export const blockNames: readonly string[] = ['', 'module', 'class', 'function', 'annotation', 'type variable', 'type alias', 'type parameters'];

export const Comprehension = { None: 0, List: 1, Set: 2, Dict: 3, Generator: 4 } as const;
export type Comprehension = (typeof Comprehension)[keyof typeof Comprehension];

export class Scope {
  readonly name: string;
  readonly type: Block;
  readonly at: Located;
  readonly symbols = new Map<string, number>();
  /** parameters, in order */
  readonly varnames: string[] = [];
  children: Scope[] = [];
  /** global and nonlocal statements: name, and where */
  directives: { name: string; at: Located }[] | null = null;
  nested = false;
  generator = false;
  coroutine = false;
  comprehension: Comprehension = Comprehension.None;
  varargs = false;
  varkeywords = false;
  returnsValue = false;
  needsClassClosure = false;
  needsClassdict = false;
  /** this comprehension is compiled into its surroundings (PEP 709) */
  inlined = false;
  compIterTarget = false;
  compIterExpr = 0;
  canSeeClassScope = false;
  annotationsUsed = false;
  hasConditionalAnnotations = false;
  inConditionalBlock = false;
  inUnevaluatedAnnotation = false;
  annotationBlock: Scope | null = null;
  hasDocstring = false;
  method = false;
  /** in the type parameters of a class: the only names that are mangled */
  mangledNames: Set<string> | null = null;
  /** for error texts: "a TypeVar bound" … */
  scopeInfo = '';
  /** names that came from inlined comprehensions and are no symbols of this block itself */
  inlinedNames: Set<string> | null = null;
  /** there is an assignment expression whose frame is this block's */
  hasNamedExpr = false;

  constructor(name: string, type: Block, at: Located) {
    this.name = name;
    this.type = type;
    this.at = at;
  }

  get functionLike(): boolean {
    return this.type >= Block.Function;
  }
  /** The flags and scope of a name, 0 if unknown. */
  symbol(name: string): number {
    return this.symbols.get(name) ?? 0;
  }
  scopeOf(name: string): number {
    return (this.symbols.get(name) ?? 0) >> SCOPE_SHIFT;
  }
}

/** What the compiler needs: the module's scope, and the scope of each node that opens one. */
export interface SymbolTable {
  readonly top: Scope;
  readonly byNode: Map<AST, Scope>;
  /** the default of a type parameter; `byNode` has the bound */
  readonly defaults: Map<AST, Scope>;
  readonly typeParams: Map<AST, Scope>;
  readonly futureFlags: number;
}

/** CPython's _Py_Mangle. */
export function mangle(privateName: string | null, name: string): string {
  if (privateName === null || name.charCodeAt(0) !== 95 || name.charCodeAt(1) !== 95) return name;
  if (name.endsWith('__') || name.includes('.')) return name;
  let i = 0;
  while (privateName.charCodeAt(i) === 95) i++;
  if (i === privateName.length) return name;
  return '_' + privateName.slice(i) + name;
}

export function maybeMangle(privateName: string | null, scope: Scope, name: string): string {
  if (name.charCodeAt(0) !== 95 || name.charCodeAt(1) !== 95) return name;
  if (scope.mangledNames !== null && !scope.mangledNames.has(name)) return name;
  return mangle(privateName, name);
}
