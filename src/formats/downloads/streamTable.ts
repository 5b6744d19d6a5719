import type { LocalDate } from '../../domain/values/index.ts';
import { type CsvCell, countCell, poundsCell, shareCell, textCell } from './csv.ts';
import { emptyCell, type SheetCell } from './xlsxSheet.ts';

/** What a column holds, and how it is taken from a row. Pounds are given in whole pence, shares as 0..1. */
export type ColumnValue<Row> =
  | { readonly kind: 'text'; readonly of: (row: Row) => string | null }
  | { readonly kind: 'count' | 'pounds' | 'share'; readonly of: (row: Row) => number | null }
  | { readonly kind: 'day'; readonly of: (row: Row) => LocalDate | null };

/** One column of a table that is written while its rows arrive. */
export interface StreamColumn<Row> {
  /** Its name in CSV: small letters and underscores. */
  readonly field: string;
  /** Its header in a workbook. */
  readonly title: string;
  /** What it means, for the description of the file. */
  readonly about: string;
  /** In a workbook, in letters. */
  readonly width: number;
  readonly value: ColumnValue<Row>;
}

/** A table of any length. Its rows are read once, in parts. */
export interface StreamTable<Row> {
  /** The name of its files: small letters and hyphens. */
  readonly name: string;
  readonly title: string;
  /** What one row is, in a sentence. */
  readonly sentence: string;
  /** What a reader must know, each in a sentence: definition, filter, what is left out. */
  readonly notes: readonly string[];
  /** The ledger files that the rows come from. */
  readonly sources: readonly string[];
  readonly columns: readonly StreamColumn<Row>[];
  readonly rows: AsyncIterable<readonly Row[]>;
}

const rowsAtOnce = 1000;

/** The rows in parts that are small enough to write at once, however large the parts arrive. */
export async function* smallParts<Row>(
  rows: AsyncIterable<readonly Row[]>,
): AsyncGenerator<readonly Row[], void, undefined> {
  for await (const part of rows) {
    for (let from = 0; from < part.length; from += rowsAtOnce) yield part.slice(from, from + rowsAtOnce);
  }
}

/** The cell of one column for CSV. */
export function csvCellOf<Row>({ value }: StreamColumn<Row>, row: Row): CsvCell {
  if (value.kind === 'text') return textCell(value.of(row));
  if (value.kind === 'day') return { kind: 'number', text: value.of(row) ?? '' };
  if (value.kind === 'count') return countCell(value.of(row));
  return value.kind === 'pounds' ? poundsCell(value.of(row)) : shareCell(value.of(row));
}

function numberCell(kind: 'count' | 'pounds' | 'share', value: number): SheetCell {
  if (kind === 'count') return { kind, count: value };
  return kind === 'pounds' ? { kind, pence: value } : { kind, share: value };
}

/** The cell of one column for a workbook. Spreadsheets count days before March 1900 in two ways, so those stay text. */
export function sheetCellOf<Row>({ value }: StreamColumn<Row>, row: Row): SheetCell {
  if (value.kind === 'text') {
    const text = value.of(row);
    return text === null ? emptyCell : { kind: 'text', text };
  }
  if (value.kind === 'day') {
    const day = value.of(row);
    if (day === null) return emptyCell;
    return day < '1900-03-01' ? { kind: 'text', text: day } : { kind: 'day', day };
  }
  const number = value.of(row);
  return number === null ? emptyCell : numberCell(value.kind, number);
}
