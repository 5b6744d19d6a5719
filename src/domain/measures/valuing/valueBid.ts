import { accept, addRatios, type Decision, nought, type Ratio, type Refusal } from '../../values/index.ts';
import { type Measure, type MeasureSet, measuresOf } from '../measureSet.ts';
import { type LeftOut, linesLeftOut, linesToAskAbout } from './duplicates.ts';
import type { OfferLine, ValuedBid, ValuedLine } from './types.ts';
import { valueLine } from './valueLine.ts';

/** Which measures of a set a procurement uses; null for all of them. */
export interface ChosenMeasures {
  readonly set: MeasureSet;
  readonly references: readonly string[] | null;
}

function measuresBy({ set, references }: ChosenMeasures): ReadonlyMap<string, Measure> {
  const chosen = references === null ? null : new Set(references);
  const measures = measuresOf(set).map(({ measure }) => measure);
  return new Map(
    measures.filter(({ reference }) => chosen?.has(reference) ?? true).map((one) => [one.reference, one]),
  );
}

function valuedUnder(
  set: MeasureSet,
  measures: ReadonlyMap<string, Measure>,
  line: OfferLine,
): Decision<ValuedLine> {
  const measure = measures.get(line.reference);
  if (measure) return valueLine(set, measure, line);
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

/** A bid of lines that were valued one by one: the same thing is counted once. */
export function addUp(set: MeasureSet, valued: readonly ValuedLine[]): ValuedBid {
  const out = linesLeftOut(set, valued);
  const left = new Map(out.map((one) => [one.gone, one]));
  const lines = valued.map((one) => {
    const gone = left.get(one);
    return gone ? withoutValue(one, gone) : one;
  });
  return {
    ...{ lines, total: addRatios(...lines.map(({ value }) => value)), byTheme: byTheme(set, lines) },
    duplicates: [...out.map(({ duplicate }) => duplicate), ...linesToAskAbout(set, lines)],
  };
}

/** The total of such lines without all else that is said of a bid. */
export function totalOf(set: MeasureSet, valued: readonly ValuedLine[]): Ratio {
  const gone = new Set(linesLeftOut(set, valued).map((one) => one.gone));
  return addRatios(...valued.filter((one) => !gone.has(one)).map(({ value }) => value));
}

/**
 * The value of a bid: the sum of its lines after the same thing was counted once. Refused with the reasons of every line
 * that breaks a rule. Pounds, exact: rounded only where they are printed.
 */
export function valueBid(chosen: ChosenMeasures, offers: readonly OfferLine[]): Decision<ValuedBid> {
  const refusals: Refusal[] = [];
  const measures = measuresBy(chosen);
  const valued: ValuedLine[] = [];
  for (const line of offers) {
    const decision = valuedUnder(chosen.set, measures, line);
    if (decision.ok) valued.push(decision.value);
    else refusals.push(...decision.refusals);
  }
  if (refusals.length > 0) return { ok: false, refusals };
  return accept(addUp(chosen.set, valued));
}
