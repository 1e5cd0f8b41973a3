/**
 * The match statement (PEP 634).
 *
 * A pattern examines a register that it does not consume. The temporaries it needs (items, attributes, values) stay where they are until the
 * whole pattern has matched: a capture is a register noted under its name, and names are bound only at the end. A failure jumps to the label for
 * the height the stack has there (`failAt`); these labels stand one below the other and clear one temporary each.
 *
 * Alternatives (`|`) bind the same names, so each moves its captures into registers that were set aside for them.
 */
import { OP } from '../../spec/opcodes.ts';
import { Kind, type AST, type expr, type match_case, type pattern } from '../../generated/frontend/ast.ts';
import type { Located } from '../symbols/errors.ts';
import { constKey, int, str, type Const } from './code.ts';
import type { Context } from './context.ts';
import { jumpIf } from './conditions.ts';
import { constantOf, operand, pushConst, pushExpr, pushRegister } from './operands.ts';
import { EQ, GE } from './operators.ts';
import { statements } from './statements.ts';
import { isTemp, type Label } from './unit.ts';

type Node<K extends AST['kind']> = Extract<AST, { kind: K }>;

interface PatternContext {
  /** height of the stack before the pattern: what a failure goes back to */
  readonly base: number;
  /** failAt[n]: where to go when n temporaries above base are to be dropped */
  failAt: (Label | undefined)[];
  captures: { name: string; reg: number }[];
  allowIrrefutable: boolean;
}

const isWildcard = (p: pattern): boolean => p.kind === Kind.MatchAs && p.name === null;
const isWildcardStar = (p: pattern): boolean => p.kind === Kind.MatchStar && p.name === null;

export function matchStatement(c: Context, s: Node<typeof Kind.Match>): void {
  const u = c.unit;
  const base = u.depth;
  const end = u.label();
  const subject = pushExpr(c, s.subject);
  s.cases.forEach((m, i) => {
    const last = i === s.cases.length - 1;
    matchCase(c, m, subject, end, last);
  });
  u.emit(OP.CLEAR, 0, subject, 0, 0, null);
  u.depth = base;
  u.place(end);
}

function matchCase(c: Context, m: match_case, subject: number, end: Label, last: boolean): void {
  const u = c.unit;
  const depth = u.depth;
  const pc: PatternContext = { base: depth, failAt: [], captures: [], allowIrrefutable: m.guard !== null || last };
  patternTo(c, m.pattern, subject, pc);
  // success: bind the names, drop the rest
  const moved = new Set<number>();
  for (const { name, reg } of pc.captures) {
    if (reg === subject) {
      const t = pushRegister(c, reg, m.pattern);
      c.store(name, t, m.pattern);
      u.depth = t;
    } else if (pc.captures.some((x) => x.reg === reg && x.name !== name && !moved.has(reg) && pc.captures.indexOf(x) > pc.captures.findIndex((y) => y.name === name))) {
      const t = pushRegister(c, reg, m.pattern);
      c.store(name, t, m.pattern);
      u.depth = t;
    } else {
      c.store(name, reg, m.pattern);
      moved.add(reg);
    }
  }
  for (let r = u.depth - 1; r >= depth; r--) if (!moved.has(r)) u.emit(OP.CLEAR, 0, r, 0, 0, m.pattern);
  u.depth = depth;
  const next = u.label();
  if (m.guard !== null) jumpIf(c, m.guard, next, false, m.guard);
  u.emit(OP.CLEAR, 0, subject, 0, 0, m.pattern);
  u.depth = subject;
  statements(c, m.body);
  u.goto(end, null);
  u.depth = depth;
  emitFailures(c, pc);
  u.place(next);
}

function fail(c: Context, pc: PatternContext): Label {
  return pc.failAt[c.unit.depth - pc.base] ??= c.unit.label();
}

/** The labels of failure, highest first; ends at the height of the base. */
function emitFailures(c: Context, pc: PatternContext): void {
  const u = c.unit;
  for (let n = pc.failAt.length - 1; n > 0; n--) {
    const l = pc.failAt[n];
    if (l !== undefined) u.place(l);
    u.emit(OP.CLEAR, 0, pc.base + n - 1, 0, 0, null);
  }
  if (pc.failAt[0] !== undefined) u.place(pc.failAt[0]);
  u.depth = pc.base;
}

