import { formatDay, type LocalDate } from '../values/index.ts';
import { type MeasureSet, measuresOf } from './measureSet.ts';

/** A value of a set that is past its date. */
export interface StaleValue {
  /** Null for a rate of an hour. */
  readonly reference: string | null;
  readonly since: LocalDate;
  readonly sentence: string;
}

/** The values of a set that are out of date on a day, so that none is used without saying so. */
export function staleValues(set: MeasureSet, day: LocalDate): readonly StaleValue[] {
  const rates = Object.entries(set.hourRates).map(([who, proxy]) => ({
    ...{ reference: null, thing: `The rate for an hour of ${who} time`, proxy },
  }));
  const values = measuresOf(set).map(({ measure: { reference, proxy } }) => ({
    ...{ reference, thing: `The value of ${reference}`, proxy },
  }));
  return [...rates, ...values].flatMap(({ reference, thing, proxy }) => {
    const since = proxy?.outOfDateFrom ?? null;
    if (since === null || day < since) return [];
    const sentence = `${thing} is out of date since ${formatDay(since)}. A newer one was due from its source; look it up.`;
    return [{ reference, since, sentence }];
  });
}
