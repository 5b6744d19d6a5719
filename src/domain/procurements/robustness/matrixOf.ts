import { dividedBy, nought, type Ratio } from '../../values/index.ts';
import { isPerPound } from '../scoring/scoreTender.ts';
import type { ScoredBid, ScoredTender } from '../scoring/types.ts';
import type { Matrix } from './strips.ts';

/** The bids that stand, as robustness works on them; under quality per pound shares are divided by the price. */
export function matrixOf({ criteria, bids }: ScoredTender): {
  readonly matrix: Matrix;
  readonly standing: readonly ScoredBid[];
} {
  const perPound = isPerPound(criteria);
  const standing = bids.filter(({ out }) => out === null);
  const rowOf = ({ bid, shares }: ScoredBid): readonly Ratio[] =>
    perPound ? shares.map((share) => dividedBy(share, bid.price)) : shares;
  const weights = criteria.map(({ weight, assessment }) =>
    perPound && assessment.kind === 'price' ? nought : weight,
  );
  return { matrix: { weights, shares: standing.map(rowOf) }, standing };
}
