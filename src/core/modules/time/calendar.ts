/** The proleptic Gregorian calendar in whole numbers: days since 1970 and back (Howard Hinnant, "chrono-compatible low-level date algorithms"). Pure functions. */

/** Days from 1970-01-01 to year-month-day; month 1 … 12. */
export function daysFromCivil(y: i64, m: i32, d: i32): i64 {
  if (m <= 2) y--;
  const era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
  const doy = <i64>((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1), doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}
export let civilYear: i64 = 0;
export let civilMonth: i32 = 0;
export let civilDay: i32 = 0;
/** Sets civilYear, civilMonth (1 … 12), civilDay (1 … 31). */
export function civilFromDays(z: i64): void {
  z += 719468;
  const era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
  const yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
  civilDay = <i32>(doy - (153 * mp + 2) / 5 + 1);
  civilMonth = <i32>(mp < 10 ? mp + 3 : mp - 9);
  civilYear = yoe + era * 400 + (civilMonth <= 2 ? 1 : 0);
}
// @ts-ignore: decorator
@inline export function floorDiv64(a: i64, b: i64): i64 { const q = a / b; return a % b < 0 ? q - 1 : q; }
