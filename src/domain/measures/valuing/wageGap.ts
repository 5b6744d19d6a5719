import {
  accept,
  compareRatios,
  type Decision,
  exactText,
  minus,
  type Ratio,
  refuse,
  signOf,
  timesRatios,
} from '../../values/index.ts';

/** Hourly pay that is promised, the lowest that the law allows, and the hours of a full-time year. */
export interface WageGap {
  readonly paidPerHour: Ratio;
  readonly floorPerHour: Ratio;
  readonly hoursPerWeek: Ratio;
  readonly weeksPerYear: Ratio;
}

/**
 * What a full-time post brings in a year over the lowest lawful wage, in pounds: the difference by the hour x hours a
 * week x weeks a year. Pay below the floor is refused, because it is unlawful and no value.
 */
export function wageGap({ paidPerHour, floorPerHour, hoursPerWeek, weeksPerYear }: WageGap): Decision<Ratio> {
  if (signOf(floorPerHour) <= 0 || signOf(hoursPerWeek) <= 0 || signOf(weeksPerYear) <= 0) {
    return refuse(
      'wage-hours',
      'The floor, the hours a week and the weeks a year are above nought. Correct them.',
    );
  }
  if (compareRatios(paidPerHour, floorPerHour) < 0) {
    return refuse(
      'wage-below-floor',
      `£${exactText(paidPerHour)} an hour is below the lowest lawful wage of £${exactText(floorPerHour)}. Correct the pay.`,
    );
  }
  return accept(timesRatios(minus(paidPerHour, floorPerHour), hoursPerWeek, weeksPerYear));
}
