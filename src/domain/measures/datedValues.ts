import { accept, type Decision, formatDay, type LocalDate, type Ratio, refuse } from '../values/index.ts';

/** A published number with its dates: a wage rate, the value of carbon, the value of wellbeing. */
export interface DatedValue {
  readonly id: string;
  readonly what: string;
  readonly value: Ratio;
  readonly low: Ratio | null;
  readonly high: Ratio | null;
  readonly unit: string;
  /** Null for a rate, which is in no prices. */
  readonly priceYear: string | null;
  readonly from: LocalDate;
  /** The first day on which a newer number was due; null where none is expected. */
  readonly outOfDateFrom: LocalDate | null;
  readonly source: string;
  readonly address: string;
  readonly licence: string;
  /** False where the number was read at second hand. */
  readonly confirmed: boolean;
}

/** A number as of a day, with a warning where it is past its date. */
export interface ValueOn {
  readonly row: DatedValue;
  /** The first day on which it was out of date; null while it is good. */
  readonly outOfDateSince: LocalDate | null;
  /** What to tell people beside the number; null where there is nothing to say. */
  readonly warning: string | null;
}

function warningOf({ what, confirmed }: DatedValue, since: LocalDate | null): string | null {
  const words = [
    ...(since === null
      ? []
      : [`${what}: out of date since ${formatDay(since)}. A newer number was due by then; look it up.`]),
    ...(confirmed ? [] : [`${what}: the number was read at second hand. Check it at its source.`]),
  ];
  return words.length === 0 ? null : words.join(' ');
}

/** The number of a kind that holds on a day. Past its date it comes with a warning, before the first one it is refused. */
export function valueOn(rows: readonly DatedValue[], id: string, day: LocalDate): Decision<ValueOn> {
  const row = rows
    .filter((one) => one.id === id && one.from <= day)
    .toSorted((one, other) => (one.from < other.from ? 1 : -1))[0];
  if (row === undefined) {
    return refuse('value-none', `There is no number “${id}” for ${formatDay(day)}. Add one with its source.`);
  }
  const late = row.outOfDateFrom !== null && day >= row.outOfDateFrom;
  const outOfDateSince = late ? row.outOfDateFrom : null;
  return accept({ row, outOfDateSince, warning: warningOf(row, outOfDateSince) });
}
