import {
  addRatios,
  assert,
  compareRatios,
  dividedBy,
  nought,
  one,
  type Ratio,
  ratio,
  timesRatios,
} from '../../values/index.ts';
import { dependsOnOthers, priceShares, quantityShares } from './formulas.ts';
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
  const points = standing.map((_, index) =>
    criteria.map(({ weight }, column) => timesRatios(weight, shares[column]?.[index] ?? nought)),
  );
  const totals = standing.map((bid, index) => totalOf(bid, points[index] ?? [], perPound));
  const scored = bids.map((bid): ScoredBid => {
    const index = at.get(bid);
    if (index === undefined) {
      const none = criteria.map(() => nought);
      return { bid, shares: none, points: none, total: nought, rank: null, out: outBy(bid, criteria) };
    }
    const total = totals[index] ?? nought;
    const own = shares.map((column) => column[index] ?? nought);
    return {
      ...{ bid, shares: own, points: points[index] ?? [], total },
      ...{ rank: rankOf(total, totals), out: null },
    };
  });
  return { criteria, bids: scored, winners: scored.filter(({ rank }) => rank === 1) };
}

/** Whether a bid alone sets the mark that others are measured against: it alone has all points of such a criterion. */
function setsMark({ criteria, bids }: ScoredTender, { bid }: ScoredBid): boolean {
  return criteria.some(({ assessment }, column) => {
    if (assessment.kind === 'panel' || !dependsOnOthers(assessment.formula)) return false;
    const full = bids.filter(({ shares }) => compareRatios(shares[column] ?? nought, one) === 0);
    return full.length === 1 && full[0]?.bid === bid;
  });
}

/**
 * A scored tender without one of its bids that is in. Only a bid that alone sets a mark changes what others get; without any
 * other they keep their points, and those behind it move up.
 */
export function scoredWithout(scored: ScoredTender, left: ScoredBid): ScoredTender {
  const { criteria } = scored;
  const others = scored.bids.filter((each) => each !== left);
  if (setsMark(scored, left)) return scoreTender({ criteria, bids: others.map(({ bid }) => bid) });
  const behind = left.rank ?? others.length;
  const bids = others.map((each) =>
    each.rank !== null && each.rank > behind ? { ...each, rank: each.rank - 1 } : each,
  );
  return { criteria, bids, winners: bids.filter(({ rank }) => rank === 1) };
}
