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
const PLAIN_READ = 0, PLAIN_WRITE = 1, ATOMIC_READ = 2, ATOMIC_WRITE = 3;
/** One side is of kind `a` in one of the functions `as`, the other of kind `b` in one of `bs` (regular expressions over the name without src/core/). */
function sides(r: Race, a: number, as: RegExp, b: number, bs: RegExp): boolean {
  const is = (s: Side, kind: number, names: RegExp): boolean => s.kind === kind && names.test(s.name.replace('src/core/', ''));
  return (is(r.now, a, as) && is(r.earlier, b, bs)) || (is(r.earlier, a, as) && is(r.now, b, bs));
}
const ANY = /^/, read = (s: Side): boolean => (s.kind & 1) === 0;
const INTERPRETER = /^interp\/(loop\/loop|native\/callNative|call-slow\/callSlow)$/;
/** Races that do no harm, by field and, where a field is not enough, by function. */
export const REASONS: readonly Reason[] = [
  {
    why: '`local` (+4) is its owner\'s, written plainly; others read it only to compare it with the sentinels of immortality, which are frozen before publication',
    is: (r) => object(r, 4, 8) && r.bytes <= 4 && (read(r.now) || read(r.earlier)),
  },
  {
    why: '`owner`, lock and flags (+0) are read plainly: the owner is the reader\'s own id only if that is true, GC_SHARED is set by others only while the owner is held or stopped (bias.ts)',
    is: (r) => object(r, 0, 4) && sides(r, PLAIN_READ, ANY, ATOMIC_WRITE, ANY),
  },
  {
    why: 'the eval breaker (+0 of a thread state) is looked at plainly at every call and jump back: an old value costs one more round, and whoever acts on it loads it atomically (breaker.ts)',
    is: (r) => r.page === 0xff && r.bytes === 4 && sides(r, PLAIN_READ, INTERPRETER, ATOMIC_WRITE, ANY) && (r.now.kind === PLAIN_READ ? r.now : r.earlier).offset === 0,
  },
  {
    why: 'listAppend reads size and array (+16, +20) before it asks whether the list is its own, and uses them only if it is',
    is: (r) => r.page === 0 && object(r, 16, 24) && sides(r, PLAIN_READ, /^(interp\/loop\/loop|types\/list\/methods\/list_append)$/, ATOMIC_WRITE, /^types\/list\/core\/\w+LockHeld$/),
  },
  {
    why: '`used` of a dict (+20) is a plain store of its lock\'s holder; who asks without the lock gets a number that was true a moment ago',
    is: (r) => r.page === 0 && r.within === 20 && sides(r, PLAIN_WRITE, /^types\/dict\/core\/\w+LockHeld$/, ATOMIC_READ, ANY),
  },
  {
    why: 'shared (+8) of a block that is given to a new object: a stale reader only looks at it, and looks again where it found the pointer (count-slow.ts)',
    is: (r) => object(r, 8, 12) && sides(r, ATOMIC_READ, /^refcount\/count-slow\/tryIncref/, PLAIN_WRITE, /^(objects\/alloc\/newObject|types\/tuple\/core\/tupleFromArraySteal)$/),
  },
  {
    why: 'heads of the lists of abandoned pages: looked at before their lock is taken, and again with it (pageReclaim)',
    is: (r) => r.page === 0xff && sides(r, ATOMIC_READ, /^memory\/heap\/pageFind$/, PLAIN_WRITE, /^memory\/heap\/(pageFind|heapAbandon)$/),
  },
  {
    why: 'state of a page, looked at by the poisoning of the checked build: only for the states that a page with a used block cannot have',
    is: (r) => r.page === 0xff && r.bytes === 1 && sides(r, PLAIN_READ, /^memory\/heap\.check\/poison$/, PLAIN_WRITE, /^memory\/heap\/\w+$/),
  },
  {
    why: 'the index of itertools.cycle is racy as in CPython: it is compared with the length, and an item is repeated or left out',
    is: (r) => r.within === 32 && /itertools\/infinite\/cycle_next$/.test(r.now.name) && r.now.name === r.earlier.name,
  },
];
/** Seen, and neither understood to the end nor repaired yet (docs/status.md): printed as open, does not fail a run. */
export const OPEN: readonly Reason[] = [];
export const explain = (r: Race): string | undefined => REASONS.find((x) => x.is(r))?.why;
export const open = (r: Race): string | undefined => OPEN.find((x) => x.is(r))?.why;
