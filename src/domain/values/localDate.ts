import { assert } from './decision.ts';

declare const localDate: unique symbol;
declare const financialYear: unique symbol;

/** A calendar day in Europe/London, written `2020-04-01`. It has no time and no zone. */
export type LocalDate = string & { readonly [localDate]: true };

/** 1 April to 31 March, written `2020/21`. */
export type FinancialYear = string & { readonly [financialYear]: true };

function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return leap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The day, or undefined when there is no such day (31 February) or the year is not 1900 to 2099. */
export function localDateFrom(year: number, month: number, day: number): LocalDate | undefined {
  if (![year, month, day].every(Number.isInteger)) return undefined;
  if (year < 1900 || year > 2099 || month < 1 || month > 12) return undefined;
  if (day < 1 || day > daysInMonth(year, month)) return undefined;
  const padded = (value: number) => String(value).padStart(2, '0');
  return `${year}-${padded(month)}-${padded(day)}` as LocalDate;
}

/** Brands ISO text that the program itself wrote. Throws when it is no calendar day, because that is a bug. */
export function toLocalDate(iso: string): LocalDate {
  const date = localDateFrom(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8)));
  assert(date === iso, `${iso} is a calendar day`);
  return date;
}

/** The financial year, April to March, that a day falls in. */
export function financialYearOf(date: LocalDate): FinancialYear {
  const year = Number(date.slice(0, 4));
  const start = Number(date.slice(5, 7)) >= 4 ? year : year - 1;
  return financialYearStarting(start);
}

/** The financial year that starts on 1 April of the given year. */
export function financialYearStarting(year: number): FinancialYear {
  return `${year}/${String((year + 1) % 100).padStart(2, '0')}` as FinancialYear;
}

/** `9 November 2026`, as pages write days. */
export function formatDay(date: LocalDate): string {
  const months =
    'January February March April May June July August September October November December'.split(' ');
  return `${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

/** When summer time starts or ends: one o'clock in the morning, universal time, on the last Sunday of a month. */
function lastSundayAtOne(year: number, month: number): number {
  const end = new Date(Date.UTC(year, month, 0));
  return Date.UTC(year, month - 1, end.getUTCDate() - end.getUTCDay(), 1);
}

/** Day and time of a clock in London at an instant, as `2026-11-03T14:05` (Summer Time Order 2002). */
function clockInLondon(instantMilliseconds: number): string {
  const year = new Date(instantMilliseconds).getUTCFullYear();
  const summer =
    instantMilliseconds >= lastSundayAtOne(year, 3) && instantMilliseconds < lastSundayAtOne(year, 10);
  return new Date(instantMilliseconds + (summer ? 3_600_000 : 0)).toISOString().slice(0, 16);
}

/** The calendar day in London at an instant, given in milliseconds since 1970. */
export function dayInLondon(instantMilliseconds: number): LocalDate {
  return toLocalDate(clockInLondon(instantMilliseconds).slice(0, 10));
}

/** `3 November 2026 at 14:05`: when that was by the clocks in London, for pages. The instant is in milliseconds since 1970. */
export function formatMoment(instantMilliseconds: number): string {
  return `${formatDay(dayInLondon(instantMilliseconds))} at ${clockInLondon(instantMilliseconds).slice(11)}`;
}
