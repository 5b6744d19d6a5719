import {
  type LocalDate,
  localDateFrom,
  monthNamed,
  parseRatio,
  type Ratio,
  signOf,
  toLocalDate,
} from '../../values/index.ts';
import type { ValueTable } from './types.ts';

/** An amount in pounds as a cell shows it, `£1,234.50`; undefined where it is none, or below nought. */
export function amountIn(cell: string): Ratio | undefined {
  const amount = parseRatio(cell.replace(/[£\s]/g, ''));
  return amount && signOf(amount) >= 0 ? amount : undefined;
}

/** A year as tables write it, `2020`, `2010/11` or `2010-11`, in our form; undefined where it is none. */
export function yearIn(cell: string): string | undefined {
  const [, first, second] = /^((?:19|20)\d\d)(?:\s*[/–-]\s*(?:(?:19|20))?(\d\d))?$/.exec(cell.trim()) ?? [];
  if (first === undefined) return undefined;
  if (second === undefined) return first;
  return Number(second) === (Number(first) + 1) % 100 ? `${first}/${second}` : undefined;
}

/** The first day of a year: 1 January, or 1 April of a financial year. */
export function firstDayOf(year: string): LocalDate {
  return toLocalDate(`${year.slice(0, 4)}-${year.includes('/') ? '04' : '01'}-01`);
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** A day as tables write it: `2026-04-01`, `01/04/2026`, `1 April 2026` or `April 2026`; undefined where it is none. */
export function dayIn(cell: string): LocalDate | undefined {
  const text = cell.trim();
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (iso) return localDateFrom(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (slashed) return localDateFrom(Number(slashed[3]), Number(slashed[2]), Number(slashed[1]));
  const named = /^(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4})$/i.exec(text);
  if (!named) return /^[a-z]+\s+\d{4}/i.test(text) ? monthNamed(text) : undefined;
  const month = months.indexOf((named[2] ?? '').toLowerCase()) + 1;
  return localDateFrom(Number(named[3]), month, Number(named[1]));
}

/** The same day a year later; the last of February where there is none. */
export function yearLater(day: LocalDate): LocalDate {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return localDateFrom(year + 1, month, date) ?? toLocalDate(`${year + 1}-02-28`);
}

/** Where a row stands, as people find it. */
export function placeOf({ sheet }: ValueTable, row: number): string {
  return sheet === null ? `Row ${row}` : `Sheet “${sheet}”, row ${row}`;
}

/** The words of a heading, in small letters. */
export function headingOf(cell: string): string {
  return cell.toLowerCase().replace(/\s+/g, ' ').trim();
}
