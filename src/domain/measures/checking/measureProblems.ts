import { compareRatios } from '../../values/index.ts';
import {
  hasWeighting,
  isPositive,
  type Measure,
  type MeasureSet,
  measuresOf,
  type ProxyValue,
} from '../measureSet.ts';
import { numberOf } from '../numberOf.ts';
import { canBeValued } from '../units.ts';
import type { SetProblem } from './problem.ts';

interface Complaint {
  readonly code: string;
  readonly when: boolean;
  readonly sentence: string;
}

function rangeFits({ low, value, high }: ProxyValue): boolean {
  const above = low === null || compareRatios(numberOf(low), numberOf(value)) <= 0;
  return above && (high === null || compareRatios(numberOf(value), numberOf(high)) <= 0);
}

/** What is wrong with a value, told about the thing named: `The value of ES1`. */
export function proxyComplaints(proxy: ProxyValue, thing: string): readonly Complaint[] {
  return [
    {
      code: 'proxy-without-source',
      when: proxy.source === null,
      sentence: `${thing} does not say where it comes from. Name its source, or take the value away.`,
    },
    {
      code: 'proxy-without-year',
      when: proxy.priceYear === null,
      sentence: `${thing} does not say in which year’s prices it is. Give the price year, such as 2020 or 2020/21.`,
    },
    {
      code: 'proxy-without-licence',
      when: proxy.licence.trim() === '',
      sentence: `${thing} does not say under which licence it may be used. Name the licence of its source.`,
    },
    {
      code: 'proxy-range',
      when: !rangeFits(proxy),
      sentence: `${thing} lies outside its own range of low to high. Check the three numbers.`,
    },
  ];
}

function weightingComplaints(measure: Measure): readonly Complaint[] {
  const { reference, weighting, recordOnly, proxy } = measure;
  return [
    {
      code: 'weighting-not-positive',
      when: !isPositive(weighting),
      sentence: `${reference} has the weighting ${weighting}. A weighting is above nought; to count nothing, make the measure record-only.`,
    },
    {
      code: 'record-only-weighting',
      when: recordOnly && hasWeighting(measure),
      sentence: `${reference} is record-only and has the weighting ${weighting}. What is only recorded counts nothing, so the weighting has no effect. Take one of the two away.`,
    },
    {
      code: 'weighting-without-value',
      when: !recordOnly && proxy === null && hasWeighting(measure),
      sentence: `${reference} has the weighting ${weighting} and no value. A weighting multiplies a value, so here it does nothing. Give the measure a value or take the weighting away.`,
    },
  ];
}

function valueComplaints(set: MeasureSet, measure: Measure): readonly Complaint[] {
  const { reference, unit, proxy, confirmed, localOnly } = measure;
  const rates = set.hourRates.staff !== null && set.hourRates.expert !== null;
  return [
    {
      code: 'unit-without-value',
      when: proxy !== null && !canBeValued(unit),
      sentence: `${reference} has a value in pounds, but its unit is a percentage, a text or a yes or no, which cannot be multiplied. Take the value away or change the unit.`,
    },
    {
      code: 'local-only-unit',
      when: localOnly && !canBeValued(unit),
      sentence: `${reference} counts only the local part, but a percentage, a text or a yes or no has no local part. Say in its title what is meant, and take “local only” away.`,
    },
    {
      code: 'unconfirmed-with-value',
      when: proxy !== null && !confirmed,
      sentence: `${reference} has a value, but its text is not confirmed against its source, so it is never scored. Confirm the text first.`,
    },
    {
      code: 'staff-time-without-rate',
      when: unit.kind === 'pounds' && unit.staffTime && !rates,
      sentence: `${reference} counts staff time in pounds, but the set does not say what an hour of staff and of expert time counts. Give both rates.`,
    },
  ];
}

function listComplaints(set: MeasureSet, { reference, lists }: Measure): readonly Complaint[] {
  const known = set.lists.map(({ id }) => id);
  return lists.map((list) => ({
    code: 'list-unknown',
    when: !known.includes(list),
    sentence: `${reference} belongs to the list “${list}”, which the set does not have. Add the list or correct its name.`,
  }));
}

/** All that is wrong with single measures and the hour rates, in the order of the set. */
export function measureProblems(set: MeasureSet): readonly SetProblem[] {
  const rates = Object.entries(set.hourRates).flatMap(([who, proxy]) =>
    proxy === null ? [] : proxyComplaints(proxy, `The rate for an hour of ${who} time`),
  );
  const complaints = measuresOf(set).flatMap(({ measure }) =>
    [
      ...(measure.proxy === null ? [] : proxyComplaints(measure.proxy, `The value of ${measure.reference}`)),
      ...weightingComplaints(measure),
      ...valueComplaints(set, measure),
      ...listComplaints(set, measure),
    ].map((complaint) => ({ ...complaint, reference: measure.reference })),
  );
  return [...rates.map((one) => ({ ...one, reference: null })), ...complaints]
    .filter(({ when }) => when)
    .map(({ code, reference, sentence }) => ({ code, reference, sentence }));
}
