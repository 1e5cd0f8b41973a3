/**
 * The second pass: decide the scope of each name in each block (CPython's analyze_block and helpers).
 *
 * A block sees the names bound in the function blocks around it (`bound`), the names declared global there (`globals`) and the type
 * parameters; it reports the names that it leaves free. Comprehensions that are not generators are merged into their surroundings (PEP 709).
 * Sets are copied only for blocks that have children, so that flat code costs nothing here.
 */
import { CompileError } from './errors.ts';
import {
  Block, Comprehension, DEF_BOUND, DEF_COMP_CELL, DEF_FREE_CLASS, DEF_GLOBAL, DEF_NONLOCAL, DEF_PARAM, DEF_TYPE_PARAM, FLAG_MASK, SCOPE, SCOPE_SHIFT, type Scope,
} from './scope.ts';

const EMPTY: ReadonlySet<string> = new Set<string>();

export function analyze(top: Scope): void {
  analyzeBlock(top, null, new Set(), EMPTY, new Set(), null);
}

function failAtDirective(s: Scope, name: string, msg: string): never {
  throw new CompileError(msg, s.directives?.find((d) => d.name === name)?.at ?? s.at);
}

function analyzeBlock(
  s: Scope, boundIn: ReadonlySet<string> | null, free: Set<string>, globalsIn: ReadonlySet<string>, typeParams: Set<string>, classEntry: Scope | null,
): void {
  const isClass = s.type === Block.Class;
  const leaf = s.children.length === 0;
  const scopes = new Map<string, number>();
  const local = leaf ? null : new Set<string>();
  let bound = boundIn;
  let ownBound: Set<string> | null = null; // a copy of `bound`, made when the block must change it
  const newGlobals = leaf ? null : new Set(globalsIn);
  // Names of a class body are not visible in its methods: what children see is what was visible before.
  const classBound = isClass && !leaf ? new Set(boundIn ?? EMPTY) : null;

  for (const [name, flags] of s.symbols) {
    if (flags & DEF_GLOBAL) {
      if (flags & DEF_NONLOCAL) failAtDirective(s, name, `name '${name}' is nonlocal and global`);
      scopes.set(name, SCOPE.GLOBAL_EXPLICIT);
      if (!isClass) newGlobals?.add(name);
      if (bound !== null && bound.has(name)) {
        bound = ownBound ??= new Set(bound);
        ownBound.delete(name);
      }
    } else if (flags & DEF_NONLOCAL) {
      if (bound === null) failAtDirective(s, name, 'nonlocal declaration not allowed at module level');
      if (!bound.has(name)) failAtDirective(s, name, `no binding for nonlocal '${name}' found`);
      if (typeParams.has(name)) failAtDirective(s, name, `nonlocal binding not allowed for type parameter '${name}'`);
      scopes.set(name, SCOPE.FREE);
      free.add(name);
    } else if (flags & DEF_BOUND) {
      scopes.set(name, SCOPE.LOCAL);
      local?.add(name);
      if (!isClass) newGlobals?.delete(name);
      if (flags & DEF_TYPE_PARAM) typeParams.add(name);
      else typeParams.delete(name);
    } else {
      let scope: number = SCOPE.NONE;
      if (classEntry !== null) {
        const c = classEntry.symbol(name);
        if (c & DEF_GLOBAL) scope = SCOPE.GLOBAL_EXPLICIT;
        else if (c & DEF_BOUND && !(c & DEF_NONLOCAL)) scope = SCOPE.GLOBAL_IMPLICIT;
      }
      if (scope === SCOPE.NONE) {
        if (bound !== null && bound.has(name)) {
          scope = SCOPE.FREE;
          free.add(name);
        } else scope = SCOPE.GLOBAL_IMPLICIT;
      }
      scopes.set(name, scope);
    }
  }

  if (leaf) {
    if (isClass) dropClassFree(s, EMPTY as Set<string>);
    updateSymbols(s, scopes, bound, EMPTY, EMPTY, isClass || s.canSeeClassScope);
    return;
  }

  let newBound: Set<string>;
  if (isClass) {
    newBound = classBound!;
    newBound.add('__class__').add('__classdict__').add('__conditional_annotations__');
  } else {
    newBound = new Set(bound ?? EMPTY);
    if (s.functionLike) for (const n of local!) newBound.add(n);
  }

  const newFree = new Set<string>();
  const inlinedCells = new Set<string>();
  for (const child of s.children) {
    let childClass: Scope | null = null;
    if (child.canSeeClassScope) childClass = isClass ? s : classEntry;
    const inline = child.comprehension !== Comprehension.None && !child.generator && !s.canSeeClassScope;
    const childFree = new Set<string>();
    analyzeBlock(child, newBound, childFree, newGlobals!, new Set(typeParams), childClass);
    if (inline) {
      inlineComprehension(s, child, scopes, childFree, inlinedCells);
      child.inlined = true;
    }
    for (const n of childFree) newFree.add(n);
  }
  if (s.children.some((c) => c.inlined)) s.children = s.children.flatMap((c) => (c.inlined ? c.children : [c]));

  if (s.functionLike) {
    for (const [name, scope] of scopes) {
      if (scope !== SCOPE.LOCAL || !(newFree.has(name) || inlinedCells.has(name))) continue;
      scopes.set(name, SCOPE.CELL);
      newFree.delete(name);
    }
  } else if (isClass) dropClassFree(s, newFree);
  updateSymbols(s, scopes, bound, newFree, inlinedCells, isClass || s.canSeeClassScope);
  for (const n of newFree) free.add(n);
}

