import {
  addUp,
  type Measure,
  type MeasureSet,
  measuresOf,
  type OfferLine,
  type Quantity,
  totalOf,
  type Unit,
  type ValuedBid,
  valueLine,
} from '../../measures/index.ts';
import { addRatios, minus, nought, one, type Ratio, ratio } from '../../values/index.ts';
import { scoreTender } from '../scoring/scoreTender.ts';
import type { ScoredTender, Tender } from '../scoring/types.ts';
import type {
  NotCounted,
  OfferedQuantity,
  PastBid,
  PastOffer,
  PastTender,
  WorkedBid,
  WorkedTender,
} from './types.ts';

const hundred = ratio(100);

function amountIn({ kind }: Unit, amount: Ratio): Quantity {
  if (kind === 'pounds') return { kind, pounds: amount, staffHours: nought, expertHours: nought };
  if (kind === 'percentage') return { kind, numerator: amount, denominator: hundred };
  if (kind === 'hours-attendees') return { kind, hours: amount, attendees: one };
  return { kind: 'number', amount };
}

function wordsIn({ kind }: Unit, text: string): Quantity {
  const word = text.trim().toLowerCase();
  const isAnswer = word === 'yes' || word === 'no';
  return kind === 'yes-no' && isAnswer ? { kind, yes: word === 'yes' } : { kind: 'text', text };
}

/** What was offered, in the shape of the unit where it can be; valuing refuses it in words where it cannot. */
export function quantityIn(unit: Unit, offered: OfferedQuantity): Quantity {
  switch (offered.kind) {
    case 'amount':
      return amountIn(unit, offered.amount);
    case 'times':
      return { kind: 'hours-attendees', hours: offered.hours, attendees: offered.people };
    case 'of':
      return { kind: 'percentage', numerator: offered.part, denominator: offered.whole };
    case 'words':
      return wordsIn(unit, offered.text);
  }
}

function lineFor({ unit }: Measure, offer: PastOffer): OfferLine {
  const { line, reference, localShare, attribution, thing } = offer;
  return {
    ...{ id: `line-${line}`, reference, quantity: quantityIn(unit, offer.quantity) },
    ...{ localShare, attribution, thing },
  };
}

/** A set with its measures by reference, so that thousands of offers find theirs at once. */
export interface IndexedSet {
  readonly set: MeasureSet;
  readonly measures: ReadonlyMap<string, Measure>;
}

/** The measures of a set by their references. */
export function indexedSet(set: MeasureSet): IndexedSet {
  return { set, measures: new Map(measuresOf(set).map(({ measure }) => [measure.reference, measure])) };
}

function valuesUnder({ lines }: ValuedBid): ReadonlyMap<string, Ratio> {
  const under = new Map<string, Ratio>();
  for (const { line, value } of lines)
    under.set(line.reference, addRatios(under.get(line.reference) ?? nought, value));
  return under;
}

function workBid(indexed: IndexedSet, past: PastBid): WorkedBid {
  const notCounted: NotCounted[] = [];
  const lines = past.offers.flatMap((offer) => {
    const { reference } = offer;
    const leaveOut = (why: NotCounted['why'], sentence: string) => {
      notCounted.push({ line: offer.line, bidder: past.name, reference, why, sentence });
      return [];
    };
    const measure = indexed.measures.get(reference);
    if (!measure) return leaveOut('unknown', `${reference} is no measure of this version.`);
    const line = lineFor(measure, offer);
    const alone = valueLine(indexed.set, measure, line);
    if (alone.ok) return [alone.value];
    return leaveOut('refused', alone.refusals.map(({ sentence }) => sentence).join(' '));
  });
  const valued = addUp(indexed.set, lines);
  return { past, alone: lines, valued, under: valuesUnder(valued), notCounted };
}

/** The past procurement as a tender in which the bids have these social values, in their order. */
function tenderWith({ criteria, bids }: PastTender, values: readonly Ratio[]): Tender {
  return {
    criteria,
    bids: bids.map(({ id, name, price, scores }, index) => ({
      ...{ id, name, price, scores, socialValue: addRatios(...values.slice(index, index + 1)) },
    })),
  };
}

/**
 * A past procurement under a set: every bid is valued as bids are valued, and scored by the formulas of the procurement.
 * Offers that the set does not know or that break a rule bring nothing and are told.
 */
export function workOut(indexed: IndexedSet, past: PastTender): WorkedTender {
  const bids = past.bids.map((bid) => workBid(indexed, bid));
  const tender = tenderWith(
    past,
    bids.map((bid) => bid.valued.total),
  );
  return { past, bids, tender, scored: scoreTender(tender) };
}

/** What the lines of a bid under one measure are worth. */
export function valueUnder({ under }: WorkedBid, reference: string): Ratio {
  return under.get(reference) ?? nought;
}

/** A line that is left out for one of a measure comes back when that measure goes, so such a bid is valued again. */
function totalWithout(indexed: IndexedSet, bid: WorkedBid, reference: string): Ratio {
  const { lines, total, duplicates } = bid.valued;
  if (duplicates.length === 0) return minus(total, valueUnder(bid, reference));
  const own = new Set(lines.flatMap(({ line }) => (line.reference === reference ? [line.id] : [])));
  const comesBack = duplicates.some(
    ({ kind, lines: both }) => kind === 'left-out' && both.slice(0, 1).some((kept) => own.has(kept)),
  );
  if (!comesBack) return minus(total, valueUnder(bid, reference));
  return totalOf(
    indexed.set,
    bid.alone.filter(({ line }) => !own.has(line.id)),
  );
}

/** How a past procurement comes out when one measure is not there. */
export function scoredWithoutMeasure(
  indexed: IndexedSet,
  worked: WorkedTender,
  reference: string,
): ScoredTender {
  const values = worked.bids.map((bid) => totalWithout(indexed, bid, reference));
  return scoreTender(tenderWith(worked.past, values));
}
