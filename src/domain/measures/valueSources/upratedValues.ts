import { type Ratio, timesRatios } from '../../values/index.ts';
import { type DeflatorTable, type UpratedValue, uprate } from '../uprating.ts';
import { problemAt } from './collecting.ts';
import type { ImportedValue, ReadValues, ValueProblem } from './types.ts';

/** A value as it was published, and in the prices of another year where that was asked for and could be done. */
export interface ValueRow extends ImportedValue {
  readonly uprated: (UpratedValue & { readonly low: Ratio | null; readonly high: Ratio | null }) | null;
}

/** Values beside themselves in the prices of a year, and a problem for each that could not be brought there. */
export interface UpratedValues {
  readonly values: readonly ValueRow[];
  readonly problems: readonly ValueProblem[];
}

/** Values as they were published, where no other year is asked for. */
export function asPublished({ values, problems }: ReadValues): UpratedValues {
  return { values: values.map((value) => ({ ...value, uprated: null })), problems };
}

/**
 * Brings every value to the prices of a year by one table of price levels. The value as it was published always stays; one for
 * whose years there is no price level stays alone, and is told.
 */
export function upratedValues(read: ReadValues, year: string, table: DeflatorTable): UpratedValues {
  const problems: ValueProblem[] = [...read.problems];
  const values = read.values.map((value): ValueRow => {
    if (value.priceYear === null) return { ...value, uprated: null };
    const decision = uprate({ value: value.value, priceYear: value.priceYear }, year, table);
    if (decision.ok) {
      const { factor } = decision.value;
      const [low, high] = [value.low, value.high].map((end) => end && timesRatios(end, factor));
      return { ...value, uprated: { ...decision.value, low: low ?? null, high: high ?? null } };
    }
    for (const { sentence } of decision.refusals) problems.push(problemAt(value.place, sentence));
    return { ...value, uprated: null };
  });
  return { values, problems };
}
