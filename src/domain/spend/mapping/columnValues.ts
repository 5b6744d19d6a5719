import { parsePostcode } from '../../values/index.ts';
import { readAmount, tidyCell } from '../reading/amount.ts';
import { datePatterns, readDate } from '../reading/date.ts';
import type { RawRecord } from './types.ts';

/** What the values seen in one column look like. Counts are of filled cells; placeholders count as empty. */
export interface ColumnValues {
  readonly records: number;
  /** Cells with any text, placeholders too. */
  readonly written: number;
  readonly filled: number;
  readonly distinct: number;
  readonly amounts: number;
  /** Amounts written with pence, such as `12.50`. */
  readonly withPence: number;
  readonly dates: number;
  /** Dates that nobody would take for a number, such as `03/04/2021`. */
  readonly plainDates: number;
  readonly postcodes: number;
  /** One word of letters and digits with at least one digit, such as `CRINV0008145`. */
  readonly codes: number;
  /** Words: letters, and neither a code nor a date. */
  readonly texts: number;
  /** Texts that end or start as names of organisations do. */
  readonly organisations: number;
}

const code = /^[A-Za-z0-9./_-]*\d[A-Za-z0-9./_-]*$/;
const pence = /\.\d{2}\b/;
const numberOnly = [datePatterns.serial, datePatterns.compact].map((pattern) => new RegExp(pattern));
const organisation =
  /\b(?:LTD|LIMITED|PLC|LLP|C\.?I\.?C|TRUST|COUNCIL|GROUP|PARTNERSHIP|SERVICES|SOLUTIONS|SOLICITORS|ASSOCIATES|UNIVERSITY|\(?UK\)?)\.?$/i;

interface CellReading {
  readonly amount: boolean;
  readonly date: boolean;
  readonly plainDate: boolean;
  readonly code: boolean;
}

function readCell(text: string): CellReading {
  const date = readDate(text, 'day first') !== undefined || readDate(text, 'month first') !== undefined;
  return {
    amount: readAmount(text) !== undefined,
    date,
    plainDate: date && !numberOnly.some((pattern) => pattern.test(text)),
    code: code.test(text),
  };
}

/** Describes the values of one column. `isEmpty` says which texts only stand for an empty cell. */
export function columnValues(
  records: readonly RawRecord[],
  index: number,
  isEmpty: (text: string) => boolean,
): ColumnValues {
  const cells = records.map((record) => tidyCell(record.cells[index] ?? '')).filter((text) => text !== '');
  const empty = new Map([...new Set(cells)].map((text) => [text, isEmpty(text)]));
  const filled = cells.filter((text) => !empty.get(text));
  const readings = new Map([...new Set(filled)].map((text) => [text, readCell(text)]));
  const count = (holds: (text: string, reading: CellReading) => boolean) =>
    filled.filter((text) => {
      const reading = readings.get(text);
      return reading !== undefined && holds(text, reading);
    }).length;
  const isText = (text: string, reading: CellReading) =>
    /[A-Za-z]{2}/.test(text) && !reading.code && !reading.date && !reading.amount;
  return {
    records: records.length,
    written: cells.length,
    filled: filled.length,
    distinct: readings.size,
    amounts: count((_, reading) => reading.amount),
    withPence: count((text, reading) => reading.amount && pence.test(text)),
    dates: count((_, reading) => reading.date),
    plainDates: count((_, reading) => reading.plainDate),
    postcodes: count((text) => text.length <= 9 && parsePostcode(text) !== undefined),
    codes: count((_, reading) => reading.code),
    texts: count(isText),
    organisations: count((text, reading) => isText(text, reading) && organisation.test(text)),
  };
}

/** The share, 0 to 1, of filled cells that are so; 0 for an empty column. */
export function shareFilled(
  values: ColumnValues,
  kind: Exclude<keyof ColumnValues, 'records' | 'written'>,
): number {
  return values.filled === 0 ? 0 : values[kind] / values.filled;
}
