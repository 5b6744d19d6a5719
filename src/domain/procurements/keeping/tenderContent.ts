import type { Assessment, Band, Bid, Criterion, PriceFormula, QuantityFormula } from '../scoring/types.ts';
import type { TenderToEvaluate } from '../tenderFile.ts';
import { decimalText } from './decimalText.ts';

type Row = Readonly<Record<string, unknown>>;

function bandRows(bands: readonly Band[]): readonly Row[] {
  return bands.map(({ upTo, points }) => ({
    upTo: upTo === null ? null : decimalText(upTo),
    points: decimalText(points),
  }));
}

/** What a formula needs beside its name. */
function needsOf(formula: QuantityFormula | PriceFormula): Row {
  if (formula.kind === 'target') return { target: decimalText(formula.target) };
  if (formula.kind === 'reference') return { reference: decimalText(formula.reference) };
  return formula.kind === 'bands' ? { bands: bandRows(formula.bands) } : {};
}

function assessmentRow(assessment: Assessment): Row {
  if (assessment.kind !== 'panel')
    return { kind: assessment.kind, formula: assessment.formula.kind, ...needsOf(assessment.formula) };
  const { kind, top, floor } = assessment;
  return { kind, top: decimalText(top), floor: floor && decimalText(floor) };
}

const criterionRow = ({ id, name, weight, assessment }: Criterion): Row => ({
  ...{ id, name, weight: decimalText(weight) },
  ...assessmentRow(assessment),
});

const bidRow = ({ id, name, price, socialValue, scores }: Bid): Row => ({
  ...{ id, name, price: decimalText(price), socialValue: decimalText(socialValue) },
  scores: Object.fromEntries([...scores].map(([criterion, score]) => [criterion, decimalText(score)])),
});

/**
 * A tender as a tender file says it, version 1, whatever the form was that it was read from: `readTender` makes the same tender
 * of it again.
 */
export function tenderContent({ title, tender, otherQuantities, otherPrices }: TenderToEvaluate): Row {
  return {
    schemaVersion: 1,
    ...(title === null ? {} : { title }),
    criteria: tender.criteria.map(criterionRow),
    bids: tender.bids.map(bidRow),
    compare: Object.assign({}, ...[...otherQuantities, ...otherPrices].map(needsOf)),
  };
}
