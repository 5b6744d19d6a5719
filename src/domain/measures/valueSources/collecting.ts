import type { FoundValue, ImportedValue, Origin, ReadValues, ValueProblem } from './types.ts';

/** What came of a row: a value, a problem, or nothing where the row holds neither. */
export type RowResult = FoundValue | ValueProblem | null;

/** What is wrong with a row. */
export function problemAt(place: string, sentence: string): ValueProblem {
  return { place, sentence: `${place}: ${sentence}` };
}

/** Values and problems of rows, in their order. A value that says the same as one above, for the same day, is a problem. */
export function collected(rows: readonly RowResult[], origin: Origin): ReadValues {
  const values: ImportedValue[] = [];
  const problems: ValueProblem[] = [];
  const places = new Map<string, string>();
  for (const row of rows) {
    if (row === null) continue;
    if ('sentence' in row) {
      problems.push(row);
      continue;
    }
    const key = `${row.id} ${row.from}`;
    const before = places.get(key);
    if (before !== undefined) {
      problems.push(
        problemAt(row.place, `there is a value of “${row.what}” for this time already: ${before}.`),
      );
      continue;
    }
    places.set(key, row.place);
    values.push({ ...row, ...origin, confirmed: true });
  }
  return { values, problems };
}
