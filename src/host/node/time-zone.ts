/**
 * The local time zone at a moment: offset, daylight saving, abbreviation. What TZ names: a zone file of the system (TZif, RFC 8536), or a rule as POSIX writes it ("CET-1CEST,M3.5.0,M10.5.0/3"),
 * which is also the footer of a zone file and holds past its table. Without TZ: /etc/localtime. Where there is neither (Windows) the JavaScript engine's zone counts, otherwise it is UTC.
 */
import { readFileSync } from 'node:fs';

/** A zone and the moments, in seconds, for which it is known to be the answer: from ≤ t < until. */
export interface Span { zone: Zone; from: number; until: number }
export interface Zone { /** seconds east of UTC */ offset: number; dst: boolean; name: string }

/** When daylight saving begins or ends: kind M (month, week, day), J (1–365, no leap day) or N (0–365), and seconds of local time. */
interface Change { kind: 'M' | 'J' | 'N'; month: number; week: number; day: number; time: number }
interface Rule { std: Zone; dst?: Zone; from?: Change; to?: Change }
interface ZoneFile { times: number[]; types: Uint8Array; infos: Zone[]; rule: Rule | undefined }

const DAY = 86400;

function change(text: string): Change | undefined {
  const m = /^(?:M(\d+)\.(\d+)\.(\d+)|J(\d+)|(\d+))(?:\/([-+]?)(\d+)(?::(\d+))?(?::(\d+))?)?$/.exec(text);
  if (m === null) return undefined;
  const time = m[7] === undefined ? 7200 : (m[6] === '-' ? -1 : 1) * (Number(m[7]) * 3600 + Number(m[8] ?? 0) * 60 + Number(m[9] ?? 0));
  return m[1] !== undefined ? { kind: 'M', month: Number(m[1]), week: Number(m[2]), day: Number(m[3]), time } : { kind: m[4] !== undefined ? 'J' : 'N', month: 0, week: 0, day: Number(m[4] ?? m[5]), time };
}

/** A rule as POSIX writes it. */
export function parseRule(text: string): Rule | undefined {
  const name = '(?:<([^>]+)>|([A-Za-z]{3,}))';
  const offset = '([-+]?)(\\d+)(?::(\\d+))?(?::(\\d+))?';
  const m = new RegExp(`^${name}${offset}(?:${name}(?:${offset})?(?:,([^,]+),([^,]+))?)?$`).exec(text);
  if (m === null) return undefined;
  const west = (at: number): number => (m[at] === '-' ? -1 : 1) * (Number(m[at + 1]) * 3600 + Number(m[at + 2] ?? 0) * 60 + Number(m[at + 3] ?? 0));
  const std: Zone = { offset: -west(3) || 0, dst: false, name: m[1] ?? m[2] };
  const summer = m[7] ?? m[8];
  if (summer === undefined) return { std };
  const dst: Zone = { offset: m[10] === undefined ? std.offset + 3600 : -west(9) || 0, dst: true, name: summer };
  const from = change(m[13] ?? 'M3.2.0');
  const to = change(m[14] ?? 'M11.1.0');
  return from === undefined || to === undefined ? undefined : { std, dst, from, to };
}

/** The moment of a change in that year, in seconds of local time since 1970. */
function moment(c: Change, year: number): number {
  const first = Date.UTC(year, 0, 1) / 1000;
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  if (c.kind === 'J') return first + (c.day - 1 + (leap && c.day >= 60 ? 1 : 0)) * DAY + c.time;
  if (c.kind === 'N') return first + c.day * DAY + c.time;
  const weekday = new Date(Date.UTC(year, c.month - 1, 1)).getUTCDay();
  const last = new Date(Date.UTC(year, c.month, 0)).getUTCDate();
  let day = 1 + (c.day - weekday + 7) % 7 + (c.week - 1) * 7;
  while (day > last) day -= 7;
  return Date.UTC(year, c.month - 1, day) / 1000 + c.time;
}

const always = (zone: Zone): Span => ({ zone, from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY });
const just = (zone: Zone, seconds: number): Span => ({ zone, from: seconds, until: seconds + 1 });

function ruleAt(rule: Rule, seconds: number): Span {
  const { std, dst, from, to } = rule;
  if (dst === undefined || from === undefined || to === undefined) return always(std);
  const year = new Date((seconds + std.offset) * 1000).getUTCFullYear();
  if (Number.isNaN(year)) return just(std, seconds);
  const begin = moment(from, year) - std.offset;
  const end = moment(to, year) - dst.offset;
  const first = Math.min(begin, end);
  const last = Math.max(begin, end);
  const [middle, around] = begin < end ? [dst, std] : [std, dst];
  if (seconds >= first && seconds < last) return { zone: middle, from: first, until: last };
  return seconds < first ? { zone: around, from: seconds, until: first } : { zone: around, from: last, until: seconds + 1 };
}

