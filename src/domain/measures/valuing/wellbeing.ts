import { accept, type Decision, type Ratio, refuse, signOf, timesRatios } from '../../values/index.ts';

/** A change of life satisfaction on the scale of 0 to 10, for so many people and years. */
export interface WellbeingChange {
  readonly points: Ratio;
  readonly people: Ratio;
  readonly years: Ratio;
}

/** Pounds for one point, one person and one year: central, with its range. */
export interface WellbeingValue {
  readonly central: Ratio;
  readonly low: Ratio;
  readonly high: Ratio;
}

/**
 * The value of a change of wellbeing in pounds, always with its range; a change for the worse is below nought, and then
 * `low` is still what the low value gives. A change of more than ten points, or below nought people or years, is refused.
 */
export function valueWellbeing(change: WellbeingChange, value: WellbeingValue): Decision<WellbeingValue> {
  const { points, people, years } = change;
  const size = points.numerator < 0n ? -points.numerator : points.numerator;
  if (size > 10n * points.denominator || signOf(people) < 0 || signOf(years) < 0) {
    return refuse(
      'wellbeing-impossible',
      'Life satisfaction is a scale of 0 to 10, and people and years are not below nought. Correct the change.',
    );
  }
  const of = (each: Ratio) => timesRatios(points, people, years, each);
  return accept({ central: of(value.central), low: of(value.low), high: of(value.high) });
}
