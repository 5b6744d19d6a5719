import {
  addRatios,
  assert,
  compareRatios,
  dividedBy,
  nought,
  type Ratio,
  ratio,
  timesRatios,
} from '../../values/index.ts';
import { priceShares, quantityShares } from './formulas.ts';
import type { Bid, Criterion, ScoredBid, ScoredTender, Tender } from './types.ts';

const thousand = ratio(1000);

function scoreOf(bid: Bid, { id }: Criterion): Ratio {
  const score = bid.scores.get(id);
  assert(score !== undefined, 'a checked bid has a score for each criterion of the panel');
  return score;
}

/** The first criterion of which a bid stays below the floor. */
function outBy(bid: Bid, criteria: readonly Criterion[]): ScoredBid['out'] {
  for (const criterion of criteria) {
    const { assessment } = criterion;
    if (assessment.kind !== 'panel' || assessment.floor === null) continue;
    const score = scoreOf(bid, criterion);
    if (compareRatios(score, assessment.floor) < 0) return { criterion, score, floor: assessment.floor };
  }
  return null;
}

function sharesOf(criterion: Criterion, bids: readonly Bid[]): readonly Ratio[] {
  const { assessment } = criterion;
  if (assessment.kind === 'price') return priceShares(assessment.formula, bids);
  if (assessment.kind === 'quantity') return quantityShares(assessment.formula, bids);
  return bids.map((bid) => dividedBy(scoreOf(bid, criterion), assessment.top));
}

/** Whether points are divided by the price instead of price having points of its own. */
export function isPerPound(criteria: readonly Criterion[]): boolean {
  return criteria.some(
    ({ assessment }) => assessment.kind === 'price' && assessment.formula.kind === 'quality-per-pound',
  );
}

function totalOf(bid: Bid, points: readonly Ratio[], perPound: boolean): Ratio {
  const sum = addRatios(...points);
  return perPound ? dividedBy(timesRatios(sum, thousand), bid.price) : sum;
}

function rankOf(total: Ratio, all: readonly Ratio[]): number {
  return 1 + all.filter((other) => compareRatios(other, total) > 0).length;
}

/**
 * Scores every bid under the formulas of the criteria, on exact numbers. Bids below a floor are out: they get no rank, and
 * no other bid is measured against them. Expects what `checkTender` lets pass.
 */
export function scoreTender({ criteria, bids }: Tender): ScoredTender {
  const perPound = isPerPound(criteria);
  const standing = bids.filter((bid) => outBy(bid, criteria) === null);
  const shares = criteria.map((criterion) => sharesOf(criterion, standing));
  const at = new Map(standing.map((bid, index) => [bid, index]));
  const points = (index: number) =>
    criteria.map(({ weight }, column) => timesRatios(weight, shares[column]?.[index] ?? nought));
  const totals = standing.map((bid, index) => totalOf(bid, points(index), perPound));
  const scored = bids.map((bid): ScoredBid => {
    const index = at.get(bid);
    if (index === undefined) {
      const none = criteria.map(() => nought);
      return { bid, shares: none, points: none, total: nought, rank: null, out: outBy(bid, criteria) };
    }
    const total = totals[index] ?? nought;
    const own = shares.map((column) => column[index] ?? nought);
    return { bid, shares: own, points: points(index), total, rank: rankOf(total, totals), out: null };
  });
  return { criteria, bids: scored, winners: scored.filter(({ rank }) => rank === 1) };
}