/** Reads a TZif file, version 2 or later. */
function readZone(path: string): ZoneFile | undefined {
  let b: Buffer;
  try { b = readFileSync(path); } catch { return undefined; }
  if (b.length < 44 || b.toString('latin1', 0, 4) !== 'TZif' || b[4] < 0x32) return undefined;
  const counts = (at: number): number[] => Array.from({ length: 6 }, (_, i) => b.readUInt32BE(at + 20 + i * 4));
  const [ut, std, leap, time, type, chars] = counts(0);
  const second = 44 + time * 5 + type * 6 + chars + leap * 8 + std + ut;
  const [ut2, std2, leap2, time2, type2, chars2] = counts(second);
  let at = second + 44;
  const times = Array.from({ length: time2 }, (_, i) => Number(b.readBigInt64BE(at + i * 8)));
  at += time2 * 8;
  const types = b.subarray(at, at + time2);
  at += time2;
  const names = at + type2 * 6;
  const infos = Array.from({ length: type2 }, (_, i) => {
    const from = names + b[at + i * 6 + 5];
    return { offset: b.readInt32BE(at + i * 6), dst: b[at + i * 6 + 4] !== 0, name: b.toString('latin1', from, b.indexOf(0, from)) };
  });
  const footerAt = names + chars2 + leap2 * 12 + std2 + ut2;
  return { times, types, infos, rule: parseRule(b.toString('latin1', footerAt + 1, b.length - 1)) };
}

function fileAt(file: ZoneFile, seconds: number): Span {
  const { times, types, infos, rule } = file;
  let low = 0;
  let high = times.length;
  while (low < high) { const mid = (low + high) >> 1; if (times[mid] <= seconds) low = mid + 1; else high = mid; }
  const from = low === 0 ? Number.NEGATIVE_INFINITY : times[low - 1];
  if (low === times.length && rule !== undefined) {
    const span = ruleAt(rule, seconds);
    return { zone: span.zone, from: Math.max(from, span.from), until: span.until };
  }
  return { zone: low === 0 ? infos.find((i) => !i.dst) ?? infos[0] : infos[types[low - 1]], from, until: low === times.length ? Number.POSITIVE_INFINITY : times[low] };
}

/** The engine's own idea of the zone: no abbreviations but "UTC" and what Intl knows. */
function engineAt(seconds: number): Zone {
  const date = new Date(seconds * 1000);
  const minutes = date.getTimezoneOffset();
  if (Number.isNaN(minutes)) return { offset: 0, dst: false, name: 'UTC' };
  const offset = minutes === 0 ? 0 : -Math.round(minutes * 60);
  const year = date.getFullYear();
  const january = -new Date(year, 0, 1).getTimezoneOffset() * 60;
  const july = -new Date(year, 6, 1).getTimezoneOffset() * 60;
  const dst = january !== july && offset === Math.max(january, july);
  if (offset === 0 && january === july) return { offset, dst: false, name: 'UTC' };
  const text = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' }).formatToParts(date).find((p) => p.type === 'timeZoneName')?.value;
  return { offset, dst, name: text ?? 'UTC' };
}

const UTC: Zone = { offset: 0, dst: false, name: 'UTC' };

/** The zone that a value of TZ means. */
export function localZone(tz: string | undefined): (seconds: number) => Span {
  const name = tz?.replace(/^:/, '');
  const file = name === undefined || name === '' ? (name === undefined ? readZone('/etc/localtime') : undefined) : readZone(name.startsWith('/') ? name : `/usr/share/zoneinfo/${name}`);
  if (file !== undefined && file.infos.length > 0) return (seconds) => fileAt(file, seconds);
  if (name === undefined) return process.platform === 'win32' ? (seconds) => just(engineAt(seconds), seconds) : () => always(UTC);
  const rule = parseRule(name);
  if (rule !== undefined) return (seconds) => ruleAt(rule, seconds);
  // glibc shows an unknown zone's own letters: "Foo/Bar" is Foo, at UTC
  const letters = /^[A-Za-z]{3,}/.exec(name)?.[0];
  return () => always(letters === undefined ? UTC : { offset: 0, dst: false, name: letters });
}