function dropClassFree(s: Scope, free: Set<string>): void {
  if (free.delete('__class__')) s.needsClassClosure = true;
  if (free.delete('__classdict__')) s.needsClassdict = true;
  if (free.delete('__conditional_annotations__')) s.hasConditionalAnnotations = true;
}

function updateSymbols(
  s: Scope, scopes: Map<string, number>, bound: ReadonlySet<string> | null, free: ReadonlySet<string>, inlinedCells: ReadonlySet<string>, classFlag: boolean,
): void {
  for (const [name, flags] of s.symbols) {
    s.symbols.set(name, (flags & FLAG_MASK) | (inlinedCells.has(name) ? DEF_COMP_CELL : 0) | (scopes.get(name)! << SCOPE_SHIFT));
  }
  for (const name of free) {
    const v = s.symbols.get(name);
    if (v !== undefined) {
      // A free variable of a method that has the same name as a local or global of the class.
      if (classFlag) s.symbols.set(name, v | DEF_FREE_CLASS);
      continue;
    }
    if (bound !== null && !bound.has(name)) continue; // a global
    s.symbols.set(name, SCOPE.FREE << SCOPE_SHIFT);
  }
}

function inlineComprehension(s: Scope, comp: Scope, scopes: Map<string, number>, compFree: Set<string>, inlinedCells: Set<string>): void {
  let removeClass = false;
  for (const [name, value] of comp.symbols) {
    if (value & DEF_PARAM) continue; // .0
    let scope = value >> SCOPE_SHIFT;
    const flags = value & FLAG_MASK;
    if (scope === SCOPE.CELL || flags & DEF_COMP_CELL) inlinedCells.add(name);
    const existing = s.symbols.get(name);
    // __class__ is never free through a class scope
    if (scope === SCOPE.FREE && s.type === Block.Class && name === '__class__') {
      scope = SCOPE.GLOBAL_IMPLICIT;
      compFree.delete(name);
      removeClass = true;
    }
    if (existing === undefined) {
      s.symbols.set(name, flags);
      scopes.set(name, scope);
      (s.inlinedNames ??= new Set()).add(name);
    } else if (existing & DEF_BOUND && s.type !== Block.Class) {
      // A free variable of the comprehension that is a local here can be a local, unless children of the comprehension need it.
      if (!comp.children.some((c) => c.scopeOf(name) === SCOPE.FREE)) compFree.delete(name);
    }
  }
  if (removeClass) comp.symbols.delete('__class__');
}
