/**
 * The local time zone at a moment: offset, daylight saving, abbreviation. Offset and rules are the JavaScript engine's; the abbreviation ("CET") comes from the
 * system's zone file, because the engine knows most zones only as "GMT+1".
 */
import { readFileSync } from 'node:fs';

export interface Zone { /** seconds east of UTC */ offset: number; dst: boolean; name: string }

interface ZoneFile { times: bigint[]; types: Uint8Array; infos: { offset: number; dst: boolean; name: string }[]; footer: string }

/** Reads a TZif file, version 2 or later (RFC 8536). */
function readZone(path: string): ZoneFile | undefined {
  let b: Buffer;
  try { b = readFileSync(path); } catch { return undefined; }
  if (b.length < 44 || b.toString('latin1', 0, 4) !== 'TZif' || b[4] < 0x32) return undefined;
  const counts = (at: number): number[] => Array.from({ length: 6 }, (_, i) => b.readUInt32BE(at + 20 + i * 4));
  const [ut, std, leap, time, type, chars] = counts(0);
  const second = 44 + time * 5 + type * 6 + chars + leap * 8 + std + ut;
  const [ut2, std2, leap2, time2, type2, chars2] = counts(second);
  let at = second + 44;
  const times = Array.from({ length: time2 }, (_, i) => b.readBigInt64BE(at + i * 8));
  at += time2 * 8;
  const types = b.subarray(at, at + time2);
  at += time2;
  const names = at + type2 * 6;
  const infos = Array.from({ length: type2 }, (_, i) => {
    const from = names + b[at + i * 6 + 5];
    return { offset: b.readInt32BE(at + i * 6), dst: b[at + i * 6 + 4] !== 0, name: b.toString('latin1', from, b.indexOf(0, from)) };
  });
  const footerAt = names + chars2 + leap2 * 12 + std2 + ut2;
  return { times, types, infos, footer: b.toString('latin1', footerAt + 1, b.length - 1) };
}

let zone: ZoneFile | null | undefined;

export function zoneName(seconds: number): Zone {
  const date = new Date(seconds * 1000);
  const minutes = date.getTimezoneOffset();
  if (Number.isNaN(minutes)) return { offset: 0, dst: false, name: 'UTC' };
  const offset = minutes === 0 ? 0 : -Math.round(minutes * 60);
  const year = date.getFullYear();
  const january = -new Date(year, 0, 1).getTimezoneOffset() * 60;
  const july = -new Date(year, 6, 1).getTimezoneOffset() * 60;
  const dst = january !== july && offset === Math.max(january, july);
  if (zone === undefined) {
    const tz = (process.env.TZ ?? '').replace(/^:/, '');
    zone = readZone(tz === '' ? '/etc/localtime' : tz.startsWith('/') ? tz : `/usr/share/zoneinfo/${tz}`) ?? null;
  }
  if (zone !== null && zone.infos.length > 0) {
    const { times, types, infos, footer } = zone;
    const now = BigInt(Math.floor(seconds));
    if (times.length === 0 || now < times[times.length - 1]) {
      let low = 0;
      let high = times.length;
      while (low < high) { const mid = (low + high) >> 1; if (times[mid] <= now) low = mid + 1; else high = mid; }
      const info = low === 0 ? infos[0] : infos[types[low - 1]];
      return { offset: info.offset, dst: info.dst, name: info.name };
    }
    // Past the table the footer's rule holds: "CET-1CEST,M3.5.0,M10.5.0/3".
    const m = /^(?:<([^>]+)>|([A-Za-z]+))[-+\d:]*(?:<([^>]+)>|([A-Za-z]+))?/.exec(footer);
    const name = dst ? m?.[3] ?? m?.[4] : m?.[1] ?? m?.[2];
    if (name !== undefined) return { offset, dst, name };
  }
  if (offset === 0 && january === july) return { offset, dst: false, name: 'UTC' };
  const text = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' }).formatToParts(date).find((p) => p.type === 'timeZoneName')?.value;
  return { offset, dst, name: text ?? 'UTC' };
}
