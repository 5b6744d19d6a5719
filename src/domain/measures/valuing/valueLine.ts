import {
  accept,
  compareRatios,
  type Decision,
  exactInWords,
  nought,
  one,
  type Ratio,
  type Refusal,
  signOf,
  timesRatios,
} from '../../values/index.ts';
import { hasWeighting, type Measure, type MeasureSet } from '../measureSet.ts';
import { numberOf } from '../numberOf.ts';
import { unitInWords } from '../units.ts';
import { type CountedQuantity, countQuantity } from './quantity.ts';
import type { OfferLine, ValuedLine, ValueStep } from './types.ts';

function isShare(share: Ratio): boolean {
  return signOf(share) >= 0 && compareRatios(share, one) <= 0;
}

function perCent(share: Ratio): string {
  return `${exactInWords(timesRatios(share, { numerator: 100n, denominator: 1n }))}%`;
}

function shareRefusals(measure: Measure, { localShare, attribution }: OfferLine): readonly Refusal[] {
  const { reference, localOnly, partialAttribution, confirmed } = measure;
  const complaints: readonly (readonly [boolean, string, string])[] = [
    [
      !confirmed,
      'measure-unconfirmed',
      `The text of ${reference} is not confirmed against its source, so nothing is scored under it.`,
    ],
    [
      localOnly && localShare === null,
      'local-share-missing',
      `${reference} counts only what stays in the local area. Say which part of the offer does.`,
    ],
    [
      localShare !== null && !isShare(localShare),
      'local-share-impossible',
      `The local part of ${reference} is not between 0% and 100%. Correct it.`,
    ],
    [
      !isShare(attribution),
      'attribution-impossible',
      `The part of ${reference} that is due to this contract is not between 0% and 100%. Correct it.`,
    ],
    [
      !partialAttribution && isShare(attribution) && compareRatios(attribution, one) !== 0,
      'attribution-not-allowed',
      `${reference} counts whole things only, and ${perCent(attribution)} was offered. Offer the whole or leave it out.`,
    ],
  ];
  return complaints.filter(([when]) => when).map(([, code, sentence]) => ({ code, sentence }));
}

function countingSteps(
  measure: Measure,
  line: OfferLine,
  offered: CountedQuantity,
): { readonly steps: readonly ValueStep[]; readonly counted: Ratio } {
  const words = unitInWords(measure.unit);
  const start = offered.units ?? nought;
  const steps: ValueStep[] = [{ what: 'offered', amount: start, unit: 'units', sentence: offered.sentence }];
  let counted = start;
  if (line.localShare !== null && measure.localOnly) {
    counted = timesRatios(counted, line.localShare);
    const sentence = `Only the local part of ${perCent(line.localShare)} counts: ${exactInWords(counted)} ${words}.`;
    steps.push({ what: 'local-share', amount: counted, unit: 'units', sentence });
  } else if (line.localShare !== null) {
    const sentence = `${perCent(line.localShare)} is local. This measure counts the rest as well.`;
    steps.push({ what: 'elsewhere', amount: counted, unit: 'units', sentence });
  }
  if (compareRatios(line.attribution, one) !== 0) {
    counted = timesRatios(counted, line.attribution);
    const sentence = `${perCent(line.attribution)} is due to this contract: ${exactInWords(counted)} ${words}.`;
    steps.push({ what: 'attribution', amount: counted, unit: 'units', sentence });
  }
  return { steps, counted };
}

function priced(
  measure: Measure,
  counted: Ratio,
): { readonly value: Ratio; readonly steps: readonly ValueStep[] } {
  const { recordOnly, proxy, weighting } = measure;
  if (recordOnly) {
    const sentence = 'The measure is kept for the record only and has no value.';
    return { value: nought, steps: [{ what: 'record-only', amount: nought, unit: 'pounds', sentence }] };
  }
  if (proxy === null) {
    const sentence = 'The measure has no value in pounds. It is shown in its own unit.';
    return { value: nought, steps: [{ what: 'no-value', amount: nought, unit: 'pounds', sentence }] };
  }
  const value = timesRatios(counted, numberOf(proxy.value));
  const first: ValueStep = {
    ...{ what: 'proxy', amount: value, unit: 'pounds' },
    sentence: `Each unit counts £${proxy.value}, in prices of ${proxy.priceYear ?? 'a year that is not given'}.`,
  };
  if (!hasWeighting(measure)) return { value, steps: [first] };
  const weighted = timesRatios(value, numberOf(weighting));
  const sentence = `The value is multiplied by the weighting ${weighting}.`;
  return {
    value: weighted,
    steps: [first, { what: 'weighting', amount: weighted, unit: 'pounds', sentence }],
  };
}

/**
 * The value of one line: quantity x local share x attribution x value of a unit x weighting; nought where the measure is
 * for the record only or has no value. Every step is told. A line that breaks a rule is refused with all its reasons.
 */
export function valueLine(set: MeasureSet, measure: Measure, line: OfferLine): Decision<ValuedLine> {
  const offered = countQuantity(set, measure, line.quantity);
  const refusals = [...(offered.ok ? [] : offered.refusals), ...shareRefusals(measure, line)];
  if (!offered.ok || refusals.length > 0) return { ok: false, refusals };
  const { steps, counted } = countingSteps(measure, line, offered.value);
  const pricing = priced(measure, counted);
  return accept({
    ...{ line, measure, counted: offered.value.units === null ? null : counted },
    value: pricing.value,
    steps: [...steps, ...pricing.steps],
  });
}
