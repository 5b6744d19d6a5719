import {
  accept,
  addRatios,
  compareRatios,
  type Decision,
  dividedBy,
  exactInWords,
  minus,
  one,
  poundsText,
  type Ratio,
  ratio,
  refuse,
  signOf,
  timesRatios,
} from '../../values/index.ts';

/** What a gross value is reduced by. All are shares between nought and one, except the rate, which is nought or more. */
export interface Adjustments {
  /** What would have happened anyway. */
  readonly deadweight: Ratio;
  /** What is due to others. */
  readonly attribution: Ratio;
  /** What fades with each further year. */
  readonly dropOff: Ratio;
  /** How much less a year later counts: 0.035 for instance. */
  readonly discountRate: Ratio;
  /** For how many years there is an effect: 1 or more. */
  readonly years: number;
}

/** One step from a gross value to what counts. */
export interface AdjustmentStep {
  readonly what: 'gross' | 'deadweight' | 'attribution' | 'drop-off' | 'discount' | 'total';
  /** 1 for the first year. Null for the total. */
  readonly year: number | null;
  readonly amount: Ratio;
  readonly sentence: string;
}

/** A value with every step that led to it. */
export interface AdjustedValue {
  readonly steps: readonly AdjustmentStep[];
  readonly total: Ratio;
}

const mostYears = 100;

function perCent(share: Ratio): string {
  return `${exactInWords(timesRatios(share, ratio(100)))}%`;
}

function outside(adjustments: Adjustments): string | undefined {
  const shares = [
    ['The deadweight', adjustments.deadweight],
    ['The attribution to others', adjustments.attribution],
    ['The drop-off', adjustments.dropOff],
  ] as const;
  const bad = shares.find(([, share]) => signOf(share) < 0 || compareRatios(share, one) > 0);
  if (bad) return `${bad[0]} is ${perCent(bad[1])}. It is a part, from 0% to 100%. Correct it.`;
  if (signOf(adjustments.discountRate) < 0) {
    return `The discount rate is ${perCent(adjustments.discountRate)}. It is not below 0%. Correct it.`;
  }
  const { years } = adjustments;
  if (Number.isInteger(years) && years >= 1 && years <= mostYears) return undefined;
  return `The effect lasts ${years} years. Give a whole number of years from 1 to ${mostYears}.`;
}

function firstYear(gross: Ratio, { deadweight, attribution }: Adjustments): readonly AdjustmentStep[] {
  const without = timesRatios(gross, minus(one, deadweight));
  const ours = timesRatios(without, minus(one, attribution));
  return [
    {
      what: 'gross',
      year: 1,
      amount: gross,
      sentence: `Before anything is taken off: ${poundsText(gross)}.`,
    },
    {
      ...{ what: 'deadweight', year: 1, amount: without },
      sentence: `${perCent(deadweight)} would have happened anyway. ${poundsText(without)} is left.`,
    },
    {
      ...{ what: 'attribution', year: 1, amount: ours },
      sentence: `${perCent(attribution)} is due to others. ${poundsText(ours)} is left.`,
    },
  ];
}

function laterYear(
  before: Ratio,
  year: number,
  { dropOff, discountRate }: Adjustments,
): { readonly left: Ratio; readonly counted: Ratio; readonly steps: readonly AdjustmentStep[] } {
  const left = timesRatios(before, minus(one, dropOff));
  const factor = timesRatios(...Array.from({ length: year - 1 }, () => addRatios(one, discountRate)));
  const counted = dividedBy(left, factor);
  return {
    ...{ left, counted },
    steps: [
      {
        ...{ what: 'drop-off', year, amount: left },
        sentence: `In year ${year}, ${perCent(dropOff)} less than the year before: ${poundsText(left)}.`,
      },
      {
        ...{ what: 'discount', year, amount: counted },
        sentence: `Year ${year} counts as of today, at ${perCent(discountRate)} a year: ${poundsText(counted)}.`,
      },
    ],
  };
}

/**
 * A gross value in pounds after deadweight, attribution, drop-off and discounting, with every step. The first year has
 * no drop-off and is not discounted. Exact: rounded only where it is printed.
 */
export function adjustValue(gross: Ratio, adjustments: Adjustments): Decision<AdjustedValue> {
  const trouble = outside(adjustments);
  if (trouble !== undefined) return refuse('adjustment-impossible', trouble);
  const steps: AdjustmentStep[] = [...firstYear(gross, adjustments)];
  let left = timesRatios(gross, minus(one, adjustments.deadweight), minus(one, adjustments.attribution));
  let total = left;
  for (let year = 2; year <= adjustments.years; year += 1) {
    const next = laterYear(left, year, adjustments);
    steps.push(...next.steps);
    left = next.left;
    total = addRatios(total, next.counted);
  }
  const sentence = `All years together: ${poundsText(total)}.`;
  return accept({ steps: [...steps, { what: 'total', year: null, amount: total, sentence }], total });
}

/** Social return on investment: value for each pound put in. Refused where nothing was put in. */
export function returnOnInvestment(value: Ratio, input: Ratio): Decision<Ratio> {
  return signOf(input) > 0
    ? accept(dividedBy(value, input))
    : refuse('input-missing', 'There is no return on nothing. Give what was put in, more than £0.');
}
