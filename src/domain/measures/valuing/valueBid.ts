import { accept, addRatios, type Decision, nought, type Refusal } from '../../values/index.ts';
import { type Measure, type MeasureSet, measuresOf } from '../measureSet.ts';
import { type LeftOut, linesLeftOut, linesToAskAbout } from './duplicates.ts';
import type { OfferLine, ValuedBid, ValuedLine } from './types.ts';
import { valueLine } from './valueLine.ts';

/** Which measures of a set a procurement uses; null for all of them. */
export interface ChosenMeasures {
  readonly set: MeasureSet;
  readonly references: readonly string[] | null;
}

function measureFor({ set, references }: ChosenMeasures, reference: string): Measure | undefined {
  const chosen = references === null || references.includes(reference);
  const found = measuresOf(set).find(({ measure }) => measure.reference === reference);
  return chosen ? found?.measure : undefined;
}

function valuedUnder(chosen: ChosenMeasures, line: OfferLine): Decision<ValuedLine> {
  const measure = measureFor(chosen, line.reference);
  if (measure) return valueLine(chosen.set, measure, line);
  const sentence = `${line.reference} is no measure of this procurement. Choose one of its measures or leave the offer out.`;
  return { ok: false, refusals: [{ code: 'measure-unknown', sentence }] };
}

function withoutValue(valued: ValuedLine, { duplicate }: LeftOut): ValuedLine {
  return {
    ...{ ...valued, counted: nought, value: nought },
    steps: [
      ...valued.steps,
      { what: 'duplicate', amount: nought, unit: 'pounds', sentence: duplicate.sentence },
    ],
  };
}

function byTheme(set: MeasureSet, lines: readonly ValuedLine[]): ValuedBid['byTheme'] {
  const themeOf = new Map(measuresOf(set).map(({ measure, theme }) => [measure.reference, theme.id]));
  return set.themes.map(({ id, title }) => {
    const inIt = lines.filter(({ measure }) => themeOf.get(measure.reference) === id);
    return { id, title, value: addRatios(...inIt.map(({ value }) => value)) };
  });
}

/**
 * The value of a bid: the sum of its lines after the same thing was counted once. Refused with the reasons of every line
 * that breaks a rule. Pounds, exact: rounded only where they are printed.
 */
export function valueBid(chosen: ChosenMeasures, offers: readonly OfferLine[]): Decision<ValuedBid> {
  const refusals: Refusal[] = [];
  const valued: ValuedLine[] = [];
  for (const line of offers) {
    const decision = valuedUnder(chosen, line);
    if (decision.ok) valued.push(decision.value);
    else refusals.push(...decision.refusals);
  }
  if (refusals.length > 0) return { ok: false, refusals };
  const out = linesLeftOut(chosen.set, valued);
  const lines = valued.map((one) => {
    const gone = out.find((left) => left.gone === one);
    return gone ? withoutValue(one, gone) : one;
  });
  return accept({
    ...{ lines, total: addRatios(...lines.map(({ value }) => value)), byTheme: byTheme(chosen.set, lines) },
    duplicates: [...out.map(({ duplicate }) => duplicate), ...linesToAskAbout(chosen.set, lines)],
  });
}
