import { accept, type Decision, dividedBy, type Ratio, refuse, timesRatios } from '../values/index.ts';

/** The price level of a year: a calendar year `2020` or a financial year `2020/21`. */
export interface Deflator {
  readonly year: string;
  readonly index: Ratio;
}

/** Price levels with where they come from. */
export interface DeflatorTable {
  readonly source: string;
  readonly licence: string;
  readonly rows: readonly Deflator[];
}

/** A value brought to the prices of another year. What it was, and of which year, is always kept. */
export interface UpratedValue {
  readonly original: Ratio;
  readonly originalYear: string;
  readonly value: Ratio;
  readonly year: string;
  readonly factor: Ratio;
  /** Where the price levels come from; null where nothing was changed. */
  readonly source: string | null;
}

function deflatorOf(table: DeflatorTable, year: string): Decision<Ratio> {
  const row = table.rows.find((one) => one.year === year);
  if (row) return accept(row.index);
  return refuse(
    'deflator-missing',
    `There is no deflator for ${year}. Add the price level of that year with its source, or keep the value as it is.`,
  );
}

/**
 * The value in the prices of a year: original x level of that year / level of the original year. The one way of uprating
 * for every value; refused where a level is missing, never guessed.
 */
export function uprate(
  { value, priceYear }: { readonly value: Ratio; readonly priceYear: string },
  year: string,
  table: DeflatorTable,
): Decision<UpratedValue> {
  const same: UpratedValue = {
    ...{ original: value, originalYear: priceYear, value, year },
    ...{ factor: { numerator: 1n, denominator: 1n }, source: null },
  };
  if (priceYear === year) return accept(same);
  const [from, to] = [deflatorOf(table, priceYear), deflatorOf(table, year)];
  if (!from.ok || !to.ok) {
    return { ok: false, refusals: [from, to].flatMap((one) => (one.ok ? [] : one.refusals)) };
  }
  const factor = dividedBy(to.value, from.value);
  return accept({ ...same, factor, value: timesRatios(value, factor), source: table.source });
}
