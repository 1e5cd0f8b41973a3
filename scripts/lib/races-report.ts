/** What the race detector printed (src/core/races/room.ts), pairs of functions, and the ONE table of races that are there on purpose. docs/internals/races.md, docs/internals/memory-model.md. */
import type { Place } from './races.ts';

export const KINDS = ['plain read', 'plain write', 'atomic read', 'atomic write'] as const;
export interface Side extends Place { kind: number }
export interface Race { now: Side; earlier: Side; by: number; other: number; address: number; bytes: number; /** kind of the heap's page: 0 gc objects, 1 objects, 2 raw; 255 outside of the heap */ page: number; within: number; count: number; stack: string }

/** Races of a run, one for each pair of functions, kinds and offset in an object's header. */
export function parseRaces(text: string, places: readonly Place[]): { races: Race[]; tooMany: boolean } {
  const races = new Map<string, Race>();
  let tooMany = false, last: Race | undefined;
  for (const line of text.split('\n')) {
    const m = / races: ((?:[0-9a-f]{8} ){9})/.exec(line);
    if (m === null) { if (last !== undefined && /^ {4}at /.test(line)) { if (!/races|debugText/.test(line)) last.stack += `${line}\n`; } else last = undefined; continue; }
    const [address, bytes, kind, site, by, then, other, page, within] = m[1].trim().split(' ').map((x) => Number.parseInt(x, 16));
    if (bytes === 0) { tooMany = true; continue; }
    const race: Race = { now: { ...places[site], kind }, earlier: { ...places[then >> 2], kind: then & 3 }, by, other, address, bytes, page, within, count: 1, stack: '' };
    const key = [race.now.name, kind, race.earlier.name, then & 3, page < 2 && within < 16 ? within : -1].join('|'), known = races.get(key);
    if (known !== undefined) { known.count++; last = undefined; } else { races.set(key, race); last = race; }
  }
  return { races: [...races.values()], tooMany };
}

