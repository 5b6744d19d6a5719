import {
  accept,
  compareRatios,
  type Decision,
  nought,
  parseRatio,
  type Refusal,
} from '../../values/index.ts';
import { type Measure, type MeasureSet, measuresOf, type ProxyValue, priceYear } from '../measureSet.ts';
import { tidyNumber } from './cells.ts';

/** What a list does not say of itself and a person has to say before it can be published. */
export interface MissingInSet {
  /** Some value has no price year. */
  readonly priceYear: boolean;
  /** Some measure counts staff time, and it is not said what an hour counts. */
  readonly hourRates: boolean;
}

/** What a person says of it, as it was typed. */
export interface SaidToComplete {
  readonly priceYear: string;
  readonly staffRate: string;
  readonly expertRate: string;
  readonly rateSource: string;
}

/** What has to be said of a list before it can be published. */
export function missingIn(set: MeasureSet): MissingInSet {
  const measures = measuresOf(set).map(({ measure }) => measure);
  const countsTime = measures.some(({ unit }) => unit.kind === 'pounds' && unit.staffTime);
  const { staff, expert } = set.hourRates;
  return {
    priceYear: measures.some(({ proxy }) => proxy !== null && proxy.priceYear === null),
    hourRates: countsTime && (staff === null || expert === null),
  };
}

function rateRefusals(said: SaidToComplete): readonly Refusal[] {
  const rates = [
    ['staffRate', 'Enter what an hour of staff counts in pounds, such as 12.71.'],
    ['expertRate', 'Enter what an hour of an expert counts in pounds, such as 40.'],
  ] as const;
  return [
    ...rates.flatMap(([code, sentence]) => {
      const read = parseRatio(tidyNumber(said[code]));
      return read !== undefined && compareRatios(read, nought) >= 0 ? [] : [{ code, sentence }];
    }),
    ...(said.rateSource.trim() === '' || said.rateSource.trim().length > 300
      ? [
          {
            code: 'rateSource',
            sentence: 'Enter where the rates of an hour come from, in at most 300 characters.',
          },
        ]
      : []),
  ];
}

function rateOf(set: MeasureSet, said: SaidToComplete, written: string): ProxyValue {
  return {
    ...{ value: tidyNumber(written), low: null, high: null, licence: set.licence, geography: '', note: '' },
    source: { title: said.rateSource.trim(), address: null },
    ...{ priceYear: said.priceYear.trim(), outOfDateFrom: null },
  };
}

function withYear(measure: Measure, year: string): Measure {
  const { proxy } = measure;
  return proxy === null || proxy.priceYear !== null
    ? measure
    : { ...measure, proxy: { ...proxy, priceYear: year } };
}

/** The list with what a person said of it, or a refusal for each field that is missing or wrong. */
export function completeSet(set: MeasureSet, said: SaidToComplete): Decision<MeasureSet> {
  const missing = missingIn(set);
  if (!missing.priceYear && !missing.hourRates) return accept(set);
  const year = said.priceYear.trim();
  const refusals: readonly Refusal[] = [
    ...(priceYear.safeParse(year).success
      ? []
      : [{ code: 'priceYear', sentence: 'Enter the year of the prices like 2024 or 2024/25.' }]),
    ...(missing.hourRates ? rateRefusals(said) : []),
  ];
  if (refusals.length > 0) return { ok: false, refusals };
  const rate = (written: string) => rateOf(set, said, written);
  return accept({
    ...set,
    hourRates: missing.hourRates
      ? { staff: rate(said.staffRate), expert: rate(said.expertRate) }
      : set.hourRates,
    themes: set.themes.map((theme) => ({
      ...theme,
      outcomes: theme.outcomes.map((outcome) => ({
        ...outcome,
        measures: outcome.measures.map((measure) => withYear(measure, year)),
      })),
    })),
  });
}
