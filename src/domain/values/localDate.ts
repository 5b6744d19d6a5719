import { assert } from './decision.ts';

declare const localDate: unique symbol;
declare const financialYear: unique symbol;

/** A calendar day in Europe/London, written `2020-04-01`. It has no time and no zone. */
export type LocalDate = string & { readonly [localDate]: true };

/** 1 April to 31 March, written `2020/21`. */
export type FinancialYear = string & { readonly [financialYear]: true };

function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

/** The day, or undefined when there is no such day (31 February) or the year is not 1900 to 2099. */
export function localDateFrom(year: number, month: number, day: number): LocalDate | undefined {
  if (year < 1900 || year > 2099 || month < 1 || month > 12) return undefined;
  if (day < 1 || day > daysInMonth(year, month)) return undefined;
  const padded = (value: number) => String(value).padStart(2, '0');
  return `${year}-${padded(month)}-${padded(day)}` as LocalDate;
}

/** Brands ISO text that the program itself wrote. */
export function toLocalDate(iso: string): LocalDate {
  const [year, month, day] = iso.split('-').map(Number);
  const date = localDateFrom(year ?? 0, month ?? 0, day ?? 0);
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