interface Reason { why: string; is: (r: Race) => boolean }
const object = (r: Race, from: number, end: number): boolean => r.page < 2 && r.within >= from && r.within < end;
/** without src/core/ or src/ */
const short = (s: Side): string => s.name.replace(/^src\/(core\/)?/, '');
const PLAIN_READ = 0, PLAIN_WRITE = 1, ATOMIC_READ = 2, ATOMIC_WRITE = 3;
/** One side is of kind `a` in one of the functions `as`, the other of kind `b` in one of `bs` (regular expressions over the name without src/core/). */
function sides(r: Race, a: number, as: RegExp, b: number, bs: RegExp): boolean {
  const is = (s: Side, kind: number, names: RegExp): boolean => s.kind === kind && names.test(short(s));
  return (is(r.now, a, as) && is(r.earlier, b, bs)) || (is(r.earlier, a, as) && is(r.now, b, bs));
}
const ANY = /^/, read = (s: Side): boolean => (s.kind & 1) === 0;
const I32_LOAD = 0x28, I32_STORE = 0x36, I64_STORE = 0x37, I32_ATOMIC_LOAD = 0xfe10, I64_ATOMIC_LOAD = 0xfe11;
const LOOP = /^(interp\/loop\/loop|generated\/core\/loop-traced\/loopTraced)$/;
/** loop, loopTraced and what they call with code of theirs inlined. */
const INTERPRETER = /^(interp\/loop\/loop|generated\/core\/loop-traced\/loopTraced|interp\/native\/callNative|interp\/call-slow\/callSlow)$/;
const APPEND = /^(types\/list\/methods\/list_append|interp\/displays\/listAppendOp|interp\/frame-locals\/assign|modules\/itertools\/infinite\/cycle_next)$/;
/** i32.atomic.rmw.or and .and: how the eval breaker is written */
const RMW_OR = 0xfe33, RMW_AND = 0xfe2c;
/** The three stores of newObjectSized and newObjectRaw (objects/alloc.ts), which are inlined everywhere: owner at +0, both counts by one i64.store at +4, type at +12. */
const isNewHeader = (s: Side, within: number): boolean => s.kind === PLAIN_WRITE && ((within === 0 && s.op === I32_STORE && s.offset === 0) || (within === 8 && s.op === I64_STORE && s.offset === 4) || (within === 12 && s.op === I32_STORE && s.offset === 12));
const oneOf = (r: Race, a: (s: Side) => boolean, b: (s: Side) => boolean): boolean => (a(r.now) && b(r.earlier)) || (a(r.earlier) && b(r.now));
/** Positions of iterators that threads share (iter/sequence.ts and range/core.ts say how): kind of page, bytes from and to, the functions that may touch them. */
const POSITIONS: readonly (readonly [number, number, number, RegExp])[] = [
  // range_iterator: next, step (frozen), remaining
  [1, 16, 40, /^(types\/range\/core\/rangeIter_\w+|interp\/iterate\/\w+|interp\/loop\/loop|generated\/core\/loop-traced\/loopTraced)$/],
  // list, tuple, reverse and sequence iterators: index; set to EXHAUSTED at the end
  [0, 24, 28, /^(types\/iter\/sequence\/\w+|interp\/iterate\/\w+)$/],
  // dict and set iterators: used, pos, remaining
  [0, 24, 36, /^(types\/(dict|set)\/iter\/\w+|interp\/iterate\/\w+)$/],
  // enumerate: index
  [0, 24, 32, /^(types\/functional\/core\/(enum_\w+|count)|interp\/iterate\/iterPair)$/],
  // str, bytes and memoryview iterators: index, done
  [0, 16, 20, /^(types\/str\/iter\/strIter\w+|interp\/iterate\/\w+)$/],
  [0, 16, 24, /^types\/bytes\/type\/bytesIter\w+$/],
  [0, 16, 20, /^types\/memoryview\/memoryview\/memoryIter\w+$/],
  // struct's unpack_iterator: index
  [0, 32, 36, /^modules\/struct\/unpackIter\w+$/],
  // itertools: next and count of islice, index of tee and cycle, what is left of repeat
  [0, 24, 32, /^modules\/itertools\/stream\/islice_next$/],
  [0, 48, 56, /^modules\/itertools\/stream\/islice_next$/],
  [0, 24, 28, /^modules\/itertools\/tee\/tee_\w+$/],
  [0, 32, 36, /^modules\/itertools\/infinite\/cycle_\w+$/],
  [0, 24, 32, /^modules\/itertools\/infinite\/repeat_\w+$/],
];
/** Races that do no harm, by field and, where a field is not enough, by function or instruction. docs/internals/races.md has the arguments. */
export const REASONS: readonly Reason[] = [
  {
    why: '`local` (+4) is its owner\'s, written plainly; others read it only to compare it with the sentinels of immortality, which are frozen before publication',
    is: (r) => object(r, 4, 5) && r.bytes === 4 && (read(r.now) || read(r.earlier)),
  },
  {
    why: '`owner` and flags (+0, the word masked or its parts, but not the lock byte by itself) are read plainly: the owner is the reader\'s own id only if that is true, GC_SHARED is set by others only while the owner is held or stopped (bias.ts)',
    is: (r) => object(r, 0, 4) && oneOf(r, (s) => s.kind === PLAIN_READ && (s.op === I32_LOAD || s.offset !== 2), (s) => s.kind === ATOMIC_WRITE),
  },
  {
    why: 'the header of a new object is written plainly into a block at whose former life a stale reader looks: an owner that is not the reader, a count of 0 or 1; it looks again where it found the pointer (count-slow.ts)',
    is: (r) => (object(r, 0, 1) || object(r, 8, 9)) && oneOf(r, (s) => isNewHeader(s, r.within), (s) => s.kind === (r.within === 0 ? PLAIN_READ : ATOMIC_READ)),
  },
  {
    why: 'type and flags of what the collector has just let go, and a thread frees or uses again: a free block has an odd type word, a survivor is told by a flag that new objects do not have (gc/collect.ts)',
    is: (r) => r.page === 0 && ((r.within === 12 && oneOf(r, (s) => isNewHeader(s, 12) || (s.kind === ATOMIC_WRITE && short(s) === 'memory/heap/pageFreeForeign'), (s) => s.kind === PLAIN_READ && short(s) === 'gc/roots/isGcObject'))
      || (r.within === 3 && oneOf(r, (s) => isNewHeader(s, 0), (s) => s.kind === PLAIN_READ && s.offset === 3 && short(s) === 'gc/collect/dismantle'))),
  },
  {
    why: 'the eval breaker (+0 of a thread state) is looked at plainly at every call and jump back: an old value costs one more round, and whoever acts on it loads it atomically (breaker.ts)',
    is: (r) => r.page === 0xff && r.bytes === 4 && oneOf(r, (s) => s.kind === PLAIN_READ && s.op === I32_LOAD && s.offset === 0 && INTERPRETER.test(short(s)), (s) => s.op === RMW_OR || s.op === RMW_AND),
  },
  {
    why: 'list.append reads the size (+16) before it asks whether the list is its own, and uses it only if it is (the own one is also written where it is inlined)',
    is: (r) => r.page === 0 && r.within === 16 && r.bytes === 4 && oneOf(r, (s) => s.kind === PLAIN_READ && s.op === I32_LOAD && s.offset === 16 && (LOOP.test(short(s)) || APPEND.test(short(s))),
      (s) => (!read(s) && /^types\/list\/\w+\/\w+$/.test(short(s))) || (s.kind === PLAIN_WRITE && s.op === I32_STORE && s.offset === 16 && (INTERPRETER.test(short(s)) || APPEND.test(short(s))))),
  },
  {
    why: 'the size of a list (+16) is a plain store of the thread that has the list to itself; who asks for it without the lock gets a number that was true a moment ago, and follows the array that it may read with it (8 bytes) only if the list was readable before (sharing.ts: such a list is not)',
    is: (r) => r.page === 0 && r.within === 16 && oneOf(r, (s) => s.kind === PLAIN_WRITE && s.op === I32_STORE && /^types\/list\/\w+\/\w+$/.test(short(s)), (s) => s.kind === ATOMIC_READ && ((r.bytes === 4 && (s.op === I32_ATOMIC_LOAD || s.op === I64_ATOMIC_LOAD)) || (r.bytes === 8 && s.op === I64_ATOMIC_LOAD && s === r.now))),
  },
  {
    why: 'the state of a generator (+20) is a plain store of the thread that has it to itself; gi_running, gi_suspended and clear() of the frame only tell it, whoever changes it takes the generator from that thread first (generator.ts: claim)',
    is: (r) => r.page === 0 && r.within === 20 && r.bytes === 4 && oneOf(r, (s) => s.kind === PLAIN_WRITE && s.op === I32_STORE && s.offset === 20 && (LOOP.test(short(s)) || /^interp\/generator\/\w+$/.test(short(s))), (s) => s.kind === ATOMIC_READ && /^interp\/(generator\/generatorGet(Running|Suspended)|frame-object\/frameObjectClearMethod)$/.test(short(s))),
  },
  {
    why: '`used` of a dict (+20) is a plain store of its lock\'s holder; who asks without the lock gets a number that was true a moment ago',
    is: (r) => r.page === 0 && r.within === 20 && r.bytes === 4 && sides(r, PLAIN_WRITE, /^types\/dict\/core\/\w+LockHeld$/, ATOMIC_READ, ANY),
  },
  {
    why: 'state of a page (+42 of its descriptor), looked at by the poisoning of the checked build and by the collector for what it has just let go: only for the states that a page with a used block cannot have',
    is: (r) => r.page === 0xff && r.bytes === 1 && oneOf(r, (s) => s.kind === PLAIN_READ && s.offset === 42 && /^(memory\/heap\.check\/poison|gc\/roots\/isGcObject)$/.test(short(s)), (s) => s.kind === PLAIN_WRITE && s.offset === 42 && /^memory\/(heap\/\w+|pages\/pageReleaseLockHeld)$/.test(short(s))),
  },
  {
    why: 'how many blocks of a page there are (+28 of its descriptor), looked at by the collector for what it has just let go: it only grows while the page has blocks in use, and what was found before lies below any value of it',
    is: (r) => r.page === 0xff && r.bytes === 4 && oneOf(r, (s) => s.kind === PLAIN_READ && s.offset === 28 && short(s) === 'gc/roots/isGcObject', (s) => s.kind === PLAIN_WRITE && s.offset === 28 && short(s) === 'memory/heap/pageExtend'),
  },
  {
    why: 'the position of an iterator that threads share is racy: each step reads it once and compares it with the length, so an item is repeated or left out',
    is: (r) => POSITIONS.some(([page, from, end, names]) => r.page === page && r.within >= from && r.within < end && [r.now, r.earlier].every((s) => (s.kind & 2) === 0 && names.test(short(s)))),
  },
  {
    why: 'bytes of a buffer that two threads write or read through memoryviews are the program\'s to guard, as in CPython: they hold no pointers',
    is: (r) => r.page === 2 && r.bytes <= 8 && [r.now, r.earlier].every((s) => (s.kind & 2) === 0 && /^src\/core\/types\/memoryview\/memoryview\/(memoryview_(get|set)item|itemAt|memoryIterNext)$/.test(s.name)),
  },
];
/** Seen, and neither understood to the end nor repaired yet (docs/status.md): printed as open, does not fail a run. */
export const OPEN: readonly Reason[] = [];
export const explain = (r: Race): string | undefined => REASONS.find((x) => x.is(r))?.why;
export const open = (r: Race): string | undefined => OPEN.find((x) => x.is(r))?.why;
