import type { StreamColumn } from '../../../formats/downloads/index.ts';

type Words = readonly [field: string, title: string, about: string];

/** A column of text. */
export function textColumn<Row>(
  [field, title, about]: Words,
  of: (row: Row) => string | null,
): StreamColumn<Row> {
  return { field, title, width: 30, about, value: { kind: 'text', of } };
}

/** A column of numbers. */
export function numberColumn<Row>(
  [field, title, about]: Words,
  kind: 'count' | 'pounds' | 'share',
  of: (row: Row) => number | null,
): StreamColumn<Row> {
  return { field, title, width: 20, about, value: { kind, of } };
}

/** Rows that are there already, as a table takes them. */
export async function* inOnePart<Row>(rows: readonly Row[]): AsyncIterable<readonly Row[]> {
  yield rows;
}