/** Matches the register; on success the stack may be higher, and holds what captures need. */
function patternTo(c: Context, p: pattern, subject: number, pc: PatternContext): void {
  const u = c.unit;
  switch (p.kind) {
    case Kind.MatchValue: {
      const v = p.value;
      const k = v.kind === Kind.Attribute ? null : constantOf(c, v);
      if (v.kind !== Kind.Attribute && k === null && v.kind !== Kind.JoinedStr) c.fail('patterns may only match literals and attribute lookups', p);
      const t = u.depth;
      pushRegister(c, subject, p);
      if (k !== null && k.t === 'int' && typeof k.v === 'number' && k.v >= -32768 && k.v <= 32767) {
        u.depth = t;
        u.jump(OP.JUMP_CMP_I, EQ, t, k.v, fail(c, pc), p);
      } else {
        if (k !== null) pushConst(c, k, v);
        else pushExpr(c, v);
        u.depth = t;
        u.jump(OP.JUMP_CMP, EQ, t, t + 1, fail(c, pc), p);
      }
      break;
    }
    case Kind.MatchSingleton: {
      const t = u.depth;
      pushRegister(c, subject, p);
      if (p.value.t === 'none') {
        u.depth = t;
        u.jump(OP.JUMP_IF_NOT_NONE, 0, t, 0, fail(c, pc), p);
      } else {
        pushConst(c, p.value, p);
        u.depth = t;
        u.emit(OP.IS_OP, 0, t, t, t + 1, p);
        u.jump(OP.JUMP_IF_FALSE, 0, t, 0, fail(c, pc), p);
      }
      break;
    }
    case Kind.MatchSequence: sequence(c, p, subject, pc); break;
    case Kind.MatchMapping: mapping(c, p, subject, pc); break;
    case Kind.MatchClass: classPattern(c, p, subject, pc); break;
    case Kind.MatchStar:
      if (p.name !== null) capture(c, p.name, subject, pc, p);
      break;
    case Kind.MatchAs:
      if (p.pattern === null) {
        if (!pc.allowIrrefutable) {
          c.fail(p.name !== null ? `name capture '${p.name}' makes remaining patterns unreachable` : 'wildcard makes remaining patterns unreachable', p);
        }
      } else patternTo(c, p.pattern, subject, pc);
      if (p.name !== null) capture(c, p.name, subject, pc, p);
      break;
    case Kind.MatchOr: alternatives(c, p, subject, pc); break;
  }
}

function subpattern(c: Context, p: pattern, subject: number, pc: PatternContext): void {
  const saved = pc.allowIrrefutable;
  pc.allowIrrefutable = true;
  patternTo(c, p, subject, pc);
  pc.allowIrrefutable = saved;
}

function capture(c: Context, name: string, reg: number, pc: PatternContext, at: Located): void {
  if (pc.captures.some((x) => x.name === name)) c.fail(`multiple assignments to name '${name}' in pattern`, at);
  pc.captures.push({ name, reg });
}

function checkLength(c: Context, subject: number, op: number, n: number, pc: PatternContext, at: Located): void {
  const u = c.unit;
  const t = u.depth;
  u.emit(OP.GET_LEN, 0, t, subject, 0, at);
  u.push();
  u.depth = t;
  if (n <= 32767) u.jump(OP.JUMP_CMP_I, op, t, n, fail(c, pc), at);
  else {
    u.push();
    pushConst(c, int(n), at);
    u.depth = t;
    u.jump(OP.JUMP_CMP, op, t, t + 1, fail(c, pc), at);
  }
}

