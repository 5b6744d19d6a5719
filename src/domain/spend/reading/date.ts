import { type LocalDate, localDateFrom } from '../../values/index.ts';
import { tidyCell } from './amount.ts';

export type DateOrder = 'day first' | 'month first';

const time = '(?:[T ]\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?: ?[AaPp][Mm])?(?:Z|[+-]\\d{2}:?\\d{2})?)?';

/** The shapes of a day, for JavaScript and for RE2 (DuckDB) alike. Times of day are read and dropped. */
export const datePatterns = {
  iso: `^(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})${time}$`,
  numeric: `^(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4}|\\d{2})${time}$`,
  named: `^(\\d{1,2})(?:ST|ND|RD|TH)?[ /.-]?([A-Z]{3,9})[ /.,-]{0,2}(\\d{4}|\\d{2})${time}$`,
  compact: '^((?:19|20)\\d{2})(\\d{2})(\\d{2})$',
  serial: '^([3-6]\\d{4})(?:\\.\\d+)?$',
  monthNamed: '^([A-Z]{3,9})[ /.,-]{0,2}(\\d{4}|\\d{2})$',
  monthIso: '^(\\d{4})[-/](\\d{1,2})$',
  monthNumeric: '^(\\d{1,2})[/.-](\\d{4})$',
} as const;

const shapes = Object.fromEntries(
  Object.entries(datePatterns).map(([name, pattern]) => [name, new RegExp(pattern)]),
) as Record<keyof typeof datePatterns, RegExp>;

const monthNames = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 80 ? 2000 + year : 1900 + year;
}

function monthNumber(name: string): number {
  return monthNames.indexOf(name.slice(0, 3)) + 1;
}

/** Day 1 of a spreadsheet's 1900 calendar is 1 January 1900; its phantom 29 February is behind every ledger. */
function fromSerial(serial: number): LocalDate | undefined {
  const day = new Date(Date.UTC(1899, 11, 30 + serial));
  return localDateFrom(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate());
}

/**
 * Reads a day; undefined when the text is no day. A month alone is read as its first day. `order` settles
 * numeric dates only.
 */
export function readDate(text: string, order: DateOrder): LocalDate | undefined {
  const tidy = tidyCell(text).toUpperCase();
  const parts = (name: keyof typeof datePatterns) => {
    const [, first, second, third] = shapes[name].exec(tidy) ?? [];
    return first === undefined ? undefined : ([first, `${second}`, `${third}`] as const);
  };
  const found = parts('iso') ?? parts('compact');
  if (found) return localDateFrom(Number(found[0]), Number(found[1]), Number(found[2]));
  const numeric = parts('numeric');
  if (numeric) {
    const [first, second] = [Number(numeric[0]), Number(numeric[1])];
    const [day, month] = order === 'day first' ? [first, second] : [second, first];
    return localDateFrom(fullYear(numeric[2]), month, day);
  }
  const named = parts('named');
  if (named) return localDateFrom(fullYear(named[2]), monthNumber(named[1]), Number(named[0]));
  const serial = parts('serial');
  if (serial) return fromSerial(Number(serial[0]));
  const month = parts('monthNamed');
  if (month) return localDateFrom(fullYear(month[1]), monthNumber(month[0]), 1);
  const iso = parts('monthIso');
  if (iso) return localDateFrom(Number(iso[0]), Number(iso[1]), 1);
  const numericMonth = parts('monthNumeric');
  return numericMonth && localDateFrom(Number(numericMonth[1]), Number(numericMonth[0]), 1);
}

/** Which orders a numeric date allows; both when it could be read either way, none when it is not numeric. */
export function ordersOf(text: string): readonly DateOrder[] {
  const numeric = shapes.numeric.exec(tidyCell(text).toUpperCase());
  if (!numeric) return [];
  const both: readonly DateOrder[] = ['day first', 'month first'];
  return both.filter((order) => readDate(text, order) !== undefined);
}