function sequence(c: Context, p: Node<typeof Kind.MatchSequence>, subject: number, pc: PatternContext): void {
  const u = c.unit;
  const patterns = p.patterns;
  const size = patterns.length;
  let star = -1;
  let onlyWildcard = true;
  let starWildcard = false;
  patterns.forEach((q, i) => {
    if (q.kind === Kind.MatchStar) {
      if (star >= 0) c.fail('multiple starred names in sequence pattern', p);
      starWildcard = isWildcardStar(q);
      onlyWildcard &&= starWildcard;
      star = i;
    } else onlyWildcard &&= isWildcard(q);
  });
  const t = u.depth;
  u.emit(OP.MATCH_SEQUENCE, 0, t, subject, 0, p);
  u.push();
  u.depth = t;
  u.jump(OP.JUMP_IF_FALSE, 0, t, 0, fail(c, pc), p);
  if (star < 0) checkLength(c, subject, EQ, size, pc, p);
  else if (size > 1) checkLength(c, subject, GE, size - 1, pc, p);
  if (onlyWildcard) return;
  if (starWildcard) {
    // [first, *_, last]: by index
    patterns.forEach((q, i) => {
      if (isWildcard(q) || i === star) return;
      const s = pushRegister(c, subject, p);
      if (i < star) pushConst(c, int(i), p);
      else {
        // the subject may not know negative indexes
        u.emit(OP.GET_LEN, 0, s + 1, subject, 0, p);
        u.emit(OP.SUB_I, 0, s + 1, s + 1, size - i, p);
        u.push();
      }
      u.depth = s;
      u.emit(OP.BINARY_SUBSCR, 0, s, s, s + 1, p);
      u.push();
      subpattern(c, q, s, pc);
    });
    return;
  }
  const s = pushRegister(c, subject, p);
  const items = u.depth;
  if (star >= 0) {
    if (star >= 256 || size - star - 1 >= 256) c.fail('too many expressions in star-unpacking sequence pattern', p);
    u.emit(OP.UNPACK_EX, 0, s, items, star | ((size - star - 1) << 8), p);
  } else u.emit(OP.UNPACK_SEQUENCE, 0, s, items, size, p);
  u.push(size);
  patterns.forEach((q, i) => subpattern(c, q, items + i, pc));
}

function mapping(c: Context, p: Node<typeof Kind.MatchMapping>, subject: number, pc: PatternContext): void {
  const u = c.unit;
  const size = p.keys.length;
  const t = u.depth;
  u.emit(OP.MATCH_MAPPING, 0, t, subject, 0, p);
  u.push();
  u.depth = t;
  u.jump(OP.JUMP_IF_FALSE, 0, t, 0, fail(c, pc), p);
  if (size === 0 && p.rest === null) return;
  if (size > 0) checkLength(c, subject, GE, size, pc, p);
  const seen = new Set<string>();
  const constants: (Const | null)[] = p.keys.map((key) => {
    const k: Const | null = key.kind === Kind.Attribute ? null : constantOf(c, key);
    if (key.kind === Kind.Attribute) return null;
    if (k === null) c.fail('mapping pattern keys may only match literals and attribute lookups', p);
    const id = constKey(k);
    if (seen.has(id)) c.fail(`mapping pattern checks duplicate key (${constRepr(k)})`, p);
    seen.add(id);
    return k;
  });
  const keys = u.depth;
  if (constants.every((k) => k !== null)) pushConst(c, { t: 'tuple', items: constants }, p);
  else {
    p.keys.forEach((key: expr) => pushExpr(c, key));
    u.depth = keys;
    u.emit(OP.BUILD_TUPLE, 0, keys, keys, size, p);
    u.push();
  }
  const values = u.depth;
  u.emit(OP.MATCH_KEYS, 0, values, subject, keys, p);
  u.push();
  u.jump(OP.JUMP_IF_NONE_KEEP, 0, values, 0, fail(c, pc), p);
  const items = u.depth;
  u.emit(OP.UNPACK_SEQUENCE, 0, values, items, size, p);
  u.push(size);
  p.patterns.forEach((q, i) => subpattern(c, q, items + i, pc));
  if (p.rest !== null) {
    // rest = dict(subject); for key in keys: del rest[key]
    const rest = u.depth;
    u.emit(OP.BUILD_MAP, 0, rest, rest, 0, p);
    u.push();
    u.emit(OP.DICT_UPDATE, 0, rest, pushRegister(c, subject, p), 0, p);
    u.depth = rest + 1;
    const k = u.depth;
    u.emit(OP.UNPACK_SEQUENCE, 0, pushRegister(c, keys, p), k + 1, size, p);
    u.push(size);
    for (let i = size; i > 0; i--) {
      const copy = pushRegister(c, rest, p);
      u.emit(OP.DELETE_SUBSCR, 0, copy, k + i, 0, p);
      u.depth = copy;
    }
    u.depth = rest + 1;
    capture(c, p.rest, rest, pc, p);
  }
}

function classPattern(c: Context, p: Node<typeof Kind.MatchClass>, subject: number, pc: PatternContext): void {
  const u = c.unit;
  const attrs = p.kwd_attrs;
  attrs.forEach((name, i) => {
    const again = attrs.indexOf(name, i + 1);
    if (again >= 0) c.fail(`attribute name repeated in class pattern: ${name}`, p.kwd_patterns[again]);
  });
  const t = u.depth;
  const cls = operand(c, p.cls);
  u.depth = t;
  u.emitExt(OP.MATCH_CLASS, 0, t, subject, cls, u.constOf({ t: 'tuple', items: attrs.map(str) }) + p.patterns.length * 0x100000000, p);
  u.push();
  u.jump(OP.JUMP_IF_NONE_KEEP, 0, t, 0, fail(c, pc), p);
  const all = [...p.patterns, ...p.kwd_patterns];
  const items = u.depth;
  u.emit(OP.UNPACK_SEQUENCE, 0, t, items, all.length, p);
  u.push(all.length);
  all.forEach((q, i) => {
    if (!isWildcard(q)) subpattern(c, q, items + i, pc);
  });
}

function alternatives(c: Context, p: Node<typeof Kind.MatchOr>, subject: number, pc: PatternContext): void {
  const u = c.unit;
  const names = boundNames(p.patterns[0]);
  const base = u.depth;
  // registers for what the alternatives bind, empty so far
  u.push(names.length);
  const end = u.label();
  p.patterns.forEach((alt, i) => {
    const own: PatternContext = { base: u.depth, failAt: [], captures: [], allowIrrefutable: i === p.patterns.length - 1 && pc.allowIrrefutable };
    patternTo(c, alt, subject, own);
    if (own.captures.length !== names.length || !own.captures.every((x) => names.includes(x.name))) {
      c.fail('alternative patterns bind different names', p);
    }
    const top = u.depth;
    const moved = new Set<number>();
    own.captures.forEach(({ name, reg }, j) => {
      const dst = base + names.indexOf(name);
      const mine = isTemp(reg) && reg >= own.base && !own.captures.some((x, k) => k > j && x.reg === reg);
      if (mine) moved.add(reg);
      u.emit(mine ? OP.MOVE : OP.COPY, 0, dst, reg, 0, alt);
    });
    for (let r = top - 1; r >= own.base; r--) if (!moved.has(r)) u.emit(OP.CLEAR, 0, r, 0, 0, alt);
    u.depth = own.base;
    u.goto(end, alt);
    emitFailures(c, own);
  });
  u.depth = base;
  u.goto(fail(c, pc), p);
  u.place(end);
  u.push(names.length);
  names.forEach((name, i) => capture(c, name, base + i, pc, p));
}

/** The names a pattern binds, in order (of an alternative: those of its first). */
function boundNames(p: pattern): string[] {
  switch (p.kind) {
    case Kind.MatchSequence: return p.patterns.flatMap(boundNames);
    case Kind.MatchMapping: return [...p.patterns.flatMap(boundNames), ...(p.rest === null ? [] : [p.rest])];
    case Kind.MatchClass: return [...p.patterns.flatMap(boundNames), ...p.kwd_patterns.flatMap(boundNames)];
    case Kind.MatchStar: return p.name === null ? [] : [p.name];
    case Kind.MatchAs: return [...(p.pattern === null ? [] : boundNames(p.pattern)), ...(p.name === null ? [] : [p.name])];
    case Kind.MatchOr: return boundNames(p.patterns[0]);
    default: return [];
  }
}

function constRepr(k: Const): string {
  switch (k.t) {
    case 'str': return `'${k.v.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
    case 'none': return 'None';
    case 'bool': return k.v ? 'True' : 'False';
    case 'int': return String(k.v);
    case 'float': return Number.isInteger(k.v) ? `${k.v}.0` : String(k.v);
    case 'bytes': return `b'${String.fromCharCode(...k.v)}'`;
    default: return '...';
  }
}

